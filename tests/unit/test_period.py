"""A period is a name and the days that its figures cover."""

import pickle
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
    ("period", "first", "last"),
    [
        (Period.month(2024, 1, window=DECREE), "2023-12-15", "2024-01-14"),
        (Period.month(2024, 3, window=DECREE), "2024-02-15", "2024-03-14"),
        (Period.quarter(2023, 1, window=DECREE), "2022-12-15", "2023-03-14"),
        (Period.quarter(2023, 2, window=DECREE), "2023-03-15", "2023-06-14"),
        (Period.quarter(2023, 3, window=DECREE), "2023-06-15", "2023-09-14"),
        (Period.quarter(2023, 4, window=DECREE), "2023-09-15", "2023-12-14"),
        (Period.half_year(2023, 1, window=DECREE), "2022-12-15", "2023-06-14"),
        (Period.half_year(2023, 2, window=DECREE), "2023-06-15", "2023-12-14"),
        (Period.nine_months(2023, window=DECREE), "2022-12-15", "2023-09-14"),
        (Period.year(2023, window=DECREE), "2022-12-15", "2023-12-14"),
    ],
)
def test_windows_of_the_decree(period, first, last):
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


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
    ],
)
def test_a_label_is_read_back(period):
    assert Period.parse(period.label) == period


def test_a_window_can_be_given_to_parse():
    assert Period.parse("Quý I/2023", window=DECREE) == Period.quarter(2023, 1, window=DECREE)
    with pytest.raises(InvalidValueError, match="its own days"):
        Period.parse("từ ngày 15/12/2023 đến ngày 14/01/2024", window=DECREE)


@pytest.mark.parametrize("text", ["khoảng tháng giêng", "từ ngày hôm qua", "", None, 2024])
def test_what_names_no_period_is_refused(text):
    with pytest.raises(DateFormatError):
        Period.parse(text)


def test_a_range_is_read_in_any_spelling():
    text = unicodedata.normalize("NFD", "Từ ngày 15/12/2023 đến ngày 14/1/2024")
    assert Period.parse(text) == Period.between(date(2023, 12, 15), date(2024, 1, 14))
