"""Written forms of dates, periods and times. A form is its words, with fields in braces:

    ngày {day} tháng {month} năm {year}

From the one template come the writer (``str.format``), the strict reader and, where a text does not fit, what was
expected at which position (counted from 0, as in ``text[2]``). Readers take NFC and NFD, capital letters, and any white
space, a line break included, where the form has a space or beside its "/" and ",".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Generic, TypeAlias, TypeVar
from unicodedata import normalize

from attrs import frozen

from ..errors import DateFormatError
from .texts import checked_int, checked_text, refusal

__all__ = ["DAYS", "MONTHS", "Found", "Spelling", "UnfitError", "limited", "number", "read", "written"]

Value = TypeVar("Value")
Found: TypeAlias = re.Match[str]

FLAGS = re.IGNORECASE | re.DOTALL

TWO_DIGITS = "[0-9]{1,2}(?![0-9])"
# Every field that is not of two digits.
FIELDS = {"year": "[0-9]{4}(?![0-9])", "quarter": f"III|II|IV|I|{TWO_DIGITS}", "place": r"[^\s,](?:.*\S)?"}
EXPECTED = {"year": "a year of four digits", "quarter": "a quarter from I to IV", " ": "a space"}

LIMITS = {"day": (1, 31), "month": (1, 12), "year": (1, 9999), "quarter": (1, 4), "hour": (0, 23), "minute": (0, 59)}
# Nghị định 30/2020/NĐ-CP, annex I: days below 10 get a zero, of the months only 1 and 2.
DAYS = tuple(f"{day:02d}" for day in range(32))
MONTHS = ("", "01", "02", *map(str, range(3, 13)))
QUARTERS = ("", "I", "II", "III", "IV")

# How a step of a form is read where it is not only itself.
READ_AS = {
    " ": r"\s+",
    "/": r"\s*/\s*",
    ", ": r"\s*,\s*",
    "Quý": "Qu[ýí]|Qúy",
    "6": "0?6|sáu",
    "9": "0?9|chín",
    "…": "[.…]+",
}


class UnfitError(Exception):
    """What is wrong with a text that should have been a date, a period or a time."""


@frozen
class Spelling(Generic[Value]):
    """How one kind of value is written and read."""

    what: str
    forms: Mapping[str, Callable[[Found], Value]]
    """Every form that is read, and the value of a text that has it (or an UnfitError)."""
    write: Callable[[Value], str]
    likely: tuple[tuple[str, str], ...] = ()
    """Other notations, looked for (without marks) only to suggest: a pattern with fields, and the form they go into."""


def read(spelling: Spelling[Value], text: str) -> Value:
    """The value of a text.

    :raises DateFormatError: the text has none of the forms, or no value.
    """
    plain = normalize("NFC", checked_text(text, spelling.what, DateFormatError))
    try:
        return _value(spelling, plain)
    except UnfitError as unfit:
        fault = str(unfit)
    raise refusal(DateFormatError, plain, spelling.what, fault, lambda text: _likely(spelling, text))


def written(form: str, **numbers: int) -> str:
    """The form with its numbers, as the rule for dates writes them; a name may end in "2"."""
    return form.format(**{name: _spelled(name.rstrip("2"), value) for name, value in numbers.items()})


def number(found: Found, name: str) -> int:
    """The number that a field of a text holds."""
    text = found[name]
    value = QUARTERS.index(text.upper()) if text.upper() in QUARTERS else int(text)
    low, high = LIMITS[name.rstrip("2")]
    if low <= value <= high:
        return value
    raise UnfitError(f"the {name.rstrip('2')} at position {found.start(name)} is {text}, not from {low} to {high}")


def limited(name: str, value: int) -> int:
    """The value, if a field of that name can hold it."""
    return checked_int(name, value, *LIMITS[name])


def _spelled(name: str, value: int) -> str:
    limited(name, value)
    match name:
        case "year":
            return f"{value:04d}"
        case "day":
            return DAYS[value]
        case "month":
            return MONTHS[value]
        case "quarter":
            return QUARTERS[value]
        case _:
            return f"{value:02d}"


def _value(spelling: Spelling[Value], text: str) -> Value:
    for form, value in spelling.forms.items():
        if found := _compiled(form).fullmatch(text):
            return value(found)
    raise UnfitError(_first_misfit(spelling, text))


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile("".join(map(_pattern, _steps(form))), FLAGS)


def _steps(form: str) -> list[str]:
    return re.findall(r"\{\w+\}|, |[ /]|[^ ,/{]+", form)


def _pattern(step: str) -> str:
    return _with_fields(f"(?:{READ_AS.get(step, step)})")


def _with_fields(pattern: str) -> str:
    def group(found: Found) -> str:
        return f"(?P<{found[1]}>{FIELDS.get(found[1].rstrip('2'), TWO_DIGITS)})"

    return re.sub(r"\{([a-z]+2?)\}", group, pattern)


def _first_misfit(spelling: Spelling[Value], text: str) -> str:
    """Where the forms that go furthest stop to fit, and what they expect there."""
    stops = [_stop(form, text) for form in spelling.forms]
    position = max(position for position, _ in stops)
    *others, last = dict.fromkeys(expected for reached, expected in stops if reached == position)
    rest = text[position : position + 20]
    found = repr((rest.split() or [rest])[0]) if rest else "the end"
    return f"at position {position} {', '.join(others)}{' or ' if others else ''}{last} is expected, not {found}"


def _stop(form: str, text: str) -> tuple[int, str]:
    steps = _steps(form)
    for fitting in range(len(steps), 0, -1):
        if found := re.match("".join(map(_pattern, steps[:fitting])), text, FLAGS):
            return found.end(), _expected(steps[fitting]) if fitting < len(steps) else "the end"
    return 0, _expected(steps[0])


def _expected(step: str) -> str:
    if step.startswith("{"):
        name = step[1:-1].rstrip("2")
        return EXPECTED.get(name, f"a {name}")
    return EXPECTED.get(step, repr(step.strip()))


def _likely(spelling: Spelling[Value], text: str) -> str | None:
    """The spelling of what else the text may mean: marks forgotten, words around it, another notation."""
    plain = _without_marks(text)
    own = tuple((_compiled(form).pattern, form) for form in spelling.forms)
    for pattern, form in own + spelling.likely:
        found = re.search(rf"(?<!\w)(?:{_without_marks(_with_fields(pattern))})(?!\w)", plain, FLAGS)
        # Another figure beside it means more than a slip.
        if found and not re.search("[0-9]", plain[: found.start()] + plain[found.end() :]):
            fields = {name: text[slice(*found.span(name))] for name in found.groupdict()}
            try:
                return spelling.write(_value(spelling, form.format(**fields)))
            except UnfitError:
                continue
    return None


def _without_marks(text: str) -> str:
    """The same letters without marks, one for one, so that positions stay."""
    return "".join(normalize("NFD", letter)[0] for letter in text.replace("đ", "d").replace("Đ", "D"))
