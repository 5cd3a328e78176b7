"""The due dates of cases beside the limits of their procedures, for the check of cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import Factory, define

from ..calendar import ReceiptRule, TimeLimit, WorkCalendar
from ..domain import Case, Procedure
from ..errors import CalendarRangeError
from ..measure import Finding, Severity
from ..values import refused
from ..vietnamese import format_date, format_number
from .deadline_steps import SupplementRule
from .deadlines import Deadline, check_rules, deadline
from .finders import Wrong

__all__ = ["CODE", "ByLimit"]

CODE = "due_date_differs_from_limit"
# An extension that is not lawful moves nothing, and the due date is known. These leave it unknown.
_UNSURE = {"pause_ends_before_begin", "pauses_overlap", "due_before_received", "extension_incomplete"}


@define
class ByLimit:
    """What the limits of procedures say of due dates; the cases that they say nothing of are noted here."""

    limits: Mapping[str, tuple[Procedure, ...]]
    calendar: WorkCalendar
    supplement: SupplementRule
    receipt: ReceiptRule
    unknown: list[str] = Factory(list)
    """The codes of the cases whose limit is not known."""
    uncovered: list[str] = Factory(list)
    """The codes of those that the calendar does not cover."""

    @classmethod
    def of(
        cls,
        procedures: Iterable[Procedure] | Mapping[str, Procedure] | None,
        calendar: WorkCalendar | None,
        supplement: SupplementRule,
        receipt: ReceiptRule,
    ) -> ByLimit | None:
        """Where procedures and a calendar are given.

        :raises InvalidValueError: other things than these, an unknown rule.
        """
        check_rules("check", supplement=supplement, receipt=receipt)
        if calendar is not None and not isinstance(calendar, WorkCalendar):
            raise refused(
                calendar, "check: calendar", "a WorkCalendar", "WorkCalendar.vietnam() is the one of the law."
            )
        limits = None if procedures is None else _by_code(procedures)
        return None if limits is None or calendar is None else cls(limits, calendar, supplement, receipt)

    def wrong(self, case: Case) -> Wrong | None:
        """The due date of a case, where it is on another day than the limit gives, and what it was compared with."""
        waits = any(pause.ended_at is None for pause in case.pauses)
        if case.received_at is None or case.due_at is None or waits:
            return None
        limit = self.limit(case.procedure_code, case.received_at.date())
        if limit is None:
            self.unknown.append(case.code)
            return None
        found = self._deadline(case, limit)
        unsure = found is None or any(each.code in _UNSURE for each in found.findings)
        if found is None or unsure or found.due_at.date() == case.due_at.date():
            return None
        return {
            "due_at": case.due_at,
            "due_by_limit": found.due_at,
            "time_limit": limit,
            "procedure_code": case.procedure_code,
            "received_at": case.received_at,
        }

    def limit(self, code: str | None, day: date) -> TimeLimit | None:
        """The limit that was in force; None where there is none, or the procedure is given with several."""
        versions = self.limits.get(code, ()) if code is not None else ()
        limits = {each.time_limit for each in versions if each.valid_on(day)}
        return limits.pop() if len(limits) == 1 else None

    def _deadline(self, case: Case, limit: TimeLimit) -> Deadline | None:
        rules: Any = {"receipt": self.receipt, "supplement": self.supplement}
        try:
            return deadline(case, limit=limit, calendar=self.calendar, faults="findings", **rules)
        except CalendarRangeError:
            self.uncovered.append(case.code)
            return None

    def notes(self) -> Iterator[Finding]:
        """How many cases were not compared, and why."""
        covered = f"{format_date(self.calendar.first)}–{format_date(self.calendar.last)}"
        yield from _note("procedures", self.unknown, "không rõ thời hạn giải quyết của thủ tục khi tiếp nhận")
        yield from _note("calendar", self.uncovered, f"có ngày nằm ngoài lịch làm việc ({covered})")


def _note(name: str, codes: list[str], why: str) -> Iterator[Finding]:
    if codes:
        yield Finding(
            code="not_looked_for",
            severity=Severity.NOTE,
            place=name,
            values={"codes": (CODE,), "cases": tuple(codes)},
            message=f"Chưa tìm lỗi {CODE} ở {format_number(len(codes))} hồ sơ: {why}.",
        )


def _by_code(procedures: Any) -> dict[str, tuple[Procedure, ...]]:
    place, expected = "check: procedures", "an iterable of Procedure, or a mapping of codes to them"
    if isinstance(procedures, str | bytes | Procedure) or not isinstance(procedures, Iterable):
        raise refused(procedures, place, expected, "Write procedures=[procedure].")
    pairs = procedures.items() if isinstance(procedures, Mapping) else ((None, each) for each in procedures)
    by_code: dict[str, tuple[Procedure, ...]] = {}
    for code, each in pairs:
        if not isinstance(each, Procedure):
            raise refused(each, place, expected)
        key = each.code if code is None else code
        by_code[key] = (*by_code.get(key, ()), each)
    return by_code
