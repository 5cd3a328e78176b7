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
from .counting import PROVINCIAL_REPORT, Counter, Row, Tally, cases_behind, count, count_each
from .counting.identities import identities
from .counting.rules import CountingRules
from .domain import (
    Applicant,
    Case,
    CaseStatus,
    Channel,
    Extension,
    Feedback,
    FeedbackKind,
    Level,
    OnlineTier,
    Pause,
    Procedure,
)
from .errors import MissingExtraError

try:
    from hypothesis import strategies as st
except ModuleNotFoundError as _missing:  # pragma: no cover  # the tests themselves need Hypothesis
    raise MissingExtraError("tthc_core.testing needs Hypothesis: pip install 'tthc_core[testing]'") from _missing

__all__ = ["broken_identities", "broken_laws", "cases", "feedback", "periods", "procedures", "rules", "tallies"]

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
    flags: dict[str, Any] = {name: draw(st.sampled_from((None, True, False))) for name in _flags(Case)}
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
    extension = st.builds(Extension, decided_at=maybe, due_before=maybe, due_after=maybe)
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


@st.composite
def procedures(draw: st.DrawFn, *, first: date = _START, last: date = _END) -> Procedure:
    """A procedure with levels, flags and dates between two days; any of them may be missing."""
    flags: dict[str, Any] = {name: draw(st.sampled_from((None, True, False))) for name in _flags(Procedure)}
    days: dict[str, Any] = {
        name: draw(st.none() | st.dates(first, last))
        for name in (
            "valid_from",
            "valid_to",
            "decided_on",
            "legal_effective_on",
            "public_on",
            "publish_by",
            "public_by",
        )
    }
    return Procedure(
        code=f"1.{draw(st.integers(0, 99)):06}",
        agency_code=draw(st.sampled_from((None, "H02.01", "H02.02"))),
        field_code=draw(st.sampled_from((None, "G01", "G02"))),
        levels=tuple(draw(st.lists(st.sampled_from(Level), max_size=2, unique=True))),
        tier=draw(st.sampled_from((None, *OnlineTier))),
        **flags,
        **days,
    )


@st.composite
def feedback(draw: st.DrawFn, *, first: date = _START, last: date = _END) -> Feedback:
    """A piece of feedback with dates between two days; any of them may be missing or contradict another."""
    maybe = st.none() | _moments(first, last)
    names = ("received_at", "due_at", "handled_at", "declined_at", "published_at")
    drawn: dict[str, Any] = {name: draw(maybe) for name in names}
    drawn |= {name: draw(st.sampled_from((None, True, False))) for name in _flags(Feedback)}
    return Feedback(
        code=f"PAKN-{draw(st.integers(0, 99)):04}",
        kind=draw(st.sampled_from((None, *FeedbackKind))),
        agency_code=draw(st.sampled_from((None, "H02.01", "H02.02"))),
        **drawn,
    )


@st.composite
def tallies(draw: st.DrawFn, *, by: str = "level", period: Period | None = None) -> Tally:
    """A tally of cases, counted from faulty ones under any rules."""
    counted = draw(periods()) if period is None else period
    return count(draw(st.lists(cases(), max_size=15)), counted, by=by, rules=draw(rules()))


def _flags(kind: type[Case | Procedure | Feedback]) -> list[str]:
    return [name for name, hint in get_type_hints(kind).items() if hint == bool | None]


# -- the laws ----------------------------------------------------------------------------------------------------------


def broken_identities(tally: Tally) -> list[str]:
    """The identities that a tally breaks, each as a sentence; none for a correct count. Unknown counters break none.

    >>> from tthc_core import Period, count
    >>> broken_identities(count([], Period.month(2024, 1)))
    []
    """
    broken = []
    for key, row in (*tally.items(), ("total", tally.total())):
        for law in identities(tally.subject, tally.rules):
            left, right = _sum(row, law.left), _sum(row, law.right)
            if left is None or right is None:
                continue
            if left > right or (left < right and not law.at_most):
                broken.append(f"{key}: {' + '.join(law.left)} = {left}, {' + '.join(law.right) or 'nothing'} = {right}")
    return broken


def _sum(row: Row, names: Iterable[str]) -> int | None:
    account = row.account
    values = [account and account.in_scope if name == "in_scope" else row.get(name) for name in names]
    return None if None in values else sum(value or 0 for value in values)


def broken_laws(
    several: Sequence[Case],
    period: Period,
    *,
    by: str | None = "agency",
    rules: CountingRules = PROVINCIAL_REPORT,
    counters: Iterable[str | Counter] | None = None,
) -> list[str]:
    """The laws of counting that cases break under your own rules and counters, by name; none is what is expected.

    Counting a part and the rest and adding is counting the whole; a window cut in two and put together by ``then`` is
    the window; ``count_each`` is one ``count`` for each period; as many cases stand behind a figure as it says; and
    the identities of :func:`broken_identities`.

    >>> from tthc_core import Period, rules
    >>> broken_laws([], Period.month(2024, 1), rules=rules.FORM_06A)
    []
    """
    wanted = None if counters is None else tuple(counters)
    whole = count(several, period, by=by, rules=rules, counters=wanted)
    broken = broken_identities(whole) if wanted is None else []
    half = len(several) // 2
    parts = [count(some, period, by=by, rules=rules, counters=wanted) for some in (several[:half], several[half:])]
    if parts[0] + parts[1] != whole:
        broken.append("adding: the two halves added are not the whole")
    first, last = period.window
    if rules.population == "in_hand" and first < last:
        cut = first + (last - first) // 2
        spans = [Period.between(first, cut), Period.between(cut + timedelta(1), last)]
        each = count_each(several, spans, by=by, rules=rules, counters=wanted)
        if any(each[span] != count(several, span, by=by, rules=rules, counters=wanted) for span in spans):
            broken.append("count_each: not one count for each period")
        if each[spans[0]].then(each[spans[1]]) != whole:
            broken.append("then: the window cut in two is not the window")
    for counter in whole.counters:
        found = cases_behind(several, period, counter, rules=rules)
        if len(found) != whole.total()[counter.name]:
            broken.append(f"cases_behind: {len(found)} cases behind {counter.name} = {whole.total()[counter.name]}")
    return broken
