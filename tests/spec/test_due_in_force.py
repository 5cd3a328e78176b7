"""The due date by which a case pending on a past day is judged: the one that was in force then."""

import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, CountingRules, Extension, Pause, Period, cases_behind, count, count_each, field

JANUARY = Period.month(2024, 1)


def counted(*cases: Case, rules: CountingRules | None = None) -> set[str]:
    row = count(cases, JANUARY, rules=rules or CountingRules()).total()
    watched = ("pending_in_time", "pending_overdue", "pending_not_judged", "due_soon", "paused")
    return {name for name in watched if row[name]}


def case(due, *, pauses=(), extensions=()):
    return Case(
        code="1",
        status="processing",
        received_at=moment("05/01"),
        due_at=moment(due, closing=True),
        pauses=pauses,
        extensions=extensions,
    )


# One change to the due date: when it was made, the due date before it, the due date now in force.
CHANGES = rows("""
    05/02       | 25/01 | 20/02 | pending_overdue
    05/02       | 31/01 | 20/02 | pending_in_time due_soon
    05/02       | 03/02 | 20/02 | pending_in_time due_soon
    05/02       | 04/02 | 20/02 | pending_in_time
    05/02       | –     | 20/02 | pending_in_time
    05/02       | –     | 25/01 | pending_overdue
    05/02       | 10/02 | –     | pending_in_time
    05/02       | 30/01 | –     | pending_overdue
    01/02 00:00 | 25/01 | 20/02 | pending_overdue
    31/01 23:59 | 25/01 | 20/02 | pending_in_time
    10/01       | 25/01 | 20/02 | pending_in_time
    10/01       | 20/02 | 25/01 | pending_overdue
""")


@pytest.mark.parametrize(("changed", "before", "due", "counts_as"), CHANGES)
def test_a_pause_that_began_later_has_not_moved_the_due_date_yet(changed, before, due, counts_as):
    began = moment(changed)
    pause = Pause(began_at=began, ended_at=began, due_before=moment(before, closing=True))
    assert counted(case(due, pauses=(pause,))) == set(counts_as.split())


@pytest.mark.parametrize(("changed", "before", "due", "counts_as"), CHANGES)
def test_an_extension_decided_later_has_not_moved_it_either(changed, before, due, counts_as):
    extension = Extension(decided_at=moment(changed), due_before=moment(before, closing=True))
    assert counted(case(due, extensions=(extension,))) == set(counts_as.split())


@pytest.mark.parametrize(
    ("pause", "extension", "counts_as"),
    rows("""
    05/02 25/01 | 06/02 20/02 | pending_overdue
    06/02 20/02 | 05/02 25/01 | pending_overdue
    05/02 20/02 | 06/02 25/01 | pending_in_time
    05/02 –     | 06/02 25/01 | pending_in_time
    05/02 –     | 05/02 25/01 | pending_overdue
    –           | – 25/01     | pending_in_time
    """),
)
def test_of_several_changes_the_first_after_the_day_says_what_was_in_force(pause, extension, counts_as):
    began, _, before = pause.partition(" ")
    decided, _, due_before = extension.partition(" ")
    pauses = (Pause(began_at=moment(began), due_before=moment(before, closing=True)),) if moment(began) else ()
    extensions = (Extension(decided_at=moment(decided), due_before=moment(due_before, closing=True)),)
    assert counted(case("20/02", pauses=pauses, extensions=extensions)) == set(counts_as.split())


def test_a_case_without_any_due_date_then_is_judged_by_the_rule():
    without = case("–", extensions=(Extension(decided_at=moment("05/02")),))
    assert counted(without, rules=CountingRules(no_due_date="not_judged")) == {"pending_not_judged"}
    given = case("–", extensions=(Extension(decided_at=moment("05/02"), due_before=moment("20/02")),))
    assert counted(given, rules=CountingRules(no_due_date="not_judged")) == {"pending_in_time"}


def test_an_end_is_judged_by_the_due_date_now_in_force():
    pause = Pause(began_at=moment("05/02"), due_before=moment("10/01"))
    ended = Case(
        code="1",
        status="processed",
        received_at=moment("05/01"),
        due_at=moment("20/02"),
        finished_at=moment("15/01"),
        pauses=(pause,),
    )
    row = count([ended], JANUARY).total()
    assert (row.early, row.late) == (1, 0)


def test_ones_own_counter_can_ask_for_it():
    moved = case("20/02", pauses=(Pause(began_at=moment("05/02"), due_before=moment("25/01")),))
    since = field("due_in_force") < moment("01/02")
    assert cases_behind([moved, case("20/02")], JANUARY, "pending", where=since) == [moved]


def test_each_window_of_a_series_has_its_own():
    pause = Pause(began_at=moment("05/02"), ended_at=moment("06/02"), due_before=moment("25/01"))
    moved = case("20/02", pauses=(pause,))
    february = Period.month(2024, 2)
    since = field("due_in_force") < moment("01/02")
    for where in (None, since):
        each = count_each([moved], [JANUARY, february], where=where)
        assert each[JANUARY] == count([moved], JANUARY, where=where)
        assert each[february] == count([moved], february, where=where)
    assert each[JANUARY].total().pending_overdue == 1
    assert each[february].total().pending == 0
