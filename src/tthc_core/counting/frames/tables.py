"""Tables and moments in an engine: four things that Narwhals has no word for, in the words of each engine.

Nothing is joined or fetched: rows keep their order, and a lazy frame stays lazy. The columns have names of ours, which
need no quotes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

__all__ = ["looked_up", "numbered", "with_moment", "with_stamp"]

_TEXTS = (nw.String, nw.Categorical, nw.Enum)
_1970 = "TIMESTAMP_NTZ '1970-01-01 00:00:00'"


def looked_up(rows: Any, at: str, values: Sequence[int], name: str) -> Any:
    """The rows with the value that stands at the place that a column says, missing where none does.

    :param at: a column of whole numbers from 0, or missing ones.
    """
    native, text, engine = nw.to_native(rows), ",".join(map(str, values)), _engine(rows)
    match engine:
        case "polars":
            import polars as pl

            place = pl.when(pl.col(at) < len(values)).then(pl.col(at))
            found = native.with_columns(pl.lit(pl.Series(values, dtype=pl.Int64)).gather(place).alias(name))
        case "duckdb":
            # A list that stands as a subquery is made once, one among the expressions for every 2048 rows.
            table = f"(SELECT CAST(string_split('{text}', ',') AS BIGINT[]))"
            found = native.project(f"*, list_extract({table}, CAST({at} AS BIGINT) + 1) AS {name}")
        case "spark":
            table = f"CAST(split('{text}', ',') AS ARRAY<BIGINT>)"
            found = native.selectExpr("*", f"get({table}, CAST({at} AS INT)) AS {name}")
        case "ibis":
            import ibis

            table = ibis.literal(text).split(",").cast("array<int64>")
            found = native.mutate(**{name: table[native[at].cast("int64")]})
        case "pyarrow":
            import pyarrow as pa
            from pyarrow import compute as pc

            place = pc.if_else(pc.less(native[at], len(values)), native[at], None)
            found = native.append_column(name, pc.take(pa.chunked_array([values], pa.int64()), place))
        case _:
            import pandas as pd

            dtype = "int64[pyarrow]" if "pyarrow" in str(native[at].dtype) else "Int64"
            meta = {"meta": (name, dtype)} if engine == "dask" else {}
            found = native.assign(**{name: native[at].map(pd.Series(values, dtype=dtype), **meta).astype(dtype)})
    return nw.from_native(found)


def numbered(rows: Any, at: str, numbers: Mapping[str, int], name: str) -> Any:
    """The rows with the number that the text in a column has, missing where it has none."""
    if not numbers:
        return rows.with_columns(nw.lit(None, nw.Int64).alias(name))
    place, native = f"{name}_place", nw.to_native(rows)
    found: Any
    match _engine(rows):
        case "polars":
            import polars as pl

            text = pl.col(at) if rows.collect_schema()[at] in _TEXTS else pl.col(at).cast(pl.String)
            found = text.cast(pl.Enum(list(numbers)), strict=False).to_physical().cast(pl.Int64)
            rows = nw.from_native(native.with_columns(found.alias(place)))
        case "duckdb":
            quoted = ", ".join("'" + text.replace("'", "''") + "'" for text in numbers)
            found = f"enum_code(TRY_CAST(CAST({at} AS VARCHAR) AS ENUM({quoted})))"
            rows = nw.from_native(native.project(f"*, {found} AS {place}"))
        case _:
            found = nw.when(nw.lit(value=False)).then(nw.lit(0, nw.Int64))
            for number in dict.fromkeys(numbers.values()):
                texts = [text for text, its in numbers.items() if its == number]
                found = nw.when(nw.col(at).cast(nw.String).is_in(texts)).then(nw.lit(number, nw.Int64)).otherwise(found)
            return rows.with_columns(found.alias(name))
    return looked_up(rows, place, list(numbers.values()), name)


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
    return rows.with_columns(nw.col(at).dt.timestamp("us").alias(name))


def with_moment(rows: Any, stamp: str, name: str) -> Any:
    """The rows with the moment so many microseconds from 1970."""
    # Not every engine makes a moment of a missing number.
    rows = rows.with_columns(nw.col(stamp).fill_null(0).cast(nw.Int64).alias("tthc_from_1970"))
    rows = _with_moment(rows, "tthc_from_1970", "tthc_moment")
    return rows.with_columns(nw.when(~nw.col(stamp).is_null()).then(nw.col("tthc_moment")).alias(name))


def _with_moment(rows: Any, stamp: str, name: str) -> Any:
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
    return rows.with_columns(nw.col(stamp).cast(nw.Datetime("us")).alias(name))


def _engine(rows: Any) -> str:
    engine = rows.implementation
    return "spark" if engine.is_spark_like() else str(engine.value)
