"""What users write, what it becomes, and how it reads."""

from datetime import UTC, date, datetime

import pytest

from tthc_core import Case, CaseStatus, Channel, Level, OnlineTier, Period, PredicateError, count, field
from tthc_core.counting.predicate import (
    ALWAYS,
    And,
    AnyPause,
    Before,
    Compare,
    Cut,
    Day,
    Field,
    First,
    IsIn,
    IsMissing,
    Not,
    Or,
    fields_of,
)
from tthc_core.counting.words import in_words

CASES = [
    Case(code="a", status="processing", channel="online", received_at=datetime(2024, 1, 5, 9), agency_code="H02.1"),
    Case(code="b", status="processing", channel="post", received_at=datetime(2024, 1, 9), digitised=True),
    Case(
        code="c",
        status="processed",
        received_at=datetime(2024, 1, 9, 8),
        finished_at=datetime(2024, 1, 9, 9),
        due_at=datetime(2024, 1, 9, 17),
        digitised=False,
    ),
]
JANUARY = Period.month(2024, 1)


def kept(predicate) -> int:
    return count(CASES, JANUARY, where=predicate).account.read


@pytest.mark.parametrize(
    ("predicate", "number", "words"),
    [
        (field("channel") == Channel.ONLINE, 1, "kênh thực hiện là “trực tuyến”"),
        (field("channel") == "online", 1, "kênh thực hiện là “trực tuyến”"),
        (field("channel") == Channel.COUNTER, 1, "kênh thực hiện là “trực tiếp”"),
        (~(field("channel") == Channel.ONLINE), 2, "kênh thực hiện không phải là “trực tuyến”"),
        (field("channel").is_missing(), 1, "không có kênh thực hiện"),
        (
            field("channel").is_in([Channel.ONLINE, Channel.POST]),
            2,
            "kênh thực hiện là “trực tuyến” hoặc “dịch vụ bưu chính công ích”",
        ),
        (field("digitised") == True, 1, "có thành phần số hóa"),  # noqa: E712
        (field("digitised") == False, 1, "xác định không thuộc diện có thành phần số hóa"),  # noqa: E712
        (field("agency_code") == "H02.1", 1, "mã cơ quan là “H02.1”"),
        (field("agency_code").is_in(["H02.1", "H02.2"]), 1, "mã cơ quan là “H02.1” hoặc “H02.2”"),
        (~(field("agency_code") == "H02.1"), 2, "mã cơ quan không phải là “H02.1”"),
        (field("received_at").day == date(2024, 1, 9), 2, "ngày tiếp nhận là 09/01/2024"),
        (field("received_at") <= datetime(2024, 1, 9), 2, "ngày tiếp nhận không sau 00 giờ 00 phút ngày 09/01/2024"),
        (field("received_at") > datetime(2024, 1, 9), 1, "ngày tiếp nhận sau 00 giờ 00 phút ngày 09/01/2024"),
        (field("finished_at") < field("due_at"), 1, "ngày kết thúc xử lý trước ngày hẹn trả kết quả"),
        (field("finished_at").day < field("due_at").day, 0, "ngày kết thúc xử lý trước ngày hẹn trả kết quả"),
        (field("finished_at").day >= field("due_at").day, 1, "ngày kết thúc xử lý không trước ngày hẹn trả kết quả"),
        (field("due_at").is_missing(), 2, "không có ngày hẹn trả kết quả"),
        (field("received_at").day.is_missing(), 0, "không có ngày tiếp nhận"),
        (field("verdict") == "on_due_date", 1, "kết quả so với hạn là “đúng hạn”"),
        (field("verdict").is_missing(), 2, "không có kết quả so với hạn"),
        (field("paused") == False, 3, "xác định không thuộc diện đang tạm dừng, chờ bổ sung"),  # noqa: E712
        (
            (field("channel") == "online") & (field("level") == Level.PROVINCE) | (field("status") == "processed"),
            1,
            "(kênh thực hiện là “trực tuyến”, và cấp là “Cấp tỉnh”), hoặc trạng thái hồ sơ là “đã xử lý xong”",
        ),
        (ALWAYS, 3, "mọi hồ sơ"),
        (Or(()), 0, "không hồ sơ nào"),
    ],
)
def test_a_predicate_keeps_cases_and_reads_as_a_sentence(predicate, number, words):
    assert kept(predicate) == number
    assert in_words(predicate) == words


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda: bool(field("channel") == "online"), ["& | ~", "and, or, not"]),
        (
            lambda: date(2024, 1, 1) < field("received_at").day < date(2024, 2, 1),
            ["& | ~", "a < b < c"],
        ),
        (lambda: field("channel") == "onlin", ["'onlin'", "channel", "Near: 'online'"]),
        (lambda: field("channel") == CaseStatus.PROCESSED, ["not a value of the field channel"]),
        (lambda: field("channel") == None, ["never true", "is_missing()"]),  # noqa: E711
        (lambda: field("channel") != "online", ["~(field == value)", "is_in"]),
        (lambda: field("channel") < "online", ["no order", "=="]),
        (lambda: field("channel").is_in([]), ["never be true", "at least one"]),
        (lambda: field("channel").is_in("online"), ["several values", "['online']"]),
        (lambda: field("received_at").day.is_in([date(2024, 1, 1)]), ["a day is compared with"]),
        (lambda: field("digitised") == 1, ["True or False"]),
        (lambda: field("digitised") & (field("channel") == "online"), ["alone is no predicate", "== True"]),
        (lambda: (field("channel") == "online") & field("digitised"), ["beside &", "field('digitised').is_true()"]),
        (lambda: (field("channel") == "online") | True, ["beside |", "expected a predicate"]),
        (lambda: ~field("digitised"), ["alone is no predicate"]),
        (lambda: field("digitised") | (field("channel") == "online"), ["alone is no predicate"]),
        (lambda: bool(field("digitised")), ["alone is no predicate"]),
        (lambda: field("received_at") == date(2024, 1, 1), ["datetime", ".day"]),
        (lambda: field("received_at").day == datetime(2024, 1, 1), ["expected a date"]),
        (lambda: field("received_at").day == field("due_at"), ["day", "moment", ".day"]),
        (lambda: field("channel") == field("tier"), ["only moments and days"]),
        (lambda: field("agency_code").day, ["has no day"]),
        (lambda: field("received_at").day.day, ["has no day"]),
        (lambda: field("agency_code") == 5, ["expected a text"]),
        (lambda: field("own_column") == 1.5, ["expected a text, whole number, flag or date"]),
        (lambda: field(5), ["expected the name of a field"]),
        (lambda: kept(field("agancy_code") == "H02"), ["'agancy_code'", "no such field", "agency_code"]),
    ],
)
def test_what_a_predicate_may_not_do_is_an_error_at_once(write, words):
    with pytest.raises(PredicateError) as error:
        write()
    for word in words:
        assert word in str(error.value)


def test_an_aware_moment_is_taken_in_vietnamese_time():
    asked = field("received_at") >= datetime(2024, 1, 5, 2, tzinfo=UTC)
    assert asked == Compare(Field("received_at"), ">=", datetime(2024, 1, 5, 9))
    assert kept(asked) == 3
    assert (field("own_column") == datetime(2024, 1, 5, 2, tzinfo=UTC)).right == datetime(2024, 1, 5, 9)
    assert (field("own_column") == 7).right == 7


def test_fields_of_a_predicate():
    asked = ((field("tier") == OnlineTier.FULL) & ~field("due_at").is_missing()) | (
        field("finished_at").day < field("due_at").day
    )
    assert fields_of(asked) == {"tier", "due_at", "finished_at"}
    assert fields_of(AnyPause(IsMissing(Field("began_at")))) == {"pauses"}
    assert fields_of(Before(First((Field("finished_at"), Field("returned_at"))), Cut.FIRST)) == {
        *("finished_at", "returned_at"),
    }
    assert fields_of(IsIn(Field("tier"), (OnlineTier.FULL,))) == {"tier"}
    with pytest.raises(TypeError):
        fields_of("tier")


def test_the_inner_nodes_read_as_sentences_too():
    end = First((Field("finished_at"), Field("returned_at")))
    assert in_words(Before(end, Cut.FIRST)) == "ngày kết thúc xử lý (nếu không có thì ngày trả kết quả) trước kỳ"
    assert in_words(AnyPause(IsMissing(Field("ended_at")))) == "có lần tạm dừng mà không có ngày kết thúc tạm dừng"
    assert in_words(IsIn(Field("own_column"), (5,))) == "“own_column” là “5”"
    assert (
        in_words(Not(And((ALWAYS, IsMissing(Day(Field("due_at")))))))
        == "không phải trường hợp (mọi hồ sơ, và không có ngày hẹn trả kết quả)"
    )
    with pytest.raises(TypeError):
        in_words("tier")


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        (~field("due_at").is_missing(), "có ngày hẹn trả kết quả"),
        (~~field("due_at").is_missing(), "không có ngày hẹn trả kết quả"),
        (~field("digitised").is_true(), "không thuộc diện có thành phần số hóa"),
        (~IsIn(Field("digitised"), (True,)), "không thuộc diện có thành phần số hóa"),
        (~Before(Field("due_at"), Cut.AFTER), "ngày hẹn trả kết quả sau kỳ"),
        (~field("tier").is_in(["full", "partial"]), "mức độ dịch vụ công không phải là “toàn trình” hoặc “một phần”"),
        (
            ~(field("finished_at").day < field("due_at").day),
            "không phải trường hợp (ngày kết thúc xử lý trước ngày hẹn trả kết quả)",
        ),
        (
            ~(field("finished_at") == field("due_at")),
            "không phải trường hợp (ngày kết thúc xử lý là ngày hẹn trả kết quả)",
        ),
        (
            ~(field("tier").is_in(["full"]) & ALWAYS),
            "không phải trường hợp (mức độ dịch vụ công là “toàn trình”, và mọi hồ sơ)",
        ),
    ],
)
def test_what_is_negated_reads_well(predicate, words):
    assert str(predicate) == words


def test_a_field_shows_how_it_is_written():
    assert repr(field("received_at").day) == "field('received_at').day"


def test_a_case_has_no_side_of_procedures_and_a_counter_of_none_counts_none():
    from tthc_core import Counter, InvalidValueError

    with pytest.raises(InvalidValueError, match="in_force is one of procedures"):
        count(CASES, JANUARY, counters=[Counter("valid", side="in_force")])
