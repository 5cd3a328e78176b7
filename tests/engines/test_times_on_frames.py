"""Counters of time over frames are those over objects: how late, how old, how long."""

from datetime import date, datetime, time
from fractions import Fraction

import attrs
import pytest

from tests.engines.frames_of import ENGINES, columns_of
from tests.engines.test_agree import RULES, agree, data, whole, windows
from tthc_core import (
    Case,
    Counter,
    Period,
    Procedure,
    TimeLimit,
    WorkCalendar,
    WorkingHours,
    cases_behind,
    count,
    field,
    late_bands,
    overdue_bands,
    pending_ages,
    processing_times,
    rules,
    times_behind,
)
from tthc_core.counting.predicate import Lasting
from tthc_core.errors import CalendarRangeError, InvalidValueError, UnknownCounterError

JANUARY = Period.month(2024, 1)
CALENDAR = WorkCalendar.vietnam()
OURS = CALENDAR.with_hours(WorkingHours(((time(8), time(9)), (time(12), time(13)), (time(15), time(17)))))
PROCEDURES = [
    Procedure(code=code, time_limit=limit)
    for code, limit in {
        "1.001": TimeLimit.working_days(5),
        "2.002": TimeLimit.working_hours(4),
        "NA": TimeLimit.calendar_days(30),
        "1.002": TimeLimit.months(1),
    }.items()
]
TIMES = {
    "late": (*late_bands(CALENDAR, (1, 3, 10)), "late"),
    "overdue": (*overdue_bands(CALENDAR, (2,)), "pending_overdue"),
    "ages": tuple(pending_ages(CALENDAR)),
    "days": (*processing_times(CALENDAR), "received", "caseload"),
    "units": tuple(processing_times(OURS, PROCEDURES)),
    "together": (*processing_times(OURS), *pending_ages(CALENDAR, (3,)), *late_bands(OURS), *overdue_bands(CALENDAR)),
}


@pytest.mark.parametrize("by", [(), ("agency",), ("channel", "received_month")], ids=str)
@pytest.mark.parametrize("name", TIMES)
def test_every_counter_of_time(engine, name, by):
    if engine.slow and (by != ("agency",) or name == "together"):
        pytest.skip("a slow engine: one grouping, and the counters one kind at a time")
    agree(engine, by, counters=TIMES[name])


@pytest.mark.parametrize("name", RULES)
def test_counters_of_time_under_every_value_of_the_rules(engine, name):
    if engine.slow:
        pytest.skip("a slow engine: the rules are in the counters that these are parts of")
    agree(engine, ("agency",), windows()[0], rules=RULES[name], counters=TIMES["late"] + TIMES["days"])


def test_counters_of_time_of_some_rows_as_of_a_day(engine):
    counters = (*pending_ages(CALENDAR, (5,)), *late_bands(CALENDAR))
    agree(engine, None, where=field("channel") == "online", as_of=date(2024, 1, 17), counters=counters)
    if not engine.slow:
        agree(engine, "level", windows()[1], counters=TIMES["units"])


@pytest.mark.parametrize("name", ["days", "units", "ages"])
def test_the_times_behind_a_total(engine, name):
    if engine.slow and name != "days":
        pytest.skip("a slow engine: one kind of time")
    totals = [each for each in TIMES[name] if isinstance(each, Counter) and each.amount is not None]
    every = [case for several in data() for case in several]
    for total in totals:
        given = {"key": "H02.01", "by": "agency", "rules": rules.FORM_06A}
        expected = times_behind(every, JANUARY, total, **given)
        assert sorted(times_behind(whole(engine), JANUARY, total, **given)) == sorted(expected)
        assert name == "units" or sum(expected)


# -- what is said ------------------------------------------------------------------------------------------------------

EARLY = Case(code="1", status="processing", received_at=datetime(2018, 12, 31), due_at=date(2024, 1, 5))
LATE = Case(
    code="2",
    status="processed",
    received_at=datetime(2024, 1, 2),
    due_at=date(2024, 1, 5),
    finished_at=datetime(2024, 1, 9, 9),
)


def frame(*cases):
    return ENGINES["polars"](columns_of(cases))


def test_a_day_outside_the_calendar_is_an_error_where_it_is_asked_about():
    with pytest.raises(CalendarRangeError, match=r"01/01/2019–31/12/2027; 'pending_age' .* in 1 or more rows"):
        count(frame(EARLY, LATE), JANUARY, counters=pending_ages(CALENDAR))
    with pytest.raises(CalendarRangeError, match="'pending_age' .* in 1 or more rows"):
        times_behind(frame(EARLY, LATE), JANUARY, pending_ages(CALENDAR)[0])
    row = count(frame(EARLY, LATE), JANUARY, counters=[*late_bands(CALENDAR), *processing_times(CALENDAR)]).total()
    assert (row.late_up_to_5, row.average("processing_working_days")) == (1, Fraction(5))


def test_a_column_that_a_time_needs_is_named():
    with pytest.raises(UnknownCounterError, match="'late_up_to_5' cannot be counted: it needs the field 'due_at'"):
        count(frame(LATE).drop("due_at"), JANUARY, counters=late_bands(CALENDAR))


def test_the_rows_of_a_total_are_listed_and_those_of_a_band_by_their_days_late():
    (total,) = processing_times(CALENDAR)
    assert cases_behind(frame(EARLY, LATE), JANUARY, total)["code"].to_list() == ["2"]
    with pytest.raises(InvalidValueError, match="'late_up_to_5' asks a calendar.*days_late"):
        cases_behind(frame(LATE), JANUARY, late_bands(CALENDAR)[0])


def test_a_band_of_hours_is_counted_by_whole_hours():
    (*_, total) = processing_times(OURS, [Procedure(code="1", time_limit=TimeLimit.working_hours(4))])[:2]
    long = Counter("long", "ended", Lasting(total.amount, 5 * 3600) & ~Lasting(total.amount, 17 * 3600), label="lâu")
    cases = [attrs.evolve(LATE, code=str(day), finished_at=datetime(2024, 1, day, 9)) for day in range(2, 9)]
    expected = count(cases, JANUARY, counters=[long]).total().long
    assert (count(frame(*cases), JANUARY, counters=[long]).total().long, expected > 1) == (expected, True)


late, (age, *_) = late_bands(CALENDAR, (1,))[1], pending_ages(CALENDAR)


@pytest.mark.parametrize("asked", [
    Counter("both", "ended", late.where | overdue_bands(CALENDAR, (1,))[1].where),
    Counter("both", "ended", late.where & Lasting(age.amount, 3)),
    Counter("both", "ended", late.where, amount=age.amount, over="late"),
], ids=["or", "two", "total"])  # fmt: skip
def test_what_asks_two_times_in_one_counter_is_refused(asked):
    with pytest.raises(InvalidValueError, match="'both' asks a calendar in a way"):
        count(frame(LATE), JANUARY, counters=[asked])
