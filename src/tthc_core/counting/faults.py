"""The check of cases (kiểm tra dữ liệu hồ sơ): it looks for everything that stands in :mod:`.fault_table`.

A faulty case stays countable, and no row is dropped: the check only says what it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from ..calendar.moments import DAY_BEGINS, DAY_ENDS, day
from ..domain import AgencyTree, Case, Extension, Pause
from ..errors import InvalidValueError
from ..labelled import Labelled
from ..measure import Finding, Severity
from ..values import SHORT, refused
from ..vietnamese import format_date, format_number, format_time, join
from .fault_table import FAULTS, FINISHED_AT_DUE, Fault, GroupFault
from .fields import FIELDS
from .finders import Beside, Wrong, note_end

__all__ = ["check_cases"]


def check_cases(
    cases: Iterable[Case], *, as_of: date | None = None, agencies: AgencyTree | None = None
) -> tuple[Finding, ...]:
    """Every fault of the cases (kiểm tra hồ sơ), in the order of the rows, then of the table of faults.

    The place of a finding is the code of the case (``dòng 3`` where the third row has none) and a field; its values are
    those that are wrong. After the rows stands what is unlikely of an agency as a whole. What needs ``as_of`` or
    ``agencies`` is not looked for without it: a note, ``not_looked_for``, says so first.

    :param cases: the cases; each is read once.
    :param as_of: the day on which the data were taken (ngày chốt số liệu): they cannot know of a later one.
    :param agencies: the tree that says of which level an agency is.
    :raises InvalidValueError: something else than a ``Case``, a date or an ``AgencyTree``.

    >>> from tthc_core import Case
    >>> case = Case(code="H02-240105-0001", status="processing", received_at=date(2024, 1, 5))
    >>> for finding in check_cases([case], as_of=date(2024, 1, 31)):
    ...     print(finding.code, "|", finding)
    not_looked_for | lưu ý: agencies: Chưa tìm lỗi level_differs_from_agency: cần có cây cơ quan.
    no_due_date | cảnh báo: H02-240105-0001, due_at: Không có ngày hẹn trả kết quả: trạng thái hồ sơ “đang xử lý”.
    """
    if agencies is not None and not isinstance(agencies, AgencyTree):
        raise refused(agencies, "check: agencies", "an AgencyTree")
    beside = Beside(as_of=None if as_of is None else day(as_of, "check: as_of"), agencies=agencies)
    findings = list(_not_looked_for(beside))
    looked_for = [fault for fault in FAULTS if _can_be_found(fault, beside)]
    for beside.row, case in enumerate(cases, 1):
        if not isinstance(case, Case):
            raise InvalidValueError(f"check: row {beside.row} is {SHORT.repr(case)}, expected a Case.")
        for fault in looked_for:
            wrong = fault.find(case, beside)
            if wrong is not None:
                findings.append(_finding(fault, case.code if case.code.strip() else f"dòng {beside.row}", wrong))
        note_end(case, beside)
    return (*findings, *_unlikely(FINISHED_AT_DUE, beside))


# -- the findings ------------------------------------------------------------------------------------------------------


def _can_be_found(fault: Fault, beside: Beside) -> bool:
    return fault.needs is None or getattr(beside, fault.needs) is not None


def _not_looked_for(beside: Beside) -> Iterator[Finding]:
    for name, label in (("as_of", "ngày chốt số liệu"), ("agencies", "cây cơ quan")):
        codes = tuple(fault.code for fault in FAULTS if fault.needs == name and not _can_be_found(fault, beside))
        if codes:
            yield Finding(
                code="not_looked_for",
                severity=Severity.NOTE,
                place=name,
                values={"codes": codes},
                expected=f"có {label}",
                message=f"Chưa tìm lỗi {join(codes)}: cần có {label}.",
            )


def _finding(fault: Fault, row: str, wrong: Wrong) -> Finding:
    said = [_words(name, value) for name, value in wrong.items() if value is not None]
    return Finding(
        code=fault.code,
        severity=fault.severity,
        place=(row, next(iter(wrong)).partition("[")[0]),
        values=wrong,
        expected=fault.expected,
        message=f"{fault.says}: {', '.join(said)}.",
    )


def _unlikely(fault: GroupFault, beside: Beside) -> Iterator[Finding]:
    for agency, ends in beside.ends.items():
        at_due = beside.ends_at_due[agency]
        if ends >= fault.at_least and Fraction(at_due, ends) > fault.above:
            yield Finding(
                code=fault.code,
                severity=fault.severity,
                place=("chưa rõ cơ quan" if agency is None else agency, *fault.fields),
                values={"agency_code": agency, "ended_at_due": at_due, "resolved": ends},
                expected=fault.expected,
                message=f"{fault.says}: {format_number(at_due)}/{format_number(ends)} hồ sơ.",
            )


_LABELS = {
    "as_of": "ngày chốt số liệu",
    "agency_level": "cấp của cơ quan",
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
    return f"{label} {int(number[:-1]) + 1} {_said(value)}" if number else f"{label} {_said(value)}"


def _said(value: Any) -> str:
    match value:
        case Labelled():
            return f"“{value.label}”"
        case str():
            return f"“{value}”"
        case datetime() if value.time() not in (DAY_BEGINS, DAY_ENDS):
            return f"{format_date(value)} lúc {format_time(value)}"
        case date():
            return format_date(value)
        case Pause():
            until = "chưa kết thúc" if value.ended_at is None else f"đến {_said(value.ended_at)}"
            return f"(từ {_said(value.began_at)}, {until})"
        case Extension():
            parts = {"quyết định": value.decided_at, "hạn cũ": value.due_before, "hạn mới": value.due_after}
            said = [f"{name} {_said(moment)}" for name, moment in parts.items() if moment is not None]
            return f"({', '.join(said) or 'không ghi ngày'})"
    return format_number(value)
