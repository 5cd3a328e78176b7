"""Two tallies beside each other: differences, per cent and percentage points, as Vietnamese reports write them."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from ..errors import InvalidValueError, MismatchError
from ..measure import Rate
from ..vietnamese import format_number, half_up
from .keys import Key, label_of
from .row import Row
from .tally import Tally

if TYPE_CHECKING:
    from ..indicators import Indicator

__all__ = ["Change", "Comparison", "RateChange", "RowComparison", "compare"]

UNITS = {"cases": "hồ sơ", "procedures": "TTHC", "feedback": "PAKN"}
# What the period before is called; of any other kind it is the "kỳ trước".
PREVIOUS = {"month": "tháng trước", "quarter": "quý trước", "year": "năm trước"}


@frozen
class Change:
    """A counter now and before (tăng, giảm).

    >>> print(Change(11107, 9873, "hồ sơ", "tháng 12/2023"))
    tăng 1.234 hồ sơ (12,5%) so với tháng 12/2023
    """

    now: int
    before: int
    unit: str
    versus: str

    @property
    def difference(self) -> int:
        """By how many more; less than 0 where it fell."""
        return self.now - self.before

    def percent(self, places: int = 1) -> Decimal | None:
        """The difference in per cent of what was before, half-up; None where that was 0."""
        return half_up(100 * self.difference, self.before, places) if self.before else None

    def __str__(self) -> str:
        if not self.difference:
            return f"không đổi so với {self.versus}"
        percent = self.percent()
        share = "" if percent is None else f" ({format_number(abs(percent))}%)"
        return (
            f"{_moved(self.difference)} {format_number(abs(self.difference))} {self.unit}{share} so với {self.versus}"
        )


@frozen
class RateChange:
    """A rate now and before, in percentage points (điểm phần trăm).

    >>> print(RateChange(Rate(97, 100), Rate(96, 100), "tháng 12/2023"))
    tăng 1 điểm phần trăm so với tháng 12/2023
    """

    now: Rate
    before: Rate
    versus: str

    def points(self, places: int = 2) -> Decimal | None:
        """The difference of the exact rates in percentage points, half-up; None where one of them is undefined."""
        if self.now.value is None or self.before.value is None:
            return None
        moved = 100 * (self.now.value - self.before.value)
        return half_up(moved.numerator, moved.denominator, places)

    def __str__(self) -> str:
        points = self.points()
        if points is None:
            return f"không so sánh được với {self.versus}"
        if self.now.value == self.before.value:
            return f"không đổi so với {self.versus}"
        if not points:
            moved = "tăng" if (self.now.value or 0) > (self.before.value or 0) else "giảm"
            return f"{moved} chưa đến 0,01 điểm phần trăm so với {self.versus}"
        return f"{_moved(points)} {format_number(abs(points))} điểm phần trăm so với {self.versus}"


def _moved(difference: int | Decimal) -> str:
    return "tăng" if difference > 0 else "giảm"


@frozen
class RowComparison:
    """One key now and before."""

    now: Row
    before: Row

    def change(self, counter: str) -> Change:
        """How a counter changed.

        :raises UnknownCounterError: the counter is not known on both sides.
        """
        tally = self.now.tally
        return Change(self.now[counter], self.before[counter], UNITS[tally.subject], self.versus)

    def rate(self, indicator: Indicator) -> RateChange:
        """How a rate changed."""
        return RateChange(indicator.rate(self.now), indicator.rate(self.before), self.versus)

    @property
    def versus(self) -> str:
        """What the earlier period is called beside the later one: cùng kỳ năm trước, tháng trước, or its name.

        It is the same period of last year by the days that were counted: of two years of which one was seen to 30 June
        it is not said.
        """
        now, before = self.now.tally, self.before.tally
        seen, seen_before = (tally.period.with_window(*tally.window) for tally in (now, before))
        # A period may have none before it: then the other one is not it.
        with suppress(InvalidValueError):
            if seen_before == seen.same_period_last_year():
                return "cùng kỳ năm trước"
        with suppress(InvalidValueError):
            if before.period == now.period.previous():
                return PREVIOUS.get(now.period.kind, "kỳ trước")
        return before.period.label


@frozen
class Comparison:
    """Two tallies, key by key.

    :param now: the later one.
    :param before: the one that it is compared with.
    """

    now: Tally
    before: Tally

    def __str__(self) -> str:
        """Each key that both have, and how its counters changed."""
        return "\n".join(
            f"{label_of(key)}, {counter.label or counter.name}: {self[key].change(counter.name)}"
            for key in self.keys()
            for counter in self.now.counters
            if counter.name in self[key].now.known and counter.name in self[key].before.known
        )

    def __getitem__(self, key: Key) -> RowComparison:
        return RowComparison(self.now[key], self.before[key])

    def total(self) -> RowComparison:
        """Everything now beside everything before."""
        return RowComparison(self.now.total(), self.before.total())

    def keys(self) -> list[Key]:
        """The keys that both tallies have; what only one has is compared with nothing."""
        return [key for key in self.now if key in self.before]


def compare(now: Tally, before: Tally) -> Comparison:
    """Set two tallies beside each other (so sánh với kỳ trước, với cùng kỳ năm trước).

    The period before and the same one of last year are called so; any other is named.

    :param now: the tally of the period that is written about.
    :param before: the tally of an earlier period, made in the same way.
    :raises MismatchError: other rules, groups or subject, or a period of another kind.

    >>> from tthc_core import Level, Period, Tally
    >>> now = Tally.published({Level.PROVINCE: {"received": 110}}, Period.month(2024, 1))
    >>> before = Tally.published({Level.PROVINCE: {"received": 100}}, Period.month(2023, 12))
    >>> print(compare(now, before)[Level.PROVINCE].change("received"))
    tăng 10 hồ sơ (10%) so với tháng trước
    >>> print(compare(now, Tally.published({Level.PROVINCE: {"received": 88}}, Period.month(2023, 1))))
    Cấp tỉnh, tiếp nhận mới trong kỳ: tăng 22 hồ sơ (25%) so với cùng kỳ năm trước
    """
    for name in ("subject", "rules", "by"):
        ours, theirs = getattr(now, name), getattr(before, name)
        if ours != theirs:
            raise MismatchError(f"tallies with different {name} are not compared: {ours} and {theirs}.")
    if now.period.kind != before.period.kind:
        raise MismatchError(
            f"{now.period.label} is a {now.period.kind}, {before.period.label} a {before.period.kind}: "
            "compare periods of one kind."
        )
    return Comparison(now, before)
