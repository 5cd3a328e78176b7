"""The one sentence that refuses a wrong value."""

from __future__ import annotations

import reprlib
from typing import Any

from .errors import InvalidValueError

__all__ = ["SHORT", "refused"]


class _Short(reprlib.Repr):
    def repr_int(self, x: int, level: int) -> str:
        # Python refuses to write the longest integers.
        return super().repr_int(x, level) if x.bit_length() < 2000 else "an integer of hundreds of digits"


# How an error shows a value: its repr, cut where it is long.
SHORT: reprlib.Repr = _Short()
SHORT.maxstring = SHORT.maxother = SHORT.maxlong = 80


def refused(value: Any, place: str, expected: str, hint: str = "") -> InvalidValueError:
    """The error, to be raised, of a value that its place cannot hold.

    >>> print(refused(1, "Case.code", "text (str)"))
    Case.code: 1 is not text (str).
    >>> print(refused(float("nan"), "Case.due_at", "a datetime or a date"))
    Case.due_at: nan is not a datetime or a date. A missing value is written None.
    """
    # How pandas and numpy spell a missing value.
    if not isinstance(value, str | int) and str(value) in {"nan", "NaN", "NaT", "<NA>"}:
        hint = "A missing value is written None."
    return InvalidValueError(f"{place}: {SHORT.repr(value)} is not {expected}. {hint}".rstrip())
