"""What engines get wrong in ways of their own; each trap is one test, on every engine."""

from datetime import date, datetime

import pytest

from tests.engines.frames_of import CHOICES, FLAGS, MOMENTS, Column, aware, columns_of
from tthc_core import Case, CaseStatus, Channel, CountingRules, Period, count, field
from tthc_core.counting.frames import CaseColumns
from tthc_core.domain import Applicant, OnlineTier
from tthc_core.errors import InvalidValueError, UnknownCounterError, UnknownKeyError

JANUARY = Period.month(2024, 1)
INSTANT = CountingRules(granularity="instant")
TEXTS = ("NA", "nan", "NaN", "None", "null", "", "0", " ")


def case(status="processing", **fields):
    return Case(**{"code": "1", "status": status, "received_at": datetime(2024, 1, 5, 9), **fields})


def same(engine, cases, columns=None, **options):
    """The tally of a frame, which is that of the cases."""
    given = columns_of(cases) if columns is None else columns
    told = {name: options.pop(name) for name in ("columns_are",) if name in options}
    found = count(engine(given), JANUARY, columns=told.get("columns_are"), **options)
    expected = count(cases, JANUARY, **options)
    assert dict(found.items()) == dict(expected.items())
    assert (found.total().as_dict(), found.account) == (expected.total().as_dict(), expected.account)
    return found


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


# -- flags and choices -------------------------------------------------------------------------------------------------

FLAGGED = [case(**{name: flag for name in FLAGS if name != "without_result_document"}) for flag in (True, False, None)]
WRITTEN = {"int": (1, 0, None), "float": (1.0, 0.0, None), "text": ("1", "0", None), "flag": (True, False, None)}


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_flag_is_true_however_it_is_written(engine, kind):
    columns = columns_of(FLAGGED)
    columns |= {name: Column(kind, [WRITTEN[kind][flag is None and 2 or int(not flag)] for flag in column.values])
                for name, column in columns.items() if name in FLAGS}  # fmt: skip
    assert same(engine, FLAGGED, columns).total().digitised == 1
    for asked in (field("fee_due") == True, ~(field("fee_due") == True), field("fee_due") == False):  # noqa: E712
        same(engine, FLAGGED, columns, where=asked)
    assert same(engine, FLAGGED, columns, where=field("fee_due").is_missing()).total().received == 1


@pytest.mark.parametrize("nothing", [None, float("nan")], ids=["None", "NaN"])
@pytest.mark.parametrize("values", [(True, False), (1.0, 0.0), ("1", "0"), (1, 0)], ids=str)
def test_an_object_column_of_pandas_is_checked_and_not_trusted(engine, values, nothing):
    if engine.package != "pandas":
        pytest.skip("only pandas has object columns")
    import pandas as pd

    frame = engine(columns_of(FLAGGED))
    frame["digitised"] = pd.Series([*values, nothing], dtype="object")
    frame["agency_code"] = pd.Series(["A", "A", nothing], dtype="object")
    tally = count(frame, JANUARY, by="agency")
    assert {key: (row.received, row.digitised) for key, row in tally.items()} == {"A": (2, 1), None: (1, 0)}


@pytest.mark.parametrize("kind", ["int", "float", "text", "choice"])
def test_choices_are_read_by_the_codes_of_the_portal(engine, kind):
    cases = [case(status, finished_at=datetime(2024, 1, 20)) for status in CaseStatus]
    cases += [case(channel=channel) for channel in (*Channel, None)] + [case(tier=tier) for tier in OnlineTier]
    cases += [case(applicant=applicant) for applicant in (*Applicant, None)]
    columns = columns_of(cases)
    for name in CHOICES:
        codes = [getattr(value, "code", None) for value in (getattr(each, name) for each in cases)]
        if name != "level":
            texts = kind in ("text", "choice")
            columns[name] = Column(kind, [code if code is None else str(code) if texts else code for code in codes])
    for by in (None, "channel", "tier", "applicant"):
        same(engine, cases, columns, by=by)
    assert same(engine, cases, columns, where=field("channel") == "online").total().received == 1


def test_a_column_of_categories(engine):
    cases = [case(status, channel="online", level="province", agency_code="A") for status in CaseStatus] + [case()]
    columns = columns_of(cases)
    columns |= {name: Column("choice", columns[name].values) for name in (*CHOICES, "agency_code", "field_code")}
    for by in (None, "level", ("agency", "field", "channel")):
        same(engine, cases, columns, by=by)
    same(engine, cases, columns, where=~(field("agency_code") == "A"))


@pytest.mark.parametrize("unknown", ["abandoned", None, "11", "", "PROCESSED"])
def test_a_row_without_a_known_status_is_unreadable_and_counts_nowhere_else(engine, unknown):
    columns = columns_of([case(), case("processed", submitted_at=datetime(2024, 1, 4), finished_at=datetime(2024, 1, 9))])
    columns["status"] = Column("text", ["processing", unknown])
    tally = count(engine(columns), JANUARY)
    assert (tally.account.read, tally.account.unreadable, tally.account.in_scope) == (2, 1, 1)
    assert tally.total().as_dict() == count([case()], JANUARY).total().as_dict()


def test_an_unknown_number_is_no_status_either(engine):
    columns = columns_of([case(), case(), case()])
    columns["status"] = Column("int", [4, 11, None])
    assert count(engine(columns), JANUARY).account.unreadable == 2


def test_an_unknown_channel_is_the_counter_an_unknown_level_none(engine):
    columns = columns_of([case(), case(channel="online", level="province")])
    columns |= {"channel": Column("text", ["telepathy", "online"]), "level": Column("text", ["planet", "province"])}
    row = count(engine(columns), JANUARY, by=("level", "channel"))
    assert list(row) == [("province", "online"), (None, "counter")]
    assert row.total().received_counter == 1


# -- days, moments and zones -------------------------------------------------------------------------------------------

EDGES = [datetime(2023, 12, 31, 23, 59, 59), datetime(2024, 1, 1), datetime(2024, 1, 31, 23, 59, 59), datetime(2024, 2, 1)]
AT_EDGES = [case("processed", code=f"{a} {b}", received_at=a, finished_at=b, due_at=a) for a in EDGES for b in EDGES]


def test_no_zone_of_a_session_moves_a_local_moment(engine):
    for by in (None, "received_month", "received_week", "received_day"):
        same(engine, AT_EDGES, by=by, rules=INSTANT)


def test_a_moment_with_a_zone_is_that_of_vietnam(engine):
    columns = aware(columns_of(AT_EDGES))
    for by in (None, "received_month", "received_week", "received_day"):
        same(engine, AT_EDGES, columns, by=by, rules=INSTANT)
    same(engine, AT_EDGES, columns, where=field("received_at") >= datetime(2024, 1, 1))
    same(engine, AT_EDGES, columns, where=field("received_at").day == date(2024, 1, 31))


def test_a_moment_with_a_zone_beside_one_without(engine):
    same(engine, AT_EDGES, aware(columns_of(AT_EDGES), ["received_at"]), rules=INSTANT, by="received_day")


DAYS = [case("processed", code=str(n), submitted_at=date(2024, 1, 1), received_at=date(2024, 1, n), due_at=date(2024, 1, 31),
             finished_at=date(2024, 1, 31)) for n in (1, 31)] + [case(due_at=date(2024, 1, 31)), case(due_at=None)]  # fmt: skip


def _midnights():
    columns = columns_of(DAYS)
    return columns | {
        name: Column("moment", [at and datetime.combine(at, datetime.min.time()) for at in columns[name].values])
        for name in MOMENTS
    }


@pytest.mark.parametrize("rules", [CountingRules(), INSTANT], ids=["day", "instant"])
def test_a_column_that_holds_days_is_said_and_not_guessed_from_midnight(engine, rules):
    days = CaseColumns(date_only=["submitted_at", "received_at", "due_at", "finished_at"])
    same(engine, DAYS, _midnights(), columns_are=days, rules=rules, by="received_day")
    due_at_midnight = [case(due_at=datetime(2024, 1, 31))]
    assert same(engine, due_at_midnight, rules=INSTANT).total().pending_overdue == 1


@pytest.mark.parametrize("rules", [CountingRules(), INSTANT], ids=["day", "instant"])
def test_a_column_of_days_begins_what_opens_and_ends_what_closes(engine, rules):
    if not engine.holds("day"):
        pytest.skip(f"{engine.name} has no type for days")
    columns = columns_of(DAYS)
    columns |= {name: Column("day", [at and at.date() for at in columns[name].values]) for name in MOMENTS}
    for by in (None, "received_day", "received_month"):
        same(engine, DAYS, columns, rules=rules, by=by)
    same(engine, DAYS, columns, where=field("due_at") >= field("finished_at"))


def test_a_text_where_moments_belong_is_refused(engine):
    columns = columns_of([case()]) | {"due_at": Column("text", ["20/01/2024"])}
    with pytest.raises(InvalidValueError, match="due_at.*expected"):
        count(engine(columns), JANUARY)


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


@pytest.mark.parametrize(("name", "instead"), [("received_at", "receivd_at"), ("status", "statu"), ("finished_at", "finish_at")])
def test_without_a_needed_column_the_error_lists_what_is_near(engine, name, instead):
    columns = columns_of([case()])
    columns[instead] = columns.pop(name)
    with pytest.raises(UnknownKeyError, match=rf"{name}.*{instead}"):
        count(engine(columns), JANUARY)
    same(engine, [case()], columns, columns_are=CaseColumns(**{name: instead}))


def test_a_column_that_is_named_must_be_there(engine):
    with pytest.raises(UnknownKeyError, match=r"DonVi.*agency_code"):
        count(engine(columns_of([case()])), JANUARY, columns=CaseColumns(agency_code="DonVi"))


def test_without_pauses_and_extensions_no_case_has_any(engine):
    cases = [case(), case("supplement_requested", due_at=datetime(2024, 1, 9))]
    columns = {n: c for n, c in columns_of(cases).items() if not n.startswith(("paused_", "extended_", "returned", "refused"))}
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
