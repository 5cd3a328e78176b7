"""pandas and PyArrow, counted with NumPy: every way in which columns are written, and rows in many small blocks."""

from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.frames_of import FLAGS, MOMENTS, columns_of
from tests.engines.side_by_side import JANUARY, same
from tthc_core import Case, CaseColumns, count, field
from tthc_core.counting.groups import CASE_GROUPS
from tthc_core.domain import Applicant, CaseStatus, Channel, OnlineTier
from tthc_core.errors import InvalidValueError
from tthc_core.testing import cases, rules

pytest.importorskip("numpy", reason="arrays are those of NumPy")

CODED = {"status": CaseStatus, "channel": Channel, "tier": OnlineTier, "applicant": Applicant}
GROUPINGS = [None, *CASE_GROUPS, ("agency", "field", "received_month"), ("channel", "level")]


# -- the ways in which columns are written -----------------------------------------------------------------------------


def table(several):
    import pyarrow as pa

    types = {"text": pa.string(), "flag": pa.bool_(), "moment": pa.timestamp("us")}
    return pa.table({name: pa.array(values, types[kind]) for name, (kind, values) in columns_of(several).items()})


def changed(found, change):
    import pyarrow as pa

    return pa.table({name: change(name, found[name].combine_chunks()) for name in found.column_names})


def texts_as(kind):
    return lambda several: changed(
        table(several), lambda name, one: one if name in (*FLAGS, *MOMENTS) else one.cast(kind)
    )


def moments_as(unit, zone=None):
    def change(name, one):
        import pyarrow as pa
        import pyarrow.compute as pc

        if name not in MOMENTS:
            return one
        return (pc.assume_timezone(one, "Asia/Ho_Chi_Minh") if zone else one).cast(pa.timestamp(unit, zone))

    return lambda several: changed(table(several), change)


def dictionaries(several):
    return changed(table(several), lambda name, one: one if name in (*FLAGS, *MOMENTS) else one.dictionary_encode())


def chunks(several):
    """Every chunk of texts has a dictionary of its own."""
    import pyarrow as pa

    parts = [dictionaries(several[start : start + 3]) for start in range(0, len(several), 3)]
    return pa.concat_tables(parts or [dictionaries([])])


def sliced(several):
    return table([several[-1], *several, several[0]]).slice(1, len(several)) if several else table([])


def portal(several):
    """The numbers of the portal, as decimals; flags as small numbers."""
    import decimal

    import pyarrow as pa

    def change(name, one):
        if name in FLAGS:
            return one.cast("int8")
        if name not in CODED:
            return one
        codes = [value and decimal.Decimal(CODED[name](value).code) for value in one.to_pylist()]
        return pa.array(codes, pa.decimal128(6, 2))

    return changed(table(several), change)


def of_pandas(**types):
    def made(several):
        import pandas as pd

        columns = columns_of(several).items()
        return pd.DataFrame({name: pd.Series(values, dtype=types[kind]) for name, (kind, values) in columns})

    return made


numpy_types = of_pandas(text="object", flag="object", moment="datetime64[us]")


def spelt(several):
    """Objects of Python, with every spelling of what is missing."""
    import pandas as pd

    def value(number, one):
        return (None, float("nan"), pd.NA)[number % 3] if one is None else one

    frame = numpy_types(several)
    for name in frame.columns.difference(MOMENTS):
        frame[name] = pd.Series([value(*one) for one in enumerate(frame[name])], dtype="object")
    frame["digitised"] = frame["digitised"].map({True: "1", False: "0"})
    return frame


def floats(several):
    """Codes and flags with decimals, as a CSV brings them in wherever one is missing; an index that says nothing."""
    import pandas as pd

    frame = numpy_types(several)
    for name, kind in CODED.items():
        frame[name] = pd.Series([value and kind(value).code for value in frame[name]], dtype="float64")
    for name in FLAGS:
        frame[name] = frame[name].map({True: 1.0, False: 0.0}).astype("float64")
    return frame.set_index(pd.Index([7] * len(frame)))


def arrow_types(several):
    import pandas as pd

    return chunks(several).to_pandas(types_mapper=pd.ArrowDtype)


def zone_in_pandas(several):
    frame = numpy_types(several)
    for name in MOMENTS:
        frame[name] = frame[name].dt.tz_localize("Asia/Ho_Chi_Minh").dt.tz_convert("America/Lima")
    return frame


WAYS = {
    "pyarrow": {
        **{make.__name__: make for make in (table, dictionaries, chunks, sliced, portal)},
        **{kind: texts_as(kind) for kind in ("large_string", "string_view")},
        **{unit: moments_as(unit) for unit in ("s", "ms", "ns")},
        **{f"{unit} in a zone": moments_as(unit, "America/Lima") for unit in ("s", "ns")},
    },
    "pandas": {
        "nullable": of_pandas(text="string", flag="boolean", moment="datetime64[ns]"),
        "categories": of_pandas(text="category", flag="boolean", moment="datetime64[s]"),
        **{make.__name__: make for make in (numpy_types, spelt, floats, arrow_types, zone_in_pandas)},
    },
}
EVERY = [pytest.param(package, make, id=way) for package, ways in WAYS.items() for way, make in ways.items()]
SETS = st.lists(cases().map(lambda case: attrs.evolve(case, pauses=case.pauses[:1])), max_size=14)


@pytest.mark.parametrize(("package", "make"), EVERY)
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(several=SETS, one=rules(), by=st.sampled_from(GROUPINGS))
def test_however_columns_are_written_every_counter_is_that_of_objects(package, make, several, one, by):
    pytest.importorskip(package)
    pytest.importorskip("pyarrow")
    same(lambda _: make(several), several, by=by, rules=one)


# -- blocks, pieces and keys -------------------------------------------------------------------------------------------


def some_cases():
    begin = datetime(2023, 12, 20, 9)
    for number, status in enumerate(CaseStatus):
        for days in (0, 15, 45):
            at = begin + timedelta(days)
            agency = ("A", "B", None)[number % 3]
            yield Case(code=f"{number}", status=status, received_at=at, agency_code=agency, digitised=days > 0)
            yield Case(code=f"{number}", status=status, received_at=at, finished_at=at + timedelta(3), due_at=at)


SOME = [*some_cases()] * 3
FRAMES = [pytest.param("pyarrow", table, id="pyarrow"), pytest.param("pandas", numpy_types, id="pandas")]
WHERE = field("due_at").is_missing() & ~(field("digitised") == True)  # noqa: E712  # a predicate


@pytest.mark.parametrize(("package", "make"), FRAMES)
@pytest.mark.parametrize(("block", "piece"), [(1, 1), (2, 5), (5, 11)])
@pytest.mark.parametrize("by", [None, ("agency", "received_week")], ids=str)
def test_blocks_and_pieces_add_up(package, make, block, piece, by, monkeypatch):
    pytest.importorskip(package)
    from tthc_core.counting.frames import arrays, arrays_rows

    monkeypatch.setattr(arrays, "BLOCK", block)
    monkeypatch.setattr(arrays_rows, "BLOCK", block)
    monkeypatch.setattr(arrays, "PIECE", piece)
    same(lambda _: make(SOME), SOME, by=by)
    same(lambda _: make(SOME), SOME, by=by, where=WHERE)


@pytest.mark.parametrize(("package", "make"), FRAMES)
@pytest.mark.parametrize("few", [0, 1, 5], ids=str)
def test_keys_of_which_most_are_not_there_are_numbered(package, make, few, monkeypatch):
    pytest.importorskip(package)
    from tthc_core.counting.frames import arrays_keys

    monkeypatch.setattr(arrays_keys, "FEW", few)
    same(lambda _: make(SOME), SOME, by=("agency", "received_day", "channel"))


@pytest.mark.parametrize("by", ["received_month", "received_week", "received_day"])
def test_a_receipt_centuries_away_is_a_group_of_its_own(by):
    pytest.importorskip("pyarrow")
    far = [Case(code="x", status="accepted", received_at=datetime(year, 3, 4)) for year in (1, 1969, 9999)]
    same(lambda _: table([*SOME, *far]), [*SOME, *far], by=by)


def test_a_receipt_outside_the_calendar_is_refused():
    pa = pytest.importorskip("pyarrow")
    frame = (
        table(SOME[:1]).drop_columns("received_at").append_column("received_at", pa.array([2**60], pa.timestamp("us")))
    )
    with pytest.raises(InvalidValueError, match="received_at holds a moment that lies outside the calendar"):
        count(frame, JANUARY, by="received_day")


@pytest.mark.parametrize(("package", "make"), FRAMES)
def test_an_end_that_is_recorded_elsewhere_is_scanned_there(package, make):
    """Under this rule a case ends when it is returned: the plan looks at that column first."""
    pytest.importorskip(package)
    handed = attrs.evolve(count(SOME, JANUARY).rules, completion="handed_over")
    several = [attrs.evolve(case, returned_at=case.finished_at) for case in SOME]
    same(lambda _: make(several), several, by="agency", rules=handed)


def test_days_in_pandas_are_said_and_never_guessed():
    pytest.importorskip("pandas")
    days = [
        attrs.evolve(case, **{name: getattr(case, name).date() for name in ("received_at", "finished_at", "due_at")})
        for case in SOME
        if case.finished_at
    ]
    same(lambda _: numpy_types(days), days, by="received_day", columns=CaseColumns(date_only=["due_at", "finished_at"]))
    objects = numpy_types(days).assign(due_at=[date(2024, 1, 2)] * len(days))
    with pytest.raises(InvalidValueError, match="'due_at' holds Object, expected moments or dates for due_at: convert"):
        count(objects, JANUARY)
