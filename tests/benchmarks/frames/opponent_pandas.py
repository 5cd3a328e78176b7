"""pandas, in memory, with categoricals: one byte a row, a table of places, ``bincount``; in blocks of 128.000 rows.

``load`` makes the frame: texts as category, moments as datetime64[us], flags as the nullable boolean.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from tests.benchmarks.frames.codes import BLOCK, MISSING, Array, Months, Sums, channels, kinds
from tests.benchmarks.frames.common import KEYS, Counted, Window, columns_of

FLAGS = ("digitised", "data_reused", "fee_due", "paid_online")
MOMENTS = ("received_at", "due_at", "finished_at", "returned_at", "refused_at", "paused_from", "paused_until")


def load(path: str) -> pd.DataFrame:
    frame = pd.read_parquet(path)
    flags = [name for name in frame if frame[name].dtype == object or frame[name].dtype == bool]
    return frame.astype(dict.fromkeys(flags, "boolean"))


def count(frame: pd.DataFrame, first: date, last: date, keys: Sequence[str]) -> Counted:
    sums, months = Sums(Window.of(first, last)), Months(first, last)
    moments = {name: frame[name].to_numpy().view(np.int64) for name in MOMENTS}
    flags = {name: frame[name].array for name in FLAGS}
    kind, way = kinds(frame["status"].cat.categories), channels(frame["channel"].cat.categories)
    status, channel = frame["status"].cat.codes.to_numpy(), frame["channel"].cat.codes.to_numpy()
    order = sorted(keys, key="received_month".__ne__)  # months first: they grow
    codes = {key: frame[KEYS[key]].cat for key in order if key != "received_month"}
    weights, size = {}, 1
    for key in reversed(codes):
        weights[key] = np.arange(len(codes[key].categories) + 1) * size  # the code -1 takes the last one
        size *= len(weights[key])
    numbers = {key: column.codes.to_numpy() for key, column in codes.items()}

    for start in range(0, len(frame), BLOCK):
        block = slice(start, start + BLOCK)
        received = moments["received_at"][block]

        def gather(name: str, rows: Array, block: slice = block) -> Array:
            if name == "channel":
                return way.take(channel[block][rows], mode="wrap")
            if name in flags:
                return flags[name][block][rows].to_numpy(bool, na_value=False)
            return moments[name][block][rows]

        if "received_month" in keys:
            key = months.of(received, received == MISSING)
            key *= size
        else:
            key = np.zeros(len(received), np.int64)
        for name, weight in weights.items():
            key += weight.take(numbers[name][block], mode="wrap")
        sums.add(key, kind.take(status[block]), received, moments["finished_at"][block], gather)

    names = {key: [*column.categories, None] for key, column in codes.items()}
    found = sums.result([months.names if key == "received_month" else names[key] for key in order])
    return Counted(tuple(found.keys[order.index(key)] for key in keys), found.numbers)


def floor_pandas(frame: pd.DataFrame, keys: Sequence[str]) -> None:
    """Every value read once."""
    for name in columns_of(keys):
        column = frame[name]
        if name in MOMENTS:
            column.to_numpy().view(np.int64).max()
        elif name in FLAGS:
            column.array.sum()
        else:
            column.cat.codes.to_numpy().max()
