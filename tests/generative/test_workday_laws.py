"""The laws of adding and counting working days, on the table of Vietnam and on calendars that are drawn."""

import pickle
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tthc_core.calendar.workdays import SpecialDay, WorkCalendar
from tthc_core.errors import CalendarRangeError

VIETNAM = WorkCalendar.vietnam()
ONE = timedelta(days=1)


@st.composite
def calendars(draw):
    """Ten weeks or fewer with days off and worked weekends anywhere, even none worked or all."""
    first = draw(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
    last = first + draw(st.integers(0, 70)) * ONE
    days = draw(st.sets(st.dates(first, last)))
    worked = draw(st.booleans())
    kinds = ("make_up_day" if worked and day.weekday() > 4 else "holiday" for day in days)
    return WorkCalendar([SpecialDay(day, kind) for day, kind in zip(days, kinds, strict=True)], first, last)


drawn_calendars = st.just(VIETNAM) | calendars()


def days_of(calendar):
    return st.dates(calendar.first, calendar.last)


def with_days(number):
    return drawn_calendars.flatmap(lambda it: st.tuples(st.just(it), *[days_of(it)] * number))


def added(calendar, day, number):
    try:
        return calendar.add_working_days(day, number)
    except CalendarRangeError:
        assume(False)


def is_worked(calendar, day):
    special = {each.day: each.worked for each in calendar.days}
    return special.get(day, day.weekday() < 5)


def naive_between(calendar, start, end):
    if end < start:
        span = (end + number * ONE for number in range((start - end).days))
        return -sum(is_worked(calendar, day) for day in span)
    return sum(is_worked(calendar, start + number * ONE) for number in range(1, (end - start).days + 1))


def naive_add(calendar, day, number):
    step = ONE if number > 0 else -ONE
    while number:
        day += step
        if not calendar.first <= day <= calendar.last:
            return None
        if is_worked(calendar, day):
            number -= step.days
    return day


numbers = st.integers(-60, 60)


@given(with_days(1))
def test_adding_nothing_is_the_day_itself(drawn):
    calendar, day = drawn
    assert calendar.add_working_days(day, 0) == day


@given(with_days(1), numbers)
def test_counting_to_the_day_so_many_later_gives_so_many(drawn, number):
    calendar, day = drawn
    assert calendar.working_days_between(day, added(calendar, day, number)) == number


@given(with_days(2))
def test_adding_what_lies_between_leads_to_a_working_day(drawn):
    calendar, start, end = drawn
    assume(calendar.is_working_day(end))
    assert calendar.add_working_days(start, calendar.working_days_between(start, end)) == end


@given(with_days(1), numbers, numbers)
def test_adding_days_of_equal_sign_is_additive(drawn, some, more):
    calendar, day = drawn
    assume(some * more >= 0)
    assert added(calendar, added(calendar, day, some), more) == added(calendar, day, some + more)


@given(with_days(3))
def test_counting_forward_is_additive(drawn):
    calendar, *days = drawn
    start, middle, end = sorted(days)
    parts = calendar.working_days_between(start, middle) + calendar.working_days_between(middle, end)
    assert calendar.working_days_between(start, end) == parts


@given(with_days(1), numbers, numbers)
def test_more_working_days_never_end_earlier(drawn, some, more):
    calendar, day = drawn
    fewer, greater = sorted((some, more))
    assert added(calendar, day, fewer) <= added(calendar, day, greater)


@given(with_days(2), numbers)
def test_a_later_day_never_ends_earlier(drawn, number):
    calendar, *days = drawn
    earlier, later = sorted(days)
    assert added(calendar, earlier, number) <= added(calendar, later, number)


@given(with_days(2))
def test_counting_equals_a_day_by_day_loop(drawn):
    calendar, start, end = drawn
    assert calendar.working_days_between(start, end) == naive_between(calendar, start, end)
    assert calendar.is_working_day(start) == is_worked(calendar, start)


@given(with_days(1), numbers)
def test_adding_equals_a_day_by_day_loop_and_ends_where_the_table_does(drawn, number):
    calendar, day = drawn
    expected = naive_add(calendar, day, number)
    if expected is None:
        with pytest.raises(CalendarRangeError, match="is outside"):
            calendar.add_working_days(day, number)
    else:
        assert calendar.add_working_days(day, number) == expected


@given(with_days(1))
def test_on_or_after_is_the_day_itself_or_the_next_working_day(drawn):
    calendar, day = drawn
    if calendar.is_working_day(day):
        assert calendar.on_or_after(day) == day
    elif naive_add(calendar, day, 1) is None:
        with pytest.raises(CalendarRangeError):
            calendar.on_or_after(day)
    else:
        assert calendar.on_or_after(day) == calendar.next_working_day(day) == naive_add(calendar, day, 1)


@given(with_days(2), st.times(), numbers)
def test_a_moment_counts_by_its_date(drawn, clock, number):
    calendar, start, end = drawn
    moments = [datetime.combine(day, clock if day == start else time()) for day in (start, end)]
    assert calendar.working_days_between(*moments) == calendar.working_days_between(start, end)
    assert calendar.is_working_day(moments[0]) == calendar.is_working_day(start)
    assert calendar.describe(moments[0]) == calendar.describe(start)
    assert added(calendar, moments[0], number) == added(calendar, start, number)


@given(st.dates(), st.dates(VIETNAM.first, VIETNAM.last))
def test_a_day_outside_the_table_is_always_an_error(day, inside):
    assume(not VIETNAM.first <= day <= VIETNAM.last)
    for asked in (
        lambda: VIETNAM.is_working_day(day),
        lambda: VIETNAM.add_working_days(day, 0),
        lambda: VIETNAM.add_working_days(day, 1),
        lambda: VIETNAM.working_days_between(day, inside),
        lambda: VIETNAM.working_days_between(inside, day),
        lambda: VIETNAM.next_working_day(day),
        lambda: VIETNAM.on_or_after(day),
        lambda: VIETNAM.describe(day),
    ):
        with pytest.raises(CalendarRangeError, match=r"covers 01/01/2019–31/12/2027; \d\d/\d\d?/\d{4} is outside"):
            asked()


@given(calendars(), st.randoms())
def test_calendars_are_equal_by_content_however_they_were_made(calendar, random):
    days = list(calendar.days)
    random.shuffle(days)
    same = WorkCalendar((), calendar.first, calendar.last).with_days(days)
    assert same == calendar
    assert hash(same) == hash(calendar)
    assert pickle.loads(pickle.dumps(calendar)) == calendar


@given(calendars(), st.data())
def test_a_swap_within_the_span_changes_no_count(calendar, data):
    weekdays = [day for day in naive_days(calendar) if day.weekday() < 5 and is_worked(calendar, day)]
    weekends = [day for day in naive_days(calendar) if day.weekday() >= 5 and not is_worked(calendar, day)]
    assume(weekdays and weekends)
    off, worked = data.draw(st.sampled_from(weekdays)), data.draw(st.sampled_from(weekends))
    swapped = calendar.with_days(
        [SpecialDay(off, "swapped_day_off", other=worked), SpecialDay(worked, "make_up_day", other=off)]
    )
    before, after = (
        it.working_days_between(it.first, it.last) + it.is_working_day(it.first) for it in (calendar, swapped)
    )
    assert before == after
    assert swapped.without_days([off, worked]).is_working_day(off)


def naive_days(calendar):
    return [calendar.first + number * ONE for number in range((calendar.last - calendar.first).days + 1)]
