"""Rows of a frame as arrays, and the questions of a decision tree put to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
from attrs import define, field

from ..fields import FIELDS
from ..plan import FALSE, TRUE, Algebra, Variable, VariableKind
from ..predicate import And, AnyPause, Before, Compare, Cut, Day, Field, First, IsMissing, Not, Operand, Or, fields_of
from .arrays_columns import MISSING, Array, codes_of, column_of, flags_of, moments_of, slice_of
from .bound import PAUSE, Bound
from .columns import CHANGES, MOMENTS
from .expressions import condition

__all__ = ["A_DAY", "BLOCK", "Rows"]

A_DAY = 86_400_000_000
BLOCK = 2**17
FLAGS = (False, True, None)
RECORDED = ("paused_due_before", "extended_due_before")
KNOWN_MOMENTS = frozenset({*MOMENTS, *CHANGES, "due_in_force"})


def kept(read: Callable[[Rows, Any], Array]) -> Callable[[Rows, Any], Array]:
    """A method that reads the same once."""

    def once(self: Rows, asked: Any) -> Array:
        key = read, asked
        if key not in self._known:
            self._known[key] = read(self, asked)
        return self._known[key]

    return once


@define(eq=False)
class Rows:
    """Some rows of a frame; what was read of them is kept.

    :param native: a frame of pandas or a table of PyArrow.
    :param numbers: which of its rows; None for all.
    """

    bound: Bound
    native: Any
    numbers: Array | None = None
    _known: dict[Any, Any] = field(factory=dict)

    @property
    def length(self) -> int:
        return len(self.native) if self.numbers is None else len(self.numbers)

    def blocks(self) -> Iterator[Rows]:
        """The rows in blocks that fit the cache."""
        for start in range(0, self.length, BLOCK):
            block = slice(start, min(start + BLOCK, self.length))
            if self.numbers is None:
                yield Rows(self.bound, slice_of(self.native, block))
            else:
                yield Rows(self.bound, self.native, self.numbers[block])

    def only(self, rows: Array) -> Rows:
        return Rows(self.bound, self.native, rows if self.numbers is None else self.numbers[rows])

    # -- columns -------------------------------------------------------------------------------------------------------

    def codes(self, column: str) -> tuple[Array, list[Any]]:
        """For each row the number of its value in a list, -1 where it is missing."""
        return codes_of(column_of(self.native, column), self.numbers)

    @kept
    def moment(self, operand: Operand) -> Array:
        """Of each row a moment as microseconds since 1970, or a day as days; anything where a day is missing."""
        bound = self.bound
        match operand:
            case Day(of):
                return self.moment(of) // A_DAY
            case First((first, *others)):
                found = self.moment(first)
                for other in others:
                    found = np.where(found == MISSING, self.moment(other), found)
                return found
            case Field("due_in_force") if not any(map(bound.has, RECORDED)):
                return self.moment(Field("due_at")) if bound.has("due_at") else np.full(self.length, MISSING)
        if not bound.is_there(operand):
            return np.full(self.length, MISSING)
        assert isinstance(operand, Field)
        if operand.name != "due_in_force":
            name = PAUSE.get(operand.name, operand.name)
            column, dtype = bound.column(name), bound.schema[bound.column(name)]
            naive = isinstance(dtype, nw.Datetime) and dtype.time_zone is None
            if naive and name not in bound.columns.date_only:
                return moments_of(column_of(self.native, column), self.numbers)
        found = self._asked([operand.name], bound.operand(operand))
        return moments_of(column_of(nw.to_native(found), "it"), None)

    @kept
    def choices(self, name: str) -> Array:
        """Of each row the place of a choice among its members; behind the last where it is unknown."""
        codes, values = self.codes(self.bound.column(name))
        members = FIELDS[name].members
        place = {str(member): number for number, member in enumerate(members)}
        place |= {str(member.code): number for number, member in enumerate(members) if hasattr(member, "code")}
        table = [*(place.get(_text(value), len(members)) for value in values), len(members)]
        return np.array(table, np.uint8).take(codes, mode="wrap")

    @kept
    def flags(self, name: str) -> Array:
        """Of each row the place of a flag in FLAGS."""
        found = flags_of(column_of(self.native, self.bound.column(name)), self.numbers)
        if found is not None:
            return found
        false, true = (self._true([name], test(name)) for test in (self.bound.flag_is_false, self.bound.flag))
        return np.where(true, 1, np.where(false, 0, 2)).astype(np.uint8)

    def _asked(self, names: Iterable[str], expression: Any) -> Any:
        """A frame of Narwhals with what an expression over some fields gives for every row, as `it`."""
        bound = self.bound
        fields = {*(PAUSE.get(name, name) for name in names), *CHANGES, "due_at"}
        columns = bound.schema.keys() & {*map(bound.columns.of, fields), *bound.any_pause.values()}
        frame = nw.from_native(self.native, eager_only=True).select(*columns)
        if self.numbers is not None:
            frame = nw.from_native(nw.to_native(frame).take(self.numbers), eager_only=True)
        return frame.select(expression.alias("it"))

    def _true(self, names: Iterable[str], expression: Any) -> Array:
        """Whether an expression of Narwhals holds."""
        return np.asarray(self._asked(names, expression)["it"].to_numpy(), bool)

    # -- questions -----------------------------------------------------------------------------------------------------

    def edges(self, cuts: Sequence[int]) -> list[int]:
        moments = list(self.bound.cuts.values())
        return [_microseconds(moments[cut]) for cut in cuts]

    def arms(self, variable: Variable, arms: Sequence[tuple[Any, ...]], some: Array) -> Array:
        """For some rows the number of the arm that has the answer."""
        arm_of = {value: number for number, values in enumerate(arms) for value in values}

        def table(answers: Iterable[Any]) -> Array:
            return np.array([arm_of[answer] for answer in answers], np.uint8)

        match variable.kind, variable.of:
            case (VariableKind.CHOICE, Field(name)):
                return table((*FIELDS[name].members, None)).take(self.choices(name)[some])
            case (VariableKind.FLAG, Field(name)):
                return table(FLAGS).take(self.flags(name)[some])
            case (VariableKind.TRUTH, AnyPause(where) as of) if of not in self.bound.any_pause:
                return table((False, True)).take(self.only(some)._pause(where))
        if variable.kind is VariableKind.TRUTH or not _names(variable) <= KNOWN_MOMENTS:
            return self._by_narwhals((variable, tuple(arms)))[some]
        found, *others = (self.moment(operand)[some] for operand in variable.operands)
        match variable.kind:
            case VariableKind.PRESENCE:
                return table((False, True)).take(found != MISSING)
            case VariableKind.POSITION:
                arm_at = table(range(len(Cut) + 1))
                steps = np.flatnonzero(np.diff(arm_at)).tolist()
                reached = np.zeros(len(found), np.uint8)
                for edge in self.edges(steps):
                    reached += (found >= edge).view(np.uint8)
                return arm_at[[0, *(step + 1 for step in steps)]].take(reached)
        sign = (found > others[0]).view(np.int8) - (found < others[0]).view(np.int8)
        return table((0, 1, -1)).take(sign, mode="wrap")

    @kept
    def _by_narwhals(self, question: tuple[Variable, Sequence[tuple[Any, ...]]]) -> Array:
        """The arm of every row, where a question is asked of columns that only their user knows."""
        variable, arms = question
        names = _names(variable)
        found = np.zeros(self.length, np.uint8)
        for number, values in enumerate(arms):
            found[self._true(names, condition(variable, values, self.bound))] = number
        return found

    def holds(self, algebra: Algebra, expression: int, some: Array) -> Array:
        """Whether an expression holds, for some rows."""
        if expression in (TRUE, FALSE):
            return np.full(len(some), expression == TRUE)
        kind, index, content = algebra.node(expression)
        if kind == "test":
            variable = algebra.variables[index]
            fits = tuple(value for value in variable.values if value in content)
            others = tuple(value for value in variable.values if value not in content)
            return self.arms(variable, (others, fits), some).astype(bool)
        parts = [self.holds(algebra, part, some) for part in content]
        return reduce(and_ if kind == "and" else or_, parts)

    def _pause(self, predicate: Any) -> Array:
        """Whether a question about the one pause of a row is answered with yes."""
        match predicate:
            case And(parts):
                return reduce(and_, map(self._pause, parts))
            case Or(parts):
                return reduce(or_, map(self._pause, parts))
            case Not(part):
                return ~self._pause(part)
            case IsMissing(of):
                return self.moment(of) == MISSING
            case Before(of, cut):
                found = self.moment(of)
                return (found < _microseconds(self.bound.cuts[cut])) & (found != MISSING)
        raise TypeError(f"not a question about a pause: {predicate!r}")  # pragma: no cover


def _names(variable: Variable) -> frozenset[str]:
    """The fields that a question asks."""
    if variable.kind is VariableKind.TRUTH:
        return fields_of(variable.of)  # type: ignore[arg-type]  # a predicate
    return frozenset().union(*(fields_of(Compare(operand, "==", 0)) for operand in variable.operands))


def _microseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1)) // timedelta(microseconds=1)


def _text(value: Any) -> str:
    """A choice as a text; of a code that is a number without the decimals that pandas gives it."""
    whole = isinstance(value, int | float | Decimal) and not isinstance(value, bool) and value == value // 1
    return str(int(value) if whole else value)
