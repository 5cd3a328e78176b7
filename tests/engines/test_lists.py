"""The rows of a frame behind a figure are the cases behind it, and the days late are theirs."""

from datetime import date, datetime

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.frames_of import ENGINES, Column, columns_of
from tthc_core import Case, Channel, Counter, Level, Period, Side, WorkCalendar, cases_behind, days_late, field
from tthc_core.counting import COUNTERS
from tthc_core.counting.frames import CaseColumns
from tthc_core.errors import CalendarRangeError, InvalidValueError, MissingExtraError, UnknownCounterError
from tthc_core.testing import cases, periods, rules

nw = pytest.importorskip("narwhals.stable.v2")
CALENDAR = WorkCalendar.vietnam()
JANUARY = Period.month(2024, 1)


def numbered(several):
    """At most one pause and one extension, and the row as the code."""
    return [
        evolve(
            case,
            code=str(number),
            pauses=case.pauses[:1],
            extensions=tuple(evolve(each, due_after=None) for each in case.extensions[:1]),
        )
        for number, case in enumerate(several)
    ]


CASES = st.lists(cases(), max_size=12).map(numbered)


def rows(frame, *names):
    """Some columns of a native frame, missing values None, in the order of the codes."""
    found = nw.from_native(frame)
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    columns = [
        [
            None if gone else value
            for value, gone in zip(found[name].to_list(), found[name].is_null().to_list(), strict=True)
        ]
        for name in names
    ]
    return sorted(zip(*columns, strict=True), key=lambda row: int(row[0]))


GROUPS = [None, "level", "channel", "received_month", "received_week", "agency", ("tier", "field"), ["received_day"]]
NAMES = [counter.name for counter in COUNTERS]


@pytest.mark.parametrize("name", ["polars", "duckdb"])
@settings(max_examples=40)
@given(data=st.data(), several=CASES, period=periods(), chosen=rules())
def test_the_rows_are_the_cases(name, data, several, period, chosen):
    by = data.draw(st.sampled_from(GROUPS), "by")
    counter = data.draw(st.sampled_from(NAMES), "counter")
    key = None
    if by is not None:
        from tthc_core import count

        known = list(count(several, period, by=by)) or ([(None,) * len(by)] if not isinstance(by, str) else [None])
        key = data.draw(st.sampled_from(known), "key")
    given = {"by": by, "rules": chosen, "where": data.draw(st.sampled_from([None, field("level") == Level.PROVINCE]))}
    frame = ENGINES[name](columns_of(several))
    behind = cases_behind(several, period, counter, key, **given)
    assert [code for (code,) in rows(cases_behind(frame, period, counter, key, **given), "code")] == [
        case.code for case in behind
    ]


@pytest.mark.parametrize("name", ["polars", "duckdb"])
@settings(max_examples=40)
@given(
    several=CASES,
    period=periods(),
    chosen=rules(),
    counter=st.sampled_from(["late", "pending_overdue", "filed", "received"]),
)
def test_days_late_are_those_of_the_cases(name, several, period, chosen, counter):
    frame = ENGINES[name](columns_of(several))
    found = rows(cases_behind(frame, period, counter, rules=chosen, calendar=CALENDAR), "code", "days_late")
    last = period.window[1]
    expected = [
        (case.code, days_late(case, last, CALENDAR, chosen))
        for case in cases_behind(several, period, counter, rules=chosen)
    ]
    assert found == expected


LATE = [
    {"status": "processed", "due_at": datetime(2024, 1, 12, 17), "finished_at": datetime(2024, 1, 16, 9)},
    {"status": "processed", "due_at": datetime(2024, 1, 12, 17), "finished_at": datetime(2024, 1, 13, 9)},
    {"status": "withdrawn", "due_at": datetime(2024, 1, 12, 17), "refused_at": datetime(2024, 1, 16, 9)},
    {"status": "processing", "due_at": datetime(2024, 1, 12, 17)},
    {"status": "processing", "due_at": datetime(2018, 1, 12, 17)},
    {"status": "processing", "due_at": datetime(2024, 2, 2, 17)},
    {"status": "returned", "due_at": datetime(2024, 1, 12, 17), "returned_at": datetime(2024, 1, 31)},
]
LATE_CASES = [
    Case(code=str(number), received_at=date(2024, 1, 4), level="commune", channel=None, **fields)
    for number, fields in enumerate(LATE)
]


def test_every_engine_has_days_late_and_all_columns(engine):
    frame = engine(columns_of(LATE_CASES, note=Column("text", [f"n{number}" for number in range(7)])))
    found = cases_behind(frame, JANUARY, "received", Channel.COUNTER, by="channel", calendar=CALENDAR)
    assert type(found) is type(frame)
    assert rows(found, "code", "note", "days_late") == [
        ("0", "n0", 2),
        ("1", "n1", 0),
        ("2", "n2", None),
        ("3", "n3", 13),
        ("4", "n4", None),  # before the calendar
        ("5", "n5", None),
        ("6", "n6", 13),
    ]
    assert list(nw.from_native(found).collect_schema()) == [*nw.from_native(frame).collect_schema(), "days_late"]


def test_every_engine_has_the_list_of_a_key(engine):
    frame = engine(columns_of(LATE_CASES))
    for by, key, codes in (
        ("level", Level.COMMUNE, "0346"),
        ("level", None, ""),
        ("agency", None, "0346"),
        (("received_month", "level"), (date(2024, 1, 1), Level.COMMUNE), "0346"),
    ):
        found = [
            row[0]
            for counter in ("late", "pending_overdue")
            for row in rows(cases_behind(frame, JANUARY, counter, key, by=by), "code")
        ]
        assert sorted(found) == sorted("01" * bool(codes) + codes[1:]), (by, key)


def test_every_engine_has_the_list_of_what_no_row_can_be(engine):
    """Without a rule for it nothing is not judged: the question asks no column."""
    frame = engine(columns_of(LATE_CASES))
    assert rows(cases_behind(frame, JANUARY, "resolved_not_judged"), "code") == []


@pytest.mark.parametrize("name", ["polars", "pandas", "pyarrow"])
def test_pauses_in_a_long_table(name):
    """A long table says of the standing what two columns say, and adds no column."""
    engine = ENGINES[name]
    columns = columns_of(LATE_CASES)
    frame = engine({name: column for name, column in columns.items() if not name.startswith("paused_")})
    began, nothing = [datetime(2024, 1, 20)], Column("moment", [None])
    long = engine({"code": Column("text", ["3"]), "began_at": Column("moment", began), "ended_at": nothing})
    found = cases_behind(frame, JANUARY, "pending_overdue", pauses=long, calendar=CALENDAR)
    assert rows(found, "code", "days_late") == [("4", None)]
    assert list(nw.from_native(found).columns) == [*nw.from_native(frame).columns, "days_late"]


def test_a_lazy_frame_stays_lazy():
    pl = pytest.importorskip("polars")
    lazy = pl.LazyFrame(ENGINES["polars"](columns_of(LATE_CASES)))
    found = cases_behind(lazy, JANUARY, "late", calendar=CALENDAR)
    assert isinstance(found, pl.LazyFrame)
    assert found.collect()["code"].to_list() == ["0", "1", "6"]


def test_own_columns_and_own_counters():
    pl = pytest.importorskip("polars")
    frame = ENGINES["polars"](columns_of(LATE_CASES)).with_columns(
        ward=pl.Series([1.0, None, 2.0, float("nan"), 1.0, 1.0, 1.0])
    )
    own = Counter("mine", Side.RECEIVED, field("status") == "processing")
    assert rows(cases_behind(frame, JANUARY, own, 1, by="ward"), "code") == [("4",), ("5",)]
    assert rows(cases_behind(frame, JANUARY, own, None, by="ward"), "code") == [("3",)]
    assert rows(cases_behind(frame, JANUARY, "received", "processing", by="status"), "code") == [("3",), ("4",), ("5",)]
    renamed = frame.rename({"due_at": "HanTra"})
    assert rows(cases_behind(renamed, JANUARY, "late", columns=CaseColumns(due_at="HanTra")), "code") == [
        ("0",),
        ("1",),
        ("6",),
    ]


FRAME = ENGINES["polars"](columns_of(LATE_CASES))


def test_a_counter_without_its_column_is_refused():
    with pytest.raises(UnknownCounterError, match="'late' cannot be counted: it needs the field 'due_at'"):
        cases_behind(FRAME.drop("due_at"), JANUARY, "received", calendar=CALENDAR)


@pytest.mark.parametrize(("given", "error", "words"), [
    ({"key": 1}, InvalidValueError, "a key of which grouping"),
    ({"calendar": 2024}, InvalidValueError, "a WorkCalendar"),
    ({"calendar": CALENDAR, "as_of": None, "period": Period.month(2030, 1)}, CalendarRangeError, "31/01/2030, is out"),
], ids=["key", "calendar", "range"])  # fmt: skip
def test_what_cannot_be_asked_is_refused(given, error, words):
    arguments = {"period": JANUARY} | given
    with pytest.raises(error, match=words):
        cases_behind(FRAME, counter="late", **arguments)


def test_a_second_column_of_that_name_is_refused():
    with pytest.raises(InvalidValueError, match="'days_late' already"):
        cases_behind(FRAME.rename({"national_code": "days_late"}), JANUARY, "late", calendar=CALENDAR)


def test_objects_have_no_columns():
    with pytest.raises(InvalidValueError, match="calendar= says how a data frame is read"):
        cases_behind(LATE_CASES, JANUARY, "late", calendar=CALENDAR)


def test_without_narwhals_the_error_says_what_to_install(monkeypatch):
    import sys

    for name in [
        name
        for name in sys.modules
        if name.startswith("tthc_core.counting.frames.") and name.endswith(("lists", "engine", "bound"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtraError, match=r"tthc_core\[frames\]"):
        cases_behind(FRAME, JANUARY, "late")
