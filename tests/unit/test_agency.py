"""Agencies stand where their parent says; the tree has no gap and no circle."""

import pickle
from datetime import date, datetime

import pytest

from tthc_core.domain import Agency, AgencyTree, Level
from tthc_core.errors import InvalidValueError, UnknownKeyError


def agency(code, parent=None, **more):
    return Agency(code=code, name=f"Cơ quan {code}", level=Level.PROVINCE, parent=parent, **more)


END, NEXT = date(2025, 6, 30), date(2025, 7, 1)

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
        (
            [
                agency("a", valid_to=END, successors=("b", "c")),
                agency("b", valid_to=END, successors=("a",)),
                agency("c"),
            ],
            "successors go round in a circle: a → b → a",
        ),
        ([agency("a", valid_to=END, successors=("a",))], "successors go round in a circle: a → a"),
    ],
)
def test_a_tree_with_a_gap_or_a_circle_is_refused(agencies, words):
    with pytest.raises(InvalidValueError, match=words):
        AgencyTree(agencies)


def test_a_tree_may_be_deep():
    chain = AgencyTree([agency("0"), *(agency(str(n), str(n - 1)) for n in range(1, 3000))])
    assert len(chain.descendants("0")) == len(chain.ancestors("2999")) == 2999


# -- through time ------------------------------------------------------------------------------------------------------


def test_a_level_that_ended_has_a_last_day():
    assert [level.last_day for level in Level] == [None, None, END, None]


def ended(code, parent=None, *successors, last=END):
    return agency(code, parent, valid_to=last, successors=successors)


def test_successors_say_nothing_while_an_agency_exists():
    # It gave a part away, and took it back: no circle.
    tree = AgencyTree([agency("a", successors=("b",)), ended("b", None, "a")])
    assert tree.current_of("a", NEXT) == tree.current_of("b", NEXT) == ("a",)


@pytest.mark.parametrize(
    ("code", "day", "current"),
    [
        ("one", END, "one"),
        ("one", NEXT, "two"),
        ("one", datetime(2025, 7, 1, 8), "two"),
        ("one", date(2026, 1, 1), "three"),
        ("three", date(2020, 1, 1), "three"),
        ("gone", NEXT, "gone"),
        ("divided", END, "divided"),
        ("divided", NEXT, "left right"),
        ("divided", date(2026, 1, 1), "three right"),
        ("divided", date(2027, 1, 1), "three"),
        ("away", NEXT, "elsewhere"),
        ("twice", NEXT, "right left"),
    ],
)
def test_what_stands_in_an_agency_s_place_on_a_day(code, day, current):
    tree = AgencyTree(
        [
            ended("one", None, "two"),
            ended("two", None, "three", last=date(2025, 12, 31)),
            agency("three", valid_from=date(2025, 12, 1)),
            ended("gone"),
            ended("divided", None, "left", "right"),
            ended("left", None, "three", last=date(2025, 12, 31)),
            ended("right", None, "three", last=date(2026, 12, 31)),
            ended("away", None, "elsewhere"),
            ended("twice", None, "divided", "left"),
        ]
    )
    assert tree.current_of(code, day) == tuple(current.split())


def test_asking_for_what_is_not_there():
    with pytest.raises(UnknownKeyError, match="'H2' is not an agency of this tree"):
        AgencyTree([agency("H02")]).current_of("H2", NEXT)
    with pytest.raises(InvalidValueError, match="AgencyTree: day: '2025-07-01' is not a date"):
        AgencyTree([agency("H02")]).current_of("H02", "2025-07-01")
    with pytest.raises(InvalidValueError, match="valid_on: '2025-07-01' is not a date"):
        AgencyTree([agency("H02")]).on("2025-07-01")


def standing(tree):
    return {one.code: one.parent for one in tree}


def test_below_an_agency_that_ended_is_below_its_successor_or_what_stood_above():
    tree = AgencyTree(
        [
            agency("H05"),
            ended("H02", None, "H05"),
            ended("merged", "H02", "other"),
            agency("other", "H05"),
            agency("ward 1", "merged"),
            ended("divided", "H02", "other", "ward 2"),
            agency("ward 2", "divided"),
            ended("island", "H02", "zone"),
            agency("zone", "island", valid_from=NEXT),
            ended("away", None, "elsewhere"),
            agency("ward 3", "away"),
            agency("late", "H02", valid_from=date(2026, 1, 1)),
            agency("below late", "late"),
        ]
    )
    assert standing(tree.on(NEXT)) == {
        "H05": None,
        "other": "H05",
        "ward 1": "other",
        "ward 2": "H05",
        "zone": "H05",  # not below itself
        "ward 3": None,
        "below late": "H05",
    }
    assert standing(tree.on(END)) == {
        **{one.code: one.parent for one in tree if one.code not in ("zone", "late")},
        "below late": "H02",
    }


def test_parents_that_follow_successors_in_a_circle_are_refused():
    tree = AgencyTree(
        [
            ended("d", None, "s"),
            agency("c", "d"),
            ended("p", None, "t"),
            agency("s", "p"),
            agency("t", "c"),
        ]
    )
    with pytest.raises(InvalidValueError, match="in a circle: c → s → t → c"):
        tree.on(NEXT)
