"""The tables of the documentation, made from the code and the tests when it is built.

A page says ``<!-- generated: counters -->`` where a table belongs. Each function below returns Markdown.
"""

from __future__ import annotations

import ast
import json
import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from importlib import import_module
from itertools import groupby
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Literal, get_args, get_origin, get_type_hints

import attrs

import tthc_core
from tthc_core import domain, indicators
from tthc_core.calendar import DayKind, SpecialDay, WorkCalendar
from tthc_core.calendar.kinds import dated
from tthc_core.counting import LEGAL_LIMITS, Counter, CountingRules, Side
from tthc_core.counting.fault_table import FAULTS, FINISHED_AT_DUE
from tthc_core.counting.fields import FIELDS
from tthc_core.counting.rules import PRESETS, PROVINCIAL_REPORT
from tthc_core.counting.subjects import SUBJECTS
from tthc_core.counting.words import counter_in_words
from tthc_core.domain import OnlineTier
from tthc_core.indicators import CATALOGUE, Indicator, short
from tthc_core.labelled import Labelled
from tthc_core.report import MonthlyReport, monthly
from tthc_core.report.wording import FEEDBACK, WORDING, Kind

SPEC = Path(__file__).resolve().parents[1] / "tests" / "spec"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    cells = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join((cells[0], "|" + "---|" * len(lines[0]), *cells[1:]))


def code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


# -- counting ----------------------------------------------------------------------------------------------------------


def counters() -> str:
    """Every counter, by the side on which what it counts stands."""
    parts = []
    for subject in SUBJECTS.values():
        parts.append(f"### {subject.name.capitalize()}")
        for side in (*Side, None):
            rows = [_counter(counter) for counter in subject.counters.values() if counter.side is side]
            if rows:
                parts += [f"**{f'{side.name}: {side.label}' if side else 'Sums'}**", table(COUNTER, rows)]
    return "\n\n".join(parts)


COUNTER = ("counter", "label", "what it counts, in words")


def _counter(counter: Counter) -> tuple[str, str, str]:
    return f"`{counter.name}`", counter.label, counter_in_words(counter)


def rules() -> str:
    """Every choice of the rules, its values, and what the presets choose."""
    hints = get_type_hints(CountingRules)
    rows = []
    for field in attrs.fields(CountingRules):
        values = code(get_args(hints[field.name])) or "a whole number, 0 or more"
        preset = [getattr(preset, field.name) for preset in PRESETS.values()]
        usual = getattr(PROVINCIAL_REPORT, field.name)
        rows.append(
            (f"`{field.name}`", values, *(f"{value}" if value == usual else f"**{value}**" for value in preset))
        )
    return table(("rule", "values", *PRESETS), rows)


def fields() -> str:
    """What a predicate can ask."""
    parts = []
    for subject in SUBJECTS.values():
        asked = {name: info for name, info in FIELDS.items() if name in {*subject.fields, *subject.derived}}
        rows = (
            (f"`{name}`", info.label, code(info.members) or info.kind, "derived" if info.derived else "")
            for name, info in asked.items()
        )
        parts += [f"### Of {subject.name}", table(("field", "label", "values", ""), rows)]
    return "\n\n".join(parts)


def faults() -> str:
    """Every fault that ``check`` finds in cases, in the order in which it looks."""
    rows = (
        (
            f"`{fault.code}`",
            fault.severity.value,
            code(fault.fields),
            fault.says,
            fault.expected,
            code(getattr(fault, "needs", ())),
        )
        for fault in (*FAULTS, FINISHED_AT_DUE)
    )
    return table(("code", "severity", "fields", "lỗi", "phải là", "needs"), rows)


YEAR = 2026


def special_days() -> str:
    """The days of a year that Monday to Friday do not explain, by month, and what they rest on."""
    calendar = WorkCalendar.vietnam()
    days = [each for each in calendar.days if each.day.year == YEAR]
    rows = []
    for month in range(1, 13):
        before, last = date(YEAR, month, 1) - timedelta(1), date(YEAR, month, monthrange(YEAR, month)[1])
        by_kind = (_days([each for each in days if each.day.month == month and each.kind is kind]) for kind in DayKind)
        rows.append((f"{month:02}/{YEAR}", str(calendar.working_days_between(before, last)), *by_kind))
    sources = sorted({f"{each.source}{'' if each.certain else '*'}" for each in days})
    return (
        f"{table(('tháng', 'số ngày làm việc', *(kind.label for kind in DayKind)), rows)}\n\nTheo {'; '.join(sources)}."
    )


def _days(days: list[SpecialDay]) -> str:
    """Days of one kind, those of one holiday together."""
    groups = [(name, list(group)) for name, group in groupby(days, lambda each: each.name)]
    return "; ".join(
        f"{', '.join(dated(each.day).rpartition('/')[0] for each in group)}{f' ({name})' if name else ''}"
        for name, group in groups
    )


def legal_limits() -> str:
    """The limits that the law gives for publishing, making public and answering, each with its source."""
    who = {True: "bộ", False: "tỉnh", None: ""}
    rows = (
        (
            f"`{each.act}`",
            each.act.label,
            who[each.by_ministry],
            str(each.limit),
            f"{each.source}{'' if each.source.checked else '*'}",
        )
        for each in LEGAL_LIMITS
    )
    return table(("act", "việc", "của", "thời hạn", "căn cứ"), rows)


def labels() -> str:
    """The closed sets of names in the domain: value, label, and the code on the wire where there is one."""
    kinds = [kind for name in domain.__all__ if issubclass(kind := getattr(domain, name), Labelled)]
    rows = (
        (f"`{kind.__name__}`" if place == 0 else "", f"`{each}`", each.label, str(getattr(each, "code", "")))
        for kind in kinds
        for place, each in enumerate(kind)
    )
    return table(("", "value", "label", "code"), rows)


# -- indicators and the report -----------------------------------------------------------------------------------------


def catalogue() -> str:
    """Every indicator: numerator over denominator."""
    rows = (
        (f"[{each.code}](#indicator-{each.code})", each.label, f"`{each.numerator}`", f"`{each.denominator}`")
        for each in CATALOGUE.values()
    )
    return table(("code", "tên chỉ tiêu", "numerator", "denominator"), rows)


def definitions() -> str:
    """Every indicator down to the predicates of its counters and its sources."""
    return "\n\n".join(map(_definition, CATALOGUE.values()))


def _definition(indicator: Indicator) -> str:
    known = SUBJECTS[indicator.subject].counters
    sources = "; ".join(f"{source}{'' if source.checked else '*'}" for source in indicator.sources)
    ratio = " / ".join(f"({each})" if " " in each else each for each in (indicator.numerator, indicator.denominator))
    return "\n".join(
        (
            f"(indicator-{indicator.code})=",
            f"### {indicator.code}",
            "",
            f"{indicator.label}. {indicator.name}: `{ratio}`",
            "",
            *(f"- `{name}`: {counter_in_words(known[name])}" for name in indicator.counters),
            *([f"- căn cứ: {sources}"] if sources else []),
        )
    )


HEADINGS = (Kind.PART, Kind.SECTION, Kind.SUBSECTION, Kind.POINT)
FIGURE = re.compile(r"\{([\w.]*)(?::level)?\}")


def report_lines() -> str:
    """Every line of the monthly report that prints something, and where that comes from."""
    parts: list[str] = []
    rows: list[tuple[str, str]] = []

    def close() -> None:
        if rows:
            parts.append(table(("line of the page", "made from"), rows))
            rows.clear()

    for line in WORDING:
        paths = [path for found in FIGURE.findall(line.template) for path in _paths(line.each, found)]
        if paths:
            rows.append((_plain(line.template), _origins(paths)))
        elif line.kind in HEADINGS:
            close()
            parts.append(f"**{_plain(line.template)}**")
    close()
    return "\n\n".join(parts)


def _plain(template: str) -> str:
    return FIGURE.sub("…", re.sub(r"[<>]|\^\[[^\]]*\]", "", template))


def _paths(each: str, path: str) -> list[str]:
    if path.endswith("_feedback"):
        return [f"{path}.{name}" for name in FIGURE.findall(FEEDBACK)]
    return [".".join(filter(None, (each, path)))]


def _origins(paths: list[str]) -> str:
    """The fields of a line, those of one origin together."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(_origin(path), []).append(path)
    return "; ".join(f"{origin}: {code(names)}" for origin, names in found.items())


def _origin(path: str) -> str:
    part, _, name = path.rpartition(".")
    for rates in (monthly.RATES, monthly.RATES_OF_PROCEDURES):
        if name in rates.get(part, {}):
            return f"{_link(rates[part][name])}, or as stated"
    if part == "online" and name in {*OnlineTier}:
        return "counters of procedures"
    if part in monthly.FEEDBACK_KINDS:
        return "counters of feedback"
    if part == "online" and name in monthly.OF_FILED_ONLINE:
        return f"{_link(monthly.OF_FILED_ONLINE[name])} of the cases filed online, or as stated"
    if path == "level_rows.on_time":
        return f"{_link(indicators.ON_TIME)}, or as stated"
    if part == "level_rows" and name in SUBJECTS["cases"].counters:
        return "counters"
    if name.endswith("_share"):
        return "the counts beside it, or as stated"
    made = isinstance(getattr(MonthlyReport, path, None), property) or path == "level_rows.label"
    return "the report's own" if made else "given"


def _link(indicator: Indicator) -> str:
    return f"[{indicator.code}](#indicator-{indicator.code})"


# -- the tests as documentation ----------------------------------------------------------------------------------------


def spec() -> str:
    """The text tables of tests/spec: folder, file and function as chapter, section and paragraph."""
    parts = []
    for file in sorted(SPEC.glob("test_*.py")):
        module = ast.parse(file.read_text(encoding="utf-8"))
        tests = [
            (node.name, found) for node in module.body if isinstance(node, ast.FunctionDef) for found in _rows(node)
        ]
        if tests:
            parts.append(f"## {(ast.get_docstring(module) or file.stem).splitlines()[0]}")
        for name, (head, lines) in tests:
            parts += [
                f"### {name.removeprefix('test_').replace('_', ' ').capitalize()}",
                f"`{name}`",
                table(head, lines),
            ]
    return "\n\n".join(parts)


def _rows(function: ast.FunctionDef) -> Iterable[tuple[tuple[str, ...], list[list[str]]]]:
    """Of each ``parametrize(names, rows(text))`` above a test: the names and the cells."""
    for decorator in function.decorator_list:
        match decorator:
            case ast.Call(args=[names, ast.Call(func=ast.Name(id="rows"), args=[ast.Constant(value=str(text))]), *_]):
                lines = [line.split("|") for line in text.strip().splitlines() if line.strip(" -")]
                yield ast.literal_eval(names), [[cell.strip() for cell in line] for line in lines]


def worked() -> str:
    """The worked rows: a case, what its rules change, its window, its place in the account, and what it counts in."""
    usual = attrs.asdict(PROVINCIAL_REPORT)
    rows = []
    for number, row in enumerate(json.loads((SPEC / "counting-cases.json").read_text(encoding="utf-8")), 1):
        changed = {name: value for name, value in row["rules"].items() if value != usual[name]}
        counted = [name if value == 1 else f"{name} {value}" for name, value in row["counters"].items()]
        window = " – ".join(row["window"])
        rows.append((str(number), _pairs(row["case"]), _pairs(changed), window, row["account"], ", ".join(counted)))
    return table(("", "case", "rules that differ from PROVINCIAL_REPORT", "window", "place", "counts in"), rows)


def _pairs(values: dict[str, object]) -> str:
    return "; ".join(f"{name} {_written(value)}" for name, value in values.items() if value is not None)


def _written(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(" → ".join(str(end or "…").replace("T", " ") for end in pause) for pause in value)
    return (
        {True: "yes", False: "no"}.get(value, str(value).replace("T", " "))
        if isinstance(value, bool | str)
        else str(value)
    )


# -- the reference -----------------------------------------------------------------------------------------------------

ROOMS = {
    "vietnamese": "Writing and reading numbers, dates and names",
    "measure": "Rates, stated percentages, findings",
    "domain": "Cases, procedures, feedback, agencies",
    "calendar": "Periods, working days, time limits, due dates",
    "counting": "Counters, rules, tallies",
    "indicators": "Indicators and the catalogue",
    "indicators.short": "The short way to a rate",
    "report": "The monthly report and its checks",
    "law": "Sources",
    "samples": "Sample figures and cases",
    "testing": "The testing kit",
    "errors": "Errors",
}


def api() -> str:
    """The public names of every room, for autodoc, as users write them."""
    parts = []
    for name, title in ROOMS.items():
        room = import_module(f"tthc_core.{name}")
        lines = [line for each in room.__all__ for line in _entry(room, each)]
        parts += [f"## {title}", f"Room `tthc_core.{name}`.", "```{eval-rst}", *lines, "```"]
    return "\n".join(parts)


def _entry(room: ModuleType, name: str) -> list[str]:
    value = getattr(room, name)
    at_the_door = name in tthc_core.__all__ and getattr(tthc_core, name) is value
    path = f"tthc_core.{name}" if at_the_door else f"{room.__name__}.{name}"
    match value:
        case short.CaseRate(indicator):
            signature = "(cases, period, *, by=None, rules=PROVINCIAL_REPORT)"
            return [f".. py:function:: {path}{signature}", "", f"   {indicator.name} ({indicator.label}).", ""]
        case type() if issubclass(value, BaseException):
            return [f".. autoexception:: {path}", "   :members:", ""]
        case type():
            return [f".. autoclass:: {path}", "   :members:", ""]
        case FunctionType():
            return [f".. autofunction:: {path}", ""]
        case Indicator():
            return [f".. py:data:: {path}", "", f"   {value.name} ({value.label}).", ""]
        case _ if get_origin(value) is Literal:
            return [f".. py:data:: {path}", "", f"   One of {', '.join(map(repr, get_args(value)))}.", ""]
        case _:
            return [f".. py:data:: {path}", ""]


TABLES: dict[str, Callable[[], str]] = {
    "api": api,
    "counters": counters,
    "definitions": definitions,
    "faults": faults,
    "fields": fields,
    "indicators": catalogue,
    "labels": labels,
    "legal_limits": legal_limits,
    "report_lines": report_lines,
    "rules": rules,
    "special_days": special_days,
    "spec": spec,
    "worked": worked,
}
