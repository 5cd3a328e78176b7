"""The compiled count against the plain reading of the definitions, on cases full of faults."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import oracle
from tthc_core.counting import count
from tthc_core.testing import broken_identities, cases, periods, rules

months = st.lists(cases(), max_size=25)


@given(months, periods(), rules())
@settings(max_examples=2 * settings().max_examples)
def test_every_counter_and_place_is_that_of_the_definitions(month, period, chosen):
    tally = count(month, period, by="agency", rules=chosen)
    expected = oracle.tally(month, *period.window, chosen, key=lambda case: case.agency_code)
    assert set(tally) == set(expected)
    for key, row in tally.items():
        assert row.as_dict() == expected[key]["counters"]
        assert {place: getattr(row.account, place) for place in oracle.PLACES} == expected[key]["account"]
        assert row.account.read == sum(expected[key]["account"].values())


@given(months, periods(), rules())
def test_the_identities_hold_for_any_input_rules_and_window(month, period, chosen):
    tally = count(month, period, by="level", rules=chosen)
    assert broken_identities(tally) == []
    assert tally.account.read == len(month)


@given(months, months, periods(), rules())
def test_counting_a_split_and_adding_is_counting_the_whole(left, right, period, chosen):
    by = ("agency", "channel")
    parts = count(left, period, by=by, rules=chosen) + count(right, period, by=by, rules=chosen)
    assert parts == count(left + right, period, by=by, rules=chosen)


@given(months, periods(), rules(), st.sets(st.sampled_from(oracle.COUNTERS), min_size=1, max_size=3))
def test_a_choice_of_counters_changes_none_of_them(month, period, chosen, names):
    every = count(month, period, rules=chosen).total()
    some = count(month, period, rules=chosen, counters=sorted(names)).total()
    assert names <= set(some.known)
    assert all(some[name] == every[name] for name in some.known)
