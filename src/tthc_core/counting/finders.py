"""One small function for each fault that a case can have; :mod:`.fault_table` names them.

Each gives the values that are wrong, the one that the fault is about first, or None. Calling right data wrong is the
worse mistake: two moments of one day are compared only where both have an hour, since 00:00:00 and 23:59:59 may stand
for a plain date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from attrs import Factory, define

from ..calendar.moments import DAY_BEGINS, DAY_ENDS
from ..domain import AgencyTree, Case, CaseStatus, Channel, Extension, OnlineTier, Pause
from .rules import PROVINCIAL_REPORT
from .terms import OTHER_END, OTHERWISE, RESULTS, result_end

__all__ = [
    "Beside",
    "Finder",
    "Wrong",
    "after_as_of",
    "before",
    "due_date_differs_from_limit",
    "duplicate_code",
    "ended_before_received",
    "extension_incomplete",
    "extension_too_late",
    "information_tier_online",
    "level_differs_from_agency",
    "malformed_code",
    "no_due_date",
    "no_receipt_date",
    "note_end",
    "open_with_end_date",
    "paid_without_fee",
    "pause_ends_before_begin",
    "pause_outside_case",
    "paused_status_without_pause",
    "pauses_overlap",
    "second_extension",
    "too_late",
    "undated_end",
]

Wrong: TypeAlias = Mapping[str, Any]
"""Values by the name of their field; of the second pause the name is ``pauses[1]``."""


@define
class Beside:
    """What is known beside the case that is looked at; the rows before it are noted here."""

    as_of: date | None
    agencies: AgencyTree | None
    by_limit: Callable[[Case], Wrong | None] | None = None
    """Compares a due date with the limit of its procedure, where calendar and procedures are given."""
    row: int = 0
    first_rows: dict[str, int] = Factory(dict)
    """For every code the first row that has it."""
    ends: Counter[str | None] = Factory(Counter)
    """By agency: results that have an hour, as their due date has."""
    ends_at_due: Counter[str | None] = Factory(Counter)
    """Those of them that were ready at the very due instant."""


Finder: TypeAlias = Callable[[Case, Beside], Wrong | None]

_RESULT_FIELDS = tuple(field.name for field in result_end(PROVINCIAL_REPORT).of)
_OTHER_FIELDS = tuple(field.name for field in OTHER_END.of)
# Where a case of each status says when it ended, the first that is there; every other status is open.
_END_FIELDS: dict[CaseStatus, tuple[str, ...]] = {
    **dict.fromkeys(RESULTS, _RESULT_FIELDS),
    **dict.fromkeys(OTHERWISE, _OTHER_FIELDS),
}
_NOT_ADMITTED = {CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED}
_AWAITS_CITIZEN = {CaseStatus.SUPPLEMENT_REQUESTED, CaseStatus.PAYMENT_REQUESTED}
# 000.01.02.H56-240705-0012: agency, day, number of the day.
_CODE = re.compile(r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*-([0-9]{2})([0-9]{2})([0-9]{2})-[0-9]{4,}")


def _end(case: Case) -> tuple[str, datetime] | None:
    """The field that says when the case ended, and the moment; None for an open case."""
    for name in _END_FIELDS.get(case.status, ()):
        moment = getattr(case, name)
        if moment is not None:
            return name, moment
    return None


def _precedes(first: datetime | None, second: datetime | None) -> bool:
    """Whether the first is before the second for certain."""
    if first is None or second is None or first >= second:
        return False
    return first.date() < second.date() or (_has_hour(first) and _has_hour(second))


def _has_hour(moment: datetime) -> bool:
    return moment.time() not in (DAY_BEGINS, DAY_ENDS)


def _of(case: Case, *names: str) -> dict[str, Any]:
    return {name: getattr(case, name) for name in names}


def _items(name: str, items: Iterable[tuple[int, Any]]) -> dict[str, Any] | None:
    return {f"{name}[{number}]": item for number, item in items} or None


# -- dates -------------------------------------------------------------------------------------------------------------


def no_receipt_date(case: Case, beside: Beside) -> Wrong | None:
    """Admitted, but not received: the row is set aside."""
    if case.received_at is not None or case.status in _NOT_ADMITTED:
        return None
    return _of(case, "received_at", "status")


def undated_end(case: Case, beside: Beside) -> Wrong | None:
    """Ended, but on no day: the row is set aside. A stopped case without a date is paused, and open."""
    if case.status not in _END_FIELDS or case.status is CaseStatus.STOPPED or _end(case):
        return None
    return _of(case, "finished_at", "status")


def open_with_end_date(case: Case, beside: Beside) -> Wrong | None:
    """The day of an end, and a status that is open. What was not accepted is closed, on the day it was refused."""
    if case.status in _END_FIELDS or case.status is CaseStatus.NOT_ACCEPTED:
        return None
    dates = {name: moment for name, moment in _of(case, *_OTHER_FIELDS).items() if moment is not None}
    return {**dates, "status": case.status} if dates else None


def after_as_of(*names: str) -> Finder:
    """Moments that the data cannot know of yet."""

    def find(case: Case, beside: Beside) -> Wrong | None:
        as_of = beside.as_of or date.max
        later = {name: at for name, at in _of(case, *names).items() if at is not None and at.date() > as_of}
        return {**later, "as_of": as_of} if later else None

    return find


def ended_before_received(case: Case, beside: Beside) -> Wrong | None:
    """The end lies before the receipt."""
    end = _end(case)
    return _of(case, end[0], "received_at") if end and _precedes(end[1], case.received_at) else None


def before(name: str, other: str) -> Finder:
    """One moment lies before another that it follows."""
    return lambda case, beside: _of(case, name, other) if _precedes(getattr(case, name), getattr(case, other)) else None


def no_due_date(case: Case, beside: Beside) -> Wrong | None:
    """Admitted, but nobody said until when."""
    return _of(case, "due_at", "status") if case.due_at is None and case.status not in _NOT_ADMITTED else None


# -- tier, level -------------------------------------------------------------------------------------------------------


def information_tier_online(case: Case, beside: Beside) -> Wrong | None:
    """Filed online, where the service only informs."""
    wrong = case.tier is OnlineTier.INFORMATION and case.channel is Channel.ONLINE
    return _of(case, "tier", "channel") if wrong else None


def level_differs_from_agency(case: Case, beside: Beside) -> Wrong | None:
    """Another level than its agency has, or an agency that the tree does not have."""
    code, tree = case.agency_code, beside.agencies
    if code is None or tree is None:
        return None
    if code not in tree:
        return {"agency_code": code, "agency_level": None}
    level = tree[code].level
    return None if case.level in (level, None) else {"level": case.level, "agency_code": code, "agency_level": level}


# -- pauses and extensions ---------------------------------------------------------------------------------------------


def pause_ends_before_begin(case: Case, beside: Beside) -> Wrong | None:
    """Pauses that were over before they began."""
    pauses = enumerate(case.pauses)
    return _items("pauses", ((number, each) for number, each in pauses if _precedes(each.ended_at, each.began_at)))


def pauses_overlap(case: Case, beside: Beside) -> Wrong | None:
    """Pauses that began while another, begun before, was not over."""
    found: dict[int, Pause] = {}
    last: tuple[int, Pause] | None = None
    for each in sorted(enumerate(case.pauses), key=lambda each: each[1].began_at):
        if last is not None:
            until = last[1].ended_at
            if until is None or _precedes(each[1].began_at, until):
                found.update([last, each])
            if until is None or (each[1].ended_at is not None and each[1].ended_at <= until):
                continue
        last = each
    return _items("pauses", sorted(found.items(), key=lambda each: each[0]))


def pause_outside_case(case: Case, beside: Beside) -> Wrong | None:
    """Pauses that began before the receipt, or were not over by the end; one left open by its case is none of these."""
    if not case.pauses:
        return None
    name, ended_at = _end(case) or ("received_at", None)
    outside = [
        (number, pause)
        for number, pause in enumerate(case.pauses)
        if _precedes(pause.began_at, case.received_at)
        or _precedes(ended_at, pause.began_at)
        or _precedes(ended_at, pause.ended_at)
    ]
    found = _items("pauses", outside)
    return {**found, **_of(case, "received_at", name)} if found else None


def paused_status_without_pause(case: Case, beside: Beside) -> Wrong | None:
    """The status says that the case waits, and no pause is open."""
    waits = case.status in _AWAITS_CITIZEN or (case.status is CaseStatus.STOPPED and _end(case) is None)
    if not waits or any(pause.ended_at is None for pause in case.pauses):
        return None
    return {"status": case.status, **(_items("pauses", enumerate(case.pauses)) or {})}


def second_extension(case: Case, beside: Beside) -> Wrong | None:
    """Extensions after the first."""
    return _items("extensions", list(_extensions(case))[1:])


def _extensions(case: Case) -> Iterable[tuple[int, Extension]]:
    return enumerate(case.extensions)


def extension_too_late(case: Case, beside: Beside) -> Wrong | None:
    """Extensions that were not decided a day before the limit ended."""
    # Where the old due date is not recorded: who is too late for the new one was so for the old one.
    limits = ((number, each, each.due_before or each.due_after or case.due_at) for number, each in _extensions(case))
    return _items("extensions", ((number, each) for number, each, limit in limits if too_late(each, limit)))


def too_late(extension: Extension, limit: datetime | None) -> bool:
    """Whether an extension was decided on the last day of a limit or after it."""
    return extension.decided_at is not None and limit is not None and extension.decided_at.date() >= limit.date()


def extension_incomplete(case: Case, beside: Beside) -> Wrong | None:
    """Extensions that do not say from which day, or until when. :func:`check` lets them be: many systems keep less."""
    extensions = ((number, each) for number, each in _extensions(case) if not (each.decided_at and each.due_after))
    return _items("extensions", extensions)


def due_date_differs_from_limit(case: Case, beside: Beside) -> Wrong | None:
    """Due on another day than the one that the limit of its procedure gives."""
    return beside.by_limit(case) if beside.by_limit else None


# -- fees, codes, groups -----------------------------------------------------------------------------------------------


def paid_without_fee(case: Case, beside: Beside) -> Wrong | None:
    """Paid, where no fee is known to have been due: the payment counts nowhere."""
    return _of(case, "paid_online", "fee_due") if case.paid_online and not case.fee_due else None


def duplicate_code(case: Case, beside: Beside) -> Wrong | None:
    """The code of a row before."""
    first = beside.first_rows.setdefault(case.code, beside.row)
    return None if first == beside.row else {"code": case.code, "row": beside.row, "first_row": first}


def malformed_code(case: Case, beside: Beside) -> Wrong | None:
    """Another form than agency, day and number of the day."""
    form = _CODE.fullmatch(case.code)
    if form:
        year, month, number = map(int, form.groups())
        try:
            date(2000 + year, month, number)
        except ValueError:
            pass
        else:
            return None
    return {"code": case.code}


def note_end(case: Case, beside: Beside) -> None:
    """Note a result that was ready at the due instant, or not, where both have an hour."""
    end = _end(case)
    if end is None or case.due_at is None or _END_FIELDS[case.status] is not _RESULT_FIELDS:
        return
    if _has_hour(end[1]) and _has_hour(case.due_at):
        beside.ends[case.agency_code] += 1
        beside.ends_at_due[case.agency_code] += end[1] == case.due_at
