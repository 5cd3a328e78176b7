"""The lanes of CI, two at a time, and the table of what each of them ran.

A lane that is expected and ran nothing makes the run red, as a failing one does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("monthly_report", "section_2_2", "merged_provinces")
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
OF_FRAMES = ("lists", "out", "faults_on_frames", "workdays_on_frames", "times_on_frames")
LINT = ("uv", "run", "--group", "lint")


@dataclass
class Lane:
    """One line of the table. `tests` is None where a lane runs a tool and not tests."""

    name: str
    ok: bool
    seconds: float
    tests: int | None = None
    skipped: int = 0


def main() -> int:
    with ThreadPoolExecutor(2) as side_by_side:
        lanes = [*side_by_side.map(lambda lane: lane(), [here, *elsewhere()])]
    return report([lane for several in lanes for lane in (several if isinstance(several, list) else [several])])


def here() -> list[Lane]:
    """What runs in the project's own environment, in turn: the README's command comes before more is installed."""
    return [
        tests("tests", "uv", "run", "pytest"),
        *coverage(),
        tests("doctests", "uv", "run", "pytest", "--doctest-modules", "src"),
        tests("other calendars", "uv", "run", "--group", "calendars", "pytest", "tests/calendars"),
        tool("ruff check", *LINT, "ruff", "check"),
        tool("ruff format", *LINT, "ruff", "format", "--check"),
        tool("mypy", *LINT, "mypy"),
        tool("import directions", *LINT, "lint-imports"),
        *(tool(f"example {name}", "uv", "run", f"examples/{name}.py") for name in EXAMPLES),
        documentation(),
    ]


def elsewhere() -> Iterator[Callable[[], Lane | list[Lane]]]:
    """What makes an environment of its own."""
    yield from engines()
    yield from other_interpreters()
    lowest = (*isolated(sys.version_info[:2]), "--resolution", "lowest-direct", "pytest")
    yield partial(tests, "lowest versions", *lowest, brief=True)
    yield wheel


def isolated(version: tuple[int, int] | str) -> tuple[str, ...]:
    text = version if isinstance(version, str) else ".".join(map(str, version))
    return ("uv", "run", "--isolated", "--python", text)


def documentation() -> Lane:
    with tempfile.TemporaryDirectory() as folder:
        return tool("docs", "uv", "run", "--group", "docs", "sphinx-build", "-W", "-q", "-b", "html", "docs", folder)


def other_interpreters() -> list[Callable[[], Lane]]:
    """A lane for every supported interpreter that is installed, beside the one that runs this."""
    here = ".".join(map(str, sys.version_info[:2]))
    found = {version: path for version, path in installed() if version in SUPPORTED and version != here}
    return [partial(tests, f"python {v}", *isolated(found[v]), "pytest", brief=True) for v in SUPPORTED if v in found]


def installed() -> Iterator[tuple[str, str]]:
    """Version and path of the interpreters that uv sees, and of those that pyenv keeps where uv does not look."""
    command = ["uv", "python", "list", "--only-installed", "--output-format", "json"]
    listed = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    for item in json.loads(listed.stdout):
        yield ".".join(item["version"].split(".")[:2]), item["path"]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for path in sorted(pyenv.glob("versions/3.*/bin/python")):
        yield ".".join(path.parts[-3].split(".")[:2]), str(path)


def coverage() -> list[Lane]:
    """Branch coverage of the default tests, those on engines apart, and the doctests together."""
    folders = [path for path in testpaths() if not path.startswith("tests/engines")]
    run = tests("coverage", "uv", "run", "coverage", "run", "-m", "pytest", "--doctest-modules", "src", *folders)
    return [run, tool("coverage 100%", "uv", "run", "coverage", "report")]


def testpaths() -> list[str]:
    found: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"][
        "testpaths"
    ]
    return found


def engines() -> Iterator[Callable[[], Lane]]:
    """Frames on every engine that is promised; one that is not there, as Spark without Java, fails its lane."""
    run = ("uv", "run", "--isolated", "--group", "engines", "pytest")
    spark = ("uv", "run", "--isolated", "--group", "engines", "--group", "spark", "pytest", "-k", "spark")
    lists = [f"tests/engines/test_{name}.py" for name in OF_FRAMES]
    agree = [path for path in testpaths() if path.startswith("tests/engines")]
    paths = {
        "pyspark": ["tests/engines"],
        "pandas": [*agree, *lists, "tests/engines/test_arrays.py"],
        "pyarrow": [*agree, *lists, "tests/engines/test_arrays.py"],
        "duckdb": [*agree, *lists],
        "polars": lists,  # with the default tests it runs the others
    }
    for name, its in paths.items():
        command = spark if name == "pyspark" else run
        yield partial(tests, f"frames: {name}", *command, *its, variables={"TTHC_ENGINES": name})


def wheel() -> list[Lane]:
    """Build the wheel and test what it installs, away from the source tree."""
    with tempfile.TemporaryDirectory() as folder:
        built = tool("build", "uv", "build", "--wheel", "--out-dir", folder)
        if not built.ok:
            return [built]
        (file,) = Path(folder).glob("*.whl")
        shutil.copytree(ROOT / "tests", Path(folder) / "tests")
        for name in ("pyproject.toml", "README.md", "docs", "examples"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(folder) / name)
        command = (
            "uv",
            "run",
            "--no-project",
            "--isolated",
            "--with",
            f"{file}[testing,frames]",
            "--with",
            "pytest",
            "--with",
            "polars",
            "pytest",
        )
        types = ("uv", "run", "--no-project", "--isolated", "--with", str(file), "--with", "pyright")
        return [
            built,
            tests("installed wheel", *command, folder=folder, brief=True),
            tool(
                "pyright --verifytypes",
                *types,
                "pyright",
                "--verifytypes",
                "tthc_core",
                "--ignoreexternal",
                folder=folder,
            ),
        ]


def tests(
    name: str,
    *command: str,
    folder: str | Path = ROOT,
    brief: bool = False,
    variables: dict[str, str] | None = None,
) -> Lane:
    """A lane of tests; a brief one draws fewer examples, as another lane has drawn the full number."""
    shorter = {"HYPOTHESIS_PROFILE": "brief"} if brief else {}
    ok, output, seconds = run(name, command, folder, shorter | (variables or {}))
    counts = {
        word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|error)", last_line(output))
    }
    ran = counts.get("passed", 0) + counts.get("failed", 0)
    return Lane(name, ok and ran > 0, seconds, ran, counts.get("skipped", 0))


def tool(name: str, *command: str, folder: str | Path = ROOT) -> Lane:
    ok, _, seconds = run(name, command, folder)
    return Lane(name, ok, seconds)


def run(
    name: str, command: tuple[str, ...], folder: str | Path, variables: dict[str, str] | None = None
) -> tuple[bool, str, float]:
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **(variables or {})},
    )  # fmt: skip
    shown = done.stdout if done.returncode else "\n".join(done.stdout.splitlines()[-3:])
    print(f"\n== {name}: {' '.join(command)}\n{shown}", flush=True)
    return done.returncode == 0, done.stdout, time.monotonic() - started


def last_line(output: str) -> str:
    """The closing line of pytest."""
    return next((line for line in reversed(output.splitlines()) if re.search(r"\d+ (passed|failed)", line)), "")


def report(lanes: list[Lane]) -> int:
    print(f"\n{'lane':<24}{'result':<8}{'tests':>8}{'skipped':>9}{'seconds':>9}")
    for lane in lanes:
        ran = "–" if lane.tests is None else str(lane.tests)
        print(f"{lane.name:<24}{'ok' if lane.ok else 'RED':<8}{ran:>8}{lane.skipped:>9}{lane.seconds:>9.0f}")
    # The closing line counts the tests of all lanes.
    passed = sum(lane.tests or 0 for lane in lanes if lane.ok)
    print(f"\n{passed} passed, {sum(not lane.ok for lane in lanes)} failed")
    return 0 if all(lane.ok for lane in lanes) else 1


if __name__ == "__main__":
    sys.exit(main())
