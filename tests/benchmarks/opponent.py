"""Twenty counters and the account by agency, written by hand for one set of rules: what the library is timed against.

The rules are those of the provincial report, unrolled: in hand, result ready, by day, no due date is on its due date;
withdrawn, refused and paused apart; due soon within three days. Nothing else can be counted with it.

It is fast because

* it is one loop over local names, and each case adds to one list of whole numbers, that of its agency;
* results come first: they are most of the rows, and one that ended long ago leaves after two comparisons;
* a moment is compared with the window's first and last instant, so a day is made only of an end in the window
  that falls on the same day of some month as its due date;
* what is a sum or a difference of other counters is made at the end, once an agency.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from tthc_core.domain import Case, CaseStatus, Channel

DUE_SOON_DAYS = 3


def count_by_agency(cases: Iterable[Case], first: date, last: date) -> dict[str | None, dict[str, int]]:
    """Counters of each agency code, and the places of the account as ``account_in_scope`` and so on."""
    opening = datetime.combine(first, time.min)
    closing = datetime.combine(last, time.max)
    last_day = datetime.combine(last, time.min)
    soon = datetime.combine(last + timedelta(days=DUE_SOON_DAYS), time.max)

    returned, processed = CaseStatus.RETURNED, CaseStatus.PROCESSED
    withdrawn, stopped = CaseStatus.WITHDRAWN, CaseStatus.STOPPED
    draft, submitted, not_accepted = CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.NOT_ACCEPTED
    supplement_requested, payment_requested = CaseStatus.SUPPLEMENT_REQUESTED, CaseStatus.PAYMENT_REQUESTED
    online, post = Channel.ONLINE, Channel.POST

    rows: dict[str | None, list[int]] = {}
    for case in cases:
        try:
            row = rows[case.agency_code]
        except KeyError:
            row = rows[case.agency_code] = [0] * 22

        if (status := case.status) is returned or status is processed:
            if (received := case.received_at) is None:
                row[1] += 1
                continue
            if (end := case.finished_at) is None and (end := case.returned_at) is None:
                row[2] += 1
                continue
            if received < opening:
                if end < opening:
                    row[4] += 1
                    continue
                row[8] += 1
            elif received > closing:
                row[3] += 1
                continue
            else:
                if (channel := case.channel) is online:
                    row[5] += 1
                elif channel is post:
                    row[6] += 1
                else:
                    row[7] += 1
                if case.digitised:
                    row[18] += 1
                if case.data_reused:
                    row[19] += 1
                if case.fee_due:
                    row[20] += 1
                    if case.paid_online:
                        row[21] += 1
            due = case.due_at
            if end <= closing:
                if due is None or (end.day == due.day and end.date() == due.date()):
                    row[10] += 1
                elif end < due:
                    row[9] += 1
                else:
                    row[11] += 1
                continue
        else:
            if status is draft or status is submitted or status is not_accepted:
                row[0] += 1
                continue
            if (received := case.received_at) is None:
                row[1] += 1
                continue
            end = None
            if status is withdrawn or status is stopped:
                end = case.finished_at or case.refused_at or case.returned_at
                if end is None and status is withdrawn:
                    row[2] += 1
                    continue
            if received < opening:
                if end is not None and end < opening:
                    row[4] += 1
                    continue
                row[8] += 1
            elif received > closing:
                row[3] += 1
                continue
            else:
                if (channel := case.channel) is online:
                    row[5] += 1
                elif channel is post:
                    row[6] += 1
                else:
                    row[7] += 1
                if case.digitised:
                    row[18] += 1
                if case.data_reused:
                    row[19] += 1
                if case.fee_due:
                    row[20] += 1
                    if case.paid_online:
                        row[21] += 1
            if end is not None and end <= closing:
                row[12 if status is withdrawn else 13] += 1
                continue
            due = case.due_at

        all_over = True
        for pause in case.pauses:
            if (until := pause.ended_at) is None or until > closing:
                if pause.began_at <= closing:
                    row[14] += 1
                    break
                all_over = False
        else:
            if all_over and (
                status is supplement_requested or status is payment_requested or (status is stopped and end is None)
            ):
                row[14] += 1
            elif due is None or due > soon:
                row[16] += 1
            elif due < last_day:
                row[15] += 1
            else:
                row[17] += 1
    return {agency: named(row) for agency, row in rows.items()}


def named(row: list[int]) -> dict[str, int]:
    """The counters of one agency, with those that follow from others."""
    not_admitted, no_receipt, undated_end, later, earlier, online, post, counter, carried_over, *rest = row
    early, on_due_date, late, withdrawn, refused, paused, overdue, not_soon, due_soon, *flags = rest
    digitised, data_reused, fee_due, paid_online = flags
    received = online + post + counter
    return {
        "account_not_admitted": not_admitted,
        "account_no_receipt": no_receipt,
        "account_undated_end": undated_end,
        "account_later": later,
        "account_earlier": earlier,
        "account_in_scope": carried_over + received,
        "received": received,
        "received_online": online,
        "received_post": post,
        "received_counter": counter,
        "carried_over": carried_over,
        "resolved": early + on_due_date + late,
        "early": early,
        "on_due_date": on_due_date,
        "late": late,
        "pending": paused + overdue + not_soon + due_soon,
        "pending_in_time": not_soon + due_soon,
        "pending_overdue": overdue,
        "due_soon": due_soon,
        "withdrawn": withdrawn,
        "refused": refused,
        "paused": paused,
        "digitised": digitised,
        "data_reused": data_reused,
        "fee_due": fee_due,
        "paid_online": paid_online,
    }
