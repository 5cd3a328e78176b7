"""Counting frames that lie in memory, pandas and PyArrow, with NumPy.

What every row is asked, its status and where its receipt and end lie beside the window, becomes a small code; a table
says where each code leads (:mod:`.arrays_plan`). Rows are counted by ``bincount`` of key and place, in blocks that fit
the cache. Those that go on, a tenth of the rows for one month, walk the rest of the tree in groups. PyArrow's columns
are read in two threads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Literal

from attrs import define, field, frozen

from ...errors import MissingExtraError
from ..plan import Node
from ..predicate import Cut
from .columns import CaseColumns

try:
    import numpy as np
except ModuleNotFoundError as error:  # pragma: no cover  # PyArrow alone does not bring it
    raise MissingExtraError("counting a frame of PyArrow needs NumPy: pip install numpy.") from error

from .arrays_columns import MISSING, Array, ArrowColumn, Moments, pandas_column
from .arrays_keys import Keys, keys_of
from .arrays_plan import EMPTY, Joint, Plan, Split, plan_of
from .arrays_rows import Asked, Piece, Rows, choices, microseconds

__all__ = ["Counted", "count_arrays", "counted_arrays"]

BLOCK = 128_000
PIECE = 4 * BLOCK
THREADS = 2


@frozen(eq=False)
class Counted:
    """The groups that have rows: the parts of their keys, and of each output the numbers, as arrays."""

    keys: tuple[Array, ...]
    numbers: dict[str, Array]
    groups: int

    def lists(self, outputs: Sequence[str]) -> tuple[list[list[Any]], list[list[int]]]:
        """The same as lists of Python."""
        return [part.tolist() for part in self.keys], [self._listed(self.numbers.get(name)) for name in outputs]

    def _listed(self, numbers: Array | None) -> list[int]:
        found = [0] * self.groups
        if numbers is not None:
            some = np.flatnonzero(numbers)
            if len(some) * 8 > self.groups:
                return numbers.tolist()  # type: ignore[no-any-return]  # whole numbers
            for place, number in zip(some.tolist(), numbers[some].tolist(), strict=True):
                found[place] = number
        return found


def count_arrays(
    native: Any,
    implementation: Literal["pandas", "pyarrow"],
    columns: CaseColumns,
    cuts: Mapping[Cut, datetime],
    tree: Node,
    groups: Sequence[str],
    outputs: Sequence[str],
    *,
    where: Node | None = None,
    any_pause: Mapping[Any, str] | None = None,
) -> tuple[list[list[Any]], list[list[int]]]:
    """For each group its part of the keys, and for each output its numbers, a row for every key.

    :param tree: its leaves name the outputs.
    :param where: a tree whose leaves name something where a row is read.
    :param any_pause: see :class:`Asked`.
    """
    found = counted_arrays(native, implementation, columns, cuts, tree, groups, where=where, any_pause=any_pause)
    return found.lists(outputs)


def counted_arrays(
    native: Any,
    implementation: Literal["pandas", "pyarrow"],
    columns: CaseColumns,
    cuts: Mapping[Cut, datetime],
    tree: Node,
    groups: Sequence[str],
    *,
    where: Node | None = None,
    any_pause: Mapping[Any, str] | None = None,
) -> Counted:
    """The same as arrays."""
    names, pieces = _pieces(native, implementation)
    asked = Asked(columns, names, cuts, any_pause or {})
    threads = THREADS if implementation == "pyarrow" and len(pieces) > 1 else 1
    with ThreadPoolExecutor(threads) as pool:
        each = pool.map if threads > 1 else map
        scans = list(each(lambda piece: Scan(piece, asked), pieces))
        keys = keys_of(groups, asked, scans, each)
        plan = plan_of(tree)
        kept = None if where is None else plan_of(where, unreadable=EMPTY)
        parts = [range(thread, len(scans), threads) for thread in range(threads)]
        done = list(each(lambda part: _counted(asked, plan, kept, keys, scans, part), parts))
    return _together(plan, keys, done)


def _pieces(native: Any, implementation: str) -> tuple[list[str], list[Piece]]:
    if implementation == "pandas":
        pieces = [Piece(len(native), lambda name: pandas_column(name, native[name]))] if len(native) else []
        return list(native.columns), pieces
    batches = native.to_batches(max_chunksize=PIECE)
    names = native.column_names
    return names, [
        Piece(batch.num_rows, lambda name, batch=batch: ArrowColumn(name, batch.column(names.index(name))))
        for batch in batches
        if batch.num_rows
    ]


@define(eq=False)
class Scan:
    """What every row of a piece is asked: its status by blocks, its receipt and its end."""

    piece: Piece
    asked: Asked
    received: Moments = field(init=False)
    finished: Moments = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.received, self.finished = self._moments("received_at"), self._moments("finished_at")

    def _moments(self, name: str) -> Moments:
        column = self.asked.column(name)
        assert column is not None
        return self.asked.moments(name, self.piece.column(column), slice(None))

    def status(self, block: slice) -> Array:
        column = self.asked.column("status")
        assert column is not None
        return choices("status", self.piece.column(column), block)

    def codes(self, plan: Plan, block: slice) -> Array:
        """The code of each row of a block: status, receipt and end, as the tables of the plan have them."""
        width, size = len(plan.finished) + 2, len(plan.slot_of)
        kind = np.uint8 if size < 256 else np.uint16
        found = self._reached(self.received, plan.received, block, kind)
        found *= kind(width)
        found += self._reached(self.finished, plan.finished, block, kind)
        rest = width * (len(plan.received) + 2)
        found += (np.arange(size // rest) * rest).astype(kind).take(self.status(block))
        return found

    def _reached(self, moments: Moments, cuts: Sequence[int], block: slice, kind: Any) -> Array:
        """How many of the cuts a moment has reached; one more than there are where it is missing."""
        values = moments.values[block]
        found = np.zeros(len(values), kind)
        for edge in edges(self.asked, cuts, moments.per_second):
            found += (values >= edge).view(np.uint8)
        missing = (values == MISSING).view(np.uint8)
        found += missing * kind(len(cuts) + 1)
        return found


def edges(asked: Asked, cuts: Sequence[int], per_second: int) -> list[int]:
    """The first moment of a unit that has reached each of the cuts."""
    moments = list(asked.cuts.values())
    most = np.iinfo(np.int64).max
    return [min(-(-microseconds(moments[cut]) * per_second // 10**6), most) for cut in cuts]


@define(eq=False)
class _Bins:
    """How often each number below was met. Numbers wait until they are as many as there are bins."""

    size: int
    counts: Array = field(init=False)
    _waiting: list[Array] = field(factory=list)
    _rows: int = 0

    def __attrs_post_init__(self) -> None:
        self.counts = np.zeros(self.size, np.int64)

    def add(self, numbers: Array) -> None:
        self._waiting.append(numbers)
        self._rows += len(numbers)
        if self._rows >= self.size:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            numbers = self._waiting[0] if len(self._waiting) == 1 else np.concatenate(self._waiting)
            self.counts += np.bincount(numbers, minlength=self.size)
            self._waiting, self._rows = [], 0


@frozen(eq=False)
class _Part:
    """What one thread has counted: all rows by key and slot, and those that went on by their own keys and leaf."""

    first: Array
    keys: Array
    leaves: dict[frozenset[str], int]
    second: Array


def _counted(
    asked: Asked, plan: Plan, kept: Plan | None, keys: Keys, scans: Sequence[Scan], part: Sequence[int]
) -> _Part:
    width = len(plan.slots)
    bins = _Bins(keys.size * width)
    going: list[tuple[Piece, Array]] = []
    groups, their = [], []
    for number in part:
        scan = scans[number]
        on, here = [], []
        for start in range(0, scan.piece.length, BLOCK):
            block = slice(start, min(start + BLOCK, scan.piece.length))
            codes, key = scan.codes(plan, block), keys.of(number, scan, block)
            read = None if kept is None else np.flatnonzero(_kept(asked, kept, scan, block))
            if read is not None:
                codes, key = codes[read], key[read]
            slot = plan.slot_of.take(codes)
            some = np.flatnonzero(slot >= plan.done)
            on.append((some if read is None else read[some]) + start)
            here.append(plan.group_of.take(codes[some]))
            their.append(key[some])
            key *= width
            key += slot
            bins.add(key)
        going.append((scan.piece, np.concatenate(on)))
        groups.extend(here)
    bins.flush()
    rows = Rows(asked, [(piece, some) for piece, some in going if len(some)])
    if not rows.of:
        return _Part(bins.counts, np.zeros(0, np.int64), {}, np.zeros((0, 0), np.int64))
    met, key = _numbered(np.concatenate(their), keys.size)
    found = walked(rows, plan, np.concatenate(groups))
    leaves = {names: number for number, names in enumerate(found)}
    numbers = [key[some] * len(leaves) + number for number, some in enumerate(found.values())]
    counts = np.bincount(np.concatenate(numbers), minlength=len(met) * len(leaves)) if numbers else np.zeros(0)
    return _Part(bins.counts, met, leaves, counts.reshape(len(met), len(leaves)))


def _kept(asked: Asked, plan: Plan, scan: Scan, block: slice) -> Array:
    """Which rows of a block are read."""
    codes = scan.codes(plan, block)
    slot = plan.slot_of.take(codes)
    holds = np.array([bool(names) for names in plan.slots])
    found = holds.take(slot)
    some = np.flatnonzero(slot >= plan.done)
    if len(some):
        rows = Rows(asked, [(scan.piece, some + block.start)])
        for names, those in walked(rows, plan, plan.group_of.take(codes[some])).items():
            found[some[those]] |= bool(names)
    return found


def _numbered(keys: Array, size: int) -> tuple[Array, Array]:
    """The keys that are met, in their order, and for each row the number of its own."""
    if size > 16 * len(keys) + 2**16:
        met, numbers = np.unique(keys, return_inverse=True)
        return met, numbers
    present = np.zeros(size, bool)
    present[keys] = True
    met = np.flatnonzero(present)
    place = np.zeros(size, np.int64)
    place[met] = np.arange(len(met))
    return met, place.take(keys)


def walked(rows: Rows, plan: Plan, groups: Array) -> dict[frozenset[str], Array]:
    """The rows at each leaf that names something. A row may be at several."""
    waiting: dict[int, list[Array]] = {}
    order = np.argsort(groups, kind="stable")
    ends = np.cumsum(np.bincount(groups, minlength=len(plan.starts)))
    for starts, some in zip(plan.starts, np.split(order, ends[:-1]), strict=True):
        for start in starts if len(some) else ():
            waiting.setdefault(start, []).append(some)
    found = {}
    while waiting:
        number = max(waiting)  # a node stands behind those to which it leads
        several = waiting.pop(number)
        some = several[0] if len(several) == 1 else np.concatenate(several)
        step = plan.nodes[number]
        if isinstance(step, Joint):
            for part in step.parts:
                waiting.setdefault(part, []).append(some)
        elif isinstance(step, Split):
            arms = rows.arms(step.variable, step.arms, some)
            for arm, (_, leads) in enumerate(step.arms):
                if plan.nodes[leads] != EMPTY:
                    those = some[arms == arm]
                    if len(those):
                        waiting.setdefault(leads, []).append(those)
        elif step:
            found[step] = some
    return found


def _together(plan: Plan, keys: Keys, parts: Sequence[_Part]) -> Counted:
    """The numbers of every output: over all rows, and over those that went on."""
    table = sum((part.first for part in parts[1:]), start=parts[0].first).reshape(keys.size, len(plan.slots))
    used = np.flatnonzero(table.any(axis=1)) if len(plan.slots) > 1 else np.flatnonzero(table[:, 0])
    table = np.ascontiguousarray(table[used].T)
    numbers: dict[str, Array] = {}

    def of(name: str) -> Array:
        if name not in numbers:
            numbers[name] = np.zeros(len(used), np.int64)
        return numbers[name]

    for names, column in zip(plan.slots, table, strict=True):
        for name in names:
            of(name)[:] += column
    for part in parts:
        places = np.searchsorted(used, part.keys)
        within: dict[str, list[int]] = {}
        for names, number in part.leaves.items():
            for name in names:
                within.setdefault(name, []).append(number)
        columns = np.ascontiguousarray(part.second.T)
        for name, several in within.items():
            of(name)[places] += sum((columns[number] for number in several[1:]), start=columns[several[0]])
    return Counted(keys.parts(used), numbers, len(used))
