"""The made-up month: 56.287 cases whose count is the published one."""

from functools import cache

import pytest

from tests.golden.recount import recount
from tthc_core import CaseStatus, Channel, Level, OnlineTier, Tally, count, samples
from tthc_core.testing import broken_identities

made_up = cache(samples.cases_like_bac_giang_2024_01)
PUBLISHED = {
    Level.PROVINCE: {"caseload": 25415, "resolved": 19320, "resolved_in_time": 19196, "pending": 6095},
    Level.DISTRICT: {"caseload": 11418, "resolved": 7411, "resolved_in_time": 7296, "pending": 4007},
    Level.COMMUNE: {"caseload": 19454, "resolved": 17302, "resolved_in_time": 16741, "pending": 2152},
}


@pytest.mark.parametrize("seed", [0, 7, 2024])
def test_the_month_adds_up_to_the_published_figures(seed):
    cases = made_up(seed)
    period = samples.bac_giang_2024_01().period
    tally = count(cases, period, by="level")
    for level, figures in PUBLISHED.items():
        assert {name: tally[level][name] for name in figures} == figures
        assert recount(cases)[level] == tuple(figures.values())
    assert len(cases) == 56287
    assert broken_identities(tally) == []
    assert Tally.published(PUBLISHED, period)[Level.COMMUNE].resolved == tally["commune"].resolved


def test_the_month_holds_what_a_month_holds():
    cases = made_up(7)
    row = count(cases, samples.bac_giang_2024_01().period).total()
    for name in (
        *("carried_over", "received", "early", "on_due_date", "late", "paused", "pending_overdue", "due_soon"),
        *("received_online", "received_post", "received_counter", "paid_online", "electronic_result"),
    ):
        assert row[name] > 100, name
    assert {case.channel for case in cases} == set(Channel)
    assert {case.tier for case in cases} == set(OnlineTier)
    assert {case.status for case in cases} == set(CaseStatus) - {
        *(CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED),
    }
    assert any(case.pauses and case.status is CaseStatus.RETURNED for case in cases)
    assert len({case.code for case in cases}) == len(cases)


def test_the_same_seed_makes_the_same_cases():
    assert samples.cases_like_bac_giang_2024_01(7) == made_up(7)
    assert made_up(7) != made_up(0)


def test_every_case_belongs_to_an_agency_of_its_level():
    tree = samples.agencies_like_bac_giang()
    for case in made_up(0):
        assert tree[case.agency_code].level is case.level
    assert len(tree) == 89
