"""The front door costs less than attrs alone, and brings in neither Babel nor Hypothesis."""

import resource
import statistics
import subprocess
import sys


def cpu_seconds(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_importing_the_library_costs_less_than_importing_attrs():
    times: dict[str, list[float]] = {"pass": [], "import tthc_core": [], "import attrs": []}
    for _ in range(15):
        for code, found in times.items():
            found.append(cpu_seconds(code))
    bare, ours, theirs = (statistics.median(found) for found in times.values())
    ratio = (ours - bare) / (theirs - bare)
    print(f"\nimport tthc_core: {ratio:.2f} x import attrs, without the start of Python itself")
    assert ours < theirs


def test_it_imports_neither_babel_nor_hypothesis_nor_attrs():
    code = "import sys, tthc_core; print({'babel', 'hypothesis', 'attr', 'attrs', 'dateutil'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
