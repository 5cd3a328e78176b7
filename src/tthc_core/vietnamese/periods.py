"""Reporting periods and ranges of dates as Vietnamese documents write them.

    tháng 01/2024    Quý I/2024    6 tháng đầu năm 2024    9 tháng năm 2024    năm 2024
    từ ngày 15/12/2023 đến ngày 14/01/2024

Only names are read and written here: which days a period covers is for the calendar to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeAlias
from unicodedata import normalize

from ..errors import InvalidValueError
from .dates import LONG_DATE, as_date, date_in, format_date
from .forms import Found, Spelling, UnfitError, number, read, written
from .texts import checked_int

__all__ = [
    "PeriodKind",
    "PeriodName",
    "format_half_year",
    "format_month",
    "format_nine_months",
    "format_quarter",
    "format_range",
    "format_year",
    "name_and_range",
    "parse_period",
    "parse_range",
]

PeriodKind: TypeAlias = Literal["month", "quarter", "half_year", "nine_months", "year"]
PeriodName: TypeAlias = tuple[PeriodKind, int, int | None]
"""Kind, year, and the number in the year: None for the kinds that a year has one of."""

MONTH = "tháng {month}/{year}"
QUARTER = "Quý {quarter}/{year}"
HALF_YEARS = ("6 tháng đầu năm {year}", "6 tháng cuối năm {year}")
NINE_MONTHS = "9 tháng năm {year}"
YEAR = "năm {year}"
NAME_AND_RANGE = re.compile(r"(?P<name>[^(]*[^(\s])\s*\((?P<range>từ[^()]*)\)\s*", re.IGNORECASE)
RANGE = "từ ngày {day}/{month}/{year} đến ngày {day2}/{month2}/{year2}"


def format_month(year: int, month: int) -> str:
    """A month (tháng).

    :raises InvalidValueError: a year outside 1 to 9999, a month outside 1 to 12; so in all writers of this module.

    >>> format_month(2024, 1), format_month(2024, 3)
    ('tháng 01/2024', 'tháng 3/2024')
    """
    return written(MONTH, month=month, year=year)


def format_quarter(year: int, number: int) -> str:
    """A quarter (quý), in Roman numerals.

    >>> format_quarter(2024, 1)
    'Quý I/2024'
    """
    return written(QUARTER, quarter=number, year=year)


def format_half_year(year: int, number: int) -> str:
    """The first (6 tháng đầu năm) or second half (6 tháng cuối năm) of a year.

    >>> format_half_year(2024, 1), format_half_year(2024, 2)
    ('6 tháng đầu năm 2024', '6 tháng cuối năm 2024')
    """
    checked_int("half-year", number, at_least=1, at_most=2)
    return written(HALF_YEARS[number - 1], year=year)


def format_nine_months(year: int) -> str:
    """The first nine months of a year (9 tháng).

    >>> format_nine_months(2024)
    '9 tháng năm 2024'
    """
    return written(NINE_MONTHS, year=year)


def format_year(year: int) -> str:
    """A year (năm).

    >>> format_year(2024)
    'năm 2024'
    """
    return written(YEAR, year=year)


def parse_period(text: str) -> PeriodName:
    """The kind of period that a text names, its year, and its number in it (None for nine months and a year).

    :raises DateFormatError: anything else.

    >>> parse_period("Quý II/2024"), parse_period("9 tháng năm 2024")
    (('quarter', 2024, 2), ('nine_months', 2024, None))
    """
    return read(PERIOD, text)


def format_range(first: date, last: date) -> str:
    """A range of dates, both days included.

    :raises InvalidValueError: no dates, or the last before the first.

    >>> format_range(date(2023, 12, 15), date(2024, 1, 14))
    'từ ngày 15/12/2023 đến ngày 14/01/2024'
    """
    first, last = as_date(first), as_date(last)
    if last < first:
        raise InvalidValueError(f"The range ends ({format_date(last)}) before it begins ({format_date(first)}).")
    return written(
        RANGE, day=first.day, month=first.month, year=first.year, day2=last.day, month2=last.month, year2=last.year
    )


def parse_range(text: str) -> tuple[date, date]:
    """The first and the last date of a range; "đến hết ngày" and long dates are read as well.

    :raises DateFormatError: anything else, a range that ends before it begins among it.

    >>> parse_range("từ ngày 15/12/2023 đến ngày 14/01/2024")
    (datetime.date(2023, 12, 15), datetime.date(2024, 1, 14))
    """
    return read(DATE_RANGE, text)


WRITERS: dict[PeriodKind, Callable[..., str]] = {
    "month": format_month,
    "quarter": format_quarter,
    "half_year": format_half_year,
    "nine_months": format_nine_months,
    "year": format_year,
}


def name_and_range(text: Any) -> tuple[str, str | None]:
    """The name of a period and the range in brackets beside it, neither of them read yet; what is not there is empty.

    The range of what is no range at all is None.

    >>> name_and_range("tháng 01/2024 (từ ngày 15/12/2023 đến ngày 14/01/2024)")
    ('tháng 01/2024', 'từ ngày 15/12/2023 đến ngày 14/01/2024')
    >>> name_and_range("từ ngày 15/12/2023 đến ngày 14/01/2024"), name_and_range("năm 2024")
    (('', 'từ ngày 15/12/2023 đến ngày 14/01/2024'), ('năm 2024', None))
    """
    plain = normalize("NFC", text) if isinstance(text, str) else ""
    if found := NAME_AND_RANGE.fullmatch(plain):
        return found["name"], found["range"]
    return ("", plain) if plain.lstrip().lower().startswith("từ") else (plain, None)


def _written(name: PeriodName) -> str:
    kind, *numbers = name
    return WRITERS[kind](*(number for number in numbers if number is not None))


def _named(kind: PeriodKind, which: int | str | None = None) -> Callable[[Found], PeriodName]:
    """The name in a text of that kind; its number is fixed by the form or stands in a field."""
    return lambda found: (kind, number(found, "year"), number(found, which) if isinstance(which, str) else which)


def _range_in(found: Found) -> tuple[date, date]:
    first, last = date_in(found), date_in(found, "2")
    if last < first:
        places = [found.start(name) for name in ("day2", "day")]
        raise UnfitError("the date at position {} is before the date at position {}".format(*places))
    return first, last


PERIOD = Spelling[PeriodName](
    what="period",
    forms={
        MONTH: _named("month", "month"),
        "tháng {month} năm {year}": _named("month", "month"),
        QUARTER: _named("quarter", "quarter"),
        "Quý {quarter} năm {year}": _named("quarter", "quarter"),
        HALF_YEARS[0]: _named("half_year", 1),
        HALF_YEARS[1]: _named("half_year", 2),
        NINE_MONTHS: _named("nine_months"),
        "9 tháng đầu năm {year}": _named("nine_months"),
        YEAR: _named("year"),
    },
    write=_written,
    likely=(
        (r"q(?:uy)?\s*{quarter}\s*[-/.,]?\s*(?:nam\s*)?{year}", QUARTER),
        (r"\A(?:thang\s+)?{month}\s*[-/. ]\s*{year}\Z", MONTH),
        (r"\A{year}-{month}\Z", MONTH),
        (r"\A{year}\Z", YEAR),
    ),
)

LONG_DATE_2 = LONG_DATE.replace("}", "2}")
DATE_RANGE = Spelling[tuple[date, date]](
    what="range of dates",
    forms={
        RANGE: _range_in,
        RANGE.replace("đến", "đến hết"): _range_in,
        f"từ {LONG_DATE} đến {LONG_DATE_2}": _range_in,
        f"từ {LONG_DATE} đến hết {LONG_DATE_2}": _range_in,
    },
    write=lambda dates: format_range(*dates),
    likely=((r"{day}[-/.]{month}[-/.]{year}[^0-9]+{day2}[-/.]{month2}[-/.]{year2}", RANGE),),
)
