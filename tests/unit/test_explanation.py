"""What an indicator says of itself: the words that must be there."""

from datetime import date, datetime

import pytest

from tthc_core import (
    Case,
    Counter,
    Feedback,
    Indicator,
    Period,
    Procedure,
    Tally,
    count,
    count_feedback,
    count_procedures,
    field,
    indicators,
    rules,
)

JANUARY = Period.month(2024, 1)
CASES = [
    Case(
        code="1",
        status="processed",
        received_at=date(2024, 1, 3),
        due_at=date(2024, 1, 9),
        finished_at=date(2024, 1, 8),
    ),
    Case(
        code="2",
        status="processed",
        received_at=date(2024, 1, 3),
        due_at=date(2024, 1, 9),
        finished_at=date(2024, 1, 12),
    ),
    Case(code="3", status="processed", received_at=date(2024, 1, 3)),
    Case(code="4", status="processing"),
]


@pytest.mark.parametrize(
    ("indicator", "row", "words"),
    [
        (
            indicators.ON_TIME,
            count(CASES, JANUARY).total(),
            [
                "Tỷ lệ hồ sơ giải quyết trước và đúng hạn: 1/2 = 50%.",
                "Tử số: trước và đúng hạn (1). Mẫu số: đã giải quyết (2) trừ không xét hạn (0).",
                "Kỳ báo cáo: tháng 01/2024; khoảng số liệu: từ ngày 01/01/2024 đến ngày 31/01/2024.",
                "Quy tắc thống kê: báo cáo tháng của tỉnh.",
                "Căn cứ: Công văn 5633/VPCP-KSTT ngày 25/7/2023; Thông tư 01/2018/TT-VPCP, Điều 13 khoản 1.",
                "Đã đọc 4 bản ghi, để ngoài vì thiếu dữ liệu: thiếu ngày tiếp nhận 1, đã kết thúc,",
            ],
        ),
        (
            indicators.ONLINE_PAYMENT,
            count(CASES[:1], JANUARY, rules=rules.FORM_06A).total(),
            ["không xác định, vì mẫu số bằng 0 (0/0)", "biểu II.06a/VPCP/KSTT", "không bản ghi nào bị để ngoài"],
        ),
        (
            indicators.LATE,
            Tally.published({"province": {"resolved": 5}}, JANUARY).total(),
            ["chưa xác định được, vì thiếu số liệu", "quá hạn (–)", "báo cáo đã công bố"],
        ),
        (
            indicators.DUE_MET,
            count(CASES, JANUARY, rules=rules.CountingRules(granularity="instant", due_soon_days=7)).total(),
            ["so hạn theo thời điểm", "hồ sơ rút tính riêng", "sắp đến hạn trong 7 ngày"],
        ),
        (
            indicators.ON_TIME,
            Tally.published({"H02": {"resolved": 5, "resolved_in_time": 4}}, JANUARY, by="agency")
            .expecting(["H03"])
            .total(),
            ["4/5 = 80%, chưa đủ số liệu", "Chưa có số liệu của: H03."],
        ),
        (
            indicators.PROCEDURES_ONLINE,
            count_procedures([Procedure(code="1", tier="full")], JANUARY).total(),
            ["Tỷ lệ TTHC cung cấp DVCTT: 1/1 = 100%", "TTHC cung cấp DVCTT (1)"],
        ),
        (
            indicators.FEEDBACK_ON_TIME,
            count_feedback(
                [Feedback(code="1", received_at=date(2024, 1, 3), handled_at=date(2024, 1, 4))], JANUARY
            ).total(),
            ["Tỷ lệ PAKN đã xử lý đúng hạn: 1/1 = 100%"],
        ),
    ],
)
def test_explain(indicator, row, words):
    text = indicator.explain(row)
    for word in words:
        assert word in text


def test_own_counters_and_indicators_explain_themselves():
    own = Counter("late_post", side="ended", where=field("verdict") == "late", label="chậm qua bưu chính")
    indicator = Indicator(code="OWN", label="Tỷ lệ riêng", name="own", numerator="late_post", denominator="resolved")
    row = count(CASES, JANUARY, counters=[own, "resolved"]).total()
    assert row.rate(indicator).percent() == 50
    assert "Tử số: chậm qua bưu chính (1). Mẫu số: đã giải quyết (2)." in indicator.explain(row, places=0)
    assert datetime(2024, 1, 3) == CASES[0].received_at


@pytest.mark.parametrize(("empty", "words"), [("undefined", "không xác định"), (0, "tính là 0%"), (1, "tính là 100%")])
def test_what_nothing_of_nothing_means_is_the_indicators_to_say(empty, words):
    indicator = Indicator(code="X", label="Tỷ lệ", name="x", numerator="late", denominator="resolved", empty=empty)
    assert f"Tỷ lệ: {words}, vì mẫu số bằng 0" in indicator.explain(count([], JANUARY).total())
