"""What was so on a past day, where the data have kept it: a case holds its changes, not only its last state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from attrs import frozen

from ..domain import Case

__all__ = ["CASE_HISTORY", "History", "due_in_force"]


def due_in_force(case: Case, after: datetime) -> datetime | None:
    """The due date of a case at the end of a day (ngày hẹn trả có hiệu lực khi đó).

    The due date now in force may have been set by a pause or an extension that began later. Then the one before the
    first of those holds, where it is recorded.

    :param after: when the next day begins.
    """
    changes = [(pause.began_at, pause.due_before) for pause in case.pauses]
    changes += [(one.decided_at, one.due_before) for one in case.extensions if one.decided_at is not None]
    soonest = min((moment for moment, _ in changes if moment >= after), default=None)
    recorded = [due for moment, due in changes if moment == soonest and due is not None]
    return min(recorded, default=case.due_at)


@frozen
class History:
    """A moment that is not held but worked out for a day.

    :param now: the field that holds it as it is now.
    :param changes: the fields that hold what has changed it; where they are empty it has always been so.
    :param until: works it out for the day before a moment.
    """

    now: str
    changes: tuple[str, ...]
    until: Callable[[Any, datetime], datetime | None]


CASE_HISTORY = {"due_in_force": History("due_at", ("pauses", "extensions"), due_in_force)}
