"""DuckDB, from Parquet: one nested CASE gives each row a small state; rows are grouped by key and state, and summed."""

from collections.abc import Sequence
from datetime import date

import duckdb

from tests.benchmarks.frames.common import PLACES, SUMS, Counted, Window, columns_of, counted
from tests.benchmarks.frames.states import conditions, grouped

FIRST_OF_MONTH = "make_date(received_month_term // 12, received_month_term % 12 + 1, 1)"


def count(source: str, first: date, last: date, keys: Sequence[str]) -> Counted:
    sums = (f"coalesce(sum(n) FILTER ({test}), 0)::BIGINT AS {name}" for name, test in conditions().items())
    names = [f"{FIRST_OF_MONTH if key == 'received_month' else f'{key}_term'} AS {key}" for key in keys]
    query = f"""
        SELECT {", ".join([*names, *sums])}
        FROM ({grouped(f"'{source}'", Window.of(first, last), keys, "TIMESTAMP")})
        GROUP BY {", ".join(f"{key}_term" for key in keys) or "()"}
    """
    with duckdb.connect() as connection:
        groups = connection.sql(query).to_arrow_table()
    return counted(
        [groups[key] for key in keys], {name: groups[name].to_numpy() for name in (*SUMS, *PLACES, "in_scope")}
    )


def floor_duckdb(source: str, keys: Sequence[str]) -> None:
    """Every column decoded; max of a string or a date would be read from the file's statistics, so it is hashed."""
    hashes = ", ".join(f"bit_xor(hash({column}))" for column in columns_of(keys))
    with duckdb.connect() as connection:
        connection.execute(f"SELECT {hashes} FROM '{source}'").fetchall()
