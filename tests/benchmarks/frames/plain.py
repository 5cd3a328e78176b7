"""The judge: a recount of the same numbers, row by row in plain Python, in the order of the definitions; slow.

It shares nothing with the opponents but the names of the numbers. Rows are dictionaries, as ``Table.to_pylist`` gives.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

ACCOUNT = ("not_admitted", "no_receipt", "undated_end", "later", "earlier", "in_scope")
COUNTERS = (
    *("received", "received_online", "received_post", "received_counter", "carried_over", "resolved", "early"),
    *("on_due_date", "late", "pending", "pending_in_time", "pending_overdue", "due_soon", "withdrawn", "refused"),
    *("paused", "digitised", "data_reused", "fee_due", "paid_online"),
)
Row = dict[str, Any]


def recount(rows: Iterable[Row], first: date, last: date, keys: Sequence[str]) -> dict[tuple, tuple[int, ...]]:
    """``{(agency, …): (the twenty counters, the six places)}``."""
    numbers: dict[tuple, dict[str, int]] = {}
    for row in rows:
        group = numbers.setdefault(tuple(key_of(row, key) for key in keys), dict.fromkeys(COUNTERS + ACCOUNT, 0))
        place = place_of(row, first, last)
        group[place] += 1
        if place == "in_scope":
            for counter in counters_of(row, first, last):
                group[counter] += 1
    return {key: tuple(group.values()) for key, group in numbers.items()}


def key_of(row: Row, key: str) -> Any:
    if key == "received_month":
        received = row["received_at"]
        return None if received is None else date(received.year, received.month, 1)
    return row["level"] if key == "level" else row[f"{key}_code"]


def end_of(row: Row) -> datetime | None:
    """The first present, in the order given (rule result_ready)."""
    order = {
        "processed": ("finished_at", "returned_at"),
        "returned": ("finished_at", "returned_at"),
        "withdrawn": ("finished_at", "refused_at", "returned_at"),
        "stopped": ("finished_at", "refused_at", "returned_at"),
    }
    for name in order.get(row["status"], ()):
        if row[name] is not None:
            return row[name]
    return None


def last_of(row: Row) -> date | None:
    """e, the later of the end and r: nothing ends before it was received."""
    end = end_of(row)
    return None if end is None else max(end.date(), row["received_at"].date())


def place_of(row: Row, first: date, last: date) -> str:
    if row["status"] in {"draft", "submitted", "not_accepted"}:
        return "not_admitted"
    if row["received_at"] is None:
        return "no_receipt"
    if row["status"] in {"processed", "returned", "withdrawn"} and end_of(row) is None:
        return "undated_end"
    if row["received_at"].date() > last:
        return "later"
    e = last_of(row)
    if e is not None and e < first:
        return "earlier"
    return "in_scope"


def counters_of(row: Row, first: date, last: date) -> list[str]:
    """The counters that a row in scope is counted in."""
    e = last_of(row)
    opening = ["carried_over"] if row["received_at"].date() < first else received(row)
    closing = ended(row) if e is not None and e <= last else pending(row, last)
    return opening + closing


def received(row: Row) -> list[str]:
    channel = row["channel"] if row["channel"] in {"online", "post"} else "counter"
    flags = [name for name in ("digitised", "data_reused", "fee_due") if row[name] is True]
    paid = ["paid_online"] if row["fee_due"] is True and row["paid_online"] is True else []
    return ["received", f"received_{channel}", *flags, *paid]


def ended(row: Row) -> list[str]:
    """Withdrawn and refused stand apart; the rest by its verdict, by day."""
    if row["status"] == "withdrawn":
        return ["withdrawn"]
    if row["status"] == "stopped":
        return ["refused"]
    due, end = row["due_at"], end_of(row)
    if due is None:
        return ["resolved", "on_due_date"]
    if end.date() > due.date():
        return ["resolved", "late"]
    if end.date() < due.date():
        return ["resolved", "early"]
    return ["resolved", "on_due_date"]


def pending(row: Row, last: date) -> list[str]:
    """The paused stand apart; without a due date it is in time."""
    if paused_on(row, last):
        return ["pending", "paused"]
    due = row["due_at"]
    if due is not None and due.date() < last:
        return ["pending", "pending_overdue"]
    soon = due is not None and due.date() <= last + timedelta(days=3)
    return ["pending", "pending_in_time", *(["due_soon"] if soon else [])]


def paused_on(row: Row, day: date) -> bool:
    began, ended_at = row["paused_from"], row["paused_until"]
    recorded = began is not None  # a pause without a beginning is none
    if recorded and began.date() <= day and (ended_at is None or day < ended_at.date()):
        return True
    over = not recorded or (ended_at is not None and ended_at.date() <= day)
    waits = row["status"] in {"supplement_requested", "payment_requested"}
    return over and (waits or (row["status"] == "stopped" and end_of(row) is None))
