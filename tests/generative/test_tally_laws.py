"""What must hold of tallies, whatever the cases, the rules and the windows."""

from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tthc_core import Agency, AgencyTree, Counter, Period, Tally, cases_behind, count, count_each, field, indicators
from tthc_core.counting import COUNTERS
from tthc_core.counting.identities import derivations
from tthc_core.testing import cases, periods, rules

months = st.lists(cases(), max_size=20)
TREE = AgencyTree(
    [
        Agency(code="H02", name="tỉnh", level="province"),
        Agency(code="H02.01", name="sở", level="province", parent="H02"),
        Agency(code="H02.02", name="huyện", level="district", parent="H02"),
        Agency(code="H02.03", name="xã", level="commune", parent="H02.02"),
    ]
)


@given(months, periods(), rules(), st.data())
def test_then_over_any_split_is_the_count_of_the_whole(month, whole, chosen, data):
    assume(whole.first < whole.last)
    assume(chosen.population == "in_hand")
    cut = data.draw(st.dates(whole.first, whole.last - timedelta(1)))
    first, second = Period.between(whole.first, cut), Period.between(cut + timedelta(1), whole.last)
    own = Counter("online_ended", side="ended", where=field("channel") == "online")
    options = {"by": ("agency", "channel"), "rules": chosen, "counters": [*COUNTERS, own]}
    joined = count(month, first, **options).then(count(month, second, **options))
    assert joined == count(month, whole, **options)
    assert joined.findings == ()


@given(months, st.lists(periods(), min_size=1, max_size=4), rules(), st.sampled_from([None, "overdue", "verdict"]))
def test_count_each_is_one_count_for_each_period(month, several, chosen, asked):
    where = {
        None: None,
        "overdue": field("overdue") == False,  # noqa: E712
        "verdict": ~(field("verdict") == "late"),
    }[asked]
    together = count_each(month, several, by="agency", rules=chosen, where=where)
    assert set(together) == set(several)
    for period in several:
        assert together[period] == count(month, period, by="agency", rules=chosen, where=where)


@given(months, periods(), rules())
def test_roll_up_of_own_rows_is_the_count_over_everything_below(month, period, chosen):
    tally = count(month, period, by="agency", rules=chosen)
    rolled = tally.roll_up(TREE)
    for agency in TREE:
        below = {agency.code, *(one.code for one in TREE.descendants(agency.code))}
        expected = count([case for case in month if case.agency_code in below], period, rules=chosen)
        if len(expected):
            assert rolled[agency.code].as_dict() == expected.total().as_dict()
            assert rolled[agency.code].account == expected.account
        else:
            assert agency.code not in rolled
    assert rolled.total().as_dict() == tally.total().as_dict()


@given(months, periods(), rules(), st.sampled_from([None, "level", "channel", ("channel", "agency"), ("level",)]))
def test_the_sum_by_fewer_groups_is_the_count_by_them(month, period, chosen, by):
    finest = count(month, period, by=("agency", "level", "channel"), rules=chosen)
    expected = count(month, period, by=by, rules=chosen)
    assert finest.sum_by(by) == expected
    assert finest.sum_by(by).total().account == expected.total().account


@given(months, periods(), rules(), st.sets(st.sampled_from([counter.name for counter in COUNTERS]), min_size=1))
def test_what_follows_from_other_counters_is_their_sum(month, period, chosen, asked):
    row = count(month, period, rules=chosen).total()
    known = row.as_dict() | {"in_scope": row.account.in_scope}
    derived = derivations("cases", chosen, sorted(asked), [])
    assert set(derived) <= asked
    for name, terms in derived.items():
        assert set(terms) <= {*asked, "in_scope"} - set(derived)
        assert known[name] == sum(times * known[term] for term, times in terms.items())


@given(months, periods(), rules(), st.sampled_from([counter.name for counter in COUNTERS]))
def test_the_cases_behind_a_figure_are_as_many_as_it_says(month, period, chosen, name):
    tally = count(month, period, by="level", rules=chosen)
    for key, row in tally.items():
        assert len(cases_behind(month, period, name, key, by="level", rules=chosen)) == row[name]
    assert len(cases_behind(month, period, name, rules=chosen)) == tally.total()[name]


@given(months, periods())
def test_published_and_counted_tallies_give_the_same_rates(month, period):
    counted = count(month, period, by="channel")
    published = Tally.published({key: row.as_dict() for key, row in counted.items()}, period, by="channel")
    for indicator in indicators.CATALOGUE.values():
        if indicator.subject == "cases":
            for key in counted:
                assert published[key].rate(indicator) == counted[key].rate(indicator)


@given(months, months, months, periods())
def test_adding_is_associative_and_commutative_with_the_empty_tally_as_zero(a, b, c, period):
    a, b, c = (count(some, period, by="tier") for some in (a, b, c))
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + count([], period, by="tier") == a
