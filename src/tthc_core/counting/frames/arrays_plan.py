"""Decision trees made ready for arrays.

The status and two moments of every row are a small code, and a table says where each code leads. Most rows end there;
the others go on from nodes that equal parts of the trees share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from attrs import frozen

from ...domain import CaseStatus
from ..gates import Gate, Gates, Twins
from ..plan import Variable, VariableKind
from ..predicate import Cut, Field, First
from .arrays_columns import Array

__all__ = ["STATUSES", "Plan", "Split", "plan_of"]

STATUSES = tuple(CaseStatus)
STATUS, RECEIVED, ENDS = Field("status"), Field("received_at"), (Field("finished_at"), Field("returned_at"))
MISSING = None
ASK = object()


@frozen
class Split:
    """A question, and the numbers of the nodes to which its answers lead."""

    variable: Variable
    arms: tuple[tuple[tuple[Any, ...], int], ...]


Node: TypeAlias = Split | Gate
Route: TypeAlias = tuple[frozenset[str], tuple[int, ...]]


@frozen(eq=False)
class Plan:
    """What is done with rows.

    :param nodes: the nodes of the trees; equal ones are one, and each stands behind those to which it leads.
    :param scanned: the two moments that every row is asked, and the cuts at which it matters where they lie.
    :param routes: the names that rows of a code count in at once, and the nodes from which they go on.
    :param done: so many routes come first that end at once.
    :param route_of: the number of the route of each code.
    """

    nodes: Sequence[Node]
    scanned: Sequence[tuple[Field, Sequence[int]]]
    routes: Sequence[Route]
    done: int
    route_of: Array


def plan_of(trees: Iterable[Gates], unreadable: frozenset[str] = frozenset()) -> Plan:
    """The plan of several trees that are all walked.

    :param unreadable: what a row without a known status counts in, whatever else it says; where that is nothing, it
        is asked what does not ask the status.
    """
    numbers: dict[Node, int] = {}
    roots = [_numbered(tree, numbers) for tree in trees]
    nodes = list(numbers)
    scanned = _scanned([node for node in nodes if isinstance(node, Split)])
    places = [[0, *(cut + 1 for cut in cuts), MISSING] for _, cuts in scanned]
    found: list[Route] = []
    for status, *reached in product((*STATUSES, MISSING), *places):
        if status is MISSING and unreadable:
            found.append((unreadable, ()))
        else:
            known = {moment: at for (moment, _), at in zip(scanned, reached, strict=True)}
            found.append(_route(nodes, roots, {STATUS: status, **known}))
    routes = sorted(dict.fromkeys(found), key=lambda route: bool(route[1]))
    done = sum(not rest for _, rest in routes)
    kind = np.uint8 if len(routes) < 2**8 else np.uint16
    return Plan(nodes, scanned, routes, done, np.array([routes.index(route) for route in found], kind))


def _numbered(tree: Gates, numbers: dict[Node, int]) -> int:
    if isinstance(tree, Gate):
        return numbers.setdefault(tree, len(numbers))
    assert not isinstance(tree, Twins)  # SQL alone makes them
    node = Split(tree.variable, tuple((values, _numbered(arm, numbers)) for values, arm in tree.arms))
    return numbers.setdefault(node, len(numbers))


def _scanned(splits: Iterable[Split]) -> list[tuple[Field, list[int]]]:
    """The receipt, and the moment that comes first among those that may be the end."""
    cuts: dict[Field, set[int]] = {RECEIVED: set()}
    for split in splits:
        moment = _first(split.variable.of)
        if split.variable.kind is VariableKind.POSITION and moment in (RECEIVED, *ENDS):
            arm_of = {value: leads for values, leads in split.arms for value in values}
            edges = {cut for cut in range(len(Cut)) if arm_of[cut] != arm_of[cut + 1]}
            cuts.setdefault(moment, set()).update(edges)
    end = next((moment for moment in ENDS if moment in cuts), ENDS[0])
    return [(moment, sorted(cuts.get(moment, ()))) for moment in (RECEIVED, end)]


def _first(operand: Any) -> Any:
    return operand.of[0] if isinstance(operand, First) else operand


def _route(nodes: Sequence[Node], roots: Sequence[int], known: Mapping[Field, Any]) -> Route:
    """The names that are known of a row when this is known of it, and the nodes from which it goes on."""
    names: set[str] = set()
    rest: list[int] = []
    todo = [*roots]
    while todo:
        number = todo.pop()
        node = nodes[number]
        answer = _answer(node.variable, known) if isinstance(node, Split) else ASK if node.asking else None
        if answer is ASK:
            rest.append(number)
        elif isinstance(node, Split):
            # What is no status is in no arm.
            todo.extend(leads for values, leads in node.arms if answer in values)
        else:
            names |= node.names
    return frozenset(names), tuple(sorted(rest))


def _answer(variable: Variable, known: Mapping[Field, Any]) -> Any:
    """The answer to a question, or that it has to be asked."""
    moment = _first(variable.of)
    if variable.of == STATUS:
        return known[STATUS]
    if variable.kind not in (VariableKind.PRESENCE, VariableKind.POSITION) or moment not in known:
        return ASK
    if known[moment] is MISSING and variable.of != moment:  # the next one may be there
        return ASK
    return known[moment] is not MISSING if variable.kind is VariableKind.PRESENCE else known[moment]
