"""The same columns as a frame of each engine, and the same cases as columns.

A column is its kind and its values, None where one is missing. What an engine cannot hold (pandas with NumPy types has
no days) is a KeyError, so that a test can ask ``engine.holds``.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, timedelta, timezone
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from typing import Any, NamedTuple, get_type_hints

import attrs

from tthc_core import Case

# Moments are local and naive; `aware` ones are instants in UTC, `day` is a date, `nothing` a column without a type.
KINDS = ("text", "choice", "flag", "int", "float", "moment", "aware", "day", "nothing")
VIETNAM = timezone(timedelta(hours=7))
FIELDS = tuple(field.name for field in attrs.fields(Case) if field.name not in ("pauses", "extensions"))
FLAGS = tuple(name for name, hint in get_type_hints(Case).items() if hint == bool | None)
_TABLES = count()
CHOICES = ("status", "level", "channel", "tier", "applicant")
CHANGES = ("paused_from", "paused_until", "paused_due_before", "extended_at", "extended_due_before")
MOMENTS = (*(name for name in FIELDS if name.endswith("_at")), *CHANGES)


class Column(NamedTuple):
    kind: str
    cells: list[Any]


Columns = dict[str, Column]


def columns_of(several: Iterable[Case], **own: Column) -> Columns:
    """Cases with at most one pause and one extension as columns that have the names of the fields."""
    records = [_record(case) for case in several]
    kinds = {**dict.fromkeys((*FIELDS, *CHANGES), "text"), **dict.fromkeys(FLAGS, "flag")}
    kinds |= dict.fromkeys(MOMENTS, "moment")
    return {name: Column(kind, [record[name] for record in records]) for name, kind in kinds.items()} | own


def _record(case: Case) -> dict[str, Any]:
    found = {name: getattr(case, name) for name in FIELDS}
    found |= {name: found[name] and str(found[name]) for name in CHOICES}
    pauses, extensions = ([*case.pauses, None][:2], [*case.extensions, None][:2])
    assert (pauses[-1], extensions[-1]) == (None, None), "the two-column form holds one pause and one extension"
    (pause, *_), (extension, *_) = pauses, extensions
    return found | {
        "paused_from": pause and pause.began_at,
        "paused_until": pause and pause.ended_at,
        "paused_due_before": pause and pause.due_before,
        "extended_at": extension and extension.decided_at,
        "extended_due_before": extension and extension.due_before,
    }


def aware(columns: Columns, names: Iterable[str] = MOMENTS) -> Columns:
    """The same, its moments as instants in UTC."""

    def moved(column: Column) -> Column:
        return Column("aware", [at and at.replace(tzinfo=VIETNAM).astimezone(UTC) for at in column.cells])

    return {name: moved(column) if name in names else column for name, column in columns.items()}


# -- the engines -------------------------------------------------------------------------------------------------------


class Engine(NamedTuple):
    """One kind of frame: what makes it, the modules that it needs, the kinds of column that it has no type for."""

    name: str
    make: Callable[[Columns], Any]
    modules: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    slow: bool = False
    few: tuple[str, ...] | None = None
    """The counters that are counted where others count all: beyond them it needs minutes to plan."""

    @property
    def package(self) -> str:
        return self.modules[0]

    def holds(self, kind: str) -> bool:
        return kind not in self.lacks

    def missing(self) -> list[str]:
        return [module for module in ("narwhals", *self.modules) if find_spec(module) is None]

    def __call__(self, columns: Columns) -> Any:
        return self.make(columns)


def _polars(columns: Columns) -> Any:
    import polars as pl

    types = {"text": pl.String, "choice": pl.Categorical, "flag": pl.Boolean, "int": pl.Int64, "float": pl.Float64}
    types |= {"moment": pl.Datetime("us"), "aware": pl.Datetime("us", "UTC"), "day": pl.Date, "nothing": pl.Null}
    return pl.DataFrame([pl.Series(name, values, types[kind]) for name, (kind, values) in columns.items()])


def _arrow(columns: Columns) -> Any:
    import pyarrow as pa

    types = {"text": pa.string(), "choice": pa.string(), "flag": pa.bool_(), "int": pa.int64(), "float": pa.float64()}
    types |= {
        "moment": pa.timestamp("us"),
        "aware": pa.timestamp("us", "UTC"),
        "day": pa.date32(),
        "nothing": pa.null(),
    }
    arrays = {name: pa.array(values, types[kind]) for name, (kind, values) in columns.items()}
    return pa.table(
        {name: array.dictionary_encode() if columns[name].kind == "choice" else array for name, array in arrays.items()}
    )


def _pandas(columns: Columns) -> Any:
    """As a notebook has it: NumPy types, and objects where these know no missing value."""
    import pandas as pd

    types = {"text": "object", "choice": "category", "flag": "object", "int": "float64", "float": "float64"}
    types |= {"moment": "datetime64[us]", "aware": "datetime64[us, UTC]", "nothing": "object"}
    return pd.DataFrame({name: pd.Series(values, dtype=types[kind]) for name, (kind, values) in columns.items()})


def _pandas_nullable(columns: Columns) -> Any:
    import pandas as pd

    types = {"text": "string", "choice": "category", "flag": "boolean", "int": "Int64", "float": "Float64"}
    types |= {"moment": "datetime64[ns]", "aware": "datetime64[ns, UTC]", "nothing": "object"}
    return pd.DataFrame({name: pd.Series(values, dtype=types[kind]) for name, (kind, values) in columns.items()})


def _pandas_pyarrow(columns: Columns) -> Any:
    import pandas as pd

    return _arrow(columns).to_pandas(types_mapper=pd.ArrowDtype)


@cache
def _connection(module: str) -> Any:
    """One connection for the run: frames that are joined must share it."""
    found = import_module("duckdb").connect() if module == "duckdb" else import_module("ibis").duckdb.connect()
    atexit.register(_connection.cache_clear)
    return found


def _table(connection: Any, columns: Columns) -> str:
    name = f"cases_{next(_TABLES)}"
    connection.register("given", _arrow(columns))
    connection.execute(f"create table {name} as select * from given")
    return name


def _duckdb(columns: Columns) -> Any:
    connection = _connection("duckdb")
    return connection.table(_table(connection, columns))


def _ibis(columns: Columns) -> Any:
    backend = _connection("ibis")
    return backend.table(_table(backend.con, columns))


def _dask(columns: Columns) -> Any:
    return import_module("dask.dataframe").from_pandas(_pandas_pyarrow(columns), npartitions=2)


@cache
def spark_session() -> Any:
    """One session for the run. Its zone is far from Vietnam, so that a moment which follows it is seen."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    folder = tempfile.mkdtemp(prefix="tthc-spark-")
    settings = {
        "spark.sql.session.timeZone": "America/Los_Angeles",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": folder,
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder}",
    }
    builder = SparkSession.builder.master("local[1]").appName("tthc_core")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(session.stop)
    return session


def _spark(columns: Columns) -> Any:
    from pyspark.sql import types as T  # noqa: N812  # as Spark's own pages have it

    of = {"text": T.StringType, "choice": T.StringType, "flag": T.BooleanType, "int": T.LongType, "float": T.DoubleType}
    of |= {"moment": T.TimestampNTZType, "aware": T.TimestampType, "day": T.DateType, "nothing": T.NullType}
    schema = T.StructType([T.StructField(name, of[kind]()) for name, (kind, _) in columns.items()])
    # A float is never taken from a whole number.
    values = [
        [value if value is None or kind != "float" else float(value) for value in given]
        for kind, given in columns.values()
    ]
    return spark_session().createDataFrame(list(zip(*values, strict=True)), schema)


FEW = ("received_online", "resolved", "late", "pending_overdue")
ENGINES = {
    engine.name: engine
    for engine in (
        Engine("polars", _polars, ("polars",)),
        Engine("polars_lazy", lambda columns: _polars(columns).lazy(), ("polars",)),
        Engine("pandas", _pandas, ("pandas",), lacks=("day",)),
        Engine("pandas_nullable", _pandas_nullable, ("pandas",), lacks=("day",)),
        Engine("pandas_pyarrow", _pandas_pyarrow, ("pandas", "pyarrow")),
        Engine("pyarrow", _arrow, ("pyarrow",)),
        Engine("duckdb", _duckdb, ("duckdb", "pyarrow")),
        Engine("pyspark", _spark, ("pyspark",), slow=True),
        Engine("ibis", _ibis, ("ibis", "duckdb", "pyarrow", "pyarrow_hotfix"), slow=True, few=FEW),
        Engine("dask", _dask, ("dask", "pandas", "pyarrow"), slow=True, few=FEW),
    )
}
