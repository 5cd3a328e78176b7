"""A row's state in SQL, nested so that the commonest rows leave first: what the DuckDB and the Spark opponent share.

A missing comparison is no branch of a CASE, so nothing needs to be made two-valued.
"""

from collections.abc import Sequence
from datetime import datetime

from tests.benchmarks.frames.common import KEYS, PLACES, Window

# The low four bits of a state: a place, or how a row in scope stands at the end. The others: how it came in.
NOT_ADMITTED, NO_RECEIPT, UNDATED_END, LATER, EARLIER = range(5)
EARLY, ON_DUE_DATE, LATE, WITHDRAWN, REFUSED, PAUSED, OVERDUE, DUE_SOON, IN_TIME = range(5, 14)
PENDING = 14  # a pending row before it is asked how it stands
RECEIVED, ONLINE, POST, DIGITISED, DATA_REUSED, FEE_DUE, PAID_ONLINE = (16 << bit for bit in range(7))

ENDED_AT = "coalesce(finished_at, returned_at)"
CLOSED_AT = "coalesce(finished_at, refused_at, returned_at)"
MONTH = "year(received_at) * 12 + month(received_at) - 1"


def grouped(source: str, window: Window, keys: Sequence[str], literal: str) -> str:
    """Key terms, state and n, the number of rows: the few groups that counters are sums of.

    n is a double: sums of whole doubles are exact below 2**53, and cheaper than those of integers.
    """
    terms = ", ".join(f"{MONTH if key == 'received_month' else KEYS[key]} AS {key}_term" for key in keys)
    return f"""
        SELECT {terms and terms + ","} {state(window, literal)} AS state, CAST(count(*) AS DOUBLE) AS n
        FROM (SELECT *, {stand(window, literal)} AS stand FROM {source})
        GROUP BY ALL
    """


def conditions() -> dict[str, str]:
    """Which states a counter counts."""
    low = {
        **dict(zip(PLACES, range(5), strict=True)),
        "early": EARLY,
        "on_due_date": ON_DUE_DATE,
        "late": LATE,
        "withdrawn": WITHDRAWN,
        "refused": REFUSED,
        "paused": PAUSED,
        "pending_overdue": OVERDUE,
        "due_soon": DUE_SOON,
    }
    high = {
        "received": RECEIVED,
        "received_online": ONLINE,
        "received_post": POST,
        "digitised": DIGITISED,
        "data_reused": DATA_REUSED,
        "fee_due": FEE_DUE,
        "paid_online": PAID_ONLINE,
    }
    return {
        **{name: f"(state & 15) = {code}" for name, code in low.items()},
        **{name: f"(state & {bit}) > 0" for name, bit in high.items()},
        "in_scope": f"(state & 15) > {EARLIER}",
    }


def stand(window: Window, literal: str) -> str:
    """The place of a row out of scope, the verdict of one that ended, PENDING of the rest."""
    opening, closing = stamp(window.opening, literal), stamp(window.closing, literal)
    return f"""
        CASE
        WHEN status = 'returned' OR status = 'processed' THEN
            CASE
            WHEN received_at < {opening} AND {ENDED_AT} < {opening} THEN {EARLIER}
            WHEN received_at IS NULL THEN {NO_RECEIPT}
            WHEN {ENDED_AT} IS NULL THEN {UNDATED_END}
            WHEN received_at >= {closing} THEN {LATER}
            WHEN {ENDED_AT} >= {closing} THEN {PENDING}
            WHEN due_at IS NULL OR CAST({ENDED_AT} AS DATE) = CAST(due_at AS DATE) THEN {ON_DUE_DATE}
            WHEN {ENDED_AT} < due_at THEN {EARLY}
            ELSE {LATE}
            END
        WHEN status = 'withdrawn' OR status = 'stopped' THEN
            CASE
            WHEN received_at IS NULL THEN {NO_RECEIPT}
            WHEN status = 'withdrawn' AND {CLOSED_AT} IS NULL THEN {UNDATED_END}
            WHEN received_at >= {closing} THEN {LATER}
            WHEN received_at < {opening} AND {CLOSED_AT} < {opening} THEN {EARLIER}
            WHEN {CLOSED_AT} < {closing} THEN CASE WHEN status = 'withdrawn' THEN {WITHDRAWN} ELSE {REFUSED} END
            ELSE {PENDING}
            END
        WHEN status = 'draft' OR status = 'submitted' OR status = 'not_accepted' THEN {NOT_ADMITTED}
        WHEN received_at < {closing} THEN {PENDING}
        WHEN received_at IS NULL THEN {NO_RECEIPT}
        ELSE {LATER}
        END"""


def state(window: Window, literal: str) -> str:
    """Only a row in scope is asked how it came in, only a pending one whether it is paused.

    Paused by a pause that holds; or by its status, where every pause is over or none began.
    """
    opening, closing, last_day, soon = (stamp(moment, literal) for moment in window)
    unended = f"(status = 'stopped' AND {CLOSED_AT} IS NULL)"
    waits = f"(status = 'supplement_requested' OR status = 'payment_requested' OR {unended})"
    return f"""
        CASE WHEN stand <= {EARLIER} THEN stand ELSE
            CASE
            WHEN stand <> {PENDING} THEN stand
            WHEN paused_from < {closing} AND (paused_until IS NULL OR paused_until >= {closing}) THEN {PAUSED}
            WHEN {waits} AND (paused_from IS NULL OR paused_until < {closing}) THEN {PAUSED}
            WHEN due_at < {last_day} THEN {OVERDUE}
            WHEN due_at < {soon} THEN {DUE_SOON}
            ELSE {IN_TIME}
            END
            + CASE WHEN received_at < {opening} THEN 0 ELSE {RECEIVED}
                + CASE WHEN channel = 'online' THEN {ONLINE} WHEN channel = 'post' THEN {POST} ELSE 0 END
                + CASE WHEN digitised THEN {DIGITISED} ELSE 0 END
                + CASE WHEN data_reused THEN {DATA_REUSED} ELSE 0 END
                + CASE WHEN fee_due THEN {FEE_DUE} + CASE WHEN paid_online THEN {PAID_ONLINE} ELSE 0 END ELSE 0 END
            END
        END"""


def stamp(moment: datetime, literal: str) -> str:
    return f"{literal} '{moment}'"
