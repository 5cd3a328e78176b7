"""Laws of the report that hold for any figures."""

import re
from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from tthc_core.calendar import Period
from tthc_core.counting import count
from tthc_core.domain import Level
from tthc_core.measure import StatedPercent
from tthc_core.report import FeedbackFigures, MonthlyReport, OnlineServices, check
from tthc_core.testing import cases, rules
from tthc_core.vietnamese import half_up, parse_number

PERIOD = Period.month(2024, 1, window="decree_09_2019")
COUNTS = st.integers(0, 10**7)


def stated(part: int, whole: int, places: int) -> StatedPercent | None:
    return StatedPercent(half_up(100 * part, whole, places)) if whole else None


@st.composite
def pages(draw: st.DrawFn) -> MonthlyReport:
    """A published page that adds up, its percentages rounded half-up from its counts."""
    places = draw(st.integers(0, 3))
    levels, rates = {}, {}
    for level in draw(st.sets(st.sampled_from(Level))):
        resolved, pending, otherwise = draw(COUNTS), draw(COUNTS), draw(st.integers(0, 20))
        in_time = draw(st.integers(0, resolved))
        row = {
            "caseload": resolved + pending + otherwise,
            "resolved": resolved,
            "resolved_in_time": in_time,
            "pending": pending,
        }
        levels[level] = row | ({"closed_otherwise": otherwise} if otherwise else {})
        if rate := stated(in_time, resolved, places):
            rates[level] = rate
    tiers = draw(st.tuples(COUNTS, COUNTS, COUNTS))
    partial, full, information = (stated(tier, sum(tiers), places) for tier in tiers)
    online = OnlineServices(
        partial=tiers[0],
        full=tiers[1],
        information=tiers[2],
        partial_percent=partial,
        full_percent=full,
        information_percent=information,
    )
    if draw(st.booleans()):
        online = attrs.evolve(online, partial=None, full=None, information=None)
    if draw(st.booleans()):
        overdue = draw(st.integers(0, 500))
        online = attrs.evolve(
            online, pending_in_time=stated(500 - overdue, 500, places), pending_overdue=stated(overdue, 500, places)
        )
    late, handled = draw(COUNTS), draw(COUNTS)
    feedback = FeedbackFigures(received=late + handled, handled_in_time=handled, handled_late=late)
    return MonthlyReport.from_published(
        PERIOD, levels=levels, levels_on_time=rates, online=online, administrative_feedback=feedback
    )


@given(pages())
def test_a_page_that_adds_up_has_no_finding(page: MonthlyReport) -> None:
    assert check(page) == ()


@given(pages(), st.data())
def test_a_page_that_does_not_add_up_has_one(page: MonthlyReport, data: st.DataObject) -> None:
    assert page.levels is not None
    figures = {key: row.as_dict() for key, row in page.levels.items()}
    if not figures:
        return
    level = data.draw(st.sampled_from(sorted(figures)))
    counter = data.draw(st.sampled_from(["caseload", "resolved", "pending"]))
    figures[level][counter] += data.draw(st.integers(1, 1000))
    changed = MonthlyReport.from_published(PERIOD, levels=figures)
    assert "does_not_add_up" in [finding.code for finding in check(changed)]


@settings(max_examples=30)
@given(st.lists(cases(), max_size=12), rules())
def test_the_report_of_any_tally_has_no_finding_and_prints_its_figures(them: list, given_rules: object) -> None:
    by_level = count(them, PERIOD, by="level", rules=given_rules)
    by_channel = count(them, PERIOD, by="channel", rules=given_rules)
    report = MonthlyReport.from_tallies(by_level, by_channel=by_channel)
    assert check(report) == ()
    text = report.to_text()
    for row in report.level_rows:
        [line] = [line for line in text.splitlines() if line.startswith(f"- {row.label}: ")]
        counts = (row.caseload, row.resolved, row.resolved_in_time, row.pending)
        found = re.match(
            r".*tiếp nhận (\S+) hồ sơ; đã giải quyết (\S+) hồ sơ "
            r"\(trước và đúng hạn (\S+), tỷ lệ ([^;)]+).*; đang giải quyết (\S+) hồ sơ",
            line,
        )
        assert found is not None
        *printed, rate, pending = found.groups()
        assert [None if figure == "–" else parse_number(figure) for figure in (*printed, pending)] == list(counts)
        assert (rate == "–") is (not row.on_time_counted.denominator)


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 2), st.integers(-3, 3))
def test_a_stated_percentage_is_found_exactly_where_it_is_not_half_up(
    part: int, whole: int, places: int, off: int
) -> None:
    part = min(part, whole)
    right = half_up(100 * part, whole, places)
    wrong = Fraction(right) + Fraction(off, 10**places)
    if not 0 <= wrong <= 100:
        return
    percent = StatedPercent(half_up(wrong.numerator, wrong.denominator, places))
    if percent.places != places and off:
        return  # a trailing 0 is not written: fewer places, another law
    report = MonthlyReport.from_published(
        PERIOD,
        levels={Level.PROVINCE: {"resolved": whole, "resolved_in_time": part}},
        levels_on_time={Level.PROVINCE: percent},
    )
    found = [finding.code for finding in check(report)]
    assert (found == []) is (off == 0)
    truncated = off and Fraction(percent.percent) == Fraction(100 * part * 10**places // whole, 10**places)
    assert ("percent_truncated" in found) is bool(truncated)
