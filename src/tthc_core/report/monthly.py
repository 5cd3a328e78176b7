"""The monthly report on the reform of administrative procedures (báo cáo tháng công tác cải cách TTHC)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self, TypeAlias

from attrs import evolve, field, fields, frozen

from .. import indicators
from ..calendar import Period
from ..counting import Row, Tally
from ..domain import Channel, FeedbackKind, Level, OnlineTier
from ..errors import InvalidValueError, MismatchError
from ..measure import StatedPercent
from ..vietnamese import PartialDate, format_place_line
from .fields import checked
from .levels import LevelRow, level_row, set_aside
from .parts import (
    Digitisation,
    DraftReviews,
    FeedbackFigures,
    InternalProcedures,
    OfficialDocument,
    OnlineServices,
    PortalProgress,
    ProcedureChanges,
    Signer,
    SourceDifference,
    SystemIntegration,
    Transparency,
)

__all__ = ["MonthlyReport"]

StatedRates: TypeAlias = Mapping[Level, StatedPercent] | Iterable[tuple[Level, StatedPercent]]


def _pairs(stated: StatedRates) -> tuple[tuple[Level, StatedPercent], ...]:
    return tuple(dict(stated).items())


# What the tallies know of the page, by part and field.
RATES = {
    "transparency": {"synchronised": indicators.SYNCHRONISED},
    "online": {"filing": indicators.ONLINE_FILING, "payment": indicators.ONLINE_PAYMENT},
    "digitisation": {
        "electronic_result": indicators.ELECTRONIC_RESULT,
        "digitised": indicators.DIGITISED,
        "data_reused": indicators.DATA_REUSED,
    },
}
RATES_OF_PROCEDURES = {
    "transparency": {
        "published_on_time": indicators.PUBLISHED_AND_PUBLIC_ON_TIME,
        "content_complete": indicators.PUBLIC_CONTENT_FULL,
    },
    "online": {
        "procedures_paid_online": indicators.ONLINE_PAYMENT_PROCEDURES,
        "fee_on_portal": indicators.FEE_ON_PORTAL,
    },
}
FEEDBACK_KINDS: dict[str, tuple[FeedbackKind, ...]] = {
    "administrative_feedback": (FeedbackKind.REGULATION, FeedbackKind.STAFF_CONDUCT),
    "business_feedback": (FeedbackKind.BUSINESS_REGULATION,),
}
PARTS: dict[str, Any] = {
    "transparency": Transparency(),
    "online": OnlineServices(),
    "digitisation": Digitisation(),
    "administrative_feedback": FeedbackFigures(),
    "business_feedback": FeedbackFigures(),
}
OF_FILED_ONLINE = {"pending_in_time": indicators.PENDING_IN_TIME, "pending_overdue": indicators.PENDING_OVERDUE}


def _alike(name: str, tally: Tally, cases: Tally, subject: str, by: object) -> None:
    """Refuse a tally of something else, or of another window or other rules than the cases."""
    if tally.subject != subject or tally.by != by:
        raise InvalidValueError(
            f"{name} is a tally of {tally.subject} by={tally.by!r}, expected one of {subject} by={by!r}."
        )
    if tally.window != cases.window or (subject == "cases" and tally.rules != cases.rules):
        raise MismatchError(f"{name} has another window or other rules than cases: count both alike.")


def _feedback(tally: Tally, kinds: tuple[FeedbackKind, ...]) -> dict[str, int | None]:
    """The figures of some kinds together; a kind without a row has none."""
    rows = [row for kind in kinds if (row := tally.get(kind)) is not None]
    names = [one.name for one in fields(FeedbackFigures)]
    found = {name: _sum(row.get(name) for row in rows) for name in names}
    return found if any(found.values()) else {"received": 0}


def _sum(values: Iterable[int | None]) -> int | None:
    known = tuple(values)
    return None if None in known else sum(value or 0 for value in known)


@frozen(kw_only=True, field_transformer=checked)
class MonthlyReport:
    """A province's monthly report (báo cáo tháng, Công văn 5633/VPCP-KSTT): a field for each figure and each text.

    The fields stand in the order of the page. A missing figure is None and prints "–".

    :param period: the month, or another period (kỳ báo cáo), with its data window.
    :param window_assumed: nobody said which days the figures cover: the period's window is an assumption.
    :param agency: the agency that issues it (cơ quan ban hành), printed in capitals.
    :param number: the document's number (số); None leaves the blank that it is written into by hand.
    :param symbol: the document's symbol (ký hiệu).
    :param place: the place of the place line (địa danh); "" leaves the line out.
    :param dated: its date; a PartialDate has a blank day. The last month of the period, day blank, where left out.
    :param title: what it is about (trích yếu), before the month.
    :param basis: the documents that ask for it (căn cứ).
    :param reporter: who reports.
    :param reviews: 1.1, drafts assessed and appraised.
    :param business_regulation: 1.2.a, paragraphs.
    :param internal: 1.2.b, internal procedures.
    :param changes: 1.3, procedures issued, amended, abolished.
    :param transparency: 2.1, publicity.
    :param portal: 2.2.a, as the national portal shows it.
    :param levels: 2.2.b: a tally by level, published or counted.
    :param levels_on_time: the on-time rates of 2.2.b as a page states them beside its counts.
    :param online: 2.3, online services.
    :param digitisation: 2.4, digitisation.
    :param systems: 2.5, information systems.
    :param administrative_feedback: 3, on regulation and conduct.
    :param business_feedback: 3, on business regulation.
    :param overdue_online: 4, paragraphs.
    :param source_differences: 4, where two systems disagree.
    :param service_quality: 5, paragraphs.
    :param achievements: II.1, what was achieved.
    :param difficulties: II.2, what stands in the way.
    :param tasks: III, the tasks of the next month.
    :param proposals: IV, proposals.
    :param recipients: who receives it (nơi nhận).
    :param signer: who signs.
    :raises InvalidValueError: a field that cannot hold its value; levels that are not by level.

    >>> from tthc_core import Level, MonthlyReport, Period
    >>> figures = {"caseload": 25415, "resolved": 19320, "resolved_in_time": 19196}
    >>> report = MonthlyReport.from_published(Period.month(2024, 1), levels={Level.PROVINCE: figures})
    >>> text = report.to_text()
    >>> "Cấp tỉnh: tổng số tiếp nhận 25.415 hồ sơ; đã giải quyết 19.320 hồ sơ" in text
    True
    >>> "(trước và đúng hạn 19.196, tỷ lệ 99,36%); đang giải quyết – hồ sơ." in text
    True
    """

    period: Period
    window_assumed: bool = False
    agency: str = ""
    number: int | None = None
    symbol: str = "BC-UBND"
    place: str = ""
    dated: date | PartialDate | None = None
    title: str = "Tình hình, kết quả thực hiện công tác cải cách thủ tục hành chính"
    basis: tuple[OfficialDocument, ...] = ()
    reporter: str = "Cơ quan báo cáo"
    reviews: DraftReviews = field(factory=DraftReviews)
    business_regulation: tuple[str, ...] = ()
    internal: InternalProcedures = field(factory=InternalProcedures)
    changes: ProcedureChanges = field(factory=ProcedureChanges)
    transparency: Transparency = field(factory=Transparency)
    portal: PortalProgress = field(factory=PortalProgress)
    levels: Tally | None = None
    levels_on_time: tuple[tuple[Level, StatedPercent], ...] = field(default=(), converter=_pairs)
    online: OnlineServices = field(factory=OnlineServices)
    digitisation: Digitisation = field(factory=Digitisation)
    systems: SystemIntegration = field(factory=SystemIntegration)
    administrative_feedback: FeedbackFigures = field(factory=FeedbackFigures)
    business_feedback: FeedbackFigures = field(factory=FeedbackFigures)
    overdue_online: tuple[str, ...] = ()
    source_differences: tuple[SourceDifference, ...] = ()
    service_quality: tuple[str, ...] = ()
    achievements: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: Signer = field(factory=Signer)

    def __attrs_post_init__(self) -> None:
        if self.levels is not None and self.levels.by != "level":
            raise InvalidValueError(
                f"MonthlyReport.levels is grouped by {self.levels.by!r}, expected a tally with by='level'."
            )

    @classmethod
    def from_published(
        cls,
        period: Period,
        *,
        levels: Mapping[Level, Mapping[str, int]] | None = None,
        levels_on_time: StatedRates = (),
        **parts: Any,
    ) -> Self:
        """A report of figures as somebody published them: nothing is computed that is stated.

        :param levels: for each level the counters that the page names, as :meth:`Tally.published` takes them.
        :param levels_on_time: for each level the percentage that stands beside them.
        :param procedures: the procedures: ``count_procedures(procedures, period, with_cases=cases)``.
        :param feedback: the feedback by kind: ``count_feedback(feedback, period, by="kind")``.
        :param parts: any other field of the report.
        """
        tally = None if levels is None else Tally.published(levels, period)
        return cls(period=period, levels=tally, levels_on_time=levels_on_time, **parts)

    @classmethod
    def from_tallies(
        cls,
        cases: Tally,
        *,
        by_channel: Tally | None = None,
        procedures: Tally | None = None,
        feedback: Tally | None = None,
        **parts: Any,
    ) -> Self:
        """A report of counted cases: section 2.2 and every rate that the tallies know; the rest is missing.

        :param cases: the cases by level: ``count(cases, period, by="level")``.
        :param by_channel: the same cases by channel, for the pending ones that were filed online (2.3).
        :param procedures: the procedures: ``count_procedures(procedures, period, with_cases=cases)``.
        :param feedback: the feedback by kind: ``count_feedback(feedback, period, by="kind")``.
        :param parts: any other field of the report; what such a part leaves open, the tallies fill.
        :raises MismatchError: the tallies have different windows or rules.
        :raises InvalidValueError: a tally that is grouped by something else.

        >>> from tthc_core import Case, CaseStatus, Level, MonthlyReport, Period, count
        >>> there = {"status": CaseStatus.ACCEPTED, "level": Level.COMMUNE, "received_at": date(2024, 1, 5)}
        >>> case = Case(code="H02-240105-0001", digitised=True, **there)
        >>> report = MonthlyReport.from_tallies(count([case], Period.month(2024, 1), by="level"))
        >>> report.digitisation.digitised.percent()
        Decimal('100')
        """
        total = cases.total()
        known: dict[str, dict[str, Any]] = {
            part: {name: total.rate(of) for name, of in rates.items()} for part, rates in RATES.items()
        }
        if by_channel is not None:
            _alike("by_channel", by_channel, cases, "cases", "channel")
            filed_online = by_channel.get(Channel.ONLINE)
            if filed_online is not None:
                known["online"] |= {name: filed_online.rate(of) for name, of in OF_FILED_ONLINE.items()}
        if procedures is not None:
            _alike("procedures", procedures, cases, "procedures", procedures.by)
            row = procedures.total()
            known["online"] |= {tier: row.get(f"tier_{tier}") for tier in OnlineTier}
            for part, rates in RATES_OF_PROCEDURES.items():
                known[part] |= {name: row.rate(of) for name, of in rates.items()}
        if feedback is not None:
            _alike("feedback", feedback, cases, "feedback", "kind")
            known |= {part: _feedback(feedback, kinds) for part, kinds in FEEDBACK_KINDS.items()}
        for part, figures in known.items():
            given = parts.get(part, PARTS[part])
            open_ = {name: figure for name, figure in figures.items() if getattr(given, name) is None}
            parts[part] = evolve(given, **open_)
        return cls(period=cases.period, levels=cases, **parts)

    @property
    def year(self) -> str:
        """The year, as it is written."""
        return f"{self.period.last.year:04}"

    @property
    def month(self) -> str:
        """The period: "tháng 01/2024"."""
        return self.period.label

    @property
    def month_in_words(self) -> str:
        """The period as the title has it: "tháng 01 năm 2024"."""
        return self.month.replace("/", " năm ") if self.period.kind == "month" else self.month

    @property
    def number_written(self) -> str:
        """The number; a blank stays blank."""
        return " " * 5 if self.number is None else f"{self.number:02}"

    @property
    def place_line(self) -> str:
        """Place and date: "Bắc Giang, ngày tháng 01 năm 2024"."""
        dated = self.dated or PartialDate(self.period.last.year, self.period.last.month)
        return format_place_line(self.place, dated) if self.place else ""

    @property
    def level_rows(self) -> tuple[LevelRow, ...]:
        """2.2.b, a row for each level that exists in a province then, and for each that the tally has."""
        stated: dict[Level | None, StatedPercent] = {**dict(self.levels_on_time)}
        rows: dict[Level | None, Row] = {} if self.levels is None else dict(self.levels.items())
        there = {*Level.valid_on(self.period.last)} - {Level.CENTRAL} | rows.keys() | stated.keys()
        return tuple(level_row(level, rows.get(level), stated.get(level)) for level in (*Level, None) if level in there)

    @property
    def set_aside(self) -> str:
        """The rows that stand in no figure of 2.2.b as something is missing in them, in words; "" for none."""
        return "" if self.levels is None else set_aside(self.levels)

    def to_text(self, *, section: str | None = None, level_places: int = 2, keep_ends: bool = False) -> str:
        """The report as plain text (văn bản), in Vietnamese.

        :param section: only one section, by its number: "2.2", "I", "II.1"; the whole report where left out.
        :param level_places: digits after the comma of the levels' on-time rates, where they are computed from counts.
        :param keep_ends: a computed rate prints "100%" only for exactly all, "0%" only for exactly none.
        """
        from .text import to_text

        return to_text(self, section=section, level_places=level_places, keep_ends=keep_ends)
