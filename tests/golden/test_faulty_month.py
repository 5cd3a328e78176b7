"""The made-up month is clean; with one of each fault planted in it, the check finds just these."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from attrs import evolve

from tthc_core import (
    CaseStatus,
    Channel,
    Extension,
    Level,
    OnlineTier,
    Pause,
    Procedure,
    Severity,
    TimeLimit,
    check,
    samples,
)
from tthc_core.calendar import WorkCalendar
from tthc_core.counting.fault_table import FAULTS, FINISHED_AT_DUE

AS_OF = date(2024, 2, 1)
TREE = samples.agencies_like_bac_giang()
made_up = cache(samples.cases_like_bac_giang_2024_01)
# No case of the month is of this procedure.
PROCEDURE = Procedure(code="1.001", time_limit=TimeLimit.working_days(5))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def looked_for(cases):
    """All findings, but for the note that counts the cases of other procedures."""
    known = {"as_of": AS_OF, "agencies": TREE, "calendar": WorkCalendar.vietnam(), "procedures": [PROCEDURE]}
    return tuple(finding for finding in check(cases, **known) if finding.severity is not Severity.NOTE)


@pytest.mark.parametrize("seed", [0, 7, 2024])
def test_the_clean_month_has_no_finding(seed):
    assert looked_for(made_up(seed)) == ()


def resolved(case):
    return case.status is CaseStatus.RETURNED and case.finished_at is not None and not case.pauses


def processing(case):
    return case.status is CaseStatus.PROCESSING


def paused(case):
    return case.status is CaseStatus.SUPPLEMENT_REQUESTED


def pause(case, began, ended):
    return Pause(began_at=case.received_at + began, ended_at=case.received_at + ended)


# Each fault: which case it can be planted in, and what is changed there.
PLANTED = {
    "no_receipt_date": (resolved, lambda case: {"received_at": None}),
    "undated_end": (resolved, lambda case: {"finished_at": None, "returned_at": None}),
    "open_with_end_date": (processing, lambda case: {"finished_at": datetime(2024, 1, 30, 9)}),
    "received_in_future": (processing, lambda case: {"received_at": datetime(2024, 2, 2), "due_at": date(2024, 3, 1)}),
    "ended_in_future": (resolved, lambda case: {"returned_at": datetime(2024, 2, 2, 8)}),
    "ended_before_received": (resolved, lambda case: {"finished_at": case.received_at - DAY}),
    "returned_before_finished": (resolved, lambda case: {"returned_at": case.finished_at - HOUR}),
    "due_before_received": (processing, lambda case: {"due_at": case.received_at - DAY}),
    "no_due_date": (processing, lambda case: {"due_at": None}),
    "information_tier_online": (
        processing,
        lambda case: {"tier": OnlineTier.INFORMATION, "channel": Channel.ONLINE},
    ),
    "level_differs_from_agency": (processing, lambda case: {"agency_code": "H02.101", "level": Level.COMMUNE}),
    "pause_ends_before_begin": (processing, lambda case: {"pauses": (pause(case, 2 * DAY, DAY),)}),
    "pauses_overlap": (processing, lambda case: {"pauses": (pause(case, DAY, 3 * DAY), pause(case, 2 * DAY, 4 * DAY))}),
    "pause_outside_case": (processing, lambda case: {"pauses": (pause(case, -DAY, DAY),)}),
    "paused_status_without_pause": (paused, lambda case: {"pauses": ()}),
    "second_extension": (
        processing,
        lambda case: {"extensions": tuple(Extension(decided_at=case.due_at - n * DAY) for n in (3, 2))},
    ),
    "extension_too_late": (
        processing,
        lambda case: {"extensions": (Extension(decided_at=case.due_at - HOUR, due_before=case.due_at),)},
    ),
    "due_date_differs_from_limit": (
        processing,
        lambda case: {"procedure_code": PROCEDURE.code, "due_at": case.received_at + 60 * DAY},
    ),
    "paid_without_fee": (processing, lambda case: {"fee_due": False, "paid_online": True}),
    "duplicate_code": (processing, lambda case: {"code": made_up()[0].code}),
    "malformed_code": (processing, lambda case: {"code": "HS 12"}),
}


def plant(month, codes):
    """Each fault in a case of its own; the first case stays as it is, for its code is given twice."""
    month, taken = list(month), {0}
    place = {}
    for code in codes:
        fits, changes = PLANTED[code]
        row = next(row for row, case in enumerate(month) if row not in taken and fits(case))
        month[row] = evolve(month[row], **changes(month[row]))
        place[code] = month[row].code
        taken.add(row)
    return month, place


def move_ends_back(month, agency="H02.101"):
    """One agency's results are moved to the hour that was set."""
    return [
        evolve(case, finished_at=case.due_at, returned_at=case.due_at + HOUR)
        if case.agency_code == agency and resolved(case) and case.due_at.date() < AS_OF
        else case
        for case in month
    ]


def test_one_of_each_fault_gives_just_these():
    assert set(PLANTED) == {fault.code for fault in FAULTS}
    month, place = plant(made_up(), PLANTED)
    findings = looked_for(move_ends_back(month))
    assert {finding.code for finding in findings} == {*PLANTED, FINISHED_AT_DUE.code}
    for code, row in place.items():
        assert (code, row) in [(finding.code, finding.place[0]) for finding in findings]
    assert [finding.place[0] for finding in findings if finding.code == "finished_at_due"] == ["H02.101"]


@pytest.mark.parametrize("code", PLANTED)
def test_a_fault_alone_is_found_once_in_its_row(code):
    month, place = plant(made_up()[:2000], [code])
    findings = looked_for(month)
    assert Counter(finding.code for finding in findings)[code] == 1
    assert {finding.place[0] for finding in findings} == {place[code]}


def test_a_month_of_dates_moved_back_is_one_finding():
    [finding] = looked_for(move_ends_back(made_up()))
    assert finding.code == "finished_at_due"
    assert finding.severity is Severity.WARNING
