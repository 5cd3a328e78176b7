"""One case over three months, counted in one pass: December 2023 (12), January (1) and February 2024 (2)."""

from datetime import date, datetime, time

import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, Pause, Period, count, count_each

MONTHS = {"12": Period.month(2023, 12), "1": Period.month(2024, 1), "2": Period.month(2024, 2)}


def months_of(cases, counter):
    """The months in which a counter counts; each is what a count of that month alone says."""
    each = count_each(cases, MONTHS.values())
    for period, tally in each.items():
        assert tally == count(cases, period)
    return [name for name, period in MONTHS.items() if each[period].total()[counter]]


@pytest.mark.parametrize(
    ("submitted", "received", "ended", "filed_in", "received_in", "ended_in", "pending_in"),
    rows("""
    –          | 05/01      | 09/01                | 1  | 1  | 1 |
    31/12/2023 | 05/01      | 09/01                | 12 | 1  | 1 |
    10/12/2023 | 05/02      | –                    | 12 | 2  |   | 2
    10/02      | 05/01      | 20/01                | 2  | 1  | 1 |
    –          | 05/12/2023 | 01/01 00:00          | 12 | 12 | 1 | 12
    –          | 05/12/2023 | 31/12/2023 23:59:59  | 12 | 12 | 12 |
    –          | 05/12/2023 | 01/02 00:00          | 12 | 12 | 2 | 12 1
    –          | 01/01 00:00 | –                   | 1  | 1  |   | 1 2
    –          | 31/01 23:59:59 | 01/02 00:00      | 1  | 1  | 2 | 1
    –          | 05/01      | 20/12/2023           | 1  | 1  | 1 |
    """),
)
def test_each_month_has_what_fell_into_it(submitted, received, ended, filed_in, received_in, ended_in, pending_in):
    case = Case(
        code="1",
        status="processing" if ended == "–" else "processed",
        submitted_at=moment(submitted),
        received_at=moment(received),
        finished_at=moment(ended),
    )
    assert months_of([case], "filed") == filed_in.split()
    assert months_of([case], "received") == received_in.split()
    assert months_of([case], "ended") == ended_in.split()
    assert months_of([case], "pending") == pending_in.split()


@pytest.mark.parametrize(
    ("due", "ended", "due_in", "overdue_in"),
    rows("""
    20/02      | 09/12/2023 | 2  |
    20/02      | –          | 2  | 2
    20/01      | –          | 1  | 1 2
    20/11/2023 | –          | 12 | 12 1 2
    31/01      | –          | 1  | 2
    """),
)
def test_each_month_has_what_was_due_in_it(due, ended, due_in, overdue_in):
    case = Case(
        code="1",
        status="processing" if ended == "–" else "processed",
        received_at=moment("05/12/2023"),
        due_at=moment(due, closing=True),
        finished_at=moment(ended),
    )
    assert months_of([case], "due_in_period") == due_in.split()
    assert months_of([case], "pending_overdue") == overdue_in.split()


def test_the_last_microsecond_of_a_month_is_in_it():
    last = datetime.combine(date(2023, 12, 31), time.max)
    case = Case(code="1", status="processed", received_at=last, finished_at=last)
    assert months_of([case], "received") == months_of([case], "ended") == months_of([case], "filed") == ["12"]


def test_a_pause_lasts_from_month_to_month():
    pause = Pause(began_at=moment("31/12/2023"), ended_at=moment("01/02"))
    case = Case(code="1", status="processing", received_at=moment("05/12/2023"), pauses=(pause,))
    assert months_of([case], "paused") == ["12", "1"]
