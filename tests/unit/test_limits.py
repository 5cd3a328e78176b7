"""The limits of publishing and of feedback: a table with its sources, and the days that they give."""

from datetime import date, datetime, time

import pytest
from attrs import evolve

from tests.spec.rows import rows
from tthc_core.calendar import LimitUnit, SpecialDay, TimeLimit, WorkCalendar, WorkingHours
from tthc_core.counting import limits
from tthc_core.counting.limits import LEGAL_LIMITS, Act, LegalLimit, legal_limit, with_due, with_limits
from tthc_core.domain import Feedback, Procedure
from tthc_core.errors import CalendarRangeError, InvalidValueError
from tthc_core.law import Source

VIETNAM = WorkCalendar.vietnam()


def day(text: str) -> date | None:
    return None if text == "–" else datetime.strptime(text, "%d/%m/%Y").date()


# -- the table ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "who", "unit", "limit", "source", "read"),
    rows("""
    publish            | ministry | working_day  | 20 ngày làm việc | Cách tính của Cổng Dịch vụ công quốc gia | no
    publish            | province | working_day  | 05 ngày làm việc | Cách tính của Cổng Dịch vụ công quốc gia | no
    publish            | ministry | calendar_day | 20 ngày          | Nghị định 63/2010/NĐ-CP, Điều 15         | yes
    publish            | province | calendar_day | 05 ngày          | Nghị định 63/2010/NĐ-CP, Điều 15         | yes
    make_public        | ministry | working_day  | 10 ngày làm việc | Nghị định 63/2010/NĐ-CP, Điều 24         | yes
    make_public        | province | working_day  | 05 ngày làm việc | Nghị định 63/2010/NĐ-CP, Điều 24         | yes
    decline            | ministry | working_day  | 02 ngày làm việc | Cách tính của Cổng Dịch vụ công quốc gia | no
    request_supplement | ministry | working_day  | 05 ngày làm việc | Cách tính của Cổng Dịch vụ công quốc gia | no
    answer             | ministry | working_day  | 15 ngày làm việc | Cách tính của Cổng Dịch vụ công quốc gia | no
    answer             | province | working_day  | 15 ngày làm việc | Cách tính của Cổng Dịch vụ công quốc gia | no
    publish_answer     | province | working_day  | 02 ngày làm việc | Cách tính của Cổng Dịch vụ công quốc gia | no
    """),
)
def test_every_limit_says_where_it_comes_from_and_whether_that_was_read(act, who, unit, limit, source, read):
    found = legal_limit(act, date(2024, 1, 15), by_ministry=who == "ministry", unit=unit)
    assert (found.act, str(found.limit), str(found.source)) == (Act(act), limit, source)
    assert (found.source.checked is not None) == (read == "yes")


def test_a_limit_is_in_force_from_the_first_day_of_its_source():
    first = date(2010, 10, 14)
    assert legal_limit("make_public", first).limit == TimeLimit.working_days(5)
    with pytest.raises(CalendarRangeError) as error:
        legal_limit("make_public", date(2010, 10, 13))
    assert str(error.value) == (
        "no limit of 'make_public' in working_days is known on 13/10/2010. "
        "Known: Nghị định 63/2010/NĐ-CP, Điều 24, from 14/10/2010."
    )


def test_of_two_limits_the_one_in_force_on_the_day_counts(monkeypatch):
    old = Source(title="A", valid_to=date(2023, 12, 31))
    new = Source(title="B", valid_from=date(2024, 1, 1), valid_to=date(2024, 6, 30))
    table = tuple(LegalLimit(Act.ANSWER, TimeLimit.working_days(n), source) for n, source in ((9, old), (7, new)))
    monkeypatch.setattr(limits, "LEGAL_LIMITS", table)
    assert [str(legal_limit("answer", date(2024, 1, d)).limit) for d in (1, 2)] == ["07 ngày làm việc"] * 2
    assert legal_limit("answer", date(2023, 12, 31)).limit.amount == 9
    with pytest.raises(CalendarRangeError, match=r"Known: A, until 31/12/2023; B, from 01/01/2024 until 30/6/2024\."):
        legal_limit("answer", date(2024, 7, 1))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"act": "answr"}, "legal_limit: act: 'answr' is not a member of Act"),
        ({"act": "answer", "unit": "week"}, "legal_limit: unit: 'week' is not a member of LimitUnit"),
        ({"act": "answer", "unit": LimitUnit.MONTH}, r"no limit of 'answer' in months .* Known: none\."),
    ],
)
def test_what_has_no_limit_is_refused(asked, says):
    with pytest.raises(InvalidValueError, match=says):
        legal_limit(day=date(2024, 1, 15), **asked)


def test_the_table_holds_each_limit_once():
    known = {(each.act, each.limit.unit, each.by_ministry) for each in LEGAL_LIMITS}
    assert len(known) == len(LEGAL_LIMITS) == 10
    assert {each.act for each in LEGAL_LIMITS} == set(Act)


# -- procedures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "effective", "working", "calendar"),
    rows("""
    province         | 22/01/2024 | 15/01/2024 | 17/01/2024
    –                | 22/01/2024 | 15/01/2024 | 17/01/2024
    province commune | 09/01/2024 | 02/01/2024 | 04/01/2024
    province         | 08/01/2024 | 29/12/2023 | 03/01/2024
    province         | 20/01/2024 | 15/01/2024 | 15/01/2024
    province         | 07/05/2024 | 26/04/2024 | 02/05/2024
    central          | 31/01/2024 | 03/01/2024 | 11/01/2024
    central province | 31/01/2024 | 03/01/2024 | 11/01/2024
    province         | –          | –          | –
    """),
)
def test_a_procedure_is_published_before_its_legal_basis_takes_effect(levels, effective, working, calendar):
    # 01/01 and 29/4–01/5 are off, Saturday 04/5/2024 is worked.
    levels = () if levels == "–" else tuple(levels.split())
    procedure = Procedure(code="1", levels=levels, legal_effective_on=day(effective))
    assert with_limits(procedure, VIETNAM).publish_by == day(working)
    assert with_limits(procedure, VIETNAM, publishing_days="calendar").publish_by == day(calendar)


@pytest.mark.parametrize(
    ("levels", "decided", "public_by"),
    rows("""
    province         | 15/01/2024 | 22/01/2024
    commune          | 20/01/2024 | 26/01/2024
    province         | 26/04/2024 | 07/05/2024
    central          | 15/01/2024 | 29/01/2024
    central province | 02/02/2024 | 23/02/2024
    province         | –          | –
    """),
)
def test_a_procedure_is_made_public_after_its_decision(levels, decided, public_by):
    procedure = Procedure(code="1", levels=tuple(levels.split()), decided_on=day(decided))
    for days in ("working", "calendar"):
        assert with_limits(procedure, VIETNAM, publishing_days=days).public_by == day(public_by)


def test_a_day_that_is_given_stays_and_nothing_else_changes():
    dated = Procedure(
        code="1",
        name="Cấp giấy phép",
        published_on_time=False,
        decided_on=date(2024, 1, 15),
        legal_effective_on=date(2024, 1, 22),
    )
    shortened = evolve(dated, publish_by=date(2024, 1, 18), public_by=date(2024, 1, 17))
    assert with_limits(shortened, VIETNAM) == shortened
    assert with_limits(dated, VIETNAM) == evolve(dated, publish_by=date(2024, 1, 15), public_by=date(2024, 1, 22))
    # What is given is not looked up, wherever the calendar ends.
    far = Procedure(code="1", legal_effective_on=date(2150, 1, 1), publish_by=date(2149, 12, 1))
    assert with_limits(far, VIETNAM) == far


def test_a_provinces_own_day_off_moves_the_last_day():
    own = VIETNAM.with_days(SpecialDay(date(2024, 1, 17), "holiday", "Ngày của tỉnh"))
    procedure = Procedure(code="1", decided_on=date(2024, 1, 15), legal_effective_on=date(2024, 1, 22))
    found = with_limits(procedure, own)
    assert (found.publish_by, found.public_by) == (date(2024, 1, 12), date(2024, 1, 23))


@pytest.mark.parametrize(
    ("dates", "days", "name", "says"),
    [
        ({"legal_effective_on": date(2019, 1, 3)}, "working", "publish_by", "covers 01/01/2019–31/12/2027"),
        ({"legal_effective_on": date(2028, 1, 3)}, "working", "publish_by", "03/01/2028 is outside"),
        (
            {"legal_effective_on": date(2010, 10, 13)},
            "calendar",
            "publish_by",
            "no limit of 'publish' in calendar_days .* on 13/10/2010",
        ),
        ({"legal_effective_on": date(1, 1, 1)}, "calendar", "publish_by", "no limit of 'publish'"),
        ({"decided_on": date(2027, 12, 30)}, "working", "public_by", "5 working days after 30/12/2027 is outside"),
        ({"decided_on": date(2018, 12, 28)}, "calendar", "public_by", "28/12/2018 is outside"),
    ],
)
def test_a_day_that_no_table_covers_names_the_procedure_and_the_way_out(dates, days, name, says):
    procedure = Procedure(code="2.002492", **dates)
    way_out = rf"In the Procedure with code '2\.002492'; give its {name} to do without\."
    with pytest.raises(CalendarRangeError, match=rf"Procedure\.{name}: .*{says}.*{way_out}"):
        with_limits(procedure, VIETNAM, publishing_days=days)


def test_the_days_of_the_decree_need_no_calendar_of_working_days():
    found = with_limits(Procedure(code="1", legal_effective_on=date(2015, 7, 1)), VIETNAM, publishing_days="calendar")
    assert found.publish_by == date(2015, 6, 26)


@pytest.mark.parametrize(
    ("calendar", "days", "says"),
    [
        (None, "working", r"calendar: None is not a WorkCalendar. Write WorkCalendar.vietnam\(\)"),
        (VIETNAM, "workings", "publishing_days: 'workings' is not a way to count them. Near: 'working'"),
        (VIETNAM, ["working"], r"publishing_days: \['working'\] is not a way to count them"),
    ],
)
def test_wrong_arguments_are_refused(calendar, days, says):
    with pytest.raises(InvalidValueError, match=says):
        with_limits(Procedure(code="1"), calendar, publishing_days=days)


# -- feedback ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2024, 1, 5, 10), datetime(2024, 1, 26, 10)),
        (date(2024, 1, 5), datetime(2024, 1, 26, 7)),
        (datetime(2024, 1, 5, 18), datetime(2024, 1, 29, 7)),  # after hours: as on Monday morning
        (datetime(2024, 1, 6, 10), datetime(2024, 1, 29, 7)),  # a Saturday
        (datetime(2024, 4, 19, 10), datetime(2024, 5, 14, 10)),  # over 29/4–01/5 off and a Saturday worked
    ],
)
def test_feedback_is_due_fifteen_working_days_after_its_receipt(received, due):
    note = Feedback(code="PA-1", kind="regulation", received_at=received)
    assert with_due(note, VIETNAM) == evolve(note, due_at=due)


def test_a_cut_off_of_the_calendar_holds_for_feedback_too():
    calendar = VIETNAM.with_hours(WorkingHours(cut_off=time(15)))
    note = Feedback(code="PA-1", received_at=datetime(2024, 1, 5, 16))
    assert with_due(note, calendar).due_at == datetime(2024, 1, 29, 7)


def test_a_due_date_that_is_given_stays_and_without_receipt_there_is_none():
    given = Feedback(code="1", received_at=date(2024, 1, 5), due_at=date(2024, 1, 12))
    assert with_due(given, VIETNAM) is given
    lost = Feedback(code="1", handled_at=date(2024, 1, 5))
    assert with_due(lost, VIETNAM).due_at is None


def test_a_due_date_outside_the_calendar_names_the_feedback():
    note = Feedback(code="PA-7", received_at=date(2027, 12, 20))
    way_out = r"In the Feedback with code 'PA-7'; give its due_at to do without\."
    with pytest.raises(CalendarRangeError, match=rf"Feedback\.due_at: the table of working days covers .*{way_out}"):
        with_due(note, VIETNAM)
    with pytest.raises(InvalidValueError, match=r"calendar: datetime.date\(2024, 1, 5\) is not a WorkCalendar"):
        with_due(note, date(2024, 1, 5))
