"""Counting a frame: its engine counts how many rows of each group are in each state, and Python does the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import narwhals.stable.v2 as nw

from ...domain import Channel
from ...errors import InvalidValueError, UnknownCounterError
from ..counter import Counter
from ..fields import Place
from ..gates import Gates, gates_of
from ..groups import CASE_GROUPS, By, names_of
from ..keys import ENUMS
from ..objects import Window, cuts, definition, structure
from ..plan import Algebra
from ..predicate import ALWAYS, END, And, Cut, Lasting, Not, Or, Predicate, fields_of
from ..rules import CountingRules
from ..subjects import CASES
from ..terms import Side, by_status, expand
from .bound import NONE_WITHOUT, Bound, bind
from .columns import CaseColumns
from .pauses import with_pauses
from .sql import DIALECTS, query
from .sums import count_by_sums

__all__ = ["bound_frame", "count_frame", "countable"]

Rows = dict[Any, tuple[int, ...]]


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
    held = {CASES.history[name].now if name in CASES.history else name for name in asked} - {"pauses", END.name}
    return sorted(name for name in held if name not in NONE_WITHOUT and not bound.has(name))


def countable(counters: Sequence[Counter], rules: CountingRules, bound: Bound, *, asked: bool) -> tuple[Counter, ...]:
    """The counters that the frame has the columns for.

    :raises UnknownCounterError: one that was asked for is not among them.
    """
    for counter in counters:
        if counter.amount is not None or _asks_a_calendar(counter.where):
            raise InvalidValueError(
                f"{counter.name!r} asks a calendar of each case, which no frame is asked yet: count Case objects, "
                "or list the rows with cases_behind(frame, ..., calendar=...)."
            )
    missing = {counter.name: absent for counter in counters if (absent := lacking(counter, rules, bound))}
    if asked and missing:
        name, (field, *_) = next(iter(missing.items()))
        raise UnknownCounterError(
            f"{name!r} cannot be counted: it needs the field {field!r}, and the frame has no column for it. "
            f"Say which it is: columns=CaseColumns({field}=...)."
        )
    return tuple(counter for counter in counters if counter.name not in missing)


def _asks_a_calendar(predicate: Predicate) -> bool:
    match predicate:
        case And(parts) | Or(parts):
            return any(map(_asks_a_calendar, parts))
        case Not(part):
            return _asks_a_calendar(part)
    return isinstance(predicate, Lasting)


def count_frame(bound: Bound, rules: CountingRules, counters: tuple[Counter, ...], by: By, where: Predicate) -> Rows:
    """For every key the counters, and behind them every :class:`Place` of the account: as `count_objects`."""
    outputs = [counter.name for counter in counters] + [f"place {place}" for place in Place]
    name = bound.frame.implementation.value
    if name in DIALECTS:
        columns = _by_sql(bound, name, rules, counters, outputs, names_of(by), where)
    elif name in ("pandas", "pyarrow"):
        from .arrays import count_by_arrays  # NumPy is imported once such a frame is counted

        trees, algebra = _trees(structure(rules), counters)
        kept = None if where == ALWAYS else _kept_tree(structure(rules), where)
        columns = count_by_arrays(bound, trees, algebra, outputs, names_of(by), kept)
    else:
        columns = count_by_sums(bound, structure(rules), counters, outputs, names_of(by), where)
    zeros = [0] * len(next(iter(columns.values()), []))
    keys = [f"k{number}" for number, _ in enumerate(names_of(by))]
    return _rows(columns, keys, [columns.get(f"c{number}", zeros) for number, _ in enumerate(outputs)], by)


def _by_sql(
    bound: Bound,
    name: str,
    rules: CountingRules,
    counters: tuple[Counter, ...],
    outputs: list[str],
    groups: Sequence[str],
    where: Predicate,
) -> dict[str, list[Any]]:
    """The columns of the statement that counts: keys and outputs."""
    trees, algebra = _trees(structure(rules), counters)
    kept = None if where == ALWAYS else _kept_tree(structure(rules), where)
    native = nw.to_native(bound.frame)
    if name == "duckdb":
        text = query(bound, DIALECTS[name], "tthc_rows", trees, algebra, outputs, groups, kept)
        table = native.query("tthc_rows", text).to_arrow_table()
    else:
        text = query(bound, DIALECTS[name], "{tthc_rows}", trees, algebra, outputs, groups, kept)
        table = native.sparkSession.sql(text, tthc_rows=native).toArrow()
    found = nw.from_native(table, eager_only=True)
    return {column: _listed(found[column]) for column in found.columns}


@lru_cache(maxsize=256)
def _trees(rules: CountingRules, counters: tuple[Counter, ...]) -> tuple[list[Gates], Algebra]:
    """The trees of the account and of each flow beside it, and the expressions that their leaves name."""
    tests: dict[str, dict[str, Predicate]] = {"account": {}}
    for counter in counters:
        apart = str(counter.side) if counter.side in (Side.DUE, Side.FILED) else "account"
        tests.setdefault(apart, {})[counter.name] = definition(CASES, counter, rules)
    places = CASES.place(rules)
    tests["account"] |= {f"place {place}": places[place] for place in Place if place in places}
    algebra, said = Algebra(), by_status(rules)
    return [gates_of({name: said(test) for name, test in part.items()}, algebra) for part in tests.values()], algebra


@lru_cache(maxsize=64)
def _kept_tree(rules: CountingRules, where: Predicate) -> tuple[Gates, Algebra]:
    algebra, said = Algebra(), by_status(rules)
    return gates_of({"kept": said(expand(where, rules, CASES.derived))}, algebra), algebra


def _listed(column: Any) -> list[Any]:
    """The values in Python; of whole numbers by way of NumPy, where PyArrow is slow."""
    plain = column.dtype.is_integer() and not column.null_count()
    found: list[Any] = column.to_numpy().tolist() if plain else column.to_list()
    return found


def _rows(columns: Mapping[str, list[Any]], names: list[str], values: list[list[int]], by: By) -> Rows:
    rows = list(zip(*values, strict=True))
    if by is None:
        # Over no rows at all an engine has no sum.
        return {(): rows[0]} if rows and None not in rows[0] else {}
    parts = [_parts(group, columns[name]) for group, name in zip(names_of(by), names, strict=True)]
    keys = parts[0] if isinstance(by, str) else list(zip(*parts, strict=True))
    found: Rows = dict(zip(keys, rows, strict=True))
    if len(found) < len(rows):  # what an engine parts and a tally does not: a missing channel and the counter
        found = {}
        for key, row in zip(keys, rows, strict=True):
            found[key] = tuple(map(sum, zip(found[key], row, strict=True))) if key in found else row
    return found


def _parts(group: str, values: list[Any]) -> list[Any]:
    """The values of a group as a tally has them; each different one is looked at once."""
    known = {value: _part(group, value) for value in set(values)}
    return [known[value] for value in values]


def _part(group: str, value: Any) -> Any:
    """The value of a group as a tally has it: an unknown one is None."""
    # NaN and NaT do not equal themselves; pandas' NA says neither yes nor no.
    if type(value).__name__ == "NAType" or value != value:  # noqa: PLR0124  # see above
        value = None
    if group == "received_month" and value is not None:  # months since the year 0, which has none
        return date(value // 12, value % 12 + 1, 1) if value else None
    if group in ENUMS:
        found = _MEMBERS[group].get(str(value).removesuffix(".0"))
        return Channel.COUNTER if found is None and group == "channel" else found
    if isinstance(value, datetime) and group in CASE_GROUPS:
        value = date(value.year, value.month, value.day)
    if group == "received_week" and value is not None:
        value -= timedelta(days=value.weekday())
    return value


_MEMBERS = {
    group: {
        str(text): member for member in kind for text in (member, getattr(member, "code", None)) if text is not None
    }
    for group, kind in ENUMS.items()
}
