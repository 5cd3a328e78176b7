"""The oracle against the worked rows: each gives the place in the account and every counter that is not 0."""

import json
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from tests.oracle import COUNTERS, FLAGS, PLACES, counters_of, place_of, tally

ROWS = json.loads((Path(__file__).parents[1] / "spec" / "counting-cases.json").read_text(encoding="utf-8"))

BEGINNINGS = ("submitted_at", "received_at")
ENDINGS = ("due_at", "finished_at", "returned_at", "refused_at")
OTHER_FLAGS = ("paid_online", "electronic_result", "without_result_document", "apology_sent")


def moment(text: str | None, plain: time) -> datetime | None:
    """A datetime where the text has a time; a plain date stands for the clock time given."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else datetime.combine(date.fromisoformat(text), plain)


def beginning(text: str | None) -> datetime | None:
    return moment(text, time.min)


def ending(text: str | None) -> datetime | None:
    return moment(text, time(23, 59, 59))


def read_case(row: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(
        status=row["status"],
        channel=row.get("channel"),
        tier=row.get("tier"),
        **{name: beginning(row.get(name)) for name in BEGINNINGS},
        **{name: ending(row.get(name)) for name in ENDINGS},
        **{name: row.get(name) for name in (*FLAGS, *OTHER_FLAGS)},
        extensions=(),
        pauses=tuple(
            SimpleNamespace(began_at=beginning(began), ended_at=ending(ended), due_before=None)
            for began, ended in row.get("pauses", ())
        ),
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['case']['status']}-{row['account']}")
def test_worked_row_has_its_place_and_its_counters(row: dict[str, Any]) -> None:
    case, rules = read_case(row["case"]), SimpleNamespace(**row["rules"])
    first, last = map(date.fromisoformat, row["window"])

    assert place_of(case, first, last, rules) == row["account"]
    assert counters_of(case, first, last, rules) == set(row["counters"])
    assert tally([case], first, last, rules) == {
        None: {
            "account": dict.fromkeys(PLACES, 0) | {row["account"]: 1},
            "counters": dict.fromkeys(COUNTERS, 0) | row["counters"],
        }
    }


def test_there_are_150_worked_rows_and_each_counter_is_1() -> None:
    assert len(ROWS) == 150
    assert {count for row in ROWS for count in row["counters"].values()} == {1}


def test_worked_rows_leave_no_place_and_no_counter_untried() -> None:
    assert {row["account"] for row in ROWS} == set(PLACES)
    assert {name for row in ROWS for name in row["counters"]} == set(COUNTERS)


def test_tally_adds_the_cases_of_each_key() -> None:
    cases = [read_case(row["case"]) for row in ROWS]
    rules = SimpleNamespace(**ROWS[0]["rules"])
    first, last = date(2024, 1, 1), date(2024, 1, 31)

    by_channel = tally(cases, first, last, rules, key=lambda case: case.channel)
    whole = tally(cases, first, last, rules)[None]

    assert set(by_channel) == {"online", "post", "counter", None}
    for part, names in (("account", PLACES), ("counters", COUNTERS)):
        assert whole[part] == {name: sum(row[part][name] for row in by_channel.values()) for name in names}
    assert sum(whole["account"].values()) == len(cases)


# Edges that no worked row stands on.

FIRST, LAST = date(2024, 1, 1), date(2024, 1, 31)
REPORT = {
    "population": "in_hand",
    "completion": "result_ready",
    "granularity": "day",
    "no_due_date": "on_due_date",
    "withdrawn": "apart",
    "refused": "apart",
    "paused": "apart",
    "due_soon_days": 3,
}


def counted(case: dict[str, Any], **rules: Any) -> set[str]:
    return counters_of(read_case(case), FIRST, LAST, SimpleNamespace(**REPORT | rules))


@pytest.mark.parametrize(
    ("end", "side"), [("2024-01-31T23:59:59", "ended"), ("2024-02-01T00:00:00", "pending"), ("2024-01-01", "ended")]
)
def test_an_end_on_the_last_day_is_an_end_in_the_window(end: str, side: str) -> None:
    names = counted({"status": "returned", "received_at": "2023-12-20", "finished_at": end})
    assert names & {"ended", "pending"} == {side}


@pytest.mark.parametrize(
    ("began", "ended", "paused"),
    [
        ("2024-01-31T16:00:00", None, True),
        ("2024-02-01T07:00:00", None, False),
        ("2024-01-10T08:00:00", "2024-01-31T08:00:00", False),
        ("2024-01-10T08:00:00", "2024-02-01T08:00:00", True),
    ],
)
def test_a_pause_holds_from_the_day_it_begins_to_the_day_before_it_ends(
    began: str, ended: str | None, paused: bool
) -> None:
    case = {"status": "processing", "received_at": "2024-01-05", "pauses": [[began, ended]]}
    assert ("paused" in counted(case)) is paused


def test_a_pause_over_on_the_last_day_leaves_the_word_to_the_status() -> None:
    case = {"received_at": "2024-01-05", "pauses": [["2024-01-10T08:00:00", "2024-01-31T08:00:00"]]}
    assert "paused" in counted(case | {"status": "supplement_requested"})


def test_an_end_at_the_due_instant_is_on_the_due_date() -> None:
    moment = "2024-01-20T10:00:00"
    case = {"status": "returned", "received_at": "2024-01-05", "due_at": moment, "finished_at": moment}
    assert "on_due_date" in counted(case, granularity="instant")


def test_where_only_the_received_count_a_case_carried_over_is_not_due_either() -> None:
    case = {"status": "processing", "received_at": "2023-12-20", "due_at": "2024-01-20"}
    assert "due_in_period" in counted(case)
    assert "due_in_period" not in counted(case, population="received")


# The identities, for any input and any rules.

CHOICES = {
    "population": ("in_hand", "received"),
    "completion": ("result_ready", "handed_over"),
    "granularity": ("day", "instant"),
    "no_due_date": ("on_due_date", "early", "not_judged"),
    "withdrawn": ("apart", "on_due_date", "judged"),
    "refused": ("apart", "on_due_date", "judged"),
    "paused": ("apart", "in_time"),
    "due_soon_days": (0, 3, 7),
}


@pytest.mark.parametrize("seed", range(40))
def test_opening_plus_received_is_ended_plus_pending_and_each_part_adds_up(seed: int) -> None:
    random = Random(seed)
    rules = SimpleNamespace(**{name: random.choice(values) for name, values in CHOICES.items()})
    cases = [read_case(row["case"] | {"status": random.choice(ROWS)["case"]["status"]}) for row in ROWS]
    last = date(2024, 1, random.randrange(5, 32))
    row = tally(cases, date(2024, 1, 5), last, rules)[None]
    n, account = SimpleNamespace(**row["counters"]), row["account"]

    assert sum(account.values()) == len(cases)
    assert n.carried_over + n.received == n.ended + n.pending == n.caseload == account["in_scope"]
    assert n.received == n.received_online + n.received_counter + n.received_post
    assert n.ended == n.resolved + n.closed_otherwise
    assert n.closed_otherwise == (rules.withdrawn == "apart") * n.withdrawn + (rules.refused == "apart") * n.refused
    assert n.resolved == n.early + n.on_due_date + n.late + n.resolved_not_judged
    assert n.resolved_in_time == n.early + n.on_due_date
    apart = (rules.paused == "apart") * n.paused
    assert n.pending == n.pending_in_time + n.pending_overdue + n.pending_not_judged + apart
    assert n.due_soon <= n.pending_in_time
    assert n.overdue_with_apology <= n.pending_overdue
    assert n.late_with_apology <= n.late
    assert n.paid_online <= n.fee_due
    assert n.electronic_result <= n.result_due <= n.resolved
    assert n.receivable_online_filed <= n.receivable_online <= n.received
    assert n.due_in_period_met <= n.due_in_period
