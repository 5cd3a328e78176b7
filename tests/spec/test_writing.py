"""How numbers and dates stand on a Vietnamese page."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.spec.rows import rows
from tthc_core import Period
from tthc_core import vietnamese as vi


@pytest.mark.parametrize(
    ("count", "in_text", "in_table"),
    rows("""
    0       | 0         | 0
    1       | 01        | 1
    9       | 09        | 9
    10      | 10        | 10
    999     | 999       | 999
    1000    | 1.000     | 1.000
    25415   | 25.415    | 25.415
    1000000 | 1.000.000 | 1.000.000
    """),
)
def test_a_count_in_running_text_and_in_a_table(count, in_text, in_table):
    assert vi.format_count(int(count)) == in_text
    assert vi.format_count(int(count), pad=False) == in_table
    assert vi.parse_number(in_text) == vi.parse_number(in_table) == int(count)


@pytest.mark.parametrize(
    ("part", "whole", "places", "written", "with_ends_kept"),
    rows("""
    19196 | 19320  | 2 | 99,36%  | 99,36%
    281   | 800    | 2 | 35,13%  | 35,13%
    5     | 80     | 1 | 6,3%    | 6,3%
    1     | 8      | 2 | 12,5%   | 12,5%
    19999 | 20000  | 2 | 100%    | 99,99%
    19998 | 20000  | 2 | 99,99%  | 99,99%
    1     | 100000 | 2 | 0%      | 0,01%
    0     | 100000 | 2 | 0%      | 0%
    7     | 7      | 2 | 100%    | 100%
    9     | 8      | 1 | 112,5%  | 112,5%
    """),
)
def test_a_percentage_is_rounded_half_up_once(part, whole, places, written, with_ends_kept):
    ratio = Fraction(int(part), int(whole))
    assert vi.format_percent(ratio, int(places)) == written
    assert vi.format_percent(ratio, int(places), keep_ends=True) == with_ends_kept


@pytest.mark.parametrize(
    ("counts", "plain", "largest_remainder"),
    rows("""
    1 1 1       | 33,33 33,33 33,33 | 33,34 33,33 33,33
    822 673 425 | 42,81 35,05 22,14 | 42,81 35,05 22,14
    1 1 1 4     | 14,29 14,29 14,29 57,14 | 14,29 14,29 14,28 57,14
    0 5         | 0 100             | 0 100
    """),
)
def test_shares_each_rounded_or_together_100(counts, plain, largest_remainder):
    numbers = [int(count) for count in counts.split()]
    assert vi.shares(numbers) == [Decimal(share.replace(",", ".")) for share in plain.split()]
    together = vi.shares(numbers, method="largest_remainder")
    assert together == [Decimal(share.replace(",", ".")) for share in largest_remainder.split()]
    assert sum(together) == 100


@pytest.mark.parametrize(
    ("year", "month", "day", "short", "long"),
    rows("""
    2024 | 1  | 5  | 05/01/2024 | ngày 05 tháng 01 năm 2024
    2024 | 2  | 29 | 29/02/2024 | ngày 29 tháng 02 năm 2024
    2023 | 3  | 9  | 09/3/2023  | ngày 09 tháng 3 năm 2023
    2023 | 12 | 31 | 31/12/2023 | ngày 31 tháng 12 năm 2023
    """),
)
def test_days_and_the_months_one_and_two_have_two_digits(year, month, day, short, long):
    it = date(int(year), int(month), int(day))
    assert vi.format_date(it) == short
    assert vi.format_long_date(it) == long
    assert vi.parse_date(short) == vi.parse_date(long) == it


@pytest.mark.parametrize(
    ("period", "by_the_calendar", "by_the_decree"),
    rows("""
    tháng 01/2024         | 01/01/2024 – 31/01/2024 | 15/12/2023 – 14/01/2024
    tháng 3/2024          | 01/3/2024 – 31/3/2024   | 15/02/2024 – 14/3/2024
    Quý I/2024            | 01/01/2024 – 31/3/2024  | 15/12/2023 – 14/3/2024
    Quý II/2024           | 01/4/2024 – 30/6/2024   | 15/3/2024 – 14/6/2024
    Quý III/2024          | 01/7/2024 – 30/9/2024   | 15/6/2024 – 14/9/2024
    Quý IV/2024           | 01/10/2024 – 31/12/2024 | 15/9/2024 – 14/12/2024
    6 tháng đầu năm 2024  | 01/01/2024 – 30/6/2024  | 15/12/2023 – 14/6/2024
    6 tháng cuối năm 2024 | 01/7/2024 – 31/12/2024  | 15/6/2024 – 14/12/2024
    9 tháng năm 2024      | 01/01/2024 – 30/9/2024  | 15/12/2023 – 14/9/2024
    năm 2024              | 01/01/2024 – 31/12/2024 | 15/12/2023 – 14/12/2024
    """),
)
def test_the_days_of_a_period_by_the_calendar_and_by_the_decree(period, by_the_calendar, by_the_decree):
    for window, days in (("calendar", by_the_calendar), ("decree_09_2019", by_the_decree)):
        found = Period.parse(period, window)
        assert found.label == period
        assert " – ".join(map(vi.format_date, found.window)) == days
        assert Period.parse(str(found)) == found


@pytest.mark.parametrize(
    ("period", "previous", "same_period_last_year", "year_to_date"),
    rows("""
    tháng 01/2024         | tháng 12/2023         | tháng 01/2023         | 01/01/2024 – 31/01/2024
    tháng 02/2024         | tháng 01/2024         | tháng 02/2023         | 01/01/2024 – 29/02/2024
    Quý I/2024            | Quý IV/2023           | Quý I/2023            | 01/01/2024 – 31/3/2024
    Quý III/2024          | Quý II/2024           | Quý III/2023          | 01/01/2024 – 30/9/2024
    6 tháng đầu năm 2024  | 6 tháng cuối năm 2023 | 6 tháng đầu năm 2023  | 01/01/2024 – 30/6/2024
    6 tháng cuối năm 2024 | 6 tháng đầu năm 2024  | 6 tháng cuối năm 2023 | 01/01/2024 – 31/12/2024
    9 tháng năm 2024      | 9 tháng năm 2023      | 9 tháng năm 2023      | 01/01/2024 – 30/9/2024
    năm 2024              | năm 2023              | năm 2023              | 01/01/2024 – 31/12/2024
    """),
)
def test_what_stands_beside_a_period(period, previous, same_period_last_year, year_to_date):
    found = Period.parse(period)
    assert str(found.previous()) == previous
    assert str(found.same_period_last_year()) == same_period_last_year
    assert " – ".join(map(vi.format_date, found.year_to_date().window)) == year_to_date


@pytest.mark.parametrize(
    ("day_of_the_week", "week", "week_before"),
    rows("""
    31/01/2024 | từ ngày 29/01/2024 đến ngày 04/02/2024 | từ ngày 22/01/2024 đến ngày 28/01/2024
    01/01/2024 | từ ngày 01/01/2024 đến ngày 07/01/2024 | từ ngày 25/12/2023 đến ngày 31/12/2023
    31/12/2024 | từ ngày 30/12/2024 đến ngày 05/01/2025 | từ ngày 23/12/2024 đến ngày 29/12/2024
    """),
)
def test_a_week_is_written_as_its_days(day_of_the_week, week, week_before):
    found = Period.week_of(vi.parse_date(day_of_the_week))
    assert str(found) == week
    assert str(found.previous()) == week_before
    assert Period.parse(week) == found
