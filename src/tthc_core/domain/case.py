"""The case (hồ sơ): one citizen's or business's request for one procedure, and everything that a count asks of it."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from ..calendar.moments import closing, opening
from ..labelled import Coded
from .agency import Level
from .checked import checked
from .procedure import OnlineTier

__all__ = ["Applicant", "Case", "CaseStatus", "Channel", "Extension", "Pause"]


class CaseStatus(Coded):
    """Where a case stands (trạng thái hồ sơ); ``code`` is the portal's TrangThaiHoSo.

    >>> CaseStatus.from_code("9"), CaseStatus.PROCESSED.label
    (<CaseStatus.PROCESSED: 'processed'>, 'đã xử lý xong')
    """

    DRAFT = "draft", "nháp", 0
    SUBMITTED = "submitted", "mới đăng ký", 1
    ACCEPTED = "accepted", "được tiếp nhận", 2
    NOT_ACCEPTED = "not_accepted", "không được tiếp nhận", 3
    PROCESSING = "processing", "đang xử lý", 4
    SUPPLEMENT_REQUESTED = "supplement_requested", "yêu cầu bổ sung giấy tờ", 5
    PAYMENT_REQUESTED = "payment_requested", "yêu cầu thực hiện nghĩa vụ tài chính", 6
    WITHDRAWN = "withdrawn", "công dân yêu cầu rút hồ sơ", 7
    STOPPED = "stopped", "dừng xử lý", 8
    PROCESSED = "processed", "đã xử lý xong", 9
    RETURNED = "returned", "đã trả kết quả", 10


class Channel(Coded):
    """How a case was filed (hình thức nộp); ``code`` is the portal's KenhThucHien.

    >>> Channel.ONLINE.label
    'trực tuyến'
    """

    ONLINE = "online", "trực tuyến", 2
    COUNTER = "counter", "trực tiếp", 1
    POST = "post", "dịch vụ bưu chính công ích", 3


class Applicant(Coded):
    """Who filed a case (đối tượng nộp hồ sơ); ``code`` is the portal's LoaiDoiTuong.

    >>> Applicant("business").label
    'doanh nghiệp'
    """

    CITIZEN = "citizen", "người dân", 1
    BUSINESS = "business", "doanh nghiệp", 2
    STATE_AGENCY = "state_agency", "cơ quan nhà nước", 3
    OTHER = "other", "tổ chức, đối tượng khác", 4


@frozen(kw_only=True)
@checked
class Pause:
    """A time in which a case waits for its applicant (tạm dừng, chờ bổ sung; DanhSachHoSoBoSung).

    A plain date is the beginning of that day for ``began_at``, its end for the others.

    :param began_at: when the supplement was asked for.
    :param ended_at: when it came; None while the case waits.
    :param due_before: the due date until the pause.
    :param due_after: the due date from its end.

    >>> from datetime import date
    >>> Pause(began_at=date(2024, 1, 8)).began_at
    datetime.datetime(2024, 1, 8, 0, 0)
    """

    began_at: datetime = field(converter=opening)
    ended_at: datetime | None = field(default=None, converter=closing)
    due_before: datetime | None = field(default=None, converter=closing)
    due_after: datetime | None = field(default=None, converter=closing)


@frozen(kw_only=True)
@checked
class Extension:
    """A new due date, given once before the limit ends (gia hạn; Nghị định 61/2018/NĐ-CP, article 19.9).

    A plain date is the beginning of that day for ``decided_at``, its end for the others.

    :param decided_at: when it was decided.
    :param due_before: the due date until then.
    :param due_after: the due date from then.

    >>> from datetime import date
    >>> Extension(due_after=date(2024, 1, 22)).due_after
    datetime.datetime(2024, 1, 22, 23, 59, 59)
    """

    decided_at: datetime | None = field(default=None, converter=opening)
    due_before: datetime | None = field(default=None, converter=closing)
    due_after: datetime | None = field(default=None, converter=closing)


@frozen(kw_only=True)
@checked
class Case:
    """A case (hồ sơ), as the data have it now.

    Each field is checked by itself; the exact value of an enum as text ("province") becomes its member. What fields say
    about each other is not checked: a faulty case stays countable.

    Moments are naive Vietnamese local time; aware ones are converted. A plain date is the beginning of that day (00:00)
    for ``submitted_at`` and ``received_at``, its end (23:59:59) for the four that follow. Flags are True, False or None
    (unknown): only True counts.

    :param code: case code (mã hồ sơ), text as it comes; "NA" is a code.
    :param status: where it stands (trạng thái hồ sơ).
    :param national_code: its code on the national portal, which can differ (mã hồ sơ quốc gia).
    :param procedure_code: code of the procedure (mã TTHC).
    :param field_code: code of the field of work (mã lĩnh vực).
    :param agency_code: the agency that answers for it (cơ quan chịu trách nhiệm).
    :param handling_agency_code: the agency that handles it (đơn vị xử lý).
    :param level: level of administration (cấp).
    :param channel: how it was filed (hình thức nộp); None counts as counter.
    :param tier: online tier of the procedure, as it was for this case (mức độ dịch vụ công).
    :param applicant: who filed it (đối tượng).
    :param submitted_at: filed (ngày nộp hồ sơ).
    :param received_at: accepted (ngày tiếp nhận).
    :param due_at: the due date now in force (ngày hẹn trả).
    :param finished_at: the result was ready (ngày kết thúc xử lý).
    :param returned_at: the result was handed over (ngày trả kết quả).
    :param refused_at: refused (ngày từ chối).
    :param pauses: the pauses, each (tạm dừng, chờ bổ sung).
    :param extensions: the extensions, each (gia hạn).
    :param synchronised: is on the national portal (đã đồng bộ lên Cổng Dịch vụ công quốc gia).
    :param digitised: has digitised parts (có thành phần số hóa).
    :param data_reused: digitised data were used again (khai thác, sử dụng lại dữ liệu số hóa).
    :param personal_storage_used: papers came from the applicant's data storage (kho dữ liệu cá nhân).
    :param population_data_used: population data were used (CSDL quốc gia về dân cư).
    :param fee_due: a fee was due (có phí, lệ phí).
    :param paid_online: it was paid online (thanh toán trực tuyến).
    :param electronic_result: has an electronic result (kết quả điện tử).
    :param without_result_document: the procedure gives no document, so that no electronic result is due.
    :param apology_sent: a letter of apology was sent (văn bản xin lỗi và hẹn lại ngày trả).
    :param dissatisfied: disliked or complained of (không hài lòng).
    :raises InvalidValueError: a value that its field cannot hold; names class, field, value and what was expected.

    >>> from datetime import date
    >>> case = Case(code="000.01.02.H56-240705-0012", status="processing", level="province", due_at=date(2024, 7, 12))
    >>> case.level, case.due_at
    (<Level.PROVINCE: 'province'>, datetime.datetime(2024, 7, 12, 23, 59, 59))
    >>> Case(code=12, status="processing")
    Traceback (most recent call last):
    tthc_core.errors.InvalidValueError: Case.code: 12 is not text (str).
    """

    code: str
    status: CaseStatus
    national_code: str | None = None
    procedure_code: str | None = None
    field_code: str | None = None
    agency_code: str | None = None
    handling_agency_code: str | None = None
    level: Level | None = None
    channel: Channel | None = None
    tier: OnlineTier | None = None
    applicant: Applicant | None = None
    submitted_at: datetime | None = field(default=None, converter=opening)
    received_at: datetime | None = field(default=None, converter=opening)
    due_at: datetime | None = field(default=None, converter=closing)
    finished_at: datetime | None = field(default=None, converter=closing)
    returned_at: datetime | None = field(default=None, converter=closing)
    refused_at: datetime | None = field(default=None, converter=closing)
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    synchronised: bool | None = None
    digitised: bool | None = None
    data_reused: bool | None = None
    personal_storage_used: bool | None = None
    population_data_used: bool | None = None
    fee_due: bool | None = None
    paid_online: bool | None = None
    electronic_result: bool | None = None
    without_result_document: bool | None = None
    apology_sent: bool | None = None
    dissatisfied: bool | None = None
