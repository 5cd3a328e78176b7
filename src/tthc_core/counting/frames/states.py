"""The states of a row: every way through a decision tree, as one small whole number.

An engine works out the number of each row and counts how often it occurs; which counters a state is in, is looked up
once for each state, in Python. So a cube of states is enough for any counters, rates and groups above it.
"""

from __future__ import annotations

from itertools import product

from ..plan import Both, Leaf, Node

__all__ = ["size", "states"]


def size(node: Node) -> int:
    """How many ways there are through a tree: their numbers run from 0 up to it."""
    if isinstance(node, Leaf):
        return 1
    if isinstance(node, Both):
        found = 1
        for part in node.parts:
            found *= size(part)
        return found
    return sum(size(arm) for _, arm in node.arms)


def states(node: Node) -> list[frozenset[str]]:
    """The names in which a row of each state counts, in the order of their numbers.

    The arms of a branch stand one after the other; trees that are all walked are the digits of a number, the first of
    them the lowest.
    """
    if isinstance(node, Leaf):
        return [node.names]
    if isinstance(node, Both):
        digits = [states(part) for part in reversed(node.parts)]
        return [frozenset().union(*names) for names in product(*digits)]
    return [names for _, arm in node.arms for names in states(arm)]
