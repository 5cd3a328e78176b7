"""Laws of due dates, on drawn receipts, limits and hours; judged by loops over days and minutes."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tthc_core.calendar import LimitUnit, TimeLimit
from tthc_core.calendar.due import RULES, due_from, elapsed, moved
from tthc_core.calendar.hours import DEFAULT_HOURS, WorkingHours
from tthc_core.calendar.workdays import WorkCalendar

VIETNAM = WorkCalendar.vietnam()
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@st.composite
def working_hours(draw, *, cut_off=False, step=1):
    """One to three sessions, their ends on multiples of so many minutes, and at least an hour together."""
    number = draw(st.integers(1, 3))
    chosen = draw(st.lists(st.integers(0, 1439 // step), min_size=2 * number, max_size=2 * number, unique=True))
    ends = [time(minute * step // 60, minute * step % 60) for minute in sorted(chosen)]
    within = st.times(ends[0], ends[-1]).map(lambda clock: clock.replace(microsecond=0))
    hours = WorkingHours(tuple(zip(ends[::2], ends[1::2], strict=True)), draw(within) if cut_off else None)
    assume(hours.seconds >= 3600)
    return hours


HOURS = st.just(DEFAULT_HOURS) | working_hours()
WITH_CUT_OFF = HOURS | working_hours(cut_off=True)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2023, 12, 31))
MINUTES = MOMENTS.map(lambda at: at.replace(second=0, microsecond=0))
# A week around Tết, with many days off, so that short limits meet them.
AROUND_TET = st.datetimes(datetime(2023, 1, 13), datetime(2023, 1, 30))
RECEIPTS = MOMENTS | AROUND_TET
RULE = st.sampled_from(RULES)
WHOLE_DAYS = st.builds(TimeLimit.working_days, st.integers(0, 60))
PARTS = st.fractions(0, 20, max_denominator=100_000)
KINDS = (
    WHOLE_DAYS | st.builds(TimeLimit.working_days, PARTS),
    st.builds(TimeLimit.working_hours, st.integers(0, 80) | PARTS),
    st.builds(TimeLimit.calendar_days, st.integers(0, 90)),
    st.builds(TimeLimit.months, st.integers(0, 12)),
)
LIMITS = st.one_of(KINDS)
UNITS = st.sampled_from(LimitUnit)


def in_working_time(at, calendar):
    """Both ends of a session are working time."""
    sessions = calendar.hours.sessions
    return calendar.is_working_day(at.date()) and any(first <= at.time() <= last for first, last in sessions)


def next_working_minute(at, calendar):
    """Forward to the first working moment, minute by minute."""
    cut_off = calendar.hours.cut_off
    if cut_off and calendar.is_working_day(at.date()) and at.time() > cut_off:
        at = datetime.combine(at.date() + DAY, time())
    while not in_working_time(at, calendar):
        at += MINUTE
    return at


@given(RECEIPTS, st.one_of(st.tuples(kind, kind) for kind in KINDS), WITH_CUT_OFF, RULE)
def test_a_longer_limit_is_never_due_earlier(received, limits, hours, rule):
    calendar = VIETNAM.with_hours(hours)
    parts = any(each.unit == "working_day" and isinstance(each.amount, Fraction) for each in limits)
    # Eight hours are a day: where the agency works less, parts of a day can be longer than the day. And a day off is
    # day 0 for whole days alone.
    assume(not parts or (calendar.hours.seconds >= 8 * 3600 and rule != "day_off_is_day_0"))
    shorter, longer = sorted(limits, key=lambda limit: limit.amount)
    assert due_from(received, shorter, calendar, rule) <= due_from(received, longer, calendar, rule)


@given(RECEIPTS, LIMITS, WITH_CUT_OFF, RULE)
def test_nothing_is_due_before_it_is_received(received, limit, hours, rule):
    calendar = VIETNAM.with_hours(hours)
    assert received <= due_from(received, limit, calendar, rule)


@given(RECEIPTS, LIMITS, WITH_CUT_OFF, st.sampled_from(["next_moment", "same_clock"]))
def test_what_is_due_is_due_in_working_time_and_in_whole_seconds(received, limit, hours, rule):
    calendar = VIETNAM.with_hours(hours)
    due = due_from(received, limit, calendar, rule)
    assert in_working_time(due, calendar)
    assert due.microsecond == 0


@given(AROUND_TET, AROUND_TET, LIMITS, WITH_CUT_OFF)
def test_what_is_received_later_or_starts_again_is_never_due_earlier(one, other, limit, hours):
    calendar = VIETNAM.with_hours(hours)
    earlier, later = (due_from(each, limit, calendar) for each in sorted((one, other)))
    # By day for days and months: what is received at 8:00 a day later can be due at 8:00 of the same working day.
    assert earlier <= later if limit.unit.startswith("working") else earlier.date() <= later.date()


@given(RECEIPTS, st.integers(0, 40), st.integers(0, 40), HOURS)
def test_working_days_add_up(received, first, then, hours):
    calendar = VIETNAM.with_hours(hours)
    at_once = due_from(received, TimeLimit.working_days(first + then), calendar)
    step = due_from(received, TimeLimit.working_days(first), calendar)
    assert due_from(step, TimeLimit.working_days(then), calendar) == at_once
    assert moved(step, "working_day", then, calendar) == at_once


@given(RECEIPTS, st.integers(0, 200_000), st.integers(0, 200_000), HOURS)
def test_working_seconds_add_up(received, first, then, hours):
    calendar = VIETNAM.with_hours(hours)
    at_once, step, rest = (TimeLimit.working_hours(Fraction(each, 3600)) for each in (first + then, first, then))
    due = due_from(received, step, calendar)
    assert due_from(due, rest, calendar) == moved(due, "working_hour", then, calendar)
    assert due_from(due, rest, calendar) == due_from(received, at_once, calendar)


@given(RECEIPTS, st.integers(0, 40), HOURS)
def test_what_elapsed_until_the_due_date_is_the_limit(received, amount, hours):
    calendar = VIETNAM.with_hours(hours)
    start = due_from(received, TimeLimit.working_days(0), calendar)
    by_hours = due_from(received, TimeLimit.working_hours(amount), calendar)
    assert (
        elapsed(start, due_from(received, TimeLimit.working_days(amount), calendar), "working_day", calendar) == amount
    )
    assert elapsed(start, by_hours, "working_hour", calendar) == elapsed(received, by_hours, "working_hour", calendar)
    assert elapsed(start, by_hours, "working_hour", calendar) == amount * 3600


@given(RECEIPTS, RECEIPTS, RECEIPTS, HOURS, UNITS)
def test_elapsed_time_adds_up(a, b, c, hours, unit):
    calendar = VIETNAM.with_hours(hours)
    a, b, c = sorted((a, b, c))
    assert elapsed(a, b, unit, calendar) + elapsed(b, c, unit, calendar) == elapsed(a, c, unit, calendar) >= 0


@given(MINUTES, st.integers(0, 30), WITH_CUT_OFF)
def test_working_days_as_a_loop_over_days_has_them(received, days, hours):
    calendar = VIETNAM.with_hours(hours)
    due = next_working_minute(received, calendar)
    for _ in range(days):
        due += DAY
        while not calendar.is_working_day(due.date()):
            due += DAY
    assert due_from(received, TimeLimit.working_days(days), calendar) == due


@given(MINUTES, st.integers(0, 45), WITH_CUT_OFF)
def test_hours_days_as_a_loop_over_days_has_them(received, days, hours):
    calendar = VIETNAM.with_hours(hours)
    due = next_working_minute(received, calendar) + days * DAY
    while not calendar.is_working_day(due.date()):
        due += DAY
    assert due_from(received, TimeLimit.calendar_days(days), calendar) == due


@given(MINUTES, st.integers(0, 12), WITH_CUT_OFF)
def test_months_end_on_the_same_date_or_on_the_last_of_the_month(received, months, hours):
    calendar = VIETNAM.with_hours(hours)
    start = next_working_minute(received, calendar)
    years, month = divmod(start.month - 1 + months, 12)
    day = start.day
    while True:
        try:
            due = start.replace(year=start.year + years, month=month + 1, day=day)
            break
        except ValueError:
            day -= 1
    while not calendar.is_working_day(due.date()):
        due += DAY
    assert due_from(received, TimeLimit.months(months), calendar) == due


@given(
    MINUTES,
    st.integers(0, 1500),
    st.just(DEFAULT_HOURS) | working_hours(step=30) | working_hours(step=30, cut_off=True),
)
def test_working_hours_as_a_loop_over_minutes_has_them(received, minutes, hours):
    calendar = VIETNAM.with_hours(hours)
    minutes = min(minutes, calendar.hours.seconds // 60 * 4)
    start = due = next_working_minute(received, calendar)
    left = minutes
    while left:
        left -= in_working_time(due, calendar) and in_working_time(due + MINUTE, calendar)
        due += MINUTE
    limit = TimeLimit.working_hours(Fraction(minutes, 60))
    assert due_from(received, limit, calendar) == due
    assert elapsed(start, due, "working_hour", calendar) == minutes * 60


@given(RECEIPTS, UNITS, st.integers(0, 100), HOURS)
def test_a_pause_that_shifts_never_makes_a_case_due_earlier(due, unit, ticks, hours):
    calendar = VIETNAM.with_hours(hours)
    later = moved(due, unit, ticks, calendar)
    assert due <= later <= moved(due, unit, ticks + 1, calendar)
    assert (ticks == 0) <= (later == due)


def shifted_and_restarted(received, limit, pause, calendar):
    due = due_from(received, limit, calendar)
    shifted = moved(due, limit.unit, elapsed(*pause, limit.unit, calendar), calendar)
    return shifted, due_from(pause[1], limit, calendar)


@given(AROUND_TET, AROUND_TET, AROUND_TET, WHOLE_DAYS, WITH_CUT_OFF)
def test_a_restart_is_no_earlier_than_a_shift_by_day_for_working_days(a, b, c, limit, hours):
    calendar = VIETNAM.with_hours(hours)
    received, *pause = sorted((a, b, c))
    runs_from = due_from(received, TimeLimit.working_days(0), calendar)
    assume(pause[0].date() >= runs_from.date())
    shifted, restarted = shifted_and_restarted(received, limit, pause, calendar)
    assert restarted.date() >= shifted.date()


@given(AROUND_TET, AROUND_TET, AROUND_TET, st.integers(0, 40) | PARTS, HOURS)
def test_a_restart_is_no_earlier_than_a_shift_to_the_second_for_working_hours(a, b, c, hours, agency):
    calendar = VIETNAM.with_hours(agency)
    received, *pause = sorted((a, b, c))
    shifted, restarted = shifted_and_restarted(received, TimeLimit.working_hours(hours), pause, calendar)
    assert restarted >= shifted


def test_a_restart_can_be_earlier_than_a_shift_for_calendar_days():
    # Due on Saturday, so on Monday; a pause of one day shifts that to Tuesday. Two days from Friday are Sunday: Monday.
    thursday, friday, monday, tuesday = (datetime(2024, 7, day, 10) for day in (4, 5, 8, 9))
    limit = TimeLimit.calendar_days(2)
    assert due_from(thursday, limit, VIETNAM) == monday
    assert shifted_and_restarted(thursday, limit, (thursday, friday), VIETNAM) == (tuesday, monday)


def test_a_restart_can_be_earlier_than_a_shift_where_the_pause_begins_before_the_limit_runs():
    # Received on Friday evening: day 0 is Monday, and yet the pause from Friday to Monday takes Monday for a day of its
    # own.
    received, ended = datetime(2024, 7, 5, 18), datetime(2024, 7, 8, 9)
    shifted, restarted = shifted_and_restarted(received, TimeLimit.working_days(1), (received, ended), VIETNAM)
    assert (shifted.date(), restarted.date()) == (date(2024, 7, 10), date(2024, 7, 9))
