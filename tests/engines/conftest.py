"""Which engines these tests run on: those of TTHC_ENGINES ("polars,duckdb"), else all that are installed."""

import os
import shutil

import pytest

from tests.engines.frames_of import ENGINES, Engine

NO_JAVA = "PySpark needs Java (17 or 21), and there is none here"


def chosen() -> list[Engine]:
    """The engines of this run.

    A name takes all frames of its package ("pandas" is pandas with each of its three families of types). One that is
    named and cannot run here fails the run: a lane must not be green because it was empty.
    """
    asked = [name.strip() for name in os.environ.get("TTHC_ENGINES", "").split(",") if name.strip()]
    if not asked:
        found = [engine for engine in ENGINES.values() if not engine.missing()]
        if not found:
            raise pytest.UsageError(
                "no engine is installed: these tests need Narwhals and one of " + ", ".join(ENGINES)
            )
        return found
    found = [engine for engine in ENGINES.values() if engine.name in asked or engine.package in asked]
    if unknown := set(asked) - {name for engine in found for name in (engine.name, engine.package)}:
        raise pytest.UsageError(f"TTHC_ENGINES names {sorted(unknown)}; there are: {', '.join(ENGINES)}")
    for engine in found:
        if missing := engine.missing():
            raise pytest.UsageError(f"TTHC_ENGINES names {engine.name}; not installed: {', '.join(missing)}")
        if engine.name == "pyspark" and java_is_missing():
            raise pytest.UsageError(f"TTHC_ENGINES names {engine.name}: {NO_JAVA}")
    return found


def java_is_missing() -> bool:
    return shutil.which("java") is None and "JAVA_HOME" not in os.environ


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        marks = {
            "pyspark": [pytest.mark.skipif(java_is_missing(), reason=NO_JAVA)],
            "ibis": [pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")],  # Ibis asks DuckDB so
            # Narwhals says that its next versions want one more package for Dask: nothing that a count could do.
            "dask": [pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")],
        }
        if "traps" in metafunc.module.__name__:
            # Promised are the others: these two run where it costs little.
            costly = pytest.mark.skip(reason="planning takes this engine seconds: it runs in test_agree")
            marks |= {engine.name: [costly] for engine in chosen() if engine.few}
        engines = [pytest.param(engine, marks=marks.get(engine.name, []), id=engine.name) for engine in chosen()]
        metafunc.parametrize("engine", engines)
