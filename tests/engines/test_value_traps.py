"""What engines get wrong in ways of their own: flags, codes, days, moments and zones."""

from datetime import date, datetime

import pytest

from tests.engines.frames_of import CHOICES, FLAGS, MOMENTS, Column, aware, columns_of
from tests.engines.side_by_side import JANUARY, case, same
from tthc_core import CaseStatus, Channel, CountingRules, count, field
from tthc_core.counting.frames import CaseColumns
from tthc_core.domain import Applicant, OnlineTier
from tthc_core.errors import InvalidValueError

INSTANT = CountingRules(granularity="instant")


# -- flags and choices -------------------------------------------------------------------------------------------------

FLAGGED = [case(**{name: flag for name in FLAGS if name != "without_result_document"}) for flag in (True, False, None)]
WRITTEN = {"int": (1, 0, None), "float": (1.0, 0.0, None), "text": ("1", "0", None), "flag": (True, False, None)}


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_flag_is_true_however_it_is_written(engine, kind):
    columns = columns_of(FLAGGED)
    written = dict(zip((True, False, None), WRITTEN[kind], strict=True))
    columns |= {name: Column(kind, [written[flag] for flag in columns[name].cells]) for name in FLAGS}
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
    columns |= {name: Column("choice", columns[name].cells) for name in (*CHOICES, "agency_code", "field_code")}
    for by in (None, "level", ("agency", "field", "channel")):
        same(engine, cases, columns, by=by)
    same(engine, cases, columns, where=~(field("agency_code") == "A"))


@pytest.mark.parametrize("unknown", ["abandoned", None, "11", "", "PROCESSED"])
def test_a_row_without_a_known_status_is_unreadable_and_counts_nowhere_else(engine, unknown):
    columns = columns_of(
        [case(), case("processed", submitted_at=datetime(2024, 1, 4), finished_at=datetime(2024, 1, 9))]
    )
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

EDGES = [
    datetime(2023, 12, 31, 23, 59, 59),
    datetime(2024, 1, 1),
    datetime(2024, 1, 31, 23, 59, 59),
    datetime(2024, 2, 1),
]
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


def _of_days(number):
    first, last = date(2024, 1, 1), date(2024, 1, 31)
    received = date(2024, 1, number)
    return case("processed", submitted_at=first, received_at=received, due_at=last, finished_at=last)


DAYS = [_of_days(1), _of_days(31), case(due_at=date(2024, 1, 31)), case(due_at=None)]


def _midnights():
    columns = columns_of(DAYS)
    return columns | {
        name: Column("moment", [at and datetime.combine(at, datetime.min.time()) for at in columns[name].cells])
        for name in MOMENTS
    }


@pytest.mark.parametrize("rules", [CountingRules(), INSTANT], ids=["day", "instant"])
def test_a_column_that_holds_days_is_said_and_not_guessed_from_midnight(engine, rules):
    days = CaseColumns(date_only=["submitted_at", "received_at", "due_at", "finished_at"])
    same(engine, DAYS, _midnights(), columns=days, rules=rules, by="received_day")
    due_at_midnight = [case(due_at=datetime(2024, 1, 31))]
    assert same(engine, due_at_midnight, rules=INSTANT).total().pending_overdue == 1


@pytest.mark.parametrize("rules", [CountingRules(), INSTANT], ids=["day", "instant"])
def test_a_column_of_days_begins_what_opens_and_ends_what_closes(engine, rules):
    if not engine.holds("day"):
        pytest.skip(f"{engine.name} has no type for days")
    columns = columns_of(DAYS)
    columns |= {name: Column("day", [at and at.date() for at in columns[name].cells]) for name in MOMENTS}
    for by in (None, "received_day", "received_month"):
        same(engine, DAYS, columns, rules=rules, by=by)
    same(engine, DAYS, columns, where=field("due_at") >= field("finished_at"))


def test_a_text_where_moments_belong_is_refused(engine):
    columns = columns_of([case()]) | {"due_at": Column("text", ["20/01/2024"])}
    with pytest.raises(InvalidValueError, match="due_at.*expected"):
        count(engine(columns), JANUARY)
