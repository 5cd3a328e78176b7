"""Counting a frame: its engine counts how many rows of each group are in each state, and Python does the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import narwhals.stable.v2 as nw

from ...errors import InvalidValueError, UnknownCounterError
from ..counter import Counter
from ..fields import Place
from ..gates import Gates, gates_in_parts, gates_of
from ..groups import By, names_of
from ..identities import derivations
from ..objects import Window, cuts, definition, own_of, structure
from ..plan import FALSE, Algebra
from ..predicate import ALWAYS, END, Cut, Lasting, Predicate, fields_of
from ..rules import CountingRules
from ..subjects import CASES
from ..terms import Side, by_status, expand
from .bound import NONE_WITHOUT, Bound, bind
from .columns import CaseColumns
from .pauses import with_pauses
from .rows import FrameRows
from .sql import query
from .sql_text import DIALECTS
from .sums import count_by_sums

__all__ = ["bound_frame", "count_frame", "countable"]

ROWS = "tthc_rows"
"""What a statement calls the frame."""


def bound_frame(frame: Any, window: Window, rules: CountingRules, columns: CaseColumns, pauses: Any = None) -> Bound:
    """The frame as a count asks it: every field of a case over its columns."""
    moments: Any = dict(zip(Cut, cuts(window, rules.due_soon_days), strict=False))
    bound = bind(known(frame), columns, moments, rules)
    return bound if pauses is None else with_pauses(bound, known(pauses))


def known(frame: Any) -> Any:
    """The frame, if Narwhals knows its engine."""
    try:
        return nw.from_native(frame)
    except TypeError:
        raise InvalidValueError(
            f"{type(frame).__name__} cannot be counted, expected several Case objects, or a frame that Narwhals knows: "
            "pandas, Polars, PyArrow, DuckDB, PySpark and others."
        ) from None


def lacking(counter: Counter, rules: CountingRules, bound: Bound) -> list[str]:
    """The fields that a counter asks and the frame does not hold."""
    asked = fields_of(definition(CASES, counter, rules))
    if counter.amount is not None:
        asked |= fields_of(Lasting(counter.amount, 0))
    held = {CASES.history[name].now if name in CASES.history else name for name in asked} - {"pauses", END.name}
    return sorted(name for name in held if name not in NONE_WITHOUT and not bound.has(name))


def countable(counters: Sequence[Counter], rules: CountingRules, bound: Bound, *, asked: bool) -> tuple[Counter, ...]:
    """The counters that the frame has the columns for.

    :raises UnknownCounterError: one that was asked for is not among them.
    """
    missing = {counter.name: absent for counter in counters if (absent := lacking(counter, rules, bound))}
    if asked and missing:
        name, (field, *_) = next(iter(missing.items()))
        raise UnknownCounterError(
            f"{name!r} cannot be counted: it needs the field {field!r}, and the frame has no column for it. "
            f"Say which it is: columns=CaseColumns({field}=...)."
        )
    return tuple(counter for counter in counters if counter.name not in missing)


def count_frame(
    bound: Bound, rules: CountingRules, counters: tuple[Counter, ...], by: By, where: Predicate
) -> FrameRows:
    """For every key the counters, and behind them every :class:`Place` of the account: as `count_objects`."""
    outputs = [counter.name for counter in counters] + [f"place {place}" for place in Place]
    derived = _derived(structure(rules), counters)
    counted = tuple(counter for counter in counters if counter.name not in derived)
    name, values = bound.frame.implementation.value, None
    if name in DIALECTS:
        table, values = _by_sql(bound, name, rules, counted, outputs, names_of(by), where)
    elif name in ("pandas", "pyarrow"):
        from .arrays import count_by_arrays  # NumPy is imported once such a frame is counted

        sets, algebra = _trees(structure(rules), counted)
        kept = None if where == ALWAYS else _kept_tree(structure(rules), where)
        trees = [tree for several in sets for tree in several]
        table, values = count_by_arrays(bound, trees, algebra, outputs, names_of(by), kept)
    else:
        table = count_by_sums(bound, structure(rules), counted, outputs, names_of(by), where)
    place = {output: number for number, output in enumerate(outputs)}
    place["in_scope"] = place[f"place {Place.IN_SCOPE}"]
    sums = {place[name]: {place[part]: times for part, times in terms.items()} for name, terms in derived.items()}
    return FrameRows(table, by, len(outputs), sums, values)


@lru_cache(maxsize=256)
def _derived(rules: CountingRules, counters: tuple[Counter, ...]) -> dict[str, Mapping[str, int]]:
    """The counters that follow from others by the identities of the account."""
    algebra = Algebra()
    never = [
        name
        for name, counter in CASES.counters.items()
        if counter.amount is None and algebra.translate(definition(CASES, counter, rules)) == FALSE
    ]
    ours = [counter.name for counter in counters if CASES.counters.get(counter.name) == counter]
    return derivations("cases", rules, ours, never)


def _by_sql(
    bound: Bound,
    name: str,
    rules: CountingRules,
    counters: tuple[Counter, ...],
    outputs: list[str],
    groups: Sequence[str],
    where: Predicate,
) -> tuple[nw.DataFrame[Any], list[list[Any]]]:
    """What the statement that counts gives: keys, as places in lists of values, and outputs; the lists."""
    sets, algebra = _trees(structure(rules), counters)
    kept = None if where == ALWAYS else _kept_tree(structure(rules), where)
    native = nw.to_native(bound.frame)
    if name == "duckdb":
        text = query(bound, DIALECTS[name], ROWS, sets, algebra, outputs, groups, kept)
        table = native.query(ROWS, text).to_arrow_table()
    else:
        text = query(bound, DIALECTS[name], ROWS, sets, algebra, outputs, groups, kept)
        # PySpark fills in what stands in braces.
        text = text.replace("{", "{{").replace("}", "}}").replace(f"FROM {ROWS}", f"FROM {{{ROWS}}}")
        table = native.sparkSession.sql(text, **{ROWS: native}).toArrow()
    values = []
    for number, _ in enumerate(groups):
        # PyArrow groups and lists texts several times as slowly as numbers.
        coded = table[f"k{number}"].combine_chunks().dictionary_encode(null_encoding="encode")
        values.append(coded.dictionary.to_pylist())
        table = table.set_column(table.column_names.index(f"k{number}"), f"k{number}", coded.indices)
    return nw.from_native(table.combine_chunks(), eager_only=True), values


@lru_cache(maxsize=256)
def _trees(rules: CountingRules, counters: tuple[Counter, ...]) -> tuple[list[list[Gates]], Algebra]:
    """The trees of the account and of each flow beside it, and the expressions that their leaves name.

    Those of one list are counted together; behind them come trees of own counters for which there was no room.
    """
    tests: dict[str, dict[str, Predicate]] = {"account": {}}
    for counter in counters:
        side = str(counter.side) if counter.side in (Side.DUE, Side.FILED) else "account"
        tests.setdefault(side, {})[counter.name] = definition(CASES, counter, rules)
    places = CASES.place(rules)
    tests["account"] |= {f"place {place}": places[place] for place in Place if place in places}
    algebra, said = Algebra(), by_status(rules)
    own = own_of(CASES, counters)
    first, others = [], []
    for part in tests.values():
        meanings = {name: said(test) for name, test in part.items()}
        tree, *more = gates_in_parts(meanings, algebra, [name for name in own if name in part])
        first.append(tree)
        others += [[one] for one in more]
    return [first, *others], algebra


@lru_cache(maxsize=64)
def _kept_tree(rules: CountingRules, where: Predicate) -> tuple[Gates, Algebra]:
    algebra, said = Algebra(), by_status(rules)
    return gates_of({"kept": said(expand(where, rules, CASES.derived))}, algebra), algebra
