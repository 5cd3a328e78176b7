"""The short way: the one figure that a notebook asks for, each a line over a count and the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, overload

from attrs import evolve, frozen

from ..calendar import Period, WorkCalendar
from ..counting import PROVINCIAL_REPORT, CountingRules, Tally, count, count_feedback, count_procedures
from ..counting.keys import Key
from ..domain import Case, Feedback, OnlineTier, Procedure
from ..measure import Rate
from ..vietnamese import shares
from . import catalogue
from .indicator import Indicator

__all__ = [
    "CaseRate",
    "digitisation_rates",
    "feedback_on_time_rate",
    "on_time_rate",
    "online_rate",
    "payment_rate",
    "tier_shares",
]


@frozen
class CaseRate:
    """One indicator of cases as a function: ``rate(cases, period)`` is a :class:`Rate`, with ``by`` a dict of rates.

    :param indicator: what is asked.
    """

    indicator: Indicator

    @overload
    def __call__(
        self, cases: Iterable[Case], period: Period, *, by: None = None, rules: CountingRules = PROVINCIAL_REPORT
    ) -> Rate: ...
    @overload
    def __call__(
        self,
        cases: Iterable[Case],
        period: Period,
        *,
        by: str | Sequence[str],
        rules: CountingRules = PROVINCIAL_REPORT,
    ) -> dict[Key, Rate]: ...
    def __call__(
        self,
        cases: Iterable[Case],
        period: Period,
        *,
        by: str | Sequence[str] | None = None,
        rules: CountingRules = PROVINCIAL_REPORT,
    ) -> Rate | dict[Key, Rate]:
        """Count the cases and divide."""
        tally = count(cases, period, by=by, rules=rules, counters=self.indicator.counters)
        return _rate(tally, self.indicator) if by is None else _rates(tally, self.indicator)


on_time_rate: CaseRate = CaseRate(catalogue.ON_TIME)
"""Cases resolved early or on the due date, of the resolved (tỷ lệ giải quyết trước và đúng hạn).

>>> from datetime import datetime
>>> from tthc_core import Case, Period
>>> times = {"received_at": datetime(2024, 1, 3), "due_at": datetime(2024, 1, 9), "finished_at": datetime(2024, 1, 8)}
>>> on_time_rate([Case(code="1", status="processed", **times)], Period.month(2024, 1)).percent()
Decimal('100')
"""

online_rate: CaseRate = CaseRate(catalogue.ONLINE_FILING)
"""Cases filed online, of the received (tỷ lệ nộp hồ sơ trực tuyến)."""

payment_rate: CaseRate = CaseRate(catalogue.ONLINE_PAYMENT)
"""Cases paid online, of those with a fee (tỷ lệ hồ sơ thanh toán trực tuyến)."""


def digitisation_rates(
    cases: Iterable[Case], period: Period, *, rules: CountingRules = PROVINCIAL_REPORT
) -> dict[str, Rate]:
    """The rates of digitisation (số hóa hồ sơ): ``digitised``, ``data_reused`` and ``electronic_result``.

    >>> from tthc_core import Period
    >>> list(digitisation_rates([], Period.month(2024, 1)))
    ['digitised', 'data_reused', 'electronic_result']
    """
    asked = {
        "digitised": catalogue.DIGITISED,
        "data_reused": catalogue.DATA_REUSED,
        "electronic_result": catalogue.ELECTRONIC_RESULT,
    }
    needed = dict.fromkeys(name for indicator in asked.values() for name in indicator.counters)
    tally = count(cases, period, rules=rules, counters=needed)
    return {name: _rate(tally, indicator) for name, indicator in asked.items()}


def tier_shares(
    procedures: Iterable[Procedure],
    period: Period | None = None,
    *,
    places: int = 2,
    method: Literal["plain", "largest_remainder"] = "plain",
) -> dict[OnlineTier, Decimal]:
    """What share of the procedures each tier has, in per cent (tỷ lệ TTHC theo mức độ DVCTT).

    :param period: only the procedures in force on its last day are counted; all that are given where left out.
    :param method: ``plain`` rounds each half-up; ``largest_remainder`` makes them add up to exactly 100.
    :raises InvalidValueError: no procedure is in force.

    >>> three = [Procedure(code=str(n), tier=tier) for n, tier in enumerate(OnlineTier)]
    >>> [str(share) for share in tier_shares(three, method="largest_remainder").values()]
    ['33.34', '33.33', '33.33']
    """
    if period is None:
        procedures = [evolve(procedure, valid_from=None, valid_to=None) for procedure in procedures]
    row = count_procedures(procedures, period or Period.year(1)).total()
    counts = [row[f"tier_{tier}"] for tier in OnlineTier]
    return dict(zip(OnlineTier, shares(counts, places, method), strict=True))


def feedback_on_time_rate(
    feedback: Iterable[Feedback], period: Period, *, calendar: WorkCalendar | None = None
) -> Rate:
    """Feedback handled in time, of the handled (tỷ lệ phản ánh, kiến nghị xử lý đúng hạn).

    :param calendar: with it, what has no due date is due 15 working days after its receipt; without it, in time.
    :raises CalendarRangeError: a due date outside the calendar; the message names the feedback.

    >>> from tthc_core import Period
    >>> feedback_on_time_rate([], Period.month(2024, 1)).percent() is None
    True
    """
    return _rate(count_feedback(feedback, period, calendar=calendar), catalogue.FEEDBACK_ON_TIME)


def _rate(tally: Tally, indicator: Indicator) -> Rate:
    return indicator.rate(tally.total())


def _rates(tally: Tally, indicator: Indicator) -> dict[Key, Rate]:
    return {key: indicator.rate(row) for key, row in tally.items()}
