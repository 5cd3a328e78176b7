"""The keys of a tally: what a value of each group is, how keys are ordered, and how they are written."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

from ..domain import Applicant, Channel, FeedbackKind, Level, OnlineTier
from ..errors import InvalidValueError
from ..labelled import Labelled, member
from ..vietnamese import format_date
from .groups import By, names_of

__all__ = ["Key", "checked_key", "in_order", "label_of", "said"]

Key: TypeAlias = Any
"""A value of the group, a tuple of values where several groups were asked for, ``()`` where none was."""

ENUMS: dict[str, type[Labelled]] = {
    "level": Level,
    "channel": Channel,
    "tier": OnlineTier,
    "applicant": Applicant,
    "kind": FeedbackKind,
}


def checked_key(key: Key, by: By) -> Key:
    """The key as a count would have it: enum members, not their names; a tuple where there are several groups."""
    if not isinstance(by, str):
        if not isinstance(key, tuple) or len(key) != len(names_of(by)):
            raise InvalidValueError(f"the key {key!r} does not fit by={by!r}: expected a tuple of {len(names_of(by))}.")
        return tuple(checked_key(part, name) for part, name in zip(key, names_of(by), strict=True))
    if by in ENUMS and key is not None:
        return member(ENUMS[by], key, f"by={by!r}")
    if by in ("received_month", "received_week", "received_day") and isinstance(key, str):
        return date.fromisoformat(key)
    return key


def in_order(key: Key) -> tuple[tuple[bool, Any], ...]:
    """What keys are sorted by: enums as they are defined, texts and dates ascending, the unknown (None) last."""
    parts = key if isinstance(key, tuple) else (key,)
    return tuple((part is None, _rank(part)) for part in parts)


def _rank(part: object) -> Any:
    """Enums as they are defined; what is unknown stands alone at the end, so that any rank will do."""
    if part is None:
        return ()
    return list(type(part)).index(part) if isinstance(part, Labelled) else part


def said(key: Key) -> str:
    """The key as an error quotes it."""
    return str(tuple(map(str, key))) if isinstance(key, tuple) else str(key)


def label_of(key: Key) -> str:
    """The key as a page has it: the label of an enum, a date as it is written, "(không rõ)" for the unknown.

    >>> label_of((Level.PROVINCE, None, date(2024, 1, 5)))
    'Cấp tỉnh, (không rõ), 05/01/2024'
    """
    if isinstance(key, tuple):
        return ", ".join(map(label_of, key))
    if key is None:
        return "(không rõ)"
    if isinstance(key, Labelled):
        return key.label
    return format_date(key) if isinstance(key, date) else str(key)
