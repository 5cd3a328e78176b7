"""The steps that set and move a due date: receipt, pause, extension; each says in Vietnamese what it did."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from attrs import frozen

from ..calendar import LimitUnit, ReceiptRule, TimeLimit, WorkCalendar, due_from, elapsed, moved
from ..calendar.moments import DAY_ENDS
from ..domain import Extension, Pause
from ..labelled import Labelled
from ..vietnamese import format_count

__all__ = [
    "DeadlineStep",
    "StepKind",
    "SupplementRule",
    "Terms",
    "earlier",
    "extended",
    "lasting",
    "paused",
    "received",
]

#: What a pause does to a due date: see :func:`~tthc_core.counting.deadlines.deadline`.
SupplementRule: TypeAlias = Literal["restart", "shift", "subtract"]


class StepKind(Labelled):
    """What set or moved a due date (bước tính ngày hẹn trả)."""

    RECEIPT = "receipt", "tiếp nhận"
    PAUSE = "pause", "tạm dừng"
    EXTENSION = "extension", "gia hạn"


@frozen(kw_only=True)
class DeadlineStep:
    """One step on the way to a due date (bước tính ngày hẹn trả).

    :param kind: what happened.
    :param at: when: the receipt, the end of a pause, the decision on an extension.
    :param due_before: the due date until then; None before the receipt.
    :param due_after: the due date from then.
    :param why: what was done, in Vietnamese.
    :param since: of a receipt, from when the limit runs; of a pause, from when its time counts, which is its begin or,
        where that is later, the receipt.
    :param waited: of a pause, how long that was, as :func:`~tthc_core.calendar.elapsed` counts it.
    """

    kind: StepKind
    at: datetime
    due_before: datetime | None
    due_after: datetime
    why: str
    since: datetime | None = None
    waited: int = 0


@frozen
class Terms:
    """By what a due date is worked out (căn cứ tính hạn): the limit, the calendar, the two rules."""

    limit: TimeLimit
    calendar: WorkCalendar
    receipt: ReceiptRule
    supplement: SupplementRule

    def due_from(self, at: date) -> datetime:
        """The due date of what is received then."""
        return due_from(at, self.limit, self.calendar, self.receipt)

    def waited(self, since: datetime, until: datetime) -> int:
        """The time between two moments in the unit of the limit; 0 where the second is not after the first."""
        return max(0, elapsed(since, until, self.limit.unit, self.calendar))

    @property
    def whole_days(self) -> bool:
        """Whether the limit is counted from day to day, and no part of it in hours."""
        return self.limit.unit is not LimitUnit.WORKING_HOUR and isinstance(self.limit.amount, int)


def received(at: datetime, terms: Terms) -> DeadlineStep:
    """The limit, counted from the receipt."""
    nothing = TimeLimit(terms.limit.unit if terms.whole_days else LimitUnit.WORKING_HOUR, 0)
    return DeadlineStep(
        kind=StepKind.RECEIPT,
        at=at,
        due_before=None,
        due_after=terms.due_from(at),
        why=f"cộng thời hạn {terms.limit}",
        since=due_from(at, nothing, terms.calendar, terms.receipt),
    )


def paused(pause: Pause, ended_at: datetime, received_at: datetime, due: datetime, terms: Terms) -> DeadlineStep:
    """What a pause that is over does to the due date."""
    since = max(pause.began_at, received_at)
    waited = terms.waited(since, ended_at)
    after, why = due, "kết thúc trước khi tiếp nhận, không đổi hạn"
    if ended_at > received_at:
        match terms.supplement:
            case "restart":  # Nghị định 61/2018/NĐ-CP, article 19.4
                again = terms.due_from(_day_0(ended_at, terms))
                after = max(due, again)
                why = f"tính lại từ đầu thời hạn {terms.limit}" + ("" if again >= due else ", hạn đang có muộn hơn")
            case "shift":
                after = moved(due, terms.limit.unit, waited, terms.calendar)
                why = f"lùi hạn {lasting(waited, terms.limit.unit)}"
            case _:  # subtract
                why = f"giữ nguyên hạn, trừ {lasting(waited, terms.limit.unit)} khi xét ngày kết thúc"
    return DeadlineStep(
        kind=StepKind.PAUSE,
        at=ended_at,
        due_before=due,
        due_after=after,
        why=why,
        since=since,
        waited=waited,
    )


def _day_0(ended_at: datetime, terms: Terms) -> date:
    """What came on a day without an hour came in time on it, as a receipt without an hour does."""
    return ended_at.date() if terms.whole_days and ended_at.time() == DAY_ENDS else ended_at


def extended(extension: Extension, due: datetime) -> DeadlineStep:
    """The due date that an extension puts in the place of another."""
    assert extension.decided_at is not None
    assert extension.due_after is not None
    return DeadlineStep(
        kind=StepKind.EXTENSION,
        at=extension.decided_at,
        due_before=due,
        due_after=extension.due_after,
        why="thay hạn cũ" if due <= extension.due_after else "thay hạn cũ, tuy sớm hơn",
    )


def earlier(end: datetime, waited: int, terms: Terms) -> datetime:
    """A moment moved back by what was waited, in the unit of the limit; the clock time of days stays."""
    calendar, day = terms.calendar, end.date()
    match terms.limit.unit:
        case LimitUnit.WORKING_DAY:
            return datetime.combine(calendar.add_working_days(day, -waited), end.time())
        case LimitUnit.WORKING_HOUR:
            hours = calendar.hours
            passed = hours.seconds_until(end.time()) if calendar.is_working_day(day) else 0
            # Whole days back, and what then has passed of the day: 1 to all of its seconds, so that 07:00 is 17:00 of
            # the day before, the first moment of the two.
            days, left = divmod(passed - waited - 1, hours.seconds)
            return datetime.combine(calendar.add_working_days(day, days), hours.clock_after(left + 1))
        case _:
            return end - timedelta(days=waited)


def lasting(waited: int, unit: LimitUnit) -> str:
    """A time as it was counted, in words.

    >>> lasting(3, LimitUnit.WORKING_DAY), lasting(9000, LimitUnit.WORKING_HOUR), lasting(0, LimitUnit.WORKING_HOUR)
    ('03 ngày làm việc', '2 giờ 30 phút làm việc', '0 giờ làm việc')
    """
    if unit is not LimitUnit.WORKING_HOUR:
        return f"{format_count(waited)} {LimitUnit.CALENDAR_DAY.label if unit is LimitUnit.MONTH else unit.label}"
    clock = {"giờ": waited // 3600, "phút": waited % 3600 // 60, "giây": waited % 60}
    return f"{' '.join(f'{number} {name}' for name, number in clock.items() if number) or '0 giờ'} làm việc"
