"""What the hand-written counts of this folder have in common: their numbers, their result, their derived sums.

Each ``opponent_X.py`` has

* ``count(source, first, last, keys) -> Counted``: the window [first, last] under the rules of the provincial report,
  by any of ``KEYS``; ``last`` is the day of ``as_of`` where that is earlier than the period's last day;
* ``floor_X(source, keys)``: the same columns decoded and nothing else.

The source is the path of a file made by ``make_parquet.py``, for pandas the frame that its ``load(path)`` gives.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

COUNTERS = (
    *("received", "received_online", "received_post", "received_counter", "carried_over"),
    *("resolved", "early", "on_due_date", "late"),
    *("pending", "pending_in_time", "pending_overdue", "due_soon"),
    *("withdrawn", "refused", "paused"),
    *("digitised", "data_reused", "fee_due", "paid_online"),
)
ACCOUNT = ("not_admitted", "no_receipt", "undated_end", "later", "earlier", "in_scope")
NUMBERS = COUNTERS + ACCOUNT

# Sixteen sums over the rows in scope suffice; in_scope itself is how many they are.
SUMS = (
    *("received", "received_online", "received_post"),
    *("early", "on_due_date", "late", "withdrawn", "refused"),
    *("paused", "pending_overdue", "due_soon"),
    *("digitised", "data_reused", "fee_due", "paid_online"),
)
PLACES = ACCOUNT[:5]

# A key, the column it stands in. Months are the first day of the month.
KEYS = {"agency": "agency_code", "field": "field_code", "level": "level", "received_month": "received_at"}

# What the twenty counters and the account need, keys apart.
COLUMNS = (
    *("status", "channel", "received_at", "due_at", "finished_at", "returned_at", "refused_at"),
    *("paused_from", "paused_until", "digitised", "data_reused", "fee_due", "paid_online"),
)

DUE_SOON_DAYS = 3
MICROSECONDS_A_DAY = 86_400_000_000

Matrix = Any  # a NumPy array of int64


class Counted(NamedTuple):
    """The groups that have rows: a list for each key, and a matrix of int64 with a row a group, columns as NUMBERS."""

    keys: tuple[Any, ...]
    numbers: Matrix

    def rows(self) -> dict[tuple[Any, ...], tuple[int, ...]]:
        """``{(agency, …): (received, …, in_scope)}`` in Python numbers; an unknown key is None."""
        names = zip(*map(listed, self.keys), strict=True) if self.keys else ((),) * len(self.numbers)
        return dict(zip(names, map(tuple, self.numbers.tolist()), strict=True))


def listed(column: Any) -> list[Any]:
    """A key column as Python values: months as dates, missing as None. Engines give lists or columns of their own."""
    if isinstance(column, np.ma.MaskedArray):
        column = column.astype(object).filled(None)
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, method):
            return getattr(column, method)()
    return list(column)


def counted(keys: Sequence[Sequence[Any]], sums: Mapping[str, Any]) -> Counted:
    """The result from SUMS, PLACES and in_scope, one array each; sums of nothing may be missing or masked: 0."""
    of = {name: whole(sums[name]) for name in (*SUMS, *PLACES, "in_scope")}
    of["received_counter"] = of["received"] - of["received_online"] - of["received_post"]
    of["carried_over"] = of["in_scope"] - of["received"]
    of["resolved"] = of["early"] + of["on_due_date"] + of["late"]
    of["pending"] = of["in_scope"] - of["resolved"] - of["withdrawn"] - of["refused"]
    of["pending_in_time"] = of["pending"] - of["paused"] - of["pending_overdue"]
    return Counted(tuple(keys), np.stack([of[name] for name in NUMBERS]).T)


def whole(column: Any) -> Matrix:
    """int64, with 0 for a missing sum."""
    return np.ma.filled(column, 0).astype(np.int64, copy=False)


def columns_of(keys: Sequence[str]) -> list[str]:
    """The columns to read, each once."""
    return list(dict.fromkeys([*COLUMNS, *(KEYS[key] for key in keys)]))


class Window(NamedTuple):
    """The window's edges as half-open instants: a day comparison is one comparison with one of these."""

    opening: datetime  # the beginning of the first day
    closing: datetime  # the beginning of the day after the last
    last_day: datetime  # the beginning of the last day: what is due before it is overdue
    soon: datetime  # what is due before this is due soon

    @classmethod
    def of(cls, first: date, last: date) -> "Window":
        day = datetime(last.year, last.month, last.day)
        closing = day + timedelta(days=1)
        soon = closing + timedelta(days=DUE_SOON_DAYS)
        return cls(datetime(first.year, first.month, first.day), closing, day, soon)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, as Arrow and NumPy keep a moment."""
    return (moment - datetime(1970, 1, 1)) // timedelta(microseconds=1)
