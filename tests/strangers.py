"""Dates and texts of other libraries, as pandas and numpy have them: subclasses of Python's own."""

from __future__ import annotations

from datetime import date, datetime

__all__ = ["NAT", "Day", "Stamp", "Text"]


class Stamp(datetime):
    """As pandas.Timestamp."""


class Day(date):
    """A date of another library."""


class Text(str):
    """As numpy.str_."""

    __slots__ = ()


class _NotATime(datetime):
    """As pandas.NaT: a datetime that is not equal to itself and reads "NaT"."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def __str__(self) -> str:
        return "NaT"

    __repr__ = __str__


NAT = _NotATime(1, 1, 1)
