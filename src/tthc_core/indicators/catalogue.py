"""The catalogue: every indicator that the library knows. This table is the definition."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..law import CV_5633, ND_63_2010, PORTAL, QD_766, TT_01_2018
from .indicator import Indicator

__all__ = ["CATALOGUE", "at"]

_JUDGED = "resolved - resolved_not_judged"

ON_TIME = Indicator(
    code="ON_TIME",
    label="Tỷ lệ hồ sơ giải quyết trước và đúng hạn",
    name="Cases resolved early or on the due date, of the resolved",
    numerator="resolved_in_time",
    denominator=_JUDGED,
    sources=(CV_5633, TT_01_2018.at("Điều 13 khoản 1")),
    group="PROGRESS",
)
LATE = Indicator(
    code="LATE",
    label="Tỷ lệ hồ sơ giải quyết quá hạn",
    name="Cases resolved late, of the resolved",
    numerator="late",
    denominator=_JUDGED,
    higher_is_better=False,
    sources=(CV_5633, TT_01_2018.at("Điều 13 khoản 1")),
)
ON_TIME_WITH_BACKLOG = Indicator(
    code="ON_TIME_WITH_BACKLOG",
    label="Tỷ lệ hồ sơ giải quyết trước và đúng hạn, tính cả hồ sơ đang quá hạn",
    name="Cases resolved in time, of the resolved and the open ones that are overdue",
    numerator="resolved_in_time",
    denominator=f"{_JUDGED} + pending_overdue",
)
IN_TIME_OF_CASELOAD = Indicator(
    code="IN_TIME_OF_CASELOAD",
    label="Tỷ lệ hồ sơ đã và đang giải quyết trong hạn trên tổng số tiếp nhận",
    name="Cases resolved in time or still in time, of the caseload",
    numerator="resolved_in_time + pending_in_time",
    denominator="caseload",
    sources=(PORTAL,),
    group="PROGRESS",
)
PENDING_IN_TIME = Indicator(
    code="PENDING_IN_TIME",
    label="Tỷ lệ hồ sơ đang giải quyết trong hạn",
    name="Pending cases that are in time",
    numerator="pending_in_time",
    denominator="pending_in_time + pending_overdue",
    sources=(CV_5633,),
)
PENDING_OVERDUE = Indicator(
    code="PENDING_OVERDUE",
    label="Tỷ lệ hồ sơ đang giải quyết quá hạn",
    name="Pending cases that are overdue",
    numerator="pending_overdue",
    denominator="pending_in_time + pending_overdue",
    higher_is_better=False,
    sources=(CV_5633,),
)
DUE_MET = Indicator(
    code="DUE_MET",
    label="Tỷ lệ hồ sơ đến hạn trong kỳ được giải quyết trước và đúng hạn",
    name="Cases due in the period that were resolved in time",
    numerator="due_in_period_met",
    denominator="due_in_period",
)
ONLINE_FILING = Indicator(
    code="ONLINE_FILING",
    label="Tỷ lệ nộp hồ sơ trực tuyến",
    name="Cases filed online, of the received",
    numerator="received_online",
    denominator="received",
    sources=(CV_5633, QD_766),
    group="ONLINE_SERVICES",
)
ONLINE_FILING_OFFERED = Indicator(
    code="ONLINE_FILING_OFFERED",
    label="Tỷ lệ nộp hồ sơ trực tuyến đối với TTHC có DVCTT",
    name="Cases filed online, of those whose procedure is offered online",
    numerator="receivable_online_filed",
    denominator="receivable_online",
)
SYNCHRONISED = Indicator(
    code="SYNCHRONISED",
    label="Tỷ lệ hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia",
    name="Cases present on the national portal, of the received",
    numerator="synchronised",
    denominator="received",
    sources=(CV_5633, QD_766),
    group="TRANSPARENCY",
)
DIGITISED = Indicator(
    code="DIGITISED",
    label="Tỷ lệ hồ sơ TTHC thực hiện số hóa hồ sơ",
    name="Cases with digitised parts, of the received",
    numerator="digitised",
    denominator="received",
    sources=(CV_5633, QD_766),
    group="DIGITISATION",
)
DATA_REUSED = Indicator(
    code="DATA_REUSED",
    label="Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa",
    name="Cases that reuse digitised data, of the received",
    numerator="data_reused",
    denominator="received",
    sources=(CV_5633, QD_766),
    group="DIGITISATION",
)
ELECTRONIC_RESULT = Indicator(
    code="ELECTRONIC_RESULT",
    label="Tỷ lệ hồ sơ TTHC có cấp kết quả giải quyết TTHC điện tử",
    name="Cases with an electronic result, of those that owe one",
    numerator="electronic_result",
    denominator="result_due",
    sources=(CV_5633, QD_766),
    group="DIGITISATION",
)
ONLINE_PAYMENT = Indicator(
    code="ONLINE_PAYMENT",
    label="Tỷ lệ hồ sơ thanh toán trực tuyến",
    name="Cases paid online, of those with a fee",
    numerator="paid_online",
    denominator="fee_due",
    sources=(CV_5633, QD_766),
    group="ONLINE_PAYMENT",
)


def _of_caseload(counter: str, label: str, name: str, group: str | None) -> Indicator:
    """The portal's way: of everything in hand, whenever it was received."""
    return Indicator(
        code=f"{counter.upper()}_OF_CASELOAD",
        label=f"{label} trên tổng số tiếp nhận (gồm kỳ trước)",
        name=f"{name}, of the caseload",
        numerator=f"{counter} + {counter}_carried_over",
        denominator="caseload",
        sources=(PORTAL,),
        group=group,
    )


SYNCHRONISED_OF_CASELOAD = _of_caseload(
    "synchronised", "Tỷ lệ hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia", "Cases present on the national portal", None
)
DIGITISED_OF_CASELOAD = _of_caseload("digitised", "Tỷ lệ hồ sơ số hóa", "Cases with digitised parts", "DIGITISATION")
DATA_REUSED_OF_CASELOAD = _of_caseload(
    "data_reused", "Tỷ lệ hồ sơ sử dụng lại dữ liệu số hóa", "Cases that reuse digitised data", "DIGITISATION"
)
PERSONAL_STORAGE_USED_OF_CASELOAD = _of_caseload(
    "personal_storage_used",
    "Tỷ lệ hồ sơ lấy thành phần từ kho dữ liệu cá nhân",
    "Cases with a part from the personal store",
    "DIGITISATION",
)
POPULATION_DATA_USED_OF_CASELOAD = _of_caseload(
    "population_data_used", "Tỷ lệ hồ sơ sử dụng dữ liệu dân cư", "Cases that use population data", "DIGITISATION"
)


def _of_procedures(
    code: str, label: str, name: str, numerator: str, denominator: str = "procedures", **more: Any
) -> Indicator:
    return Indicator(
        code=code, label=label, name=name, numerator=numerator, denominator=denominator, subject="procedures", **more
    )


TIER_FULL = _of_procedures(
    "TIER_FULL",
    "Tỷ lệ TTHC cung cấp DVCTT toàn trình",
    "Procedures offered fully online",
    "tier_full",
    sources=(CV_5633,),
)
TIER_PARTIAL = _of_procedures(
    "TIER_PARTIAL",
    "Tỷ lệ TTHC cung cấp DVCTT một phần",
    "Procedures offered partly online",
    "tier_partial",
    sources=(CV_5633,),
)
TIER_INFORMATION = _of_procedures(
    "TIER_INFORMATION",
    "Tỷ lệ TTHC chỉ cung cấp thông tin",
    "Procedures of which only information is online",
    "tier_information",
    higher_is_better=False,
    sources=(CV_5633,),
)
PROCEDURES_ONLINE = _of_procedures(
    "PROCEDURES_ONLINE",
    "Tỷ lệ TTHC cung cấp DVCTT",
    "Procedures offered online, of all",
    "online",
    sources=(QD_766,),
    group="ONLINE_SERVICES",
)
ONLINE_WITH_CASES = _of_procedures(
    "ONLINE_WITH_CASES",
    "Tỷ lệ DVCTT có phát sinh hồ sơ",
    "Online services with at least one case filed online",
    "online_with_cases",
    "online",
    sources=(QD_766,),
    group="ONLINE_SERVICES",
)
PUBLISH_ON_TIME = _of_procedures(
    "PUBLISH_ON_TIME",
    "Tỷ lệ TTHC công bố đúng hạn",
    "Procedures published on time, of those published",
    "published_on_time",
    "published",
    sources=(CV_5633, QD_766, ND_63_2010.at("Điều 15")),
    group="TRANSPARENCY",
)
PUBLIC_UPDATE_ON_TIME = _of_procedures(
    "PUBLIC_UPDATE_ON_TIME",
    "Tỷ lệ TTHC được cập nhật, công khai đúng hạn",
    "Procedures made public on time, of those that had to be",
    "public_on_time",
    "public_required",
    sources=(CV_5633, QD_766, ND_63_2010.at("Điều 24")),
    group="TRANSPARENCY",
)
PUBLISHED_AND_PUBLIC_ON_TIME = _of_procedures(
    "PUBLISHED_AND_PUBLIC_ON_TIME",
    "Tỷ lệ TTHC công bố, cập nhật công khai đúng hạn",
    "Publications and entries in the national database that were on time, together",
    "published_on_time + public_on_time",
    "published + public_required",
    sources=(CV_5633,),
)
PUBLIC_CONTENT_FULL = _of_procedures(
    "PUBLIC_CONTENT_FULL",
    "Tỷ lệ TTHC được công khai đầy đủ các nội dung quy định về các bộ phận tạo thành",
    "Public procedures with every required part",
    "public_complete",
    "public",
    sources=(CV_5633, QD_766, ND_63_2010.at("Điều 8 khoản 2")),
    group="TRANSPARENCY",
)
FEE_ON_PORTAL = _of_procedures(
    "FEE_ON_PORTAL",
    "Tỷ lệ TTHC có yêu cầu nghĩa vụ tài chính được cung cấp trên Cổng Dịch vụ công quốc gia",
    "Procedures with a fee whose payment is offered on the national portal",
    "fee_on_portal",
    "with_fee",
    sources=(CV_5633,),
)
ONLINE_PAYMENT_PROCEDURES = _of_procedures(
    "ONLINE_PAYMENT_PROCEDURES",
    "Tỷ lệ TTHC có giao dịch thanh toán trực tuyến",
    "Procedures with a fee of which a case was paid online",
    "fee_paid_online",
    "with_fee",
    sources=(CV_5633, QD_766),
    group="ONLINE_PAYMENT",
)
FEE_DATA_PROCEDURES = _of_procedures(
    "FEE_DATA_PROCEDURES",
    "Tỷ lệ TTHC có yêu cầu nghĩa vụ tài chính có dữ liệu phí, lệ phí",
    "Procedures with a fee whose cases carry fee data",
    "fee_data",
    "with_fee",
    sources=(QD_766,),
    group="ONLINE_PAYMENT",
)
CITIZEN_DATA_CONNECTED_FORMALITY = _of_procedures(
    "CITIZEN_DATA_CONNECTED_FORMALITY",
    "Tỷ lệ TTHC sử dụng dữ liệu dân cư",
    "Procedures for citizens that are connected to population data",
    "population_connected",
    "for_citizens",
    sources=(QD_766,),
    group="DIGITISATION",
)

FEEDBACK_ON_TIME = Indicator(
    code="FEEDBACK_ON_TIME",
    label="Tỷ lệ PAKN đã xử lý đúng hạn",
    name="Feedback handled in time, of the handled",
    numerator="handled_in_time",
    denominator="handled",
    subject="feedback",
    sources=(CV_5633,),
)
PETITION_PROCESSING_ON_TIME = Indicator(
    code="PETITION_PROCESSING_ON_TIME",
    label="Tỷ lệ PAKN xử lý đúng hạn hoặc còn trong hạn",
    name="Feedback handled in time or still in time, of all in hand",
    numerator="handled_in_time + pending_in_time",
    denominator="carried_over + received - declined",
    subject="feedback",
    sources=(QD_766,),
    group="SATISFACTION",
)

CATALOGUE: dict[str, Indicator] = {
    value.code: value for value in list(globals().values()) if isinstance(value, Indicator)
}
"""Every indicator by its code."""


def at(day: date) -> tuple[Indicator, ...]:
    """The indicators that are in force on a day: one of their sources is, or they need none.

    >>> ON_TIME in at(date(2024, 1, 31)), ONLINE_FILING in at(date(2021, 1, 31))
    (True, False)
    """
    return tuple(indicator for indicator in CATALOGUE.values() if indicator.in_force_on(day))
