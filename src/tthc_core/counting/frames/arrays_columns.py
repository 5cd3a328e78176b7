"""Columns of pandas and PyArrow as NumPy arrays: moments as whole numbers, what has few values as codes.

What is asked is `of` some rows, a slice or their numbers; a missing moment is ``MISSING``, a missing code -1.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np

from ...errors import InvalidValueError
from ...vietnamese import local

__all__ = ["FLAG_VALUES", "MISSING", "Array", "ArrowColumn", "Column", "Moments", "flag_of", "pandas_column"]

Array: TypeAlias = Any  # a NumPy array
Rows: TypeAlias = Any  # a slice, or an array of row numbers
ZONE = "Asia/Ho_Chi_Minh"
#: NumPy's NaT.
MISSING = np.iinfo(np.int64).min
#: The values of a flag, each at the place of its code.
FLAG_VALUES = (False, True, None)


class Moments(NamedTuple):
    """Local moments: how many units since 1970; `days` where the column holds days and no hours."""

    values: Array
    per_second: int
    days: bool = False


class Column(Protocol):
    """A column of either kind."""

    name: str

    @property
    def holds(self) -> str:
        """The type of its values, for an error."""

    def is_temporal(self) -> bool:
        """Whether it holds moments or days."""

    def moments(self, of: Rows) -> Moments | None:
        """Its values as moments; None where it holds something else."""

    def distinct(self, of: Rows) -> tuple[Array, list[Any]]:
        """For each row the number of its value in a list, -1 where it is missing."""

    def flags(self, of: Rows) -> Array | None:
        """For each row its place in FLAG_VALUES; None where the column holds something else than truth values."""


def flag_of(value: object) -> int:
    """The place in FLAG_VALUES of a flag that is written as a number or a text."""
    if isinstance(value, str):
        return _FLAG_TEXTS.get(value, 2)
    return int(value == 1) if value in (0, 1) else 2


_FLAG_TEXTS = {"1": 1, "1.0": 1, "true": 1, "True": 1, "0": 0, "0.0": 0, "false": 0, "False": 0}
_UNITS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def _nothing(of: Rows, length: int) -> Array:
    count = len(range(length)[of]) if isinstance(of, slice) else len(of)
    return np.full(count, MISSING)


# -- PyArrow -----------------------------------------------------------------------------------------------------------


class ArrowColumn:
    """An array of PyArrow."""

    def __init__(self, name: str, array: Any) -> None:
        import pyarrow as pa

        self.name = name
        self._pa = pa
        if isinstance(array, pa.ChunkedArray):
            array = array.chunk(0) if array.num_chunks == 1 else array.combine_chunks()
        self._array = array

    @property
    def holds(self) -> str:
        return str(self._array.type)

    @property
    def _kind(self) -> Any:
        """The type of the values, also of those behind a dictionary."""
        return self._array.type.value_type if self._pa.types.is_dictionary(self._array.type) else self._array.type

    def is_temporal(self) -> bool:
        types = self._pa.types
        return types.is_timestamp(self._kind) or types.is_date(self._kind)

    def _part(self, of: Rows) -> Any:
        if isinstance(of, slice):
            return self._array[of]
        return self._array.take(self._pa.array(of))

    def moments(self, of: Rows) -> Moments | None:
        kind = self._kind
        if not self.is_temporal():
            return Moments(_nothing(of, len(self._array)), 1) if self._array.null_count == len(self._array) else None
        part = self._part(of)
        if kind is not self._array.type and self._pa.types.is_dictionary(self._array.type):
            part = part.dictionary_decode()
        if self._pa.types.is_date(kind):
            days = part.cast(self._pa.date32()).to_numpy(zero_copy_only=False).astype("datetime64[D]")
            return Moments(days.view(np.int64), 1, days=True)
        if kind.tz is not None:
            import pyarrow.compute as pc

            part = pc.local_timestamp(part.cast(self._pa.timestamp(kind.unit, ZONE)))
        return Moments(part.to_numpy(zero_copy_only=False).view(np.int64), _UNITS[kind.unit])

    def distinct(self, of: Rows) -> tuple[Array, list[Any]]:
        types = self._pa.types
        part = self._part(of)
        if types.is_null(self._array.type):
            return np.full(len(part), -1), []
        if not types.is_dictionary(self._array.type):
            part = part.dictionary_encode()
        indices = part.indices
        if indices.null_count:
            if types.is_unsigned_integer(indices.type):
                indices = indices.cast(self._pa.int64())
            indices = indices.fill_null(-1)
        return indices.to_numpy(zero_copy_only=False), part.dictionary.to_pylist()

    def flags(self, of: Rows) -> Array | None:
        if not self._pa.types.is_boolean(self._array.type):
            return None
        found = self._part(of).cast(self._pa.uint8())
        return (found.fill_null(2) if found.null_count else found).to_numpy(zero_copy_only=False)


# -- pandas ------------------------------------------------------------------------------------------------------------


class PandasColumn:
    """A column of pandas with types of NumPy or its own; for those of PyArrow see :func:`pandas_column`."""

    def __init__(self, name: str, series: Any) -> None:
        self.name = name
        self._series = series

    @property
    def holds(self) -> str:
        return str(self._series.dtype)

    def is_temporal(self) -> bool:
        return self._moments is not None and not self._is_empty

    @cached_property
    def _is_empty(self) -> bool:
        return bool(self._series.isna().all())

    @cached_property
    def _moments(self) -> Moments | None:
        import pandas as pd

        series = self._series
        if isinstance(series.dtype, pd.CategoricalDtype) and series.cat.categories.dtype.kind == "M":
            series = series.astype(series.cat.categories.dtype)
        if isinstance(series.dtype, pd.DatetimeTZDtype):
            series = series.dt.tz_convert(ZONE).dt.tz_localize(None)
        if series.dtype.kind == "M":
            values = series.to_numpy()
            return Moments(values.view(np.int64), _UNITS[np.datetime_data(values.dtype)[0]])
        if self._is_empty:
            return Moments(np.full(len(series), MISSING), 1)
        if series.dtype != object:
            return None
        return _objects(series, pd.isna)

    def moments(self, of: Rows) -> Moments | None:
        whole = self._moments
        return whole and whole._replace(values=whole.values[of])

    @cached_property
    def _distinct(self) -> tuple[Array, list[Any]]:
        import pandas as pd

        series = self._series
        if isinstance(series.dtype, pd.CategoricalDtype):
            return series.cat.codes.to_numpy(), [_plain(value) for value in series.cat.categories.tolist()]
        try:
            codes, values = pd.factorize(series)
        except TypeError as error:
            raise InvalidValueError(f"column {self.name!r} holds values that cannot be compared: {error}.") from None
        return codes, [_plain(value) for value in values.tolist()]

    def distinct(self, of: Rows) -> tuple[Array, list[Any]]:
        codes, values = self._distinct
        return codes[of], values

    def flags(self, of: Rows) -> Array | None:
        dtype = self._series.dtype
        if dtype == bool:
            return self._series.to_numpy()[of].view(np.uint8)
        if str(dtype) == "boolean":
            found: Array = self._series.array[of].to_numpy(np.uint8, na_value=2)
            return found
        return None


def pandas_column(name: str, series: Any) -> Column:
    """A column of pandas, whatever holds its values."""
    array = series.array
    if hasattr(array, "__arrow_array__") and (
        type(series.dtype).__name__ == "ArrowDtype" or getattr(series.dtype, "storage", "") == "pyarrow"
    ):
        return ArrowColumn(name, array.__arrow_array__())
    return PandasColumn(name, series)


def _plain(value: Any) -> Any:
    """A moment of Python where pandas has one of its own."""
    return value.to_pydatetime() if isinstance(value, datetime) and hasattr(value, "to_pydatetime") else value


def _objects(series: Any, is_missing: Callable[[Any], bool]) -> Moments | None:
    """Moments or days that stand as objects of Python; None where anything else stands among them."""
    values = [None if is_missing(value) else value for value in series.array]
    known = [value for value in values if value is not None]
    if all(isinstance(value, datetime) for value in known):
        found = np.array([value and local(_plain(value)) for value in values], "datetime64[us]")
        return Moments(found.view(np.int64), _UNITS["us"])
    if all(isinstance(value, date) and not isinstance(value, datetime) for value in known):
        return Moments(np.array(values, "datetime64[D]").view(np.int64), 1, days=True)
    return None
