"""Working days and due dates of frames are those of objects, row by row."""

import sys
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.frames_of import ENGINES, Column
from tthc_core import (
    CaseColumns,
    Procedure,
    SpecialDay,
    TimeLimit,
    WorkCalendar,
    WorkingHours,
    due_from,
    with_due_dates,
    with_working_days,
)
from tthc_core.errors import CalendarRangeError, InvalidValueError, MissingExtraError, UnknownKeyError

nw = pytest.importorskip("narwhals.stable.v2")
pl = pytest.importorskip("polars")

CALENDAR = WorkCalendar.vietnam()
CUT_OFF = CALENDAR.with_hours(WorkingHours(((time(8), time(12)), (time(13), time(17))), cut_off=time(15)))
THREE = CALENDAR.with_hours(WorkingHours(((time(7), time(9)), (time(10), time(11)), (time(23), time(23, 59, 59)))))
PLAIN = WorkCalendar((), date(2024, 1, 3), date(2024, 12, 30))
SATURDAY_FIRST = WorkCalendar([SpecialDay(date(2023, 12, 30), "make_up_day")], date(2023, 12, 30), date(2024, 6, 30))
CALENDARS = {"law": CALENDAR, "cut off": CUT_OFF, "three": THREE, "plain": PLAIN, "saturday": SATURDAY_FIRST}

LIMITS = {
    "5d": TimeLimit.working_days(5),
    "0d": TimeLimit.working_days(0),
    "half": TimeLimit.working_days(Fraction(1, 2)),
    "7/3d": TimeLimit.working_days(Fraction(7, 3)),
    "4h": TimeLimit.working_hours(4),
    "20h": TimeLimit.working_hours(20),
    "0h": TimeLimit.working_hours(0),
    "30": TimeLimit.calendar_days(30),
    "0": TimeLimit.calendar_days(0),
    "2m": TimeLimit.months(2),
    "0m": TimeLimit.months(0),
}
CLOCKS = [time(0), time(6, 59, 59, 500000), time(7), time(11, 30), time(11, 30, 0, 1), time(12), time(13, 30), time(15)]
CLOCKS += [time(15, 0, 1), time(17), time(17, 0, 0, 1), time(23, 59, 59), time(23, 59, 59, 999999)]
MOMENTS = st.builds(
    datetime.combine, st.dates(date(2023, 12, 20), date(2024, 12, 31)), st.sampled_from(CLOCKS) | st.times()
)
RULES = ["next_moment", "same_clock", "day_off_is_day_0"]


def values(frame, name):
    """A column of a native frame in the order of `row`, missing values None, moments plain."""
    found = nw.from_native(frame)
    found = (found.collect() if isinstance(found, nw.LazyFrame) else found).sort("row")
    pairs = zip(found[name].to_list(), found[name].is_null().to_list(), strict=True)
    plain = [None if gone else value for value, gone in pairs]
    return [value.to_pydatetime() if hasattr(value, "to_pydatetime") else value for value in plain]


def frame_of(engine, **columns):
    length = len(next(iter(columns.values())).cells)
    return engine({"row": Column("int", list(range(length))), **columns})


def by_objects(moment, code, calendar, receipt, limits=LIMITS):
    if moment is None or code not in limits:
        return None
    try:
        return due_from(moment, limits[code], calendar, receipt)
    except CalendarRangeError:
        return None


ROWS = st.lists(st.tuples(st.none() | MOMENTS, st.sampled_from([*LIMITS, "other", None])), min_size=1, max_size=30)


@pytest.mark.parametrize("name", ["polars", "duckdb"])
@settings(max_examples=25)
@given(rows=ROWS, calendar=st.sampled_from([*CALENDARS]), receipt=st.sampled_from(RULES))
def test_due_dates_are_those_of_due_from(name, rows, calendar, receipt):
    calendar = CALENDARS[calendar]
    moments, codes = map(list, zip(*rows, strict=True))
    frame = frame_of(ENGINES[name], received_at=Column("moment", moments), procedure_code=Column("text", codes))
    found = with_due_dates(frame, calendar, LIMITS, receipt=receipt)
    assert values(found, "due_by_limit") == [by_objects(*row, calendar, receipt) for row in rows]


def edges():
    """Every clock on ordinary days, days off, make-up days, month ends, and outside the calendar; every limit."""
    days = [
        date(2018, 12, 31),
        date(2019, 1, 1),
        date(2024, 1, 31),
        date(2024, 2, 9),
        date(2024, 5, 4),
        date(2024, 6, 30),
    ]
    days += [date(2024, 12, 31), date(2027, 12, 31), date(2028, 1, 1)]
    moments = [datetime.combine(day, clock) for day in days for clock in CLOCKS]
    rows = [(moment, code) for moment in moments for code in LIMITS]
    return [*rows, (None, "5d"), (moments[40], None), (moments[40], "other")]


@pytest.mark.parametrize("receipt", RULES)
def test_every_engine_has_these_due_dates(engine, receipt):
    if engine.slow and receipt != "next_moment":
        pytest.skip("slow, and what differs is in one expression")
    rows = edges()
    moments, codes = map(list, zip(*rows, strict=True))
    frame = frame_of(engine, received_at=Column("moment", moments), procedure_code=Column("text", codes))
    found = with_due_dates(frame, CUT_OFF, LIMITS, receipt=receipt)
    assert type(found) is type(frame)
    assert values(found, "due_by_limit") == [by_objects(*row, CUT_OFF, receipt) for row in rows]


def test_every_engine_has_these_working_days(engine):
    days = [CALENDAR.first + timedelta(number) for number in range(-3, 3290, 7)]
    pairs = [(a, days[(number * 37) % len(days)]) for number, a in enumerate(days)] + [(None, days[5]), (days[5], None)]
    start, end = ([day and datetime.combine(day, time(9)) for day in column] for column in zip(*pairs, strict=True))
    frame = frame_of(engine, received_at=Column("moment", start), finished_at=Column("moment", end))
    found = with_working_days(frame, CALENDAR)
    assert values(found, "working_days") == [between(a, b) for a, b in pairs]


def between(start, end):
    try:
        return None if None in (start, end) else CALENDAR.working_days_between(start, end)
    except CalendarRangeError:
        return None


@given(pairs=st.lists(st.tuples(MOMENTS, MOMENTS), min_size=1), calendar=st.sampled_from([*CALENDARS]))
def test_working_days_are_those_between(pairs, calendar):
    calendar = CALENDARS[calendar]
    start, end = map(list, zip(*pairs, strict=True))
    frame = frame_of(ENGINES["polars"], a=Column("moment", start), b=Column("moment", end))
    covered = [calendar.first <= min(a, b).date() and max(a, b).date() <= calendar.last for a, b in pairs]
    expected = [
        calendar.working_days_between(a, b) if known else None for (a, b), known in zip(pairs, covered, strict=True)
    ]
    assert values(with_working_days(frame, calendar, start="a", end="b", name="n"), "n") == expected


def test_days_and_names_of_ones_own():
    frame = pl.DataFrame({"row": [0], "NgayNhan": [date(2024, 1, 5)], "NgayXong": [date(2024, 1, 10)], "Ma": ["1.1"]})
    columns = CaseColumns(received_at="NgayNhan", finished_at="NgayXong", procedure_code="Ma")
    assert values(with_working_days(frame, CALENDAR, columns=columns), "working_days") == [3]
    found = with_due_dates(
        frame, CALENDAR, [Procedure(code="1.1", time_limit=TimeLimit.working_days(2))], columns=columns
    )
    assert values(found, "due_by_limit") == [due_from(date(2024, 1, 5), TimeLimit.working_days(2), CALENDAR)]
    assert found.columns == [*frame.columns, "due_by_limit"]
    found = with_due_dates(frame, CALENDAR, TimeLimit.working_hours(1), received="NgayXong")
    assert values(found, "due_by_limit") == [datetime(2024, 1, 10, 8)]


@pytest.mark.parametrize("code", LIMITS)
def test_one_limit_for_all_rows(code):
    moments = [datetime(2024, 1, 31, 16, 30), datetime(2024, 2, 10, 9), None]
    frame = frame_of(ENGINES["polars"], received_at=Column("moment", moments))
    for receipt in RULES:
        found = with_due_dates(frame.lazy(), CALENDAR, LIMITS[code], receipt=receipt)
        assert isinstance(found, pl.LazyFrame)
        assert values(found, "due_by_limit") == [by_objects(each, code, CALENDAR, receipt) for each in moments]


def test_procedures_without_a_limit_give_none():
    frame = frame_of(
        ENGINES["polars"], received_at=Column("moment", [datetime(2024, 1, 5)]), procedure_code=Column("text", ["1"])
    )
    assert values(with_due_dates(frame, CALENDAR, [Procedure(code="1")]), "due_by_limit") == [None]


TWO = [Procedure(code="1", time_limit=TimeLimit.working_days(days)) for days in (1, 2)]


@pytest.mark.parametrize(("given", "error", "words"), [
    ({"limits": "5"}, InvalidValueError, "a mapping of codes"),
    ({"limits": 5}, InvalidValueError, "a mapping of codes"),
    ({"limits": {"1": 5}}, InvalidValueError, "a mapping of codes"),
    ({"limits": ["1"]}, InvalidValueError, "or procedures"),
    ({"limits": TWO}, InvalidValueError, "'1' has two limits, 01 ngày làm việc and 02 ngày làm việc"),
    ({"receipt": "next"}, InvalidValueError, "'next_moment'"),
    ({"name": "received_at"}, InvalidValueError, "'received_at' already"),
    ({"calendar": 2024}, InvalidValueError, "a WorkCalendar"),
    ({"received": "receive_at"}, UnknownKeyError, "Near: 'received_at'"),
    ({"received": "procedure_code"}, InvalidValueError, "procedure_code"),
], ids=["text", "number", "amounts", "codes", "two", "receipt", "name", "calendar", "near", "type"])  # fmt: skip
def test_what_gives_no_due_dates_is_refused(given, error, words):
    frame = frame_of(ENGINES["polars"], received_at=Column("moment", [None]), procedure_code=Column("text", ["1"]))
    with pytest.raises(error, match=words):
        with_due_dates(frame, **{"calendar": CALENDAR, "limits": LIMITS} | given)


# -- the calendar itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_the_calendar_as_a_frame(backend):
    frame = nw.from_native(CALENDAR.to_frame(backend), eager_only=True)
    assert frame.columns == ["day", "is_working_day", "working_days", "next_working_day"]
    days = frame["day"].to_list()
    assert (days[0], days[-1], len(days)) == (CALENDAR.first, CALENDAR.last, 3287)
    assert frame["is_working_day"].to_list() == [CALENDAR.is_working_day(day) for day in days]
    assert frame["working_days"].to_list() == [
        CALENDAR.working_days_between(CALENDAR.first, day) + CALENDAR.is_working_day(CALENDAR.first) for day in days
    ]
    following = frame["next_working_day"].to_list()
    assert following[:-1] == [CALENDAR.next_working_day(day) for day in days[:-1]]
    assert frame["next_working_day"].is_null().to_list()[-1]


def test_other_backends_are_refused():
    with pytest.raises(InvalidValueError, match="Near: 'polars'"):
        CALENDAR.to_frame("polar")


@pytest.mark.parametrize("package", ["polars", "narwhals.stable.v2"])
def test_a_calendar_without_the_package_says_what_to_install(package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"needs the package {package}.*tthc_core\[frames\]"):
        CALENDAR.to_frame("polars")
