"""Decision trees for engines that count states: what asks no date stands beside the tree, not in it.

Which side a row stands on and how it is judged, its status and its dates say: one small tree of those. Channel, tier
and flags only part what stands on a side; a leaf names them as expressions that hold or not, so that they are not
multiplied out with each other. The counters of the two flows that stand beside the account have trees of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import TypeAlias

from attrs import frozen

from .plan import FALSE, TRUE, UNRANKED, Algebra, Grower, NoRoomError, Variable, VariableKind, in_parts
from .predicate import Predicate

__all__ = ["NOTHING", "Fork", "Gate", "Gates", "Twins", "gates_in_parts", "gates_of", "leaves_of", "twinned"]


@frozen
class Gate:
    """A leaf: the names that hold, and those that hold where an expression beside the tree does."""

    names: frozenset[str]
    asking: frozenset[tuple[str, int]]


# These trees become longer text and more arrays than a Python function: they have less room than those of `grow`.
ROOM = 500
# A state has a bit for each expression beside its tree, and there are as many groups of rows as states that occur.
BESIDE = 24
NOTHING = Gate(frozenset(), frozenset())


@frozen
class Fork:
    """A question, and where each group of answers leads."""

    variable: Variable
    arms: tuple[tuple[tuple[object, ...], Gates], ...]


@frozen
class Twins:
    """Two leaves that one way leads to: the first before the boundary of :class:`Twinned`, the second from it on."""

    first: Gate
    second: Gate


Gates: TypeAlias = Gate | Twins | Fork


def gates_of(outputs: Mapping[str, Predicate], algebra: Algebra, room: float = inf) -> Gates:
    """The tree that asks the status and the dates alone.

    :param room: so many nodes are room for it; with a limit there is one for the expressions beside it too.
    """
    asked = {name: algebra.translate(test) for name, test in outputs.items()}
    tree = _Gates(algebra, room).gates(asked, frozenset())
    beside = {one for leaf in leaves_of(tree) if isinstance(leaf, Gate) for _, one in leaf.asking}
    if room < inf and len(beside) > BESIDE:
        raise NoRoomError
    return tree


def gates_in_parts(outputs: Mapping[str, Predicate], algebra: Algebra, apart: Sequence[str]) -> Sequence[Gates]:
    """One such tree, or several. See :func:`in_parts`."""
    return in_parts(
        lambda names, room: gates_of({name: outputs[name] for name in names}, algebra, room),
        [name for name in outputs if name not in apart],
        apart,
        ROOM,
    )


def twinned(tree: Gates) -> tuple[Gates, Variable | None, tuple[object, ...]]:
    """The tree in which the first two stretches of its first line of time are walked together, as far as they go.

    What came in before the window and what came in during it are judged alike: a tree that asks this last is half as
    large. With it the variable that parts the twins, and its answers for the first of them.
    """
    found = next((fork for fork in _forks(tree) if fork.variable.kind is VariableKind.POSITION), None)
    if found is None or len(found.arms) < 2:
        return tree, None, ()
    variable, (first, _) = found.variable, found.arms[0]
    return _twinned(tree, variable, first), variable, first


def leaves_of(tree: Gates) -> Iterator[Gate | Twins]:
    """The leaves of a tree, as often as it has them."""
    if isinstance(tree, Fork):
        for _, arm in tree.arms:
            yield from leaves_of(arm)
    else:
        yield tree


def _forks(tree: Gates) -> Iterator[Fork]:
    if isinstance(tree, Fork):
        yield tree
        for _, arm in tree.arms:
            yield from _forks(arm)


def _twinned(tree: Gates, variable: Variable, first: tuple[object, ...]) -> Gates:
    if not isinstance(tree, Fork):
        return tree
    if tree.variable != variable:
        return Fork(tree.variable, tuple((values, _twinned(arm, variable, first)) for values, arm in tree.arms))
    (one, before), (two, during), *others = tree.arms
    if one != first:
        return tree
    together = _together(before, during, variable, first)
    return Fork(variable, (((*one, *two), together), *others)) if others else together


def _together(before: Gates, during: Gates, variable: Variable, first: tuple[object, ...]) -> Gates:
    """One tree for two: where they do not go the same way, the question is asked there."""
    if before == during:
        return before
    if isinstance(before, Gate) and isinstance(during, Gate):
        return Twins(before, during)
    if isinstance(before, Fork) and isinstance(during, Fork) and before.variable == during.variable:
        ways: dict[tuple[int, int], list[object]] = {}
        for value in before.variable.values:
            at = [next(n for n, (values, _) in enumerate(each.arms) if value in values) for each in (before, during)]
            ways.setdefault((at[0], at[1]), []).append(value)
        return Fork(
            before.variable,
            tuple(
                (tuple(values), _together(before.arms[one][1], during.arms[two][1], variable, first))
                for (one, two), values in ways.items()
            ),
        )
    rest = tuple(value for value in variable.values if value not in first)
    return Fork(variable, ((first, before), (rest, _second(during))))


def _second(tree: Gates) -> Gates:
    """The tree whose leaves are second twins where they ask something."""
    if isinstance(tree, Fork):
        return Fork(tree.variable, tuple((values, _second(arm)) for values, arm in tree.arms))
    return Twins(NOTHING, tree) if isinstance(tree, Gate) and tree.asking else tree


class _Gates(Grower):
    def gates(self, open_: Mapping[str, int], done: frozenset[str]) -> Gates:
        self._node()
        done |= {name for name, rest in open_.items() if rest == TRUE}
        open_ = {name: rest for name, rest in open_.items() if rest not in (TRUE, FALSE)}
        if not open_:
            return Gate(done, frozenset())
        asked = self._asked(open_.values())
        ranked = [index for index in self._order if asked >> index & 1 and self._rank[index] != UNRANKED]
        if not ranked:
            return Gate(done, frozenset(open_.items()))
        index = ranked[0]
        variable = self._algebra.variables[index]
        arms: dict[tuple[int, ...], list[object]] = {}
        for value in variable.values:
            left = tuple(self._algebra.assume(rest, index, value) for rest in open_.values())
            arms.setdefault(left, []).append(value)
        grown = [(tuple(v), self.gates(dict(zip(open_, left, strict=True)), done)) for left, v in arms.items()]
        return grown[0][1] if len(grown) == 1 else Fork(variable, tuple(grown))
