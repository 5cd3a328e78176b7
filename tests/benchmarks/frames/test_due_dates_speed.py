"""Due dates and working days of a million rows beside counting those rows by agency, on the same engine.

CPU time, the best of alternating rounds. First the due dates of a sample are held against ``due_from``.
"""

import gc
import time
from fractions import Fraction

import pytest

from tthc_core import CalendarRangeError, Period, TimeLimit, WorkCalendar, count, due_from
from tthc_core import with_due_dates as dated
from tthc_core import with_working_days as with_days

pytest.importorskip("narwhals", reason="frames are counted with Narwhals, which is not installed")
pytest.importorskip("pyarrow", reason="the generated rows are an Arrow table, and pyarrow is not installed")
pl = pytest.importorskip("polars", reason="one of the two engines measured is Polars, which is not installed")
duckdb = pytest.importorskip("duckdb", reason="one of the two engines measured is DuckDB, which is not installed")

from tests.benchmarks.frames.make_parquet import PROCEDURES, write  # noqa: E402  # needs what may be missing

ROWS, ROUNDS = 1_000_000, 7
CALENDAR = WorkCalendar.vietnam()
CODES = [f"1.{number:06d}.000.00.00.H02" for number in range(PROCEDURES)]
UNITS = [
    *(TimeLimit.working_days(days) for days in (5, 10, 15)),
    *(TimeLimit.working_days(Fraction(1, 2)), TimeLimit.working_hours(4)),
    *(TimeLimit.calendar_days(30), TimeLimit.months(1)),
]
LIMITS = {
    "one limit": TimeLimit.working_days(5),
    "calendar days": TimeLimit.calendar_days(30),
    "by procedure": {code: TimeLimit.working_days(1 + number % 30) for number, code in enumerate(CODES)},
    "by procedure, all units": {code: UNITS[number % len(UNITS)] for number, code in enumerate(CODES)},
}
#: The part of the time of counting. Codes are a column that the count does not read.
BOUNDS = {"one limit": 0.3, "calendar days": 0.36, "by procedure": 0.42, "by procedure, all units": 0.7}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("due") / "cases.parquet"
    write(str(file), ROWS)
    return str(file)


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as found:
        yield found


def read(engine, path, connection):
    return pl.scan_parquet(path) if engine == "polars" else connection.read_parquet(path)


def fetched(frame, *names):
    if isinstance(frame, pl.LazyFrame):
        return frame.select(names).collect(engine="streaming")
    return frame.select(*names).to_arrow_table()


def ratio(ours, theirs):
    """How many times as long ours takes, at its best, as theirs."""
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for number, work in enumerate((ours, theirs)):
            gc.collect()
            started = time.process_time()
            work()
            best[number] = min(best[number], time.process_time() - started)
    return best[0] / best[1]


def by_object(received, limit):
    try:
        return None if received is None or limit is None else due_from(received, limit, CALENDAR)
    except CalendarRangeError:
        return None


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_due_dates_cost_a_part_of_counting(engine, limits, path, connection, capsys):
    given, month = LIMITS[limits], Period.month(2023, 12)
    assert set(pl.scan_parquet(path).select("procedure_code").unique().collect()["procedure_code"]) - {None} <= {*CODES}
    sample = dated(read(engine, path, connection).limit(20_000), CALENDAR, given)
    columns = fetched(sample, "received_at", "procedure_code", "due_by_limit")
    rows = pl.DataFrame(columns).rows()
    assert len({due for *_, due in rows}) > 1000
    for received, code, due in rows:
        assert due == by_object(received, given if isinstance(given, TimeLimit) else given.get(code))

    found = ratio(
        lambda: fetched(dated(read(engine, path, connection), CALENDAR, given), "due_by_limit"),
        lambda: count(read(engine, path, connection), month, by="agency"),
    )
    with capsys.disabled():
        print(f"  {engine}, {limits}: {found:.2f} x the count (at most {BOUNDS[limits]})")
    assert found <= BOUNDS[limits]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_working_days_cost_a_part_of_counting(engine, path, connection, capsys):
    month = Period.month(2023, 12)
    sample = with_days(read(engine, path, connection).limit(20_000), CALENDAR)
    rows = pl.DataFrame(fetched(sample, "received_at", "finished_at", "working_days")).rows()
    first, last = CALENDAR.first, CALENDAR.last
    for start, end, days in rows:
        known = None not in (start, end) and all(first <= each.date() <= last for each in (start, end))
        assert days == (CALENDAR.working_days_between(start, end) if known else None)

    found = ratio(
        lambda: fetched(with_days(read(engine, path, connection), CALENDAR), "working_days"),
        lambda: count(read(engine, path, connection), month, by="agency"),
    )
    with capsys.disabled():
        print(f"  {engine}: {found:.2f} x the count (at most 0.3)")
    assert found <= 0.3
