"""Pauses in a table of their own, a row for each: what a count asks of them, as columns beside the cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve

from ...errors import UnknownKeyError, near
from ..predicate import And, AnyPause, Cut, Not, Or, Predicate
from ..terms import paused
from .bound import Bound
from .expressions import holds

__all__ = ["with_pauses"]

CODE, FLAG, CHANGED, BEFORE = "tthc_code", "tthc_pause_{}", "tthc_changed_at", "tthc_due_before"
_NAMES = {"paused_from": "began_at", "paused_until": "ended_at", "paused_due_before": "due_before"}


def with_pauses(bound: Bound, pauses: Any) -> Bound:
    """The frame with what its cases' pauses say at the end of the window: whether one fits, and the next one after it.

    :param pauses: a frame of the same engine with the columns ``code`` (of the case), ``began_at`` and ``ended_at``,
        and ``due_before`` where it is recorded. A pause without a beginning is none; one without a case counts nowhere.
    :raises UnknownKeyError: a column is not there.
    """
    schema = pauses.collect_schema()
    for name in ("code", "began_at", "ended_at"):
        if name not in schema:
            raise UnknownKeyError(f"the frame of pauses has no column {name!r}. {near(name, schema)}")
    code, lazy = bound.column("code"), isinstance(bound.frame, nw.LazyFrame)
    alone = evolve(
        bound,
        frame=pauses.lazy() if lazy else pauses,
        columns=evolve(bound.columns, **{new: old for new, old in _NAMES.items() if old in schema}),
        schema=schema,
    )
    asked = list(dict.fromkeys(_any_pauses(paused(bound.rules))))
    flags: dict[Predicate, str] = {one: FLAG.format(number) for number, one in enumerate(asked)}
    began = alone.moment("paused_from")
    fits = [holds(one.where, alone).cast(nw.Int64).alias(name) for one, name in zip(asked, flags.values(), strict=True)]
    later = nw.when((began >= bound.literal(bound.cuts[Cut.AFTER])).fill_null(value=False)).then(began).alias(CHANGED)
    due = alone.moment("paused_due_before") if alone.has("paused_due_before") else nw.lit(None, nw.Datetime("us"))
    rows = alone.frame.select(nw.col("code").alias(CODE), *fits, later, due.alias(BEFORE))
    each = rows.group_by(CODE).agg(*(nw.col(name).max() for name in flags.values()), nw.col(CHANGED).min())
    first = each.select(CODE, nw.col(CHANGED).alias("tthc_first"))
    known = rows.join(first, on=CODE, how="inner").filter(
        (nw.col(CHANGED) == nw.col("tthc_first")).fill_null(value=False)
    )
    before = known.group_by(CODE).agg(nw.col(BEFORE).min()).select(nw.col(CODE).alias("tthc_code_2"), BEFORE)
    each = each.select(CODE, CHANGED, *((nw.col(name) == 1).alias(name) for name in flags.values()))
    joined = bound.frame.join(each, left_on=code, right_on=CODE, how="left")
    joined = joined.join(before, left_on=code, right_on="tthc_code_2", how="left")
    columns = evolve(bound.columns, paused_from=CHANGED, paused_until=None, paused_due_before=BEFORE)
    return evolve(
        bound,
        frame=joined,
        columns=columns,
        schema=joined.collect_schema(),
        any_pause=flags,
    )


def _any_pauses(predicate: Predicate) -> Iterator[AnyPause]:
    match predicate:
        case AnyPause():
            yield predicate
        case And(parts) | Or(parts):
            for part in parts:
                yield from _any_pauses(part)
        case Not(part):
            yield from _any_pauses(part)
