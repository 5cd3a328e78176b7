"""Rows of a frame as arrays, and the questions of a decision tree put to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, or_
from typing import Any

import numpy as np
from attrs import define, field, frozen

from ...errors import InvalidValueError, UnknownKeyError, near
from ..fields import FIELDS
from ..plan import Variable, VariableKind
from ..predicate import And, AnyPause, Before, Compare, Cut, Day, Field, First, IsIn, IsMissing, Not, Operand, Or
from .arrays_columns import FLAG_VALUES, MISSING, Array, Column, Moments, flag_of
from .columns import CHANGES, MOMENTS, OPENING, CaseColumns

__all__ = ["Asked", "Piece", "Rows", "microseconds"]

SECOND = 10**6
A_DAY = 86_400
NONE_WITHOUT = frozenset({"returned_at", "refused_at", *CHANGES})
_PAUSE = {"began_at": "paused_from", "ended_at": "paused_until"}
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, "==": eq, ">=": ge, ">": gt}
_EPOCH, _EPOCH_DAY = datetime(1970, 1, 1), date(1970, 1, 1)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // (datetime.resolution)


@frozen(eq=False)
class Asked:
    """What is asked of a frame: its columns as the fields of a case, over a window.

    :param names: the columns of the frame.
    :param any_pause: where pauses stand in a table of their own, the columns of true and false that say for a question
        about pauses whether one fits.
    """

    columns: CaseColumns
    names: Collection[str]
    cuts: Mapping[Cut, datetime]
    any_pause: Mapping[Any, str] = field(factory=dict)

    def column(self, name: str) -> str | None:
        """The column of a field; None where a case has no such moment without a column of them.

        :raises UnknownKeyError: there is none.
        """
        found = self.columns.of(name)
        if found in self.names:
            return found
        if name in NONE_WITHOUT:
            return None
        said = f"column {found!r}" if found is not None else "column"
        kind = f" for the field {name!r}" if found != name else ""
        raise UnknownKeyError(
            f"the frame has no {said}{kind}. {near(found or name, self.names)} "
            f"Say which it is: columns=CaseColumns({name}=...)."
        )

    def moments(self, name: str, column: Column, of: Any) -> Moments:
        """The moments of a field; days begin or end, as the field does.

        :raises InvalidValueError: the column holds something else.
        """
        found = column.moments(of)
        if found is None:
            raise InvalidValueError(
                f"column {column.name!r} holds {column.holds}, expected moments or dates for {name}: "
                "convert it before the count."
            )
        if not found.days and name not in self.columns.date_only:
            return found
        days = found.values if found.days else found.values // (A_DAY * found.per_second)
        values = days * (A_DAY * SECOND) + (0 if name in OPENING else (A_DAY - 1) * SECOND)
        values[found.values == MISSING] = MISSING
        return Moments(values, SECOND)


@define(eq=False)
class Piece:
    """Some rows of a frame that lie one behind the other."""

    length: int
    make: Callable[[str], Column]
    _known: dict[str, Column] = field(factory=dict)

    def column(self, name: str) -> Column:
        if name not in self._known:
            self._known[name] = self.make(name)
        return self._known[name]


@define(eq=False)
class Rows:
    """The rows that are looked at again: of each piece those whose numbers are given, one behind the other."""

    asked: Asked
    of: Sequence[tuple[Piece, Array]]
    _moments: dict[str, Array] = field(factory=dict)
    _codes: dict[str, Array] = field(factory=dict)

    @property
    def length(self) -> int:
        return sum(len(rows) for _, rows in self.of)

    def _each(self, name: str, values: Callable[[Column, Array], Array]) -> Array:
        found = [values(piece.column(name), rows) for piece, rows in self.of]
        return found[0] if len(found) == 1 else np.concatenate(found)

    # -- values --------------------------------------------------------------------------------------------------------

    def moment(self, name: str) -> Array:
        """A field of all rows as microseconds."""
        if name not in self._moments:
            self._moments[name] = self._due_in_force() if name == "due_in_force" else self._read(name)
        return self._moments[name]

    def _read(self, name: str) -> Array:
        column = self.asked.column(name)
        if column is None:
            return np.full(self.length, MISSING)

        def values(of: Column, rows: Array) -> Array:
            moments, per_second, _ = self.asked.moments(name, of, rows)
            if per_second == SECOND:
                return moments
            scaled = moments // (per_second // SECOND) if per_second > SECOND else moments * (SECOND // per_second)
            scaled[moments == MISSING] = MISSING
            return scaled

        return self._each(column, values)

    def _due_in_force(self) -> Array:
        """As :func:`..history.due_in_force`: the due date before the first change after the window, if recorded."""
        after, never = microseconds(self.asked.cuts[Cut.AFTER]), np.iinfo(np.int64).max
        due = self.moment("due_at") if self.asked.columns.of("due_at") in self.asked.names else self._none()
        changes = []
        for when, before in (("paused_from", "paused_due_before"), ("extended_at", "extended_due_before")):
            if self.asked.column(when) is not None:
                at = self.moment(when)
                changes.append((np.where(at >= after, at, never), self.moment(before)))
        if not changes:
            return due
        soonest = reduce(np.minimum, (at for at, _ in changes))
        fits = [(at == soonest) & (at != never) & (before != MISSING) for at, before in changes]
        recorded = [np.where(fit, before, never) for fit, (_, before) in zip(fits, changes, strict=True)]
        return np.where(reduce(or_, fits), reduce(np.minimum, recorded), due)

    def _none(self) -> Array:
        return np.full(self.length, MISSING)

    def operand(self, operand: Operand, rows: Array) -> Array:
        """A moment as microseconds, a day as days since 1970."""
        match operand:
            case Day(of):
                return self.operand(of, rows) // (A_DAY * SECOND)
            case First((first, *others)):
                found = self.moment(first.name)[rows]
                for other in others:
                    gaps = np.flatnonzero(found == MISSING)
                    if len(gaps):
                        found[gaps] = self.moment(other.name)[rows[gaps]]
                return found
            case Field(name):
                return self.moment(name)[rows]
        raise TypeError(f"not an operand: {operand!r}")  # pragma: no cover

    def codes(self, name: str) -> Array:
        """For each row the place of a choice among its members, of a flag in FLAG_VALUES; the last is for no value."""
        if name not in self._codes:
            column = self.asked.column(name)
            assert column is not None
            read = choices if FIELDS[name].members else truths
            self._codes[name] = self._each(column, lambda of, rows: read(name, of, rows))
        return self._codes[name]

    def matching(self, name: str, test: Callable[[Any], bool]) -> Array:
        """For every row whether a column has a value that fits."""
        column = self.asked.column(name)
        assert column is not None

        def values(of: Column, rows: Array) -> Array:
            codes, known = of.distinct(rows)
            try:
                table = np.array([*(_is_there(value) and bool(test(value)) for value in known), False], bool)
            except TypeError as error:
                raise InvalidValueError(f"column {of.name!r} holds {of.holds}: {error}.") from None
            return table.take(codes, mode="wrap")

        return self._each(column, values)

    def is_temporal(self, operand: Operand) -> bool:
        """Whether an operand is a moment or a day."""
        match operand:
            case Day() | First():
                return True
            case Field(name) if name in MOMENTS or name in CHANGES or name == "due_in_force":
                return True
        assert isinstance(operand, Field)
        return self._has_moments(operand.name)

    def _has_moments(self, name: str) -> bool:
        column = self.asked.column(name)
        assert column is not None
        return any(piece.column(column).is_temporal() for piece, _ in self.of)

    # -- questions -----------------------------------------------------------------------------------------------------

    def arms(self, variable: Variable, arms: Sequence[tuple[tuple[Any, ...], int]], rows: Array) -> Array:
        """For each of some rows the number of the arm on which its answer leads."""
        arm_of = {value: number for number, (values, _) in enumerate(arms) for value in values}
        match variable.kind, variable.of:
            case (VariableKind.CHOICE | VariableKind.FLAG), Field(name):
                values = (*FIELDS[name].members, None) if FIELDS[name].members else FLAG_VALUES
                # A status that no question knows was left behind before.
                table = np.array([arm_of.get(value, 0) for value in values], np.uint8)
                return table.take(self.codes(name)[rows])
            case VariableKind.POSITION, (Field() | First()) as moment:
                found = self.operand(moment, rows)
                table = np.array([arm_of[position] for position in range(len(Cut) + 1)], np.uint8)
                steps = np.flatnonzero(np.diff(table))
                reached = sum(
                    ((found >= cut).view(np.uint8) for cut in self._cuts(steps)), start=np.zeros(len(rows), np.uint8)
                )
                return table[[0, *(steps + 1)]].take(reached)
            case VariableKind.ORDER, (left, right):
                sign = self._order(left, right, rows)
                return np.array([arm_of[0], arm_of[1], arm_of[-1]], np.uint8).take(sign, mode="wrap")
            case VariableKind.PRESENCE, (Field() | First() | Day()) as operand:
                truth = self._present(operand, rows)
            case _:
                truth = self.holds(variable.of, rows)
        return truth.view(np.uint8) if arm_of[True] else (~truth).view(np.uint8)

    def _cuts(self, numbers: Sequence[int]) -> list[int]:
        moments = list(self.asked.cuts.values())
        return [microseconds(moments[number]) for number in numbers]

    def _present(self, operand: Operand, rows: Array) -> Array:
        if self.is_temporal(operand):
            return self.operand(operand, rows) != MISSING
        assert isinstance(operand, Field)
        return self.matching(operand.name, lambda value: True)[rows]

    def _order(self, left: Operand, right: Operand, rows: Array) -> Array:
        """-1, 0 or 1; anything where one of them is missing, for then it is not asked."""
        if self.is_temporal(left) and self.is_temporal(right):
            if isinstance(left, Day) != isinstance(right, Day):
                left, right = (of if isinstance(of, Day) else Day(of) for of in (left, right))  # type: ignore[arg-type]
            first, second = self.operand(left, rows), self.operand(right, rows)
        else:
            first, second = self._ranks(left, right, rows)
        return (first > second).view(np.int8) - (first < second).view(np.int8)

    def _ranks(self, left: Operand, right: Operand, rows: Array) -> tuple[Array, Array]:
        """Two columns of plain values as their places among all of these."""
        read = []
        for operand in (left, right):
            assert isinstance(operand, Field)
            column = self.asked.column(operand.name)
            for piece, its in self.of:
                read.append((operand, *piece.column(str(column)).distinct(its)))
        try:
            ordered = sorted({value for _, _, values in read for value in values if value is not None})
        except TypeError as error:
            raise InvalidValueError(f"{left} and {right} cannot be compared: {error}.") from None
        rank = {value: number for number, value in enumerate(ordered)}
        found = []
        for operand in (left, right):
            parts = [
                np.array([*(rank.get(value, -1) for value in values), -1]).take(codes, mode="wrap")
                for of, codes, values in read
                if of is operand
            ]
            found.append(np.concatenate(parts)[rows])
        return found[0], found[1]

    def holds(self, predicate: Any, rows: Array) -> Array:
        """Whether a question without finer structure is answered with yes."""
        match predicate:
            case And(parts):
                return reduce(and_, (self.holds(part, rows) for part in parts), np.ones(len(rows), bool))
            case Or(parts):
                return reduce(or_, (self.holds(part, rows) for part in parts), np.zeros(len(rows), bool))
            case Not(part):
                return ~self.holds(part, rows)
            case AnyPause(where):
                if predicate in self.asked.any_pause:
                    name = self.asked.any_pause[predicate]
                    return (self._each(name, lambda of, its: truths(name, of, its)) == 1)[rows]
                # A pause without a beginning is none.
                return (self.moment("paused_from")[rows] != MISSING) & self.holds(_of_columns(where), rows)
            case IsMissing(of):
                return ~self._present(of, rows)
            case Before(of, cut):
                found = self.operand(of, rows)
                return (found < microseconds(self.asked.cuts[cut])) & (found != MISSING)
            case IsIn(Field(name), values):
                return self.matching(name, values.__contains__)[rows]
            case Compare(left, op, value):
                return self._compared(left, _SIGNS[op], value, rows)
        raise InvalidValueError(f"a frame is not asked how long something took: {predicate}")

    def _compared(self, left: Operand, sign: Callable[[Any, Any], Any], value: Any, rows: Array) -> Array:
        if not isinstance(value, date):
            assert isinstance(left, Field)
            return self.matching(left.name, lambda known: sign(known, value))[rows]
        if isinstance(left, Field) and not self.is_temporal(left):
            return self.matching(left.name, lambda known: sign(known, value))[rows]
        found = self.operand(left, rows)
        there = found != MISSING // (A_DAY * SECOND) if isinstance(left, Day) else found != MISSING
        if isinstance(value, datetime):
            return sign(found, microseconds(value)) & there
        days = found if isinstance(left, Day) else found // (A_DAY * SECOND)
        return sign(days, (value - _EPOCH_DAY).days) & there


def _of_columns(predicate: Any) -> Any:
    """A question about a pause, asked of the columns of the last one."""
    match predicate:
        case And(parts):
            return And(tuple(map(_of_columns, parts)))
        case Or(parts):
            return Or(tuple(map(_of_columns, parts)))
        case Not(part):
            return Not(_of_columns(part))
        case IsMissing(Field(name)):
            return IsMissing(Field(_PAUSE[name]))
        case Before(Field(name), cut):
            return Before(Field(_PAUSE[name]), cut)
    raise TypeError(f"not a question about a pause: {predicate!r}")  # pragma: no cover


def _is_there(value: object) -> bool:
    """NaN does not equal itself."""
    return value is not None and value == value  # noqa: PLR0124  # see above


def choices(name: str, column: Column, of: Any) -> Array:
    """For each row the place of its member, or behind the last one."""
    codes, values = column.distinct(of)
    members = FIELDS[name].members
    place = {str(member): number for number, member in enumerate(members)}
    place |= {str(member.code): number for number, member in enumerate(members) if hasattr(member, "code")}
    table = np.array([*(place.get(_text(value), len(members)) for value in values), len(members)], np.uint8)
    return table.take(codes, mode="wrap")


def _text(value: Any) -> str:
    """A choice as a text; of a code that is a number without the decimals that pandas gives it."""
    if isinstance(value, str | bool) or value is None:
        return str(value)
    try:
        whole = int(value)
    except (TypeError, ValueError, OverflowError):
        return ""
    return str(whole) if whole == value else ""


def truths(name: str, column: Column, of: Any) -> Array:
    """For each row the place of a flag in FLAG_VALUES."""
    found = column.flags(of)
    if found is not None:
        return found
    codes, values = column.distinct(of)
    if any(isinstance(value, date) for value in values):
        raise InvalidValueError(f"column {column.name!r} holds {column.holds}, expected true or false for {name}.")
    return np.array([*map(flag_of, values), 2], np.uint8).take(codes, mode="wrap")
