"""Procedures in force on the last day, and feedback by the four sides, in January 2024."""

from datetime import date

import pytest

from tests.spec.rows import moment, rows
from tthc_core import (
    Case,
    Feedback,
    InvalidValueError,
    Period,
    Procedure,
    Tally,
    count_feedback,
    count_procedures,
)

JANUARY = Period.month(2024, 1)


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
