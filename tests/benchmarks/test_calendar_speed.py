"""Questions to the calendar beside a bare look-up in lists of counts, and beside the package holidays."""

import random
from datetime import date, timedelta

import pytest

from tests.benchmarks.side_by_side import ratio
from tthc_core.calendar.workdays import WorkCalendar

RANDOM = random.Random(2026)
VIETNAM = WorkCalendar.vietnam()
FIRST = VIETNAM.first.toordinal()
SIZE = VIETNAM.last.toordinal() - FIRST + 1
# The lists that a fast script would keep: of each day the working days before it and up to it, and all in order.
WORKED = [VIETNAM.is_working_day(date.fromordinal(FIRST + number)) for number in range(SIZE)]
BEFORE = [sum(WORKED[:number]) for number in range(SIZE)]
UNTIL = [sum(WORKED[: number + 1]) for number in range(SIZE)]
WORKING = [date.fromordinal(FIRST + number) for number in range(SIZE) if WORKED[number]]
# New objects on each side, as cases have them: no date is asked twice, so none has its hash at hand.
ORDINALS = [(FIRST + RANDOM.randrange(100, SIZE - 100), FIRST + RANDOM.randrange(SIZE)) for _ in range(3000)]


def bare_between(start, end):
    begin, stop = start.toordinal() - FIRST, end.toordinal() - FIRST
    if not (0 <= begin < SIZE and 0 <= stop < SIZE):
        raise ValueError(start, end)
    return UNTIL[stop] - UNTIL[begin] if begin <= stop else BEFORE[stop] - BEFORE[begin]


def bare_add(day, number):
    place = day.toordinal() - FIRST
    if not 0 <= place < SIZE:
        raise ValueError(day)
    if not number:
        return day
    place = UNTIL[place] + number - 1 if number > 0 else BEFORE[place] + number
    if not 0 <= place < len(WORKING):
        raise ValueError(day, number)
    return WORKING[place]


def bare_is_working_day(day):
    place = day.toordinal() - FIRST
    if not 0 <= place < SIZE:
        raise ValueError(day)
    return UNTIL[place] != BEFORE[place]


def bare_on_or_after(day):
    place = day.toordinal() - FIRST
    if not 0 <= place < SIZE:
        raise ValueError(day)
    place = BEFORE[place]
    if place >= len(WORKING):
        raise ValueError(day)
    return WORKING[place]


def _days(ask):
    return lambda: [ask(date.fromordinal(day)) for day, _ in ORDINALS]


def _pairs(ask):
    return lambda: [ask(date.fromordinal(day), date.fromordinal(other)) for day, other in ORDINALS]


def _numbers(ask, number):
    return lambda: [ask(date.fromordinal(day), number) for day, _ in ORDINALS]


@pytest.mark.parametrize(
    ("ours", "bare"),
    [
        pytest.param(_days(VIETNAM.is_working_day), _days(bare_is_working_day), id="is_working_day"),
        pytest.param(_days(VIETNAM.on_or_after), _days(bare_on_or_after), id="on_or_after"),
        pytest.param(_days(VIETNAM.next_working_day), _numbers(bare_add, 1), id="next_working_day"),
        pytest.param(_pairs(VIETNAM.working_days_between), _pairs(bare_between), id="working_days_between"),
        pytest.param(_numbers(VIETNAM.add_working_days, 5), _numbers(bare_add, 5), id="add_working_days"),
        pytest.param(_numbers(VIETNAM.add_working_days, -5), _numbers(bare_add, -5), id="subtract_working_days"),
    ],
)
def test_a_question_costs_at_most_1_3_bare_look_ups(ours, bare, request, capsys):
    assert ours() == bare()
    found = ratio(ours, bare)
    with capsys.disabled():
        print(f"  {request.node.callspec.id}: {found:.2f} x a bare look-up (at most 1.3)")
    assert found <= 1.3


def test_a_due_date_is_found_a_hundred_times_as_fast_as_by_holidays(capsys):
    """For the limits that procedures usually have: the package walks day by day, so that a short one costs it less."""
    holidays = pytest.importorskip("holidays", reason="the package holidays, of the group calendars, is not installed")
    theirs = holidays.country_holidays("VN", years=range(2019, 2028))
    days = [date(2021, 1, 4) + timedelta(days=RANDOM.randrange(1700)) for _ in range(200)]
    limits = [(day, number) for day in days for number in (5, 10, 15, 20, 30)]

    def ours():
        return [VIETNAM.add_working_days(day, number) for day, number in limits]

    def by_holidays():
        return [theirs.get_nth_working_day(day, number) for day, number in limits]

    assert ours() == by_holidays()
    # Twenty of ours beside one of theirs, so that both take long enough to be measured.
    found = 20 / ratio(lambda: [ours() for _ in range(20)], by_holidays, rounds=7)
    with capsys.disabled():
        print(f"  {found:.0f} x as fast as holidays (at least 100)")
    assert found >= 100
