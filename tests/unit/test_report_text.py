"""How the report is printed: missing figures, blanks, optional parts, footnotes, rounding."""

import re
from datetime import date

import attrs
import pytest

from tthc_core.calendar import Period
from tthc_core.counting import CountingRules, Tally, count
from tthc_core.domain import Case, CaseStatus, Level
from tthc_core.measure import Rate, StatedPercent
from tthc_core.report import (
    Block,
    DraftReviews,
    FeedbackFigures,
    InternalProcedures,
    MonthlyReport,
    OnlineServices,
    ProcedureChanges,
    Signer,
    SourceDifference,
    Transparency,
    blocks,
)
from tthc_core.report.wording import FEEDBACK, WORDING
from tthc_core.samples import bac_giang_2024_01

JANUARY = Period.month(2024, 1)


def line(report: MonthlyReport, start: str, **options: object) -> str:
    """The one printed line that starts like that."""
    [found] = [text for text in report.to_text(**options).splitlines() if text.startswith(start)]
    return found


def published(**counts: int) -> MonthlyReport:
    return MonthlyReport.from_published(JANUARY, levels={Level.PROVINCE: counts})


def test_a_missing_figure_is_a_dash_and_never_0() -> None:
    text = MonthlyReport(period=JANUARY).to_text()
    without_headings = [line for line in text.splitlines() if line.startswith(("-", "  +"))]
    assert all("–" in line for line in without_headings)
    assert not re.search(r"(?<![\d/])0(?!\d)", text)
    assert line(MonthlyReport(period=JANUARY), "- Cấp xã") == (
        "- Cấp xã: tổng số tiếp nhận – hồ sơ; đã giải quyết – hồ sơ (trước và đúng hạn –, tỷ lệ –); "
        "đang giải quyết – hồ sơ."
    )


def test_a_known_0_is_0() -> None:
    report = published(caseload=0, resolved=0, resolved_in_time=0, pending=0)
    assert line(report, "- Cấp tỉnh") == (
        "- Cấp tỉnh: tổng số tiếp nhận 0 hồ sơ; đã giải quyết 0 hồ sơ (trước và đúng hạn 0, tỷ lệ –); "
        "đang giải quyết 0 hồ sơ."
    )


def test_parts_that_are_not_0_are_printed() -> None:
    report = published(
        caseload=100,
        resolved=60,
        resolved_in_time=50,
        resolved_not_judged=2,
        closed_otherwise=12,
        pending=28,
        pending_in_time=20,
        pending_overdue=5,
        paused=3,
        pending_not_judged=0,
    )
    assert line(report, "- Cấp tỉnh") == (
        "- Cấp tỉnh: tổng số tiếp nhận 100 hồ sơ; "
        "đã giải quyết 60 hồ sơ (trước và đúng hạn 50, tỷ lệ 86,21%; không xét hạn 02); "
        "đang giải quyết 28 hồ sơ, trong hạn 20, quá hạn 05, chờ bổ sung, tạm dừng 03; rút, từ chối: 12."
    )
    changes = ProcedureChanges(issued=1, amended=0, abolished=2, names="Quyết định số 1/QĐ-UBND.")
    reviews = DraftReviews(cuts_proposed=2, cuts_proposed_names="TTHC A, B", cuts_accepted=0)
    internal = InternalProcedures(carried_out=1, carried_out_remark="Lĩnh vực Nội vụ.")
    full = MonthlyReport(period=JANUARY, changes=changes, reviews=reviews, internal=internal)
    assert line(full, "- Ban hành mới").endswith(
        "01 TTHC; sửa đổi, bổ sung: 0 TTHC; bãi bỏ: 02 TTHC. Quyết định số 1/QĐ-UBND."
    )
    assert line(full, "  + Cơ quan thẩm định").endswith(": 02 TTHC (TTHC A, B);")
    assert line(full, "  + Cơ quan chủ trì").endswith(": 0 TTHC.")
    assert line(full, "- Số lượng TTHC nội bộ đã thực thi").endswith("năm 2024: 01. Lĩnh vực Nội vụ.")


def test_feedback_prints_its_parts_and_says_when_there_was_none() -> None:
    def said(**figures: int) -> str:
        return line(
            MonthlyReport(period=JANUARY, administrative_feedback=FeedbackFigures(**figures)),
            "- PAKN về quy định và hành vi",
        )

    assert said(received=0).endswith("hành chính: không có.")
    assert said(received=0, handled_in_time=0, handled_late=0).endswith(
        "đã tiếp nhận: 0; số PAKN đã xử lý đúng hạn: 0; số PAKN đã xử lý quá hạn: 0."
    )
    assert said(received=5, handled_in_time=4, handled_late=1, carried_over=3, declined=1, pending=2).endswith(
        "đã tiếp nhận: 05; số PAKN đã xử lý đúng hạn: 04; số PAKN đã xử lý quá hạn: 01; "
        "kỳ trước chuyển sang: 03; không tiếp nhận xử lý: 01; đang xử lý: 02."
    )


def test_rates_of_counts_are_rounded_half_up_and_stated_ones_stay_as_they_are() -> None:
    online = OnlineServices(
        partial=29, full=3, information=0, filing=Rate(281, 800), payment=StatedPercent.parse("85,10%")
    )
    report = MonthlyReport(period=JANUARY, online=online)
    assert line(report, "- Tỷ lệ TTHC cung cấp trực tuyến").endswith(
        "29 (90,63%), toàn trình 03 (9,38%), còn lại 0 (0%)."
    )
    assert line(report, "- Tỷ lệ nộp hồ sơ").endswith(": 35,13%")
    assert line(report, "- Tỷ lệ hồ sơ thanh toán").endswith(": 85,10%")
    total = attrs.evolve(report, online=OnlineServices(procedures=1920))
    assert line(total, "- Tỷ lệ TTHC cung cấp trực tuyến").endswith("còn lại – (–); tổng số TTHC 1.920.")


@pytest.mark.parametrize(
    ("options", "rate"),
    [
        ({}, "99,99%"),
        ({"level_places": 0}, "100%"),
        ({"level_places": 1}, "100%"),
        ({"keep_ends": True, "level_places": 0}, "99%"),
        ({"keep_ends": True, "level_places": 1}, "99,9%"),
    ],
)
def test_the_levels_rates_have_the_places_that_are_asked(options: dict[str, object], rate: str) -> None:
    report = published(resolved=19320, resolved_in_time=19319)
    assert f"tỷ lệ {rate})" in line(report, "- Cấp tỉnh", **options)
    assert "tỷ lệ 99%)" in line(bac_giang_2024_01(), "- Cấp tỉnh", **options)


def test_a_rate_that_lacks_an_agency_says_so() -> None:
    report = MonthlyReport(period=JANUARY, transparency=Transparency(synchronised=Rate(1, 4, incomplete=True)))
    assert line(report, "- Tỷ lệ hồ sơ đồng bộ").endswith(": 25% (chưa đủ số liệu)")


def test_a_blank_number_stays_blank_and_a_small_one_gets_its_0() -> None:
    report = MonthlyReport(period=JANUARY)
    assert line(report, "Số:") == "Số:      /BC-UBND"
    assert line(attrs.evolve(report, number=5), "Số:") == "Số: 05/BC-UBND"
    assert line(attrs.evolve(report, number=1234, symbol="BC-STP"), "Số:") == "Số: 1234/BC-STP"


def test_a_report_without_texts_still_reads() -> None:
    text = MonthlyReport(period=JANUARY).to_text()
    assert text.startswith(
        "Số:      /BC-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBÁO CÁO\n"
    )
    assert "\n\nCơ quan báo cáo tổng hợp" in text
    assert "\nIII. NHIỆM VỤ TRỌNG TÂM CỦA THÁNG TIẾP THEO\n1. –\n" in text
    assert text.endswith("\nNơi nhận:\n- –\n")


def test_footnotes_are_numbered_through_and_stand_at_the_end_of_their_part() -> None:
    report = MonthlyReport(
        period=JANUARY,
        service_quality=("Một^[A.] hai^[B 2.]",),
        source_differences=(SourceDifference(field_of_work="đất đai", own_overdue=7),),
        achievements=("Ba^[C.]",),
        tasks=("Bốn",),
    )
    text = report.to_text()
    assert "lĩnh vực đất đai²." in text
    assert (
        "\nMột³ hai⁴\n\n¹ Công văn số 9482/VPCP-KSTT ngày 04/12/2023 của Văn phòng Chính phủ.\n"
        "² Cổng dịch vụ công quốc gia: – hồ sơ; hệ thống của địa phương: 07 hồ sơ.\n³ A.\n⁴ B 2.\n"
        "\nII. ĐÁNH GIÁ CHUNG\n" in text
    )
    assert "\n- Ba⁵\n" in text
    assert "\n⁵ C.\n\nIII. NHIỆM VỤ" in text


def test_rows_set_aside_stand_below_the_levels() -> None:
    broken = [
        Case(code="1", level=Level.PROVINCE, status=CaseStatus.PROCESSING),
        Case(code="2", level=Level.PROVINCE, status=CaseStatus.RETURNED, received_at=date(2024, 1, 2)),
    ]
    report = MonthlyReport.from_tallies(count(broken, JANUARY, by="level"))
    assert (
        "\n- Không có trong các số trên: 01 hồ sơ chưa có ngày tiếp nhận, 01 hồ sơ đã kết thúc nhưng không có ngày.\n"
        in report.to_text()
    )
    assert "Không có trong các số trên" not in bac_giang_2024_01().to_text()


def test_what_is_not_judged_leaves_no_rate_where_it_is_everything() -> None:
    done = Case(
        code="1",
        level=Level.PROVINCE,
        status=CaseStatus.PROCESSED,
        received_at=date(2024, 1, 2),
        finished_at=date(2024, 1, 3),
    )
    tally = count([done], JANUARY, by="level", rules=CountingRules(no_due_date="not_judged"))
    assert (
        "đã giải quyết 01 hồ sơ (trước và đúng hạn 0, tỷ lệ –; không xét hạn 01)"
        in MonthlyReport.from_tallies(tally).to_text()
    )


def test_blocks_say_what_each_line_is() -> None:
    page = list(blocks(bac_giang_2024_01()))
    assert page[0] == Block("issuer", "Ủy ban nhân dân tỉnh Bắc Giang")
    assert Block("numbered", "Lập và ban hành kế hoạch rà soát, đánh giá TTHC cho năm 2024.", 6) in page
    assert [block.number for block in page if block.kind == "footnote"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert page[-1] == Block("signer", "Mai Sơn")


def test_the_page_has_a_place_for_every_field() -> None:
    written = {path for line in WORDING for path in re.findall(r"\{([\w.]+)", f"{line.template} {{{line.each}}}")}
    written |= {
        f"source_differences.{path}"
        for path in re.findall(r"\{(\w+)\}", next(x.template for x in WORDING if x.each == "source_differences"))
    }
    feedback = set(re.findall(r"\{(\w+)\}", FEEDBACK))
    assert feedback == {field.name for field in attrs.fields(FeedbackFigures)}

    def paths(kind: type, prefix: str = "") -> set[str]:
        found: set[str] = set()
        for field in attrs.fields(kind):
            nested = field.type if isinstance(field.type, type) and attrs.has(field.type) else None
            deeper = nested if nested not in {None, Tally, Period, FeedbackFigures} else None
            found |= paths(deeper, f"{prefix}{field.name}.") if deeper else {prefix + field.name}
        return found

    # These are printed by way of a property: the word behind the arrow.
    by_property = {
        "period": "month",
        "number": "number_written",
        "place": "place_line",
        "dated": "place_line",
        "levels": "level_rows",
        "levels_on_time": "level_rows",
        "online.partial_percent": "online.partial_share",
        "online.full_percent": "online.full_share",
        "online.information_percent": "online.information_share",
    }
    expected = {by_property.get(path, path) for path in paths(MonthlyReport)} - {"window_assumed"}
    assert expected - written == set()
    assert {f"source_differences.{field.name}" for field in attrs.fields(SourceDifference)} <= written
    assert {f"signer.{field.name}" for field in attrs.fields(Signer)} <= written
