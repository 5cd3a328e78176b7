"""PyArrow, from Parquet: row groups in two threads, NumPy on their buffers, codes and ``bincount`` as for pandas.

The key columns are read first, for their dictionaries must be one before a key can be a number. Of the columns that
only rows in scope are asked for, only the values of those rows are copied.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.benchmarks.frames.codes import BLOCK, MISSING, Array, Months, Sums, channels, kinds
from tests.benchmarks.frames.common import COLUMNS, KEYS, Counted, Window, columns_of

THREADS = 2
TEXTS = ["status", "channel", "agency_code", "field_code", "level"]


def count(source: str, first: date, last: date, keys: Sequence[str]) -> Counted:
    window, months = Window.of(first, last), Months(first, last)
    order = sorted(keys, key="received_month".__ne__)  # months first: they grow
    texts = [key for key in order if key != "received_month"]
    with pq.ParquetFile(source) as file:
        groups = file.num_row_groups
        edges = list(accumulate((file.metadata.row_group(group).num_rows for group in range(groups)), initial=0))
    keyed = pq.read_table(source, columns=[KEYS[key] for key in texts], read_dictionary=TEXTS).unify_dictionaries()
    names = {key: dictionary_of(keyed[KEYS[key]]) for key in texts}
    ranges = list(pairwise(edges))

    def work(thread: int) -> Sums:
        sums = Sums(window)
        with pq.ParquetFile(source, read_dictionary=TEXTS, memory_map=True) as file:
            for group in range(thread, groups, THREADS):
                table = file.read_row_group(group, columns=list(COLUMNS), use_threads=False)
                start, stop = ranges[group]
                add(sums, table, keyed.slice(start, stop - start), names, months if "received_month" in keys else None)
        return sums

    with ThreadPoolExecutor(THREADS) as pool:
        sums, *others = pool.map(work, range(THREADS))
    for other in others:
        sums.plus(other)
    found = sums.result([months.names if key == "received_month" else names[key] for key in order])
    return Counted(tuple(found.keys[order.index(key)] for key in keys), found.numbers)


def floor_pyarrow(source: str, keys: Sequence[str]) -> None:
    """The same row groups in the same threads, decoded."""

    def work(thread: int) -> None:
        with pq.ParquetFile(source, read_dictionary=TEXTS, memory_map=True) as file:
            for group in range(thread, file.num_row_groups, THREADS):
                file.read_row_group(group, columns=columns_of(keys), use_threads=False)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))


def add(sums: Sums, table: pa.Table, keyed: pa.Table, names: dict[str, list[Any]], months: Months | None) -> None:
    """A row group, in blocks."""
    columns = {name: one(table[name]) for name in table.column_names}
    way = channels(columns["channel"].dictionary.to_pylist())
    kind = kinds(columns["status"].dictionary.to_pylist()).take(columns["status"].indices.to_numpy())
    received, finished = moments(columns["received_at"]), moments(columns["finished_at"])
    key = np.zeros(len(received), np.int64)
    size = 1
    for name in reversed(names):
        weights = np.arange(len(names[name])) * size  # the code -1 takes the last one, which is for the missing
        key += weights.take(codes(one(keyed[KEYS[name]])), mode="wrap")
        size *= len(weights)

    for start in range(0, len(received), BLOCK):
        block = slice(start, start + BLOCK)

        def gather(name: str, rows: Array, start: int = start) -> Array:
            some = columns[name].take(pa.array(rows + start))
            if name == "channel":
                return way.take(codes(some), mode="wrap")
            return flags(some) if pa.types.is_boolean(some.type) else moments(some)

        if months is not None:
            key[block] += months.of(received[block], received[block] == MISSING) * size
        sums.add(key[block], kind[block], received[block], finished[block], gather)


def one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def dictionary_of(column: pa.ChunkedArray) -> list[Any]:
    return [*(column.chunk(0).dictionary.to_pylist() if column.num_chunks else ()), None]


def codes(column: pa.DictionaryArray) -> Array:
    indices = column.indices
    return (indices.fill_null(-1) if indices.null_count else indices).to_numpy()


def moments(column: pa.Array) -> Array:
    """Microseconds; NumPy's NaT is MISSING."""
    return column.to_numpy(zero_copy_only=False).view(np.int64)


def flags(column: pa.BooleanArray) -> Array:
    return pc.fill_null(column, fill_value=False).to_numpy(zero_copy_only=False)
