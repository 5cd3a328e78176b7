"""Counting the same cases over several windows, in one pass over them.

Nothing of a case lies before the first of its dates, and once it has ended nothing lies after the last of them. So of
many windows only those between the two are walked through the tree of :mod:`.plan`. In every window before them the
case is received later, in every window after them it ended earlier: of these only the number is kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeAlias

from ..domain import Case
from .counter import Counter
from .fields import FIELDS, Kind, Place
from .groups import By
from .objects import (
    AddUp,
    Window,
    count_objects,
    cuts,
    grow_counters,
    grow_for,
    key_text,
    only,
    skip,
    structure,
    writer_of,
)
from .predicate import And, AnyPause, Before, Not, Or, Predicate, fields_of
from .rules import CountingRules
from .subjects import CASES
from .terms import expand
from .writer import CUTS

__all__ = ["count_windows"]

Rows: TypeAlias = dict[Any, tuple[int, ...]]
_FAR = (date.max, date.max)
_LATER, _EARLIER = list(Place).index(Place.LATER), list(Place).index(Place.EARLIER)


def count_windows(
    cases: Iterable[Case],
    windows: Sequence[Window],
    rules: CountingRules,
    counters: tuple[Counter, ...],
    by: By,
    where: Predicate,
) -> list[Rows]:
    """The rows of each window, as if each had been counted alone."""
    if _asks_the_window(expand(where, rules, CASES.derived)):
        kept = list(cases)
        return [count_objects(CASES, kept, window, rules, counters, by, where) for window in windows]
    firsts = sorted(datetime.combine(first, time()) for first, _ in windows)
    lasts = sorted(datetime.combine(last, time.max) for _, last in windows)
    # How many windows begin before a window's first day, and end up to its last day.
    begun = [bisect_left(firsts, datetime.combine(first, time())) for first, _ in windows]
    ended = [bisect_right(lasts, datetime.combine(last, time.max)) for _, last in windows]
    every = [(*cuts(window, rules.due_soon_days), number) for number, window in enumerate(windows, 2)]
    size = range(len(windows) + 1)
    between = [
        [[one for one, b, e in zip(every, begun, ended, strict=True) if e > start and b < stop] for stop in size]
        for start in size
    ]
    tick, add_up, width = _plan(structure(rules), counters, by, where)
    found: dict[Any, list[list[int]]] = {}

    def table() -> list[list[int]]:
        return [[0] * len(size), [0] * len(size), *([0] * width for _ in windows)]

    with only(Case, cases):
        tick(cases, found, table, lasts, firsts, between, *cuts(_FAR, 0))
    return [
        {key: _row(rows, number, b, e, add_up, len(counters)) for key, rows in found.items()}
        for number, (b, e) in enumerate(zip(begun, ended, strict=True), 2)
    ]


def _row(rows: list[list[int]], number: int, begun: int, ended: int, add_up: AddUp, width: int) -> tuple[int, ...]:
    """The counters and places of one key and window, with the cases that are outside of it."""
    starts, stops = rows[0], rows[1]
    values = list(add_up(*rows[number]))
    values[width + _LATER] += sum(starts[ended:])
    values[width + _EARLIER] += sum(stops[: begun + 1])
    return tuple(values)


def _asks_the_window(predicate: Predicate) -> bool:
    """Whether a predicate means another thing in another window."""
    match predicate:
        case And(parts) | Or(parts):
            return any(map(_asks_the_window, parts))
        case Not(part):
            return _asks_the_window(part)
    return isinstance(predicate, Before | AnyPause) or not fields_of(predicate).isdisjoint(CASES.history)


@lru_cache(maxsize=64)
def _plan(
    rules: CountingRules, counters: tuple[Counter, ...], by: By, where: Predicate
) -> tuple[Callable[..., None], AddUp, int]:
    grown = grow_counters(CASES, rules, counters)
    places = CASES.place(rules)
    writer = writer_of(CASES, "tick", "items", "rows", "table", "LASTS", "FIRSTS", "BETWEEN")
    writer.line(1, f"FAR = {CUTS}", "N = len(FIRSTS)", "for item in items:")
    skip(writer, CASES, rules, where)
    writer.line(2, f"key = {key_text(writer, CASES, by)}")
    writer.line(2, "try:", "    windows = rows[key]", "except KeyError:", "    windows = rows[key] = table()")
    # Far in the future a case has ended earlier, or it is still open; if neither, its place is the same everywhere.
    writer.line(2, f"{CUTS} = FAR", "start, stop = 0, N")
    writer.walk(
        grow_for({"over": places[Place.EARLIER], "open": places[Place.IN_SCOPE]}, rules),
        2,
        lambda names: f"start = None; stop = {'None' if 'over' in names else 'N'}" if names else None,
    )
    writer.line(2, "if start is None:", "    begins = ends = item.received_at")
    writer.line(3, "if item.submitted_at is not None and item.submitted_at < begins:", "    begins = item.submitted_at")
    writer.line(3, f"start = {writer.named('bisect_left', bisect_left)}(LASTS, begins)", "windows[0][start] += 1")
    writer.line(3, "if stop is None:")
    for name in CASES.fields:
        if name in FIELDS and FIELDS[name].kind is Kind.MOMENT:
            writer.line(4, f"moment = item.{name}", "if moment is not None and moment > ends:", "    ends = moment")
    writer.line(4, f"stop = {writer.named('bisect_right', bisect_right)}(FIRSTS, ends)", "windows[1][stop] += 1")
    writer.line(2, f"for {CUTS}, number in BETWEEN[start][stop]:", "    row = windows[number]")
    writer.walk(grown.tree, 3, grown.leaf(writer))
    return writer.compiled("tick"), grown.add_up, grown.width
