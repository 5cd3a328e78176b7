"""Decision trees for engines that count states: what asks no date stands beside the tree, not in it.

Which side a row stands on and how it is judged, its status and its dates say: one small tree of those. Channel, tier
and flags only part what stands on a side; a leaf names them as expressions that hold or not, so that they are not
multiplied out with each other. The counters of the two flows that stand beside the account have trees of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from .plan import FALSE, TRUE, UNRANKED, Algebra, Grower, Variable
from .predicate import Predicate

__all__ = ["Fork", "Gate", "Gates", "gates_of"]


@frozen
class Gate:
    """A leaf: the names that hold, and those that hold where an expression beside the tree does."""

    names: frozenset[str]
    asking: frozenset[tuple[str, int]]


@frozen
class Fork:
    """A question, and where each group of answers leads."""

    variable: Variable
    arms: tuple[tuple[tuple[object, ...], Gate | Fork], ...]


Gates: TypeAlias = Gate | Fork


def gates_of(outputs: Mapping[str, Predicate], algebra: Algebra) -> Gates:
    """The tree that asks the status and the dates alone."""
    asked = {name: algebra.translate(test) for name, test in outputs.items()}
    return _Gates(algebra).gates(asked, frozenset())


class _Gates(Grower):
    def gates(self, open_: Mapping[str, int], done: frozenset[str]) -> Gates:
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
