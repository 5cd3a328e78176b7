"""Questions, and what is made of them with and, or and not, as expressions of a frame."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

import narwhals.stable.v2 as nw

from ..plan import FALSE, TRUE, Algebra, Variable, VariableKind
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

__all__ = ["condition", "holds", "runs", "truth"]


def truth(algebra: Algebra, expression: int, bound: Bound, columns: Mapping[int, str] = {}) -> Any:
    """Whether an expression holds for a row with a known status: true or false, never missing.

    :param columns: the columns in which expressions stand already.
    """
    if expression in columns:
        return nw.col(columns[expression])
    if expression in (TRUE, FALSE):
        return nw.lit(expression == TRUE)
    kind, index, content = algebra.node(expression)
    if kind == "test":
        variable = algebra.variables[index]
        values = tuple(value for value in variable.values if value in content)
        others = tuple(value for value in variable.values if value not in content)
        # Where the status is known, the shorter question says the same.
        if variable.of == Field("status") and len(others) < len(values):
            return ~condition(variable, others, bound)
        return condition(variable, values, bound)
    parts = [truth(algebra, part, bound, columns) for part in sorted(content)]
    return reduce(and_ if kind == "and" else or_, parts)


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
            return reduce(or_, (_within(moment, run, bound) for run in runs(values)))
        case VariableKind.ORDER:
            left, right = (bound.operand(operand) for operand in variable.operands)
            return _ORDERS[frozenset(values)](left, right).fill_null(value=False)
    truth = holds(variable.of, bound)
    return truth if values == (True,) else ~truth


def runs(values: tuple[int, ...]) -> list[tuple[int, int]]:
    """The first and last of each stretch of neighbouring positions."""
    found: list[tuple[int, int]] = []
    for value in sorted(values):
        if found and found[-1][1] == value - 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


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
