"""How long something of a case took, for the counters that ask it or add it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ..calendar import LimitUnit, WorkCalendar, elapsed
from ..errors import CalendarRangeError

__all__ = ["TICKS", "lasted"]

TICKS = {unit: 3600 if unit is LimitUnit.WORKING_HOUR else 1 for unit in LimitUnit}
"""How many of what is counted make one of the unit: working hours are counted in seconds."""


def lasted(unit: LimitUnit, calendar: WorkCalendar) -> Callable[[Any, datetime, datetime], int]:
    """A function of an item and two moments: the time between them, 0 where the second is not after the first."""

    def between(item: Any, since: datetime, until: datetime) -> int:
        try:
            return elapsed(since, until, unit, calendar) if since < until else 0
        except CalendarRangeError as error:
            raise CalendarRangeError(f"case {item.code!r}: {error}") from None

    return between
