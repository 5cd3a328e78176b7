"""How long the law gives for publishing a procedure, making it public, and answering feedback (thời hạn theo luật).

Two acts of publishing, each with its own limit. The decision that publishes a procedure (công bố) comes so many days
*before* its legal basis takes effect; the procedure stands in the national database (công khai) so many days *after*
that decision. Feedback is answered so many days after it was received.

:data:`LEGAL_LIMITS` holds the limits, each with the document that it rests on. :func:`with_limits` and :func:`with_due`
turn them into days that counters compare.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias, TypeVar, get_args

from attrs import evolve, field, frozen

from ..calendar import LimitUnit, TimeLimit, WorkCalendar, due_from
from ..domain import Feedback, Level, Procedure
from ..errors import CalendarRangeError, near
from ..labelled import Labelled, member
from ..law import ND_63_2010, PORTAL, Source
from ..values import SHORT, refused
from ..vietnamese import format_date

__all__ = [
    "LEGAL_LIMITS",
    "Act",
    "LegalLimit",
    "PublishingDays",
    "checked",
    "legal_limit",
    "public_by",
    "publish_by",
    "with_due",
    "with_limits",
]

#: In which days the limit of publishing is counted: working days (the national portal), or days (the decree).
PublishingDays: TypeAlias = Literal["working", "calendar"]

T = TypeVar("T")


class Act(Labelled):
    """What has a limit by law.

    >>> Act.MAKE_PUBLIC.label
    'công khai TTHC'
    """

    PUBLISH = "publish", "công bố TTHC"
    MAKE_PUBLIC = "make_public", "công khai TTHC"
    DECLINE = "decline", "từ chối, trả lại PAKN"
    REQUEST_SUPPLEMENT = "request_supplement", "yêu cầu bổ sung PAKN lần đầu"
    ANSWER = "answer", "trả lời PAKN"
    PUBLISH_ANSWER = "publish_answer", "công khai kết quả trả lời PAKN"


@frozen
class LegalLimit:
    """A limit, and where it comes from (thời hạn và căn cứ); the source says from when, until when, and when read.

    :param act: what has to be done.
    :param limit: within how long.
    :param source: the document; its ``checked`` is None where the text itself was not read.
    :param by_ministry: for a ministry's act, or for a province's; None where both have the same limit.
    """

    act: Act
    limit: TimeLimit
    source: Source
    by_ministry: bool | None = field(default=None, kw_only=True)


_DECREE_15, _DECREE_24 = ND_63_2010.at("Điều 15"), ND_63_2010.at("Điều 24")

LEGAL_LIMITS: tuple[LegalLimit, ...] = (
    LegalLimit(Act.PUBLISH, TimeLimit.working_days(20), PORTAL, by_ministry=True),
    LegalLimit(Act.PUBLISH, TimeLimit.working_days(5), PORTAL, by_ministry=False),
    LegalLimit(Act.PUBLISH, TimeLimit.calendar_days(20), _DECREE_15, by_ministry=True),
    LegalLimit(Act.PUBLISH, TimeLimit.calendar_days(5), _DECREE_15, by_ministry=False),
    LegalLimit(Act.MAKE_PUBLIC, TimeLimit.working_days(10), _DECREE_24, by_ministry=True),
    LegalLimit(Act.MAKE_PUBLIC, TimeLimit.working_days(5), _DECREE_24, by_ministry=False),
    LegalLimit(Act.DECLINE, TimeLimit.working_days(2), PORTAL),
    LegalLimit(Act.REQUEST_SUPPLEMENT, TimeLimit.working_days(5), PORTAL),
    LegalLimit(Act.ANSWER, TimeLimit.working_days(15), PORTAL),
    LegalLimit(Act.PUBLISH_ANSWER, TimeLimit.working_days(2), PORTAL),
)
"""Every limit. A shortened procedure (trình tự, thủ tục rút gọn) has its own: give its day as ``publish_by``."""

_UNITS: dict[PublishingDays, LimitUnit] = {"working": LimitUnit.WORKING_DAY, "calendar": LimitUnit.CALENDAR_DAY}


def legal_limit(
    act: Act | str, day: date, *, by_ministry: bool = False, unit: LimitUnit | str = LimitUnit.WORKING_DAY
) -> LegalLimit:
    """The limit that an act has on a day (thời hạn theo luật).

    :param act: the :class:`Act`, or its value.
    :param day: the day on which the limit has to be in force.
    :param by_ministry: a ministry's act; a province's where left out.
    :param unit: ``"calendar_day"`` for the days of the decree in place of working days.
    :raises CalendarRangeError: no limit of this kind is known for the day.

    >>> found = legal_limit("publish", date(2024, 1, 15), by_ministry=True, unit="calendar_day")
    >>> str(found.limit), str(found.source), found.source.checked
    ('20 ngày', 'Nghị định 63/2010/NĐ-CP, Điều 15', datetime.date(2026, 11, 23))
    >>> str(legal_limit("answer", date(2024, 1, 15)).limit)
    '15 ngày làm việc'
    """
    act, unit = member(Act, act, "legal_limit: act"), member(LimitUnit, unit, "legal_limit: unit")
    known = [
        each
        for each in LEGAL_LIMITS
        if each.act is act and each.limit.unit is unit and each.by_ministry in (None, by_ministry)
    ]
    for each in known:
        if each.source.in_force_on(day):
            return each
    sources = "; ".join(f"{each.source}, {_in_force(each.source)}" for each in known)
    raise CalendarRangeError(
        f"no limit of {str(act)!r} in {unit}s is known on {format_date(day)}. Known: {sources or 'none'}."
    )


def _in_force(source: Source) -> str:
    days = ((word, day) for word, day in (("from", source.valid_from), ("until", source.valid_to)) if day is not None)
    return " ".join(f"{word} {format_date(day)}" for word, day in days)


def with_limits(
    procedure: Procedure, calendar: WorkCalendar, *, publishing_days: PublishingDays = "working"
) -> Procedure:
    """The same procedure with its last days for publishing and for making public (hạn công bố, hạn công khai).

    ``publish_by`` lies 20 days (a ministry) or 5 days (a province) before ``legal_effective_on``; ``public_by`` 10 or 5
    working days after ``decided_on``. The decision is a ministry's where the procedure has the level ``central``, else
    a province's. A day that is given stays; a day whose date is missing stays None.

    :param calendar: says which days are worked.
    :param publishing_days: ``"working"``, as the national portal counts, or ``"calendar"``, the decree's days.
    :raises CalendarRangeError: a day that the calendar does not cover; the message names the procedure.
    :raises InvalidValueError: no calendar, or another way to count days.

    >>> known = {"legal_effective_on": date(2024, 7, 1), "decided_on": date(2024, 6, 24)}
    >>> found = with_limits(Procedure(code="1.001", **known), WorkCalendar.vietnam())
    >>> found.publish_by, found.public_by
    (datetime.date(2024, 6, 24), datetime.date(2024, 7, 1))
    >>> with_limits(Procedure(code="1.001", **known), WorkCalendar.vietnam(), publishing_days="calendar").publish_by
    datetime.date(2024, 6, 26)
    """
    checked(calendar, publishing_days)
    return evolve(
        procedure,
        publish_by=publish_by(procedure, calendar, publishing_days),
        public_by=public_by(procedure, calendar),
    )


def with_due(feedback: Feedback, calendar: WorkCalendar) -> Feedback:
    """The same feedback, due 15 working days after its receipt where no due date is given (hạn xử lý PAKN).

    :param calendar: says which days and hours are worked.
    :raises CalendarRangeError: a day that the calendar does not cover; the message names the feedback.
    :raises InvalidValueError: no calendar.

    >>> with_due(Feedback(code="PA-1", received_at=date(2024, 1, 5)), WorkCalendar.vietnam()).due_at.date()
    datetime.date(2024, 1, 26)
    """
    checked(calendar)
    received = feedback.received_at
    if feedback.due_at is not None or received is None:
        return feedback

    def reckoned() -> datetime:
        return due_from(received, legal_limit(Act.ANSWER, received.date()).limit, calendar)

    return evolve(feedback, due_at=_named(feedback, "due_at", reckoned))


def publish_by(procedure: Procedure, calendar: WorkCalendar, publishing_days: PublishingDays) -> date | None:
    """The last day for publishing: the one given, else the one of its limit.

    Nghị định 63/2010/NĐ-CP, article 15: so many days before the legal basis takes effect.
    """
    effective, unit = procedure.legal_effective_on, _UNITS[publishing_days]
    if procedure.publish_by is not None or effective is None:
        return procedure.publish_by

    def reckoned() -> date:
        days = _days(Act.PUBLISH, procedure, effective, unit)
        if unit is LimitUnit.CALENDAR_DAY:
            return effective - timedelta(days)
        return calendar.add_working_days(effective, -days)

    return _named(procedure, "publish_by", reckoned)


def public_by(procedure: Procedure, calendar: WorkCalendar) -> date | None:
    """The last day for making public: the one given, else the one of its limit.

    Nghị định 63/2010/NĐ-CP, article 24: so many working days after the decision.
    """
    decided = procedure.decided_on
    if procedure.public_by is not None or decided is None:
        return procedure.public_by

    def reckoned() -> date:
        return calendar.add_working_days(decided, _days(Act.MAKE_PUBLIC, procedure, decided, LimitUnit.WORKING_DAY))

    return _named(procedure, "public_by", reckoned)


def _days(act: Act, procedure: Procedure, day: date, unit: LimitUnit) -> int:
    by_ministry = Level.CENTRAL in procedure.levels
    return int(legal_limit(act, day, by_ministry=by_ministry, unit=unit).limit.amount)


def _named(item: Procedure | Feedback, name: str, reckoned: Callable[[], T]) -> T:
    """What was reckoned, or an error that says of which item, and how to do without."""
    try:
        return reckoned()
    except CalendarRangeError as error:
        kind = type(item).__name__
        raise CalendarRangeError(
            f"{kind}.{name}: {error} In the {kind} with code {SHORT.repr(item.code)}; give its {name} to do without."
        ) from None


def checked(calendar: WorkCalendar, publishing_days: PublishingDays = "working") -> None:
    """Refuse what is no calendar, and an unknown way to count days."""
    if not isinstance(calendar, WorkCalendar):
        raise refused(calendar, "calendar", "a WorkCalendar", "Write WorkCalendar.vietnam().")
    if publishing_days not in get_args(PublishingDays):
        raise refused(publishing_days, "publishing_days", "a way to count them", near(publishing_days, _UNITS))
