"""The keys of a count over arrays: each row's as one whole number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import prod
from typing import Any

import numpy as np
from attrs import define, frozen

from ...errors import InvalidValueError
from ..fields import FIELDS
from ..groups import CASE_GROUPS
from ..predicate import Field
from .arrays_columns import MISSING, Array
from .arrays_rows import A_DAY, Rows
from .bound import Bound

__all__ = ["Keys", "keys_of"]

EPOCH = date(1970, 1, 1).toordinal()
FEW = 2**19
"""So many keys may have a place each, also where most have no row."""


@frozen(eq=False)
class _Part:
    """One part of the keys: its values; for each block the codes of its rows, and for each code its value's place."""

    values: list[Any]
    numbered: list[tuple[Array, Array]]


@define(eq=False)
class Keys:
    """The key of each row: its parts are digits.

    :param size: how many keys there can be.
    """

    _parts: list[_Part]
    _lengths: list[int]
    size: int
    _packed: list[Array] | None = None
    _met: Array = None

    def of(self, block: int) -> Array:
        """The keys of the rows of a block."""
        if self._packed is not None:
            return self._packed[block]
        found: Array = None
        for part in self._parts:
            codes, places = part.numbered[block]
            digit = places.take(codes, mode="wrap")
            found = digit if found is None else found * len(part.values) + digit
        return np.zeros(self._lengths[block], np.int64) if found is None else found

    def pack(self) -> None:
        """Number the keys that there are: with all that could be, most places would be empty."""
        every = list(map(self.of, range(len(self._lengths))))
        if self.size < 8 * max(FEW, sum(self._lengths)):
            there = np.zeros(self.size, bool)
            for keys in every:
                there[keys] = True
            self._met, number = np.flatnonzero(there), np.cumsum(there) - 1
            self._packed = [number.take(keys) for keys in every]
        else:
            self._met, numbers = np.unique(np.concatenate(every), return_inverse=True)
            self._packed = np.split(numbers, np.cumsum(self._lengths)[:-1])
        self.size = len(self._met)

    def parts(self, used: Array) -> list[Array]:
        """The parts of some keys, each as its place among the values of that part."""
        keys = used if self._packed is None else self._met[used]
        found = []
        for values in reversed(self.values):
            found.append(keys % len(values))
            keys = keys // len(values)
        return found[::-1]

    @property
    def values(self) -> list[list[Any]]:
        """What each part can be."""
        return [part.values for part in self._parts]


def keys_of(bound: Bound, groups: Sequence[str], blocks: Sequence[Rows]) -> Keys:
    """The keys of a grouping.

    :raises InvalidValueError: a receipt lies outside the calendar; there could be too many keys.
    """
    parts = [_part(bound, group, blocks) for group in groups]
    keys = Keys(parts, [rows.length for rows in blocks], prod(len(part.values) for part in parts))
    if keys.size >= 2**62:
        raise InvalidValueError(f"by={tuple(groups)!r} parts the rows more finely than can be numbered.")
    if keys.size > FEW:
        keys.pack()
    return keys


def _part(bound: Bound, group: str, blocks: Sequence[Rows]) -> _Part:
    known = CASE_GROUPS.get(group)
    column = group if known is None else bound.column(known.field)
    members = FIELDS[known.field].members if known else ()
    places: dict[Any, int] = {}
    numbered = []
    for rows in blocks:
        if known and known.span:
            codes, values = _spans(rows, known.span)
        elif known and members:
            codes, values = rows.choices(known.field), list(map(str, members))
        else:
            codes, values = rows.codes(column)
        # NaN does not equal itself.
        values = [value if value == value else None for value in (*values, None)]  # noqa: PLR0124  # see above
        numbered.append((codes, np.array([places.setdefault(value, len(places)) for value in values])))
    return _Part(list(places), numbered)


def _spans(rows: Rows, span: str) -> tuple[Array, list[Any]]:
    """The month, week or day of receipt: for each row the number of its day, and the span of each day that is met."""
    received = rows.moment(Field("received_at"))
    missing = np.flatnonzero(received == MISSING)
    days = received // A_DAY
    if len(missing) == len(days):
        return np.full(len(days), -1), []
    last = int(days.max())
    days[missing] = last
    first = int(days.min())
    if not date.min.toordinal() <= first + EPOCH <= last + EPOCH <= date.max.toordinal():
        raise InvalidValueError("the column of received_at holds a moment that lies outside the calendar.")
    days -= first
    days[missing] = -1
    met = np.zeros(last - first + 2, bool)
    met[days] = True
    begin = date.fromordinal(first + EPOCH)
    spans = [_span(begin + timedelta(number), span) if there else None for number, there in enumerate(met[:-1])]
    # It is kept for every row of the frame.
    return days.astype(np.min_scalar_type(-len(met))), spans


def _span(day: date, span: str) -> date | int:
    """A span as the other engines write it: a month as months since the year 0."""
    if span == "month":
        return day.year * 12 + day.month - 1
    return day - timedelta(day.weekday()) if span == "week" else day
