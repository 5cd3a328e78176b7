"""Enums: English value in the code, Vietnamese label on the page, number on the wire."""

import pickle

import pytest

from tests.strangers import Text
from tthc_core.calendar import LimitUnit
from tthc_core.domain import Applicant, CaseStatus, ChangeKind, Channel, FeedbackKind, Level, OnlineTier
from tthc_core.errors import InvalidValueError
from tthc_core.labelled import Coded, Labelled, member
from tthc_core.measure import RateStatus, Severity

CODED = [Applicant, CaseStatus, Channel, OnlineTier]
LABELLED = [*CODED, ChangeKind, FeedbackKind, Level, LimitUnit, RateStatus, Severity]


@pytest.mark.parametrize("kind", LABELLED)
def test_a_member_is_its_english_value(kind):
    for each in kind:
        assert each.value == str(each) == f"{each}" == each.name.lower()
        assert hash(each) == hash(each.value)
        assert {each: 1}[each.value] == 1
        assert each.label not in ("", each.value)
        assert pickle.loads(pickle.dumps(each)) is each
        assert kind(each.value) is each
    assert len({each.label for each in kind}) == len(kind)


@pytest.mark.parametrize("kind", CODED)
def test_a_member_is_found_by_its_wire_code(kind):
    for each in kind:
        assert kind.from_code(each.code) is each
        assert kind.from_code(str(each.code)) is each
    assert issubclass(kind, Coded)


def test_the_wire_codes_are_those_of_the_portal():
    assert [status.code for status in CaseStatus] == list(range(11))
    assert {channel.value: channel.code for channel in Channel} == {"counter": 1, "online": 2, "post": 3}
    assert {tier.value: tier.code for tier in OnlineTier} == {"full": 4, "partial": 3, "information": 2}
    assert {applicant.value: applicant.code for applicant in Applicant} == {
        "citizen": 1,
        "business": 2,
        "state_agency": 3,
        "other": 4,
    }


@pytest.mark.parametrize("code", [True, 11, -1, "", "01", " 1", "１", 1.0, None, "full"])
def test_another_code_is_refused(code):
    with pytest.raises(InvalidValueError, match=r"CaseStatus.from_code: .* There are: 0 draft, 1 submitted, "):
        CaseStatus.from_code(code)


def test_an_exact_value_is_its_member():
    assert member(Level, "province", "level") is Level.PROVINCE
    assert member(Level, Text("province"), "level") is Level.PROVINCE
    assert member(Level, Level.PROVINCE, "level") is Level.PROVINCE


def test_a_member_that_reads_the_same_is_another():
    class Tier(Labelled):
        PROVINCE = "province", "tỉnh"

    for wrong in (Tier.PROVINCE, "PROVINCE", "province ", "Cấp tỉnh", 2, None, b"province", ["province"]):
        with pytest.raises(InvalidValueError, match=r"^level: .* is not a member of Level or its value"):
            member(Level, wrong, "level")


def test_the_label_of_a_member_is_recognised_but_not_taken():
    from tthc_core import Case, InvalidValueError

    with pytest.raises(InvalidValueError, match="That is the label of 'province'. In the Case with code 'A1'."):
        Case(code="A1", status="processing", level="cấp tỉnh")
    with pytest.raises(InvalidValueError, match="A missing value is written None"):
        Case(code="A1", status="processing", received_at="")
