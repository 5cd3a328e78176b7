"""Counters of time over a frame: how late, how old, how long.

How long each row took becomes one more column, and the rows are counted by it as by any group. What lies in a band, and
what a total adds up, is worked out of those groups, in Python: no engine adds a time up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from ...calendar import LimitUnit, WorkCalendar
from ...errors import CalendarRangeError, InvalidValueError
from ...vietnamese import format_date, format_number
from ..counter import Counter
from ..groups import By, names_of
from ..keys import Key
from ..predicate import ALWAYS, And, Cut, Elapsed, Lasting, Not, Or, Predicate
from ..rules import CountingRules
from .bound import Bound
from .engine import count_frame
from .tables import divided, with_stamp
from .workdays import DAY, SECOND, days_of

__all__ = ["TIME", "UNKNOWN", "asks_a_calendar", "count_with_times", "outside", "with_time"]

TIME, UNKNOWN = "tthc_time", -1
#: Seconds are counted by thousands and by what is left, since hardly two rows took the same number of them.
THOUSAND = 1000
Numbers = Mapping[Key, tuple[int, ...]]


@frozen
class _Band:
    """A counter of time as what does not ask the calendar, and from which time on, below which it counts."""

    counter: Counter
    elapsed: Elapsed
    where: Predicate
    from_: int | None = None
    below: int | None = None

    def takes(self, time: int) -> int:
        """What a row that took so long adds."""
        if self.counter.amount is not None:
            return time
        return int((self.from_ is None or time >= self.from_) and (self.below is None or time < self.below))


def asks_a_calendar(predicate: Predicate) -> bool:
    """Whether it asks how long something took."""
    match predicate:
        case And(parts) | Or(parts):
            return any(map(asks_a_calendar, parts))
        case Not(part):
            return asks_a_calendar(part)
    return isinstance(predicate, Lasting)


def count_with_times(
    bound: Bound, rules: CountingRules, counters: tuple[Counter, ...], by: By, where: Predicate
) -> Numbers:
    """As :func:`.engine.count_frame`, for counters of time too.

    :raises CalendarRangeError: a row that such a counter counts has a day that the calendar does not cover.
    """
    timed = [_band(counter) for counter in counters if counter.amount is not None or asks_a_calendar(counter.where)]
    names = {band.counter.name for band in timed}
    plain = tuple(counter for counter in counters if counter.name not in names)
    if not timed:
        return count_frame(bound, rules, counters, by, where)
    # A count writes down in a bound frame which columns it made.
    rows = count_frame(evolve(bound, made={}, numbered={}), rules, plain, by, where)
    times = {name: dict[Key, int]() for name in names}
    for elapsed in dict.fromkeys(band.elapsed for band in timed):
        bands = [band for band in timed if band.elapsed == elapsed]
        parted = elapsed.unit is LimitUnit.WORKING_HOUR and all(band.counter.amount for band in bands)
        for weight, column in _digits(bound, elapsed, parted=parted):
            for key, time, numbers in _by_time(column, rules, bands, by, where):
                for band, number in zip(bands, numbers, strict=True):
                    if number and time == UNKNOWN:
                        raise outside(band.counter, elapsed.calendar, number)
                    found = times[band.counter.name]
                    found[key] = found.get(key, 0) + number * band.takes(time) * weight
    places = len(plain)
    at = {counter.name: number for number, counter in enumerate(plain)}
    return {
        key: tuple(times[c.name].get(key, 0) if c.name in times else row[at[c.name]] for c in counters) + row[places:]
        for key, row in rows.items()
    }


def _band(counter: Counter) -> _Band:
    asked, rest = list(_lasting(counter.where)), _without(counter.where)
    times = {elapsed for elapsed, *_ in asked} | ({counter.amount} if counter.amount else set())
    if len(times) > 1 or asks_a_calendar(rest) or (asked and counter.amount):
        raise InvalidValueError(f"{counter.name!r} asks a calendar in a way that no frame can be asked.")
    lows = [low for _, low, _ in asked if low is not None]
    highs = [high for *_, high in asked if high is not None]
    return _Band(counter, times.pop(), rest, max(lows, default=None), min(highs, default=None))


def _lasting(predicate: Predicate) -> Iterator[tuple[Elapsed, int | None, int | None]]:
    """What is asked of times: from when on, or below which."""
    match predicate:
        case And(parts):
            for part in parts:
                yield from _lasting(part)
        case Lasting(elapsed, at_least):
            yield elapsed, at_least, None
        case Not(Lasting(elapsed, at_least)):
            yield elapsed, None, at_least


def _without(predicate: Predicate) -> Predicate:
    match predicate:
        case And(parts):
            return And(tuple(map(_without, parts)))
        case Lasting() | Not(Lasting()):
            return ALWAYS
    return predicate


def outside(counter: Counter, calendar: WorkCalendar, number: int) -> CalendarRangeError:
    """The error where the calendar is asked about days that it does not cover."""
    covered = f"{format_date(calendar.first)}–{format_date(calendar.last)}"
    return CalendarRangeError(
        f"the table of working days covers {covered}; {counter.name!r} asks it about other days in "
        f"{format_number(number)} or more rows. Add the years with WorkCalendar.with_days(...), or leave these rows "
        "out with where=."
    )


# -- how long a row took -----------------------------------------------------------------------------------------------


def _by_time(
    bound: Bound, rules: CountingRules, bands: Sequence[_Band], by: By, where: Predicate
) -> Iterator[tuple[Key, int, tuple[int, ...]]]:
    """For each group and time how many rows could count in each band."""
    bare = tuple(Counter(band.counter.name, band.counter.side, band.where) for band in bands)
    for key, row in count_frame(bound, rules, bare, (*names_of(by), TIME), where).items():
        *parts, time = key
        yield parts[0] if isinstance(by, str) else tuple(parts), int(time), row[: len(bare)]


def _digits(bound: Bound, elapsed: Elapsed, *, parted: bool) -> Iterator[tuple[int, Bound]]:
    """The frame with the column of times; parted, once with the thousands, once with what is left."""
    rows = with_time(bound, elapsed, "tthc_took")
    took = nw.col("tthc_took")
    if not parted:
        yield 1, _having(bound, rows.with_columns(took.alias(TIME)))
        return
    rows = rows.with_columns(nw.when(took >= 0).then(took).otherwise(nw.lit(0, nw.Int64)).alias("tthc_some"))
    rows = divided(rows, "tthc_some", THOUSAND, "tthc_thousands")
    thousands, unknown = nw.col("tthc_thousands"), nw.lit(UNKNOWN, nw.Int64)
    for weight, digit in ((THOUSAND, thousands), (1, nw.col("tthc_some") - thousands * THOUSAND)):
        column = nw.when(took >= 0).then(digit).otherwise(unknown)
        yield weight, _having(bound, rows.with_columns(column.alias(TIME)))


def _having(bound: Bound, rows: Any) -> Bound:
    rows = rows.select(*bound.schema, nw.col(TIME).cast(nw.Int64))
    return evolve(bound, frame=rows, schema=rows.collect_schema(), made={}, numbered={})


def with_time(bound: Bound, elapsed: Elapsed, name: str) -> Any:
    """The rows with how long something took, as :func:`..elapsed.lasted`; -1 where the calendar does not cover it."""
    until = elapsed.until
    end = nw.lit(bound.cuts[until], nw.Datetime("us")) if isinstance(until, Cut) else bound.operand(until)
    rows = bound.frame.with_columns(bound.operand(elapsed.since).alias("tthc_a_at"), end.alias("tthc_b_at"))
    days = days_of(elapsed.calendar)
    ran = (nw.col("tthc_a_at") < nw.col("tthc_b_at")).fill_null(value=False).alias("tthc_ran")
    rows = rows.with_columns(ran)
    for place in ("tthc_a", "tthc_b"):
        match elapsed.unit:
            case LimitUnit.WORKING_DAY:
                rows = days.with_until(days.with_place(rows, f"{place}_at", place), place, f"{place}_n")
            case LimitUnit.WORKING_HOUR:
                rows = days.with_place(rows, f"{place}_at", place)
                rows = days.with_day(rows, place, f"{place}_day", f"{place}_works")
                rows = _with_seconds(rows, elapsed.calendar, place)
            case _:
                rows = rows.with_columns(nw.col(f"{place}_at").dt.truncate("1d").alias(f"{place}_on"))
                rows = with_stamp(rows, f"{place}_on", f"{place}_n")
    took = nw.col("tthc_b_n") - nw.col("tthc_a_n")
    rows = rows.with_columns(nw.when(nw.col("tthc_ran")).then(took).otherwise(nw.lit(0, nw.Int64)).alias("tthc_all"))
    rows = rows.with_columns(nw.col("tthc_all").fill_null(UNKNOWN).cast(nw.Int64).alias("tthc_all"))
    if elapsed.unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH):
        return divided(rows, "tthc_all", DAY, name)
    return rows.with_columns(nw.col("tthc_all").alias(name))


def _with_seconds(rows: Any, calendar: WorkCalendar, place: str) -> Any:
    """The rows with the working seconds of the calendar up to a moment; one begun counts."""
    begun = nw.col(f"{place}_since") - nw.col(place) * DAY + (SECOND - 1)
    rows = divided(rows.with_columns(begun.alias(f"{place}_begun")), f"{place}_begun", SECOND, f"{place}_second")
    clock, passed = nw.col(f"{place}_second"), nw.lit(0, nw.Int64)
    for begin, end in calendar.hours.in_seconds:
        inside = nw.when(clock >= end).then(nw.lit(end - begin, nw.Int64)).otherwise(clock - begin)
        passed = passed + nw.when(clock > begin).then(inside).otherwise(nw.lit(0, nw.Int64))
    full, nothing = nw.lit(calendar.hours.seconds, nw.Int64), nw.lit(0, nw.Int64)
    left = nw.when(nw.col(f"{place}_works")).then(full - passed).otherwise(nothing)
    return rows.with_columns((nw.col(f"{place}_day") * calendar.hours.seconds - left).alias(f"{place}_n"))
