"""check(tally): the identities of section by section, and what a published row must add up to."""

from datetime import date

import pytest
from attrs import evolve

from tthc_core import Case, Level, Period, Tally, check, count, rules
from tthc_core.counting import COUNTERS
from tthc_core.counting.identities import identities
from tthc_core.counting.subjects import SUBJECTS
from tthc_core.testing import broken_identities

JANUARY = Period.month(2024, 1)


def published(subject="cases", given_rules=rules.PROVINCIAL_REPORT, **figures):
    return Tally.published({(): figures}, JANUARY, by=None, rules=given_rules, subject=subject)


@pytest.mark.parametrize(
    ("subject", "figures", "messages"),
    [
        ("cases", {"caseload": 10, "resolved": 7, "pending": 3}, []),
        ("cases", {"caseload": 10, "carried_over": 4}, []),  # of an unknown number
        (
            "cases",
            {"caseload": 10, "carried_over": 4, "received": 5},
            ["Tổng số tiếp nhận (gồm kỳ trước) 10 không bằng kỳ trước chuyển sang 04 + tiếp nhận"],
        ),
        (
            "cases",
            {"caseload": 10, "resolved": 7, "pending": 2},
            ["Tổng số tiếp nhận 10 không bằng đã giải quyết 07 + đang giải quyết 02 (lệch 1)."],
        ),
        (
            "cases",
            {"pending": 3, "pending_in_time": 1, "pending_overdue": 1, "pending_not_judged": 0, "paused": 0},
            ["Đang giải quyết 03 không bằng trong hạn 01 + quá hạn 01 (lệch 1)."],
        ),
        (
            "cases",
            {"paid_online": 2, "fee_due": 1},
            ["Thanh toán trực tuyến 02 lớn hơn có yêu cầu nghĩa vụ tài chính 01"],
        ),
        (
            "procedures",
            {"procedures": 10, "tier_full": 4, "tier_partial": 4, "tier_information": 1},
            ["TTHC 10 không bằng TTHC cung cấp DVCTT toàn trình 04"],
        ),
        ("feedback", {"received": 5, "handled_in_time": 4, "handled_late": 1}, []),
        (
            "feedback",
            {"received": 6, "handled_in_time": 4, "handled_late": 1},
            ["Đã tiếp nhận 06 không bằng xử lý đúng"],
        ),
        ("feedback", {"handled": 6, "handled_in_time": 4, "handled_late": 1}, ["Đã xử lý 06 không bằng"]),
    ],
)
def test_a_published_row_adds_up_as_a_page_does(subject, figures, messages):
    findings = check(published(subject, **figures))
    assert [(finding.code, finding.place) for finding in findings] == [
        ("part_exceeds_whole" if "lớn hơn" in message else "does_not_add_up", ("Tổng số",)) for message in messages
    ]
    for finding, message in zip(findings, messages, strict=True):
        assert finding.message.startswith(message)


def test_what_the_rules_do_not_keep_apart_is_none():
    figures = {"closed_otherwise": 2, "withdrawn": 2, "refused": 0}
    assert check(published(**figures)) == ()
    [finding] = check(published(given_rules=rules.FORM_06A, **figures))
    assert finding.message == "Rút, từ chối 02 không bằng phần được tính riêng 0 (lệch 2)."


def cases():
    return [
        Case(code=str(n), status="processing", level=level, received_at=date(2024, 1, n + 1), channel=channel)
        for n, (level, channel) in enumerate([("province", "online"), ("commune", None), (None, "post")])
    ]


@pytest.mark.parametrize("counter", [counter.name for counter in COUNTERS])
def test_a_changed_counter_breaks_an_identity_where_it_stands_in_one(counter):
    [row] = count(cases(), JANUARY).to_dicts()
    row[counter] += 100
    tally = Tally.from_dicts([row], JANUARY)
    laws = [law for law in identities("cases", rules.PROVINCIAL_REPORT) if counter in law.left + law.right]
    seen = any(counter in law.left or not law.at_most for law in laws)
    assert bool(check(tally)) is bool(broken_identities(tally)) is seen
    row[counter] -= 100
    assert check(Tally.from_dicts([row], JANUARY)) == ()


def test_the_account_is_part_of_it():
    [row] = count(cases(), JANUARY).to_dicts()
    [finding] = check(Tally.from_dicts([row | {"account_in_scope": 4}], JANUARY))
    assert finding.message == "Tiếp nhận mới trong kỳ 03 không bằng thuộc phạm vi thống kê 04 (lệch -1)."
    assert finding.difference == -1


@pytest.mark.parametrize(
    ("by", "places"),
    [
        ("level", [("Cấp tỉnh",), ("Cấp xã",), ("(không rõ)",)]),
        (
            ("received_day", "channel"),
            [("01/01/2024", "trực tuyến"), ("02/01/2024", "trực tiếp"), ("03/01/2024", "dịch vụ bưu chính công ích")],
        ),
        ("procedure", [("(không rõ)",)]),
    ],
)
def test_the_place_is_the_key_in_words(by, places):
    rows = [row | {"received": row["received"] + 1} for row in count(cases(), JANUARY, by=by).to_dicts()]
    findings = check(Tally.from_dicts(rows, JANUARY, by=by))
    assert list(dict.fromkeys(finding.place for finding in findings)) == places


def test_a_key_that_is_text_stands_as_it_is():
    tally = Tally.published({"H02.15": {"fee_due": 1, "paid_online": 2}}, JANUARY, by="agency")
    assert [finding.place for finding in check(tally)] == [("H02.15",)]


def test_what_was_found_when_two_months_were_joined_comes_first():
    january, february = count(cases(), JANUARY), count(cases()[:1], Period.month(2024, 2))
    joined = january.then(february)
    assert joined.findings
    findings = check(joined)
    assert findings[: len(joined.findings)] == joined.findings
    assert {finding.code for finding in findings[len(joined.findings) :]} == {"does_not_add_up"}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_laws_name_counters_that_there_are_and_no_label_twice(subject):
    known = SUBJECTS[subject].counters
    for given_rules in (rules.PROVINCIAL_REPORT, evolve(rules.FORM_06A, paused="apart")):
        for law in identities(subject, given_rules):
            names = [name for name in law.left + law.right if name != "in_scope"]
            assert set(names) <= set(known)
            for side in (law.left, law.right):
                labels = [known[name].label for name in side if name != "in_scope"]
                assert len(set(labels)) == len(labels)


def test_a_row_of_a_level_that_is_no_more_is_said():
    figures = {Level.PROVINCE: {"received": 5}, Level.DISTRICT: {"received": 2}}
    assert [each.code for each in check(Tally.published(figures, Period.month(2025, 6)))] == []
    assert [each.code for each in check(Tally.published(figures, Period.month(2025, 7)))] == ["level_ended"]
