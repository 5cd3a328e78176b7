"""One case, judged on one day (xét hạn giải quyết một hồ sơ): the definitions of a count, asked of a single case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ..calendar import LimitUnit, Period, WorkCalendar, day
from ..domain import Case
from ..errors import InvalidValueError
from ..labelled import Labelled
from .counter import Counter
from .fields import Standing
from .frames import CaseColumns, Frame, is_frame
from .frames.door import times_of_frame
from .keys import Key
from .objects import cuts, definition, grow_for, only, structure, time_of, writer_of
from .predicate import END, Cut, Elapsed, Predicate, field
from .rules import PROVINCIAL_REPORT, CountingRules
from .subjects import CASES
from .terms import DUE_AT, DUE_IN_FORCE, Side
from .verbs import cases_behind, only_with_frames

__all__ = ["Timeliness", "days_late", "timeliness", "times_behind"]


class Timeliness(Labelled):
    """How a case stands to its due date on a day (tình trạng hạn giải quyết)."""

    EARLY = "early", "giải quyết trước hạn"
    ON_DUE_DATE = "on_due_date", "giải quyết đúng hạn"
    LATE = "late", "giải quyết quá hạn"
    CLOSED_OTHERWISE = "closed_otherwise", "rút, từ chối"
    IN_TIME = "in_time", "đang giải quyết trong hạn"
    OVERDUE = "overdue", "đang giải quyết quá hạn"
    PAUSED = "paused", "tạm dừng, chờ bổ sung"
    NOT_JUDGED = "not_judged", "không xét hạn"


def timeliness(case: Case, as_of: date, rules: CountingRules = PROVINCIAL_REPORT) -> Timeliness | None:
    """How a case stands at the end of a day (xét hạn giải quyết; Thông tư 01/2018/TT-VPCP, article 13.1).

    :param as_of: the day; what came after it is not seen.
    :param rules: the choices in which systems differ, as in :func:`count`.
    :returns: None for a case that a count would not count: not admitted, without a needed date, or received later.
    :raises InvalidValueError: something else than a ``Case`` or a day.

    >>> from datetime import datetime
    >>> due = datetime(2024, 1, 12, 17)
    >>> case = Case(code="1", status="processing", received_at=datetime(2024, 1, 5, 9), due_at=due)
    >>> timeliness(case, date(2024, 1, 12)).label, timeliness(case, date(2024, 1, 13)).label
    ('đang giải quyết trong hạn', 'đang giải quyết quá hạn')
    """
    with only(Case, [case]):
        found: Timeliness | None = _judge(structure(rules))(case, *_seen(as_of, rules))
    return found


def days_late(case: Case, as_of: date, calendar: WorkCalendar, rules: CountingRules = PROVINCIAL_REPORT) -> int | None:
    """By how many working days a case is late or overdue at the end of a day (số ngày làm việc quá hạn).

    A case that is due on a Friday and ended on the Saturday is late by 0 working days.

    :returns: None for a case that is neither late nor overdue then.
    :raises CalendarRangeError: a day that the calendar does not cover.

    >>> from datetime import datetime
    >>> due = datetime(2024, 1, 12, 17)
    >>> case = Case(code="1", status="processing", received_at=datetime(2024, 1, 5, 9), due_at=due)
    >>> days_late(case, date(2024, 1, 16), WorkCalendar.vietnam())
    2
    """
    match timeliness(case, as_of, rules):
        case Timeliness.LATE:
            elapsed = Elapsed(DUE_AT, END, LimitUnit.WORKING_DAY, calendar)
        case Timeliness.OVERDUE:
            elapsed = Elapsed(DUE_IN_FORCE, Cut.LAST_MOMENT, LimitUnit.WORKING_DAY, calendar)
        case _:
            return None
    return time_of(elapsed, rules)(case, *_seen(as_of, rules))


def times_behind(
    cases: Iterable[Case] | Frame,
    period: Period,
    total: Counter,
    key: Key = None,
    *,
    by: str | Sequence[str] | None = None,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    where: Predicate | None = None,
    columns: CaseColumns | None = None,
    pauses: Frame | None = None,
) -> list[int]:
    """The times that a total added up, case by case: what a median needs (thời gian của từng hồ sơ).

    :param total: a counter with an amount, such as the first of :func:`pending_ages`; working hours are seconds.

    The other parameters are those of :func:`cases_behind`, whose order it keeps. Of a frame the times are fetched.

    :raises InvalidValueError: the counter is a number of cases; ``columns`` or ``pauses`` with objects.
    :raises CalendarRangeError: a day that the calendar does not cover.

    >>> from statistics import median
    >>> from tthc_core import pending_ages
    >>> age, *_ = pending_ages(WorkCalendar.vietnam())
    >>> cases = [Case(code=f"{n}", status="processing", received_at=date(2024, 1, n)) for n in (5, 26, 30)]
    >>> median(times_behind(cases, Period.month(2024, 1), age))
    3
    """
    if not isinstance(total, Counter) or total.amount is None:
        raise InvalidValueError(
            f"times_behind: {total!r} adds no times up, expected a counter such as pending_ages(calendar)[0]."
        )
    given: Any = {"by": by, "rules": rules, "as_of": as_of, "where": where}
    if is_frame(cases):
        return times_of_frame(cases, period, total, key, columns=columns, pauses=pauses, **given)
    only_with_frames(columns=columns, pauses=pauses)
    window = period.seen_at(as_of)
    found: Any = cases_behind(cases, period, total, key, **given)
    time = time_of(total.amount, rules)
    return [time(case, *cuts(window, rules.due_soon_days)) for case in found]


_COUNTERS = {
    Timeliness.EARLY: ("early",),
    Timeliness.ON_DUE_DATE: ("on_due_date",),
    Timeliness.LATE: ("late",),
    Timeliness.CLOSED_OTHERWISE: ("closed_otherwise",),
    Timeliness.IN_TIME: ("pending_in_time",),
    Timeliness.OVERDUE: ("pending_overdue",),
    Timeliness.NOT_JUDGED: ("resolved_not_judged", "pending_not_judged"),
}
_PAUSED = Counter("paused_apart", Side.PENDING, field("standing") == Standing.PAUSED)


def _seen(as_of: date, rules: CountingRules) -> tuple[Any, ...]:
    """The cuts of all time up to the end of a day, so that every case received by then is in hand or ended."""
    return cuts((date.min, day(as_of, "as_of")), rules.due_soon_days)


@lru_cache(maxsize=64)
def _judge(rules: CountingRules) -> Callable[..., Any]:
    counters = {kind: [CASES.counters[name] for name in names] for kind, names in _COUNTERS.items()}
    counters[Timeliness.PAUSED] = [_PAUSED]
    tests = {
        f"{kind} {counter.name}": definition(CASES, counter, rules)
        for kind, some in counters.items()
        for counter in some
    }
    kinds = {str(kind): kind for kind in Timeliness}
    writer = writer_of(CASES, "judge", "item")

    def answer(found: frozenset[str]) -> str | None:
        return f"return {writer.named('KIND', kinds[next(iter(found)).split()[0]])}" if found else None

    writer.body(grow_for(tests, rules), 1, answer)
    return writer.compiled("judge")
