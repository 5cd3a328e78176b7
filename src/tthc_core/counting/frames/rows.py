"""The rows of a tally as the engine counted them; Python values are made of them when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, reduce
from operator import add
from typing import Any

import narwhals.stable.v2 as nw

from ...domain import Channel
from ..groups import CASE_GROUPS, By, names_of
from ..keys import ENUMS, Key

__all__ = ["FrameRows"]


class FrameRows(Mapping[Key, tuple[int, ...]]):
    """For every key the numbers of its row; where an engine parts what a tally does not, they are added up."""

    def __init__(
        self,
        table: nw.DataFrame[Any],
        by: By,
        width: int,
        derived: Mapping[int, Mapping[int, int]],
        values: Sequence[Sequence[Any]] | None = None,
    ) -> None:
        """Take the table of an engine: keys as ``k0``, …, numbers as ``c0``, …; a number that is not there is 0.

        :param derived: of numbers that the table need not have, of which others they are the sum, and how often.
        :param values: of each key what it can be, where the table has its places alone.
        """
        self._table, self._by, self._width, self._derived, self._values = table, by, width, derived, values

    def __getitem__(self, key: Key) -> tuple[int, ...]:
        return self._rows[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def sum_by(self, positions: Sequence[int], by: By) -> FrameRows:
        """The rows by some of the keys alone, added up by the engine."""
        keys, added = [f"k{position}" for position in positions], self._numbers()
        if keys:
            found = self._table.group_by(keys).agg(*(nw.col(name).sum() for name in added))
        else:
            found = self._table.select(*(nw.col(name).sum() for name in added)).head(len(self._table))
        names = {key: f"k{number}" for number, key in enumerate(keys)}
        values = None if self._values is None else [self._values[position] for position in positions]
        renamed = (nw.col(old).alias(new) for old, new in names.items())
        return FrameRows(found.select(*renamed, *added), by, self._width, self._derived, values)

    def _numbers(self) -> list[str]:
        return [name for name in self._table.columns if name.startswith("c")]

    @cached_property
    def _rows(self) -> dict[Key, tuple[int, ...]]:
        table, zeros = self._with_derived(), [0] * len(self._table)
        names = [f"c{number}" for number in range(self._width)]
        numbers = [_listed(table[name]) if name in table.columns else zeros for name in names]
        rows = list(zip(*numbers, strict=True))
        parts = [self._parts(number, group) for number, group in enumerate(names_of(self._by))]
        keys: list[Any] = parts[0] if isinstance(self._by, str) else list(zip(*parts, strict=True)) if parts else [()]
        found: dict[Key, tuple[int, ...]] = dict(zip(keys, rows, strict=bool(rows)))
        if len(found) < len(rows):  # a missing channel, and the counter of the office
            found = {}
            for key, row in zip(keys, rows, strict=True):
                found[key] = tuple(map(sum, zip(found[key], row, strict=True))) if key in found else row
        return found

    def _with_derived(self) -> nw.DataFrame[Any]:
        there, sums = set(self._table.columns), []
        for number, terms in self._derived.items():
            parts = [nw.col(name) * times for part, times in terms.items() if (name := f"c{part}") in there]
            if parts:
                sums.append(reduce(add, parts).alias(f"c{number}"))
        return self._table.with_columns(*sums)

    def _parts(self, number: int, group: str) -> list[Any]:
        """The values of a group as a tally has them; each different one is looked at once."""
        if self._values is not None:
            known = [_part(group, value) for value in self._values[number]]
            return list(map(known.__getitem__, _listed(self._table[f"k{number}"])))
        values = self._table[f"k{number}"].to_list()
        found = {value: _part(group, value) for value in set(values)}
        return [found[value] for value in values]


def _listed(column: Any) -> list[Any]:
    """The values in Python; of whole numbers by way of NumPy, where PyArrow is slow."""
    found: list[Any] = column.to_list() if column.implementation.is_polars() else column.to_numpy().tolist()
    return found


def _part(group: str, value: Any) -> Any:
    """The value of a group as a tally has it: an unknown one is None."""
    # NaN and NaT do not equal themselves; pandas' NA says neither yes nor no.
    if type(value).__name__ == "NAType" or value != value:  # noqa: PLR0124  # see above
        value = None
    if group == "received_month" and value is not None:  # months since the year 0, which has none
        return date(value // 12, value % 12 + 1, 1) if value else None
    if group in ENUMS:
        found = _MEMBERS[group].get(str(value).removesuffix(".0"))
        return Channel.COUNTER if found is None and group == "channel" else found
    if isinstance(value, datetime) and group in CASE_GROUPS:
        value = date(value.year, value.month, value.day)
    if group == "received_week" and value is not None:
        value -= timedelta(days=value.weekday())
    return value


_MEMBERS = {
    group: {
        str(text): member for member in kind for text in (member, getattr(member, "code", None)) if text is not None
    }
    for group, kind in ENUMS.items()
}
