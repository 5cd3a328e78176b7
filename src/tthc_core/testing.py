"""Hypothesis strategies for the objects of this library, and its laws as functions (bộ công cụ kiểm thử).

For the tests of those who build on the library: draw cases, rules, periods and tallies, and hold your own rules and
counters to the laws that ours obey. Needs the extra ``testing`` (Hypothesis).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, get_args, get_type_hints

import attrs

from .calendar import Period
from .counting.rules import CountingRules
from .counting import Row, Tally
from .domain import Applicant, Case, CaseStatus, Channel, Extension, Level, OnlineTier, Pause
from .errors import MissingExtraError

try:
    from hypothesis import strategies as st
except ModuleNotFoundError as error:  # pragma: no cover  # the tests themselves need Hypothesis
    raise MissingExtraError("tthc_core.testing needs Hypothesis: pip install 'tthc_core[testing]'") from error

__all__ = ["broken_identities", "cases", "periods", "rules"]

_START, _END = date(2023, 11, 15), date(2024, 2, 20)
_CLOCKS = (time(0), time(7, 30), time(11, 30), time(16), time(17), time(23, 59, 59))


def _days(first: date, last: date) -> st.SearchStrategy[date]:
    return st.dates(first, last)


def _moments(first: date, last: date) -> st.SearchStrategy[datetime]:
    return st.builds(datetime.combine, _days(first, last), st.sampled_from(_CLOCKS))


def rules() -> st.SearchStrategy[CountingRules]:
    """Counting rules: every combination of choices, and 0 to 40 days for what is due soon."""
    hints = get_type_hints(CountingRules)
    choices: dict[str, Any] = {
        field.name: st.sampled_from(get_args(hints[field.name])) if get_args(hints[field.name]) else st.integers(0, 40)
        for field in attrs.fields(CountingRules)
    }
    return st.builds(CountingRules, **choices)


@st.composite
def periods(draw: st.DrawFn, first: date = date(2023, 12, 1), last: date = date(2024, 2, 10)) -> Period:
    """A period of any length between two days."""
    begins = draw(st.dates(first, last))
    return Period.between(begins, draw(st.dates(begins, last)))


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    faulty: bool = True,
    first: date = _START,
    last: date = _END,
    agencies: Sequence[str] = ("H02.01", "H02.02", "H02.03"),
) -> Case:
    """A case with dates between two days.

    :param faulty: let fields be missing and contradict each other, as real data do; otherwise every date that the
        status calls for is there and they stand in their order.
    """
    text = st.sampled_from(agencies)
    flags: dict[str, Any] = {
        field.name: draw(st.sampled_from((None, True, False)))
        for field in attrs.fields(Case)
        if get_type_hints(Case)[field.name] == bool | None
    }
    named: dict[str, Any] = {
        "agency_code": draw(text if not faulty else st.none() | text),
        "handling_agency_code": draw(st.none() | text),
        "field_code": draw(st.sampled_from((None, "G01", "G02") if faulty else ("G01", "G02"))),
        "procedure_code": draw(st.sampled_from((None, "1.001", "2.002") if faulty else ("1.001", "2.002"))),
        "level": draw(st.sampled_from((*Level, None) if faulty else (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE))),
        "channel": draw(st.sampled_from((*Channel, None) if faulty else tuple(Channel))),
        "tier": draw(st.sampled_from((*OnlineTier, None) if faulty else (OnlineTier.FULL, OnlineTier.PARTIAL))),
        "applicant": draw(st.sampled_from((*Applicant, None))),
    }
    dates = _faulty_dates(draw, first, last) if faulty else _clean_dates(draw, first, last)
    code = f"000.00.01.H02-240101-{draw(st.integers(0, 10**6 if not faulty else 99)):07d}"
    if not faulty:
        flags["paid_online"] = flags["paid_online"] and flags["fee_due"]
    return Case(code=code, **named, **flags, **dates)


def _faulty_dates(draw: st.DrawFn, first: date, last: date) -> dict[str, Any]:
    moment = _moments(first, last)
    maybe = st.none() | moment
    pause = st.builds(Pause, began_at=moment, ended_at=maybe, due_before=maybe, due_after=maybe)
    extension = st.builds(Extension, decided_at=moment, due_before=maybe, due_after=maybe)
    return {
        "status": draw(st.sampled_from(CaseStatus)),
        "submitted_at": draw(maybe),
        "received_at": draw(moment | maybe),
        "due_at": draw(moment | maybe),
        "finished_at": draw(maybe),
        "returned_at": draw(maybe),
        "refused_at": draw(maybe),
        "pauses": tuple(draw(st.lists(pause, max_size=2))),
        "extensions": tuple(draw(st.lists(extension, max_size=1))),
    }


def _clean_dates(draw: st.DrawFn, first: date, last: date) -> dict[str, Any]:
    """What a careful system would hold: filed, received, perhaps paused, ended, handed over, in this order."""
    steps = sorted(draw(st.lists(_moments(first, last), min_size=6, max_size=6, unique=True)))
    submitted, received, began, resumed, ended, handed = steps
    status = draw(st.sampled_from(CaseStatus))
    found: dict[str, Any] = {"status": status, "submitted_at": submitted}
    if status in (CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED):
        return found
    found |= {"received_at": received, "due_at": received + timedelta(days=draw(st.integers(1, 40)))}
    if status in (CaseStatus.SUPPLEMENT_REQUESTED, CaseStatus.PAYMENT_REQUESTED):
        return found | {"pauses": (Pause(began_at=began),)}
    if draw(st.booleans()):
        found["pauses"] = (Pause(began_at=began, ended_at=resumed),)
    if status in (CaseStatus.PROCESSED, CaseStatus.RETURNED, CaseStatus.WITHDRAWN):
        found["finished_at"] = ended
    if status is CaseStatus.RETURNED:
        found["returned_at"] = handed
    if status is CaseStatus.STOPPED:
        found["refused_at"] = ended
    return found


# -- the laws ----------------------------------------------------------------------------------------------------------

_EQUAL = (
    ("carried_over + received", "in_scope"),
    ("ended + pending", "in_scope"),
    ("caseload", "in_scope"),
    ("received", "received_online + received_counter + received_post"),
    ("ended", "resolved + closed_otherwise"),
    ("resolved", "early + on_due_date + late + resolved_not_judged"),
    ("resolved_in_time", "early + on_due_date"),
)
_AT_MOST = (
    ("due_soon", "pending_in_time"),
    ("overdue_with_apology", "pending_overdue"),
    ("late_with_apology", "late"),
    ("paid_online", "fee_due"),
    ("paid_online_carried_over", "fee_due_carried_over"),
    ("electronic_result", "result_due"),
    ("result_due", "resolved"),
    ("receivable_online_filed", "receivable_online"),
    ("receivable_online", "received"),
    ("due_in_period_met", "due_in_period"),
)


def broken_identities(tally: Tally) -> list[str]:
    """The identities that a tally with every counter breaks, each as a sentence; none for a correct count.

    >>> from tthc_core import Period, count
    >>> broken_identities(count([], Period.month(2024, 1)))
    []
    """
    rules = tally.rules
    apart = [name for name, rule in (("withdrawn", rules.withdrawn), ("refused", rules.refused)) if rule == "apart"]
    paused = " + paused" if rules.paused == "apart" else ""
    equal = (
        *_EQUAL,
        ("closed_otherwise", " + ".join(apart)),
        ("pending", f"pending_in_time + pending_overdue + pending_not_judged{paused}"),
    )
    broken = []
    for key, row in (*tally.items(), ("total", tally.total())):
        for left, right in equal:
            if _sum(row, left) != _sum(row, right):
                broken.append(f"{key}: {left} = {_sum(row, left)}, {right} = {_sum(row, right)}")
        for part, whole in _AT_MOST:
            if _sum(row, part) > _sum(row, whole):
                broken.append(f"{key}: {part} = {_sum(row, part)} is more than {whole} = {_sum(row, whole)}")
    return broken


def _sum(row: Row, text: str) -> int:
    account = row.account
    names: Iterable[str] = text.split(" + ") if text else ()
    return sum(account.in_scope if name == "in_scope" and account else row[name] for name in names)
