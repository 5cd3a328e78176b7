"""What the counters of a row are to each other (các đẳng thức của bảng đếm), for any input, under any rules.

A law is written as a clerk would: ``"received = received_online + received_counter + received_post"``. Beside the
counters, ``in_scope`` is the account's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from .rules import CountingRules
from .subjects import SubjectName

__all__ = ["Identity", "derivations", "identities"]


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


def derivations(
    subject: SubjectName, rules: CountingRules, asked: Sequence[str], never: Collection[str]
) -> dict[str, Mapping[str, int]]:
    """Counters that need not be counted: the others of which each is a sum, and how often they stand in it.

    :param asked: the counters that are wanted; ``in_scope`` is always known.
    :param never: counters of the library that no row can be in.

    >>> from .rules import PROVINCIAL_REPORT
    >>> derivations("cases", PROVINCIAL_REPORT, ["received", "carried_over"], [])
    {'carried_over': {'in_scope': 1, 'received': -1}}
    """
    known = ["in_scope", *asked]
    laws = [_terms(law, never) for law in identities(subject, rules) if not law.at_most]
    found: dict[str, dict[str, int]] = {}
    for name in dict.fromkeys(name for law in laws for name in law if name not in known):
        _solve(name, laws, {})
    for name in reversed(known[1:]):
        # What is derived is made of what is counted alone.
        _solve(name, laws, found)
    return {name: dict(sorted(terms.items())) for name, terms in found.items()}


def _terms(law: Identity, never: Collection[str]) -> dict[str, int]:
    """A law as a sum that is 0."""
    terms = dict.fromkeys(law.left, 1) | dict.fromkeys(law.right, -1)
    return {name: times for name, times in terms.items() if name not in never}


def _solve(name: str, laws: list[dict[str, int]], found: dict[str, dict[str, int]]) -> None:
    """Take the first law in which a name stands once out of the others: it says what the name is."""
    law = next((law for law in laws if law.get(name) in (1, -1)), None)
    if law is None:
        return
    laws.remove(law)
    is_ = {other: -times * law[name] for other, times in law.items() if other != name}
    found[name] = is_
    for terms in (*laws, *found.values()):
        times = terms.pop(name, 0)
        for other, each in is_.items() if times else ():
            terms[other] = terms.get(other, 0) + times * each
            if not terms[other]:
                del terms[other]


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
