"""The laws of a page, each a function that gives a finding or nothing; :mod:`.checks` says where they hold.

A figure that is unknown is None, and no law is asked of it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..measure import Finding, Rate, Severity, StatedPercent
from ..vietnamese import format_count, format_number, half_up

__all__ = ["Figures", "Place", "adds_up", "as_counted", "at_most_all", "fill_the_whole", "within"]

Place = tuple[str, ...]
Figures = Mapping[str, int | None]


def adds_up(place: Place, whole: Figures, parts: Figures) -> Iterator[Finding]:
    """The figures on one side are together as much as those on the other."""
    ours, theirs = _sum(whole), _sum(parts)
    if ours is not None and theirs is not None and ours != theirs:
        yield Finding(
            code="does_not_add_up",
            severity=Severity.ERROR,
            place=place,
            values=(*_values(whole), *_values(parts)),
            difference=ours - theirs,
            expected=format_number(theirs),
            message=_sentence(f"{_said(whole)} không bằng {_said(parts)} (lệch {format_number(ours - theirs)})."),
        )


def within(place: Place, parts: Figures, whole: Figures) -> Iterator[Finding]:
    """Parts are together no more than their whole."""
    ours, theirs = _sum(parts), _sum(whole)
    if ours is not None and theirs is not None and ours > theirs:
        yield Finding(
            code="part_exceeds_whole",
            severity=Severity.ERROR,
            place=place,
            values=(*_values(parts), *_values(whole)),
            difference=ours - theirs,
            expected=f"≤ {format_number(theirs)}",
            message=_sentence(f"{_said(parts)} lớn hơn {_said(whole)} (thừa {format_number(ours - theirs)})."),
        )


def as_counted(place: Place, stated: StatedPercent | None, counted: Rate) -> Iterator[Finding]:
    """A percentage beside its counts is their rate, rounded half-up to the digits that it has."""
    n, d = counted.numerator, counted.denominator
    if stated is None or n is None or d is None:
        return
    values = (("tỷ lệ ghi", str(stated)), ("tử số", n), ("mẫu số", d))
    if d == 0:
        yield Finding(
            code="percent_of_nothing",
            severity=Severity.WARNING,
            place=place,
            values=values,
            difference=None,
            expected="–",
            message=f"Ghi {stated} của 0: tỷ lệ không xác định.",
        )
        return
    expected = half_up(100 * n, d, stated.places)
    if stated.percent == expected:
        return
    unit = 10**stated.places
    truncated = Fraction(stated.percent) == Fraction(100 * n * unit // d, unit)
    difference = _decimal(Fraction(stated.percent) - Fraction(expected), stated.places)
    said = f"{format_number(expected)}%"
    how = "bị cắt bớt, không làm tròn" if truncated else f"lệch {format_number(difference)} điểm phần trăm"
    yield Finding(
        code="percent_truncated" if truncated else "percent_off",
        severity=Severity.WARNING if truncated else Severity.ERROR,
        place=place,
        values=values,
        difference=difference,
        expected=said,
        message=f"Ghi {stated}, mà {format_number(n)}/{format_number(d)} là {said} ({how}).",
    )


def fill_the_whole(place: Place, shares: Mapping[str, Any]) -> Iterator[Finding]:
    """Stated shares of one whole are 100% together, as far as rounding lets them."""
    stated = [share for share in shares.values() if isinstance(share, StatedPercent)]
    if len(stated) < len(shares):
        return
    over = sum((Fraction(share.percent) for share in stated), Fraction(-100))
    # Half-up moves each share by at most half a unit of its last digit.
    slack = sum((Fraction(1, 2 * 10**share.places) for share in stated), Fraction())
    if abs(over) > slack:
        difference = _decimal(over, max(share.places for share in stated))
        said = " + ".join(f"{name} {share}" for name, share in shares.items())
        yield Finding(
            code="shares_do_not_fill_whole",
            severity=Severity.ERROR,
            place=place,
            values=tuple((name, str(share)) for name, share in shares.items()),
            difference=difference,
            expected="100%",
            message=_sentence(f"{said} không bằng 100% (lệch {format_number(difference)} điểm phần trăm)."),
        )


def at_most_all(place: Place, stated: StatedPercent) -> Iterator[Finding]:
    """No share of a whole is more than the whole."""
    if stated.percent > 100:
        yield Finding(
            code="percent_above_100",
            severity=Severity.ERROR,
            place=place,
            values=(("tỷ lệ ghi", str(stated)),),
            difference=_decimal(Fraction(stated.percent) - 100, stated.places),
            expected="≤ 100%",
            message=f"Ghi {stated}, lớn hơn 100%.",
        )


def _decimal(value: Fraction, places: int) -> Decimal:
    # From integers: a subtraction of decimals would round in the context of whoever calls.
    return half_up(value.numerator, value.denominator, places)


def _sum(figures: Figures) -> int | None:
    counts = [count for count in figures.values() if count is not None]
    return sum(counts) if len(counts) == len(figures) else None


def _values(figures: Figures) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in figures.items() if count is not None)


def _said(figures: Figures) -> str:
    """The figures that are not 0, or the first: "đã giải quyết 19.320 + đang giải quyết 6.095"."""
    counts = _values(figures)
    return " + ".join(f"{name} {format_count(count)}" for name, count in counts if count) or f"{counts[0][0]} 0"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
