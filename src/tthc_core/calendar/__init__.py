"""Time as administrations count it: working days, due dates, reporting periods and time limits."""

from .due import ReceiptRule, due_from, elapsed, moved
from .hours import DEFAULT_HOURS, WorkingHours
from .limit import LimitUnit, TimeLimit
from .moments import closing, day, moment, opening
from .period import Period, PeriodKind, Window
from .workdays import DayKind, SpecialDay, WorkCalendar

__all__ = [
    "DEFAULT_HOURS",
    "DayKind",
    "LimitUnit",
    "Period",
    "PeriodKind",
    "ReceiptRule",
    "SpecialDay",
    "TimeLimit",
    "Window",
    "WorkCalendar",
    "WorkingHours",
    "closing",
    "day",
    "due_from",
    "elapsed",
    "moment",
    "moved",
    "opening",
]
