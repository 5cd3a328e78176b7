"""The documents keep their word: every Python block of the README and the pages is run, and prints what it says."""

import doctest
import importlib.util
import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import tthc_core
from tthc_core import CountingRules, calendar, domain, indicators
from tthc_core.counting import LEGAL_LIMITS, Act, StepKind, Timeliness
from tthc_core.counting.fault_table import FAULTS, FINISHED_AT_DUE
from tthc_core.counting.subjects import SUBJECTS

# Relative to this file: the tests also run beside an installed wheel, with copies of the documents.
ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(page for page in DOCS.rglob("*.md") if "_build" not in page.parts)]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]

# Pages of words and tables. Every other page shows at least one block that runs.
WITHOUT_CODE = {
    "docs/api.md": "made from the docstrings, whose examples are doctests",
    "docs/changelog.md": "includes CHANGELOG.md",
    "docs/contributing.md": "includes CONTRIBUTING.md",
    "docs/glossary.md": "a list of terms",
    "docs/report_lines.md": "made from the wording of the report and the catalogue",
    "docs/spec.md": "made from the tables in tests/spec",
    "docs/stability.md": "promises, in words",
    "docs/vi/glossary.md": "a list of terms",
}

FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
RUN = {"python", "pycon"}
NOT_RUN = {"text", "sh", "toml"}
MARKER = re.compile(r"^<!-- generated: ([a-z_]+) -->$", re.MULTILINE)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def languages(text: str) -> list[str]:
    return [found["language"] for found in FENCE.finditer(text)]


def code_alone(text: str) -> str:
    """The page with every line blanked that is not in a Python block, so that line numbers stay."""
    lines = [""] * (text.count("\n") + 1)
    for found in FENCE.finditer(text):
        if found["language"] in RUN:
            first = text.count("\n", 0, found.start("body"))
            for number, line in enumerate(found["body"].splitlines()):
                # A page shows an empty line as it is printed; to doctest it would be the end of the output.
                lines[first + number] = line or "<BLANKLINE>"
    return "\n".join(lines)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_python_block_runs_and_prints_what_the_page_says(page):
    test = doctest.DocTestParser().get_doctest(code_alone(read(page)), {}, page.name, str(page), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert bool(result.attempted) is (page.relative_to(ROOT).as_posix() not in WITHOUT_CODE)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_block_that_does_not_run_says_so(page):
    text = read(page)
    found = languages(text)
    unknown = [language for language in found if language not in RUN | NOT_RUN and not language.startswith("{")]
    assert unknown == []
    assert 2 * len(found) == len(re.findall(r"^\s*```", text, re.MULTILINE)), "a fence is open, or not at the margin"
    blocks = [block["body"] for block in FENCE.finditer(text) if block["language"] in RUN]
    assert [body for body in blocks if not body.startswith(">>> ")] == []


def test_the_pages_without_code_are_there():
    assert {*WITHOUT_CODE} <= {*NAMES}


AT_THE_DOOR = [name for name in tthc_core.__all__ if not isinstance(getattr(tthc_core, name), ModuleType | str)]
COUNTERS = [counter for subject in SUBJECTS.values() for counter in subject.counters.values()]


# -- the tables that are made when the documentation is built ----------------------------------------------------------


def written():
    spec = importlib.util.spec_from_file_location("docs_tables", DOCS / "_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tables():
    return written().TABLES


def test_every_table_has_its_place_on_a_page_and_every_place_its_table():
    places = [name for page in PAGES for name in MARKER.findall(read(page))]
    assert sorted({*places}) == sorted(tables())


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("counters", [text for each in COUNTERS for text in (f"`{each.name}`", each.label)]),
        ("rules", [field.name for field in attrs.fields(CountingRules)]),
        ("fields", [f"`{name}`" for subject in SUBJECTS.values() for name in subject.derived]),
        ("indicators", [*indicators.CATALOGUE]),
        (
            "legal_limits",
            [text for each in LEGAL_LIMITS for text in (each.act.label, str(each.limit), each.source.title)],
        ),
        ("labels", ["dịch vụ bưu chính công ích", "`business_regulation`"]),
        ("definitions", [*indicators.CATALOGUE]),
        ("faults", [f"`{fault.code}`" for fault in (*FAULTS, FINISHED_AT_DUE)]),
        ("report_lines", ["ON_TIME", "PENDING_IN_TIME", "caseload", "online.filing", "signer.name"]),
        ("special_days", ["12/2026", "thứ Bảy 10/01", "Giỗ Tổ Hùng Vương", "Thông báo 9441/TB-BNV"]),
        ("spec", ["test_verdict_by_day", "20/01 16:00", "due_soon_days"]),
        ("worked", ["not_admitted", "in_scope"]),
        ("api", [f":: tthc_core.{name}" for name in AT_THE_DOOR]),
    ],
)
def test_a_table_says_all_there_is(table, names):
    text = tables()[table]()
    assert [name for name in names if name not in text] == []


def test_the_reference_has_every_name_of_every_room():
    text = tables()["api"]()
    rooms = [import_module(f"tthc_core.{name}") for name in written().ROOMS]
    assert {room.__name__ for room in rooms} >= {f"tthc_core.{room}" for room in tthc_core._ROOMS if "." not in room}
    paths = [(f":: tthc_core.{name}", f":: {room.__name__}.{name}") for room in rooms for name in room.__all__]
    lines = {line.partition("(")[0] for line in text.splitlines()}
    assert [own for door, own in paths if not any(line.endswith((door, own)) for line in lines)] == []


def test_the_glossary_has_every_label_of_the_domain_and_of_time():
    kinds = [getattr(room, name) for room in (domain, calendar) for name in room.__all__]
    enums = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)]
    labels = [member.label for kind in (*enums, Act, StepKind, Timeliness) for member in kind]
    for page in ("glossary.md", "vi/glossary.md"):
        text = read(DOCS / page).lower()
        assert [label for label in labels if label.lower() not in text] == []
