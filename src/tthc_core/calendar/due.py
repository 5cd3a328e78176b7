"""When a case is due, from its receipt and its time limit; and how far a pause moves that.

Bộ luật Dân sự 2015, articles 147–148: the first day is not counted, so n working days are n working days later at the
same clock time; what ends on a day off ends with the next working day. Hours run through the sessions of the working
day; a half day is four of them. Due dates keep their clock time. Where hours are counted, part of a second is
rounded up to a whole one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil
from typing import Any, Literal, TypeAlias, get_args

from .. import vietnamese as vi
from ..errors import CalendarRangeError, near
from ..labelled import member
from ..values import SHORT, refused
from .limit import LimitUnit, TimeLimit
from .moments import closing, moment, opening
from .workdays import WorkCalendar

__all__ = ["ReceiptRule", "due_from", "elapsed", "moved"]

#: What becomes of a receipt outside working time: see :func:`due_from`.
ReceiptRule: TypeAlias = Literal["next_moment", "same_clock", "day_off_is_day_0"]

RULES: tuple[str, ...] = get_args(ReceiptRule)

HOUR = 3600
# A half day is four working hours, so that a day has eight, whatever the hours of the agency.
DAY = 8 * HOUR


def due_from(
    received_at: date | datetime, limit: TimeLimit, calendar: WorkCalendar, receipt: ReceiptRule = "next_moment"
) -> datetime:
    """The moment at which a case is due (ngày hẹn trả): its limit, counted from its receipt.

    Systems differ in what becomes of a case that is received outside working time:

    * ``next_moment``: it counts as received at the next working moment.
    * ``same_clock``: on a day off, as received at the same clock time of the next working day (one platform).
    * ``day_off_is_day_0``: on a day off, for a limit in whole working days, that day is day 0 and the clock time
      stays (one platform).

    The last two act only there; everything else goes by ``next_moment``. A case that is received on a working day
    after the cut-off of the calendar's hours counts as received at the start of the next working day.

    :param received_at: the receipt; a plain date is its 00:00.
    :param limit: the time limit.
    :param calendar: the working days and their hours.
    :param receipt: the rule for a receipt outside working time.
    :raises InvalidValueError: a receipt that is no moment, an unknown rule, …
    :raises CalendarRangeError: the receipt or the result lies outside the calendar.

    >>> saturday, calendar = datetime(2024, 7, 6, 10), WorkCalendar.vietnam()
    >>> print(due_from(saturday, TimeLimit.working_days(1), calendar))
    2024-07-09 07:00:00
    >>> print(due_from(saturday, TimeLimit.working_days(1), calendar, receipt="same_clock"))
    2024-07-09 10:00:00
    >>> print(due_from(saturday, TimeLimit.working_days(1), calendar, receipt="day_off_is_day_0"))
    2024-07-08 10:00:00
    """
    received = moment(opening(received_at), "due_from.received_at", "a datetime or a date")
    if not isinstance(limit, TimeLimit):
        raise refused(limit, "due_from.limit", "a TimeLimit", "Write TimeLimit.working_days(5).")
    _checked(calendar, "due_from.calendar")
    if receipt not in RULES:
        raise refused(receipt, "due_from.receipt", "a rule of receipt", near(receipt, RULES))
    unit, amount = limit.unit, limit.amount
    if unit is LimitUnit.WORKING_HOUR:
        return _seconds_later(_taken(received, calendar, receipt), ceil(amount * HOUR), calendar)
    if unit is LimitUnit.WORKING_DAY:
        days = int(amount)
        stays = receipt == "day_off_is_day_0" and days == amount and not calendar.is_working_day(received.date())
        start = received if stays else _taken(received, calendar, receipt)
        return _seconds_later(_working_days_later(start, days, calendar), ceil((amount - days) * DAY), calendar)
    return _calendar_later(_taken(received, calendar, receipt), int(amount), unit, calendar)


def elapsed(start: date | datetime, end: date | datetime, unit: LimitUnit, calendar: WorkCalendar) -> int:
    """How much time went by between two moments, as the unit of a limit counts it (thời gian đã qua).

    Working days: those after the day of the start, to the day of the end. Working hours: working *seconds*, whole; one
    begun counts. Calendar days and months: days. Where the end is before the start, the count is negative.

    :param start: the first moment; a plain date is its 00:00.
    :param end: the last moment; a plain date is its 23:59:59.
    :param unit: the unit of the limit.
    :param calendar: the working days and their hours.
    :raises InvalidValueError: what is no moment, or no unit.
    :raises CalendarRangeError: a moment outside the calendar, where working time is asked.

    >>> friday, monday, calendar = datetime(2024, 7, 5, 16), datetime(2024, 7, 8, 8), WorkCalendar.vietnam()
    >>> [elapsed(friday, monday, unit, calendar) for unit in ("working_day", "working_hour", "calendar_day")]
    [1, 7200, 3]
    """
    begin = moment(opening(start), "elapsed.start", "a datetime or a date")
    finish = moment(closing(end), "elapsed.end", "a datetime or a date")
    _checked(calendar, "elapsed.calendar")
    match member(LimitUnit, unit, "elapsed.unit"):
        case LimitUnit.WORKING_DAY:
            return calendar.working_days_between(begin.date(), finish.date())
        case LimitUnit.WORKING_HOUR:
            forward = begin <= finish
            seconds = _seconds_between(min(begin, finish), max(begin, finish), calendar)
            return seconds if forward else -seconds
        case _:
            return (finish.date() - begin.date()).days


def moved(due: date | datetime, unit: LimitUnit, ticks: int, calendar: WorkCalendar) -> datetime:
    """A due date moved later by what :func:`elapsed` counted (ngày hẹn trả lùi lại).

    Nothing counted moves nothing. A result on a day off moves on to the next working day, at the same clock time.

    :param due: the due date; a plain date is its 23:59:59.
    :param unit: the unit of the limit.
    :param ticks: working days; working seconds for working hours; calendar days for calendar days and months.
    :param calendar: the working days and their hours.
    :raises InvalidValueError: what is no moment, no unit, or no whole number from 0.
    :raises CalendarRangeError: the due date or the result lies outside the calendar.

    >>> print(moved(datetime(2024, 7, 5, 16), "working_day", 3, WorkCalendar.vietnam()))
    2024-07-10 16:00:00
    """
    start = moment(closing(due), "moved.due", "a datetime or a date")
    counted = member(LimitUnit, unit, "moved.unit")
    _checked(calendar, "moved.calendar")
    if type(ticks) is not int or ticks < 0:
        raise refused(ticks, "moved.ticks", "a whole number, 0 or more", "A pause never makes a case due earlier.")
    if not ticks:
        return start
    match counted:
        case LimitUnit.WORKING_DAY:
            return _working_days_later(start, ticks, calendar)
        case LimitUnit.WORKING_HOUR:
            return _seconds_later(start, ticks, calendar)
        case _:
            return _calendar_later(start, ticks, LimitUnit.CALENDAR_DAY, calendar)


def _checked(calendar: Any, place: str) -> None:
    if not isinstance(calendar, WorkCalendar):
        raise refused(calendar, place, "a WorkCalendar", "WorkCalendar.vietnam() is the one of the law.")


def _taken(received: datetime, calendar: WorkCalendar, receipt: str) -> datetime:
    """The working moment at which a case counts as received, in whole seconds."""
    day, clock, hours = received.date(), received.time(), calendar.hours
    if calendar.is_working_day(day):
        begins = hours.cut_off is None or clock <= hours.cut_off
    elif begins := receipt == "same_clock":
        day = calendar.next_working_day(day)
    at = hours.next_moment(clock) if begins else None
    if at is None:
        day, at = calendar.next_working_day(day), hours.sessions[0][0]
    # Sessions end on whole seconds, so this stays within one.
    return datetime.combine(day, at) + timedelta(microseconds=-at.microsecond % 1_000_000)


def _working_days_later(start: datetime, days: int, calendar: WorkCalendar) -> datetime:
    return datetime.combine(calendar.add_working_days(start.date(), days), start.time())


def _seconds_later(start: datetime, seconds: int, calendar: WorkCalendar) -> datetime:
    """The first moment at which so many working seconds have passed since the start: the end of a session stays."""
    if not seconds:
        return start
    hours, day = calendar.hours, start.date()
    passed = hours.seconds_until(start.time()) if calendar.is_working_day(day) else 0
    days, rest = divmod(passed + seconds - 1, hours.seconds)
    return datetime.combine(
        calendar.add_working_days(calendar.on_or_after(day), days),
        hours.clock_after(rest + 1),
    )


def _seconds_between(begin: datetime, end: datetime, calendar: WorkCalendar) -> int:
    days = calendar.working_days_between(begin.date(), end.date())
    return days * calendar.hours.seconds + _seconds_left(begin, calendar) - _seconds_left(end, calendar)


def _seconds_left(at: datetime, calendar: WorkCalendar) -> int:
    """The working seconds of the day that are still to come."""
    return calendar.hours.seconds - calendar.hours.seconds_until(at.time()) if calendar.is_working_day(at.date()) else 0


def _calendar_later(start: datetime, amount: int, unit: LimitUnit, calendar: WorkCalendar) -> datetime:
    """So many days or months later at the same clock time; from a day off, on the next working day."""
    from dateutil.relativedelta import relativedelta  # only wanted here

    try:
        step = relativedelta(months=amount) if unit is LimitUnit.MONTH else timedelta(days=amount)
        day = start.date() + step
    except (OverflowError, ValueError):  # beyond the year 9999
        covered = f"{vi.format_date(calendar.first)}–{vi.format_date(calendar.last)}"
        later = f"{SHORT.repr(amount)} {unit.replace('_', ' ')}{'s' * (amount != 1)} after {vi.format_date(start)}"
        raise CalendarRangeError(f"the table of working days covers {covered}; {later} is outside.") from None
    # Bộ luật Dân sự 2015, article 148.5.
    return datetime.combine(calendar.on_or_after(day), start.time())
