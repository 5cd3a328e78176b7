"""One small function for each fault that a case can have; :mod:`.faults` is their table.

Each gives the values that are wrong, the one that the fault is about first, or None. Calling right data wrong is the
worse mistake: two moments of one day are compared only where both have an hour, since 00:00:00 and 23:59:59 may be a
plain date; and what is unknown is no fault, unless it is missing where it has to be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from attrs import Factory, define

from ..calendar.moments import DAY_BEGINS, DAY_ENDS
from ..domain import AgencyTree, Case, CaseStatus, Channel, Extension, OnlineTier
from .rules import PROVINCIAL_REPORT
from .terms import OTHER_END, result_end

__all__ = [
    "Beside",
    "Finder",
    "Wrong",
    "after_as_of",
    "before",
    "duplicate_code",
    "ended_before_received",
    "extension_too_late",
    "information_tier_online",
    "level_differs_from_agency",
    "malformed_code",
    "no_due_date",
    "no_receipt_date",
    "open_with_end_date",
    "paid_without_fee",
    "pause_ends_before_begin",
    "pause_outside_case",
    "paused_status_without_pause",
    "pauses_overlap",
    "second_extension",
    "undated_end",
]

Wrong: TypeAlias = Mapping[str, Any]
"""Values by the name of their field; of the second pause the name is ``pauses[1]``."""


@define
class Beside:
    """What is known beside the case that is looked at; the tables are filled row by row."""

    as_of: date | None
    agencies: AgencyTree | None
    row: int = 0
    rows: dict[str, int] = Factory(dict)
    """For every code the first row that has it."""
    ends: Counter[str | None] = Factory(Counter)
    """By agency: the cases whose result and due date both have an hour."""
    ends_at_due: Counter[str | None] = Factory(Counter)
    """Those of them that ended at the very due instant."""


Finder: TypeAlias = Callable[[Case, Beside], Wrong | None]


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


def before(name: str, other: str) -> Finder:
    """One moment of a case lies before another that it has to follow."""
    return lambda case, beside: _of(case, name, other) if _precedes(getattr(case, name), getattr(case, other)) else None


def after_as_of(*names: str) -> Finder:
    def find(case: Case, beside: Beside) -> Wrong | None:
        as_of, found = beside.as_of, {}
        for name in names:
            moment = getattr(case, name)
            if moment is not None and as_of is not None and moment.date() > as_of:
                found[name] = moment
        return found | {"as_of": as_of} if found else None

    return find


# -- what can be wrong in a case ---------------------------------------------------------------------------------------


def no_receipt_date(case: Case, beside: Beside) -> Wrong | None:
    if case.received_at is not None or case.status in _NOT_ADMITTED:
        return None
    return _of(case, "received_at", "status")


def undated_end(case: Case, beside: Beside) -> Wrong | None:
    # A stopped case without a date is paused, not ended.
    if case.status not in _END_FIELDS or case.status is CaseStatus.STOPPED or _end(case):
        return None
    return _of(case, "finished_at", "status")


def open_with_end_date(case: Case, beside: Beside) -> Wrong | None:
    # A case that was not accepted is closed too, on the day it was refused.
    if case.status in _END_FIELDS or case.status is CaseStatus.NOT_ACCEPTED:
        return None
    dates = {name: moment for name in _OTHER if (moment := getattr(case, name)) is not None}
    return dates | {"status": case.status} if dates else None


def ended_before_received(case: Case, beside: Beside) -> Wrong | None:
    end = _end(case)
    return _of(case, end[0], "received_at") if end and _precedes(end[1], case.received_at) else None


def no_due_date(case: Case, beside: Beside) -> Wrong | None:
    return _of(case, "due_at", "status") if case.due_at is None and case.status not in _NOT_ADMITTED else None


def information_tier_online(case: Case, beside: Beside) -> Wrong | None:
    wrong = case.tier is OnlineTier.INFORMATION and case.channel is Channel.ONLINE
    return _of(case, "tier", "channel") if wrong else None


def level_differs_from_agency(case: Case, beside: Beside) -> Wrong | None:
    code, tree = case.agency_code, beside.agencies
    if code is None or tree is None:
        return None
    if code not in tree:
        return {"agency_code": code, "agency_level": None}
    level = tree[code].level
    if case.level is None or case.level is level:
        return None
    return _of(case, "level", "agency_code") | {"agency_level": level}


def pause_ends_before_begin(case: Case, beside: Beside) -> Wrong | None:
    return _numbered(
        "pauses", (each for each in enumerate(case.pauses) if _precedes(each[1].ended_at, each[1].began_at))
    )


def pauses_overlap(case: Case, beside: Beside) -> Wrong | None:
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


def pause_outside_case(case: Case, beside: Beside) -> Wrong | None:
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


def paused_status_without_pause(case: Case, beside: Beside) -> Wrong | None:
    waits = case.status in (CaseStatus.SUPPLEMENT_REQUESTED, CaseStatus.PAYMENT_REQUESTED) or (
        case.status is CaseStatus.STOPPED and _end(case) is None
    )
    if not waits or any(pause.ended_at is None for pause in case.pauses):
        return None
    return _of(case, "status") | (_numbered("pauses", enumerate(case.pauses)) or {})


def second_extension(case: Case, beside: Beside) -> Wrong | None:
    return _numbered("extensions", list(enumerate(case.extensions))[1:])


def extension_too_late(case: Case, beside: Beside) -> Wrong | None:
    return _numbered("extensions", (each for each in enumerate(case.extensions) if _too_late(each[1], case)))


def _too_late(extension: Extension, case: Case) -> bool:
    # Where the old due date is not recorded: whatever is not before the new one was not before the old one either.
    limit = extension.due_before or extension.due_after or case.due_at
    return extension.decided_at is not None and limit is not None and extension.decided_at.date() >= limit.date()


def paid_without_fee(case: Case, beside: Beside) -> Wrong | None:
    return _of(case, "paid_online", "fee_due") if case.paid_online and not case.fee_due else None


def duplicate_code(case: Case, beside: Beside) -> Wrong | None:
    first = beside.rows.setdefault(case.code, beside.row)
    return None if first == beside.row else {"code": case.code, "row": beside.row, "first_row": first}


def malformed_code(case: Case, beside: Beside) -> Wrong | None:
    form = _CODE.fullmatch(case.code)
    try:
        well_formed = form is not None and bool(datetime.strptime(form[1], "%y%m%d"))
    except ValueError:
        well_formed = False
    return None if well_formed else {"code": case.code}
