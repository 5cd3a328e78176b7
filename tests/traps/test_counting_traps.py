"""Traps of counting: what a plain comparison, an average or a missing value gets wrong."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from tthc_core import Case, CountingRules, InvalidValueError, Level, Period, Rate, Tally, count, field, indicators

JANUARY = Period.month(2024, 1)


def case(status="processed", **fields):
    return Case(code="1", status=status, **{"received_at": datetime(2024, 1, 5), **fields})


def test_the_same_day_at_a_later_hour_is_on_the_due_date():
    it = case(due_at=datetime(2024, 1, 20, 10), finished_at=datetime(2024, 1, 20, 16))
    assert count([it], JANUARY).total().on_due_date == 1
    assert count([it], JANUARY, rules=CountingRules(granularity="instant")).total().late == 1


def test_due_on_the_last_day_is_not_overdue_on_it():
    it = case("processing", due_at=datetime(2024, 1, 31, 8))
    row = count([it], JANUARY).total()
    assert (row.pending_in_time, row.pending_overdue, row.due_soon) == (1, 0, 1)


def test_due_on_a_date_is_due_until_its_last_second():
    it = case(due_at=date(2024, 1, 20), finished_at=datetime(2024, 1, 20, 23, 59, 59))
    for granularity in ("day", "instant"):
        rules = CountingRules(granularity=granularity)
        assert count([it], JANUARY, rules=rules).total().on_due_date == 1


@pytest.mark.parametrize(
    ("rule", "ended", "pending"),
    [
        ("on_due_date", "on_due_date", "pending_in_time"),
        ("early", "early", "pending_in_time"),
        ("not_judged", "resolved_not_judged", "pending_not_judged"),
    ],
)
def test_no_due_date_is_never_late(rule, ended, pending):
    rules = CountingRules(no_due_date=rule)
    row = count([case(finished_at=datetime(2024, 1, 30)), case("processing")], JANUARY, rules=rules).total()
    assert (row[ended], row[pending], row.late, row.pending_overdue, row.due_soon) == (1, 1, 0, 0, 0)


def test_an_as_of_day_beyond_the_last_one_adds_nothing():
    later = case("processing", received_at=datetime(2024, 2, 1))
    ended_later = case(finished_at=datetime(2024, 2, 1), due_at=datetime(2024, 1, 30))
    seen = count([later, ended_later], JANUARY, as_of=date(2024, 2, 20))
    assert seen == count([later, ended_later], JANUARY)
    assert seen.window == JANUARY.window
    assert (seen.total().received, seen.total().pending_overdue) == (1, 1)


def test_an_as_of_day_inside_makes_what_ended_after_it_pending():
    it = case(due_at=date(2024, 1, 19), finished_at=datetime(2024, 1, 21))
    row = count([it], JANUARY, as_of=date(2024, 1, 20)).total()
    assert (row.resolved, row.pending_overdue) == (0, 1)
    with pytest.raises(InvalidValueError, match="nothing was seen"):
        count([it], JANUARY, as_of=date(2023, 12, 31))


def test_nothing_ends_before_it_was_received():
    it = case(received_at=datetime(2024, 1, 5), due_at=date(2024, 1, 20), finished_at=datetime(2023, 12, 30))
    december, january = (count([it], Period.month(*month)) for month in ((2023, 12), (2024, 1)))
    assert (december.account.later, december.total().ended) == (1, 0)
    assert (january.total().received, january.total().ended, january.total().early) == (1, 1, 1)


def test_the_days_are_those_of_vietnam():
    # 17:30 in London on 31/12 is half past midnight on 01/01.
    received = datetime.fromisoformat("2023-12-31T17:30:00+00:00")
    assert count([case("processing", received_at=received)], JANUARY).total().received == 1


def test_rows_with_equal_codes_are_counted_as_they_come():
    assert count([case("processing")] * 3, JANUARY).total().pending == 3


def test_not_online_includes_those_without_a_channel():
    cases = [case("processing", channel=channel) for channel in ("online", "counter", "post", None)]
    assert count(cases, JANUARY, where=~(field("channel") == "online")).total().received == 3
    row = count(cases, JANUARY).total()
    assert (row.received_online, row.received_post, row.received_counter) == (1, 1, 2)
    assert count(cases, JANUARY, by="channel")["counter"].received == 2


def test_a_false_or_unknown_flag_does_not_count():
    cases = [case("processing", digitised=flag) for flag in (True, False, None)]
    assert count(cases, JANUARY).total().digitised == 1
    assert count(cases, JANUARY, where=~(field("digitised") == True)).total().received == 2  # noqa: E712


def test_the_rate_of_two_agencies_is_no_average_of_their_rates():
    tally = Tally.published(
        {
            Level.PROVINCE: {"resolved": 1, "resolved_in_time": 1},
            Level.COMMUNE: {"resolved": 9, "resolved_in_time": 0},
        },
        JANUARY,
    )
    rates = [row.rate(indicators.ON_TIME) for _, row in tally.items()]
    assert tally.total().rate(indicators.ON_TIME) == Rate.pooled(rates) == Rate(1, 10)
    assert Rate.pooled(rates).value == Fraction(1, 10)


def test_a_child_without_the_counter_makes_the_total_unknown_and_not_smaller():
    figures = {Level.PROVINCE: {"resolved": 10, "pending": 5}, Level.DISTRICT: {"resolved": 3}}
    total = Tally.published(figures, JANUARY).total()
    assert total.resolved == 13
    assert total.get("pending") is None


def test_a_month_split_at_any_day_has_every_case_once():
    cases = [
        case(
            received_at=datetime(2024, 1, 1, 8) + timedelta(days=n),
            finished_at=datetime(2024, 1, 10) + timedelta(days=n),
        )
        for n in range(-20, 31)
    ]
    whole = count(cases, JANUARY).total()
    for day in range(1, 31):
        parts = [
            Period.between(date(2024, 1, 1), date(2024, 1, day)),
            Period.between(date(2024, 1, day + 1), JANUARY.last),
        ]
        first, second = (count(cases, part).total() for part in parts)
        assert first.received + second.received == whole.received
        assert first.ended + second.ended == whole.ended
        assert first.pending == second.carried_over
