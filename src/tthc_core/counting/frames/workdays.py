"""Working days in a frame: the calendar as tables, in which an engine looks the day of each moment up.

A day is its *place* in the calendar, the first one 0; a working day is its *number*, the first one 1. A day that the
calendar does not cover has no place, and no answer: null.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define

from ...calendar import WorkCalendar
from ...errors import InvalidValueError
from ...values import refused
from ..rules import PROVINCIAL_REPORT
from .bound import Bound
from .columns import CaseColumns
from .tables import divided, looked_up, with_stamp

__all__ = ["DAY", "SECOND", "Days", "bare", "days_of", "native", "opened", "with_working_days"]

SECOND, DAY = 1_000_000, 86_400_000_000
EPOCH = datetime(1970, 1, 1).toordinal()


@define(slots=False)
class Days:
    """The working days of a calendar, asked of the rows of a frame; every answer is a column."""

    calendar: WorkCalendar

    # -- the tables ----------------------------------------------------------------------------------------------------

    @property
    def covered(self) -> int:
        """How many days the calendar covers."""
        return self.calendar.last.toordinal() - self.calendar.first.toordinal() + 1

    @cached_property
    def works(self) -> list[bool]:
        """For each place whether it is a working day."""
        first = self.calendar.first.toordinal()
        return [self.calendar.is_working_day(self.calendar.first.fromordinal(first + n)) for n in range(self.covered)]

    @cached_property
    def until(self) -> list[int]:
        """For each place the number of the last working day up to it and with it."""
        return list(accumulate(map(int, self.works)))

    @cached_property
    def working(self) -> list[int]:
        """The places of the working days."""
        return [place for place, works in enumerate(self.works) if works]

    # -- in the engine -------------------------------------------------------------------------------------------------

    def with_place(self, rows: Any, moment: str, name: str) -> Any:
        """The rows with the place of a moment; beside it ``name_stamp``, and ``name_since`` the first day began."""
        rows, stamp = with_stamp(rows, moment, f"{name}_stamp"), nw.col(f"{name}_stamp")
        known = (stamp >= self.begins) & (stamp < self.begins + self.covered * DAY)
        rows = rows.with_columns(nw.when(known).then(stamp - self.begins).alias(f"{name}_since"))
        return divided(rows, f"{name}_since", DAY, name)

    @property
    def begins(self) -> int:
        """The microseconds from 1970 to the first day."""
        return (self.calendar.first.toordinal() - EPOCH) * DAY

    def with_until(self, rows: Any, place: str, name: str) -> Any:
        """The rows with the number of the last working day up to a place and with it."""
        return looked_up(rows, place, self.until, name)

    def with_before(self, rows: Any, place: str, name: str) -> Any:
        """The rows with the number of the last working day before a place."""
        return looked_up(rows, place, [0, *self.until[:-1]], name)

    def with_number(self, rows: Any, number: str, name: str) -> Any:
        """The rows with the place of the working day that has a number."""
        return looked_up(rows, number, self.working, name, first=1)

    def with_day(self, rows: Any, place: str, number: str, works: str) -> Any:
        """As :meth:`with_until`, and whether the day is a working day."""
        # One look-up for both: of a day off the number lies below 0.
        table = [until if works else -1 - until for until, works in zip(self.until, self.works, strict=True)]
        rows, both = looked_up(rows, place, table, f"{number}_both"), nw.col(f"{number}_both")
        return rows.with_columns(
            nw.when(both > 0).then(both).otherwise(-1 - both).alias(number), (both > 0).alias(works)
        )


@lru_cache(maxsize=16)
def days_of(calendar: WorkCalendar) -> Days:
    """The tables of a calendar, which are made once."""
    return Days(calendar)


def with_working_days(
    frame: Any, calendar: WorkCalendar, start: str, end: str, name: str, columns: CaseColumns | None
) -> Any:
    """As :func:`.door.with_working_days` says."""
    bound, days = bare(frame, columns, name, calendar), days_of(calendar)
    rows = bound.frame.with_columns(opened(bound, start).alias("tthc_start"), opened(bound, end).alias("tthc_end"))
    return native(with_between(rows, days, "tthc_start", "tthc_end", name), bound, name)


def with_between(rows: Any, days: Days, start: str, end: str, name: str) -> Any:
    """The rows with the working days between two moments, as :meth:`WorkCalendar.working_days_between` counts them."""
    for at, place in ((start, "tthc_a"), (end, "tthc_b")):
        rows = days.with_place(rows, at, place)
        rows = days.with_before(days.with_until(rows, place, f"{place}_until"), place, f"{place}_before")
    a, b, forward = nw.col("tthc_a"), nw.col("tthc_b"), nw.col("tthc_b_until") - nw.col("tthc_a_until")
    # Backwards the days are those before, so that a working day counts at the end and not at the start.
    backward = nw.col("tthc_b_before") - nw.col("tthc_a_before")
    return rows.with_columns(nw.when(a <= b).then(forward).otherwise(backward).alias(name))


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
    if dtype != nw.Date and name not in bound.columns.date_only:
        return found
    found = found.dt.truncate("1d")
    # Spark gives an instant of its session's zone.
    return found.cast(nw.Datetime("us")) if bound.frame.implementation.is_pyspark() else found


def native(rows: Any, bound: Bound, name: str) -> Any:
    """The frame as it was given, with one column more."""
    return nw.to_native(rows.select(*bound.schema, name))
