"""The compiled count against the plain reading of the definitions where a window is about as long as its cases take."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests import oracle
from tthc_core import count_each
from tthc_core.counting import count
from tthc_core.testing import cases, periods, rules

# A week: most moments fall on the first or last day of a window, or beside it.
FIRST, LAST = date(2023, 12, 29), date(2024, 1, 4)


@given(st.lists(cases(first=FIRST, last=LAST), min_size=1, max_size=12), periods(FIRST, LAST), rules())
def test_every_counter_and_place_at_the_edges_of_a_window(week, period, chosen):
    row = count(week, period, rules=chosen).total()
    expected = oracle.tally(week, *period.window, chosen, key=lambda case: ())
    assert row.as_dict() == expected[()]["counters"]
    assert {place: getattr(row.account, place) for place in oracle.PLACES} == expected[()]["account"]


@given(
    st.lists(cases(first=FIRST, last=LAST), min_size=1, max_size=12),
    st.lists(periods(FIRST, LAST), min_size=1, max_size=4, unique=True),
)
def test_many_windows_in_one_pass_are_each_window_alone(week, several):
    for period, tally in count_each(week, several).items():
        assert tally == count(week, period)
