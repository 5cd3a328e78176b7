"""A hundred counters of one's own at once: each counts what the library's counter of its side counts of its cases."""

from datetime import date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tthc_core import Counter, Period, count, count_each, field, rules
from tthc_core.counting.frames.engine import _trees
from tthc_core.counting.gates import BESIDE, ROOM, leaves_of
from tthc_core.counting.objects import _adder, _plan, structure
from tthc_core.counting.predicate import ALWAYS
from tthc_core.counting.subjects import CASES
from tthc_core.testing import cases, periods

RULES = structure(rules.PROVINCIAL_REPORT)
JANUARY = Period.month(2024, 1)
WEEKS = [datetime(2024, 1, day) for day in (1, 8, 15, 22, 29)]
MOMENTS = ["submitted_at", "received_at", "due_at", "finished_at", "returned_at"]
OF_SIDE = {
    **{side: side for side in ("carried_over", "received", "ended", "pending", "filed")},
    "due": "due_in_period",
}
ASKED = [
    *((field("received_at") >= first) & (field("received_at") < after) for first, after in pairwise(WEEKS)),
    *(field(one) > field(other) for one, other in pairwise(MOMENTS)),
    *(field(one).day <= field(other).day for one, other in zip(MOMENTS, MOMENTS[2:], strict=False)),
    ~(field("due_at").day == date(2024, 1, 15)),
    field("due_in_force") < datetime(2024, 1, 20),
    (field("agency_code") == "H02.01") | ~field("digitised").is_true(),
    ~(field("channel") == "online") & field("fee_due").is_missing(),
    field("verdict").is_in(["early", "late"]) | (field("standing") == "overdue"),
    ~(field("place") == "in_scope") | field("paused").is_true(),
]
OWN = {
    (number, side): Counter(f"own_{number}_{side}", side, where)
    for number, where in enumerate(ASKED)
    for side in OF_SIDE
}
FEW, ALL = tuple(OWN.values())[:60], tuple(OWN.values())


def size(node):
    """How many nodes a tree has, of whichever kind it is."""
    parts = getattr(node, "parts", None) or [arm for _, arm in getattr(node, "arms", ())]
    return 1 + sum(map(size, parts))


@given(st.lists(cases(), max_size=25), periods())
def test_each_of_many_counters_counts_as_the_one_of_its_side(month, period):
    together = count(month, period, by="level", counters=["received", *ALL])
    for number, where in enumerate(ASKED):
        alone = count(month, period, by="level", where=where, counters=list(OF_SIDE.values()))
        for key, row in together.items():
            expected = alone.get(key)
            for side, name in OF_SIDE.items():
                assert row[OWN[number, side].name] == (expected[name] if expected else 0)


@given(st.lists(cases(), max_size=25), st.lists(periods(), min_size=2, max_size=3, unique=True))
def test_many_counters_over_several_periods(month, several):
    found = count_each(month, several, counters=ALL)
    assert found == {period: count(month, period, counters=ALL) for period in several}


def test_what_many_counters_become_grows_as_their_number():
    assert len(ALL) >= 100
    few, every = (len(_plan(CASES, RULES, some, None, ALWAYS).tick.__doc__) for some in (FEW, ALL))
    assert every < 4 * few < 1_500_000


def test_so_do_the_trees_of_frames():
    sets, _ = _trees(RULES, (*CASES.counters.values(), *ALL))
    first, *others = sets
    assert len(first) == 3
    for tree in [tree for trees in others for tree in trees]:
        names = {name for leaf in leaves_of(tree) for name in (*leaf.names, *(name for name, _ in leaf.asking))}
        expressions = {expression for leaf in leaves_of(tree) for _, expression in leaf.asking}
        assert len(names) == 1 or (size(tree) <= ROOM and len(expressions) <= BESIDE)


def test_a_sum_may_be_long():
    add_up = _adder([list(range(5000)), [1, 2], []])
    assert add_up(*range(5000)) == (5000 * 4999 // 2, 3, 0)
