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
    Procedure,
    Severity,
    Tally,
    TimeLimit,
    check,
    samples,
)
from tthc_core.calendar import WorkCalendar
from tthc_core.counting.fault_table import FAULTS, FINISHED_AT_DUE
from tthc_core.counting.faults import check_cases

CODE = "000.01.02.H56-240105-0012"
AS_OF = date(2024, 1, 31)
VIETNAM = WorkCalendar.vietnam()
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


def checked(cases, *, as_of=AS_OF, agencies=TREE):
    """What is found without limits, but for the note that says so: see below, "due dates and limits"."""
    findings = check_cases(cases, as_of=as_of, agencies=agencies)
    return tuple(each for each in findings if each.place != ("calendar", "procedures"))


def found(*, as_of=AS_OF, agencies=TREE, **changes):
    return checked([Case(**CLEAN | changes)], as_of=as_of, agencies=agencies)


def codes(**changes):
    return [finding.code for finding in found(**changes)]


def test_a_clean_case_has_no_finding():
    assert found() == ()
    assert checked([]) == ()


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
    elsewhere = {"duplicate_code", "due_date_differs_from_limit"}
    assert {code for _, code, _, _ in FAULTY} | elsewhere == {fault.code for fault in FAULTS}


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
    findings = checked(iter([*rows, Case(**CLEAN)]))
    assert [(finding.code, finding.place[0]) for finding in findings] == [
        ("no_due_date", "H56-240105-0013"),
        ("duplicate_code", CODE),
        ("duplicate_code", CODE),
    ]
    assert dict(findings[2].values) == {"code": CODE, "row": 4, "first_row": 1}
    assert findings[1].message == f"Mã hồ sơ bị trùng: mã hồ sơ “{CODE}”, dòng 3, trùng với dòng 1."


def test_a_row_without_a_code_is_named_by_its_position():
    findings = checked([Case(**CLEAN), Case(**CLEAN | {"code": "  "})])
    assert [str(finding).split(":")[1] for finding in findings] == [" dòng 2, code"]


# -- what needs something besides the cases ----------------------------------------------------------------------------


def test_what_was_not_looked_for_is_said_first():
    future, stranger = datetime(2025, 1, 1), {"agency_code": "H99"}
    both = check_cases([Case(**CLEAN | {"received_at": future, "due_at": None} | stranger | {"pauses": ()})])
    assert [finding.code for finding in both][:4] == [*["not_looked_for"] * 3, "ended_before_received"]
    assert [finding.severity for finding in both][:3] == [Severity.NOTE] * 3
    assert dict(both[0].values) == {"codes": ("received_in_future", "ended_in_future")}
    assert both[0].message == "Chưa tìm lỗi received_in_future và ended_in_future: cần có ngày chốt số liệu."
    assert dict(both[1].values) == {"codes": ("level_differs_from_agency",)}
    assert not {"received_in_future", "level_differs_from_agency"} & {finding.code for finding in both}
    assert codes(agencies=None) == codes(as_of=None) == ["not_looked_for"]


def test_a_moment_as_of_is_its_day():
    assert codes(as_of=datetime(2024, 1, 11, 12)) == []
    assert codes(as_of=date(2024, 1, 10)) == ["ended_in_future"]


# -- due dates and limits ----------------------------------------------------------------------------------------------

PROCEDURE = Procedure(code="1.001", time_limit=TimeLimit.working_days(5))
# Received on a Friday; five working days later is the next one.
IN_LIMIT = {**CLEAN, **OPEN, "procedure_code": "1.001", "pauses": (), "extensions": ()}


def by_limit(*changes, procedures=(PROCEDURE,), calendar=VIETNAM, **rules):
    cases = [Case(**IN_LIMIT | each) for each in changes]
    return check_cases(cases, as_of=AS_OF, agencies=TREE, calendar=calendar, procedures=procedures, **rules)


def test_a_due_date_that_the_limit_does_not_give_is_a_warning():
    [finding] = by_limit({"due_at": day(15)})
    assert (finding.code, finding.severity) == ("due_date_differs_from_limit", Severity.WARNING)
    assert finding.place == (CODE, "due_at")
    assert dict(finding.values) == {
        "due_at": day(15),
        "due_by_limit": day(12),
        "time_limit": TimeLimit.working_days(5),
        "procedure_code": "1.001",
        "received_at": day(5),
    }
    assert finding.difference is None
    assert finding.message == (
        "Ngày hẹn trả kết quả khác với thời hạn giải quyết của thủ tục: ngày hẹn trả kết quả 15/01/2024 lúc 09 giờ 00 "
        "phút, ngày hẹn trả theo thời hạn 12/01/2024 lúc 09 giờ 00 phút, thời hạn giải quyết 05 ngày làm việc, mã TTHC "
        "“1.001”, ngày tiếp nhận 05/01/2024 lúc 09 giờ 00 phút."
    )


LONG_PAUSE = (pause(day(8), day(11)),)


@pytest.mark.parametrize(
    ("changes", "rules", "is_found"),
    [
        ({}, {}, False),
        ({"due_at": date(2024, 1, 12)}, {}, False),  # by day
        ({"due_at": day(11)}, {}, True),
        ({"due_at": day(13)}, {}, True),  # no working day between
        ({"pauses": LONG_PAUSE, "due_at": day(18)}, {}, False),
        ({"pauses": LONG_PAUSE, "due_at": day(17)}, {}, True),
        ({"pauses": LONG_PAUSE, "due_at": day(17)}, {"supplement": "shift"}, False),
        ({"pauses": LONG_PAUSE}, {"supplement": "subtract"}, False),
        ({"received_at": day(6)}, {}, True),  # a Saturday: taken as on Monday
        ({"received_at": day(6)}, {"receipt": "day_off_is_day_0"}, False),
        ({"extensions": (Extension(decided_at=day(9), due_after=day(19)),), "due_at": day(19)}, {}, False),
        # That of the due date worked out, where the record does not know it.
        ({"extensions": (Extension(decided_at=day(12), due_after=day(19)),), "due_at": day(19)}, {}, True),
    ],
)
def test_pauses_extensions_and_rules_count(changes, rules, is_found):
    assert [finding.code for finding in by_limit(changes, **rules)] == ["due_date_differs_from_limit"] * is_found


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"due_at": None}, ["no_due_date"]),
        ({"received_at": None}, ["no_receipt_date"]),
        ({"pauses": (pause(day(8)),), "status": "stopped", "due_at": day(15)}, []),  # moves nothing yet
        ({"pauses": (pause(day(9), day(8)),), "due_at": day(15)}, ["pause_ends_before_begin"]),
        ({"pauses": (*LONG_PAUSE, pause(day(10), day(12))), "due_at": day(15)}, ["pauses_overlap"]),
        ({"extensions": (Extension(due_after=day(15)),), "due_at": day(15)}, []),  # since when?
        ({"due_at": day(4)}, ["due_before_received"]),
    ],
)
def test_a_case_whose_limit_is_not_sure_is_not_compared(changes, codes):
    assert [finding.code for finding in by_limit(changes)] == codes


def test_procedures_come_as_a_list_or_by_code():
    other = {"procedure_code": "2.001", "due_at": day(15)}
    assert by_limit({}, procedures=iter([PROCEDURE])) == ()
    assert [finding.place[0] for finding in by_limit(other, procedures={"2.001": PROCEDURE})] == [CODE]


def test_a_limit_is_that_of_the_day_of_receipt():
    old = Procedure(code="1.001", time_limit=TimeLimit.working_days(9), valid_to=date(2023, 12, 31))
    new = Procedure(code="1.001", time_limit=TimeLimit.working_days(5), valid_from=date(2024, 1, 1))
    assert by_limit({}, procedures=[old, new, new]) == ()


@pytest.mark.parametrize(
    "procedures",
    [
        [],
        [Procedure(code="1.001")],
        [Procedure(code="1.002", time_limit=TimeLimit.working_days(5))],
        [Procedure(code="1.001", time_limit=TimeLimit.working_days(5), valid_from=date(2024, 1, 6))],
        [PROCEDURE, Procedure(code="1.001", time_limit=TimeLimit.working_days(9))],
    ],
)
def test_cases_without_a_known_limit_are_counted_by_a_note(procedures):
    [note] = by_limit({"due_at": day(15)}, procedures=procedures)
    assert (note.code, note.severity, note.place) == ("not_looked_for", Severity.NOTE, ("procedures",))
    assert dict(note.values) == {"codes": ("due_date_differs_from_limit",), "cases": (CODE,)}
    assert note.message == (
        "Chưa tìm lỗi due_date_differs_from_limit ở 1 hồ sơ: không rõ thời hạn giải quyết của thủ tục khi tiếp nhận."
    )


def test_so_is_a_case_without_a_procedure():
    without = {"procedure_code": None, "code": "H56-240105-0013"}
    assert [dict(note.values)["cases"] for note in by_limit({}, without)] == [("H56-240105-0013",)]


def test_cases_that_the_calendar_does_not_cover_are_counted_by_a_note():
    old = {"received_at": datetime(2018, 12, 28, 9), "due_at": datetime(2019, 1, 8, 9)}
    far = {"code": "H56-240105-0013", "due_at": datetime(2150, 9, 2)}
    [note] = by_limit(old, far)
    assert (note.code, note.severity, note.place) == ("not_looked_for", Severity.NOTE, ("calendar",))
    assert dict(note.values)["cases"] == (CODE, "H56-240105-0013")
    assert note.message == (
        "Chưa tìm lỗi due_date_differs_from_limit ở 2 hồ sơ: có ngày nằm ngoài lịch làm việc (01/01/2019–31/12/2027)."
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ("calendar", "procedures")),
        ({"calendar": VIETNAM}, ("procedures",)),
        ({"procedures": [PROCEDURE]}, ("calendar",)),
    ],
)
def test_both_calendar_and_procedures_are_needed(given, missing):
    [note] = check_cases([Case(**IN_LIMIT | {"due_at": day(15)})], as_of=AS_OF, agencies=TREE, **given)
    assert (note.code, note.place) == ("not_looked_for", missing)
    assert dict(note.values) == {"codes": ("due_date_differs_from_limit",)}


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
    findings = checked(month(at_due, others))
    assert [finding.code for finding in findings] == ["finished_at_due"] * is_found


def test_the_warning_names_the_agency_and_its_numbers():
    [finding] = checked(month(20, 10))
    assert (finding.severity, finding.place) == (Severity.WARNING, ("H56.1", "finished_at"))
    assert dict(finding.values) == {"agency_code": "H56.1", "ended_at_due": 20, "resolved": 30}
    assert "đúng vào thời điểm hẹn trả cao bất thường" in finding.message
    assert finding.message.endswith("20/30 hồ sơ.")
    assert finding.expected == FINISHED_AT_DUE.expected
    [finding] = checked(month(20, 10, agency_code=None))
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
    findings = checked(cases)
    assert "finished_at_due" not in [finding.code for finding in findings]


# -- what check takes --------------------------------------------------------------------------------------------------


def test_check_takes_any_iterable_of_cases():
    case = Case(**CLEAN | {"due_at": None})
    for cases in ([case], (case,), {case}, iter([case]), (each for each in [case])):
        found = check(cases, as_of=AS_OF, agencies=TREE)
        assert [finding.code for finding in found] == ["not_looked_for", "no_due_date"]
    assert check([], as_of=AS_OF, agencies=TREE, calendar=VIETNAM, procedures=[]) == ()


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
        (lambda: check(samples.bac_giang_2024_01(), calendar=VIETNAM), "calendar is for cases; nothing of a Monthly"),
        (lambda: check(samples.bac_giang_2024_01(), procedures=[]), "procedures is for cases"),
        (lambda: check([], calendar="2024"), "check: calendar: '2024' is not a WorkCalendar"),
        (lambda: check([], procedures=PROCEDURE), "check: procedures: Procedure.* is not an iterable of Procedure"),
        (lambda: check([], procedures="1.001"), "check: procedures: '1.001' is not an iterable of Procedure"),
        (lambda: check([], procedures=7), r"check: procedures: 7 is not .* Write procedures=\[procedure\]"),
        (
            lambda: check([], procedures=["1.001"]),
            "check: procedures: '1.001' is not an iterable of Procedure, or a map",
        ),
        (lambda: check([], supplement="pause"), "check: supplement: 'pause' is not a rule for pauses. There are: 'res"),
        (lambda: check([], receipt="next"), "check: receipt: 'next' is not a rule of receipt. There are: 'next_"),
    ],
)
def test_check_says_what_it_takes(call, message):
    with pytest.raises(InvalidValueError, match=message):
        call()
