"""Published figures to learn and test with.

The report of Bắc Giang, January 2024: every figure as it was published, documents, sections and indicators by their
official names, errors of the scan put right, dates by the rule. The sentences around them are this library's own.
"""

from datetime import date

from ..calendar import Period
from ..domain import Level
from ..measure import StatedPercent, StatedPoints
from ..report import (
    Digitisation,
    DraftReviews,
    FeedbackFigures,
    InternalProcedures,
    MonthlyReport,
    OfficialDocument,
    OnlineServices,
    PortalProgress,
    ProcedureChanges,
    Signer,
    SourceDifference,
    SystemIntegration,
    Transparency,
)

__all__ = ["bac_giang_2024_01"]


def bac_giang_2024_01() -> MonthlyReport:
    """The published report of Bắc Giang, January 2024 (báo cáo tháng 01/2024 của UBND tỉnh Bắc Giang).

    The page does not say which days its figures cover: the window of Nghị định 09/2019/NĐ-CP is assumed, and marked so.

    :returns: a report whose level rows are a published tally: caseload, resolved, resolved_in_time, pending.

    >>> report = bac_giang_2024_01()
    >>> report.levels[Level.PROVINCE].caseload
    25415
    >>> report.window_assumed
    True
    """
    percent = StatedPercent.parse
    return MonthlyReport.from_published(
        Period.month(2024, 1, window="decree_09_2019"),
        window_assumed=True,
        levels={
            Level.PROVINCE: {"caseload": 25415, "resolved": 19320, "resolved_in_time": 19196, "pending": 6095},
            Level.DISTRICT: {"caseload": 11418, "resolved": 7411, "resolved_in_time": 7296, "pending": 4007},
            Level.COMMUNE: {"caseload": 19454, "resolved": 17302, "resolved_in_time": 16741, "pending": 2152},
        },
        levels_on_time={
            Level.PROVINCE: percent("99%"),
            Level.DISTRICT: percent("98%"),
            Level.COMMUNE: percent("97%"),
        },
        agency="Ủy ban nhân dân tỉnh Bắc Giang",
        place="Bắc Giang",
        reporter="Chủ tịch UBND tỉnh Bắc Giang",
        basis=(
            OfficialDocument(
                kind="Công điện",
                symbol="644/CĐ-TTg",
                signed_on=date(2023, 7, 13),
                issuer="Thủ tướng Chính phủ",
                subject="Chấn chỉnh, nâng cao hiệu quả cải cách TTHC, gỡ khó cho người dân, doanh nghiệp.",
            ),
            OfficialDocument(
                kind="Chỉ thị",
                symbol="27/CT-TTg",
                signed_on=date(2023, 10, 27),
                issuer="Thủ tướng Chính phủ",
                subject="Đẩy mạnh cải cách, giải quyết TTHC và cung cấp dịch vụ công hiệu quả hơn.",
            ),
            OfficialDocument(
                kind="Công văn", symbol="5633/VPCP-KSTT", signed_on=date(2023, 7, 25), issuer="Văn phòng Chính phủ"
            ),
        ),
        reviews=DraftReviews(
            procedures_assessed=0,
            drafts_assessed=0,
            procedures_appraised=0,
            drafts_appraised=0,
            cuts_proposed=0,
            cuts_accepted=0,
        ),
        business_regulation=(
            (
                "Chương trình kiểm soát TTHC và một cửa, một cửa liên thông của tỉnh được giao tại Kế hoạch số "
                "03/KH-UBND ngày 08/01/2024, áp dụng cho năm 2024. Việc chọn TTHC để đăng ký rà soát năm 2024 đang "
                "diễn ra ở sở, ngành, địa phương."
            ),
        ),
        internal=InternalProcedures(
            published=9,
            published_remark="Phần công bố thêm, lĩnh vực Tài chính, giữa các cơ quan hành chính nhà nước của tỉnh.",
            approved_remark=(
                "Năm 2024, việc rà soát tiếp tục theo Kế hoạch số 5392/KH-UBND ngày 26/10/2022 của Chủ tịch UBND "
                "tỉnh^[Về TTHC nội bộ trên địa bàn tỉnh, giai đoạn 2022-2025.]."
            ),
            carried_out=0,
        ),
        changes=ProcedureChanges(issued=0, amended=0, abolished=0),
        transparency=Transparency(
            published_on_time=percent("18,37%"), content_complete=percent("100%"), synchronised=percent("75,95%")
        ),
        portal=PortalProgress(as_of=date(2024, 1, 20), points=StatedPoints.parse("17,3/20"), on_time=percent("88,3%")),
        online=OnlineServices(
            partial=822,
            partial_percent=percent("42,81%"),
            full=673,
            full_percent=percent("35,05%"),
            information=425,
            information_percent=percent("22,14%"),
            filing=percent("53,8%"),
            pending_in_time=percent("94,43%"),
            pending_overdue=percent("5,57%"),
            procedures_paid_online=percent("51,21%"),
            fee_on_portal=percent("40,04%"),
            payment=percent("24,29%"),
        ),
        digitisation=Digitisation(
            electronic_result=percent("52,36%"),
            digitised=percent("52,18%"),
            data_reused=percent("85,71%"),
            certified_copies=percent("100%"),
        ),
        systems=SystemIntegration(
            merged=(
                "xong^[Công văn số 237/STTTT-CNTT&TT ngày 04/3/2022 của Sở Thông tin và Truyền thông, về việc hợp "
                "nhất.]."
            ),
            population_connected=(
                "có, từ tháng 6/2022 dữ liệu được chia sẻ với hệ thống của tỉnh^[Công văn số 1036/STTTT-CNTT&TT ngày "
                "01/8/2022 của Sở Thông tin và Truyền thông, hướng dẫn bộ phận một cửa các cấp tra cứu.]."
            ),
        ),
        administrative_feedback=FeedbackFigures(received=5, handled_in_time=5, handled_late=0),
        business_feedback=FeedbackFigures(received=0),
        overdue_online=(
            (
                "Tại Công văn số 6990/UBND-NC ngày 08/12/2023, Chủ tịch UBND tỉnh yêu cầu giải quyết dứt điểm hồ sơ "
                "trực tuyến quá hạn và xử lý nơi, người để chậm; Sở Thông tin và Truyền thông tìm lỗi đồng bộ với Cổng"
                " dịch vụ công quốc gia, sao cho 100% TTHC thuộc diện phải đồng bộ đều được đồng bộ."
            ),
            (
                "Phần lớn hồ sơ quá hạn đã xong. Số còn lại vướng lỗi kỹ thuật, Sở đang cùng bộ phận kỹ thuật của Cổng"
                " xác định."
            ),
        ),
        source_differences=(
            SourceDifference(
                field_of_work="tư pháp",
                portal_overdue=1230,
                own_overdue=133,
                remark="Con số thứ hai là số thực tế tại Sở Tư pháp; thống kê trên Cổng chưa chính xác.",
            ),
        ),
        service_quality=(
            (
                "Danh sách cơ quan, địa phương, cá nhân giải quyết TTHC chậm do Sở Thông tin và Truyền thông công khai"
                " bằng văn bản trước ngày 25 hằng tháng, dùng làm căn cứ đánh giá."
            ),
        ),
        achievements=(
            "Lãnh đạo tỉnh theo sát và chỉ đạo thống nhất việc kiểm soát TTHC, cơ chế một cửa, một cửa liên thông.",
            (
                "Các cấp, các ngành chủ động; địa phương bố trí người và thiết bị cho Bộ phận Một cửa, nơi nối người "
                "dân với đơn vị chuyên môn, ngày càng hiện đại và dùng nhiều công nghệ thông tin hơn."
            ),
        ),
        difficulties=(
            (
                "Có Bộ, ngành lấy số quyết định công bố trước rồi mới đưa lên Cơ sở dữ liệu về TTHC^[Quyết định số "
                "98/QĐ-BGDĐT ngày 05/01/2024 của Bộ Giáo dục và Đào tạo; các Quyết định của Bộ Nội vụ: số 1097/QĐ-BNV "
                "ngày 31/12/2023, số 1098/QĐ-BNV ngày 31/12/2023, số 1096/QĐ-BNV ngày 31/12/2023, số 1099/QĐ-BNV ngày "
                "31/12/2023.], khiến tỉnh công bố muộn và mất điểm công khai, minh bạch. Tỉnh đã nêu điều này trong "
                "nhiều báo cáo tháng mà chưa được khắc phục."
            ),
            (
                "Bộ chỉ số theo Quyết định số 766/QĐ-TTg trên Cổng dịch vụ công quốc gia chỉ cho thấy điểm của cả tỉnh"
                " và danh sách hồ sơ quá hạn, không chia theo sở, ngành, UBND cấp huyện, cấp xã; tỉnh khó đôn đốc từng"
                " nơi."
            ),
        ),
        tasks=(
            (
                "Thực hiện kiểm soát TTHC và cơ chế một cửa, một cửa liên thông theo Nghị định số 63/2010/NĐ-CP, Nghị "
                "định số 92/2017/NĐ-CP, Nghị định số 61/2018/NĐ-CP; Chỉ thị số 27/CT-TTg ngày 27/10/2023 của Thủ tướng"
                " Chính phủ; Quyết định số 20/QĐ-VPCP ngày 18/01/2024 của Văn phòng Chính phủ về kế hoạch kiểm soát "
                "TTHC, công nghệ thông tin và chuyển đổi số năm 2024."
            ),
            "Hoàn thành các việc của Kế hoạch số 03/KH-UBND ngày 08/01/2024 cho năm 2024.",
            "Kiểm soát quy định về TTHC trong văn bản QPPL của tỉnh, theo khoản 4 Điều 14 Luật ban hành văn bản QPPL.",
            (
                "Sở, ngành trình công bố TTHC ngay sau khi bộ, ngành công bố; cập nhật trên Cổng dịch vụ công quốc "
                "gia, dịch vụ công và Cổng thông tin điện tử của tỉnh, niêm yết tại nơi tiếp nhận."
            ),
            (
                "Rà soát TTHC nội bộ giai đoạn 2022-2025 theo Kế hoạch số 5392/KH-UBND ngày 26/10/2022; mục tiêu: 100%"
                " TTHC nội bộ."
            ),
            "Lập và ban hành kế hoạch rà soát, đánh giá TTHC cho năm 2024.",
            (
                "Một cửa, một cửa liên thông: 100% TTHC được nhận và trả tại Trung tâm Phục vụ hành chính công, bộ "
                "phận một cửa cấp huyện, cấp xã; 100% bộ phận một cửa và công chức của bộ phận này được chấm điểm; mức"
                " hài lòng từ 90% trở lên, riêng đất đai, xây dựng, đầu tư từ 85% trở lên."
            ),
        ),
        proposals=(
            "Bộ, ngành công bố, công khai TTHC đúng quy định để địa phương kịp công bố danh mục của mình.",
            (
                "Văn phòng Chính phủ tìm cách chia sẻ theo thời gian thực kết quả đánh giá chất lượng phục vụ theo "
                "Quyết định số 766/QĐ-TTg từ Cổng dịch vụ công quốc gia về hệ thống của tỉnh, đến từng sở, ngành, UBND"
                " cấp huyện, cấp xã."
            ),
        ),
        recipients=(
            "Văn phòng Chính phủ;",
            "Tổ công tác CCTTHC của Chính phủ (Đ/c Phan Thị Thắng, Thứ trưởng Bộ Công Thương phụ trách Bắc Giang);",
            "Cục Kiểm soát TTHC;",
            "TT Tỉnh ủy, TT HĐND;",
            "CT, các PCT UBND tỉnh;",
            "Các sở: Tư pháp, Thông tin và Truyền thông, Nội vụ;",
            "VP UBND tỉnh: LĐVP, TTPVHCC;",
            "Lưu: VT, NC-KSTT.",
        ),
        signer=Signer(authority="KT. CHỦ TỊCH", position="PHÓ CHỦ TỊCH", name="Mai Sơn"),
    )
