"""Time as administrations count it: reporting periods and time limits."""

from .limit import LimitUnit, TimeLimit
from .moments import closing, day, moment, opening
from .period import Period, PeriodKind, Window

__all__ = ["LimitUnit", "Period", "PeriodKind", "TimeLimit", "Window", "closing", "day", "moment", "opening"]
