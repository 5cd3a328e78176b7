"""Half-up rounding on exact integers.

A number on its way to text is a whole number of units of 10^-places. No float and no decimal context takes part, so
that the result is the same in every thread and under every setting of the host.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from ..errors import InvalidValueError
from ..values import refused
from .texts import checked_int

__all__ = [
    "MOST_DIGITS",
    "TOO_LARGE",
    "as_places",
    "half_up",
    "percent_of",
    "percent_units",
    "shares",
    "split",
    "units_of",
]

# The host can set Python's limit on the digits of an int in text down to 640: below that, nothing depends on it.
MOST_DIGITS = 600
TOO_LARGE = 10**MOST_DIGITS


def half_up(numerator: int, denominator: int, places: int) -> Decimal:
    """The quotient of two integers, rounded half-up (away from zero on a tie), without trailing zeros.

    :raises InvalidValueError: not integers, or a denominator below 1.

    >>> half_up(281, 8, 2), half_up(-1, 2, 0), half_up(300, 2, 1)
    (Decimal('35.13'), Decimal('-1'), Decimal('150'))
    """
    checked_int("numerator", numerator)
    checked_int("denominator", denominator, at_least=1)
    return _decimal(units_of(numerator, denominator, as_places(places)), places)


def percent_of(numerator: int, denominator: int, places: int = 2, *, keep_ends: bool = False) -> Decimal:
    """How many per cent the numerator is of the denominator, rounded half-up, without trailing zeros.

    :param keep_ends: as in :func:`format_percent`.
    :raises InvalidValueError: not integers, or a denominator below 1.

    >>> percent_of(19196, 19320), percent_of(19319, 19320, 0, keep_ends=True)
    (Decimal('99.36'), Decimal('99'))
    """
    checked_int("numerator", numerator)
    checked_int("denominator", denominator, at_least=1)
    return _decimal(percent_units(numerator, denominator, places, keep_ends), places)


def shares(
    counts: Iterable[int], places: int = 2, method: Literal["plain", "largest_remainder"] = "plain"
) -> list[Decimal]:
    """What each count is of their sum, in per cent (tỷ trọng).

    :param method: "plain" rounds each half-up, and the sum may miss 100; "largest_remainder" rounds all down and gives
        what is missing to those that lost most (of equals, to the first), so that the sum is exactly 100.
    :raises InvalidValueError: a count that is no int or below 0; a sum of 0; another method.

    >>> shares([1, 1, 1]), shares([1, 1, 1], method="largest_remainder")
    ([Decimal('33.33'), Decimal('33.33'), Decimal('33.33')], [Decimal('33.34'), Decimal('33.33'), Decimal('33.33')])
    """
    counts = [checked_int(f"count {index}", count, at_least=0) for index, count in enumerate(counts)]
    total = sum(counts)
    if total == 0:
        raise InvalidValueError("The counts add up to 0: there is nothing to share.")
    if method == "plain":
        return [percent_of(count, total, places) for count in counts]
    if method != "largest_remainder":
        raise refused(method, "method", "'plain' or 'largest_remainder'")
    whole = 10 ** (as_places(places) + 2)
    parts = [divmod(count * whole, total) for count in counts]
    missing = whole - sum(units for units, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: -parts[index][1])
    lucky = set(by_remainder[:missing])
    return [_decimal(units + (index in lucky), places) for index, (units, _) in enumerate(parts)]


def units_of(numerator: int, denominator: int, places: int) -> int:
    """The quotient in units of 10^-places, rounded half-up."""
    # Half-up, not half-even: 281/800 is printed 35,13% (formatting.md). Below 0 the absolute value is rounded.
    units: int = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return -units if numerator < 0 else units


def percent_units(numerator: int, denominator: int, places: int, keep_ends: bool) -> int:
    """The percentage in units of 10^-places; with keep_ends, 0 and 100 only where they are exact."""
    units = units_of(100 * numerator, denominator, as_places(places))
    if keep_ends and abs(units) in (0, 10 ** (places + 2)):
        lost = numerator * 10 ** (places + 2) - units * denominator
        units += (lost > 0) - (lost < 0)
    return units


def split(units: int, places: int) -> tuple[str, int, str]:
    """The sign, what stands before the comma, and the digits after it."""
    whole, part = divmod(abs(units), 10**places)
    if whole >= TOO_LARGE:
        raise InvalidValueError(f"A number of more than {MOST_DIGITS} digits cannot be written.")
    return "-" if units < 0 else "", whole, f"{part:0{places}d}" if places else ""


def _decimal(units: int, places: int) -> Decimal:
    # From text, because that is exact under any context.
    sign, whole, decimals = split(units, places)
    return Decimal(f"{sign}{whole}.{decimals}".rstrip("0") if decimals.rstrip("0") else f"{sign}{whole}")


def as_places(places: int) -> int:
    """The number of digits after the comma, if that many can be written."""
    return checked_int("places", places, at_least=0, at_most=MOST_DIGITS)
