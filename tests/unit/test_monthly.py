"""MonthlyReport: what it holds, what it refuses, and how it comes from published figures and from tallies."""

import pickle
from datetime import date

import attrs
import pytest

from tthc_core import report as parts
from tthc_core.calendar import Period
from tthc_core.counting import Account, CountingRules, Tally, count
from tthc_core.domain import Case, CaseStatus, Channel, Level
from tthc_core.errors import InvalidValueError, MismatchError
from tthc_core.measure import Rate, RateStatus, StatedPercent, StatedPoints
from tthc_core.report import Digitisation, MonthlyReport, OfficialDocument, OnlineServices, Transparency
from tthc_core.samples import bac_giang_2024_01
from tthc_core.vietnamese import PartialDate

JANUARY = Period.month(2024, 1)


def cases() -> list[Case]:
    """Four received in January (two of them online), one of an unknown level, one without a day of receipt."""
    done = {"status": CaseStatus.PROCESSED, "received_at": date(2024, 1, 5), "due_at": date(2024, 1, 20)}
    return [
        Case(
            code="1",
            level=Level.PROVINCE,
            **done,
            finished_at=date(2024, 1, 20),
            channel=Channel.ONLINE,
            synchronised=True,
        ),
        Case(
            code="2", level=Level.PROVINCE, **done, finished_at=date(2024, 1, 21), electronic_result=True, fee_due=True
        ),
        Case(
            code="3",
            level=Level.COMMUNE,
            status=CaseStatus.PROCESSING,
            received_at=date(2024, 1, 8),
            due_at=date(2024, 1, 9),
            channel=Channel.ONLINE,
            digitised=True,
        ),
        Case(code="4", status=CaseStatus.PROCESSING, received_at=date(2024, 1, 8), data_reused=True),
        Case(code="5", level=Level.PROVINCE, status=CaseStatus.PROCESSING),
    ]


def test_the_sample_holds_the_published_figures() -> None:
    report = bac_giang_2024_01()
    assert report.levels is not None
    assert [
        (str(level), row.caseload, row.resolved, row.resolved_in_time, row.pending)
        for level, row in report.levels.items()
    ] == [
        ("province", 25415, 19320, 19196, 6095),
        ("district", 11418, 7411, 7296, 4007),
        ("commune", 19454, 17302, 16741, 2152),
    ]
    assert report.levels[Level.PROVINCE].known == ("resolved", "resolved_in_time", "pending", "caseload")
    assert report.portal.points == StatedPoints.parse("17,3/20")
    assert report.portal.on_time == StatedPercent.parse("88,3%")
    assert report.administrative_feedback.received == 5
    assert report.business_feedback.handled_in_time is None
    assert (report.number, report.symbol, report.dated) == (None, "BC-UBND", None)


def test_a_report_is_a_value() -> None:
    assert bac_giang_2024_01() == bac_giang_2024_01()
    assert pickle.loads(pickle.dumps(bac_giang_2024_01())) == bac_giang_2024_01()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        bac_giang_2024_01().place = "Hà Nội"


def test_what_a_page_does_not_state_is_unknown() -> None:
    report = MonthlyReport.from_published(JANUARY)
    assert report.levels is None
    assert report.transparency == Transparency(published_on_time=None, content_complete=None, synchronised=None)
    assert [row.label for row in report.level_rows] == ["Cấp tỉnh", "Cấp huyện", "Cấp xã"]
    assert {row.caseload for row in report.level_rows} == {None}


def test_the_levels_are_those_of_their_day_and_those_of_the_tally() -> None:
    def labels(period: Period, *levels: Level | None) -> list[str]:
        tally = Tally.published({level: {"caseload": 1} for level in levels}, period)
        return [row.label for row in MonthlyReport(period=period, levels=tally).level_rows]

    assert labels(Period.month(2025, 7)) == ["Cấp tỉnh", "Cấp xã"]
    assert labels(Period.month(2025, 7), Level.DISTRICT) == ["Cấp tỉnh", "Cấp huyện", "Cấp xã"]
    assert labels(JANUARY, Level.CENTRAL, None) == ["Cấp bộ", "Cấp tỉnh", "Cấp huyện", "Cấp xã", "Chưa rõ cấp"]


def test_a_stated_rate_is_printed_as_stated_and_a_counted_one_is_computed() -> None:
    row, *_ = bac_giang_2024_01().level_rows
    assert row.on_time == StatedPercent.parse("99%")
    assert row.on_time_counted == Rate(19196, 19320)
    counted = attrs.evolve(bac_giang_2024_01(), levels_on_time={})
    assert [row.on_time for row in counted.level_rows] == [Rate(19196, 19320), Rate(7296, 7411), Rate(16741, 17302)]


def test_tier_shares_come_from_the_counts_unless_they_are_stated() -> None:
    online = OnlineServices(partial=822, full=673, information=425, full_percent=StatedPercent.parse("35,1%"))
    assert online.total == 1920
    assert (online.partial_share, online.information_share) == (Rate(822, 1920), Rate(425, 1920))
    assert online.full_share == StatedPercent.parse("35,1%")
    assert attrs.evolve(online, procedures=2000).full_share == StatedPercent.parse("35,1%")
    assert attrs.evolve(online, procedures=2000).share("full") == Rate(673, 2000)
    assert attrs.evolve(online, full=None).total is None
    assert attrs.evolve(online, full=None).partial_share == Rate.unknown()
    assert attrs.evolve(online, full=None, full_percent=None).full_share == Rate.unknown()
    stated = OnlineServices(partial_percent=StatedPercent.parse("40%"), information_percent=StatedPercent.parse("60%"))
    assert (stated.partial_share, stated.information_share) == (StatedPercent.parse("40%"), StatedPercent.parse("60%"))


def test_from_tallies_takes_what_the_tallies_know_and_leaves_the_rest_missing() -> None:
    by_level = count(cases(), JANUARY, by="level")
    report = MonthlyReport.from_tallies(by_level, by_channel=count(cases(), JANUARY, by="channel"), place="Huế")
    assert report.levels is by_level
    assert (report.period, report.place) == (JANUARY, "Huế")
    province, _, commune, unknown = report.level_rows
    assert (province.caseload, province.resolved, province.on_time) == (2, 2, Rate(1, 2))
    assert (commune.pending, commune.pending_overdue, unknown.pending_in_time) == (1, 1, 1)
    assert report.transparency == Transparency(synchronised=Rate(1, 4))
    assert report.online == OnlineServices(
        filing=Rate(2, 4), payment=Rate(0, 1), pending_in_time=Rate(0, 1), pending_overdue=Rate(1, 1)
    )
    assert report.digitisation == Digitisation(
        electronic_result=Rate(1, 2), digitised=Rate(1, 4), data_reused=Rate(1, 4)
    )
    assert report.administrative_feedback.received is None
    assert report.portal.on_time is None


def test_from_tallies_keeps_what_a_given_part_states() -> None:
    stated = OnlineServices(partial=822, full=673, information=425, filing=StatedPercent.parse("53,8%"))
    report = MonthlyReport.from_tallies(count(cases(), JANUARY, by="level"), online=stated)
    assert report.online == attrs.evolve(stated, payment=Rate(0, 1))


def test_from_tallies_without_online_cases_leaves_their_rates_missing() -> None:
    at_the_counter = [case for case in cases() if case.channel is None]
    tally = count(at_the_counter, JANUARY, by="level")
    report = MonthlyReport.from_tallies(tally, by_channel=count(at_the_counter, JANUARY, by="channel"))
    assert (report.online.pending_in_time, report.online.filing) == (None, Rate(0, 2))


def test_a_published_tally_gives_no_rate_that_it_does_not_know() -> None:
    tally = Tally.published({Level.PROVINCE: {"caseload": 10}}, JANUARY)
    report = MonthlyReport.from_tallies(tally)
    assert isinstance(report.digitisation.digitised, Rate)
    assert report.digitisation.digitised.status is RateStatus.UNKNOWN


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (
            lambda: MonthlyReport.from_tallies(count(cases(), JANUARY, by="channel")),
            InvalidValueError,
            ["'channel'", "by='level'"],
        ),
        (
            lambda: MonthlyReport.from_tallies(
                count(cases(), JANUARY, by="level"), by_channel=count(cases(), JANUARY, by="level")
            ),
            InvalidValueError,
            ["by_channel", "'level'", "by='channel'"],
        ),
        (
            lambda: MonthlyReport.from_tallies(
                count(cases(), JANUARY, by="level"), by_channel=count(cases(), Period.month(2024, 2), by="channel")
            ),
            MismatchError,
            ["by_channel", "window"],
        ),
        (
            lambda: MonthlyReport.from_tallies(
                count(cases(), JANUARY, by="level"),
                by_channel=count(cases(), JANUARY, by="channel", rules=CountingRules(granularity="instant")),
            ),
            MismatchError,
            ["rules"],
        ),
        (lambda: MonthlyReport(period="tháng 01/2024"), InvalidValueError, ["MonthlyReport.period", "Period"]),
        (
            lambda: MonthlyReport(period=JANUARY, number=True),
            InvalidValueError,
            ["MonthlyReport.number", "True", "whole number"],
        ),
        (
            lambda: MonthlyReport(period=JANUARY, number=-1),
            InvalidValueError,
            ["MonthlyReport.number", "-1", "None (missing)"],
        ),
        (
            lambda: MonthlyReport(period=JANUARY, tasks="Rà soát"),
            InvalidValueError,
            ["MonthlyReport.tasks", "tuple[str, ...]"],
        ),
        (lambda: MonthlyReport(period=JANUARY, tasks=("a", 1)), InvalidValueError, ["MonthlyReport.tasks"]),
        (
            lambda: MonthlyReport(period=JANUARY, window_assumed=1),
            InvalidValueError,
            ["window_assumed", "True or False"],
        ),
        (
            lambda: Transparency(synchronised="75,95%"),
            InvalidValueError,
            ["Transparency.synchronised", "'75,95%'", "StatedPercent.parse"],
        ),
        (
            lambda: Transparency(synchronised=75),
            InvalidValueError,
            ["Transparency.synchronised", "75", "Rate or StatedPercent or None"],
        ),
        (
            lambda: MonthlyReport(period=JANUARY, levels_on_time={"province": 1}),
            InvalidValueError,
            ["levels_on_time"],
        ),
    ],
)
def test_errors_say_what_was_wrong_and_what_was_expected(
    make: object, error: type[Exception], words: list[str]
) -> None:
    with pytest.raises(error) as raised:
        make()
    for word in words:
        assert word in str(raised.value)


def test_a_document_is_named_as_documents_are() -> None:
    document = OfficialDocument(
        kind="Nghị định", symbol="61/2018/NĐ-CP", signed_on=date(2018, 4, 23), issuer="Chính phủ", subject="Một cửa."
    )
    assert str(document) == "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ^[Một cửa.]"


def test_the_place_line_has_the_date_that_is_known() -> None:
    report = bac_giang_2024_01()
    assert report.place_line == "Bắc Giang, ngày tháng 01 năm 2024"
    assert attrs.evolve(report, dated=date(2024, 1, 25)).place_line == "Bắc Giang, ngày 25 tháng 01 năm 2024"
    assert attrs.evolve(report, dated=PartialDate(2024, 3)).place_line == "Bắc Giang, ngày tháng 3 năm 2024"
    assert attrs.evolve(report, place="").place_line == ""


def test_the_period_is_written_in_words() -> None:
    assert MonthlyReport(period=Period.month(2024, 3)).month_in_words == "tháng 3 năm 2024"
    assert MonthlyReport(period=Period.quarter(2024, 1)).month_in_words == "Quý I/2024"
    assert MonthlyReport(period=Period.between(date(2021, 7, 21), date(2021, 8, 20))).year == "2021"


def test_rows_set_aside_are_said() -> None:
    report = MonthlyReport.from_tallies(count(cases(), JANUARY, by="level"))
    assert report.levels is not None
    assert report.levels.account == Account(no_receipt=1, in_scope=4)
    assert report.set_aside == "01 hồ sơ chưa có ngày tiếp nhận"
    assert MonthlyReport.from_tallies(count(cases()[:4], JANUARY, by="level")).set_aside == ""
    assert bac_giang_2024_01().set_aside == ""
    assert MonthlyReport(period=JANUARY).set_aside == ""


def test_paused_cases_stand_beside_the_others_only_where_the_rules_say_so() -> None:
    paused = Case(code="1", level=Level.PROVINCE, status=CaseStatus.SUPPLEMENT_REQUESTED, received_at=date(2024, 1, 5))
    for rule, shown in (("apart", (0, 1)), ("in_time", (1, None))):
        tally = count([paused], JANUARY, by="level", rules=CountingRules(paused=rule))
        row, *_ = MonthlyReport.from_tallies(tally).level_rows
        assert (row.pending_in_time, row.paused) == shown


def test_every_public_name_of_the_room_is_there() -> None:
    assert all(hasattr(parts, name) for name in parts.__all__)
    assert parts.OnlineServices().share("partial") == Rate.unknown()


def test_procedures_and_feedback_fill_their_sections():
    from datetime import date

    from tthc_core import (
        Case,
        Feedback,
        MismatchError,
        MonthlyReport,
        Period,
        Procedure,
        count,
        count_feedback,
        count_procedures,
    )

    period = Period.month(2024, 1)
    there = {"status": "processing", "received_at": date(2024, 1, 3), "procedure_code": "1"}
    cases = [Case(code="a", level="commune", channel="online", fee_due=True, paid_online=True, **there)]
    procedures = [
        Procedure(
            code="1", tier="full", fee_due=True, fee_on_portal=True, decided_on=date(2024, 1, 5), published_on_time=True
        ),
        Procedure(code="2", fee_due=True, public_on=date(2024, 1, 5), content_complete=True),
    ]
    pieces = [
        Feedback(code="1", kind="regulation", received_at=date(2024, 1, 3), handled_at=date(2024, 1, 4)),
        Feedback(
            code="2",
            kind="staff_conduct",
            received_at=date(2024, 1, 3),
            due_at=date(2024, 1, 3),
            handled_at=date(2024, 1, 4),
        ),
    ]
    tally = count(cases, period, by="level")
    report = MonthlyReport.from_tallies(
        tally,
        procedures=count_procedures(procedures, period, with_cases=cases),
        feedback=count_feedback(pieces, period, by="kind"),
    )
    text = report.to_text()
    assert "một phần 0 (0%), toàn trình 01 (50%), còn lại 01 (50%)" in text
    assert "công bố, cập nhật công khai đúng hạn: 50%" in text
    assert "các bộ phận cấu thành: 100%" in text
    assert "có giao dịch thanh toán trực tuyến: 50%" in text
    assert "được cung cấp trên Cổng DVC quốc gia: 50%" in text
    assert "đã tiếp nhận: 02; số PAKN đã xử lý đúng hạn: 01; số PAKN đã xử lý quá hạn: 01" in text
    assert "của Chính phủ: không có." in text
    with pytest.raises(InvalidValueError, match="feedback is a tally of feedback by=None"):
        MonthlyReport.from_tallies(tally, feedback=count_feedback(pieces, period))
    with pytest.raises(MismatchError, match="procedures has another window"):
        MonthlyReport.from_tallies(tally, procedures=count_procedures([], Period.month(2024, 2)))


def test_one_section_alone():
    from tthc_core import samples

    report = samples.bac_giang_2024_01()
    lines = report.to_text(section="2.2").splitlines()
    assert lines[0] == "2.2. Kết quả giải quyết TTHC"
    assert len(lines) == 6
    assert report.to_text(section="IV").splitlines()[0].startswith("IV. ")
    assert "III." not in report.to_text(section="II")
    assert report.to_text(section="1").startswith("1. Về cải cách việc quy định TTHC")
    assert report.to_text(section="II.1") != report.to_text(section="1") == report.to_text(section="I.1")
    with pytest.raises(InvalidValueError, match=r"section '9\.9'"):
        report.to_text(section="9.9")
    with pytest.raises(InvalidValueError, match="A number is written as text"):
        report.to_text(section=2.2)
