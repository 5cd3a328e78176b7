import copy
import pickle
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest

from tests.strangers import NAT, Day, Stamp
from tthc_core.calendar.hours import DEFAULT_HOURS, WorkingHours
from tthc_core.calendar.workdays import DayKind, SpecialDay, WorkCalendar
from tthc_core.errors import CalendarRangeError, InvalidValueError
from tthc_core.law import Source

VIETNAM = WorkCalendar.vietnam()
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 3, 6) + timedelta(days=number) for number in range(4))
LETTER = Source(title="Công văn 1/UBND", checked=date(2026, 2, 1))
OUTSIDE = "the table of working days covers 01/01/2019–31/12/2027; "


def test_vietnam_is_one_object():
    assert WorkCalendar.vietnam() is VIETNAM
    assert VIETNAM.hours == DEFAULT_HOURS
    assert repr(VIETNAM).startswith("WorkCalendar(days=<132 special days>, first=datetime.date(2019, 1, 1), last=")


def test_a_copy_is_equal_and_answers():
    for other in (pickle.loads(pickle.dumps(VIETNAM)), copy.copy(VIETNAM), copy.deepcopy(VIETNAM)):
        assert other == VIETNAM
        assert hash(other) == hash(VIETNAM)
        assert other.add_working_days(date(2026, 1, 9), 1) == date(2026, 1, 10)


def test_other_hours_make_another_calendar_of_the_same_days():
    hours = WorkingHours(((time(8), time(12)), (time(13), time(17))))
    other = VIETNAM.with_hours(hours)
    assert other.hours == hours
    assert other != VIETNAM
    assert other.days == VIETNAM.days
    assert other.with_hours(DEFAULT_HOURS) == VIETNAM


def test_a_province_adds_a_day_of_its_own():
    other = VIETNAM.with_days(SpecialDay(MONDAY, "holiday", "Ngày của tỉnh", source=LETTER))
    assert (VIETNAM.is_working_day(MONDAY), other.is_working_day(MONDAY)) == (True, False)
    assert other.next_working_day(FRIDAY) == MONDAY + timedelta(days=1)
    assert other.describe(MONDAY) == "Thứ Hai 09/3/2026: nghỉ lễ, tết (Ngày của tỉnh), theo Công văn 1/UBND"
    assert other.hours == VIETNAM.hours
    assert other != VIETNAM
    assert VIETNAM.with_days([]) == VIETNAM


def test_of_two_days_with_the_same_date_the_later_one_stands():
    swap = SpecialDay(SATURDAY, "make_up_day"), SpecialDay(SATURDAY, "holiday")
    assert not VIETNAM.with_days(swap).is_working_day(SATURDAY)
    assert VIETNAM.with_days(reversed(swap)).is_working_day(SATURDAY)
    assert VIETNAM.with_days(swap[1]).with_days(swap[0]) == VIETNAM.with_days(swap[0])


def test_a_swap_is_called_off():
    other = VIETNAM.without_days([date(2026, 1, 2), datetime(2026, 1, 10)])
    assert other.describe(date(2026, 1, 2)) == "Thứ Sáu 02/01/2026: ngày làm việc"
    assert other.describe(date(2026, 1, 10)) == "Thứ Bảy 10/01/2026: ngày nghỉ hằng tuần"
    assert other.without_days(date(2026, 11, 24)).is_working_day(date(2026, 11, 24))
    with pytest.raises(InvalidValueError, match=r"without_days: 'thứ Sáu 06/3/2026' is not a special day"):
        VIETNAM.without_days(FRIDAY)


def test_a_year_is_added():
    new_year = SpecialDay(date(2028, 1, 3), "day_in_lieu", "Tết Dương lịch", other=date(2028, 1, 1), certain=False)
    other = VIETNAM.with_days(new_year, last=datetime(2028, 12, 31, 9))
    assert (other.first, other.last) == (VIETNAM.first, date(2028, 12, 31))
    assert other.add_working_days(date(2027, 12, 31), 1) == date(2028, 1, 4)
    earlier = VIETNAM.with_days(SpecialDay(date(2018, 12, 31), "swapped_day_off"), first=date(2018, 12, 1))
    assert earlier.working_days_between(date(2018, 12, 30), date(2019, 1, 5)) == 4


def test_days_outside_are_refused_with_the_way_to_add_them():
    new_year = SpecialDay(date(2028, 1, 3), "holiday")
    with pytest.raises(CalendarRangeError) as caught:
        VIETNAM.with_days(new_year)
    assert str(caught.value) == f"{OUTSIDE}03/01/2028 is outside. Give with_days a first= or last= too."
    with pytest.raises(CalendarRangeError) as caught:
        VIETNAM.is_working_day(date(2150, 9, 2))
    assert str(caught.value) == f"{OUTSIDE}02/9/2150 is outside. Add the year with WorkCalendar.with_days(...)."


@pytest.mark.parametrize(
    ("day", "number", "words"),
    [
        (date(2027, 12, 31), 1, "1 working day after 31/12/2027"),
        (datetime(2027, 12, 30), 3, "3 working days after 30/12/2027"),
        (date(2019, 1, 2), -1, "1 working day before 02/01/2019"),
        (date(2019, 1, 7), -5, "5 working days before 07/01/2019"),
        (date(2019, 1, 1), -(10**30), "working days before 01/01/2019"),
        (date(2019, 1, 1), 10**30, "working days after 01/01/2019"),
        (date(2028, 1, 1), -1, "01/01/2028"),
        (date(2018, 12, 31), 1, "31/12/2018"),
        (date(2018, 12, 31), 0, "31/12/2018"),
    ],
)
def test_a_result_outside_is_refused_and_never_wraps_round(day, number, words):
    with pytest.raises(CalendarRangeError) as caught:
        VIETNAM.add_working_days(day, number)
    assert f"{words} is outside." in str(caught.value)


def test_the_edges_of_the_table_are_inside():
    assert VIETNAM.add_working_days(date(2019, 1, 3), -1) == date(2019, 1, 2)
    assert VIETNAM.add_working_days(date(2027, 12, 30), 1) == date(2027, 12, 31)
    assert VIETNAM.add_working_days(date(2027, 12, 31), -2250) == date(2019, 1, 2)
    assert VIETNAM.on_or_after(date(2027, 12, 31)) == date(2027, 12, 31)
    weekend = WorkCalendar((), SATURDAY, SUNDAY)
    with pytest.raises(CalendarRangeError, match="07/3/2026–08/3/2026; 1 working day after 07/3/2026 is outside"):
        weekend.on_or_after(SATURDAY)
    assert weekend.working_days_between(SATURDAY, SUNDAY) == 0


def test_moments_and_strange_dates_count_by_their_local_day_and_come_back_plain():
    late_in_london = datetime(2026, 3, 5, 18, tzinfo=UTC)
    for day in (datetime(2026, 3, 6, 23, 59), late_in_london, Stamp(2026, 3, 6, 8), Day(2026, 3, 6)):
        assert VIETNAM.is_working_day(day)
        assert VIETNAM.working_days_between(day, MONDAY) == 1
        assert VIETNAM.working_days_between(MONDAY, day) == -1
        for found, expected in (
            (VIETNAM.add_working_days(day, 0), FRIDAY),
            (VIETNAM.add_working_days(day, 1), MONDAY),
            (VIETNAM.add_working_days(day, -1), date(2026, 3, 5)),
            (VIETNAM.next_working_day(day), MONDAY),
            (VIETNAM.on_or_after(day), FRIDAY),
        ):
            assert found == expected
            assert type(found) is date
    assert VIETNAM.working_days_between(late_in_london, datetime(2026, 3, 9)) == 1


@pytest.mark.parametrize("value", [None, "06/3/2026", 20260306, NAT, [], 1.5])
def test_what_is_no_day_is_refused(value):
    for asked in (
        lambda: VIETNAM.is_working_day(value),
        lambda: VIETNAM.working_days_between(value, FRIDAY),
        lambda: VIETNAM.working_days_between(FRIDAY, value),
        lambda: VIETNAM.working_days_between(value, value),
        lambda: VIETNAM.add_working_days(value, 0),
        lambda: VIETNAM.add_working_days(value, 1),
        lambda: VIETNAM.add_working_days(value, -1),
        lambda: VIETNAM.next_working_day(value),
        lambda: VIETNAM.on_or_after(value),
        lambda: VIETNAM.describe(value),
    ):
        with pytest.raises(InvalidValueError, match="is not a date"):
            asked()


@pytest.mark.parametrize("number", [True, 1.0, Fraction(1, 2), "1", None])
def test_only_whole_numbers_of_days_are_added(number):
    with pytest.raises(InvalidValueError, match="is not a whole number of working days"):
        VIETNAM.add_working_days(FRIDAY, number)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: WorkCalendar((), MONDAY, FRIDAY), "the last day, 06/3/2026 is before 09/3/2026, the first."),
        (lambda: WorkCalendar((), None, FRIDAY), "WorkCalendar: None is not a date."),
        (lambda: WorkCalendar((), FRIDAY, MONDAY, hours=8), "WorkCalendar.hours: 8 is not WorkingHours."),
        (lambda: VIETNAM.with_hours("8h"), "WorkCalendar.hours: '8h' is not WorkingHours."),
        (lambda: VIETNAM.with_days(FRIDAY), "is not a SpecialDay or several."),
        (lambda: VIETNAM.with_days([FRIDAY]), "datetime.date(2026, 3, 6) is not a SpecialDay. Write SpecialDay(date("),
        (lambda: VIETNAM.without_days(5), "WorkCalendar.days: 5 is not a date or several."),
        (lambda: VIETNAM.without_days(["2026-01-02"]), "without_days: '2026-01-02' is not a date."),
        (lambda: VIETNAM.with_days([], last=FRIDAY), "01/01/2019–06/3/2026 cuts days off 01/01/2019–31/12/2027"),
        (lambda: VIETNAM.with_days([], first=FRIDAY), "with_days: 06/3/2026–31/12/2027 cuts days off"),
        (lambda: VIETNAM.with_days([], last="2028"), "with_days(last=): '2028' is not a date."),
        (lambda: SpecialDay("2026-03-06", "holiday"), "SpecialDay.day: '2026-03-06' is not a date."),
        (lambda: SpecialDay(FRIDAY, "holyday"), "SpecialDay.kind: 'holyday' is not a member of DayKind"),
        (lambda: SpecialDay(FRIDAY, "nghỉ bù"), "That is the label of 'day_in_lieu'."),
        (lambda: SpecialDay(FRIDAY, "make_up_day"), "SpecialDay.day: 'thứ Sáu 06/3/2026' is not a Saturday or Sunday"),
        (lambda: SpecialDay(FRIDAY, "holiday", None), "SpecialDay.name: None is not text (str)."),
        (lambda: SpecialDay(FRIDAY, "holiday", other=MONDAY), "other: datetime.date(2026, 3, 9) is not None"),
        (lambda: SpecialDay(FRIDAY, "day_in_lieu", other=5), "SpecialDay.other: 5 is not a date."),
        (lambda: SpecialDay(FRIDAY, "holiday", source="CV 1"), "'CV 1' is not a Source. Write Source(title=...)."),
        (lambda: SpecialDay(FRIDAY, "holiday", certain=1), "SpecialDay.certain: 1 is not True or False."),
    ],
)
def test_wrong_fields_are_refused(make, words):
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert words in str(caught.value)


def test_a_special_day_holds_plain_values():
    it = SpecialDay(Stamp(2026, 3, 7, 9), "make_up_day", other=datetime(2026, 3, 6), source=LETTER)
    assert it == SpecialDay(SATURDAY, DayKind.MAKE_UP_DAY, "", other=FRIDAY, source=LETTER, certain=True)
    assert (type(it.day), type(it.other)) == (date, date)
    assert (it.worked, it.checked) == (True, date(2026, 2, 1))
    assert (SpecialDay(SATURDAY, "holiday").worked, SpecialDay(SATURDAY, "holiday").checked) == (False, None)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (SpecialDay(FRIDAY, "holiday"), "Thứ Sáu 06/3/2026: nghỉ lễ, tết"),
        (SpecialDay(SUNDAY, "make_up_day"), "Chủ nhật 08/3/2026: làm bù"),
        (
            SpecialDay(MONDAY, "day_in_lieu", "A", other=SUNDAY),
            "Thứ Hai 09/3/2026: nghỉ bù (A; thay cho Chủ nhật 08/3/2026)",
        ),
        (SpecialDay(MONDAY, "swapped_day_off", "A"), "Thứ Hai 09/3/2026: nghỉ hoán đổi (A)"),
        (SpecialDay(FRIDAY, "holiday", certain=False), "Thứ Sáu 06/3/2026: nghỉ lễ, tết, chưa có thông báo xác nhận"),
    ],
)
def test_a_special_day_is_written(day, line):
    assert str(day) == line
