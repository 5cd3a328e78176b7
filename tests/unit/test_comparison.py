"""Two tallies beside each other, in words."""

import pytest

from tthc_core import MismatchError, Period, Tally, UnknownCounterError, compare, indicators, rules

DECEMBER, JANUARY = Period.month(2023, 12), Period.month(2024, 1)


def tally(period, **figures):
    return Tally.published({"province": figures}, period)


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (11107, 9873, "tăng 1.234 hồ sơ (12,5%) so với tháng 12/2023"),
        (9873, 11107, "giảm 1.234 hồ sơ (11,1%) so với tháng 12/2023"),
        (5, 5, "không đổi so với tháng 12/2023"),
        (5, 0, "tăng 5 hồ sơ so với tháng 12/2023"),
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
        ((9818, 10000), (97, 100), "tăng 1,18 điểm phần trăm so với tháng 12/2023"),
        ((97, 100), (9818, 10000), "giảm 1,18 điểm phần trăm so với tháng 12/2023"),
        ((97, 100), (97, 100), "không đổi so với tháng 12/2023"),
        ((50001, 100000), (1, 2), "tăng chưa đến 0,01 điểm phần trăm so với tháng 12/2023"),
        ((1, 2), (50001, 100000), "giảm chưa đến 0,01 điểm phần trăm so với tháng 12/2023"),
        ((0, 0), (97, 100), "không so sánh được với tháng 12/2023"),
        # Points are made of the exact rates: 2/3 - 1/3 is 33,33, though 66,67 - 33,33 is 33,34.
        ((2, 3), (1, 3), "tăng 33,33 điểm phần trăm so với tháng 12/2023"),
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
    assert str(both) == "Cấp tỉnh, tiếp nhận mới trong kỳ: tăng 2 hồ sơ (40%) so với tháng 12/2023"


def test_what_cannot_be_compared():
    january = tally(JANUARY, received=1)
    with pytest.raises(MismatchError, match="different rules"):
        compare(january, Tally.published({"province": {"received": 1}}, DECEMBER, rules=rules.FORM_06A))
    with pytest.raises(MismatchError, match="tháng 01/2024 is a month, Quý IV/2023 a quarter"):
        compare(january, tally(Period.quarter(2023, 4), received=1))
    with pytest.raises(UnknownCounterError, match="'late' is not known here"):
        compare(january, tally(DECEMBER, received=1))["province"].change("late")
