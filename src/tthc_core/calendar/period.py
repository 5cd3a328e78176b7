"""What a report is about (a month, a quarter, …) and the days that its figures cover.

The two differ: by Nghị định 09/2019/NĐ-CP, article 12, the report of a month covers day 15 of the month before to day
14 of the month, and a body that asks for a report may set days of its own. Which days a name covers is in
:mod:`.windows`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from attrs import evolve, field, frozen

from .. import vietnamese as vi
from ..errors import InvalidValueError, near
from ..values import refused
from ..vietnamese.periods import WRITERS, name_and_range
from .moments import day
from .windows import PARTS, PeriodKind, Rule, Window, days_by, months_of, moved, pair, rule_of, years_away

__all__ = ["Period", "PeriodKind", "Window"]


@frozen
class Period:
    """A reporting period (kỳ báo cáo) and its data window (khoảng số liệu), made by the class methods.

    Periods are equal when their names and their windows are. A week has no name: it is a range, Monday to Sunday.

    :param kind: month, quarter, half_year, nine_months, year or range.
    :param year_number: the year; None for a range.
    :param number: which month, quarter or half of the year, from 1; None for the other kinds.
    :param window: the first and the last day that the figures cover.
    :raises InvalidValueError: a month 13, a window that ends before it begins, …

    >>> period = Period.month(2024, 1)
    >>> period.label, period.first, period.last
    ('tháng 01/2024', datetime.date(2024, 1, 1), datetime.date(2024, 1, 31))
    >>> print(Period.quarter(2023, 1, window="decree_09_2019"))
    Quý I/2023 (từ ngày 15/12/2022 đến ngày 14/3/2023)
    """

    kind: PeriodKind
    year_number: int | None
    number: int | None
    window: tuple[date, date] = field(converter=pair)

    def __attrs_post_init__(self) -> None:
        if self.kind != "range":
            months_of(self.kind, self.year_number, self.number)
        elif (self.year_number, self.number) != (None, None):
            raise InvalidValueError("Period: a range has neither year_number nor number.")

    @classmethod
    def month(cls, year: int, month: int, window: Window = "calendar") -> Period:
        """A month (tháng).

        >>> Period.month(2024, 1, window="decree_09_2019").first
        datetime.date(2023, 12, 15)
        """
        return cls._part("month", year, month, window)

    @classmethod
    def quarter(cls, year: int, number: int, window: Window = "calendar") -> Period:
        """A quarter (quý), 1 to 4.

        >>> Period.quarter(2024, 4).last
        datetime.date(2024, 12, 31)
        """
        return cls._part("quarter", year, number, window)

    @classmethod
    def half_year(cls, year: int, number: int, window: Window = "calendar") -> Period:
        """A half of a year (6 tháng đầu năm, 6 tháng cuối năm), 1 or 2.

        >>> Period.half_year(2024, 2).label
        '6 tháng cuối năm 2024'
        """
        return cls._part("half_year", year, number, window)

    @classmethod
    def nine_months(cls, year: int, window: Window = "calendar") -> Period:
        """The first nine months of a year (9 tháng).

        >>> Period.nine_months(2024).last
        datetime.date(2024, 9, 30)
        """
        return cls._part("nine_months", year, None, window)

    @classmethod
    def year(cls, year: int, window: Window = "calendar") -> Period:
        """A year (năm).

        >>> Period.year(2023, window=(date(2022, 12, 7), date(2023, 12, 4))).label
        'năm 2023'
        """
        return cls._part("year", year, None, window)

    @classmethod
    def week(cls, year: int, number: int) -> Period:
        """A week (tuần), Monday to Sunday, by its number in ISO 8601: week 1 is the one with 4 January.

        :raises InvalidValueError: a week that the year does not have.

        >>> Period.week(2024, 1).label
        'từ ngày 01/01/2024 đến ngày 07/01/2024'
        """
        if type(year) is not int or type(number) is not int:
            raise refused((year, number), "Period.week", "a year and the number of a week")
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            raise refused((year, number), "Period.week", "a week: a year has 52, some have 53 (ISO 8601)") from None
        return cls.week_of(monday)

    @classmethod
    def week_of(cls, any_day: date) -> Period:
        """The week (tuần) of a day, Monday to Sunday.

        >>> print(Period.week_of(date(2024, 1, 31)))
        từ ngày 29/01/2024 đến ngày 04/02/2024
        """
        at = day(any_day, "Period.week_of")
        monday = at - timedelta(days=at.weekday())
        return cls.between(monday, moved(monday, 6, "Period.week_of"))

    @classmethod
    def between(cls, first: date, last: date) -> Period:
        """Any days, the first and the last included.

        >>> Period.between(date(2021, 7, 21), date(2021, 8, 20)).label
        'từ ngày 21/7/2021 đến ngày 20/8/2021'
        """
        return cls("range", None, None, (first, last))

    @classmethod
    def parse(cls, text: str, window: Window = "calendar") -> Period:
        """The period that a text names, in any spelling that :mod:`tthc_core.vietnamese` reads.

        A name, a range, or a name with its range in brackets: whatever ``str`` of a period writes.

        :raises DateFormatError: not the name of a period, nor a range.
        :raises InvalidValueError: a window for a text that says its own days.

        >>> Period.parse("Quý I/2024") == Period.quarter(2024, 1)
        True
        >>> Period.parse("tháng 01/2024 (từ ngày 15/12/2023 đến ngày 14/01/2024)").first
        datetime.date(2023, 12, 15)
        """
        name, days = name_and_range(text)
        if days is None:
            return cls._part(*vi.parse_period(text), window)
        if window != "calendar":
            raise InvalidValueError(f"Period.parse: {text!r} has no window but its own days.")
        dates = vi.parse_range(days)
        return cls._part(*vi.parse_period(name), dates) if name else cls.between(*dates)

    @classmethod
    def _part(cls, kind: PeriodKind, year: int, number: int | None, window: Window) -> Period:
        days = window if not isinstance(window, str) else days_by(window, year, *months_of(kind, year, number))
        return cls(kind, year, number, days)

    @property
    def first(self) -> date:
        """The first day that the figures cover."""
        return self.window[0]

    @property
    def last(self) -> date:
        """The last day that the figures cover."""
        return self.window[1]

    @property
    def label(self) -> str:
        """The name that a report writes: "tháng 01/2024"."""
        if self.kind == "range":
            return vi.format_range(*self.window)
        return WRITERS[self.kind](*(each for each in (self.year_number, self.number) if each is not None))

    def __str__(self) -> str:
        # The days are said where the name does not say them.
        usual = self.kind == "range" or self._rule() == "calendar"
        return self.label if usual else f"{self.label} ({vi.format_range(*self.window)})"

    def previous(self) -> Period:
        """The period of the same kind before this one (kỳ trước), over days by the same rule.

        Nine months and a year have theirs in the year before; a range has as many days before its first.

        :raises InvalidValueError: the days of this one were given, so that those of the one before are not known; or
            the one before would begin before the year 1.

        >>> print(Period.month(2024, 1).previous(), Period.quarter(2024, 2).previous(), sep="; ")
        tháng 12/2023; Quý I/2024
        >>> print(Period.week(2024, 1).previous())
        từ ngày 25/12/2023 đến ngày 31/12/2023
        """
        if self.kind == "range":
            days = (self.last - self.first).days + 1
            return Period.between(moved(self.first, -days, "Period.previous"), moved(self.first, -1, "Period.previous"))
        year, number = self.year_number or 0, self.number
        if number is None or number == 1:
            year, number = year - 1, number and PARTS[self.kind][1]
        else:
            number -= 1
        window = self._rule()
        if window is None:
            name = f"Period.{self.kind}({year}{'' if number is None else f', {number}'}, window=(first, last))"
            raise InvalidValueError(
                f"Period.previous: {self} has days of its own. Give those of the one before: {name}."
            )
        return Period._part(self.kind, year, number, window)

    def same_period_last_year(self) -> Period:
        """The same days a year earlier, under the same name (cùng kỳ năm trước).

        29 February becomes 28 February. Whole months stay whole months, so that from 28 February it is 29 where the
        year before has it. Given days move back by a year too; :meth:`with_window` gives it others.

        :raises InvalidValueError: it would begin before the year 1.

        >>> print(Period.month(2024, 1, window="decree_09_2019").same_period_last_year())
        tháng 01/2023 (từ ngày 15/12/2022 đến ngày 14/01/2023)
        >>> print(Period.between(date(2024, 1, 1), date(2024, 2, 29)).same_period_last_year())
        từ ngày 01/01/2023 đến ngày 28/02/2023
        """
        if self.first.year == 1:
            raise InvalidValueError(f"Period.same_period_last_year: that of {self} would begin before the year 1.")
        whole_months = self.first.day == 1 and self.last == years_away(self.last, 0, last_of_month=True)
        return evolve(
            self,
            year_number=self.year_number and self.year_number - 1,
            window=(years_away(self.first, -1), years_away(self.last, -1, last_of_month=whole_months)),
        )

    def year_to_date(self) -> Period:
        """From the first day of the year to the last day of this period (lũy kế từ đầu năm): a range.

        The year's data begin on 1 January, by Nghị định 09/2019/NĐ-CP on 15 December before it. A range has the year of
        the calendar.

        :raises InvalidValueError: the days of this one were given, so that the first of the year is not known; or a
            range that begins in another year than it ends in.

        >>> print(Period.quarter(2024, 3).year_to_date())
        từ ngày 01/01/2024 đến ngày 30/9/2024
        >>> print(Period.quarter(2024, 3, window="decree_09_2019").year_to_date())
        từ ngày 15/12/2023 đến ngày 14/9/2024
        """
        window = "calendar" if self.kind == "range" and self.first.year == self.last.year else self._rule()
        if window is None:
            why = "begins in another year than it ends in" if self.kind == "range" else "has days of its own"
            raise InvalidValueError(
                f"Period.year_to_date: {self} {why}. Say which days are meant: Period.between(first, last)."
            )
        return Period.between(Period.year(self.year_number or self.last.year, window).first, self.last)

    def parts(self, kind: PeriodKind) -> tuple[Period, ...]:
        """The months, quarters or halves that this period is made of, in order (các tháng, các quý trong kỳ).

        :raises InvalidValueError: a kind that does not fill it; a range, or a period whose days were given.

        >>> print(*Period.half_year(2024, 1).parts("quarter"), sep=", ")
        Quý I/2024, Quý II/2024
        >>> [month.first.isoformat() for month in Period.quarter(2024, 1, window="decree_09_2019").parts("month")]
        ['2023-12-15', '2024-01-15', '2024-02-15']
        """
        window = self._rule()
        if window is None:
            raise InvalidValueError(
                f"Period.parts: {self} has days of its own: which belong to which month or quarter is not known. "
                "Take the parts of a named period, such as Period.year(2024)."
            )
        first, last = months_of(self.kind, self.year_number, self.number)
        fitting = [each for each, (months, _) in PARTS.items() if (last - first + 1) % months == 0]
        if kind not in fitting:
            raise refused(kind, "Period.parts", f"a kind that {self.label} is made of", near(kind, fitting))
        months, in_a_year = PARTS[kind]
        numbers = range((first - 1) // months + 1, last // months + 1)
        return tuple(
            Period._part(kind, self.year_number or 0, number if in_a_year > 1 else None, window) for number in numbers
        )

    def with_window(self, first: date, last: date) -> Period:
        """The same period over other days.

        >>> Period.month(2024, 1).with_window(date(2024, 1, 1), date(2024, 1, 20)).last
        datetime.date(2024, 1, 20)
        """
        return evolve(self, window=(first, last))

    def seen_at(self, as_of: date | datetime | None) -> tuple[date, date]:
        """The window as far as it was seen: a day before its last one becomes the last.

        :param as_of: the day to whose end there are data (số liệu đến hết ngày); None for the whole window.
        :raises InvalidValueError: as_of is before the first day, so that nothing of the period was seen.

        >>> Period.month(2024, 1).seen_at(date(2024, 1, 20))
        (datetime.date(2024, 1, 1), datetime.date(2024, 1, 20))
        """
        if as_of is None:
            return self.window
        seen = day(as_of, "as_of")
        if seen < self.first:
            raise InvalidValueError(f"as_of: {vi.format_date(seen)} is before {self}: nothing was seen of it.")
        return self.first, min(seen, self.last)

    def _rule(self) -> Rule | None:
        """The rule that gives the days; None for a range, and where they were given."""
        return None if self.kind == "range" else rule_of(self.window, self.kind, self.year_number or 0, self.number)
