"""Dates, place lines and times as Vietnamese documents write them (Nghị định 30/2020/NĐ-CP, annex I).

    08/7/2023    ngày 05 tháng 01 năm 2024    Bắc Giang, ngày 25 tháng 01 năm 2024    15 giờ 30 phút

Days below 10 and months 1 and 2 get a leading zero, the other months do not. A date whose day is still blank is a
:class:`PartialDate`. Moments are Vietnamese local time: an aware one is converted before its date is taken.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from unicodedata import normalize
from zoneinfo import ZoneInfo

from attrs import frozen

from ..values import refused
from .forms import DAYS, MONTHS, Found, Spelling, UnfitError, limited, number, read, written

__all__ = [
    "PartialDate",
    "as_date",
    "date_in",
    "format_date",
    "format_long_date",
    "format_place_line",
    "format_time",
    "local",
    "parse_date",
    "parse_place_line",
    "parse_time",
]

SHORT_DATE = "{day}/{month}/{year}"
LONG_DATE = "ngày {day} tháng {month} năm {year}"
BLANK_DAY = "ngày tháng {month} năm {year}"
DOTTED_DAY = "ngày … tháng {month} năm {year}"
TIME = "{hour} giờ {minute} phút"
FULL_HOUR = "{hour} giờ"


@frozen
class PartialDate:
    """A month whose day is still to be filled in, as on the place line of a draft."""

    year: int
    month: int

    def __attrs_post_init__(self) -> None:
        limited("year", self.year)
        limited("month", self.month)


def local(moment: datetime) -> datetime:
    """The moment as a naive Vietnamese local time (giờ Việt Nam, Asia/Ho_Chi_Minh). A naive one is one already.

    :raises InvalidValueError: no datetime, or one at the very end of the calendar that has no local time.

    >>> from datetime import timezone
    >>> local(datetime(2024, 1, 31, 18, tzinfo=timezone.utc))
    datetime.datetime(2024, 2, 1, 1, 0)
    """
    if not isinstance(moment, datetime):
        raise refused(moment, "local", "a datetime")
    # A zone that knows no offset makes no aware time either.
    if moment.utcoffset() is not None:
        try:
            moment = moment.astimezone(_vietnam())
        except OverflowError:
            raise refused(moment, "local", "in the years 1 to 9999 of Vietnam") from None
    return moment.replace(tzinfo=None)


@cache
def _vietnam() -> ZoneInfo:
    return ZoneInfo("Asia/Ho_Chi_Minh")


def format_date(day: date) -> str:
    """A short date; of a datetime, its local date.

    :raises InvalidValueError: no date.

    >>> format_date(date(2023, 7, 8)), format_date(date(2024, 1, 5))
    ('08/7/2023', '05/01/2024')
    """
    if type(day) is not date:
        day = as_date(day)
    year = day.year
    # Padding takes longer than all the rest, and few years need it.
    return f"{DAYS[day.day]}/{MONTHS[day.month]}/{year if year > 999 else f'{year:04d}'}"


def format_long_date(day: date | PartialDate) -> str:
    """A long date; with the day blank, of a :class:`PartialDate`.

    :raises InvalidValueError: neither.

    >>> format_long_date(date(2020, 8, 5)), format_long_date(PartialDate(2024, 1))
    ('ngày 05 tháng 8 năm 2020', 'ngày tháng 01 năm 2024')
    """
    if isinstance(day, PartialDate):
        return written(BLANK_DAY, month=day.month, year=day.year)
    day = as_date(day)
    return written(LONG_DATE, day=day.day, month=day.month, year=day.year)


def parse_date(text: str) -> date | PartialDate:
    """The date that a short or long Vietnamese date writes; a :class:`PartialDate` where the day is blank.

    Padded and unpadded numbers are read alike; a line may break inside.

    :raises DateFormatError: anything else, a year of two digits and words around the date among it.

    >>> parse_date("20/01/2024"), parse_date("ngày 22 tháng 06 năm 2009"), parse_date("ngày tháng 01 năm 2024")
    (datetime.date(2024, 1, 20), datetime.date(2009, 6, 22), PartialDate(year=2024, month=1))
    """
    return read(DATE, text)


def format_place_line(place: str, day: date | PartialDate) -> str:
    """The line of place and date (địa danh và thời gian ban hành) at the top of a document.

    :raises InvalidValueError: no place, or one with line breaks or spaces too many; no date.

    >>> format_place_line("Bắc Giang", date(2024, 1, 25))
    'Bắc Giang, ngày 25 tháng 01 năm 2024'
    """
    if not isinstance(place, str) or not place or place != _tidy(place):
        raise refused(place, "place", "a name in one line, such as 'Bắc Giang'")
    return f"{normalize('NFC', place)}, {format_long_date(day)}"


def parse_place_line(text: str) -> tuple[str, date | PartialDate]:
    """The place and the date of a place line.

    :raises DateFormatError: anything else.

    >>> parse_place_line("Bắc Giang, ngày tháng 01 năm 2024")
    ('Bắc Giang', PartialDate(year=2024, month=1))
    """
    return read(PLACE_LINE, text)


def format_time(moment: time | datetime) -> str:
    """A time of day in hours and minutes; of a datetime, its local time. Seconds are left out, as clocks do.

    :raises InvalidValueError: neither; or a time with a zone, which without its date cannot be converted.

    >>> format_time(time(15, 30)), format_time(time(8, 5))
    ('15 giờ 30 phút', '08 giờ 05 phút')
    """
    if isinstance(moment, datetime):
        moment = local(moment).time()
    if not isinstance(moment, time) or moment.tzinfo is not None:
        raise refused(moment, "format_time", "a time without zone, or a datetime")
    return written(TIME, hour=moment.hour, minute=moment.minute)


def parse_time(text: str) -> time:
    """The time of day that a text writes; "15 giờ" is the full hour.

    :raises DateFormatError: anything else.

    >>> parse_time("15 giờ 30 phút")
    datetime.time(15, 30)
    """
    return read(TIME_OF_DAY, text)


def as_date(day: object) -> date:
    """The date itself; of a datetime, its local date."""
    if isinstance(day, datetime):
        return local(day).date()
    if isinstance(day, date):
        return day
    raise refused(day, "date", "a date", "format_long_date writes a blank day." if isinstance(day, PartialDate) else "")


def date_in(found: Found, suffix: str = "") -> date:
    """The date in the fields day, month and year of a text that was found."""
    year, month, day = (number(found, f"{name}{suffix}") for name in ("year", "month", "day"))
    days = monthrange(year, month)[1]
    if day > days:
        raise UnfitError(f"the day at position {found.start(f'day{suffix}')} is {day}, and that month has {days} days")
    return date(year, month, day)


def _partial_date_in(found: Found) -> PartialDate:
    return PartialDate(number(found, "year"), number(found, "month"))


def _time_in(found: Found) -> time:
    return time(number(found, "hour"), number(found, "minute") if "minute" in found.groupdict() else 0)


def _tidy(place: str) -> str:
    return " ".join(place.split()).lstrip(", ")


def _place_and(day_in: Callable[[Found], date | PartialDate]) -> Callable[[Found], tuple[str, date | PartialDate]]:
    return lambda found: (_tidy(found["place"]), day_in(found))


LONG_DATES: dict[str, Callable[[Found], date | PartialDate]] = {
    LONG_DATE: date_in,
    BLANK_DAY: _partial_date_in,
    DOTTED_DAY: _partial_date_in,
}

DATE = Spelling[date | PartialDate](
    what="date",
    forms={SHORT_DATE: date_in, **LONG_DATES},
    write=lambda day: format_long_date(day) if isinstance(day, PartialDate) else format_date(day),
    likely=(
        (r"{day}(?:[-. ]|\s+thang\s+){month}(?:[-. ]|\s+nam\s+){year}", SHORT_DATE),
        (r"{month}[-./]{day}[-./]{year}", SHORT_DATE),
        (r"{year}[-./]{month}[-./]{day}", SHORT_DATE),
        (r"{day}(?:[-./]|\s+thang\s+){month}(?:[-./]|\s+nam\s+)(?P<year>[0-9]{2})", "{day}/{month}/20{year}"),
    ),
)

PLACE_LINE = Spelling[tuple[str, date | PartialDate]](
    what="place line",
    forms={f"{{place}}, {form}": _place_and(day_in) for form, day_in in LONG_DATES.items()},
    write=lambda line: format_place_line(*line),
    likely=(
        (r"(?P<place>\S.*?),?\s+(?:ngay\s+)?{day}[-./]{month}[-./]{year}", f"{{place}}, {LONG_DATE}"),
        (r"(?P<place>\S.*?)\s+ngay\s+{day}\s+thang\s+{month}\s+nam\s+{year}", f"{{place}}, {LONG_DATE}"),
    ),
)

TIME_OF_DAY = Spelling[time](
    what="time of day",
    forms={TIME: _time_in, FULL_HOUR: _time_in},
    write=format_time,
    likely=((r"{hour}\s*(?:[:hg.]|gio)\s*{minute}", TIME), (r"{hour}\s*[hg]", FULL_HOUR)),
)
