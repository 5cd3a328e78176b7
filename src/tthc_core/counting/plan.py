"""From many predicates to one decision tree, which asks each row as little as it can.

A predicate asks a few *variables*, each with a handful of values: the status is one of eleven, a moment lies in one of
six stretches of the window's line, one day is before, on or after another. Over such variables all counters together
become one tree. A branch asks one variable and parts its values by what they leave open; counters that have no question
in common any more are walked one after the other. A leaf names every counter that its rows count in, so that a row is
written down once, however many counters it is in; the few leaves are added up at the end.

Nothing here knows how a question is put to a row: :mod:`.objects` writes the tree as a Python function.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from math import inf
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, frozen
from attrs import field as attribute

from ..domain import CaseStatus, Channel
from .fields import FIELDS, Kind
from .predicate import (
    And,
    AnyPause,
    Before,
    Compare,
    Cut,
    Day,
    Elapsed,
    Field,
    First,
    IsIn,
    IsMissing,
    Lasting,
    Not,
    Operand,
    Or,
    Predicate,
)

__all__ = [
    "FALSE",
    "TRUE",
    "UNRANKED",
    "Algebra",
    "Both",
    "Branch",
    "Grower",
    "Leaf",
    "Node",
    "Variable",
    "VariableKind",
    "grow",
    "leaves",
]


class VariableKind(IntEnum):
    """What a variable asks, in the order in which questions about the same field are asked."""

    CHOICE = 1  # which member an enum field is; None where it is missing
    FLAG = 2  # True, False or None
    PRESENCE = 3  # whether there is a value
    POSITION = 4  # how many of the window's cuts a moment has reached
    TRUTH = 5  # a question without finer structure
    ORDER = 6  # -1, 0, 1: the left is before, the same as, after the right


@frozen
class Variable:
    """A question with a few possible answers."""

    kind: VariableKind
    of: Operand | tuple[Operand, Operand] | Predicate
    values: tuple[Any, ...] = attribute(eq=False)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """What has to be known of a row before the question can be put."""
        match self.of:
            case (left, right):
                return left, right
            case Lasting(Elapsed(since, until)):
                return (since,) if isinstance(until, Cut) else (since, until)
            case Compare(left, _, _) | (Field() | First() | Day() as left):
                return (left,)
        return ()


@frozen
class Leaf:
    """Where a walk ends: the names that the row counts in."""

    names: frozenset[str]


@frozen
class Branch:
    """A question, and where each group of answers leads."""

    variable: Variable
    arms: tuple[tuple[tuple[Any, ...], Node], ...]


@frozen
class Both:
    """Trees that have no question in common: all of them are walked."""

    parts: tuple[Node, ...]


Node: TypeAlias = Leaf | Branch | Both
T = TypeVar("T")


class NoRoomError(Exception):
    """A tree would have more nodes than there is room for."""


def grow(outputs: Mapping[str, Predicate], apart: Sequence[str] = ()) -> Node:
    """The tree that says of a row which of the named predicates, without derived fields, hold for it.

    :param apart: the names that may have trees of their own, where one tree would be too large.
    """
    algebra = Algebra()
    meanings = {name: algebra.translate(test) for name, test in outputs.items()}

    def tree(names: Collection[str], room: float) -> Node:
        return Grower(algebra, room).tree({name: meanings[name] for name in names}, frozenset())

    first, *others = in_parts(tree, [name for name in outputs if name not in apart], apart, ROOM)
    return Both((first, *others)) if others else first


def in_parts(
    tree: Callable[[Collection[str], float], T], together: Sequence[str], apart: Sequence[str], room: float
) -> Sequence[T]:
    """One tree of all names, where there is room; else one of those that belong together, and small ones of the others.

    :param tree: grows a tree of names, for which there is room for so many nodes.
    """
    if not apart or (not together and len(apart) == 1):
        return [tree((*together, *apart), inf)]
    try:
        return [tree((*together, *apart), room)]
    except NoRoomError:
        half = 0 if together else len(apart) // 2
        return [*in_parts(tree, together, apart[:half], room), *in_parts(tree, (), apart[half:], room)]


def leaves(node: Node) -> Iterable[frozenset[str]]:
    """The names at every leaf of a tree."""
    if isinstance(node, Leaf):
        yield node.names
        return
    for part in node.parts if isinstance(node, Both) else (arm for _, arm in node.arms):
        yield from leaves(part)


# -- the order of questions --------------------------------------------------------------------------------------------

# Results first: a case that ended long ago needs its status and its first two dates.
_FIELD_ORDER = (
    *("valid_from", "valid_to", "status", "received_at", "end", "finished_at", "returned_at"),
    *("handled_at", "declined_at", "due_at", "pauses", "due_in_force", "submitted_at"),
)
UNRANKED = len(_FIELD_ORDER)
# So many questions may be multiplied out with each other; more are asked for each name alone.
_MULTIPLIED = 4
# The answers to questions that names do not share are multiplied out: a tree can grow without end. One of so many nodes
# is compiled in a twentieth of a second; the counters of the library need a third of them.
ROOM = 2000
_RESULTS = (CaseStatus.PROCESSED, CaseStatus.RETURNED)


def _rank(variable: Variable) -> int:
    """When a question is asked. Two moments are compared only when it is known where each stands; the calendar last."""
    if variable.kind is VariableKind.TRUTH and isinstance(variable.of, Compare):
        return UNRANKED  # only counters of the user's own compare with a value, most of them with one that no other has
    names = ["pauses"] if isinstance(variable.of, AnyPause) else [_asked(operand) for operand in variable.operands]
    ranks = [_FIELD_ORDER.index(name) if name in _FIELD_ORDER else UNRANKED for name in names]
    return max(ranks, default=UNRANKED) + (UNRANKED + 1) * (
        2 if isinstance(variable.of, Lasting) else variable.kind == VariableKind.ORDER
    )


def _asked(operand: Operand) -> str:
    match operand:
        case Field(name):
            return name
        case First(of):
            return of[0].name
        case _:
            return _asked(operand.of)


# -- predicates as expressions over variables --------------------------------------------------------------------------

FALSE, TRUE = 0, 1
Merge: TypeAlias = Callable[[frozenset[Any], frozenset[Any]], frozenset[Any]]
_ORDERED = {"<": (-1,), "<=": (-1, 0), "==": (0,), ">=": (0, 1), ">": (1,)}


class Algebra:
    """AND and OR over tests "the variable is among these values". An expression is a number, equal ones the same."""

    def __init__(self) -> None:
        self.variables: list[Variable] = []
        self.asks: list[int] = [0, 0]  # for each expression, which variables it asks: a bit each
        self._known: dict[object, int] = {}
        # What an expression is: a "test" with its variable and values, or "and", "or" with their parts.
        self._nodes: list[tuple[str, int, frozenset[Any]]] = [("or", -1, frozenset()), ("and", -1, frozenset())]
        self._assumed: dict[tuple[int, int, object], int] = {}
        # With the predicate itself, which keeps its identity from being given to another one.
        self._translated: dict[tuple[int, bool], tuple[Predicate, int]] = {}

    def translate(self, predicate: Predicate, *, negated: bool = False) -> int:
        """The expression of a predicate. The same object, which many definitions share, is translated once."""
        key = (id(predicate), negated)
        if key not in self._translated:
            self._translated[key] = predicate, self._expression(predicate, negated=negated)
        return self._translated[key][1]

    def _expression(self, predicate: Predicate, *, negated: bool) -> int:
        match predicate:
            case And(parts) | Or(parts):
                translated = [self.translate(part, negated=negated) for part in parts]
                return self.every(translated) if isinstance(predicate, And) != negated else self.some(translated)
            case Not(part):
                return self.translate(part, negated=not negated)
        present, variable, values = _question(predicate)
        index = self._variable(variable)
        if not negated:
            return self.every((*(self._presence(of, True) for of in present), self._test(index, frozenset(values))))
        others = frozenset(variable.values) - frozenset(values)
        return self.some((*(self._presence(of, False) for of in present), self._test(index, others)))

    def every(self, parts: Iterable[int]) -> int:
        return self._join("and", parts, FALSE, TRUE, frozenset.__and__)

    def some(self, parts: Iterable[int]) -> int:
        return self._join("or", parts, TRUE, FALSE, frozenset.__or__)

    def assume(self, expression: int, index: int, value: object) -> int:
        """What is left of an expression when a variable has the value."""
        if not self.asks[expression] >> index & 1:
            return expression
        key = (expression, index, value)
        if key not in self._assumed:
            kind, _, content = self._nodes[expression]
            if kind == "test":
                self._assumed[key] = TRUE if value in content else FALSE
            else:
                parts = [self.assume(part, index, value) for part in content]
                self._assumed[key] = self.every(parts) if kind == "and" else self.some(parts)
        return self._assumed[key]

    def node(self, expression: int) -> tuple[str, int, frozenset[Any]]:
        """What an expression is: a "test" with its variable and values, or "and", "or" with their parts."""
        return self._nodes[expression]

    def _variable(self, variable: Variable) -> int:
        if variable not in self._known:
            self._known[variable] = len(self.variables)
            self.variables.append(variable)
        return self._known[variable]

    def _presence(self, of: Operand, present: bool) -> int:
        variable = Variable(VariableKind.PRESENCE, of, (True, False))
        return self._test(self._variable(variable), frozenset({present}))

    def _test(self, index: int, values: frozenset[object]) -> int:
        if not values:
            return FALSE
        if values.issuperset(self.variables[index].values):
            return TRUE
        return self._node("test", index, values, 1 << index)

    def _join(self, kind: str, parts: Iterable[int], absorbing: int, neutral: int, merge: Merge) -> int:
        rest: set[int] = set()
        tests: dict[int, frozenset[Any]] = {}
        todo = list(parts)
        while todo:
            part = todo.pop()
            if part == absorbing:
                return absorbing
            if part == neutral:
                continue
            its_kind, index, content = self._nodes[part]
            if its_kind == kind:
                todo.extend(content)
            elif its_kind == "test":
                tests[index] = merge(tests[index], content) if index in tests else content
            else:
                rest.add(part)
        for index, values in tests.items():
            test = self._test(index, values)
            if test == absorbing:
                return absorbing
            rest.add(test)
        if not rest:
            return neutral
        if len(rest) == 1:
            return rest.pop()
        asks = 0
        for part in rest:
            asks |= self.asks[part]
        return self._node(kind, -1, frozenset(rest), asks)

    def _node(self, kind: str, index: int, content: frozenset[Any], asks: int) -> int:
        key = (kind, index, content)
        if key not in self._known:
            self._known[key] = len(self._nodes)
            self._nodes.append(key)
            self.asks.append(asks)
        return self._known[key]


def _question(predicate: Predicate) -> tuple[tuple[Operand, ...], Variable, tuple[Any, ...]]:
    """What must be there before an atom can be asked, the variable it asks, and the values for which it is true."""
    match predicate:
        case IsMissing(Field(name)) if name in FIELDS and FIELDS[name].kind in (Kind.CHOICE, Kind.FLAG):
            return (), _choice(name), (None,)
        case IsMissing(of):
            return (), Variable(VariableKind.PRESENCE, _plain(of), (True, False)), (False,)
        case IsIn(Field(name), values) if name in FIELDS and FIELDS[name].kind in (Kind.CHOICE, Kind.FLAG):
            # A missing channel counts as counter.
            missing = (None,) if name == "channel" and Channel.COUNTER in values else ()
            return (), _choice(name), (*values, *missing)
        case Compare(Field(name) as of, "==", value) if name in FIELDS and FIELDS[name].kind in (
            Kind.CHOICE,
            Kind.FLAG,
        ):
            return _question(IsIn(of, (value,)))  # type: ignore[arg-type]  # a value: a choice is compared with nothing else
        case Before(of, cut):
            moment = _plain(of)
            variable = Variable(VariableKind.POSITION, moment, tuple(range(len(Cut) + 1)))
            return (moment,), variable, tuple(range(list(Cut).index(cut) + 1))
        case Compare(left, op, Field() | First() | Day() as right):
            left, right = _plain(left), _plain(right)
            variable = Variable(VariableKind.ORDER, (left, right), (-1, 0, 1))
            return (_moment(left), _moment(right)), variable, _ORDERED[op]
        case Compare(left, op, right):
            left = _plain(left)
            variable = Variable(VariableKind.TRUTH, Compare(left, op, right), (True, False))
            return (_moment(left),), variable, (True,)
        case Lasting(Elapsed(_, until) as elapsed):
            plain = evolve(predicate, of=evolve(elapsed, until=_plain_end(until)))
            variable = Variable(VariableKind.TRUTH, plain, (True, False))
            return variable.operands, variable, (True,)
    return (), Variable(VariableKind.TRUTH, predicate, (True, False)), (True,)


def _choice(name: str) -> Variable:
    info = FIELDS[name]
    if info.kind is Kind.FLAG:
        return Variable(VariableKind.FLAG, Field(name), (True, False, None))
    if name == "status":  # the one field that every case has
        return Variable(VariableKind.CHOICE, Field(name), (*_RESULTS, *(s for s in CaseStatus if s not in _RESULTS)))
    return Variable(VariableKind.CHOICE, Field(name), (*info.members, None))


def _plain(operand: Operand) -> Operand:
    """The first of one moment is that moment."""
    match operand:
        case First((only,)):
            return only
        case Day(of):
            return Day(_plain(of))  # type: ignore[arg-type]  # a moment, as its content is
    return operand


def _plain_end(end: Field | First | Cut) -> Field | First | Cut:
    return end.of[0] if isinstance(end, First) and len(end.of) == 1 else end


def _moment(operand: Operand) -> Operand:
    return operand.of if isinstance(operand, Day) else operand


# -- the tree ----------------------------------------------------------------------------------------------------------


class Grower:
    """:param room: so many nodes a tree may have; there is no tree that has more."""

    def __init__(self, algebra: Algebra, room: float = inf) -> None:
        self._algebra = algebra
        self._room = room
        variables = algebra.variables
        self._rank = [_rank(variable) for variable in variables]
        self._order = sorted(
            range(len(variables)), key=lambda i: (self._rank[i], variables[i].kind, repr(variables[i].of))
        )

    def tree(self, open_: Mapping[str, int], done: frozenset[str]) -> Node:
        """The tree for what is still open, on the walks where `done` is already known to hold."""
        self._node()
        done |= {name for name, rest in open_.items() if rest == TRUE}
        open_ = {name: rest for name, rest in open_.items() if rest not in (TRUE, FALSE)}
        if not open_:
            return Leaf(done)
        first, *others = self._independent(open_)
        if others:
            return Both((self.tree(first, done), *(self.tree(part, frozenset()) for part in others)))
        index = self._next(first.values())
        if self._rank[index] == UNRANKED and len(first) > 1 and self._asked(first.values()).bit_count() > _MULTIPLIED:
            alone = [{name: rest} for name, rest in first.items()]
            return Both((self.tree(alone[0], done), *(self.tree(part, frozenset()) for part in alone[1:])))
        variable = self._algebra.variables[index]
        arms: dict[tuple[int, ...], list[object]] = {}
        for value in variable.values:
            left = tuple(self._algebra.assume(rest, index, value) for rest in first.values())
            arms.setdefault(left, []).append(value)
        if len(arms) == 1:  # every answer leaves the same open: no need to ask
            return self.tree(dict(zip(first, left, strict=True)), done)
        return Branch(
            variable,
            tuple(
                (tuple(values), self.tree(dict(zip(first, left, strict=True)), done)) for left, values in arms.items()
            ),
        )

    def _node(self) -> None:
        self._room -= 1
        if self._room < 0:
            raise NoRoomError

    def _asked(self, expressions: Iterable[int]) -> int:
        asked = 0
        for expression in expressions:
            asked |= self._algebra.asks[expression]
        return asked

    def _next(self, expressions: Collection[int]) -> int:
        """The first question in order; of those without a rank, the one that most names ask."""
        asked = self._asked(expressions)
        candidates = [index for index in self._order if asked >> index & 1]
        if self._rank[candidates[0]] != UNRANKED:
            return candidates[0]
        ranked = [index for index in candidates if self._rank[index] == UNRANKED]
        return max(ranked, key=lambda index: sum(self._algebra.asks[one] >> index & 1 for one in expressions))

    def _independent(self, open_: Mapping[str, int]) -> list[dict[str, int]]:
        """The open names in groups that have no variable in common; the largest group first."""
        groups: list[tuple[int, dict[str, int]]] = []
        for name, rest in open_.items():
            asks, members = self._algebra.asks[rest], {name: rest}
            apart = []
            for other, group in groups:
                if other & asks:
                    asks, members = asks | other, group | members
                else:
                    apart.append((other, group))
            groups = [*apart, (asks, members)]
        return [members for _, members in sorted(groups, key=lambda group: -len(group[1]))]
