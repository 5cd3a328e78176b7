"""A second count of section 2.2, written without anything of `tthc_core.counting`: a clerk with a list and a pencil."""

from datetime import date

FIRST, LAST = date(2023, 12, 15), date(2024, 1, 14)


def recount(cases):
    """{level: (caseload, resolved, resolved in time, pending)}"""
    found = {}
    for case in cases:
        received = case.received_at.date()
        ended = case.finished_at or case.refused_at or case.returned_at
        if case.status in ("processing", "accepted", "supplement_requested", "payment_requested"):
            ended = None
        if received > LAST or (ended and ended.date() < FIRST):
            continue
        row = found.setdefault(case.level, [0, 0, 0, 0])
        row[0] += 1
        if ended and ended.date() <= LAST:
            row[1] += 1
            row[2] += ended.date() <= case.due_at.date()
        else:
            row[3] += 1
    return {level: tuple(row) for level, row in found.items()}
