"""From the arguments of a count over a frame to its tallies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from ...calendar import Period
from ...errors import MissingExtraError
from ..counter import Counter, chosen
from ..groups import CASE_GROUPS, Group, grouping
from ..predicate import ALWAYS, Predicate
from ..rules import CountingRules
from ..subjects import CASES
from .columns import CaseColumns

if TYPE_CHECKING:
    from ..tally import Tally

__all__ = ["Frame", "is_frame", "over_frame"]


class Frame(Protocol):
    """A data frame or lazy frame of any engine that Narwhals knows (bảng dữ liệu)."""

    @property
    def columns(self) -> Any:
        """Its columns."""


def is_frame(items: object) -> TypeGuard[Frame]:
    """Whether it is a frame, and no iterable of objects."""
    # Asked of the class: a lazy frame would look its columns up.
    return hasattr(type(items), "columns")


def over_frame(
    frame: Frame,
    periods: Sequence[Period],
    by: str | Sequence[str] | None,
    rules: CountingRules,
    as_of: date | None,
    where: Predicate | None,
    counters: Iterable[str | Counter] | None,
    columns: CaseColumns | None,
    pauses: Frame | None,
) -> list[Tally]:
    """The tally of each period.

    :raises MissingExtraError: Narwhals is not installed.
    """
    try:
        from . import engine, times
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"counting a {type(frame).__name__} needs {error.name}: install tthc_core[frames]."
        ) from None
    from ..tally import Tally

    wanted = chosen(counters, CASES.counters)
    found = []
    for period in periods:
        window = period.seen_at(as_of)
        bound = engine.bound_frame(frame, window, rules, CaseColumns() if columns is None else columns, pauses)
        own = {name: Group(name, name) for name in bound.schema if name not in CASE_GROUPS}
        grouped = grouping(by, CASE_GROUPS | own)
        known = engine.countable(wanted, rules, bound, asked=counters is not None)
        rows = times.count_with_times(bound, rules, known, grouped, ALWAYS if where is None else where)
        found.append(Tally(period, window, rules, grouped, known, rows))
    return found
