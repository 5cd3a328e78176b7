"""Laws of what stands beside a period: the one before, the same one of last year, the year to date, its parts."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.generative.vietnamese_values import given_periods, named_periods, ranges, rules
from tthc_core.calendar import Period

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "nine_months": 9, "year": 12}
ranged = ranges.map(lambda days: Period.between(*days))


def days_in(period):
    return (period.last - period.first).days + 1


@given(named_periods)
def test_the_period_before_ends_on_the_day_before(period):
    before = period.previous()
    assert before.kind == period.kind
    # Between the nine months of two years lies a quarter.
    if period.kind != "nine_months":
        assert before.last == period.first - timedelta(days=1)


@given(ranges.filter(lambda days: 2 * days[0].toordinal() > days[1].toordinal()))
def test_a_range_has_as_many_days_before_it(days):
    period = Period.between(*days)
    before = period.previous()
    assert (before.last, days_in(before)) == (period.first - timedelta(days=1), days_in(period))


@given(named_periods)
def test_as_many_periods_before_as_a_year_has_is_the_same_period_last_year(period):
    earlier = period
    for _ in range(12 // MONTHS[period.kind]):
        earlier = earlier.previous()
    assert earlier == period.same_period_last_year()
    assert (earlier.kind, earlier.number) == (period.kind, period.number)


@given(named_periods)
def test_the_days_of_a_period_move_a_year_as_its_name_does(period):
    days = Period.between(*period.window)
    assert days.same_period_last_year().window == period.same_period_last_year().window
    assert period.year_to_date().same_period_last_year() == period.same_period_last_year().year_to_date()


@given(given_periods | ranged.filter(lambda period: period.first.year > 1))
def test_only_29_february_moves_by_another_day(period):
    earlier = period.same_period_last_year()
    for now, then in zip(period.window, earlier.window, strict=True):
        assert (then.year, then.month) == (now.year - 1, now.month)
        assert then.day == now.day or {then.day, now.day} == {28, 29}


@given(named_periods)
def test_the_year_to_date_holds_the_period_and_begins_with_the_year(period):
    to_date = period.year_to_date()
    assert (to_date.kind, to_date.last) == ("range", period.last)
    assert to_date.first <= period.first
    # 1 January, or 15 December before it.
    assert (date(period.year_number, 1, 1) - to_date.first).days in {0, 17}


@given(st.integers(2, 9999), rules)
def test_to_the_end_of_each_part_the_year_to_date_grows_by_it(year, rule):
    months = Period.year(year, rule).parts("month")
    for before, month in pairwise(months):
        assert days_in(month.year_to_date()) == days_in(before.year_to_date()) + days_in(month)
    assert months[-1].year_to_date().window == Period.year(year, rule).window


@given(named_periods, st.sampled_from(sorted(MONTHS)))
def test_parts_fill_a_period_without_a_gap(period, kind):
    assume(MONTHS[period.kind] % MONTHS[kind] == 0)
    parts = period.parts(kind)
    assert len(parts) == MONTHS[period.kind] // MONTHS[kind]
    assert (parts[0].first, parts[-1].last) == period.window
    assert all(one.previous() == before for before, one in pairwise(parts))
    assert {part.kind for part in parts} == {kind}
    assert all(after.first - one.last == timedelta(days=1) for one, after in pairwise(parts))


@given(st.dates(date(1, 1, 8), date(9999, 12, 26)))
def test_a_week_is_seven_days_from_monday_and_is_found_by_its_number(any_day):
    week = Period.week_of(any_day)
    assert (week.first.weekday(), days_in(week)) == (0, 7)
    assert week.first <= any_day <= week.last
    assert Period.week(*any_day.isocalendar()[:2]) == week
    assert Period.parse(week.label) == week
    assert week.previous() == Period.week_of(any_day - timedelta(days=7))
