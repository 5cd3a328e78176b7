"""A decision tree made ready for arrays: the status and two dates of every row are a small code, and a table says where
each code leads. Most rows end there; the others go on from nodes that equal parts of the tree share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from attrs import field, frozen

from ...domain import CaseStatus
from ..fields import Place
from ..plan import Both, Leaf, Node, Variable, VariableKind
from ..predicate import Field, First

__all__ = ["EMPTY", "FINISHED", "RECEIVED", "STATUSES", "Joint", "Plan", "Split", "plan_of"]

Array: TypeAlias = Any  # a NumPy array
RECEIVED, FINISHED, STATUS = Field("received_at"), Field("finished_at"), Field("status")
STATUSES = tuple(CaseStatus)
UNREADABLE = frozenset({f"place {Place.UNREADABLE}"})
EMPTY: frozenset[str] = frozenset()
MISSING = None
_POSITIONS = 6  # how many cuts a moment has reached: 0 to 5


@frozen
class Split:
    """A question, and the numbers of the nodes to which its values lead."""

    variable: Variable
    arms: tuple[tuple[tuple[Any, ...], int], ...]


@frozen
class Joint:
    """Nodes that are all walked."""

    parts: tuple[int, ...]


#: A node is a question, several nodes, or the names that its rows count in.
Step: TypeAlias = Split | Joint | frozenset[str]


@frozen(eq=False)
class Plan:
    """What is done with a block of rows.

    :param nodes: the nodes of the tree; equal ones are one, and each stands behind those to which it leads.
    :param received: the cuts at which it matters where a case was received.
    :param finished: the cuts at which it matters where it was finished.
    :param slots: the names in which the rows of a code count, for each slot; the first `done` of them lead nowhere.
    :param done: how many slots hold rows that need no further look.
    :param slot_of: the slot of each code.
    :param group_of: for each code, which of the `starts` its rows go on from.
    :param starts: the nodes from which a group of rows goes on.
    """

    nodes: tuple[Step, ...]
    received: tuple[int, ...]
    finished: tuple[int, ...]
    slots: tuple[frozenset[str], ...]
    done: int
    slot_of: Array
    group_of: Array
    starts: tuple[tuple[int, ...], ...]


def plan_of(tree: Node, *, unreadable: frozenset[str] = UNREADABLE) -> Plan:
    """The plan of a tree. A tree is made once for each question, and so is its plan.

    :param unreadable: what a row without a known status counts in, whatever else it says; where that is nothing, it
        is asked the rest.
    """
    known = _PLANS.get(id(tree))
    if known is None or known[0] is not tree:
        while len(_PLANS) >= _KEPT:
            _PLANS.pop(next(iter(_PLANS)), None)
        known = _PLANS[id(tree)] = tree, _made(tree, unreadable)
    return known[1]


# By the identity of the tree, which is kept with its plan: to hash a tree costs as much as to make a plan.
_PLANS: dict[int, tuple[Node, Plan]] = {}
_KEPT = 32


@frozen
class _Nodes:
    steps: list[Step] = field(factory=list)
    numbers: dict[object, int] = field(factory=dict)

    def number(self, node: Node) -> int:
        step: Step
        if isinstance(node, Leaf):
            step = node.names
        elif isinstance(node, Both):
            step = Joint(tuple(self.number(part) for part in node.parts))
        else:
            step = Split(node.variable, tuple((values, self.number(arm)) for values, arm in node.arms))
        if step not in self.numbers:
            self.numbers[step] = len(self.steps)
            self.steps.append(step)
        return self.numbers[step]


def _made(tree: Node, unreadable: frozenset[str]) -> Plan:
    nodes = _Nodes()
    root = nodes.number(tree)
    splits = [step for step in nodes.steps if isinstance(step, Split)]
    received, finished = (_boundaries(splits, moment) for moment in (RECEIVED, FINISHED))
    slots: dict[tuple[bool, frozenset[str]], None] = {}
    starts: dict[tuple[int, ...], None] = {}
    found = []
    for status, came, ended in product((*STATUSES, MISSING), _reached(received), _reached(finished)):
        if status is MISSING and unreadable:
            names, rest = unreadable, ()
        else:
            names, rest = _walked(nodes.steps, root, status, came, ended)
        found.append(((bool(rest), names), rest))
        slots[found[-1][0]] = None
        starts[rest] = None
    ordered = sorted(slots, key=lambda slot: slot[0])
    groups = list(starts)
    return Plan(
        tuple(nodes.steps),
        received,
        finished,
        tuple(names for _, names in ordered),
        sum(not goes_on for goes_on, _ in ordered),
        np.array([ordered.index(slot) for slot, _ in found], np.uint8 if len(ordered) < 256 else np.uint16),
        np.array([groups.index(rest) for _, rest in found], np.uint8 if len(groups) < 256 else np.uint16),
        tuple(groups),
    )


def _boundaries(splits: Iterable[Split], moment: Field) -> tuple[int, ...]:
    """The cuts on whose two sides some question about a moment leads to different nodes."""
    asked = [split for split in splits if split.variable.kind is VariableKind.POSITION]
    asked = [split for split in asked if split.variable.of == moment or _leads(split.variable.of, moment)]
    found = set()
    for split in asked:
        arm_of = {value: number for values, number in split.arms for value in values}
        found |= {cut for cut in range(_POSITIONS - 1) if arm_of[cut] != arm_of[cut + 1]}
    return tuple(sorted(found))


def _leads(operand: object, moment: Field) -> bool:
    """Whether an operand is the moment wherever that is there."""
    return isinstance(operand, First) and operand.of[0] == moment


def _reached(boundaries: Sequence[int]) -> list[int | None]:
    """For each stretch between the cuts that matter one position inside; behind them the missing."""
    return [0, *(cut + 1 for cut in boundaries), MISSING]


def _walked(
    steps: Sequence[Step], root: int, status: CaseStatus | None, came: int | None, ended: int | None
) -> tuple[frozenset[str], tuple[int, ...]]:
    """The names that are known of a row when these three are, and the nodes from which it goes on."""
    names: set[str] = set()
    rest: list[int] = []
    todo = [root]
    while todo:
        number = todo.pop()
        step = steps[number]
        if isinstance(step, Joint):
            todo.extend(step.parts)
        elif isinstance(step, Split):
            asked, value = _answer(step.variable, status, came, ended)
            if asked:
                # What is no status is in no arm.
                todo.extend(leads for values, leads in step.arms if value in values)
            else:
                rest.append(number)
        else:
            names |= step
    return frozenset(names), tuple(sorted(rest, reverse=True))


def _answer(variable: Variable, status: CaseStatus | None, came: int | None, ended: int | None) -> tuple[bool, Any]:
    """Whether these three answer a question, and the answer."""
    if variable.of == STATUS:
        return True, status
    if variable.kind not in (VariableKind.PRESENCE, VariableKind.POSITION):
        return False, None
    if variable.of != RECEIVED and variable.of != FINISHED and not (_leads(variable.of, FINISHED) and ended is not None):
        return False, None
    at = came if variable.of == RECEIVED else ended
    return True, at is not None if variable.kind is VariableKind.PRESENCE else at or 0
