"""Rounding and shares against their definition, the fast paths against Babel where it is right, local time, order."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.lists import format_list
from babel.numbers import format_decimal
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.generative.vietnamese_values import HOSTS, decimals, fractions, hosts, integers, on, places
from tthc_core import vietnamese as vi

# Rounding, judged by its definition on fractions.


def rounded(value: Fraction, to_places: int) -> Fraction:
    unit = Fraction(1, 10**to_places)
    below = abs(value) // unit
    up = abs(value) - below * unit >= unit / 2
    return (below + up) * unit * (-1 if value < 0 else 1)


few_places = st.integers(0, 12)


@given(integers, st.integers(1, 10**30), few_places, hosts)
@example(281, 8, 2, HOSTS[2])
@example(-281, 8, 2, HOSTS[2])
@example(29, 32, 4, HOSTS[1])
def test_half_up_is_what_the_definition_says(numerator, denominator, to_places, host):
    result = on(host, vi.half_up, numerator, denominator, to_places)
    assert Fraction(result) == rounded(Fraction(numerator, denominator), to_places)
    _, last_digits, exponent = result.as_tuple()
    assert exponent == 0 or (exponent < 0 and last_digits[-1] != 0)


@given(integers, st.integers(1, 10**30), few_places, hosts)
def test_per_cent_is_half_up_of_a_hundredfold(numerator, denominator, to_places, host):
    exact = Fraction(100 * numerator, denominator)
    plain = on(host, vi.percent_of, numerator, denominator, to_places)
    assert Fraction(plain) == rounded(exact, to_places)
    kept = on(host, lambda: vi.percent_of(numerator, denominator, to_places, keep_ends=True))
    assert (abs(kept) in (0, 100)) == (abs(exact) in (0, 100)) or plain == kept
    for end in (-100, 0, 100):
        assert (kept == end) == (exact == end)
    assert abs(Fraction(kept) - exact) <= Fraction(1, 10**to_places)


@given(integers | decimals | fractions, few_places, hosts, st.booleans())
def test_with_places_a_number_is_read_back_rounded_half_up(value, to_places, host, zeros):
    read = on(host, lambda: vi.parse_number(vi.format_number(value, to_places, trailing_zeros=zeros)))
    assert Fraction(read) == rounded(Fraction(value), to_places)


@given(decimals | fractions, few_places, hosts, st.booleans())
def test_with_places_a_ratio_is_read_back_rounded_half_up(value, to_places, host, zeros):
    read = on(host, lambda: vi.parse_percent(vi.format_percent(value, to_places, trailing_zeros=zeros)))
    assert Fraction(read) * 100 == rounded(Fraction(value) * 100, to_places)


@given(
    st.builds(
        Fraction, integers, st.builds(lambda twos, fives: 2**twos * 5**fives, st.integers(0, 30), st.integers(0, 30))
    )
)
def test_a_fraction_that_ends_is_written_exactly(value):
    assert Fraction(vi.parse_number(vi.format_number(value))) == value


@given(decimals)
def test_trailing_zeros_keep_a_decimal_as_stated(value):
    assume(value or not value.is_signed())
    read = vi.parse_number(vi.format_number(value, trailing_zeros=True))
    stated = -int(value.as_tuple().exponent)
    assert read == value
    assert -int(Decimal(read).as_tuple().exponent) == max(0, stated)


# Shares.

counts = st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any)


@given(counts, st.integers(0, 6), hosts)
def test_shares_by_largest_remainder_add_up_to_exactly_100(numbers, to_places, host):
    parts = on(host, lambda: vi.shares(numbers, to_places, "largest_remainder"))
    unit = Fraction(1, 10**to_places)
    assert sum(map(Fraction, parts)) == 100
    for number, part in zip(numbers, parts, strict=True):
        assert abs(Fraction(part) - Fraction(100 * number, sum(numbers))) < unit
        assert (Fraction(part) / unit).denominator == 1
    in_order = sorted(zip(numbers, parts, strict=True))
    assert [part for _, part in in_order] == sorted(parts)


@given(counts, st.integers(0, 6), hosts)
def test_plain_shares_are_each_rounded_half_up(numbers, to_places, host):
    parts = on(host, vi.shares, numbers, to_places)
    assert list(map(Fraction, parts)) == [
        rounded(Fraction(100 * number, sum(numbers)), to_places) for number in numbers
    ]


# Babel, where it is right.


# Above 25 digits Babel needs another decimal context than the one that hosts have.
@given(st.integers(-(10**25) + 1, 10**25 - 1))
def test_integers_are_written_as_babel_writes_them(number):
    assert vi.format_number(number) == format_decimal(number, locale="vi")


@given(st.decimals(-(10**9), 10**9, places=3))
def test_three_decimals_are_written_as_babel_writes_them(number):
    assume(number or not number.is_signed())
    assert vi.format_number(number) == format_decimal(number, locale="vi")


@given(st.dates().filter(lambda day: day.month not in range(3, 10)))
def test_dates_of_two_digits_are_written_as_babel_writes_them(day):
    assert vi.format_date(day) == babel_date(day, "dd/MM/yyyy", locale="vi")


@given(st.times())
def test_times_are_written_as_babel_writes_them(moment):
    assert vi.format_time(moment) == babel_time(moment, "HH 'giờ' mm 'phút'", locale="vi")


@given(st.lists(places))
def test_lists_are_joined_as_babel_joins_them(names):
    assert vi.join(names) == format_list(names, locale="vi")


# Time zone and order.


@given(st.datetimes(datetime(1975, 7, 1), datetime(9999, 12, 30)), st.integers(-12 * 60, 14 * 60))
def test_local_time_is_seven_hours_before_utc(moment, offset):
    zone = timezone(timedelta(minutes=offset))
    here = vi.local(moment.replace(tzinfo=zone))
    assert here == moment - timedelta(minutes=offset) + timedelta(hours=7)
    assert vi.local(here) == here
    assert vi.format_date(moment.replace(tzinfo=zone)) == vi.format_date(here.date())
    assert vi.format_time(moment.replace(tzinfo=zone)) == vi.format_time(here.time())


@given(st.lists(st.text("aAăĂâđĐeêoôơuưyYbcfz àáảãạầấẩẫậ-1ü\u0301\u0323"), max_size=8))
def test_names_have_one_order_and_only_one_name_has_its_place(names):
    keys = [vi.sort_key(name) for name in names]
    assert keys == [vi.sort_key(normalize("NFD", name)) for name in names]
    assert len(set(keys)) == len({normalize("NFC", name) for name in names})
