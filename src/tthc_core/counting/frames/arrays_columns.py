"""Columns of pandas and PyArrow as NumPy arrays: of some rows, or of all where these are None."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

__all__ = ["MISSING", "Array", "codes_of", "column_of", "flags_of", "moments_of", "slice_of"]

Array: TypeAlias = Any  # a NumPy array
Column: TypeAlias = Any  # an array of PyArrow, also in chunks, or one of pandas with another type
#: NumPy's NaT.
MISSING = np.iinfo(np.int64).min


def slice_of(frame: Any, rows: slice) -> Any:
    """Some rows of a pandas frame or a PyArrow table that lie one behind the other."""
    return frame.iloc[rows] if hasattr(frame, "iloc") else frame.slice(rows.start, rows.stop - rows.start)


def column_of(frame: Any, name: str) -> Column:
    """A column of a pandas frame or a PyArrow table."""
    column = frame[name]
    if hasattr(column, "array"):
        column = column.array
        return column.__arrow_array__() if type(column.dtype).__name__ == "ArrowDtype" else column
    return column


def moments_of(column: Column, rows: Array | None) -> Array:
    """Naive moments as microseconds since 1970."""
    if _is_arrow(column):
        found = _taken(column, rows).to_numpy(zero_copy_only=False)
    else:
        found = np.asarray(column) if rows is None else np.asarray(column).take(rows)
    return found.astype("datetime64[us]", copy=False).view(np.int64)


def flags_of(column: Column, rows: Array | None) -> Array | None:
    """1, 0, or 2 where it is missing; None where the column has another type than that of truth values."""
    if _is_arrow(column):
        if str(column.type) != "bool":
            return None
        found = _taken(column, rows).cast("uint8")
        return (found.fill_null(2) if found.null_count else found).to_numpy(zero_copy_only=False)
    if str(column.dtype) not in ("bool", "boolean"):
        return None
    return _taken(column, rows).to_numpy(np.uint8, na_value=2)


def codes_of(column: Column, rows: Array | None) -> tuple[Array, list[Any]]:
    """For each row the number of its value in a list, -1 where it is missing."""
    if _is_arrow(column):
        return _arrow_codes(_taken(column, rows))
    if hasattr(column, "categories"):
        codes, values = column.codes, column.categories
        codes = codes if rows is None else codes.take(rows)
    else:
        import pandas as pd

        codes, values = pd.factorize(_taken(column, rows))
    # pandas has moments of its own.
    return codes, [value.to_pydatetime() if hasattr(value, "to_pydatetime") else value for value in values.tolist()]


def _arrow_codes(column: Column) -> tuple[Array, list[Any]]:
    import pyarrow as pa

    if pa.types.is_null(column.type):
        return np.full(len(column), -1), []
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    indices = encoded.indices
    if indices.null_count:
        indices = indices.cast(pa.int64()).fill_null(-1)
    return indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()


def _is_arrow(column: Column) -> bool:
    return hasattr(column, "null_count")


def _taken(column: Column, rows: Array | None) -> Column:
    taken = column if rows is None else column.take(rows)
    if not hasattr(taken, "num_chunks"):
        return taken
    return taken.chunk(0) if taken.num_chunks == 1 else taken.unify_dictionaries().combine_chunks()
