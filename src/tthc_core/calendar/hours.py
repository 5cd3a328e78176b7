"""The working hours of a day, and the arithmetic of working seconds within it.

A day is its sessions and nothing else: 11:30 and 13:30 are the same point of working time, and both are working
time. Counted in seconds from the day's first session, the working day of 07:00–11:30 and 13:30–17:00 runs from 0 to
28.800.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from ..errors import InvalidValueError
from ..values import refused

__all__ = ["DEFAULT_HOURS", "WorkingHours", "second_of"]

SECOND = timedelta(seconds=1)


@frozen
class WorkingHours:
    """The working hours of a day (giờ làm việc), the same on every working day of a calendar.

    :param sessions: the sessions of a day, each a first and a last moment, in order; both ends are working time.
    :param cut_off: the clock time after which a case is passed on only at the start of the next working day, 15:00 by
        Nghị định 61/2018/NĐ-CP, article 18; None where there is none.
    :raises InvalidValueError: no session, sessions out of order or overlapping, a cut-off outside the working day.

    >>> hours = WorkingHours(((time(8), time(12)), (time(13), time(17))), cut_off=time(15))
    >>> print(hours)
    08:00–12:00, 13:00–17:00
    >>> hours.seconds == 8 * 3600
    True
    """

    sessions: tuple[tuple[time, time], ...] = ((time(7), time(11, 30)), (time(13, 30), time(17)))
    cut_off: time | None = None
    #: The working seconds of a day.
    seconds: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        sessions = _sessions(self.sessions)
        first, last = sessions[0][0], sessions[-1][1]
        if self.cut_off is not None and not first <= _clock(self.cut_off, "WorkingHours.cut_off") <= last:
            expected = f"a clock time of the working day, {first:%H:%M} to {last:%H:%M}"
            raise refused(self.cut_off, "WorkingHours.cut_off", expected, "None says that there is none.")
        object.__setattr__(self, "sessions", sessions)
        object.__setattr__(self, "seconds", sum(second_of(end) - second_of(begin) for begin, end in sessions))

    @property
    def in_seconds(self) -> tuple[tuple[int, int], ...]:
        """The sessions as seconds of the day."""
        return tuple((second_of(begin), second_of(end)) for begin, end in self.sessions)

    def next_moment(self, clock: time) -> time | None:
        """The clock time itself where it is working time, else the beginning of the next session; None after the last.

        >>> [DEFAULT_HOURS.next_moment(clock) for clock in (time(12, 15), time(17), time(17, 1))]
        [datetime.time(13, 30), datetime.time(17, 0), None]
        """
        return next((max(begin, clock) for begin, end in self.sessions if clock <= end), None)

    def seconds_until(self, clock: time) -> int:
        """How many working seconds of a day have passed at a clock time; a second begun counts.

        >>> DEFAULT_HOURS.seconds_until(time(12, 15)) == 4.5 * 3600
        True
        """
        now = second_of(clock) + (clock.microsecond > 0)
        return sum(max(0, min(now, second_of(end)) - second_of(begin)) for begin, end in self.sessions)

    def clock_after(self, seconds: int) -> time:
        """The first clock time at which so many working seconds of a day have passed, so the end of a session stays.

        :raises InvalidValueError: negative, or more than a day has.

        >>> DEFAULT_HOURS.clock_after(16200), DEFAULT_HOURS.clock_after(16201)
        (datetime.time(11, 30), datetime.time(13, 30, 1))
        """
        left = seconds
        for begin, end in self.sessions:
            length = second_of(end) - second_of(begin)
            if 0 <= left <= length:
                return (datetime.combine(date.min, begin) + left * SECOND).time()
            left -= length
        raise refused(seconds, "WorkingHours.clock_after", f"a number of seconds from 0 to {self.seconds}")

    def __str__(self) -> str:
        return ", ".join(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in self.sessions)


def second_of(clock: time) -> int:
    """The second of the day at which a clock time stands."""
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def _clock(value: Any, place: str) -> time:
    if not isinstance(value, time) or value.tzinfo is not None or value.microsecond:
        raise refused(value, place, "a clock time in whole seconds without a zone", "Write time(7, 30) for 07:30.")
    return value


def _sessions(value: Any) -> tuple[tuple[time, time], ...]:
    place = "WorkingHours.sessions"
    pairs = isinstance(value, tuple | list) and all(isinstance(each, tuple | list) and len(each) == 2 for each in value)
    if not pairs or not value:
        raise refused(value, place, "one or more pairs of clock times (first, last)")
    sessions = tuple((_clock(begin, place), _clock(end, place)) for begin, end in value)
    for begin, end in sessions:
        if end <= begin:
            raise InvalidValueError(f"{place}: {begin:%H:%M}–{end:%H:%M} ends before it begins, or has no length.")
    for (_, end), (begin, _) in pairwise(sessions):
        if begin < end:
            raise InvalidValueError(
                f"{place}: the session from {begin:%H:%M} begins before the one until {end:%H:%M} has ended. "
                "Write them in order."
            )
    return sessions


#: 07:00–11:30 and 13:30–17:00, the usual hours, without a cut-off.
DEFAULT_HOURS = WorkingHours()
