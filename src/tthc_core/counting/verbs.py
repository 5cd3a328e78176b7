"""The public verbs: count cases, procedures and feedback over a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar, overload

from attrs import evolve

from ..calendar import Period, WorkCalendar
from ..domain import Case, Feedback, Procedure
from ..errors import InvalidValueError
from ..values import SHORT
from .counter import Counter, chosen, listed
from .feedback import judged as feedback_judged
from .frames import CaseColumns, Frame, is_frame, over_frame
from .frames.door import frame_behind
from .groups import grouping
from .keys import Key, checked_key
from .limits import PublishingDays, checked
from .objects import count_objects, only, select_key, select_objects
from .predicate import ALWAYS, Predicate
from .procedures import NEED_CASES, known_cases
from .procedures import judged as procedure_judged
from .rules import PROVINCIAL_REPORT, CountingRules
from .series import count_windows
from .subjects import CASES, FEEDBACK, PROCEDURES, Subject
from .tally import Tally

__all__ = ["cases_behind", "count", "count_each", "count_feedback", "count_procedures", "only_with_frames"]

FrameT = TypeVar("FrameT", bound=Frame)


def count(
    cases: Iterable[Case] | Frame,
    period: Period,
    *,
    by: str | Sequence[str] | None = None,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    where: Predicate | None = None,
    counters: Iterable[str | Counter] | None = None,
    columns: CaseColumns | None = None,
    pauses: Frame | None = None,
) -> Tally:
    """Count cases over a period (thống kê hồ sơ trong kỳ).

    :param cases: the cases; each is read once. Or a frame of any engine that Narwhals knows: pandas, Polars (lazy too),
        PyArrow, DuckDB, PySpark and others, with the extra ``frames``.
    :param period: the :class:`Period`; its window [F, E] says which days are counted.
    :param by: a group such as ``"level"``, ``"agency"`` or ``"received_month"``, or several; the keys of the tally.
    :param rules: the choices in which systems differ; those of the provincial report where left out.
    :param as_of: the last day that the data tell of, where it lies before the end of the window.
    :param where: only cases for which this predicate holds are read.
    :param counters: the counters wanted, by name or your own :class:`Counter`; all where left out, and of a frame all
        that it has the columns for.
    :param columns: which column of a frame holds which field; where left out, each has the name of its field.
    :param pauses: beside a frame, another one with a row for each pause; see :class:`CaseColumns`.
    :raises InvalidValueError: something else than a ``Case``; an unknown group; ``as_of`` before the window.
    :raises UnknownCounterError: a counter that does not exist.

    >>> from datetime import datetime
    >>> from tthc_core import Case, CaseStatus, Level, Period
    >>> case = Case(
    ...     code="000.01.02.H02-240105-0001",
    ...     status=CaseStatus.PROCESSED,
    ...     level=Level.PROVINCE,
    ...     received_at=datetime(2024, 1, 5, 9),
    ...     due_at=datetime(2024, 1, 20, 17),
    ...     finished_at=datetime(2024, 1, 20, 16),
    ... )
    >>> row = count([case], Period.month(2024, 1), by="level")[Level.PROVINCE]
    >>> row.caseload, row.resolved, row.on_due_date, row.late
    (1, 1, 1, 0)
    """
    if is_frame(cases):
        (tally,) = over_frame(cases, [period], by, rules, as_of, where, counters, columns, pauses)
        return tally
    only_with_frames(columns=columns, pauses=pauses)
    return _count(CASES, _objects(cases), period, by=by, rules=rules, as_of=as_of, where=where, counters=counters)


def count_each(
    cases: Iterable[Case] | Frame,
    periods: Iterable[Period],
    *,
    by: str | Sequence[str] | None = None,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    where: Predicate | None = None,
    counters: Iterable[str | Counter] | None = None,
    columns: CaseColumns | None = None,
    pauses: Frame | None = None,
) -> dict[Period, Tally]:
    """Count the same cases over several periods, reading them once (thống kê nhiều kỳ).

    :param periods: the periods; they may overlap, and each is counted as :func:`count` would.

    The other parameters are those of :func:`count`.

    >>> from datetime import datetime
    >>> from tthc_core import Case, Period
    >>> case = Case(code="1", status="processed", received_at=datetime(2024, 1, 9), finished_at=datetime(2024, 2, 5))
    >>> for period, tally in count_each([case], [Period.month(2024, 1), Period.month(2024, 2)]).items():
    ...     print(period, tally.total().received, tally.total().resolved)
    tháng 01/2024 1 0
    tháng 02/2024 0 1
    """
    wanted_periods = [_period(period) for period in periods]
    if is_frame(cases):
        tallies = over_frame(cases, wanted_periods, by, rules, as_of, where, counters, columns, pauses)
        return dict(zip(wanted_periods, tallies, strict=True))
    only_with_frames(columns=columns, pauses=pauses)
    windows = [period.seen_at(as_of) for period in wanted_periods]
    grouped, wanted = grouping(by, CASES.groups), chosen(counters, CASES.counters)
    found = count_windows(_objects(cases), windows, rules, wanted, grouped, ALWAYS if where is None else where)
    return {
        period: Tally(period, window, rules, grouped, wanted, rows)
        for period, window, rows in zip(wanted_periods, windows, found, strict=True)
    }


def count_procedures(
    procedures: Iterable[Procedure],
    period: Period,
    *,
    by: str | Sequence[str] | None = None,
    as_of: date | None = None,
    where: Predicate | None = None,
    counters: Iterable[str | Counter] | None = None,
    with_cases: Iterable[Case] | None = None,
    calendar: WorkCalendar | None = None,
    publishing_days: PublishingDays = "working",
) -> Tally:
    """Count the procedures in force on the last day of a period (thống kê thủ tục hành chính).

    :param procedures: the procedures, each once.
    :param by: ``"agency"``, ``"field"`` or ``"tier"``, or several.
    :param with_cases: the cases of the period: only with them it is known which procedures had a case filed online
        (``online_with_cases``) or paid online (``fee_paid_online``).
    :param calendar: with it, ``published_on_time`` and ``public_on_time`` are judged by dates, as
        :func:`~tthc_core.counting.with_limits` has them, and ``public_required`` has also what should be public and is
        not. It is asked about those procedures alone, since a registry reaches back before any calendar. Without it,
        the flags that are given count, save where a last day is given.
    :param publishing_days: ``"working"`` (the national portal), or ``"calendar"``, the days of the decree.
    :raises InvalidValueError: something else than a ``Procedure``; a counter that needs cases, without cases.
    :raises CalendarRangeError: a last day outside the calendar; the message names the procedure.

    >>> from tthc_core import OnlineTier, Period, Procedure, WorkCalendar
    >>> row = count_procedures([Procedure(code="2.002492", tier=OnlineTier.FULL)], Period.month(2024, 1)).total()
    >>> row.procedures, row.online, row.tier_partial
    (1, 1, 0)
    >>> late = Procedure(code="1.001", legal_effective_on=date(2024, 1, 20), decided_on=date(2024, 1, 16))
    >>> row = count_procedures([late], Period.month(2024, 1), calendar=WorkCalendar.vietnam()).total()
    >>> row.published, row.published_on_time, row.public_required, row.public_on_time
    (1, 0, 1, 0)
    """
    if calendar is not None:
        checked(calendar, publishing_days)
        window = _period(period).seen_at(as_of)
        with only(Procedure, procedures):
            procedures = [procedure_judged(each, window, calendar, publishing_days) for each in procedures]
    elif publishing_days != "working":
        raise InvalidValueError(f"publishing_days={publishing_days!r} judges by dates: add calendar=.")
    subject = PROCEDURES
    if with_cases is None:
        asked = tuple(counters) if counters is not None else [n for n in subject.counters if n not in NEED_CASES]
        if missing := [name for name in NEED_CASES if name in asked]:
            raise InvalidValueError(f"{missing[0]!r} is known only with the cases of the period: add with_cases=cases.")
        counters = asked
    else:
        filed = _count(
            CASES, with_cases, period, by="procedure", as_of=as_of, counters=["received_online", "paid_online"]
        )
        subject = evolve(
            subject,
            derived=known_cases(
                [code for code, row in filed.items() if code is not None and row.received_online],
                [code for code, row in filed.items() if code is not None and row.paid_online],
            ),
        )
    return _count(subject, procedures, period, by=by, as_of=as_of, where=where, counters=counters)


def count_feedback(
    feedback: Iterable[Feedback],
    period: Period,
    *,
    by: str | Sequence[str] | None = None,
    as_of: date | None = None,
    where: Predicate | None = None,
    counters: Iterable[str | Counter] | None = None,
    calendar: WorkCalendar | None = None,
) -> Tally:
    """Count feedback over a period (thống kê phản ánh, kiến nghị), by the same account as cases.

    carried_over + received = handled + declined + pending.

    :param by: ``"agency"``, ``"kind"`` or the month, week or day of receipt, or several.
    :param calendar: with it, what has no due date is due 15 working days after its receipt, as
        :func:`~tthc_core.counting.with_due` has it. Without it, what has none is in time.
    :raises InvalidValueError: something else than ``Feedback``; an unknown group.
    :raises CalendarRangeError: a due date outside the calendar; the message names the feedback.

    >>> from datetime import date
    >>> from tthc_core import Feedback, Period, WorkCalendar
    >>> note = Feedback(code="1", received_at=date(2024, 1, 5), due_at=date(2024, 1, 26), handled_at=date(2024, 1, 9))
    >>> row = count_feedback([note], Period.month(2024, 1)).total()
    >>> row.received, row.handled_in_time, row.handled_late
    (1, 1, 0)
    >>> note = Feedback(code="2", received_at=date(2024, 1, 5), handled_at=date(2024, 1, 29))
    >>> count_feedback([note], Period.month(2024, 1), calendar=WorkCalendar.vietnam()).total().handled_late
    1
    """
    if calendar is not None:
        checked(calendar)
        window = _period(period).seen_at(as_of)
        with only(Feedback, feedback):
            feedback = [feedback_judged(each, window, calendar) for each in feedback]
    return _count(FEEDBACK, feedback, period, by=by, as_of=as_of, where=where, counters=counters)


@overload
def cases_behind(
    cases: Iterable[Case],
    period: Period,
    counter: str | Counter,
    key: Key = None,
    *,
    by: str | Sequence[str] | None = None,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    where: Predicate | None = None,
) -> list[Case]: ...
@overload
def cases_behind(
    cases: FrameT,
    period: Period,
    counter: str | Counter,
    key: Key = None,
    *,
    by: str | Sequence[str] | None = None,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    where: Predicate | None = None,
    columns: CaseColumns | None = None,
    pauses: Frame | None = None,
    calendar: WorkCalendar | None = None,
) -> FrameT: ...
def cases_behind(
    cases: Any,
    period: Period,
    counter: str | Counter,
    key: Key = None,
    *,
    by: str | Sequence[str] | None = None,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    where: Predicate | None = None,
    columns: CaseColumns | None = None,
    pauses: Frame | None = None,
    calendar: WorkCalendar | None = None,
) -> Any:
    """The very cases that a counter counted (danh sách hồ sơ sau một con số), in the order in which they come.

    Of a frame it is a frame of the same kind with all its columns, lazy where that one is: nothing is fetched.

    :param counter: the counter's name, or your own :class:`Counter`.
    :param key: with ``by``, the key of the row that is asked about, as in ``tally[key]``.
    :param calendar: of a frame, adds the column ``days_late``: as :func:`days_late` has it for the last day that is
        counted, null where a case is not late then. It is null too where the calendar does not cover the due date.

    The other parameters are those of :func:`count`, so that ``len(cases_behind(...))`` is the figure itself.

    :raises InvalidValueError: a key without ``by``; ``columns``, ``pauses`` or ``calendar`` with objects.
    :raises CalendarRangeError: the calendar does not cover the last day that is counted.

    >>> from datetime import datetime
    >>> from tthc_core import Case, Period
    >>> received, due = datetime(2024, 1, 9, 8), datetime(2024, 1, 15, 17)
    >>> case = Case(code="H02-240109-0001", status="processing", received_at=received, due_at=due)
    >>> [found.code for found in cases_behind([case], Period.month(2024, 1), "pending_overdue")]
    ['H02-240109-0001']
    """
    if is_frame(cases):
        return frame_behind(
            cases,
            _period(period),
            counter,
            key,
            by=by,
            rules=rules,
            as_of=as_of,
            where=where,
            columns=columns,
            pauses=pauses,
            calendar=calendar,
        )
    only_with_frames(columns=columns, pauses=pauses, calendar=calendar)
    wanted = listed(counter, CASES.counters)
    condition = ALWAYS if where is None else where
    found = select_objects(CASES, cases, _period(period).seen_at(as_of), rules, wanted, condition)
    if by is None:
        if key is not None:
            raise InvalidValueError(f"key={key!r} is a key of which grouping? Add by=, as in the count: by='level'.")
        return found
    grouped = grouping(by, CASES.groups)
    return select_key(CASES, found, grouped, checked_key(key, grouped))


def _objects(cases: Iterable[Case] | Frame) -> Iterable[Case]:
    return cases  # type: ignore[return-value]  # no frame, as was asked before


def only_with_frames(**given: object) -> None:
    """Refuse what says how a frame is read."""
    for name, value in given.items():
        if value is not None:
            raise InvalidValueError(f"{name}= says how a data frame is read; these are objects: leave it out.")


def _count(
    subject: Subject,
    items: Iterable[Any],
    period: Period,
    *,
    by: str | Sequence[str] | None,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    where: Predicate | None = None,
    counters: Iterable[str | Counter] | None = None,
) -> Tally:
    window, grouped, wanted = (
        _period(period).seen_at(as_of),
        grouping(by, subject.groups),
        chosen(counters, subject.counters),
    )
    rows = count_objects(subject, items, window, rules, wanted, grouped, ALWAYS if where is None else where)
    return Tally(period, window, rules, grouped, wanted, rows, subject.name)


def _period(period: object) -> Period:
    if not isinstance(period, Period):
        raise InvalidValueError(f"period is {SHORT.repr(period)}, expected a Period such as Period.month(2024, 1).")
    return period
