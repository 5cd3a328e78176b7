"""Predicates: which cases a counter counts.

The nodes of this module are small, frozen and inert. They say what is asked, never how: :mod:`.plan` turns them into
a decision tree, :mod:`.words` into a Vietnamese sentence. What users write is :func:`field` and the operators
``== < <= > >= & | ~``, ``.is_in(...)``, ``.is_missing()`` and ``.day``; they make the nodes.

Every predicate is two-valued. A comparison with a missing value is false, NOT is taken after that, and only
``is_missing()`` sees a missing value: ``~(field("channel") == Channel.ONLINE)`` is true where the channel is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Literal, TypeAlias

from attrs import frozen

from ..calendar import LimitUnit, WorkCalendar
from ..errors import PredicateError, near
from ..vietnamese.dates import local
from .fields import FIELDS, Kind

__all__ = [
    "ALWAYS",
    "And",
    "AnyPause",
    "Before",
    "Compare",
    "Cut",
    "Day",
    "Elapsed",
    "Field",
    "First",
    "IsIn",
    "IsMissing",
    "Lasting",
    "Not",
    "Operand",
    "Or",
    "Predicate",
    "Value",
    "field",
    "fields_of",
]

Value: TypeAlias = StrEnum | str | bool | int | date | datetime
Operator: TypeAlias = Literal["<", "<=", "==", ">=", ">"]


class Predicate:
    """What may be asked of a case. Combine with ``&``, ``|`` and ``~``; nothing is computed before a count."""

    __slots__ = ()

    def __and__(self, other: Predicate) -> Predicate:
        return And((self, _predicate(other, "&")))

    def __or__(self, other: Predicate) -> Predicate:
        return Or((self, _predicate(other, "|")))

    def __invert__(self) -> Predicate:
        return Not(self)

    def __str__(self) -> str:
        """The predicate as a Vietnamese sentence."""
        from .words import in_words

        return in_words(self)

    def __bool__(self) -> bool:
        raise PredicateError(
            "a predicate has no truth value of its own: write & | ~ instead of and, or, not, "
            "and (a < b) & (b < c) instead of a < b < c."
        )


def _predicate(value: object, where: str) -> Predicate:
    if isinstance(value, Predicate):
        return value
    hint = (
        ": a field alone is no predicate, compare it, e.g. field('digitised').is_true()"
        if isinstance(value, _Asked)
        else ""
    )
    raise PredicateError(f"beside {where} stands {value!r}, expected a predicate{hint}.")


# -- what can be compared ----------------------------------------------------------------------------------------------


@frozen
class Field:
    """A field of ``Case``, one of the derived fields of :mod:`.terms`, or a column of a frame."""

    name: str


@frozen
class First:
    """The first of several moments, in the order given, that is present."""

    of: tuple[Field, ...]


@frozen
class Day:
    """The local date of a moment."""

    of: Field | First


Operand: TypeAlias = Field | First | Day


class Cut(StrEnum):
    """The moments that a window draws on the line of time, in their order."""

    FIRST = "first"  # the window's first day begins
    LAST = "last"  # its last day begins
    LAST_MOMENT = "last_moment"  # 23:59:59 of its last day: the wire has whole seconds
    AFTER = "after"  # the day after it begins
    SOON = "soon"  # the day after the last one that is "due soon" begins


@frozen
class Elapsed:
    """The time between two moments, in whole units of a calendar; working hours are counted in seconds."""

    since: Field
    until: Field | First | Cut
    unit: LimitUnit
    calendar: WorkCalendar


END = Field("end")
"""When a case ended: which of its fields holds it, the rules and its status say."""


# -- the nodes ---------------------------------------------------------------------------------------------------------


@frozen
class Compare(Predicate):
    left: Operand
    op: Operator
    right: Operand | Value


@frozen
class Before(Predicate):
    """The moment lies before a cut of the window."""

    left: Field | First
    cut: Cut


@frozen
class IsMissing(Predicate):
    of: Field | First


@frozen
class IsIn(Predicate):
    of: Field
    values: tuple[Value, ...]


@frozen
class AnyPause(Predicate):
    """At least one recorded pause of the case fits; the fields are those of ``Pause``."""

    where: Predicate


@frozen
class Lasting(Predicate):
    """So many units have elapsed, or more."""

    of: Elapsed
    at_least: int


@frozen
class And(Predicate):
    parts: tuple[Predicate, ...]


@frozen
class Or(Predicate):
    parts: tuple[Predicate, ...]


@frozen
class Not(Predicate):
    part: Predicate


ALWAYS = And(())


def fields_of(predicate: Predicate) -> frozenset[str]:
    """The names of the fields that a predicate asks for; pauses count as the field ``pauses``."""
    match predicate:
        case And(parts) | Or(parts):
            return frozenset().union(*map(fields_of, parts))
        case Not(part):
            return fields_of(part)
        case AnyPause():
            return frozenset({"pauses"})
        case Compare(left, _, right):
            return _names(left) | _names(right)
        case Before(of, _) | IsMissing(of) | IsIn(of, _):
            return _names(of)
        case Lasting(Elapsed(since, until)):
            return _names(since) | _names(until)
    raise TypeError(f"not a predicate: {predicate!r}")


def _names(operand: object) -> frozenset[str]:
    match operand:
        case Field(name):
            return frozenset({name})
        case First(of):
            return frozenset(item.name for item in of)
        case Day(of):
            return _names(of)
    return frozenset()


# -- the syntax that users write ---------------------------------------------------------------------------------------


def field(name: str) -> _Asked:
    """A field of a case, to be compared (trường dữ liệu của hồ sơ).

    :param name: a field of ``Case`` such as ``channel``, a derived one (``verdict``, ``standing``, ``end_kind``), or a
        column of a frame.
    :raises PredicateError: at the comparison, where the value is not one that the field can have.

    >>> from tthc_core import Channel
    >>> field("channel") == Channel.ONLINE
    Compare(left=Field(name='channel'), op='==', right=<Channel.ONLINE: 'online'>)
    >>> field("channel") == "onlin"
    Traceback (most recent call last):
    tthc_core.errors.PredicateError: 'onlin' is not a value of the field channel. Near: 'online'.
    """
    if not isinstance(name, str):
        raise PredicateError(f"field({name!r}): expected the name of a field, a text.")
    return _Asked(Field(name))


class _Asked:
    """The left side of a comparison. It is no predicate before it is compared."""

    __slots__ = ("_operand",)
    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # == makes a predicate, so that a hash would mean nothing

    def __init__(self, operand: Field | Day) -> None:
        self._operand = operand

    @property
    def day(self) -> _Asked:
        """The local date of a moment, to be compared with a date or another day."""
        if not isinstance(self._operand, Field) or _kind(self._operand) not in (Kind.MOMENT, None):
            raise PredicateError(
                f"{_said(self._operand)} has no day: only a moment has one, such as field('received_at').day."
            )
        return _Asked(Day(self._operand))

    def __eq__(self, other: object) -> Predicate:  # type: ignore[override]  # a predicate, not a truth value
        return self._compare("==", other)

    def __ne__(self, other: object) -> Predicate:  # type: ignore[override]  # as __eq__
        raise PredicateError(
            f"{_said(self._operand)} != {other!r} does not say what a missing value means: "
            "write ~(field == value), which is true where it is missing, or .is_in([...]) with the values you want."
        )

    def __lt__(self, other: object) -> Predicate:
        return self._compare("<", other)

    def __le__(self, other: object) -> Predicate:
        return self._compare("<=", other)

    def __gt__(self, other: object) -> Predicate:
        return self._compare(">", other)

    def __ge__(self, other: object) -> Predicate:
        return self._compare(">=", other)

    def is_missing(self) -> Predicate:
        """True where the field has no value."""
        operand = self._operand
        return IsMissing(operand.of if isinstance(operand, Day) else operand)

    def is_true(self) -> Predicate:
        """True where the flag is true: the same as ``== True``."""
        return self._compare("==", True)

    def is_in(self, values: Iterable[Value]) -> Predicate:
        """True where the field has one of the values; a missing field has none."""
        if not isinstance(self._operand, Field):
            raise PredicateError(f"{_said(self._operand)}.is_in(...): a day is compared with <, <=, ==, >=, >.")
        if isinstance(values, str):
            raise PredicateError(f"is_in({values!r}): expected several values, e.g. is_in([{values!r}]).")
        known = tuple(_value(self._operand, "is_in", value) for value in values)
        if not known:
            raise PredicateError(f"{_said(self._operand)}.is_in([]) would never be true: name at least one value.")
        return IsIn(self._operand, known)

    def __bool__(self) -> bool:
        raise self._alone()

    def __repr__(self) -> str:
        return _said(self._operand)

    def _alone(self) -> PredicateError:
        said = _said(self._operand)
        return PredicateError(f"{said} alone is no predicate: compare it, e.g. ({said} == True), before & | ~.")

    def __and__(self, other: object) -> Predicate:
        raise self._alone()

    def __or__(self, other: object) -> Predicate:
        raise self._alone()

    def __invert__(self) -> Predicate:
        raise self._alone()

    def _compare(self, op: Operator, other: object) -> Predicate:
        if isinstance(other, _Asked):
            return Compare(self._operand, op, _other(self._operand, op, other._operand))
        return Compare(self._operand, op, _value(self._operand, op, other))


def _said(operand: Field | First | Day) -> str:
    if isinstance(operand, Day):
        return f"{_said(operand.of)}.day"
    return f"field({operand.name!r})" if isinstance(operand, Field) else repr(operand)


def _kind(operand: Field | Day) -> Kind | None:
    """What the operand holds; None for a column that only its user knows."""
    if isinstance(operand, Day):
        return Kind.DAY
    known = FIELDS.get(operand.name) if isinstance(operand, Field) else None
    return known.kind if known else None


def _other(left: Field | Day, op: Operator, right: Field | Day) -> Operand:
    kinds = {_kind(left), _kind(right)}
    if len(kinds - {None}) > 1:
        raise PredicateError(
            f"{_said(left)} {op} {_said(right)} compares a {_kind(left)} with a {_kind(right)}: "
            "compare day with day (.day) or moment with moment."
        )
    if not kinds <= {Kind.MOMENT, Kind.DAY, None}:
        raise PredicateError(f"{_said(left)} {op} {_said(right)}: only moments and days are compared with each other.")
    return right


def _value(operand: Field | Day, op: str, value: object) -> Value:
    """The value as the field holds it, or what is wrong with it."""
    kind = _kind(operand)
    if value is None:
        raise PredicateError(f"{_said(operand)} {op} None is never true: write {_said(operand)}.is_missing().")
    if op in ("<", "<=", ">", ">=") and kind in (Kind.CHOICE, Kind.FLAG, Kind.TEXT):
        raise PredicateError(f"{_said(operand)} {op} {value!r}: a {kind} has no order, use == or .is_in(...).")
    return _CHECKS[kind](operand, value)


def _choice(operand: Field | Day, value: object) -> Value:
    assert isinstance(operand, Field)
    members = FIELDS[operand.name].members
    for member in members:
        if value is member or (type(value) is str and value == member):
            return member
    known = [str(member) for member in members]
    raise PredicateError(f"{value!r} is not a value of the field {operand.name}. {near(value, known)}")


def _exact(expected: type, way_out: str) -> Callable[[Field | Day, object], Value]:
    def check(operand: Field | Day, value: object) -> Value:
        if type(value) is not expected:
            raise PredicateError(f"{_said(operand)} is compared with {value!r}, expected {way_out}.")
        return local(value) if isinstance(value, datetime) else value  # type: ignore[return-value]  # of the expected type

    return check


def _any(operand: Field | Day, value: object) -> Value:
    if isinstance(value, str | bool | int | date):
        return local(value) if isinstance(value, datetime) else value
    raise PredicateError(f"{_said(operand)} is compared with {value!r}, expected a text, whole number, flag or date.")


_CHECKS: dict[Kind | None, Callable[[Field | Day, object], Value]] = {
    Kind.CHOICE: _choice,
    Kind.FLAG: _exact(bool, "True or False (a missing flag is neither)"),
    Kind.TEXT: _exact(str, "a text"),
    Kind.MOMENT: _exact(datetime, "a datetime; to compare days write .day"),
    Kind.DAY: _exact(date, "a date"),
    None: _any,
}
