"""Columns of pandas and PyArrow as NumPy arrays."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

import numpy as np

__all__ = ["MISSING", "Array", "codes_of", "column_of", "flags_of", "moments_of"]

Array: TypeAlias = Any  # a NumPy array
Column: TypeAlias = Any  # a series of pandas, or an array of PyArrow
#: NumPy's NaT.
MISSING = np.iinfo(np.int64).min


def column_of(frame: Any, name: str, rows: Array | None) -> Column:
    """A column of a pandas frame or a PyArrow batch, or some rows of it."""
    if not hasattr(frame, "iloc"):
        column = frame.column(name)
        return column if rows is None else column.take(rows)
    column = frame[name] if rows is None else frame[name].iloc[rows]
    if type(column.dtype).__name__ == "ArrowDtype":
        column = column.array.__arrow_array__()
    return column


def moments_of(column: Column) -> Array:
    """Naive moments as microseconds since 1970."""
    found = column.to_numpy() if hasattr(column, "iloc") else _one(column).to_numpy(zero_copy_only=False)
    return found.astype("datetime64[us]", copy=False).view(np.int64)


def flags_of(column: Column) -> Array | None:
    """1, 0, or 2 where it is missing; None where the column has another type than that of truth values."""
    if not hasattr(column, "iloc"):
        if str(column.type) != "bool":
            return None
        found = _one(column).cast("uint8")
        return (found.fill_null(2) if found.null_count else found).to_numpy(zero_copy_only=False)
    if column.dtype == bool:
        return column.to_numpy().view(np.uint8)
    return column.array.to_numpy(np.uint8, na_value=2) if str(column.dtype) == "boolean" else None


def codes_of(column: Column) -> tuple[Array, list[Any]]:
    """For each row the number of its value in a list, -1 where it is missing."""
    if not hasattr(column, "iloc"):
        return _codes(_one(column))
    if hasattr(column, "cat"):
        codes, values = column.array.codes, column.array.categories
    else:
        import pandas as pd

        codes, values = pd.factorize(column)
    # pandas has moments of its own.
    return codes, [value.to_pydatetime() if isinstance(value, datetime) else value for value in values.tolist()]


def _codes(array: Any) -> tuple[Array, list[Any]]:
    import pyarrow as pa

    if pa.types.is_null(array.type):
        return np.full(len(array), -1), []
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    indices = encoded.indices
    if indices.null_count:
        indices = indices.cast(pa.int64()).fill_null(-1)
    return indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()


def _one(column: Any) -> Any:
    """An array, where pandas has it in chunks."""
    if not hasattr(column, "num_chunks"):
        return column
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
