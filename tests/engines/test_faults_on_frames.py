"""The check of a frame finds what the check of its cases finds, in as many rows; and what only a frame can hold."""

from collections import Counter
from datetime import date, datetime

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.frames_of import ENGINES, Column, columns_of
from tthc_core import (
    Agency,
    AgencyTree,
    Case,
    Extension,
    Pause,
    Period,
    Procedure,
    TimeLimit,
    WorkCalendar,
    check,
    count,
    due_from,
)
from tthc_core.counting.frames import CaseColumns
from tthc_core.errors import InvalidValueError, MissingExtraError, UnknownKeyError
from tthc_core.testing import cases

TREE = AgencyTree(
    [
        Agency(code="H02", name="Tỉnh", level="province"),
        Agency(code="H02.01", name="Sở", level="province", parent="H02"),
        Agency(code="H02.02", name="Xã", level="commune", parent="H02"),
    ]
)
CODES = (
    "000.00.01.H02-240229-0001",
    "000.00.01.H02-230229-0001",
    "000.00.01.H02-240131-0001",
    "H02-240431-00012",
    "NA",
    "H02-240105-0001\n",
    "H02-001231-99999",
)


def one_pause(case, code):
    """What two columns can hold of a case."""
    extensions = tuple(evolve(each, due_after=None) for each in case.extensions)
    extensions = tuple(each for each in extensions if each.decided_at or each.due_before)
    return evolve(case, code=code, pauses=case.pauses[:1], extensions=extensions)


FAULTY = st.lists(st.builds(one_pause, cases(), st.sampled_from(CODES)), max_size=12)


def by_objects(several, **given):
    found = Counter(each.code for each in check(several, **given) if each.severity != "note")
    found.pop("finished_at_due", None)
    return dict(found)


def by_frame(frame, **given):
    found = [each for each in check(frame, **given) if each.severity != "note"]
    return {each.code: dict(each.values)["rows"] for each in found if each.code != "finished_at_due"}


@pytest.mark.parametrize("name", ["polars", "duckdb"])
@settings(max_examples=25)
@given(several=FAULTY, as_of=st.none() | st.dates(date(2023, 12, 1), date(2024, 3, 1)))
def test_as_many_rows_as_objects(name, several, as_of):
    frame = ENGINES[name](columns_of(several))
    given = {"as_of": as_of, "agencies": TREE}
    assert by_frame(frame, **given) == by_objects(several, **given)


def drawn():
    """A fixed list with every fault that columns can show."""
    day = datetime(2024, 1, 10, 9)
    before, after = datetime(2024, 1, 9, 8), datetime(2024, 1, 12, 8)
    from tthc_core import Extension, Pause

    clean = {"status": "processed", "received_at": before, "due_at": after, "finished_at": day}
    faults = [
        {"received_at": None},
        {"finished_at": None},
        {"status": "processing"},
        {"received_at": datetime(2024, 3, 1)},
        {"received_at": day, "finished_at": before},
        {"returned_at": before},
        {"due_at": datetime(2024, 1, 8, 17)},
        {"due_at": None},
        {"tier": "information", "channel": "online"},
        {"agency_code": "H02.01", "level": "commune"},
        {"agency_code": "H09"},
        {"pauses": (Pause(began_at=day, ended_at=before),)},
        {"pauses": (Pause(began_at=after),)},
        {"status": "supplement_requested", "finished_at": None},
        {"extensions": (Extension(decided_at=after, due_before=after),)},
        {"paid_online": True},
        {"code": "NA"},
    ]
    return [
        Case(**({"code": f"H02-240109-{number:04}"} | clean | fault)) for number, fault in enumerate([{}, {}, *faults])
    ]


def test_every_engine_finds_every_fault(engine):
    several = drawn()
    given = {"as_of": date(2024, 2, 1), "agencies": TREE}
    expected = by_objects(several, **given)
    frame = engine(columns_of([*several, several[0]]))
    assert by_frame(frame, **given) == expected | {"duplicate_code": 1}
    assert len(expected) == 16


def frame_of(engine, **own):
    """Three cases without a fault, and columns in the place of theirs."""
    base = {"status": "processing", "received_at": datetime(2024, 1, 9, 8), "due_at": datetime(2024, 3, 1, 17)}
    several = [Case(code=f"H02-240109-000{number}", fee_due=True, **base) for number in range(3)]
    return engine(columns_of(several, **own))


def found(frame, **given):
    return {each.code: each for each in check(frame, **given) if each.severity != "note"}


def test_values_that_no_case_can_hold(engine):
    frame = frame_of(
        engine,
        status=Column("text", ["9x", None, "processing"]),
        level=Column("text", ["xã", None, "commune"]),
        channel=Column("text", ["2", "5", "online"]),
        applicant=Column("int", [1, 9, None]),
        digitised=Column("int", [0, 1, 2]),
        paused_until=Column("moment", [None, datetime(2024, 1, 20), None]),
    )
    findings = found(frame)
    assert {code: dict(each.values)["rows"] for code, each in findings.items()} == {
        "unknown_status": 2,
        "unknown_level": 1,
        "unknown_channel": 1,
        "unknown_applicant": 1,
        "wrong_flag": 1,
        "pause_without_begin": 1,
    }
    assert dict(findings["unknown_status"].values)["values"] == ("9x",)
    assert dict(findings["unknown_channel"].values) == {"rows": 1, "codes": ("H02-240109-0001",), "values": ("5",)}
    assert findings["pause_without_begin"].place == ("1 hồ sơ", "pauses")


def test_the_status_that_is_unknown_is_counted_as_unreadable(engine):
    frame = frame_of(engine, status=Column("text", ["9x", None, "processing"]))
    account = count(frame, Period.month(2024, 1), counters=["received"]).account
    assert account.unreadable == dict(found(frame)["unknown_status"].values)["rows"] == 2


def test_at_most_five_codes_in_order():
    several = [
        Case(code=f"H02-240109-{n:04}", status="processing", received_at=date(2024, 1, 9)) for n in range(9, 0, -1)
    ]
    (finding,) = found(ENGINES["polars"](columns_of(several))).values()
    assert finding.code == "no_due_date"
    assert dict(finding.values) == {"rows": 9, "codes": tuple(f"H02-240109-{n:04}" for n in range(1, 6))}
    assert str(finding).startswith(
        "cảnh báo: 9 hồ sơ, due_at: Không có ngày hẹn trả kết quả: 9 hồ sơ, như “H02-240109-0001”"
    )


def test_a_column_of_a_wrong_type_is_a_finding_and_a_note():
    own = {
        "due_at": Column("text", ["12/01/2024", None, "x"]),
        "digitised": Column("moment", [datetime(2024, 1, 5), None, None]),
    }
    findings = check(frame_of(ENGINES["polars"], **own))
    wrong = {each.place[1]: dict(each.values)["rows"] for each in findings if each.code == "wrong_type"}
    assert wrong == {"due_at": 2, "digitised": 1}
    (note,) = [each for each in findings if each.code == "not_looked_for" and each.place == ("due_at",)]
    assert dict(note.values)["codes"] == ("due_before_received", "no_due_date", "extension_too_late")


def test_what_has_no_column_is_not_looked_for_and_a_note_says_so():
    few = ("status", "received_at", "finished_at")
    columns = columns_of(
        [Case(code="1", status="supplement_requested", received_at=date(2024, 1, 9), paid_online=True)]
    )
    findings = check(ENGINES["polars"]({name: columns[name] for name in few}), as_of=date(2024, 1, 31), agencies=TREE)
    assert {each.code for each in findings} == {"not_looked_for"}
    notes = {each.place: dict(each.values)["codes"] for each in findings}
    assert notes["due_at",] == ("due_before_received", "no_due_date")
    assert notes["code",] == ("malformed_code", "duplicate_code")
    assert notes["paid_online", "fee_due"] == ("paid_without_fee",)
    assert notes["frame",] == ("second_extension", "pauses_overlap")
    assert notes["calendar", "procedures"] == ("due_date_differs_from_limit",)


def test_ends_at_the_due_instant_are_unlikely():
    due = datetime(2024, 1, 12, 16)
    several = [
        Case(
            code=f"H02-240109-{n:04}",
            agency_code="H02.01" if n % 2 else None,
            status="processed",
            received_at=date(2024, 1, 9),
            due_at=due,
            finished_at=due,
        )
        for n in range(50)
    ]
    by_objects = [each for each in check(several) if each.code == "finished_at_due"]
    for name in ("polars", "pandas", "duckdb"):
        ours = [each for each in check(ENGINES[name](columns_of(several))) if each.code == "finished_at_due"]
        assert ours == by_objects[::-1]
        assert [dict(each.values)["resolved"] for each in ours] == [25, 25]


LONG = {
    "code": Column("text", ["H02-240109-0000", "H02-240109-0000", "H02-240109-0001", "H02-240109-0001", "X"]),
    "began_at": Column(
        "moment", [datetime(2024, 1, 10, 8), datetime(2024, 1, 11, 8), datetime(2024, 1, 8), None, datetime(2024, 1, 9)]
    ),
    "ended_at": Column("moment", [datetime(2024, 1, 12, 8), None, datetime(2024, 1, 7), datetime(2024, 1, 9), None]),
}


def beside(engine, frame):
    """The pauses on the connection of the frame."""
    if engine.name == "ibis":
        import ibis

        return ibis.memtable(ENGINES["pyarrow"](LONG))
    if engine.name == "duckdb":
        long = ENGINES["pyarrow"](LONG)  # noqa: F841  # DuckDB finds it by its name
        return frame.query("unused", "select * from long")
    return engine(LONG)


def test_a_long_table_of_pauses(engine):
    columns = columns_of(
        Case(
            code=f"H02-240109-000{n}",
            status="supplement_requested",
            received_at=date(2024, 1, 9),
            due_at=date(2024, 3, 1),
        )
        for n in range(3)
    )
    columns = {name: column for name, column in columns.items() if not name.startswith("paused_")}
    frame = engine(columns)
    findings = found(frame, pauses=beside(engine, frame))
    assert {code: (dict(each.values)["rows"], dict(each.values)["codes"]) for code, each in findings.items()} == {
        "pause_without_begin": (1, ("H02-240109-0001",)),
        "pause_ends_before_begin": (1, ("H02-240109-0001",)),
        "pauses_overlap": (1, ("H02-240109-0000",)),
        "pause_outside_case": (1, ("H02-240109-0001",)),
        "orphan_pause": (1, ("X",)),
        "paused_status_without_pause": (2, ("H02-240109-0001", "H02-240109-0002")),
    }


def test_a_table_of_pauses_needs_its_columns():
    polars = ENGINES["polars"]
    with pytest.raises(UnknownKeyError, match="frame of pauses has no column 'ended_at'"):
        check(frame_of(polars), pauses=polars({name: LONG[name] for name in ("code", "began_at")}))


def test_columns_have_names_of_their_own():
    columns = columns_of([Case(code="H02-240109-0001", status="processing", received_at=date(2024, 1, 9))])
    columns["HanTra"] = columns.pop("due_at")
    assert set(found(ENGINES["polars"](columns), columns=CaseColumns(due_at="HanTra"))) == {"no_due_date"}


@pytest.mark.parametrize(("given", "words"), [
    ({"calendar": 2024}, "a WorkCalendar"),
    ({"procedures": "1.001"}, "an iterable of Procedure"),
    ({"supplement": "shift"}, "supplement= goes with objects"),
    ({"agencies": "H02"}, "an AgencyTree"),
    ({"as_of": "2024"}, "a date"),
], ids=["calendar", "procedures", "supplement", "agencies", "as_of"])  # fmt: skip
def test_what_a_frame_is_not_compared_with(given, words):
    with pytest.raises(InvalidValueError, match=words):
        check(frame_of(ENGINES["polars"]), **given)


# -- due dates beside limits -------------------------------------------------------------------------------------------

CALENDAR = WorkCalendar.vietnam()
PROCEDURES = [
    Procedure(code="1.001", time_limit=TimeLimit.working_days(5), valid_to=date(2024, 1, 9)),
    Procedure(code="1.001", time_limit=TimeLimit.working_hours(12), valid_from=date(2024, 1, 10)),
    Procedure(code="1.002", time_limit=TimeLimit.calendar_days(10), valid_from=date(2024, 1, 3)),
    Procedure(code="1.002", time_limit=TimeLimit.months(1), valid_from=date(2024, 1, 20)),  # two of them: unknown
    Procedure(code="NA", valid_from=date(2023, 1, 1)),
]
LIMITED = {"calendar": CALENDAR, "procedures": PROCEDURES}
MOMENTS = st.datetimes(datetime(2023, 12, 25), datetime(2024, 2, 5)) | st.just(datetime(2018, 12, 30, 9))


@st.composite
def dated(draw):
    """A case whose due date may be the one of its limit."""
    code, received = draw(st.sampled_from(["1.001", "1.002", "NA", "X", None])), draw(st.none() | MOMENTS)
    due = draw(st.none() | MOMENTS)
    if received and code in ("1.001", "1.002") and received.year > 2020 and draw(st.booleans()):
        limit = draw(st.sampled_from([each.time_limit for each in PROCEDURES if each.code == code]))
        due = due_from(received, limit, CALENDAR)
    moment = {"received_at": received and received.replace(microsecond=0), "due_at": due and due.replace(microsecond=0)}
    return Case(code="H02-240109-0001", status="processing", procedure_code=code, **moment)


def due_findings(subject, **given):
    """How many rows differ, and how many were not compared, by why."""
    found = Counter()
    for each in check(subject, **LIMITED, **given):
        values = dict(each.values)
        if each.code == "due_date_differs_from_limit":
            found["differs"] += values.get("rows", 1)
        elif "due_date_differs_from_limit" in values.get("codes", ()):
            name = {"procedures": "unknown", "calendar": "uncovered"}.get(each.place[0], each.place[0])
            found[name] += values["rows"] if "rows" in values else len(values["cases"])
    return found


@pytest.mark.parametrize("name", ["polars", "duckdb"])
@settings(max_examples=40)
@given(several=st.lists(dated(), min_size=1, max_size=12), receipt=st.sampled_from(["next_moment", "same_clock"]))
def test_due_dates_differ_from_limits_as_those_of_objects(name, several, receipt):
    found = due_findings(ENGINES[name](columns_of(several)), receipt=receipt)
    assert found == due_findings(several, receipt=receipt)


def test_every_engine_compares_due_dates_with_limits(engine):
    friday, right, wrong = datetime(2024, 1, 5, 9), datetime(2024, 1, 12, 9), datetime(2024, 1, 15, 9)
    case = Case(code="1", status="processing", procedure_code="1.001", received_at=friday, due_at=wrong)
    pause = Pause(began_at=datetime(2024, 1, 8), ended_at=datetime(2024, 1, 9))
    several = [
        case,
        evolve(case, code="2", due_at=right),
        evolve(case, code="3", procedure_code="X"),
        evolve(case, code="4", pauses=[pause]),
        evolve(case, code="5", pauses=[evolve(pause, ended_at=None)]),
        evolve(case, code="6", extensions=[Extension(decided_at=date(2024, 1, 9), due_before=right)]),
        evolve(case, code="7", received_at=datetime(2018, 1, 5)),
        evolve(case, code="8", due_at=datetime(2024, 1, 4)),  # a fault of its own
    ]
    frame = engine(columns_of(several))
    assert due_findings(frame) == {"differs": 1, "unknown": 1, "moved": 2, "uncovered": 1}
    (differs,) = (each for each in check(frame, **LIMITED) if each.code == "due_date_differs_from_limit")
    assert dict(differs.values) == {"rows": 1, "codes": ("1",)}


def test_cases_that_a_table_of_pauses_names_are_not_compared():
    case = Case(code="1", status="processing", procedure_code="1.001", received_at=datetime(2024, 1, 5, 9))
    columns = columns_of([evolve(case, code=code, due_at=datetime(2024, 1, 15)) for code in "123"])
    pauses = {
        "code": Column("text", ["2", "2", "X"]),
        "began_at": Column("moment", [datetime(2024, 1, 8)] * 3),
        "ended_at": Column("moment", [datetime(2024, 1, 9)] * 3),
    }
    found = due_findings(ENGINES["polars"](columns), pauses=ENGINES["polars"](pauses))
    assert found == {"differs": 2, "moved": 1}


def test_what_due_dates_are_compared_by_has_to_be_there():
    case = Case(code="1", status="processing", received_at=datetime(2024, 1, 5, 9))
    frame = ENGINES["polars"](columns_of([case])).drop("procedure_code")
    notes = [
        each for each in check(frame, **LIMITED) if dict(each.values).get("codes") == ("due_date_differs_from_limit",)
    ]
    assert [each.place for each in notes] == [("procedure_code",)]


def test_columns_without_a_frame_are_refused():
    with pytest.raises(InvalidValueError, match="columns= goes with a data frame"):
        check([], columns=CaseColumns())


def test_without_narwhals_the_error_says_what_to_install(monkeypatch):
    import sys

    frame = frame_of(ENGINES["polars"])
    for name in [name for name in sys.modules if name.startswith("tthc_core.counting.frames.f")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtraError, match=r"tthc_core\[frames\]"):
        check(frame)
