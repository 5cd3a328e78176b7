"""The words of the monthly report (báo cáo tháng), line by line as they are printed. Words only: no figure of any month.

A line says what it is and its template, between them what it is repeated for. ``{transparency.synchronised}`` is the field
of that path; ``<…>`` is printed only where every figure in it is known and not 0; ``^[…]`` is a footnote. A line ``of`` a
field is printed once for every item of it, and its paths start from the item (``{}`` is the item itself).
The names of sections, indicators and documents are the official ones (Công văn 5633/VPCP-KSTT).
"""
# ruff: noqa: E501  # a line of the page is a line here

from enum import StrEnum

from attrs import frozen

__all__ = ["FEEDBACK", "WORDING", "Kind", "Line"]


class Kind(StrEnum):
    """What a line is on the page (loại dòng); how that looks is said by whatever prints it."""

    ISSUER = "issuer"
    NUMBER = "number"
    NATION = "nation"
    PLACE = "place"
    TITLE = "title"
    PART = "part"
    SECTION = "section"
    SUBSECTION = "subsection"
    POINT = "point"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBITEM = "subitem"
    NUMBERED = "numbered"
    FOOTNOTE = "footnote"
    CLOSING = "closing"
    RECIPIENTS = "recipients"
    AUTHORITY = "authority"
    SIGNER = "signer"


@frozen
class Line:
    """A line of the page: its kind, its template and, where it is repeated, the field that it is printed for each item of."""

    kind: Kind
    template: str
    each: str

    @classmethod
    def read(cls, row: str) -> "Line":
        """The line that a row of the table below says."""
        what, _, template = row.partition("|")
        kind, _, each = what.partition(" of ")
        return cls(Kind(kind.strip()), template.strip(), each.strip())


FEEDBACK = "tổng số PAKN đã tiếp nhận: {received}; số PAKN đã xử lý đúng hạn: {handled_in_time}; số PAKN đã xử lý quá hạn: {handled_late}<; kỳ trước chuyển sang: {carried_over}><; không tiếp nhận xử lý: {declined}><; đang xử lý: {pending}>"

# "footnote" says where the footnotes so far are printed.
WORDING = tuple(
    Line.read(row)
    for row in """
issuer | <{agency}>
number | Số: {number_written}/{symbol}
nation | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
nation | Độc lập - Tự do - Hạnh phúc
place | <{place_line}>
title | BÁO CÁO
title | {title} {month_in_words}
paragraph | <Căn cứ yêu cầu tại {basis}, >{reporter} tổng hợp tình hình cải cách TTHC của {month}, gồm những nội dung dưới đây.

part | I. KẾT QUẢ THỰC HIỆN

section | 1. Về cải cách việc quy định TTHC
subsection | 1.1. Kết quả đánh giá tác động và thẩm định TTHC trong dự án, dự thảo văn bản quy phạm pháp luật (QPPL) có quy định TTHC
item | Đánh giá tác động: {reviews.procedures_assessed} TTHC, trong {reviews.drafts_assessed} dự thảo văn bản QPPL.
item | Thẩm định: {reviews.procedures_appraised} TTHC, trong {reviews.drafts_appraised} dự thảo văn bản QPPL; ở đó:
subitem | Cơ quan thẩm định đề nghị cắt giảm, đơn giản hóa: {reviews.cuts_proposed} TTHC< ({reviews.cuts_proposed_names})>;
subitem | Cơ quan chủ trì soạn thảo chấp nhận: {reviews.cuts_accepted} TTHC< ({reviews.cuts_accepted_names})>.
subsection | 1.2. Kết quả cắt giảm, đơn giản hóa quy định, TTHC
point | a) Kết quả rà soát, cắt giảm, đơn giản hóa quy định kinh doanh theo Nghị quyết số 68/NQ-CP ngày 12 tháng 5 năm 2020 của Chính phủ
paragraph of business_regulation | {}
point | b) Kết quả rà soát, đơn giản hóa TTHC nội bộ theo Quyết định số 1085/QĐ-TTg ngày 15 tháng 9 năm 2022 của Thủ tướng Chính phủ
item | Số lượng TTHC nội bộ đã công bố: {internal.published}.< {internal.published_remark}>
item | Số lượng TTHC nội bộ đã được phê duyệt phương án cắt giảm, đơn giản hóa: {internal.approved}.< {internal.approved_remark}>
item | Số lượng TTHC nội bộ đã thực thi phương án cắt giảm, đơn giản hóa năm {year}: {internal.carried_out}.< {internal.carried_out_remark}>
subsection | 1.3. Tổng số TTHC được ban hành mới, sửa đổi, bổ sung hoặc bãi bỏ
item | Ban hành mới: {changes.issued} TTHC; sửa đổi, bổ sung: {changes.amended} TTHC; bãi bỏ: {changes.abolished} TTHC.< {changes.names}>

section | 2. Về cải cách việc thực hiện TTHC
subsection | 2.1. Kết quả công khai, minh bạch trong thực hiện TTHC
item | Tỷ lệ TTHC công bố, cập nhật công khai đúng hạn: {transparency.published_on_time}
item | Tỷ lệ TTHC được công khai đầy đủ các nội dung quy định về các bộ phận cấu thành: {transparency.content_complete}
item | Tỷ lệ hồ sơ đồng bộ lên Cổng dịch vụ công quốc gia: {transparency.synchronised}
subsection | 2.2. Kết quả giải quyết TTHC
point | a) Trên Cổng DVC quốc gia<, theo số liệu đến ngày {portal.as_of}>: {portal.points} điểm; tỷ lệ hồ sơ xử lý đúng hạn {portal.on_time}.
point | b) Trên Hệ thống thông tin giải quyết TTHC của địa phương:
item of level_rows | {label}: tổng số tiếp nhận {caseload} hồ sơ; đã giải quyết {resolved} hồ sơ (trước và đúng hạn {resolved_in_time}, tỷ lệ {on_time:level}<; không xét hạn {resolved_not_judged}>); đang giải quyết {pending} hồ sơ<, trong hạn {pending_in_time}><, quá hạn {pending_overdue}><, chờ bổ sung, tạm dừng {paused}><, không xét hạn {pending_not_judged}><; rút, từ chối: {closed_otherwise}>.
item | <Không có trong các số trên: {set_aside}.>
subsection | 2.3. Kết quả thực hiện dịch vụ công trực tuyến (DVCTT)
item | Tỷ lệ TTHC cung cấp trực tuyến: một phần {online.partial} ({online.partial_share}), toàn trình {online.full} ({online.full_share}), còn lại {online.information} ({online.information_share})<; tổng số TTHC {online.procedures}>.
item | Tỷ lệ nộp hồ sơ trực tuyến: {online.filing}
item | Hồ sơ nộp trực tuyến đang xử lý: đúng hạn {online.pending_in_time}, quá hạn {online.pending_overdue}
item | Tỷ lệ TTHC có giao dịch thanh toán trực tuyến: {online.procedures_paid_online}
item | Tỷ lệ TTHC có yêu cầu nghĩa vụ tài chính được cung cấp trên Cổng DVC quốc gia: {online.fee_on_portal}
item | Tỷ lệ hồ sơ thanh toán trực tuyến: {online.payment}
subsection | 2.4. Kết quả số hóa hồ sơ, kết quả giải quyết TTHC
item | Tỷ lệ hồ sơ TTHC có cấp kết quả giải quyết TTHC điện tử: {digitisation.electronic_result}
item | Tỷ lệ hồ sơ TTHC thực hiện số hóa hồ sơ: {digitisation.digitised}
item | Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa: {digitisation.data_reused}
item | Tỷ lệ cung cấp dịch vụ chứng thực bản sao điện tử từ bản chính: {digitisation.certified_copies}
subsection | 2.5. Kết quả hợp nhất, kết nối các hệ thống thông tin phục vụ giải quyết TTHC
item | Hợp nhất Cổng dịch vụ công và Hệ thống một cửa điện tử thành Hệ thống thông tin giải quyết TTHC cấp tỉnh: {systems.merged}
item | Kết nối Hệ thống thông tin giải quyết TTHC với CSDL quốc gia về dân cư: {systems.population_connected}

section | 3. Kết quả tiếp nhận và xử lý phản ánh, kiến nghị (PAKN)
item | PAKN về quy định và hành vi hành chính: {administrative_feedback}.
item | PAKN về quy định kinh doanh theo Mục IX Nghị quyết số 97/NQ-CP ngày 08/7/2023 của Chính phủ: {business_feedback}.

section | 4. Về rà soát, kiểm tra, xử lý dứt điểm các hồ sơ trực tuyến nộp từ Cổng dịch vụ công quốc gia quá hạn đang xử lý^[Công văn số 9482/VPCP-KSTT ngày 04/12/2023 của Văn phòng Chính phủ.]
paragraph of overdue_online | {}
paragraph of source_differences | <Hai hệ thống chưa cho cùng số hồ sơ quá hạn lĩnh vực {field_of_work}>^[Cổng dịch vụ công quốc gia: {portal_overdue} hồ sơ; hệ thống của địa phương: {own_overdue} hồ sơ.< {remark}>].

section | 5. Định kỳ hằng tháng công khai kết quả đánh giá chất lượng phục vụ người dân, doanh nghiệp theo Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ
paragraph of service_quality | {}
footnote |

part | II. ĐÁNH GIÁ CHUNG

section | 1. Kết quả đạt được
item of achievements | {}

section | 2. Tồn tại, hạn chế, vướng mắc
item of difficulties | {}
footnote |

part | III. NHIỆM VỤ TRỌNG TÂM CỦA THÁNG TIẾP THEO
numbered of tasks | {}
footnote |

part | IV. KIẾN NGHỊ VÀ ĐỀ XUẤT
numbered of proposals | {}
footnote |
closing | Trên đây là báo cáo {month}, {reporter} kính trình./.
recipients | Nơi nhận:
item of recipients | {}
authority | <{signer.authority}>
authority | <{signer.position}>
signer | <{signer.name}>
""".splitlines()
    if row
)
