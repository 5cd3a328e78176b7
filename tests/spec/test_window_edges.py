"""The days at the edges of a window: January 2024, from 01/01 to 31/01."""

import attrs
import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, CountingRules, Pause, Period, Tally, count

JANUARY = Period.month(2024, 1)


def counted(status, *, rules=None, pauses=(), **moments):
    """One case in the month; a moment is written as in the tables, and a plain day is one as the fields have it."""
    case = Case(
        code="1",
        status=status,
        pauses=pauses,
        **{name: moment(text, closing=name not in ("submitted_at", "received_at")) for name, text in moments.items()},
    )
    return count([case], JANUARY, rules=rules or CountingRules())


def among(tally: Tally, names: str) -> set[str]:
    return {name for name in names.split() if tally.total()[name]}


@pytest.mark.parametrize(
    ("received", "ended", "place", "counts_as"),
    rows("""
    31/12/2023 23:59:59 | –                   | in_scope | carried_over pending
    01/01 00:00         | –                   | in_scope | received pending
    31/01 23:59:59      | –                   | in_scope | received pending
    01/02 00:00         | –                   | later    |
    20/12/2023          | 31/12/2023 23:59:59 | earlier  |
    20/12/2023          | 01/01 00:00         | in_scope | carried_over ended
    20/12/2023          | 31/01 00:00         | in_scope | carried_over ended
    05/01               | 31/01 23:59:59      | in_scope | received ended
    05/01               | 01/02 00:00         | in_scope | received pending
    05/01               | 20/12/2023          | in_scope | received ended
    01/02               | 20/12/2023          | later    |
    """),
)
def test_which_side_a_case_stands_on(received, ended, place, counts_as):
    tally = counted("processing" if ended == "–" else "processed", received_at=received, finished_at=ended)
    assert among(tally, "carried_over received ended pending") == set(counts_as.split())
    assert getattr(tally.account, place) == tally.account.read == 1


@pytest.mark.parametrize(
    ("granularity", "due", "ended", "counts_as"),
    rows("""
    day     | 20/01 10:00    | 19/01 23:59:59 | early
    day     | 20/01 10:00    | 20/01 00:00    | on_due_date
    day     | 20/01 10:00    | 20/01 23:59:59 | on_due_date
    day     | 20/01 10:00    | 21/01 00:00    | late
    instant | 20/01 10:00    | 19/01 23:59:59 | early
    instant | 20/01 10:00    | 20/01 00:00    | on_due_date
    instant | 20/01 10:00    | 20/01 10:00    | on_due_date
    instant | 20/01 10:00    | 20/01 10:00:01 | late
    day     | 30/01 23:59:59 | –              | pending_overdue
    day     | 31/01 00:00    | –              | pending_in_time
    day     | 01/02 00:00    | –              | pending_in_time
    instant | 31/01 23:59:58 | –              | pending_overdue
    instant | 31/01 23:59:59 | –              | pending_in_time
    instant | 31/01          | –              | pending_in_time
    """),
)
def test_in_time_or_not_at_the_due_day_and_at_the_due_moment(granularity, due, ended, counts_as):
    tally = counted(
        "processing" if ended == "–" else "processed",
        rules=CountingRules(granularity=granularity),
        received_at="05/01",
        due_at=due,
        finished_at=ended,
    )
    assert among(tally, "early on_due_date late pending_in_time pending_overdue") == {counts_as}


@pytest.mark.parametrize(
    ("days", "due", "counts_as"),
    rows("""
    0 | 30/01 |
    0 | 31/01 | due_soon
    0 | 01/02 |
    1 | 01/02 | due_soon
    1 | 02/02 |
    """),
)
def test_due_soon(days, due, counts_as):
    tally = counted("processing", rules=CountingRules(due_soon_days=int(days)), received_at="05/01", due_at=due)
    assert among(tally, "due_soon") == set(counts_as.split())


@pytest.mark.parametrize(
    ("population", "received", "due", "ended", "counts_as"),
    rows("""
    in_hand  | 20/12/2023 | 31/12/2023 | –          |
    in_hand  | 20/12/2023 | 01/01      | –          | due_in_period
    in_hand  | 20/12/2023 | 31/01      | –          | due_in_period
    in_hand  | 20/12/2023 | 01/02      | –          |
    in_hand  | 20/12/2023 | 10/01      | 28/12/2023 | due_in_period due_in_period_met
    in_hand  | 05/01      | 10/01      | 10/01      | due_in_period due_in_period_met
    in_hand  | 05/01      | 10/01      | 11/01      | due_in_period
    in_hand  | 05/01      | 02/01      | 05/01      | due_in_period
    in_hand  | 05/01      | 20/12/2023 | –          | due_in_period
    in_hand  | 01/02      | 20/01      | –          |
    received | 20/12/2023 | 10/01      | –          |
    received | 20/12/2023 | 10/01      | 10/01      |
    received | 05/01      | 10/01      | 10/01      | due_in_period due_in_period_met
    """),
)
def test_due_in_the_period_by_the_later_of_due_day_and_receipt(population, received, due, ended, counts_as):
    tally = counted(
        "processing" if ended == "–" else "processed",
        rules=CountingRules(population=population),
        received_at=received,
        due_at=due,
        finished_at=ended,
    )
    assert among(tally, "due_in_period due_in_period_met") == set(counts_as.split())


@pytest.mark.parametrize(
    ("status", "began", "until", "counts_as"),
    rows("""
    processing           | –     | –              | pending_in_time
    processing           | 31/01 | –              | paused
    processing           | 01/02 | –              | pending_in_time
    processing           | 05/01 | 31/01 00:00    | pending_in_time
    processing           | 05/01 | 01/02 00:00    | paused
    supplement_requested | –     | –              | paused
    supplement_requested | 05/01 | 10/01          | paused
    supplement_requested | 05/01 | 01/02          | paused
    supplement_requested | 01/02 | –              | pending_in_time
    payment_requested    | –     | –              | paused
    stopped              | –     | –              | paused
    """),
)
def test_paused_on_the_last_day(status, began, until, counts_as):
    pauses = () if began == "–" else (Pause(began_at=moment(began), ended_at=moment(until, closing=True)),)
    tally = counted(status, received_at="02/01", due_at="20/02", pauses=pauses)
    assert among(tally, "paused pending_in_time") == {counts_as}


@pytest.mark.parametrize(
    ("status", "submitted", "received", "counts_as"),
    rows("""
    submitted    | 31/12/2023 23:59 | –              |
    submitted    | 01/01 00:00      | –              | filed filed_awaiting
    not_accepted | 31/01 23:59:59   | –              | filed filed_not_accepted
    submitted    | 01/02 00:00      | –              |
    processing   | 31/12/2023       | 02/01          |
    processing   | 31/01            | 01/02          | filed
    processing   | –                | 02/01          | filed
    draft        | 02/01            | –              |
    submitted    | –                | –              |
    """),
)
def test_filed_by_the_day_of_filing_else_of_receipt(status, submitted, received, counts_as):
    tally = counted(status, submitted_at=submitted, received_at=received)
    assert among(tally, "filed filed_awaiting filed_not_accepted") == set(counts_as.split())


def test_an_as_of_day_moves_the_last_edge():
    case = Case(code="1", status="processed", received_at=moment("05/01"), finished_at=moment("21/01 00:00"))
    for day, ended in ((20, 0), (21, 1), (31, 1)):
        as_of = attrs.evolve(JANUARY, window=(JANUARY.first, JANUARY.first.replace(day=day)))
        assert count([case], JANUARY, as_of=as_of.last).total().ended == ended
        assert count([case], as_of).total().ended == ended
