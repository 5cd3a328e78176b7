"""The keys of a count over arrays: each row's as one whole number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import prod
from typing import Any, Protocol

import numpy as np
from attrs import define, field, frozen

from ...errors import InvalidValueError
from ..groups import CASE_GROUPS
from .arrays_columns import MISSING, Array, Moments
from .arrays_rows import A_DAY, Asked, Piece

__all__ = ["Keys", "keys_of"]

EPOCH = date(1970, 1, 1).toordinal()
FIRST, LAST = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH
MANY_SPANS = 600
MOST = 2**22


class HasReceipt(Protocol):
    """A piece of a frame and the receipts of its rows."""

    piece: Piece
    received: Moments


class Part(Protocol):
    """One part of a key."""

    values: list[Any]

    def numbers(self, piece: int, scan: HasReceipt, block: slice) -> Array:
        """For each row of a block the number of its value; -1 may stand for the last one."""


@frozen(eq=False)
class _Plain:
    """A column: for every piece the codes of its rows, and of each code the place of its value."""

    values: list[Any]
    codes: list[tuple[Array, Array]]

    def numbers(self, piece: int, scan: HasReceipt, block: slice) -> Array:
        codes, places = self.codes[piece]
        return places.take(codes[block], mode="wrap")


@frozen(eq=False)
class _Span:
    """The month, week or day of receipt, by a table of days."""

    values: list[Any]
    first: int
    table: Array

    def numbers(self, piece: int, scan: HasReceipt, block: slice) -> Array:
        received, per_second, _ = scan.received
        days = received[block] // (A_DAY * per_second)
        days -= self.first
        # Missing ones lie far before the first day; the last place of the table is theirs.
        np.clip(days, -1, None, out=days)
        return self.table.take(days, mode="wrap")


@define(eq=False)
class Keys:
    """The key of each row: its parts are digits.

    :param size: how many keys there can be.
    """

    made: list[Part]
    sizes: list[int]
    size: int = field(init=False)
    _packed: list[Array] | None = None
    _known: Array = None

    def __attrs_post_init__(self) -> None:
        self.size = prod(self.sizes)

    def of(self, piece: int, scan: HasReceipt, block: slice) -> Array:
        """The keys of a block of rows; they may be overwritten."""
        if self._packed is not None:
            return self._packed[piece][block].copy()
        found: Array = None
        for part, size in zip(self.made, self.sizes, strict=True):
            numbers = part.numbers(piece, scan, block)
            if found is None:
                found = numbers
            else:
                found *= size
                found += numbers
        return np.zeros(len(range(scan.piece.length)[block]), np.int64) if found is None else found

    def pack(self, scans: Sequence[HasReceipt]) -> None:
        """Number the keys that there are: with all that could be, most places would be empty."""
        met: list[Array] = []
        for number, scan in enumerate(scans):
            keys = np.zeros(scan.piece.length, np.int64)
            for part, its in zip(self.made, self.sizes, strict=True):
                keys *= its
                keys += part.numbers(number, scan, slice(0, scan.piece.length))
            met.append(keys)
        self._known, numbers = np.unique(np.concatenate(met), return_inverse=True)
        self._packed = np.split(numbers.astype(np.int64, copy=False), np.cumsum([len(keys) for keys in met])[:-1])
        self.size = len(self._known)

    def parts(self, used: Array) -> tuple[Array, ...]:
        """The parts of some keys, as arrays of objects."""
        keys = used if self._packed is None else self._known[used]
        found = []
        for part, size in zip(reversed(self.made), reversed(self.sizes), strict=True):
            values = np.empty(size, object)
            values[:] = part.values
            found.append(values.take(keys % size))
            keys = keys // size
        return tuple(reversed(found))


def keys_of(
    groups: Sequence[str], asked: Asked, scans: Sequence[HasReceipt], each: Callable[..., Any] = map
) -> Keys:
    """The keys of a grouping."""
    made = [_part(group, asked, scans, each) for group in groups]
    keys = Keys(made, [len(part.values) for part in made])
    if not scans:
        return keys
    if keys.size > 2**62:
        raise InvalidValueError(f"by={tuple(groups)!r} parts the rows more finely than can be numbered.")
    if keys.size * 8 > max(MOST, 8 * sum(scan.piece.length for scan in scans)):
        keys.pack(scans)
    return keys


def _part(group: str, asked: Asked, scans: Sequence[HasReceipt], each: Callable[..., Any]) -> Part:
    known = CASE_GROUPS.get(group)
    if known is not None and known.span is not None:
        return _spans(known.span, scans)
    name = group if known is None else known.field
    column = name if known is None and name in asked.names else asked.column(name)
    read = list(each(lambda scan: scan.piece.column(column).distinct(slice(None)), scans))
    places: dict[Any, int] = {}
    numbered = []
    for codes, values in read:
        # NaN does not equal itself.
        values = [None if value is None or value != value else value for value in values]  # noqa: PLR0124, PLW2901
        numbered.append((codes, [places.setdefault(value, len(places)) for value in (*values, None)]))
    return _Plain(list(places), [(codes, np.array(table, np.int64)) for codes, table in numbered])


def _spans(span: str, scans: Sequence[HasReceipt]) -> _Span:
    edges = [edge for scan in scans for edge in _days(scan.received)]
    if not edges:
        return _Span([None], 0, np.zeros(1, np.int64))
    first, last = min(edges), max(edges)
    if first < FIRST or last > LAST:
        raise InvalidValueError("the column of received_at holds a moment that lies outside the calendar.")
    days = np.arange(first, last + 1)
    starts = _STARTS[span](days)
    met, table = np.unique(starts, return_inverse=True)
    if len(met) > MANY_SPANS:  # a date that was written wrong may lie centuries away
        there = np.zeros(len(days), bool)
        for scan in scans:
            received, per_second, _ = scan.received
            there[received[received != MISSING] // (A_DAY * per_second) - first] = True
        met = np.unique(starts[there])
        table = np.searchsorted(met, starts).clip(max=len(met) - 1)
    values = [date.fromordinal(EPOCH + max(day, FIRST)) for day in met.tolist()]
    return _Span([*values, None], first, np.append(table, len(values)).astype(np.int64))


def _days(received: Moments) -> list[int]:
    """The first and the last day of all that there are."""
    values, per_second, _ = received
    last = values.max()
    if last == MISSING:
        return []
    first = np.where(values == MISSING, last, values).min()
    return [int(edge) // (A_DAY * per_second) for edge in (first, last)]


_STARTS: dict[str, Callable[[Array], Array]] = {
    "month": lambda days: days.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64),
    "week": lambda days: days - (days + 3) % 7,  # 1970 began on a Thursday
    "day": lambda days: days,
}
