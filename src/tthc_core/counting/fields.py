"""The fields that a predicate may ask for: what each holds, and its Vietnamese name.

Two sorts: the fields of ``Case`` as they stand, and the derived fields, whose meaning the rules and the window decide
(see :mod:`.terms`).
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ..domain import Applicant, CaseStatus, Channel, FeedbackKind, Level, OnlineTier
from ..labelled import Labelled

__all__ = ["FIELDS", "EndKind", "FieldInfo", "Kind", "Place", "Standing", "Verdict"]


class Kind(StrEnum):
    """What a field holds."""

    CHOICE = "choice"
    FLAG = "flag"
    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"


class Place(Labelled):
    """The one place in the account that every row read has (counting: what became of the row)."""

    NOT_ADMITTED = "not_admitted", "chưa hoặc không được tiếp nhận"
    NO_RECEIPT = "no_receipt", "thiếu ngày tiếp nhận"
    UNDATED_END = "undated_end", "đã kết thúc, thiếu ngày kết thúc"
    LATER = "later", "tiếp nhận sau kỳ"
    EARLIER = "earlier", "kết thúc trước kỳ"
    NOT_VALID = "not_valid", "không còn hoặc chưa có hiệu lực"
    UNREADABLE = "unreadable", "không đọc được trạng thái"
    IN_SCOPE = "in_scope", "thuộc phạm vi thống kê"


class EndKind(Labelled):
    """How a case ended; an open case has none."""

    RESULT = "result", "có kết quả"
    WITHDRAWN = "withdrawn", "rút hồ sơ"
    REFUSED = "refused", "từ chối giải quyết"


class Verdict(Labelled):
    """How the end of a case stands to its due date (Thông tư 01/2018/TT-VPCP, article 13.1)."""

    EARLY = "early", "trước hạn"
    ON_DUE_DATE = "on_due_date", "đúng hạn"
    LATE = "late", "quá hạn"
    NOT_JUDGED = "not_judged", "không xét hạn"


class Standing(Labelled):
    """How a pending case stands at the end of the window."""

    IN_TIME = "in_time", "trong hạn"
    OVERDUE = "overdue", "quá hạn"
    PAUSED = "paused", "tạm dừng, chờ bổ sung"
    NOT_JUDGED = "not_judged", "không xét hạn"


@frozen
class FieldInfo:
    """What a field holds, its Vietnamese name, and the values of a choice."""

    kind: Kind
    label: str
    members: tuple[StrEnum, ...] = ()
    derived: bool = False


def _choice(label: str, values: type[StrEnum], *, derived: bool = False) -> FieldInfo:
    return FieldInfo(Kind.CHOICE, label, tuple(values), derived)


def _text(label: str) -> FieldInfo:
    return FieldInfo(Kind.TEXT, label)


def _moment(label: str, *, derived: bool = False) -> FieldInfo:
    return FieldInfo(Kind.MOMENT, label, derived=derived)


def _flag(label: str, *, derived: bool = False) -> FieldInfo:
    return FieldInfo(Kind.FLAG, label, derived=derived)


def _day(label: str) -> FieldInfo:
    return FieldInfo(Kind.DAY, label)


_CASE: dict[str, FieldInfo] = {
    "code": _text("mã hồ sơ"),
    "national_code": _text("mã hồ sơ quốc gia"),
    "procedure_code": _text("mã TTHC"),
    "field_code": _text("mã lĩnh vực"),
    "agency_code": _text("mã cơ quan"),
    "handling_agency_code": _text("mã đơn vị xử lý"),
    "status": _choice("trạng thái hồ sơ", CaseStatus),
    "level": _choice("cấp", Level),
    "channel": _choice("kênh thực hiện", Channel),
    "tier": _choice("mức độ dịch vụ công", OnlineTier),
    "applicant": _choice("đối tượng", Applicant),
    "submitted_at": _moment("ngày nộp hồ sơ"),
    "received_at": _moment("ngày tiếp nhận"),
    "due_at": _moment("ngày hẹn trả kết quả"),
    "end": _moment("ngày kết thúc", derived=True),
    "due_in_force": _moment("ngày hẹn trả có hiệu lực khi đó", derived=True),
    "finished_at": _moment("ngày kết thúc xử lý"),
    "returned_at": _moment("ngày trả kết quả"),
    "refused_at": _moment("ngày từ chối"),
    "synchronised": _flag("đồng bộ lên Cổng Dịch vụ công quốc gia"),
    "digitised": _flag("có thành phần số hóa"),
    "data_reused": _flag("khai thác, sử dụng lại dữ liệu số hóa"),
    "personal_storage_used": _flag("lấy từ kho dữ liệu cá nhân"),
    "population_data_used": _flag("sử dụng dữ liệu dân cư"),
    "fee_due": _flag("có yêu cầu nghĩa vụ tài chính"),
    "paid_online": _flag("thanh toán trực tuyến"),
    "electronic_result": _flag("có kết quả điện tử"),
    "without_result_document": _flag("TTHC không có giấy tờ kết quả"),
    "apology_sent": _flag("đã gửi văn bản xin lỗi"),
    "dissatisfied": _flag("không hài lòng"),
    "place": _choice("chỗ trong sổ kiểm", Place, derived=True),
    "end_kind": _choice("cách kết thúc", EndKind, derived=True),
    "verdict": _choice("kết quả so với hạn", Verdict, derived=True),
    "standing": _choice("tình trạng hạn khi đang giải quyết", Standing, derived=True),
    "closed_otherwise": _flag("rút hoặc bị từ chối, tính riêng", derived=True),
    "paused": _flag("đang tạm dừng, chờ bổ sung", derived=True),
    "overdue": _flag("quá hạn", derived=True),
    "due_soon": _flag("sắp đến hạn", derived=True),
    "ended_by_due": _flag("kết thúc không sau ngày đến hạn", derived=True),
}

_PROCEDURE: dict[str, FieldInfo] = {
    "name": _text("tên TTHC"),
    "valid_from": _day("ngày có hiệu lực"),
    "valid_to": _day("ngày hết hiệu lực"),
    "for_citizens": _flag("dành cho công dân"),
    "population_connected": _flag("kết nối dữ liệu dân cư"),
    "fee_on_portal": _flag("được tích hợp thanh toán trên Cổng Dịch vụ công quốc gia"),
    "fee_data": _flag("hồ sơ có dữ liệu phí, lệ phí"),
    "content_complete": _flag("công khai đầy đủ nội dung"),
    "published_on_time": _flag("công bố đúng hạn"),
    "public_on_time": _flag("công khai đúng hạn"),
    "decided_on": _day("ngày quyết định công bố"),
    "legal_effective_on": _day("ngày văn bản căn cứ có hiệu lực"),
    "public_on": _day("ngày công khai"),
    "publish_by": _day("hạn công bố"),
    "public_by": _day("hạn công khai"),
    "case_filed_online": _flag("có phát sinh hồ sơ trực tuyến", derived=True),
    "case_paid_online": _flag("có giao dịch thanh toán trực tuyến", derived=True),
}

_FEEDBACK: dict[str, FieldInfo] = {
    "kind": _choice("phân loại phản ánh, kiến nghị", FeedbackKind),
    "handled_at": _moment("ngày xử lý xong"),
    "declined_at": _moment("ngày từ chối"),
    "published_at": _moment("ngày công khai kết quả"),
    "disliked": _flag("không hài lòng"),
    "repeated": _flag("gửi lại nhiều lần"),
}

FIELDS: dict[str, FieldInfo] = _CASE | _PROCEDURE | _FEEDBACK
"""Every field that a predicate may ask for; what has the same name in two classes holds the same."""
