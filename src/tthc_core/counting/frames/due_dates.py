"""Due dates of a frame from the limits of its procedures: as :func:`~tthc_core.calendar.due_from`, row by row alike.

A receipt becomes the number of a working day and a clock in seconds. Adding working days adds to the number, adding
hours to both; the calendar then says which day has that number. For calendar days and months a table says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from math import ceil
from typing import Any

import narwhals.stable.v2 as nw

from ...calendar import LimitUnit, ReceiptRule, TimeLimit, WorkCalendar, due_from
from ...calendar.due import DAY as WORKED
from ...calendar.due import HOUR, RULES
from ...calendar.hours import second_of
from ...domain import Procedure
from ...errors import CalendarRangeError, InvalidValueError, near
from ...values import refused
from .columns import CaseColumns
from .tables import divided, looked_up, numbered, with_moment
from .workdays import DAY, SECOND, Days, bare, days_of, native, opened

__all__ = ["with_due", "with_due_dates"]

PLAIN = (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)
NOWHERE = -1


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
    known = _by_code(limits)
    bound, days = bare(frame, columns, name, calendar), days_of(calendar)
    rows = days.with_place(bound.frame.with_columns(opened(bound, received).alias("tthc_at")), "tthc_at", "tthc_place")
    several = not isinstance(limits, TimeLimit)
    if several:
        rows = numbered(rows.with_columns(bound.value(procedure).alias("tthc_code")), "tthc_code", known, "tthc_limit")
    return native(with_due(rows, days, list(known.values()), receipt, name, several=several), bound, name)


def with_due(
    rows: Any, days: Days, limits: Sequence[TimeLimit], receipt: ReceiptRule, name: str, *, several: bool = True
) -> Any:
    """The rows with their due date, of rows with ``tthc_place``, and ``tthc_limit``, which of the limits each has.

    :param several: whether there is that column; without it all rows have the one limit.
    """
    # What an engine finds in an expression twice it works out twice: each step is a column.
    rows = _taken(days.with_day(rows, "tthc_place", "tthc_number", "tthc_works"), days.calendar, receipt)
    different = list(dict.fromkeys(limits))
    plain = [limit for limit in different if limit.unit in PLAIN]
    parts: dict[str, Callable[[TimeLimit], int]] = {"tthc_days": _days}
    parts |= {"tthc_seconds": _seconds} if any(map(_seconds, different)) else {}
    parts |= {"tthc_plain": _number_in(plain)} if plain else {}
    parts |= {"tthc_whole": _is_whole} if receipt == "day_off_is_day_0" else {}
    for part, number in parts.items():
        of = {limit: number(limit) for limit in different}
        rows = _with_part(rows, part, [of[limit] for limit in limits], several=several)
    rows = rows.with_columns(
        (nw.col("tthc_taken") + nw.col("tthc_days")).alias("tthc_due"), nw.col("tthc_clock").alias("tthc_due_clock")
    )
    if "tthc_seconds" in parts:
        rows = _hours_later(rows, days.calendar)
    rows = days.with_number(rows, "tthc_due", "tthc_day")
    if plain:
        rows = _calendar_later(rows, plain, days)
    found = nw.col("tthc_day") * DAY + nw.col("tthc_due_clock") * SECOND + days.begins
    if receipt == "day_off_is_day_0":
        rows = _day_0(rows, days)
        kept = nw.col("tthc_place_stamp") + (nw.col("tthc_kept") - nw.col("tthc_place")) * DAY
        found = nw.when(nw.col("tthc_stays")).then(kept).otherwise(found)
    return with_moment(rows.with_columns(found.alias("tthc_stamp")), "tthc_stamp", name)


# -- the limits --------------------------------------------------------------------------------------------------------


def _by_code(limits: Any) -> dict[str, TimeLimit]:
    """The limit of each code; of all rows under no code."""
    if isinstance(limits, TimeLimit):
        return {"": limits}
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
    return known


def _of_procedure(each: Any, expected: str) -> tuple[str, TimeLimit | None]:
    if not isinstance(each, Procedure):
        raise refused(each, "with_due_dates: limits", expected)
    return each.code, each.time_limit


def _days(limit: TimeLimit) -> int:
    return int(limit.amount) if limit.unit is LimitUnit.WORKING_DAY else 0


def _seconds(limit: TimeLimit) -> int:
    """The working seconds beside whole working days."""
    if limit.unit is LimitUnit.WORKING_HOUR:
        return ceil(limit.amount * HOUR)
    return ceil((limit.amount - int(limit.amount)) * WORKED) if limit.unit is LimitUnit.WORKING_DAY else 0


def _is_whole(limit: TimeLimit) -> int:
    return int(limit.unit is LimitUnit.WORKING_DAY and isinstance(limit.amount, int))


def _number_in(limits: Sequence[TimeLimit]) -> Callable[[TimeLimit], int]:
    return lambda limit: limits.index(limit) if limit in limits else NOWHERE


def _with_part(rows: Any, name: str, values: Sequence[int], *, several: bool) -> Any:
    """The rows with a part of their limit; missing where they have none."""
    if len(set(values)) > 1:
        return looked_up(rows, "tthc_limit", values, name)
    of_all = nw.lit(next(iter(values), None), nw.Int64)
    return rows.with_columns((nw.when(~nw.col("tthc_limit").is_null()).then(of_all) if several else of_all).alias(name))


# -- from the receipt to the working moment at which it is taken -------------------------------------------------------


def _taken(rows: Any, calendar: WorkCalendar, receipt: str) -> Any:
    """The rows with the number of the working day on which a case is taken, and the clock, a second begun counting."""
    sessions, cut_off = calendar.hours.in_seconds, calendar.hours.cut_off
    last = sessions[-1][1]
    until = last if cut_off is None else min(last, second_of(cut_off))
    since, place = nw.col("tthc_place_since"), nw.col("tthc_place")
    rows = rows.with_columns((since - place * DAY + (SECOND - 1)).alias("tthc_begun"))
    rows = divided(rows, "tthc_begun", SECOND, "tthc_second")
    clock, works, day = nw.col("tthc_second"), nw.col("tthc_works"), nw.col("tthc_number")
    is_today = works & (clock <= until)
    if receipt == "same_clock":
        is_today = is_today | (~works & (clock <= last))
        one, nothing = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
        day = day + nw.when(works).then(nothing).otherwise(one)
    rows = rows.with_columns(is_today.alias("tthc_today"))
    found = nw.lit(sessions[-1][0], nw.Int64)
    for begin, end in reversed(sessions):
        at = nw.when(clock < begin).then(nw.lit(begin, nw.Int64)).otherwise(clock)
        found = nw.when(clock <= end).then(at).otherwise(found)
    today = nw.col("tthc_today")
    return rows.with_columns(
        nw.when(today).then(day).otherwise(day + 1).alias("tthc_taken"),
        nw.when(today).then(found).otherwise(nw.lit(sessions[0][0], nw.Int64)).alias("tthc_clock"),
    )


# -- what is added -----------------------------------------------------------------------------------------------------


def _hours_later(rows: Any, calendar: WorkCalendar) -> Any:
    """Working seconds later: full days go to the number, the rest to the clock; the end of a session stays."""
    day, clock, seconds = calendar.hours.seconds, nw.col("tthc_clock"), nw.col("tthc_seconds")
    before, clocks, worked = 0, [], []
    for begin, end in calendar.hours.in_seconds:
        # In a session the clock is so many seconds ahead of the working seconds of the day.
        clocks.append((end, before - begin))
        worked.append((before + end - begin, begin - before))
        before += end - begin
    rows = rows.with_columns((_shifted(clock, clocks) + seconds - 1).alias("tthc_total"))
    rows = divided(rows, "tthc_total", day, "tthc_full")
    rows = rows.with_columns((nw.col("tthc_total") - nw.col("tthc_full") * day + 1).alias("tthc_left"))
    due, has = nw.col("tthc_due"), seconds > 0
    return rows.with_columns(
        nw.when(has).then(due + nw.col("tthc_full")).otherwise(due).alias("tthc_due"),
        nw.when(has).then(_shifted(nw.col("tthc_left"), worked)).otherwise(clock).alias("tthc_due_clock"),
    )


def _shifted(seconds: Any, sessions: Sequence[tuple[int, int]]) -> Any:
    """The seconds, moved as the first session says that they do not go beyond."""
    found = seconds + sessions[-1][1]
    for until, shift in reversed(sessions[:-1]):
        found = nw.when(seconds <= until).then(seconds + shift).otherwise(found)
    return found


def _calendar_later(rows: Any, limits: Sequence[TimeLimit], days: Days) -> Any:
    """Calendar days and months after the day on which a case is taken; from a day off, on the next working day."""
    table = [place for limit in limits for place in _places(days.calendar, limit)]
    width = len(table) // len(limits)
    plain, taken = nw.col("tthc_plain"), nw.col("tthc_taken")
    rows = rows.with_columns(nw.when(plain != NOWHERE).then(plain * width + taken).alias("tthc_index"))
    rows = looked_up(rows, "tthc_index", table, "tthc_later")
    later, day = nw.col("tthc_later"), nw.col("tthc_day")
    found = nw.when(plain == NOWHERE).then(day).otherwise(nw.when(later != NOWHERE).then(later))
    return rows.with_columns(found.alias("tthc_day"))


@lru_cache(maxsize=256)
def _places(calendar: WorkCalendar, limit: TimeLimit) -> tuple[int, ...]:
    """For the number of each working day the place of the day that is so much later, where the calendar covers it."""
    first = calendar.first.toordinal()

    def later(place: int) -> int:
        day = calendar.first.fromordinal(first + place)
        try:
            found = due_from(datetime.combine(day, calendar.hours.sessions[0][0]), limit, calendar)
        except CalendarRangeError:
            return NOWHERE
        return found.toordinal() - first

    # No working day has the number 0, and the one after the last has no place.
    return (NOWHERE, *map(later, days_of(calendar).working), NOWHERE)


def _day_0(rows: Any, days: Days) -> Any:
    """Of a receipt on a day off, for a limit in whole working days, that day is day 0, and the clock stays as it is."""
    stays = ~nw.col("tthc_works") & (nw.col("tthc_whole") == 1)
    number, added = nw.col("tthc_number"), nw.col("tthc_days")
    rows = rows.with_columns(nw.when(added > 0).then(number + added).alias("tthc_kept_n"), stays.alias("tthc_stays"))
    rows = days.with_number(rows, "tthc_kept_n", "tthc_kept_day")
    return rows.with_columns(
        nw.when(added == 0).then(nw.col("tthc_place")).otherwise(nw.col("tthc_kept_day")).alias("tthc_kept")
    )
