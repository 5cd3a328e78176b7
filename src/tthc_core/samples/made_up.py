"""A made-up month of cases whose counts are the ones that Bắc Giang published for January 2024.

Every case is invented. What is real is how many there are at each level, how many were resolved, how many of those in
time, and how many were pending: the cases are built so that counting them gives these numbers.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from ..domain import Agency, AgencyTree, Applicant, Case, CaseStatus, Channel, Level, OnlineTier, Pause

__all__ = ["agencies_like_bac_giang", "cases_like_bac_giang_2024_01"]

FIRST, LAST = date(2023, 12, 15), date(2024, 1, 14)
# Level: resolved in time, resolved late, pending. Their sum is the caseload.
FIGURES = {
    Level.PROVINCE: (19_196, 124, 6_095),
    Level.DISTRICT: (7_296, 115, 4_007),
    Level.COMMUNE: (16_741, 561, 2_152),
}
GROUP = {Level.PROVINCE: 1, Level.DISTRICT: 2, Level.COMMUNE: 3}
OFFICES = {Level.PROVINCE: 18, Level.DISTRICT: 10, Level.COMMUNE: 60}
WEEKDAYS = [
    day
    for day in (date(2023, 10, 2) + timedelta(n) for n in range(170))
    if day.weekday() < 5 and day != date(2024, 1, 1)
]
MORNINGS = tuple(time(hour, minute) for hour in (8, 9, 10) for minute in (0, 15, 30, 45))
AFTERNOONS = tuple(time(hour, minute) for hour in (14, 15) for minute in (0, 10, 20, 40))
DUE_CLOCK = time(17)
FIELDS = tuple(f"G{number:02}" for number in range(1, 25))


def _urn(shares: dict[Any, int]) -> tuple[Any, ...]:
    """Each value as often as its share says: one draw takes one of them."""
    return tuple(value for value, share in shares.items() for _ in range(share))


CHANNELS = _urn({Channel.ONLINE: 54, Channel.COUNTER: 41, Channel.POST: 5})
ONLINE_TIERS = _urn({OnlineTier.FULL: 10, OnlineTier.PARTIAL: 7})
TIERS = _urn({OnlineTier.FULL: 10, OnlineTier.PARTIAL: 7, OnlineTier.INFORMATION: 3})
APPLICANTS = _urn({Applicant.CITIZEN: 80, Applicant.BUSINESS: 16, Applicant.STATE_AGENCY: 1, Applicant.OTHER: 3})
PENDING_STATUSES = _urn(
    {
        CaseStatus.PROCESSING: 60,
        CaseStatus.ACCEPTED: 15,
        CaseStatus.SUPPLEMENT_REQUESTED: 7,
        CaseStatus.PAYMENT_REQUESTED: 3,
        CaseStatus.STOPPED: 3,
        CaseStatus.WITHDRAWN: 4,
        CaseStatus.PROCESSED: 4,
        CaseStatus.RETURNED: 4,
    }
)


def agencies_like_bac_giang() -> AgencyTree:
    """A made-up tree of agencies (cây cơ quan): the province, 18 departments, 10 districts, 60 communes.

    >>> len(agencies_like_bac_giang())
    89
    """
    made = [Agency(code="H02", name="UBND tỉnh (số liệu mẫu)", level=Level.PROVINCE)]
    for level, name in ((Level.PROVINCE, "Sở"), (Level.DISTRICT, "UBND huyện"), (Level.COMMUNE, "UBND xã")):
        for number in range(1, OFFICES[level] + 1):
            parent = "H02" if level is not Level.COMMUNE else _office(Level.DISTRICT, (number - 1) % 10 + 1)
            made.append(Agency(code=_office(level, number), name=f"{name} mẫu {number}", level=level, parent=parent))
    return AgencyTree(made)


def cases_like_bac_giang_2024_01(seed: int = 0) -> list[Case]:
    """56.287 made-up cases (hồ sơ mẫu): 25.415 of the province, 11.418 of districts, 19.454 of communes.

    Counted under ``PROVINCIAL_REPORT`` over 15/12/2023–14/01/2024 they give the published figures at every level. They
    hold carried-over and new cases, early, due-day and late ends, pauses, every channel and tier, every status that a
    caseload can have. The same seed makes the same cases.

    >>> from tthc_core import count, samples
    >>> period = samples.bac_giang_2024_01().period
    >>> count(cases_like_bac_giang_2024_01(), period, by="level")[Level.PROVINCE].resolved_in_time
    19196
    """
    draw = random.Random(seed)  # noqa: S311  # a repeatable draw, no secret
    numbers: Counter[str] = Counter()
    drafts = [
        (level, make(draw))
        for level, parts in FIGURES.items()
        for make, number in zip((_in_time, _late, _pending), parts, strict=True)
        for _ in range(number)
    ]
    draw.shuffle(drafts)
    return [_case(draw, numbers, level, dates) for level, dates in drafts]


def _office(level: Level, number: int) -> str:
    return f"H02.{GROUP[level]}{number:02}"


def _case(draw: random.Random, numbers: Counter[str], level: Level, dates: dict[str, Any]) -> Case:
    agency = _office(level, draw.randint(1, OFFICES[level]))
    received: datetime = dates["received_at"]
    stem = f"000.00.{agency[-3:]}.H02-{received:%y%m%d}"
    numbers[stem] += 1
    channel = draw.choice(CHANNELS)
    # An information-only service cannot be filed online.
    tier = draw.choice(ONLINE_TIERS if channel is Channel.ONLINE else TIERS)
    field = draw.choice(FIELDS)
    fee_due = draw.random() < 0.6
    return Case(
        code=f"{stem}-{numbers[stem]:04}",
        agency_code=agency,
        handling_agency_code=agency,
        level=level,
        field_code=field,
        procedure_code=f"1.{field[1:]}{draw.randint(1, 80):04}",
        channel=channel,
        tier=tier,
        applicant=draw.choice(APPLICANTS),
        submitted_at=received - timedelta(minutes=draw.randint(1, 50)),
        fee_due=fee_due,
        paid_online=fee_due and draw.random() < 0.24,
        synchronised=draw.random() < 0.76,
        digitised=draw.random() < 0.52,
        data_reused=draw.random() < 0.45,
        personal_storage_used=False,
        population_data_used=draw.random() < 0.4,
        without_result_document=draw.random() < 0.1,
        electronic_result=draw.random() < 0.5,
        **dates,
    )


# -- the dates of a case -----------------------------------------------------------------------------------------------


def _in_time(draw: random.Random) -> dict[str, Any]:
    end = _weekday(draw, FIRST, LAST)
    days_left = 0 if draw.random() < 0.15 else draw.randint(1, 20)
    return _resolved(draw, end, due=_shift(end, days_left))


def _late(draw: random.Random) -> dict[str, Any]:
    end = _weekday(draw, FIRST, LAST)
    return _resolved(draw, end, due=_shift(end, -draw.randint(1, 8)))


def _resolved(draw: random.Random, end: date, due: date) -> dict[str, Any]:
    received = _shift(min(end, due), -draw.randint(1, 25))
    dates = _running(draw, received, due)
    # On the due date itself the result may be ready after the hour that was set: that day is still in time.
    dates["finished_at"] = finished = _at(draw, end, AFTERNOONS)
    if draw.random() < 0.7:
        dates |= {"status": CaseStatus.RETURNED, "returned_at": finished + timedelta(minutes=draw.randint(5, 55))}
    else:
        dates["status"] = CaseStatus.PROCESSED
    if received < min(end, due) and draw.random() < 0.05:
        dates["pauses"] = (_pause(draw, received, _shift(received, 1), due),)
    return dates


def _pending(draw: random.Random) -> dict[str, Any]:
    received = _weekday(draw, date(2023, 12, 1), LAST)
    due = _shift(received, draw.randint(3, 30))
    dates = _running(draw, received, due)
    status = draw.choice(PENDING_STATUSES)
    return dates | {"status": status} | _PENDING[status](draw, received, due)


def _paused(draw: random.Random, received: date, due: date) -> dict[str, Any]:
    return {"pauses": (Pause(began_at=_at(draw, received, AFTERNOONS), due_before=datetime.combine(due, DUE_CLOCK)),)}


def _ended_after(name: str) -> Callable[[random.Random, date, date], dict[str, Any]]:
    """Ended after the window: still pending on its last day."""
    return lambda draw, received, due: {
        name: _at(draw, _weekday(draw, date(2024, 1, 15), date(2024, 1, 31)), AFTERNOONS)
    }


_PENDING: dict[CaseStatus, Callable[[random.Random, date, date], dict[str, Any]]] = {
    CaseStatus.PROCESSING: lambda draw, received, due: {},
    CaseStatus.ACCEPTED: lambda draw, received, due: {},
    CaseStatus.SUPPLEMENT_REQUESTED: _paused,
    CaseStatus.PAYMENT_REQUESTED: _paused,
    CaseStatus.STOPPED: _paused,
    CaseStatus.WITHDRAWN: _ended_after("finished_at"),
    CaseStatus.PROCESSED: _ended_after("finished_at"),
    CaseStatus.RETURNED: _ended_after("returned_at"),
}


def _running(draw: random.Random, received: date, due: date) -> dict[str, Any]:
    return {"received_at": _at(draw, received, MORNINGS), "due_at": datetime.combine(due, DUE_CLOCK)}


def _pause(draw: random.Random, began: date, ended: date, due: date) -> Pause:
    due_after = datetime.combine(due, DUE_CLOCK)
    return Pause(
        began_at=_at(draw, began, AFTERNOONS),
        ended_at=_at(draw, ended, MORNINGS),
        due_before=datetime.combine(_shift(due, -1), DUE_CLOCK),
        due_after=due_after,
    )


_PLACE = {day: number for number, day in enumerate(WEEKDAYS)}


def _shift(day: date, days: int) -> date:
    return WEEKDAYS[_PLACE[day] + days]


def _weekday(draw: random.Random, first: date, last: date) -> date:
    return WEEKDAYS[draw.randint(bisect_left(WEEKDAYS, first), bisect_right(WEEKDAYS, last) - 1)]


def _at(draw: random.Random, day: date, clocks: tuple[time, ...]) -> datetime:
    return datetime.combine(day, draw.choice(clocks))
