"""How numbers and dates stand on a Vietnamese page."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.spec.rows import rows
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
