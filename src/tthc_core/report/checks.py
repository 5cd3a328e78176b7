"""What a page must add up to (kiểm tra báo cáo): sums, parts of a whole, and stated percentages against their counts.

``check_report`` says where the laws of :mod:`.laws` hold on the monthly report, ``check_tally`` where they hold in a
tally; the faults of cases stand in :mod:`tthc_core.counting.fault_table`. A part that a page does not print counts as
0; a figure that it prints as "–" is unknown, and no law is asked of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice

from attrs import asdict, fields

from ..calendar import ReceiptRule, WorkCalendar
from ..counting import Place as AccountPlace
from ..counting import Row, Tally
from ..counting.changes import level_changes
from ..counting.deadline_steps import SupplementRule
from ..counting.faults import check_cases
from ..counting.frames import CaseColumns, Frame, is_frame
from ..counting.frames.door import check_frame
from ..counting.identities import identities
from ..counting.keys import label_of
from ..counting.subjects import SUBJECTS
from ..domain import AgencyTree, Case, Procedure
from ..errors import InvalidValueError
from ..measure import Finding, StatedPercent
from .laws import Figures, Place, adds_up, as_counted, at_most_all, fill_the_whole, within
from .levels import LevelRow, level_row
from .monthly import MonthlyReport
from .parts import FeedbackFigures, OnlineServices

__all__ = ["check", "check_report", "check_tally"]


def check(
    subject: MonthlyReport | Tally | Iterable[Case] | Frame,
    *,
    as_of: date | None = None,
    agencies: AgencyTree | None = None,
    calendar: WorkCalendar | None = None,
    procedures: Iterable[Procedure] | Mapping[str, Procedure] | None = None,
    supplement: SupplementRule = "restart",
    receipt: ReceiptRule = "next_moment",
    columns: CaseColumns | None = None,
    pauses: Frame | None = None,
) -> tuple[Finding, ...]:
    """Everything about a subject that cannot be so (kiểm tra), as findings; an empty tuple where there is nothing.

    :param subject: a monthly report, a tally, or cases: objects, or a frame, of which each fault is one finding that
        says how many rows have it and names up to five.
    :param as_of: of cases, the day on which the data were taken (ngày chốt số liệu): they cannot know of a later one.
    :param agencies: of cases, the tree that says of which level an agency is.
    :param calendar: of cases, the working days (lịch làm việc), by which due dates are compared with time limits.
    :param procedures: of cases, the procedures (TTHC) that state the limits, or one by each code. Both are needed. What
        is not looked for without ``as_of``, ``agencies`` or these, a note says. Of a frame the rows without pause and
        extension are compared; a note says how many have one.
    :param supplement: what a pause does to a due date, as in :func:`~tthc_core.counting.deadlines.deadline`.
    :param receipt: the rule for a receipt outside working time, as in :func:`~tthc_core.calendar.due_from`.
    :param columns: of a frame, which column holds which field.
    :param pauses: beside a frame, another one with a row for each pause.
    :raises InvalidValueError: something that there are no checks for; ``as_of``, ``agencies``, ``calendar`` or
        ``procedures`` with a report or tally; a rule of ``supplement`` with a frame, ``columns`` or ``pauses`` without
        one.

    >>> from tthc_core import StatedPercent, samples
    >>> check(samples.bac_giang_2024_01())
    ()
    >>> from attrs import evolve
    >>> report = samples.bac_giang_2024_01()
    >>> report = evolve(report, online=evolve(report.online, information_percent=StatedPercent.parse("22,13%")))
    >>> [finding] = check(report)
    >>> print(finding.code, finding.difference, finding.expected)
    percent_truncated -0.01 22,14%
    >>> from tthc_core import Case
    >>> case = Case(code="H02-240105-0001", status="processed", received_at=date(2024, 1, 5), due_at=date(2024, 1, 9))
    >>> [finding.code for finding in check([case], as_of=date(2024, 1, 31)) if finding.severity == "error"]
    ['undated_end']
    """
    if isinstance(subject, MonthlyReport | Tally):
        for_cases = {"as_of": as_of, "agencies": agencies, "calendar": calendar, "procedures": procedures}
        for name, given in for_cases.items():
            if given is not None:
                raise InvalidValueError(
                    f"check: {name} is for cases; nothing of a {_kind(subject)} is compared with it."
                )
        return check_report(subject) if isinstance(subject, MonthlyReport) else check_tally(subject)
    if is_frame(subject):
        _only_with("objects", supplement=None if supplement == "restart" else supplement)
        return check_frame(
            subject,
            columns=columns,
            pauses=pauses,
            as_of=as_of,
            agencies=agencies,
            calendar=calendar,
            procedures=procedures,
            receipt=receipt,
        )
    _only_with("a data frame", columns=columns, pauses=pauses)
    return check_cases(
        _cases(subject),
        as_of=as_of,
        agencies=agencies,
        calendar=calendar,
        procedures=procedures,
        supplement=supplement,
        receipt=receipt,
    )


def _only_with(kind: str, **given: object) -> None:
    for name, value in given.items():
        if value is not None:
            raise InvalidValueError(f"check: {name}= goes with {kind}: leave it out.")


def _cases(subject: object) -> Iterator[Case]:
    """The cases of an iterable; by its first item it is known to hold some."""
    hint = "."
    if isinstance(subject, Case):
        hint = ": write check([case])."
    elif isinstance(subject, Iterable) and not isinstance(subject, str | bytes | Mapping):
        items = iter(subject)
        first = list(islice(items, 1))
        if not first or isinstance(first[0], Case):
            return chain(first, items)
        hint = f", and this one holds a {_kind(first[0])}."
    raise InvalidValueError(
        f"check: no checks for a {_kind(subject)}; there are checks for a MonthlyReport, a Tally, "
        f"and an iterable of Case{hint}"
    )


def _kind(subject: object) -> str:
    return type(subject).__name__


def check_tally(tally: Tally) -> tuple[Finding, ...]:
    """The findings of a tally: those of its making, levels that are no more, identities of counters that do not hold.

    Counted tallies keep them all. In a published one a part that is not there counts as 0, as on a page; no law is
    asked of what is unknown otherwise.

    >>> from tthc_core import Level, Period
    >>> figures = {Level.PROVINCE: {"caseload": 25415, "resolved": 19320, "pending": 6059}}
    >>> print(*check_tally(Tally.published(figures, Period.month(2024, 1))))
    lỗi: Cấp tỉnh: Tổng số tiếp nhận 25.415 không bằng đã giải quyết 19.320 + đang giải quyết 6.059 (lệch 36).
    """
    return (*tally.findings, *level_changes(tally), *chain.from_iterable(_row(row) for _, row in tally.items()))


def _row(row: Row) -> Iterator[Finding]:
    subject = row.tally.subject
    place = tuple(map(label_of, row.tally.parts(row.key))) or ("Tổng số",)
    published = row.account is None
    if published and subject == "cases":
        yield from _level(place, level_row(None, row, None))
    if published and subject == "feedback":
        yield from _feedback(place, FeedbackFigures(**{one.name: row.get(one.name) for one in fields(FeedbackFigures)}))
    for law in identities(subject, row.tally.rules):
        if published and subject == "cases" and law.left == ("pending",):
            continue  # _level has asked it
        yield from (within if law.at_most else adds_up)(place, _counts(row, law.left), _counts(row, law.right))


def _counts(row: Row, names: tuple[str, ...]) -> Figures:
    account, table = row.account, SUBJECTS[row.tally.subject].counters
    counts = {table[name].label: row.get(name) for name in names if name in table}
    if "in_scope" in names:
        counts[AccountPlace.IN_SCOPE.label] = None if account is None else account.in_scope
    return counts or {"phần được tính riêng": 0}


def check_report(report: MonthlyReport) -> tuple[Finding, ...]:
    """The findings of a monthly report, in the order of its page."""
    return tuple(_findings(report))


def _findings(report: MonthlyReport) -> Iterator[Finding]:
    reviews = report.reviews
    yield from within(
        ("1.1",), {"kiến nghị cắt giảm": reviews.cuts_proposed}, {"đã thẩm định": reviews.procedures_appraised}
    )
    yield from within(
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
                yield from at_most_all((section, name), value)


def _level(place: Place, row: LevelRow) -> Iterator[Finding]:
    resolved = {"đã giải quyết": row.resolved}
    pending = {"đang giải quyết": row.pending}
    parts = {
        "trong hạn": row.pending_in_time,
        "quá hạn": row.pending_overdue or 0,
        "chờ bổ sung, tạm dừng": row.paused or 0,
        "không xét hạn": row.pending_not_judged or 0,
    }
    yield from adds_up(
        place, {"tổng số tiếp nhận": row.caseload}, resolved | pending | {"rút, từ chối": row.closed_otherwise or 0}
    )
    yield from within(
        place, {"trước và đúng hạn": row.resolved_in_time, "không xét hạn": row.resolved_not_judged or 0}, resolved
    )
    if row.pending_in_time is None:
        yield from within(place, parts | {"trong hạn": 0}, pending)
    else:
        yield from adds_up(place, pending, parts)
    yield from as_counted((*place, "trước và đúng hạn"), row.on_time_stated, row.on_time_counted)


def _online(place: Place, online: OnlineServices) -> Iterator[Finding]:
    tiers = {"một phần": online.partial, "toàn trình": online.full, "còn lại": online.information}
    stated = {
        "một phần": (online.partial_percent, online.share("partial")),
        "toàn trình": (online.full_percent, online.share("full")),
        "còn lại": (online.information_percent, online.share("information")),
    }
    yield from adds_up(place, {"tổng số TTHC": online.procedures}, tiers)
    for tier, (percent, share) in stated.items():
        yield from as_counted((*place, tier), percent, share)
    if online.total is None:  # else each share is compared with its counts
        yield from fill_the_whole(place, {tier: percent for tier, (percent, _) in stated.items()})
    yield from fill_the_whole(
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
    yield from adds_up(place, came, went)
