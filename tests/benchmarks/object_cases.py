"""Cases as a province has them: 18 months, 300 agencies, most of them long done. The same for the same seed."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from tthc_core.domain import Case, CaseStatus, Channel, Level, OnlineTier, Pause

Value = TypeVar("Value")

BEGIN = date(2023, 1, 1)
MONTHS = 18
DAYS = (date(2024, 7, 1) - BEGIN).days
MONTH_12 = (date(2023, 12, 1), date(2023, 12, 31))

AGENCIES = tuple(f"H02.{number:03d}" for number in range(300))
FIELDS = tuple(f"G{number:02d}" for number in range(60))
PROCEDURES = tuple(f"1.{number:06d}.000.00.00.H02" for number in range(1, 1801))

STATUSES = {
    CaseStatus.RETURNED: 720,
    CaseStatus.PROCESSED: 180,
    CaseStatus.PROCESSING: 55,
    CaseStatus.ACCEPTED: 5,
    CaseStatus.WITHDRAWN: 10,
    CaseStatus.STOPPED: 10,
    CaseStatus.SUPPLEMENT_REQUESTED: 10,
    CaseStatus.SUBMITTED: 4,
    CaseStatus.NOT_ACCEPTED: 4,
    CaseStatus.DRAFT: 2,
}
CHANNELS = {Channel.ONLINE: 60, Channel.COUNTER: 34, Channel.POST: 3, None: 3}
TIERS = {OnlineTier.FULL: 55, OnlineTier.PARTIAL: 35, OnlineTier.INFORMATION: 10}
LEVELS = {Level.PROVINCE: 15, Level.DISTRICT: 35, Level.COMMUNE: 50}
DAYS_ALLOWED = {1: 15, 3: 25, 5: 25, 10: 20, 15: 10, 30: 5}

NOT_ADMITTED = (CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED, CaseStatus.DRAFT)
RESULT = (CaseStatus.RETURNED, CaseStatus.PROCESSED)
CLOSED = (CaseStatus.WITHDRAWN, CaseStatus.STOPPED)


def make_cases(n: int, seed: int) -> list[Case]:
    """n cases in no order, about a tenth of them in scope of the twelfth month."""
    random = Random(seed)
    statuses = random.choices(list(STATUSES), list(STATUSES.values()), k=n)
    return [make_case(random, number, status) for number, status in enumerate(statuses)]


def make_case(random: Random, number: int, status: CaseStatus) -> Case:
    submitted_at = office_time(random, BEGIN + timedelta(days=random.randrange(DAYS)))
    received_at = submitted_at + timedelta(minutes=random.choice((0, 5, 30, 240)))
    allowed = pick(random, DAYS_ALLOWED)
    fee_due = random.random() < 0.4
    return Case(
        code=f"H02-{submitted_at:%y%m%d}-{number:06d}",
        status=status,
        procedure_code=random.choice(PROCEDURES),
        field_code=random.choice(FIELDS),
        agency_code=random.choice(AGENCIES),
        level=pick(random, LEVELS),
        channel=pick(random, CHANNELS),
        tier=pick(random, TIERS),
        submitted_at=submitted_at,
        received_at=received_at if status not in NOT_ADMITTED and random.random() > 0.001 else None,
        due_at=received_at + timedelta(days=allowed) if random.random() > 0.01 else None,
        **ends(random, status, received_at, allowed),
        pauses=pauses(random, status, received_at),
        synchronised=random.random() < 0.95,
        digitised=random.random() < 0.7,
        data_reused=random.random() < 0.3 if random.random() < 0.9 else None,
        fee_due=fee_due,
        paid_online=fee_due and random.random() < 0.5,
        electronic_result=random.random() < 0.6,
        apology_sent=None,
    )


def ends(random: Random, status: CaseStatus, received_at: datetime, allowed: int) -> dict[str, datetime | None]:
    """Mostly early, sometimes on the due day, now and then late; one end in a thousand has no date."""
    if random.random() < 0.001 or status not in (*RESULT, *CLOSED):
        return {}
    used = allowed * random.choice((0, 0.25, 0.5, 0.5, 0.75, 0.75, 1, 1, 1, 1.25 if random.random() < 0.2 else 0.5))
    end = office_time(random, (received_at + timedelta(days=used)).date())
    if status in RESULT:
        handed_over = end + timedelta(days=random.randrange(3))
        return {"finished_at": end, "returned_at": handed_over if status is CaseStatus.RETURNED else None}
    if random.random() < 0.2:
        return {} if status is CaseStatus.STOPPED else {"returned_at": end}
    return {"refused_at": end} if status is CaseStatus.STOPPED else {"finished_at": end}


def pauses(random: Random, status: CaseStatus, received_at: datetime) -> tuple[Pause, ...]:
    waits = status is CaseStatus.SUPPLEMENT_REQUESTED
    if not waits and random.random() > 0.02:
        return ()
    began_at = received_at + timedelta(days=random.randrange(3))
    return (Pause(began_at=began_at, ended_at=None if waits else began_at + timedelta(days=random.randrange(1, 10))),)


def office_time(random: Random, day: date) -> datetime:
    return datetime.combine(day, time(random.randrange(7, 17), random.randrange(60), random.randrange(60)))


def pick(random: Random, weights: dict[Value, int]) -> Value:
    return random.choices(list(weights), list(weights.values()))[0]
