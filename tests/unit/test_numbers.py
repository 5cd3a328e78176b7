"""Every row of the number table, and the corners of the writers and readers of numbers."""

from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from types import SimpleNamespace

import pytest

from tthc_core import vietnamese as vi
from tthc_core.errors import InvalidValueError, NumberFormatError


class Count(IntEnum):
    FIVE = 5


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (25415, "25.415"),
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (-1234, "-1.234"),
        (1234567890, "1.234.567.890"),
        (Decimal("17.3"), "17,3"),
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E+5"), "100.000"),
        (Decimal(25415), "25.415"),
        (Fraction(1, 8), "0,125"),
        (Fraction(-7, 2), "-3,5"),
        (Fraction(6, 2), "3"),
        (Count.FIVE, "5"),
        (10**599, "1" + "0" * 2 + ".000" * 199),
    ],
)
def test_a_number_is_written_as_it_is(value, written):
    assert vi.format_number(value) == written


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Decimal("35.125"), 2, "35,13"),
        (Decimal("-35.125"), 2, "-35,13"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("99.995"), 2, "100"),
        (Decimal("-0.004"), 2, "0"),
        (Fraction(2, 3), 3, "0,667"),
        (1234, 2, "1.234"),
        (Decimal("1E-1000"), 2, "0"),
    ],
)
def test_a_number_is_rounded_half_up_to_the_places_asked_for(value, places, written):
    assert vi.format_number(value, places) == written


def test_trailing_zeros_are_kept_only_where_asked_for():
    assert vi.format_number(Decimal("1234.50"), trailing_zeros=True) == "1.234,50"
    assert vi.format_number(Decimal("1234.5"), 2, trailing_zeros=True) == "1.234,50"
    assert vi.format_number(5, 1, trailing_zeros=True) == "5,0"
    assert vi.format_percent(Decimal("0.8510"), trailing_zeros=True) == "85,10%"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.5, "A float is not exact."),
        (True, "an int, a Decimal or a Fraction"),
        ("5", "an int, a Decimal or a Fraction"),
        (None, "an int, a Decimal or a Fraction"),
        (Decimal("NaN"), "can be written in full"),
        (Decimal("Infinity"), "can be written in full"),
        (Decimal("1E+999999999"), "can be written in full"),
        (Decimal("1E-999999999"), "can be written in full"),
        (Fraction(1, 3), "Say how many places"),
        (10**600, "more than 600 digits"),
    ],
)
def test_what_is_no_exact_number_is_not_written(value, words):
    with pytest.raises(InvalidValueError, match=words):
        vi.format_number(value)


@pytest.mark.parametrize("places", [-1, 601, True, 1.0, "2"])
def test_places_are_a_small_integer(places):
    with pytest.raises(InvalidValueError, match="places"):
        vi.format_number(5, places)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25.415", 25415),
        ("25415", 25415),
        ("05", 5),
        ("00", 0),
        ("-1.234", -1234),
        ("\u22121.234", -1234),
        ("1\u00a0234\u00a0567", 1234567),
        ("1\u202f234", 1234),
        ("-0", 0),
        ("1.234,50", Decimal("1234.50")),
        ("0,5", Decimal("0.5")),
        ("1,234", Decimal("1.234")),
        ("5,0", Decimal("5.0")),
        ("-0,0", Decimal("0.0")),
        ("9" * 600, int("9" * 600)),
    ],
)
def test_a_number_is_read_exactly(text, value):
    number = vi.parse_number(text)
    assert repr(number) == repr(value)


@pytest.mark.parametrize(
    ("count", "written", "in_tables"),
    [
        (0, "0", "0"),
        (5, "05", "5"),
        (9, "09", "9"),
        (10, "10", "10"),
        (25415, "25.415", "25.415"),
        (Count.FIVE, "05", "5"),
    ],
)
def test_a_count_below_ten_is_padded(count, written, in_tables):
    assert vi.format_count(count) == written
    assert vi.format_count(count, pad=False) == in_tables


@pytest.mark.parametrize("count", [-1, True, 5.0, Decimal(5), None, "5"])
def test_a_count_is_an_integer_from_0(count):
    with pytest.raises(InvalidValueError, match=r"count: .* is not an int from 0"):
        vi.format_count(count)


@pytest.mark.parametrize(
    ("ratio", "places", "written"),
    [
        (Decimal("0.9936"), 2, "99,36%"),
        (Decimal("0.99"), 2, "99%"),
        (Fraction(19196, 19320), 2, "99,36%"),
        (Fraction(281, 800), 2, "35,13%"),
        (Fraction(29, 32), 2, "90,63%"),
        (Fraction(-1, 8), 0, "-13%"),
        (Fraction(12345, 100), 2, "12.345%"),
        (SimpleNamespace(numerator=7296, denominator=7411), 2, "98,45%"),
        (SimpleNamespace(numerator=0, denominator=5), 2, "0%"),
        (SimpleNamespace(numerator=0, denominator=0), 2, "–"),
        (SimpleNamespace(numerator=None, denominator=None), 2, "–"),
        (SimpleNamespace(numerator=5, denominator=None), 2, "–"),
    ],
)
def test_a_ratio_is_written_in_per_cent(ratio, places, written):
    assert vi.format_percent(ratio, places) == written


@pytest.mark.parametrize(
    ("ratio", "places", "written", "kept"),
    [
        (Fraction(19319, 19320), 0, "100%", "99%"),
        (Fraction(19319, 19320), 2, "99,99%", "99,99%"),
        (Fraction(19320, 19320), 0, "100%", "100%"),
        (Fraction(1, 19320), 0, "0%", "1%"),
        (Fraction(1, 19320), 2, "0,01%", "0,01%"),
        (Fraction(1, 193200), 2, "0%", "0,01%"),
        (Fraction(0), 2, "0%", "0%"),
        (Fraction(19321, 19320), 0, "100%", "101%"),
        (Fraction(-1, 19320), 0, "0%", "-1%"),
        (Fraction(-19319, 19320), 0, "-100%", "-99%"),
    ],
)
def test_the_ends_can_be_kept_for_what_is_exactly_there(ratio, places, written, kept):
    assert vi.format_percent(ratio, places) == written
    assert vi.format_percent(ratio, places, keep_ends=True) == kept


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.5, "A float is not exact."),
        (1, "a rate, a Fraction or a Decimal"),
        (True, "a rate, a Fraction or a Decimal"),
        ("0,5", "a rate, a Fraction or a Decimal"),
        (None, "a rate, a Fraction or a Decimal"),
        (SimpleNamespace(numerator=1.0, denominator=2), "a rate, a Fraction or a Decimal"),
        (SimpleNamespace(numerator=True, denominator=2), "a rate, a Fraction or a Decimal"),
        (SimpleNamespace(numerator=1, denominator=-2), "an int from 1"),
        (Decimal("NaN"), "can be written in full"),
    ],
)
def test_what_is_no_exact_ratio_is_not_written(ratio, words):
    with pytest.raises(InvalidValueError, match=words):
        vi.format_percent(ratio)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("18,37%", "0.1837"),
        ("100%", "1.00"),
        ("05%", "0.05"),
        ("85,10%", "0.8510"),
        ("-1,5%", "-0.015"),
        ("\u22121,5%", "-0.015"),
        ("1.234,5%", "12.345"),
        ("-0%", "0.00"),
    ],
)
def test_a_percentage_is_read_as_an_exact_ratio(text, ratio):
    assert str(vi.parse_percent(text)) == ratio


@pytest.mark.parametrize("read", [vi.parse_number, vi.parse_percent])
@pytest.mark.parametrize("value", [None, 25415, b"5", 5.0])
def test_only_texts_are_read(read, value):
    with pytest.raises(NumberFormatError, match="is not text"):
        read(value)


@pytest.mark.parametrize(
    ("numerator", "denominator", "places", "rounded"),
    [
        (281, 8, 2, "35.13"),
        (1, 2, 0, "1"),
        (-1, 2, 0, "-1"),
        (300, 2, 1, "150"),
        (-1, 1000, 2, "0"),
        (2, 3, 4, "0.6667"),
    ],
)
def test_a_quotient_is_rounded_half_up(numerator, denominator, places, rounded):
    assert str(vi.half_up(numerator, denominator, places)) == rounded


@pytest.mark.parametrize("kernel", [vi.half_up, vi.percent_of])
@pytest.mark.parametrize("counts", [(1, 0), (1, -2), (0.5, 1), (1, 2.0), (True, 1), (Decimal(1), 2)])
def test_only_integers_are_divided_and_by_no_zero(kernel, counts):
    with pytest.raises(InvalidValueError, match=r"(numerator|denominator): "):
        kernel(*counts, 2)


def test_per_cent_of_two_counts():
    assert str(vi.percent_of(19196, 19320)) == "99.36"
    assert str(vi.percent_of(19319, 19320, 0)) == "100"
    assert str(vi.percent_of(19319, 19320, 0, keep_ends=True)) == "99"


@pytest.mark.parametrize(
    ("counts", "places", "plain", "largest_remainder"),
    [
        ((822, 673, 425), 2, "42.81 35.05 22.14", "42.81 35.05 22.14"),
        ((1, 1, 1), 2, "33.33 33.33 33.33", "33.34 33.33 33.33"),
        ((1, 1, 1, 1, 1, 1), 0, "17 17 17 17 17 17", "17 17 17 17 16 16"),
        ((0, 5), 2, "0 100", "0 100"),
        ((1, 7), 1, "12.5 87.5", "12.5 87.5"),
    ],
)
def test_shares(counts, places, plain, largest_remainder):
    assert " ".join(map(str, vi.shares(counts, places))) == plain
    assert " ".join(map(str, vi.shares(counts, places, "largest_remainder"))) == largest_remainder


@pytest.mark.parametrize(
    ("counts", "method", "words"),
    [
        ((), "plain", "add up to 0"),
        ((0, 0), "largest_remainder", "add up to 0"),
        ((1, -1), "plain", "count 1: -1 is not an int from 0"),
        ((0.5, 0.5), "plain", "count 0: 0.5 is not an int from 0"),
        ((1, 1), "half_even", "'plain' or 'largest_remainder'"),
    ],
)
def test_what_cannot_be_shared(counts, method, words):
    with pytest.raises(InvalidValueError, match=words):
        vi.shares(counts, method=method)
