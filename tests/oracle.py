"""The counts as their definitions read, one case after another: slow, plain, and the judge of every engine.

Each function below is one sentence of the definitions. Nothing is compiled, cached, shared or derived:
a counter is asked of each case anew. It needs no part of the library, so it cannot repeat its mistakes.

A case is any object with the attributes of ``Case`` (times are naive datetimes or None; a missing attribute is an
error, None is a missing value). The rules are any object with the seven choices and ``due_soon_days``.
The window is its first and last day; an ``as_of`` has already made its last day earlier.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

Case = Any
Rules = Any

PLACES = ("not_admitted", "no_receipt", "undated_end", "later", "earlier", "in_scope")

FLAGS = ("synchronised", "digitised", "data_reused", "personal_storage_used", "population_data_used", "fee_due")

COUNTERS = (
    *("carried_over", "received", "received_online", "received_post", "received_counter"),
    *("receivable_online", "receivable_online_filed"),
    *FLAGS,
    "paid_online",
    *(f"{flag}_carried_over" for flag in FLAGS),
    "paid_online_carried_over",
    *("ended", "withdrawn", "refused", "closed_otherwise", "resolved"),
    *("early", "on_due_date", "late", "resolved_not_judged", "resolved_in_time", "late_with_apology"),
    *("result_due", "electronic_result"),
    *("pending", "paused", "pending_overdue", "overdue_with_apology"),
    *("pending_not_judged", "pending_in_time", "due_soon"),
    *("due_in_period", "due_in_period_met"),
    *("filed", "filed_awaiting", "filed_not_accepted"),
    "caseload",
)


def tally(
    cases: Iterable[Case], first: date, last: date, rules: Rules, key: Callable[[Case], Any] = lambda case: None
) -> dict[Any, dict[str, dict[str, int]]]:
    """Account and counters of each key: ``{key: {"account": {place: n}, "counters": {name: n}}}``, zeros included."""
    result: dict[Any, dict[str, dict[str, int]]] = {}
    for case in cases:
        if key(case) not in result:
            result[key(case)] = {"account": dict.fromkeys(PLACES, 0), "counters": dict.fromkeys(COUNTERS, 0)}
        row = result[key(case)]
        row["account"][place_of(case, first, last, rules)] += 1
        for name in counters_of(case, first, last, rules):
            row["counters"][name] += 1
    return result


# The account: every row has one place.


def place_of(case: Case, first: date, last: date, rules: Rules) -> str:
    """The first place that fits."""
    if case.status in ("draft", "submitted", "not_accepted"):
        return "not_admitted"
    if case.received_at is None:
        return "no_receipt"
    if has_undated_end(case, rules):
        return "undated_end"
    if day_received(case) > last:
        return "later"
    if is_earlier(case, first, rules):
        return "earlier"
    return "in_scope"


def has_undated_end(case: Case, rules: Rules) -> bool:
    """The status says that it ended, and no date says when."""
    if case.status == "processed" and rules.completion == "handed_over":
        return False  # a result that nobody has fetched yet: still open
    return case.status in ("processed", "returned", "withdrawn") and end_of(case, rules) is None


def is_earlier(case: Case, first: date, rules: Rules) -> bool:
    """It ended before the window; where only the received count, also: it was received before the window."""
    if rules.population == "received" and day_received(case) < first:
        return True
    ended_on = day_ended(case, rules)
    return ended_on is not None and ended_on < first


# When a case began and ended.


def day_received(case: Case) -> date:
    return case.received_at.date()


def end_of(case: Case, rules: Rules) -> datetime | None:
    """The end as it stands in the data; None while the case is open."""
    if case.status in ("processed", "returned"):
        if rules.completion == "handed_over":
            return case.returned_at
        return first_present(case.finished_at, case.returned_at)
    if case.status in ("withdrawn", "stopped"):
        return first_present(case.finished_at, case.refused_at, case.returned_at)
    return None


def first_present(*moments: datetime | None) -> datetime | None:
    for moment in moments:
        if moment is not None:
            return moment
    return None


def day_ended(case: Case, rules: Rules) -> date | None:
    """The day on which the end counts: nothing ends before it was received."""
    end = end_of(case, rules)
    if end is None:
        return None
    return max(end.date(), day_received(case))


def is_result(case: Case, rules: Rules) -> bool:
    return case.status in ("processed", "returned") and end_of(case, rules) is not None


def is_withdrawn(case: Case, rules: Rules) -> bool:
    return case.status == "withdrawn" and end_of(case, rules) is not None


def is_refused(case: Case, rules: Rules) -> bool:
    return case.status == "stopped" and end_of(case, rules) is not None


def is_closed_otherwise(case: Case, rules: Rules) -> bool:
    """Withdrawn or refused, and the rule of that kind keeps it apart."""
    if is_withdrawn(case, rules):
        return rules.withdrawn == "apart"
    if is_refused(case, rules):
        return rules.refused == "apart"
    return False


def is_paused_on(case: Case, on: date, rules: Rules) -> bool:
    """A recorded pause holds on that day; or all of them are over, and the status says that it waits."""
    pauses = [pause for pause in case.pauses if pause.began_at is not None]
    for pause in pauses:
        if pause.began_at.date() <= on and (pause.ended_at is None or on < pause.ended_at.date()):
            return True
    for pause in pauses:
        if pause.ended_at is None or pause.ended_at.date() > on:
            return False
    return status_waits(case, rules)


def status_waits(case: Case, rules: Rules) -> bool:
    if case.status == "stopped":
        return end_of(case, rules) is None
    return case.status in ("supplement_requested", "payment_requested")


# Judgements.


def verdict_of(case: Case, rules: Rules) -> str:
    """early, on_due_date, late or not_judged: of a case that ended."""
    if is_withdrawn(case, rules) and rules.withdrawn == "on_due_date":
        return "on_due_date"
    if is_refused(case, rules) and rules.refused == "on_due_date":
        return "on_due_date"
    if case.due_at is None:
        return rules.no_due_date
    end = end_of(case, rules)
    assert end is not None
    if rules.granularity == "day" and end.date() > case.due_at.date():
        return "late"
    if rules.granularity == "instant" and end > case.due_at:
        return "late"
    if end.date() < case.due_at.date():
        return "early"
    return "on_due_date"


def due_in_force_on(case: Case, on: date) -> datetime | None:
    """The due date of a pending case on that day: the one before the next pause or extension, where it is recorded."""
    changes = [(pause.began_at, pause.due_before) for pause in case.pauses]
    changes += [(extension.decided_at, extension.due_before) for extension in case.extensions]
    later = [change for change in changes if change[0] is not None and change[0].date() > on]
    if not later:
        return case.due_at
    soonest = min(moment for moment, _ in later)
    recorded = [due for moment, due in later if moment == soonest and due is not None]
    return min(recorded) if recorded else case.due_at


def is_overdue_on(case: Case, on: date, rules: Rules) -> bool:
    """The due date is over at the end of that day."""
    due = due_in_force_on(case, on)
    if due is None:
        return False
    if rules.granularity == "instant":
        return due < datetime.combine(on, time(23, 59, 59))
    return due.date() < on


# The sides.


def is_carried_over(case: Case, first: date, last: date, rules: Rules) -> bool:
    return place_of(case, first, last, rules) == "in_scope" and day_received(case) < first


def is_received(case: Case, first: date, last: date, rules: Rules) -> bool:
    return place_of(case, first, last, rules) == "in_scope" and day_received(case) >= first


def is_ended(case: Case, first: date, last: date, rules: Rules) -> bool:
    if place_of(case, first, last, rules) != "in_scope":
        return False
    ended_on = day_ended(case, rules)
    return ended_on is not None and ended_on <= last


def is_pending(case: Case, first: date, last: date, rules: Rules) -> bool:
    if place_of(case, first, last, rules) != "in_scope":
        return False
    ended_on = day_ended(case, rules)
    return ended_on is None or ended_on > last


def is_due(case: Case, first: date, last: date, rules: Rules) -> bool:
    """Its due day is in the window, and it had not been withdrawn or refused (kept apart) by then."""
    if place_of(case, first, last, rules) not in ("later", "earlier", "in_scope"):
        return False
    if case.due_at is None:
        return False
    if not first <= day_due(case) <= last:
        return False
    if rules.population == "received" and day_received(case) < first:
        return False
    return not (is_closed_otherwise(case, rules) and ended_by_due_day(case, rules))


def day_due(case: Case) -> date:
    """Nothing is due before it was received."""
    return max(case.due_at.date(), day_received(case))


def ended_by_due_day(case: Case, rules: Rules) -> bool:
    ended_on = day_ended(case, rules)
    return ended_on is not None and ended_on <= day_due(case)


def is_due_met(case: Case, first: date, last: date, rules: Rules) -> bool:
    """Due in the window, resolved by its due day, and not late."""
    return (
        is_due(case, first, last, rules)
        and not is_closed_otherwise(case, rules)
        and ended_by_due_day(case, rules)
        and verdict_of(case, rules) != "late"
    )


def is_filed(case: Case, first: date, last: date) -> bool:
    """Filed in the window, whatever became of it; drafts were never filed."""
    filed_at = first_present(case.submitted_at, case.received_at)
    return case.status != "draft" and filed_at is not None and first <= filed_at.date() <= last


# The counters of a case.


def counters_of(case: Case, first: date, last: date, rules: Rules) -> set[str]:
    """The names of the counters in which the case is one."""
    names: set[str] = set()
    if is_carried_over(case, first, last, rules):
        names |= {"carried_over", "caseload"}
        names |= {f"{name}_carried_over" for name in digital_services(case)}
    if is_received(case, first, last, rules):
        names |= {"received", "caseload", f"received_{channel_of(case)}"}
        names |= digital_services(case)
        names |= offered_online(case)
    if is_ended(case, first, last, rules):
        names |= ended_counters(case, rules)
    if is_pending(case, first, last, rules):
        names |= pending_counters(case, last, rules)
    if is_due(case, first, last, rules):
        names.add("due_in_period")
    if is_due_met(case, first, last, rules):
        names.add("due_in_period_met")
    if is_filed(case, first, last):
        names |= filed_counters(case)
    return names


def channel_of(case: Case) -> str:
    """Whatever is neither online nor post counts as the counter."""
    if case.channel == "online":
        return "online"
    if case.channel == "post":
        return "post"
    return "counter"


def offered_online(case: Case) -> set[str]:
    names = set()
    if case.tier in ("full", "partial"):
        names.add("receivable_online")
        if case.channel == "online":
            names.add("receivable_online_filed")
    return names


def digital_services(case: Case) -> set[str]:
    """The flags that are true (unknown is not), and paid online where a fee was due."""
    names = {flag for flag in FLAGS if getattr(case, flag) is True}
    if case.fee_due is True and case.paid_online is True:
        names.add("paid_online")
    return names


def ended_counters(case: Case, rules: Rules) -> set[str]:
    names = {"ended"}
    if is_withdrawn(case, rules):
        names.add("withdrawn")
    if is_refused(case, rules):
        names.add("refused")
    if is_closed_otherwise(case, rules):
        names.add("closed_otherwise")
    else:
        names |= resolved_counters(case, rules)
    if is_result(case, rules) and case.without_result_document is not True:
        names.add("result_due")
        if case.electronic_result is True:
            names.add("electronic_result")
    return names


def resolved_counters(case: Case, rules: Rules) -> set[str]:
    verdict = verdict_of(case, rules)
    if verdict == "not_judged":
        return {"resolved", "resolved_not_judged"}
    if verdict == "late":
        return {"resolved", "late", "late_with_apology"} if case.apology_sent is True else {"resolved", "late"}
    return {"resolved", "resolved_in_time", verdict}


def pending_counters(case: Case, last: date, rules: Rules) -> set[str]:
    names = {"pending"}
    paused = is_paused_on(case, last, rules)
    overdue = is_overdue_on(case, last, rules)
    if paused:
        names.add("paused")
    if overdue and not paused:
        names.add("pending_overdue")
        if case.apology_sent is True:
            names.add("overdue_with_apology")
    elif due_in_force_on(case, last) is None and not paused and rules.no_due_date == "not_judged":
        names.add("pending_not_judged")
    elif not (paused and rules.paused == "apart"):
        names.add("pending_in_time")
    if not paused and not overdue and is_due_soon(case, last, rules):
        names.add("due_soon")
    return names


def is_due_soon(case: Case, last: date, rules: Rules) -> bool:
    due = due_in_force_on(case, last)
    return due is not None and due.date() <= last + timedelta(days=rules.due_soon_days)


def filed_counters(case: Case) -> set[str]:
    names = {"filed"}
    if case.status == "submitted":
        names.add("filed_awaiting")
    if case.status == "not_accepted":
        names.add("filed_not_accepted")
    return names
