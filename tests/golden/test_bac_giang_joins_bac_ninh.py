"""Bắc Giang became a part of Bắc Ninh on 01/7/2025, and the districts ended: the same cases, before and after.

Nghị quyết 202/2025/QH15 of 12/6/2025; Luật Tổ chức chính quyền địa phương 72/2025/QH15. The codes H02 and H05 are those
of the two provinces as far as documents show; everything below them, and every case, is made up.
"""

from datetime import date

import pytest

from tests.spec.rows import moment, rows
from tthc_core import Agency, AgencyTree, Case, Level, Period, compare, count, count_each
from tthc_core.counting.changes import level_changes

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)

TREE = AgencyTree(
    Agency(
        code=code,
        name=name,
        level=level,
        parent=parent or None,
        valid_to=BEFORE if until == "30/6" else None,
        successors=tuple(successors.split()),
    )
    for code, name, level, parent, until, successors in rows("""
    H02       | UBND tỉnh Bắc Giang   | province |        | 30/6 | H05
    H02.15    | Sở Tư pháp Bắc Giang  | province | H02    | 30/6 | H05.15
    H02.31    | UBND huyện A          | district | H02    | 30/6 | H02.31.04 H02.31.07
    H02.31.04 | UBND xã A1            | commune  | H02.31 |      |
    H02.31.07 | UBND xã A2            | commune  | H02.31 |      |
    H02.31.09 | UBND xã A3            | commune  | H02.31 | 30/6 | H02.31.07
    H05       | UBND tỉnh Bắc Ninh    | province |        |      |
    H05.15    | Sở Tư pháp Bắc Ninh   | province | H05    |      |
    H05.11    | UBND huyện B          | district | H05    | 30/6 | H05.11.02
    H05.11.02 | UBND xã B1            | commune  | H05.11 |      |
    """)
)

CASES = [
    Case(
        code=str(number),
        status="processed" if finished != "–" else "processing",
        agency_code=agency or None,
        level=TREE[agency].level if agency else None,
        received_at=moment(f"{received}/2025"),
        finished_at=moment(f"{finished}/2025") if finished != "–" else None,
    )
    for number, (agency, received, finished) in enumerate(
        rows("""
    H02       | 12/5 | 20/5
    H02.15    | 05/5 | 03/6
    H02.15    | 20/6 | –
    H02.31    | 02/6 | 10/6
    H02.31    | 25/6 | 08/7
    H02.31.04 | 15/5 | 16/5
    H02.31.04 | 10/7 | 11/7
    H02.31.07 | 01/7 | –
    H02.31.09 | 28/5 | 05/6
    H05       | 06/5 | 07/7
    H05.15    | 09/7 | 15/7
    H05.11    | 03/6 | 20/6
    H05.11.02 | 18/6 | 19/6
    H05.11.02 | 21/7 | –
              | 11/6 | 12/6
    """)
    )
]

YEAR = Period.year(2025)
MAY, JUNE, JULY = (Period.month(2025, month) for month in (5, 6, 7))
COUNTERS = ("carried_over", "received", "resolved", "pending")


def figures(row):
    return " ".join(str(row[name]) for name in COUNTERS)


@pytest.mark.parametrize(
    ("period", "bac_giang", "bac_ninh", "bac_ninh_now", "unknown", "total"),
    rows("""
    tháng 5/2025 | 0 4 2 2 | 0 1 0 1 | 0 5 2 3   | 0 0 0 0 | 0 5 2 3
    tháng 6/2025 | 2 3 3 2 | 1 2 2 1 | 3 5 5 3   | 0 1 1 0 | 3 6 6 3
    tháng 7/2025 | 2 2 2 2 | 1 2 2 1 | 3 4 4 3   | 0 0 0 0 | 3 4 4 3
    năm 2025     | 0 9 7 2 | 0 5 4 1 | 0 14 11 3 | 0 1 1 0 | 0 15 12 3
    """),
)
def test_the_provinces_of_then_and_of_now(period, bac_giang, bac_ninh, bac_ninh_now, unknown, total):
    own = count(CASES, Period.parse(period), by="agency")
    then, now = own.roll_up(TREE), own.roll_up(TREE, on=AFTER)
    assert figures(then["H02"]) == bac_giang
    assert figures(then["H05"]) == bac_ninh
    assert "H02" not in now
    assert figures(now["H05"]) == bac_ninh_now
    assert figures(then[None]) == figures(now[None]) == unknown
    assert figures(then.total()) == figures(now.total()) == figures(own.total()) == total
    assert then.account == now.account == own.account


def test_every_row_of_the_year():
    own = count(CASES, YEAR, by="agency")
    then, now = own.roll_up(TREE), own.roll_up(TREE, on=AFTER)
    assert {key: (row.received, row.pending) for key, row in then.items()} == {
        "H02": (9, 2),
        "H02.15": (2, 1),
        "H02.31": (6, 1),
        "H02.31.04": (2, 0),
        "H02.31.07": (1, 1),
        "H02.31.09": (1, 0),
        "H05": (5, 1),
        "H05.11": (3, 1),
        "H05.11.02": (2, 1),
        "H05.15": (1, 0),
        None: (1, 0),
    }
    assert {key: (row.received, row.pending) for key, row in now.items()} == {
        "H02.31": (2, 0),  # its own cases: divided among two communes, they stay
        "H02.31.04": (2, 0),
        "H02.31.07": (2, 1),
        "H05": (14, 3),
        "H05.11.02": (3, 1),
        "H05.15": (3, 1),
        None: (1, 0),
    }


def test_the_communes_that_go_on_stand_under_the_new_province():
    assert {agency.code: agency.parent for agency in TREE.on(AFTER)} == {
        "H02.31.04": "H05",
        "H02.31.07": "H05",
        "H05": None,
        "H05.15": "H05",
        "H05.11.02": "H05",
    }
    assert TREE.on(BEFORE) == TREE
    assert {agency.level for agency in TREE.on(AFTER)} <= {*Level.valid_on(AFTER)}


def test_the_year_says_what_changed_and_what_became_of_it():
    own = count(CASES, YEAR, by="agency")
    assert [(finding.code, finding.severity, finding.place[0]) for finding in own.roll_up(TREE).findings] == [
        ("agency_ended", "note", code) for code in ("H02", "H02.15", "H02.31", "H02.31.09", "H05.11")
    ]
    assert [(finding.code, finding.severity, finding.place[0]) for finding in own.roll_up(TREE, on=AFTER).findings] == [
        ("agency_taken_over", "note", "H02"),
        ("agency_taken_over", "note", "H02.15"),
        ("agency_divided", "warning", "H02.31"),
        ("agency_taken_over", "note", "H02.31.09"),
        ("agency_taken_over", "note", "H05.11"),
    ]


@pytest.mark.parametrize(
    ("period", "codes"),
    rows("""
    tháng 5/2025 |
    tháng 6/2025 |
    tháng 7/2025 | H02 H02.15 H02.31 H05.11
    """),
)
def test_a_month_before_says_nothing_and_the_month_after_warns_of_what_no_longer_is(period, codes):
    findings = count(CASES, Period.parse(period), by="agency").roll_up(TREE).findings
    assert [(finding.severity, finding.place[0]) for finding in findings] == [
        ("warning", code) for code in codes.split()
    ]


def test_the_halves_of_the_year_join_over_the_change_whichever_way_they_are_rolled_up():
    halves = [Period.half_year(2025, 1), Period.half_year(2025, 2)]
    counted = count_each(CASES, halves, by="agency")
    first, second = (counted[half] for half in halves)
    year = count(CASES, YEAR, by="agency")
    assert first.then(second) == year
    for on in (None, BEFORE, AFTER):
        joined = first.roll_up(TREE, on=on).then(second.roll_up(TREE, on=on))
        assert joined == first.then(second).roll_up(TREE, on=on) == year.roll_up(TREE, on=on)
        assert joined.total() == year.total()


def test_the_half_after_is_compared_with_the_half_before_under_the_same_agencies():
    first, second = (count(CASES, Period.half_year(2025, half), by="agency") for half in (1, 2))
    change = compare(second.roll_up(TREE, on=AFTER), first.roll_up(TREE, on=AFTER))
    assert str(change["H05"].change("received")).startswith("giảm 6 hồ sơ (60%)")


@pytest.mark.parametrize(
    ("period", "found"),
    rows("""
    tháng 6/2025 |
    tháng 7/2025 | warning
    năm 2025     | note
    """),
)
def test_districts_after_their_last_day_are_a_finding_of_a_tally_by_level(period, found):
    tally = count(CASES, Period.parse(period), by="level")
    assert [str(finding.severity) for finding in level_changes(tally)] == found.split()
