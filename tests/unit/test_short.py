"""The short way to a figure, on one small month."""

from datetime import date
from decimal import Decimal

import pytest

import tthc_core as tthc
from tthc_core import Case, Channel, Feedback, InvalidValueError, Level, OnlineTier, Period, Procedure, Rate

JANUARY = Period.month(2024, 1)
THERE = {"status": "processed", "received_at": date(2024, 1, 3), "due_at": date(2024, 1, 9)}
CASES = [
    Case(
        code="1",
        level="province",
        channel="online",
        finished_at=date(2024, 1, 8),
        digitised=True,
        fee_due=True,
        **THERE,
    ),
    Case(code="2", level="commune", channel="post", finished_at=date(2024, 1, 12), electronic_result=True, **THERE),
]


def test_rates_of_cases():
    assert tthc.on_time_rate(CASES, JANUARY) == Rate(1, 2)
    assert tthc.on_time_rate(CASES, JANUARY, by="level") == {Level.PROVINCE: Rate(1, 1), Level.COMMUNE: Rate(0, 1)}
    assert tthc.online_rate(CASES, JANUARY, by="channel") == {Channel.ONLINE: Rate(1, 1), Channel.POST: Rate(0, 1)}
    assert tthc.payment_rate(CASES, JANUARY) == Rate(0, 1)
    assert tthc.digitisation_rates(CASES, JANUARY) == {
        "digitised": Rate(1, 2),
        "data_reused": Rate(0, 2),
        "electronic_result": Rate(1, 2),
    }
    received = tthc.rules.CountingRules(population="received", completion="handed_over")
    assert tthc.on_time_rate(CASES, JANUARY, rules=received) == Rate(0, 0)


def test_shares_of_tiers():
    procedures = [
        Procedure(code=str(n), tier=tier) for n, tier in enumerate(("full", "full", "partial", None, None, None, None))
    ]
    assert tthc.tier_shares(procedures, JANUARY) == {
        OnlineTier.FULL: Decimal("28.57"),
        OnlineTier.PARTIAL: Decimal("14.29"),
        OnlineTier.INFORMATION: Decimal("57.14"),
    }
    exact = tthc.tier_shares(procedures, JANUARY, places=0, method="largest_remainder")
    assert sum(exact.values()) == 100
    over = Procedure(code="9", tier="full", valid_to=date(2023, 12, 31))
    assert tthc.tier_shares([over, Procedure(code="1", tier="partial")], JANUARY)[OnlineTier.FULL] == 0
    assert tthc.tier_shares([over, Procedure(code="1", tier="partial")])[OnlineTier.FULL] == 50
    with pytest.raises(InvalidValueError):
        tthc.tier_shares([], JANUARY)


def test_feedback_on_time():
    pieces = [
        Feedback(code="1", received_at=date(2024, 1, 3), due_at=date(2024, 1, 9), handled_at=date(2024, 1, 9)),
        Feedback(code="2", received_at=date(2024, 1, 3), due_at=date(2024, 1, 9), handled_at=date(2024, 1, 10)),
    ]
    assert tthc.feedback_on_time_rate(pieces, JANUARY) == Rate(1, 2)
    undated = [Feedback(code=f"{day}", received_at=date(2024, 1, 5), handled_at=date(2024, 1, day)) for day in (26, 29)]
    assert tthc.feedback_on_time_rate(undated, JANUARY) == Rate(2, 2)
    assert tthc.feedback_on_time_rate(undated, JANUARY, calendar=tthc.WorkCalendar.vietnam()) == Rate(1, 2)
