"""The parts of the monthly report, section by section, in the order of the page.

Every figure and every text has one field. A missing figure is None and prints "–", never 0; a missing text is "".
A text may carry a footnote where it belongs, written ``^[so]``: the printed report numbers and collects them.
"""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from ..measure import Rate, StatedPercent, StatedPoints
from ..vietnamese import format_date
from .fields import checked

__all__ = [
    "Digitisation",
    "DraftReviews",
    "FeedbackFigures",
    "InternalProcedures",
    "OfficialDocument",
    "OnlineServices",
    "Percentage",
    "PortalProgress",
    "ProcedureChanges",
    "Signer",
    "SourceDifference",
    "SystemIntegration",
    "Transparency",
]

Percentage: TypeAlias = Rate | StatedPercent | None
"""A rate with its counts, a percentage that someone stated without them, or nothing."""


@frozen(kw_only=True, field_transformer=checked)
class OfficialDocument:
    """A document that the report names (văn bản).

    :param kind: công điện, chỉ thị, công văn, kế hoạch, quyết định …
    :param symbol: number and symbol (số, ký hiệu).
    :param signed_on: the day it was signed (ngày ký).
    :param issuer: who issued it (cơ quan ban hành).
    :param subject: what it is about (trích yếu), printed as a footnote.

    >>> signed = date(2022, 6, 23)
    >>> print(OfficialDocument(kind="Quyết định", symbol="766/QĐ-TTg", signed_on=signed, issuer="Thủ tướng Chính phủ"))
    Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ
    """

    kind: str
    symbol: str
    signed_on: date
    issuer: str
    subject: str = ""

    def __str__(self) -> str:
        note = f"^[{self.subject}]" if self.subject else ""
        return f"{self.kind} số {self.symbol} ngày {format_date(self.signed_on)} của {self.issuer}{note}"


@frozen(kw_only=True, field_transformer=checked)
class DraftReviews:
    """1.1: procedures in drafts of legal documents, assessed and appraised (đánh giá tác động, thẩm định).

    :param procedures_assessed: procedures assessed (TTHC đã đánh giá tác động).
    :param drafts_assessed: the drafts that they stand in.
    :param procedures_appraised: procedures appraised (TTHC đã thẩm định).
    :param drafts_appraised: the drafts that they stand in.
    :param cuts_proposed: of those appraised, proposed to be cut or simplified (kiến nghị cắt giảm, đơn giản hóa).
    :param cuts_proposed_names: their names and drafts.
    :param cuts_accepted: of those proposed, accepted by the drafting agency (đã tiếp thu).
    :param cuts_accepted_names: their names and drafts.
    """

    procedures_assessed: int | None = None
    drafts_assessed: int | None = None
    procedures_appraised: int | None = None
    drafts_appraised: int | None = None
    cuts_proposed: int | None = None
    cuts_proposed_names: str = ""
    cuts_accepted: int | None = None
    cuts_accepted_names: str = ""


@frozen(kw_only=True, field_transformer=checked)
class InternalProcedures:
    """1.2.b: internal procedures (TTHC nội bộ, Quyết định 1085/QĐ-TTg), each count with a remark beside it.

    :param published: published (đã công bố).
    :param approved: whose plan to simplify was approved (đã phê duyệt phương án cắt giảm, đơn giản hóa).
    :param carried_out: whose plan was carried out (đã thực thi phương án).
    :param published_remark: what is said of the first count.
    :param approved_remark: of the second.
    :param carried_out_remark: of the third.
    """

    published: int | None = None
    published_remark: str = ""
    approved: int | None = None
    approved_remark: str = ""
    carried_out: int | None = None
    carried_out_remark: str = ""


@frozen(kw_only=True, field_transformer=checked)
class ProcedureChanges:
    """1.3: procedures that a legal document changed (TTHC ban hành mới, sửa đổi, bổ sung, bãi bỏ).

    :param issued: newly issued (ban hành mới).
    :param amended: amended (sửa đổi, bổ sung).
    :param abolished: abolished (bãi bỏ).
    :param names: their names and documents.
    """

    issued: int | None = None
    amended: int | None = None
    abolished: int | None = None
    names: str = ""


@frozen(kw_only=True, field_transformer=checked)
class Transparency:
    """2.1: publicity and transparency (công khai, minh bạch).

    :param published_on_time: procedures published and made public on time (TTHC công bố, cập nhật công khai đúng hạn).
    :param content_complete: procedures whose parts are all made public (công khai đầy đủ các bộ phận cấu thành).
    :param synchronised: cases present on the national portal (hồ sơ đồng bộ lên Cổng dịch vụ công quốc gia).
    """

    published_on_time: Percentage = None
    content_complete: Percentage = None
    synchronised: Percentage = None


@frozen(kw_only=True, field_transformer=checked)
class PortalProgress:
    """2.2.a: progress as the national portal shows it (tiến độ giải quyết trên Cổng DVC quốc gia).

    Points and on-time rate are two measures: neither follows from the other.

    :param as_of: the day that the portal's data reach (số liệu đến ngày).
    :param points: the portal's score for progress (điểm).
    :param on_time: the portal's on-time rate (tỷ lệ hồ sơ xử lý đúng hạn).
    """

    as_of: date | None = None
    points: StatedPoints | None = None
    on_time: Percentage = None


@frozen(kw_only=True, field_transformer=checked)
class OnlineServices:
    """2.3: online public services (dịch vụ công trực tuyến, DVCTT).

    :param partial: procedures offered partly online (một phần).
    :param full: wholly online (toàn trình).
    :param information: the rest (còn lại).
    :param partial_percent: the share of partial as a page states it, beside the count; so for the other two.
    :param procedures: all procedures, where it is stated; else the three tiers together.
    :param filing: cases filed online (tỷ lệ nộp hồ sơ trực tuyến).
    :param pending_in_time: of the pending cases filed online, those in time (đúng hạn).
    :param pending_overdue: those overdue (quá hạn).
    :param procedures_paid_online: procedures with an online payment (TTHC có giao dịch thanh toán trực tuyến).
    :param fee_on_portal: procedures with a fee that are offered on the national portal (Cổng DVC quốc gia).
    :param payment: cases paid online (tỷ lệ hồ sơ thanh toán trực tuyến).

    >>> OnlineServices(partial=822, full=673, information=425).partial_share
    Rate(numerator=822, denominator=1920, incomplete=False)
    """

    partial: int | None = None
    partial_percent: StatedPercent | None = None
    full: int | None = None
    full_percent: StatedPercent | None = None
    information: int | None = None
    information_percent: StatedPercent | None = None
    procedures: int | None = None
    filing: Percentage = None
    pending_in_time: Percentage = None
    pending_overdue: Percentage = None
    procedures_paid_online: Percentage = None
    fee_on_portal: Percentage = None
    payment: Percentage = None

    @property
    def total(self) -> int | None:
        """All procedures: as stated, else the sum of the tiers where all three are known."""
        tiers = [count for count in (self.partial, self.full, self.information) if count is not None]
        return self.procedures if self.procedures is not None else sum(tiers) if len(tiers) == 3 else None

    def share(self, tier: Literal["partial", "full", "information"]) -> Rate:
        """The share of a tier by the counts; unknown where one is missing."""
        count: int | None = getattr(self, tier)
        return Rate.unknown() if count is None or self.total is None else Rate(count, self.total)

    @property
    def partial_share(self) -> Percentage:
        """The share that is printed: the stated one, else by the counts."""
        return self.share("partial") if self.partial_percent is None else self.partial_percent

    @property
    def full_share(self) -> Percentage:
        """The share that is printed: the stated one, else by the counts."""
        return self.share("full") if self.full_percent is None else self.full_percent

    @property
    def information_share(self) -> Percentage:
        """The share that is printed: the stated one, else by the counts."""
        return self.share("information") if self.information_percent is None else self.information_percent


@frozen(kw_only=True, field_transformer=checked)
class Digitisation:
    """2.4: digitised cases and results (số hóa hồ sơ, kết quả giải quyết TTHC).

    :param electronic_result: cases with an electronic result (có cấp kết quả giải quyết TTHC điện tử).
    :param digitised: digitised cases (thực hiện số hóa hồ sơ).
    :param data_reused: cases whose digitised data are used again (khai thác, sử dụng lại thông tin, dữ liệu số hóa).
    :param certified_copies: offer of certified electronic copies (chứng thực bản sao điện tử từ bản chính).
    """

    electronic_result: Percentage = None
    digitised: Percentage = None
    data_reused: Percentage = None
    certified_copies: Percentage = None


@frozen(kw_only=True, field_transformer=checked)
class SystemIntegration:
    """2.5: merged and connected systems (hợp nhất, kết nối các hệ thống thông tin), in words.

    :param merged: portal and one-stop system merged into one (hợp nhất thành Hệ thống thông tin giải quyết TTHC).
    :param population_connected: connected to the national population database (CSDL quốc gia về dân cư).
    """

    merged: str = ""
    population_connected: str = ""


@frozen(kw_only=True, field_transformer=checked)
class FeedbackFigures:
    """3: feedback (phản ánh, kiến nghị, PAKN): carried over + received = handled + declined + pending.

    :param received: received in the period (đã tiếp nhận); 0 and nothing else known prints "không có".
    :param handled_in_time: handled in time (xử lý đúng hạn); ``handled_late``: late (xử lý quá hạn).
    :param carried_over: from before (kỳ trước chuyển sang); ``declined``: refused; ``pending``: still open.
    """

    received: int | None = None
    handled_in_time: int | None = None
    handled_late: int | None = None
    carried_over: int | None = None
    declined: int | None = None
    pending: int | None = None


@frozen(kw_only=True, field_transformer=checked)
class SourceDifference:
    """4: one stock of overdue cases, counted by two systems (số liệu hai hệ thống khác nhau).

    :param field_of_work: the field (lĩnh vực).
    :param portal_overdue: overdue on the national portal.
    :param own_overdue: overdue in the province's own system.
    :param remark: what explains it.
    """

    field_of_work: str
    portal_overdue: int | None = None
    own_overdue: int | None = None
    remark: str = ""


@frozen(kw_only=True, field_transformer=checked)
class Signer:
    """Who signs (quyền hạn, chức vụ, họ tên người ký).

    :param authority: TM., KT., Q., TL., TUQ. and for whom; "" where one signs in one's own right.
    :param position: the signer's position (chức vụ).
    :param name: the signer's name.
    """

    authority: str = ""
    position: str = ""
    name: str = ""
