"""What can be wrong in cases (lỗi dữ liệu hồ sơ): a table of faults, each a small function of one case.

A faulty case stays countable, and no row is dropped: :func:`check_cases` only says what it found. Calling right data
wrong is the worse mistake, so that a moment at 00:00:00 or 23:59:59, as a plain date becomes, is compared by its day
alone, and whatever could be so is a warning, never an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from attrs import Factory, define, frozen

from ..calendar.moments import DAY_BEGINS, DAY_ENDS, day
from ..domain import AgencyTree, Case, CaseStatus, Channel, Extension, OnlineTier, Pause
from ..errors import InvalidValueError
from ..labelled import Labelled
from ..measure import Finding, Severity
from ..values import SHORT, refused
from ..vietnamese import format_count, format_date, format_time, join
from .fields import FIELDS
from .rules import PROVINCIAL_REPORT
from .terms import OTHER_END, result_end

__all__ = ["FAULTS", "FINISHED_AT_DUE", "Fault", "GroupFault", "check_cases"]

Wrong: TypeAlias = Mapping[str, Any]
"""What is wrong in a case: values by the name of their field, the one that the fault is about first."""


def check_cases(
    cases: Iterable[Case], *, as_of: date | None = None, agencies: AgencyTree | None = None
) -> tuple[Finding, ...]:
    """Every fault of the cases (kiểm tra hồ sơ), in the order of the rows, then of the table :data:`FAULTS`.

    The place of a finding is the code of the case (``dòng 3`` where the third row has none) and a field; its values are
    those that are wrong. Behind the rows stands what is wrong of an agency as a whole. A fault that needs ``as_of`` or
    ``agencies`` is not looked for without: a note, ``not_looked_for``, says so first.

    :param cases: the cases; each is read once.
    :param as_of: the day on which the data were taken (ngày chốt số liệu): what they date later cannot be so.
    :param agencies: the tree that says of which level an agency is.
    :raises InvalidValueError: something else than a ``Case``, a date or an ``AgencyTree``.

    >>> from tthc_core import Case
    >>> case = Case(code="000.01.H02-240105-0001", status="processing", received_at=date(2024, 1, 5))
    >>> for finding in check_cases([case], as_of=date(2024, 1, 31)):
    ...     print(finding.code, "|", finding)
    not_looked_for | lưu ý: agencies: Chưa tìm level_differs_from_agency: cần cây cơ quan (agencies).
    no_due_date | cảnh báo: 000.01.H02-240105-0001, due_at: Không có ngày hẹn trả kết quả: trạng thái hồ sơ “đang xử lý”.
    """
    if agencies is not None and not isinstance(agencies, AgencyTree):
        raise refused(agencies, "check: agencies", "an AgencyTree")
    beside = Beside(as_of=None if as_of is None else day(as_of, "check: as_of"), agencies=agencies)
    looked_for = [fault for fault in FAULTS if fault.needs is None or getattr(beside, fault.needs) is not None]
    findings = list(_not_looked_for(beside))
    for case in cases:
        beside.row += 1
        if not isinstance(case, Case):
            raise InvalidValueError(f"check: row {beside.row} is {SHORT.repr(case)}, expected a Case.")
        for fault in looked_for:
            wrong = fault.find(case, beside)
            if wrong is not None:
                findings.append(_finding(fault, case.code.strip() or f"dòng {beside.row}", wrong))
        _add_end(case, beside)
    return (*findings, *_finished_at_due(FINISHED_AT_DUE, beside))


@define
class Beside:
    """What is known beside the case that is looked at."""

    as_of: date | None
    agencies: AgencyTree | None
    row: int = 0
    rows: dict[str, int] = Factory(dict)
    """For every code the first row that has it."""
    ends: Counter[str | None] = Factory(Counter)
    ends_at_due: Counter[str | None] = Factory(Counter)
    """By agency: results with the hours of end and due date, and those of them that ended at the very due instant."""


@frozen
class Fault:
    """Something that can be wrong in a case (lỗi dữ liệu)."""

    code: str
    severity: Severity
    fields: tuple[str, ...]
    """The fields that it can be about."""
    says: str
    """The Vietnamese sentence; the values that are wrong follow."""
    expected: str
    find: Callable[[Case, Beside], Wrong | None]
    """What is wrong in a case; None where nothing is."""
    needs: Literal["as_of", "agencies"] | None = None
    """What has to be given besides the cases."""


@frozen
class GroupFault:
    """Something that no single case shows: a share of an agency's cases that is hardly chance (dấu hiệu bất thường)."""

    code: str
    severity: Severity
    fields: tuple[str, ...]
    says: str
    expected: str
    at_least: int
    """It is not looked for among fewer cases."""
    above: Fraction
    """A greater share of them is unlikely."""


# -- words of the table ------------------------------------------------------------------------------------------------

_RESULT = tuple(field.name for field in result_end(PROVINCIAL_REPORT).of)
_OTHER = tuple(field.name for field in OTHER_END.of)
# Where a case of each status says when it ended, the first that is there; every other status is open.
_END_FIELDS = {
    CaseStatus.PROCESSED: _RESULT,
    CaseStatus.RETURNED: _RESULT,
    CaseStatus.WITHDRAWN: _OTHER,
    CaseStatus.STOPPED: _OTHER,
}
_NOT_ADMITTED = {CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED}
# 000.01.02.H56-240705-0012: agency, day, number of the day.
_CODE = re.compile(r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*-([0-9]{6})-[0-9]{4,}")


def _end(case: Case) -> tuple[str, datetime] | None:
    """The field that says when the case ended, and the moment; None for an open case."""
    for name in _END_FIELDS.get(case.status, ()):
        moment = getattr(case, name)
        if moment is not None:
            return name, moment
    return None


def _precedes(first: datetime | None, second: datetime | None) -> bool:
    """Whether the first is before the second for certain: on one day only where both have an hour."""
    if first is None or second is None or first >= second:
        return False
    return first.date() < second.date() or (_has_hour(first) and _has_hour(second))


def _has_hour(moment: datetime) -> bool:
    return moment.time() not in (DAY_BEGINS, DAY_ENDS)


def _of(case: Case, *names: str) -> Wrong:
    return {name: getattr(case, name) for name in names}


def _numbered(name: str, items: Iterable[tuple[int, Any]]) -> Wrong | None:
    return {f"{name}[{number}]": item for number, item in items} or None


def _before(name: str, other: str) -> Callable[[Case, Beside], Wrong | None]:
    """One moment of a case lies before another that it has to follow."""
    return lambda case, beside: _of(case, name, other) if _precedes(getattr(case, name), getattr(case, other)) else None


def _after_as_of(*names: str) -> Callable[[Case, Beside], Wrong | None]:
    def find(case: Case, beside: Beside) -> Wrong | None:
        as_of, found = beside.as_of, {}
        for name in names:
            moment = getattr(case, name)
            if moment is not None and as_of is not None and moment.date() > as_of:
                found[name] = moment
        return found | {"as_of": as_of} if found else None

    return find


# -- what can be wrong in a case ---------------------------------------------------------------------------------------


def _no_receipt_date(case: Case, beside: Beside) -> Wrong | None:
    if case.received_at is not None or case.status in _NOT_ADMITTED:
        return None
    return _of(case, "received_at", "status")


def _undated_end(case: Case, beside: Beside) -> Wrong | None:
    # A stopped case without a date is paused, not ended.
    if case.status not in _END_FIELDS or case.status is CaseStatus.STOPPED or _end(case):
        return None
    return _of(case, "finished_at", "status")


def _open_with_end_date(case: Case, beside: Beside) -> Wrong | None:
    # A case that was not accepted is closed too, on the day it was refused.
    if case.status in _END_FIELDS or case.status is CaseStatus.NOT_ACCEPTED:
        return None
    dates = {name: moment for name in _OTHER if (moment := getattr(case, name)) is not None}
    return dates | {"status": case.status} if dates else None


def _ended_before_received(case: Case, beside: Beside) -> Wrong | None:
    end = _end(case)
    return _of(case, end[0], "received_at") if end and _precedes(end[1], case.received_at) else None


def _no_due_date(case: Case, beside: Beside) -> Wrong | None:
    return _of(case, "due_at", "status") if case.due_at is None and case.status not in _NOT_ADMITTED else None


def _information_tier_online(case: Case, beside: Beside) -> Wrong | None:
    wrong = case.tier is OnlineTier.INFORMATION and case.channel is Channel.ONLINE
    return _of(case, "tier", "channel") if wrong else None


def _level_differs_from_agency(case: Case, beside: Beside) -> Wrong | None:
    code, tree = case.agency_code, beside.agencies
    if code is None or tree is None:
        return None
    if code not in tree:
        return {"agency_code": code, "agency_level": None}
    level = tree[code].level
    if case.level is None or case.level is level:
        return None
    return _of(case, "level", "agency_code") | {"agency_level": level}


def _pause_ends_before_begin(case: Case, beside: Beside) -> Wrong | None:
    return _numbered(
        "pauses", (each for each in enumerate(case.pauses) if _precedes(each[1].ended_at, each[1].began_at))
    )


def _pauses_overlap(case: Case, beside: Beside) -> Wrong | None:
    if len(case.pauses) < 2:
        return None
    in_order = sorted(enumerate(case.pauses), key=lambda each: each[1].began_at)
    found, last = {}, in_order[0]
    for each in in_order[1:]:
        until = last[1].ended_at
        if until is None or _precedes(each[1].began_at, until):
            found |= dict((last, each))
        if until is not None and (each[1].ended_at is None or each[1].ended_at > until):
            last = each
    return _numbered("pauses", sorted(found.items(), key=lambda each: each[0]))


def _pause_outside_case(case: Case, beside: Beside) -> Wrong | None:
    if not case.pauses:
        return None
    end = _end(case)
    ended_at = end[1] if end else None
    found = _numbered(
        "pauses",
        (
            (number, pause)
            for number, pause in enumerate(case.pauses)
            if _precedes(pause.began_at, case.received_at)
            or _precedes(ended_at, pause.began_at)
            or _precedes(ended_at, pause.ended_at)
        ),
    )
    return {**found, **_of(case, "received_at", *end[:1] if end else ())} if found else None


def _paused_status_without_pause(case: Case, beside: Beside) -> Wrong | None:
    waits = case.status in (CaseStatus.SUPPLEMENT_REQUESTED, CaseStatus.PAYMENT_REQUESTED) or (
        case.status is CaseStatus.STOPPED and _end(case) is None
    )
    if not waits or any(pause.ended_at is None for pause in case.pauses):
        return None
    return _of(case, "status") | (_numbered("pauses", enumerate(case.pauses)) or {})


def _second_extension(case: Case, beside: Beside) -> Wrong | None:
    return _numbered("extensions", list(enumerate(case.extensions))[1:])


def _extension_too_late(case: Case, beside: Beside) -> Wrong | None:
    return _numbered("extensions", (each for each in enumerate(case.extensions) if _too_late(each[1], case)))


def _too_late(extension: Extension, case: Case) -> bool:
    # Where the old due date is not recorded: whatever is not before the new one was not before the old one either.
    limit = extension.due_before or extension.due_after or case.due_at
    return extension.decided_at is not None and limit is not None and extension.decided_at.date() >= limit.date()


def _paid_without_fee(case: Case, beside: Beside) -> Wrong | None:
    return _of(case, "paid_online", "fee_due") if case.paid_online and not case.fee_due else None


def _duplicate_code(case: Case, beside: Beside) -> Wrong | None:
    first = beside.rows.setdefault(case.code, beside.row)
    return None if first == beside.row else {"code": case.code, "row": beside.row, "first_row": first}


def _malformed_code(case: Case, beside: Beside) -> Wrong | None:
    form = _CODE.fullmatch(case.code)
    try:
        well_formed = form is not None and bool(datetime.strptime(form[1], "%y%m%d"))
    except ValueError:
        well_formed = False
    return None if well_formed else {"code": case.code}
