"""Tables and moments in an engine: what Narwhals has no word for, or a slow one, in the words of each engine.

Nothing is joined or fetched: rows keep their order, and a lazy frame stays lazy. The columns have names of ours, which
need no quotes.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

__all__ = ["divided", "looked_up", "numbered", "with_moment", "with_stamp"]

_TEXTS = (nw.String, nw.Categorical, nw.Enum)
_1970 = "TIMESTAMP_NTZ '1970-01-01 00:00:00'"


def looked_up(rows: Any, at: str, values: Sequence[int], name: str, first: int = 0) -> Any:
    """The rows with the value that stands at the place that a column says, missing where none does.

    :param at: a column of whole numbers from `first`, the place of the first value, or missing ones.
    """
    native, text, engine = nw.to_native(rows), ",".join(map(str, values)), _engine(rows)
    match engine:
        case "polars":
            import polars as pl

            place = pl.when(pl.col(at) < first + len(values)).then(pl.col(at) - first)
            found = native.with_columns(pl.lit(pl.Series(values, dtype=pl.Int64)).gather(place).alias(name))
        case "duckdb":
            # A list that stands as a subquery is made once, one among the expressions for every 2048 rows.
            table = f"(SELECT CAST(string_split('{text}', ',') AS BIGINT[]))"
            found = native.project(f"*, list_extract({table}, CAST({at} AS BIGINT) + {1 - first}) AS {name}")
        case "spark":
            table = f"CAST(split('{text}', ',') AS ARRAY<BIGINT>)"
            found = native.selectExpr("*", f"get({table}, CAST({at} AS INT) - {first}) AS {name}")
        case "ibis":
            import ibis

            table = ibis.literal(text).split(",").cast("array<int64>")
            found = native.mutate(**{name: table[native[at].cast("int64") - first]})
        case "pyarrow":
            import pyarrow as pa
            from pyarrow import compute as pc

            place = pc.subtract(native[at], first)
            place = pc.if_else(pc.less(place, len(values)), place, None)
            found = native.append_column(name, pc.take(pa.chunked_array([values], pa.int64()), place))
        case _:
            import pandas as pd

            dtype = "int64[pyarrow]" if "pyarrow" in str(native[at].dtype) else "Int64"
            meta = {"meta": (name, dtype)} if engine == "dask" else {}
            table = pd.Series(values, range(first, first + len(values)), dtype=dtype)
            found = native.assign(**{name: native[at].map(table, **meta).astype(dtype)})
    return nw.from_native(found)


def divided(rows: Any, of: str, by: int, name: str) -> Any:
    """The rows with how many times a whole number, 0 or more, holds another."""
    if _engine(rows) == "duckdb":  # Narwhals asks of every number whether it is one, or below 0: ten times as long
        return nw.from_native(nw.to_native(rows).project(f"*, {of} // {by} AS {name}"))
    return rows.with_columns((nw.col(of) // by).alias(name))


def numbered(rows: Any, at: str, texts: Mapping[str, Hashable], name: str) -> Any:
    """The rows with the place of a text among several, or of the first that is as good; missing where it is none.

    :param texts: those of equal value are as good as each other.
    """
    native = nw.to_native(rows)
    if not texts:
        return rows.with_columns(nw.lit(None, nw.Int64).alias(name))
    match _engine(rows):
        case "polars":
            import polars as pl

            text = pl.col(at) if rows.collect_schema()[at] in _TEXTS else pl.col(at).cast(pl.String)
            place = text.cast(pl.Enum(list(texts)), strict=False).to_physical().cast(pl.Int64)
            return nw.from_native(native.with_columns(place.alias(name)))
        case "duckdb":
            quoted = ", ".join("'" + each.replace("'", "''") + "'" for each in texts)
            code = f"enum_code(TRY_CAST(CAST({at} AS VARCHAR) AS ENUM({quoted})))"
            return nw.from_native(native.project(f"*, {code} AS {name}"))
    alike: dict[Hashable, list[str]] = {}
    for each, value in texts.items():
        alike.setdefault(value, []).append(each)
    places = {each: place for place, each in enumerate(texts)}
    found: Any = nw.when(nw.lit(value=False)).then(nw.lit(0, nw.Int64))
    for group in alike.values():
        is_one = nw.col(at).cast(nw.String).is_in(group)
        found = nw.when(is_one).then(nw.lit(places[group[0]], nw.Int64)).otherwise(found)
    return rows.with_columns(found.alias(name))


def with_stamp(rows: Any, at: str, name: str) -> Any:
    """The rows with the microseconds from 1970 to a moment."""
    native = nw.to_native(rows)
    match _engine(rows):
        case "duckdb":
            return nw.from_native(native.project(f"*, epoch_us({at}) AS {name}"))
        case "spark":
            since = f"timestampdiff(MICROSECOND, {_1970}, CAST({at} AS TIMESTAMP_NTZ))"
            return nw.from_native(native.selectExpr("*", f"{since} AS {name}"))
        case "ibis":
            import ibis

            since = native[at].delta(ibis.timestamp("1970-01-01"), unit="microsecond")
            return nw.from_native(native.mutate(**{name: since}))
        case "dask":  # it guesses the unit of a moment that was worked out, and may be wrong
            rows = nw.from_native(native.assign(**{at: native[at].astype("datetime64[us]")}))
    return rows.with_columns(nw.col(at).dt.timestamp("us").alias(name))


def with_moment(rows: Any, stamp: str, name: str) -> Any:
    """The rows with the moment so many microseconds from 1970, missing where the number is."""
    native = nw.to_native(rows)
    match _engine(rows):
        case "duckdb":
            return nw.from_native(native.project(f"*, make_timestamp({stamp}) AS {name}"))
        case "spark":
            return nw.from_native(native.selectExpr("*", f"{_1970} + {stamp} * INTERVAL '0.000001' SECOND AS {name}"))
        case "ibis":
            import ibis

            found = ibis.timestamp("1970-01-01") + native[stamp].as_interval("us")
            return nw.from_native(native.mutate(**{name: found}))
        case "polars" | "pyarrow":
            return rows.with_columns(nw.col(stamp).cast(nw.Datetime("us")).alias(name))
    # pandas makes no moment of a missing number.
    moment = nw.col(stamp).fill_null(0).cast(nw.Int64).cast(nw.Datetime("us"))
    return rows.with_columns(nw.when(~nw.col(stamp).is_null()).then(moment).alias(name))


def _engine(rows: Any) -> str:
    engine = rows.implementation
    return "spark" if engine.is_spark_like() else str(engine.value)
