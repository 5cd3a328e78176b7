"""Counting a frame by sums: every counter is a column of true and false, and the engine adds them up.

That is right for every engine, and fast for Polars: columns of booleans cost it next to nothing, what costs is the
rows. So the places of the account are added up over all rows, everything else over the rows in scope alone: two
branches of one scan. What several counters ask is one column, made in the layer before theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import narwhals.stable.v2 as nw
from attrs import field, frozen

from ...domain import CaseStatus
from ..counter import Counter
from ..fields import Place
from ..groups import CASE_GROUPS
from ..objects import definition
from ..plan import FALSE, TRUE, Algebra
from ..predicate import ALWAYS, END, And, Day, First, Not, Or, Predicate
from ..rules import CountingRules
from ..subjects import CASES
from ..terms import Side, expand
from .bound import Bound
from .expressions import truth
from .two_branches import in_two_branches, with_numbers

__all__ = ["count_by_sums"]

READ, READABLE = "tthc_read", "tthc_readable"
UNREADABLE, IN_SCOPE = f"place {Place.UNREADABLE}", f"place {Place.IN_SCOPE}"


@frozen
class _Sums:
    """Expressions: over all rows, over the rows in scope, of being in scope, of being read."""

    algebra: Algebra
    everywhere: dict[str, int]
    inside: dict[str, int]
    in_scope: int
    read: int


@lru_cache(maxsize=256)
def _sums(rules: CountingRules, counters: tuple[Counter, ...], where: Predicate) -> _Sums:
    algebra, places = Algebra(), CASES.place(rules)
    in_scope = places[Place.IN_SCOPE]
    everywhere = {f"place {place}": test for place, test in places.items() if place is not Place.IN_SCOPE}
    inside = {}
    for counter in counters:
        test = definition(CASES, counter, rules)
        if counter.side in (Side.DUE, Side.FILED):
            everywhere[counter.name] = test
        else:
            inside[counter.name] = _within(in_scope, test)
    return _Sums(
        algebra,
        {name: algebra.translate(test) for name, test in everywhere.items()},
        {name: algebra.translate(test) for name, test in inside.items()},
        algebra.translate(in_scope),
        algebra.translate(expand(where, rules, CASES.derived)),
    )


def _within(known: Predicate, predicate: Predicate) -> Predicate:
    """The predicate where another one is known to hold: the definitions share it as one object."""
    if predicate is known:
        return ALWAYS
    match predicate:
        case And(parts):
            return And(tuple(_within(known, part) for part in parts))
        case Or(parts):
            return Or(tuple(_within(known, part) for part in parts))
        case Not(part):
            return Not(_within(known, part))
    return predicate


def count_by_sums(
    bound: Bound,
    rules: CountingRules,
    counters: tuple[Counter, ...],
    outputs: Sequence[str],
    groups: Sequence[str],
    where: Predicate,
) -> nw.DataFrame[Any]:
    """For every group its key (``k0``, …) and every output (``c0``, …)."""
    sums = _sums(rules, counters, where)
    made = _Made(bound, sums.algebra)
    name_of = {output: f"c{number}" for number, output in enumerate(outputs)}
    keys = {f"k{number}": made.key(group) for number, group in enumerate(groups)}
    rows = bound.frame
    in_polars = rows.implementation.is_polars()
    if in_polars:
        rows = nw.from_native(with_numbers(bound, nw.to_native(rows.lazy())))
    if where != ALWAYS:
        rows = made.layers(rows, [sums.read]).with_columns(made.of(sums.read).alias(READ)).filter(nw.col(READ))
    rows = rows.with_columns(made.readable().alias(READABLE), *(key.alias(name) for name, key in keys.items()))
    rows = made.layers(rows, [*sums.everywhere.values(), sums.in_scope])
    readable = nw.col(READABLE)
    outside = [(readable & made.of(test)).alias(name_of[name]) for name, test in sums.everywhere.items()]
    unreadable = (~readable).alias(name_of[UNREADABLE])
    rows = rows.with_columns(*outside, unreadable, (readable & made.of(sums.in_scope)).alias(IN_SCOPE))
    if in_polars:
        inner = made.layers(rows.filter(nw.col(IN_SCOPE)), sums.inside.values())
        tests = [made.of(test).alias(name_of[name]) for name, test in sums.inside.items()]
        inner = inner.select(*keys, *tests) if keys or tests else inner.select(IN_SCOPE)
        outer = rows.select(*keys, *(name_of[name] for name in (*sums.everywhere, UNREADABLE)))
        return in_two_branches(outer, inner, groups, name_of[IN_SCOPE])
    rows = made.layers(rows, sums.inside.values())
    inside = [(nw.col(IN_SCOPE) & made.of(test)).alias(name_of[name]) for name, test in sums.inside.items()]
    rows = rows.with_columns(*inside, nw.col(IN_SCOPE).alias(name_of[IN_SCOPE]))
    asked = [name_of[name] for name in (*sums.everywhere, UNREADABLE, IN_SCOPE, *sums.inside)]
    rows = rows.select(*keys, *(nw.col(name).fill_null(value=False).cast(nw.Int64) for name in asked))
    added = [nw.col(name).sum() for name in asked]
    found = rows.group_by(*keys).agg(*added) if keys else rows.select(*added, nw.len().alias("rows"))
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    return found if keys else found.filter(nw.col("rows") > 0).drop("rows")


@frozen
class _Made:
    """The columns that were made of operands and expressions, each once, in layers."""

    bound: Bound
    algebra: Algebra
    _have: dict[int, str] = field(factory=dict)

    def of(self, expression: int) -> Any:
        """An expression: its column, or what it is made of; missing means false."""
        return truth(self.algebra, expression, self.bound, self._have)

    def layers(self, rows: Any, expressions: Iterable[int]) -> Any:
        """The rows with a column for every moment that is worked out, every test, and what is asked more than once."""
        depth, uses = self._asked(list(expressions))
        tests = [expression for expression, level in depth.items() if level == 0]
        operands = {operand for test in tests for operand in self._operands(test)} - set(self.bound.made)
        for moments in (
            [one for one in operands if one == END or isinstance(one, First)],
            [one for one in operands if isinstance(one, Day)],
        ):
            names = {operand: f"o{len(self.bound.made) + number}" for number, operand in enumerate(moments)}
            if moments:
                rows = rows.with_columns(*(self.bound.operand(one).alias(name) for one, name in names.items()))
            self.bound.made.update(names)
        for level in range(max(depth.values(), default=-1) + 1):
            layer = [one for one, its in depth.items() if its == level and (level == 0 or uses[one] > 1)]
            if layer:
                rows = rows.with_columns(*(self.of(one).alias(f"e{one}") for one in layer))
                self._have.update({one: f"e{one}" for one in layer})
        return rows

    def _asked(self, expressions: list[int]) -> tuple[dict[int, int], dict[int, int]]:
        """The expressions that are not yet columns: how deep they lie, and how often they are asked."""
        depth: dict[int, int] = {}
        uses: dict[int, int] = {}

        def visit(expression: int) -> int:
            uses[expression] = uses.get(expression, 0) + 1
            if expression in (TRUE, FALSE) or expression in self._have:
                return -1
            if expression not in depth:
                kind, _, content = self.algebra.node(expression)
                depth[expression] = 0 if kind == "test" else 1 + max(map(visit, content))
            return depth[expression]

        for expression in expressions:
            visit(expression)
        return depth, uses

    def _operands(self, test: int) -> Iterable[Any]:
        """The operands of a test that are worth a column: the end, the first of several moments, days."""
        _, index, _ = self.algebra.node(test)
        for operand in self.algebra.variables[index].operands:
            inner = operand.of if isinstance(operand, Day) else operand
            if self.bound.is_there(operand):
                yield operand
                yield inner

    def readable(self) -> Any:
        """Whether the status is a known one."""
        return self.bound.is_any("status", list(CaseStatus))

    def key(self, group: str) -> Any:
        known = CASE_GROUPS.get(group)
        if known is None or known.span is None:
            return nw.col(group) if known is None else self.bound.value(known.field)
        moment = self.bound.moment(known.field)
        if known.span == "month":  # months since the year 0, which has none: 0 where there is no moment
            year, month = moment.dt.year().fill_null(0).cast(nw.Int32), moment.dt.month().fill_null(1).cast(nw.Int32)
            return (year * 12 + month - 1).cast(nw.Int32)
        return moment.dt.truncate("1d")
