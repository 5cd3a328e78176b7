"""Until when a case has to be done (ngày hẹn trả kết quả), worked out step by step: receipt, pauses, extension.

Three rules for a pause are in use. The decree starts the limit again in full once the file is complete; in practice the
due date moves by the time that the citizen took; the national portal leaves the due date and takes that time off the
end. An extension replaces the due date, once, and not later than the day before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, get_args

from attrs import evolve, field, frozen

from ..calendar import ReceiptRule, TimeLimit, WorkCalendar
from ..calendar.moments import closing, moment
from ..domain import Case, Extension, Pause
from ..errors import CalendarRangeError, InvalidValueError, near
from ..measure import Finding, Severity
from ..values import SHORT, refused
from ..vietnamese import format_count
from .deadline_steps import DeadlineStep, StepKind, SupplementRule, Terms, earlier, extended, lasting, paused, received
from .fault_table import FAULTS, INCOMPLETE_EXTENSION
from .fault_words import finding, said
from .finders import Beside, too_late

__all__ = ["Deadline", "DeadlineStep", "StepKind", "SupplementRule", "check_rules", "deadline"]


@frozen(kw_only=True)
class Deadline:
    """The due date of a case (ngày hẹn trả kết quả) and how it came about, made by :func:`deadline`.

    :param case_code: the code of the case.
    :param received_at: when it was received.
    :param starts_at: from when its limit runs.
    :param limit: the time limit.
    :param receipt: the rule for a receipt outside working time.
    :param supplement: the rule for pauses.
    :param steps: everything that set or moved the due date, in order of time.
    :param due_at: the due date; under ``subtract`` the pauses are not in it.
    :param paused: the pause that is not over: it has moved nothing yet.
    :param recorded: the due date that the case has; None where there is none, or it was set aside.
    :param difference: the working days from ``due_at`` to ``recorded``, negative where that is earlier.
    :param taken_off: under ``subtract``, what the pauses take off the end: working days, working seconds for hours,
        days for days and months. 0 under the other rules.
    :param findings: what is wrong in the case; what an error names was set aside.
    :param calendar: the working days and their hours.
    """

    case_code: str
    received_at: datetime
    starts_at: datetime
    limit: TimeLimit
    receipt: ReceiptRule
    supplement: SupplementRule
    steps: tuple[DeadlineStep, ...]
    due_at: datetime
    paused: Pause | None
    recorded: datetime | None
    difference: int | None
    taken_off: int
    findings: tuple[Finding, ...]
    calendar: WorkCalendar = field(repr=False)

    def judged_end(self, end: date | datetime) -> datetime:
        """The end of the case as it is held against ``due_at``; a plain date is its 23:59:59.

        Under ``subtract`` it is moved back by the time of the pauses until then, in the unit of the limit, yet never
        before the receipt. Under the other rules it stays.

        :raises InvalidValueError: no moment.
        :raises CalendarRangeError: an end that the calendar does not cover.
        """
        ended = moment(closing(end), "Deadline.judged_end", "a datetime or a date")
        if not self.taken_off:
            return ended
        terms = Terms(self.limit, self.calendar, self.receipt, self.supplement)
        pauses = [(each.since, each.at) for each in self.steps if each.kind is StepKind.PAUSE and each.since]
        waited = sum(terms.waited(since, min(until, ended)) for since, until in pauses)
        return max(self.received_at, earlier(ended, waited, terms)) if waited else ended

    def explain(self) -> str:
        """How the due date came about, as Vietnamese lines (cách tính ngày hẹn trả)."""
        return "\n".join(_lines(self))

    def __str__(self) -> str:
        return self.explain()


def deadline(
    case: Case,
    *,
    limit: TimeLimit,
    calendar: WorkCalendar,
    receipt: ReceiptRule = "next_moment",
    supplement: SupplementRule = "restart",
    faults: Literal["raise", "findings"] = "raise",
) -> Deadline:
    """The due date that a time limit gives a case (tính ngày hẹn trả), with its pauses and its extension.

    What a pause does, once it is over:

    * ``restart``: the limit runs again in full from its end (Nghị định 61/2018/NĐ-CP, article 19.4). A due date that
      is later already stays.
    * ``shift``: the due date moves by the time of the pause, counted in the unit of the limit (practice). For months
      that is days; a result on a day off moves on to the next working day.
    * ``subtract``: the due date stays; :meth:`Deadline.judged_end` takes the time off the end (the national portal).

    An extension replaces the due date from the day it was decided: once, and at the latest the day before the due date
    then in force (article 19.9). Time before the receipt does not count. A pause of which only the last day is known
    ended, for limits in whole days and months, with that day as day 0.

    :param case: the case; its own ``due_at`` is only compared.
    :param limit: the time limit, as a rule that of its procedure.
    :param calendar: the working days and their hours.
    :param receipt: the rule for a receipt outside working time, see :func:`~tthc_core.calendar.due_from`.
    :param supplement: the rule for pauses.
    :param faults: ``"raise"``: one error that names everything faulty in the case; ``"findings"``: the faulty parts are
        set aside and stand in ``findings``.
    :raises InvalidValueError: a case that was not received; a faulty one, under ``"raise"``; a wrong argument.
    :raises CalendarRangeError: a day that the calendar does not cover.

    >>> pause = Pause(began_at=datetime(2024, 7, 8, 9), ended_at=datetime(2024, 7, 11, 10))
    >>> case = Case(code="H02-240705-0001", status="processing", received_at=datetime(2024, 7, 5, 10), pauses=[pause])
    >>> terms = {"limit": TimeLimit.working_days(5), "calendar": WorkCalendar.vietnam()}
    >>> for rule in ("restart", "shift", "subtract"):
    ...     print(deadline(case, supplement=rule, **terms).due_at)
    2024-07-18 10:00:00
    2024-07-17 10:00:00
    2024-07-12 10:00:00
    """
    if not isinstance(case, Case):
        raise refused(case, "deadline: case", "a Case")
    if not isinstance(limit, TimeLimit):
        raise refused(limit, "deadline: limit", "a TimeLimit", "Write TimeLimit.working_days(5).")
    if not isinstance(calendar, WorkCalendar):
        raise refused(calendar, "deadline: calendar", "a WorkCalendar", "WorkCalendar.vietnam() is the one of the law.")
    check_rules("deadline", supplement=supplement, receipt=receipt, faults=faults)
    if case.received_at is None:
        raise InvalidValueError(
            f"deadline: case {SHORT.repr(case.code)} has no received_at: no limit runs before a case is received."
        )
    try:
        found = _worked_out(case, case.received_at, Terms(limit, calendar, receipt, supplement))
    except CalendarRangeError as error:
        raise CalendarRangeError(f"deadline: case {SHORT.repr(case.code)}: {error}") from None
    wrong = [each for each in found.findings if each.severity is Severity.ERROR]
    if wrong and faults == "raise":
        named = " ".join(f"{each.code}: {each.message}" for each in wrong)
        raise InvalidValueError(
            f"deadline: case {SHORT.repr(case.code)} is faulty. {named} "
            'Mend it, or set the faulty parts aside with faults="findings".'
        )
    return found


_CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "supplement": ("a rule for pauses", get_args(SupplementRule)),
    "receipt": ("a rule of receipt", get_args(ReceiptRule)),
    "faults": ("what to do with faults", ("raise", "findings")),
}


def check_rules(place: str, **chosen: str) -> None:
    """Refuse a rule that there is not."""
    for name, value in chosen.items():
        expected, values = _CHOICES[name]
        if value not in values:
            raise refused(value, f"{place}: {name}", expected, near(value, values))


# -- the faults, then the steps ----------------------------------------------------------------------------------------

_FOUND_BY = {fault.code: fault for fault in (*FAULTS, INCOMPLETE_EXTENSION)}
_TOO_LATE = _FOUND_BY["extension_too_late"]
# What makes a due date unsure. An error sets aside what it names; a warning is only said.
_FAULTS = [
    _FOUND_BY[code]
    for code in (
        "due_before_received",
        "pause_ends_before_begin",
        "pauses_overlap",
        "pause_outside_case",
        "second_extension",
        "extension_too_late",
        "extension_incomplete",
    )
]
_NOTHING_BESIDE = Beside(as_of=None, agencies=None)


def _worked_out(case: Case, received_at: datetime, terms: Terms) -> Deadline:
    row = case.code if case.code.strip() else "–"
    wrong = [(fault, values) for fault in _FAULTS if (values := fault.find(case, _NOTHING_BESIDE)) is not None]
    findings = [finding(fault, row, values) for fault, values in wrong]
    aside = {name for fault, values in wrong if fault.severity is Severity.ERROR for name in values}
    pauses = [each for number, each in enumerate(case.pauses) if f"pauses[{number}]" not in aside]
    # A second one is a fault.
    extension = case.extensions[0] if case.extensions and "extensions[0]" not in aside else None

    steps = [received(received_at, terms)]
    for at, event in _in_order(pauses, extension):
        due = steps[-1].due_after
        if isinstance(event, Pause):
            steps.append(paused(event, at, received_at, due, terms))
        elif too_late(_on_the_clock(event, at, pauses, steps, terms), due):
            findings.append(finding(_TOO_LATE, row, {"extensions[0]": event, "due_in_force": due}))
        else:
            steps.append(extended(event, due))

    due = steps[-1].due_after
    recorded = None if "due_at" in aside else case.due_at
    return Deadline(
        case_code=case.code,
        received_at=received_at,
        starts_at=steps[0].since or received_at,
        limit=terms.limit,
        receipt=terms.receipt,
        supplement=terms.supplement,
        steps=tuple(steps),
        due_at=due,
        paused=next((each for each in pauses if each.ended_at is None), None),
        recorded=recorded,
        difference=None if recorded is None else terms.calendar.working_days_between(due.date(), recorded.date()),
        taken_off=_taken_off(steps, terms),
        findings=tuple(findings),
        calendar=terms.calendar,
    )


def _in_order(pauses: list[Pause], extension: Extension | None) -> list[tuple[datetime, Pause | Extension]]:
    """The ends of pauses and the decision on an extension, in order of time."""
    events: list[tuple[datetime, Pause | Extension]] = [(each.ended_at, each) for each in pauses if each.ended_at]
    if extension and extension.decided_at:
        events.append((extension.decided_at, extension))
    return sorted(events, key=lambda event: event[0])


def _on_the_clock(
    extension: Extension, decided_at: datetime, pauses: list[Pause], steps: list[DeadlineStep], terms: Terms
) -> Extension:
    """The extension, decided as early as the limit had run by then: none ends while the case waits."""
    begins = (each.began_at for each in pauses if each.ended_at is None or decided_at <= each.ended_at)
    ran = min([decided_at, *begins])
    waited = _taken_off(steps, terms)
    return evolve(extension, decided_at=earlier(ran, waited, terms) if waited else ran)


def _taken_off(steps: list[DeadlineStep], terms: Terms) -> int:
    return sum(each.waited for each in steps) if terms.supplement == "subtract" else 0


# -- the words ---------------------------------------------------------------------------------------------------------

_PAUSES = {
    "restart": "bổ sung đủ hồ sơ thì tính lại thời hạn từ đầu",
    "shift": "lùi hạn theo thời gian tạm dừng",
    "subtract": "giữ nguyên hạn, trừ thời gian tạm dừng khi xét ngày kết thúc",
}


def _lines(found: Deadline) -> Iterator[str]:
    yield f"Hồ sơ {found.case_code}: thời hạn {found.limit}; khi tạm dừng: {_PAUSES[found.supplement]}."
    for number, step in enumerate(found.steps, 1):
        yield f"{number}. {_happened(step)}: {step.why}; hẹn trả {said(step.due_after)}."
    if found.paused:
        yield f"Đang tạm dừng từ {said(found.paused.began_at)}: chưa đổi ngày hẹn trả."
    off = f", trừ {lasting(found.taken_off, found.limit.unit)} khỏi ngày kết thúc" if found.taken_off else ""
    yield f"Ngày hẹn trả theo thời hạn: {said(found.due_at)}{off}."
    if found.recorded is not None:
        yield f"Ngày hẹn trả đã ghi: {said(found.recorded)}, {_apart(found)}."
    for each in found.findings:
        aside = " Phần này không được tính." if each.severity is Severity.ERROR else ""
        yield f"{each.severity.label.capitalize()}: {each.message}{aside}"


def _happened(step: DeadlineStep) -> str:
    match step.kind:
        case StepKind.RECEIPT:
            late = "" if step.since == step.at else f", tính từ {said(step.since)}"
            return f"Tiếp nhận {said(step.at)}{late}"
        case StepKind.PAUSE:
            return f"Tạm dừng từ {said(step.since)} đến {said(step.at)}"
        case _:
            return f"Gia hạn theo quyết định {said(step.at)}"


def _apart(found: Deadline) -> str:
    """How the recorded due date stands to the one worked out."""
    assert found.recorded is not None
    days, computed, recorded = found.difference, found.due_at.date(), found.recorded.date()
    if computed == recorded:
        return "cùng ngày"
    which = "muộn hơn" if computed < recorded else "sớm hơn"
    return f"{which} {format_count(abs(days))} ngày làm việc" if days else f"{which}, không cách ngày làm việc nào"
