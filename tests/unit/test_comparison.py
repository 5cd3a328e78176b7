"""Two tallies beside each other, in words."""

from datetime import date

import attrs
import pytest

from tthc_core import MismatchError, Period, Tally, UnknownCounterError, compare, indicators, rules

DECEMBER, JANUARY = Period.month(2023, 12), Period.month(2024, 1)
DECREE = "decree_09_2019"
DAYS = (date(2023, 12, 21), date(2024, 1, 20))


def tally(period, **figures):
    return Tally.published({"province": figures}, period)


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (11107, 9873, "tăng 1.234 hồ sơ (12,5%) so với tháng trước"),
        (9873, 11107, "giảm 1.234 hồ sơ (11,1%) so với tháng trước"),
        (5, 5, "không đổi so với tháng trước"),
        (5, 0, "tăng 5 hồ sơ so với tháng trước"),
    ],
)
def test_a_counter_in_words(now, before, text):
    both = compare(tally(JANUARY, received=now), tally(DECEMBER, received=before))
    assert str(both["province"].change("received")) == text
    assert str(both.total().change("received")) == text
    assert both.keys() == ["province"]


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        ((9818, 10000), (97, 100), "tăng 1,18 điểm phần trăm so với tháng trước"),
        ((97, 100), (9818, 10000), "giảm 1,18 điểm phần trăm so với tháng trước"),
        ((97, 100), (97, 100), "không đổi so với tháng trước"),
        ((50001, 100000), (1, 2), "tăng chưa đến 0,01 điểm phần trăm so với tháng trước"),
        ((1, 2), (50001, 100000), "giảm chưa đến 0,01 điểm phần trăm so với tháng trước"),
        ((0, 0), (97, 100), "không so sánh được với tháng trước"),
        # Points are made of the exact rates: 2/3 - 1/3 is 33,33, though 66,67 - 33,33 is 33,34.
        ((2, 3), (1, 3), "tăng 33,33 điểm phần trăm so với tháng trước"),
    ],
)
def test_a_rate_in_words(now, before, text):
    both = compare(
        tally(JANUARY, resolved_in_time=now[0], resolved=now[1]),
        tally(DECEMBER, resolved_in_time=before[0], resolved=before[1]),
    )
    assert str(both["province"].rate(indicators.ON_TIME)) == text


def test_a_comparison_prints_every_counter_that_both_know():
    both = compare(tally(JANUARY, received=7, resolved=3), tally(DECEMBER, received=5))
    assert str(both) == "Cấp tỉnh, tiếp nhận mới trong kỳ: tăng 2 hồ sơ (40%) so với tháng trước"


@pytest.mark.parametrize(
    ("now", "before", "versus"),
    [
        (JANUARY, DECEMBER, "tháng trước"),
        (JANUARY, Period.month(2023, 1), "cùng kỳ năm trước"),
        (JANUARY, Period.month(2023, 11), "tháng 11/2023"),
        (DECEMBER, JANUARY, "tháng 01/2024"),
        (JANUARY, Period.month(2023, 12, window=DECREE), "tháng 12/2023"),
        (JANUARY, Period.month(2023, 1, window=DECREE), "tháng 01/2023"),
        (Period.month(2024, 1, window=DECREE), Period.month(2023, 1, window=DECREE), "cùng kỳ năm trước"),
        (Period.month(2025, 2), Period.month(2024, 2), "cùng kỳ năm trước"),
        (Period.month(2025, 2).year_to_date(), Period.month(2024, 2).year_to_date(), "cùng kỳ năm trước"),
        (Period.quarter(2024, 1), Period.quarter(2023, 4), "quý trước"),
        (Period.half_year(2024, 2), Period.half_year(2024, 1), "kỳ trước"),
        (Period.nine_months(2024), Period.nine_months(2023), "cùng kỳ năm trước"),
        (Period.year(2024), Period.year(2023), "cùng kỳ năm trước"),
        (Period.year(2024), Period.year(2022), "năm 2022"),
        (Period.week(2024, 2), Period.week(2024, 1), "kỳ trước"),
        (Period.week(2024, 2), Period.week(2023, 2), "từ ngày 09/01/2023 đến ngày 15/01/2023"),
        # What the days of these would be a year or a period earlier is not known.
        (JANUARY.with_window(*DAYS), DECEMBER, "tháng 12/2023"),
        (Period.year(1), Period.year(2), "năm 0002"),
    ],
)
def test_what_the_other_period_is_called(now, before, versus):
    both = compare(tally(now, received=1), tally(before, received=1))
    assert both.total().versus == versus
    assert str(both["province"].change("received")) == f"không đổi so với {versus}"


@pytest.mark.parametrize(
    ("seen", "seen_before", "versus"),
    [
        (31, 31, "cùng kỳ năm trước"),
        (20, 20, "cùng kỳ năm trước"),
        (20, 31, "tháng 01/2023"),
        (31, 20, "tháng 01/2023"),
    ],
)
def test_the_same_period_is_the_same_as_far_as_it_was_seen(seen, seen_before, versus):
    now = attrs.evolve(tally(JANUARY, received=1), window=JANUARY.seen_at(date(2024, 1, seen)))
    earlier = Period.month(2023, 1)
    before = attrs.evolve(tally(earlier, received=1), window=earlier.seen_at(date(2023, 1, seen_before)))
    assert compare(now, before).total().versus == versus


def test_a_year_that_is_not_over_is_set_beside_the_year_before():
    now = attrs.evolve(tally(Period.year(2024), received=1), window=Period.year(2024).seen_at(date(2024, 6, 30)))
    assert compare(now, tally(Period.year(2023), received=1)).total().versus == "năm trước"


def test_what_cannot_be_compared():
    january = tally(JANUARY, received=1)
    with pytest.raises(MismatchError, match="different rules"):
        compare(january, Tally.published({"province": {"received": 1}}, DECEMBER, rules=rules.FORM_06A))
    with pytest.raises(MismatchError, match="tháng 01/2024 is a month, Quý IV/2023 a quarter"):
        compare(january, tally(Period.quarter(2023, 4), received=1))
    with pytest.raises(UnknownCounterError, match="'late' is not known here"):
        compare(january, tally(DECEMBER, received=1))["province"].change("late")
