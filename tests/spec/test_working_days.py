"""The working days of 2019 to 2027, as a clerk reads them off the letters, and what follows from them."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.spec.rows import moment, rows
from tthc_core.calendar.workdays import DayKind, SpecialDay, WorkCalendar

VIETNAM = WorkCalendar.vietnam()
SATURDAY = 5

# year | weekdays off | days of a weekend that are worked | working days of the year
TABLE = """
2019 | 1/1; 4–8/2; 15/4; 29/4, 30/4, 1/5; 2/9              | 5/1, 4/5   | 252
2020 | 1/1; 23, 24, 27–29/1; 2/4; 30/4, 1/5; 2/9           |            | 252
2021 | 1/1; 10–12, 15, 16/2; 21/4; 30/4, 3/5; 2, 3/9       |            | 250
2022 | 3/1; 31/1, 1–4/2; 11/4; 2, 3/5; 1, 2/9              |            | 249
2023 | 2/1; 20, 23–26/1; 1–3/5; 1, 4/9                     |            | 249
2024 | 1/1; 8, 9, 12–14/2; 18/4; 29/4, 30/4, 1/5; 2, 3/9   | 4/5        | 251
2025 | 1/1; 27–31/1; 7/4; 30/4, 1/5, 2/5; 1, 2/9           | 26/4       | 250
2026 | 1, 2/1; 16–20/2; 27/4; 30/4, 1/5; 31/8, 1, 2/9; 24/11 | 10/1, 22/8 | 249
2027 | 1/1; 4, 5, 8–10/2; 16/4; 30/4, 3/5; 2, 3/9; 24/11   |            | 249
"""


def days_of(text: str, year: int) -> set[date]:
    """'1, 3–4/5' in the year: a month holds for the days before it."""
    found: set[date] = set()
    waiting: list[range] = []
    for first, last, month in re.findall(r"(\d+)(?:–(\d+))?(?:/(\d+))?", text):
        waiting.append(range(int(first), int(last or first) + 1))
        if month:
            found |= {date(year, int(month), number) for span in waiting for number in span}
            waiting = []
    assert not waiting, text
    return found


def year_of(year: int) -> list[date]:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return [first + timedelta(days=number) for number in range((after - first).days)]


@pytest.mark.parametrize(("year", "off", "worked", "count"), rows(TABLE))
def test_every_day_of_the_year(year, off, worked, count):
    days = year_of(int(year))
    found_off = {day for day in days if day.weekday() < SATURDAY and not VIETNAM.is_working_day(day)}
    found_worked = {day for day in days if day.weekday() >= SATURDAY and VIETNAM.is_working_day(day)}
    assert found_off == days_of(off, int(year))
    assert found_worked == days_of(worked, int(year))
    assert sum(map(VIETNAM.is_working_day, days)) == int(count)


def test_the_years_of_the_table_are_those_of_the_calendar():
    assert [int(year) for year, *_ in rows(TABLE)] == [*range(VIETNAM.first.year, VIETNAM.last.year + 1)]
    assert (VIETNAM.first, VIETNAM.last) == (date(2019, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "said"),
    rows("""
    05/01/2026 | Thứ Hai 05/01/2026: ngày làm việc
    04/01/2026 | Chủ nhật 04/01/2026: ngày nghỉ hằng tuần
    02/01/2026 | Thứ Sáu 02/01/2026: nghỉ hoán đổi (làm bù thứ Bảy 10/01/2026), theo Công văn 12729/VPCP-KGVX
    10/01/2026 | Thứ Bảy 10/01/2026: làm bù (cho thứ Sáu 02/01/2026), theo Công văn 12729/VPCP-KGVX
    22/08/2026 | Thứ Bảy 22/8/2026: làm bù (cho thứ Hai 31/8/2026), theo Thông báo 9441/TB-BNV
    02/09/2026 | Thứ Tư 02/9/2026: nghỉ lễ, tết (Quốc khánh), theo Thông báo 9441/TB-BNV
    24/11/2026 | Thứ Ba 24/11/2026: nghỉ lễ, tết (Ngày Văn hóa Việt Nam), theo Nghị quyết 28/2026/QH16
    23/11/2026 | Thứ Hai 23/11/2026: ngày làm việc
    28/11/2026 | Thứ Bảy 28/11/2026: ngày nghỉ hằng tuần
    26/04/2025 | Thứ Bảy 26/4/2025: làm bù (cho thứ Sáu 02/5/2025), theo Công văn 8726/VPCP-KGVX
    29/04/2024 | Thứ Hai 29/4/2024: nghỉ hoán đổi (làm bù thứ Bảy 04/5/2024), theo Thông báo 1570/TB-LĐTBXH
    02/09/2023 | Thứ Bảy 02/9/2023: nghỉ lễ, tết (Quốc khánh), theo Thông báo 5034/TB-LĐTBXH
    04/09/2023 | Thứ Hai 04/9/2023: nghỉ bù (Quốc khánh; thay cho thứ Bảy 02/9/2023), theo Thông báo 5034/TB-LĐTBXH
    """),
)
def test_what_a_day_is_and_on_what_that_rests(day, said):
    assert VIETNAM.describe(moment(day).date()) == said


def test_what_no_letter_confirms_is_said():
    assert VIETNAM.describe(date(2027, 5, 3)) == (
        "Thứ Hai 03/5/2027: nghỉ bù (Ngày Quốc tế Lao động; thay cho thứ Bảy 01/5/2027), "
        "theo Bộ luật Lao động 2019, khoản 3 Điều 111, chưa có thông báo xác nhận"
    )
    uncertain = {each.day for each in VIETNAM.days if not each.certain}
    # 2019 and 2020 rest on a package; of 2027 the letter is on Tết and Quốc khánh.
    assert {day for day in uncertain if 2021 <= day.year <= 2026} == set()
    assert {day for day in uncertain if day.year == 2027} == days_of("1/1; 16/4; 30/4, 1, 3/5; 24/11", 2027)
    assert all(day in uncertain for day in (each.day for each in VIETNAM.days) if day.year <= 2020)


def of_kind(kind: DayKind) -> list[SpecialDay]:
    return [each for each in VIETNAM.days if each.kind is kind]


@pytest.mark.parametrize("year", range(2019, 2028))
def test_the_holidays_of_a_year_are_as_many_as_the_law_gives(year):
    names = [each.name for each in of_kind(DayKind.HOLIDAY) if each.day.year == year]
    assert {name: names.count(name) for name in names} == {
        "Tết Dương lịch": 1,
        "Tết Nguyên đán": 5,
        "Giỗ Tổ Hùng Vương": 1,
        "Ngày Chiến thắng": 1,
        "Ngày Quốc tế Lao động": 1,
        "Quốc khánh": 2 if year >= 2021 else 1,
        **({"Ngày Văn hóa Việt Nam": 1} if year >= 2026 else {}),
    }
    tet = [each.day for each in of_kind(DayKind.HOLIDAY) if each.day.year == year and each.name == "Tết Nguyên đán"]
    assert all(after - before == timedelta(days=1) for before, after in pairwise(tet))


def test_every_holiday_on_a_weekend_has_its_day_in_lieu_and_no_other_day_has():
    on_weekends = [each for each in of_kind(DayKind.HOLIDAY) if each.day.weekday() >= SATURDAY]
    in_lieu = of_kind(DayKind.DAY_IN_LIEU)
    assert {(each.day, each.name) for each in on_weekends} == {(each.other, each.name) for each in in_lieu}
    assert len(on_weekends) == len(in_lieu)


def test_a_day_in_lieu_is_the_first_weekday_after_its_holiday_that_is_not_off_for_another_reason():
    for each in of_kind(DayKind.DAY_IN_LIEU):
        taken = {other.day for other in VIETNAM.days if other.other is None or other.other < each.other}
        day = each.other + timedelta(days=1)
        while day.weekday() >= SATURDAY or day in taken:
            day += timedelta(days=1)
        assert each.day == day


def test_every_swap_names_its_other_day_and_rests_on_the_same_letter():
    by_day = {each.day: each for each in VIETNAM.days}
    swaps = of_kind(DayKind.SWAPPED_DAY_OFF)
    for each in swaps:
        back = by_day[each.other]
        assert (back.kind, back.other, back.source) == (DayKind.MAKE_UP_DAY, each.day, each.source)
    worked_for = [each.other for each in of_kind(DayKind.MAKE_UP_DAY)]
    assert worked_for == [date(2018, 12, 31), *(each.day for each in sorted(swaps, key=lambda each: each.other))]


def test_no_source_of_the_table_was_read_itself():
    assert {each.checked for each in VIETNAM.days} == {None}
    assert all(each.source is not None for each in VIETNAM.days)


@pytest.mark.parametrize(
    ("day", "number", "result"),
    rows("""
    09/01/2026 |  0 | 09/01/2026
    11/01/2026 |  0 | 11/01/2026
    09/01/2026 |  1 | 10/01/2026
    09/01/2026 |  2 | 12/01/2026
    31/12/2025 |  1 | 05/01/2026
    01/01/2026 |  1 | 05/01/2026
    04/01/2026 |  1 | 05/01/2026
    05/01/2026 | -1 | 31/12/2025
    04/01/2026 | -1 | 31/12/2025
    11/01/2026 | -1 | 10/01/2026
    12/01/2026 | -2 | 09/01/2026
    13/02/2026 |  1 | 23/02/2026
    23/02/2026 | -1 | 13/02/2026
    21/08/2026 |  6 | 28/08/2026
    21/08/2026 |  7 | 03/09/2026
    """),
)
def test_so_many_working_days_later_and_before(day, number, result):
    assert VIETNAM.add_working_days(moment(day).date(), int(number)) == moment(result).date()


@pytest.mark.parametrize(
    ("start", "end", "number"),
    rows("""
    09/01/2026 | 09/01/2026 |  0
    11/01/2026 | 11/01/2026 |  0
    09/01/2026 | 10/01/2026 |  1
    09/01/2026 | 11/01/2026 |  1
    10/01/2026 | 11/01/2026 |  0
    10/01/2026 | 12/01/2026 |  1
    11/01/2026 | 10/01/2026 | -1
    12/01/2026 | 10/01/2026 | -1
    12/01/2026 | 09/01/2026 | -2
    31/12/2025 | 05/01/2026 |  1
    05/01/2026 | 31/12/2025 | -1
    05/01/2026 | 01/01/2026 |  0
    01/01/2019 | 31/12/2027 | 2251
    31/12/2027 | 01/01/2019 | -2250
    """),
)
def test_working_days_after_the_start_up_to_the_end(start, end, number):
    assert VIETNAM.working_days_between(moment(start).date(), moment(end).date()) == int(number)


@pytest.mark.parametrize(
    ("day", "following", "this_or_next"),
    rows("""
    09/01/2026 | 10/01/2026 | 09/01/2026
    10/01/2026 | 12/01/2026 | 10/01/2026
    11/01/2026 | 12/01/2026 | 12/01/2026
    01/01/2026 | 05/01/2026 | 05/01/2026
    30/04/2022 | 04/05/2022 | 04/05/2022
    """),
)
def test_the_next_working_day_and_the_first_from_a_day_on(day, following, this_or_next):
    found = moment(day).date()
    assert VIETNAM.next_working_day(found) == moment(following).date()
    assert VIETNAM.on_or_after(found) == moment(this_or_next).date()
