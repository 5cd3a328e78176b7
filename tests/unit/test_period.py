"""A period is a name and the days that its figures cover."""

import pickle
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tthc_core.calendar import Period
from tthc_core.errors import DateFormatError, InvalidValueError

DECREE = "decree_09_2019"


@pytest.mark.parametrize(
    ("period", "first", "last", "label"),
    [
        (Period.month(2024, 1), "2024-01-01", "2024-01-31", "tháng 01/2024"),
        (Period.month(2024, 2), "2024-02-01", "2024-02-29", "tháng 02/2024"),
        (Period.month(2023, 2), "2023-02-01", "2023-02-28", "tháng 02/2023"),
        (Period.month(2024, 12), "2024-12-01", "2024-12-31", "tháng 12/2024"),
        (Period.quarter(2024, 1), "2024-01-01", "2024-03-31", "Quý I/2024"),
        (Period.quarter(2024, 4), "2024-10-01", "2024-12-31", "Quý IV/2024"),
        (Period.half_year(2024, 1), "2024-01-01", "2024-06-30", "6 tháng đầu năm 2024"),
        (Period.half_year(2024, 2), "2024-07-01", "2024-12-31", "6 tháng cuối năm 2024"),
        (Period.nine_months(2024), "2024-01-01", "2024-09-30", "9 tháng năm 2024"),
        (Period.year(2024), "2024-01-01", "2024-12-31", "năm 2024"),
        (Period.year(9999), "9999-01-01", "9999-12-31", "năm 9999"),
        (
            Period.between(date(2021, 7, 21), date(2021, 8, 20)),
            "2021-07-21",
            "2021-08-20",
            "từ ngày 21/7/2021 đến ngày 20/8/2021",
        ),
    ],
)
def test_calendar_windows(period, first, last, label):
    assert (period.first.isoformat(), period.last.isoformat(), period.label, str(period)) == (first, last, label, label)
    assert period.window == (period.first, period.last)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period.month(2024, 1, window=DECREE), "2023-12-15 2024-01-14"),
        (Period.month(2024, 3, window=DECREE), "2024-02-15 2024-03-14"),
        (Period.half_year(2023, 2, window=DECREE), "2023-06-15 2023-12-14"),
        (Period.week(2024, 1), "2024-01-01 2024-01-07"),
        (Period.week(2020, 53), "2020-12-28 2021-01-03"),
        (Period.week(2025, 1), "2024-12-30 2025-01-05"),
        (Period.week_of(date(2024, 1, 1)), "2024-01-01 2024-01-07"),
        (Period.week_of(date(2024, 1, 7)), "2024-01-01 2024-01-07"),
        (Period.week_of(date(2024, 2, 29)), "2024-02-26 2024-03-03"),
        (Period.week_of(datetime(2024, 1, 7, 18, tzinfo=UTC)), "2024-01-08 2024-01-14"),
        (Period.week_of(date(1, 1, 1)), "0001-01-01 0001-01-07"),
    ],
)
def test_days_of_the_decree_and_of_weeks(period, days):
    assert f"{period.first} {period.last}" == days


@pytest.mark.parametrize(
    ("year", "number", "fault"),
    [
        (2024, 53, "(2024, 53) is not a week: a year has 52, some have 53"),
        (2024, 0, "(2024, 0) is not a week"),
        (0, 1, "(0, 1) is not a week"),
        (2024, 1.0, "(2024, 1.0) is not a year and the number of a week"),
        ("2024", 1, "('2024', 1) is not a year and the number of a week"),
        (9999, 52, "Period.week_of: 6 days from 27/12/9999 is outside the calendar"),
    ],
)
def test_a_year_has_its_weeks(year, number, fault):
    with pytest.raises(InvalidValueError, match=re.escape(fault)):
        Period.week(year, number)


@pytest.mark.parametrize(
    ("period", "previous"),
    [
        (Period.month(2024, 1), Period.month(2023, 12)),
        (Period.month(2024, 12), Period.month(2024, 11)),
        (Period.month(2024, 1, window=DECREE), Period.month(2023, 12, window=DECREE)),
        (Period.quarter(2024, 1), Period.quarter(2023, 4)),
        (Period.quarter(2024, 4, window=DECREE), Period.quarter(2024, 3, window=DECREE)),
        (Period.half_year(2024, 1), Period.half_year(2023, 2)),
        (Period.half_year(2024, 2), Period.half_year(2024, 1)),
        (Period.nine_months(2024), Period.nine_months(2023)),
        (Period.year(2024, window=DECREE), Period.year(2023, window=DECREE)),
        # Days that are the calendar's are not given, however they came.
        (Period.month(2024, 1, window=(date(2024, 1, 1), date(2024, 1, 31))), Period.month(2023, 12)),
        (Period.week(2024, 1), Period.week(2023, 52)),
        (
            Period.between(date(2024, 3, 1), date(2024, 3, 31)),
            Period.between(date(2024, 1, 30), date(2024, 2, 29)),
        ),
    ],
)
def test_the_period_before(period, previous):
    assert period.previous() == previous


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (Period.month(2024, 2), Period.month(2023, 2)),
        (Period.month(2025, 2), Period.month(2024, 2)),
        (Period.month(2024, 3, window=DECREE), Period.month(2023, 3, window=DECREE)),
        (Period.year(2024, window=DECREE), Period.year(2023, window=DECREE)),
        (Period.month(2025, 2).year_to_date(), Period.month(2024, 2).year_to_date()),
        # Of days that are no whole months, 29 February is the only one that has no day of its own a year earlier.
        (Period.between(date(2024, 2, 29), date(2024, 3, 5)), Period.between(date(2023, 2, 28), date(2023, 3, 5))),
        (Period.between(date(2025, 2, 2), date(2025, 2, 28)), Period.between(date(2024, 2, 2), date(2024, 2, 28))),
        (Period.between(date(2025, 2, 1), date(2025, 2, 27)), Period.between(date(2024, 2, 1), date(2024, 2, 27))),
        (
            Period.year(2023, window=(date(2022, 12, 7), date(2023, 12, 4))),
            Period.year(2022, window=(date(2021, 12, 7), date(2022, 12, 4))),
        ),
    ],
)
def test_the_same_period_last_year(period, earlier):
    assert period.same_period_last_year() == earlier


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period.month(2024, 1), "2024-01-01 2024-01-31"),
        (Period.month(2024, 5), "2024-01-01 2024-05-31"),
        (Period.month(2024, 5, window=DECREE), "2023-12-15 2024-05-14"),
        (Period.nine_months(2024, window=DECREE), "2023-12-15 2024-09-14"),
        (Period.year(2024), "2024-01-01 2024-12-31"),
        (Period.week(2024, 5), "2024-01-01 2024-02-04"),
    ],
)
def test_the_year_to_date(period, days):
    to_date = period.year_to_date()
    assert (f"{to_date.first} {to_date.last}", to_date.kind) == (days, "range")


@pytest.mark.parametrize(
    ("period", "kind", "parts"),
    [
        (Period.year(2024), "quarter", [Period.quarter(2024, number) for number in (1, 2, 3, 4)]),
        (Period.year(2024), "half_year", [Period.half_year(2024, 1), Period.half_year(2024, 2)]),
        (Period.year(2024), "year", [Period.year(2024)]),
        (Period.half_year(2024, 2), "quarter", [Period.quarter(2024, 3), Period.quarter(2024, 4)]),
        (Period.nine_months(2024), "quarter", [Period.quarter(2024, number) for number in (1, 2, 3)]),
        (Period.nine_months(2024), "nine_months", [Period.nine_months(2024)]),
        (
            Period.quarter(2024, 4, window=DECREE),
            "month",
            [Period.month(2024, number, window=DECREE) for number in (10, 11, 12)],
        ),
        (Period.month(2024, 4), "month", [Period.month(2024, 4)]),
    ],
)
def test_the_parts_of_a_period(period, kind, parts):
    assert period.parts(kind) == tuple(parts)


GIVEN = Period.month(2024, 1).with_window(date(2023, 12, 21), date(2024, 1, 20))
ACROSS = Period.between(date(2023, 12, 15), date(2024, 1, 14))


@pytest.mark.parametrize(
    ("ask", "fault"),
    [
        (
            GIVEN.previous,
            "Period.previous: tháng 01/2024 (từ ngày 21/12/2023 đến ngày 20/01/2024) has days of its own. Give those",
        ),
        (GIVEN.previous, "of the one before: Period.month(2023, 12, window=(first, last))."),
        (Period.year(2023).with_window(*ACROSS.window).previous, "Period.year(2022, window=(first, last))."),
        (GIVEN.year_to_date, "20/01/2024) has days of its own. Say which days are meant: Period.between(first, last)."),
        (ACROSS.year_to_date, "ngày 14/01/2024 begins in another year than it ends in. Say which days are meant:"),
        (lambda: GIVEN.parts("month"), "Period.parts: tháng 01/2024 (từ ngày 21/12/2023 đến ngày 20/01/2024) has days"),
        (lambda: ACROSS.parts("month"), "Take the parts of a named period, such as Period.year(2024)."),
        (lambda: Period.year(2024).parts("nine_months"), "'nine_months' is not a kind that năm 2024 is made of. Near"),
        (lambda: Period.nine_months(2024).parts("half_year"), "'half_year' is not a kind that 9 tháng năm 2024 is"),
        (lambda: Period.month(2024, 1).parts("week"), "'week' is not a kind that tháng 01/2024 is made of. There are:"),
        (lambda: Period.year(2024).parts(["month"]), "['month'] is not a kind that năm 2024 is made of."),
        (Period.month(1, 1).previous, "Period.month: 0 is not a year, 1 to 9999"),
        (Period.month(1, 2, window=DECREE).previous, "decree_09_2019 would begin before the year 1"),
        (Period.week(1, 1).previous, "Period.previous: -7 days from 01/01/0001 is outside the calendar."),
        (Period.year(1).same_period_last_year, "that of năm 0001 would begin before the year 1."),
        (Period.year(1).with_window(*ACROSS.window).same_period_last_year, "Period.year: 0 is not a year, 1 to 9999"),
    ],
)
def test_what_is_not_known_of_a_period_is_refused(ask, fault):
    with pytest.raises(InvalidValueError, match=re.escape(fault)):
        ask()


def test_days_of_its_own_in_the_year_1_are_said():
    given = Period.month(1, 1).with_window(date(1, 1, 2), date(1, 1, 14))
    assert str(given) == "tháng 01/0001 (từ ngày 02/01/0001 đến ngày 14/01/0001)"


def test_a_window_can_be_given():
    given = Period.year(2023, window=(date(2022, 12, 7), date(2023, 12, 4)))
    assert given == Period.year(2023).with_window(date(2022, 12, 7), date(2023, 12, 4))
    assert given.label == "năm 2023"
    assert str(given) == "năm 2023 (từ ngày 07/12/2022 đến ngày 04/12/2023)"


def test_a_time_in_a_window_is_its_local_day():
    utc = datetime(2024, 1, 31, 18, tzinfo=UTC)
    assert Period.between(datetime(2024, 1, 5, 9), utc).window == (date(2024, 1, 5), date(2024, 2, 1))


def test_equality_includes_the_window():
    month = Period.month(2024, 1)
    assert month == Period.month(2024, 1, window=(date(2024, 1, 1), date(2024, 1, 31)))
    assert month != Period.month(2024, 1, window=DECREE)
    assert month != Period.between(date(2024, 1, 1), date(2024, 1, 31))
    assert {month: 1}[pickle.loads(pickle.dumps(month))] == 1


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        (None, 31),
        (date(2024, 1, 1), 1),
        (date(2024, 1, 20), 20),
        (date(2024, 1, 31), 31),
        (date(2024, 2, 5), 31),
        (datetime(2024, 1, 20, 7, 30), 20),
        (datetime(2024, 1, 20, 23, tzinfo=timezone(timedelta(hours=0))), 21),
    ],
)
def test_a_window_is_seen_to_the_end_of_the_day(as_of, last):
    assert Period.month(2024, 1).seen_at(as_of) == (date(2024, 1, 1), date(2024, 1, last))


def test_nothing_is_seen_before_the_first_day():
    with pytest.raises(InvalidValueError, match="31/12/2023 is before tháng 01/2024"):
        Period.month(2024, 1).seen_at(date(2023, 12, 31))


@pytest.mark.parametrize(
    "period",
    [
        Period.month(2024, 3),
        Period.quarter(2024, 2),
        Period.half_year(2024, 2),
        Period.nine_months(2024),
        Period.year(2024),
        Period.between(date(2023, 12, 15), date(2024, 1, 14)),
        Period.week(2024, 1),
    ],
)
def test_a_label_is_read_back(period):
    assert Period.parse(period.label) == period


def test_a_window_can_be_given_to_parse():
    assert Period.parse("Quý I/2023", window=DECREE) == Period.quarter(2023, 1, window=DECREE)
    for text in ("từ ngày 15/12/2023 đến ngày 14/01/2024", "Quý I/2023 (từ ngày 15/12/2022 đến ngày 14/3/2023)"):
        with pytest.raises(InvalidValueError, match="its own days"):
            Period.parse(text, window=DECREE)


@pytest.mark.parametrize(
    "text",
    [
        "tháng 01/2024 (từ ngày 15/12/2023 đến ngày 14/01/2024)",
        "Tháng 1 năm 2024(Từ ngày 15/12/2023\nđến hết ngày 14/1/2024) ",
        unicodedata.normalize("NFD", "THÁNG 01/2024\n(TỪ NGÀY 15/12/2023 ĐẾN NGÀY 14/01/2024)"),
    ],
)
def test_a_name_is_read_with_its_days(text):
    assert Period.parse(text) == Period.month(2024, 1, window=DECREE)


@pytest.mark.parametrize(
    "text",
    [
        "(từ ngày 15/12/2023 đến ngày 14/01/2024)",
        "từ ngày 15/12/2023 đến ngày 14/01/2024 (từ ngày 15/12/2023 đến ngày 14/01/2024)",
        "tháng 01/2024 (từ ngày 15/12/2023 đến ngày 14/01/2024",
        "tháng 01/2024 (từ ngày 14/01/2024 đến ngày 15/12/2023)",
        "tháng 01/2024 (tháng 01/2024)",
        "tháng 01/2024 từ ngày 15/12/2023 đến ngày 14/01/2024",
    ],
)
def test_what_is_no_name_with_its_days_is_refused(text):
    with pytest.raises(DateFormatError):
        Period.parse(text)


@pytest.mark.parametrize("text", ["khoảng tháng giêng", "từ ngày hôm qua", "", None, 2024])
def test_what_names_no_period_is_refused(text):
    with pytest.raises(DateFormatError):
        Period.parse(text)


def test_a_range_is_read_in_any_spelling():
    text = unicodedata.normalize("NFD", "Từ ngày 15/12/2023 đến ngày 14/1/2024")
    assert Period.parse(text) == Period.between(date(2023, 12, 15), date(2024, 1, 14))
