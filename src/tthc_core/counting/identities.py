"""What the counters of a row are to each other (các đẳng thức của bảng đếm), for any input, under any rules.

A law is written as a clerk would: ``"received = received_online + received_counter + received_post"``. Beside the
counters, ``in_scope`` is the account's.
"""

from __future__ import annotations

from attrs import frozen

from .rules import CountingRules
from .subjects import SubjectName

__all__ = ["Identity", "identities"]


@frozen
class Identity:
    """Two sums of counters, of which the first equals the second, or is at most as much."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    at_most: bool = False


def identities(subject: SubjectName, rules: CountingRules) -> tuple[Identity, ...]:
    """The laws of one kind of tally.

    >>> from .rules import FORM_06A
    >>> identities("cases", FORM_06A)[-1].right
    ('pending_in_time', 'pending_overdue', 'pending_not_judged')
    """
    laws = _LAWS[subject]
    if subject == "cases":
        apart = [name for name in ("withdrawn", "refused") if getattr(rules, name) == "apart"]
        paused = " + paused" if rules.paused == "apart" else ""
        laws = (
            *laws,
            f"closed_otherwise = {' + '.join(apart)}",
            f"pending = pending_in_time + pending_overdue + pending_not_judged{paused}",
        )
    return tuple(map(_identity, laws))


def _identity(law: str) -> Identity:
    at_most = " ≤ " in law
    left, right = law.split(" ≤ " if at_most else " = ")
    return Identity(tuple(left.split(" + ")), tuple(right.split(" + ")) if right else (), at_most)


_LAWS: dict[SubjectName, tuple[str, ...]] = {
    "cases": (
        "caseload = carried_over + received",
        "carried_over + received = in_scope",
        "carried_over + received = ended + pending",
        "received = received_online + received_counter + received_post",
        "ended = resolved + closed_otherwise",
        "resolved = early + on_due_date + late + resolved_not_judged",
        "resolved_in_time = early + on_due_date",
        "due_soon ≤ pending_in_time",
        "overdue_with_apology ≤ pending_overdue",
        "late_with_apology ≤ late",
        "paid_online ≤ fee_due",
        "paid_online_carried_over ≤ fee_due_carried_over",
        "electronic_result ≤ result_due",
        "result_due ≤ resolved",
        "receivable_online_filed ≤ receivable_online",
        "receivable_online ≤ received",
        "due_in_period_met ≤ due_in_period",
    ),
    "procedures": (
        "procedures = in_scope",
        "procedures = tier_full + tier_partial + tier_information",
        "online = tier_full + tier_partial",
        "online_with_cases ≤ online",
        "with_fee ≤ procedures",
        "fee_on_portal ≤ with_fee",
        "fee_data ≤ with_fee",
        "fee_paid_online ≤ with_fee",
        "for_citizens ≤ procedures",
        "population_connected ≤ for_citizens",
        "public ≤ procedures",
        "public_complete ≤ public",
        "published_on_time ≤ published",
        "public_on_time ≤ public_required",
    ),
    "feedback": (
        "carried_over + received = in_scope",
        "carried_over + received = handled + declined + pending",
        "handled = handled_in_time + handled_late",
        "pending = pending_in_time + pending_overdue",
    ),
}
