"""Five engines by hand against the plain recount, on rows most of which are faults."""

import shutil
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.benchmarks.frames.plain import ACCOUNT, COUNTERS, recount

pytest.importorskip("numpy", reason="the opponents count with NumPy, which is not installed")
pytest.importorskip("pyarrow", reason="the generated rows are an Arrow table, and pyarrow is not installed")

from tests.benchmarks.frames import common
from tests.benchmarks.frames.make_parquet import make_table, write

ENGINES = {"polars": "polars", "duckdb": "duckdb", "pyarrow": "pyarrow", "pandas": "pandas", "spark": "pyspark"}
KEYS = [("agency",), ("agency", "field", "received_month"), ("level",), ()]
WINDOWS = {
    "a month of the middle": (date(2023, 12, 1), date(2023, 12, 31)),
    "a short month, to its leap day": (date(2024, 2, 1), date(2024, 2, 29)),
    "the leap day": (date(2024, 2, 29), date(2024, 2, 29)),
    "a month as of its 17th": (date(2024, 1, 1), date(2024, 1, 17)),
    "a quarter over the turn of the year": (date(2023, 11, 1), date(2024, 1, 31)),
    "all of it": (date(2022, 1, 1), date(2025, 12, 31)),
    "before any": (date(2021, 3, 1), date(2021, 3, 31)),
}
ROWS = 20_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    from pyarrow import parquet

    file = tmp_path_factory.mktemp("frames") / "faults.parquet"
    parquet.write_table(table(), file, row_group_size=7_000)
    return str(file)


@cache
def table() -> Any:
    return make_table(ROWS, agencies=12, faults=0.7, seed=29)


@cache
def rows() -> list[dict[str, Any]]:
    return table().to_pylist()


@cache
def expected(window: str, keys: tuple[str, ...]) -> dict[tuple, tuple[int, ...]]:
    return recount(rows(), *WINDOWS[window], keys)


@cache
def opponent(engine: str) -> ModuleType:
    if find_spec(ENGINES[engine]) is None:
        pytest.skip(f"{ENGINES[engine]} is not installed")
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and no java is on the path")
    return import_module(f"tests.benchmarks.frames.opponent_{engine}")


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.parametrize("keys", KEYS, ids="_".join)
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("engine", ENGINES)
def test_each_opponent_counts_what_the_plain_recount_counts(engine, window, keys, path):
    hand = opponent(engine)
    source = hand.load(path) if hasattr(hand, "load") else path
    found = hand.count(source, *WINDOWS[window], keys).rows()
    assert found == expected(window, keys)
    assert {type(number) for row in found.values() for number in row} == {int}


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.parametrize("engine", ENGINES)
def test_each_floor_reads_the_columns_and_says_nothing(engine, path):
    hand = opponent(engine)
    source = hand.load(path) if hasattr(hand, "load") else path
    assert getattr(hand, f"floor_{engine}")(source, ("agency", "received_month")) is None


def test_the_names_of_the_numbers_are_those_of_the_judge():
    assert common.COUNTERS == COUNTERS
    assert common.ACCOUNT == ACCOUNT


def test_the_generated_rows_meet_every_counter_and_every_place():
    (numbers,) = expected("a month of the middle", ()).values()
    assert all(numbers), dict(zip(COUNTERS + ACCOUNT, numbers, strict=True))


def test_about_a_ninth_of_the_usual_rows_is_in_scope_of_a_month():
    usual = make_table(ROWS).to_pylist()
    numbers = dict(
        zip(COUNTERS + ACCOUNT, *recount(usual, *WINDOWS["a month of the middle"], ()).values(), strict=True)
    )
    assert 0.09 < numbers["in_scope"] / ROWS < 0.13


def test_the_same_seed_makes_the_same_file(tmp_path: Path):
    for name in ("one", "two"):
        write(str(tmp_path / name), 1_000)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
