"""Plain days and plain local moments, whatever they are given as."""

from datetime import UTC, date, datetime, time

import pytest

from tests.strangers import NAT, Day, Stamp
from tthc_core.calendar import closing, day, moment, opening
from tthc_core.errors import InvalidValueError

UTC_EVENING = datetime(2024, 1, 31, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "opens", "closes"),
    [
        (None, None, None),
        (date(2024, 1, 5), datetime(2024, 1, 5), datetime(2024, 1, 5, 23, 59, 59)),
        (Day(2024, 1, 5), datetime(2024, 1, 5), datetime(2024, 1, 5, 23, 59, 59)),
    ],
)
def test_a_plain_date_opens_and_closes(given, opens, closes):
    assert (opening(given), closing(given)) == (opens, closes)


@pytest.mark.parametrize(
    "given", [datetime(2024, 1, 5, 9), UTC_EVENING, Stamp(2024, 1, 5), NAT, "2024-01-05", 2024, time(9)]
)
def test_what_is_no_plain_date_comes_back(given):
    assert opening(given) is given
    assert closing(given) is given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (datetime(2024, 1, 5, 9, 30, 15, 7), datetime(2024, 1, 5, 9, 30, 15, 7)),
        (UTC_EVENING, datetime(2024, 2, 1, 1, 30)),
        (Stamp(2024, 1, 5, 9), datetime(2024, 1, 5, 9)),
        (Stamp.fromisoformat("2024-01-31T18:30+00:00"), datetime(2024, 2, 1, 1, 30)),
    ],
)
def test_a_moment_is_plain_and_local(given, expected):
    found = moment(given, "as_of")
    assert (found, found.tzinfo) == (expected, None)
    assert type(found) is datetime


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (date(2024, 1, 5), date(2024, 1, 5)),
        (Day(2024, 1, 5), date(2024, 1, 5)),
        (datetime(2024, 1, 5, 23, 59), date(2024, 1, 5)),
        (UTC_EVENING, date(2024, 2, 1)),
        (Stamp(2024, 1, 5, 9), date(2024, 1, 5)),
    ],
)
def test_a_day_is_plain_and_local(given, expected):
    assert day(given, "as_of") == expected
    assert type(day(given, "as_of")) is date


@pytest.mark.parametrize("take", [moment, day])
@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "as_of: None is not a date"),
        (time(9), "is not a date"),
        ("2024-01-05", "is not a date.*Texts are read by vietnamese.parse_date"),
        (NAT, "is not a date"),
        (datetime.max.replace(tzinfo=UTC), "is not within the calendar in Vietnam"),
    ],
)
def test_what_is_no_day_is_refused(take, given, words):
    with pytest.raises(InvalidValueError, match=words):
        take(given, "as_of")
