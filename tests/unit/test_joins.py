"""Tallies one after the other, up the tree, against what was expected."""

from datetime import date

import pytest

from tests.generative.test_tally_laws import TREE
from tthc_core import (
    Case,
    InvalidValueError,
    MismatchError,
    Period,
    Procedure,
    Rate,
    Tally,
    UnknownKeyError,
    count,
    count_procedures,
    indicators,
    rules,
)

MAY, JUNE = Period.month(2024, 5), Period.month(2024, 6)


def stock(period, **figures):
    return Tally.published({"province": figures}, period)


def test_the_opening_stock_must_be_the_closing_stock():
    joined = stock(MAY, received=90, pending=40, carried_over=10).then(
        stock(JUNE, received=80, pending=35, carried_over=43)
    )
    (finding,) = joined.findings
    assert (finding.code, finding.difference, finding.expected) == ("opening_is_not_closing", 3, "40")
    assert "43 hồ sơ" in finding.message
    assert "thừa 3" in finding.message
    assert (joined["province"].received, joined["province"].carried_over, joined["province"].pending) == (170, 10, 35)
    assert joined.window == (date(2024, 5, 1), date(2024, 6, 30))
    assert joined.account is None


def test_what_is_not_known_on_both_sides_is_no_finding():
    assert stock(MAY, received=90).then(stock(JUNE, received=80)).findings == ()
    first = Tally.published({"province": {"pending": 4}, "commune": {"carried_over": 1}}, MAY)
    second = Tally.published({"province": {"carried_over": 4}, "commune": {"pending": 1}}, JUNE)
    assert first.then(second).findings == ()
    assert first.then(second)["commune"].pending == 1


def test_a_key_without_a_row_has_no_case_where_it_was_counted_and_is_unknown_where_it_was_published():
    may = count([Case(code="1", status="processing", received_at=date(2024, 5, 6), level="province")], MAY, by="level")
    june = count([], JUNE, by="level")
    joined = may.then(june)
    assert joined["province"].pending == 0
    assert [finding.difference for finding in joined.findings] == [-1]
    assert joined.account is None
    published = stock(MAY, pending=4).then(Tally.published({"commune": {"pending": 1}}, JUNE))
    assert published["province"].get("pending") is None


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (stock(MAY, received=1), stock(Period.month(2024, 7), received=1), ["01/7/2024", "01/6/2024"]),
        (stock(MAY, received=1), Tally.published({"province": {"received": 1}}, JUNE, rules=rules.FORM_06A), ["rules"]),
        (stock(MAY, received=1), Tally.published({"H02": {"received": 1}}, JUNE, by="agency"), ["by", "agency"]),
        (stock(MAY, received=1), stock(JUNE, resolved=1), ["counters", "['received']", "['resolved']"]),
        (
            count([], MAY, rules=rules.CountingRules(population="received")),
            count([], JUNE, rules=rules.CountingRules(population="received")),
            ["population='received'", "at once"],
        ),
        (count_procedures([], MAY), count_procedures([], JUNE), ["procedures", "at once"]),
    ],
)
def test_what_does_not_follow(first, second, words):
    with pytest.raises(MismatchError) as error:
        first.then(second)
    for word in words:
        assert word in str(error.value)


def by_agency(**figures):
    named = {name.replace("_", "."): {"resolved": value, "resolved_in_time": value} for name, value in figures.items()}
    return Tally.published(named, MAY, by="agency")


def test_a_declared_agency_without_data_makes_the_rows_above_it_incomplete():
    tally = by_agency(H02_01=7, H02_02=5).expecting(["H02.01", "H02.02", "H02.03"])
    assert tally.total().missing == ("H02.03",)
    assert tally["H02.02"].missing == ()
    rolled = tally.roll_up(TREE)
    assert rolled["H02.02"].missing == ("H02.03",)
    assert rolled["H02"].missing == ("H02.03",)
    assert rolled["H02.01"].missing == ()
    assert rolled["H02"].rate(indicators.ON_TIME) == Rate(12, 12, incomplete=True)
    assert rolled["H02.01"].rate(indicators.ON_TIME) == Rate(7, 7)
    assert rolled["H02.03"].missing == ("H02.03",)
    assert rolled["H02.03"].resolved == 0
    assert rolled.total().missing == ("H02.03",)


def test_an_agency_known_to_have_had_no_case_is_not_missing():
    tally = by_agency(H02_01=7).expecting(["H02.01", "H02.02"], zero=["H02.02"])
    assert tally["H02.02"].resolved == 0
    assert tally.total().missing == ()
    with pytest.raises(InvalidValueError, match=r"'H02\.01' is said to have had no case"):
        tally.expecting([], zero=["H02.01"])


def test_missing_keys_stay_missing_in_sums_and_series():
    left, right = by_agency(H02_01=7).expecting(["H02.02"]), by_agency(H02_01=1).expecting(["H02.03"])
    assert (left + right).total().missing == ("H02.02", "H02.03")
    assert left.select(["H02.01"]).total().missing == ()


def test_an_agency_outside_of_the_tree_keeps_its_row_and_is_a_finding():
    rolled = by_agency(H02_01=7, H99=2).roll_up(TREE)
    assert rolled["H99"].resolved == 2
    assert rolled.total().resolved == 9
    assert [(finding.code, finding.values) for finding in rolled.findings] == [
        ("agency_not_in_tree", (("agency_code", "H99"),)),
    ]


def test_what_cannot_be_rolled_up():
    with pytest.raises(MismatchError, match="by='level'"):
        stock(MAY, received=1).roll_up(TREE)
    with pytest.raises(MismatchError, match="rolled up already"):
        by_agency(H02_01=7).roll_up(TREE).roll_up(TREE)


def test_rolled_up_tallies_add():
    rolled = by_agency(H02_01=7).roll_up(TREE) + by_agency(H02_02=5).roll_up(TREE)
    assert rolled["H02"].resolved == 12
    assert rolled.total().resolved == 12


def test_a_selection_has_its_own_total():
    tally = Tally.published({"province": {"received": 5}, "commune": {"received": 8}}, MAY)
    assert tally.select(["commune"]).total().received == 8
    with pytest.raises(UnknownKeyError, match="'district'"):
        tally.select(["district"])


def test_procedures_have_one_side():
    assert count_procedures([Procedure(code="1", valid_to=date(2024, 5, 30))], MAY).account.not_valid == 1


def test_then_keeps_what_either_month_lacks():
    def month(period, **figures):
        named = {
            f"H02.0{name[1]}": {"received": 2, "pending": 2, "carried_over": value} for name, value in figures.items()
        }
        return Tally.published(named, period, by="agency").expecting(["H02.01", "H02.02"])

    joined = month(MAY, a1=0).then(month(JUNE, a2=7))
    assert set(joined.total().missing) == {"H02.01", "H02.02"}
    assert joined["H02.01"].missing == ("H02.01",)
    assert joined.findings == ()  # what was not sent is no broken stock


def test_a_sum_brings_what_one_of_them_lacked():
    both = by_agency(H02_01=7).expecting(["H02.02"]) + by_agency(H02_02=5)
    assert both.total().missing == ()
    rolled = by_agency(H02_01=7).expecting(["H02.02"]).roll_up(TREE) + by_agency(H02_02=5).roll_up(TREE)
    assert rolled.total().missing == ()
    assert rolled["H02"].missing == ()


def test_a_rolled_up_case_is_counted_once_however_the_rows_are_chosen_or_added():
    own = by_agency(H02=1, H02_01=2)
    rolled = own.roll_up(TREE)
    assert rolled.select(["H02", "H02.01"]).total().resolved == rolled.total().resolved == 3
    assert rolled.select(["H02.01"]).total().resolved == 2
    lacking = own.expecting(["H02.03"]).roll_up(TREE)
    assert lacking.select(["H02"]).total().missing == ("H02.03",)
    with pytest.raises(MismatchError, match="rolled up is added only"):
        _ = rolled + own
    with pytest.raises(MismatchError, match="rolled up is followed only"):
        rolled.then(Tally.published({"H02": {"resolved": 1, "resolved_in_time": 1}}, JUNE, by="agency"))
