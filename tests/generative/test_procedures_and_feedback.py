"""The identities of procedures and feedback, whatever their dates and flags."""

from hypothesis import given
from hypothesis import strategies as st

from tthc_core import count_feedback, count_procedures
from tthc_core.testing import broken_identities, feedback, periods, procedures


@given(st.lists(procedures(), max_size=20), periods())
def test_tiers_add_up_to_the_procedures_and_flags_are_parts_of_them(several, period):
    tally = count_procedures(several, period, by="tier")
    assert broken_identities(tally) == []
    assert tally.account.read == len(several)


@given(st.lists(feedback(), max_size=20), periods())
def test_feedback_comes_in_and_goes_out(several, period):
    tally = count_feedback(several, period, by=("agency", "kind"))
    assert broken_identities(tally) == []
    assert tally.account.read == len(several)
