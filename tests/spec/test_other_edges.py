"""Feedback and procedures at the edges of a window: January 2024, from 01/01 to 31/01."""

import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, Feedback, Period, Procedure, count_feedback, count_procedures

JANUARY = Period.month(2024, 1)


@pytest.mark.parametrize(
    ("received", "due", "handled", "declined", "place", "counts_as"),
    rows("""
    31/12/2023 23:59 | –           | –                | –           | in_scope | carried_over pending pending_in_time
    01/01 00:00      | –           | –                | –           | in_scope | received pending pending_in_time
    31/01 23:59      | –           | –                | –           | in_scope | received pending pending_in_time
    01/02 00:00      | –           | –                | –           | later    |
    20/12/2023       | –           | 31/12/2023 23:59 | –           | earlier  |
    20/12/2023       | –           | 01/01 00:00      | –           | in_scope | carried_over handled handled_in_time
    05/01            | –           | 31/01 08:00      | –           | in_scope | received handled handled_in_time
    05/01            | –           | 01/02 00:00      | –           | in_scope | received pending pending_in_time
    05/01            | –           | –                | 31/01 08:00 | in_scope | received declined
    05/01            | 20/01 10:00 | 20/01 16:00      | –           | in_scope | received handled handled_in_time
    05/01            | 20/01 10:00 | 21/01 00:00      | –           | in_scope | received handled handled_late
    05/01            | 31/01 08:00 | –                | –           | in_scope | received pending pending_in_time
    05/01            | 30/01 23:59 | –                | –           | in_scope | received pending pending_overdue
    """),
)
def test_feedback_by_the_day(received, due, handled, declined, place, counts_as):
    note = Feedback(
        code="1",
        received_at=moment(received),
        due_at=moment(due),
        handled_at=moment(handled),
        declined_at=moment(declined),
    )
    tally = count_feedback([note], JANUARY)
    assert {name for name, value in tally.total().as_dict().items() if value} == set(counts_as.split())
    assert getattr(tally.account, place) == tally.account.read == 1


@pytest.mark.parametrize(
    ("channel", "paid_online", "counts_as"),
    rows("""
    online  | no  | online_with_cases
    counter | yes | fee_paid_online
    online  | yes | online_with_cases fee_paid_online
    counter | no  |
    """),
)
def test_a_procedure_is_used_online_by_filing_and_by_payment(channel, paid_online, counts_as):
    procedure = Procedure(code="1.001", tier="full", fee_due=True)
    case = Case(
        code="1",
        status="processing",
        received_at=moment("05/01"),
        procedure_code="1.001",
        channel=channel,
        fee_due=True,
        paid_online=paid_online == "yes",
    )
    row = count_procedures([procedure], JANUARY, with_cases=[case]).total()
    assert {name for name in ("online_with_cases", "fee_paid_online") if row[name]} == set(counts_as.split())
