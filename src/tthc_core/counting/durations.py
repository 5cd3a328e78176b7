"""Counters of time: how late, how old, how long, in working days or in the unit of the procedure's limit.

A total of times is added up like any other counter, and its average is the total divided by the number of cases, so
that averages of agencies or months are never averaged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..calendar import LimitUnit, WorkCalendar
from ..domain import Procedure
from ..errors import InvalidValueError
from ..values import refused
from .counter import Counter
from .counters import COUNTERS
from .predicate import END, Cut, Elapsed, Field, IsIn, Lasting, Predicate
from .terms import DUE_AT, DUE_IN_FORCE, NEVER, RECEIVED_AT, Side

__all__ = ["late_bands", "overdue_bands", "pending_ages", "processing_times"]

_DEFINED = {counter.name: counter for counter in COUNTERS}
BANDS = (5, 10, 30)


def late_bands(calendar: WorkCalendar, up_to: Sequence[int] = BANDS) -> tuple[Counter, ...]:
    """Counters of how many working days the resolved were late (số ngày quá hạn); together they are ``late``.

    A case that is due on a Friday and ended on the Saturday is late by no working day; it is in the first band.

    :param up_to: the last day of each band, ascending; behind the last of them stands one more band, for all above it.
    :raises InvalidValueError: ``up_to`` is not whole numbers above 0, each above the one before.

    >>> [counter.name for counter in late_bands(WorkCalendar.vietnam(), up_to=(5, 10))]
    ['late_up_to_5', 'late_6_to_10', 'late_over_10']
    """
    return _bands("late", _DEFINED["late"], Elapsed(DUE_AT, END, LimitUnit.WORKING_DAY, calendar), up_to)


def overdue_bands(calendar: WorkCalendar, up_to: Sequence[int] = BANDS) -> tuple[Counter, ...]:
    """Counters of how many working days the pending are overdue (số ngày đã quá hạn): parts of ``pending_overdue``.

    :param up_to: as for :func:`late_bands`.

    >>> overdue_bands(WorkCalendar.vietnam(), up_to=(10,))[1].label
    'đang giải quyết quá hạn, trên 10 ngày làm việc'
    """
    elapsed = Elapsed(DUE_IN_FORCE, Cut.LAST_MOMENT, LimitUnit.WORKING_DAY, calendar)
    return _bands("overdue", _DEFINED["pending_overdue"], elapsed, up_to)


def pending_ages(calendar: WorkCalendar, up_to: Sequence[int] = BANDS) -> tuple[Counter, ...]:
    """The age of what is pending (thời gian chờ của hồ sơ đang giải quyết): a total, ``pending_age``, and bands.

    The age is the working days after the day of receipt, up to the last day of the window.

    :param up_to: as for :func:`late_bands`; the bands together are ``pending``.

    >>> from datetime import date
    >>> from tthc_core import Case, Period, count
    >>> case = Case(code="1", status="processing", received_at=date(2024, 1, 26))
    >>> row = count([case], Period.month(2024, 1), counters=pending_ages(WorkCalendar.vietnam(), up_to=(5,))).total()
    >>> row.pending_age, row.pending_age_up_to_5, row.average("pending_age")
    (3, 1, Fraction(3, 1))
    """
    pending = _DEFINED["pending"]
    age = Elapsed(RECEIVED_AT, Cut.LAST_MOMENT, LimitUnit.WORKING_DAY, calendar)
    return (
        Counter(
            "pending_age",
            pending.side,
            pending.where,
            label=f"{pending.label}: tổng thời gian chờ (ngày làm việc)",
            amount=age,
            over=pending.name,
        ),
        *_bands("pending_age", pending, age, up_to),
    )


def processing_times(calendar: WorkCalendar, procedures: Iterable[Procedure] | None = None) -> tuple[Counter, ...]:
    """How long the resolved took from receipt to end (thời gian giải quyết): totals, and their numbers of cases.

    With the procedures, each case is counted in the unit of its procedure's limit: ``processing_working_days``,
    ``processing_working_hours`` (its total in seconds), ``processing_calendar_days`` (also for limits in months). The
    number of cases of each has the same name with ``_cases``; those without a known limit are
    ``processing_unknown_cases``. Without procedures all are counted in working days, over ``resolved``.

    Pauses are not taken off: it is the time that the applicant waited.

    >>> [counter.name for counter in processing_times(WorkCalendar.vietnam())]
    ['processing_working_days']
    """
    resolved = _DEFINED["resolved"]
    if procedures is None:
        return (_total("working_days", LimitUnit.WORKING_DAY, calendar, resolved),)
    units = _units(procedures)
    found: list[Counter] = []
    for unit in dict.fromkeys(unit for unit in LimitUnit if unit in units.values()):
        cases = _cases(
            f"{unit}s", _among(code for code in units if units[code] is unit), f"thời hạn tính bằng {unit.label}"
        )
        found += [cases, _total(f"{unit}s", unit, calendar, cases)]
    return (*found, _cases("unknown", ~_among(units), "chưa rõ thời hạn"))


def _units(procedures: Iterable[Procedure]) -> dict[str, LimitUnit]:
    """The unit in which the cases of each procedure are counted: months have no fixed length, so that days are."""
    units: dict[str, LimitUnit] = {}
    for procedure in procedures:
        if not isinstance(procedure, Procedure):
            raise refused(procedure, "processing_times: procedures", "several Procedure objects")
        if procedure.time_limit is not None:
            stated = procedure.time_limit.unit
            unit = LimitUnit.CALENDAR_DAY if stated is LimitUnit.MONTH else stated
            if units.setdefault(procedure.code, unit) is not unit:
                raise InvalidValueError(
                    f"processing_times: {procedure.code!r} stands twice, with a limit in {units[procedure.code]}s and "
                    f"in {unit}s, so that its cases have no one unit. Give one procedure for each code."
                )
    return units


def _among(codes: Iterable[str]) -> Predicate:
    known = tuple(sorted(codes))
    return IsIn(Field("procedure_code"), known) if known else NEVER


def _cases(name: str, where: Predicate, said: str) -> Counter:
    resolved = _DEFINED["resolved"]
    return Counter(f"processing_{name}_cases", Side.ENDED, resolved.where & where, label=f"{resolved.label}, {said}")


def _total(name: str, unit: LimitUnit, calendar: WorkCalendar, cases: Counter) -> Counter:
    counted = "giây làm việc" if unit is LimitUnit.WORKING_HOUR else unit.label
    return Counter(
        f"processing_{name}",
        Side.ENDED,
        cases.where,
        label=f"tổng thời gian giải quyết ({counted})",
        amount=Elapsed(RECEIVED_AT, END, unit, calendar),
        over=cases.name,
    )


def _bands(name: str, whole: Counter, elapsed: Elapsed, up_to: Sequence[int]) -> tuple[Counter, ...]:
    ends = tuple(up_to)
    if not ends or any(type(end) is not int or end < 1 for end in ends) or list(ends) != sorted(set(ends)):
        raise InvalidValueError(
            f"{name} bands: up_to={up_to!r}, expected whole numbers of working days above 0, each above the one before."
        )
    names = [
        f"{name}_up_to_{ends[0]}",
        *(f"{name}_{a + 1}_to_{b}" for a, b in pairwise(ends)),
        f"{name}_over_{ends[-1]}",
    ]
    said = [f"đến {ends[0]}", *(f"từ {a + 1} đến {b}" for a, b in pairwise(ends)), f"trên {ends[-1]}"]
    # Each beyond the last one's end, so that what is below a bound is never asked about the next.
    reached = [whole.where]
    for end in ends:
        reached.append(reached[-1] & Lasting(elapsed, end + 1))
    wheres = [*(inside & ~Lasting(elapsed, end + 1) for inside, end in zip(reached, ends, strict=False)), reached[-1]]
    return tuple(
        Counter(band, whole.side, where, label=f"{whole.label}, {text} ngày làm việc")
        for band, where, text in zip(names, wheres, said, strict=True)
    )
