"""What can go wrong, as few kinds.

Every error of the library is a :class:`TthcError`. The kinds below are also the built-in error that users of such a
call expect, so that ``except ValueError`` around a parser and ``getattr(row, name, default)`` on a row keep working.
A message names what was wrong, where, the value, what was expected, and the likely way out.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "CalendarRangeError",
    "DateFormatError",
    "InvalidValueError",
    "MismatchError",
    "MissingExtraError",
    "NumberFormatError",
    "PredicateError",
    "TthcError",
    "UnknownCounterError",
    "UnknownKeyError",
]


class TthcError(Exception):
    """The root of every error that this library raises on purpose."""

    def __str__(self) -> str:
        # KeyError would show the repr of its message.
        return str(self.args[0]) if self.args else ""


class InvalidValueError(TthcError, ValueError):
    """A value that an object or an argument cannot hold."""


class NumberFormatError(InvalidValueError):
    """A text that is not a Vietnamese number or percentage."""


class DateFormatError(InvalidValueError):
    """A text that is not a Vietnamese date, period, range or time."""


class CalendarRangeError(InvalidValueError):
    """A day outside the dated table that was asked."""


class PredicateError(InvalidValueError):
    """A predicate that cannot be written like that."""


class MismatchError(InvalidValueError):
    """Two things that cannot be put together: other windows, other rules, other groups."""


class UnknownKeyError(TthcError, KeyError):
    """A key (level, agency, column …) that is not there."""


class UnknownCounterError(UnknownKeyError, AttributeError):
    """A counter that does not exist, or that this tally does not know."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        # With a name, Python would add an attribute that reads alike; the message names the counters that are near.
        self.name: str | None = None


class MissingExtraError(TthcError, ImportError):
    """An optional part is asked for and its package is not installed."""


def near(name: object, known: Iterable[object]) -> str:
    """The sentence that names the nearest known names, or all of them where none is near.

    >>> near("receved", ["received", "resolved", "late"])
    "Near: 'received', 'resolved'."
    >>> near("x", ["early", "late"])
    "There are: 'early', 'late'."
    """
    from difflib import get_close_matches  # only wanted once something is wrong

    names = [str(item) for item in known]
    close = get_close_matches(str(name), names, n=3)
    listed = ", ".join(repr(item) for item in close or names)
    return f"{'Near' if close else 'There are'}: {listed or 'none'}."
