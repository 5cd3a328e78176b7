"""A frame, with every field of a case as an expression over its columns, two-valued and in local time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import narwhals.stable.v2 as nw
from attrs import field, frozen

from ...errors import InvalidValueError, UnknownKeyError, near
from ...labelled import Labelled
from ..predicate import END, Cut, Day, Field, First, Operand, Predicate
from ..rules import PROVINCIAL_REPORT, CountingRules
from ..terms import ENDS
from .columns import CHANGES, MOMENTS, OPENING, REQUIRED, CaseColumns

__all__ = ["Bound", "bind"]

ZONE = "Asia/Ho_Chi_Minh"
#: The column of Spark in which an instant stands in local time.
LOCAL = "tthc_local_{}"
DAY_ENDS = timedelta(hours=23, minutes=59, seconds=59)
#: Without a column of them, no case has any.
NONE_WITHOUT = frozenset({"returned_at", "refused_at", *CHANGES})
PAUSE = {"began_at": "paused_from", "ended_at": "paused_until"}


def localised(frame: Any) -> Any:
    """The frame, that of Spark with every instant in local time in a column of its own.

    Spark casts an instant to the local time of its session, where an hour of each autumn may be two. So microseconds
    are counted instead, by way of no zone but the one that is asked for.
    """
    if not frame.implementation.is_spark_like():
        return frame
    made, schema = [], frame.collect_schema()
    for name, dtype in schema.items():
        if isinstance(dtype, nw.Datetime) and dtype.time_zone is not None and LOCAL.format(name) not in schema:
            column, local = (f"`{text.replace('`', '``')}`" for text in (name, LOCAL.format(name)))
            micros = f"unix_micros(from_utc_timestamp({column}, '{ZONE}'))"
            made.append(f"timestampadd(MICROSECOND, {micros}, TIMESTAMP_NTZ '1970-01-01') AS {local}")
    return nw.from_native(nw.to_native(frame).selectExpr("*", *made)) if made else frame


@frozen(eq=False)
class Bound:
    """The columns of a frame as the fields of a case.

    :param frame: the frame, lazy where its engine is.
    :param columns: which column holds which field.
    :param schema: the type of every column.
    :param cuts: the moments that the window draws.
    :param any_pause: the columns that say of a long table of pauses whether one fits, by predicate.
    """

    frame: Any = field(converter=localised)
    columns: CaseColumns
    schema: Mapping[str, Any]
    cuts: Mapping[Cut, datetime]
    rules: CountingRules = PROVINCIAL_REPORT
    any_pause: Mapping[Predicate, str] = field(factory=dict)
    """Where pauses stand in a table of their own: the columns that say of each case whether one of them fits."""
    made: dict[Operand, str] = field(factory=dict)
    """The operands that stand in a column of their own."""
    numbered: dict[str, tuple[str, Mapping[str, int]]] = field(factory=dict)
    """The enum fields that stand in a column of numbers, and the number of each text."""
    held: list[Any] = field(factory=list)
    """What has to live until the count is over, so that Polars does not forget those numbers."""

    def has(self, name: str) -> bool:
        """Whether the frame holds a field."""
        return self.columns.of(name) in self.schema

    def column(self, name: str) -> str:
        """The column of a field.

        :raises UnknownKeyError: there is none; the message lists what is near.
        """
        found = self.columns.of(name)
        if found not in self.schema:
            said = f"column {found!r}" if found is not None else "column"
            kind = f" for the field {name!r}" if found != name else ""
            raise UnknownKeyError(
                f"the frame has no {said}{kind}. {near(found or name, self.schema)} "
                f"Say which it is: columns=CaseColumns({name}=...)."
            )
        return found  # type: ignore[return-value]  # it is in the schema

    @property
    def days_are_moments(self) -> bool:
        """pandas has no type for days: there a day is the moment at which it begins."""
        return bool(self.frame.implementation.is_pandas_like() or self.frame.implementation.is_dask())

    @property
    def spark(self) -> bool:
        """Whether the engine shows instants in the time zone of a session."""
        return bool(self.frame.implementation.is_spark_like())

    def literal(self, moment: datetime) -> Any:
        """A moment as the engine compares it: of Python's own, Spark makes instants in the zone of the process."""
        return nw.lit(str(moment)).cast(nw.Datetime("us")) if self.spark else moment

    # -- moments -------------------------------------------------------------------------------------------------------

    def operand(self, operand: Operand) -> Any:
        """What is compared: a moment, the first of several, or the day of either."""
        if operand in self.made:
            return nw.col(self.made[operand])
        match operand:
            case Day(of):
                return self.operand(of).dt.truncate("1d") if self.days_are_moments else self.operand(of).dt.date()
            case Field(END.name):
                found = nw.when(nw.lit(value=False)).then(nw.lit(None, nw.Datetime("us")))
                for statuses, end in ENDS:
                    found = found.when(self.is_any("status", statuses)).then(self.operand(end(self.rules)))
                return found.otherwise(None)
            case First(of):
                present = [self.moment(item.name) for item in of if self.is_there(item)]
                return nw.coalesce(*present) if len(present) > 1 else present[0]
            case Field("due_in_force"):
                return self.due_in_force()
            case Field(name):
                return self.moment(name)

    def is_there(self, operand: Operand) -> bool:
        """Whether the frame can have a value for it at all."""
        match operand:
            case Day(of):
                return self.is_there(of)
            case First(of):
                return any(map(self.is_there, of))
            case Field(END.name):
                return True
            case Field("due_in_force"):
                return self.is_there(Field("due_at")) or any(map(self.has, CHANGES))
            case Field("began_at") if self.any_pause:
                return True
            case Field(name):
                name = PAUSE.get(name, name)
                return name not in NONE_WITHOUT or self.has(name)

    def moment(self, name: str) -> Any:
        """A moment in local time, naive."""
        name = PAUSE.get(name, name)
        column = self.column(name)
        dtype, found = self.schema[column], nw.col(column)
        if dtype == nw.Unknown:  # a column of nothing
            return found.cast(nw.Datetime("us"))
        if isinstance(dtype, nw.Datetime):
            if dtype.time_zone is not None and self.spark:
                found = nw.col(LOCAL.format(column))
            elif dtype.time_zone is not None:
                found = found.dt.convert_time_zone(ZONE).dt.replace_time_zone(None)
            if name in self.columns.date_only:
                # What Spark cuts to days follows the session's zone; a day that is made a moment does not.
                found = found.dt.date().cast(nw.Datetime("us")) if self.spark else found.dt.truncate("1d")
                found = found if name in OPENING else found + DAY_ENDS
            return found
        if dtype == nw.Date:
            found = found.cast(nw.Datetime("us"))
            return found if name in OPENING else found + DAY_ENDS
        if name in MOMENTS or name in CHANGES:
            raise InvalidValueError(
                f"column {column!r} holds {dtype}, expected moments or dates for {name}: convert it before the count."
            )
        return found

    def due_in_force(self) -> Any:
        """The due date at the end of the window: the one before the first change after it, where that is recorded."""
        after, due = self.literal(self.cuts[Cut.AFTER]), self.moment("due_at") if self.has("due_at") else None
        changes = [
            (self.moment(when), self.moment(before) if self.has(before) else None)
            for when, before in (("paused_from", "paused_due_before"), ("extended_at", "extended_due_before"))
            if self.has(when)
        ]
        recorded = [(when, before) for when, before in changes if before is not None]
        if not recorded:
            return due
        found = due if due is not None else nw.lit(None, nw.Datetime("us"))
        for when, before in recorded:
            later = (when >= after).fill_null(value=False) & ~before.is_null()
            for other, others in changes:
                if other is not when:
                    sooner = ((other >= after) & (other < when)).fill_null(value=False)
                    tie = (other == when).fill_null(value=False)
                    better = (
                        tie & (others < before).fill_null(value=False) if others is not None else nw.lit(value=False)
                    )
                    later = later & ~sooner & ~better
            found = nw.when(later).then(before).otherwise(found)
        return found

    # -- the others ----------------------------------------------------------------------------------------------------

    def flag(self, name: str) -> Any:
        """Whether a flag is true."""
        column = self.column(name)
        dtype, found = self.schema[column], nw.col(column)
        if dtype in (nw.Boolean, nw.Unknown):
            return found.cast(nw.Boolean).fill_null(value=False)
        if dtype.is_numeric():
            return (found == 1).fill_null(value=False)
        if dtype in (nw.String, nw.Object):
            return found.cast(nw.String).is_in(["1", "1.0", "true", "True"]).fill_null(value=False)
        raise InvalidValueError(f"column {column!r} holds {dtype}, expected true or false for {name}.")

    def flag_is_false(self, name: str) -> Any:
        """Whether a flag is known to be false."""
        column = self.column(name)
        dtype, found = self.schema[column], nw.col(column)
        if dtype in (nw.Boolean, nw.Unknown):
            return (~found.cast(nw.Boolean)).fill_null(value=False)
        if dtype.is_numeric():
            return (found == 0).fill_null(value=False)
        return found.cast(nw.String).is_in(["0", "0.0", "false", "False"]).fill_null(value=False)

    def is_any(self, name: str, members: Sequence[Labelled]) -> Any:
        """Whether an enum field is one of the members, by its value or by the portal's code; a missing one is none."""
        column = self.column(name)
        codes = [code for member in members if (code := getattr(member, "code", None)) is not None]
        if name in self.numbered:
            column, numbers = self.numbered[name]
            return _any(nw.col(column), [numbers[text] for text in (*map(str, members), *map(str, codes))])
        if self.schema[column].is_numeric():
            return _any(nw.col(column), codes) if codes else nw.lit(value=False)
        found = nw.col(column)
        if self.schema[column] in (nw.Categorical, nw.Enum, nw.Unknown, nw.Object):
            found = found.cast(nw.String)
        return _any(found, [*map(str, members), *map(str, codes)])

    def value(self, name: str) -> Any:
        """A column as it stands."""
        return nw.col(self.column(name))


def _any(column: Any, values: Sequence[Any]) -> Any:
    """Engines compare with a few values faster than with a list."""
    found = column == values[0]
    for value in values[1:]:
        found |= column == value
    return found.fill_null(value=False)


def _is_empty(column: Any) -> bool:
    return bool(column.is_null().all())


def bind(
    frame: Any, columns: CaseColumns, cuts: Mapping[Cut, datetime], rules: CountingRules = PROVINCIAL_REPORT
) -> Bound:
    """The frame with its columns, after a look at what must be there."""
    known = dict(frame.collect_schema())
    for column in map(columns.of, (*MOMENTS, *CHANGES)):
        # pandas has no type for a column of nothing.
        if (
            known.get(column) in (nw.String, nw.Object)
            and frame.implementation.is_pandas()
            and _is_empty(frame[column])
        ):
            known[column] = nw.Unknown()
    bound = Bound(frame, columns, known, cuts, rules)
    for name in (*REQUIRED, *columns.named()):
        bound.column(name)
    return bound
