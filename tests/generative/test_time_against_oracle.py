"""Times and single cases against the plain reading of the definitions, on cases full of faults."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests import oracle
from tthc_core import (
    WorkCalendar,
    count,
    count_each,
    days_late,
    late_bands,
    overdue_bands,
    pending_ages,
    processing_times,
    timeliness,
)
from tthc_core.testing import cases, periods, rules

CALENDAR = WorkCalendar.vietnam()
months = st.lists(cases(first=date(2023, 6, 1), last=date(2024, 6, 30)), max_size=12)
windows = periods(first=date(2023, 8, 1), last=date(2024, 4, 30))


def days(start, end):
    """One day after the other."""
    steps = range(1, (end - start).days + 1)
    return sum(CALENDAR.is_working_day(start + timedelta(step)) for step in steps)


def stands(case, on, chosen):
    names = oracle.counters_of(case, date.min, on, chosen)
    if "paused" in names and chosen.paused == "apart":
        return "paused"
    kinds = {
        **dict.fromkeys(("early", "on_due_date", "late", "closed_otherwise")),
        "pending_in_time": "in_time",
        "pending_overdue": "overdue",
        "resolved_not_judged": "not_judged",
        "pending_not_judged": "not_judged",
    }
    found = [kind or name for name, kind in kinds.items() if name in names]
    assert len(found) <= 1
    return found[0] if found else None


def lateness(case, on, chosen):
    if stands(case, on, chosen) == "late":
        return days(case.due_at.date(), oracle.end_of(case, chosen).date())
    if stands(case, on, chosen) == "overdue":
        return days(oracle.due_in_force_on(case, on).date(), on)
    return None


@given(months, windows, rules())
def test_a_case_alone_stands_as_it_is_counted(month, period, chosen):
    for case in month:
        assert timeliness(case, period.last, chosen) == stands(case, period.last, chosen)
        assert days_late(case, period.last, CALENDAR, chosen) == lateness(case, period.last, chosen)


@given(months, windows, rules())
def test_times_and_bands_are_those_of_a_walk_day_by_day(month, period, chosen):
    counters = (
        *late_bands(CALENDAR, (2, 9)),
        *overdue_bands(CALENDAR, (2, 9)),
        *pending_ages(CALENDAR, (20,)),
        *processing_times(CALENDAR),
        *("late", "pending_overdue"),
    )
    row = count(month, period, rules=chosen, counters=counters).total()
    ended = [case for case in month if "resolved" in oracle.counters_of(case, *period.window, chosen)]
    waiting = [case for case in month if oracle.is_pending(case, *period.window, chosen)]
    took = [days(case.received_at.date(), oracle.end_of(case, chosen).date()) for case in ended]
    ages = [days(case.received_at.date(), period.last) for case in waiting]
    assert row.processing_working_days == sum(took)
    assert row.pending_age == sum(ages)
    assert row.pending_age_up_to_20 == sum(age <= 20 for age in ages)
    late = [lateness(case, period.last, chosen) for case in ended if oracle.verdict_of(case, chosen) == "late"]
    assert (row.late_up_to_2, row.late_3_to_9, row.late_over_9) == parted(late)
    overdue = [
        lateness(case, period.last, chosen)
        for case in waiting
        if "pending_overdue" in oracle.pending_counters(case, period.last, chosen)
    ]
    assert (row.overdue_up_to_2, row.overdue_3_to_9, row.overdue_over_9) == parted(overdue)
    assert (row.late, row.pending_overdue) == (len(late), len(overdue))
    assert count_each(month, [period], rules=chosen, counters=counters)[period].total() == row


def parted(late):
    return sum(n <= 2 for n in late), sum(2 < n <= 9 for n in late), sum(n > 9 for n in late)
