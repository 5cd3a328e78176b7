"""What the words of counting mean under given rules: begun, ended, late, paused, and the six sides.

    opening stock + came in = went out + closing stock

A case comes in on ``r``, the day of ``received_at``, and goes out on ``e``, the later of ``r`` and the day of its end.
The window [F, E] is the period's first and last day. "e <= E" is written here as two comparisons, because
max(day(end), r) <= E says the same as day(end) <= E and r <= E, and so no engine has to agree with another on what the
greater of something and nothing is.

Everything in this module is a definition: a function of the rules that gives predicates over the fields of ``Case``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from attrs import evolve

from ..domain import Case, CaseStatus
from ..errors import InvalidValueError
from ..labelled import Labelled
from .fields import EndKind, Place, Standing, Verdict
from .predicate import (
    ALWAYS,
    END,
    And,
    AnyPause,
    Before,
    Compare,
    Cut,
    Day,
    Elapsed,
    Field,
    First,
    IsIn,
    IsMissing,
    Lasting,
    Not,
    Or,
    Predicate,
)
from .rules import CountingRules

__all__ = ["DERIVED", "Meaning", "Side", "end_of", "expand", "first_that_fits", "place", "side_of"]

R = TypeVar("R")
# Below, a definition is kept for each set of rules: what is asked in many places is then one object (see `grow`).

Meaning: TypeAlias = Mapping[StrEnum | bool, Predicate]
"""The values of a derived field, and when each is so. At most one is."""


class Side(Labelled):
    """Where a counted case stands (phía của phép cân đối hồ sơ)."""

    CARRIED_OVER = "carried_over", "kỳ trước chuyển sang"
    RECEIVED = "received", "tiếp nhận trong kỳ"
    ENDED = "ended", "kết thúc trong kỳ"
    PENDING = "pending", "đang giải quyết cuối kỳ"
    DUE = "due", "đến hạn trong kỳ"
    FILED = "filed", "nộp trong kỳ"
    IN_FORCE = "in_force", "có hiệu lực cuối kỳ"


NEVER = Or(())
RECEIVED_AT, DUE_AT = Field("received_at"), Field("due_at")
# A pending case is judged by the due date that was in force then, an end by the one it was given.
DUE_IN_FORCE = Field("due_in_force")
FILED_AT = First((Field("submitted_at"), RECEIVED_AT))
OTHER_END = First((Field("finished_at"), Field("refused_at"), Field("returned_at")))


def _status(*members: CaseStatus) -> Predicate:
    return IsIn(Field("status"), members)


NOT_ADMITTED = _status(CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED)
RESULTS = (CaseStatus.PROCESSED, CaseStatus.RETURNED)
OTHERWISE = (CaseStatus.WITHDRAWN, CaseStatus.STOPPED)
HAS_RESULT = _status(*RESULTS)
WITHDRAWN, STOPPED = map(_status, OTHERWISE)
AWAITS_CITIZEN = _status(CaseStatus.SUPPLEMENT_REQUESTED, CaseStatus.PAYMENT_REQUESTED)
RECEIVED_BEFORE = Before(RECEIVED_AT, Cut.FIRST)


def _when(condition: bool) -> Predicate:
    """A choice of the rules, as a predicate."""
    return ALWAYS if condition else NEVER


def first_that_fits(meaning: Meaning) -> Meaning:
    """Each value only where none before it fits."""
    taken: Predicate = NEVER
    apart = {}
    for value, test in meaning.items():
        apart[value] = test & ~taken
        taken = taken | test
    return apart


# -- the end -----------------------------------------------------------------------------------------------------------


def result_end(rules: CountingRules) -> First:
    """When a case with a result ended: result ready, or handed over."""
    if rules.completion == "result_ready":
        return First((Field("finished_at"), Field("returned_at")))
    return First((Field("returned_at"),))


def end_of(case: Case, rules: CountingRules) -> datetime | None:
    """When a case ended, by the same definitions; None for an open one."""
    fields = next((end(rules).of for statuses, end in ENDS if case.status in statuses), ())
    return next((moment for item in fields if (moment := getattr(case, item.name)) is not None), None)


ENDS: tuple[tuple[tuple[CaseStatus, ...], Callable[[CountingRules], First]], ...] = (
    (RESULTS, result_end),
    (OTHERWISE, lambda rules: OTHER_END),
)
"""Which statuses have an end, and what holds it; a case with another status is open."""


def by_status(rules: CountingRules) -> Callable[[Predicate], Predicate]:
    """A function that says of predicates which ask for the end what they ask of each status; false for an open case.

    What many definitions share is one object, and stays one.
    """
    known: dict[int, tuple[Predicate, Predicate]] = {}

    def said(predicate: Predicate) -> Predicate:
        if id(predicate) not in known:
            known[id(predicate)] = predicate, resolved(predicate)
        return known[id(predicate)][1]

    def resolved(predicate: Predicate) -> Predicate:
        match predicate:
            case And(parts):
                return And(tuple(map(said, parts)))
            case Or(parts):
                return Or(tuple(map(said, parts)))
            case Not(part):
                return Not(said(part))
            case Compare(left, op, right) if END in (left, right) or Day(END) in (left, right):
                return each(lambda end: Compare(_put(end, left), op, _put(end, right)))
            case Before(left, cut) if left == END:
                return each(lambda end: Before(end, cut))
            case IsMissing(of) if of == END:
                return Not(each(lambda end: Not(IsMissing(end))))
            case Lasting(Elapsed(until=Field() as until) as elapsed) if until == END:
                return each(lambda end: evolve(predicate, of=evolve(elapsed, until=end)))
        return predicate

    def _put(end: First, operand: Any) -> Any:
        return end if operand == END else Day(end) if operand == Day(END) else operand

    def each(test: Callable[[First], Predicate]) -> Predicate:
        return Or(tuple(_status(*statuses) & test(end(rules)) for statuses, end in ENDS))

    return said


@lru_cache(maxsize=512)
def end_kind(rules: CountingRules) -> Meaning:
    """How a case ended; every other status is open, whatever its dates say."""
    return {
        EndKind.RESULT: HAS_RESULT & ~IsMissing(END),
        EndKind.WITHDRAWN: WITHDRAWN & ~IsMissing(END),
        EndKind.REFUSED: STOPPED & ~IsMissing(END),
    }


@lru_cache(maxsize=512)
def closed_otherwise(rules: CountingRules) -> Predicate:
    """Withdrawn or refused, where the rules keep them apart from the resolved."""
    kind = end_kind(rules)
    return (kind[EndKind.WITHDRAWN] & _when(rules.withdrawn == "apart")) | (
        kind[EndKind.REFUSED] & _when(rules.refused == "apart")
    )


@lru_cache(maxsize=512)
def ended_by_due(rules: CountingRules) -> Predicate:
    """e <= d, with d = max(day(due_at), r): the end is not after the due day, or not after r."""
    return Compare(Day(END), "<=", Day(DUE_AT)) | Compare(Day(END), "<=", Day(RECEIVED_AT))


# -- the account -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def place(rules: CountingRules) -> Meaning:
    """The one place of a row in the account: the first that fits."""
    # Under `handed_over` a case that is processed and not returned has not ended; one that says it was returned,
    # without the day, is undated.
    needs_result = HAS_RESULT if rules.completion == "result_ready" else _status(CaseStatus.RETURNED)
    ended_earlier = Before(END, Cut.FIRST) & RECEIVED_BEFORE
    return first_that_fits(
        {
            Place.NOT_ADMITTED: NOT_ADMITTED,
            Place.NO_RECEIPT: IsMissing(RECEIVED_AT),
            Place.UNDATED_END: (needs_result | WITHDRAWN) & IsMissing(END),
            Place.LATER: ~Before(RECEIVED_AT, Cut.AFTER),
            Place.EARLIER: ended_earlier if rules.population == "in_hand" else RECEIVED_BEFORE,
            Place.IN_SCOPE: ALWAYS,
        }
    )


# -- the sides ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def side_of(side: Side, rules: CountingRules) -> Predicate:
    """Which rows stand on a side."""
    places = place(rules)
    in_scope = places[Place.IN_SCOPE]
    ended = Before(END, Cut.AFTER)
    match side:
        case Side.CARRIED_OVER:
            return in_scope & RECEIVED_BEFORE
        case Side.RECEIVED:
            return in_scope & ~RECEIVED_BEFORE
        case Side.ENDED:
            return in_scope & ended
        case Side.PENDING:
            return in_scope & ~ended
        case Side.FILED:
            filed = ~IsMissing(FILED_AT) & ~Before(FILED_AT, Cut.FIRST) & Before(FILED_AT, Cut.AFTER)
            return ~_status(CaseStatus.DRAFT) & filed
        case Side.DUE:
            # F <= d <= E: one of due day and r is not before F, and neither is after E.
            since = ~Before(DUE_AT, Cut.FIRST) if rules.population == "in_hand" else NEVER
            return And(
                (
                    places[Place.LATER] | places[Place.EARLIER] | in_scope,
                    ~IsMissing(DUE_AT),
                    since | ~RECEIVED_BEFORE,
                    Before(DUE_AT, Cut.AFTER) & Before(RECEIVED_AT, Cut.AFTER),
                    ~(closed_otherwise(rules) & ended_by_due(rules)),
                )
            )
    raise InvalidValueError(f"the side {side} is one of procedures: a case has none.")


# -- how an end and a pending case are judged --------------------------------------------------------------------------


@lru_cache(maxsize=512)
def verdict(rules: CountingRules) -> Meaning:
    """The end against the due date, by the end as it stands (Thông tư 01/2018/TT-VPCP, article 13.1)."""
    kind = end_kind(rules)
    ended = Or(tuple(kind.values()))
    forced = (kind[EndKind.WITHDRAWN] & _when(rules.withdrawn == "on_due_date")) | (
        kind[EndKind.REFUSED] & _when(rules.refused == "on_due_date")
    )
    judged = ended & ~forced
    no_due = judged & IsMissing(DUE_AT)
    late = Compare(END, ">", DUE_AT) if rules.granularity == "instant" else Compare(Day(END), ">", Day(DUE_AT))
    early = Compare(Day(END), "<", Day(DUE_AT))
    return first_that_fits(
        {
            Verdict.NOT_JUDGED: no_due & _when(rules.no_due_date == "not_judged"),
            Verdict.LATE: judged & late,
            Verdict.EARLY: (judged & early) | (no_due & _when(rules.no_due_date == "early")),
            Verdict.ON_DUE_DATE: ended,
        }
    )


@lru_cache(maxsize=512)
def paused(rules: CountingRules) -> Predicate:
    """Paused on the window's last day: by a recorded pause, or by the status where every recorded pause is over."""
    began_at, ended_at = Field("began_at"), Field("ended_at")
    # A pause without a beginning is none.
    not_over = ~IsMissing(began_at) & (IsMissing(ended_at) | ~Before(ended_at, Cut.AFTER))
    by_status = AWAITS_CITIZEN | (STOPPED & IsMissing(END))
    return AnyPause(not_over & Before(began_at, Cut.AFTER)) | (~AnyPause(not_over) & by_status)


@lru_cache(maxsize=512)
def overdue(rules: CountingRules) -> Predicate:
    """Past its due date at the end of the window's last day, and not paused."""
    return ~paused(rules) & Before(DUE_IN_FORCE, Cut.LAST_MOMENT if rules.granularity == "instant" else Cut.LAST)


@lru_cache(maxsize=512)
def due_soon(rules: CountingRules) -> Predicate:
    """Due by the last day or soon after it, and neither paused nor overdue."""
    return ~paused(rules) & ~overdue(rules) & Before(DUE_IN_FORCE, Cut.SOON)


@lru_cache(maxsize=512)
def standing(rules: CountingRules) -> Meaning:
    """How a pending case stands at the end of the window."""
    return first_that_fits(
        {
            Standing.PAUSED: paused(rules) & _when(rules.paused == "apart"),
            Standing.OVERDUE: overdue(rules),
            Standing.NOT_JUDGED: ~paused(rules) & IsMissing(DUE_IN_FORCE) & _when(rules.no_due_date == "not_judged"),
            Standing.IN_TIME: ALWAYS,
        }
    )


# -- from derived fields to the fields of a case -----------------------------------------------------------------------


def _flag(definition: Callable[[CountingRules], Predicate]) -> Callable[[CountingRules], Meaning]:
    return lambda rules: {True: definition(rules), False: Not(definition(rules))}


DERIVED: dict[str, Callable[[CountingRules], Meaning]] = {
    "place": place,
    "end_kind": end_kind,
    "verdict": verdict,
    "standing": standing,
    "closed_otherwise": _flag(closed_otherwise),
    "ended_by_due": _flag(ended_by_due),
    "paused": _flag(paused),
    "overdue": _flag(overdue),
    "due_soon": _flag(due_soon),
}


def expand(predicate: Predicate, rules: R, derived: Mapping[str, Callable[[R], Meaning]]) -> Predicate:
    """The same predicate with every derived field replaced by what it means under the rules."""
    match predicate:
        case And(parts):
            return And(tuple(expand(part, rules, derived) for part in parts))
        case Or(parts):
            return Or(tuple(expand(part, rules, derived) for part in parts))
        case Not(part):
            return Not(expand(part, rules, derived))
        case IsIn(Field(name), values) if name in derived:
            meaning = derived[name](rules)
            return Or(tuple(meaning.get(value, NEVER) for value in values))  # type: ignore[arg-type]  # checked when written
        case Compare(Field(name), "==", value) if name in derived:
            return expand(IsIn(Field(name), (value,)), rules, derived)  # type: ignore[arg-type]  # a value, as above
        case IsMissing(Field(name)) if name in derived:
            return Not(Or(tuple(derived[name](rules).values())))
    return predicate
