"""The check of cases (kiểm tra dữ liệu hồ sơ): it looks for everything that stands in :mod:`.fault_table`.

A faulty case stays countable, and no row is dropped: the check only says what it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from ..calendar import ReceiptRule, WorkCalendar
from ..calendar.moments import day
from ..domain import AgencyTree, Case, Procedure
from ..errors import InvalidValueError
from ..measure import Finding, Severity
from ..values import SHORT, refused
from ..vietnamese import format_number, join
from .by_limit import ByLimit
from .deadline_steps import SupplementRule
from .fault_table import FAULTS, FINISHED_AT_DUE, Fault, GroupFault
from .fault_words import finding
from .finders import Beside, note_end

__all__ = ["check_cases"]


def check_cases(
    cases: Iterable[Case],
    *,
    as_of: date | None = None,
    agencies: AgencyTree | None = None,
    calendar: WorkCalendar | None = None,
    procedures: Iterable[Procedure] | Mapping[str, Procedure] | None = None,
    supplement: SupplementRule = "restart",
    receipt: ReceiptRule = "next_moment",
) -> tuple[Finding, ...]:
    """Every fault of the cases (kiểm tra hồ sơ), in the order of the rows, then of the table of faults.

    The place of a finding is the code of the case (``dòng 3`` where the third row has none) and a field; its values are
    those that are wrong. After the rows stands what is unlikely of an agency as a whole. What needs ``as_of``,
    ``agencies`` or, both together, ``calendar`` and ``procedures`` is not looked for without: a note,
    ``not_looked_for``, says so first. The cases whose due date could not be compared with a limit are counted by a note
    at the end; one that is paused is not compared before the pause is over.

    :param cases: the cases; each is read once.
    :param as_of: the day on which the data were taken (ngày chốt số liệu): they cannot know of a later one.
    :param agencies: the tree that says of which level an agency is.
    :param calendar: the working days by which due dates are worked out.
    :param procedures: the procedures that state the time limits, or one by each code.
    :param supplement: what a pause does to a due date, as in :func:`~tthc_core.counting.deadlines.deadline`.
    :param receipt: the rule for a receipt outside working time, likewise.
    :raises InvalidValueError: something else than a ``Case``, a date, an ``AgencyTree``, …

    >>> from tthc_core import Case
    >>> case = Case(code="H02-240105-0001", status="processing", received_at=date(2024, 1, 5))
    >>> for finding in check_cases([case], as_of=date(2024, 1, 31)):
    ...     print(finding)
    lưu ý: agencies: Chưa tìm lỗi level_differs_from_agency: cần có cây cơ quan.
    lưu ý: calendar, procedures: Chưa tìm lỗi due_date_differs_from_limit: cần có lịch làm việc và TTHC.
    cảnh báo: H02-240105-0001, due_at: Không có ngày hẹn trả kết quả: trạng thái hồ sơ “đang xử lý”.
    """
    if agencies is not None and not isinstance(agencies, AgencyTree):
        raise refused(agencies, "check: agencies", "an AgencyTree")
    by_limit = ByLimit.of(procedures, calendar, supplement, receipt)
    given = {"as_of": as_of, "agencies": agencies, "calendar": calendar, "procedures": procedures}
    known = {name for name, value in given.items() if value is not None}
    beside = Beside(
        as_of=None if as_of is None else day(as_of, "check: as_of"),
        agencies=agencies,
        by_limit=by_limit.wrong if by_limit else None,
    )
    findings = list(_not_looked_for(known))
    looked_for = [fault for fault in FAULTS if known.issuperset(fault.needs)]
    for beside.row, case in enumerate(cases, 1):
        if not isinstance(case, Case):
            raise InvalidValueError(f"check: row {beside.row} is {SHORT.repr(case)}, expected a Case.")
        for fault in looked_for:
            wrong = fault.find(case, beside)
            if wrong is not None:
                findings.append(finding(fault, case.code if case.code.strip() else f"dòng {beside.row}", wrong))
        note_end(case, beside)
    return (*findings, *_unlikely(FINISHED_AT_DUE, beside), *(by_limit.notes() if by_limit else ()))


# -- the findings ------------------------------------------------------------------------------------------------------

_LABELS = {
    "as_of": "ngày chốt số liệu",
    "agencies": "cây cơ quan",
    "calendar": "lịch làm việc",
    "procedures": "TTHC",
}


def _not_looked_for(known: set[str]) -> Iterator[Finding]:
    by_missing: dict[tuple[str, ...], list[Fault]] = {}
    for fault in FAULTS:
        missing = tuple(str(name) for name in fault.needs if name not in known)
        if missing:
            by_missing.setdefault(missing, []).append(fault)
    for place, faults in by_missing.items():
        codes, wanted = tuple(fault.code for fault in faults), join([_LABELS[name] for name in place])
        yield Finding(
            code="not_looked_for",
            severity=Severity.NOTE,
            place=place,
            values={"codes": codes},
            expected=f"có {wanted}",
            message=f"Chưa tìm lỗi {join(codes)}: cần có {wanted}.",
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
