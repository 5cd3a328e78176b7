"""The hand-written loop counts what the oracle counts, on clean cases and on cases full of faults."""

from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace

import pytest

from tests import oracle
from tests.benchmarks.object_cases import AGENCIES, MONTH_12, make_cases
from tests.benchmarks.opponent import count_by_agency
from tthc_core.domain import Case, CaseStatus, Channel, Pause

PROVINCIAL_REPORT = SimpleNamespace(
    population="in_hand",
    completion="result_ready",
    granularity="day",
    no_due_date="on_due_date",
    withdrawn="apart",
    refused="apart",
    paused="apart",
    due_soon_days=3,
)
WINDOW = (date(2024, 1, 10), date(2024, 1, 20))
EDGES = tuple(
    datetime(2024, 1, day, *clock)
    for day in (9, 10, 11, 15, 19, 20, 21, 23, 24)
    for clock in ((0, 0, 0), (12, 30, 0), (23, 59, 59), (23, 59, 59, 999_999))
) + (datetime(2023, 12, 15, 8), datetime(2024, 2, 15, 8), datetime(2024, 2, 20, 8))
FLAG = (True, False, None)
PARTS = {
    *("received", "received_online", "received_post", "received_counter", "carried_over"),
    *("resolved", "early", "on_due_date", "late", "withdrawn", "refused"),
    *("pending", "pending_in_time", "pending_overdue", "due_soon", "paused"),
    *("digitised", "data_reused", "fee_due", "paid_online"),
}


def faulty_case(random: Random, number: int) -> Case:
    """Any status with any dates, most of them at an edge of the window."""

    def moment(missing: float = 0.4) -> datetime | None:
        return None if random.random() < missing else random.choice(EDGES)

    return Case(
        code=str(number),
        status=random.choice(list(CaseStatus)),
        agency_code=random.choice((None, *AGENCIES[:3])),
        channel=random.choice((None, *Channel)),
        received_at=moment(0.05),
        due_at=moment(0.2),
        finished_at=moment(),
        returned_at=moment(),
        refused_at=moment(),
        pauses=tuple(
            Pause(began_at=random.choice(EDGES), ended_at=moment()) for _ in range(random.choice((0, 0, 1, 1, 2, 3)))
        ),
        digitised=random.choice(FLAG),
        data_reused=random.choice(FLAG),
        fee_due=random.choice(FLAG),
        paid_online=random.choice(FLAG),
    )


def by_oracle(cases: list[Case], first: date, last: date) -> dict[str | None, dict[str, int]]:
    tally = oracle.tally(cases, first, last, PROVINCIAL_REPORT, key=lambda case: case.agency_code)
    return {
        agency: {f"account_{place}": row["account"][place] for place in oracle.PLACES}
        | {name: row["counters"][name] for name in PARTS}
        for agency, row in tally.items()
    }


def test_opponent_counts_twenty_counters() -> None:
    assert len(PARTS) == 20


@pytest.mark.parametrize("seed", range(4))
def test_opponent_agrees_with_the_oracle_on_faulty_cases(seed: int) -> None:
    random = Random(seed)
    cases = [faulty_case(random, number) for number in range(1_000)]
    assert count_by_agency(cases, *WINDOW) == by_oracle(cases, *WINDOW)
    assert count_by_agency(cases, WINDOW[0], WINDOW[0]) == by_oracle(cases, WINDOW[0], WINDOW[0])


def test_opponent_agrees_with_the_oracle_case_by_case() -> None:
    random = Random(99)
    for number in range(300):
        cases = [faulty_case(random, number)]
        assert count_by_agency(cases, *WINDOW) == by_oracle(cases, *WINDOW)


def test_opponent_agrees_with_the_oracle_on_benchmark_cases() -> None:
    cases = make_cases(3_000, seed=7)
    assert count_by_agency(cases, *MONTH_12) == by_oracle(cases, *MONTH_12)


def test_benchmark_cases_are_the_same_for_the_same_seed() -> None:
    assert make_cases(50, seed=1) == make_cases(50, seed=1)
    assert make_cases(50, seed=1) != make_cases(50, seed=2)


def test_benchmark_cases_have_a_tenth_in_scope_and_every_fault_that_sets_a_row_aside() -> None:
    account = oracle.tally(make_cases(10_000, seed=3), *MONTH_12, PROVINCIAL_REPORT)[None]["account"]
    assert 900 < account["in_scope"] < 1_300
    assert min(account.values()) > 0


def test_due_soon_is_seen_to_its_last_instant() -> None:
    due = datetime.combine(WINDOW[1] + timedelta(days=3), datetime.max.time())
    case = Case(code="1", status=CaseStatus.PROCESSING, received_at=datetime(2024, 1, 12, 9), due_at=due)
    assert count_by_agency([case], *WINDOW)[None]["due_soon"] == 1
