"""Closed sets of names: a lower-case English value in the code, a Vietnamese label on the page, a code on the wire."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Any, Self, TypeVar

from .errors import near
from .values import refused

__all__ = ["Coded", "Labelled", "member"]


class Labelled(StrEnum):
    """An enum whose members are their English value and carry their Vietnamese ``label``."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        self = str.__new__(cls, value)
        self._value_ = value
        self.label = label
        return self


class Coded(Labelled):
    """A :class:`Labelled` enum that systems exchange as numbers: each member also has its wire ``code``."""

    code: int

    def __new__(cls, value: str, label: str, code: int) -> Self:
        self = str.__new__(cls, value)
        self._value_ = value
        self.label = label
        self.code = code
        return self

    @classmethod
    def from_code(cls, code: int | str) -> Self:
        """The member behind a wire code, given as a number or as the wire has it, as text.

        :raises InvalidValueError: no member has this code.
        """
        for each in cls:
            if (type(code) is int and code == each.code) or code == str(each.code):
                return each
        codes = ", ".join(f"{each.code} {each}" for each in cls)
        raise refused(code, f"{cls.__name__}.from_code", "a code", f"There are: {codes}.")


E = TypeVar("E", bound=StrEnum)


def member(kind: type[E], value: Any, place: str) -> E:
    """The member itself, or the one behind its exact value as plain text.

    :raises InvalidValueError: anything else, also another enum's member that reads the same.
    """
    if type(value) is kind:
        return value
    if isinstance(value, str) and not isinstance(value, Enum) and value in {each.value for each in kind}:
        return kind(value)
    code = f" Wire codes are read by {kind.__name__}.from_code." if issubclass(kind, Coded) else ""
    for each in kind:
        if isinstance(each, Labelled) and isinstance(value, str) and value.casefold() == each.label.casefold():
            code = f" That is the label of {str(each)!r}."
    raise refused(value, place, f"a member of {kind.__name__} or its value", near(value, kind) + code)
