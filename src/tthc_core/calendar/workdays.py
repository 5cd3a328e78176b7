"""Working days (ngày làm việc): Monday to Friday, less holidays, days in lieu and swapped days, plus make-up days.

The swaps are announced year by year, so a table of dated days is the truth, and a day outside it is an error and no
guess. Two look-ups answer a question: how many working days lie up to a day, and which day is the n-th of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from .. import vietnamese as vi
from ..errors import CalendarRangeError, InvalidValueError
from ..values import SHORT, refused
from .hours import DEFAULT_HOURS, WorkingHours
from .kinds import SATURDAY, DayKind, SpecialDay, dated, sentence
from .moments import day as plain_day
from .special_days import special_days

__all__ = ["DayKind", "SpecialDay", "WorkCalendar"]


def _in_order(days: SpecialDay | Iterable[SpecialDay]) -> tuple[SpecialDay, ...]:
    by_day = {}
    for each in _listed(days, SpecialDay):
        if not isinstance(each, SpecialDay):
            raise refused(each, "WorkCalendar.days", "a SpecialDay", 'Write SpecialDay(date(...), "holiday", name).')
        by_day[each.day] = each
    return tuple(by_day[each] for each in sorted(by_day))


def _listed(days: Any, kind: type) -> list[Any]:
    if isinstance(days, kind):
        return [days]
    if not isinstance(days, Iterable):
        raise refused(days, "WorkCalendar.days", f"a {kind.__name__} or several")
    return list(days)


@frozen(cache_hash=True)
class WorkCalendar:
    """Which days are working days, from a first to a last day (lịch làm việc).

    Calendars are equal when they cover the same days, with the same special days and hours. A day may be given as a
    datetime: its local date counts.

    :param days: the days that Monday to Friday do not explain; of two with the same date the later one stands.
    :param first: the first day covered.
    :param last: the last day covered.
    :param hours: the working hours of a working day.
    :raises CalendarRangeError: a special day that is not covered.
    :raises InvalidValueError: a wrong field, or a last day before the first.

    >>> calendar = WorkCalendar.vietnam()
    >>> calendar.is_working_day(date(2026, 1, 2)), calendar.is_working_day(date(2026, 1, 10))
    (False, True)
    >>> calendar.add_working_days(date(2026, 1, 8), 2)
    datetime.date(2026, 1, 10)
    """

    days: tuple[SpecialDay, ...] = field(converter=_in_order, repr=lambda days: f"<{len(days)} special days>")
    first: date
    last: date
    hours: WorkingHours = DEFAULT_HOURS
    # Of each day covered: how many working days lie before it, and how many up to its end.
    _before: dict[date, int] = field(init=False, eq=False, repr=False, factory=dict)
    _until: dict[date, int] = field(init=False, eq=False, repr=False, factory=dict)
    _working: list[date] = field(init=False, eq=False, repr=False, factory=list)

    def __attrs_post_init__(self) -> None:
        first, last = (plain_day(each, "WorkCalendar") for each in (self.first, self.last))
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)
        if not isinstance(self.hours, WorkingHours):
            raise refused(self.hours, "WorkCalendar.hours", "WorkingHours")
        if last < first:
            days = f"{vi.format_date(last)} is before {vi.format_date(first)}"
            raise InvalidValueError(f"WorkCalendar: the last day, {days}, the first.")
        for each in self.days:
            if not first <= each.day <= last:
                raise self._outside(vi.format_date(each.day), "Give with_days a first= or last= too.")
        special = {each.day: each.worked for each in self.days}
        before, until, working = self._before, self._until, self._working
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            each_day = date.fromordinal(ordinal)
            before[each_day] = len(working)
            if special.get(each_day, each_day.weekday() < SATURDAY):
                working.append(each_day)
            until[each_day] = len(working)

    @staticmethod
    def vietnam() -> WorkCalendar:
        """The working days of the public sector in Vietnam, 2019 to 2027, with the usual working hours.

        The same object each time. Bộ luật Lao động 2019, articles 111 and 112, and the letters of each year.

        >>> calendar = WorkCalendar.vietnam()
        >>> calendar.first, calendar.last
        (datetime.date(2019, 1, 1), datetime.date(2027, 12, 31))
        """
        return _vietnam()

    def with_hours(self, hours: WorkingHours) -> WorkCalendar:
        """The same days with other working hours (giờ làm việc).

        :param hours: the sessions of a working day, and the cut-off if there is one.
        :raises InvalidValueError: no WorkingHours.

        >>> from datetime import time
        >>> hours = WorkingHours(((time(7, 30), time(11, 30)), (time(13), time(17))))
        >>> print(WorkCalendar.vietnam().with_hours(hours).hours)
        07:30–11:30, 13:00–17:00
        """
        return evolve(self, hours=hours)

    def with_days(
        self, days: SpecialDay | Iterable[SpecialDay], *, first: date | None = None, last: date | None = None
    ) -> WorkCalendar:
        """The calendar with days added or put in the place of its own: a province's own day, a new letter, a new year.

        :param days: one special day or several.
        :param first: a new first day, for years before the table.
        :param last: a new last day, for years after it. All other days of those years are taken to be ordinary ones.
        :raises CalendarRangeError: a day that is not covered.
        :raises InvalidValueError: no SpecialDay, or a first or last day that would narrow the calendar.

        >>> calendar = WorkCalendar.vietnam().with_days(SpecialDay(date(2026, 10, 10), "make_up_day"))
        >>> calendar.working_days_between(date(2026, 10, 9), date(2026, 10, 12))
        2
        """
        first = self.first if first is None else plain_day(first, "with_days(first=)")
        last = self.last if last is None else plain_day(last, "with_days(last=)")
        if self.first < first or last < self.last:
            covered = _span(self.first, self.last)
            raise InvalidValueError(
                f"with_days: {_span(first, last)} cuts days off {covered}, which the calendar covers."
            )
        return evolve(self, days=[*self.days, *_listed(days, SpecialDay)], first=first, last=last)

    def without_days(self, days: date | Iterable[date]) -> WorkCalendar:
        """The calendar in which days are ordinary ones again: a swap that was called off.

        :param days: one day or several.
        :raises InvalidValueError: a day that is no special day of the calendar.

        >>> calendar = WorkCalendar.vietnam().without_days([date(2026, 1, 2), date(2026, 1, 10)])
        >>> calendar.is_working_day(date(2026, 1, 2))
        True
        """
        dropped = {plain_day(each, "without_days") for each in _listed(days, date)}
        for each in dropped - {special.day for special in self.days}:
            raise refused(dated(each), "without_days", "a special day of the calendar")
        return evolve(self, days=[each for each in self.days if each.day not in dropped])

    def is_working_day(self, day: date) -> bool:
        """Whether a day is a working day.

        :raises CalendarRangeError: the day is not covered.

        >>> WorkCalendar.vietnam().is_working_day(date(2026, 8, 22))
        True
        """
        try:
            return self._before[day] != self._until[day]
        except (KeyError, TypeError):
            return self.is_working_day(self._covered(day))

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days there are after the start, up to the end: those in (start, end].

        With the end before the start, minus those in [end, start), so that adding them leads back.

        :raises CalendarRangeError: a day that is not covered.

        >>> WorkCalendar.vietnam().working_days_between(date(2026, 4, 24), date(2026, 5, 4))
        3
        """
        try:
            if start <= end:
                return self._until[end] - self._until[start]
            return self._before[end] - self._before[start]
        except (KeyError, TypeError):
            return self.working_days_between(self._covered(start), self._covered(end))

    def add_working_days(self, day: date, number: int) -> date:
        """The day so many working days later; before, for a negative number. 0 gives the day itself, working or not.

        :raises CalendarRangeError: the day or the result is not covered.
        :raises InvalidValueError: no whole number.

        >>> calendar = WorkCalendar.vietnam()
        >>> calendar.add_working_days(date(2026, 1, 1), 1), calendar.add_working_days(date(2026, 1, 1), -1)
        (datetime.date(2026, 1, 5), datetime.date(2025, 12, 31))
        """
        if type(number) is not int:
            raise refused(number, "add_working_days", "a whole number of working days (int)")
        try:
            if number > 0:
                return self._working[self._until[day] + number - 1]
            place = self._before[day] + number
            # A negative index would count from the end of the list.
            if number < 0 <= place:
                return self._working[place]
        except IndexError:
            raise self._beyond(day, number) from None
        except (KeyError, TypeError):
            return self.add_working_days(self._covered(day), number)
        if number:
            raise self._beyond(day, number)
        return self._covered(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after a day.

        :raises CalendarRangeError: the day or the one sought is not covered.

        >>> WorkCalendar.vietnam().next_working_day(date(2026, 2, 13))
        datetime.date(2026, 2, 23)
        """
        return self.add_working_days(day, 1)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one.

        :raises CalendarRangeError: the day or the one sought is not covered.

        >>> WorkCalendar.vietnam().on_or_after(date(2026, 1, 10))
        datetime.date(2026, 1, 10)
        """
        try:
            return self._working[self._before[day]]
        except (KeyError, TypeError):
            return self.on_or_after(self._covered(day))
        except IndexError:
            raise self._beyond(day, 1) from None

    def describe(self, day: date) -> str:
        """What a day is and on what that rests, as a Vietnamese line.

        :raises CalendarRangeError: the day is not covered.

        >>> print(WorkCalendar.vietnam().describe(date(2026, 1, 2)))
        Thứ Sáu 02/01/2026: nghỉ hoán đổi (làm bù thứ Bảy 10/01/2026), theo Công văn 12729/VPCP-KGVX
        """
        day = self._covered(day)
        for each in self.days:
            if each.day == day:
                return str(each)
        return sentence(day, "ngày làm việc" if self.is_working_day(day) else "ngày nghỉ hằng tuần")

    def to_frame(self, backend: str = "polars") -> Any:
        """The calendar as a data frame (bảng lịch làm việc), a row for each day that it covers.

        The columns: ``day``; ``is_working_day``; ``working_days``, how many there are up to that day and with it;
        ``next_working_day``, the first one after it, null at the end. In pandas days have PyArrow's type.

        :param backend: ``"polars"``, ``"pandas"`` or ``"pyarrow"``.
        :raises MissingExtraError: Narwhals or that package is not installed.
        :raises InvalidValueError: another backend.

        >>> table = WorkCalendar.vietnam().to_frame()
        >>> table.columns, table.height, table["working_days"].max()
        (['day', 'is_working_day', 'working_days', 'next_working_day'], 3287, 2251)
        """
        from .to_frame import to_frame

        return to_frame(self, backend)

    def __reduce__(self) -> tuple[Any, ...]:
        return WorkCalendar, (self.days, self.first, self.last, self.hours)

    def _covered(self, value: Any) -> date:
        """The plain day, if the table has it."""
        day = plain_day(value, "WorkCalendar")
        if day not in self._until:
            raise self._outside(vi.format_date(day))
        return day

    def _beyond(self, day: date, number: int) -> CalendarRangeError:
        count = f"{SHORT.repr(abs(number))} working day{'s' * (abs(number) != 1)}"
        return self._outside(f"{count} {'after' if number > 0 else 'before'} {vi.format_date(day)}")

    def _outside(self, what: str, hint: str = "Add the year with WorkCalendar.with_days(...).") -> CalendarRangeError:
        covered = f"the table of working days covers {_span(self.first, self.last)}"
        return CalendarRangeError(f"{covered}; {what} is outside. {hint}")


def _span(first: date, last: date) -> str:
    return f"{vi.format_date(first)}–{vi.format_date(last)}"


@cache
def _vietnam() -> WorkCalendar:
    return WorkCalendar(special_days(), date(2019, 1, 1), date(2027, 12, 31))
