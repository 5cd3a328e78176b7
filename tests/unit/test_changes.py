"""A tally over a change of agencies or levels says so; where nothing changed it says nothing."""

from datetime import date

import pytest

from tthc_core import Agency, AgencyTree, Case, Level, Period, Tally, count
from tthc_core.counting.changes import level_changes

LAW = "Luật Tổ chức chính quyền địa phương 72/2025/QH15"
UNDATED = f"({LAW}); cây cơ quan chưa ghi ngày kết thúc của cơ quan."
END, NEXT = date(2025, 6, 30), date(2025, 7, 1)


def agency(code, level="commune", **more):
    return Agency(code=code, name=f"Cơ quan {code}", level=level, **more)


TREE = AgencyTree(
    [
        agency("old", valid_to=END, successors=("new",)),
        agency("older", valid_to=END, successors=("old", "new")),
        agency("new", valid_from=NEXT),
        agency("fresh", valid_from=NEXT),
        agency("gone", valid_to=END),
        agency("chained", valid_to=date(2025, 3, 31), successors=("older",)),
        agency("lost", valid_to=date(2025, 3, 31), successors=("gone",)),
        agency("away", valid_to=END, successors=("elsewhere",)),
        agency("stays"),
        agency("undated", "district"),
        agency("longer", "district", valid_to=date(2025, 12, 31)),
    ]
)
JUNE, JULY, HALF, YEAR = Period.month(2025, 6), Period.month(2025, 7), Period.half_year(2025, 1), Period.year(2025)


def tally(period, *codes, figure=1):
    return Tally.published({code: {"received": figure} for code in codes}, period, by="agency")


@pytest.mark.parametrize(
    ("code", "period", "found"),
    [
        ("stays", YEAR, None),
        ("old", JUNE, None),
        ("old", HALF, None),
        ("old", YEAR, "lưu ý: old, valid_to: Cơ quan old kết thúc ngày 30/6/2025, trong kỳ; cơ quan kế thừa: new."),
        (
            "older",
            JULY,
            (
                "cảnh báo: older, valid_to: Cơ quan older đã kết thúc ngày 30/6/2025, trước kỳ, mà vẫn có số liệu; "
                "cơ quan kế thừa: old, new."
            ),
        ),
        (
            "gone",
            YEAR,
            "lưu ý: gone, valid_to: Cơ quan gone kết thúc ngày 30/6/2025, trong kỳ; chưa ghi cơ quan kế thừa.",
        ),
        ("new", JULY, None),
        ("new", YEAR, "lưu ý: new, valid_from: Cơ quan new có từ ngày 01/7/2025, trong kỳ; trước đó: old, older."),
        ("fresh", YEAR, "lưu ý: fresh, valid_from: Cơ quan fresh có từ ngày 01/7/2025, trong kỳ."),
        ("fresh", JUNE, "cảnh báo: fresh, valid_from: Cơ quan fresh chỉ có từ ngày 01/7/2025, sau kỳ."),
        ("longer", YEAR, None),  # it has a last day of its own
        ("undated", HALF, None),
        (
            "undated",
            YEAR,
            f"lưu ý: undated, level: Cơ quan undated: Cấp huyện kết thúc ngày 30/6/2025, trong kỳ {UNDATED}",
        ),
        (
            "undated",
            JULY,
            (
                "cảnh báo: undated, level: Cơ quan undated: Cấp huyện đã kết thúc ngày 30/6/2025, trước kỳ, "
                f"mà vẫn có số liệu {UNDATED}"
            ),
        ),
    ],
)
def test_an_agency_that_was_not_there_all_the_time_is_a_finding(code, period, found):
    assert [str(finding) for finding in tally(period, code).roll_up(TREE).findings] == ([found] if found else [])


def test_both_ends_of_an_agency_may_lie_in_the_window():
    short = AgencyTree([agency("a", valid_from=NEXT, valid_to=date(2025, 7, 31))])
    found = tally(YEAR, "a").roll_up(short).findings
    assert [(finding.code, finding.place) for finding in found] == [
        ("agency_ended", ("a", "valid_to")),
        ("agency_began", ("a", "valid_from")),
    ]


def test_a_row_of_zeros_says_nothing():
    assert tally(YEAR, "old", "new", figure=0).roll_up(TREE).findings == ()
    assert tally(YEAR, "old", "gone", figure=0).roll_up(TREE, on=NEXT).findings == ()
    # A case of July makes a row in the count of June, without figures.
    case = Case(code="1", status="processing", received_at=date(2025, 7, 2), agency_code="new")
    assert count([case], JUNE, by="agency").roll_up(TREE).findings == ()


def test_an_agency_above_speaks_for_the_figures_below_it():
    tree = AgencyTree([agency("old", valid_to=END), agency("below", parent="old")])
    assert [finding.place for finding in tally(YEAR, "below").roll_up(tree).findings] == [("old", "valid_to")]
    assert tally(YEAR, "below").roll_up(tree, on=NEXT).findings == ()


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("old", END, None),
        ("elsewhere", NEXT, None),
        ("old", NEXT, "lưu ý: old, valid_to: Cơ quan old kết thúc ngày 30/6/2025; số liệu chuyển sang new."),
        ("away", NEXT, "lưu ý: away, valid_to: Cơ quan away kết thúc ngày 30/6/2025; số liệu chuyển sang elsewhere."),
        (
            "gone",
            NEXT,
            (
                "cảnh báo: gone, valid_to: Cơ quan gone kết thúc ngày 30/6/2025; không có cơ quan kế thừa vào ngày "
                "01/7/2025: số liệu để riêng một dòng."
            ),
        ),
        (
            "lost",
            NEXT,
            (
                "cảnh báo: lost, valid_to: Cơ quan lost kết thúc ngày 31/3/2025; không có cơ quan kế thừa vào ngày "
                "01/7/2025: số liệu để ở dòng gone."
            ),
        ),
        (
            "fresh",
            END,
            "cảnh báo: fresh, valid_from: Cơ quan fresh chưa có vào ngày 30/6/2025: số liệu để riêng một dòng.",
        ),
    ],
)
def test_what_became_of_the_figures_is_a_finding(code, day, found):
    taken = tally(YEAR, code).to_agencies_of(day, TREE)
    assert [str(finding) for finding in taken.findings] == ([found] if found else [])


def test_what_was_divided_says_among_whom_and_where_it_stays():
    divided = AgencyTree(
        [
            agency("first", valid_to=date(2025, 3, 31), successors=("whole",)),
            agency("whole", valid_to=END, successors=("left", "right")),
            agency("left"),
            agency("right"),
        ]
    )
    taken = tally(YEAR, "first", "whole").to_agencies_of(NEXT, divided)
    assert taken["whole"].received == 2
    assert [(finding.code, dict(finding.values)["successors"]) for finding in taken.findings] == [
        ("agency_divided", ("left", "right"))
    ] * 2
    assert [finding.message for finding in taken.findings] == [
        "Cơ quan first kết thúc ngày 31/3/2025; chia cho left, right: số liệu không chia được, để ở dòng whole.",
        "Cơ quan whole kết thúc ngày 30/6/2025; chia cho left, right: số liệu không chia được, để riêng một dòng.",
    ]


def test_what_was_said_of_an_agency_that_was_followed_is_not_said_twice():
    rolled = tally(YEAR, "gone", "old", "new").roll_up(TREE, on=NEXT)
    assert [finding.code for finding in rolled.findings] == [
        "agency_without_successor",
        "agency_taken_over",
        "agency_began",
    ]


@pytest.mark.parametrize(
    ("period", "severity", "words"),
    [
        (HALF, None, ""),
        (YEAR, "note", "Cấp huyện kết thúc ngày 30/6/2025, trong kỳ (Luật"),
        (JULY, "warning", "Cấp huyện đã kết thúc ngày 30/6/2025, trước kỳ, mà vẫn có số liệu (Luật"),
    ],
)
@pytest.mark.parametrize("by", ["level", ("channel", "level")])
def test_a_level_with_figures_after_its_last_day_is_a_finding(period, severity, words, by):
    keys = [Level.PROVINCE, Level.DISTRICT, None]
    figures = {(key if by == "level" else ("online", key)): {"received": 1} for key in keys}
    found = list(level_changes(Tally.published(figures, period, by=by)))
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    assert [finding.place for finding in found] == ([("Cấp huyện",)] if severity else [])
    assert all(finding.message.startswith(words) for finding in found)


def test_a_tally_without_levels_or_without_figures_of_one_says_nothing():
    assert list(level_changes(tally(YEAR, "old"))) == []
    assert list(level_changes(Tally.published({Level.DISTRICT: {"received": 0}}, JULY))) == []
