"""Traps of the calendar: what functions that know weekends and holidays alone get wrong."""

from datetime import date, timedelta

import pytest

from tthc_core.calendar.workdays import SpecialDay, WorkCalendar
from tthc_core.errors import CalendarRangeError

VIETNAM = WorkCalendar.vietnam()
DAYS_OFF = {each.day for each in VIETNAM.days if not each.worked}


def business_day_after(day: date, number: int) -> date:
    """As numpy.busday_offset with all holidays given: a Saturday is never worked."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in DAYS_OFF
    return day


@pytest.mark.parametrize(
    ("received", "due", "as_business_days"),
    [
        (date(2026, 1, 8), date(2026, 1, 14), date(2026, 1, 15)),
        (date(2026, 8, 20), date(2026, 8, 26), date(2026, 8, 27)),
        (date(2025, 4, 24), date(2025, 5, 5), date(2025, 5, 6)),
        (date(2024, 4, 26), date(2024, 5, 7), date(2024, 5, 8)),
    ],
)
def test_a_make_up_saturday_inside_a_span_brings_the_due_date_forward(received, due, as_business_days):
    days = VIETNAM.working_days_between(received, due)
    assert VIETNAM.add_working_days(received, days) == due
    assert business_day_after(received, days) == as_business_days


def test_where_no_make_up_day_lies_in_the_span_both_agree():
    for received in (date(2026, 2, 10), date(2026, 4, 24), date(2023, 4, 27)):
        assert VIETNAM.add_working_days(received, 5) == business_day_after(received, 5)


def test_a_due_date_may_fall_on_a_worked_saturday():
    assert VIETNAM.add_working_days(date(2026, 1, 7), 3) == date(2026, 1, 10)
    assert business_day_after(date(2026, 1, 7), 3) == date(2026, 1, 12)


def test_a_weekday_may_be_off_without_being_a_holiday():
    # 31/8/2026 is swapped for Saturday 22/8: neither the law nor a list of holidays has it.
    assert VIETNAM.add_working_days(date(2026, 8, 28), 1) == date(2026, 9, 3)


def test_a_make_up_day_can_stand_in_another_year_than_its_day_off():
    # Monday 31/12/2018 was worked on Saturday 05/01/2019, and the table begins between the two.
    assert VIETNAM.add_working_days(date(2019, 1, 4), 1) == date(2019, 1, 5)
    assert VIETNAM.working_days_between(date(2019, 1, 1), date(2019, 1, 6)) == 4
    assert VIETNAM.describe(date(2019, 1, 5)).startswith("Thứ Bảy 05/01/2019: làm bù (cho thứ Hai 31/12/2018)")
    with pytest.raises(CalendarRangeError, match=r"31/12/2018 is outside"):
        VIETNAM.is_working_day(date(2018, 12, 31))


def test_with_the_year_before_added_the_swap_across_the_years_is_whole():
    longer = VIETNAM.with_days(
        SpecialDay(date(2018, 12, 31), "swapped_day_off", other=date(2019, 1, 5)), first=date(2018, 12, 1)
    )
    assert longer.add_working_days(date(2018, 12, 28), 4) == date(2019, 1, 5)
    assert longer.working_days_between(date(2018, 12, 28), date(2019, 1, 6)) == 4


def test_days_before_the_table_do_not_count_from_its_end():
    # A negative index of a list would answer with days of 2027.
    for number in (-1, -2, -100, -2251):
        with pytest.raises(CalendarRangeError):
            VIETNAM.add_working_days(date(2019, 1, 2), number)
    with pytest.raises(CalendarRangeError):
        VIETNAM.working_days_between(date(2018, 12, 30), date(2019, 1, 8))


def test_a_proposed_swap_that_was_not_adopted_is_none():
    assert VIETNAM.is_working_day(date(2026, 11, 23))
    assert not VIETNAM.is_working_day(date(2026, 11, 28))
    adopted = VIETNAM.with_days(
        [SpecialDay(date(2026, 11, 23), "swapped_day_off"), SpecialDay(date(2026, 11, 28), "make_up_day")]
    )
    assert adopted.add_working_days(date(2026, 11, 20), 5) == date(2026, 11, 28) + timedelta(days=2)
