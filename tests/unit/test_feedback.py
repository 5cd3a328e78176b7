"""Feedback holds its kind, its dates and its flags."""

import pickle
from datetime import date, datetime

import pytest

from tthc_core.domain import Feedback, FeedbackKind


def test_feedback_is_a_value():
    feedback = Feedback(code="PA-1", kind="staff_conduct", agency_code="H44", disliked=True, repeated=False)
    assert feedback.kind is FeedbackKind.STAFF_CONDUCT
    assert (feedback.received_at, feedback.handled_at, feedback.disliked) == (None, None, True)
    assert hash(feedback) == hash(pickle.loads(pickle.dumps(feedback)))


@pytest.mark.parametrize(
    ("field", "moment"),
    [
        ("received_at", datetime(2024, 1, 5)),
        ("due_at", datetime(2024, 1, 5, 23, 59, 59)),
        ("handled_at", datetime(2024, 1, 5, 23, 59, 59)),
        ("declined_at", datetime(2024, 1, 5, 23, 59, 59)),
        ("published_at", datetime(2024, 1, 5, 23, 59, 59)),
    ],
)
def test_a_plain_date_opens_or_closes(field, moment):
    assert getattr(Feedback(code="PA-1", **{field: date(2024, 1, 5)}), field) == moment
