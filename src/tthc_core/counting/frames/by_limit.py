"""The due dates of a frame beside the limits of their procedures, for the check: what :mod:`..by_limit` is for objects.

Compared are the rows that no pause or extension has moved: what these do to a due date, is worked out case by case. How
many rows were not compared, and why, a note says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw

from ...calendar import TimeLimit
from ..by_limit import ByLimit
from .bound import Bound
from .columns import CHANGES
from .due_dates import with_due
from .fault_tests import precedes
from .tables import looked_up, numbered
from .workdays import DAY, EPOCH, days_of

__all__ = ["ASKS", "compared"]

ASKS = ("received_at", "due_at", "procedure_code")
DUE, MOVED = "tthc_due_by_limit", "tthc_paused"
NONE, NEVER = -1, 2**62
Steps = tuple[tuple[int, TimeLimit | None], ...]
"""The limits of a procedure, one after the other, each from so many microseconds after 1970 on."""


def compared(bound: Bound, by_limit: ByLimit, pauses: Any) -> tuple[Any, Mapping[str, Any]]:
    """The rows with their due date by limit, and what of them is true: ``differs``, or why it is not known.

    :param pauses: a long table of pauses, or None.
    """
    days, steps = days_of(by_limit.calendar), {code: _steps(by_limit, code) for code in by_limit.limits}
    limits = list(dict.fromkeys(limit for several in steps.values() for _, limit in several if limit is not None))
    rows, moved = _with_moved(bound, pauses)
    received, due = bound.moment("received_at"), bound.moment("due_at")
    rows = rows.with_columns(received.alias("tthc_at"), bound.value("procedure_code").alias("tthc_code"))
    rows = days.with_place(numbered(rows, "tthc_code", steps, "tthc_procedure"), "tthc_at", "tthc_place")
    rows = with_due(_with_limit(rows, list(steps.values()), limits), days, limits, by_limit.receipt, DUE)
    waits = nw.lit(value=False)
    if pauses is None and bound.has("paused_from"):
        begun = ~bound.moment("paused_from").is_null()
        waits = begun & (bound.moment("paused_until").is_null() if bound.has("paused_until") else begun)
    judged = ~received.is_null() & ~due.is_null() & ~waits
    known, found = ~nw.col("tthc_limit").is_null(), nw.col(DUE)
    sure = judged & known & ~moved & ~precedes(due, received).fill_null(value=False)
    other = (found.dt.truncate("1d") != due.dt.truncate("1d")).fill_null(value=False)
    return rows, {
        "differs": sure & ~found.is_null() & other,
        "unknown": judged & ~known,
        "moved": judged & known & moved,
        "uncovered": judged & known & ~moved & found.is_null(),
    }


def _with_moved(bound: Bound, pauses: Any) -> tuple[Any, Any]:
    """The rows, and whether a pause or an extension may have moved their due date."""
    names = [name for name in CHANGES if bound.has(name) and (pauses is None or name.startswith("extended"))]
    there = [~bound.moment(name).is_null() for name in names]
    rows = bound.frame
    if pauses is not None:
        paused = pauses.select(nw.col("code").alias("tthc_of")).unique()
        paused = paused.with_columns(nw.col("tthc_of").alias(MOVED))
        rows = rows.join(paused, left_on=bound.column("code"), right_on="tthc_of", how="left")
        there.append(~nw.col(MOVED).is_null())
    return rows, reduce(or_, there, nw.lit(value=False))


def _steps(by_limit: ByLimit, code: str) -> Steps:
    """The limits that were in force, by :meth:`ByLimit.limit`."""
    versions = by_limit.limits[code]
    days = {each.valid_from for each in versions if each.valid_from}
    days |= {each.valid_to + timedelta(1) for each in versions if each.valid_to and each.valid_to < date.max}
    found: list[tuple[int, TimeLimit | None]] = []
    for day in sorted({date.min, *days}):
        limit = by_limit.limit(code, day)
        if not found or found[-1][1] != limit:
            found.append(((day.toordinal() - EPOCH) * DAY, limit))
    return tuple(found)


def _with_limit(rows: Any, steps: Sequence[Steps], limits: Sequence[TimeLimit]) -> Any:
    """The rows with which of the limits was in force on the day of receipt."""
    number = {limit: at for at, limit in enumerate(limits)}
    found: Any = nw.lit(NONE, nw.Int64)
    for at in range(max(map(len, steps), default=0)):
        since = [several[at][0] if at < len(several) else NEVER for several in steps]
        in_force = [several[at][1] if at < len(several) else None for several in steps]
        numbers = [NONE if limit is None else number[limit] for limit in in_force]
        rows = looked_up(rows, "tthc_procedure", since, f"tthc_since_{at}")
        rows = looked_up(rows, "tthc_procedure", numbers, f"tthc_limit_{at}")
        begun = nw.col("tthc_place_stamp") >= nw.col(f"tthc_since_{at}")
        found = nw.when(begun).then(nw.col(f"tthc_limit_{at}")).otherwise(found)
    rows = rows.with_columns(found.alias("tthc_found"))
    return rows.with_columns(nw.when(nw.col("tthc_found") >= 0).then(nw.col("tthc_found")).alias("tthc_limit"))
