"""Tallies: reading, adding, publishing, out and back."""

import pickle
from datetime import date, datetime

import pytest

from tthc_core import (
    Case,
    Channel,
    Counter,
    InvalidValueError,
    Level,
    MismatchError,
    Period,
    Rate,
    Tally,
    UnknownCounterError,
    UnknownKeyError,
    count,
    field,
    indicators,
    rules,
)

JANUARY = Period.month(2024, 1)


class Frame:
    """What a data frame looks like from outside."""

    columns = ("code", "status")

    def __iter__(self):
        return iter(self.columns)


PUBLISHED = {
    Level.PROVINCE: {"caseload": 25415, "resolved": 19320, "resolved_in_time": 19196, "pending": 6095},
    "district": {"caseload": 11418, "resolved": 7411, "resolved_in_time": 7296},
}


def case(code="1", **fields):
    return Case(**{"code": code, "status": "processing", "received_at": datetime(2024, 1, 9, 8)} | fields)


CASES = [
    case("1", level="commune", channel="online", agency_code="H02.2"),
    case("2", level="province", channel="post", agency_code="H02.1"),
    case("3", level="province", agency_code="H02.1", received_at=datetime(2023, 12, 31, 8)),
    case("4", agency_code=None, received_at=None),
    case("5", level="province", agency_code="<b>", received_at=datetime(2024, 2, 1)),
]


def test_keys_stand_in_the_order_of_the_enum_and_unknown_last():
    assert count(CASES, JANUARY, by="level").keys() == [Level.PROVINCE, Level.COMMUNE, None]
    assert list(count(CASES, JANUARY, by="agency")) == ["<b>", "H02.1", "H02.2", None]
    assert count(CASES, JANUARY, by=["level"]).keys() == [(Level.PROVINCE,), (Level.COMMUNE,), (None,)]
    assert count(CASES, JANUARY, by="channel").keys() == [Channel.ONLINE, Channel.COUNTER, Channel.POST]
    assert count(CASES, JANUARY).keys() == [()]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("received_day", [date(2023, 12, 31), date(2024, 1, 9), date(2024, 2, 1), None]),
        ("received_week", [date(2023, 12, 25), date(2024, 1, 8), date(2024, 1, 29), None]),
        ("received_month", [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1), None]),
    ],
)
def test_receipt_is_grouped_by_day_monday_and_first_of_month(by, keys):
    assert count(CASES, JANUARY, by=by).keys() == keys


def test_a_row_is_read_by_name():
    tally = count(CASES, JANUARY, by="level")
    row = tally[Level.PROVINCE]
    assert (row.received, row.carried_over, row.caseload, row["pending"]) == (1, 1, 2, 2)
    assert tally["province"] == row
    assert row.get("received_post") == 1
    assert "caseload" in dir(row)
    assert row.account.later == 1
    assert (tally.account.read, tally.account.set_aside) == (5, 1)
    assert tally.total().account == tally.account
    assert len(tally) == 3
    assert Level.DISTRICT not in tally
    assert tally.get(Level.DISTRICT) is None
    assert row != 5
    assert tally != 5
    assert {key: row.caseload for key, row in tally.items()} == {Level.PROVINCE: 2, Level.COMMUNE: 1, None: 0}


def test_the_total_of_nothing_is_zero():
    total = count([], JANUARY, by="agency").total()
    assert total.caseload == 0
    assert total.account.read == 0


def test_an_unknown_counter_names_what_is_near():
    row = count(CASES, JANUARY).total()
    with pytest.raises(UnknownCounterError, match=r"'on_time' is not .* Near: 'on_due_date' \(on that very day\)"):
        _ = row.on_time
    with pytest.raises(UnknownCounterError, match="'receved'"):
        row.get("receved")
    with pytest.raises(AttributeError):
        _ = row.__private
    assert getattr(row, "on_time", None) is None


def test_a_missing_key_names_the_keys_that_are_there():
    tally = count(CASES, JANUARY, by=("level", "channel"))
    with pytest.raises(UnknownKeyError, match="no row for .*district.*post.*province.*post"):
        _ = tally[Level.DISTRICT, Channel.POST]


def test_published_figures_know_only_what_was_published():
    tally = Tally.published(PUBLISHED, JANUARY)
    province, district = tally[Level.PROVINCE], tally[Level.DISTRICT]
    assert province.known == ("resolved", "resolved_in_time", "pending", "caseload")
    assert district.known == ("resolved", "resolved_in_time", "caseload")
    assert district.get("pending") is None
    assert tally.total().get("pending") is None
    assert tally.total().caseload == 36833
    assert tally.account is None
    assert province.rate(indicators.ON_TIME) == Rate(19196, 19320) == indicators.ON_TIME.rate(province)
    assert province.rate(indicators.ONLINE_FILING) == Rate.unknown()
    with pytest.raises(UnknownCounterError, match="'pending' is not known here. There are|Near"):
        _ = district.pending


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"provincial": {"resolved": 1}}, ["'provincial'", "level", "'province'"]),
        ({Level.PROVINCE: {"solved": 1}}, ["'solved'", "'resolved'"]),
        ({Level.PROVINCE: {"resolved": -1}}, ["resolved", "-1", "whole number"]),
        ({Level.PROVINCE: {"resolved": 1.0}}, ["resolved", "1.0", "whole number"]),
        ({Level.PROVINCE: {"resolved": True}}, ["resolved", "True", "whole number"]),
        ({(Level.PROVINCE,): {"resolved": 1}}, ["level"]),
    ],
)
def test_figures_that_cannot_be_published(figures, words):
    with pytest.raises((InvalidValueError, UnknownCounterError)) as error:
        Tally.published(figures, JANUARY)
    for word in words:
        assert word in str(error.value)


def test_a_key_of_several_groups_is_a_tuple():
    tally = Tally.published({("province", "online"): {"received": 5}}, JANUARY, by=("level", "channel"))
    assert tally[Level.PROVINCE, Channel.ONLINE].received == 5
    with pytest.raises(InvalidValueError, match="expected a tuple of 2"):
        Tally.published({"province": {"received": 5}}, JANUARY, by=("level", "channel"))


@pytest.mark.parametrize("by", [None, "level", "agency", ("level", "received_month"), ("received_day",)])
def test_out_and_back(by):
    tally = count(CASES, JANUARY, by=by, rules=rules.FORM_06A)
    assert Tally.from_dicts(tally.to_dicts(), JANUARY, by=by, rules=rules.FORM_06A) == tally
    assert pickle.loads(pickle.dumps(tally)) == tally


def test_dates_and_levels_come_back_from_text():
    tally = count(CASES, JANUARY, by=("level", "received_day"), counters=["received"])
    plain = [
        row | {"received_day": row["received_day"] and row["received_day"].isoformat()} for row in tally.to_dicts()
    ]
    back = Tally.from_dicts(plain, JANUARY, by=("level", "received_day"), counters=["received"])
    assert back == tally


def test_what_cannot_come_back():
    (row,) = count(CASES[:1], JANUARY, by="level").to_dicts()
    with pytest.raises(InvalidValueError, match="row 0 has no 'late'"):
        Tally.from_dicts([{name: value for name, value in row.items() if name != "late"}], JANUARY, by="level")
    with pytest.raises(InvalidValueError, match="row 1: 'commune' stands twice"):
        Tally.from_dicts([row, row], JANUARY, by="level")
    with pytest.raises(InvalidValueError, match="row 0: received is '1'"):
        Tally.from_dicts([row | {"received": "1"}], JANUARY, by="level")


def test_adding_wants_the_same_window_rules_groups_and_counters():
    tally = count(CASES, JANUARY, by="level")
    others = {
        "window": count(CASES, Period.month(2024, 2), by="level"),
        "rules": count(CASES, JANUARY, by="level", rules=rules.FORM_06A),
        "by": count(CASES, JANUARY, by="agency"),
        "counters": count(CASES, JANUARY, by="level", counters=["late"]),
    }
    for name, other in others.items():
        with pytest.raises(MismatchError, match=f"different {name}"):
            _ = tally + other
    with pytest.raises(TypeError):
        _ = tally + 1
    assert tally + count([], JANUARY, by="level") == tally


def test_own_counters_are_counted_and_may_not_take_a_name():
    post = Counter(
        "received_by_post_in_province", side="received", where=field("channel") == Channel.POST, label="bưu chính"
    )
    row = count(CASES, JANUARY, counters=[post, "caseload"]).total()
    assert row.as_dict() == {"received_by_post_in_province": 1, "caseload": 3, "carried_over": 1, "received": 2}
    with pytest.raises(InvalidValueError, match="give yours a name of its own"):
        count(CASES, JANUARY, counters=[Counter("late", side="ended")])
    with pytest.raises(InvalidValueError, match="expected several"):
        count(CASES, JANUARY, counters="late")
    with pytest.raises(InvalidValueError, match="counts nothing"):
        count(CASES, JANUARY, counters=[])
    with pytest.raises(UnknownCounterError, match="'resolvd' is not a counter. Near: 'resolved'"):
        count(CASES, JANUARY, counters=["resolvd"])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Counter("on time", side="ended"), ["'on time'", "a word"]),
        (lambda: Counter("x", side="endd"), ["'endd'", "'ended'"]),
        (lambda: Counter("x", side=None), ["a side, or the parts"]),
        (lambda: Counter("x", side="ended", parts=("late",)), ["a side, or the parts"]),
        (lambda: Counter("x", side="ended", where=True), ["True", "a predicate"]),
    ],
)
def test_counters_that_cannot_be(make, words):
    with pytest.raises(InvalidValueError) as error:
        make()
    for word in words:
        assert word in str(error.value)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("month", ["count_each", "received_month"]),
        ("agency_code", ["'agency_code'", "Write 'agency'"]),
        ("levl", ["'levl'", "'level'"]),
        ([], ["one group"]),
        (["level", "level"], ["different"]),
    ],
)
def test_groups_that_are_none(by, words):
    with pytest.raises(InvalidValueError) as error:
        count(CASES, JANUARY, by=by)
    for word in words:
        assert word in str(error.value)


def test_something_else_than_a_case_is_refused_and_a_subclass_is_counted():
    class OwnCase(Case):
        pass

    own = OwnCase(code="9", status="processing", received_at=datetime(2024, 1, 9, 8))
    assert count([own], JANUARY).total().received == 1
    with pytest.raises(InvalidValueError, match="expected a Case"):
        count([{"code": "1"}], JANUARY)
    with pytest.raises(InvalidValueError, match="expected a Period"):
        count(CASES, "2024-01")
    with pytest.raises(InvalidValueError, match=r"expected several Case objects, in a list: \[item\]"):
        count(CASES[0], JANUARY)
    with pytest.raises(
        InvalidValueError, match="Frame cannot be counted, expected several Case objects, or a frame that"
    ):
        count(Frame(), JANUARY)
    with pytest.raises(InvalidValueError, match="int cannot be counted, expected several Case objects"):
        count(5, JANUARY)
    with pytest.raises(InvalidValueError, match="expected an indicator, such as indicators.ON_TIME"):
        count(CASES, JANUARY).total().rate("ON_TIME")
    with pytest.raises(UnknownCounterError, match="is not the name of a counter"):
        count(CASES, JANUARY).total().get(indicators.ON_TIME)


def test_the_tables():
    tally = count(CASES, JANUARY, by="agency", counters=["received", "late"])
    assert str(tally).splitlines()[0].split("  ")[0] == "Cơ quan"
    assert str(tally).splitlines()[-1].split() == ["Tổng", "số", "2", "0"]
    html = tally._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "(không rõ)" in html
    assert "–" in str(Tally.published(PUBLISHED, JANUARY))
    assert "Cấp tỉnh" in str(Tally.published(PUBLISHED, JANUARY))
    assert str(count(CASES, JANUARY)).splitlines()[1].startswith("Tổng số")
    assert len(str(count(CASES, JANUARY)).splitlines()) == 2
    assert "09/01/2024" in str(count(CASES, JANUARY, by="received_day"))
    assert repr(tally.total()).startswith("<Row total: received=2")
    assert repr(tally["H02.1"]) == "<Row H02.1: received=1>"
    assert repr(count([], JANUARY).total()) == "<Row total: nothing>"
    assert repr(tally) == "<Tally of tháng 01/2024 by agency: 4 rows, 2 counters>"
    assert repr(count(CASES, JANUARY)) == "<Tally of tháng 01/2024: 1 rows, 47 counters>"
