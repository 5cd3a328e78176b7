"""Working days in a frame: the table of a calendar as expressions, the same for every engine, and no join.

Working days are those of whole weeks, Monday to Friday, and a correction that changes with each holiday and make-up
day. A tree of comparisons finds the correction, so that nothing is fetched, rows keep their order, and a lazy frame
stays lazy. A day that the calendar does not cover has no answer: null.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, groupby
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define

from ...calendar import WorkCalendar
from ...errors import InvalidValueError
from ...values import refused
from ..rules import PROVINCIAL_REPORT
from .bound import Bound
from .columns import CaseColumns

__all__ = ["Days", "bare", "native", "opened", "start_of_day", "stepped", "with_working_days"]

WEEK, FIVE = 7, 5
SECOND, DAY = 1_000_000, 86_400_000_000
EPOCH = date(1970, 1, 1).toordinal()
Steps = list[tuple[int, int]]
"""A whole number from each place on, the places ascending."""


@define(slots=False)
class Days:
    """The working days of a calendar as expressions over the days of a frame."""

    calendar: WorkCalendar
    stamped: bool = False
    """Whether the engine gives a moment as microseconds; it is the faster way."""

    @classmethod
    def of(cls, calendar: WorkCalendar, frame: Any) -> Days:
        """For the frames of an engine."""
        engine = frame.implementation
        return cls(calendar, engine.is_polars() or engine.is_pyarrow() or engine.is_pandas())

    # -- the table, in Python ------------------------------------------------------------------------------------------

    @cached_property
    def working(self) -> list[int]:
        """The places of the working days; the first day of the calendar has place 0."""
        days = range(self.covered)
        first = self.calendar.first.toordinal()
        return [day for day in days if self.calendar.is_working_day(self.calendar.first.fromordinal(first + day))]

    @property
    def covered(self) -> int:
        return self.calendar.last.toordinal() - self.calendar.first.toordinal() + 1

    @property
    def monday(self) -> int:
        """How many days the Monday before the first day lies back."""
        return self.calendar.first.weekday()

    @cached_property
    def extra(self) -> dict[int, int]:
        """The working days at weekends: which one it is, and its place."""
        return {number: place for number, place in enumerate(self.working, 1) if (place + self.monday) % WEEK >= FIVE}

    @cached_property
    def totals(self) -> list[int]:
        """For each place how many working days there are up to it and with it."""
        working = set(self.working)
        return list(accumulate(int(day in working) for day in range(self.covered)))

    @cached_property
    def off(self) -> list[int]:
        """The places of the days off from Monday to Friday."""
        working = set(self.working)
        return [day for day in range(self.covered) if day not in working and (day + self.monday) % WEEK < FIVE]

    # -- in the engine -------------------------------------------------------------------------------------------------

    def place(self, moment: Any) -> Any:
        """Which day it is; null where the calendar does not cover it."""
        first = self.calendar.first
        if self.stamped:
            place = moment.dt.timestamp("us") // DAY - (first.toordinal() - EPOCH)
        else:
            year = moment.dt.year() - 1
            place = year * 365 + year // 4 - year // 100 + year // 400 + moment.dt.ordinal_day() - first.toordinal()
        return nw.when((place >= 0) & (place < self.covered)).then(place)

    def clock(self, moment: Any) -> Any:
        """The second of the day; a second begun counts."""
        if self.stamped:
            stamp = moment.dt.timestamp("us")
            return (stamp - stamp // DAY * DAY + (SECOND - 1)) // SECOND
        hour, minute = moment.dt.hour() * nw.lit(3600, nw.Int64), moment.dt.minute() * nw.lit(60, nw.Int64)
        begun = nw.when(moment.dt.microsecond() > 0).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
        return hour + minute + moment.dt.second() + begun

    def is_working(self, place: Any) -> Any:
        """Whether a day is a working day."""
        at = place + self.monday
        ordinary = (at - at // WEEK * WEEK) < FIVE
        return (ordinary & ~place.is_in(self.off)) | place.is_in(list(self.extra.values()))

    def until(self, place: Any) -> Any:
        """How many working days there are up to a day and with it."""
        steps = [(day, until - _weekdays(day + self.monday)) for day, until in enumerate(self.totals)]
        at = place + self.monday
        of_week = at - at // WEEK * WEEK
        weekdays = at // WEEK * FIVE + nw.when(of_week < FIVE).then(of_week + 1).otherwise(nw.lit(FIVE))
        return weekdays + stepped(place, _runs(steps))

    def with_until(self, rows: Any, place: str, name: str) -> Any:
        """The rows with :meth:`until` of a column of places."""
        if rows.implementation.is_polars():
            return _gathered(rows, place, name, 0, self.totals)
        return rows.with_columns(self.until(nw.col(place)).alias(name))

    def with_number(self, rows: Any, number: str, name: str) -> Any:
        """The rows with :meth:`number` of a column of numbers."""
        if rows.implementation.is_polars():
            return _gathered(rows, number, name, 1, self.working)
        return rows.with_columns(self.number(nw.col(number)).alias(name))

    def month(self, month: Any) -> tuple[Any, Any]:
        """The place of the first day of a month, counted from January of the first year, and how many days it has."""
        years = range(self.calendar.first.year, self.calendar.last.year + 1)
        firsts = [date(year, month, 1) for year in years for month in range(1, 13)]
        places = [(n, day.toordinal() - self.calendar.first.toordinal()) for n, day in enumerate(firsts)]
        lengths = [(n, monthrange(day.year, day.month)[1]) for n, day in enumerate(firsts)]
        known = (month >= 0) & (month < len(firsts))
        return nw.when(known).then(stepped(month, places)), stepped(month, _runs(lengths))

    def number(self, number: Any) -> Any:
        """The place of the so-manyeth working day; null where the calendar has fewer."""
        steps = [
            (one, _weekdays(place + self.monday) - one)
            for one, place in enumerate(self.working, 1)
            if one not in self.extra
        ]
        weekday = number + stepped(number, _runs(steps)) - 1
        found = weekday // FIVE * WEEK + (weekday - weekday // FIVE * FIVE) - self.monday
        if self.extra:
            places = sorted(self.extra.items())
            found = nw.when(number.is_in(list(self.extra))).then(stepped(number, places)).otherwise(found)
        return nw.when((number >= 1) & (number <= len(self.working))).then(found)


def with_working_days(
    frame: Any, calendar: WorkCalendar, start: str, end: str, name: str, columns: CaseColumns | None
) -> Any:
    """As :func:`.door.with_working_days` says."""
    bound = bare(frame, columns, name, calendar)
    days = Days.of(calendar, bound.frame)
    rows = bound.frame.with_columns(
        days.place(opened(bound, start)).alias("tthc_a"), days.place(opened(bound, end)).alias("tthc_b")
    )
    for at, until in (("tthc_a", "tthc_until_a"), ("tthc_b", "tthc_until_b")):
        rows = days.with_until(rows, at, until)
    a, b, one, nothing = nw.col("tthc_a"), nw.col("tthc_b"), nw.lit(1), nw.lit(0)
    # Backwards the days are those before, so that a working day counts at the end and not at the start.
    work_a, work_b = (nw.when(days.is_working(at)).then(one).otherwise(nothing) for at in (a, b))
    rows = rows.with_columns((nw.col("tthc_until_b") - nw.col("tthc_until_a")).alias("tthc_n"))
    rows = rows.with_columns((nw.col("tthc_n") - work_b + work_a).alias("tthc_before"))
    found = nw.when(a <= b).then(nw.col("tthc_n")).otherwise(nw.col("tthc_before"))
    return native(rows.with_columns(found.alias(name)), bound, name)


def bare(frame: Any, columns: CaseColumns | None, name: str, calendar: Any) -> Bound:
    """A frame of which nothing is counted, with its columns; lazy where its engine can be."""
    if not isinstance(calendar, WorkCalendar):
        raise refused(calendar, "calendar", "a WorkCalendar", "WorkCalendar.vietnam() is the one of the law.")
    given = nw.from_native(frame)
    schema = given.collect_schema()
    if name in schema:
        raise InvalidValueError(f"the frame has a column {name!r} already: give another name=.")
    return Bound(given, CaseColumns() if columns is None else columns, schema, {}, PROVINCIAL_REPORT)


def opened(bound: Bound, name: str) -> Any:
    """A moment; of a day, its beginning.

    :raises InvalidValueError: the column holds neither.
    """
    column = bound.column(name)
    dtype, found = bound.schema[column], bound.moment(name)
    if dtype != nw.Date and not isinstance(dtype, nw.Datetime):
        raise InvalidValueError(f"column {column!r} holds {dtype}, expected moments or dates: convert it before.")
    return start_of_day(bound.frame, found) if dtype == nw.Date or name in bound.columns.date_only else found


def start_of_day(frame: Any, moment: Any) -> Any:
    """The beginning of the day, in local time."""
    found = moment.dt.truncate("1d")
    # Spark gives an instant of its session's zone.
    return found.cast(nw.Datetime("us")) if frame.implementation.is_pyspark() else found


def native(rows: Any, bound: Bound, name: str) -> Any:
    """The frame as it was given, with one column more."""
    return nw.to_native(rows.select(*bound.schema, name))


def _gathered(rows: Any, at: str, name: str, first: int, values: Sequence[int]) -> Any:
    """The rows with the value that each number points at, the first of them at `first`.

    Polars takes them from the table in a sixth of the time that the comparisons need.
    """
    import polars as pl

    index = pl.col(at) - first
    known = pl.when(index.is_between(0, len(values) - 1)).then(index)
    return nw.from_native(
        nw.to_native(rows).with_columns(pl.lit(pl.Series(values, dtype=pl.Int64)).gather(known).alias(name))
    )


def _weekdays(day: int) -> int:
    """How many days from Monday to Friday there are from a Monday on, up to a day and with it."""
    return day // WEEK * FIVE + min(day % WEEK + 1, FIVE)


def _runs(values: Iterable[tuple[int, int]]) -> Steps:
    """The places at which a value is another than the one before."""
    return [next(run) for _, run in groupby(values, key=lambda step: step[1])]


def stepped(at: Any, steps: Sequence[tuple[int, int]]) -> Any:
    """The value from the last of the places that is reached."""
    if len(steps) == 1:
        return nw.lit(steps[0][1])
    middle = len(steps) // 2
    before, after = stepped(at, steps[:middle]), stepped(at, steps[middle:])
    return nw.when(at < steps[middle][0]).then(before).otherwise(after)
