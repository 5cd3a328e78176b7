"""The counters of cases: each a side and a predicate. This table is the definition; everything else is made from it."""

from __future__ import annotations

from ..domain import CaseStatus, Channel, OnlineTier
from .counter import Counter
from .fields import EndKind, Standing, Verdict
from .predicate import And, Not, Or, Predicate, field
from .terms import Side

__all__ = ["COUNTERS"]

_ONLINE = field("channel") == Channel.ONLINE
_POST = field("channel") == Channel.POST
_RECEIVABLE = field("tier").is_in([OnlineTier.FULL, OnlineTier.PARTIAL])
_RESOLVED = ~field("closed_otherwise").is_true()
_IN_TIME = field("verdict").is_in([Verdict.EARLY, Verdict.ON_DUE_DATE])
_RESULT_DUE = And((field("end_kind") == EndKind.RESULT, ~field("without_result_document").is_true()))


def _flag(name: str) -> Predicate:
    return field(name).is_true()


_FLAGS: tuple[tuple[str, Predicate, str], ...] = (
    ("synchronised", _flag("synchronised"), "đồng bộ lên Cổng Dịch vụ công quốc gia"),
    ("digitised", _flag("digitised"), "số hóa hồ sơ"),
    ("data_reused", _flag("data_reused"), "khai thác, sử dụng lại dữ liệu số hóa"),
    ("personal_storage_used", _flag("personal_storage_used"), "lấy từ kho dữ liệu cá nhân"),
    ("population_data_used", _flag("population_data_used"), "sử dụng dữ liệu dân cư"),
    ("fee_due", _flag("fee_due"), "có yêu cầu nghĩa vụ tài chính"),
    ("paid_online", _flag("fee_due") & _flag("paid_online"), "thanh toán trực tuyến"),
)

COUNTERS: tuple[Counter, ...] = (
    Counter("carried_over", Side.CARRIED_OVER, label="kỳ trước chuyển sang"),
    Counter("received", Side.RECEIVED, label="tiếp nhận mới trong kỳ"),
    Counter("received_online", Side.RECEIVED, _ONLINE, label="tiếp nhận trực tuyến"),
    Counter("received_post", Side.RECEIVED, _POST, label="tiếp nhận qua bưu chính"),
    Counter("received_counter", Side.RECEIVED, Not(Or((_ONLINE, _POST))), label="tiếp nhận trực tiếp"),
    Counter("receivable_online", Side.RECEIVED, _RECEIVABLE, label="thuộc TTHC có DVCTT"),
    Counter(
        "receivable_online_filed", Side.RECEIVED, _RECEIVABLE & _ONLINE, label="thuộc TTHC có DVCTT, nộp trực tuyến"
    ),
    *(Counter(name, Side.RECEIVED, where, label=label) for name, where, label in _FLAGS),
    *(
        Counter(f"{name}_carried_over", Side.CARRIED_OVER, where, label=f"{label} (kỳ trước chuyển sang)")
        for name, where, label in _FLAGS
    ),
    Counter("ended", Side.ENDED, label="kết thúc"),
    Counter("withdrawn", Side.ENDED, field("end_kind") == EndKind.WITHDRAWN, label="rút hồ sơ"),
    Counter("refused", Side.ENDED, field("end_kind") == EndKind.REFUSED, label="từ chối giải quyết"),
    Counter("closed_otherwise", Side.ENDED, _flag("closed_otherwise"), label="rút, từ chối"),
    Counter("resolved", Side.ENDED, _RESOLVED, label="đã giải quyết"),
    Counter("early", Side.ENDED, _RESOLVED & (field("verdict") == Verdict.EARLY), label="trước hạn"),
    Counter("on_due_date", Side.ENDED, _RESOLVED & (field("verdict") == Verdict.ON_DUE_DATE), label="đúng hạn"),
    Counter("late", Side.ENDED, _RESOLVED & (field("verdict") == Verdict.LATE), label="quá hạn"),
    Counter(
        "resolved_not_judged", Side.ENDED, _RESOLVED & (field("verdict") == Verdict.NOT_JUDGED), label="không xét hạn"
    ),
    Counter("resolved_in_time", Side.ENDED, _RESOLVED & _IN_TIME, label="trước và đúng hạn"),
    Counter(
        "late_with_apology",
        Side.ENDED,
        _RESOLVED & (field("verdict") == Verdict.LATE) & _flag("apology_sent"),
        label="quá hạn có văn bản xin lỗi",
    ),
    Counter("result_due", Side.ENDED, _RESULT_DUE, label="phải có kết quả điện tử"),
    Counter("electronic_result", Side.ENDED, _RESULT_DUE & _flag("electronic_result"), label="có kết quả điện tử"),
    Counter("pending", Side.PENDING, label="đang giải quyết"),
    Counter("paused", Side.PENDING, _flag("paused"), label="tạm dừng, chờ bổ sung"),
    Counter("pending_overdue", Side.PENDING, _flag("overdue"), label="đang giải quyết quá hạn"),
    Counter(
        "overdue_with_apology",
        Side.PENDING,
        _flag("overdue") & _flag("apology_sent"),
        label="đang giải quyết quá hạn, có văn bản xin lỗi",
    ),
    Counter(
        "pending_not_judged",
        Side.PENDING,
        field("standing") == Standing.NOT_JUDGED,
        label="đang giải quyết, không xét hạn",
    ),
    Counter("pending_in_time", Side.PENDING, field("standing") == Standing.IN_TIME, label="đang giải quyết trong hạn"),
    Counter("due_soon", Side.PENDING, _flag("due_soon"), label="sắp đến hạn"),
    Counter("due_in_period", Side.DUE, label="đến hạn trong kỳ"),
    Counter(
        "due_in_period_met",
        Side.DUE,
        _RESOLVED & _flag("ended_by_due") & _IN_TIME,
        label="đến hạn trong kỳ, đã giải quyết trước và đúng hạn",
    ),
    Counter("filed", Side.FILED, label="nộp"),
    Counter("filed_awaiting", Side.FILED, field("status") == CaseStatus.SUBMITTED, label="chờ tiếp nhận"),
    Counter("filed_not_accepted", Side.FILED, field("status") == CaseStatus.NOT_ACCEPTED, label="không được tiếp nhận"),
    Counter("caseload", None, label="tổng số tiếp nhận (gồm kỳ trước)", parts=("carried_over", "received")),
)
