"""One case on one day: how it stands, and by how many working days it is late."""

from datetime import date

import attrs
import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, CountingRules, InvalidValueError, Pause, WorkCalendar, days_late, rules, timeliness

CALENDAR = WorkCalendar.vietnam()


def case(status, due, ended, **more):
    dates = {"due_at": moment(due, closing=True), "finished_at": moment(ended, closing=True)}
    return Case(code="1", status=status, received_at=moment("05/01 09:00"), **dates, **more)


# In 2024 the days from 08/02 to 14/02 are Tết, and 13/01 is a Saturday.
@pytest.mark.parametrize(
    ("status", "due", "ended", "on", "stands", "late"),
    rows("""
    processed            | 12/01       | 11/01       | 31/01 | early            | –
    processed            | 12/01       | 12/01 16:00 | 31/01 | on_due_date      | –
    processed            | 12/01       | 13/01       | 31/01 | late             | 0
    processed            | 12/01       | 15/01       | 31/01 | late             | 1
    processed            | 07/02       | 15/02       | 29/02 | late             | 1
    processed            | –           | 15/01       | 31/01 | on_due_date      | –
    processed            | 12/01       | 15/01       | 14/01 | overdue          | 0
    processed            | 12/01       | 15/01       | 12/01 | in_time          | –
    processed            | 12/01       | –           | 31/01 | –                | –
    processing           | 12/01       | –           | 12/01 | in_time          | –
    processing           | 12/01       | –           | 31/01 | overdue          | 13
    processing           | –           | –           | 31/01 | in_time          | –
    processing           | 12/01       | –           | 04/01 | –                | –
    processing           | 04/01       | –           | 05/01 | overdue          | 1
    withdrawn            | 12/01       | 15/01       | 31/01 | closed_otherwise | –
    stopped              | 12/01       | 15/01       | 31/01 | closed_otherwise | –
    supplement_requested | 12/01       | –           | 31/01 | paused           | –
    stopped              | 12/01       | –           | 31/01 | paused           | –
    submitted            | 12/01       | –           | 31/01 | –                | –
    """),
)
def test_how_a_case_stands_on_a_day(status, due, ended, on, stands, late):
    found = case(status, due, ended)
    assert timeliness(found, moment(on).date()) == (None if stands == "–" else stands)
    assert days_late(found, moment(on).date(), CALENDAR) == (None if late == "–" else int(late))


@pytest.mark.parametrize(
    ("field", "value", "status", "due", "ended", "stands"),
    rows("""
    completion  | handed_over | processed            | 12/01       | 11/01       | overdue
    granularity | instant     | processed            | 12/01 10:00 | 12/01 16:00 | late
    no_due_date | early       | processed            | –           | 15/01       | early
    no_due_date | not_judged  | processed            | –           | 15/01       | not_judged
    no_due_date | not_judged  | processing           | –           | –           | not_judged
    withdrawn   | on_due_date | withdrawn            | 12/01       | 15/01       | on_due_date
    withdrawn   | judged      | withdrawn            | 12/01       | 15/01       | late
    refused     | judged      | stopped              | 12/01       | 15/01       | late
    paused      | in_time     | supplement_requested | 12/01       | –           | in_time
    population  | received    | processing           | 12/01       | –           | overdue
    """),
)
def test_the_rules_decide_as_they_do_in_a_count(field, value, status, due, ended, stands):
    chosen = attrs.evolve(rules.PROVINCIAL_REPORT, **{field: value})
    assert timeliness(case(status, due, ended), date(2024, 1, 31), chosen) == stands


def test_what_came_after_the_day_is_not_seen():
    pause = Pause(began_at=date(2024, 1, 10), ended_at=date(2024, 1, 20), due_before=date(2024, 1, 9))
    found = case("processing", "31/01", "–", pauses=(pause,))
    stands = {day: timeliness(found, date(2024, 1, day)) for day in (9, 10, 19, 20, 31)}
    assert stands == {9: "in_time", 10: "paused", 19: "paused", 20: "in_time", 31: "in_time"}
    overdue = attrs.evolve(found, pauses=(attrs.evolve(pause, due_before=date(2024, 1, 8)),))
    assert timeliness(overdue, date(2024, 1, 9)) == "overdue"
    assert days_late(overdue, date(2024, 1, 9), CALENDAR) == 1


def test_under_instant_a_case_can_be_late_by_no_day():
    found = case("processed", "12/01 10:00", "12/01 16:00")
    assert days_late(found, date(2024, 1, 31), CALENDAR, CountingRules(granularity="instant")) == 0


def test_the_day_may_be_a_moment_and_nothing_else():
    assert timeliness(case("processing", "12/01", "–"), moment("13/01 00:00")) == "overdue"
    with pytest.raises(InvalidValueError, match="as_of"):
        timeliness(case("processing", "12/01", "–"), "31/01/2024")
    with pytest.raises(InvalidValueError, match="expected a Case"):
        timeliness("case", date(2024, 1, 31))
