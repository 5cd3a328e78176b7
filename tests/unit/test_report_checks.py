"""check(report): what each planted fault is called, and what no check can see."""

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations

import attrs
import pytest

from tthc_core.calendar import Period
from tthc_core.counting import Tally
from tthc_core.domain import Level
from tthc_core.errors import InvalidValueError
from tthc_core.measure import Finding, Severity, StatedPercent
from tthc_core.report import DraftReviews, FeedbackFigures, MonthlyReport, OnlineServices, check, check_report
from tthc_core.samples import bac_giang_2024_01

SAMPLE = bac_giang_2024_01()
JANUARY = Period.month(2024, 1)
FIGURES = {key: row.as_dict() for key, row in SAMPLE.levels.items()} if SAMPLE.levels else {}
TIERS = ("partial", "full", "information")


def with_count(level: Level, counter: str, value: int) -> MonthlyReport:
    figures = FIGURES | {level: FIGURES[level] | {counter: value}}
    return attrs.evolve(SAMPLE, levels=Tally.published(figures, SAMPLE.period))


def with_part(part: str, **values: object) -> MonthlyReport:
    return attrs.evolve(SAMPLE, **{part: attrs.evolve(getattr(SAMPLE, part), **values)})


def with_rate(level: Level, percent: str) -> MonthlyReport:
    return attrs.evolve(SAMPLE, levels_on_time={**dict(SAMPLE.levels_on_time), level: StatedPercent.parse(percent)})


def codes(report: MonthlyReport) -> list[str]:
    return [finding.code for finding in check(report)]


def near(value: int) -> list[int]:
    """Numbers around a value, every one near it, and far ones."""
    return sorted({*range(max(0, value - 150), value + 151), 0, value // 2, value * 2, value + 10**6} - {value})


def half_up(part: int, whole: int, places: int) -> Fraction:
    """Written again, by the definition."""
    unit = 10**places
    return Fraction((2 * part * 100 * unit + whole) // (2 * whole), unit)


def test_the_sample_has_no_finding() -> None:
    assert check(SAMPLE) == ()
    assert check_report(SAMPLE) == ()


@pytest.mark.parametrize("level", FIGURES)
@pytest.mark.parametrize("counter", ["caseload", "resolved", "pending"])
def test_every_change_of_caseload_resolved_or_pending_is_found(level: Level, counter: str) -> None:
    for value in near(FIGURES[level][counter]):
        findings = [
            finding for finding in check(with_count(level, counter, value)) if finding.code == "does_not_add_up"
        ]
        assert len(findings) == 1, value
        sign = 1 if counter == "caseload" else -1
        assert findings[0].difference == sign * (value - FIGURES[level][counter])
        assert findings[0].place == ("2.2.b", level.label)


@pytest.mark.parametrize("level", FIGURES)
def test_a_change_of_an_in_time_count_is_found_just_where_it_can_be_seen(level: Level) -> None:
    resolved, in_time = FIGURES[level]["resolved"], FIGURES[level]["resolved_in_time"]
    printed = half_up(in_time, resolved, 0)
    for value in {*near(in_time), *range(in_time - 400, resolved + 3)} - {in_time}:
        seen = set(codes(with_count(level, "resolved_in_time", value)))
        assert ("part_exceeds_whole" in seen) is (value > resolved), value
        assert bool(seen & {"percent_off", "percent_truncated"}) is (half_up(value, resolved, 0) != printed), value


@pytest.mark.parametrize("tier", TIERS)
def test_every_change_of_a_tier_count_is_found(tier: str) -> None:
    for value in {*range(3000), 10**6} - {getattr(SAMPLE.online, tier)}:
        assert codes(with_part("online", **{tier: value})), value


PERCENTAGES = {
    **{level: str(percent) for level, percent in SAMPLE.levels_on_time},
    **{tier: str(getattr(SAMPLE.online, f"{tier}_percent")) for tier in TIERS},
}


def with_percent(place: Level | str, percent: str) -> MonthlyReport:
    if isinstance(place, Level):
        return with_rate(place, percent)
    return with_part("online", **{f"{place}_percent": StatedPercent.parse(percent)})


@pytest.mark.parametrize(("one", "other"), list(combinations(PERCENTAGES, 2)))
def test_two_percentages_with_counts_exchanged_are_found(one: Level | str, other: Level | str) -> None:
    changed = {one: PERCENTAGES[other], other: PERCENTAGES[one]}
    rates = {place: StatedPercent.parse(text) for place, text in changed.items()}
    report = attrs.evolve(
        SAMPLE,
        levels_on_time={level: rates.get(level, percent) for level, percent in SAMPLE.levels_on_time},
        online=attrs.evolve(SAMPLE.online, **{f"{tier}_percent": rates[tier] for tier in TIERS if tier in rates}),
    )
    assert len(check(report)) == 2


@pytest.mark.parametrize(
    ("place", "percent", "code", "difference", "expected"),
    [
        (Level.COMMUNE, "96%", "percent_truncated", Decimal(-1), "97%"),
        (Level.DISTRICT, "97%", "percent_off", Decimal(-1), "98%"),
        (Level.COMMUNE, "96,75%", "percent_truncated", Decimal("-0.01"), "96,76%"),
        (Level.COMMUNE, "96,76%", None, None, None),
        (Level.COMMUNE, "97,00%", "percent_off", Decimal("0.24"), "96,76%"),
        ("information", "22,13%", "percent_truncated", Decimal("-0.01"), "22,14%"),
        ("information", "22,15%", "percent_off", Decimal("0.01"), "22,14%"),
        ("information", "22,1%", None, None, None),
        ("full", "35,04%", "percent_off", Decimal("-0.01"), "35,05%"),
        ("partial", "142,81%", "percent_off", Decimal(100), "42,81%"),
    ],
)
def test_a_stated_percentage_is_its_counts_rounded_half_up(
    place: Level | str, percent: str, code: str | None, difference: Decimal | None, expected: str | None
) -> None:
    findings = [finding for finding in check(with_percent(place, percent)) if finding.code != "percent_above_100"]
    assert [finding.code for finding in findings] == ([code] if code else [])
    assert [(finding.difference, finding.expected) for finding in findings] == (
        [(difference, expected)] if code else []
    )


def test_a_finding_says_where_which_values_by_how_much_and_what_was_expected() -> None:
    assert check(with_rate(Level.COMMUNE, "96%")) == (
        Finding(
            code="percent_truncated",
            severity=Severity.WARNING,
            place=("2.2.b", "Cấp xã", "trước và đúng hạn"),
            values=(("tỷ lệ ghi", "96%"), ("tử số", 16741), ("mẫu số", 17302)),
            difference=Decimal(-1),
            expected="97%",
            message="Ghi 96%, mà 16.741/17.302 là 97% (bị cắt bớt, không làm tròn).",
        ),
    )
    [finding] = check(with_count(Level.PROVINCE, "pending", 6096))
    assert dict(finding.values) == {
        "tổng số tiếp nhận": 25415,
        "đã giải quyết": 19320,
        "đang giải quyết": 6096,
        "rút, từ chối": 0,
    }
    assert (finding.severity, finding.expected) == (Severity.ERROR, "25.416")


@pytest.mark.parametrize(
    ("report", "message"),
    [
        (
            with_count(Level.PROVINCE, "pending", 6096),
            "Tổng số tiếp nhận 25.415 không bằng đã giải quyết 19.320 + đang giải quyết 6.096 (lệch -1).",
        ),
        (
            with_count(Level.COMMUNE, "caseload", 0),
            "Tổng số tiếp nhận 0 không bằng đã giải quyết 17.302 + đang giải quyết 2.152 (lệch -19.454).",
        ),
        (
            with_count(Level.PROVINCE, "resolved_in_time", 19321),
            "Trước và đúng hạn 19.321 lớn hơn đã giải quyết 19.320 (thừa 1).",
        ),
        (
            with_rate(Level.PROVINCE, "98%"),
            "Ghi 98%, mà 19.196/19.320 là 99% (lệch -1 điểm phần trăm).",
        ),
        (
            with_part("administrative_feedback", received=6),
            "Đã tiếp nhận 06 không bằng xử lý đúng hạn 05 (lệch 1).",
        ),
        (
            with_part("online", pending_overdue=StatedPercent.parse("5,59%")),
            "Đúng hạn 94,43% + quá hạn 5,59% không bằng 100% (lệch 0,02 điểm phần trăm).",
        ),
        (
            with_part("online", procedures=1921),
            "Tổng số TTHC 1.921 không bằng một phần 822 + toàn trình 673 + còn lại 425 (lệch 1).",
        ),
        (with_part("digitisation", digitised=StatedPercent.parse("521,8%")), "Ghi 521,8%, lớn hơn 100%."),
        (with_part("reviews", cuts_proposed=1), "Kiến nghị cắt giảm 01 lớn hơn đã thẩm định 0 (thừa 1)."),
        (with_part("reviews", cuts_accepted=1), "Tiếp thu cắt giảm 01 lớn hơn kiến nghị cắt giảm 0 (thừa 1)."),
    ],
)
def test_a_finding_reads_as_a_sentence(report: MonthlyReport, message: str) -> None:
    assert message in [finding.message for finding in check(report)]


@pytest.mark.parametrize(
    "figures",
    [
        {"received": 6, "handled_in_time": 5, "handled_late": 0},
        {"received": 5, "handled_in_time": 6, "handled_late": 0},
        {"received": 5, "handled_in_time": 5, "handled_late": 1},
        {"received": 5, "handled_in_time": 5, "handled_late": 0, "pending": 1},
        {"received": 5, "handled_in_time": 5, "handled_late": 0, "declined": 1},
        {"received": 5, "handled_in_time": 5, "handled_late": 0, "carried_over": 1},
    ],
)
def test_feedback_that_does_not_add_up_is_found(figures: dict[str, int]) -> None:
    for part in ("administrative_feedback", "business_feedback"):
        assert codes(attrs.evolve(SAMPLE, **{part: FeedbackFigures(**figures)})) == ["does_not_add_up"]


def test_feedback_with_all_its_parts_adds_up() -> None:
    figures = FeedbackFigures(received=6, carried_over=2, handled_in_time=3, handled_late=1, declined=1, pending=3)
    assert codes(attrs.evolve(SAMPLE, administrative_feedback=figures)) == []


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"pending": 10, "pending_in_time": 6, "pending_overdue": 1, "paused": 2, "pending_not_judged": 1}, []),
        ({"pending": 10, "pending_in_time": 10}, []),  # a part that is not printed counts as 0
        ({"pending": 10, "pending_in_time": 6, "pending_overdue": 3}, ["does_not_add_up"]),
        ({"pending": 10, "pending_overdue": 10}, []),
        ({"pending": 10, "pending_overdue": 11}, ["part_exceeds_whole"]),
        ({"pending_in_time": 11}, []),  # of an unknown number
        ({"caseload": 20, "resolved": 8, "pending": 10, "closed_otherwise": 2}, []),
        ({"caseload": 20, "resolved": 8, "pending": 10, "closed_otherwise": 1}, ["does_not_add_up"]),
        ({"caseload": 20, "resolved": 8}, []),
        ({"resolved": 10, "resolved_in_time": 8, "resolved_not_judged": 2}, []),
        ({"resolved": 10, "resolved_in_time": 8, "resolved_not_judged": 3}, ["part_exceeds_whole"]),
        ({"resolved": 10, "resolved_in_time": 0, "resolved_not_judged": 11}, ["part_exceeds_whole"]),
    ],
)
def test_the_parts_of_a_level(counts: dict[str, int], found: list[str]) -> None:
    assert codes(MonthlyReport.from_published(JANUARY, levels={Level.PROVINCE: counts})) == found


def test_the_rate_of_what_was_judged_is_compared_with_what_was_judged() -> None:
    levels = {Level.PROVINCE: {"resolved": 10, "resolved_in_time": 8, "resolved_not_judged": 2}}
    report = MonthlyReport.from_published(
        JANUARY, levels=levels, levels_on_time={Level.PROVINCE: StatedPercent.parse("100%")}
    )
    assert codes(report) == []


def test_a_percentage_of_nothing_is_a_warning() -> None:
    levels = {Level.PROVINCE: {"resolved": 0, "resolved_in_time": 0}}
    report = MonthlyReport.from_published(
        JANUARY, levels=levels, levels_on_time={Level.PROVINCE: StatedPercent.parse("100%")}
    )
    [finding] = check(report)
    assert (finding.code, finding.severity, finding.difference, finding.expected) == (
        "percent_of_nothing",
        Severity.WARNING,
        None,
        "–",
    )
    assert finding.message == "Ghi 100% của 0: tỷ lệ không xác định."


@pytest.mark.parametrize(
    ("percents", "found"),
    [
        (("33,33%", "33,33%", "33,33%"), []),
        (("33,3%", "33,3%", "33,33%"), []),
        (("42,81%", "35,05%", "22,16%"), ["shares_do_not_fill_whole"]),
        (("42,81%", "35,05%", "22,12%"), ["shares_do_not_fill_whole"]),
        (("42,81%", "35,05%", None), []),
    ],
)
def test_shares_without_counts_fill_the_whole_within_rounding(
    percents: tuple[str | None, ...], found: list[str]
) -> None:
    stated = [StatedPercent.parse(text) if text else None for text in percents]
    online = OnlineServices(partial_percent=stated[0], full_percent=stated[1], information_percent=stated[2])
    assert codes(MonthlyReport(period=JANUARY, online=online)) == found


def test_what_is_missing_is_not_a_finding() -> None:
    assert check(MonthlyReport(period=JANUARY)) == ()
    assert check(MonthlyReport(period=JANUARY, reviews=DraftReviews(cuts_proposed=3))) == ()
    assert check(attrs.evolve(SAMPLE, levels=None)) == ()


def test_the_context_of_the_host_changes_nothing() -> None:
    report = with_rate(Level.COMMUNE, "96,75%")
    with localcontext(prec=1):
        assert check(report)[0].difference == Decimal("-0.01")
        assert check(SAMPLE) == ()


def test_check_says_what_it_can_check() -> None:
    with pytest.raises(InvalidValueError, match=r"no checks for a dict.*MonthlyReport"):
        check({})


# What no check can see from this page, and why.
UNSEEN = [
    (with_count(Level.PROVINCE, "resolved_in_time", 19169), "two digits exchanged: 19.169 of 19.320 is still 99%"),
    (with_count(Level.PROVINCE, "resolved_in_time", 19195), "one case less in time is still 99%"),
    (
        attrs.evolve(
            SAMPLE,
            levels=Tally.published(
                FIGURES | {Level.PROVINCE: FIGURES[Level.PROVINCE] | {"caseload": 25416, "pending": 6096}}, JANUARY
            ),
        ),
        "a case added to the whole and to a part: the page still adds up",
    ),
    (
        attrs.evolve(
            SAMPLE,
            levels=Tally.published(
                FIGURES | {Level.DISTRICT: FIGURES[Level.COMMUNE], Level.COMMUNE: FIGURES[Level.DISTRICT]}, JANUARY
            ),
            levels_on_time={
                Level.PROVINCE: StatedPercent.parse("99%"),
                Level.DISTRICT: StatedPercent.parse("97%"),
                Level.COMMUNE: StatedPercent.parse("98%"),
            },
        ),
        "two levels exchanged as a whole: every row adds up, and the page has no total",
    ),
    (attrs.evolve(SAMPLE, levels=None), "a level's figures left out: nothing else on the page counts the same cases"),
    (
        with_part("transparency", published_on_time=StatedPercent.parse("18,73%")),
        "stated without counts: any percentage up to 100 may be so",
    ),
    (
        with_part(
            "transparency", published_on_time=StatedPercent.parse("75,95%"), synchronised=StatedPercent.parse("18,37%")
        ),
        "two percentages without counts exchanged",
    ),
    (
        with_part(
            "online", pending_in_time=StatedPercent.parse("94,34%"), pending_overdue=StatedPercent.parse("5,66%")
        ),
        "both shares changed by the same: together they are still 100%",
    ),
    (with_part("online", pending_in_time=StatedPercent.parse("94,44%")), "100,01% together may be rounding"),
    (
        with_part("portal", on_time=StatedPercent.parse("83,8%")),
        "the portal's rate stands alone; its points are another measure",
    ),
    (
        with_part("administrative_feedback", handled_in_time=4, handled_late=1),
        "one handled late for one in time: the sum is the same",
    ),
    (with_part("administrative_feedback", received=6, handled_in_time=6), "one more received and handled"),
    (with_part("internal", published=90), "a count that is no part of another"),
    (with_part("reviews", procedures_assessed=7), "assessed and appraised procedures need not be the same ones"),
    (
        attrs.evolve(SAMPLE, source_differences=(attrs.evolve(SAMPLE.source_differences[0], portal_overdue=1320),)),
        "two systems that are said to differ: no law binds them",
    ),
]


@pytest.mark.parametrize(("report", "reason"), UNSEEN, ids=[reason for _, reason in UNSEEN])
def test_what_no_check_can_see(report: MonthlyReport, reason: str) -> None:
    assert report != SAMPLE
    assert check(report) == (), reason
