"""Counting frames that lie in memory, pandas and PyArrow, with NumPy.

What every row is asked, its status and where its receipt and end lie beside the window, becomes a small code; a table
says where each code leads (:mod:`.arrays_plan`). Rows are counted by ``bincount`` of key and route, in blocks that fit
the cache. Those that go on, a tenth of the rows for one month, walk the rest of the trees in groups
(:mod:`.arrays_rows`). What NumPy is not asked here, a column of an unusual type or of the user's own, Narwhals answers,
with the expressions of the other engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import accumulate, chain
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define, field

from ...errors import MissingExtraError
from ..fields import Place
from ..gates import Gate, Gates
from ..plan import Algebra
from .bound import Bound

try:
    import numpy as np
except ModuleNotFoundError:  # pragma: no cover  # PyArrow alone does not bring it
    raise MissingExtraError("counting a PyArrow table needs numpy: pip install numpy.") from None

from .arrays_columns import MISSING, Array, slice_of
from .arrays_keys import Keys, keys_of
from .arrays_plan import Plan, plan_of
from .arrays_rows import BLOCK, Rows

__all__ = ["count_by_arrays"]

PIECE = 2**20
THREADS = 2
UNREADABLE = frozenset({f"place {Place.UNREADABLE}"})


def count_by_arrays(
    bound: Bound,
    trees: Sequence[Gates],
    algebra: Algebra,
    outputs: Sequence[str],
    groups: Sequence[str],
    kept: tuple[Gates, Algebra] | None,
) -> tuple[nw.DataFrame[Any], list[list[Any]]]:
    """For every group its key (``k0``, …), as places in lists of values, and every output (``c0``, …); the lists."""
    pieces, plan = _pieces(bound), plan_of(trees, UNREADABLE)
    with ThreadPoolExecutor(THREADS) as pool:
        each: Callable[..., Iterable[Any]] = pool.map if len(pieces) > 1 else map
        if kept is not None:
            pieces = list(each(partial(_read, plan_of([kept[0]]), kept[1]), pieces))
        blocks = [list(rows.blocks()) for rows in pieces]
        keys = keys_of(bound, groups, list(chain.from_iterable(blocks)))
        numbered = list(zip(pieces, accumulate(map(len, blocks), initial=0), strict=False))
        threads = [numbered[thread::THREADS] for thread in range(THREADS)]
        found = list(each(partial(_counted, plan, algebra, keys), threads))
    engine = bound.frame.implementation
    return nw.from_dict(_columns(plan, keys, found, outputs), backend=engine), keys.values


def _pieces(bound: Bound) -> list[Rows]:
    """The frame in pieces: their arrays need little memory, and two threads can share them."""
    native, length = nw.to_native(bound.frame), len(bound.frame)
    if bound.frame.implementation.is_pyarrow():
        import pyarrow as pa

        # It cannot take rows of such texts.
        views = {one.name: one.with_type(pa.string()) for one in native.schema if pa.types.is_string_view(one.type)}
        native = native.cast(pa.schema([views.get(one.name, one) for one in native.schema]))
    return [Rows(bound, slice_of(native, slice(at, min(at + PIECE, length)))) for at in range(0, length, PIECE)]


def _read(plan: Plan, algebra: Algebra, rows: Rows) -> Rows:
    """The rows that are counted at all."""
    routes = np.concatenate([_routes(block, plan) for block in rows.blocks()])
    holds = np.array([bool(names) for names, _ in plan.routes]).take(routes)
    going = np.flatnonzero(routes >= plan.done)
    for names, some in _walked(rows.only(going), plan, algebra, routes[going]):
        holds[going[some]] |= bool(names)
    return rows.only(np.flatnonzero(holds))


# -- all rows ----------------------------------------------------------------------------------------------------------


@define(eq=False)
class _Found:
    """What one thread has counted.

    :param counts: how many rows of each key take each route; the last route is for those that go on.
    :param names: the keys of the rows that count in some names.
    """

    counts: Array
    names: dict[frozenset[str], list[Array]] = field(factory=dict)
    _waiting: Array = field(init=False)
    _rows: int = 0

    def __attrs_post_init__(self) -> None:
        self._waiting = np.empty(max(len(self.counts), BLOCK), np.int64)

    def add(self, key: Array, route: Array, width: int) -> None:
        """Rows; they are counted once they are as many as the counts."""
        if self._rows + len(key) > len(self._waiting):
            self.flush()
        number = self._waiting[self._rows : self._rows + len(key)]
        np.multiply(key, width, out=number)
        number += route
        self._rows += len(key)

    def flush(self) -> None:
        self.counts += np.bincount(self._waiting[: self._rows], minlength=len(self.counts))
        self._rows = 0


def _counted(plan: Plan, algebra: Algebra, keys: Keys, pieces: Iterable[tuple[Rows, int]]) -> _Found:
    """:param pieces: each with the number of its first block."""
    width = plan.done + 1
    found = _Found(np.zeros(keys.size * width, np.int64))
    for piece, first in pieces:
        start, going = 0, []
        for number, block in enumerate(piece.blocks(), first):
            key, route = keys.of(number), _routes(block, plan)
            some = np.flatnonzero(route >= plan.done)
            going.append((some + start, key[some], route[some]))
            found.add(key, np.minimum(route, plan.done), width)
            start += block.length
        if going:
            places, key, route = map(np.concatenate, zip(*going, strict=True))
            for names, some in _walked(piece.only(places), plan, algebra, route):
                if names:
                    found.names.setdefault(names, []).append(key[some])
    found.flush()
    return found


def _routes(rows: Rows, plan: Plan) -> Array:
    """The route of each row, by a code of its status and of the cuts that its two moments have reached."""
    code = rows.choices("status").astype(np.uint8 if len(plan.route_of) < 2**8 else np.uint16)
    for moment, cuts in plan.scanned:
        values = rows.moment(moment)
        code *= code.dtype.type(len(cuts) + 2)
        for edge in rows.edges(cuts):
            code += (values >= edge).view(np.uint8)
        code += (values == MISSING).view(np.uint8) * code.dtype.type(len(cuts) + 1)
    return plan.route_of.take(code)


# -- the rows that go on -----------------------------------------------------------------------------------------------


def _walked(rows: Rows, plan: Plan, algebra: Algebra, routes: Array) -> Iterator[tuple[frozenset[str], Array]]:
    """Names, and the rows that count in them. A row may come several times, with other names."""
    waiting: dict[int, list[Array]] = {}
    asking: dict[tuple[str, int], list[Array]] = {}
    for route, (names, nodes) in enumerate(plan.routes[plan.done :], plan.done):
        some = np.flatnonzero(routes == route)
        yield names, some
        for number in nodes:
            waiting.setdefault(number, []).append(some)
    while waiting:
        number = max(waiting)  # a node stands behind those to which it leads
        some, node = np.concatenate(waiting.pop(number)), plan.nodes[number]
        if isinstance(node, Gate):
            yield node.names, some
            for asked in node.asking:
                asking.setdefault(asked, []).append(some)
        elif len(some):
            arm = rows.arms(node.variable, [values for values, _ in node.arms], some)
            for at, (_, leads) in enumerate(node.arms):
                waiting.setdefault(leads, []).append(some.compress(arm == at))
    for (name, expression), several in asking.items():
        some = np.concatenate(several)
        yield frozenset({name}), some.compress(rows.holds(algebra, expression, some))


# -- the result --------------------------------------------------------------------------------------------------------


def _columns(plan: Plan, keys: Keys, found: Sequence[_Found], outputs: Sequence[str]) -> dict[str, Array]:
    routes = sum(one.counts for one in found).reshape(keys.size, plan.done + 1)
    used = np.flatnonzero(routes.any(axis=1))
    numbers: dict[str, Array] = {}
    for (names, _), column in zip(plan.routes[: plan.done], routes[used].T, strict=False):
        for name in names:
            numbers[name] = numbers.get(name, 0) + column
    for names in dict.fromkeys(chain.from_iterable(one.names for one in found)):
        met = np.concatenate([key for one in found for key in one.names.get(names, ())])
        column = np.bincount(met, minlength=keys.size)[used]
        for name in names:
            numbers[name] = numbers.get(name, 0) + column
    parts = {f"k{number}": part for number, part in enumerate(keys.parts(used))}
    return parts | {f"c{number}": numbers[name] for number, name in enumerate(outputs) if name in numbers}
