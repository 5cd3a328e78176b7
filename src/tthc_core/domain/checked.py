"""How a domain class checks what it is given: from the declarations of its fields, compiled once per class.

An annotation says what a field holds. The good path of the check is one inline comparison per field
(``type(value) is not Level``). Only a value of another type comes to the functions below: each returns what the field
can hold in its place (the member behind ``"province"``, the day of a time) or raises :class:`InvalidValueError` with
class, field, value and what was expected. What one field says about another is never checked here: a faulty row stays
countable, and ``check`` finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from types import NoneType
from typing import Any, NoReturn, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from ..calendar.moments import day, moment
from ..errors import InvalidValueError
from ..labelled import member
from ..values import SHORT, refused

__all__ = ["checked"]

T = TypeVar("T")
# Takes the value and its place, "Case.level".
Settle: TypeAlias = Callable[[Any, str], Any]

# The inline test that sends a value to its function: by its type, for some kinds by more.
DOUBT: dict[Any, str] = {
    int: "type(value) is not {kind} or value < 0",
    datetime: "type(value) is not {kind} or value.tzinfo is not None",
    tuple: "type(value) is not tuple or value and {{*map(type, value)}} != {{{kind}}}",
}


def checked(cls: type[T]) -> type[T]:
    """Add the check of every declared field; written below ``@frozen``, which calls it at the end of ``__init__``."""
    names: dict[str, Any] = {"put": object.__setattr__, "settled": _settled}
    lines = ["def __attrs_post_init__(self):"]
    for name, declared in get_type_hints(cls).items():
        optional, many = NoneType in get_args(declared), get_origin(declared) is tuple
        # Of "Level", "Level | None" and "tuple[Level, ...]": Level.
        kind = get_args(declared)[0] if optional or many else declared
        names[f"kind_{name}"] = kind
        names[f"settle_{name}"] = partial(_items, kind) if many else _settle(kind)
        doubt = DOUBT.get(tuple if many else kind, "type(value) is not {kind}").format(kind=f"kind_{name}")
        lines += [
            f"    value = self.{name}",
            f"    if {'value is not None and ' if optional else ''}({doubt}):",
            f"        put(self, {name!r}, settled(self, {name!r}, settle_{name}, value))",
        ]
    # Compiled text, as attrs makes __init__: a loop over the fields takes twice as long, attrs' validators five times.
    exec(compile("\n".join(lines), f"<checks of {cls.__name__}>", "exec"), names)  # noqa: S102  # text made here
    cls.__attrs_post_init__ = names["__attrs_post_init__"]  # type: ignore[attr-defined]  # attrs looks for it
    return cls


def _settled(item: Any, name: str, settle: Settle, value: Any) -> Any:
    """What the field can hold in place of the value, or an error that says where, and in which case."""
    place = type(item).__name__
    try:
        return settle(value, f"{place}.{name}")
    except InvalidValueError as error:
        code = getattr(item, "code", None)
        if name == "code" or type(code) is not str:
            raise
        raise InvalidValueError(f"{error} In the {place} with code {SHORT.repr(code)}.") from None


def _settle(kind: Any) -> Settle:
    if kind in PLAIN:
        return PLAIN[kind]
    return partial(member if issubclass(kind, StrEnum) else _instance, kind)


def _text(value: Any, place: str) -> str:
    if isinstance(value, str):
        # A numpy.str_ or an enum member becomes plain text: what an object holds, and pickles, is Python's own.
        return str.__str__(value)
    raise refused(value, place, "text (str)")


def _flag(value: Any, place: str) -> NoReturn:
    raise refused(value, place, "True, False or None (unknown)")


def _count(value: Any, place: str) -> NoReturn:
    raise refused(value, place, "a count (int, 0 or more)")


def _instance(kind: type[T], value: Any, place: str) -> T:
    if isinstance(value, kind):
        return value
    raise refused(value, place, f"a {kind.__name__}")


def _items(kind: type, values: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(values, tuple | list):
        raise refused(values, place, f"a tuple of {kind.__name__}")
    settle = _settle(kind)
    return tuple(
        value if type(value) is kind else settle(value, f"{place}[{index}]") for index, value in enumerate(values)
    )


PLAIN: dict[Any, Settle] = {
    str: _text,
    bool: _flag,
    int: _count,
    datetime: partial(moment, expected="a datetime or a date"),
    date: day,
}
