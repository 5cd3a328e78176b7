"""Procedures in force on the last day, and feedback by the four sides, in January 2024."""

from datetime import date

import pytest

from tests.spec.rows import moment, rows
from tthc_core import (
    CalendarRangeError,
    Case,
    Feedback,
    InvalidValueError,
    Period,
    Procedure,
    Tally,
    count_feedback,
    count_procedures,
)
from tthc_core.calendar import WorkCalendar

JANUARY = Period.month(2024, 1)
VIETNAM = WorkCalendar.vietnam()


def day(text: str) -> date | None:
    found = moment(text)
    return None if found is None else found.date()


def yes(text: str) -> bool | None:
    return {"yes": True, "no": False, "–": None, "": None}[text]


def counted(tally: Tally) -> set[str]:
    return {name for name, value in tally.total().as_dict().items() if value}


@pytest.mark.parametrize(
    ("tier", "valid_from", "valid_to", "counts_as"),
    rows("""
    full        | –          | –          | procedures tier_full online
    partial     | 31/01      | –          | procedures tier_partial online
    information | –          | 31/01      | procedures tier_information
    –           | 01/01/2020 | 31/12      | procedures tier_information
    full        | 01/02      | –          |
    full        | –          | 30/01      |
    """),
)
def test_a_procedure_counts_where_it_is_in_force_on_the_last_day(tier, valid_from, valid_to, counts_as):
    one = Procedure(code="1", tier=None if tier == "–" else tier, valid_from=day(valid_from), valid_to=day(valid_to))
    tally = count_procedures([one], JANUARY)
    assert counted(tally) == set(counts_as.split())
    assert (tally.account.in_scope, tally.account.not_valid) == ((1, 0) if counts_as else (0, 1))


@pytest.mark.parametrize(
    ("decided_on", "published", "public_on", "public", "complete", "counts_as"),
    rows("""
    01/01 | yes | 31/01 | yes | yes | public public_complete published published_on_time public_required public_on_time
    31/01 | no  | 01/02 | yes | yes | published
    31/12/2023 | yes | 31/12/2023 | yes | no | public
    –     | yes | –     | yes | yes |
    15/01 | –   | 15/01 | –   | –   | public published public_required
    """),
)
def test_publishing_and_making_public_are_two_acts(decided_on, published, public_on, public, complete, counts_as):
    one = Procedure(
        code="1",
        decided_on=day(decided_on),
        published_on_time=yes(published),
        public_on=day(public_on),
        public_on_time=yes(public),
        content_complete=yes(complete),
    )
    assert counted(count_procedures([one], JANUARY)) - {"procedures", "tier_information"} == set(counts_as.split())


# 22/01 is a Monday, 31/01 a Wednesday; 01/01 is off.
@pytest.mark.parametrize(
    ("level", "effective", "decided", "given", "days", "on_time"),
    rows("""
    province | 22/01 | 15/01 | –   | working  | yes
    province | 22/01 | 16/01 | –   | working  | no
    province | 22/01 | 17/01 | –   | calendar | yes
    province | 22/01 | 18/01 | –   | calendar | no
    –        | 22/01 | 15/01 | –   | working  | yes
    –        | 22/01 | 16/01 | –   | working  | no
    central  | 31/01 | 03/01 | –   | working  | yes
    central  | 31/01 | 04/01 | –   | working  | no
    central  | 31/01 | 11/01 | –   | calendar | yes
    central  | 31/01 | 12/01 | –   | calendar | no
    province | 09/01 | 02/01 | –   | working  | yes
    province | 09/01 | 03/01 | –   | working  | no
    province | 09/01 | 01/01 | –   | working  | yes
    province | 09/02 | 31/01 | –   | working  | yes
    province | 22/01 | 22/01 | yes | working  | no
    province | 22/01 | 15/01 | no  | working  | yes
    province | –     | 15/01 | yes | working  | yes
    province | –     | 15/01 | no  | working  | no
    province | –     | 15/01 | –   | working  | no
    """),
)
def test_publishing_is_in_time_so_many_days_before_its_legal_basis_takes_effect(
    level, effective, decided, given, days, on_time
):
    one = Procedure(
        code="1",
        levels=() if level == "–" else (level,),
        legal_effective_on=day(effective),
        decided_on=day(decided),
        published_on_time=yes(given),
    )
    row = count_procedures([one], JANUARY, calendar=VIETNAM, publishing_days=days).total()
    assert (row.published, row.published_on_time) == (1, on_time == "yes")
    # Without the calendar the flag alone speaks.
    assert count_procedures([one], JANUARY).total().published_on_time == (given == "yes")


@pytest.mark.parametrize(
    ("level", "decided", "public_on", "given", "counts_as"),
    rows("""
    province | 15/01      | 22/01      | –   | public public_required public_on_time
    province | 15/01      | 23/01      | yes | public public_required
    central  | 15/01      | 29/01      | –   | public public_required public_on_time
    central  | 15/01      | 30/01      | –   | public public_required
    province | 24/01      | –          | –   | public_required
    province | 25/01      | –          | –   |
    province | 25/01      | 31/01      | no  | public public_required public_on_time
    province | 24/01      | 01/02      | –   | public_required
    province | 25/01      | 02/02      | –   |
    province | 20/12/2023 | –          | yes | public_required
    province | 20/12/2023 | 27/12/2023 | yes | public
    province | 20/12/2023 | 02/01      | –   | public public_required
    province | –          | 02/01      | yes | public public_required public_on_time
    province | –          | 02/01      | no  | public public_required
    province | –          | –          | yes |
    province | 15/02      | –          | –   |
    province | 15/02      | 30/01      | –   | public public_required public_on_time
    """),
)
def test_what_should_be_public_and_is_not_is_owed_until_it_is(level, decided, public_on, given, counts_as):
    one = Procedure(
        code="1", levels=(level,), decided_on=day(decided), public_on=day(public_on), public_on_time=yes(given)
    )
    found = counted(count_procedures([one], JANUARY, calendar=VIETNAM))
    assert found - {"procedures", "tier_information", "published", "published_on_time"} == set(counts_as.split())


@pytest.mark.parametrize(
    ("decided", "public_on", "publish_by", "public_by", "counts_as"),
    rows("""
    18/01 | 19/01 | 18/01 | 19/01 | published published_on_time public public_required public_on_time
    19/01 | 22/01 | 18/01 | 19/01 | published public public_required
    –     | –     | –     | 31/01 | public_required
    –     | –     | –     | 01/02 |
    """),
)
def test_a_last_day_that_is_given_counts_with_a_calendar_and_without(
    decided, public_on, publish_by, public_by, counts_as
):
    one = Procedure(
        code="1",
        legal_effective_on=date(2024, 1, 31),
        decided_on=day(decided),
        public_on=day(public_on),
        publish_by=day(publish_by),
        public_by=day(public_by),
    )
    for calendar in (None, VIETNAM):
        found = counted(count_procedures([one], JANUARY, calendar=calendar))
        assert found - {"procedures", "tier_information"} == set(counts_as.split())


def test_what_comes_into_force_in_the_window_is_judged_by_its_dates():
    dates = {"legal_effective_on": date(2024, 1, 22), "decided_on": date(2024, 1, 15), "public_on": date(2024, 1, 22)}
    one = Procedure(code="1", valid_from=date(2024, 1, 22), **dates)
    row = count_procedures([one], JANUARY, calendar=VIETNAM).total()
    assert (row.published_on_time, row.public_on_time) == (1, 1)


def test_what_is_owed_is_judged_on_the_day_to_which_there_are_data():
    one = Procedure(code="1", decided_on=date(2024, 1, 15))
    for day_seen, owed in ((21, 0), (22, 1)):
        row = count_procedures([one], JANUARY, as_of=date(2024, 1, day_seen), calendar=VIETNAM).total()
        assert row.public_required == owed


def test_only_what_the_window_asks_for_has_to_be_in_the_calendar():
    old = date(2015, 3, 2)
    fine = [
        Procedure(code="1", decided_on=old, legal_effective_on=old, public_on=old),
        Procedure(code="2", decided_on=old, legal_effective_on=old, valid_to=date(2023, 12, 31)),
        Procedure(code="3", decided_on=date(2027, 12, 30), legal_effective_on=date(2028, 1, 1)),
        Procedure(code="4", decided_on=date(2024, 1, 15), legal_effective_on=old, publish_by=old),
    ]
    row = count_procedures(fine, JANUARY, calendar=VIETNAM).total()
    assert (row.procedures, row.published, row.published_on_time, row.public_required) == (3, 1, 0, 1)
    forgotten = Procedure(code="1.005", decided_on=old)
    with pytest.raises(CalendarRangeError, match=r"Procedure\.public_by: .*02/3/2015.*Procedure with code '1\.005'"):
        count_procedures([*fine, forgotten], JANUARY, calendar=VIETNAM)
    republished = Procedure(code="1.006", decided_on=date(2024, 1, 15), legal_effective_on=old)
    with pytest.raises(CalendarRangeError, match=r"Procedure\.publish_by: .*02/3/2015.*Procedure with code '1\.006'"):
        count_procedures([republished], JANUARY, calendar=VIETNAM)


def test_a_way_to_count_days_without_a_calendar_is_refused():
    with pytest.raises(InvalidValueError, match=r"publishing_days='calendar' judges by dates: add calendar=\."):
        count_procedures([], JANUARY, publishing_days="calendar")
    with pytest.raises(InvalidValueError, match="publishing_days: 'workings' is not"):
        count_procedures([], JANUARY, calendar=VIETNAM, publishing_days="workings")
    for verb in (count_procedures, count_feedback):
        with pytest.raises(InvalidValueError, match="calendar: 2024 is not a WorkCalendar"):
            verb([], JANUARY, calendar=2024)
        with pytest.raises(InvalidValueError, match="period is 2024"):
            verb([], 2024, calendar=VIETNAM)
        with pytest.raises(InvalidValueError, match="among the items stands 'x'"):
            verb(["x"], JANUARY, calendar=VIETNAM)
        with pytest.raises(InvalidValueError, match="int cannot be counted"):
            verb(7, JANUARY, calendar=VIETNAM)


@pytest.mark.parametrize(
    ("flags", "counts_as"),
    rows("""
    fee_due                             | with_fee
    fee_due fee_on_portal fee_data      | with_fee fee_on_portal fee_data
    fee_on_portal fee_data              |
    for_citizens                        | for_citizens
    for_citizens population_connected   | for_citizens population_connected
    population_connected                |
    """),
)
def test_flags_of_procedures(flags, counts_as):
    one = Procedure(code="1", **dict.fromkeys(flags.split(), True))
    assert counted(count_procedures([one], JANUARY)) - {"procedures", "tier_information"} == set(counts_as.split())


def test_only_the_cases_tell_which_procedures_were_used_online():
    procedures = [
        Procedure(code="1.001", tier="full", fee_due=True),
        Procedure(code="1.002", tier="partial", fee_due=True),
        Procedure(code="1.003", tier="information"),
    ]
    there = {"status": "processing", "received_at": date(2024, 1, 9)}
    cases = [
        Case(code="a", procedure_code="1.001", channel="online", fee_due=True, paid_online=True, **there),
        Case(code="b", procedure_code="1.002", channel="post", fee_due=True, **there),
        Case(code="c", procedure_code="1.003", channel="online", **there),
        Case(code="d", channel="online", **there),
    ]
    row = count_procedures(procedures, JANUARY, with_cases=cases).total()
    assert (row.online, row.online_with_cases, row.with_fee, row.fee_paid_online) == (2, 1, 2, 1)
    without = count_procedures(procedures, JANUARY, by="tier")
    assert without["full"].get("online_with_cases") is None
    assert without["partial"].online == 1
    with pytest.raises(InvalidValueError, match="add with_cases=cases"):
        count_procedures(procedures, JANUARY, counters=["fee_paid_online"])
    none = count_procedures(procedures, JANUARY, with_cases=[], counters=["online_with_cases"])
    assert none.total().online_with_cases == 0


@pytest.mark.parametrize(
    ("received", "due", "handled", "declined", "counts_as", "place"),
    rows("""
    05/01      | 20/01 | 20/01 | –     | received handled handled_in_time     | in_scope
    05/01      | 20/01 | 21/01 | –     | received handled handled_late        | in_scope
    05/01      | –     | 21/01 | –     | received handled handled_in_time     | in_scope
    05/01      | 04/01 | –     | 06/01 | received declined                    | in_scope
    05/01      | 20/01 | 25/01 | 10/01 | received handled handled_late        | in_scope
    20/12/2023 | 30/01 | –     | –     | carried_over pending pending_overdue | in_scope
    20/12/2023 | 31/01 | –     | –     | carried_over pending pending_in_time | in_scope
    05/01      | –     | 01/02 | –     | received pending pending_in_time     | in_scope
    01/02      | 10/02 | –     | –     |                                      | later
    20/12/2023 | –     | 31/12/2023 | – |                                     | earlier
    –          | 10/01 | 05/01 | –     |                                      | no_receipt
    """),
)
def test_feedback_by_its_dates(received, due, handled, declined, counts_as, place):
    one = Feedback(
        code="1", received_at=day(received), due_at=day(due), handled_at=day(handled), declined_at=day(declined)
    )
    tally = count_feedback([one], JANUARY)
    assert counted(tally) == set(counts_as.split())
    assert (tally.account.read, getattr(tally.account, place)) == (1, 1)


# Fifteen working days: from Friday 05/01 to Friday 26/01; 10/01 to 31/01. 06/01 is a Saturday.
@pytest.mark.parametrize(
    ("received", "due", "handled", "declined", "counts_as"),
    rows("""
    05/01 08:00 | –     | 26/01 | –     | received handled handled_in_time
    05/01 08:00 | –     | 27/01 | –     | received handled handled_late
    05/01 17:30 | –     | 29/01 | –     | received handled handled_in_time
    06/01 08:00 | –     | 29/01 | –     | received handled handled_in_time
    06/01 08:00 | –     | 30/01 | –     | received handled handled_late
    05/01 08:00 | 27/01 | 27/01 | –     | received handled handled_in_time
    05/01 08:00 | 12/01 | 15/01 | –     | received handled handled_late
    05/01 08:00 | –     | –     | 29/01 | received declined
    09/01 08:00 | –     | –     | –     | received pending pending_overdue
    10/01 08:00 | –     | –     | –     | received pending pending_in_time
    10/01 08:00 | –     | 05/02 | –     | received pending pending_in_time
    09/01 08:00 | 31/01 | –     | –     | received pending pending_in_time
    11/12/2023 08:00 | – | 02/01 | –    | carried_over handled handled_in_time
    08/12/2023 08:00 | – | 02/01 | –    | carried_over handled handled_late
    08/12/2023 08:00 | – | 01/01 | –    | carried_over handled handled_late
    """),
)
def test_feedback_without_a_due_date_has_fifteen_working_days(received, due, handled, declined, counts_as):
    one = Feedback(
        code="1",
        received_at=moment(received),
        due_at=day(due),
        handled_at=day(handled),
        declined_at=day(declined),
    )
    assert counted(count_feedback([one], JANUARY, calendar=VIETNAM)) == set(counts_as.split())


def test_only_feedback_of_the_window_has_to_be_in_the_calendar():
    old = date(2015, 3, 2)
    fine = [
        Feedback(code="1", received_at=old, handled_at=old),
        Feedback(code="2", received_at=old, declined_at=date(2023, 12, 31)),
        Feedback(code="3", received_at=old, due_at=old),
        Feedback(code="4", received_at=date(2030, 1, 1)),
        Feedback(code="5", handled_at=old),
        Feedback(code="6", received_at=date(2024, 1, 5), handled_at=old),
    ]
    tally = count_feedback(fine, JANUARY, calendar=VIETNAM)
    assert counted(tally) == {"carried_over", "received", "handled", "handled_in_time", "pending", "pending_overdue"}
    account = tally.account
    assert (account.earlier, account.later, account.no_receipt, account.in_scope) == (2, 1, 1, 2)
    forgotten = Feedback(code="PA-5", received_at=old)
    with pytest.raises(CalendarRangeError, match=r"Feedback\.due_at: .*Feedback with code 'PA-5'"):
        count_feedback([*fine, forgotten], JANUARY, calendar=VIETNAM)
