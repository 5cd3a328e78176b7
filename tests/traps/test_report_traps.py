"""Traps of a report: what a rounded, missing or misread figure makes it claim."""

import attrs

from tthc_core.calendar import Period
from tthc_core.counting import Tally
from tthc_core.domain import Level
from tthc_core.measure import Rate, StatedPercent
from tthc_core.report import Digitisation, FeedbackFigures, MonthlyReport, check
from tthc_core.samples import bac_giang_2024_01

JANUARY = Period.month(2024, 1)


def line(report: MonthlyReport, start: str, *, keep_ends: bool = False) -> str:
    return next(text for text in report.to_text(keep_ends=keep_ends).splitlines() if text.startswith(start))


def test_99_995_per_cent_is_100_by_rounding_and_not_where_the_ends_are_kept() -> None:
    report = MonthlyReport(period=JANUARY, digitisation=Digitisation(digitised=Rate(19999, 20000)))
    assert line(report, "- Tỷ lệ hồ sơ TTHC thực hiện").endswith(": 100%")
    assert line(report, "- Tỷ lệ hồ sơ TTHC thực hiện", keep_ends=True).endswith(": 99,99%")


def test_a_level_without_data_is_not_a_level_without_cases() -> None:
    figures = {"caseload": 0, "resolved": 0, "resolved_in_time": 0, "pending": 0}
    report = MonthlyReport.from_published(JANUARY, levels={Level.PROVINCE: figures})
    assert "tiếp nhận 0 hồ sơ" in line(report, "- Cấp tỉnh")
    assert "tiếp nhận – hồ sơ" in line(report, "- Cấp xã")


def test_a_part_that_the_page_leaves_out_counts_as_0_and_is_still_unknown() -> None:
    report = MonthlyReport.from_published(
        JANUARY, levels={Level.PROVINCE: {"caseload": 10, "resolved": 8, "pending": 2}}
    )
    assert check(report) == ()
    assert report.levels is not None
    assert report.levels[Level.PROVINCE].get("closed_otherwise") is None


def test_0_of_0_has_no_rate() -> None:
    tally = Tally.published({Level.PROVINCE: {"resolved": 0, "resolved_in_time": 0}}, JANUARY)
    assert "tỷ lệ –)" in line(MonthlyReport.from_tallies(tally), "- Cấp tỉnh")


def test_the_portals_points_are_not_its_rate() -> None:
    # 20 x 88,3% is 17,66 and not 17,3: two measures, and no finding.
    report = bac_giang_2024_01()
    assert line(report, "a) Trên Cổng") == (
        "a) Trên Cổng DVC quốc gia, theo số liệu đến ngày 20/01/2024: 17,3/20 điểm; tỷ lệ hồ sơ xử lý đúng hạn 88,3%."
    )
    assert check(report) == ()


def test_a_stated_100_per_cent_with_one_case_late_is_half_up_all_the_same() -> None:
    levels = {Level.PROVINCE: {"resolved": 19320, "resolved_in_time": 19319}}
    stated = {Level.PROVINCE: StatedPercent.parse("100%")}
    assert check(MonthlyReport.from_published(JANUARY, levels=levels, levels_on_time=stated)) == ()


def test_no_feedback_is_not_feedback_that_nobody_counted() -> None:
    report = MonthlyReport(period=JANUARY, business_feedback=FeedbackFigures(received=0))
    assert line(report, "- PAKN về quy định kinh doanh").endswith("Chính phủ: không có.")
    unknown = attrs.evolve(report, business_feedback=FeedbackFigures())
    assert "đã tiếp nhận: –" in line(unknown, "- PAKN về quy định kinh doanh")


def test_words_of_a_text_are_printed_as_they_are() -> None:
    text = "{online.partial} <không> [có] 5% ^ {}"
    assert f"\n1. {text}\n" in MonthlyReport(period=JANUARY, tasks=(text,)).to_text()
