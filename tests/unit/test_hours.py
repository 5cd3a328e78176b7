"""Working hours: sessions in order, and the working seconds of a day."""

import pickle
from datetime import UTC, time

import pytest

from tthc_core.calendar.hours import DEFAULT_HOURS, WorkingHours
from tthc_core.errors import InvalidValueError

MORNING, AFTERNOON = (time(7), time(11, 30)), (time(13, 30), time(17))


def test_the_usual_hours():
    assert DEFAULT_HOURS == WorkingHours()
    assert DEFAULT_HOURS.sessions == (MORNING, AFTERNOON)
    assert DEFAULT_HOURS.cut_off is None
    assert DEFAULT_HOURS.seconds == 8 * 3600
    assert str(DEFAULT_HOURS) == "07:00–11:30, 13:30–17:00"


def test_hours_are_values():
    hours = WorkingHours([list(MORNING), list(AFTERNOON)], time(15))
    assert hours == WorkingHours((MORNING, AFTERNOON), cut_off=time(15)) != DEFAULT_HOURS
    assert hash(hours) == hash(pickle.loads(pickle.dumps(hours)))
    assert pickle.loads(pickle.dumps(hours)) == hours
    assert pickle.loads(pickle.dumps(hours)).seconds == 28800
    assert repr(WorkingHours((MORNING,))).startswith("WorkingHours(sessions=((datetime.time(7, 0), ")


@pytest.mark.parametrize(
    ("clock", "following", "passed"),
    [
        (time(0), time(7), 0),
        (time(7), time(7), 0),
        (time(7, 0, 1), time(7, 0, 1), 1),
        (time(7, 0, 1, 1), time(7, 0, 1, 1), 2),
        (time(11, 30), time(11, 30), 16200),
        (time(11, 30, 0, 1), time(13, 30), 16200),
        (time(12), time(13, 30), 16200),
        (time(13, 30), time(13, 30), 16200),
        (time(14, 30), time(14, 30), 19800),
        (time(17), time(17), 28800),
        (time(17, 0, 1), None, 28800),
        (time(23, 59, 59, 999999), None, 28800),
    ],
)
def test_where_a_clock_time_lies_in_the_working_day(clock, following, passed):
    assert DEFAULT_HOURS.next_moment(clock) == following
    assert DEFAULT_HOURS.seconds_until(clock) == passed


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [(0, time(7)), (1, time(7, 0, 1)), (16200, time(11, 30)), (16201, time(13, 30, 1)), (28800, time(17))],
)
def test_the_first_clock_time_after_so_many_seconds(seconds, clock):
    assert DEFAULT_HOURS.clock_after(seconds) == clock
    assert DEFAULT_HOURS.seconds_until(clock) == seconds


@pytest.mark.parametrize("seconds", [-1, 28801])
def test_a_day_has_no_more_seconds_than_its_own(seconds):
    with pytest.raises(InvalidValueError, match=rf"clock_after: {seconds} is not a number of seconds from 0 to 28800"):
        DEFAULT_HOURS.clock_after(seconds)


def test_sessions_may_touch():
    hours = WorkingHours(((time(7), time(12)), (time(12), time(15))))
    assert (hours.seconds, hours.clock_after(5 * 3600), hours.clock_after(6 * 3600)) == (28800, time(12), time(13))


@pytest.mark.parametrize("cut_off", [time(7), time(12), time(15), time(17)])
def test_a_cut_off_lies_within_the_working_day(cut_off):
    assert WorkingHours(cut_off=cut_off).cut_off == cut_off


@pytest.mark.parametrize(
    ("sessions", "cut_off", "words"),
    [
        ((), None, "sessions: () is not one or more pairs"),
        (None, None, "sessions: None is not one or more pairs"),
        ("07:00–17:00", None, "is not one or more pairs of clock times (first, last)."),
        ((time(7), time(17)), None, "is not one or more pairs"),
        (((time(7), time(12), time(17)),), None, "is not one or more pairs"),
        ((("07:00", time(17)),), None, "sessions: '07:00' is not a clock time in whole seconds without a zone. Write"),
        (((time(7), time(17, tzinfo=UTC)),), None, "is not a clock time"),
        (((time(7, 0, 0, 1), time(17)),), None, "is not a clock time"),
        (((time(17), time(7)),), None, "sessions: 17:00–07:00 ends before it begins, or has no length."),
        (((time(7), time(7)),), None, "sessions: 07:00–07:00 ends before"),
        ((AFTERNOON, MORNING), None, "the session from 07:00 begins before the one until 17:00 has ended. Write them"),
        ((MORNING, (time(11), time(17))), None, "the session from 11:00 begins before the one until 11:30 has ended."),
        (
            (MORNING,),
            time(6, 59),
            "cut_off: datetime.time(6, 59) is not a clock time of the working day, 07:00 to 11:3",
        ),
        ((MORNING,), time(11, 31), "is not a clock time of the working day, 07:00 to 11:30. None says that"),
        ((MORNING,), "11:00", "cut_off: '11:00' is not a clock time in whole seconds"),
        ((MORNING,), time(11, tzinfo=UTC), "is not a clock time in whole seconds without a zone"),
    ],
)
def test_what_is_no_working_day_is_refused(sessions, cut_off, words):
    with pytest.raises(InvalidValueError) as caught:
        WorkingHours(sessions, cut_off)
    assert words in str(caught.value)
