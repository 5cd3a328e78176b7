"""A counter: a number that a count gives, as a side and a predicate."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen
from attrs import field as attribute

from ..errors import InvalidValueError, UnknownCounterError, near
from ..labelled import member
from .predicate import ALWAYS, Elapsed, Predicate
from .terms import Side

__all__ = ["Counter", "chosen", "listed", "named"]


def _name(counter: object, attribute: object, value: str) -> None:
    if not (
        isinstance(value, str) and value.isidentifier() and not keyword.iskeyword(value) and not value.startswith("_")
    ):
        raise InvalidValueError(
            f"Counter.name is {value!r}, expected a word that can follow a dot, such as 'received_by_post'."
        )


def _side(value: Side | str | None) -> Side | None:
    return None if value is None else member(Side, value, "Counter.side")


def _where(counter: object, attribute: object, value: Predicate) -> None:
    if not isinstance(value, Predicate):
        raise InvalidValueError(
            f"Counter.where is {value!r}, expected a predicate such as field('channel') == Channel.ONLINE."
        )


@frozen
class Counter:
    """A number that a count gives (chỉ tiêu đếm): the cases of one side for which a predicate holds.

    :param name: how a row of a tally calls it, an English word.
    :param side: the :class:`Side` on which the cases stand; None for a sum of other counters.
    :param where: the predicate; all cases of the side where it is left out.
    :param label: the Vietnamese name.
    :param parts: for a sum, the names of the counters that are added.
    :param amount: for a total of times, the time of each case that is added; None where cases are counted. The
        functions of :mod:`.durations` make such counters.
    :param over: for a total, the counter by which :meth:`Row.average` divides it.

    >>> from tthc_core import Channel, field
    >>> Counter("received_by_post", side="received", where=field("channel") == Channel.POST, label="qua bưu chính").side
    <Side.RECEIVED: 'received'>
    """

    name: str = attribute(validator=_name)
    side: Side | None = attribute(converter=_side)
    where: Predicate = attribute(default=ALWAYS, validator=_where)
    label: str = attribute(default="", kw_only=True)
    parts: tuple[str, ...] = attribute(default=(), kw_only=True)
    amount: Elapsed | None = attribute(default=None, kw_only=True)
    over: str | None = attribute(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.side is None) != bool(self.parts):
            raise InvalidValueError(f"Counter {self.name!r}: give a side, or the parts of a sum, and not both.")
        if (self.amount is None) != (self.over is None):
            raise InvalidValueError(f"Counter {self.name!r}: a total has an amount and the counter it is divided by.")


def chosen(counters: Iterable[str | Counter] | None, table: Mapping[str, Counter]) -> tuple[Counter, ...]:
    """The counters asked for, by name or as they are, with the parts of each sum; those of the table for None."""
    if counters is None:
        return tuple(table.values())
    if isinstance(counters, str | Counter):
        raise InvalidValueError(f"counters={counters!r}: expected several, e.g. counters=[{counters!r}].")
    asked: dict[str, Counter] = {}
    counters = list(counters)
    own = {item.name: item for item in counters if isinstance(item, Counter)}
    for item in counters:
        counter = item if isinstance(item, Counter) else named(item, table)
        if asked.setdefault(counter.name, counter) != counter or table.get(counter.name, counter) != counter:
            raise InvalidValueError(
                f"two different counters are called {counter.name!r}: give yours a name of its own."
            )
        for part in (*counter.parts, *([counter.over] if counter.over else ())):
            asked.setdefault(part, own.get(part) or named(part, table))
    if not asked:
        raise InvalidValueError("counters=[] counts nothing: name at least one, or leave counters out for all.")
    return tuple(asked.values())


def listed(counter: str | Counter, table: Mapping[str, Counter]) -> Counter:
    """The counter whose cases are asked for; what a total is divided by need not be known."""
    if isinstance(counter, Counter):
        counter = evolve(counter, amount=None, over=None)
    return chosen([counter], table)[0]


def named(name: object, table: Mapping[str, Counter]) -> Counter:
    """The counter of that name.

    :raises UnknownCounterError: there is none; the message says which are near.
    """
    if isinstance(name, str) and name in table:
        return table[name]
    raise UnknownCounterError(f"{name!r} is not a counter. {near(name, table)}")
