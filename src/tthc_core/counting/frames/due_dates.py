"""Due dates of a frame from the limits of its procedures: as :func:`~tthc_core.calendar.due_from`, row by row alike.

A receipt becomes the number of a working day and a clock in seconds. Adding working days adds to the number, adding
hours to both; the calendar then says which day has that number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time, timedelta
from functools import reduce
from math import ceil
from operator import add
from typing import Any

import narwhals.stable.v2 as nw

from ...calendar import LimitUnit, ReceiptRule, TimeLimit, WorkCalendar
from ...calendar.due import DAY, HOUR, RULES
from ...domain import Procedure
from ...errors import InvalidValueError, near
from ...values import refused
from .columns import CaseColumns
from .workdays import Days, bare, native, opened, start_of_day, stepped

__all__ = ["with_due_dates"]

ONE_DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def with_due_dates(
    frame: Any,
    calendar: WorkCalendar,
    limits: Any,
    received: str,
    procedure: str,
    receipt: ReceiptRule,
    name: str,
    columns: CaseColumns | None,
) -> Any:
    """As :func:`.door.with_due_dates` says."""
    if receipt not in RULES:
        raise refused(receipt, "with_due_dates: receipt", "a rule of receipt", near(receipt, RULES))
    codes = _by_limit(limits)
    bound = bare(frame, columns, name, calendar)
    days = Days.of(calendar, bound.frame)
    code = None if isinstance(limits, TimeLimit) else bound.value(procedure).cast(nw.String)
    # What an engine finds in an expression twice it works out twice: each step is a column.
    at, place, number, clock = (nw.col(f"tthc_{one}") for one in ("at", "place", "number", "clock"))
    which = _which(codes, code, bound.frame).alias("tthc_limit")
    rows = bound.frame.with_columns(opened(bound, received).alias("tthc_at"), which)
    rows = rows.with_columns(**_amounts(codes)).with_columns(
        days.place(at).alias("tthc_place"), days.clock(at).alias("tthc_clock")
    )
    rows = days.with_until(rows, "tthc_place", "tthc_number").with_columns(days.is_working(place).alias("tthc_works"))
    taken, is_today = _taken(calendar, receipt, number, clock, nw.col("tthc_works"))
    rows = rows.with_columns(
        _session_of(calendar, clock, is_today).alias("tthc_taken_clock"), taken.alias("tthc_taken")
    )

    number, start = nw.col("tthc_taken"), nw.col("tthc_taken_clock")
    units = {limit.unit for limit in codes}
    rows = rows.with_columns((number + nw.col("tthc_days")).alias("tthc_due"), start.alias("tthc_due_clock"))
    if any(_parts(limit)[1] for limit in codes):
        rows = _hours_later(rows, calendar)
    rows = days.with_number(rows, "tthc_due", "tthc_due_place")
    if units & {LimitUnit.CALENDAR_DAY, LimitUnit.MONTH}:
        rows = _calendar_later(rows, days)
    due = _moved(start_of_day(rows, at), nw.col("tthc_due_place") - place) + _times(nw.col("tthc_due_clock"), SECOND)
    known = ~nw.col("tthc_due_place").is_null()
    if receipt == "day_off_is_day_0":
        rows = _day_0(rows, days)
        kept, stays = nw.col("tthc_kept_place"), nw.col("tthc_stays")
        due = nw.when(stays).then(_moved(at, kept - place)).otherwise(due)
        known = (stays & ~kept.is_null()) | (~stays & known)
    return native(rows.with_columns(nw.when(known & ~place.is_null()).then(due).alias(name)), bound, name)


def _times(number: Any, unit: timedelta) -> Any:
    """So many of a unit of time; none where the number is not known, since not every engine has a missing one."""
    return number.fill_null(0).cast(nw.Int64) * unit


def _moved(moment: Any, days: Any) -> Any:
    return moment + _times(days, ONE_DAY)


# -- the limits --------------------------------------------------------------------------------------------------------


def _by_limit(limits: Any) -> dict[TimeLimit, list[str]]:
    """The codes that each limit has."""
    if isinstance(limits, TimeLimit):
        return {limits: []}
    expected = "a TimeLimit, a mapping of codes to them, or procedures"
    if isinstance(limits, str) or not isinstance(limits, Iterable):
        raise refused(limits, "with_due_dates: limits", expected)
    pairs = limits.items() if isinstance(limits, Mapping) else (_of_procedure(each, expected) for each in limits)
    known: dict[str, TimeLimit] = {}
    for code, limit in pairs:
        if limit is None:
            continue
        if not isinstance(limit, TimeLimit):
            raise refused(limit, "with_due_dates: limits", expected)
        if known.setdefault(code, limit) != limit:
            raise InvalidValueError(
                f"the procedure {code!r} has two limits, {known[code]} and {limit}: give the one that was in force."
            )
    found: dict[TimeLimit, list[str]] = {}
    for code, limit in known.items():
        found.setdefault(limit, []).append(code)
    return found


def _of_procedure(each: Any, expected: str) -> tuple[str, TimeLimit | None]:
    if not isinstance(each, Procedure):
        raise refused(each, "with_due_dates: limits", expected)
    return each.code, each.time_limit


def _parts(limit: TimeLimit) -> tuple[int, int, int, int]:
    """Working days, working seconds, calendar days and months of a limit."""
    match limit.unit:
        case LimitUnit.WORKING_HOUR:
            return 0, ceil(limit.amount * HOUR), 0, 0
        case LimitUnit.WORKING_DAY:
            return int(limit.amount), ceil((limit.amount - int(limit.amount)) * DAY), 0, 0
        case LimitUnit.CALENDAR_DAY:
            return 0, 0, int(limit.amount), 0
    return 0, 0, 0, int(limit.amount)


def _which(codes: Mapping[TimeLimit, list[str]], code: Any | None, frame: Any) -> Any:
    """Which of the limits a row has; missing where it has none."""
    if code is None:
        return nw.lit(0, nw.Int64)
    if codes and frame.implementation.is_polars():  # not every engine can, and this one is four times as fast
        numbers = {one: number for number, of in enumerate(codes.values()) for one in of}
        return code.replace_strict(numbers, default=None, return_dtype=nw.Int64)
    which: Any = nw.when(nw.lit(value=False)).then(nw.lit(0, nw.Int64))
    for number, of in enumerate(codes.values()):
        which = nw.when(code.is_in(of)).then(nw.lit(number, nw.Int64)).otherwise(which)
    return which


def _amounts(codes: Iterable[TimeLimit]) -> dict[str, Any]:
    """The parts of the limit of each row; all missing where it has none."""
    known, which = list(codes), nw.col("tthc_limit")
    found: dict[str, Any] = {}
    for position, name in enumerate(("tthc_days", "tthc_seconds", "tthc_calendar", "tthc_months")):
        steps = [(number, _parts(limit)[position]) for number, limit in enumerate(known)]
        found[name] = nw.when(~which.is_null()).then(stepped(which, steps or [(0, 0)]))
    plain = [n for n, limit in enumerate(known) if limit.unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)]
    whole = [
        n for n, limit in enumerate(known) if limit.unit is LimitUnit.WORKING_DAY and isinstance(limit.amount, int)
    ]
    for name, some in (("tthc_plain", plain), ("tthc_whole", whole)):
        found[name] = which.is_in(some).fill_null(value=False) if some else nw.lit(value=False)
    return found


# -- from the receipt to the working moment at which it is taken -------------------------------------------------------


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def _sessions(calendar: WorkCalendar) -> list[tuple[int, int]]:
    return [(_seconds(begin), _seconds(end)) for begin, end in calendar.hours.sessions]


def _taken(calendar: WorkCalendar, receipt: str, number: Any, clock: Any, works: Any) -> tuple[Any, Any]:
    """The number of the working day on which a case is taken, and whether that is with the clock of its receipt."""
    last = _sessions(calendar)[-1][1]
    cut_off = calendar.hours.cut_off
    until = last if cut_off is None else min(last, _seconds(cut_off))
    is_today = works & (clock <= until)
    day = number
    if receipt == "same_clock":
        is_today = is_today | (~works & (clock <= last))
        one, nothing = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
        day = number + nw.when(works).then(nothing).otherwise(one)
    return nw.when(is_today).then(day).otherwise(day + 1), is_today


def _session_of(calendar: WorkCalendar, clock: Any, is_today: Any) -> Any:
    """The clock at which it is taken: its own, or that of the next session."""
    sessions = _sessions(calendar)
    found = nw.lit(sessions[-1][0], nw.Int64)
    for begin, end in reversed(sessions):
        at = nw.when(clock < begin).then(nw.lit(begin, nw.Int64)).otherwise(clock)
        found = nw.when(clock <= end).then(at).otherwise(found)
    return nw.when(is_today).then(found).otherwise(nw.lit(sessions[0][0], nw.Int64))


# -- what is added -----------------------------------------------------------------------------------------------------


def _hours_later(rows: Any, calendar: WorkCalendar) -> Any:
    """Working seconds later: full days go to the number, the rest to the clock; the end of a session stays."""
    sessions, day = _sessions(calendar), calendar.hours.seconds
    clock, seconds, nothing = nw.col("tthc_due_clock"), nw.col("tthc_seconds"), nw.lit(0, nw.Int64)
    passed = reduce(
        add,
        (
            nw.when(clock <= begin)
            .then(nothing)
            .otherwise(nw.when(clock >= end).then(nw.lit(end - begin, nw.Int64)).otherwise(clock - begin))
            for begin, end in sessions
        ),
    )
    rows = rows.with_columns((passed + seconds - 1).alias("tthc_total"))
    rows = rows.with_columns((nw.col("tthc_total") // day).alias("tthc_full"))
    left = nw.col("tthc_total") - nw.col("tthc_full") * day + 1
    rows = rows.with_columns(left.alias("tthc_left"))
    left, before, after = nw.col("tthc_left"), 0, None
    ends = []
    for begin, end in sessions:
        ends.append((before + end - begin, begin - before))
        before += end - begin
    for until, shift in reversed(ends):
        after = left + shift if after is None else nw.when(left <= until).then(left + shift).otherwise(after)
    has = seconds > 0
    return rows.with_columns(
        nw.when(has).then(nw.col("tthc_due") + nw.col("tthc_full")).otherwise(nw.col("tthc_due")).alias("tthc_due"),
        nw.when(has).then(after).otherwise(clock).alias("tthc_due_clock"),
    )


def _day_0(rows: Any, days: Days) -> Any:
    """Of a receipt on a day off, for a limit in whole working days, that day is day 0."""
    stays = ~nw.col("tthc_works") & nw.col("tthc_whole")
    number = nw.col("tthc_number") + nw.col("tthc_days")
    rows = rows.with_columns(nw.when(stays).then(number).alias("tthc_due"), stays.alias("tthc_stays"))
    found = nw.when(nw.col("tthc_days") == 0).then(nw.col("tthc_place")).otherwise(days.number(nw.col("tthc_due")))
    return rows.with_columns(found.alias("tthc_kept_place"))


def _calendar_later(rows: Any, days: Days) -> Any:
    """Calendar days and months later; from a day off, on the next working day."""
    at, place, due = nw.col("tthc_at"), nw.col("tthc_place"), nw.col("tthc_due_place")
    first = days.calendar.first
    start = _moved(start_of_day(rows, at), due - place)
    rows = rows.with_columns(start.alias("tthc_start"))
    start = nw.col("tthc_start")
    month = (start.dt.year() - first.year) * 12 + start.dt.month() - 1 + nw.col("tthc_months")
    rows = rows.with_columns(month.alias("tthc_month"), start.dt.day().alias("tthc_day"))
    begins, length = days.month(nw.col("tthc_month"))
    rows = rows.with_columns(begins.alias("tthc_begins"), length.alias("tthc_length"))
    day = nw.when(nw.col("tthc_day") > nw.col("tthc_length")).then(nw.col("tthc_length")).otherwise(nw.col("tthc_day"))
    by_month = nw.col("tthc_begins") + day - 1
    later = nw.when(nw.col("tthc_months") > 0).then(by_month).otherwise(due + nw.col("tthc_calendar"))
    rows = rows.with_columns(later.alias("tthc_later"))
    later = nw.col("tthc_later")
    inside = (later >= 0) & (later < days.covered)
    rows = rows.with_columns(nw.when(inside).then(later).alias("tthc_later"))
    rows = rows.with_columns(days.until(later).alias("tthc_until"), days.is_working(later).alias("tthc_on"))
    on_or_after = nw.when(nw.col("tthc_on")).then(later).otherwise(days.number(nw.col("tthc_until") + 1))
    found = nw.when(nw.col("tthc_plain")).then(on_or_after).otherwise(due)
    return rows.with_columns(found.alias("tthc_due_place"))
