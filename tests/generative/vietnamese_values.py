"""What the laws of the Vietnamese room are tried on: numbers, names, and hosts with a decimal context of their own."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from tthc_core.calendar import Period

__all__ = [
    "HOSTS",
    "decimals",
    "digits",
    "fractions",
    "given_periods",
    "hosts",
    "integers",
    "named_periods",
    "on",
    "places",
    "ranges",
    "rules",
]

# Hosts: decimal contexts that round early, the wrong way, or raise wherever they would.
EVERYTHING = list(Context().flags)
HOSTS = [
    Context(),
    Context(prec=1, rounding=decimal.ROUND_HALF_EVEN, traps=[]),
    Context(prec=1, rounding=decimal.ROUND_UP, Emin=0, Emax=0, traps=EVERYTHING),
    Context(prec=3, rounding=decimal.ROUND_DOWN, clamp=1, capitals=0, traps=EVERYTHING),
]
hosts = st.sampled_from(HOSTS)


def on(host: Context, work: Callable[..., Any], *arguments: Any) -> Any:
    with decimal.localcontext(host):
        return work(*arguments)


# Values.

digits = st.integers(0, 10**30 - 1)
integers = st.integers(-(10**30) + 1, 10**30 - 1)
decimals = st.builds(
    lambda sign, number, places: Decimal((sign, tuple(map(int, str(number))), -places)),
    st.sampled_from((0, 1)),
    digits,
    st.integers(-5, 40),
)
fractions = st.fractions() | st.builds(Fraction, integers, st.integers(1, 10**30))

# Names with marks, brackets, commas and figures: in NFC, in one line, with single spaces.
places = (
    st.text("AbcĂâđẬ ệ,.-'(){}0123456789\u1ebf\U0001f600", min_size=1)
    .map(lambda text: normalize("NFC", " ".join(text.split()).lstrip(", ")))
    .filter(bool)
)

# Ranges, and periods of every kind over the days of a rule or over days of their own. The first years are left out of
# the named ones: every one has a year before it, and one before that.
ranges = st.tuples(st.dates(), st.dates()).map(sorted).map(tuple)
rules = st.sampled_from(("calendar", "decree_09_2019"))
later_years = st.integers(3, 9999)
named_periods = (
    st.builds(Period.month, later_years, st.integers(1, 12), rules)
    | st.builds(Period.quarter, later_years, st.integers(1, 4), rules)
    | st.builds(Period.half_year, later_years, st.integers(1, 2), rules)
    | st.builds(Period.nine_months, later_years, rules)
    | st.builds(Period.year, later_years, rules)
)
given_periods = st.builds(
    lambda period, days: period.with_window(*days), named_periods, ranges.filter(lambda days: days[0].year > 1)
)
