"""Count a partitioned Parquet folder of made-up cases on a Spark cluster: two worker processes on this machine.

uv run --with pyspark --with narwhals --with pyarrow examples/cluster.py

It needs Java 17 or 21. On a real cluster, three things change, and the call of ``count`` does not:

* ``session``: the session that the notebook or ``spark-submit`` gives (``SparkSession.builder.getOrCreate()``) in
  place of the ``local-cluster`` below. The workers need Spark and nothing else: tthc_core writes a query, and its
  Python runs on the driver alone.
* the folder: ``spark.read.parquet("hdfs://…")``, ``"s3a://…"``, or ``spark.table("…")``; every worker must see it.
* the columns, if they have other names: ``count(frame, period, columns=tthc.CaseColumns(agency_code="DonVi"))``.

Timestamps without a zone (TIMESTAMP_NTZ) are read as Vietnamese time. A TIMESTAMP is an instant, and is counted by its
time in Vietnam, whatever ``spark.sql.session.timeZone`` says.
"""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyspark
from pyspark.sql import SparkSession
from pyspark.sql.types import BooleanType, StringType, StructField, StructType, TimestampNTZType

import tthc_core as tthc

MASTER = "local-cluster[2,1,1024]"  # two workers with a core and 1024 MB each
TEXTS = ("code", "agency_code", "field_code", "level", "status", "channel")
MOMENTS = ("received_at", "due_at", "finished_at", "returned_at", "refused_at", "paused_from", "paused_until")
FLAGS = ("digitised", "data_reused", "fee_due", "paid_online")


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a Windows console may not start with it
    period = tthc.samples.bac_giang_2024_01().period
    print("Số liệu mẫu: các hồ sơ dưới đây là giả định, không phải hồ sơ thật.\n")
    with tempfile.TemporaryDirectory() as folder, session(Path(folder)) as spark:
        cases = str(Path(folder, "cases"))
        write(spark, cases)
        print(tthc.count(spark.read.parquet(cases), period, by="level", counters=["received", "resolved", "pending"]))


@contextmanager
def session(folder: Path) -> Iterator[SparkSession]:
    """A session on a cluster of this machine that leaves nothing behind: all that Spark writes goes to the folder."""
    settings = {
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "local"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.log.level": "ERROR",
    }
    # Workers keep their files in a folder of SPARK_HOME; site-packages, where pip's Spark lives, is no place for them.
    os.environ["SPARK_HOME"] = str(linked(folder / "spark"))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(MASTER).appName("tthc_core")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


def linked(home: Path) -> Path:
    """The installed Spark under another name."""
    home.mkdir()
    for part in Path(pyspark.__path__[0]).iterdir():
        if part.name != "work":
            (home / part.name).symlink_to(part)
    return home


def write(spark: SparkSession, path: str) -> None:
    """The cases of a made-up month, a partition for each level."""
    several = tthc.samples.cases_like_bac_giang_2024_01(seed=1)
    of: dict[str, Any] = dict.fromkeys(MOMENTS, TimestampNTZType()) | dict.fromkeys(FLAGS, BooleanType())
    schema = StructType([StructField(name, of.get(name, StringType())) for name in (*TEXTS, *MOMENTS, *FLAGS)])
    spark.createDataFrame(list(map(row, several)), schema).write.partitionBy("level").parquet(path)


def row(case: tthc.Case) -> tuple[Any, ...]:
    texts = [None if (value := getattr(case, name)) is None else str(value) for name in TEXTS]
    pause = case.pauses[-1] if case.pauses else None
    pauses = (pause.began_at, pause.ended_at) if pause else (None, None)
    return (*texts, *(getattr(case, name) for name in MOMENTS[:-2]), *pauses, *(getattr(case, name) for name in FLAGS))


if __name__ == "__main__":
    main()
