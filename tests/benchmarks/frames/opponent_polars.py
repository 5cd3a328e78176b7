"""Polars, lazy from Parquet: two branches over one scan, keys packed into one integer, joined at the end.

The first branch sums the five other places over all rows, the second cuts to the rows in scope and sums fifteen flags.
Both split below one ``with_columns``, without which the file would be scanned twice.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from tests.benchmarks.frames.common import KEYS, PLACES, SUMS, Counted, Window, columns_of, counted

CODE_BITS = 26
MONTH_BITS = 12
UNKNOWN = 2**CODE_BITS - 1
MARCH_1900 = 25_508  # days before 1970


def count(source: str, first: date, last: date, keys: Sequence[str]) -> Counted:
    window = Window.of(first, last)
    scan = pl.scan_parquet(source).select(columns_of(keys))
    rows = numbered(scan, keys).with_columns(packed(keys).alias("key"), **roots()).with_columns(**places(window))
    elsewhere = rows.group_by("key").agg(*(pl.col(place).sum() for place in PLACES))
    inside = (
        rows.filter("in_scope")
        .with_columns(**atoms(window))
        .select("key", **flags(window))
        .group_by("key")
        .agg(pl.len().alias("in_scope"), pl.exclude("key").sum())
    )
    outer, inner = pl.collect_all([elsewhere, inside], engine="streaming")
    groups = outer.join(inner, on="key", how="left").with_columns(pl.exclude("key").fill_null(0).cast(pl.Int64))
    groups = groups.with_columns(on_due_date=pl.col("resolved") - pl.col("early") - pl.col("late"))
    return counted(
        unpacked(groups["key"], keys), {name: groups[name].to_numpy() for name in (*SUMS, *PLACES, "in_scope")}
    )


def floor_polars(source: str, keys: Sequence[str]) -> None:
    """Every column decoded: the streaming engine must look at it, so its missing values are counted."""
    pl.scan_parquet(source).select(pl.col(columns_of(keys)).null_count()).collect(engine="streaming")


def roots() -> dict[str, pl.Expr]:
    """What both branches ask of a row. No end is missing; so is the end of a row whose status has none."""
    status = pl.col("status")
    result = (status == "returned") | (status == "processed")
    closed = (status == "withdrawn") | (status == "stopped")
    handed_over = pl.col("returned_at")
    return {
        "not_admitted": (status == "draft") | (status == "submitted") | (status == "not_accepted"),
        "withdrew": status == "withdrawn",
        "is_result": result,
        "end": pl.when(result)
        .then(pl.coalesce("finished_at", handed_over))
        .when(closed)
        .then(pl.coalesce("finished_at", "refused_at", handed_over)),
    }


def places(window: Window) -> dict[str, pl.Expr]:
    """A missing comparison may stay missing: sums skip it and a filter drops it."""
    admitted, received, end = ~pl.col("not_admitted"), pl.col("received_at"), pl.col("end")
    open_end = end.is_null()
    must_end = pl.col("is_result") | pl.col("withdrew")
    undated = open_end & must_end
    before = received < window.opening
    return {
        "no_receipt": admitted & received.is_null(),
        "undated_end": undated & received.is_not_null(),
        "later": admitted & ~undated & (received >= window.closing),
        "earlier": before & (end < window.opening),
        "in_scope": admitted
        & ~undated
        & (received < window.closing)
        & (open_end | (end >= window.opening) | (received >= window.opening)),
    }


def atoms(window: Window) -> dict[str, pl.Expr]:
    """Of the rows in scope, what several counters share; nothing is missing here but verdicts without a due date."""
    status, due, end = pl.col("status"), pl.col("due_at"), pl.col("end")
    began, until = pl.col("paused_from"), pl.col("paused_until")
    ended = (end < window.closing).fill_null(value=False)
    over = (until < window.closing).fill_null(value=False)
    held = (began < window.closing).fill_null(value=False) & ~over
    waits = (status == "supplement_requested") | (status == "payment_requested") | (status == "stopped")
    waiting = waits & end.is_null() & (over | began.is_null())
    return {
        "received": pl.col("received_at") >= window.opening,
        "ended": ended,
        "resolved": ended & pl.col("is_result"),
        "paused": ~ended & (held | waiting),
        "going_on": ~(ended | held | waiting),
        "end_day": end.dt.date(),
        "due_day": due.dt.date(),
    }


def flags(window: Window) -> dict[str, pl.Expr]:
    """Fifteen sums; a missing term is skipped, as it is not true."""
    received, channel = pl.col("received"), pl.col("channel")
    ended, resolved, going_on = pl.col("ended"), pl.col("resolved"), pl.col("going_on")
    end_day, due_day, due = pl.col("end_day"), pl.col("due_day"), pl.col("due_at")
    fee_due = received & pl.col("fee_due")
    return {
        "received": received,
        "received_online": received & (channel == "online"),
        "received_post": received & (channel == "post"),
        "early": resolved & (end_day < due_day),
        "late": resolved & (end_day > due_day),
        "resolved": resolved,
        "withdrawn": ended & pl.col("withdrew"),
        "refused": ended & (pl.col("status") == "stopped"),
        "paused": pl.col("paused"),
        "pending_overdue": going_on & (due < window.last_day),
        "due_soon": going_on & (due >= window.last_day) & (due < window.soon),
        "digitised": received & pl.col("digitised"),
        "data_reused": received & pl.col("data_reused"),
        "fee_due": fee_due,
        "paid_online": fee_due & pl.col("paid_online"),
    }


def packed(keys: Sequence[str]) -> pl.Expr:
    """One unsigned integer: the physical codes of the categories and the number of the month."""
    key = pl.lit(0, dtype=pl.UInt64)
    for name in keys:
        if name == "received_month":
            key = key * 2**MONTH_BITS + pl.col("month").cast(pl.UInt64)
        else:
            code = pl.col(KEYS[name]).cast(pl.Categorical).to_physical().cast(pl.UInt64)
            key = key * 2**CODE_BITS + code.fill_null(UNKNOWN)
    return key


def numbered(rows: pl.LazyFrame, keys: Sequence[str]) -> pl.LazyFrame:
    """Months since March 1900, and one, by arithmetic on the day (right until February 2100); 0 where it is missing.

    In steps, for Polars works out a term again wherever it stands.
    """
    if "received_month" not in keys:
        return rows
    day, year = pl.col("day"), pl.col("year")
    return (
        rows.with_columns(day=pl.col("received_at").dt.date().to_physical() + MARCH_1900)
        .with_columns(year=(day * 4 + 3) // 1461)
        .with_columns(month=(year * 12 + ((day - year * 1461 // 4) * 5 + 2) // 153 + 1).fill_null(0))
    )


def unpacked(key: pl.Series, keys: Sequence[str]) -> list[list[Any]]:
    """The lists of the keys, the last one in the lowest bits."""
    columns = []
    for name in reversed(keys):
        bits = MONTH_BITS if name == "received_month" else CODE_BITS
        part = key % 2**bits
        key = key // 2**bits
        columns.append(months(part) if name == "received_month" else codes(part))
    return columns[::-1]


def codes(part: pl.Series) -> list[str | None]:
    known = pl.when(pl.col("key") != UNKNOWN).then("key").cast(pl.UInt32)
    return part.to_frame().select(known.cat.to(pl.Categorical).cast(pl.String))["key"].to_list()


def months(part: pl.Series) -> list[date | None]:
    starts = [None, *(date(1900 + month // 12, month % 12 + 1, 1) for month in range(2, 2**MONTH_BITS + 1))]
    return [starts[month] for month in part.to_list()]
