"""Where a data frame may stand in place of objects, and what is asked of it; on Polars, which the tests always have."""

from datetime import date, datetime
from importlib.util import find_spec

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_core import (
    Case,
    CaseColumns,
    InvalidValueError,
    Level,
    MissingExtraError,
    Period,
    Procedure,
    Tally,
    TimeLimit,
    WorkCalendar,
    cases_behind,
    check,
    count,
    count_each,
    indicators,
    late_bands,
    processing_times,
    rules,
    times_behind,
    with_due_dates,
    with_working_days,
)
from tthc_core.counting import COUNTERS
from tthc_core.counting.fields import FIELDS, Kind
from tthc_core.counting.frames.engine import _trees
from tthc_core.counting.gates import BESIDE, Fork, Gate, Twins, gates_of, twinned
from tthc_core.counting.plan import Algebra, NoRoomError
from tthc_core.counting.predicate import Before, Cut, Field, field

JANUARY = Period.month(2024, 1)
MOMENTS = {
    "received_at": [datetime(2024, 1, 5, 9), datetime(2024, 1, 8, 9)],
    "due_at": [datetime(2024, 1, 12, 17), None],
    "finished_at": [datetime(2024, 1, 15, 9), None],
}
FRAME = pl.DataFrame({"code": ["1", "2"], "status": ["processed", "?"], "agency_code": ["H02", None], **MOMENTS})
CASE = Case(code="1", status="processing", received_at=date(2024, 1, 5))


def test_a_frame_is_counted_listed_and_checked():
    tally = count(FRAME, JANUARY, by="agency")
    assert (tally["H02"].late, tally.account.unreadable) == (1, 1)
    assert count_each(FRAME, [JANUARY], by="agency") == {JANUARY: tally}
    assert cases_behind(FRAME, JANUARY, "late")["code"].to_list() == ["1"]
    procedures = [Procedure(code="1.001", time_limit=TimeLimit.working_days(4))]
    limited = FRAME.with_columns(procedure_code=pl.lit("1.001"))
    found = {each.code for each in check(limited, calendar=WorkCalendar.vietnam(), procedures=procedures)}
    assert {"unknown_status", "due_date_differs_from_limit"} <= found


def test_what_says_how_a_frame_is_read_is_not_for_objects():
    with pytest.raises(InvalidValueError, match="columns= says how a data frame is read"):
        count([CASE], JANUARY, columns=CaseColumns())
    with pytest.raises(InvalidValueError, match="columns= goes with a data frame"):
        check([CASE], columns=CaseColumns())
    with pytest.raises(InvalidValueError, match="supplement= goes with objects"):
        check(FRAME, supplement="shift")


def test_what_is_counted_beside_the_account_is_counted_alone_too():
    row = count(FRAME.with_columns(submitted_at="received_at"), JANUARY, counters=["filed"]).total()
    assert (row.filed, row.account.read) == (1, 2)


def test_counters_of_time_are_asked_of_a_frame():
    calendar = WorkCalendar.vietnam()
    (total,) = processing_times(calendar)
    row = count(FRAME, JANUARY, counters=[*late_bands(calendar), total]).total()
    assert (row.late_up_to_5, row.late_6_to_10, row.processing_working_days, row.resolved) == (1, 0, 6, 1)
    assert times_behind(FRAME, JANUARY, total) == [6]
    with pytest.raises(InvalidValueError, match="columns= says how a data frame is read"):
        times_behind([CASE], JANUARY, total, columns=CaseColumns())


@pytest.mark.parametrize(
    ("method", "package"), [("to_polars", "polars"), ("to_pandas", "pandas"), ("to_arrow", "pyarrow")]
)
def test_a_tally_becomes_a_frame(method, package):
    tally = Tally.published({Level.PROVINCE: {"resolved": 19320, "resolved_in_time": 19196}}, JANUARY)
    written = getattr(tally, method)
    if find_spec(package) is None:
        with pytest.raises(MissingExtraError, match=package):
            written([indicators.ON_TIME])
    else:
        assert len(written([indicators.ON_TIME])) == 1


def test_a_frame_gets_due_dates_and_working_days():
    calendar = WorkCalendar.vietnam()
    dated = with_due_dates(FRAME, calendar, TimeLimit.working_days(5))
    assert dated["due_by_limit"].to_list() == [datetime(2024, 1, 12, 9), datetime(2024, 1, 15, 9)]
    assert with_working_days(dated.lazy(), calendar).collect()["working_days"].to_list() == [6, None]


def test_the_calendar_becomes_a_frame():
    days = WorkCalendar.vietnam().to_frame().filter(pl.col("day") == date(2024, 5, 4))
    assert days["is_working_day"].to_list() == [True]


def test_a_gate_names_what_asks_no_date_beside_the_tree():
    online = field("channel") == "online"
    done = field("status") == "processed"
    algebra = Algebra()
    tree = gates_of({"done": done, "online": done & online}, algebra)
    assert isinstance(tree, Fork)
    arms = dict(tree.arms)
    ((name, expression),) = arms[("processed",)].asking
    assert (arms[("processed",)].names, name) == (frozenset({"done"}), "online")
    assert algebra.node(expression)[0] == "test"
    others = next(arm for values, arm in tree.arms if "draft" in values)
    assert others == Gate(frozenset(), frozenset())
    always = gates_of({"any": ~field("received_at").is_missing() | field("received_at").is_missing()}, Algebra())
    assert always == Gate(frozenset({"any"}), frozenset())


def test_an_expression_is_that_of_its_own_predicate_though_others_are_gone():
    algebra = Algebra()
    assert len({algebra.translate(field("agency_code") == str(number)) for number in range(200)}) == 200


@given(st.sampled_from(list(rules.PRESETS.values())), st.randoms())
def test_twins_are_the_leaves_that_the_tree_has(chosen, random):
    ((tree, *_),), _ = _trees(chosen, tuple(COUNTERS))
    alike, parting, first = twinned(tree)
    answers = {}

    def walked(node):
        while isinstance(node, Fork):
            variable = node.variable
            answer = answers.setdefault(variable, random.choice(variable.values))
            node = next(arm for values, arm in node.arms if answer in values)
        return node

    found = walked(alike)
    if isinstance(found, Twins):
        found = found.first if answers.setdefault(parting, random.choice(parting.values)) in first else found.second
    assert found == walked(tree)


def test_more_texts_than_there_are_numbers_for_are_grouped_as_they_stand():
    by = ("agency", "field", "procedure", "handling_agency", "level")  # twelve bits each
    held = pl.Series([f"mã {number}" for number in range(5000)], dtype=pl.Categorical)
    names = ("agency_code", "field_code", "procedure_code", "handling_agency_code")
    cases = [
        Case(code="1", status="processing", received_at=date(2024, 1, 5), level="commune", **dict.fromkeys(names, text))
        for text in ("xã A", "xã B", None, "xã A")
    ]
    columns = {name: [getattr(case, name) for case in cases] for name in names}
    frame = pl.DataFrame(
        columns
        | {"status": ["processing"] * 4, "level": ["commune"] * 4}
        | {"received_at": [datetime(2024, 1, 5)] * 4, "finished_at": [None] * 4}
    )
    names_of_counters = ["received", "pending"]
    assert count(frame, JANUARY, by=by, counters=names_of_counters) == count(
        cases, JANUARY, by=by, counters=names_of_counters
    )
    assert len(held) == 5000


def test_what_has_no_line_of_time_or_another_beginning_stays_as_it_is():
    done, gone = field("status") == "processed", field("status") == "withdrawn"
    plain = gates_of({"done": done}, Algebra())
    assert twinned(plain) == (plain, None, ())
    received = Field("received_at")
    tree = gates_of({"old": done & Before(received, Cut.FIRST), "gone": gone & Before(received, Cut.AFTER)}, Algebra())
    alike, parting, first = twinned(tree)
    assert (parting.of, first) == (received, (0,))
    by_status = dict(alike.arms)
    assert by_status[("withdrawn",)] == dict(tree.arms)[("withdrawn",)]
    assert by_status[("processed",)] != dict(tree.arms)[("processed",)]


def test_a_tree_has_room_for_so_many_questions_beside_it():
    flags = [name for name, info in FIELDS.items() if info.kind is Kind.FLAG][:BESIDE]
    done = field("status") == "processed"
    asked = {f"{name} {truth}": done & (field(name) == truth) for name in flags for truth in (True, False)}
    with pytest.raises(NoRoomError):
        gates_of(asked, Algebra(), 1000)
    gates_of(dict(list(asked.items())[:BESIDE]), Algebra(), 1000)
