"""The table beside what others know: the package holidays, and a Vietnamese lunar calendar."""

from datetime import date, timedelta

import holidays
import pytest
from lunar_vn import LunarDate, lunar_to_solar

from tthc_core.calendar.workdays import DayKind, WorkCalendar

VIETNAM = WorkCalendar.vietnam()
THEIRS = holidays.country_holidays("VN", years=range(2019, 2028), language="en_US")
DAYS = [VIETNAM.first + timedelta(days=number) for number in range((VIETNAM.last - VIETNAM.first).days + 1)]

# Where our table differs, and the letter that it rests on.
LETTERS = {
    date(2026, 1, 2): "Công văn 12729/VPCP-KGVX",
    date(2026, 1, 10): "Công văn 12729/VPCP-KGVX",
}


@pytest.mark.parametrize("year", range(2019, 2028))
def test_every_day_is_as_the_package_has_it_but_where_a_letter_says_otherwise(year):
    differing = [day for day in DAYS if day.year == year and THEIRS.is_working_day(day) != VIETNAM.is_working_day(day)]
    assert set(differing) <= set(LETTERS)
    for day in differing:
        assert VIETNAM.describe(day).endswith(f"theo {LETTERS[day]}")


def test_the_letter_of_the_differing_days_is_what_our_table_says():
    assert [VIETNAM.is_working_day(day) for day in LETTERS] == [False, True]
    assert VIETNAM.add_working_days(date(2025, 12, 31), 6) == date(2026, 1, 10)


def test_the_days_of_the_two_years_that_rest_on_the_package_alone_agree_in_all():
    for day in DAYS:
        if day.year < 2021:
            assert THEIRS.is_working_day(day) == VIETNAM.is_working_day(day)


@pytest.mark.parametrize(
    "swap",
    [each for each in VIETNAM.days if each.kind in {DayKind.SWAPPED_DAY_OFF, DayKind.MAKE_UP_DAY}],
    ids=lambda swap: str(swap.day),
)
def test_each_swap_is_known_to_the_package_or_rests_on_a_letter(swap):
    if swap.day in LETTERS:
        assert swap.source.title == LETTERS[swap.day]
    elif swap.worked:
        assert swap.day in THEIRS.weekend_workdays
    else:
        assert f"{swap.other:%m/%d/%Y}" in THEIRS.get(swap.day)


@pytest.mark.parametrize("number", [1, 5, 10, 30, -1, -7])
def test_so_many_working_days_later_as_the_package_counts_them(number):
    for day in DAYS[40:-60:11]:
        span = (day - timedelta(days=60), day + timedelta(days=60))
        if any(span[0] <= each <= span[1] for each in LETTERS):
            continue
        assert VIETNAM.add_working_days(day, number) == THEIRS.get_nth_working_day(day, number)


def lunar(year: int, month: int, day: int) -> date:
    return lunar_to_solar(LunarDate(day, month, year))


def named(name: str, year: int) -> list[date]:
    return [each.day for each in VIETNAM.days if (each.name, each.kind, each.day.year) == (name, "holiday", year)]


def test_the_lunar_calendar_is_that_of_vietnam():
    # Of these years a calendar of the Chinese meridian has another day.
    assert lunar(1985, 1, 1) == date(1985, 1, 21)
    assert lunar(2007, 1, 1) == date(2007, 2, 17)
    assert lunar(2030, 1, 1) == date(2030, 2, 2)


@pytest.mark.parametrize("year", range(2019, 2028))
def test_tet_is_five_days_around_the_first_of_the_lunar_year(year):
    first = lunar(year, 1, 1)
    days = named("Tết Nguyên đán", year)
    # One or two days of the old year, three or four of the new one (Bộ luật Lao động 2019, article 112).
    assert len(days) == 5
    assert days[0] <= first - timedelta(days=1)
    assert days[0] >= first - timedelta(days=2)
    assert days[-1] - days[0] == timedelta(days=4)


@pytest.mark.parametrize("year", range(2019, 2028))
def test_gio_to_is_the_tenth_of_the_third_lunar_month(year):
    assert named("Giỗ Tổ Hùng Vương", year) == [lunar(year, 3, 10)]
