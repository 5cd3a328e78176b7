"""Rows as small codes over plain NumPy arrays: what the PyArrow and the pandas opponent share.

A row gets a code of one byte: what its status is, and where received_at and finished_at lie beside the window. A table
says the place of each code; a few rows (one in fifty) must be asked for their other ends. Places are counted by
``bincount`` of key and place. Only the rows in scope, a tenth, are looked at again.

Moments are int64 microseconds with ``MISSING`` for none, which is NumPy's and pandas's NaT.
"""

from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import Any

import numpy as np

from tests.benchmarks.frames.common import MICROSECONDS_A_DAY, PLACES, Counted, Window, counted, microseconds

BLOCK = 128_000  # rows of all columns that are in use at once stay in the cache
MISSING = np.iinfo(np.int64).min

# Kinds of status.
OPEN, WAITING, NOT_ADMITTED, RESULT, WITHDRAWN, STOPPED = range(6)
KIND_OF = {
    "draft": NOT_ADMITTED,
    "submitted": NOT_ADMITTED,
    "not_accepted": NOT_ADMITTED,
    "accepted": OPEN,
    "processing": OPEN,
    "supplement_requested": WAITING,
    "payment_requested": WAITING,
    "processed": RESULT,
    "returned": RESULT,
    "withdrawn": WITHDRAWN,
    "stopped": STOPPED,
}

NO_RECEIPT, UNDATED_END, LATER, EARLIER, IN_SCOPE, ASK = range(1, 7)  # not_admitted is 0; ASK: its other ends
EARLY, ON_DUE_DATE, LATE, GONE, REFUSED, PAUSED, OVERDUE, DUE_SOON, IN_TIME = range(9)
CHANNEL_OF = {"online": 1, "post": 2}

Array = Any
Gather = Callable[[str, Array], Array]  # the values of a column in some rows of a block


def kinds(statuses: Sequence[str]) -> Array:
    """For each place in a dictionary of statuses, its kind in the high four bits."""
    return np.array([KIND_OF[status] << 4 for status in statuses], np.uint8)


def channels(names: Sequence[str]) -> Array:
    """For each place in a dictionary of channels its number, and one more place for the missing."""
    return np.array([*(CHANNEL_OF.get(name, 0) for name in names), 0], np.int64)


def place_of(code: int) -> int:
    kind, received, finished = code >> 4, code >> 2 & 3, code & 3
    if kind == NOT_ADMITTED:
        return 0
    if received == 3:
        return NO_RECEIPT
    closes = kind in {RESULT, WITHDRAWN, STOPPED}
    if closes and finished == 2:
        return ASK
    if received == 2:
        return LATER
    return EARLIER if closes and received == 0 and finished == 0 else IN_SCOPE


PLACE_OF = np.array([place_of(code) for code in range(256)], np.uint8)


class Months:
    """Numbers for months as they are met; shared by threads. Days from 1900 to 2099."""

    FIRST = (date(1900, 1, 1) - date(1970, 1, 1)).days
    DAYS = (date(2100, 1, 1) - date(1900, 1, 1)).days

    def __init__(self, first: date, last: date) -> None:
        """Those of the window come first: no other has received rows, so its bins stay few."""
        self.number = np.full(self.DAYS + 1, -1, np.int64)  # the last one is for no day
        self.names: list[date | None] = []
        self.lock = Lock()
        begin, end = (day.toordinal() - date(1900, 1, 1).toordinal() for day in (first, last))
        for day in (*range(begin, end, 28), end):
            self.add(day)

    def of(self, received: Array, missing: Array) -> Array:
        day = received // MICROSECONDS_A_DAY
        day -= self.FIRST
        day[missing] = self.DAYS
        number = self.number.take(day)
        if number.min(initial=0) < 0:
            with self.lock:
                for new in np.unique(day[number < 0]).tolist():
                    self.add(new)
            number = self.number.take(day)
        return number

    def add(self, day: int) -> None:
        if self.number[day] >= 0:
            return
        if day == self.DAYS:
            self.number[day] = len(self.names)
            self.names.append(None)
            return
        first = date.fromordinal(date(1900, 1, 1).toordinal() + day).replace(day=1)
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        begin = (first - date(1900, 1, 1)).days
        self.number[begin : begin + (after - first).days] = len(self.names)
        self.names.append(first)


class Bins:
    """How often each number below was added. Numbers wait until they are as many as there are bins."""

    def __init__(self) -> None:
        self.counts = np.zeros(1, np.int64)
        self.waiting: list[Array] = []
        self.rows = 0

    def add(self, numbers: Array) -> None:
        self.waiting.append(numbers)
        self.rows += len(numbers)
        if self.rows >= len(self.counts):
            self.flush()

    def flush(self) -> None:
        if self.waiting:
            numbers = self.waiting[0] if len(self.waiting) == 1 else np.concatenate(self.waiting)
            self.plus(np.bincount(numbers, minlength=len(self.counts)))
            self.waiting, self.rows = [], 0

    def table(self, width: int) -> Array:
        """A row for each of the lowest numbers, a column for each key."""
        self.flush()
        keys = -(-len(self.counts) // width)
        counts = np.zeros(keys * width, np.int64)
        counts[: len(self.counts)] = self.counts
        return np.ascontiguousarray(counts.reshape(keys, width).T)

    def plus(self, counts: Array) -> None:
        if len(counts) < len(self.counts):
            counts, self.counts = self.counts, counts
        counts[: len(self.counts)] += self.counts
        self.counts = counts


class Sums:
    """The counts of one window; each thread has its own."""

    def __init__(self, window: Window) -> None:
        self.opening, self.closing, self.last_day, self.soon = map(microseconds, window)
        self.places, self.ways_out, self.ways_in, self.flags = Bins(), Bins(), Bins(), Bins()

    def add(self, key: Array, kind: Array, received: Array, finished: Array, gather: Gather) -> None:
        """A block of rows; its keys may be overwritten."""
        code = (received >= self.opening).view(np.uint8)
        code += (received >= self.closing).view(np.uint8)
        code += (received == MISSING).view(np.uint8) * np.uint8(3)
        code += code
        code += code
        code += (finished >= self.opening).view(np.uint8)
        code += (finished == MISSING).view(np.uint8) * np.uint8(2)
        code += kind
        place = PLACE_OF.take(code)
        ask = np.flatnonzero(place == ASK)
        if len(ask):
            place[ask] = self.asked(code[ask], gather("refused_at", ask), gather("returned_at", ask))
        rows = np.flatnonzero(place == IN_SCOPE)
        scope = key[rows]
        key *= 8
        key += place
        self.places.add(key)
        self.look(scope, code[rows] >> 4, received[rows], finished[rows], rows, gather)

    def asked(self, code: Array, refused: Array, returned: Array) -> Array:
        """The place of rows that end, but have no finished_at."""
        kind, before, later = code >> 4, (code >> 2 & 3) == 0, (code >> 2 & 3) == 2
        end = np.where((kind == RESULT) | (refused == MISSING), returned, refused)
        open_end = end == MISSING
        place = np.where(before & ~open_end & (end < self.opening), EARLIER, IN_SCOPE)
        place[later] = LATER
        place[open_end & (kind != STOPPED)] = UNDATED_END
        return place

    def look(self, key: Array, kind: Array, received: Array, end: Array, rows: Array, gather: Gather) -> None:
        """The rows in scope; each column is asked only for the rows whose counters need it."""
        came = np.flatnonzero(received >= self.opening)
        self.came_in(key[came], rows[came], gather)

        end[kind < RESULT] = MISSING
        ask = np.flatnonzero((end == MISSING) & (kind >= RESULT))
        if len(ask):
            refused, returned = gather("refused_at", rows[ask]), gather("returned_at", rows[ask])
            end[ask] = np.where((kind[ask] == RESULT) | (refused == MISSING), returned, refused)
        ended = (end < self.closing) & (end != MISSING)
        key *= 16
        some = np.flatnonzero(ended)
        self.ways_out.add(key[some] + self.verdicts(kind[some], end[some], gather("due_at", rows[some])))
        some = np.flatnonzero(~ended)
        waits = (kind == WAITING) | ((kind == STOPPED) & (end == MISSING))
        self.ways_out.add(key[some] + self.stocks(waits[some], rows[some], gather))

    def came_in(self, key: Array, rows: Array, gather: Gather) -> None:
        key *= 4
        self.ways_in.add(key + gather("channel", rows))
        key *= 4
        fee_due = gather("fee_due", rows)
        flags = gather("digitised", rows).view(np.uint8) + gather("data_reused", rows).view(np.uint8) * np.uint8(2)
        flags += (fee_due.view(np.uint8) + (fee_due & gather("paid_online", rows)).view(np.uint8)) * np.uint8(4)
        self.flags.add(key + flags)

    def verdicts(self, kind: Array, end: Array, due: Array) -> Array:
        verdict = np.sign(end // MICROSECONDS_A_DAY - due // MICROSECONDS_A_DAY)
        verdict += ON_DUE_DATE
        verdict[due == MISSING] = ON_DUE_DATE
        verdict[kind == WITHDRAWN] = GONE
        verdict[kind == STOPPED] = REFUSED
        return verdict

    def stocks(self, waits: Array, rows: Array, gather: Gather) -> Array:
        due, began, until = gather("due_at", rows), gather("paused_from", rows), gather("paused_until", rows)
        stock = np.full(len(rows), IN_TIME)
        stock[due < self.soon] = DUE_SOON
        stock[due < self.last_day] = OVERDUE
        stock[due == MISSING] = IN_TIME
        recorded, over = began != MISSING, (until < self.closing) & (until != MISSING)
        stock[(recorded & (began < self.closing) & ~over) | (waits & (over | ~recorded))] = PAUSED
        return stock

    def plus(self, other: "Sums") -> None:
        for mine, others in zip(self.bins(), other.bins(), strict=True):
            mine.flush()
            others.flush()
            mine.plus(others.counts)

    def bins(self) -> tuple[Bins, ...]:
        return self.places, self.ways_out, self.ways_in, self.flags

    def result(self, names: Sequence[Sequence[Any]]) -> Counted:
        """Groups that have rows. Names of the keys' values, the fastest running key last."""
        places, ways_out, ways_in, flags = (
            bins.table(width) for bins, width in zip(self.bins(), (8, 16, 4, 16), strict=True)
        )
        used = np.flatnonzero(places.any(axis=0))

        def of(table: Array, *rows: int) -> Array:
            column = np.zeros(len(used), np.int64)
            known = np.searchsorted(used, table.shape[1])
            for row in rows:
                column[:known] += table[row].take(used[:known])
            return column

        with_bit = {bit: [flag for flag in range(12) if flag & bit] for bit in (1, 2)}
        sums = {
            **{place: of(places, number) for number, place in enumerate((*PLACES, "in_scope"))},
            "received": of(ways_in, 0, 1, 2),
            "received_online": of(ways_in, 1),
            "received_post": of(ways_in, 2),
            "early": of(ways_out, EARLY),
            "on_due_date": of(ways_out, ON_DUE_DATE),
            "late": of(ways_out, LATE),
            "withdrawn": of(ways_out, GONE),
            "refused": of(ways_out, REFUSED),
            "paused": of(ways_out, PAUSED),
            "pending_overdue": of(ways_out, OVERDUE),
            "due_soon": of(ways_out, DUE_SOON),
            "digitised": of(flags, *with_bit[1]),
            "data_reused": of(flags, *with_bit[2]),
            "fee_due": of(flags, *range(4, 12)),
            "paid_online": of(flags, *range(8, 12)),
        }
        return counted(columns(names, used), sums)


def columns(names: Sequence[Sequence[Any]], used: Array) -> list[Array]:
    """The key columns of the groups in use, as object arrays."""
    found = []
    for values in reversed(names):
        known = np.empty(len(values), object)
        known[:] = values
        found.append(known.take(used % len(values)))
        used = used // len(values)
    return found[::-1]
