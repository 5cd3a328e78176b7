"""Questions, columns and values as SQL text: what DuckDB and Spark write alike, and what not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import narwhals.stable.v2 as nw
from attrs import field, frozen

from ...errors import InvalidValueError
from ..groups import CASE_GROUPS
from ..plan import FALSE, TRUE, Algebra, Variable, VariableKind
from ..predicate import And, AnyPause, Before, Compare, Cut, Day, Field, First, IsIn, IsMissing, Not, Or
from .bound import LOCAL, PAUSE, ZONE, Bound
from .columns import CHANGES, MOMENTS, OPENING
from .expressions import runs

__all__ = ["DIALECTS", "Dialect", "SqlText"]


@frozen
class Dialect:
    """What two engines write differently."""

    quote: str
    stamp: str
    escapes: Mapping[str, str] = {}
    """How signs of a text are written, beside the quote."""
    piece: str = ""
    """How a piece of a tree is written that is a column of its own; "" where a tree is left whole."""


DIALECTS = {
    "duckdb": Dialect('"', "TIMESTAMP"),
    "pyspark": Dialect(
        "`",
        "TIMESTAMP_NTZ",
        # Of ${name} Spark makes a setting, in texts too.
        escapes={"\\": "\\\\", "$": "\\u0024"},
        # Java interprets a method of more than 8,000 bytes for good: three times as slow. Of what an expression holds
        # twice Spark makes a method of its own; and what is asked twice it does not put back where it is asked.
        piece="greatest({0}, {0})",
    ),
}
_SIGNS = {
    frozenset({-1}): "<",
    frozenset({0}): "=",
    frozenset({1}): ">",
    frozenset({-1, 0}): "<=",
    frozenset({0, 1}): ">=",
    frozenset({-1, 1}): "<>",
}


@frozen
class SqlText:
    bound: Bound
    dialect: Dialect
    algebra: Algebra
    pieces: dict[str, str] = field(factory=dict)
    """The names of the columns that pieces of trees are, by what makes them; each asks those before it."""

    def piece(self, text: str, least: int = 0) -> str:
        """The column that a piece of a tree is; the piece itself where it is short, or a tree is left whole."""
        made = self.dialect.piece and len(text) > least
        return self.pieces.setdefault(text, f"tthc_{len(self.pieces)}") if made else text

    def line(self, operand: Any) -> tuple[str, list[str]]:
        """A moment and the cuts that it is compared with; or, as a piece, how many of them it has reached."""
        moment, cuts = self.operand(operand), [self.literal(cut) for cut in self.bound.cuts.values()]
        if not self.dialect.piece:
            return moment, cuts
        whens = [f"WHEN {moment} < {cut} THEN {number}" for number, cut in enumerate(cuts)]
        reached = f"CASE {' '.join(whens)} WHEN {moment} IS NOT NULL THEN {len(cuts)} END"
        return self.piece(reached), [str(number) for number, _ in enumerate(cuts, 1)]

    # -- conditions ----------------------------------------------------------------------------------------------------

    def expression(self, expression: int) -> str:
        """A condition that is never missing where it is not asked under a NOT, and none is."""
        if expression in (TRUE, FALSE):
            return "TRUE" if expression == TRUE else "FALSE"
        kind, index, content = self.algebra.node(expression)
        if kind == "test":
            variable = self.algebra.variables[index]
            values = tuple(value for value in variable.values if value in content)
            return self.condition(variable, values)
        return f"({f' {kind.upper()} '.join(sorted(map(self.expression, content)))})"

    def condition(self, variable: Variable, values: tuple[Any, ...]) -> str:
        match variable.kind:
            case VariableKind.CHOICE | VariableKind.FLAG:
                assert isinstance(variable.of, Field)
                if None in values:
                    others = tuple(value for value in variable.values if value not in values)
                    return f"(NOT coalesce({self.condition(variable, others)}, FALSE))" if others else "TRUE"
                if variable.kind is VariableKind.CHOICE:
                    return self.is_any(variable.of.name, values)
                tests = [self.flag(variable.of.name, value) for value in values]
                return tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})"
            case VariableKind.PRESENCE:
                if not self.bound.is_there(variable.operands[0]):
                    return "FALSE" if values == (True,) else "TRUE"
                return f"{self.operand(variable.operands[0])} IS {'NOT ' if values == (True,) else ''}NULL"
            case VariableKind.POSITION:
                moment, cuts = self.line(variable.operands[0])
                parts = []
                for first, last in runs(values):
                    tests = [f"{moment} >= {cut}" for cut in cuts[first - 1 : first] if first]
                    tests += [f"{moment} < {cut}" for cut in cuts[last : last + 1]]
                    parts.append(" AND ".join(tests))
                return parts[0] if len(parts) == 1 else "(" + " OR ".join(f"({part})" for part in parts) + ")"
            case VariableKind.ORDER:
                left, right = (self.operand(operand) for operand in variable.operands)
                return f"{left} {_SIGNS[frozenset(values)]} {right}"
        if values == (True,):
            return self.piece(self.true(variable.of))
        return f"(NOT {self.piece(self.holds(variable.of))})"

    def true(self, predicate: Any) -> str:
        """A question as a CASE asks it, where what is missing need not be made false."""
        match predicate:
            case And(parts) | Or(parts):
                return f"({(' AND ' if isinstance(predicate, And) else ' OR ').join(map(self.true, parts))})"
            case Not(IsMissing(of)) if self.bound.is_there(of):
                return f"{self.operand(of)} IS NOT NULL"
            case Not(Before(of, cut)) if self.bound.is_there(of):
                return f"coalesce({self.operand(of)} >= {self.literal(self.bound.cuts[cut])}, TRUE)"
            case Before(of, cut) if self.bound.is_there(of):
                return f"{self.operand(of)} < {self.literal(self.bound.cuts[cut])}"
            case AnyPause(where) if predicate not in self.bound.any_pause:
                return self.true(where)
        return self.holds(predicate)

    def holds(self, predicate: Any) -> str:
        """A question without finer structure: true or false, never missing."""
        match predicate:
            case And(parts):
                return f"({' AND '.join(map(self.holds, parts))})"
            case Or(parts):
                return f"({' OR '.join(map(self.holds, parts))})"
            case Not(part):
                return f"(NOT {self.holds(part)})"
            case AnyPause(where):
                if predicate in self.bound.any_pause:
                    return f"coalesce({self.quoted(self.bound.any_pause[predicate])}, FALSE)"
                return self.holds(where)
            case IsMissing(of):
                return f"({self.operand(of)} IS NULL)" if self.bound.is_there(of) else "TRUE"
            case Before(of, cut):
                if not self.bound.is_there(of):
                    return "FALSE"
                return f"coalesce({self.operand(of)} < {self.literal(self.bound.cuts[cut])}, FALSE)"
            case IsIn(Field(name), values):
                known = ", ".join(self.literal(value) for value in values)
                return f"coalesce({self.column(name)} IN ({known}), FALSE)"
            case Compare(left, op, value):
                sign = "=" if op == "==" else op
                return f"coalesce({self.operand(left)} {sign} {self.literal(value)}, FALSE)"
        raise TypeError(f"not a question: {predicate!r}")

    # -- columns -------------------------------------------------------------------------------------------------------

    def column(self, name: str) -> str:
        return self.quoted(self.bound.column(name))

    def quoted(self, name: str) -> str:
        quote = self.dialect.quote
        return f"{quote}{name.replace(quote, quote * 2)}{quote}"

    def operand(self, operand: Any) -> str:
        match operand:
            case Day(of):
                return f"CAST({self.operand(of)} AS DATE)"
            case First(of):
                present = [self.moment(item.name) for item in of if self.bound.is_there(item)]
                return f"coalesce({', '.join(present)})" if len(present) > 1 else present[0]
            case Field("due_in_force"):
                return self.due_in_force()
            case Field(name):
                return self.moment(name)
        raise TypeError(f"not an operand: {operand!r}")

    def moment(self, name: str) -> str:
        name = PAUSE.get(name, name)
        column, dtype = self.column(name), self.bound.schema[self.bound.column(name)]
        if dtype == nw.Unknown:  # a column of nothing
            return f"CAST({column} AS {self.dialect.stamp})"
        ends = "" if name in OPENING else " + INTERVAL '86399' SECOND"
        if isinstance(dtype, nw.Datetime):
            found = column if dtype.time_zone is None else self.local(name)
            days = f"(CAST(CAST({found} AS DATE) AS {self.dialect.stamp}){ends})"
            return days if name in self.bound.columns.date_only else found
        if dtype == nw.Date:
            if name in MOMENTS or name in CHANGES:
                return f"(CAST({column} AS {self.dialect.stamp}){ends})"
            return column
        if name in MOMENTS or name in CHANGES:
            raise InvalidValueError(
                f"column {self.bound.column(name)!r} holds {dtype}, expected moments or dates for {name}: "
                "convert it before the count."
            )
        return column

    def local(self, name: str) -> str:
        """The column that :func:`localised` made, or what the engine itself has for it."""
        if self.bound.spark:
            return self.quoted(LOCAL.format(self.bound.column(name)))
        return f"({self.column(name)} AT TIME ZONE '{ZONE}')"

    def due_in_force(self) -> str:
        """See :meth:`Bound.due_in_force`: the due date before the first change after the window, where recorded."""
        after = self.literal(self.bound.cuts[Cut.AFTER])
        found = self.moment("due_at") if self.bound.has("due_at") else f"CAST(NULL AS {self.dialect.stamp})"
        pairs = (("paused_from", "paused_due_before"), ("extended_at", "extended_due_before"))
        changes = [
            (self.moment(when), self.moment(before) if self.bound.has(before) else None)
            for when, before in pairs
            if self.bound.has(when)
        ]
        whens = []
        for when, before in changes:
            if before is None:
                continue
            tests = [f"{when} >= {after}", f"{before} IS NOT NULL"]
            for other, others in changes:
                if other != when:
                    tests.append(f"NOT coalesce({other} >= {after} AND {other} < {when}, FALSE)")
                    if others is not None:
                        tests.append(f"NOT coalesce({other} = {when} AND {others} < {before}, FALSE)")
            whens.append(f"WHEN {' AND '.join(tests)} THEN {before}")
        return f"(CASE {' '.join(whens)} ELSE {found} END)" if whens else found

    def flag(self, name: str, value: bool) -> str:
        column, dtype = self.column(name), self.bound.schema[self.bound.column(name)]
        if dtype == nw.Unknown:
            return f"CAST({column} AS BOOLEAN)"
        if dtype == nw.Boolean:
            return column if value else f"(NOT {column})"
        if dtype.is_numeric():
            return f"{column} = {int(value)}"
        if dtype == nw.String:
            return f"{column} IN {('1', 'true', 'True') if value else ('0', 'false', 'False')}"
        raise InvalidValueError(f"column {self.bound.column(name)!r} holds {dtype}, expected true or false for {name}.")

    def is_any(self, name: str, members: Sequence[Any]) -> str:
        column, codes = self.column(name), [getattr(member, "code", None) for member in members]
        known = [str(code) for code in codes if code is not None]
        if self.bound.schema[self.bound.column(name)].is_numeric():
            return f"{column} IN ({', '.join(known)})" if known else "FALSE"
        if self.bound.schema[self.bound.column(name)] == nw.Unknown:
            column = f"CAST({column} AS STRING)"
        # A few comparisons are faster than one with a list.
        return "(" + " OR ".join(f"{column} = {self.literal(text)}" for text in (*map(str, members), *known)) + ")"

    def key(self, group: str) -> str:
        known = CASE_GROUPS.get(group)
        if known is None:
            return self.quoted(group)
        if known.span is None:
            return self.column(known.field)
        moment = self.moment(known.field)
        if known.span == "month":
            return f"(year({moment}) * 12 + month({moment}) - 1)"
        return f"CAST({moment} AS DATE)" if known.span == "day" else f"CAST(date_trunc('week', {moment}) AS DATE)"

    def literal(self, value: object) -> str:
        match value:
            case bool():
                return str(value).upper()
            case datetime():
                return f"{self.dialect.stamp} '{value.isoformat(' ')}'"
            case date():
                return f"DATE '{value.isoformat()}'"
            case int():
                return str(value)
        text = str(value).replace("'", "''")
        for sign, written in self.dialect.escapes.items():
            text = text.replace(sign, written)
        return f"'{text}'"
