"""The monthly list of late cases and of who answers for them."""

from datetime import date

import attrs
import pytest

import tthc_core as tthc
from tthc_core import Agency, AgencyTree, Case, InvalidValueError, Pause, Period, WorkCalendar, cases_behind, late_list

JANUARY = Period.month(2024, 1)
THERE = {"received_at": date(2024, 1, 3), "due_at": date(2024, 1, 9)}
CASES = [
    Case(code="H02-1", agency_code="H02.1", status="processed", finished_at=date(2024, 1, 12), **THERE),
    Case(code="H02-2", agency_code="H02.1", status="processing", **THERE),
    Case(code="H02-3", agency_code="H02.2", status="returned", returned_at=date(2024, 1, 10), **THERE),
    Case(code="H02-4", agency_code=None, status="processed", finished_at=date(2024, 2, 2), **THERE),
    Case(code="H02-5", agency_code="H02.2", status="processed", finished_at=date(2024, 1, 9), **THERE),
]
TREE = AgencyTree([Agency(code="H02.1", name="Sở Xây dựng", level="province")])


def test_the_list_as_it_is_sent_out():
    assert late_list(CASES, JANUARY, agencies=TREE).to_text() == (
        "Danh sách hồ sơ chậm, muộn tháng 01/2024 (số liệu đến hết ngày 31/01/2024)\n"
        "\n"
        "Sở Xây dựng (H02.1): 02 hồ sơ\n"
        "- H02-2: hẹn trả 09/01/2024, đang giải quyết, chậm 22 ngày\n"
        "- H02-1: hẹn trả 09/01/2024, giải quyết xong ngày 12/01/2024, chậm 3 ngày\n"
        "\n"
        "H02.2: 01 hồ sơ\n"
        "- H02-3: hẹn trả 09/01/2024, giải quyết xong ngày 10/01/2024, chậm 1 ngày\n"
        "\n"
        "Chưa rõ cơ quan: 01 hồ sơ\n"
        "- H02-4: hẹn trả 09/01/2024, đang giải quyết, chậm 22 ngày\n"
    )


def test_it_is_judged_at_the_day_that_the_data_reach_and_by_the_rules():
    found = late_list(CASES, JANUARY, as_of=date(2024, 1, 11))
    assert {case.code: case.days_late for case in found.cases} == {"H02-1": 2, "H02-2": 2, "H02-3": 1, "H02-4": 2}
    handed_over = tthc.rules.CountingRules(completion="handed_over")
    assert {case.code: case.finished_on for case in late_list(CASES, JANUARY, rules=handed_over).cases} == {
        "H02-1": None,
        "H02-2": None,
        "H02-3": date(2024, 1, 10),
        "H02-4": None,
        "H02-5": None,
    }
    assert late_list(CASES, JANUARY).by_agency() == {"H02.1": 2, "H02.2": 1, None: 1}


def test_with_a_calendar_it_counts_working_days():
    found = late_list(CASES, JANUARY, calendar=WorkCalendar.vietnam())
    assert {case.code: case.days_late for case in found.cases} == {"H02-1": 3, "H02-2": 16, "H02-3": 1, "H02-4": 16}
    assert "- H02-2: hẹn trả 09/01/2024, đang giải quyết, chậm 16 ngày làm việc" in str(found)


def test_a_pending_case_is_on_it_by_the_due_date_in_force_then():
    pause = Pause(began_at=date(2024, 2, 5), due_before=date(2024, 1, 25))
    moved = attrs.evolve(CASES[1], due_at=date(2024, 2, 20), pauses=(pause,))
    only_then = attrs.evolve(moved, due_at=None)
    assert {(case.due_on, case.days_late) for case in late_list([moved, only_then], JANUARY).cases} == {
        (date(2024, 1, 25), 6)
    }


def test_an_empty_list_says_so():
    assert str(late_list([], JANUARY)) == "Không có hồ sơ chậm, muộn tháng 01/2024 (số liệu đến hết ngày 31/01/2024)\n"


def test_cases_behind_a_key():
    assert [case.code for case in cases_behind(CASES, JANUARY, "caseload", "H02.2", by="agency")] == ["H02-3", "H02-5"]
    assert [case.code for case in cases_behind(CASES, JANUARY, "caseload", None, by="agency")] == ["H02-4"]
    # Under this rule no case is closed otherwise: a counter that nothing can be in.
    on_due_date = tthc.rules.CountingRules(withdrawn="on_due_date", refused="on_due_date")
    assert cases_behind(CASES, JANUARY, "closed_otherwise", rules=on_due_date) == []
    with pytest.raises(InvalidValueError, match="Add by="):
        cases_behind(CASES, JANUARY, "caseload", "H02.2")
    with pytest.raises(InvalidValueError, match="expected a Case"):
        cases_behind([{"code": "1"}], JANUARY, "caseload")
