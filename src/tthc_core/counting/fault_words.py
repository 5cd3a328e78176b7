"""The words of a finding about a case: the fault, then each value beside its Vietnamese name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ..calendar import TimeLimit
from ..calendar.moments import DAY_BEGINS, DAY_ENDS
from ..domain import Extension, Pause
from ..labelled import Labelled
from ..measure import Finding
from ..vietnamese import format_date, format_number, format_time
from .fault_table import Fault
from .fields import FIELDS
from .finders import Wrong

__all__ = ["finding", "said"]


def finding(fault: Fault, row: str, wrong: Wrong) -> Finding:
    """The finding of a fault in a row: what was wrong there, and the sentence that says so."""
    values = [_words(name, value) for name, value in wrong.items() if value is not None]
    return Finding(
        code=fault.code,
        severity=fault.severity,
        place=(row, next(iter(wrong)).partition("[")[0]),
        values=wrong,
        expected=fault.expected,
        message=f"{fault.says}: {', '.join(values)}.",
    )


_LABELS = {
    "as_of": "ngày chốt số liệu",
    "agency_level": "cấp của cơ quan",
    "due_by_limit": "ngày hẹn trả theo thời hạn",
    "time_limit": "thời hạn giải quyết",
    "row": "dòng",
    "first_row": "trùng với dòng",
    "pauses": "tạm dừng lần",
    "extensions": "gia hạn lần",
}


def _words(name: str, value: Any) -> str:
    """A value beside its Vietnamese name: "ngày tiếp nhận 05/01/2024"; of ``pauses[1]``: "tạm dừng lần 2 (từ …)"."""
    name, _, number = name.partition("[")
    label = FIELDS[name].label if name in FIELDS else _LABELS[name]
    if isinstance(value, bool):
        return label if value else f"không {label}"
    return f"{label} {int(number[:-1]) + 1} {said(value)}" if number else f"{label} {said(value)}"


def said(value: Any) -> str:
    """A value as a Vietnamese sentence has it; a moment that may stand for its day is written as the day."""
    match value:
        case Labelled():
            return f"“{value.label}”"
        case str():
            return f"“{value}”"
        case datetime() if value.time() not in (DAY_BEGINS, DAY_ENDS):
            return f"{format_date(value)} lúc {format_time(value)}"
        case date():
            return format_date(value)
        case TimeLimit():
            return str(value)
        case Pause():
            until = "chưa kết thúc" if value.ended_at is None else f"đến {said(value.ended_at)}"
            return f"(từ {said(value.began_at)}, {until})"
        case Extension():
            parts = {"quyết định": value.decided_at, "hạn cũ": value.due_before, "hạn mới": value.due_after}
            dates = [f"{name} {said(moment)}" for name, moment in parts.items() if moment is not None]
            return f"({', '.join(dates) or 'không ghi ngày'})"
    return format_number(value)
