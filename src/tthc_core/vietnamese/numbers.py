"""Numbers, counts and percentages as Vietnamese documents write them: "." groups thousands, "," starts the decimals.

    25.415    17,3    05    99,36%

Rounding is half-up on exact integers (:mod:`.rounding`). Trailing zeros are dropped: equal values have one spelling.
Readers are strict: what has another meaning elsewhere ("25,415.0", "0.5", "1e5") is refused, with the place in the text
(positions count from 0, as in ``text[2]``) and the likely spelling.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

from ..errors import InvalidValueError, NumberFormatError
from ..values import refused
from .rounding import MOST_DIGITS, TOO_LARGE, as_places, percent_units, split, units_of
from .texts import checked_int, checked_text, refusal

__all__ = [
    "Counts",
    "Ratio",
    "format_count",
    "format_number",
    "format_percent",
    "parse_number",
    "parse_percent",
]


class Counts(Protocol):
    """Anything that keeps its two counts, as a rate does: an int each, or None where unknown."""

    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...


Ratio: TypeAlias = Fraction | Decimal | Counts

UNDEFINED = "–"


def format_number(value: int | Decimal | Fraction, places: int | None = None, *, trailing_zeros: bool = False) -> str:
    """A number (số), exact, or rounded half-up to some places.

    :param places: digits after the comma at most; None writes the number as it is.
    :param trailing_zeros: keep zeros at the end of the decimals.
    :raises InvalidValueError: not an int, Decimal or Fraction; a Fraction without end, such as 1/3, without places.

    >>> format_number(25415), format_number(Decimal("17.3")), format_number(Fraction(2, 3), places=1)
    ('25.415', '17,3', '0,7')
    """
    if places is None and type(value) is int and -TOO_LARGE < value < TOO_LARGE:
        return f"{value:,}".replace(",", ".")
    numerator, denominator = _exact(value)
    places = as_places(_own_places(value) if places is None else places)
    return _written(units_of(numerator, denominator, places), places, trailing_zeros)


def parse_number(text: str) -> int | Decimal:
    """The number that a Vietnamese text writes: an int, or a Decimal where decimals are written.

    Read as well: U+2212 as minus, a non-breaking space between groups, no groups at all, leading zeros.

    :raises NumberFormatError: anything else; the message has the place and, where there is one, the likely spelling.

    >>> parse_number("25.415"), parse_number("1.234,50"), parse_number("05")
    (25415, Decimal('1234.50'), 5)
    """
    found = NUMBER.fullmatch(checked_text(text, "number", NumberFormatError))
    if found is None:
        raise refusal(NumberFormatError, text, "number", _fault(text), _likely_number)
    return _value(found) if found["decimals"] else int(_digits(found))


def format_count(count: int, *, pad: bool = True) -> str:
    """A count (số lượng), with a leading zero below 10 as running text has it; 0 stays 0.

    :param pad: False for tables, which do not pad.
    :raises InvalidValueError: not an int, or below 0.

    >>> format_count(5), format_count(0), format_count(25415), format_count(5, pad=False)
    ('05', '0', '25.415', '5')
    """
    checked_int("count", count, at_least=0)
    return f"0{count:d}" if pad and 0 < count < 10 else format_number(int(count))


def format_percent(ratio: Ratio, places: int = 2, *, trailing_zeros: bool = False, keep_ends: bool = False) -> str:
    """A ratio in per cent (tỷ lệ phần trăm), rounded half-up once; "–" where it is undefined.

    Undefined is a rate of nothing (denominator 0) and one whose counts are unknown (None).

    :param ratio: a Fraction, a Decimal, or what keeps its numerator and denominator (a rate).
    :param places: digits after the comma at most.
    :param trailing_zeros: keep zeros at the end of the decimals ("85,10%").
    :param keep_ends: "100%" only for exactly 100 and "0%" only for exactly 0; else the nearest that can be written.
    :raises InvalidValueError: an int or a float, which are no ratios of two counts.

    >>> format_percent(Fraction(19196, 19320)), format_percent(Decimal("0.99")), format_percent(Fraction(281, 800))
    ('99,36%', '99%', '35,13%')
    >>> nearly_all = Fraction(19319, 19320)
    >>> format_percent(nearly_all, places=0), format_percent(nearly_all, places=0, keep_ends=True)
    ('100%', '99%')
    """
    counts = _counts(ratio)
    if counts is None:
        return UNDEFINED
    return f"{_written(percent_units(*counts, places, keep_ends), places, trailing_zeros)}%"


def parse_percent(text: str) -> Decimal:
    """The ratio that a Vietnamese percentage writes, exactly.

    :raises NumberFormatError: anything else, as :func:`parse_number`.

    >>> parse_percent("18,37%"), parse_percent("5%")
    (Decimal('0.1837'), Decimal('0.05'))
    """
    number = checked_text(text, "percentage", NumberFormatError).removesuffix("%")
    found = NUMBER.fullmatch(number)
    if found is None or number == text:
        fault = f"'%' is missing at position {len(text)}" if found else _fault(number)
        raise refusal(NumberFormatError, text, "percentage", fault, _likely_percent)
    return _value(found, exponent=-2)


def _exact(value: int | Decimal | Fraction) -> tuple[int, int]:
    if isinstance(value, Decimal):
        # Looked at before any power of ten is built: Decimal("1E+999999999") would fill the memory.
        if not value.is_finite() or not -2 * MOST_DIGITS <= _exponent(value) <= value.adjusted() <= MOST_DIGITS:
            raise refused(value, "number", "a number that can be written in full")
        return value.as_integer_ratio()
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise refused(value, "number", "an int, a Decimal or a Fraction", _hint(value))
    return value.numerator, value.denominator


def _own_places(value: int | Decimal | Fraction) -> int:
    """The places that write the value exactly."""
    if isinstance(value, Decimal):
        return max(0, -_exponent(value))
    # A power of ten that the denominator divides, if there is one, has no more zeros than the denominator has bits.
    for places in range(value.denominator.bit_length()):
        if 10**places % value.denominator == 0:
            return places
    raise refused(value, "number", "a decimal that ends", "Say how many places to write.")


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _counts(ratio: Ratio) -> tuple[int, int] | None:
    if isinstance(ratio, Decimal):
        return _exact(ratio)
    counts: tuple[Any, Any] = getattr(ratio, "numerator", ...), getattr(ratio, "denominator", ...)
    if isinstance(ratio, int) or any(not (count is None or type(count) is int) for count in counts):
        raise refused(ratio, "ratio", "a rate, a Fraction or a Decimal", _hint(ratio))
    numerator, denominator = counts
    if numerator is None or not denominator:
        return None
    return numerator, checked_int("denominator", denominator, at_least=1)


def _hint(value: object) -> str:
    return "A float is not exact." if isinstance(value, float) else ""


def _written(units: int, places: int, trailing_zeros: bool) -> str:
    sign, whole, decimals = split(units, places)
    if not trailing_zeros:
        decimals = decimals.rstrip("0")
    return f"{sign}{whole:,}".replace(",", ".") + (f",{decimals}" if decimals else "")


# Reading: one pattern for what is right; only where it fails, a look at what is wrong.

MINUS = "[-−]"
GROUP = r"[.\u00a0\u202f]"
NUMBER = re.compile(
    rf"(?P<sign>{MINUS}?)"
    rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<group>{GROUP})[0-9]{{3}}(?:(?P=group)[0-9]{{3}}){{0,198}}|[0-9]{{1,{MOST_DIGITS}}})"
    rf"(?:,(?P<decimals>[0-9]{{1,{MOST_DIGITS}}}))?"
)


def _digits(found: re.Match[str]) -> str:
    whole = found["whole"]
    return ("-" if found["sign"] else "") + (whole.replace(found["group"], "") if found["group"] else whole)


def _value(found: re.Match[str], exponent: int = 0) -> Decimal:
    decimals = found["decimals"] or ""
    value = Decimal(f"{_digits(found)}{decimals}E{exponent - len(decimals)}")
    # "-0" would be a second spelling of 0.
    return value or value.copy_abs()


# What can be wrong, most telling first; {} is a character and its position.
FAULTS = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"\A\Z", "there is no number"),
        (r"\A–\Z", "it stands where there is no figure"),
        (r"(%)", "{} only ends a percentage (parse_percent)"),
        (r"([^-−.,0-9\u00a0\u202f])", "{} does not belong there"),
        (rf"(?<=.)({MINUS})", "{} can only stand first"),
        (rf"({MINUS})(?![0-9])", "{} has no digit after it"),
        (rf"(,)[0-9]*(,|{GROUP})", "{} starts the decimals, {} cannot follow"),
        (rf"(?<![0-9])(,|{GROUP})", "{} has no digit before it"),
        (rf"(,|{GROUP})(?![0-9])", "{} has no digit after it"),
        (rf"({GROUP})[0-9]+(?!\1)({GROUP})", "{} groups thousands, {} differs"),
        (rf"({GROUP})(?![0-9]{{3}}(?![0-9]))", "{} groups thousands, three digits must follow"),
        (rf"(?<=[0-9]{{4}})({GROUP})", "{} groups thousands, at most three digits stand before it"),
        (rf"(?<![0-9])(0)[0-9]*{GROUP}", "{} cannot begin a number with groups"),
        (r"\A", f"it has more than {MOST_DIGITS} digits"),
    )
)

SWAPPED = str.maketrans(".,", ",.")


def _fault(text: str) -> str:
    found, words = next((found, words) for pattern, words in FAULTS if (found := pattern.search(text)))
    groups = range(1, 1 + found.re.groups)
    return words.format(*(f"{found[group]!r} at position {found.start(group)}" for group in groups))


def _likely_number(text: str) -> str | None:
    tidy = re.sub(r"\A(-?),", r"\g<1>0,", re.sub("[‐‑‒–—]", "-", text.strip().lstrip("+").rstrip(",.")))
    for reading in (re.sub(r"\s+(?=[0-9])", ".", tidy), _as_python(text), text.translate(SWAPPED)):
        if found := NUMBER.fullmatch(reading):
            return format_number(_value(found), trailing_zeros=True)
    return None


def _as_python(text: str) -> str:
    """What Python, and with it most software, reads in the text; empty where nothing."""
    try:
        return format_number(Decimal(text), trailing_zeros=True)
    except (ArithmeticError, InvalidValueError):
        return ""


def _likely_percent(text: str) -> str | None:
    number = text.removesuffix("%").strip()
    if NUMBER.fullmatch(number):
        return f"{number}%"
    likely = _likely_number(number) if text.endswith("%") else None
    return likely and f"{likely}%"
