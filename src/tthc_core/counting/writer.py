"""Writing a decision tree of :mod:`.plan` as a Python function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from ..domain import Channel
from .elapsed import lasted
from .fields import FIELDS, Kind
from .groups import Group
from .history import History
from .plan import Both, Leaf, Node, Variable, VariableKind, grow
from .predicate import AnyPause, Compare, Cut, Day, Elapsed, Field, First, IsIn, Lasting, Operand, Predicate

__all__ = ["CUTS", "Writer"]

_MOMENT_CUTS = [cut.name for cut in Cut]
_DAY_CUTS = [f"{cut.name}_DAY" for cut in Cut]
CUTS = ", ".join((*_MOMENT_CUTS, *_DAY_CUTS))
"""The cuts of a window as the functions have them: see `cuts` in :mod:`.objects`."""
_DEFAULTS = "<what the function names>"


def _month_of(moment: datetime | None) -> date | None:
    return None if moment is None else date(moment.year, moment.month, 1)


def _week_of(moment: datetime | None) -> date | None:
    """The Monday of the week."""
    return None if moment is None else moment.date() - timedelta(moment.weekday())


def _day_of(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


_SPANS = {"day": _day_of, "week": _week_of, "month": _month_of}


class Writer:
    """Lines of Python and the objects that they name."""

    def __init__(
        self,
        row: str,
        refuse: Callable[[object], None] | None = None,
        history: Mapping[str, History] | None = None,
    ) -> None:
        self._row = row
        self._refuse = refuse
        self._history = history or {}
        self._lines: list[str] = []
        self._names: dict[str, object] = {}
        self._functions: dict[object, str] = {}

    def compiled(self, name: str) -> Callable[..., Any]:
        """The function that was written. What it names becomes locals of it, the fastest names there are."""
        defaults = "".join(f", {constant}={constant}" for constant in self._names)
        source = "\n".join(self._lines).replace(_DEFAULTS, defaults, 1)
        scope = dict(self._names)
        exec(compile(source, f"<tthc_core {name}>", "exec"), scope)  # noqa: S102  # written here, from nodes alone
        function: Callable[..., Any] = scope[name]  # type: ignore[assignment]  # the function just defined
        function.__doc__ = source
        return function

    def line(self, depth: int, *lines: str) -> None:
        self._lines.extend("    " * depth + line for line in lines)

    def function(self, name: str, *arguments: str) -> None:
        self.line(0, f"def {name}({', '.join(arguments)}, {CUTS}{_DEFAULTS}):")

    def key(self, groups: Sequence[Group], *, single: bool) -> str:
        """The expression of a key: a value, or a tuple of them."""
        parts = [self._value(group) for group in groups]
        return parts[0] if single else f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"

    def _value(self, group: Group) -> str:
        value = f"{self._row}.{group.field}"
        if group.span:
            return f"{self.named(group.span, _SPANS[group.span])}({value})"
        # A missing channel counts as counter.
        return f"({value} or {self._constant(Channel.COUNTER)})" if group.field == "channel" else value

    def walk(
        self, node: Node, depth: int, leaf: Callable[[frozenset[str]], str | None], known: frozenset[str] = frozenset()
    ) -> frozenset[str]:
        """Write a tree; the answer is the names of locals that every way through it has set."""
        if isinstance(node, Leaf):
            text = leaf(node.names)
            if text:
                self.line(depth, text)
            return known
        if isinstance(node, Both):
            for part in node.parts:
                known = self.walk(part, depth, leaf, known)
            return known
        variable = node.variable
        known = self._locals(variable, depth, known)
        # What has no known status is no case. Else, what leads nowhere comes last and is not written.
        strict = variable.of == Field("status")
        idle = _NOWHERE if leaf(frozenset()) is None else None
        arms = sorted(node.arms, key=lambda arm: arm[1] == idle)
        written = [arm for arm in arms if strict or arm[1] != idle]
        rest = set(variable.values)
        for values, arm in written:
            word = "if" if values is written[0][0] else "elif"
            last = values is arms[-1][0] and not strict
            self.line(depth, "else:" if last else f"{word} {self._condition(variable, values, rest)}:")
            self.body(arm, depth + 1, leaf, known)
            rest -= set(values)
        if strict:
            self.line(depth, "else:", f"    {self.named('refuse', self._refuse)}({self._row})")
        return known

    def body(
        self, node: Node, depth: int, leaf: Callable[[frozenset[str]], str | None], known: frozenset[str] = frozenset()
    ) -> None:
        """Write a tree as all that stands in a block: at least `pass`, as for what can never be."""
        start = len(self._lines)
        self.walk(node, depth, leaf, known)
        if len(self._lines) == start:
            self.line(depth, "pass")

    def _locals(self, variable: Variable, depth: int, known: frozenset[str]) -> frozenset[str]:
        """Set the locals that a question needs, where no question before it has."""
        for operand in variable.operands:
            if isinstance(operand, Day) and _local(operand) not in known:
                known = self._set(operand.of, depth, known)
            if variable.kind is not VariableKind.FLAG:
                known = self._set(operand, depth, known)
        return known

    def _set(self, operand: Operand, depth: int, known: frozenset[str]) -> frozenset[str]:
        name = _local(operand)
        if name in known:
            return known
        match operand:
            case Field():
                value = self.moment(operand, known)
            case First(of):
                # A moment is always true, so that `or` takes the first that is there.
                value = " or ".join(item.name if item.name in known else f"{self._row}.{item.name}" for item in of)
            case _:
                value = f"{_local(operand.of)}.date()"
        self.line(depth, f"{name} = {value}")
        return known | {name}

    def moment(self, field: Field, known: frozenset[str] = frozenset()) -> str:
        """The expression of a field; of one that has a history, as it is at the end of the window."""
        if field.name not in self._history:
            return f"{self._row}.{field.name}"
        history = self._history[field.name]
        changed = " or ".join(f"{self._row}.{field}" for field in history.changes)
        until = f"{self.named('until', history.until)}({self._row}, {Cut.AFTER.name})"
        return f"{until} if {changed} else {history.now if history.now in known else f'{self._row}.{history.now}'}"

    def _condition(self, variable: Variable, values: tuple[Any, ...], rest: set[Any]) -> str:
        """The Python condition for "the variable is among the values", where it is known to be among the rest."""
        names = [_local(operand) for operand in variable.operands]
        match variable.kind:
            case VariableKind.CHOICE:
                return self._is_any(names[0], values)
            case VariableKind.FLAG:
                flag = f"{self._row}.{names[0]}"
                if values == (True,):
                    return flag
                return f"not {flag}" if rest - {True} == set(values) else self._is_any(flag, values)
            case VariableKind.PRESENCE:
                return f"{names[0]} is {'not ' if values == (True,) else ''}None"
            case VariableKind.POSITION:
                return _position(names[0], values, rest)
            case VariableKind.ORDER:
                return f"{names[0]} {_SIGNS[frozenset(values)]} {names[1]}"
        text = self._truth(variable.of)
        return text if values == (True,) else f"not {text}"

    def _is_any(self, name: str, values: tuple[Any, ...]) -> str:
        return " or ".join(f"{name} is {self._constant(value)}" for value in values)

    def _truth(self, predicate: object) -> str:
        """A question without finer structure: pauses, one of several values, a comparison with a value."""
        if isinstance(predicate, AnyPause):
            return f"({self._row}.pauses and {self._any_pause(predicate.where)}({self._row}.pauses, {CUTS}))"
        if isinstance(predicate, IsIn):
            return f"({self._row}.{predicate.of.name} in {self._constant(frozenset(predicate.values))})"
        if isinstance(predicate, Lasting):
            elapsed = predicate.of
            until = elapsed.until.name if isinstance(elapsed.until, Cut) else _local(elapsed.until)
            return f"({self.elapsed(elapsed, _local(elapsed.since), until)} >= {predicate.at_least})"
        assert isinstance(predicate, Compare)
        return f"({_local(predicate.left)} {predicate.op} {self._constant(predicate.right)})"

    def elapsed(self, elapsed: Elapsed, since: str, until: str) -> str:
        """The expression of the time between two moments, each given as an expression."""
        key = ("elapsed", elapsed.unit, elapsed.calendar)
        if key not in self._functions:
            self._functions[key] = self.named("elapsed", lasted(elapsed.unit, elapsed.calendar))
        return f"{self._functions[key]}({self._row}, {since}, {until})"

    def _constant(self, value: object) -> str:
        if value is None or value is True or value is False:
            return repr(value)
        return self.named(value.name if isinstance(value, StrEnum) else "VALUE", value)

    def _any_pause(self, where: Predicate) -> str:
        if where not in self._functions:
            inner = Writer("pause")
            inner.function("any_pause", "pauses")
            inner.line(1, "for pause in pauses:")
            inner.body(grow({"it": where}), 2, lambda names: "return True" if names else None)
            inner.line(1, "return False")
            self._functions[where] = self.named("any_pause", inner.compiled("any_pause"))
        return self._functions[where]

    def named(self, stem: str, value: object) -> str:
        """A name under which the function sees the value; the same one each time."""
        for name, known in self._names.items():
            if known is value:
                return name
        name = f"{stem}_{len(self._names)}"
        self._names[name] = value
        return name


_NOWHERE = Leaf(frozenset())
_SIGNS = {
    frozenset({-1}): "<",
    frozenset({0}): "==",
    frozenset({1}): ">",
    frozenset({-1, 0}): "<=",
    frozenset({0, 1}): ">=",
    frozenset({-1, 1}): "!=",
}


def _local(operand: Operand) -> str:
    match operand:
        case Field(name):
            return name
        case First(of):
            return "first_" + "_".join(item.name for item in of)
        case _:
            return f"{_local(operand.of)}_day"


def _position(name: str, values: tuple[Any, ...], rest: set[Any]) -> str:
    """Position `i` means that `i` of the cuts are reached: before cut `i`, and not before cut `i - 1`."""
    names = _DAY_CUTS if name in FIELDS and FIELDS[name].kind is Kind.DAY else _MOMENT_CUTS
    numbers, others = sorted(values), sorted(rest - set(values))
    runs: list[list[int]] = []
    for number in numbers:
        if runs and not any(runs[-1][-1] < other < number for other in others):
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = []
    for run in runs:
        below, above = (other for other in others if other < run[0]), (other for other in others if other > run[-1])
        lower = f"{names[run[0] - 1]} <= " if any(True for _ in below) else ""
        upper = f" < {names[run[-1]]}" if any(True for _ in above) else ""
        texts.append(f"{lower}{name}{upper}")
    return " or ".join(texts)
