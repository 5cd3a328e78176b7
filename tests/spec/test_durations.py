"""Times that are added up, and bands of them."""

from datetime import date, datetime
from fractions import Fraction
from statistics import median

import attrs
import pytest

from tthc_core import (
    Agency,
    AgencyTree,
    CalendarRangeError,
    Case,
    Counter,
    InvalidValueError,
    Pause,
    Period,
    Procedure,
    TimeLimit,
    UnknownCounterError,
    WorkCalendar,
    cases_behind,
    count,
    count_each,
    late_bands,
    overdue_bands,
    pending_ages,
    processing_times,
    times_behind,
)
from tthc_core.calendar import LimitUnit
from tthc_core.counting.predicate import END, Elapsed, Lasting
from tthc_core.counting.terms import RECEIVED_AT

CALENDAR = WorkCalendar.vietnam()
JANUARY, FEBRUARY = Period.month(2024, 1), Period.month(2024, 2)


def resolved(code, received, finished, due=None, **more):
    return Case(code=code, status="processed", received_at=received, finished_at=finished, due_at=due, **more)


def pending(code, received, due=None, **more):
    return Case(code=code, status="processing", received_at=received, due_at=due, **more)


def late_by(days):
    """Due on Friday 05/01/2024, ended so many working days later."""
    due = date(2024, 1, 5)
    return resolved(f"{days}", date(2024, 1, 2), CALENDAR.add_working_days(due, days), due)


def test_bands_part_the_late_by_working_days():
    cases = [late_by(days) for days in (1, 5, 6, 10, 11, 12)]
    saturday = resolved("S", date(2024, 1, 2), date(2024, 1, 6), date(2024, 1, 5))
    in_time = resolved("T", date(2024, 1, 2), date(2024, 1, 5), date(2024, 1, 5))
    row = count([*cases, saturday, in_time], JANUARY, counters=["late", *late_bands(CALENDAR, (5, 10))]).total()
    assert row.as_dict() == {"late": 7, "late_up_to_5": 3, "late_6_to_10": 2, "late_over_10": 2}


def test_bands_part_the_overdue_by_the_due_date_in_force():
    moved = Pause(began_at=date(2024, 2, 5), ended_at=date(2024, 2, 6), due_before=date(2024, 1, 10))
    cases = [
        pending("1", date(2024, 1, 2), date(2024, 1, 30)),
        pending("2", date(2024, 1, 2), date(2024, 1, 22)),
        pending("3", date(2024, 1, 2), date(2024, 2, 20), pauses=(moved,)),
        pending("4", date(2024, 1, 2), date(2024, 1, 31)),
        pending("5", date(2024, 1, 2)),
    ]
    found = count(cases, JANUARY, counters=overdue_bands(CALENDAR, (5, 10))).total()
    assert found.as_dict() == {"overdue_up_to_5": 1, "overdue_6_to_10": 1, "overdue_over_10": 1}


def test_the_sentence_of_a_band_says_the_days():
    labels = [(band.label, str(band.where)) for band in late_bands(CALENDAR, (5,))]
    assert labels[0][0] == "quá hạn, đến 5 ngày làm việc"
    assert labels[0][1].endswith("số ngày làm việc từ ngày hẹn trả kết quả đến ngày kết thúc dưới 6")
    assert labels[1][1].endswith("số ngày làm việc từ ngày hẹn trả kết quả đến ngày kết thúc từ 6 trở lên")
    (age, *_), hours = pending_ages(CALENDAR), Elapsed(RECEIVED_AT, END, LimitUnit.WORKING_HOUR, CALENDAR)
    assert age.label == "đang giải quyết: tổng thời gian chờ (ngày làm việc)"
    assert str(Lasting(hours, 60)) == "số giây làm việc từ ngày tiếp nhận đến ngày kết thúc từ 60 trở lên"
    assert str(overdue_bands(CALENDAR, (5,))[1].where).endswith("khi đó đến cuối kỳ từ 6 trở lên")


def test_ages_are_counted_from_the_day_after_receipt():
    days = {"1": date(2024, 1, 31), "2": date(2024, 1, 30), "3": date(2024, 1, 26), "4": date(2023, 12, 29)}
    row = count([pending(*each) for each in days.items()], JANUARY, counters=pending_ages(CALENDAR, (1, 3))).total()
    assert row.as_dict() == {
        "pending_age": 0 + 1 + 3 + 22,
        "pending": 4,
        "pending_age_up_to_1": 2,
        "pending_age_2_to_3": 1,
        "pending_age_over_3": 1,
    }
    assert row.average("pending_age") == Fraction(26, 4)


PROCEDURES = (
    Procedure(code="D", time_limit=TimeLimit.working_days(5)),
    Procedure(code="E", time_limit=TimeLimit.working_days(Fraction(1, 2))),
    Procedure(code="H", time_limit=TimeLimit.working_hours(4)),
    Procedure(code="C", time_limit=TimeLimit.calendar_days(30)),
    Procedure(code="M", time_limit=TimeLimit.months(2)),
    Procedure(code="U"),
)


def test_each_case_is_counted_in_the_unit_of_its_procedures_limit():
    fri, mon = datetime(2024, 1, 5, 16), datetime(2024, 1, 8, 9)
    cases = [resolved(code, fri, mon, procedure_code=code) for code in "DEHCMU"]
    cases += [resolved("?", fri, mon), resolved("D2", fri, datetime(2024, 1, 9, 9), procedure_code="D")]
    row = count(cases, JANUARY, counters=processing_times(CALENDAR, PROCEDURES)).total()
    assert row.as_dict() == {
        "processing_working_days_cases": 3,
        "processing_working_days": 1 + 1 + 2,
        "processing_working_hours_cases": 1,
        "processing_working_hours": 3 * 3600,
        "processing_calendar_days_cases": 2,
        "processing_calendar_days": 6,
        "processing_unknown_cases": 2,
    }
    assert row.average("processing_working_hours") == 3
    assert row.average("processing_working_days") == Fraction(4, 3)


def test_without_any_limit_all_cases_are_of_an_unknown_one():
    found = count([resolved("1", date(2024, 1, 5), date(2024, 1, 8))], JANUARY, counters=processing_times(CALENDAR, []))
    assert found.total().as_dict() == {"processing_unknown_cases": 1}


def test_an_end_before_the_receipt_took_no_time():
    early = resolved("1", date(2024, 1, 9), date(2024, 1, 5))
    row = count([early], JANUARY, counters=processing_times(CALENDAR)).total()
    assert (row.processing_working_days, row.resolved) == (0, 1)


def test_an_average_is_pooled_over_months_agencies_and_the_tree():
    cases = [
        resolved("1", date(2024, 1, 5), date(2024, 1, 12), agency_code="A"),
        resolved("2", date(2024, 1, 5), date(2024, 1, 8), agency_code="B"),
        resolved("3", date(2024, 1, 5), date(2024, 1, 9), agency_code="B"),
        resolved("4", date(2024, 1, 5), date(2024, 2, 1), agency_code="B"),
    ]
    times = processing_times(CALENDAR)
    january, february = (count(cases, month, by="agency", counters=times) for month in (JANUARY, FEBRUARY))
    assert january.total().average("processing_working_days") == Fraction(5 + 1 + 2, 3)
    assert january["B"].average("processing_working_days") == Fraction(3, 2)
    assert january.then(february).total().average("processing_working_days") == Fraction(5 + 1 + 2 + 19, 4)
    assert (january + january).total().average("processing_working_days") == Fraction(8, 3)
    above, below = (
        Agency(code="A", name="A", level="province"),
        Agency(code="B", name="B", level="province", parent="A"),
    )
    tree = AgencyTree([above, below])
    assert january.roll_up(tree)["A"].average("processing_working_days") == Fraction(8, 3)
    assert february["A"].average("processing_working_days") is None


def test_a_series_adds_the_same_times_as_single_counts():
    cases = [late_by(days) for days in (1, 7, 30)] + [pending("p", date(2023, 12, 29), date(2024, 1, 10))]
    counters = (*late_bands(CALENDAR), *overdue_bands(CALENDAR), *pending_ages(CALENDAR), *processing_times(CALENDAR))
    each = count_each(cases, [JANUARY, FEBRUARY], counters=counters)
    for month, tally in each.items():
        assert tally == count(cases, month, counters=counters)
    assert each[JANUARY].total().pending_age > 0


def test_the_times_behind_a_total_give_the_median_that_totals_cannot():
    age = pending_ages(CALENDAR)[0]
    cases = [pending(str(day), date(2024, 1, day), agency_code="AB"[day % 2]) for day in (5, 26, 30)]
    found = times_behind(cases, JANUARY, age)
    assert found == [18, 3, 1]
    assert median(found) == 3
    assert times_behind(cases, JANUARY, age, "A", by="agency") == [3, 1]
    assert sum(found) == count(cases, JANUARY, counters=[age]).total().pending_age
    assert cases_behind(cases, JANUARY, age) == cases
    row = count(cases, JANUARY, counters=[age]).total()
    with pytest.raises(InvalidValueError, match=r"median of 'pending_age'.*times_behind"):
        row.median("pending_age")
    with pytest.raises(InvalidValueError, match="adds no times up"):
        times_behind(cases, JANUARY, "pending_age")
    with pytest.raises(InvalidValueError, match="adds no times up"):
        times_behind(cases, JANUARY, late_bands(CALENDAR)[0])


def test_the_times_behind_a_total_of_one_unit_need_not_its_number_of_cases():
    procedures = [Procedure(code="1", time_limit=TimeLimit.working_days(5))]
    cases, total = [attrs.evolve(late_by(3), procedure_code="1")], processing_times(CALENDAR, procedures)[1]
    assert times_behind(cases, JANUARY, total) == [6]
    assert cases_behind(cases, JANUARY, total) == cases


def test_only_totals_have_an_average():
    row = count([], JANUARY, counters=pending_ages(CALENDAR)).total()
    with pytest.raises(InvalidValueError, match=r"'pending' is a number of cases.*'pending_age'"):
        row.average("pending")
    with pytest.raises(UnknownCounterError, match="processing_working_days"):
        row.average("processing_working_days")


def test_a_day_outside_the_calendar_names_the_case():
    with pytest.raises(CalendarRangeError, match=r"case 'old'.*covers 01/01/2019"):
        count([pending("old", date(2018, 5, 2))], JANUARY, counters=pending_ages(CALENDAR))


@pytest.mark.parametrize("up_to", [(), (0,), (5, 5), (10, 5), (True,), (1.5,), ("5",)])
def test_bands_that_are_none_are_refused(up_to):
    with pytest.raises(InvalidValueError, match="late bands: up_to="):
        late_bands(CALENDAR, up_to)


def test_faulty_procedures_and_totals_are_refused():
    with pytest.raises(InvalidValueError, match="several Procedure objects"):
        processing_times(CALENDAR, ["D"])
    twice = (*PROCEDURES, Procedure(code="D", time_limit=TimeLimit.months(1)))
    with pytest.raises(InvalidValueError, match=r"'D' stands twice, with a limit in working_days and in calendar_days"):
        processing_times(CALENDAR, twice)
    elapsed = Elapsed(RECEIVED_AT, END, LimitUnit.WORKING_DAY, CALENDAR)
    with pytest.raises(InvalidValueError, match="an amount and the counter it is divided by"):
        Counter("mine", "ended", amount=elapsed)
    with pytest.raises(UnknownCounterError, match="'nothing' is not a counter"):
        count([], JANUARY, counters=[Counter("mine", "ended", amount=elapsed, over="nothing")])
