"""Counting over objects: the decision tree of :mod:`.plan`, written as a Python function, run in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import Any, TypeAlias

from attrs import evolve, frozen

from ..errors import InvalidValueError, PredicateError, near
from ..values import SHORT
from .counter import Counter
from .fields import Place
from .groups import By, names_of
from .plan import Node, grow, leaves
from .predicate import ALWAYS, END, Cut, Elapsed, Predicate, fields_of
from .rules import CountingRules
from .subjects import CASES, Subject
from .terms import NEVER, by_status, end_of, expand
from .writer import Writer

__all__ = ["count_objects", "select_key", "select_objects"]

Key: TypeAlias = Any
Window: TypeAlias = tuple[date, date]
LONG_SUM = 100
AddUp: TypeAlias = Callable[..., tuple[int, ...]]
"""From the numbers of a row to the counters, and behind them every :class:`Place` of the account."""


def count_objects(
    subject: Subject,
    items: Iterable[Any],
    window: Window,
    rules: CountingRules,
    counters: tuple[Counter, ...],
    by: By,
    where: Predicate,
) -> dict[Key, tuple[int, ...]]:
    """For every key the counters, and behind them every :class:`Place` of the account."""
    plan = _plan(subject, structure(rules), counters, by, where)
    rows: dict[Key, list[int]] = {}
    with only(subject.of, items):
        plan.tick(items, rows, *cuts(window, rules.due_soon_days))
    return {key: plan.add_up(*numbers) for key, numbers in rows.items()}


def select_objects(
    subject: Subject, items: Iterable[Any], window: Window, rules: CountingRules, counter: Counter, where: Predicate
) -> list[Any]:
    """The items that a counter counts, in the order in which they come."""
    select = _selection(subject, structure(rules), counter, where)
    with only(subject.of, items):
        found: list[Any] = select(items, *cuts(window, rules.due_soon_days))
    return found


def select_key(subject: Subject, items: list[Any], by: By, key: Key) -> list[Any]:
    """The items whose key is the one asked for."""
    key_of = _key_of(subject, by)
    return [item for item in items if key_of(item) == key]


def structure(rules: CountingRules) -> CountingRules:
    """The rules without what only moves a cut: it changes no function."""
    return evolve(rules, due_soon_days=0)


def cuts(window: Window, due_soon_days: int) -> tuple[datetime | date, ...]:
    """The moments of :class:`Cut` for a window, in their order, and the days on which a plain date reaches them."""
    first, last = window

    def after(days: int) -> datetime:
        room = (date.max - last).days
        return datetime.combine(last + timedelta(days), time()) if days <= room else datetime.max

    moments = (
        datetime.combine(first, time()),
        datetime.combine(last, time()),
        datetime.combine(last, time(23, 59, 59)),
        after(1),
        after(1 + due_soon_days),
    )
    # A date begins at 00:00, so that it is past 23:59:59 of a day only on the day after.
    return (*moments, first, last, moments[3].date(), moments[3].date(), moments[4].date())


@contextmanager
def only(kind: type, items: object) -> Iterator[None]:
    """Say what is wrong where something else than one kind of object is counted."""
    # Iterating over a data frame gives the names of its columns.
    if not isinstance(items, Iterable) or hasattr(items, "columns"):
        hint = ", in a list: [item]" if isinstance(items, kind) else ""
        hint = ": make one of each row of a frame" if hasattr(items, "columns") else hint
        raise InvalidValueError(
            f"{type(items).__name__} cannot be counted, expected several {kind.__name__} objects{hint}."
        )
    try:
        yield
    except AttributeError as error:
        if isinstance(error.obj, kind):  # pragma: no cover  # would be a fault of this library
            raise
        _refuse(error.obj, kind)


def _refuse(item: object, kind: type) -> None:
    name = kind.__name__
    raise InvalidValueError(
        f"among the items stands {SHORT.repr(item)} ({type(item).__name__}), expected a {name}: "
        f"make one of each record with {name}(...)."
    )


@frozen
class _Plan:
    tick: Callable[..., None]
    add_up: AddUp


@lru_cache(maxsize=256)
def _plan(subject: Subject, rules: CountingRules, counters: tuple[Counter, ...], by: By, where: Predicate) -> _Plan:
    grown = grow_counters(subject, rules, counters)
    writer = writer_of(subject, "tick", "items", "rows")
    writer.line(1, "for item in items:")
    skip(writer, subject, rules, where)
    writer.line(2, f"key = {key_text(writer, subject, by)}")
    writer.line(2, "try:", "    row = rows[key]", "except KeyError:", f"    row = rows[key] = [0] * {grown.width}")
    writer.walk(grown.tree, 2, grown.leaf(writer))
    return _Plan(writer.compiled("tick"), grown.add_up)


@frozen
class Grown:
    """The tree of counters and places, and the row of numbers that it fills.

    :param slots: the number that each leaf has in a row.
    :param totals: the number that each total of times has there, and the expression of what a case adds to it.
    :param add_up: from the numbers to the counters.
    """

    tree: Node
    slots: dict[frozenset[str], int]
    totals: Mapping[str, tuple[int, Callable[[Writer], str]]]
    add_up: AddUp

    @property
    def width(self) -> int:
        return len(self.slots) + len(self.totals)

    def leaf(self, writer: Writer) -> Callable[[frozenset[str]], str | None]:
        """What is done at a leaf: the row is written down once, and its times are added."""

        def statement(found: frozenset[str]) -> str | None:
            if not found:
                return None
            steps = [f"row[{self.slots[found]}] += 1"]
            steps += [f"row[{n}] += {text(writer)}" for name, (n, text) in self.totals.items() if name in found]
            return "; ".join(steps)

        return statement


def grow_counters(subject: Subject, rules: CountingRules, counters: tuple[Counter, ...]) -> Grown:
    """The tree for counting, and what its rows hold."""
    outputs = {counter.name: definition(subject, counter, rules) for counter in counters}
    places = subject.place(rules)
    outputs |= {f"place {place}": places.get(place, NEVER) for place in Place}
    tree = grow_for(outputs, rules, own_of(subject, counters))
    slots = {found: number for number, found in enumerate(dict.fromkeys(found for found in leaves(tree) if found))}
    adding = {counter.name: counter.amount for counter in counters if counter.amount}
    totals = {name: (len(slots) + n, partial(_time, each, rules)) for n, (name, each) in enumerate(adding.items())}
    numbers = [
        [totals[name][0]] if name in totals else [i for found, i in slots.items() if name in found] for name in outputs
    ]
    return Grown(tree, slots, totals, _adder(numbers))


def own_of(subject: Subject, counters: Iterable[Counter]) -> list[str]:
    """The names of the counters that are not the library's. Those of one side, which ask the same, stand together."""
    own = [counter for counter in counters if counter.name not in subject.counters]
    return [counter.name for counter in sorted(own, key=lambda one: str(one.side))]


def _time(elapsed: Elapsed, rules: CountingRules, writer: Writer) -> str:
    """The expression of a time elapsed in a case."""
    if isinstance(elapsed.until, Cut):
        until = elapsed.until.name
    else:
        assert elapsed.until == END
        until = f"{writer.named('end', partial(end_of, rules=rules))}(item)"
    return writer.elapsed(elapsed, writer.moment(elapsed.since), until)


@lru_cache(maxsize=64)
def time_of(elapsed: Elapsed, rules: CountingRules) -> Callable[..., int]:
    """A function of a case, and the cuts of a window, that says how long something took."""
    writer = writer_of(CASES, "time_of", "item")
    writer.line(1, f"return {_time(elapsed, rules, writer)}")
    return writer.compiled("time_of")


def grow_for(outputs: Mapping[str, Predicate], rules: CountingRules, apart: Sequence[str] = ()) -> Node:
    """The tree in the fields that an object has: its status says which of them holds its end. See :func:`grow`."""
    said = by_status(rules)
    return grow({name: said(test) for name, test in outputs.items()}, apart)


def _adder(sums: list[list[int]]) -> AddUp:
    """A function of the numbers of a row: for each counter the sum of those that count in it."""
    width = 1 + max(number for numbers in sums for number in numbers)
    added = ", ".join(_sum([f"n{number}" for number in numbers]) for numbers in sums)
    writer = Writer("item")
    writer.line(0, f"def add_up({', '.join(f'n{number}' for number in range(width))}):", f"    return ({added},)")
    return writer.compiled("add_up")


def _sum(names: Sequence[str]) -> str:
    # The compiler goes one level down for each sign, and it has not many hundreds of them.
    return f"sum(({', '.join(names)}))" if len(names) > LONG_SUM else " + ".join(names) or "0"


@lru_cache(maxsize=256)
def _selection(subject: Subject, rules: CountingRules, counter: Counter, where: Predicate) -> Callable[..., list[Any]]:
    writer = writer_of(subject, "select", "items")
    writer.line(1, "found = []", "for item in items:")
    skip(writer, subject, rules, where)
    tree = grow_for({"it": definition(subject, counter, rules)}, rules)
    writer.body(tree, 2, lambda names: "found.append(item)" if names else None)
    writer.line(1, "return found")
    return writer.compiled("select")


@lru_cache(maxsize=64)
def _key_of(subject: Subject, by: By) -> Callable[[Any], Key]:
    writer = Writer("item")
    writer.line(0, "def key_of(item):", f"    return {key_text(writer, subject, by)}")
    return writer.compiled("key_of")


def key_text(writer: Writer, subject: Subject, by: By) -> str:
    return writer.key([subject.groups[name] for name in names_of(by)], single=isinstance(by, str))


def writer_of(subject: Subject, name: str, *arguments: str) -> Writer:
    writer = Writer("item", refuse=lambda item: _refuse(item, subject.of), history=subject.history)
    writer.function(name, *arguments)
    return writer


def skip(writer: Writer, subject: Subject, rules: CountingRules, where: Predicate) -> None:
    """Go on with the next item where the predicate does not hold."""
    if where != ALWAYS:
        kept = _checked(subject, expand(where, rules, subject.derived))
        writer.walk(grow_for({"kept": kept}, rules), 2, lambda names: None if names else "continue")


def definition(subject: Subject, counter: Counter, rules: CountingRules) -> Predicate:
    return _checked(subject, subject.definition_of(counter, rules))


def _checked(subject: Subject, predicate: Predicate) -> Predicate:
    for name in sorted(fields_of(predicate).difference(subject.fields, subject.history, subject.derived_moments)):
        raise PredicateError(
            f"field({name!r}): a {subject.of.__name__} has no such field. {near(name, subject.fields)}"
        )
    return predicate
