"""The rows of a frame behind a figure, as a frame of the same kind: what is lazy stays lazy."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve

from ...calendar import Period, WorkCalendar
from ...domain import CaseStatus, Channel
from ...errors import CalendarRangeError, InvalidValueError
from ...values import refused
from ...vietnamese import format_date
from ..counter import Counter, listed
from ..groups import CASE_GROUPS, Group, grouping, names_of
from ..keys import ENUMS, Key, checked_key
from ..objects import Window, definition
from ..plan import Algebra
from ..predicate import ALWAYS, END, And, Before, Cut, Not, Or, Predicate
from ..rules import CountingRules
from ..subjects import CASES
from ..terms import DUE_AT, DUE_IN_FORCE, NEVER, expand
from .bound import Bound
from .columns import CaseColumns
from .engine import bound_frame, countable
from .expressions import truth
from .times import TIME, UNKNOWN, asks_a_calendar, outside, with_time
from .workdays import days_of

__all__ = ["frame_behind", "times_of_frame"]

DAYS_LATE = "days_late"


def frame_behind(
    frame: Any,
    period: Period,
    counter: str | Counter,
    key: Key = None,
    *,
    by: str | Sequence[str] | None,
    rules: CountingRules,
    as_of: date | None,
    where: Predicate | None,
    columns: CaseColumns | None,
    pauses: Any,
    calendar: WorkCalendar | None,
) -> Any:
    """The rows that a counter counts, with all their columns: as :func:`cases_behind` says."""
    found, bound = _behind(frame, period, counter, key, by, rules, as_of, where, columns, pauses)
    given, window = nw.from_native(frame), period.seen_at(as_of)
    names = list(given.collect_schema())
    if calendar is not None:
        found, names = _with_days_late(found, bound, rules, window, calendar), [*names, DAYS_LATE]
    found = found.select(*names)
    if isinstance(given, nw.DataFrame) and isinstance(found, nw.LazyFrame):
        found = found.collect(backend=given.implementation)
    return nw.to_native(found)


def times_of_frame(
    frame: Any,
    period: Period,
    total: Counter,
    key: Key,
    *,
    by: str | Sequence[str] | None,
    rules: CountingRules,
    as_of: date | None,
    where: Predicate | None,
    columns: CaseColumns | None,
    pauses: Any,
) -> list[int]:
    """The times that a total adds up, row by row: as :func:`times_behind` says."""
    found, bound = _behind(frame, period, total, key, by, rules, as_of, where, columns, pauses)
    assert total.amount is not None
    rows = with_time(evolve(bound, frame=found), total.amount, TIME).select(TIME)
    rows = rows.collect() if isinstance(rows, nw.LazyFrame) else rows
    times = list(map(int, rows[TIME].to_list()))
    if UNKNOWN in times:
        raise outside(total, total.amount.calendar, times.count(UNKNOWN))
    return times


def _behind(
    frame: Any,
    period: Period,
    counter: str | Counter,
    key: Key,
    by: str | Sequence[str] | None,
    rules: CountingRules,
    as_of: date | None,
    where: Predicate | None,
    columns: CaseColumns | None,
    pauses: Any,
) -> tuple[Any, Bound]:
    """The rows that a counter counts, and the frame as it was asked."""
    bound = bound_frame(frame, period.seen_at(as_of), rules, CaseColumns() if columns is None else columns, pauses)
    (wanted,) = countable([listed(counter, CASES.counters)], rules, bound, asked=True)
    if asks_a_calendar(wanted.where):
        raise InvalidValueError(
            f"{wanted.name!r} asks a calendar of each case, which no list of a frame does: list 'late' or "
            "'pending_overdue' with calendar=, and choose rows by the column 'days_late'."
        )
    tests = [bound.is_any("status", list(CaseStatus)), _holds(definition(CASES, wanted, rules), bound)]
    if where is not None and where != ALWAYS:
        tests.append(_holds(expand(where, rules, CASES.derived), bound))
    if by is not None:
        own = {name: Group(name, name) for name in bound.schema if name not in CASE_GROUPS}
        grouped = grouping(by, CASE_GROUPS | own)
        key = checked_key(key, grouped)
        parts = (key,) if isinstance(grouped, str) else key
        tests += [_has_key(group, part, bound) for group, part in zip(names_of(grouped), parts, strict=True)]
    elif key is not None:
        raise InvalidValueError(f"key={key!r} is a key of which grouping? Add by=, as in the count: by='level'.")
    return bound.frame.filter(reduce(and_, tests)), bound


def _holds(predicate: Predicate, bound: Bound) -> Any:
    algebra = Algebra()
    return truth(algebra, algebra.translate(predicate), bound)


def _has_key(name: str, key: Key, bound: Bound) -> Any:
    """Whether a row has the value of a group; None asks for those of which it is not known."""
    group = CASE_GROUPS.get(name, Group(name, name))
    if group.span is not None:
        moment = bound.moment(group.field)
        if key is None:
            return moment.is_null()
        first, after = map(bound.literal, _span(group.span, key))
        return ((moment >= first) & (moment < after)).fill_null(value=False)
    if name in ENUMS:
        kind = ENUMS[name]
        if key is None:
            return ~bound.is_any(group.field, list(kind))
        if key is Channel.COUNTER:  # what says nothing of its channel was brought there
            return ~bound.is_any(group.field, [one for one in kind if one is not key])
        return bound.is_any(group.field, [key])
    value = bound.value(group.field)
    dtype = bound.schema[bound.column(group.field)]
    if key is None:
        missing = value.is_null()
        return missing | value.is_nan().fill_null(value=False) if dtype.is_float() else missing
    if dtype in (nw.Categorical, nw.Enum):
        value = value.cast(nw.String)
    return (value == key).fill_null(value=False)


def _span(span: str, key: date) -> tuple[datetime, datetime]:
    """The beginning of a month, week or day, and of the next; nothing lies between them where none begins then."""
    first = datetime(key.year, key.month, key.day)
    if (span == "month" and key.day > 1) or (span == "week" and key.weekday()):
        return first, first
    days = {"day": 1, "week": 7, "month": monthrange(key.year, key.month)[1]}[span]
    return first, first + timedelta(days)


# -- days late ---------------------------------------------------------------------------------------------------------


def _with_days_late(found: Any, bound: Bound, rules: CountingRules, window: Window, calendar: WorkCalendar) -> Any:
    """By how many working days a row is late or overdue at the end of the window; null where it is neither.

    :raises InvalidValueError: no calendar; a column has the name already.
    :raises CalendarRangeError: the last day of the window is not covered.
    """
    if not isinstance(calendar, WorkCalendar):
        raise refused(calendar, "calendar", "a WorkCalendar", "WorkCalendar.vietnam() is the one of the law.")
    if DAYS_LATE in bound.schema:
        raise InvalidValueError(f"the frame has a column {DAYS_LATE!r} already: rename it, or leave calendar= out.")
    last = window[1]
    if not calendar.first <= last <= calendar.last:
        covered = f"{format_date(calendar.first)}–{format_date(calendar.last)}"
        raise CalendarRangeError(
            f"the table of working days covers {covered}; the last day counted, {format_date(last)}, is outside."
        )
    counters = countable([CASES.counters[name] for name in ("late", "pending_overdue")], rules, bound, asked=True)
    tests = (_of_all_time(definition(CASES, counter, rules)) for counter in counters)
    is_late, is_overdue = (_holds(test, bound) for test in tests)
    due = nw.when(is_late).then(bound.operand(DUE_AT)).otherwise(nw.when(is_overdue).then(bound.operand(DUE_IN_FORCE)))
    days = days_of(calendar)
    # Step by step, since an engine works out anew what stands in an expression twice.
    found = found.with_columns(due.alias("tthc_due_at"), nw.when(is_late).then(bound.operand(END)).alias("tthc_end_at"))
    for at in ("tthc_due", "tthc_end"):
        found = days.with_until(days.with_place(found, f"{at}_at", at), at, f"{at}_n")
    until_last = nw.lit(days.until[(last - calendar.first).days])
    until = nw.when(nw.col("tthc_end_at").is_null()).then(until_last).otherwise(nw.col("tthc_end_n"))
    return found.with_columns((until - nw.col("tthc_due_n")).alias(DAYS_LATE))


def _of_all_time(predicate: Predicate) -> Predicate:
    """The predicate for a window that has always been open: nothing lies before it."""
    match predicate:
        case And(parts):
            return And(tuple(map(_of_all_time, parts)))
        case Or(parts):
            return Or(tuple(map(_of_all_time, parts)))
        case Not(part):
            return Not(_of_all_time(part))
        case Before(_, Cut.FIRST):
            return NEVER
    return predicate
