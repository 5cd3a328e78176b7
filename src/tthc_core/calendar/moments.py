"""Days and moments as every object holds them: a plain ``date``, a plain naive ``datetime`` in Vietnamese local time.

The zone is handled here, once, at the door. Subclasses (``pandas.Timestamp``) become the plain class, so that no object
depends on where its dates came from.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, overload

from ..errors import InvalidValueError
from ..values import refused
from ..vietnamese import local

__all__ = ["closing", "day", "moment", "opening"]

DAY_BEGINS = time(0, 0, 0)
# The wire has whole seconds (yyyyMMddHHmmss): the last one of a day.
DAY_ENDS = time(23, 59, 59)


@overload
def opening(value: date) -> datetime: ...
@overload
def opening(value: None) -> None: ...
def opening(value: Any) -> Any:
    """Of a plain date, the moment that opens a span (filed, received, began): 00:00. Anything else comes back.

    >>> opening(date(2024, 1, 5)), opening(datetime(2024, 1, 5, 9, 30))
    (datetime.datetime(2024, 1, 5, 0, 0), datetime.datetime(2024, 1, 5, 9, 30))
    """
    return value if value is None or type(value) is datetime else _at(DAY_BEGINS, value)


@overload
def closing(value: date) -> datetime: ...
@overload
def closing(value: None) -> None: ...
def closing(value: Any) -> Any:
    """Of a plain date, the moment that closes a span (due, finished, returned): 23:59:59. Anything else comes back.

    >>> closing(date(2024, 1, 5)), closing(datetime(2024, 1, 5, 9, 30))
    (datetime.datetime(2024, 1, 5, 23, 59, 59), datetime.datetime(2024, 1, 5, 9, 30))
    """
    return value if value is None or type(value) is datetime else _at(DAY_ENDS, value)


def _at(clock: time, value: Any) -> Any:
    return datetime.combine(value, clock) if isinstance(value, date) and not isinstance(value, datetime) else value


def moment(value: Any, place: str, expected: str = "a datetime") -> datetime:
    """The moment, plain and local; an aware one is converted.

    :param place: what holds it, for the error.
    :raises InvalidValueError: not a datetime, or one without a local time at the very end of the calendar.

    >>> from datetime import timezone
    >>> moment(datetime(2024, 1, 31, 18, tzinfo=timezone.utc), "Case.received_at")
    datetime.datetime(2024, 2, 1, 1, 0)
    """
    hint = ""
    if isinstance(value, str):
        texts = "vietnamese.parse_date or date.fromisoformat; with an hour by datetime.strptime(text, '%d/%m/%Y %H:%M')"
        hint = f"Texts are read by {texts}." if value else "A missing value is written None."
    # NaT is a datetime that does not equal itself.
    if not isinstance(value, datetime) or value != value:  # noqa: PLR0124  # see above
        raise refused(value, place, expected, hint)
    try:
        return local(datetime.combine(value, value.timetz()))
    except InvalidValueError:
        raise refused(value, place, "within the calendar in Vietnam") from None


def day(value: Any, place: str) -> date:
    """The day, plain; of a moment, its local day.

    :param place: what holds it, for the error.
    :raises InvalidValueError: neither a date nor a moment.

    >>> day(datetime(2024, 1, 31, 17, 30), "as_of")
    datetime.date(2024, 1, 31)
    """
    return moment(opening(value), place, expected="a date").date()
