"""Laws of rates, whatever their counts: pooling is addition, and never an average."""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from tthc_core.measure import Rate, RateStatus, StatedPercent, StatedPoints
from tthc_core.vietnamese import format_percent

COUNTS = st.integers(0, 10**30)
KNOWN = st.builds(Rate, COUNTS, COUNTS, incomplete=st.booleans())
RATES = KNOWN | st.just(Rate.unknown())
DECIMALS = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=3)


@given(RATES, RATES, RATES)
def test_adding_is_associative_and_commutative_with_nothing_as_zero(a, b, c):
    assert (a + b) + c == a + (b + c) == Rate.pooled([c, a, b])
    assert a + b == b + a
    assert a + Rate(0, 0) == a


@given(st.lists(KNOWN))
def test_the_pooled_rate_is_that_of_all_cases_together(rates):
    pooled = Rate.pooled(rates)
    assert pooled.numerator == sum(rate.numerator for rate in rates)
    assert pooled.denominator == sum(rate.denominator for rate in rates)
    assert pooled.incomplete is any(rate.incomplete for rate in rates)


@given(st.lists(st.builds(Rate, COUNTS, st.integers(1, 10**30)), min_size=1))
def test_the_pooled_rate_lies_between_the_lowest_and_the_highest(rates):
    values = [rate.value for rate in rates]
    assert min(values) <= Rate.pooled(rates).value <= max(values)


@given(RATES, RATES)
def test_what_is_missing_never_gets_lost(a, b):
    missing = {RateStatus.UNKNOWN, RateStatus.INCOMPLETE}
    assert ((a + b).status in missing) is (a.status in missing or b.status in missing)


@given(COUNTS, st.integers(1, 10**30), st.integers(0, 12), st.integers(1, 50))
def test_percent_is_half_up_in_any_context(numerator, denominator, places, precision):
    with localcontext() as context:
        context.prec = precision
        found = Rate(numerator, denominator).percent(places)
    exact = Fraction(100 * numerator, denominator)
    assert Fraction(found) == Fraction(floor(exact * 10**places + Fraction(1, 2)), 10**places)
    _, digits, exponent = found.as_tuple()
    assert exponent == 0 or (exponent < 0 and digits[-1] != 0)  # no trailing zeros


@given(COUNTS, st.integers(1, 10**30), st.integers(0, 12))
def test_kept_ends_claim_only_what_is_so(numerator, denominator, places):
    plain, kept = (Rate(numerator, denominator).percent(places, keep_ends=keep) for keep in (False, True))
    assert (kept == 0) is (numerator == 0)
    assert (kept == 100) is (numerator == denominator)
    assert kept == plain or abs(Fraction(kept) - Fraction(plain)) == Fraction(1, 10**places)


@given(KNOWN)
def test_a_rate_prints_the_percentage_of_its_counts(rate):
    assert format_percent(rate) in str(rate)
    assert (rate.value is None) is (rate.percent() is None) is (format_percent(rate) == "–")


@given(DECIMALS)
def test_a_stated_percentage_is_read_as_it_is_written(percent):
    stated = StatedPercent(percent)
    assert StatedPercent.parse(str(stated)) == stated
    assert str(StatedPercent.parse(str(stated))) == str(stated)
    assert stated.ratio == Fraction(percent) / 100


@given(DECIMALS, DECIMALS.filter(bool))
def test_stated_points_are_read_as_they_are_written(points, maximum):
    stated = StatedPoints(points, maximum)
    assert StatedPoints.parse(str(stated)) == stated
    assert str(StatedPoints.parse(str(stated))) == str(stated)


@given(st.integers(-(10**40), 10**40), st.integers(0, 20))
def test_a_stated_percentage_keeps_every_digit(units, places):
    percent = Decimal(f"{units}E-{places}")
    with localcontext() as context:
        context.prec = 2
        read = StatedPercent.parse(str(StatedPercent(percent)))
    assert (read.percent, read.places) == (percent, places)
