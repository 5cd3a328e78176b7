"""Counting objects beside the fastest hand-written loop for the same twenty counters and the same account."""

import pytest

from tests.benchmarks.object_cases import MONTH_12, make_cases
from tests.benchmarks.opponent import count_by_agency
from tests.benchmarks.side_by_side import ratio
from tthc_core import Period, count, count_each
from tthc_core.counting import Place

TWENTY = (
    *("received", "received_online", "received_post", "received_counter", "carried_over"),
    *("resolved", "early", "on_due_date", "late"),
    *("pending", "pending_in_time", "pending_overdue", "due_soon"),
    *("withdrawn", "refused", "paused", "digitised", "data_reused", "fee_due", "paid_online"),
)
PLACES = ("not_admitted", "no_receipt", "undated_end", "later", "earlier", "in_scope")


@pytest.fixture(scope="module")
def cases():
    return make_cases(200_000, 1)


def test_twenty_counters_by_agency(cases):
    month = Period.between(*MONTH_12)
    tally, theirs = count(cases, month, by="agency", counters=TWENTY), count_by_agency(cases, *MONTH_12)
    assert set(tally) == set(theirs)
    for agency, row in tally.items():
        expected = theirs[agency]
        assert {name: row[name] for name in TWENTY} == {name: expected[name] for name in TWENTY}
        assert {place: getattr(row.account, place) for place in PLACES} == {
            place: expected[f"account_{place}"] for place in PLACES
        }
    found = ratio(
        lambda: count(cases, month, by="agency", counters=TWENTY),
        lambda: count_by_agency(cases, *MONTH_12),
    )
    print(f"\ntwenty counters by agency: {found:.2f} x the hand-written loop (at most 1.1)")
    assert found <= 1.1


def test_all_counters_at_once(cases):
    month = Period.between(*MONTH_12)
    found = ratio(
        lambda: count(cases, month, by="agency"),
        lambda: count(cases, month, by="agency", counters=TWENTY),
    )
    print(f"\nall counters: {found:.2f} x the twenty (at most 1.6)")
    assert found <= 1.6


def test_twelve_months_in_one_pass(cases):
    months, year = [Period.month(2023, month) for month in range(1, 13)], Period.year(2023)
    each = count_each(cases, months, by="agency", counters=TWENTY)
    assert all(each[month] == count(cases, month, by="agency", counters=TWENTY) for month in months)
    found = ratio(
        lambda: count_each(cases, months, by="agency", counters=TWENTY),
        lambda: count(cases, year, by="agency", counters=TWENTY),
    )
    print(f"\ntwelve months at once: {found:.2f} x one count of the year (at most 4)")
    assert found <= 4


def test_every_place_is_compared():
    assert set(Place) - set(PLACES) == {"not_valid", "unreadable"}
