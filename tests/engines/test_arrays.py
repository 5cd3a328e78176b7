"""Frames that lie in memory, counted with NumPy, against the count over objects: every way their columns are written."""

from datetime import date, datetime, timedelta
from functools import cache

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.frames_of import FLAGS, MOMENTS, columns_of
from tthc_core import Case, Counter, Period, field
from tthc_core.counting.counter import chosen
from tthc_core.counting.fields import Place
from tthc_core.counting.frames import CaseColumns
from tthc_core.counting.groups import CASE_GROUPS
from tthc_core.counting.objects import count_objects, cuts, grow_counters, grow_for, structure
from tthc_core.counting.predicate import ALWAYS, Cut
from tthc_core.counting.rules import PROVINCIAL_REPORT as RULES
from tthc_core.counting.subjects import CASES
from tthc_core.counting.terms import expand
from tthc_core.domain import Applicant, CaseStatus, Channel, Level, OnlineTier
from tthc_core.errors import InvalidValueError, UnknownKeyError
from tthc_core.testing import cases, periods, rules

np = pytest.importorskip("numpy", reason="arrays are those of NumPy")

from tthc_core.counting.frames.arrays import count_arrays  # NumPy may be missing

COUNTERS = chosen(None, CASES.counters)
PLACES = [f"place {place}" for place in Place]
ENUMS = {"level": Level, "channel": Channel, "tier": OnlineTier, "applicant": Applicant}
CODES = {"status": CaseStatus, **ENUMS}
GROUPINGS = [(), *((name,) for name in CASE_GROUPS), ("agency", "field", "received_month"), ("channel", "level")]
JANUARY = Period.month(2024, 1)


# -- the ways in which columns are written -----------------------------------------------------------------------------


def plain(several):
    import pyarrow as pa

    types = {"text": pa.string(), "flag": pa.bool_(), "moment": pa.timestamp("us")}
    return pa.table({name: pa.array(values, types[kind]) for name, (kind, values) in columns_of(several).items()})


def each_column(table, change):
    import pyarrow as pa

    return pa.table({name: change(name, table[name].combine_chunks()) for name in table.column_names})


def dictionary(several):
    def change(name, array):
        return array if name in (*FLAGS, *MOMENTS) else array.dictionary_encode()

    return each_column(plain(several), change)


def chunked(several):
    """Every chunk of texts has a dictionary of its own."""
    import pyarrow as pa

    parts = [dictionary(several[start : start + 3]) for start in range(0, len(several), 3)]
    return pa.concat_tables(parts or [dictionary([])])


def sliced(several):
    return plain([several[-1], *several, several[0]]).slice(1, len(several)) if several else plain([])


def large(several):
    """Wide texts, flags as small numbers, moments in whole seconds and in billionths."""
    import pyarrow as pa

    def change(name, array):
        if name in MOMENTS:
            return array.cast(pa.timestamp("ns" if name in ("due_at", "returned_at") else "s"))
        return array.cast(pa.int8()) if name in FLAGS else array.cast(pa.large_string())

    return each_column(plain(several), change)


def zoned(several):
    import pyarrow as pa
    import pyarrow.compute as pc

    def change(name, array):
        if name not in MOMENTS:
            return array
        zone = "Asia/Ho_Chi_Minh" if name in ("due_at", "finished_at") else "America/Lima"
        return pc.assume_timezone(array, "Asia/Ho_Chi_Minh").cast(pa.timestamp("ms", zone))

    return each_column(plain(several), change)


def of_pandas(**types):
    def made(several):
        import pandas as pd

        columns = columns_of(several).items()
        return pd.DataFrame({name: pd.Series(values, dtype=types[kind]) for name, (kind, values) in columns})

    return made


of_numpy = of_pandas(text="object", flag="object", moment="datetime64[us]")
nullable = of_pandas(text="string", flag="boolean", moment="datetime64[ns]")
categories = of_pandas(text="category", flag="category", moment="datetime64[s]")
texts = of_pandas(text="str", flag="boolean", moment="datetime64[ms]")


def codes(several):
    """The numbers of the portal, as a CSV brings them in: with decimals wherever one is missing."""
    import pandas as pd

    frame = of_numpy(several)
    for name, kind in CODES.items():
        if name != "level":
            frame[name] = pd.Series([value and kind(value).code for value in frame[name]], dtype="float64")
    for name in FLAGS:
        frame[name] = frame[name].map({True: 1.0, False: 0.0}).astype("float64")
    return frame


def objects(several):
    """Nothing but objects of Python, with every spelling of what is missing."""
    import pandas as pd

    def spelt(number, value):
        return (None, float("nan"), pd.NA)[number % 3] if value is None else value

    found = {
        name: pd.Series([spelt(number, value) for number, value in enumerate(values)], dtype="object")
        for name, (_, values) in columns_of(several).items()
    }
    found["digitised"] = found["digitised"].map({True: "1", False: "0"})
    return pd.DataFrame(found)


def zoned_in_pandas(several):
    frame = of_numpy(several)
    for name in MOMENTS:
        frame[name] = frame[name].dt.tz_localize("Asia/Ho_Chi_Minh").dt.tz_convert("UTC")
    return frame


def arrow_in_pandas(several):
    pytest.importorskip("pyarrow")
    import pandas as pd

    return chunked(several).to_pandas(types_mapper=pd.ArrowDtype)


WRITTEN = {
    "pyarrow": {make.__name__: make for make in (plain, dictionary, chunked, sliced, large, zoned)},
    "pandas": {
        **{"numpy": of_numpy, "nullable": nullable, "categories": categories, "texts": texts},
        **{make.__name__: make for make in (codes, objects, zoned_in_pandas, arrow_in_pandas)},
    },
}
WAYS = [(package, way) for package, ways in WRITTEN.items() for way in ways]


# -- both ways of counting ---------------------------------------------------------------------------------------------


@cache
def tree(one, counters=COUNTERS):
    return grow_counters(CASES, structure(one), counters).tree


def by_arrays(frame, package, period, by, one, columns=None, where=ALWAYS, counters=COUNTERS):
    moments = dict(zip(Cut, cuts(period.window, one.due_soon_days), strict=False))
    kept = None if where == ALWAYS else grow_for({"kept": expand(where, one, CASES.derived)}, one)
    columns = CaseColumns() if columns is None else columns
    outputs = [counter.name for counter in counters] + PLACES
    keys, numbers = count_arrays(frame, package, columns, moments, tree(one, counters), by, outputs, where=kept)
    assert {type(number) for several in numbers for number in several} <= {int}
    found = {}
    for row, values in enumerate(zip(*numbers, strict=True)):
        key = tuple(member(name, part[row]) for name, part in zip(by, keys, strict=True))
        found[key] = tuple(map(sum, zip(found[key], values, strict=True))) if key in found else values
    return {key: told(values, counters) for key, values in found.items()}


def member(group, value):
    """As a tally has it."""
    if group not in ENUMS:
        return value
    if isinstance(value, float):
        value = next(each for each in ENUMS[group] if each.code == value)
    return Channel.COUNTER if value is None and group == "channel" else value and ENUMS[group](value)


def by_objects(several, period, by, one, where=ALWAYS, counters=COUNTERS):
    rows = count_objects(CASES, several, period.window, one, counters, tuple(by), where)
    return {key: told(values, counters) for key, values in rows.items()}


def told(values, counters):
    names = [counter.name for counter in counters] + PLACES
    return {name: number for name, number in zip(names, values, strict=True) if number}


def same(frame, package, several, period, by, one, columns=None, where=ALWAYS, counters=COUNTERS):
    found = by_arrays(frame, package, period, by, one, columns, where, counters)
    assert found == by_objects(several, period, by, one, where, counters)


SETS = st.lists(cases().map(lambda case: attrs.evolve(case, pauses=case.pauses[:1])), max_size=14)
FEW = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(("package", "way"), WAYS, ids=[way for _, way in WAYS])
@FEW
@given(several=SETS, period=periods(), one=rules(), by=st.sampled_from(GROUPINGS))
def test_however_columns_are_written_every_counter_is_that_of_objects(package, way, several, period, one, by):
    pytest.importorskip(package)
    same(WRITTEN[package][way](several), package, several, period, by, one)


CHOSEN = [
    field("channel") == "online",
    ~(field("fee_due") == True),  # noqa: E712
    field("fee_due") == False,  # noqa: E712
    field("level").is_missing(),
    (field("agency_code") == "H02.01") | ~(field("field_code") == "G01"),
    field("procedure_code").is_in(["1.001", "NA"]),
    field("field_code").is_missing(),
    field("received_at") >= datetime(2024, 1, 10, 11, 30),
    ~(field("due_at").day <= date(2024, 1, 9)),
    field("finished_at") > field("due_at"),
    field("returned_at").day == field("finished_at").day,
    field("due_in_force") < datetime(2024, 1, 20),
    field("verdict").is_in(["early", "late"]) | (field("standing") == "overdue"),
    ~(field("place") == "in_scope") & ~field("paused").is_true(),
    field("status") == "processed",
    field("channel").is_missing() | ~field("channel").is_missing(),
]


@pytest.mark.parametrize(("package", "way"), [("pyarrow", "chunked"), ("pandas", "nullable")], ids=["pyarrow", "pandas"])
@pytest.mark.parametrize("number", range(len(CHOSEN)))
@settings(FEW, max_examples=5)
@given(several=SETS, period=periods(), one=rules())
def test_where_reads_what_objects_read(package, way, number, several, period, one):
    pytest.importorskip(package)
    same(WRITTEN[package][way](several), package, several, period, ("agency",), one, where=CHOSEN[number])


OWN = tuple(
    Counter(f"own_{number}_{side}", side, where)
    for number, where in enumerate(CHOSEN)
    for side in ("received", "ended", "filed")
)


@pytest.mark.parametrize(("package", "way"), [("pyarrow", "large"), ("pandas", "numpy")], ids=["pyarrow", "pandas"])
@pytest.mark.parametrize("first", range(0, len(OWN), 12))
@settings(FEW, max_examples=5)
@given(several=SETS, period=periods(), one=rules())
def test_own_counters_ask_what_they_ask_of_objects(package, way, first, several, period, one):
    pytest.importorskip(package)
    own = OWN[first : first + 12]
    same(WRITTEN[package][way](several), package, several, period, ("level",), one, counters=own)


# -- blocks, pieces and keys -------------------------------------------------------------------------------------------


def some_cases():
    begin = datetime(2023, 12, 20, 9)
    for number, status in enumerate(CaseStatus):
        for days in (0, 15, 45):
            at = begin + timedelta(days)
            agency = ("A", "B", None)[number % 3]
            yield Case(code=f"{number}", status=status, received_at=at, agency_code=agency, digitised=days > 0)
            yield Case(code=f"{number}", status=status, received_at=at, finished_at=at + timedelta(3), due_at=at)


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize("by", [(), ("agency", "received_week")], ids=str)
def test_blocks_and_pieces_add_up(size, by, monkeypatch):
    pytest.importorskip("pyarrow")
    from tthc_core.counting.frames import arrays

    monkeypatch.setattr(arrays, "BLOCK", size)
    monkeypatch.setattr(arrays, "PIECE", 2 * size + 1)
    several = [*some_cases()] * 3
    for where in (ALWAYS, field("due_at").is_missing() & ~(field("digitised") == True)):  # noqa: E712
        same(plain(several), "pyarrow", several, JANUARY, by, RULES, where=where)


@pytest.mark.parametrize("by", [("agency",), ("agency", "received_day", "channel")], ids=str)
@pytest.mark.parametrize("package", WRITTEN)
def test_keys_of_which_most_are_not_there_are_numbered(package, by, monkeypatch):
    pytest.importorskip(package)
    from tthc_core.counting.frames import arrays_keys

    monkeypatch.setattr(arrays_keys, "MOST", 0)
    several = [*some_cases()]
    same((plain if package == "pyarrow" else of_numpy)(several), package, several, JANUARY, by, RULES)


@pytest.mark.parametrize("by", ["received_month", "received_week", "received_day"])
def test_a_receipt_centuries_away_is_a_group_of_its_own(by):
    pytest.importorskip("pyarrow")
    far = [Case(code="x", status="accepted", received_at=datetime(year, 3, 4)) for year in (1, 1969, 9999)]
    several = [*some_cases(), *far]
    same(plain(several), "pyarrow", several, JANUARY, (by,), RULES)


@pytest.mark.parametrize("package", WRITTEN)
def test_no_rows_are_no_keys(package):
    pytest.importorskip(package)
    frame = (plain if package == "pyarrow" else of_numpy)([])
    for by in GROUPINGS:
        assert by_arrays(frame, package, JANUARY, by, RULES) == {}


@pytest.mark.parametrize("package", WRITTEN)
def test_any_column_is_a_group_and_its_values_are_those_of_python(package):
    pytest.importorskip(package)
    several = [*some_cases()][:4]
    frame = (plain if package == "pyarrow" else of_numpy)(several)
    if package == "pyarrow":
        import pyarrow as pa

        frame = frame.append_column("score", pa.array([7, None, 7, 2**40]))
        frame = frame.append_column("rank", pa.array([float("nan"), None, 1.5, 1.5]))
    else:
        import pandas as pd

        frame["score"] = pd.array([7, None, 7, 2**40], dtype="Int64")
        frame["rank"] = [float("nan"), None, 1.5, 1.5]
    keys = by_arrays(frame, package, JANUARY, ("score", "rank", "due_at"), RULES)
    due = [case.due_at for case in several]
    assert set(keys) == {(7, None, due[0]), (None, None, due[1]), (7, 1.5, due[2]), (2**40, 1.5, due[3])}
    assert {type(part) for key in keys for part in key} == {int, float, datetime, type(None)}


# -- days, and what is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [(), ("received_day",)], ids=str)
def test_days_begin_what_opens_and_end_what_closes(by):
    pa = pytest.importorskip("pyarrow")
    several = [case for case in some_cases() if case.finished_at]
    of_days = [
        attrs.evolve(case, **{name: getattr(case, name).date() for name in ("received_at", "finished_at", "due_at")})
        for case in several
    ]

    def moments(table, kind):
        return each_column(table, lambda name, array: array.cast(kind, safe=False) if name in MOMENTS else array)

    days = moments(plain(several), pa.date32())
    instant = attrs.evolve(RULES, granularity="instant")
    same(days, "pyarrow", of_days, JANUARY, by, instant)
    same(moments(days, pa.date64()), "pyarrow", of_days, JANUARY, by, instant)
    same(plain(several), "pyarrow", of_days, JANUARY, by, instant, CaseColumns(date_only=MOMENTS))
    pytest.importorskip("pandas")
    same(days.to_pandas(), "pandas", of_days, JANUARY, by, instant)


ONE = [Case(code="1", status="accepted", received_at=datetime(2024, 1, 3), due_at=datetime(2024, 1, 3))]


@pytest.mark.parametrize("name", ["received_at", "due_at"])
@pytest.mark.parametrize("package", WRITTEN)
def test_texts_where_moments_belong_are_refused(package, name):
    pytest.importorskip(package)
    if package == "pandas":
        frame = of_numpy(ONE).assign(**{name: "03/01/2024"})
    else:
        import pyarrow as pa

        table = plain(ONE)
        frame = table.set_column(table.column_names.index(name), name, pa.array(["03/01/2024"]))
    with pytest.raises(InvalidValueError, match=f"{name}.*expected moments or dates for {name}: convert"):
        by_arrays(frame, package, JANUARY, (), RULES)


@pytest.mark.parametrize("package", WRITTEN)
def test_moments_where_flags_belong_are_refused(package):
    pytest.importorskip(package)
    columns = CaseColumns(digitised="due_at")
    with pytest.raises(InvalidValueError, match="due_at.*expected true or false for digitised"):
        by_arrays((plain if package == "pyarrow" else of_numpy)(ONE), package, JANUARY, (), RULES, columns)


def test_a_text_compared_with_a_number_is_refused():
    pytest.importorskip("pyarrow")
    with pytest.raises(InvalidValueError, match="column 'own' holds string"):
        by_arrays(plain(ONE).append_column("own", plain(ONE)["code"]), "pyarrow", JANUARY, (), RULES, where=field("own") > 3)


def test_a_column_that_is_not_there_is_named():
    pytest.importorskip("pyarrow")
    with pytest.raises(UnknownKeyError, match="no column 'channel'"):
        by_arrays(plain(ONE).drop_columns(["channel"]), "pyarrow", JANUARY, (), RULES)
