"""Which days the name of a period covers: those of the calendar, those of the decree, or days that somebody gave.

By Nghị định 09/2019/NĐ-CP, article 12, every period begins on day 15 of the month before its first and ends on day 14
of its last: the quarters, halves and nine months of a year and the year itself as its months.
"""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias, get_args

from .. import vietnamese as vi
from ..errors import InvalidValueError, near
from ..values import refused
from .moments import day

__all__ = ["PARTS", "PeriodKind", "Rule", "Window", "days_by", "months_of", "moved", "pair", "rule_of", "years_away"]

PeriodKind: TypeAlias = Literal["month", "quarter", "half_year", "nine_months", "year", "range"]
Rule: TypeAlias = Literal["calendar", "decree_09_2019"]
#: The days of the calendar, those of Nghị định 09/2019/NĐ-CP, or a first and a last day.
Window: TypeAlias = Rule | tuple[date, date]

RULES: tuple[Rule, ...] = get_args(Rule)

# Of each kind: how many months one takes, how many a year has.
PARTS: dict[str, tuple[int, int]] = {
    "month": (1, 12),
    "quarter": (3, 4),
    "half_year": (6, 2),
    "nine_months": (9, 1),
    "year": (12, 1),
}


def pair(window: Any) -> tuple[date, date]:
    """The window, if it is a first day and a last one that is not before it."""
    if not isinstance(window, tuple | list) or len(window) != 2:
        raise refused(window, "Period.window", "a pair of dates (first, last)")
    first, last = (day(each, "Period.window") for each in window)
    if last < first:
        days = f"{vi.format_date(last)} is before {vi.format_date(first)}"
        raise InvalidValueError(f"Period.window: the last day {days}, the first.")
    return first, last


def months_of(kind: str, year: Any, number: Any) -> tuple[int, int]:
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


def days_by(rule: str, year: int, first: int, last: int) -> tuple[date, date]:
    """The days of those months by a rule."""
    if rule == "calendar":
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if rule != "decree_09_2019":
        raise refused(rule, "Period.window", "a window", f"{near(rule, RULES)} Or give (first, last).")
    if (year, first) == (1, 1):
        raise InvalidValueError("Period.window: decree_09_2019 would begin before the year 1.")
    # From day 15 of the month before to day 14 of the last month (Nghị định 09/2019/NĐ-CP, article 12).
    return (date(year, first, 1) - timedelta(days=1)).replace(day=15), date(year, last, 14)


def rule_of(window: tuple[date, date], kind: str, year: int, number: int | None) -> Rule | None:
    """The rule by which a period of that name has those days; None where they were given."""
    for rule in RULES:
        # By the decree, January of the year 1 has no days.
        with suppress(InvalidValueError):
            if days_by(rule, year, *months_of(kind, year, number)) == window:
                return rule
    return None


def moved(start: date, days: int, place: str) -> date:
    """The day so many days later."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        raise InvalidValueError(f"{place}: {days} days from {vi.format_date(start)} is outside the calendar.") from None


def years_away(at: date, years: int, *, last_of_month: bool = False) -> date:
    """The same day so many years later, 29 February cut to 28; or the last day of that month."""
    year = at.year + years
    longest = monthrange(year, at.month)[1]
    return date(year, at.month, longest if last_of_month else min(at.day, longest))
