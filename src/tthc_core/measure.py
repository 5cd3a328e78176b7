"""Rates that keep their counts, percentages that someone stated without them, and findings.

A :class:`Rate` is two counts. It adds, and is rounded once, when written. A percentage or a score as a portal prints it
has lost its counts: :class:`StatedPercent` and :class:`StatedPoints` keep it as stated, and never mix with rates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from attrs import field, frozen

from . import vietnamese as vi
from .errors import InvalidValueError, MismatchError, NumberFormatError
from .labelled import Labelled, member
from .values import refused

__all__ = ["Finding", "Rate", "RateStatus", "Severity", "StatedPercent", "StatedPoints"]


class RateStatus(Labelled):
    """What a rate can say (trạng thái của tỷ lệ)."""

    MEASURED = "measured", "có số liệu"
    EMPTY = "empty", "không phát sinh"
    UNKNOWN = "unknown", "chưa có số liệu"
    INCOMPLETE = "incomplete", "chưa đủ số liệu"


@frozen
class Rate:
    """A rate (tỷ lệ) as its two counts: exact, addable, rounded only when written.

    Rates are equal when their counts are: 1/2 is not 2/4, since the two add up differently. There is no ``-`` and no
    ``<``: subtract or compare ``value``.

    :param numerator: the cases counted; above the denominator is legal. None where it is unknown.
    :param denominator: the cases that it is counted among; None where it is unknown.
    :param incomplete: counts are missing that belong in (an agency that has not reported).
    :raises InvalidValueError: a count that is not an int from 0; one count without the other.

    >>> on_time = Rate(19196, 19320)
    >>> on_time.value, on_time.percent()
    (Fraction(4799, 4830), Decimal('99.36'))
    >>> print(on_time + Rate(7296, 7411))
    26.492/26.731 (99,11%)
    """

    numerator: int | None
    denominator: int | None
    incomplete: bool = False

    def __attrs_post_init__(self) -> None:
        for name, count in (("numerator", self.numerator), ("denominator", self.denominator)):
            if count is not None and (type(count) is not int or count < 0):
                raise refused(count, f"Rate.{name}", "a count (int, 0 or more)")
        if (self.numerator is None) is not (self.denominator is None):
            raise InvalidValueError("Rate: one count is unknown and the other is not. Write Rate.unknown().")
        if type(self.incomplete) is not bool:
            raise refused(self.incomplete, "Rate.incomplete", "True or False")

    @classmethod
    def unknown(cls) -> Rate:
        """The rate of which nothing is known: not 0, and not empty.

        >>> Rate.unknown().status.label
        'chưa có số liệu'
        """
        return cls(None, None)

    @classmethod
    def pooled(cls, rates: Iterable[Rate]) -> Rate:
        """The rate of all cases together: counts are added, percentages never averaged.

        One unknown rate makes the whole unknown, one incomplete makes it incomplete.

        >>> print(Rate.pooled([Rate(1, 1), Rate(0, 9)]))
        1/10 (10%)
        """
        return sum(rates, start=cls(0, 0))

    def __add__(self, other: Rate) -> Rate:
        if not isinstance(other, Rate):
            return NotImplemented
        return Rate(
            _sum(self.numerator, other.numerator),
            _sum(self.denominator, other.denominator),
            self.incomplete or other.incomplete,
        )

    @property
    def status(self) -> RateStatus:
        """Whether the rate is measured, empty (nothing to count among), unknown or incomplete."""
        if self.denominator is None:
            return RateStatus.UNKNOWN
        if self.incomplete:
            return RateStatus.INCOMPLETE
        return RateStatus.MEASURED if self.denominator else RateStatus.EMPTY

    @property
    def value(self) -> Fraction | None:
        """The exact ratio of the counts there are; None where it is undefined (nothing to count among, or unknown)."""
        return Fraction(self.numerator, self.denominator) if self.numerator is not None and self.denominator else None

    def percent(self, places: int = 2, *, keep_ends: bool = False) -> Decimal | None:
        """The rate in per cent (tỷ lệ phần trăm), rounded half-up once, from the exact counts.

        :param places: digits after the comma, 0 to 12.
        :param keep_ends: 100 only for exactly 100 and 0 only for exactly 0; else the nearest that is not.
        :returns: per cent without trailing zeros; None where the rate is undefined.
        :raises InvalidValueError: places is not an int from 0 to 12.

        >>> Rate(7296, 7411).percent()
        Decimal('98.45')
        >>> Rate(19319, 19320).percent(0), Rate(19319, 19320).percent(0, keep_ends=True)
        (Decimal('100'), Decimal('99'))
        """
        if type(places) is not int or not 0 <= places <= 12:
            raise refused(places, "Rate.percent: places", "an int, 0 to 12")
        if self.numerator is None or not self.denominator:
            return None
        return vi.percent_of(self.numerator, self.denominator, places, keep_ends=keep_ends)

    def __bool__(self) -> NoReturn:
        raise InvalidValueError("A Rate is neither true nor false. Write rate.value is not None, or ask rate.status.")

    def __str__(self) -> str:
        if self.numerator is None or self.denominator is None:
            return "–"
        note = f", {self.status.label}" if self.incomplete else ""
        counts = f"{vi.format_number(self.numerator)}/{vi.format_number(self.denominator)}"
        return f"{counts} ({vi.format_percent(self)}{note})"


def _sum(ours: int | None, theirs: int | None) -> int | None:
    return None if ours is None or theirs is None else ours + theirs


class _Stated:
    """What was stated without its counts; it cannot be added to anything."""

    __slots__ = ()

    def __add__(self, other: object) -> NoReturn:
        raise MismatchError(f"{self} was stated without its counts: it cannot be added. Rates can: Rate.pooled(rates).")

    __radd__ = __add__


@frozen
class StatedPercent(_Stated):
    """A percentage as a page states it, without its counts (tỷ lệ công bố): kept as written, never recomputed.

    :param percent: per cent, with the decimals that were written: of 88,3% it is Decimal("88.3").
    :raises InvalidValueError: not a finite Decimal, nor an int.

    >>> stated = StatedPercent.parse("85,10%")
    >>> str(stated), stated.ratio, stated.places
    ('85,10%', Fraction(851, 1000), 2)
    """

    percent: Decimal

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "percent", _exact(self.percent, "StatedPercent.percent"))

    @classmethod
    def parse(cls, text: str) -> StatedPercent:
        """The percentage that a text states.

        :raises NumberFormatError: not a percentage in Vietnamese writing.

        >>> StatedPercent.parse("88,3%").percent
        Decimal('88.3')
        """
        sign, digits, exponent = vi.parse_percent(text).as_tuple()
        return cls(Decimal((sign, digits, int(exponent) + 2)))

    @property
    def ratio(self) -> Fraction:
        """The ratio stated, exactly: 883/1000 for 88,3%."""
        return Fraction(self.percent) / 100

    @property
    def places(self) -> int:
        """How many digits stand after the comma: 1 for 88,3%."""
        return max(0, -int(self.percent.as_tuple().exponent))

    def __str__(self) -> str:
        return f"{vi.format_number(self.percent, trailing_zeros=True)}%"


@frozen
class StatedPoints(_Stated):
    """A score as a page states it (điểm): kept as written, never computed from a rate.

    :param points: the points given; above the maximum is a fault of the page, not of the object.
    :param maximum: of how many.
    :raises InvalidValueError: not a finite Decimal, nor an int; points below 0; a maximum not above 0.

    >>> score = StatedPoints.parse("17,3/20")
    >>> score.points, score.maximum, str(score)
    (Decimal('17.3'), Decimal('20'), '17,3/20')
    """

    points: Decimal
    maximum: Decimal

    def __attrs_post_init__(self) -> None:
        points, maximum = _exact(self.points, "StatedPoints.points"), _exact(self.maximum, "StatedPoints.maximum")
        if points < 0:
            raise refused(points, "StatedPoints.points", "0 or more")
        if maximum <= 0:
            raise refused(maximum, "StatedPoints.maximum", "above 0")
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "maximum", maximum)

    @classmethod
    def parse(cls, text: str) -> StatedPoints:
        """The score that a text states, "17,3/20" or "17,3/20 điểm".

        :raises NumberFormatError: not two numbers in Vietnamese writing.

        >>> StatedPoints.parse("17,3/20 điểm").points
        Decimal('17.3')
        """
        points, slash, maximum = text.removesuffix(" điểm").partition("/")
        if not slash:
            raise NumberFormatError(f"{text!r} is not a score: write the points and the maximum, as in '17,3/20'.")
        return cls(Decimal(vi.parse_number(points)), Decimal(vi.parse_number(maximum)))

    def __str__(self) -> str:
        return "/".join(vi.format_number(number, trailing_zeros=True) for number in (self.points, self.maximum))


def _exact(value: Any, place: str) -> Decimal:
    if type(value) is int or (isinstance(value, Decimal) and value.is_finite()):
        return Decimal(value)
    raise refused(value, place, "a finite Decimal or an int", "A text such as '88,3%' or '17,3/20' is read by parse.")


class Severity(Labelled):
    """How bad a finding is (mức độ).

    >>> Severity.WARNING.label
    'cảnh báo'
    """

    ERROR = "error", "lỗi"
    WARNING = "warning", "cảnh báo"
    NOTE = "note", "lưu ý"


def _severity(value: Any) -> Severity:
    return member(Severity, value, "Finding.severity")


def _place(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _pairs(values: Mapping[str, Any] | tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    return values if isinstance(values, tuple) else tuple(values.items())


@frozen(kw_only=True)
class Finding:
    """What a check found (phát hiện): where, which values, by how much, how bad, and what was expected.

    :param code: its kind, in the code: "no_due_date".
    :param severity: error, warning or note.
    :param place: where: from the largest to the smallest ("2.2", "Cấp tỉnh"), or the row and the field.
    :param values: the values found, by name; a mapping or pairs, kept as pairs.
    :param difference: by how much they are off, where that is a number.
    :param expected: what was expected.
    :param message: the Vietnamese sentence.

    >>> print(Finding(code="no_due_date", severity="warning", place=("HS-01", "due_at"), message="Thiếu ngày hẹn trả."))
    cảnh báo: HS-01, due_at: Thiếu ngày hẹn trả.
    """

    code: str
    severity: Severity = field(converter=_severity)
    place: tuple[str, ...] = field(converter=_place)
    values: tuple[tuple[str, Any], ...] = field(default=(), converter=_pairs)
    difference: int | Fraction | Decimal | None = None
    expected: str | None = None
    message: str

    def __str__(self) -> str:
        return " ".join(f"{self.severity.label}: {', '.join(self.place)}: {self.message}".split())
