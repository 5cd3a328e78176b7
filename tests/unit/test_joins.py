"""Tallies one after the other, up the tree, against what was expected."""

from datetime import date

import pytest

from tests.generative.test_tally_laws import TREE
from tthc_core import (
    Agency,
    AgencyTree,
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


def test_a_sum_by_fewer_groups_knows_what_is_missing_and_what_it_has():
    figures = {("commune", "H02.01"): {"received": 7}, ("commune", "H02.02"): {"received": 5}}
    tally = Tally.published(figures, MAY, by=("level", "agency")).expecting([("province", "H02.03")])
    assert tally.sum_by("level")["commune"].received == 12
    assert tally.sum_by("agency").total().missing == (("province", "H02.03"),)
    assert list(tally.sum_by(["agency", "level"])) == [("H02.01", "commune"), ("H02.02", "commune")]
    assert tally.sum_by(None)[()].received == 12
    with pytest.raises(InvalidValueError, match=r"by='channel' is not a group\. There are: 'level', 'agency'"):
        tally.sum_by("channel")
    with pytest.raises(MismatchError, match="holds a case in several rows"):
        by_agency(H02_01=7).roll_up(TREE).sum_by(None)


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


# -- on to the agencies of a day ---------------------------------------------------------------------------------------

END, NEXT = date(2025, 6, 30), date(2025, 7, 1)
YEAR = Period.year(2025)
MERGED = AgencyTree(
    [
        Agency(code="H05", name="tỉnh mới", level="province"),
        Agency(code="H02", name="tỉnh cũ", level="province", valid_to=END, successors=("H05",)),
        Agency(code="D", name="huyện", level="district", parent="H02", valid_to=END, successors=("C1", "C2")),
        Agency(code="C1", name="xã 1", level="commune", parent="D"),
        Agency(code="C2", name="xã 2", level="commune", parent="D"),
        Agency(code="C3", name="xã 3", level="commune", parent="D", valid_to=END, successors=("C2",)),
    ]
)


def year(period=YEAR, **figures):
    return Tally.published({code: {"received": figure} for code, figure in figures.items()}, period, by="agency")


def received(tally):
    return {key: row.received for key, row in tally.items()}


def test_the_rows_of_an_ended_agency_go_to_its_one_successor():
    taken = year(H02=7, H05=5, D=4, C2=1, C3=2, other=9).to_agencies_of(NEXT, MERGED)
    assert received(taken) == {"H05": 12, "D": 4, "C2": 3, "other": 9}
    assert taken.total().received == 28
    assert year(H02=7).to_agencies_of(END, MERGED) == year(H02=7)


def test_what_was_divided_and_then_joined_again_is_taken_as_far_as_it_was_one():
    tree = AgencyTree(
        [
            Agency(code="A", name="A", level="commune", valid_to=date(2025, 1, 31), successors=("B", "C")),
            Agency(code="B", name="B", level="commune", valid_to=date(2025, 5, 31), successors=("D", "E")),
            Agency(code="C", name="C", level="commune", valid_to=date(2025, 3, 31), successors=("B",)),
            Agency(code="D", name="D", level="commune"),
            Agency(code="E", name="E", level="commune"),
        ]
    )
    taken = {month: year(A=1, C=2).to_agencies_of(date(2025, month, 1), tree) for month in (1, 2, 4, 6)}
    assert received(taken[1]) == received(taken[2]) == {"A": 1, "C": 2}
    assert received(taken[4]) == received(taken[6]) == {"B": 3}


def test_every_agency_of_a_key_is_taken_and_the_unknown_stays():
    cases = [
        Case(
            code=str(n), status="processing", received_at=date(2025, 5, 6), agency_code=agency, handling_agency_code=by
        )
        for n, (agency, by) in enumerate([("H02", "C3"), ("H05", "C2"), (None, "C3"), ("H02", None)])
    ]
    pairs = count(cases, YEAR, by=("agency", "field", "handling_agency")).to_agencies_of(NEXT, MERGED)
    assert received(pairs) == {("H05", None, "C2"): 2, ("H05", None, None): 1, (None, None, "C2"): 1}
    one = count(cases, YEAR, by=("agency",)).to_agencies_of(NEXT, MERGED)
    assert received(one) == {("H05",): 3, (None,): 1}
    rolled = count(cases, YEAR, by="agency").roll_up(MERGED, on=NEXT)
    assert received(rolled) == {"H05": 3, None: 1}


def test_rolled_up_to_the_agencies_of_then_and_of_now():
    own = year(H02=7, H05=5, D=4, C1=1, C3=2)
    then, now = own.roll_up(MERGED), own.roll_up(MERGED, on=NEXT)
    assert received(then) == {"H02": 14, "H05": 5, "D": 7, "C1": 1, "C3": 2}
    # What was divided keeps a row of its own cases, under what stood above it.
    assert received(now) == {"H05": 19, "D": 4, "C1": 1, "C2": 2}
    assert then.total().received == now.total().received == 19
    assert received(own.roll_up(MERGED, on=END)) == received(then)


def test_what_is_missing_goes_along():
    own = year(H05=5, C1=1).expecting(["H05", "C1", "C2", "C3", "H02"])
    taken = own.to_agencies_of(NEXT, MERGED)
    assert taken.total().missing == ("C2", "C3", "H02")
    assert taken["H05"].missing == ("H02",)
    assert taken["C1"].missing == ()
    rolled = own.roll_up(MERGED, on=NEXT)
    assert rolled["H05"].missing == ("H02", "C2", "C3")
    assert (rolled["C2"].missing, rolled["C2"].received) == (("C2", "C3"), 0)
    assert rolled["C1"].missing == ()
    assert rolled.total().missing == ("C2", "C3", "H02")


def test_a_row_taken_out_of_the_tree_keeps_what_it_lacks():
    alone = AgencyTree([MERGED["H02"]])
    rolled = year(H05=5).expecting(["H02"]).roll_up(alone, on=NEXT)
    assert rolled["H05"].missing == ("H02",)
    assert [finding.code for finding in rolled.findings] == ["agency_not_in_tree"]


def test_what_was_joined_month_by_month_is_taken_with_what_each_lacked():
    def half(number, **figures):
        return year(Period.half_year(2025, number), **figures).expecting(["H02", "H05"])

    joined = half(1, H05=1).then(half(2, H02=2)).to_agencies_of(NEXT, MERGED)
    assert joined["H05"].missing == ("H02", "H05")
    assert joined.total().missing == ("H02", "H05")


def test_what_cannot_be_taken_to_other_agencies():
    with pytest.raises(MismatchError, match="by='level'"):
        stock(MAY, received=1).to_agencies_of(NEXT, MERGED)
    with pytest.raises(MismatchError, match=r"by=\('level', 'channel'\)"):
        count([], MAY, by=("level", "channel")).to_agencies_of(NEXT, MERGED)
    with pytest.raises(MismatchError, match="rolled up already: take"):
        by_agency(H02=7).roll_up(MERGED).to_agencies_of(NEXT, MERGED)
    with pytest.raises(InvalidValueError, match="to_agencies_of: day: '2025' is not a date"):
        by_agency(H02=7).to_agencies_of("2025", MERGED)
    with pytest.raises(MismatchError, match="rolled up already: roll up"):
        by_agency(H02=7).roll_up(MERGED).roll_up(MERGED, on=NEXT)


def test_two_halves_rolled_up_are_asked_together_what_changed():
    first, second = (year(Period.half_year(2025, n), H02=n).roll_up(MERGED) for n in (1, 2))
    assert first.findings == ()
    assert [(finding.code, finding.severity) for finding in second.findings] == [("agency_ended", "warning")]
    both = first.then(second)
    assert [(finding.code, finding.severity) for finding in both.findings] == [("agency_ended", "note")]
    assert both.findings == year(H02=3).roll_up(MERGED).findings
