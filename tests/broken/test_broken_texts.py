"""Bad texts, and the words that the error must contain: what is wrong, where (from 0), and the likely spelling."""

import pytest

from tthc_core import vietnamese as vi
from tthc_core.errors import DateFormatError, NumberFormatError

LONG = "1" * 601

NUMBERS = [
    ("25,415.0", "',' at position 2 starts the decimals, '.' at position 6 cannot follow", "25.415,0"),
    ("2.54.15", "'.' at position 1 groups thousands, three digits must follow", None),
    ("151.10", "'.' at position 3 groups thousands, three digits must follow", "151,10"),
    ("25.41", "'.' at position 2", "25,41"),
    ("5.9123", "'.' at position 1 groups thousands, three digits must follow", "5,9123"),
    ("0.5", "'.' at position 1 groups thousands, three digits must follow", "0,5"),
    ("0.500", "'0' at position 0 cannot begin a number with groups", "0,500"),
    ("1e5", "'e' at position 1 does not belong there", "100.000"),
    ("1_000", "'_' at position 1 does not belong there", "1.000"),
    ("NaN", "'N' at position 0 does not belong there", None),
    ("Infinity", "'I' at position 0 does not belong there", None),
    ("٣٤", "'٣' at position 0 does not belong there", "34"),
    ("１２", "'１' at position 0 does not belong there", "12"),
    ("5,", "',' at position 1 has no digit after it", "5"),
    (",5", "',' at position 0 has no digit before it", "0,5"),
    ("-,5", "'-' at position 0 has no digit after it", "-0,5"),
    ("", "there is no number", None),
    ("-", "'-' at position 0 has no digit after it", None),
    ("–", "it stands where there is no figure", None),
    ("–5", "'–' at position 0 does not belong there", "-5"),
    ("+5", "'+' at position 0 does not belong there", "5"),
    ("--5", "'-' at position 1 can only stand first", None),
    ("5-", "'-' at position 1 can only stand first", None),
    (" 25.415", "' ' at position 0 does not belong there", "25.415"),
    ("25.415\n", "'\\n' at position 6 does not belong there", "25.415"),
    ("25 415", "' ' at position 2 does not belong there", "25.415"),
    ("12 34", "' ' at position 2 does not belong there", None),
    ("1,234,567", "',' at position 1 starts the decimals, ',' at position 5 cannot follow", "1.234.567"),
    ("1.234\u00a0567", "'.' at position 1 groups thousands, '\\xa0' at position 5 differs", "1.234.567"),
    ("2541.500", "'.' at position 4 groups thousands, at most three digits stand before it", "2.541,500"),
    ("1.234.", "'.' at position 5 has no digit after it", "1.234"),
    ("18,37%", "'%' at position 5 only ends a percentage (parse_percent)", None),
    ("năm", "'n' at position 0 does not belong there", None),
    (LONG, "it has more than 600 digits", None),
    ("1," + LONG, "it has more than 600 digits", None),
    ("5," * 5000, "',' at position 1 starts the decimals, ',' at position 3 cannot follow", None),
]

PERCENTAGES = [
    ("18,37", "'%' is missing at position 5", "18,37%"),
    ("18,37 %", "' ' at position 5 does not belong there", "18,37%"),
    (" 5%", "' ' at position 0 does not belong there", "5%"),
    ("18.37%", "'.' at position 2 groups thousands, three digits must follow", "18,37%"),
    ("0.5%", "'.' at position 1 groups thousands, three digits must follow", "0,5%"),
    ("0.1837", "'.' at position 1", None),
    ("5%%", "'%' at position 1 only ends a percentage", None),
    ("%5", "'%' at position 0 only ends a percentage", None),
    ("%", "there is no number", None),
    ("", "there is no number", None),
    ("–", "it stands where there is no figure", None),
    ("5,%", "',' at position 1 has no digit after it", "5%"),
    ("٣%", "'٣' at position 0 does not belong there", "3%"),
]

DATES = [
    ("01/13/2024", "the month at position 3 is 13, not from 1 to 12", "13/01/2024"),
    ("31/02/2024", "the day at position 0 is 31, and that month has 29 days", None),
    ("29/02/2023", "the day at position 0 is 29, and that month has 28 days", None),
    ("ngày 31 tháng 4 năm 2024", "the day at position 5 is 31, and that month has 30 days", None),
    ("00/01/2024", "the day at position 0 is 00, not from 1 to 31", None),
    ("05/01/0000", "the year at position 6 is 0000, not from 1 to 9999", None),
    ("05/01/24", "at position 6 a year of four digits is expected, not '24'", "05/01/2024"),
    ("ngày 5 tháng 1 năm 24", "at position 19 a year of four digits is expected, not '24'", "05/01/2024"),
    ("05/01/20245", "at position 6 a year of four digits is expected, not '20245'", None),
    ("2024-01-05", "at position 0 a day or 'ngày' is expected, not '2024-01-05'", "05/01/2024"),
    ("5-1-2024", "at position 1 '/' is expected, not '-1-2024'", "05/01/2024"),
    ("5.1.2024", "at position 1 '/' is expected, not '.1.2024'", "05/01/2024"),
    ("ngày 05/01/2024", "at position 7 a space is expected, not '/01/2024'", "05/01/2024"),
    ("05 tháng 01 năm 2024", "at position 2 '/' is expected, not 'tháng'", "05/01/2024"),
    ("ngay 05 thang 01 nam 2024", "at position 0 a day or 'ngày' is expected, not 'ngay'", "05/01/2024"),
    ("Hà Nội, ngày 05 tháng 01 năm 2024", "at position 0 a day or 'ngày' is expected, not 'Hà'", "05/01/2024"),
    ("ký ngày tháng 01 năm 2024", "at position 0 a day or 'ngày' is expected, not 'ký'", "ngày tháng 01 năm 2024"),
    ("05/01/2024\n", "at position 10 the end is expected, not '\\n'", "05/01/2024"),
    ("05/01/2024 10:00", "at position 10 the end is expected, not '10:00'", None),
    ("từ ngày 15/12/2023 đến ngày 14/01/2024", "at position 0 a day or 'ngày' is expected, not 'từ'", None),
    ("ngày tháng năm 2024", "at position 11 a month is expected, not 'năm'", None),
    ("ngày năm 2024", "at position 5 a day, 'tháng' or '…' is expected, not 'năm'", None),
    ("05/01", "at position 5 '/' is expected, not the end", None),
    ("٠٥/٠١/٢٠٢٤", "at position 0 a day or 'ngày' is expected, not '٠٥/٠١/٢٠٢٤'", None),
    ("", "at position 0 a day or 'ngày' is expected, not the end", None),
    ("05/01/24" + " " * 300, "at position 6 a year of four digits is expected, not '24'", None),
]

PLACE_LINES = [
    ("Bắc Giang", "at position 9 ',' is expected, not the end", None),
    ("Bắc Giang, ngày 25/01/2024", "at position 18 a space is expected", "Bắc Giang, ngày 25 tháng 01 năm 2024"),
    (
        "Bắc Giang, 25-1-2024",
        "at position 11 'ngày' is expected, not '25-1-2024'",
        "Bắc Giang, ngày 25 tháng 01 năm 2024",
    ),
    ("Bắc Giang ngày 5 tháng 1 năm 2024", "',' is expected, not the end", "Bắc Giang, ngày 05 tháng 01 năm 2024"),
    ("Bắc Giang, ngay 5 thang 3 nam 2024", "at position 11 'ngày'", "Bắc Giang, ngày 05 tháng 3 năm 2024"),
    ("Huế, ngày 25 tháng 13 năm 2024", "the month at position 19 is 13, not from 1 to 12", None),
    (", ngày 25 tháng 01 năm 2024", "at position 0 a place is expected, not ','", None),
    ("ngày 25 tháng 01 năm 2024", "at position 25 ',' is expected, not the end", None),
    ("", "at position 0 a place is expected, not the end", None),
]

PERIODS = [
    ("01/2024", "at position 0 'tháng', 'Quý', '6', '9' or 'năm' is expected, not '01/2024'", "tháng 01/2024"),
    ("2024-01", "at position 0 'tháng', 'Quý', '6', '9' or 'năm' is expected", "tháng 01/2024"),
    ("tháng 1-2024", "at position 7 '/' or a space is expected, not '-2024'", "tháng 01/2024"),
    ("2024", "at position 0", "năm 2024"),
    ("Q1/2024", "at position 0", "Quý I/2024"),
    ("quy IV nam 2024", "at position 0", "Quý IV/2024"),
    ("Quý V/2024", "at position 4 a quarter from I to IV is expected, not 'V/2024'", None),
    ("Quý 5/2024", "the quarter at position 4 is 5, not from 1 to 4", None),
    ("tháng 13/2024", "the month at position 6 is 13, not from 1 to 12", None),
    ("tháng 01/24", "at position 9 a year of four digits is expected, not '24'", None),
    ("5 tháng đầu năm 2024", "at position 0", None),
    ("6 tháng giữa năm 2024", "at position 8 'đầu' or 'cuối' is expected, not 'giữa'", None),
    ("6 thang dau nam 2024", "at position 2 'tháng' is expected, not 'thang'", "6 tháng đầu năm 2024"),
    ("trong năm 2024", "at position 0", "năm 2024"),
    ("tháng giêng", "at position 6 a month is expected, not 'giêng'", None),
]

RANGES = [
    ("15/12/2023 - 14/01/2024", "at position 0 'từ' is expected", "từ ngày 15/12/2023 đến ngày 14/01/2024"),
    ("từ 15/12/2023 đến 14/01/2024", "at position 3 'ngày'", "từ ngày 15/12/2023 đến ngày 14/01/2024"),
    ("tu ngay 1/2/2024 den ngay 3/3/2024", "at position 0 'từ'", "từ ngày 01/02/2024 đến ngày 03/3/2024"),
    ("từ ngày 15/12/2023", "at position 18 a space is expected, not the end", None),
    ("từ ngày 14/01/2024 đến ngày 15/12/2023", "the date at position 28 is before the date at position 8", None),
    ("từ ngày 31/11/2023 đến ngày 14/01/2024", "the day at position 8 is 31, and that month has 30 days", None),
    ("từ ngày 15/12/2023 đến ngày 31/02/2024", "the day at position 28 is 31, and that month has 29 days", None),
    ("từ ngày 15/12/2023 đến ngày 14/13/2024", "the month at position 31 is 13, not from 1 to 12", None),
]

TIMES = [
    ("15:30", "at position 2 a space is expected, not ':30'", "15 giờ 30 phút"),
    ("15h30", "at position 2 a space is expected, not 'h30'", "15 giờ 30 phút"),
    ("8h", "at position 1 a space is expected, not 'h'", "08 giờ 00 phút"),
    ("15 gio 30 phut", "at position 3 'giờ' is expected, not 'gio'", "15 giờ 30 phút"),
    ("15 giờ 30", "at position 9 a space is expected, not the end", "15 giờ 30 phút"),
    ("24 giờ 00 phút", "the hour at position 0 is 24, not from 0 to 23", None),
    ("15 giờ 60 phút", "the minute at position 7 is 60, not from 0 to 59", None),
    ("15:30:00", "at position 2 a space is expected, not ':30:00'", None),
]


TABLES = [
    (vi.parse_number, "number", NumberFormatError, NUMBERS),
    (vi.parse_percent, "percentage", NumberFormatError, PERCENTAGES),
    (vi.parse_date, "date", DateFormatError, DATES),
    (vi.parse_place_line, "place line", DateFormatError, PLACE_LINES),
    (vi.parse_period, "period", DateFormatError, PERIODS),
    (vi.parse_range, "range of dates", DateFormatError, RANGES),
    (vi.parse_time, "time of day", DateFormatError, TIMES),
]
ROWS = [
    pytest.param(read, f"is not a Vietnamese {what}: ", error, *row, id=f"{what}-{row[0][:30]!a}")
    for read, what, error, table in TABLES
    for row in table
]


@pytest.mark.parametrize(("read", "what", "error", "text", "words", "likely"), ROWS)
def test_a_bad_text_is_refused_with_what_where_and_the_way_out(read, what, error, text, words, likely):
    with pytest.raises(error) as refused:
        read(text)
    message = str(refused.value)
    assert what in message
    assert words in message
    if likely is None:
        assert "Did you mean" not in message
    else:
        assert message.endswith(f"Did you mean {likely!r}?")
        read(likely)
    assert len(message) < 300


def test_the_error_of_the_house_style():
    with pytest.raises(NumberFormatError) as refused:
        vi.parse_number("25,415.0")
    assert str(refused.value) == (
        "'25,415.0' is not a Vietnamese number: ',' at position 2 starts the decimals, "
        "'.' at position 6 cannot follow. Did you mean '25.415,0'?"
    )
