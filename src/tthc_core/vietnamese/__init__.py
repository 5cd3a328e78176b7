"""Numbers, dates and names as Vietnamese administrative documents write them; used as ``vi``.

Everything that is written can be read back. Two laws hold for every pair of a writer and a reader, in any thread and
under any decimal context. Nothing is lost: ``parse(format(value)) == value``, rounded half-up to the places that were
asked for. And there is one spelling, ``format(parse(text))``, for all the texts that are read as one value.
"""

from .collation import join, sort_key
from .dates import (
    PartialDate,
    format_date,
    format_long_date,
    format_place_line,
    format_time,
    local,
    parse_date,
    parse_place_line,
    parse_time,
)
from .numbers import (
    format_count,
    format_number,
    format_percent,
    parse_number,
    parse_percent,
)
from .periods import (
    format_half_year,
    format_month,
    format_nine_months,
    format_quarter,
    format_range,
    format_year,
    parse_period,
    parse_range,
)
from .rounding import half_up, percent_of, shares

__all__ = [
    "PartialDate",
    "format_count",
    "format_date",
    "format_half_year",
    "format_long_date",
    "format_month",
    "format_nine_months",
    "format_number",
    "format_percent",
    "format_place_line",
    "format_quarter",
    "format_range",
    "format_time",
    "format_year",
    "half_up",
    "join",
    "local",
    "parse_date",
    "parse_number",
    "parse_percent",
    "parse_period",
    "parse_place_line",
    "parse_range",
    "parse_time",
    "percent_of",
    "shares",
    "sort_key",
]
