"""What tallies say together; a row is carried over, received, ended, pending, and – is unknown."""

from datetime import date

import attrs
import pytest

from tests.spec.rows import moment, rows
from tthc_core import Agency, AgencyTree, Case, CountingRules, Level, MonthlyReport, Period, Tally, compare, count
from tthc_core.vietnamese import parse_date

JANUARY, FEBRUARY = Period.month(2024, 1), Period.month(2024, 2)
NAMES = ("carried_over", "received", "ended", "pending")


def published(period, **rows_by_key):
    """The tally of the keys that have a row."""
    figures = {
        key: {name: int(value) for name, value in zip(NAMES, text.split(), strict=True) if value != "–"}
        for key, text in rows_by_key.items()
        if text
    }
    return Tally.published(figures, period, by="agency")


def said(row):
    return " ".join("–" if row.get(name) is None else str(row.get(name)) for name in NAMES)


@pytest.mark.parametrize(
    ("a", "other_a", "other_b", "sum_a", "total"),
    rows("""
    1 2 3 0 | 4 5 6 3 | 1 1 1 1 | 5 7 9 3 | 6 8 10 4
    1 2 3 0 |         | 1 1 1 1 | 1 2 3 0 | 2 3 4 1
    1 2 3 0 | 0 0 0 0 |         | 1 2 3 0 | 1 2 3 0
    """),
)
def test_plus_keeps_every_key_and_adds_what_stands_under_the_same(a, other_a, other_b, sum_a, total):
    both = published(JANUARY, A=a) + published(JANUARY, A=other_a, B=other_b)
    assert said(both["A"]) == sum_a
    assert ("B" in both) is bool(other_b)
    assert said(both.total()) == total


@pytest.mark.parametrize(
    ("january", "february", "together", "off_by"),
    rows("""
    10 90 60 40 | 40 80 85 35 | 10 170 145 35 |
    10 90 60 40 | 43 80 85 38 | 10 170 145 38 | 3
    10 90 60 40 | 38 80 85 33 | 10 170 145 33 | -2
    10 90 –  40 | 40 80 85 35 | 10 170 – 35   |
    10 –  60 40 | 40 80 85 35 | 10 – 145 35   |
    –  90 60 40 | 40 80 85 35 | – 170 145 35  |
    """),
)
def test_then_adds_flows_and_keeps_the_first_opening_and_the_last_closing_stock(january, february, together, off_by):
    # Both tallies know all four, as somewhere else nothing is unknown.
    whole = "0 0 0 0"
    joined = published(JANUARY, A=january, B=whole).then(published(FEBRUARY, A=february, B=whole))
    assert said(joined["A"]) == together
    assert [str(finding.difference) for finding in joined.findings] == off_by.split()


@pytest.mark.parametrize(
    ("province", "department", "ward", "rolled_province", "rolled_department", "total"),
    rows("""
    1 1 1 1 | 2 2 2 2 | 4 4 4 4 | 7 7 7 7 | 6 6 6 6 | 7 7 7 7
            | 2 2 2 2 | 4 4 4 4 | 6 6 6 6 | 6 6 6 6 | 6 6 6 6
    1 1 1 1 |         | 4 4 4 4 | 5 5 5 5 | 4 4 4 4 | 5 5 5 5
    1 1 1 1 | 2 2 – 2 | 4 4 4 4 | 7 7 – 7 | 6 6 – 6 | 7 7 – 7
    """),
)
def test_up_the_tree_each_case_counts_once(province, department, ward, rolled_province, rolled_department, total):
    tree = AgencyTree(
        [
            Agency(code="H", name="UBND tỉnh", level="province"),
            Agency(code="H.1", name="Sở", level="province", parent="H"),
            Agency(code="H.1.1", name="Phòng", level="province", parent="H.1"),
        ]
    )
    rolled = published(JANUARY, **{"H": province, "H.1": department, "H.1.1": ward}).roll_up(tree)
    assert said(rolled["H"]) == rolled_province
    assert said(rolled["H.1"]) == rolled_department
    assert said(rolled["H.1.1"]) == ward
    assert said(rolled.total()) == total


@pytest.mark.parametrize(
    ("successors_of_a", "day", "a", "b", "c", "found"),
    rows("""
    B   | 30/6/2025 | 1 1 1 1 | 2 2 – 2 |         |
    B   | 01/7/2025 |         | 3 3 – 3 |         | agency_taken_over
    C   | 01/7/2025 |         | 2 2 – 2 | 1 1 1 1 | agency_taken_over
    B C | 01/7/2025 | 1 1 1 1 | 2 2 – 2 |         | agency_divided
        | 01/7/2025 | 1 1 1 1 | 2 2 – 2 |         | agency_without_successor
    """),
)
def test_a_row_goes_to_the_one_agency_that_took_over(successors_of_a, day, a, b, c, found):
    ended = {"valid_to": date(2025, 6, 30), "successors": tuple(successors_of_a.split())}
    tree = AgencyTree(
        [
            Agency(code="A", name="UBND xã A", level="commune", **ended),
            Agency(code="B", name="UBND xã B", level="commune"),
            Agency(code="C", name="UBND xã C", level="commune"),
        ]
    )
    own = published(Period.year(2025), A="1 1 1 1", B="2 2 – 2")
    taken = own.to_agencies_of(parse_date(day), tree)
    assert [said(taken[code]) if code in taken else "" for code in "ABC"] == [a, b, c]
    assert said(taken.total()) == said(own.total()) == "3 3 – 3"
    assert [finding.code for finding in taken.findings] == found.split()


@pytest.mark.parametrize(
    ("by", "key"),
    rows("""
    agency           | H.1
    handling_agency  | H.1.1
    field            | G01
    procedure        | 1.001
    channel          | online
    tier             | full
    applicant        | citizen
    level            | commune
    """),
)
def test_every_group_is_a_field_of_its_own(by, key):
    case = Case(
        code="1",
        status="processing",
        received_at=moment("05/01"),
        agency_code="H.1",
        handling_agency_code="H.1.1",
        field_code="G01",
        procedure_code="1.001",
        channel="online",
        tier="full",
        applicant="citizen",
        level="commune",
    )
    assert count([case], JANUARY, by=by).keys() == [key]


@pytest.mark.parametrize(
    ("status", "received", "finished", "set_aside"),
    rows("""
    processing | –     | –     | 1
    processed  | 02/01 | –     | 1
    withdrawn  | 02/01 | –     | 1
    processed  | 02/01 | 09/01 | 0
    processing | 02/02 | –     | 0
    draft      | –     | –     | 0
    """),
)
def test_set_aside_is_what_could_not_be_counted(status, received, finished, set_aside):
    case = Case(code="1", status=status, received_at=moment(received), finished_at=moment(finished))
    assert count([case], JANUARY).account.set_aside == int(set_aside)


def test_equal_is_what_has_the_same_figures_account_and_rules():
    later = Case(code="1", status="processing", received_at=moment("05/02"))
    none, one = count([], JANUARY, counters=["received"]), count([later], JANUARY, counters=["received"])
    assert one.total().as_dict() == none.total().as_dict()
    assert one.total() != none.total()
    assert one == count([later], JANUARY, counters=["received"])
    assert none != count([], JANUARY, counters=["received"], rules=CountingRules(granularity="instant"))
    assert none != attrs.evolve(none, window=FEBRUARY.window)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    rows("""
    11 | 10 | tăng 1 hồ sơ (10%)
    10 | 11 | giảm 1 hồ sơ (9,1%)
    10 | 10 | không đổi
    1  | 0  | tăng 1 hồ sơ
    0  | 1  | giảm 1 hồ sơ (100%)
    """),
)
def test_a_month_beside_the_one_before(now, before, words):
    february, january = (published(period, A=f"0 {text} 0 0") for period, text in ((FEBRUARY, now), (JANUARY, before)))
    assert str(compare(february, january)["A"].change("received")) == f"{words} so với tháng trước"


@pytest.mark.parametrize(
    ("first", "last", "levels"),
    rows("""
    01/01/2025 | 30/6/2025  | province district commune
    15/6/2025  | 14/7/2025  | province commune
    01/7/2025  | 31/12/2025 | province commune
    """),
)
def test_a_report_has_the_levels_of_its_last_day(first, last, levels):
    report = MonthlyReport(period=Period.parse(f"từ ngày {first} đến ngày {last}"))
    labels = [row.label for row in report.level_rows]
    assert labels == [Level(level).label for level in levels.split()]
