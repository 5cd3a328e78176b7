"""The worked rows of the definitions: one case, its rules and window, and every counter and the place that follow."""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from tthc_core import Case, CountingRules, Pause, Period, count

ROWS = json.loads(Path(__file__).with_name("counting-cases.json").read_text(encoding="utf-8"))


def moment(text: str | None, *, closing: bool) -> datetime | None:
    if text is None or "T" in text:
        return text and datetime.fromisoformat(text)
    return datetime.combine(date.fromisoformat(text), time(23, 59, 59) if closing else time())


def case_of(record: dict[str, object]) -> Case:
    fields = dict(record)
    for name, value in record.items():
        if name.endswith("_at"):
            fields[name] = moment(value, closing=name not in ("submitted_at", "received_at"))
    # A pause without a beginning is none: an object cannot hold one.
    fields["pauses"] = tuple(
        Pause(began_at=moment(began, closing=False), ended_at=moment(ended, closing=True))
        for began, ended in record.get("pauses", ())
        if began is not None
    )
    return Case(code="worked", **fields)


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_worked_row(row):
    first, last = map(date.fromisoformat, row["window"])
    tally = count([case_of(row["case"])], Period.between(first, last), rules=CountingRules(**row["rules"]))
    counted = {name: value for name, value in tally.total().as_dict().items() if value}
    assert counted == row["counters"]
    account = tally.account
    assert account.read == 1
    assert getattr(account, row["account"]) == 1


def test_the_worked_rows_reach_every_place_and_nearly_every_counter():
    assert len(ROWS) == 150
    assert {row["account"] for row in ROWS} == {
        *("not_admitted", "no_receipt", "undated_end", "later", "earlier", "in_scope"),
    }
