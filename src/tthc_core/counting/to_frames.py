"""A tally as a data frame of Polars, pandas or PyArrow: counters whole, rates with their counts, percentages exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

from ..errors import InvalidValueError, MissingExtraError
from ..labelled import Labelled
from ..measure import Rate
from ..values import refused
from ..vietnamese.rounding import percent_units
from .row import PLACES
from .subjects import SUBJECTS

if TYPE_CHECKING:
    from ..indicators import Indicator
    from .tally import Tally

__all__ = ["to_arrow", "to_pandas", "to_polars"]

Kind: TypeAlias = Literal["text", "whole", "percent", "day", "moment", "flag", "other"]
PLACES_OF_PERCENT = 2
#: As many digits as a decimal of these engines can have.
DIGITS = 38


@frozen
class Column:
    """The values of a column, None where there is none, and what they are."""

    kind: Kind
    values: list[Any]


def to_polars(tally: Tally, rates: Iterable[Indicator], *, account: bool) -> Any:
    """As :meth:`Tally.to_polars` says."""
    pl = _package("polars")
    types = {
        "text": pl.String,
        "whole": pl.Int64,
        "percent": pl.Decimal(DIGITS, PLACES_OF_PERCENT),
        "day": pl.Date,
        "moment": pl.Datetime("us"),
        "flag": pl.Boolean,
    }
    found = columns_of(tally, rates, account=account)
    return pl.DataFrame([pl.Series(name, one.values, types.get(one.kind)) for name, one in found.items()])


def to_pandas(tally: Tally, rates: Iterable[Indicator], *, account: bool) -> Any:
    """As :meth:`Tally.to_pandas` says."""
    pd = _package("pandas")
    # Days and decimals have no type of their own there.
    types = {"text": "string", "whole": "Int64", "moment": "datetime64[us]", "flag": "boolean"}
    found = columns_of(tally, rates, account=account)
    index = pd.RangeIndex(len(tally))
    return pd.DataFrame(
        {name: pd.Series(one.values, index, types.get(one.kind, "object")) for name, one in found.items()}, index
    )


def to_arrow(tally: Tally, rates: Iterable[Indicator], *, account: bool) -> Any:
    """As :meth:`Tally.to_arrow` says."""
    pa = _package("pyarrow")
    types = {
        "text": pa.string(),
        "whole": pa.int64(),
        "percent": pa.decimal128(DIGITS, PLACES_OF_PERCENT),
        "day": pa.date32(),
        "moment": pa.timestamp("us"),
        "flag": pa.bool_(),
    }
    found = columns_of(tally, rates, account=account)
    return pa.table({name: pa.array(one.values, types.get(one.kind)) for name, one in found.items()})


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        method = "to_arrow" if name == "pyarrow" else f"to_{name}"
        raise MissingExtraError(
            f"tally.{method}() needs the package {name}: pip install {name}, beside tthc_core[frames]. "
            "Without it: tally.to_dicts()."
        ) from None


def columns_of(tally: Tally, rates: Iterable[Indicator], *, account: bool) -> Mapping[str, Column]:
    """The columns of a tally by name: its groups, its counters, the rates, the account.

    :raises InvalidValueError: two columns of one name; a rate that is no indicator.
    """
    rows = [row for _, row in tally.items()]
    parts = [tally.parts(row.key) for row in rows]
    named: list[tuple[str, Column]] = [
        (name, _key(tally, name, [one[place] for one in parts])) for place, name in enumerate(tally.groups)
    ]
    named += [(one.name, Column("whole", [row.get(one.name) for row in rows])) for one in tally.counters]
    for indicator in _listed(rates):
        found = [row.rate(indicator) for row in rows]
        code = indicator.code.lower()
        named += [
            (f"{code}_numerator", Column("whole", [rate.numerator for rate in found])),
            (f"{code}_denominator", Column("whole", [rate.denominator for rate in found])),
            (f"{code}_percent", Column("percent", [_percent(rate) for rate in found])),
        ]
    if account:
        accounts = [row.account for row in rows]
        named += [
            (f"account_{place}", Column("whole", [one and getattr(one, place) for one in accounts])) for place in PLACES
        ]
    columns = dict(named)
    if len(columns) < len(named):
        twice = next(name for number, (name, _) in enumerate(named) if name in dict(named[:number]))
        raise InvalidValueError(f"two columns would have the name {twice!r}: rename the column that is grouped by.")
    return columns


def _listed(rates: Any) -> list[Indicator]:
    if isinstance(rates, str) or not isinstance(rates, Iterable):
        raise refused(rates, "rates", "several indicators", "Write rates=[indicators.ON_TIME].")
    return list(dict.fromkeys(rates))


def _percent(rate: Rate) -> Decimal | None:
    """In per cent with both places, whatever the decimal context of the host."""
    if rate.numerator is None or not rate.denominator:
        return None
    units = percent_units(rate.numerator, rate.denominator, PLACES_OF_PERCENT, keep_ends=False)
    return Decimal((0, tuple(map(int, str(units))), -PLACES_OF_PERCENT))


_KINDS: dict[type, Kind] = {str: "text", int: "whole", date: "day", datetime: "moment", bool: "flag"}


def _key(tally: Tally, name: str, values: list[Any]) -> Column:
    """The column of a group; of one without any value, the type says what it would hold."""
    plain = [str(value) if isinstance(value, Labelled) else value for value in values]
    group = SUBJECTS[tally.subject].groups.get(name)
    kinds: set[Kind] = {_KINDS.get(type(value), "other") for value in plain if value is not None}
    if not kinds:
        return Column("day" if group is not None and group.span else "text", plain)
    if len(kinds) > 1:
        return Column("text", [None if value is None else str(value) for value in plain])
    return Column(kinds.pop(), plain)
