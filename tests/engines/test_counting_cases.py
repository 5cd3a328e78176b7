"""The worked rows of the definitions on every engine: all rows with the same rules and window are one frame."""

from collections import defaultdict
from datetime import date

import pytest

from tests.engines.frames_of import Column, columns_of
from tests.spec.test_counting_cases import ROWS, case_of, moment
from tthc_core import CountingRules, Period, count

TOGETHER = defaultdict(list)
for _number, _row in enumerate(ROWS):
    TOGETHER[tuple(_row["rules"].items()), tuple(_row["window"])].append(_number)


def frames(engine, numbers):
    """The cases, each row its own group, and the long table of their pauses; one without a beginning too."""
    pauses = [(str(n), moment(a, closing=False), moment(b, closing=True)) for n in numbers for a, b in _pauses(n)]
    columns = columns_of([case_of(ROWS[n]["case"] | {"pauses": ()}) for n in numbers], row=Column("int", numbers))
    columns["code"] = Column("text", [str(n) for n in numbers])
    codes, began, ended = map(list, zip(*pauses, strict=True)) if pauses else ([], [], [])
    long = {"code": Column("text", codes), "began_at": Column("moment", began), "ended_at": Column("moment", ended)}
    long["due_before"] = Column("moment", [None] * len(codes))
    return columns, long


def _pauses(number):
    return ROWS[number]["case"].get("pauses", ())


def wrong(tally, numbers):
    known = {counter.name for counter in tally.counters}
    expected = {n: {name: value for name, value in ROWS[n]["counters"].items() if name in known} for n in numbers}
    return {n: found for n in numbers if (found := _found(tally[n])) != (ROWS[n]["account"], expected[n])}


def _found(row):
    places = [name for name in (*PLACES, "unreadable") if getattr(row.account, name)]
    return "+".join(places), {name: value for name, value in row.as_dict().items() if value}


PLACES = ("not_admitted", "no_receipt", "undated_end", "later", "earlier", "in_scope")


@pytest.mark.parametrize("pauses", ["two columns", "long table"])
def test_every_worked_row_has_its_place_and_its_counters(engine, pauses):
    # What an engine needs to plan a count is the same for one row and a hundred: slow ones get the largest frames.
    groups = sorted(TOGETHER.items(), key=lambda group: -len(group[1]))[: 4 if engine.slow else None]
    for (rules, window), numbers in groups:
        few = [n for n in numbers if len(_pauses(n)) < 2] if pauses == "two columns" else numbers
        if not few:
            continue
        columns, long = frames(engine, few)
        given = {"counters": engine.few}
        if pauses == "two columns":
            spans = [next(iter(_pauses(n)), (None, None)) for n in few]
            columns["paused_from"] = Column("moment", [moment(began, closing=False) for began, _ in spans])
            columns["paused_until"] = Column("moment", [moment(ended, closing=True) for _, ended in spans])
        else:
            columns = {name: column for name, column in columns.items() if not name.startswith("paused_")}
            given["pauses"] = engine(long)
        period = Period.between(*map(date.fromisoformat, window))
        tally = count(engine(columns), period, by="row", rules=CountingRules(**dict(rules)), **given)
        assert wrong(tally, few) == {}, (rules, window)
