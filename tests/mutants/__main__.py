"""Plant every fault, one at a time, in a copy of the repository, and run the default tests over it.

    uv run python -m tests.mutants               all of them
    uv run python -m tests.mutants decree late   those whose file or name has one of these words

A mutant is killed by a test that fails and passes without it. It fails the run where it survives, where its text is not
in the source as stated, or where it breaks the import, since such a fault shows nothing about the tests.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from attrs import frozen

from tests.mutants.mutants import MUTANTS, Mutant, TextError

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
UNWANTED = shutil.ignore_patterns(".*", "__pycache__", "dist", "build", "_build")
# A fault may make a loop endless.
SECONDS = 900
TESTPATHS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"][
    "testpaths"
]
# What takes long comes last.
EVERY = tuple(sorted(TESTPATHS, key=lambda path: path == "tests/generative"))
PYTEST = (
    *(sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "tests.mutants.in_copy"),
    "--ignore=tests/unit/test_mutants_list.py",  # it would find every mutant
)


@frozen
class Fate:
    """What became of a mutant."""

    mutant: Mutant
    killed: bool
    by: str
    seconds: float


def main(words: list[str]) -> int:
    chosen = [
        mutant for mutant in MUTANTS if not words or any(word in f"{mutant.file}: {mutant.name}" for word in words)
    ]
    if not chosen:
        say(f"no mutant has one of {words} in its file or name")
        return 1
    width = max(len(mutant.name) for mutant in chosen)
    started = time.monotonic()
    fates = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        # One state of the repository for all, whoever edits it meanwhile.
        base = shutil.copytree(ROOT, Path(folder).resolve() / "base", ignore=UNWANTED)
        if failed := run(EVERY, base):
            say(f"without any mutant: {failed[1]}")
            return 1
        for fate in pool.map(partial(fate_of, base), chosen):
            fates.append(fate)
            mark = "killed" if fate.killed else "ALIVE "
            say(f"{fate.mutant.name:<{width}}  {mark}  {fate.seconds:5.1f} s  {fate.by}")
    killed = sum(fate.killed for fate in fates)
    say(f"\n{killed} of {len(fates)} killed in {time.monotonic() - started:.0f} s")
    return 0 if killed == len(fates) else 1


def fate_of(base: Path, mutant: Mutant) -> Fate:
    """Plant the fault in a fresh copy; the tests of its hint first, then all others."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(base, Path(folder).resolve() / "copy", ignore=UNWANTED)
        try:
            plant(mutant, copy / "src" / "tthc_core" / mutant.file)
        except (TextError, OSError) as error:
            return Fate(mutant, False, f"{error}", time.monotonic() - started)
        found = next(
            (found for files in (mutant.tests, EVERY) if (found := run(files, copy))), (False, "every test passes")
        )
    return Fate(mutant, *found, time.monotonic() - started)


def plant(mutant: Mutant, file: Path) -> None:
    file.write_text(mutant.planted(file.read_text(encoding="utf-8")), encoding="utf-8")


def run(files: tuple[str, ...], copy: Path) -> tuple[bool, str] | None:
    """Whether a test killed the mutant, and which; None where all passed."""
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(copy / "src"), str(copy)]),
        "HYPOTHESIS_PROFILE": "in_copy",
        "TEST_ORDER_SEED": "1",
    }
    try:
        done = subprocess.run([*PYTEST, *files], cwd=copy, env=env, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return True, f"no end after {SECONDS} s"
    if done.returncode == 0:
        return None
    # Where a test file builds its values as it is read, that is the test that fails.
    failed = re.search(r"^(?:FAILED|ERROR) (tests/\S*?)(?:\[| |$)", done.stdout, re.MULTILINE)
    if done.returncode in (1, 2) and failed:
        return True, failed[1]
    return False, f"pytest ended with {done.returncode}: {(done.stdout + done.stderr).strip()[-300:]}"


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a command speaks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
