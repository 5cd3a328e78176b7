"""The faults of :mod:`..finders` as questions to the columns of a frame: each is true or false for every row.

As there, two moments of one day are compared only where both have an hour, since 00:00:00 and 23:59:59 may stand for a
plain date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw
from attrs import frozen

from ...domain import AgencyTree, CaseStatus, Channel, Level, OnlineTier
from ...labelled import Labelled
from .bound import NONE_WITHOUT, Bound

__all__ = ["TESTS", "Asked", "Beside", "end_and_due", "end_is_sure", "is_unknown", "no", "precedes", "waits"]


@frozen
class Beside:
    """What is known beside the frame."""

    as_of: date | None
    agencies: AgencyTree | None


Test: TypeAlias = Callable[[Bound, Beside], Any]


@frozen
class Asked:
    """A fault as a question.

    :param test: true for the rows that have it; a missing answer is no.
    :param asks: the fields that it asks.
    :param must: those without whose columns nothing is looked for; where a case may be without a column, it is not.
    """

    test: Test
    asks: tuple[str, ...]
    must: tuple[str, ...]

    @classmethod
    def of(cls, test: Test, *asks: str, must: tuple[str, ...] | None = None) -> Asked:
        return cls(test, asks, tuple(name for name in asks if name not in NONE_WITHOUT) if must is None else must)


NOT_ADMITTED = (CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED)
RESULTS = (CaseStatus.PROCESSED, CaseStatus.RETURNED)
OTHERWISE = (CaseStatus.WITHDRAWN, CaseStatus.STOPPED)
AWAITS = (CaseStatus.SUPPLEMENT_REQUESTED, CaseStatus.PAYMENT_REQUESTED)
OPEN = tuple(one for one in CaseStatus if one not in (*RESULTS, *OTHERWISE, CaseStatus.NOT_ACCEPTED))
ADMITTED = tuple(one for one in CaseStatus if one not in NOT_ADMITTED)
RESULT_FIELDS = ("finished_at", "returned_at")
OTHER_FIELDS = ("finished_at", "refused_at", "returned_at")
DAY_ENDS = timedelta(hours=23, minutes=59, seconds=59)
# 000.01.02.H56-240705-0012: agency, day, number of the day. The day is one of the calendar, in a leap year too.
_DAY = (
    "(?:[0-9]{2}(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)"
    "|02(?:0[1-9]|1[0-9]|2[0-8]))|(?:[02468][048]|[13579][26])0229)"
)
CODE = rf"^[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*-{_DAY}-[0-9]{{4,}}$"


def no() -> Any:
    return nw.lit(value=False)


def _moment(name: str, bound: Bound) -> Any | None:
    """A moment; None where the frame has no column for it."""
    return bound.moment(name) if bound.has(name) else None


def _there(name: str, bound: Bound) -> Any:
    return ~bound.moment(name).is_null() if bound.has(name) else no()


def _first(names: tuple[str, ...], bound: Bound) -> Any:
    found = [bound.moment(name) for name in names if bound.has(name)]
    return nw.coalesce(*found) if len(found) > 1 else found[0]


def _end(bound: Bound) -> Any:
    """The moment at which a case ended; missing for an open one."""
    other = nw.when(bound.is_any("status", OTHERWISE)).then(_first(OTHER_FIELDS, bound))
    return nw.when(bound.is_any("status", RESULTS)).then(_first(RESULT_FIELDS, bound)).otherwise(other)


def _has_hour(moment: Any) -> Any:
    begins = moment.dt.truncate("1d")
    return (moment != begins) & (moment != begins + DAY_ENDS)


def precedes(first: Any | None, second: Any | None) -> Any:
    """Whether the first is before the second for certain."""
    if first is None or second is None:
        return no()
    return (first < second) & (
        (first.dt.truncate("1d") < second.dt.truncate("1d")) | (_has_hour(first) & _has_hour(second))
    )


def end_and_due(bound: Bound) -> tuple[Any, Any]:
    """The end of a result, and its due date."""
    return _first(RESULT_FIELDS, bound), bound.moment("due_at")


def end_is_sure(bound: Bound) -> Any:
    """Whether it is a result whose end and due date both have an hour."""
    ended, due = end_and_due(bound)
    return (bound.is_any("status", RESULTS) & _has_hour(ended) & _has_hour(due)).fill_null(value=False)


def waits(bound: Bound) -> Any:
    """Whether the status says that the case waits."""
    stopped = bound.is_any("status", [CaseStatus.STOPPED]) & _first(OTHER_FIELDS, bound).is_null()
    return bound.is_any("status", AWAITS) | stopped


def is_unknown(name: str, kind: type[Labelled], bound: Bound) -> Any:
    """Whether a value is there and is none of an enum."""
    value = bound.value(name)
    missing = value.is_null()
    if bound.schema[bound.column(name)].is_float():
        missing = missing | value.is_nan().fill_null(value=False)
    return ~missing & ~bound.is_any(name, list(kind))


def _undated(bound: Bound, beside: Beside) -> Any:
    result = bound.is_any("status", RESULTS) & _first(RESULT_FIELDS, bound).is_null()
    return result | (bound.is_any("status", [CaseStatus.WITHDRAWN]) & _first(OTHER_FIELDS, bound).is_null())


def _after(*names: str) -> Test:
    def test(bound: Bound, beside: Beside) -> Any:
        assert beside.as_of is not None
        if beside.as_of == date.max:
            return no()
        after = bound.literal(datetime.combine(beside.as_of + timedelta(1), time()))
        return reduce(or_, ((bound.moment(name) >= after).fill_null(value=False) for name in names if bound.has(name)))

    return test


def _before(name: str, other: str) -> Test:
    return lambda bound, beside: precedes(_moment(name, bound), _moment(other, bound))


def _level_differs(bound: Bound, beside: Beside) -> Any:
    assert beside.agencies is not None
    by_level: dict[Level, list[str]] = {}
    for agency in beside.agencies:
        by_level.setdefault(agency.level, []).append(agency.code)
    code = bound.value("agency_code").cast(nw.String)
    known, wrong = no(), no()
    for level, codes in by_level.items():
        here = code.is_in(codes).fill_null(value=False)
        known = known | here
        if bound.has("level"):
            wrong = wrong | (here & bound.is_any("level", [other for other in Level if other is not level]))
    return ~code.is_null() & (wrong | ~known)


def _pause_outside(bound: Bound, beside: Beside) -> Any:
    began, ended, end = bound.moment("paused_from"), _moment("paused_until", bound), _end(bound)
    outside = precedes(began, bound.moment("received_at")), precedes(end, began), precedes(end, ended)
    return ~began.is_null() & reduce(or_, (one.fill_null(value=False) for one in outside))


def _waits_without_pause(bound: Bound, beside: Beside) -> Any:
    is_open = _there("paused_from", bound) & ~_there("paused_until", bound)
    return waits(bound) & ~is_open


def _extension_too_late(bound: Bound, beside: Beside) -> Any:
    limits = tuple(name for name in ("extended_due_before", "due_at") if bound.has(name))
    return bound.moment("extended_at").dt.truncate("1d") >= _first(limits, bound).dt.truncate("1d")


def _malformed(bound: Bound, beside: Beside) -> Any:
    code = bound.value("code").cast(nw.String)
    # To some engines the end of a text is also before its last line break.
    well = code.str.contains(CODE) & ~code.str.contains("\n", literal=True)
    return ~well.fill_null(value=False)


_ENDS = ("status", *OTHER_FIELDS)

TESTS: Mapping[str, Asked] = {
    "no_receipt_date": Asked.of(
        lambda bound, beside: bound.is_any("status", ADMITTED) & bound.moment("received_at").is_null(),
        *("received_at", "status"),
    ),
    "undated_end": Asked.of(_undated, *_ENDS),
    "open_with_end_date": Asked.of(
        lambda bound, beside: bound.is_any("status", OPEN) & ~_first(OTHER_FIELDS, bound).is_null(), *_ENDS
    ),
    "received_in_future": Asked.of(_after("received_at"), "received_at"),
    "ended_in_future": Asked.of(_after(*OTHER_FIELDS), *OTHER_FIELDS),
    "ended_before_received": Asked.of(
        lambda bound, beside: precedes(_end(bound), bound.moment("received_at")), "received_at", *_ENDS
    ),
    "returned_before_finished": Asked.of(_before("returned_at", "finished_at"), "returned_at", "finished_at"),
    "due_before_received": Asked.of(_before("due_at", "received_at"), "due_at", "received_at"),
    "no_due_date": Asked.of(
        lambda bound, beside: bound.is_any("status", ADMITTED) & bound.moment("due_at").is_null(), "due_at", "status"
    ),
    "information_tier_online": Asked.of(
        lambda bound, beside: (
            bound.is_any("tier", [OnlineTier.INFORMATION]) & bound.is_any("channel", [Channel.ONLINE])
        ),
        *("tier", "channel"),
    ),
    "level_differs_from_agency": Asked.of(_level_differs, "agency_code"),
    "pause_ends_before_begin": Asked.of(
        _before("paused_until", "paused_from"), "paused_until", "paused_from", must=("paused_from",)
    ),
    "pause_outside_case": Asked.of(
        _pause_outside, "received_at", "paused_from", "paused_until", *_ENDS, must=("received_at", "paused_from")
    ),
    "paused_status_without_pause": Asked.of(
        _waits_without_pause, "paused_from", "paused_until", *_ENDS, must=("paused_from",)
    ),
    "extension_too_late": Asked.of(
        _extension_too_late, "extended_at", "extended_due_before", "due_at", must=("extended_at", "due_at")
    ),
    "paid_without_fee": Asked.of(
        lambda bound, beside: and_(bound.flag("paid_online"), ~bound.flag("fee_due")), "paid_online", "fee_due"
    ),
    "malformed_code": Asked.of(_malformed, "code"),
    "pause_without_begin": Asked.of(
        lambda bound, beside: (
            reduce(or_, (_there(name, bound) for name in ("paused_until", "paused_due_before")))
            & ~_there("paused_from", bound)
        ),
        *("paused_from", "paused_until", "paused_due_before"),
    ),
}
"""By the code of each fault, how a frame is asked for it."""
