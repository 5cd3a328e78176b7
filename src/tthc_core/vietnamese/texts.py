"""What the readers and writers share: two checks, and the sentence that refuses a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import InvalidValueError
from ..values import SHORT, refused

__all__ = ["checked_int", "checked_text", "refusal"]

# A likely spelling is for a slip of the pen, not for a page.
LONGEST_CORRECTED = 200

Error = TypeVar("Error", bound=InvalidValueError)


def checked_int(place: str, value: object, at_least: int | None = None, at_most: int | None = None) -> int:
    """The value, if it is an integer (True is none) within the bounds."""
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and (at_least is None or at_least <= value)
        and (at_most is None or value <= at_most)
    ):
        return value
    bounds = "" if at_least is None else f" from {at_least}" if at_most is None else f" from {at_least} to {at_most}"
    raise refused(value, place, f"an int{bounds}")


def checked_text(value: object, what: str, error: type[InvalidValueError]) -> str:
    """The value, if it is a text."""
    if isinstance(value, str):
        return value
    raise error(str(refused(value, what, "text (str)")))


def refusal(error: type[Error], text: str, what: str, fault: str, likely: Callable[[str], str | None]) -> Error:
    """The error, to be raised: which text is not what, why, and its likely spelling."""
    suggestion = likely(text) if len(text) <= LONGEST_CORRECTED else None
    hint = f" Did you mean {suggestion!r}?" if suggestion else ""
    return error(f"{SHORT.repr(text)} is not a Vietnamese {what}: {fault}.{hint}")
