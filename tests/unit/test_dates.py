"""Every row of the date table: dates, place lines, times, periods, ranges, and the door of the time zone."""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from unicodedata import normalize

import pytest

from tthc_core import vietnamese as vi
from tthc_core.errors import DateFormatError, InvalidValueError

JANUARY = vi.PartialDate(2024, 1)


class NoOffset(tzinfo):
    def utcoffset(self, _):
        return None


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2023, 7, 8), "08/7/2023", "ngày 08 tháng 7 năm 2023"),
        (date(2024, 1, 5), "05/01/2024", "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 29), "29/02/2024", "ngày 29 tháng 02 năm 2024"),
        (date(2023, 12, 25), "25/12/2023", "ngày 25 tháng 12 năm 2023"),
        (date(2020, 8, 5), "05/8/2020", "ngày 05 tháng 8 năm 2020"),
        (date(1, 1, 1), "01/01/0001", "ngày 01 tháng 01 năm 0001"),
        (datetime(2024, 1, 31, 18, tzinfo=UTC), "01/02/2024", "ngày 01 tháng 02 năm 2024"),
        (datetime(2024, 1, 31, 18), "31/01/2024", "ngày 31 tháng 01 năm 2024"),
    ],
)
def test_days_and_the_first_two_months_are_padded(day, short, long):
    assert vi.format_date(day) == short
    assert vi.format_long_date(day) == long


def test_a_blank_day_stays_blank():
    assert vi.format_long_date(JANUARY) == "ngày tháng 01 năm 2024"
    assert vi.parse_date("ngày tháng 01 năm 2024") == JANUARY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20/01/2024", date(2024, 1, 20)),
        ("04/03/2022", date(2022, 3, 4)),
        ("4/3/2022", date(2022, 3, 4)),
        ("04/3/2022", date(2022, 3, 4)),
        ("04/ 3/\n2022", date(2022, 3, 4)),
        ("ngày 22 tháng 06 năm 2009", date(2009, 6, 22)),
        ("ngày 22 tháng 6\nnăm 2009", date(2009, 6, 22)),
        ("Ngày 5 tháng 1 năm 2024", date(2024, 1, 5)),
        ("NGÀY 05 THÁNG 01 NĂM 2024", date(2024, 1, 5)),
        (normalize("NFD", "ngày 05 tháng 01 năm 2024"), date(2024, 1, 5)),
        ("ngày  tháng 1 năm 2024", JANUARY),
        ("ngày … tháng 01 năm 2024", JANUARY),
        ("ngày ...... tháng 01 năm 2024", JANUARY),
    ],
)
def test_a_date_is_read(text, value):
    assert vi.parse_date(text) == value


@pytest.mark.parametrize("value", ["05/01/2024", None, 2024, time(15, 30)])
@pytest.mark.parametrize("write", [vi.format_date, vi.format_long_date])
def test_only_dates_are_written(write, value):
    with pytest.raises(InvalidValueError, match="is not a date"):
        write(value)


def test_a_short_date_has_a_day():
    with pytest.raises(InvalidValueError, match="format_long_date"):
        vi.format_date(JANUARY)


@pytest.mark.parametrize(("year", "month"), [(2024, 13), (2024, 0), (0, 1), (10000, 1), (2024, True), ("2024", 1)])
def test_a_partial_date_has_a_real_month(year, month):
    with pytest.raises(InvalidValueError, match="is not an int from 1"):
        vi.PartialDate(year, month)


def test_partial_dates_are_values():
    assert {vi.PartialDate(2024, 1)} == {JANUARY}
    assert vi.PartialDate(2024, 2) != JANUARY


@pytest.mark.parametrize(
    ("place", "day", "written"),
    [
        ("Bắc Giang", date(2024, 1, 25), "Bắc Giang, ngày 25 tháng 01 năm 2024"),
        ("Bắc Giang", JANUARY, "Bắc Giang, ngày tháng 01 năm 2024"),
        ("TP. Hồ Chí Minh", date(2024, 3, 5), "TP. Hồ Chí Minh, ngày 05 tháng 3 năm 2024"),
        ("Nếnh, Việt Yên", date(2024, 3, 5), "Nếnh, Việt Yên, ngày 05 tháng 3 năm 2024"),
    ],
)
def test_place_line(place, day, written):
    assert vi.format_place_line(place, day) == written
    assert vi.format_place_line(normalize("NFD", place), day) == written
    assert vi.parse_place_line(written) == (place, day)


def test_a_place_line_may_break_anywhere():
    assert vi.parse_place_line("Bắc\nGiang ,ngày  tháng 1\nnăm 2024") == ("Bắc Giang", JANUARY)


@pytest.mark.parametrize("place", ["", " ", "Bắc  Giang", "Bắc\nGiang", " Huế", "Huế ", ", Huế", None, 5])
def test_a_place_is_a_name_in_one_line(place):
    with pytest.raises(InvalidValueError, match=r"place: .* is not a name in one line"):
        vi.format_place_line(place, JANUARY)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (time(15, 30), "15 giờ 30 phút"),
        (time(8, 5, 59), "08 giờ 05 phút"),
        (time(0), "00 giờ 00 phút"),
        (datetime(2024, 1, 31, 8, 15), "08 giờ 15 phút"),
        (datetime(2024, 1, 31, 18, 15, tzinfo=UTC), "01 giờ 15 phút"),
    ],
)
def test_a_time_has_hours_and_minutes(moment, written):
    assert vi.format_time(moment) == written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 giờ 30 phút", time(15, 30)),
        ("8 giờ 5 phút", time(8, 5)),
        ("15 GIỜ\n30 phút", time(15, 30)),
        ("15 giờ", time(15)),
    ],
)
def test_a_time_is_read(text, value):
    assert vi.parse_time(text) == value


@pytest.mark.parametrize("moment", [time(15, 30, tzinfo=UTC), date(2024, 1, 1), "15:30", None])
def test_only_local_times_are_written(moment):
    with pytest.raises(InvalidValueError, match="a time without zone"):
        vi.format_time(moment)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("tháng 01/2024", ("month", 2024, 1)),
        ("tháng 3/2024", ("month", 2024, 3)),
        ("tháng 12/2024", ("month", 2024, 12)),
        ("Quý I/2024", ("quarter", 2024, 1)),
        ("Quý IV/2024", ("quarter", 2024, 4)),
        ("6 tháng đầu năm 2024", ("half_year", 2024, 1)),
        ("6 tháng cuối năm 2024", ("half_year", 2024, 2)),
        ("9 tháng năm 2024", ("nine_months", 2024, None)),
        ("năm 2024", ("year", 2024, None)),
    ],
)
def test_a_period_is_written_and_read(written, name):
    kind, *numbers = name
    write = getattr(vi, f"format_{kind}")
    assert write(*(number for number in numbers if number is not None)) == written
    assert vi.parse_period(written) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tháng 1 năm 2024", ("month", 2024, 1)),
        ("THÁNG 01/2024", ("month", 2024, 1)),
        ("quý 4/2024", ("quarter", 2024, 4)),
        ("Quí II năm 2024", ("quarter", 2024, 2)),
        ("Qúy iii/2024", ("quarter", 2024, 3)),
        ("06 tháng đầu năm 2024", ("half_year", 2024, 1)),
        ("Sáu tháng cuối năm 2024", ("half_year", 2024, 2)),
        ("9 tháng đầu năm 2024", ("nine_months", 2024, None)),
        ("Năm\n2024", ("year", 2024, None)),
        (normalize("NFD", "Quý I/2024"), ("quarter", 2024, 1)),
    ],
)
def test_other_spellings_of_a_period_are_read(text, name):
    assert vi.parse_period(text) == name


@pytest.mark.parametrize(
    ("write", "arguments"),
    [
        (vi.format_month, (2024, 13)),
        (vi.format_month, (2024, 0)),
        (vi.format_month, (10000, 1)),
        (vi.format_quarter, (2024, 5)),
        (vi.format_half_year, (2024, 3)),
        (vi.format_half_year, (2024, 0)),
        (vi.format_nine_months, (0,)),
        (vi.format_year, (True,)),
        (vi.format_year, ("2024",)),
    ],
)
def test_only_real_periods_are_written(write, arguments):
    with pytest.raises(InvalidValueError, match=r"is not an int from 1 to \d+"):
        write(*arguments)


RANGE = (date(2023, 12, 15), date(2024, 1, 14))


def test_a_range_is_written():
    assert vi.format_range(*RANGE) == "từ ngày 15/12/2023 đến ngày 14/01/2024"
    assert vi.format_range(RANGE[0], RANGE[0]) == "từ ngày 15/12/2023 đến ngày 15/12/2023"
    with pytest.raises(InvalidValueError, match=r"ends \(15/12/2023\) before it begins \(14/01/2024\)"):
        vi.format_range(RANGE[1], RANGE[0])


@pytest.mark.parametrize(
    "text",
    [
        "từ ngày 15/12/2023 đến ngày 14/01/2024",
        "Từ ngày 15/12/2023\nđến hết ngày 14/1/2024",
        "từ ngày 15 tháng 12 năm 2023 đến ngày 14 tháng 01 năm 2024",
        "từ ngày 15 tháng 12 năm 2023 đến hết ngày 14 tháng 01 năm 2024",
    ],
)
def test_a_range_is_read(text):
    assert vi.parse_range(text) == RANGE


READERS = [vi.parse_date, vi.parse_place_line, vi.parse_period, vi.parse_range, vi.parse_time]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("value", [None, 2024, date(2024, 1, 1), b"2024"])
def test_only_texts_are_read(read, value):
    with pytest.raises(DateFormatError, match="is not text"):
        read(value)


@pytest.mark.parametrize(
    ("moment", "here"),
    [
        (datetime(2024, 1, 31, 18, tzinfo=UTC), datetime(2024, 2, 1, 1)),
        (datetime(2024, 1, 31, 18, tzinfo=timezone(timedelta(hours=7))), datetime(2024, 1, 31, 18)),
        (datetime(2024, 1, 31, 18), datetime(2024, 1, 31, 18)),
        (datetime(2024, 1, 31, 18, tzinfo=NoOffset()), datetime(2024, 1, 31, 18)),
    ],
)
def test_moments_are_vietnamese_local_time(moment, here):
    assert vi.local(moment) == here
    assert vi.local(moment).tzinfo is None


@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=UTC), date(2024, 1, 1), None, "2024-01-31T18:00"])
def test_only_moments_of_the_calendar_are_local(moment):
    with pytest.raises(InvalidValueError, match="local: "):
        vi.local(moment)
