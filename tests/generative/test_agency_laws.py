"""What must hold of agencies that end, merge and divide, whatever their tree."""

from datetime import date, timedelta

from hypothesis import given, reject
from hypothesis import strategies as st

from tthc_core import Agency, AgencyTree, InvalidValueError, Period, count
from tthc_core.testing import cases

CODES = [*"abcdef"]
YEAR = Period.between(date(2023, 12, 1), date(2024, 2, 10))
days = st.dates(date(2023, 11, 25), date(2024, 2, 20))
months = st.lists(cases(agencies=(*CODES, "stranger")), max_size=12)


@st.composite
def trees(draw):
    """Agencies below those before them, followed by those after them, or by one of another tree."""
    agencies = []
    for n, code in enumerate(CODES):
        later = st.sampled_from([*CODES[n + 1 :], "elsewhere"])
        agencies.append(
            Agency(
                code=code,
                name=code,
                level=draw(st.sampled_from(["province", "district", "commune"])),
                parent=draw(st.sampled_from([None, *CODES[:n]])),
                valid_from=draw(st.none() | days),
                valid_to=draw(st.none() | days),
                successors=tuple(draw(st.lists(later, max_size=3, unique=True))),
            )
        )
    return AgencyTree(draw(st.permutations(agencies)))


def unless_in_a_circle(made):
    """Parents that follow successors may meet; few drawn trees do so."""
    try:
        return made()
    except InvalidValueError:
        reject()


def whole(tally):
    return tally.total().as_dict(), tally.account, tally.total().missing


@given(months, trees(), days, st.sampled_from(["agency", "handling_agency", ("field", "agency")]))
def test_taking_to_the_agencies_of_a_day_changes_no_total_and_no_account(month, tree, day, by):
    own = count(month, YEAR, by=by)
    taken = own.to_agencies_of(day, tree)
    assert whole(taken) == whole(own)
    assert all(code in (None, "stranger", "elsewhere", *CODES) for key in taken for code in taken.parts(key)[-1:])


@given(months, trees(), days, st.lists(st.sampled_from(CODES), unique=True))
def test_rolling_up_to_the_agencies_of_any_day_changes_no_total_and_no_account(month, tree, day, expected):
    own = count(month, YEAR, by="agency").expecting(expected)
    assert whole(own.roll_up(tree)) == whole(own)
    now = unless_in_a_circle(lambda: own.roll_up(tree, on=day))
    assert whole(now) == whole(own)


@given(months, trees(), days, days)
def test_by_way_of_an_earlier_day_is_the_same_as_at_once(month, tree, one, other):
    earlier, later = sorted((one, other))
    own = count(month, YEAR, by="agency")
    assert own.to_agencies_of(earlier, tree).to_agencies_of(later, tree) == own.to_agencies_of(later, tree)


@given(trees(), days)
def test_what_stands_in_an_agency_s_place_has_not_handed_over(tree, day):
    for agency in tree:
        for code in tree.current_of(agency.code, day):
            assert code not in tree or tree.current_of(code, day) == (code,)
        assert (tree.current_of(agency.code, day) == (agency.code,)) is not (
            agency.successors != () and agency.valid_to is not None and agency.valid_to < day
        )


@given(trees(), days)
def test_the_tree_of_a_day_has_what_exists_on_it_in_the_order_given(tree, day):
    on_day = unless_in_a_circle(lambda: tree.on(day))
    assert [agency.code for agency in on_day] == [agency.code for agency in tree if agency.valid_on(day)]
    always = AgencyTree(Agency(code=one.code, name=one.name, level=one.level, parent=one.parent) for one in tree)
    assert always.on(day) == always


@given(months, trees(), days)
def test_a_window_before_every_change_says_nothing(month, tree, day):
    last = min((one.valid_to for one in tree if one.valid_to), default=day)
    window = Period.between(last - timedelta(9), last)
    old = AgencyTree(
        Agency(code=one.code, name=one.name, level=one.level, parent=one.parent, valid_to=one.valid_to) for one in tree
    )
    found = count(month, window, by="agency").roll_up(old).findings
    assert {finding.code for finding in found} <= {"agency_not_in_tree"}
