"""Feedback (phản ánh, kiến nghị) of citizens and businesses."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from ..calendar.moments import closing, opening
from ..labelled import Labelled
from .checked import checked

__all__ = ["Feedback", "FeedbackKind"]


class FeedbackKind(Labelled):
    """What feedback is about (phân loại phản ánh, kiến nghị).

    >>> FeedbackKind.STAFF_CONDUCT.label
    'về hành vi hành chính'
    """

    REGULATION = "regulation", "về quy định hành chính"
    STAFF_CONDUCT = "staff_conduct", "về hành vi hành chính"
    BUSINESS_REGULATION = "business_regulation", "về quy định kinh doanh"


@frozen(kw_only=True)
@checked
class Feedback:
    """A piece of feedback (phản ánh, kiến nghị).

    Moments and flags are those of :class:`Case`: a plain date is the beginning of that day for ``received_at``, its end
    for the others.

    :param code: its code, text as it comes.
    :param kind: what it is about.
    :param agency_code: the agency that answers it.
    :param received_at: received (ngày tiếp nhận).
    :param due_at: to be answered until (hạn xử lý): given, or computed from its receipt by
        :func:`~tthc_core.counting.with_due`.
    :param handled_at: answered (ngày xử lý xong).
    :param declined_at: refused or handed back (ngày từ chối).
    :param published_at: the answer was made public (ngày công khai).
    :param disliked: its sender was not satisfied (không hài lòng).
    :param repeated: it was sent before.
    :raises InvalidValueError: a value that its field cannot hold.

    >>> from datetime import date
    >>> Feedback(code="1", kind="regulation", due_at=date(2024, 1, 19)).due_at
    datetime.datetime(2024, 1, 19, 23, 59, 59)
    """

    code: str
    kind: FeedbackKind | None = None
    agency_code: str | None = None
    received_at: datetime | None = field(default=None, converter=opening)
    due_at: datetime | None = field(default=None, converter=closing)
    handled_at: datetime | None = field(default=None, converter=closing)
    declined_at: datetime | None = field(default=None, converter=closing)
    published_at: datetime | None = field(default=None, converter=closing)
    disliked: bool | None = None
    repeated: bool | None = None
