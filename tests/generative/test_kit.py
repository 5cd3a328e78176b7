"""The kit that users get: its laws hold for ours, and it notices a count that breaks them."""

from hypothesis import given
from hypothesis import strategies as st

from tthc_core import Counter, Period, Tally, field
from tthc_core import testing as kit

OWN = Counter("late_online", side="ended", where=(field("channel") == "online") & (field("verdict") == "late"))


@given(st.lists(kit.cases(), max_size=12), kit.periods(), kit.rules())
def test_the_laws_hold_under_any_rules_and_for_own_counters(several, period, chosen):
    assert kit.broken_laws(several, period, rules=chosen, counters=["received", "pending", OWN]) == []


@given(st.lists(kit.cases(), max_size=6), kit.periods())
def test_the_laws_hold_for_every_counter(several, period):
    assert kit.broken_laws(several, period, by=None) == []


@given(kit.tallies())
def test_a_drawn_tally_is_a_counted_one(tally):
    assert kit.broken_identities(tally) == []
    assert tally.account.read >= 0


def test_a_broken_tally_is_noticed():
    tally = Tally.published({"province": {"received": 5, "carried_over": 1, "caseload": 7}}, Period.month(2024, 1))
    assert kit.broken_identities(tally) == [
        "province: caseload = 7, carried_over + received = 6",
        "total: caseload = 7, carried_over + received = 6",
    ]


def test_a_count_that_breaks_the_laws_is_named(monkeypatch):
    several = [kit.Case(code="1", status="processing", received_at=kit.date(2024, 1, day)) for day in (3, 28)]
    wrong = iter(range(1, 10**6))
    real = kit.count

    def miscounted(cases, period, **options):
        tally = real(cases, period, **options)
        rows = {key: (values[0] + next(wrong), *values[1:]) for key, values in tally._rows.items()}
        return Tally(tally.period, tally.window, tally.rules, tally.by, tally.counters, rows)

    monkeypatch.setattr(kit, "count", miscounted)
    broken = kit.broken_laws(several, Period.month(2024, 1), by="level", counters=["received"])
    assert [text.partition(":")[0] for text in broken] == ["adding", "count_each", "then", "cases_behind"]
