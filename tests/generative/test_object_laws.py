"""Laws of periods and moments, for any day."""

import pickle
from calendar import isleap
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tthc_core.calendar import Period, closing, day, moment, opening

YEARS = st.integers(2, 9998)
WINDOWS = st.sampled_from(["calendar", "decree_09_2019"])
PERIODS = st.one_of(
    st.builds(Period.month, YEARS, st.integers(1, 12), WINDOWS),
    st.builds(Period.quarter, YEARS, st.integers(1, 4), WINDOWS),
    st.builds(Period.half_year, YEARS, st.integers(1, 2), WINDOWS),
    st.builds(Period.nine_months, YEARS, WINDOWS),
    st.builds(Period.year, YEARS, WINDOWS),
)


@given(YEARS, WINDOWS)
def test_the_parts_of_a_year_fill_it_without_a_gap(year, window):
    for make, parts in ((Period.month, 12), (Period.quarter, 4), (Period.half_year, 2)):
        periods = [make(year, number, window=window) for number in range(1, parts + 1)]
        whole = Period.year(year, window=window)
        assert (periods[0].first, periods[-1].last) == whole.window
        assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(periods))
        assert make(year + 1, 1, window=window).first - whole.last == timedelta(days=1)
    assert Period.nine_months(year, window).window == (whole.first, Period.quarter(year, 3, window).last)


@given(YEARS)
def test_a_year_has_all_its_days(year):
    first, last = Period.year(year).window
    assert (last - first).days == 364 + isleap(year)


@given(PERIODS)
def test_a_period_is_read_back_and_pickled(period):
    assert pickle.loads(pickle.dumps(period)) == period
    assert Period.parse(period.label).with_window(*period.window) == period


@given(PERIODS, st.integers(0, 400))
def test_as_of_only_ever_shortens_a_window(period, days):
    as_of = period.first + timedelta(days=days)
    first, last = period.seen_at(as_of)
    assert (first, last) == (period.first, min(as_of, period.last))
    assert period.seen_at(period.last) == period.window


@given(st.dates(), st.dates())
def test_a_range_is_read_back(a, b):
    period = Period.between(min(a, b), max(a, b))
    assert Period.parse(str(period)) == period


@given(st.datetimes())
def test_a_naive_moment_stays(any_moment):
    assert moment(any_moment, "") == opening(any_moment) == closing(any_moment) == any_moment
    assert day(any_moment, "") == any_moment.date()


@given(st.datetimes(datetime(1976, 1, 1), datetime(2200, 1, 1)), st.integers(-720, 720))
def test_an_aware_moment_is_seven_hours_after_utc(naive, minutes):
    aware = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    expected = naive - timedelta(minutes=minutes) + timedelta(hours=7)
    assert moment(aware, "") == expected
    assert day(aware, "") == expected.date()


@given(st.dates())
def test_a_day_opens_before_it_closes(any_day):
    assert opening(any_day) + timedelta(hours=23, minutes=59, seconds=59) == closing(any_day)
    assert day(closing(any_day), "") == any_day == date(any_day.year, any_day.month, any_day.day)
