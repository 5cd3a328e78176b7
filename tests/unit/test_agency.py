"""Agencies stand where their parent says; the tree has no gap and no circle."""

import pickle
from datetime import date, datetime

import pytest

from tthc_core.domain import Agency, AgencyTree, Level
from tthc_core.errors import InvalidValueError, UnknownKeyError


def agency(code, parent=None, **more):
    return Agency(code=code, name=f"Cơ quan {code}", level=Level.PROVINCE, parent=parent, **more)


# "b1" is given before the agency that it stands under.
TREE = AgencyTree(
    [agency("b1", "b"), agency("top"), agency("a", "top"), agency("b", "top"), agency("b2", "b"), agency("x")]
)


def codes(agencies):
    return [each.code for each in agencies]


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        (date(2024, 1, 1), "central province district commune"),
        (date(2025, 6, 30), "central province district commune"),
        (datetime(2025, 6, 30, 23, 59), "central province district commune"),
        (date(2025, 7, 1), "central province commune"),
    ],
)
def test_the_district_level_ended_with_june_2025(day, levels):
    assert Level.valid_on(day) == tuple(levels.split())


def test_levels_have_the_labels_of_row_heads():
    assert [level.label for level in Level] == ["Cấp bộ", "Cấp tỉnh", "Cấp huyện", "Cấp xã"]


@pytest.mark.parametrize(
    ("first", "last", "day", "valid"),
    [
        (None, None, date(1, 1, 1), True),
        (date(2024, 1, 2), None, date(2024, 1, 1), False),
        (date(2024, 1, 2), None, date(2024, 1, 2), True),
        (None, date(2025, 6, 30), date(2025, 6, 30), True),
        (None, date(2025, 6, 30), date(2025, 7, 1), False),
        (None, date(2025, 6, 30), datetime(2025, 6, 30, 23, 59), True),
    ],
)
def test_an_agency_exists_from_its_first_to_its_last_day(first, last, day, valid):
    assert agency("a", valid_from=first, valid_to=last).valid_on(day) is valid


def test_an_agency_is_a_value():
    merged = Agency(code="H02", name="UBND tỉnh Bắc Giang", level="province", successors=["H05"])
    assert merged.successors == ("H05",)
    assert hash(merged) == hash(pickle.loads(pickle.dumps(merged)))


def test_a_tree_is_asked_by_code():
    assert codes(TREE) == ["b1", "top", "a", "b", "b2", "x"]
    assert len(TREE) == 6
    assert codes(TREE.roots) == ["top", "x"]
    assert codes(TREE.children("top")) == ["a", "b"]
    assert codes(TREE.children("a")) == []
    assert codes(TREE.descendants("top")) == ["a", "b", "b1", "b2"]
    assert codes(TREE.ancestors("b2")) == ["b", "top"]
    assert codes(TREE.ancestors("top")) == []
    assert TREE["a"].name == "Cơ quan a"
    assert "a" in TREE
    assert "A" not in TREE
    assert None not in TREE


def test_a_tree_is_a_value():
    again = AgencyTree(iter(TREE))
    assert again == TREE
    assert hash(again) == hash(TREE)
    copy = pickle.loads(pickle.dumps(TREE))
    assert copy == TREE
    assert codes(copy.descendants("top")) == ["a", "b", "b1", "b2"]
    assert len(AgencyTree([])) == 0


@pytest.mark.parametrize("ask", [TREE.children, TREE.descendants, TREE.ancestors, TREE.__getitem__])
def test_an_unknown_code_is_named_with_what_is_near(ask):
    with pytest.raises(UnknownKeyError, match=r"'tops' is not an agency of this tree. Near: 'top'."):
        ask("tops")


@pytest.mark.parametrize(
    ("agencies", "words"),
    [
        ([agency("a"), agency("b"), agency("a")], "code 'a' stands twice"),
        ([agency("a"), agency("b", "aa")], "'b' has parent 'aa', which is not among the agencies. Near: 'a'"),
        ([agency("a", "")], "'a' has parent '', .* at the top has parent None"),
        ([agency("a", "a")], "in a circle: a → a"),
        ([agency("top"), agency("a", "c"), agency("b", "a"), agency("c", "b")], "in a circle: a → c → b → a"),
        ([agency("d", "a"), agency("a", "b"), agency("b", "a")], "in a circle: a → b → a"),
        (["H44"], "AgencyTree: 'H44' is not an Agency"),
    ],
)
def test_a_tree_with_a_gap_or_a_circle_is_refused(agencies, words):
    with pytest.raises(InvalidValueError, match=words):
        AgencyTree(agencies)


def test_a_tree_may_be_deep():
    chain = AgencyTree([agency("0"), *(agency(str(n), str(n - 1)) for n in range(1, 3000))])
    assert len(chain.descendants("0")) == len(chain.ancestors("2999")) == 2999
