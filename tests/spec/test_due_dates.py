"""Due dates from time limits: a week in July 2024 without holidays, then the days that make it hard."""

from datetime import time
from fractions import Fraction

import pytest

from tests.spec.rows import moment, rows
from tthc_core.calendar import TimeLimit
from tthc_core.calendar.due import due_from
from tthc_core.calendar.hours import WorkingHours
from tthc_core.calendar.workdays import WorkCalendar

VIETNAM = WorkCalendar.vietnam()
WEEK = {
    "Thu": "04/07",
    "Fri": "05/07",
    "Sat": "06/07",
    "Sun": "07/07",
    "Mon": "08/07",
    "Tue": "09/07",
    "Wed": "10/07",
}
UNITS = {
    "day": TimeLimit.working_days,
    "hour": TimeLimit.working_hours,
    "calendar day": TimeLimit.calendar_days,
    "month": TimeLimit.months,
}


def at(text):
    """'Fri 10:00' of that week, or a day of 2024, or of its own year."""
    for name, day in WEEK.items():
        text = text.replace(name, day)
    return moment(text)


def limit(text):
    amount, unit = text.split(" ", 1)
    whole, half = amount.replace("½", ""), amount.count("½")
    return UNITS[unit.removesuffix("s")](Fraction(whole or 0) + Fraction(half, 2))


def hours(text, cut_off=None):
    """'07:30–11:30 13:30–17:00'."""
    sessions = [tuple(time.fromisoformat(end) for end in session.split("–")) for session in text.split()]
    return WorkingHours(sessions, cut_off and time.fromisoformat(cut_off))


@pytest.mark.parametrize(
    ("received", "allowed", "next_moment", "same_clock"),
    rows("""
    Fri 10:00 | 1 day          | Mon 10:00 | Mon 10:00
    Fri 17:00 | 1 day          | Mon 17:00 | Mon 17:00
    Fri 17:01 | 1 day          | Tue 07:00 | Tue 07:00
    Fri 06:30 | 1 day          | Mon 07:00 | Mon 07:00
    Fri 12:15 | 1 day          | Mon 13:30 | Mon 13:30
    Sat 10:00 | 1 day          | Tue 07:00 | Tue 10:00
    Sat 10:00 | 2 hours        | Mon 09:00 | Mon 14:00
    Fri 10:00 | 4 hours        | Fri 16:00 | Fri 16:00
    Fri 15:00 | 4 hours        | Mon 09:00 | Mon 09:00
    Fri 11:30 | 1 hour         | Fri 14:30 | Fri 14:30
    Fri 10:00 | ½ day          | Fri 16:00 | Fri 16:00
    Fri 10:00 | 1 calendar day | Mon 10:00 | Mon 10:00
    """),
)
def test_when_a_case_is_due(received, allowed, next_moment, same_clock):
    assert due_from(at(received), limit(allowed), VIETNAM) == at(next_moment)
    assert due_from(at(received), limit(allowed), VIETNAM, receipt="same_clock") == at(same_clock)


@pytest.mark.parametrize(
    ("received", "allowed", "next_moment", "same_clock", "day_off_is_day_0"),
    rows("""
    Sat 10:00 | 1 day          | Tue 07:00 | Tue 10:00 | Mon 10:00
    Sun 10:00 | 1 day          | Tue 07:00 | Tue 10:00 | Mon 10:00
    Sat 10:00 | 2 days         | Wed 07:00 | Wed 10:00 | Tue 10:00
    Sat 06:00 | 1 day          | Tue 07:00 | Tue 07:00 | Mon 06:00
    Sat 12:15 | 1 day          | Tue 07:00 | Tue 13:30 | Mon 12:15
    Sat 17:01 | 1 day          | Tue 07:00 | Wed 07:00 | Mon 17:01
    Sat 10:00 | 0 days         | Mon 07:00 | Mon 10:00 | Sat 10:00
    Sat 10:00 | ½ day          | Mon 11:00 | Mon 16:00 | Mon 11:00
    Sat 10:00 | 1½ days        | Tue 11:00 | Tue 16:00 | Tue 11:00
    Sat 10:00 | 2 hours        | Mon 09:00 | Mon 14:00 | Mon 09:00
    Sat 10:00 | 1 calendar day | Tue 07:00 | Tue 10:00 | Tue 07:00
    Sat 10:00 | 0 hours        | Mon 07:00 | Mon 10:00 | Mon 07:00
    Fri 17:01 | 1 day          | Tue 07:00 | Tue 07:00 | Tue 07:00
    Fri 12:15 | 1 day          | Mon 13:30 | Mon 13:30 | Mon 13:30
    Fri 10:00 | 1 day          | Mon 10:00 | Mon 10:00 | Mon 10:00
    """),
)
def test_what_becomes_of_a_receipt_on_a_day_off(received, allowed, next_moment, same_clock, day_off_is_day_0):
    for rule, due in (
        ("next_moment", next_moment),
        ("same_clock", same_clock),
        ("day_off_is_day_0", day_off_is_day_0),
    ):
        assert due_from(at(received), limit(allowed), VIETNAM, receipt=rule) == at(due)


@pytest.mark.parametrize(
    ("received", "allowed", "due"),
    rows("""
    Fri 15:00          | ½ day     | Mon 09:00
    Fri 07:00          | ½ day     | Fri 11:00
    Fri 07:30          | ½ day     | Fri 11:30
    Fri 13:00          | ½ day     | Mon 07:30
    Thu 10:00          | 2½ days   | Mon 16:00
    Thu 14:00          | 2½ days   | Tue 08:00
    Fri 10:00          | 1½ hours  | Fri 11:30
    Fri 13:30          | 3½ hours  | Fri 17:00
    Fri 17:00          | 1 hour    | Mon 08:00
    Fri 07:00          | 8 hours   | Fri 17:00
    Fri 10:00          | 8 hours   | Mon 10:00
    Fri 07:00          | 16 hours  | Mon 17:00
    Fri 10:00          | 1/3 day   | Fri 14:40
    Fri 10:00          | 1/7 hours | Fri 10:08:35
    Fri 10:00          | 1/7 days  | Fri 11:08:35
    Fri 10:00          | 0 days    | Fri 10:00
    Fri 12:00          | 0 hours   | Fri 13:30
    """),
)
def test_half_days_and_hours_run_through_the_sessions(received, allowed, due):
    assert due_from(at(received), limit(allowed), VIETNAM) == at(due)


# Off: 29/4 to 01/5/2024, with 04/5 worked; 30/4 to 02/5/2025, with 26/4 worked; 08 to 14/02/2024 (Tết).
@pytest.mark.parametrize(
    ("received", "allowed", "due"),
    rows("""
    26/04/2024 10:00 | 1 day            | 02/05/2024 10:00
    26/04/2024 10:00 | 3 days           | 04/05/2024 10:00
    26/04/2024 10:00 | 4 days           | 06/05/2024 10:00
    29/04/2024 10:00 | 1 day            | 03/05/2024 07:00
    03/05/2024 15:00 | 4 hours          | 04/05/2024 09:00
    04/05/2024 10:00 | 1 day            | 06/05/2024 10:00
    04/05/2024 17:30 | 1 day            | 07/05/2024 07:00
    03/05/2024 15:00 | ½ day            | 04/05/2024 09:00
    25/04/2025 10:00 | 1 day            | 26/04/2025 10:00
    25/04/2025 10:00 | 5 days           | 06/05/2025 10:00
    26/04/2024 10:00 | 3 calendar days  | 02/05/2024 10:00
    02/05/2024 10:00 | 2 calendar days  | 04/05/2024 10:00
    02/05/2024 10:00 | 3 calendar days  | 06/05/2024 10:00
    02/05/2024 12:00 | 1 calendar day   | 03/05/2024 13:30
    31/12/2023 10:00 | 1 calendar day   | 03/01/2024 07:00
    31/01/2024 10:00 | 1 month          | 29/02/2024 10:00
    31/01/2023 10:00 | 1 month          | 28/02/2023 10:00
    31/01/2024 10:00 | 2 months         | 01/04/2024 10:00
    29/02/2024 10:00 | 12 months        | 28/02/2025 10:00
    15/01/2024 10:00 | 2 months         | 15/03/2024 10:00
    08/12/2023 16:00 | 2 months         | 15/02/2024 16:00
    06/07/2024 10:00 | 1 month          | 08/08/2024 07:00
    """),
)
def test_days_off_and_saturdays_worked(received, allowed, due):
    assert due_from(at(received), limit(allowed), VIETNAM) == at(due)


@pytest.mark.parametrize(
    ("received", "allowed", "no_cut_off", "cut_off_at_15"),
    rows("""
    Fri 14:59    | 1 day          | Mon 14:59    | Mon 14:59
    Fri 15:00    | 1 day          | Mon 15:00    | Mon 15:00
    Fri 15:00:01 | 1 day          | Mon 15:00:01 | Tue 07:00
    Fri 17:01    | 1 day          | Tue 07:00    | Tue 07:00
    Thu 16:00    | 2 hours        | Fri 08:00    | Fri 09:00
    Thu 16:00    | ½ day          | Fri 10:00    | Fri 11:00
    Thu 16:00    | 1 calendar day | Fri 16:00    | Mon 07:00
    Thu 14:00    | 3 hours        | Thu 17:00    | Thu 17:00
    03/05 16:00  | 1 day          | 04/05 16:00  | 06/05 07:00
    04/05 16:00  | 1 day          | 06/05 16:00  | 07/05 07:00
    """),
)
def test_a_case_taken_after_the_cut_off_is_taken_on_the_next_working_day(received, allowed, no_cut_off, cut_off_at_15):
    until_three = VIETNAM.with_hours(hours("07:00–11:30 13:30–17:00", "15:00"))
    assert due_from(at(received), limit(allowed), VIETNAM) == at(no_cut_off)
    for rule in ("next_moment", "same_clock", "day_off_is_day_0"):
        assert due_from(at(received), limit(allowed), until_three, receipt=rule) == at(cut_off_at_15)


def test_the_cut_off_is_for_cases_taken_on_a_working_day():
    until_three = VIETNAM.with_hours(hours("07:00–11:30 13:30–17:00", "15:00"))
    assert due_from(at("Sat 16:00"), limit("1 day"), until_three) == at("Tue 07:00")
    assert due_from(at("Sat 16:00"), limit("1 day"), until_three, receipt="same_clock") == at("Tue 16:00")
    assert due_from(at("Sat 16:00"), limit("1 day"), until_three, receipt="day_off_is_day_0") == at("Mon 16:00")


@pytest.mark.parametrize(
    ("sessions", "received", "allowed", "due"),
    rows("""
    08:00–12:00 13:00–17:00             | Fri 10:00 | 4 hours | Fri 15:00
    08:00–12:00 13:00–17:00             | Fri 07:30 | 1 day   | Mon 08:00
    08:00–12:00 13:00–17:00             | Fri 12:00 | 1 day   | Mon 12:00
    07:30–11:30 13:30–17:00             | Fri 10:00 | ½ day   | Fri 16:00
    07:30–11:30 13:30–17:00             | Fri 10:00 | 8 hours | Mon 10:30
    07:30–11:30 13:30–17:00             | Fri 10:00 | 1 day   | Mon 10:00
    09:00–15:00                         | Fri 14:00 | ½ day   | Mon 12:00
    09:00–15:00                         | Fri 10:00 | 8 hours | Mon 12:00
    09:00–15:00                         | Fri 15:01 | 1 day   | Tue 09:00
    07:00–11:30 13:30–17:00 18:00–20:00 | Fri 16:00 | 2 hours | Fri 19:00
    07:00–11:30 13:30–17:00 18:00–20:00 | Fri 17:30 | 1 day   | Mon 18:00
    00:00–23:59                         | Fri 23:59 | 1 hour  | Mon 01:00
    """),
)
def test_an_agency_with_hours_of_its_own(sessions, received, allowed, due):
    assert due_from(at(received), limit(allowed), VIETNAM.with_hours(hours(sessions))) == at(due)
