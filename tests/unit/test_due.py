"""Due dates, elapsed time and moved due dates: what goes in, what comes out, what is refused."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest

from tests.strangers import NAT, Day, Stamp
from tthc_core.calendar import LimitUnit, TimeLimit
from tthc_core.calendar.due import due_from, elapsed, moved
from tthc_core.calendar.hours import WorkingHours
from tthc_core.calendar.workdays import WorkCalendar
from tthc_core.errors import CalendarRangeError, InvalidValueError

VIETNAM = WorkCalendar.vietnam()
FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2024, 7, day) for day in (5, 6, 7, 8, 9))
ONE_DAY = TimeLimit.working_days(1)
FEW_HOURS = VIETNAM.with_hours(WorkingHours(((time(8), time(12)),)))


def at(day, hour=0, minute=0, second=0, microsecond=0):
    return datetime.combine(day, time(hour, minute, second, microsecond))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (FRIDAY, at(MONDAY, 7)),
        (Day(2024, 7, 5), at(MONDAY, 7)),
        (Stamp(2024, 7, 5, 10), at(MONDAY, 10)),
        (datetime(2024, 7, 5, 3, tzinfo=UTC), at(MONDAY, 10)),
        (datetime(2024, 7, 4, 23, 30, tzinfo=UTC), at(MONDAY, 7)),
        (at(FRIDAY, 10, 0, 0, 1), at(MONDAY, 10, 0, 1)),
        (at(FRIDAY, 16, 59, 59, 1), at(MONDAY, 17)),
        (at(FRIDAY, 17, 0, 0, 1), at(TUESDAY, 7)),
        (at(FRIDAY, 23, 59, 59, 999999), at(TUESDAY, 7)),
    ],
)
def test_a_receipt_is_a_day_or_a_moment(received, due):
    found = due_from(received, ONE_DAY, VIETNAM)
    assert (found, type(found), found.tzinfo) == (due, datetime, None)


def test_a_part_of_a_second_never_costs_a_day():
    nearly_monday = at(SUNDAY, 23, 59, 59, 999999)
    assert due_from(nearly_monday, ONE_DAY, VIETNAM, receipt="day_off_is_day_0") == at(MONDAY, 23, 59, 59, 999999)
    assert due_from(nearly_monday, ONE_DAY, VIETNAM, receipt="same_clock") == at(date(2024, 7, 10), 7)
    assert moved(at(FRIDAY, 23, 59, 59, 999999), "working_day", 1, VIETNAM) == at(MONDAY, 23, 59, 59, 999999)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((None, ONE_DAY, VIETNAM), "due_from.received_at: None is not a datetime or a date"),
        ((NAT, ONE_DAY, VIETNAM), "due_from.received_at: NaT is not a datetime or a date. A missing value is written"),
        (("2024-07-05", ONE_DAY, VIETNAM), "due_from.received_at: '2024-07-05' is not a datetime or a date. Texts"),
        ((FRIDAY, 5, VIETNAM), "due_from.limit: 5 is not a TimeLimit. Write TimeLimit.working_days(5)."),
        ((FRIDAY, ONE_DAY, None), "due_from.calendar: None is not a WorkCalendar. WorkCalendar.vietnam() is"),
        ((FRIDAY, ONE_DAY, VIETNAM, "next"), "due_from.receipt: 'next' is not a rule of receipt. "),
        ((FRIDAY, ONE_DAY, VIETNAM, ["next_moment"]), "is not a rule of receipt"),
    ],
)
def test_what_makes_no_due_date_is_refused(arguments, words):
    with pytest.raises(InvalidValueError) as caught:
        due_from(*arguments)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("received", "limit"),
    [
        (date(2018, 12, 31), ONE_DAY),
        (date(2028, 1, 3), TimeLimit.calendar_days(0)),
        (datetime.max, TimeLimit.months(1)),
        (datetime(2027, 12, 31, 17, 30), TimeLimit.working_days(0)),
        (datetime(2027, 12, 31, 10), ONE_DAY),
        (datetime(2027, 12, 31, 16), TimeLimit.working_hours(2)),
        (datetime(2027, 12, 31, 16), TimeLimit.calendar_days(1)),
        (FRIDAY, TimeLimit.working_days(60 * 250)),
        (FRIDAY, TimeLimit.working_hours(60 * 2000)),
        (FRIDAY, TimeLimit.calendar_days(60 * 365)),
        (FRIDAY, TimeLimit.months(60 * 12)),
        (FRIDAY, TimeLimit.months(9999 * 12)),
        (FRIDAY, TimeLimit.calendar_days(9999 * 365)),
        (FRIDAY, TimeLimit.working_days(10**30)),
        (FRIDAY, TimeLimit.working_days(10**30 + Fraction(1, 2))),
        (FRIDAY, TimeLimit.working_hours(10**30)),
        (FRIDAY, TimeLimit.calendar_days(10**30)),
        (FRIDAY, TimeLimit.months(10**30)),
        (FRIDAY, TimeLimit.calendar_days(10**5000)),
        (FRIDAY, TimeLimit.months(10**5000)),
    ],
)
def test_beyond_the_table_nothing_is_due(received, limit):
    with pytest.raises(CalendarRangeError, match="covers 01/01/2019–31/12/2027; .* is outside"):
        due_from(received, limit, VIETNAM)


def test_beyond_the_year_9999_the_error_says_how_far():
    words = r"; 10000000 calendar days after 08/7/2024 is outside\."
    with pytest.raises(CalendarRangeError, match=words):
        due_from(SATURDAY, TimeLimit.calendar_days(10**7), VIETNAM)
    with pytest.raises(CalendarRangeError, match=r"; 10000000 calendar days after 06/7/2024 is outside\."):
        moved(SATURDAY, "month", 10**7, VIETNAM)


def test_a_part_of_a_short_day_can_be_longer_than_the_day():
    # Eight hours are one day, whatever the hours of the agency: three quarters of one are six hours, in two mornings.
    friday = at(FRIDAY, 9)
    assert due_from(friday, TimeLimit.working_days(Fraction(3, 4)), FEW_HOURS) == at(MONDAY, 11)
    assert due_from(friday, ONE_DAY, FEW_HOURS) == at(MONDAY, 9)


@pytest.mark.parametrize(
    ("start", "end", "days", "seconds", "calendar_days"),
    [
        (at(FRIDAY, 10), at(FRIDAY, 10), 0, 0, 0),
        (at(FRIDAY, 10), at(FRIDAY, 16), 0, 4 * 3600, 0),
        (at(FRIDAY, 16), at(MONDAY, 8), 1, 2 * 3600, 3),
        (at(FRIDAY, 11, 30), at(FRIDAY, 13, 30), 0, 0, 0),
        (at(FRIDAY, 17), at(MONDAY, 7), 1, 0, 3),
        (at(SATURDAY, 10), at(SUNDAY, 10), 0, 0, 1),
        (at(SATURDAY, 10), at(MONDAY, 7, 0, 0, 1), 1, 1, 2),
        (at(FRIDAY, 10, 0, 0, 1), at(FRIDAY, 10, 0, 1), 0, 0, 0),
        (FRIDAY, MONDAY, 1, 16 * 3600, 3),
        (datetime(2024, 7, 5, 3, tzinfo=UTC), at(FRIDAY, 11), 0, 3600, 0),
        (at(MONDAY, 8), at(FRIDAY, 16), -1, -2 * 3600, -3),
        (date(2024, 4, 26), date(2024, 5, 6), 4, 5 * 8 * 3600, 10),
    ],
)
def test_what_elapsed_counts(start, end, days, seconds, calendar_days):
    assert elapsed(start, end, LimitUnit.WORKING_DAY, VIETNAM) == days
    assert elapsed(start, end, LimitUnit.WORKING_HOUR, VIETNAM) == seconds
    assert elapsed(start, end, LimitUnit.CALENDAR_DAY, VIETNAM) == calendar_days
    assert elapsed(start, end, LimitUnit.MONTH, VIETNAM) == calendar_days


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((None, FRIDAY, "month", VIETNAM), "elapsed.start: None is not a datetime or a date"),
        ((FRIDAY, None, "month", VIETNAM), "elapsed.end: None is not a datetime or a date"),
        ((FRIDAY, MONDAY, "days", VIETNAM), "elapsed.unit: 'days' is not a member of LimitUnit"),
        ((FRIDAY, MONDAY, "month", "VN"), "elapsed.calendar: 'VN' is not a WorkCalendar"),
        ((date(2018, 1, 1), MONDAY, "working_hour", VIETNAM), "covers 01/01/2019–31/12/2027; 01/01/2018 is outside"),
        ((FRIDAY, date(2028, 1, 1), "working_day", VIETNAM), "01/01/2028 is outside"),
    ],
)
def test_what_cannot_have_elapsed_is_refused(arguments, words):
    with pytest.raises(InvalidValueError) as caught:
        elapsed(*arguments)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("due", "unit", "ticks", "later"),
    [
        # From Monday to Thursday, due on Friday: Wednesday.
        (at(FRIDAY, 16), "working_day", 3, at(date(2024, 7, 10), 16)),
        (at(SATURDAY, 16), "working_day", 1, at(MONDAY, 16)),
        (FRIDAY, "working_day", 1, at(MONDAY, 23, 59, 59)),
        (at(FRIDAY, 16), "working_hour", 3600, at(FRIDAY, 17)),
        (at(FRIDAY, 16), "working_hour", 3601, at(MONDAY, 7, 0, 1)),
        (at(FRIDAY, 23, 59, 59), "working_hour", 3600, at(MONDAY, 8)),
        (at(SATURDAY, 10), "working_hour", 3600, at(MONDAY, 8)),
        (at(SATURDAY, 10), "working_hour", 9 * 3600, at(TUESDAY, 8)),
        (at(FRIDAY, 5), "working_hour", 8 * 3600, at(FRIDAY, 17)),
        (at(FRIDAY, 16), "calendar_day", 2, at(MONDAY, 16)),
        (at(FRIDAY, 16), "calendar_day", 4, at(TUESDAY, 16)),
        (at(FRIDAY, 16), "month", 4, at(TUESDAY, 16)),
        (datetime(2024, 7, 5, 9, tzinfo=UTC), "calendar_day", 3, at(MONDAY, 16)),
        (at(SATURDAY, 10, 30), "working_day", 0, at(SATURDAY, 10, 30)),
        (at(SATURDAY, 10, 30), "working_hour", 0, at(SATURDAY, 10, 30)),
        (at(SATURDAY, 10, 30), "calendar_day", 0, at(SATURDAY, 10, 30)),
    ],
)
def test_where_a_due_date_moves(due, unit, ticks, later):
    assert moved(due, unit, ticks, VIETNAM) == later


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((None, "month", 1, VIETNAM), "moved.due: None is not a datetime or a date"),
        ((FRIDAY, "year", 1, VIETNAM), "moved.unit: 'year' is not a member of LimitUnit"),
        (
            (FRIDAY, "month", -1, VIETNAM),
            "moved.ticks: -1 is not a whole number, 0 or more. A pause never makes a case",
        ),
        ((FRIDAY, "month", 1.0, VIETNAM), "moved.ticks: 1.0 is not a whole number"),
        ((FRIDAY, "month", True, VIETNAM), "moved.ticks: True is not a whole number"),
        ((FRIDAY, "month", 1, None), "moved.calendar: None is not a WorkCalendar"),
        ((date(2027, 12, 31), "working_day", 1, VIETNAM), "is outside"),
        ((date(2027, 12, 31), "working_hour", 1, VIETNAM), "is outside"),
        ((date(2027, 12, 31), "calendar_day", 1, VIETNAM), "01/01/2028 is outside"),
        ((datetime.max, "calendar_day", 1, VIETNAM), "1 calendar day after 31/12/9999 is outside"),
        ((datetime.max, "working_day", 1, VIETNAM), "is outside"),
        ((FRIDAY, "working_hour", 10**30, VIETNAM), "is outside"),
    ],
)
def test_what_moves_no_due_date_is_refused(arguments, words):
    with pytest.raises(InvalidValueError) as caught:
        moved(*arguments)
    assert words in str(caught.value)
