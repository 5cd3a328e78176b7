"""The due date of a case with its pauses and its extension, step by step; July 2024 has no days off but weekends."""

import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, Extension, Pause, TimeLimit
from tthc_core.calendar import WorkCalendar
from tthc_core.counting.deadlines import deadline

VIETNAM = WorkCalendar.vietnam()
RECEIVED = "05/07 10:00"  # a Friday
UNITS = {
    "working days": TimeLimit.working_days,
    "working hours": TimeLimit.working_hours,
    "days": TimeLimit.calendar_days,
    "months": TimeLimit.months,
}


def limited(text):
    number, _, unit = text.partition(" ")
    return UNITS[unit](int(number))


def pause(text):
    """'08/07 09:00 – 11/07 10:00'; without an end it is open; a day alone has no hour."""
    began, _, ended = (part.strip() for part in text.partition("–"))
    return Pause(began_at=moment(began), ended_at=moment(ended, closing=True))


def pauses(text):
    return tuple(pause(each) for each in text.split(",") if each.strip())


def extension(text):
    """'10/07 → 19/07 17:00': decided, and the new due date."""
    decided, _, due = (part.strip() for part in text.partition("→"))
    return (Extension(decided_at=moment(decided), due_after=moment(due, closing=True)),) if text else ()


def found(limit, pauses_, rule, *, received=RECEIVED, extended="", **given):
    case = Case(
        code="HS-01",
        status="processing",
        received_at=moment(received),
        pauses=pauses(pauses_),
        extensions=extension(extended),
    )
    return deadline(case, limit=limited(limit), calendar=VIETNAM, supplement=rule, **given)


@pytest.mark.parametrize(
    ("limit", "pauses", "restart", "shift", "subtract"),
    rows("""
    5 working days   |                                                      | 12/07 10:00 | 12/07 10:00 | 12/07 10:00
    5 working days   | 08/07 09:00 – 11/07 10:00                            | 18/07 10:00 | 17/07 10:00 | 12/07 10:00
    5 working days   | 08/07 – 11/07                                        | 18/07 07:00 | 17/07 10:00 | 12/07 10:00
    5 working days   | 08/07 – 13/07                                        | 22/07 07:00 | 18/07 10:00 | 12/07 10:00
    5 working days   | 08/07 09:00 – 08/07 16:00                            | 15/07 16:00 | 12/07 10:00 | 12/07 10:00
    5 working days   | 08/07 09:00 – 11/07 18:00                            | 19/07 07:00 | 17/07 10:00 | 12/07 10:00
    5 working days   | 11/07 09:00 – 15/07 10:00                            | 22/07 10:00 | 16/07 10:00 | 12/07 10:00
    5 working days   | 08/07 09:00 – 09/07 10:00, 10/07 09:00 – 12/07 08:00 | 19/07 08:00 | 17/07 10:00 | 12/07 10:00
    5 working days   | 08/07 09:00                                          | 12/07 10:00 | 12/07 10:00 | 12/07 10:00
    5 working days   | 08/07 09:00 – 09/07 10:00, 10/07 09:00               | 16/07 10:00 | 15/07 10:00 | 12/07 10:00
    5 working days   | 03/07 09:00 – 04/07 10:00                            | 12/07 10:00 | 12/07 10:00 | 12/07 10:00
    5 working days   | 03/07 09:00 – 09/07 10:00                            | 16/07 10:00 | 16/07 10:00 | 12/07 10:00
    4 working hours  | 05/07 14:00 – 08/07 08:30                            | 08/07 14:30 | 08/07 10:30 | 05/07 16:00
    4 working hours  | 05/07 11:00 – 05/07 12:00                            | 08/07 07:30 | 05/07 16:30 | 05/07 16:00
    4 working hours  | 05/07 11:00 – 05/07                                  | 08/07 11:00 | 08/07 10:00 | 05/07 16:00
    10 days          | 08/07 09:00 – 10/07 15:00                            | 22/07 15:00 | 17/07 10:00 | 15/07 10:00
    10 days          | 08/07 – 10/07                                        | 22/07 07:00 | 17/07 10:00 | 15/07 10:00
    10 days          | 08/07 09:00 – 13/07 15:00                            | 25/07 07:00 | 22/07 10:00 | 15/07 10:00
    1 months         | 08/07 09:00 – 10/07 15:00                            | 12/08 15:00 | 07/08 10:00 | 05/08 10:00
    0 working days   | 05/07 11:00 – 08/07 15:00                            | 08/07 15:00 | 08/07 10:00 | 05/07 10:00
    """),
)
def test_what_a_pause_does_by_each_rule(limit, pauses, restart, shift, subtract):
    for rule, due in (("restart", restart), ("shift", shift), ("subtract", subtract)):
        assert found(limit, pauses, rule).due_at == moment(due), rule


def test_monday_to_thursday_with_due_friday_gives_wednesday():
    found_due = found("5 working days", "08/07 09:00 – 11/07 10:00", "shift")
    before, after = found_due.steps[0].due_after, found_due.due_at
    assert [each.isoweekday() for each in (moment("08/07"), moment("11/07"), before, after)] == [1, 4, 5, 3]


@pytest.mark.parametrize(
    ("limit", "pauses", "end", "judged"),
    rows("""
    5 working days   | 05/07 11:00 – 08/07 08:00 | 08/07 09:00 | 05/07 10:00
    5 working days  |                                                      | 15/07 09:00 | 15/07 09:00
    5 working days  | 08/07 09:00 – 11/07 10:00                            | 17/07 09:00 | 12/07 09:00
    5 working days  | 08/07 09:00 – 11/07 10:00                            | 17/07       | 12/07 23:59:59
    5 working days  | 08/07 09:00 – 11/07 10:00                            | 13/07 09:00 | 10/07 09:00
    5 working days  | 08/07 09:00 – 11/07 10:00                            | 10/07 09:00 | 08/07 09:00
    5 working days  | 08/07 09:00 – 11/07 10:00                            | 05/07 16:00 | 05/07 16:00
    5 working days  | 08/07 09:00 – 11/07 10:00                            | 04/07 16:00 | 04/07 16:00
    5 working days  | 08/07 09:00                                          | 17/07 09:00 | 17/07 09:00
    5 working days  | 08/07 09:00 – 09/07 10:00, 10/07 09:00 – 12/07 08:00 | 17/07 09:00 | 12/07 09:00
    4 working hours | 05/07 14:00 – 08/07 08:30                            | 09/07 08:00 | 08/07 11:30
    4 working hours | 05/07 14:00 – 08/07 08:30                            | 08/07 15:00 | 08/07 08:30
    4 working hours | 05/07 14:00 – 08/07 08:30                            | 08/07 10:30 | 05/07 16:00
    4 working hours | 05/07 14:00 – 08/07 08:30                            | 08/07 11:30 | 05/07 17:00
    4 working hours | 05/07 14:00 – 08/07 08:30                            | 08/07 12:15 | 05/07 17:00
    4 working hours | 05/07 14:00 – 08/07 08:30                            | 13/07 09:00 | 12/07 10:30
    10 days         | 08/07 09:00 – 10/07 15:00                            | 17/07 09:00 | 15/07 09:00
    1 months        | 08/07 09:00 – 10/07 15:00                            | 07/08 09:00 | 05/08 09:00
    """),
)
def test_under_subtract_the_time_of_the_pauses_is_taken_off_the_end(limit, pauses, end, judged):
    ended = moment(end, closing=True)
    assert found(limit, pauses, "subtract").judged_end(ended) == moment(judged)
    assert found(limit, pauses, "restart").judged_end(ended) == ended
    assert found(limit, pauses, "shift").judged_end(ended) == ended


@pytest.mark.parametrize(
    ("rule", "pauses", "extension", "due"),
    rows("""
    restart  |                           | 10/07 09:00 → 19/07 17:00 | 19/07 17:00
    restart  |                           | 10/07 → 19/07             | 19/07 23:59:59
    restart  |                           | 11/07 16:59 → 19/07 17:00 | 19/07 17:00
    restart  | 08/07 09:00 – 09/07 10:00 | 10/07 09:00 → 19/07 17:00 | 19/07 17:00
    shift    | 08/07 09:00 – 09/07 10:00 | 12/07 09:00 → 19/07 17:00 | 19/07 17:00
    restart  | 11/07 09:00 – 12/07 10:00 | 10/07 09:00 → 22/07 17:00 | 22/07 17:00
    restart  | 11/07 09:00 – 16/07 10:00 | 10/07 09:00 → 22/07 17:00 | 23/07 10:00
    shift    | 11/07 09:00 – 16/07 10:00 | 10/07 09:00 → 22/07 17:00 | 25/07 17:00
    subtract | 11/07 09:00 – 16/07 10:00 | 10/07 09:00 → 22/07 17:00 | 22/07 17:00
    shift    | 09/07 09:00 – 11/07 10:00 | 10/07 09:00 → 22/07 17:00 | 24/07 17:00
    shift    | 09/07 09:00 – 16/07 10:00 | 15/07 09:00 → 22/07 17:00 | 29/07 17:00
    restart  | 09/07 09:00               | 15/07 09:00 → 22/07 17:00 | 22/07 17:00
    subtract | 09/07 09:00 – 11/07 10:00 | 15/07 09:00 → 22/07 17:00 | 22/07 17:00
    """),
)
def test_an_extension_replaces_the_due_date_from_its_day(rule, pauses, extension, due):
    assert found("5 working days", pauses, rule, extended=extension).due_at == moment(due)


@pytest.mark.parametrize(
    ("rule", "pauses", "extension", "due"),
    rows("""
    restart  |                           | 12/07 09:00 → 19/07 17:00 | 12/07 10:00
    restart  |                           | 15/07 09:00 → 19/07 17:00 | 12/07 10:00
    restart  | 08/07 09:00 – 09/07 10:00 | 16/07 07:00 → 19/07 17:00 | 16/07 10:00
    shift    | 08/07 09:00 – 09/07 10:00 | 15/07 07:00 → 19/07 17:00 | 15/07 10:00
    subtract | 08/07 09:00 – 09/07 10:00 | 15/07 07:00 → 19/07 17:00 | 12/07 10:00
    restart  | 12/07 09:00 – 16/07 10:00 | 15/07 07:00 → 19/07 17:00 | 23/07 10:00
    """),
)
def test_one_decided_on_the_last_day_or_later_is_set_aside(rule, pauses, extension, due):
    late = found("5 working days", pauses, rule, extended=extension, faults="findings")
    assert late.due_at == moment(due)
    assert [finding.code for finding in late.findings] == ["extension_too_late"]


@pytest.mark.parametrize(
    ("receipt", "received", "pauses", "starts", "due"),
    rows("""
    next_moment      | 06/07 10:00 |                           | 08/07 07:00 | 15/07 07:00
    same_clock       | 06/07 10:00 |                           | 08/07 10:00 | 15/07 10:00
    day_off_is_day_0 | 06/07 10:00 |                           | 06/07 10:00 | 12/07 10:00
    next_moment      | 05/07 10:00 | 08/07 09:00 – 13/07 10:00 | 05/07 10:00 | 22/07 07:00
    same_clock       | 05/07 10:00 | 08/07 09:00 – 13/07 10:00 | 05/07 10:00 | 22/07 10:00
    day_off_is_day_0 | 05/07 10:00 | 08/07 09:00 – 13/07 10:00 | 05/07 10:00 | 19/07 10:00
    """),
)
def test_what_comes_outside_working_time_is_taken_by_the_rule_of_receipt(receipt, received, pauses, starts, due):
    by_rule = found("5 working days", pauses, "restart", received=received, receipt=receipt)
    assert (by_rule.starts_at, by_rule.due_at) == (moment(starts), moment(due))
