"""A decision tree as one expression of a frame: the number of the state in which a row is."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

import narwhals.stable.v2 as nw

from ..plan import Both, Leaf, Node, Variable, VariableKind
from ..predicate import (
    And,
    AnyPause,
    Before,
    Compare,
    Day,
    Field,
    IsIn,
    IsMissing,
    Not,
    Or,
)
from .bound import Bound
from .states import size

__all__ = ["UNREADABLE", "holds", "state_of"]

UNREADABLE = -1
"""The state of a row without a known status."""


def state_of(node: Node, bound: Bound) -> Any:
    """The number of the state of each row."""
    return _state(node, bound, 0)


def _state(node: Node, bound: Bound, first: int) -> Any:
    if isinstance(node, Leaf):
        return nw.lit(first, nw.Int32)
    if isinstance(node, Both):
        found, step = None, 1
        for part in node.parts:
            number = _state(part, bound, first if found is None else 0)
            found = number if found is None else found + number * step
            step *= size(part)
        return found
    starts, arms = {}, []
    for values, arm in node.arms:
        starts[values] = first
        arms.append((values, arm))
        first += size(arm)
    absent = _where_absent(node.variable, bound)
    if absent is not None:
        values, arm = next((values, arm) for values, arm in arms if absent in values)
        return _state(arm, bound, starts[values])
    strict = node.variable.of == Field("status")
    # What is missing fits no condition, so that its arm comes last.
    arms.sort(key=lambda one: None in one[0])
    found = nw.lit(UNREADABLE, nw.Int32) if strict else _state(arms[-1][1], bound, starts[arms[-1][0]])
    for values, arm in reversed(arms if strict else arms[:-1]):
        found = (
            nw.when(condition(node.variable, values, bound)).then(_state(arm, bound, starts[values])).otherwise(found)
        )
    return found


def _where_absent(variable: Variable, bound: Bound) -> Any:
    """The answer of every row where the frame has no column to ask."""
    if variable.kind is VariableKind.PRESENCE and not bound.is_there(variable.operands[0]):
        return False
    if isinstance(variable.of, AnyPause) and not bound.is_there(Field("began_at")):
        return False
    return None


def condition(variable: Variable, values: tuple[Any, ...], bound: Bound) -> Any:
    """Whether the answer to a question is among the values; a row that cannot answer is in none."""
    if variable.kind in (VariableKind.CHOICE, VariableKind.FLAG) and None in values:
        others = tuple(value for value in variable.values if value not in values)
        return ~condition(variable, others, bound) if others else nw.lit(value=True)
    match variable.kind:
        case VariableKind.CHOICE:
            assert isinstance(variable.of, Field)
            return bound.is_any(variable.of.name, values)
        case VariableKind.FLAG:
            assert isinstance(variable.of, Field)
            name = variable.of.name
            tests = {True: bound.flag, False: bound.flag_is_false}
            return reduce(or_, (tests[value](name) for value in values))
        case VariableKind.PRESENCE:
            missing = bound.operand(variable.operands[0]).is_null()
            return ~missing if values == (True,) else missing
        case VariableKind.POSITION:
            moment = bound.operand(variable.operands[0])
            return reduce(or_, (_within(moment, run, bound) for run in _runs(values)))
        case VariableKind.ORDER:
            left, right = (bound.operand(operand) for operand in variable.operands)
            return _ORDERS[frozenset(values)](left, right).fill_null(value=False)
    truth = holds(variable.of, bound)
    return truth if values == (True,) else ~truth


def _runs(values: tuple[int, ...]) -> list[tuple[int, int]]:
    """The first and last of each stretch of neighbouring positions."""
    runs: list[tuple[int, int]] = []
    for value in sorted(values):
        if runs and runs[-1][1] == value - 1:
            runs[-1] = (runs[-1][0], value)
        else:
            runs.append((value, value))
    return runs


def _within(moment: Any, run: tuple[int, int], bound: Bound) -> Any:
    """Position `i` means that `i` of the cuts are reached."""
    cuts = list(map(bound.literal, bound.cuts.values()))
    first, last = run
    tests = [moment >= cut for cut in cuts[first - 1 : first] if first] + [
        moment < cut for cut in cuts[last : last + 1]
    ]
    return reduce(and_, tests).fill_null(value=False)


def holds(predicate: Any, bound: Bound) -> Any:
    """Whether a question without finer structure is answered with yes: true or false, never missing."""
    match predicate:
        case And(parts):
            return reduce(and_, (holds(part, bound) for part in parts))
        case Or(parts):
            return reduce(or_, (holds(part, bound) for part in parts))
        case Not(part):
            return ~holds(part, bound)
        case AnyPause(where):
            if predicate in bound.any_pause:
                # Joined, pandas has objects, of which ~True is -2.
                return nw.col(bound.any_pause[predicate]).fill_null(value=False).cast(nw.Boolean)
            return holds(where, bound)
        case IsMissing(of):
            return bound.operand(of).is_null() if bound.is_there(of) else nw.lit(value=True)
        case Before(of, cut):
            if not bound.is_there(of):
                return nw.lit(value=False)
            return (bound.operand(of) < bound.literal(bound.cuts[cut])).fill_null(value=False)
        case IsIn(Field(name), values):
            return bound.value(name).is_in(list(values)).fill_null(value=False)
        case Compare(Day() as day, op, date() as value) if bound.days_are_moments:
            return _SIGNS[op](bound.operand(day), datetime(value.year, value.month, value.day)).fill_null(value=False)
        case Compare(left, op, value):
            value = bound.literal(value) if isinstance(value, datetime) else value
            return _SIGNS[op](bound.operand(left), value).fill_null(value=False)
    raise TypeError(f"not a question: {predicate!r}")


_SIGNS = {"<": lt, "<=": le, "==": eq, ">=": ge, ">": gt}
_ORDERS = {
    frozenset({-1}): lt,
    frozenset({0}): eq,
    frozenset({1}): gt,
    frozenset({-1, 0}): le,
    frozenset({0, 1}): ge,
    frozenset({-1, 1}): ne,
}
