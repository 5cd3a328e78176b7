"""The faults that cases can have (lỗi dữ liệu hồ sơ), as a table: the check and the documents read it.

What keeps a row out of the count, cannot be, or is not lawful is an error; what is only unlikely, or may be right, is a
warning.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from ..measure import Severity
from . import finders as find
from .finders import Finder

__all__ = ["FAULTS", "FINISHED_AT_DUE", "INCOMPLETE_EXTENSION", "Fault", "GroupFault"]

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@frozen
class Fault:
    """Something that can be wrong in a case (lỗi dữ liệu).

    :param code: its name in the code.
    :param severity: error or warning.
    :param fields: the fields that it can be about.
    :param says: the Vietnamese sentence, before the values that are wrong.
    :param expected: what was expected.
    :param find: the values that are wrong in a case; None where nothing is.
    :param needs: what has to be given besides the cases, all of it.
    """

    code: str
    severity: Severity
    fields: tuple[str, ...]
    says: str
    expected: str
    find: Finder
    needs: tuple[Literal["as_of", "agencies", "calendar", "procedures"], ...] = ()


FAULTS: tuple[Fault, ...] = (
    Fault(
        "no_receipt_date",
        ERROR,
        ("received_at",),
        "Đã được tiếp nhận mà không có ngày tiếp nhận",
        "có ngày tiếp nhận",
        find.no_receipt_date,
    ),
    Fault(
        "undated_end",
        ERROR,
        ("finished_at",),
        "Đã kết thúc mà không có ngày kết thúc",
        "có ngày kết thúc xử lý",
        find.undated_end,
    ),
    Fault(
        "open_with_end_date",
        ERROR,
        ("finished_at", "refused_at", "returned_at"),
        "Có ngày kết thúc mà trạng thái là chưa kết thúc",
        "không có ngày kết thúc, hoặc trạng thái là đã kết thúc",
        find.open_with_end_date,
    ),
    Fault(
        "received_in_future",
        ERROR,
        ("received_at",),
        "Tiếp nhận sau ngày chốt số liệu",
        "không sau ngày chốt số liệu",
        find.after_as_of("received_at"),
        needs=("as_of",),
    ),
    Fault(
        "ended_in_future",
        ERROR,
        ("finished_at", "refused_at", "returned_at"),
        "Kết thúc sau ngày chốt số liệu",
        "không sau ngày chốt số liệu",
        find.after_as_of("finished_at", "refused_at", "returned_at"),
        needs=("as_of",),
    ),
    Fault(
        "ended_before_received",
        ERROR,
        ("finished_at", "refused_at", "returned_at"),
        "Kết thúc trước khi tiếp nhận",
        "không trước ngày tiếp nhận",
        find.ended_before_received,
    ),
    Fault(
        "returned_before_finished",
        ERROR,
        ("returned_at",),
        "Trả kết quả trước khi kết thúc xử lý",
        "không trước ngày kết thúc xử lý",
        find.before("returned_at", "finished_at"),
    ),
    Fault(
        "due_before_received",
        ERROR,
        ("due_at",),
        "Hẹn trả kết quả trước khi tiếp nhận",
        "không trước ngày tiếp nhận",
        find.before("due_at", "received_at"),
    ),
    Fault(
        "no_due_date",
        WARNING,
        ("due_at",),
        "Không có ngày hẹn trả kết quả",
        "có ngày hẹn trả kết quả",
        find.no_due_date,
    ),
    Fault(
        "information_tier_online",
        ERROR,
        ("tier",),
        "Nộp trực tuyến mà dịch vụ công chỉ cung cấp thông tin",
        "mức độ toàn trình hoặc một phần, hoặc kênh khác",
        find.information_tier_online,
    ),
    Fault(
        "level_differs_from_agency",
        ERROR,
        ("level", "agency_code"),
        "Cấp và cơ quan không khớp với cây cơ quan",
        "cơ quan có trong cây cơ quan, và cùng cấp",
        find.level_differs_from_agency,
        needs=("agencies",),
    ),
    Fault(
        "pause_ends_before_begin",
        ERROR,
        ("pauses",),
        "Tạm dừng kết thúc trước khi bắt đầu",
        "kết thúc không trước khi bắt đầu",
        find.pause_ends_before_begin,
    ),
    Fault(
        "pauses_overlap",
        ERROR,
        ("pauses",),
        "Các lần tạm dừng chồng lên nhau",
        "lần sau bắt đầu khi lần trước đã kết thúc",
        find.pauses_overlap,
    ),
    Fault(  # A supplement may be asked for before the file is accepted, a fee after the result is ready.
        "pause_outside_case",
        WARNING,
        ("pauses",),
        "Tạm dừng ngoài thời gian xử lý hồ sơ",
        "từ khi tiếp nhận đến khi kết thúc",
        find.pause_outside_case,
    ),
    Fault(  # Not every system keeps its pauses; such a case still counts as paused.
        "paused_status_without_pause",
        WARNING,
        ("status",),
        "Trạng thái là chờ bổ sung, tạm dừng mà không có lần tạm dừng nào đang mở",
        "có một lần tạm dừng chưa kết thúc",
        find.paused_status_without_pause,
    ),
    Fault(  # Nghị định 61/2018/NĐ-CP, article 19.9: once only, and at the latest a day before the limit ends.
        "second_extension",
        ERROR,
        ("extensions",),
        "Gia hạn quá một lần",
        "gia hạn không quá một lần",
        find.second_extension,
    ),
    Fault(
        "extension_too_late",
        ERROR,
        ("extensions",),
        "Gia hạn quá muộn",
        "chậm nhất một ngày trước ngày hết hạn",
        find.extension_too_late,
    ),
    Fault(  # A limit can be stated otherwise than it was promised, and a pause counted by another rule.
        "due_date_differs_from_limit",
        WARNING,
        ("due_at",),
        "Ngày hẹn trả kết quả khác với thời hạn giải quyết của thủ tục",
        "ngày hẹn trả tính theo thời hạn của thủ tục",
        find.due_date_differs_from_limit,
        needs=("calendar", "procedures"),
    ),
    Fault(  # Whether a fee was due may only be unknown.
        "paid_without_fee",
        WARNING,
        ("paid_online",),
        "Đã thanh toán trực tuyến mà không có phí, lệ phí phải nộp",
        "có yêu cầu nghĩa vụ tài chính",
        find.paid_without_fee,
    ),
    Fault("duplicate_code", ERROR, ("code",), "Mã hồ sơ bị trùng", "mỗi hồ sơ một mã", find.duplicate_code),
    Fault(
        "malformed_code",
        WARNING,
        ("code",),
        "Mã hồ sơ không đúng dạng",
        "mã cơ quan-năm tháng ngày-số thứ tự, như 000.01.02.H56-240705-0012",
        find.malformed_code,
    ),
)
"""Everything that can be wrong in a case, in the order in which it is looked for."""

INCOMPLETE_EXTENSION = Fault(
    "extension_incomplete",
    ERROR,
    ("extensions",),
    "Gia hạn không ghi đủ ngày quyết định và hạn mới",
    "có ngày quyết định và hạn mới",
    find.extension_incomplete,
)
"""Of a case that is counted this is no fault; a due date cannot be worked out from it."""


@frozen
class GroupFault:
    """What no single case shows: a share of an agency's cases that is hardly chance (dấu hiệu bất thường).

    :param at_least: among fewer cases it is not looked for.
    :param above: a greater share of them is unlikely.
    """

    code: str
    severity: Severity
    fields: tuple[str, ...]
    says: str
    expected: str
    at_least: int
    above: Fraction


FINISHED_AT_DUE = GroupFault(
    "finished_at_due",
    WARNING,
    ("finished_at",),
    "Tỷ lệ hồ sơ kết thúc đúng vào thời điểm hẹn trả cao bất thường, như khi ngày kết thúc bị sửa lùi",
    "không quá một phần ba",
    at_least=20,
    above=Fraction(1, 3),
)
"""Ends at the very due instant, as when dates were moved back. Only results whose end and due date both have an hour
are looked at: among days alone it is common."""
