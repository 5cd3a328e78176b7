"""What engines get wrong in ways of their own: missing values, groups, columns that are not there."""

from datetime import date, datetime

import pytest

from tests.engines.frames_of import Column, columns_of
from tests.engines.side_by_side import JANUARY, case, same
from tthc_core import count, field
from tthc_core.counting.frames import CaseColumns
from tthc_core.errors import UnknownCounterError, UnknownKeyError

TEXTS = ("NA", "nan", "NaN", "None", "null", "", "0", " ")


# -- missing values ----------------------------------------------------------------------------------------------------


def test_not_of_a_comparison_with_nothing_keeps_the_row(engine):
    cases = [case(), case(channel="online", digitised=True, due_at=datetime(2024, 1, 2), agency_code="A", code="2")]
    for asked in (
        field("channel") == "online",
        field("digitised") == True,  # noqa: E712
        field("due_at") < datetime(2024, 1, 9),
        field("due_at").day <= date(2024, 1, 9),
        field("due_at") < field("received_at"),
        field("agency_code") == "A",
        field("agency_code").is_in(["A"]),
        field("overdue").is_true(),
    ):
        assert same(engine, cases, where=~asked).total().received == 1, asked
        assert same(engine, cases, where=~~asked).total().received == 1, asked
        assert same(engine, cases, where=asked | ~asked).total().received == 2, asked


def test_the_later_of_an_open_end_and_the_receipt_ends_nothing(engine):
    row = same(engine, [case(), case("processed", finished_at=datetime(2023, 12, 1))]).total()
    assert (row.pending, row.ended) == (1, 1)


def test_a_case_that_ended_before_its_receipt_ends_on_that_day(engine):
    assert same(engine, [case("processed", finished_at=datetime(2023, 12, 1))]).total().ended == 1
    received = datetime(2024, 2, 1)
    assert same(engine, [case("processed", received_at=received, finished_at=datetime(2024, 1, 9))]).account.later == 1


def test_a_group_without_a_value_is_the_key_none(engine):
    cases = [case(), case(agency_code="A", level="province", tier="full"), case(code="3", received_at=None)]
    for by in ("agency", "level", "tier", "handling_agency", ("agency", "level"), ("field", "received_month")):
        same(engine, cases, by=by)
    assert same(engine, cases, by="agency").keys() == ["A", None]
    assert same(engine, cases, by="received_day").keys() == [date(2024, 1, 5), None]


@pytest.mark.parametrize("kind", ["nothing", "typed"])
def test_a_column_of_nothing(engine, kind):
    cases = [case(), case("processed"), case("submitted", received_at=None)]
    columns = columns_of(cases)
    for name, (own, values) in columns.items():
        if set(values) == {None}:
            columns[name] = Column("nothing" if kind == "nothing" else own, values)
    same(engine, cases, columns)
    same(engine, cases, columns, by=("agency", "channel"), where=~(field("due_at") < datetime(2024, 1, 1)))


def test_no_receipt_at_all(engine):
    cases = [case(received_at=None), case("processed", received_at=None, finished_at=datetime(2024, 1, 9))]
    same(engine, cases, by="received_month")
    assert same(engine, cases).account.no_receipt == 2


def test_an_empty_frame(engine):
    assert same(engine, []).account.read == 0
    for by in ("agency", "received_month", ("level", "channel")):
        assert same(engine, [], by=by).keys() == []
    assert same(engine, [case()], where=field("channel") == "post").total().received == 0


def test_the_word_na_is_a_code(engine):
    cases = [case(code=text, agency_code=text, field_code=text) for text in TEXTS] + [case()]
    assert set(same(engine, cases, by="agency")) == {*TEXTS, None}
    assert same(engine, cases, where=field("agency_code") == "NA").total().received == 1
    assert same(engine, cases, where=field("agency_code").is_missing()).total().received == 1


# -- numbers, rows and columns -----------------------------------------------------------------------------------------


def test_numbers_are_whole_numbers_of_python(engine):
    tally = count(engine(columns_of([case(agency_code="A")] * 3)), JANUARY, by="agency")
    assert {type(value) for value in tally["A"].as_dict().values()} == {int}
    # A sum of unsigned numbers would wrap here.
    assert tally["A"].received - tally["A"].pending - 1 == -1


def test_rows_with_equal_codes_are_counted_as_they_come(engine):
    assert same(engine, [case()] * 3 + [case(code="2")]).total().received == 4


def test_without_an_optional_column_its_counters_are_left_out(engine):
    columns = columns_of([case(digitised=True)])
    del columns["digitised"]
    tally = count(engine(columns), JANUARY)
    every = count([case()], JANUARY).total().known
    assert set(every) - set(tally.total().known) == {"digitised", "digitised_carried_over"}
    assert tally.total().get("digitised") is None
    with pytest.raises(UnknownCounterError, match="'digitised' cannot be counted.*no column"):
        count(engine(columns), JANUARY, counters=["received", "digitised"])


def test_without_due_dates_nothing_is_judged_and_the_account_stands(engine):
    columns = columns_of([case("processed", finished_at=datetime(2024, 1, 9)), case()])
    for name in ("due_at", "paused_due_before", "extended_due_before", "extended_at"):
        del columns[name]
    tally = count(engine(columns), JANUARY)
    assert {"early", "late", "resolved_in_time", "due_soon", "due_in_period"}.isdisjoint(tally.total().known)
    assert (tally.total().resolved, tally.total().pending, tally.account.in_scope) == (1, 1, 2)


@pytest.mark.parametrize(
    ("name", "instead"), [("received_at", "receivd_at"), ("status", "statu"), ("finished_at", "finish_at")]
)
def test_without_a_needed_column_the_error_lists_what_is_near(engine, name, instead):
    columns = columns_of([case()])
    columns[instead] = columns.pop(name)
    with pytest.raises(UnknownKeyError, match=rf"{name}.*{instead}"):
        count(engine(columns), JANUARY)
    same(engine, [case()], columns, columns=CaseColumns(**{name: instead}))


def test_a_column_that_is_named_must_be_there(engine):
    with pytest.raises(UnknownKeyError, match=r"DonVi.*agency_code"):
        count(engine(columns_of([case()])), JANUARY, columns=CaseColumns(agency_code="DonVi"))


def test_without_pauses_and_extensions_no_case_has_any(engine):
    cases = [case(), case("supplement_requested", due_at=datetime(2024, 1, 9))]
    columns = {
        n: c for n, c in columns_of(cases).items() if not n.startswith(("paused_", "extended_", "returned", "refused"))
    }
    assert same(engine, cases, columns).total().paused == 1


def test_a_pause_without_a_beginning_is_none(engine):
    columns = columns_of([case(due_at=datetime(2024, 1, 9))])
    columns["paused_until"] = Column("moment", [datetime(2024, 3, 1)])
    assert count(engine(columns), JANUARY).total().pending_overdue == 1


def test_any_column_is_a_group_that_can_be_printed_and_asked(engine):
    columns = columns_of([case(), case()]) | {"ward": Column("text", ["P1", None]), "score": Column("int", [7, 8])}
    tally = count(engine(columns), JANUARY, by=("ward", "score"))
    assert list(tally) == [("P1", 7), (None, 8)]
    assert "P1" in str(tally)
    for asked in (field("ward") == "P1", ~(field("ward") == "P1"), field("ward").is_missing(), field("score") > 7):
        assert count(engine(columns), JANUARY, where=asked).total().received == 1, asked


def test_columns_with_the_names_of_a_statement_are_in_nobodys_way(engine):
    cases = [case(agency_code="A"), case("processed", finished_at=datetime(2024, 1, 9), agency_code="B")]
    own = {name: Column("int", [1, 2]) for name in ("k0", "k1", "s0", "m0", "n", "c0", "e0", "o0", "rows", "gates")}
    same(engine, cases, columns_of(cases) | own, by="agency")
    assert set(count(engine(columns_of(cases) | own), JANUARY, by=("m0", "k0"))) == {(1, 1), (2, 2)}
