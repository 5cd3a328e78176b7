"""The fast paths against Babel, side by side in one run, where both write the same."""

import random
from datetime import date

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal

from tests.benchmarks.side_by_side import ratio
from tthc_core import vietnamese as vi

RANDOM = random.Random(2024)


def test_an_integer_is_written_ten_times_as_fast_as_by_babel(capsys):
    numbers = [RANDOM.choice((1, -1)) * RANDOM.randrange(10 ** RANDOM.randint(1, 9)) for _ in range(2000)]

    def ours():
        return [vi.format_number(number) for number in numbers]

    def babels():
        return [format_decimal(number, locale="vi") for number in numbers]

    assert ours() == babels()
    _assert_faster(10, ours, babels, capsys)


def test_a_date_is_written_eight_times_as_fast_as_by_babel(capsys):
    months = (1, 2, 10, 11, 12)  # the months that both write with two digits
    days = [date(RANDOM.randint(1, 9999), RANDOM.choice(months), RANDOM.randint(1, 28)) for _ in range(2000)]

    def ours():
        return [vi.format_date(day) for day in days]

    def babels():
        return [babel_date(day, "dd/MM/yyyy", locale="vi") for day in days]

    assert ours() == babels()
    _assert_faster(8, ours, babels, capsys)


def _assert_faster(times, ours, babels, capsys):
    found = 1 / ratio(ours, babels)
    with capsys.disabled():
        print(f"  {found:.1f} x as fast as Babel (at least {times})")
    assert found >= times
