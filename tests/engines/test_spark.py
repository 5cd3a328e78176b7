"""What is Spark's own: its session has a time zone, Python's moments become instants, and it runs on a cluster."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.engines.conftest import NO_JAVA, chosen, java_is_missing
from tests.engines.frames_of import spark_session
from tests.spec.rows import rows
from tthc_core import Case, CaseColumns, Period, cases_behind, count, field
from tthc_core.samples import bac_giang_2024_01, cases_like_bac_giang_2024_01

pytestmark = [
    pytest.mark.skipif(
        "pyspark" not in {engine.name for engine in chosen()}, reason="PySpark is not among the engines"
    ),
    pytest.mark.skipif(java_is_missing(), reason=NO_JAVA),
]

JANUARY, FEBRUARY = Period.month(2024, 1), Period.month(2024, 2)
VIETNAM = timezone(timedelta(hours=7))
# The second of January that is February in Vietnam, hours that summer time skips or repeats, and plain ones.
LOCAL = [
    datetime(2024, 1, 1),
    datetime(2024, 1, 31, 23, 59, 59, 999_999),
    datetime(2024, 2, 1),
    datetime(2024, 2, 29, 23, 59, 59),
    datetime(2024, 3, 31, 8, 30),
    datetime(2024, 10, 27, 7, 30),
    datetime(2024, 10, 27, 8, 30),
    datetime(2024, 3, 10, 2, 30),
    datetime(1999, 12, 31, 23, 30),
]
ZONES = ["Asia/Ho_Chi_Minh", "UTC", "America/Los_Angeles", "Europe/Berlin", "Pacific/Kiritimati", "Asia/Beirut"]


@contextmanager
def zone(name: str) -> Iterator[Any]:
    """The session in another time zone."""
    session = spark_session()
    before = session.conf.get("spark.sql.session.timeZone")
    session.conf.set("spark.sql.session.timeZone", name)
    try:
        yield session
    finally:
        session.conf.set("spark.sql.session.timeZone", before)


def received(session: Any, moments: list[datetime], kind: str) -> Any:
    """Cases that were received at the moments; of instants, the moments in UTC."""
    given = [at.replace(tzinfo=VIETNAM).astimezone(UTC) if kind == "timestamp" else at for at in moments]
    return session.createDataFrame(
        [(str(number), "processing", at, None) for number, at in enumerate(given)],
        f"code string, status string, received_at {kind}, finished_at {kind}",
    )


def objects(moments: list[datetime]) -> list[Case]:
    return [Case(code=str(n), status="processing", received_at=at) for n, at in enumerate(moments)]


@pytest.mark.parametrize("kind", ["timestamp", "timestamp_ntz"])
@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("by", ["received_month", "received_week", "received_day"])
def test_no_zone_of_a_session_moves_a_case_to_another_day_week_or_month(name, kind, by) -> None:
    with zone(name) as session:
        counted = count(received(session, LOCAL, kind), JANUARY, by=by)
    assert counted == count(objects(LOCAL), JANUARY, by=by, counters=[c.name for c in counted.counters])


@pytest.mark.parametrize("kind", ["timestamp", "timestamp_ntz"])
@pytest.mark.parametrize("name", ZONES)
def test_the_window_ends_at_midnight_in_vietnam(name, kind) -> None:
    with zone(name) as session:
        frame = received(session, LOCAL, kind)
        assert [count(frame, period).total()["received"] for period in (JANUARY, FEBRUARY)] == [2, 2]


def test_the_zone_of_the_python_process_says_nothing() -> None:
    """Spark makes an instant of Python's naive moments by the zone of the process: a literal must not be one."""
    given = "import sys; sys.path.insert(0, '.'); from tests.engines.test_spark import two_months; two_months()"
    for name in ("America/Los_Angeles", "Pacific/Kiritimati"):
        done = python("-c", given, TZ=name)
        assert done.stdout.split()[-2:] == ["2", "2"], done.stderr


def two_months() -> None:
    """Print how many were received in each of the two months; run by another process."""
    with zone("UTC") as session:
        texts = [(str(at), "processing") for at in LOCAL]
        frame = session.createDataFrame(texts, "at string, status string").selectExpr(
            "status", "CAST(at AS TIMESTAMP_NTZ) AS received_at", "CAST(NULL AS TIMESTAMP_NTZ) AS finished_at"
        )
        print(*(count(frame, period).total()["received"] for period in (JANUARY, FEBRUARY)))  # noqa: T201


def test_days_are_days_and_date_only_cuts_the_clock_off_in_vietnam() -> None:
    """Received on the last day of January, whichever clock a date-only column shows; due dates end with their day."""
    with zone("America/Los_Angeles") as session:
        frame = received(session, [datetime(2024, 1, 31, 23, 30)], "timestamp")
        columns = CaseColumns(date_only=["received_at"])
        assert set(count(frame, JANUARY, by="received_day", columns=columns)) == {date(2024, 1, 31)}
        days = frame.selectExpr(
            "status", "finished_at", "DATE '2024-01-31' AS received_at", "DATE '2024-01-31' AS due_at"
        )
        tally = count(days, JANUARY).total()
        assert (tally["received"], tally["pending_in_time"], tally["pending_overdue"]) == (1, 1, 0)


@pytest.mark.parametrize(
    "text",
    rows("""
        quote      | it's
        backslash  | a\\b
        newline    | a\\nb
        braces     | {x}
        dollar     | ${x}
        backtick   | a`b
    """),
    ids=lambda row: row[0],
)
def test_texts_of_predicates_and_names_of_columns_are_taken_as_they_are(text) -> None:
    """Spark's statements escape with a backslash and know settings as ${name}, and PySpark fills braces in."""
    given = text[1]
    session = spark_session()
    frame = received(session, LOCAL[:2], "timestamp_ntz").selectExpr("*", "code AS procedure_code")
    frame = frame.replace("1", given, ["procedure_code"])
    where = field("procedure_code") == given
    assert count(frame, JANUARY, where=where).total()["received"] == 1
    name = given.replace("$", "")  # which no statement of Spark can name
    assert set(count(frame.withColumnRenamed("procedure_code", name), JANUARY, by=name)) == {"0", given}


def test_rows_behind_a_figure_keep_their_columns_and_their_instants() -> None:
    with zone("America/Los_Angeles") as session:
        frame = received(session, LOCAL, "timestamp")
        behind = cases_behind(frame, JANUARY, "received")
        assert behind.columns == frame.columns
        assert sorted(row.code for row in behind.collect()) == ["0", "1"]


def test_the_example_counts_on_a_cluster_of_two_workers_and_leaves_nothing_behind(tmp_path) -> None:
    example = Path(__file__).parents[2] / "examples" / "cluster.py"
    before = sorted(path.name for path in package().iterdir())
    done = python(str(example), cwd=tmp_path, TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    cases, period = cases_like_bac_giang_2024_01(seed=1), bac_giang_2024_01().period
    # The very table of the count over objects.
    assert str(count(cases, period, by="level", counters=["received", "resolved", "pending"])) in done.stdout
    assert list(tmp_path.iterdir()) == []
    assert sorted(path.name for path in package().iterdir()) == before


def package() -> Path:
    import pyspark

    return Path(pyspark.__path__[0])


def python(*arguments: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root / "src"), str(root), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd or root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", **variables},
        timeout=240,
    )
