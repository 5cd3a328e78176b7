"""What a count over a frame costs beside hand-written code of the same engine, as one table.

uv run --group engines --group spark python -m tests.benchmarks.frames.table

Every engine has a process of its own. Both sides are first held against each other, number by number; then they
alternate, and the fastest round of each counts. The run fails where a ratio is above its bound.
"""

import argparse
import gc
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.frames import common, make_parquet
from tthc_core import Period, Tally, count
from tthc_core.counting import Place

MONTH = Period.month(2024, 1)
ONE, FINEST = ("agency",), ("agency", "field", "received_month")
COARSER = (FINEST, "agency", "level", None)
#: The ratios to hand-written code that must not be passed, for one key and for three.
BOUNDS = {
    "polars": (1.15, 1.15),
    "duckdb": (1.15, 1.15),
    "pyarrow": (1.5, 1.5),
    "pandas": (1.55, 1.15),
    "pyspark": (1.3, 1.2),
}
ALL_GROUPINGS = 1.15
MEMORY_GIB = 1.5
LAZY = ("polars", "duckdb")
HAND = {engine: f"tests.benchmarks.frames.opponent_{engine.removeprefix('py') if engine == 'pyspark' else engine}"
        for engine in BOUNDS}  # fmt: skip


# -- one engine, in its own process ------------------------------------------------------------------------------------


def source(engine: str, path: str, keys: tuple[str, ...] = ("level", *FINEST)) -> Callable[[], Any]:
    """What a user of the engine hands over; a frame that lies in memory is read once."""
    match engine:
        case "polars":
            import polars as pl

            return lambda: pl.scan_parquet(path)
        case "duckdb":
            import duckdb

            return lambda: duckdb.read_parquet(path)
        case "pyarrow":
            import pyarrow.parquet as pq

            return lambda: pq.read_table(path, columns=common.columns_of(keys), memory_map=True)
        case "pandas":
            frame = import_module(HAND[engine]).load(path)
            return lambda: frame
        case _:
            session = import_module(HAND[engine]).session()
            return lambda: session.read.parquet(path)


def counted(frame: Any, by: Any) -> Tally:
    """The tally, with its rows as Python numbers."""
    tally = count(frame, MONTH, by=by, counters=common.COUNTERS)
    len(tally)
    return tally


def ratios(engine: str, path: str, rounds: int) -> dict[str, Any]:
    """For one key and for three: ours, the hand-written count, and its columns decoded."""
    return {"ratios": [beside(engine, path, rounds, keys) for keys in (ONE, FINEST)]}


def beside(engine: str, path: str, rounds: int, keys: tuple[str, ...]) -> list[float]:
    hand, frame = import_module(HAND[engine]), source(engine, path, keys)
    given = frame() if engine == "pandas" else path

    def by_hand() -> dict[tuple[Any, ...], tuple[int, ...]]:
        return hand.count(given, *MONTH.window, keys).rows()

    same(counted(frame(), keys), by_hand())
    floor = getattr(hand, f"floor_{HAND[engine].rpartition('_')[2]}")
    return [*fastest(rounds, lambda: counted(frame(), keys), by_hand), *fastest(3, lambda: floor(given, keys))]


def groupings(engine: str, path: str, rounds: int) -> dict[str, Any]:
    """All four groupings from one count, beside the finest alone."""
    frame = source(engine, path)

    def four() -> list[Tally]:
        finest = count(frame(), MONTH, by=("level", *FINEST), counters=common.COUNTERS)
        found = [finest.sum_by(by) for by in COARSER]
        for tally in found:
            len(tally)
        return found

    for tally, by in zip(four(), COARSER, strict=True):
        assert tally == counted(frame(), by), by
    return {"groupings": list(fastest(rounds, four, lambda: counted(frame(), FINEST)))}


def growth(engine: str, path: str, rounds: int) -> dict[str, Any]:
    frame = source(engine, path)
    return {"growth": [fastest(rounds, lambda keys=keys: counted(frame(), keys))[0] for keys in (ONE, FINEST)]}


def memory(engine: str, path: str, rounds: int) -> dict[str, Any]:
    """The most that the process has held, with the engine, the library and Python."""
    counted(source(engine, path)(), FINEST)
    return {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}


TASKS = {task.__name__: task for task in (ratios, groupings, growth, memory)}


def same(tally: Tally, expected: dict[tuple[Any, ...], tuple[int, ...]]) -> None:
    names = [*(counter.name for counter in tally.counters), *map(str, Place)]
    places = [names.index(name) for name in common.NUMBERS]
    rows = {tally.parts(key): tuple(tally._rows[key][place] for place in places) for key in tally._rows}
    assert rows == expected, "the two counts differ"


def fastest(rounds: int, *works: Callable[[], object]) -> tuple[float, ...]:
    """The fastest round of each, in seconds; they take turns."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for number, work in enumerate(works):
            gc.collect()
            started = time.perf_counter()
            work()
            best[number] = min(best[number], time.perf_counter() - started)
    return tuple(best)


# -- the table ---------------------------------------------------------------------------------------------------------


def measured(task: str, engine: str, path: Path, rounds: int) -> dict[str, Any]:
    command = [sys.executable, "-m", __spec__.name, "--task", task, engine, str(path), str(rounds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def report(rows: int, rounds: int, engines: list[str], *, grow: bool) -> bool:
    memory_size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{os.cpu_count()} cores, {memory_size:.0f} GiB, Python {platform.python_version()}, "
          + ", ".join(f"{engine} {version(engine)}" for engine in engines))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = made(Path(folder), rows)
        held = [one for engine in engines for one in engine_lines(engine, path, rows, rounds)]
        if grow:
            growth_lines(Path(folder), rows)
    return all(held)


def made(folder: Path, rows: int, agencies: int = 300) -> Path:
    path = folder / f"{rows}_{agencies}.parquet"
    if not path.exists():
        make_parquet.write(str(path), rows, agencies=agencies)
    return path


def engine_lines(engine: str, path: Path, rows: int, rounds: int) -> Iterator[bool]:
    print(f"\n{engine}, {rows:,} rows: ms, hand-written ms, ratio (bound), decoding the columns alone ms")
    found = measured("ratios", engine, path, rounds)
    for keys, bound, (ours, theirs, reading) in zip((ONE, FINEST), BOUNDS[engine], found["ratios"], strict=True):
        yield line(" × ".join(keys), ours, theirs, bound, f"{reading * 1000:8.0f}")
    yield line("four groupings / finest", *measured("groupings", engine, path, rounds)["groupings"], ALL_GROUPINGS)
    if engine in LAZY:
        peak = measured("memory", engine, path, 1)["memory"]
        print(f"  {'peak memory':<34}{peak:8.2f} GiB ({MEMORY_GIB})", flush=True)
        yield peak <= MEMORY_GIB


def line(what: str, ours: float, theirs: float, bound: float, beside: str = "") -> bool:
    held = ours / theirs <= bound
    print(f"  {what:<34}{ours * 1000:8.0f}{theirs * 1000:8.0f}{ours / theirs:8.2f} ({bound}){beside}"
          f"{'' if held else '  ABOVE'}", flush=True)  # fmt: skip
    return held


def growth_lines(folder: Path, rows: int) -> None:
    print("\nhow it grows, ms: by agency, by agency × field × received_month")
    sizes = [(rows * tenths // 10, 300) for tenths in (1, 3, 10, 30)] + [(rows, 10), (rows, 10_000)]
    for size, agencies in sizes:
        path = made(folder, size, agencies)
        for engine in LAZY:
            one, three = measured("growth", engine, path, 3)["growth"]
            print(
                f"  {size:>12,} rows {agencies:>7,} agencies {engine:<8}{one * 1000:8.0f}{three * 1000:8.0f}",
                flush=True,
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--engines", default=",".join(BOUNDS))
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--task", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task:
        task, engine, path, rounds = asked.task
        print(json.dumps(TASKS[task](engine, path, int(rounds))))
        return 0
    return 0 if report(asked.rows, asked.rounds, asked.engines.split(","), grow=not asked.no_growth) else 1


if __name__ == "__main__":
    sys.exit(main())
