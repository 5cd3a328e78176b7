"""The faults of pauses that stand in a table of their own, a row for each, by the code of their case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve

from ...errors import UnknownKeyError, near
from .bound import Bound
from .fault_tests import TESTS, Beside, precedes, waits

__all__ = ["pause_faults"]

SAMPLES = 5
_NAMES = {"paused_from": "began_at", "paused_until": "ended_at", "paused_due_before": "due_before"}
_NOTHING = Beside(None, None)


def pause_faults(bound: Bound, pauses: Any) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """For each fault that a pause has: its code, of how many cases, and the codes of a few.

    Of pauses that begin at one moment it is not asked whether they overlap.

    :raises UnknownKeyError: a column is not there.
    """
    schema = pauses.collect_schema()
    for name in ("code", "began_at", "ended_at"):
        if name not in schema:
            raise UnknownKeyError(f"the frame of pauses has no column {name!r}. {near(name, schema)}")
    code = bound.column("code")
    named = {new: old for new, old in _NAMES.items() if old in schema}
    own = pauses.select(nw.col("code").alias("tthc_code"), *(nw.col(old).alias(new) for new, old in named.items()))
    columns = evolve(bound.columns, **{name: name for name in _NAMES})
    alone = Bound(own, columns, own.collect_schema(), bound.cuts, bound.rules)
    own = alone.frame
    cases = bound.frame.select(*(nw.col(name) for name in bound.schema if name not in named))
    joined = own.join(cases, left_on="tthc_code", right_on=code, how="inner")
    together = Bound(joined, columns, joined.collect_schema(), bound.cuts, bound.rules)

    begun = own.filter(~alone.moment("paused_from").is_null())
    is_open = alone.moment("paused_until").is_null()
    waiting = bound.frame.filter(waits(bound)).select(nw.col(code).alias("tthc_code"))
    rows = {
        "pause_without_begin": own.filter(alone.moment("paused_from").is_null()),
        "pause_ends_before_begin": begun.filter(_yes("pause_ends_before_begin", alone)),
        "pauses_overlap": _overlapping(begun, alone),
        "pause_outside_case": together.frame.filter(_yes("pause_outside_case", together)),
        "orphan_pause": own.join(bound.frame.select(nw.col(code).alias("tthc_code")), on="tthc_code", how="anti"),
    }
    for fault, found in rows.items():
        yield from _found(fault, found.select("tthc_code").unique())
    yield from _found("paused_status_without_pause", waiting.join(begun.filter(is_open), on="tthc_code", how="anti"))


def _yes(code: str, bound: Bound) -> Any:
    return TESTS[code].test(bound, _NOTHING).fill_null(value=False)


def _overlapping(begun: Any, alone: Bound) -> Any:
    """The pauses during which another of their case began."""
    moments = begun.select(
        "tthc_code", alone.moment("paused_from").alias("began"), alone.moment("paused_until").alias("ended")
    )
    later = moments.select("tthc_code", nw.col("began").alias("next"))
    pairs = moments.join(later, on="tthc_code", how="inner").filter(nw.col("began") < nw.col("next"))
    over = precedes(nw.col("next"), nw.col("ended")).fill_null(value=False)
    return pairs.filter(nw.col("ended").is_null() | over)


def _found(fault: str, rows: Any) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    total = _collected(rows.select(nw.len().alias("n")))["n"].to_list()[0]
    if total:
        codes = rows.select(nw.col("tthc_code").cast(nw.String)).sort("tthc_code").head(SAMPLES)
        yield fault, int(total), tuple(_collected(codes)["tthc_code"].to_list())


def _collected(frame: Any) -> Any:
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame
