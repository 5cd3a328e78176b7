"""What an object cannot hold, and the words that say so: class, field, value, what was expected, the way out."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.strangers import NAT
from tthc_core import calendar, domain, measure
from tthc_core.counting.deadlines import deadline
from tthc_core.errors import InvalidValueError


def case(**fields):
    return domain.Case(**{"code": "HS-01", "status": "processing", **fields})


def due(case=None, /, **given):
    """The deadline of a case received on 05/01/2024, five working days later."""
    terms = {"limit": calendar.TimeLimit.working_days(5), "calendar": calendar.WorkCalendar.vietnam()}
    return deadline(received() if case is None else case, **terms | given)


def received(**fields):
    return case(received_at=datetime(2024, 1, 5, 9), **fields)


NAMES = {
    **{name: getattr(room, name) for room in (calendar, domain, measure) for name in room.__all__},
    "Decimal": Decimal,
    "Fraction": Fraction,
    "date": date,
    "case": case,
    "due": due,
    "received": received,
    "JANUARY": [datetime(2024, 1, day, 9) for day in range(1, 32)],
    "A_PAUSE": domain.Pause(began_at=date(2024, 1, 5)),
    "LAST_UTC": datetime.max.replace(tzinfo=UTC),
    "NAN": float("nan"),
    "NAT": NAT,
}

# A call, and below it words that its error must have.
BROKEN = """
# Case: text, enums, dates, flags, tuples
case(code=12)
    Case.code: 12 is not text (str).
case(code=None)
    Case.code: None is not text (str).
case(code=NAN)
    Case.code: nan is not text (str). A missing value is written None.
case(national_code=b"1")
    Case.national_code: b'1' is not text (str).
case(agency_code=1.5)
    Case.agency_code: 1.5 is not text (str).
case(status="procesing")
    Case.status: 'procesing' is not a member of CaseStatus or its value. Near: 'processing', 'processed'.
case(status=None)
    Case.status: None is not a member of CaseStatus or its value. There are: 'draft', 'submitted'
case(status=4)
    Wire codes are read by CaseStatus.from_code.
case(status="4")
    Case.status: '4' is not a member of CaseStatus
case(level="Province")
    Case.level: 'Province' is not a member of Level or its value. Near: 'province'.
case(level="cấp tỉnh")
    Case.level: 'cấp tỉnh' is not a member of Level or its value. There are: 'central'
case(level=Channel.ONLINE)
    Case.level: <Channel.ONLINE: 'online'> is not a member of Level or its value.
case(channel=True)
    Case.channel: True is not a member of Channel
case(tier="")
    Case.tier: '' is not a member of OnlineTier
case(applicant=["citizen"])
    Case.applicant: ['citizen'] is not a member of Applicant
case(received_at="2024-01-05")
    Case.received_at: '2024-01-05' is not a datetime or a date. Texts are read by
case(received_at=20240105)
    Case.received_at: 20240105 is not a datetime or a date.
case(due_at=NAT)
    Case.due_at: NaT is not a datetime or a date. A missing value is written None.
case(due_at=NAN)
    Case.due_at: nan is not a datetime or a date. A missing value is written None.
case(due_at=LAST_UTC)
    is not within the calendar in Vietnam.
case(finished_at=True)
    Case.finished_at: True is not a datetime or a date.
case(synchronised=1)
    Case.synchronised: 1 is not True, False or None (unknown).
case(paid_online="true")
    Case.paid_online: 'true' is not True, False or None (unknown).
case(fee_due=NAN)
    Case.fee_due: nan is not True, False or None (unknown). A missing value is written None.
case(pauses=None)
    Case.pauses: None is not a tuple of Pause.
case(pauses=A_PAUSE)
    is not a tuple of Pause.
case(pauses=(A_PAUSE, "x"))
    Case.pauses[1]: 'x' is not a Pause.
case(pauses=[None])
    Case.pauses[0]: None is not a Pause.
case(extensions="x")
    Case.extensions: 'x' is not a tuple of Extension.
case(extensions=(A_PAUSE,))
    is not a Extension.
case(code=["x" * 500])
    xxx'] is not text

# the other objects, one of each kind of field
Pause(began_at=None)
    Pause.began_at: None is not a datetime or a date.
Pause(began_at=date(2024, 1, 5), ended_at=0)
    Pause.ended_at: 0 is not a datetime or a date.
Extension(decided_at="hôm nay")
    Extension.decided_at: 'hôm nay' is not a datetime or a date.
Agency(code="H44", name=None, level="province")
    Agency.name: None is not text (str).
Agency(code="H44", name="A", level=None)
    Agency.level: None is not a member of Level
Agency(code="H44", name="A", level="province", successors="H05")
    Agency.successors: 'H05' is not a tuple of
Agency(code="H44", name="A", level="province", successors=(5,))
    Agency.successors[0]: 5 is not text (str).
Agency(code="H44", name="A", level="province", valid_to="2025")
    Agency.valid_to: '2025' is not a date. Texts
Agency(code="H44", name="A", level="province").valid_on("x")
    valid_on: 'x' is not a date.
Agency(code="H44", name="A", level="province").valid_on(None)
    valid_on: None is not a date.
Level.valid_on(2025)
    valid_on: 2025 is not a date.
AgencyTree([None])
    AgencyTree: None is not an Agency.
Procedure(code="1", levels=("province", "xã"))
    Procedure.levels[1]: 'xã' is not a member of Level
Procedure(code="1", time_limit=5)
    Procedure.time_limit: 5 is not a TimeLimit.
Procedure(code="1", public_on=NAT)
    Procedure.public_on: NaT is not a date. A missing value is written None.
Procedure(code="1", fee_due="0")
    Procedure.fee_due: '0' is not True, False or None (unknown).
Feedback(code="1", kind="staff")
    Feedback.kind: 'staff' is not a member of FeedbackKind or its value. There are: 'reg
DraftReview(title="A", cuts_proposed=True)
    DraftReview.cuts_proposed: True is not a count (int, 0 or more).
DraftReview(title="A", cuts_accepted=-1)
    DraftReview.cuts_accepted: -1 is not a count (int, 0 or more).
DraftReview(title="A", procedures_assessed=1.0)
    procedures_assessed: 1.0 is not a count (int, 0 or more).
DraftReview(title="A", procedures_assessed=None)
    procedures_assessed: None is not a count
InternalProcedure(name=1)
    InternalProcedure.name: 1 is not text (str).
ProcedureChange(procedure_code="1", kind="changed")
    ProcedureChange.kind: 'changed' is not a member of Ch

# time limits
TimeLimit.working_days(-1)
    TimeLimit.amount: -1 is not a number of working_days: int or Fraction, 0 or more
TimeLimit.working_days(True)
    TimeLimit.amount: True is not a number of working_days
TimeLimit.working_hours(0.5)
    TimeLimit.amount: 0.5 is not a number of working_hours: int or Fraction
TimeLimit.working_hours(Fraction(-1, 2))
    TimeLimit.amount: Fraction(-1, 2) is not a number of working_hours
TimeLimit.calendar_days(Fraction(1, 2))
    Fraction(1, 2) is not a number of calendar_days: whole number, 0
TimeLimit.months("2")
    TimeLimit.amount: '2' is not a number of months: whole number, 0 or more.
TimeLimit("week", 1)
    TimeLimit.unit: 'week' is not a member of LimitUnit or its value.

# due dates of cases; JANUARY[0] is 09:00 on the first of January 2024
due("HS-01")
    deadline: case: 'HS-01' is not a Case.
due(limit=5)
    deadline: limit: 5 is not a TimeLimit. Write TimeLimit.working_days(5).
due(limit=None)
    deadline: limit: None is not a TimeLimit.
due(calendar=None)
    deadline: calendar: None is not a WorkCalendar. WorkCalendar.vietnam() is the one of the law.
due(supplement="restrat")
    deadline: supplement: 'restrat' is not a rule for pauses. Near: 'restart', 'subtract'.
due(receipt="same_clok")
    deadline: receipt: 'same_clok' is not a rule of receipt. Near: 'same_clock'.
due(faults="ignore")
    deadline: faults: 'ignore' is not what to do with faults. There are: 'raise', 'findings'.
due(case())
    deadline: case 'HS-01' has no received_at: no limit runs before a case is received.
due(received(due_at=date(2024, 1, 4)))
    deadline: case 'HS-01' is faulty. due_before_received: Hẹn trả kết quả trước khi tiếp nhận: ngày hẹn trả kết quả 04
due(received(pauses=[Pause(began_at=JANUARY[8], ended_at=JANUARY[7])]))
    pause_ends_before_begin: Tạm dừng kết thúc trước khi bắt đầu: tạm dừng lần 1 (từ 09/01/2024 lúc 09 giờ 00 phút, đến
due(received(pauses=[Pause(began_at=JANUARY[7]), Pause(began_at=JANUARY[8])]))
    pauses_overlap: Các lần tạm dừng chồng lên nhau: tạm dừng lần 1 (từ 08/01/2024 lúc 09 giờ 00 phút, chưa kết thúc), t
due(received(extensions=[Extension(decided_at=JANUARY[11], due_after=JANUARY[30])]))
    extension_too_late: Gia hạn quá muộn: gia hạn lần 1 (quyết định 12/01/2024 lúc 09 giờ 00 phút, hạn mới 31/01/2024
due(received(extensions=[Extension(decided_at=JANUARY[9])]))
    extension_incomplete: Gia hạn không ghi đủ ngày quyết định và hạn mới: gia hạn lần 1 (quyết định 10/01/2024
due(received(extensions=[Extension(decided_at=date(2024, 1, 8), due_after=date(2024, 1, 19))] * 2))
    second_extension: Gia hạn quá một lần: gia hạn lần 2 (quyết định 08/01/2024, hạn mới 19/01/2024). Mend it, or set
due(received(pauses=[Pause(began_at=date(2024, 1, 8), ended_at=date(2024, 1, 7))]))
    Mend it, or set the faulty parts aside with faults="findings".
due(received(due_at=date(2150, 9, 2)))
    deadline: case 'HS-01': the table of working days covers 01/01/2019–31/12/2027; 02/9/2150 is outside. Add the year
due().judged_end("12/01/2024")
    Deadline.judged_end: '12/01/2024' is not a datetime or a date. Texts are read by

# periods
Period.month(2024, 13)
    Period.month: 13 is not a number, 1 to 12.
Period.month(2024, 0)
    Period.month: 0 is not a number, 1 to 12.
Period.quarter(2024, 5)
    Period.quarter: 5 is not a number, 1 to 4.
Period.half_year(2024, True)
    Period.half_year: True is not a number, 1 to 2.
Period.month("2024", 1)
    Period.month: '2024' is not a year, 1 to 9999.
Period.year(0)
    Period.year: 0 is not a year, 1 to 9999.
Period.year(10_000)
    Period.year: 10000 is not a year, 1 to 9999.
Period.year(True)
    Period.year: True is not a year, 1 to 9999.
Period.month(1, 1, window="decree_09_2019")
    decree_09_2019 would begin before the year 1.
Period.month(2024, 1, window="calender")
    Period.window: 'calender' is not a window. Near: 'calendar'. Or
Period.month(2024, 1, window=None)
    Period.window: None is not a pair of dates (first, last).
Period.month(2024, 1, window=(date(2024, 1, 1),))
    is not a pair of dates (first, last).
Period.between(date(2024, 1, 2), date(2024, 1, 1))
    the last day 01/01/2024 is before 02/01/2024, the first.
Period.between("2024-01-01", date(2024, 1, 1))
    Period.window: '2024-01-01' is not a date. Texts are read
Period.between(date(2024, 1, 1), NAT)
    Period.window: NaT is not a date. A missing value is written None.
Period.month(2024, 1).with_window(None, None)
    Period.window: None is not a date.
Period.month(2024, 1).seen_at("today")
    as_of: 'today' is not a date.
Period("week", 2024, 1, (date(2024, 1, 1), date(2024, 1, 7)))
    Period.kind: 'week' is not a kind of period.
Period("year", 2024, 1, (date(2024, 1, 1), date(2024, 1, 7)))
    Period.year: 1 is not None: a year has one.
Period("month", 2024, None, (date(2024, 1, 1), date(2024, 1, 7)))
    Period.month: None is not a number, 1 to 12
Period("range", 2024, None, (date(2024, 1, 1), date(2024, 1, 7)))
    a range has neither year_number nor number

# rates, what was stated, findings
Rate(1.0, 2)
    Rate.numerator: 1.0 is not a count (int, 0 or more).
Rate(True, 2)
    Rate.numerator: True is not a count (int, 0 or more).
Rate(-(10**5000), 1)
    Rate.numerator: an integer of hundreds of digits is not a count (int, 0 or more).
Rate(1, -2)
    Rate.denominator: -2 is not a count (int, 0 or more).
Rate(1, NAN)
    Rate.denominator: nan is not a count (int, 0 or more). A missing value is written None.
Rate(None, 2)
    Rate: one count is unknown and the other is not. Write Rate.unknown().
Rate(1, None)
    Rate: one count is unknown and the other is not. Write Rate.unknown().
Rate(1, 2, incomplete=None)
    Rate.incomplete: None is not True or False.
StatedPercent(88.3)
    StatedPercent.percent: 88.3 is not a finite Decimal or an int. A text such as '88,3%'
StatedPercent(True)
    StatedPercent.percent: True is not a finite Decimal or an int.
StatedPercent("88,3%")
    StatedPercent.percent: '88,3%' is not a finite Decimal or an int. A text such as
StatedPercent(Decimal("Infinity"))
    StatedPercent.percent: Decimal('Infinity') is not a finite Decimal
StatedPercent(Decimal("NaN"))
    StatedPercent.percent: Decimal('NaN') is not a finite Decimal or an int.
StatedPoints(Decimal(-1), 20)
    StatedPoints.points: Decimal('-1') is not 0 or more.
StatedPoints(17, 0)
    StatedPoints.maximum: Decimal('0') is not above 0.
StatedPoints(17, 20.0)
    StatedPoints.maximum: 20.0 is not a finite Decimal or an int.
Finding(code="a", severity="fatal", place="", message="")
    Finding.severity: 'fatal' is not a member of Sever
"""


def entries(text):
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(zip(lines[::2], map(str.strip, lines[1::2]), strict=True))


@pytest.mark.parametrize(("call", "words"), entries(BROKEN))
def test_what_an_object_cannot_hold_is_named(call, words):
    with pytest.raises(InvalidValueError) as caught:
        eval(call, NAMES)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 320
