"""The two laws of every pair, over the whole range of its type, on any host.

Nothing is lost: ``read(write(value)) == value``, rounded half-up to the places asked for.
One spelling: whatever a reader accepts, ``write(read(text))`` is its canonical spelling, and is its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generative.vietnamese_values import (
    decimals,
    digits,
    given_periods,
    hosts,
    integers,
    named_periods,
    on,
    places,
    ranges,
)
from tthc_core import vietnamese as vi
from tthc_core.calendar import Period
from tthc_core.errors import DateFormatError, InvalidValueError, NumberFormatError

years = st.integers(1, 9999)
months = st.integers(1, 12)
partial_dates = st.builds(vi.PartialDate, years, months)
all_dates = st.dates() | partial_dates
minutes = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
period_names = (
    st.tuples(st.just("month"), years, months)
    | st.tuples(st.just("quarter"), years, st.integers(1, 4))
    | st.tuples(st.just("half_year"), years, st.integers(1, 2))
    | st.tuples(st.sampled_from(("nine_months", "year")), years, st.none())
)

# Texts that a clerk writes: padded or not, in capitals, broken anywhere, composed or not.

gaps = st.sampled_from((" ", "  ", "\n", " \n\t", "\u00a0"))


def loosely(written: str, gap: str, change: Callable[[str], str], form: str) -> str:
    return normalize(form, change(written.replace(" ", gap)))


def loose(written: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        loosely, written, gaps, st.sampled_from((str, str.upper, str.title)), st.sampled_from(("NFC", "NFD"))
    )


def padded(number: int) -> st.SearchStrategy[str]:
    return st.sampled_from((f"{number}", f"{number:02d}"))


def filled(form: str, **fields: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    spelled = {name: each.flatmap(padded) for name, each in fields.items()}
    years_spelled = {name: years.map("{:04d}".format) for name in ("year", "year2") if f"{{{name}}}" in form}
    return loose(st.builds(form.format, **spelled, **years_spelled))


days = st.integers(1, 28)
long_dates = filled("ngày {day} tháng {month} năm {year}", day=days, month=months)
blank_dates = filled("ngày tháng {month} năm {year}", month=months) | filled(
    "ngày ... tháng {month} năm {year}", month=months
)
date_texts = filled("{day}/{month}/{year}", day=days, month=months) | long_dates | blank_dates
groups = st.sampled_from((".", "\u00a0", "\u202f", ""))
number_texts = st.builds(
    lambda sign, zeros, whole, group, after: (
        sign + (zeros if not group else "") + f"{whole:,}".replace(",", group) + after
    ),
    st.sampled_from(("", "-", "\u2212")),
    st.sampled_from(("", "0", "00")),
    digits,
    groups,
    st.just("") | st.from_regex(r",[0-9]{1,30}", fullmatch=True),
)


class Pair(NamedTuple):
    values: st.SearchStrategy[Any]
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    texts: st.SearchStrategy[str]
    error: type[Exception]


def write_date(value: Any) -> str:
    return vi.format_long_date(value) if isinstance(value, vi.PartialDate) else vi.format_date(value)


def write_period(name: Any) -> str:
    kind, *numbers = name
    return getattr(vi, f"format_{kind}")(*(number for number in numbers if number is not None))


PAIRS = {
    "number": Pair(integers | decimals, vi.format_number, vi.parse_number, number_texts, NumberFormatError),
    # What is read may be no count: then it is the writer that refuses.
    "count": Pair(
        digits,
        vi.format_count,
        vi.parse_number,
        st.builds("{:02d}".format, digits) | digits.map(str),
        InvalidValueError,
    ),
    "percent": Pair(
        decimals,
        lambda ratio: vi.format_percent(ratio, places=40),
        vi.parse_percent,
        number_texts.map("{}%".format),
        NumberFormatError,
    ),
    "long date": Pair(all_dates, vi.format_long_date, vi.parse_date, date_texts, DateFormatError),
    "date": Pair(all_dates, write_date, vi.parse_date, date_texts, DateFormatError),
    "place line": Pair(
        st.tuples(places, all_dates),
        lambda line: vi.format_place_line(*line),
        vi.parse_place_line,
        st.builds("{}{}{}".format, places, st.sampled_from((", ", ",", " ,\n")), long_dates | blank_dates),
        DateFormatError,
    ),
    "period": Pair(
        period_names,
        write_period,
        vi.parse_period,
        filled("tháng {month}/{year}", month=months)
        | filled("tháng {month} năm {year}", month=months)
        | filled("quí {n}/{year}", n=st.integers(1, 4))
        | loose(st.builds("Quý {} năm {:04d}".format, st.sampled_from(("I", "II", "III", "IV")), years))
        | filled("{n} tháng cuối năm {year}", n=st.just(6))
        | filled("9 tháng đầu năm {year}")
        | filled("năm {year}"),
        DateFormatError,
    ),
    "range": Pair(
        ranges,
        lambda dates: vi.format_range(*dates),
        vi.parse_range,
        ranges.map(lambda dates: "từ {} đến hết {}".format(*map(vi.format_long_date, dates)))
        | loose(ranges.map(lambda dates: vi.format_range(*dates))),
        DateFormatError,
    ),
    "period with its days": Pair(
        named_periods | given_periods | ranges.map(lambda days: Period.between(*days)),
        str,
        Period.parse,
        loose((named_periods | given_periods).map(str)) | loose(named_periods.map(lambda period: period.label)),
        InvalidValueError,
    ),
    "time": Pair(
        minutes,
        vi.format_time,
        vi.parse_time,
        filled("{hour} giờ {minute} phút", hour=st.integers(0, 23), minute=st.integers(0, 59))
        | filled("{hour} giờ", hour=days.map(lambda day: day % 24)),
        DateFormatError,
    ),
}
every_pair = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)


@every_pair
@given(st.data(), hosts)
def test_nothing_is_lost(pair, data, host):
    value = data.draw(pair.values)
    read = on(host, lambda: pair.read(pair.write(value)))
    assert read == value
    assert hash(read) == hash(value)


@every_pair
@given(st.data(), hosts)
def test_every_accepted_text_has_one_canonical_spelling(pair, data, host):
    text = data.draw(pair.texts)
    value = on(host, pair.read, text)
    canonical = on(host, pair.write, value)
    again = on(host, pair.read, canonical)
    assert again == value
    assert on(host, pair.write, again) == canonical


@every_pair
@given(st.data())
def test_any_text_is_read_under_the_laws_or_refused(pair, data):
    # A good text with one character put in, taken out or changed; or anything at all.
    text = data.draw(pair.texts)
    at = data.draw(st.integers(0, len(text)))
    more = data.draw(st.characters() | st.sampled_from("0123456789 ./,-%\n\u00a0"))
    text = data.draw(
        st.sampled_from((text[:at] + more + text[at:], text[:at] + text[at + 1 :], text[:at] + more + text[at + 1 :]))
        | st.text()
    )
    with contextlib.suppress(pair.error):
        value = pair.read(text)
        canonical = pair.write(value)
        assert pair.read(canonical) == value
        assert pair.write(pair.read(canonical)) == canonical


@every_pair
@given(st.data())
def test_equal_values_have_one_spelling(pair, data):
    one, other = data.draw(pair.texts), data.draw(pair.texts | pair.values.map(pair.write))
    assert (pair.read(one) == pair.read(other)) == (pair.write(pair.read(one)) == pair.write(pair.read(other)))


def test_the_laws_hold_in_a_thread():
    # A new thread starts with a context of its own.
    laws = (test_nothing_is_lost, test_every_accepted_text_has_one_canonical_spelling)
    with ThreadPoolExecutor(1) as pool:
        for pair in PAIRS.values():
            for law in laws:
                pool.submit(law, pair).result()
