"""The monthly lists behind section I.5 of the report: late cases, and who answers for them, without personal data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from attrs import frozen

from ..calendar import Period, WorkCalendar
from ..counting import PROVINCIAL_REPORT, CountingRules, cases_behind
from ..counting.history import due_in_force
from ..counting.terms import end_of
from ..domain import AgencyTree, Case
from ..vietnamese import format_count, format_date, format_number, sort_key

__all__ = ["LateCase", "LateList", "late_list"]


@frozen
class LateCase:
    """One late case, as a list prints it: no name of a person, no address.

    :param code: code of the case (mã hồ sơ).
    :param agency_code: who answers for it.
    :param due_on: its due date (ngày hẹn trả).
    :param finished_on: when it ended; None while it is pending.
    :param days_late: days after the due date, until it ended or until the end of the window: working days where the
        list was made with a calendar, else calendar days.
    """

    code: str
    agency_code: str | None
    due_on: date
    finished_on: date | None
    days_late: int


@frozen
class LateList:
    """The late cases of a period by agency (danh sách hồ sơ chậm, muộn).

    :param period: the period.
    :param last: the day at whose end pending cases were judged.
    :param cases: the late cases, by agency, the longest first.
    :param names: names of the agencies by code, where they are known.
    :param in_working_days: whether the days late are working days.
    """

    period: Period
    last: date
    cases: tuple[LateCase, ...]
    names: tuple[tuple[str, str], ...] = ()
    in_working_days: bool = False

    def __str__(self) -> str:
        return self.to_text()

    def by_agency(self) -> dict[str | None, int]:
        """How many late cases each agency answers for, most first."""
        return dict(Counter(case.agency_code for case in self.cases).most_common())

    def to_text(self) -> str:
        """The list as text, agency by agency, ready to be sent out (văn bản)."""
        names, unit = dict(self.names), "ngày làm việc" if self.in_working_days else "ngày"
        if not self.cases:
            return f"Không có hồ sơ chậm, muộn {self.period.label} (số liệu đến hết ngày {format_date(self.last)})\n"
        lines = [f"Danh sách hồ sơ chậm, muộn {self.period.label} (số liệu đến hết ngày {format_date(self.last)})"]
        for code, number in self.by_agency().items():
            said = "Chưa rõ cơ quan" if code is None else f"{names[code]} ({code})" if code in names else code
            lines += ["", f"{said}: {format_count(number)} hồ sơ"]
            lines += [f"- {_said(case, unit)}" for case in self.cases if case.agency_code == code]
        return "\n".join(lines) + "\n"


def _said(case: LateCase, unit: str) -> str:
    ended = "đang giải quyết" if case.finished_on is None else f"giải quyết xong ngày {format_date(case.finished_on)}"
    return f"{case.code}: hẹn trả {format_date(case.due_on)}, {ended}, chậm {format_number(case.days_late)} {unit}"


def late_list(
    cases: Iterable[Case],
    period: Period,
    *,
    rules: CountingRules = PROVINCIAL_REPORT,
    as_of: date | None = None,
    agencies: AgencyTree | None = None,
    calendar: WorkCalendar | None = None,
) -> LateList:
    """The cases resolved late in a period, and those pending and overdue at its end (Quyết định 766/QĐ-TTg, mục I.5).

    :param cases: the cases.
    :param agencies: gives the agencies their names.
    :param calendar: with it, working days are counted.

    The other parameters are those of :func:`count`.

    >>> from datetime import datetime
    >>> from tthc_core import Case, Period
    >>> case = Case(
    ...     code="H02-1",
    ...     agency_code="H02",
    ...     status="processed",
    ...     received_at=datetime(2024, 1, 3),
    ...     due_at=datetime(2024, 1, 9),
    ...     finished_at=datetime(2024, 1, 11),
    ... )
    >>> print(late_list([case], Period.month(2024, 1)).to_text())
    Danh sách hồ sơ chậm, muộn tháng 01/2024 (số liệu đến hết ngày 31/01/2024)
    <BLANKLINE>
    H02: 01 hồ sơ
    - H02-1: hẹn trả 09/01/2024, giải quyết xong ngày 11/01/2024, chậm 2 ngày
    <BLANKLINE>
    """
    kept = list(cases)
    last = period.seen_at(as_of)[1]
    after = datetime.combine(last + timedelta(1), time())
    resolved = cases_behind(kept, period, "late", rules=rules, as_of=as_of)
    pending = cases_behind(kept, period, "pending_overdue", rules=rules, as_of=as_of)
    found = [
        *(_late(case, case.due_at, end_of(case, rules), last, calendar) for case in resolved),
        *(_late(case, due_in_force(case, after), None, last, calendar) for case in pending),
    ]
    found.sort(
        key=lambda case: (case.agency_code is None, sort_key(case.agency_code or ""), -case.days_late, case.code)
    )
    names = () if agencies is None else tuple((agency.code, agency.name) for agency in agencies)
    return LateList(period, last, tuple(found), names, calendar is not None)


def _late(
    case: Case, due_at: datetime | None, ended: datetime | None, last: date, calendar: WorkCalendar | None
) -> LateCase:
    assert due_at is not None  # what has no due date is never late
    due, until = due_at.date(), last if ended is None else ended.date()
    days = (until - due).days if calendar is None else calendar.working_days_between(due, until)
    return LateCase(case.code, case.agency_code, due, None if ended is None else until, days)
