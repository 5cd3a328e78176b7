"""Laws of due dates with pauses: none makes a case due earlier, and starting again gives at least as much as moving."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from tthc_core import Case, Extension, InvalidValueError, Pause, Severity, TimeLimit
from tthc_core.calendar import WorkCalendar, WorkingHours, due_from, moved
from tthc_core.counting.deadlines import deadline
from tthc_core.testing import cases

VIETNAM = WorkCalendar.vietnam()
# Drawn by name: a failing example that shows a whole calendar is too long to be read.
CALENDAR = {"usual": VIETNAM, "8 to 16": VIETNAM.with_hours(WorkingHours(((time(8), time(16)),)))}
CALENDARS = st.sampled_from([*CALENDAR])
RULES = st.sampled_from(["restart", "shift", "subtract"])
RECEIPTS = st.sampled_from(["next_moment", "same_clock", "day_off_is_day_0"])
# Around Tết, so that short spans meet days off and make-up days.
FIRST, LAST = datetime(2024, 1, 25), datetime(2024, 3, 10)
MOMENTS = st.datetimes(FIRST, LAST).map(lambda at: at.replace(microsecond=0))
WHOLE_DAYS = st.builds(TimeLimit.working_days, st.integers(0, 30))
HOURS = st.builds(TimeLimit.working_hours, st.integers(0, 60) | st.fractions(0, 20, max_denominator=3600))
CALENDAR_DAYS = st.builds(TimeLimit.calendar_days, st.integers(0, 40))
MONTHS = st.builds(TimeLimit.months, st.integers(0, 3))
PARTS = st.builds(TimeLimit.working_days, st.fractions(0, 10, max_denominator=4))
LIMITS = WHOLE_DAYS | PARTS | HOURS | CALENDAR_DAYS | MONTHS


@st.composite
def paused(draw, most=4):
    """A case with pauses one after another, the last of them perhaps open."""
    moments = sorted(draw(st.lists(MOMENTS, min_size=1, max_size=2 * most + 1, unique=True)))
    received, *ends = moments
    pauses = tuple(Pause(began_at=a, ended_at=b) for a, b in zip(ends[::2], ends[1::2], strict=False))
    if len(ends) % 2 and draw(st.booleans()):
        pauses += (Pause(began_at=ends[-1]),)
    return Case(code="1", status="processing", received_at=received, pauses=pauses)


def due(case, limit, calendar, rule, receipt="next_moment"):
    return deadline(case, limit=limit, calendar=CALENDAR[calendar], supplement=rule, receipt=receipt).due_at


@given(paused(), LIMITS, CALENDARS, RECEIPTS)
def test_without_a_pause_that_is_over_the_limit_decides(case, limit, calendar, receipt):
    waiting = evolve(case, pauses=tuple(each for each in case.pauses if each.ended_at is None))
    for rule in ("restart", "shift", "subtract"):
        assert due(waiting, limit, calendar, rule, receipt) == due_from(
            case.received_at, limit, CALENDAR[calendar], receipt
        )


@given(paused(), LIMITS, CALENDARS, RECEIPTS)
def test_a_pause_never_makes_a_case_due_earlier(case, limit, calendar, receipt):
    for number in range(len(case.pauses)):
        fewer, more = (evolve(case, pauses=case.pauses[:n]) for n in (number, number + 1))
        assert due(fewer, limit, calendar, "shift", receipt) <= due(more, limit, calendar, "shift", receipt)
        again = (due(each, limit, calendar, "restart", receipt) for each in (fewer, more))
        assert next(again).date() <= next(again).date()
        assert due(fewer, limit, calendar, "subtract", receipt) == due(more, limit, calendar, "subtract", receipt)


@st.composite
def paused_once(draw, limits):
    """A limit, and a case paused once, begun on or after the day on which its limit starts to run."""
    limit, calendar = draw(limits), draw(CALENDARS)
    received, began, ended = sorted(draw(st.lists(MOMENTS, min_size=3, max_size=3)))
    case = Case(code="1", status="processing", received_at=received)
    assume(began.date() >= deadline(case, limit=limit, calendar=CALENDAR[calendar]).starts_at.date())
    return evolve(case, pauses=(Pause(began_at=began, ended_at=ended),)), limit, calendar


@given(paused_once(WHOLE_DAYS))
def test_starting_again_gives_at_least_as_many_working_days_as_moving(drawn):
    again, later = (due(*drawn, rule) for rule in ("restart", "shift"))
    assert later.date() <= again.date()


@given(paused_once(HOURS))
def test_starting_again_gives_at_least_as_many_working_seconds_as_moving(drawn):
    again, later = (due(*drawn, rule) for rule in ("restart", "shift"))
    assert later <= again


def test_of_calendar_days_moving_can_give_more_than_starting_again():
    """The due date fell on a Saturday and moved on to Monday; the days of the pause are added to that Monday."""
    pause = Pause(began_at=datetime(2024, 7, 4, 9), ended_at=datetime(2024, 7, 5, 9))
    case = Case(code="1", status="processing", received_at=datetime(2024, 7, 4, 9), pauses=(pause,))
    limit = TimeLimit.calendar_days(2)
    again, later = (due(case, limit, "usual", rule) for rule in ("restart", "shift"))
    assert (again.date(), later.date()) == (date(2024, 7, 8), date(2024, 7, 9))


def test_before_the_limit_starts_to_run_moving_can_give_more_than_starting_again():
    """Received on a Friday evening, paused at once: the limit begins on Monday, and so does the supplement."""
    pause = Pause(began_at=datetime(2024, 7, 5, 18), ended_at=datetime(2024, 7, 8, 9))
    case = Case(code="1", status="processing", received_at=datetime(2024, 7, 5, 18), pauses=(pause,))
    limit = TimeLimit.working_days(5)
    again, later = (due(case, limit, "usual", rule) for rule in ("restart", "shift"))
    assert (again.date(), later.date()) == (date(2024, 7, 15), date(2024, 7, 16))


@given(paused(), LIMITS, CALENDARS, MOMENTS)
def test_an_end_is_judged_not_later_than_it_was_nor_before_the_receipt(case, limit, calendar, end):
    found = deadline(case, limit=limit, calendar=CALENDAR[calendar], supplement="subtract")
    judged = found.judged_end(end)
    assert judged == end or case.received_at <= judged <= max(end, case.received_at)


@given(paused(), WHOLE_DAYS, CALENDARS, st.integers(0, 40))
def test_taking_off_the_end_and_moving_the_due_date_agree_on_what_is_late(case, limit, calendar, days):
    pauses = tuple(each for each in case.pauses if each.ended_at)
    subtract, shift = (
        deadline(evolve(case, pauses=pauses), limit=limit, calendar=CALENDAR[calendar], supplement=rule)
        for rule in ("subtract", "shift")
    )
    # An end after the pauses, as of a case that is clean.
    end = max([case.received_at, *(each.ended_at for each in pauses)]) + timedelta(days=days)
    assert (subtract.judged_end(end).date() > subtract.due_at.date()) is (end.date() > shift.due_at.date())


@given(paused(), HOURS, CALENDARS, st.integers(1, 10**6))
def test_they_agree_to_the_second_where_hours_are_counted(case, limit, calendar, seconds):
    pauses = tuple(each for each in case.pauses if each.ended_at)
    subtract, shift = (
        deadline(evolve(case, pauses=pauses), limit=limit, calendar=CALENDAR[calendar], supplement=rule)
        for rule in ("subtract", "shift")
    )
    # What is due at once is due before a session, where the end of the one before is earlier.
    assume(limit.amount)
    # An end in working time: 06:00 is no later than 17:00 of the day before, once time is taken off.
    last = max([case.received_at, *(each.ended_at for each in pauses)])
    end = moved(last, "working_hour", seconds, CALENDAR[calendar])
    assert (subtract.judged_end(end) > subtract.due_at) is (end > shift.due_at)


@given(cases(first=date(2024, 1, 10)), LIMITS, RULES, RECEIPTS)
def test_any_case_has_a_due_date_or_an_error_and_what_is_set_aside_is_said(case, limit, rule, receipt):
    assume(case.received_at)
    terms = {"limit": limit, "calendar": VIETNAM, "supplement": rule, "receipt": receipt}
    found = deadline(case, faults="findings", **terms)
    faulty = any(finding.severity is Severity.ERROR for finding in found.findings)
    assert found.due_at == found.steps[-1].due_after
    assert [before.due_after for before in found.steps] == [after.due_before for after in found.steps[1:]] + [
        found.due_at
    ]
    events = len([each for each in case.pauses if each.ended_at]) + len(case.extensions)
    assert faulty or len(found.steps) == 1 + events
    assert found.explain().count("\n") >= len(found.steps)
    try:
        assert deadline(case, **terms) == found
        assert not faulty
    except InvalidValueError:
        assert faulty


@given(paused(), WHOLE_DAYS, RULES, st.lists(MOMENTS, min_size=2, max_size=2))
def test_a_second_extension_never_counts(case, limit, rule, decided):
    first, second = (Extension(decided_at=at, due_after=at + timedelta(days=30)) for at in decided)
    terms = {"limit": limit, "calendar": VIETNAM, "supplement": rule, "faults": "findings"}
    one, two = (deadline(evolve(case, extensions=each), **terms) for each in ((first,), (first, second)))
    assert (one.steps, one.due_at) == (two.steps, two.due_at)
    assert "second_extension" in [finding.code for finding in two.findings]


def test_parts_of_a_day_are_hours_and_start_again_from_the_hour():
    pause = Pause(began_at=datetime(2024, 7, 8, 9), ended_at=date(2024, 7, 8))
    case = Case(code="1", status="processing", received_at=datetime(2024, 7, 5, 10), pauses=(pause,))
    half, whole = TimeLimit.working_days(Fraction(3, 2)), TimeLimit.working_days(2)
    assert due(case, half, "usual", "restart") == datetime(2024, 7, 10, 11)
    assert due(case, whole, "usual", "restart") == datetime(2024, 7, 10, 7)
