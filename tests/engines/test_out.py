"""A tally out again as a frame: every figure of it, none of it changed by the engine."""

import sys
from datetime import date, datetime
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_core import Counter, Level, Period, Side, Tally, count, field, indicators
from tthc_core.errors import InvalidValueError, MissingExtraError
from tthc_core.testing import cases

pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")

JANUARY = Period.month(2024, 1)
PUBLISHED = Tally.published(
    {
        Level.PROVINCE: {"resolved": 19320, "resolved_in_time": 19196, "pending": 6095},
        Level.COMMUNE: {"resolved": 0, "resolved_in_time": 0},
    },
    JANUARY,
)


def records(frame):
    if isinstance(frame, pd.DataFrame):
        found = frame.astype(object).where(frame.notna(), None).to_dict("records")
        return [{name: plain(value) for name, value in row.items()} for row in found]
    return frame.to_dicts() if isinstance(frame, pl.DataFrame) else frame.to_pylist()


def plain(value):
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


OUT = [Tally.to_polars, Tally.to_pandas, Tally.to_arrow]
each_engine = pytest.mark.parametrize("out", OUT, ids=lambda out: out.__name__)


@each_engine
def test_counters_and_rates_of_published_figures(out):
    on_time = {"on_time_numerator": 19196, "on_time_denominator": 19320, "on_time_percent": Decimal("99.36")}
    nothing = {"on_time_numerator": 0, "on_time_denominator": 0, "on_time_percent": None}
    assert records(out(PUBLISHED, [indicators.ON_TIME])) == [
        {"level": "province", "resolved": 19320, "resolved_in_time": 19196, "pending": 6095, **on_time},
        {"level": "commune", "resolved": 0, "resolved_in_time": 0, "pending": None, **nothing},
    ]


@each_engine
def test_a_rate_without_its_counters_is_null(out):
    first, _ = records(out(PUBLISHED, [indicators.ONLINE_FILING]))
    assert [value for name, value in first.items() if name.startswith("online_filing")] == [None, None, None]


@each_engine
@given(
    several=st.lists(cases(), max_size=8), by=st.sampled_from([None, "level", ("received_month", "agency"), ["tier"]])
)
def test_the_frame_says_what_the_dictionaries_say(out, several, by):
    tally = count(several, JANUARY, by=by)
    expected = [{k: str(v) if isinstance(v, str) else v for k, v in row.items()} for row in tally.to_dicts()]
    assert records(out(tally, account=True)) == expected


@given(several=st.lists(cases(), max_size=8), by=st.sampled_from([None, "level", ("received_month", "agency")]))
def test_the_engines_say_the_same(several, by):
    tally = count(several, JANUARY, by=by)
    one, *others = [records(out(tally, [indicators.ON_TIME, indicators.DUE_MET])) for out in OUT]
    assert others == [one, one]


def test_types_do_not_hang_on_the_values():
    """An empty tally, or one with unknown figures alone, has the columns of a full one."""
    for tally in (PUBLISHED, PUBLISHED.select([])):
        frame = tally.to_polars([indicators.ON_TIME], account=True)
        assert frame.schema["level"] == pl.String
        assert frame.schema["pending"] == frame.schema["on_time_numerator"] == frame.schema["account_later"] == pl.Int64
        assert frame.schema["on_time_percent"] == pl.Decimal(38, 2)
        table = tally.to_arrow([indicators.ON_TIME])
        assert table.schema.field("on_time_percent").type == pa.decimal128(38, 2)
        assert table.schema.field("resolved").type == pa.int64()
        dtypes = tally.to_pandas([indicators.ON_TIME]).dtypes
        assert [str(dtypes[name]) for name in ("level", "resolved", "on_time_percent")] == ["string", "Int64", "object"]
    assert count([], JANUARY, by="received_week").to_polars().schema["received_week"] == pl.Date


@each_engine
def test_a_percentage_is_exact_under_any_decimal_context(out):
    tally = Tally.published({Level.PROVINCE: {"resolved": 999983, "resolved_in_time": 2}}, JANUARY)
    with localcontext() as context:
        context.prec = 1
        (row,) = records(out(tally, [indicators.ON_TIME]))
    assert row["on_time_percent"] == Decimal("0.00")
    tally = Tally.published({Level.PROVINCE: {"resolved": 800, "resolved_in_time": 281}}, JANUARY)
    (row,) = records(out(tally, [indicators.ON_TIME]))
    assert str(row["on_time_percent"]) == "35.13"


def test_keys_of_columns_of_ones_own():
    frame = pl.DataFrame(
        {
            "status": ["processing"] * 3,
            "received_at": [datetime(2024, 1, 5)] * 3,
            "finished_at": pl.Series([None] * 3, dtype=pl.Datetime("us")),
            "ward": [7, None, 9],
            "night": [True, False, None],
            "hour": [datetime(2024, 1, 5, 3), None, None],
        }
    )
    tally = count(frame, JANUARY, by=("ward", "night", "hour"), counters=["received"])
    for out in OUT:
        assert records(out(tally)) == [
            {"ward": 7, "night": True, "hour": datetime(2024, 1, 5, 3), "received": 1},
            {"ward": 9, "night": None, "hour": None, "received": 1},
            {"ward": None, "night": False, "hour": None, "received": 1},
        ]


def test_one_name_for_two_columns_is_refused():
    frame = pl.DataFrame(
        {"status": ["draft"], "received_at": [date(2024, 1, 5)], "finished_at": [None], "received": ["x"]}
    )
    tally = count(
        frame.with_columns(pl.col("finished_at").cast(pl.Date)), JANUARY, by="received", counters=["received"]
    )
    with pytest.raises(InvalidValueError, match="two columns would have the name 'received'"):
        tally.to_polars()


@pytest.mark.parametrize("rates", ["ON_TIME", indicators.ON_TIME], ids=["text", "one"])
def test_rates_are_several_indicators(rates):
    with pytest.raises(InvalidValueError, match="several indicators"):
        PUBLISHED.to_polars(rates)


def test_the_name_of_an_indicator_is_none():
    with pytest.raises(InvalidValueError, match="expected an indicator"):
        PUBLISHED.to_polars(["ON_TIME"])


@pytest.mark.parametrize(("out", "package"), [*zip(OUT, ["polars", "pandas", "pyarrow"], strict=True)])
def test_without_the_package_the_error_says_what_to_install(out, package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(
        MissingExtraError, match=rf"{out.__name__}\(\) needs the package {package}.*tthc_core\[frames\]"
    ):
        out(PUBLISHED)


def test_own_counters_have_their_column():
    own = Counter("received_late_hours", Side.RECEIVED, field("channel").is_missing(), label="ngoài giờ")
    assert count([], JANUARY, by="level", counters=[own]).to_polars().columns == ["level", "received_late_hours"]
