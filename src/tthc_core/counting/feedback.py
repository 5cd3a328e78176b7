"""Counting feedback (phản ánh, kiến nghị) by the same sides as cases; days are compared, no due date is in time."""

from __future__ import annotations

from datetime import date

from ..calendar import WorkCalendar
from ..domain import Feedback
from .counter import Counter
from .fields import Place
from .limits import with_due
from .predicate import ALWAYS, Before, Compare, Cut, Day, Field, First, IsMissing, Predicate
from .rules import CountingRules
from .terms import DUE_AT, NEVER, RECEIVED_AT, RECEIVED_BEFORE, Meaning, Side, first_that_fits

__all__ = ["FEEDBACK_COUNTERS", "judged", "place", "side_of"]

_HANDLED_AT = Field("handled_at")
_END = First((_HANDLED_AT, Field("declined_at")))
_LATE = Compare(Day(_HANDLED_AT), ">", Day(DUE_AT))
_OVERDUE = Before(DUE_AT, Cut.LAST)


def place(rules: CountingRules) -> Meaning:
    """The place of a piece of feedback in the account."""
    return first_that_fits(
        {
            Place.NO_RECEIPT: IsMissing(RECEIVED_AT),
            Place.LATER: ~Before(RECEIVED_AT, Cut.AFTER),
            Place.EARLIER: Before(_END, Cut.FIRST) & RECEIVED_BEFORE,
            Place.IN_SCOPE: ALWAYS,
        }
    )


def side_of(side: Side, rules: CountingRules) -> Predicate:
    """Which pieces of feedback stand on a side."""
    in_scope, ended = place(rules)[Place.IN_SCOPE], Before(_END, Cut.AFTER)
    sides = {
        Side.CARRIED_OVER: RECEIVED_BEFORE,
        Side.RECEIVED: ~RECEIVED_BEFORE,
        Side.ENDED: ended,
        Side.PENDING: ~ended,
    }
    return in_scope & sides.get(side, NEVER)


_HANDLED = ~IsMissing(_HANDLED_AT)

FEEDBACK_COUNTERS: tuple[Counter, ...] = (
    Counter("carried_over", Side.CARRIED_OVER, label="kỳ trước chuyển sang"),
    Counter("received", Side.RECEIVED, label="tiếp nhận"),
    Counter("handled", Side.ENDED, _HANDLED, label="đã xử lý"),
    Counter("handled_in_time", Side.ENDED, _HANDLED & ~_LATE, label="đã xử lý đúng hạn"),
    Counter("handled_late", Side.ENDED, _LATE, label="đã xử lý quá hạn"),
    Counter("declined", Side.ENDED, ~_HANDLED, label="từ chối, trả lại"),
    Counter("pending", Side.PENDING, label="đang xử lý"),
    Counter("pending_in_time", Side.PENDING, ~_OVERDUE, label="đang xử lý trong hạn"),
    Counter("pending_overdue", Side.PENDING, _OVERDUE, label="đang xử lý quá hạn"),
)


def judged(feedback: Feedback, window: tuple[date, date], calendar: WorkCalendar) -> Feedback:
    """The feedback with its due date, if a count over the window asks for it: what ended before is not asked."""
    first, last = window
    received, ended = feedback.received_at, feedback.handled_at or feedback.declined_at
    if received is None or received.date() > last or (ended is not None and ended.date() < first):
        return feedback
    return with_due(feedback, calendar)
