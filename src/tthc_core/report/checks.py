"""What a page must add up to (kiểm tra báo cáo): sums, parts of a whole, and stated percentages against their counts.

Each law is a function that gives a finding or nothing; ``check_report`` says where the laws hold on the monthly report.
A part that a page does not print counts as 0; a figure that it prints as "–" is unknown, and no law is asked of it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import asdict

from ..errors import InvalidValueError
from ..measure import Finding, Rate, Severity, StatedPercent
from ..vietnamese import format_count, format_number, half_up
from .levels import LevelRow
from .monthly import MonthlyReport
from .parts import FeedbackFigures, OnlineServices

__all__ = ["check", "check_report"]

Place = tuple[str, ...]
Figures = Mapping[str, int | None]


def check(subject: MonthlyReport) -> tuple[Finding, ...]:
    """Everything about a subject that cannot be so (kiểm tra), as findings; an empty tuple where there is nothing.

    :param subject: a monthly report.
    :raises InvalidValueError: something that there are no checks for.

    >>> from tthc_core import StatedPercent, samples
    >>> check(samples.bac_giang_2024_01())
    ()
    >>> from attrs import evolve
    >>> report = samples.bac_giang_2024_01()
    >>> report = evolve(report, online=evolve(report.online, information_percent=StatedPercent.parse("22,13%")))
    >>> [finding] = check(report)
    >>> print(finding.code, finding.difference, finding.expected)
    percent_truncated -0.01 22,14%
    """
    if isinstance(subject, MonthlyReport):
        return check_report(subject)
    raise InvalidValueError(f"check: no checks for a {type(subject).__name__}; there are checks for a MonthlyReport.")


def check_report(report: MonthlyReport) -> tuple[Finding, ...]:
    """The findings of a monthly report, in the order of its page."""
    return tuple(_findings(report))


def _findings(report: MonthlyReport) -> Iterator[Finding]:
    reviews = report.reviews
    yield from _within(
        ("1.1",), {"kiến nghị cắt giảm": reviews.cuts_proposed}, {"đã thẩm định": reviews.procedures_appraised}
    )
    yield from _within(
        ("1.1",), {"tiếp thu cắt giảm": reviews.cuts_accepted}, {"kiến nghị cắt giảm": reviews.cuts_proposed}
    )
    for row in report.level_rows:
        yield from _level(("2.2.b", row.label), row)
    yield from _online(("2.3",), report.online)
    yield from _feedback(("3", "PAKN về quy định và hành vi hành chính"), report.administrative_feedback)
    yield from _feedback(("3", "PAKN về quy định kinh doanh"), report.business_feedback)
    for section, part in (
        ("2.1", report.transparency),
        ("2.2.a", report.portal),
        ("2.3", report.online),
        ("2.4", report.digitisation),
    ):
        for name, value in asdict(part, recurse=False).items():
            if isinstance(value, StatedPercent):
                yield from _at_most_all((section, name), value)


def _level(place: Place, row: LevelRow) -> Iterator[Finding]:
    resolved = {"đã giải quyết": row.resolved}
    pending = {"đang giải quyết": row.pending}
    parts = {
        "trong hạn": row.pending_in_time,
        "quá hạn": row.pending_overdue or 0,
        "chờ bổ sung, tạm dừng": row.paused or 0,
        "không xét hạn": row.pending_not_judged or 0,
    }
    yield from _adds_up(
        place, {"tổng số tiếp nhận": row.caseload}, resolved | pending | {"rút, từ chối": row.closed_otherwise or 0}
    )
    yield from _within(
        place, {"trước và đúng hạn": row.resolved_in_time, "không xét hạn": row.resolved_not_judged or 0}, resolved
    )
    if row.pending_in_time is None:
        yield from _within(place, parts | {"trong hạn": 0}, pending)
    else:
        yield from _adds_up(place, pending, parts)
    yield from _as_counted((*place, "trước và đúng hạn"), row.on_time_stated, row.on_time_counted)


def _online(place: Place, online: OnlineServices) -> Iterator[Finding]:
    tiers = {"một phần": online.partial, "toàn trình": online.full, "còn lại": online.information}
    stated = {
        "một phần": (online.partial_percent, online.share("partial")),
        "toàn trình": (online.full_percent, online.share("full")),
        "còn lại": (online.information_percent, online.share("information")),
    }
    yield from _adds_up(place, {"tổng số TTHC": online.procedures}, tiers)
    for tier, (percent, share) in stated.items():
        yield from _as_counted((*place, tier), percent, share)
    if online.total is None:  # else each share is compared with its counts
        yield from _fill_the_whole(place, {tier: percent for tier, (percent, _) in stated.items()})
    yield from _fill_the_whole(
        (*place, "đang xử lý"), {"đúng hạn": online.pending_in_time, "quá hạn": online.pending_overdue}
    )


def _feedback(place: Place, figures: FeedbackFigures) -> Iterator[Finding]:
    came = {"đã tiếp nhận": figures.received, "kỳ trước chuyển sang": figures.carried_over or 0}
    went = {
        "xử lý đúng hạn": figures.handled_in_time,
        "xử lý quá hạn": figures.handled_late,
        "không tiếp nhận xử lý": figures.declined or 0,
        "đang xử lý": figures.pending or 0,
    }
    yield from _adds_up(place, came, went)


# -- the laws ----------------------------------------------------------------------------------------------------------


def _adds_up(place: Place, whole: Figures, parts: Figures) -> Iterator[Finding]:
    """The figures on one side are together as much as those on the other."""
    ours, theirs = _sum(whole), _sum(parts)
    if ours is not None and theirs is not None and ours != theirs:
        yield Finding(
            code="does_not_add_up",
            severity=Severity.ERROR,
            place=place,
            values=(*_values(whole), *_values(parts)),
            difference=ours - theirs,
            expected=format_number(theirs),
            message=_sentence(f"{_said(whole)} không bằng {_said(parts)} (lệch {format_number(ours - theirs)})."),
        )


def _within(place: Place, parts: Figures, whole: Figures) -> Iterator[Finding]:
    """Parts are together no more than their whole."""
    ours, theirs = _sum(parts), _sum(whole)
    if ours is not None and theirs is not None and ours > theirs:
        yield Finding(
            code="part_exceeds_whole",
            severity=Severity.ERROR,
            place=place,
            values=(*_values(parts), *_values(whole)),
            difference=ours - theirs,
            expected=f"≤ {format_number(theirs)}",
            message=_sentence(f"{_said(parts)} lớn hơn {_said(whole)} (thừa {format_number(ours - theirs)})."),
        )


def _as_counted(place: Place, stated: StatedPercent | None, counted: Rate) -> Iterator[Finding]:
    """A percentage beside its counts is their rate, rounded half-up to the digits that it has."""
    n, d = counted.numerator, counted.denominator
    if stated is None or n is None or d is None:
        return
    values = (("tỷ lệ ghi", str(stated)), ("tử số", n), ("mẫu số", d))
    if d == 0:
        yield Finding(
            code="percent_of_nothing",
            severity=Severity.WARNING,
            place=place,
            values=values,
            difference=None,
            expected="–",
            message=f"Ghi {stated} của 0: tỷ lệ không xác định.",
        )
        return
    expected = half_up(100 * n, d, stated.places)
    if stated.percent == expected:
        return
    unit = 10**stated.places
    truncated = Fraction(stated.percent) == Fraction(100 * n * unit // d, unit)
    difference = _decimal(Fraction(stated.percent) - Fraction(expected), stated.places)
    said = f"{format_number(expected)}%"
    how = "bị cắt bớt, không làm tròn" if truncated else f"lệch {format_number(difference)} điểm phần trăm"
    yield Finding(
        code="percent_truncated" if truncated else "percent_off",
        severity=Severity.WARNING if truncated else Severity.ERROR,
        place=place,
        values=values,
        difference=difference,
        expected=said,
        message=f"Ghi {stated}, mà {format_number(n)}/{format_number(d)} là {said} ({how}).",
    )


def _fill_the_whole(place: Place, shares: Mapping[str, Any]) -> Iterator[Finding]:
    """Stated shares of one whole are 100% together, as far as rounding lets them."""
    stated = [share for share in shares.values() if isinstance(share, StatedPercent)]
    if len(stated) < len(shares):
        return
    over = sum((Fraction(share.percent) for share in stated), Fraction(-100))
    # Half-up moves each share by at most half a unit of its last digit.
    slack = sum((Fraction(1, 2 * 10**share.places) for share in stated), Fraction())
    if abs(over) > slack:
        difference = _decimal(over, max(share.places for share in stated))
        said = " + ".join(f"{name} {share}" for name, share in shares.items())
        yield Finding(
            code="shares_do_not_fill_whole",
            severity=Severity.ERROR,
            place=place,
            values=tuple((name, str(share)) for name, share in shares.items()),
            difference=difference,
            expected="100%",
            message=_sentence(f"{said} không bằng 100% (lệch {format_number(difference)} điểm phần trăm)."),
        )


def _at_most_all(place: Place, stated: StatedPercent) -> Iterator[Finding]:
    """No share of a whole is more than the whole."""
    if stated.percent > 100:
        yield Finding(
            code="percent_above_100",
            severity=Severity.ERROR,
            place=place,
            values=(("tỷ lệ ghi", str(stated)),),
            difference=_decimal(Fraction(stated.percent) - 100, stated.places),
            expected="≤ 100%",
            message=f"Ghi {stated}, lớn hơn 100%.",
        )


def _decimal(value: Fraction, places: int) -> Decimal:
    # From integers: a subtraction of decimals would round in the context of whoever calls.
    return half_up(value.numerator, value.denominator, places)


def _sum(figures: Figures) -> int | None:
    counts = [count for count in figures.values() if count is not None]
    return sum(counts) if len(counts) == len(figures) else None


def _values(figures: Figures) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in figures.items() if count is not None)


def _said(figures: Figures) -> str:
    """The figures that are not 0, or the first: "đã giải quyết 19.320 + đang giải quyết 6.095"."""
    counts = _values(figures)
    return " + ".join(f"{name} {format_count(count)}" for name, count in counts if count) or f"{counts[0][0]} 0"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
