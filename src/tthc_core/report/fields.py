"""How a part of the report checks its fields: each holds what its annotation says."""

from itertools import repeat
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from attrs import Attribute

from ..values import refused

__all__ = ["checked"]


def checked(cls: type, fields: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """The ``field_transformer`` of every part: counts are whole and not negative, and True is not one of them."""
    return [one.evolve(validator=_check) for one in fields]


def _fits(value: object, wanted: Any) -> bool:
    if get_origin(wanted) is tuple:
        kinds = get_args(wanted)
        return isinstance(value, tuple) and all(map(_fits, value, repeat(kinds[0]) if kinds[-1] is ... else kinds))
    if isinstance(value, bool):
        return wanted is bool
    return isinstance(value, wanted) and not (isinstance(value, int) and value < 0)


def _check(part: object, attribute: "Attribute[Any]", value: object) -> None:
    if not _fits(value, attribute.type):
        wanted: Any = attribute.type
        kinds = get_args(wanted) if get_origin(wanted) is UnionType else (wanted,)
        expected = " or ".join(EXPECTED.get(kind) or (str(kind) if get_args(kind) else kind.__name__) for kind in kinds)
        hint = (
            "Use StatedPercent.parse or StatedPoints.parse." if isinstance(value, str) and "Stated" in expected else ""
        )
        raise refused(value, f"{type(part).__name__}.{attribute.name}", expected, hint)


EXPECTED: dict[Any, str] = {
    int: "a whole number, 0 or more",
    str: "text (str)",
    bool: "True or False",
    NoneType: "None (missing)",
}
