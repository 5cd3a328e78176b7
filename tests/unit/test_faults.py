"""check(cases): what each fault is called, where it stands, and the words that it is said in."""

from datetime import date, datetime, timedelta

import pytest

from tthc_core import (
    Agency,
    AgencyTree,
    Case,
    CaseStatus,
    Extension,
    InvalidValueError,
    Pause,
    Severity,
    Tally,
    check,
    samples,
)
from tthc_core.counting.fault_table import FAULTS, FINISHED_AT_DUE
from tthc_core.counting.faults import check_cases

CODE = "000.01.02.H56-240105-0012"
AS_OF = date(2024, 1, 31)
TREE = AgencyTree(
    [
        Agency(code="H56", name="UBND tỉnh", level="province"),
        Agency(code="H56.1", name="UBND xã", level="commune", parent="H56"),
    ]
)
CLEAN = {
    "code": CODE,
    "status": "returned",
    "agency_code": "H56.1",
    "level": "commune",
    "channel": "online",
    "tier": "full",
    "received_at": datetime(2024, 1, 5, 9),
    "due_at": datetime(2024, 1, 12, 9),
    "finished_at": datetime(2024, 1, 11, 15),
    "returned_at": datetime(2024, 1, 11, 16, 30),
    "pauses": (Pause(began_at=datetime(2024, 1, 8, 8), ended_at=datetime(2024, 1, 9, 8)),),
    "extensions": (Extension(decided_at=date(2024, 1, 10), due_before=date(2024, 1, 11)),),
    "fee_due": True,
    "paid_online": True,
}
OPEN = {"status": "processing", "finished_at": None, "returned_at": None}


def day(number: int, hour: int = 9) -> datetime:
    return datetime(2024, 1, number, hour)


def pause(began: object, ended: object = None) -> Pause:
    return Pause(began_at=began, ended_at=ended)


def found(*, as_of=AS_OF, agencies=TREE, **changes):
    return check_cases([Case(**CLEAN | changes)], as_of=as_of, agencies=agencies)


def codes(**changes):
    return [finding.code for finding in found(**changes)]


def test_a_clean_case_has_no_finding():
    assert found() == ()
    assert check_cases([], as_of=AS_OF, agencies=TREE) == ()


FAULTY = [
    (
        {"received_at": None},
        "no_receipt_date",
        "received_at",
        "Đã được tiếp nhận mà không có ngày tiếp nhận: trạng thái",
    ),
    ({"finished_at": None, "returned_at": None}, "undated_end", "finished_at", "“đã trả kết quả”"),
    ({"status": "withdrawn", "finished_at": None, "returned_at": None}, "undated_end", "finished_at", "rút hồ sơ”"),
    (OPEN | {"returned_at": day(11)}, "open_with_end_date", "returned_at", "ngày trả kết quả 11/01/2024"),
    (OPEN | {"refused_at": day(11)}, "open_with_end_date", "refused_at", "trạng thái hồ sơ “đang xử lý”."),
    (OPEN | {"status": "draft", "finished_at": day(11)}, "open_with_end_date", "finished_at", "“nháp”"),
    (
        OPEN | {"received_at": datetime(2024, 2, 1), "due_at": datetime(2024, 2, 9), "pauses": ()},
        "received_in_future",
        "received_at",
        "ngày tiếp nhận 01/02/2024, ngày chốt số liệu 31/01/2024.",
    ),
    ({"returned_at": datetime(2024, 2, 1)}, "ended_in_future", "returned_at", "ngày chốt số liệu 31/01/2024."),
    ({"finished_at": day(4), "pauses": ()}, "ended_before_received", "finished_at", "ngày tiếp nhận 05/01/2024 lúc 09"),
    ({"finished_at": day(5, 8), "pauses": ()}, "ended_before_received", "finished_at", "lúc 08 giờ 00 phút"),
    ({"returned_at": day(10)}, "returned_before_finished", "returned_at", "trước khi kết thúc xử lý"),
    ({"returned_at": day(11, 14)}, "returned_before_finished", "returned_at", "lúc 14 giờ 00 phút, ngày kết thúc"),
    ({"due_at": date(2024, 1, 4)}, "due_before_received", "due_at", "ngày hẹn trả kết quả 04/01/2024, ngày tiếp nhận"),
    ({"due_at": None}, "no_due_date", "due_at", "Không có ngày hẹn trả kết quả: trạng thái hồ sơ"),
    ({"tier": "information"}, "information_tier_online", "tier", "kênh thực hiện “trực tuyến”"),
    ({"level": "province"}, "level_differs_from_agency", "level", "cấp của cơ quan “Cấp xã”"),
    ({"agency_code": "H99"}, "level_differs_from_agency", "agency_code", "mã cơ quan “H99”."),
    ({"agency_code": "H99", "level": None}, "level_differs_from_agency", "agency_code", "cây cơ quan"),
    ({"pauses": (pause(day(8), day(6)),)}, "pause_ends_before_begin", "pauses", "lần 1 (từ 08/01/2024 lúc 09 giờ"),
    (
        {"pauses": (pause(day(6), day(8)), pause(day(7), day(9)))},
        "pauses_overlap",
        "pauses",
        "tạm dừng lần 2 (từ 07/01",
    ),
    ({"pauses": (pause(day(9)), pause(day(6)))}, "pauses_overlap", "pauses", "chưa kết thúc), tạm dừng lần 2"),
    ({"pauses": (pause(day(4), day(8)),)}, "pause_outside_case", "pauses", "ngày tiếp nhận 05/01/2024"),
    ({"pauses": (pause(day(8), day(12)),)}, "pause_outside_case", "pauses", "ngày kết thúc xử lý 11/01/2024"),
    ({"pauses": (pause(day(12)),)}, "pause_outside_case", "pauses", "ngoài thời gian xử lý"),
    (OPEN | {"pauses": (pause(day(4), day(8)),)}, "pause_outside_case", "pauses", "đến 08/01/2024"),
    (OPEN | {"status": "supplement_requested"}, "paused_status_without_pause", "status", "“yêu cầu bổ sung giấy tờ”"),
    (OPEN | {"status": "stopped", "pauses": ()}, "paused_status_without_pause", "status", "“dừng xử lý”."),
    ({"extensions": (Extension(), Extension())}, "second_extension", "extensions", "gia hạn lần 2 (không ghi ngày)"),
    (
        {"extensions": (Extension(decided_at=day(11), due_before=day(11)),)},
        "extension_too_late",
        "extensions",
        "(quyết định 11/01/2024 lúc 09 giờ 00 phút, hạn cũ 11/01/2024",
    ),
    (
        {"extensions": (Extension(decided_at=day(13), due_after=day(12)),)},
        "extension_too_late",
        "extensions",
        "hạn mới",
    ),
    ({"extensions": (Extension(decided_at=day(12)),)}, "extension_too_late", "extensions", "Gia hạn quá muộn"),
    ({"fee_due": False}, "paid_without_fee", "paid_online", "thanh toán trực tuyến, không có yêu cầu"),
    ({"fee_due": None}, "paid_without_fee", "paid_online", "không có phí, lệ phí phải nộp: thanh toán trực tuyến."),
    ({"code": "HS-01"}, "malformed_code", "code", "mã hồ sơ “HS-01”"),
    ({"code": "H56-240230-0001"}, "malformed_code", "code", "không đúng dạng"),
]


@pytest.mark.parametrize(("changes", "code", "field", "words"), FAULTY)
def test_a_fault_is_found_and_said(changes, code, field, words):
    [finding] = found(**changes)
    assert (finding.code, finding.place) == (code, (changes.get("code", CODE), field))
    assert words in finding.message
    assert finding.message.endswith(".")
    assert finding.difference is None
    fault = next(fault for fault in FAULTS if fault.code == code)
    assert (finding.severity, finding.expected) == (fault.severity, fault.expected)
    assert field in fault.fields
    assert hash(finding)


def test_every_fault_of_the_table_is_tried_here():
    assert {code for _, code, _, _ in FAULTY} | {"duplicate_code"} == {fault.code for fault in FAULTS}


NO_FAULT = {
    "no receipt before it is admitted": {"status": "submitted", "received_at": None, "due_at": None}
    | OPEN
    | {"status": "submitted"},
    "refused before it was admitted": OPEN | {"status": "not_accepted", "refused_at": day(6), "received_at": None},
    "stopped without a date is paused": OPEN | {"status": "stopped", "pauses": (pause(day(8)),)},
    "stopped with a date is refused": OPEN | {"status": "stopped", "refused_at": day(11)},
    "handed over without a date of its own": {"returned_at": None},
    "received on the day of the data, late": OPEN
    | {"received_at": datetime(2024, 1, 31, 23, 59), "due_at": datetime(2024, 2, 5), "pauses": ()},
    "ended on the day of receipt, the hour unknown": {"finished_at": date(2024, 1, 5), "pauses": ()},
    "ended at midnight of the day of receipt": {"finished_at": datetime(2024, 1, 5), "pauses": ()},
    "due on the day of receipt": {"due_at": date(2024, 1, 5)},
    "returned in the afternoon, finished on that day": {"finished_at": date(2024, 1, 11)},
    "an information tier at the counter": {"tier": "information", "channel": "counter"},
    "no agency": {"agency_code": None},
    "no level": {"level": None},
    "a pause of one day": {"pauses": (pause(date(2024, 1, 8), date(2024, 1, 8)),)},
    "a pause on the day another ended": {
        "pauses": (pause(date(2024, 1, 8), date(2024, 1, 9)), pause(date(2024, 1, 9), date(2024, 1, 10)))
    },
    "pauses after each other, in any order": {"pauses": (pause(day(9), day(10)), pause(day(6), day(9)))},
    "a pause on the day of receipt": {"pauses": (pause(date(2024, 1, 5), day(8)),)},
    "a pause that its case ended": {"status": "withdrawn", "pauses": (pause(day(8)),)},
    "a pause before anything else is known": OPEN
    | {"status": "draft", "received_at": None, "pauses": (pause(day(4), day(8)),)},
    "a first pause over, a second one open": OPEN
    | {"status": "payment_requested", "pauses": (pause(day(6), day(7)), pause(day(8)))},
    "decided a day before the limit ends": {
        "extensions": (Extension(decided_at=datetime(2024, 1, 10, 23), due_before=day(11, 0)),)
    },
    "an extension without a limit to compare": OPEN
    | {"status": "draft", "due_at": None, "extensions": (Extension(decided_at=day(11)),)},
    "an unpaid fee": {"paid_online": False},
    "a code with a short agency": {"code": "H44-240705-00123"},
}


@pytest.mark.parametrize("changes", NO_FAULT.values(), ids=NO_FAULT)
def test_what_may_be_right_is_no_fault(changes):
    assert codes(**changes) == []


def test_the_values_are_those_that_are_wrong_by_field():
    [finding] = found(finished_at=day(4), pauses=())
    assert finding.values == (("finished_at", day(4)), ("received_at", day(5)))
    wrong, right = pause(day(8), day(6)), pause(day(9), day(10))
    [finding] = found(pauses=(right, wrong))
    assert finding.values == (("pauses[1]", wrong),)
    [finding] = found(agency_code="H99")
    assert dict(finding.values) == {"agency_code": "H99", "agency_level": None}
    [finding] = found(returned_at=None, finished_at=None, status="processed")
    assert dict(finding.values) == {"finished_at": None, "status": CaseStatus.PROCESSED}
    [finding] = found(**OPEN | {"status": "stopped", "pauses": (right,)})
    assert dict(finding.values) == {"status": CaseStatus.STOPPED, "pauses[0]": right}


def test_three_pauses_of_which_two_overlap():
    a, b, c, inner = pause(day(6), day(9)), pause(day(9), day(10)), pause(day(10), day(11)), pause(day(7), day(8))
    assert codes(pauses=(c, b, a)) == []
    [finding] = found(pauses=(c, inner, b, a))
    assert finding.values == (("pauses[1]", inner), ("pauses[3]", a))
    [finding] = found(pauses=(pause(day(6)), inner, b))
    assert len(finding.values) == 3


def test_a_case_can_break_several_rules_and_they_come_in_the_order_of_the_table():
    order = [fault.code for fault in FAULTS]
    broken = codes(code="x", received_at=None, due_at=None, tier="information", fee_due=None, level="province")
    assert broken == sorted(broken, key=order.index)
    assert set(broken) == {
        *("no_receipt_date", "no_due_date", "information_tier_online", "level_differs_from_agency"),
        *("paid_without_fee", "malformed_code"),
    }


def test_findings_come_row_by_row_and_equal_codes_from_the_second_on():
    rows = [Case(**CLEAN), Case(**CLEAN | {"code": "H56-240105-0013", "due_at": None}), Case(**CLEAN)]
    findings = check_cases(iter([*rows, Case(**CLEAN)]), as_of=AS_OF, agencies=TREE)
    assert [(finding.code, finding.place[0]) for finding in findings] == [
        ("no_due_date", "H56-240105-0013"),
        ("duplicate_code", CODE),
        ("duplicate_code", CODE),
    ]
    assert dict(findings[2].values) == {"code": CODE, "row": 4, "first_row": 1}
    assert findings[1].message == f"Mã hồ sơ bị trùng: mã hồ sơ “{CODE}”, dòng 3, trùng với dòng 1."


def test_a_row_without_a_code_is_named_by_its_position():
    findings = check_cases([Case(**CLEAN), Case(**CLEAN | {"code": "  "})], as_of=AS_OF, agencies=TREE)
    assert [str(finding).split(":")[1] for finding in findings] == [" dòng 2, code"]


# -- what needs something besides the cases ----------------------------------------------------------------------------


def test_what_was_not_looked_for_is_said_first():
    future, stranger = datetime(2025, 1, 1), {"agency_code": "H99"}
    both = check_cases([Case(**CLEAN | {"received_at": future, "due_at": None} | stranger | {"pauses": ()})])
    assert [finding.code for finding in both][:2] == ["not_looked_for", "not_looked_for"]
    assert [finding.severity for finding in both][:2] == [Severity.NOTE] * 2
    assert dict(both[0].values) == {"codes": ("received_in_future", "ended_in_future")}
    assert both[0].message == "Chưa tìm lỗi received_in_future và ended_in_future: cần có ngày chốt số liệu."
    assert dict(both[1].values) == {"codes": ("level_differs_from_agency",)}
    assert not {"received_in_future", "level_differs_from_agency"} & {finding.code for finding in both}
    assert codes(agencies=None) == codes(as_of=None) == ["not_looked_for"]


def test_a_moment_as_of_is_its_day():
    assert codes(as_of=datetime(2024, 1, 11, 12)) == []
    assert codes(as_of=date(2024, 1, 10)) == ["ended_in_future"]


# -- a share that is hardly chance -------------------------------------------------------------------------------------


def month(at_due, others, due=datetime(2024, 1, 12, 17), **changes):
    """Results at the due instant, and others an hour before it."""
    ends = [due] * at_due + [due - timedelta(hours=1)] * others
    return [
        Case(**CLEAN | {"code": f"H56-240105-{n:04}", "due_at": due, "finished_at": end, "returned_at": None} | changes)
        for n, end in enumerate(ends)
    ]


@pytest.mark.parametrize(
    ("at_due", "others", "is_found"), [(7, 13, True), (7, 14, False), (8, 14, True), (19, 0, False), (20, 0, True)]
)
def test_many_ends_at_the_due_instant_are_a_warning(at_due, others, is_found):
    findings = check_cases(month(at_due, others), as_of=AS_OF, agencies=TREE)
    assert [finding.code for finding in findings] == ["finished_at_due"] * is_found


def test_the_warning_names_the_agency_and_its_numbers():
    [finding] = check_cases(month(20, 10), as_of=AS_OF, agencies=TREE)
    assert (finding.severity, finding.place) == (Severity.WARNING, ("H56.1", "finished_at"))
    assert dict(finding.values) == {"agency_code": "H56.1", "ended_at_due": 20, "resolved": 30}
    assert "đúng vào thời điểm hẹn trả cao bất thường" in finding.message
    assert finding.message.endswith("20/30 hồ sơ.")
    assert finding.expected == FINISHED_AT_DUE.expected
    [finding] = check_cases(month(20, 10, agency_code=None), as_of=AS_OF, agencies=TREE)
    assert finding.place == ("chưa rõ cơ quan", "finished_at")


@pytest.mark.parametrize(
    "cases",
    [
        month(30, 0, due=datetime(2024, 1, 12, 23, 59, 59)),  # days, not instants
        month(30, 0, status="withdrawn"),
        month(15, 0) + month(15, 0, agency_code="H56", level="province"),
    ],
)
def test_no_share_is_taken_of_days_of_the_withdrawn_or_of_two_agencies(cases):
    findings = check_cases(cases, as_of=AS_OF, agencies=TREE)
    assert "finished_at_due" not in [finding.code for finding in findings]


# -- what check takes --------------------------------------------------------------------------------------------------


def test_check_takes_any_iterable_of_cases():
    case = Case(**CLEAN | {"due_at": None})
    for cases in ([case], (case,), {case}, iter([case]), (each for each in [case])):
        assert [finding.code for finding in check(cases, as_of=AS_OF, agencies=TREE)] == ["no_due_date"]
    assert check([], as_of=AS_OF, agencies=TREE) == ()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: check(Case(**CLEAN)), r"check\(\[case\]\)"),
        (lambda: check({}), "no checks for a dict"),
        (lambda: check("cases"), "no checks for a str"),
        (lambda: check(7), "no checks for a int; .*an iterable of Case"),
        (lambda: check([{"code": "1"}]), "no checks for a list; .*holds a dict"),
        (lambda: check([Case(**CLEAN), None]), "row 2 is None, expected a Case"),
        (lambda: check([], as_of="31/01/2024"), "check: as_of: '31/01/2024' is not a date"),
        (lambda: check([], agencies=["H56"]), r"check: agencies: \['H56'\] is not an AgencyTree"),
        (lambda: check(samples.bac_giang_2024_01(), as_of=AS_OF), "as_of is for cases; nothing of a MonthlyReport"),
        (
            lambda: check(Tally.published({}, samples.bac_giang_2024_01().period), agencies=TREE),
            "agencies is for cases; nothing of a Tally",
        ),
    ],
)
def test_check_says_what_it_takes(call, message):
    with pytest.raises(InvalidValueError, match=message):
        call()
