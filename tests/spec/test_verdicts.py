"""How an end stands to its due date, in the month of January 2024."""

import attrs
import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, CaseStatus, CountingRules, Period, count

JANUARY = Period.month(2024, 1)


def counted(*cases: Case, rules: CountingRules | None = None) -> set[str]:
    row = count(cases, JANUARY, rules=rules or CountingRules()).total()
    return {name for name, value in row.as_dict().items() if value}


@pytest.mark.parametrize(
    ("received", "due", "ended", "counts_as"),
    rows("""
    05/01            | 20/01            | 20/01 16:00      | received resolved on_due_date resolved_in_time
    05/01            | 20/01 10:00      | 20/01 16:00      | received resolved on_due_date resolved_in_time
    05/01            | 20/01            | 19/01            | received resolved early resolved_in_time
    05/01            | 20/01            | 21/01 00:00      | received resolved late
    20/12/2023       | 10/01            | 11/01            | carried_over resolved late
    20/12/2023       | 10/01            | 31/12/2023 23:59 |
    05/01            | –                | 19/01            | received resolved on_due_date resolved_in_time
    05/01            | 31/01            | –                | received pending pending_in_time due_soon
    05/01            | 30/01            | –                | received pending pending_overdue
    05/01            | 03/02            | –                | received pending pending_in_time due_soon
    05/01            | 04/02            | –                | received pending pending_in_time
    05/01            | –                | –                | received pending pending_in_time
    31/01 23:59      | 20/02            | –                | received pending pending_in_time
    01/02            | 20/02            | –                |
    20/12/2023       | 10/01            | 01/02 08:00      | carried_over pending pending_overdue
    """),
)
def test_verdict_by_day(received, due, ended, counts_as):
    case = Case(
        code="1",
        status=CaseStatus.PROCESSED if moment(ended) else CaseStatus.PROCESSING,
        received_at=moment(received),
        due_at=moment(due, closing=True),
        finished_at=moment(ended, closing=True),
    )
    watched = set(
        "received carried_over resolved early on_due_date late resolved_in_time pending pending_in_time "
        "pending_overdue due_soon".split()
    )
    assert counted(case) & watched == set(counts_as.split())


@pytest.mark.parametrize(
    ("field", "value", "changes"),
    rows("""
    population    | received     | carried_over
    completion    | handed_over  | pending
    granularity   | instant      | late
    no_due_date   | early        | early
    no_due_date   | not_judged   | resolved_not_judged
    withdrawn     | on_due_date  | on_due_date
    withdrawn     | judged       | late
    refused       | on_due_date  | on_due_date
    refused       | judged       | late
    paused        | in_time      | pending_in_time
    due_soon_days | 10           | due_soon
    """),
)
def test_every_choice_of_the_rules_changes_a_result(field, value, changes):
    cases = [
        Case(code="1", status="processed", received_at=moment("20/12/2023"), finished_at=moment("05/01")),
        Case(
            code="2",
            status="processed",
            received_at=moment("02/01"),
            due_at=moment("10/01 10:00"),
            finished_at=moment("10/01 16:00"),
        ),
        Case(
            code="3",
            status="withdrawn",
            received_at=moment("02/01"),
            due_at=moment("09/01"),
            finished_at=moment("10/01 16:00"),
        ),
        Case(
            code="4",
            status="stopped",
            received_at=moment("02/01"),
            due_at=moment("09/01"),
            refused_at=moment("10/01 16:00"),
        ),
        Case(code="5", status="supplement_requested", received_at=moment("02/01"), due_at=moment("09/01")),
        Case(code="6", status="processing", received_at=moment("02/01"), due_at=moment("08/02")),
    ]
    changed = attrs.evolve(CountingRules(), **{field: int(value) if value.isdigit() else value})
    before, after = (count(cases, JANUARY, rules=rules).total() for rules in (CountingRules(), changed))
    assert before[changes] != after[changes]


def test_the_table_above_names_every_field_and_value_of_the_rules():
    choices = {field.name for field in attrs.fields(CountingRules)}
    assert choices == {
        *("population", "completion", "granularity", "no_due_date", "withdrawn", "refused", "paused", "due_soon_days"),
    }
