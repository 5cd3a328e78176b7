"""Rates keep their counts; what was stated without counts stays as stated; findings say everything on one line."""

import pickle
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from tthc_core.errors import InvalidValueError, MismatchError, NumberFormatError
from tthc_core.measure import Finding, Rate, RateStatus, Severity, StatedPercent, StatedPoints


@pytest.mark.parametrize(
    ("rate", "status", "value", "percent", "written"),
    [
        (Rate(19196, 19320), "measured", Fraction(19196, 19320), Decimal("99.36"), "19.196/19.320 (99,36%)"),
        (Rate(7, 5), "measured", Fraction(7, 5), Decimal(140), "7/5 (140%)"),
        (Rate(0, 5), "measured", Fraction(0), Decimal(0), "0/5 (0%)"),
        (Rate(0, 0), "empty", None, None, "0/0 (–)"),
        (Rate(3, 0), "empty", None, None, "3/0 (–)"),
        (Rate.unknown(), "unknown", None, None, "–"),
        (Rate(1, 2, incomplete=True), "incomplete", Fraction(1, 2), Decimal(50), "1/2 (50%, chưa đủ số liệu)"),
        (Rate(0, 0, incomplete=True), "incomplete", None, None, "0/0 (–, chưa đủ số liệu)"),
        (Rate(None, None, incomplete=True), "unknown", None, None, "–"),
    ],
)
def test_a_rate_says_what_it_can(rate, status, value, percent, written):
    assert (rate.status, rate.value, rate.percent(), str(rate)) == (status, value, percent, written)


@pytest.mark.parametrize(
    ("counts", "places", "plain", "kept"),
    [
        ((19319, 19320), 0, "100", "99"),
        ((19319, 19320), 1, "100", "99.9"),
        ((19319, 19320), 2, "99.99", "99.99"),
        ((1, 100_000), 2, "0", "0.01"),
        ((0, 100_000), 2, "0", "0"),
        ((5, 5), 2, "100", "100"),
        ((100_001, 100_000), 2, "100", "100.01"),
        ((281, 800), 2, "35.13", "35.13"),
        ((29, 32), 2, "90.63", "90.63"),
        ((1, 3), 12, "33.333333333333", "33.333333333333"),
    ],
)
def test_a_rate_is_rounded_half_up_once(counts, places, plain, kept):
    with localcontext() as context:
        context.prec = 3  # the host's context changes nothing
        assert str(Rate(*counts).percent(places)) == plain
        assert str(Rate(*counts).percent(places, keep_ends=True)) == kept


def test_rates_add_their_counts():
    assert Rate(1, 2) + Rate(1, 2) == Rate(2, 4) != Rate(1, 2)
    assert Rate(1, 2) + Rate(1, 2, incomplete=True) == Rate(2, 4, incomplete=True)
    assert Rate(1, 2) + Rate.unknown() == Rate.unknown()
    assert Rate.pooled([]) == Rate(0, 0)
    assert Rate.pooled(rate for rate in (Rate(1, 1), Rate(0, 9))) == Rate(1, 10)


def test_rates_are_values():
    rate = Rate(numerator=1, denominator=2)
    assert pickle.loads(pickle.dumps(rate)) == rate
    assert {rate: "half"}[Rate(1, 2)] == "half"
    assert Rate(1, 2) != Fraction(1, 2)


@pytest.mark.parametrize("places", [-1, 13, True, 2.0, "2", None])
def test_places_go_from_0_to_12(places):
    with pytest.raises(InvalidValueError, match="0 to 12"):
        Rate(1, 2).percent(places)


def test_a_rate_is_neither_subtracted_nor_ordered_nor_true():
    with pytest.raises(TypeError):
        Rate(1, 2) - Rate(1, 2)
    with pytest.raises(TypeError):
        max(Rate(1, 2), Rate(2, 3))
    with pytest.raises(TypeError):
        Rate(1, 2) + 1
    with pytest.raises(InvalidValueError, match=r"rate.value is not None"):
        bool(Rate(1, 2))


@pytest.mark.parametrize("stated", [StatedPercent(Decimal("88.3")), StatedPoints.parse("17,3/20")])
def test_what_was_stated_never_mixes_with_rates(stated):
    for add in (
        lambda: Rate(1, 2) + stated,
        lambda: stated + Rate(1, 2),
        lambda: stated + stated,
        lambda: Rate.pooled([Rate(1, 2), stated]),
    ):
        with pytest.raises(MismatchError, match=r"was stated without its counts.*Rate.pooled"):
            add()


@pytest.mark.parametrize(
    ("text", "percent", "ratio", "places"),
    [
        ("88,3%", "88.3", Fraction(883, 1000), 1),
        ("85,10%", "85.10", Fraction(851, 1000), 2),
        ("100%", "100", Fraction(1), 0),
        ("0,05%", "0.05", Fraction(1, 2000), 2),
        ("-5,2%", "-5.2", Fraction(-52, 1000), 1),
        ("1.234,50%", "1234.50", Fraction(12345, 1000), 2),
    ],
)
def test_a_stated_percentage_is_kept_as_written(text, percent, ratio, places):
    stated = StatedPercent.parse(text)
    assert (str(stated.percent), stated.ratio, stated.places, str(stated)) == (percent, ratio, places, text)


def test_a_stated_percentage_takes_a_whole_number():
    assert str(StatedPercent(100)) == "100%"
    assert StatedPercent(Decimal("1E+2")) == StatedPercent(100)
    assert StatedPercent(Decimal("1E+2")).places == 0


@pytest.mark.parametrize("text", ["17,3/20", "0/20", "17,30/20", "25/20"])
def test_stated_points_are_kept_as_written(text):
    assert str(StatedPoints.parse(text)) == str(StatedPoints.parse(f"{text} điểm")) == text


@pytest.mark.parametrize("text", ["17,3", "17.3/20", "/20", "17,3/", "17,3/20/5", "17,3/20 points"])
def test_what_is_no_score_is_refused(text):
    with pytest.raises(NumberFormatError):
        StatedPoints.parse(text)


@pytest.mark.parametrize("text", ["88,3", "88.3%", "tám mươi%"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(NumberFormatError):
        StatedPercent.parse(text)


def test_a_finding_says_everything_on_one_line():
    finding = Finding(
        code="does_not_add_up",
        severity="error",
        place=("2.2", "Cấp tỉnh"),
        values={"resolved": 19320, "pending": 6095},
        difference=1,
        expected="25.415",
        message="Tổng số\nkhông bằng các phần.",
    )
    assert finding.severity is Severity.ERROR
    assert finding.values == (("resolved", 19320), ("pending", 6095))
    assert str(finding) == "lỗi: 2.2, Cấp tỉnh: Tổng số không bằng các phần."
    assert hash(finding) == hash(pickle.loads(pickle.dumps(finding)))


def test_a_finding_takes_a_place_of_one_word_and_no_values():
    finding = Finding(code="no_due_date", severity=Severity.NOTE, place="HS-01", message="Thiếu ngày hẹn trả.")
    assert (finding.place, finding.values, str(finding)) == (("HS-01",), (), "lưu ý: HS-01: Thiếu ngày hẹn trả.")


def test_labels_are_vietnamese():
    assert [status.label for status in RateStatus] == [
        "có số liệu",
        "không phát sinh",
        "chưa có số liệu",
        "chưa đủ số liệu",
    ]
    assert [severity.label for severity in Severity] == ["lỗi", "cảnh báo", "lưu ý"]
