"""The records that section I of the report counts."""

import pickle
from datetime import date

import pytest

from tthc_core.domain import ChangeKind, DraftReview, InternalProcedure, ProcedureChange


@pytest.mark.parametrize(
    "record",
    [
        DraftReview(title="Dự thảo", reviewed_on=date(2024, 1, 5), procedures_assessed=3, cuts_proposed=1),
        InternalProcedure(name="Thẩm định giá đất", code="NB-1", published_on=date(2024, 1, 8)),
        ProcedureChange(procedure_code="2.002492", kind="amended", changed_on=date(2024, 1, 9), decision="12/QĐ-UBND"),
    ],
)
def test_a_record_is_a_value(record):
    assert hash(record) == hash(pickle.loads(pickle.dumps(record)))


def test_counts_that_are_not_given_are_0():
    review = DraftReview(title="Dự thảo")
    assert (review.procedures_assessed, review.procedures_appraised, review.cuts_proposed, review.cuts_accepted) == (
        0,
    ) * 4
    assert review.reviewed_on is None


def test_more_cuts_accepted_than_proposed_are_held():
    assert DraftReview(title="Dự thảo", cuts_proposed=1, cuts_accepted=2).cuts_accepted == 2


def test_a_change_has_a_kind():
    assert ProcedureChange(procedure_code="1", kind="abolished").kind is ChangeKind.ABOLISHED
