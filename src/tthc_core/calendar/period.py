"""What a report is about (a month, a quarter, …) and the days that its figures cover.

The two differ: by Nghị định 09/2019/NĐ-CP, article 12, the report of a month covers day 15 of the month before to day
14 of the month, and a body that asks for a report may set days of its own.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeAlias, get_args
from unicodedata import normalize

from attrs import evolve, field, frozen

from .. import vietnamese as vi
from ..errors import InvalidValueError, near
from ..values import refused
from ..vietnamese.periods import WRITERS
from .moments import day

__all__ = ["Period", "PeriodKind", "Window"]

PeriodKind: TypeAlias = Literal["month", "quarter", "half_year", "nine_months", "year", "range"]
#: The days of the calendar, those of Nghị định 09/2019/NĐ-CP, or a first and a last day.
Window: TypeAlias = Literal["calendar", "decree_09_2019"] | tuple[date, date]

WINDOWS: tuple[str, ...] = get_args(get_args(Window)[0])


# Of each kind: how many months one takes, how many a year has.
PARTS: dict[str, tuple[int, int]] = {
    "month": (1, 12),
    "quarter": (3, 4),
    "half_year": (6, 2),
    "nine_months": (9, 1),
    "year": (12, 1),
}


def _pair(window: Any) -> tuple[date, date]:
    if not isinstance(window, tuple | list) or len(window) != 2:
        raise refused(window, "Period.window", "a pair of dates (first, last)")
    first, last = (day(each, "Period.window") for each in window)
    if last < first:
        days = f"{vi.format_date(last)} is before {vi.format_date(first)}"
        raise InvalidValueError(f"Period.window: the last day {days}, the first.")
    return first, last


@frozen
class Period:
    """A reporting period (kỳ báo cáo) and its data window (khoảng số liệu), made by the class methods.

    Periods are equal when their names and their windows are.

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
    window: tuple[date, date] = field(converter=_pair)

    def __attrs_post_init__(self) -> None:
        if self.kind != "range":
            _months(self.kind, self.year_number, self.number)
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
    def between(cls, first: date, last: date) -> Period:
        """Any days, the first and the last included.

        >>> Period.between(date(2021, 7, 21), date(2021, 8, 20)).label
        'từ ngày 21/7/2021 đến ngày 20/8/2021'
        """
        return cls("range", None, None, (first, last))

    @classmethod
    def parse(cls, text: str, window: Window = "calendar") -> Period:
        """The period that a text names, in any spelling that :mod:`tthc_core.vietnamese` reads.

        :raises DateFormatError: not the name of a period, nor a range.
        :raises InvalidValueError: a range with a window of its own.

        >>> Period.parse("Quý I/2024") == Period.quarter(2024, 1)
        True
        """
        if not (isinstance(text, str) and normalize("NFC", text).lstrip().lower().startswith("từ")):
            kind, year, number = vi.parse_period(text)
            return cls._part(kind, year, number, window)
        if window != "calendar":
            raise InvalidValueError(f"Period.parse: {text!r} is a range and has no window but its own days.")
        return cls.between(*vi.parse_range(text))

    @classmethod
    def _part(cls, kind: PeriodKind, year: int, number: int | None, window: Window) -> Period:
        days = window if not isinstance(window, str) else _named_window(window, year, *_months(kind, year, number))
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
        usual = self.kind == "range" or self == Period._part(self.kind, self.year_number or 0, self.number, "calendar")
        return self.label if usual else f"{self.label} ({vi.format_range(*self.window)})"

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


def _months(kind: str, year: Any, number: Any) -> tuple[int, int]:
    """The first and the last month of a part of a year."""
    if kind not in PARTS:
        raise InvalidValueError(f"Period.kind: {kind!r} is not a kind of period. {near(kind, [*PARTS, 'range'])}")
    months, parts = PARTS[kind]
    if type(year) is not int or not 1 <= year <= 9999:
        raise refused(year, f"Period.{kind}", "a year, 1 to 9999")
    if parts == 1:
        if number is not None:
            raise refused(number, f"Period.{kind}", "None: a year has one")
    elif type(number) is not int or not 1 <= number <= parts:
        raise refused(number, f"Period.{kind}", f"a number, 1 to {parts}")
    last = months * (number or 1)
    return last - months + 1, last


def _named_window(name: str, year: int, first: int, last: int) -> tuple[date, date]:
    if name == "calendar":
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if name != "decree_09_2019":
        raise refused(name, "Period.window", "a window", f"{near(name, WINDOWS)} Or give (first, last).")
    if (year, first) == (1, 1):
        raise InvalidValueError("Period.window: decree_09_2019 would begin before the year 1.")
    # From day 15 of the month before to day 14 of the last month (Nghị định 09/2019/NĐ-CP, article 12).
    return (date(year, first, 1) - timedelta(days=1)).replace(day=15), date(year, last, 14)
