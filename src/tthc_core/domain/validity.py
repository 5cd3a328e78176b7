"""How long a thing is valid: from its first day to its last, both included; a missing end is open."""

from __future__ import annotations

from datetime import date

from ..calendar.moments import day as as_day

__all__ = ["in_force"]


def in_force(first: date | None, last: date | None, day: date) -> bool:
    """Whether a day lies within first and last (hiệu lực vào một ngày).

    >>> in_force(None, date(2025, 6, 30), date(2025, 7, 1))
    False
    """
    asked = as_day(day, "valid_on")
    return (first is None or first <= asked) and (last is None or asked <= last)
