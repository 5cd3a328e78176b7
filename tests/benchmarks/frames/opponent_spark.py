"""PySpark, from Parquet, on two cores of this machine: the states of DuckDB, grouped by key and state, and summed.

The session is made at the first count and kept; a session that is there already is used as it is.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from tempfile import gettempdir

from pyspark.sql import SparkSession

from tests.benchmarks.frames.common import PLACES, SUMS, Counted, Window, columns_of, counted
from tests.benchmarks.frames.states import conditions, grouped

FIRST_OF_MONTH = "make_date(received_month_term div 12, received_month_term % 12 + 1, 1)"


def count(source: str, first: date, last: date, keys: Sequence[str]) -> Counted:
    sums = (
        f"CAST(coalesce(sum(n) FILTER (WHERE {test}), 0) AS BIGINT) AS {name}" for name, test in conditions().items()
    )
    names = [f"{FIRST_OF_MONTH if key == 'received_month' else f'{key}_term'} AS {key}" for key in keys]
    groups = session().sql(f"""
        SELECT {", ".join([*names, *sums])}
        FROM ({grouped(f"parquet.`{source}`", Window.of(first, last), keys, "TIMESTAMP_NTZ")})
        {"GROUP BY " + ", ".join(f"{key}_term" for key in keys) if keys else ""}
    """)
    table = groups.toArrow()
    return counted(
        [table[key] for key in keys], {name: table[name].to_numpy() for name in (*SUMS, *PLACES, "in_scope")}
    )


def floor_spark(source: str, keys: Sequence[str]) -> None:
    """Every column decoded: rows are written to nowhere."""
    session().read.parquet(source).select(columns_of(keys)).write.format("noop").mode("overwrite").save()


@cache
def session() -> SparkSession:
    return (
        SparkSession.builder.master("local[2]")
        .appName("opponent")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "2g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "Asia/Ho_Chi_Minh")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", gettempdir())
        .getOrCreate()
    )
