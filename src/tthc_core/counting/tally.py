"""Tallies: counters by key, with the account of every row that was read (bảng đếm).

A tally is the same thing wherever it comes from: counted from cases, read back from dictionaries, or taken from
published figures, where some counters are unknown. Everything that follows a count works on tallies alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from ..calendar import Period
from ..domain import Applicant, Channel, FeedbackKind, Level, OnlineTier
from ..errors import InvalidValueError, MismatchError, UnknownCounterError, UnknownKeyError, near
from ..labelled import Labelled, member
from .counter import Counter, chosen, named
from .fields import Place
from .groups import By, grouping
from .rules import PROVINCIAL_REPORT, CountingRules
from .subjects import SUBJECTS, SubjectName

if TYPE_CHECKING:
    from ..indicators import Indicator
    from ..measure import Rate

__all__ = ["Account", "Key", "Row", "Tally"]

Key: TypeAlias = Any
"""A value of the group, a tuple of values where several groups were asked for, ``()`` where none was."""


@frozen(kw_only=True)
class Account:
    """What became of every row that was read (sổ kiểm): one number for each place, and ``read`` is their sum.

    :param not_admitted: draft, filed and not yet accepted, or not accepted.
    :param no_receipt: accepted, but without the day of receipt.
    :param undated_end: ended, but without the day.
    :param later: received after the window.
    :param earlier: ended before the window.
    :param in_scope: counted in the window.
    :param not_valid: of procedures, those not in force on the last day of the window.
    :param unreadable: without a status that is known (frames only).
    """

    not_admitted: int = 0
    no_receipt: int = 0
    undated_end: int = 0
    later: int = 0
    earlier: int = 0
    in_scope: int = 0
    not_valid: int = 0
    unreadable: int = 0

    @property
    def read(self) -> int:
        """All rows that were read."""
        return sum(getattr(self, place) for place in _PLACES)

    @property
    def set_aside(self) -> int:
        """The rows that could not be counted because something is missing in them."""
        return self.no_receipt + self.undated_end + self.unreadable


_PLACES = tuple(str(place) for place in Place)


@frozen(eq=False)
class Row:
    """The counters of one key. Each counter that is known is an attribute, a whole number.

    >>> from tthc_core import Level, Period, Tally
    >>> tally = Tally.published({Level.PROVINCE: {"resolved": 19320, "resolved_in_time": 19196}}, Period.month(2024, 1))
    >>> row = tally[Level.PROVINCE]
    >>> row.resolved, row.known
    (19320, ('resolved', 'resolved_in_time'))
    >>> row.late
    Traceback (most recent call last):
    tthc_core.errors.UnknownCounterError: 'late' is not known here. There are: 'resolved', 'resolved_in_time'.
    """

    key: Key
    tally: Tally = field(repr=False)
    _values: tuple[int | None, ...] = field(repr=False)

    def get(self, counter: str) -> int | None:
        """The counter's value; None where it is unknown.

        :raises UnknownCounterError: no counter has that name.
        """
        position = self.tally._position.get(counter)
        if position is None:
            if counter not in SUBJECTS[self.tally.subject].counters:
                raise UnknownCounterError(f"{counter!r} is not a counter of this tally. {_near(counter, self.known)}")
            return None
        return self._values[position]

    def __getattr__(self, name: str) -> int:
        if name.startswith("_"):
            raise AttributeError(name)
        value = self.get(name)
        if value is None:
            raise UnknownCounterError(f"{name!r} is not known here. {near(name, self.known)}")
        return value

    def __getitem__(self, counter: str) -> int:
        return self.__getattr__(counter)

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self.known})

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the counters that are known."""
        return tuple(name for name, i in self.tally._position.items() if self._values[i] is not None)

    @property
    def account(self) -> Account | None:
        """What became of the rows with this key; None where it is unknown, as with published figures."""
        return _account(self._values[len(self.tally.counters) :])

    def as_dict(self) -> dict[str, int]:
        """The counters that are known, by name."""
        return {name: self.__getattr__(name) for name in self.known}

    def rate(self, indicator: Indicator) -> Rate:
        """The rate of an indicator: the same as ``indicator.rate(row)``."""
        return indicator.rate(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return (self.key, self.as_dict(), self.account) == (other.key, other.as_dict(), other.account)

    __hash__ = None  # type: ignore[assignment]  # rows are compared, not collected in sets


def _near(counter: str, known: tuple[str, ...]) -> str:
    # "On time" means one thing in the law and another in the street, so that no counter has the name.
    if counter == "on_time":
        return "Near: 'on_due_date' (on that very day), 'resolved_in_time' (early or on the due date)."
    return near(counter, known)


def _account(places: tuple[int | None, ...]) -> Account | None:
    return None if None in places else Account(**dict(zip(_PLACES, places, strict=True)))  # type: ignore[arg-type]  # no None


@frozen(eq=False, repr=False)
class Tally:
    """Counters by key over one window, under one set of rules (bảng đếm).

    :param period: the period that was counted.
    :param window: its first and last day as they were counted; ``as_of`` may have moved the last one.
    :param rules: the :class:`CountingRules`.
    :param by: what it is grouped by; the keys are plain values for a name, tuples for a sequence of names.
    :param counters: the counters that it has.
    :param subject: what was counted: ``cases``, ``procedures`` or ``feedback``.

    Make one with :func:`count`, :meth:`published` or :meth:`from_dicts`.

    >>> from tthc_core import Level, Period, Tally
    >>> tally = Tally.published(
    ...     {Level.PROVINCE: {"resolved": 19320}, Level.DISTRICT: {"resolved": 7411}}, Period.month(2024, 1)
    ... )
    >>> tally.total().resolved
    26731
    >>> tally[Level.COMMUNE]
    Traceback (most recent call last):
    tthc_core.errors.UnknownKeyError: no row for 'commune'. There are: 'province', 'district'.
    """

    period: Period
    window: tuple[date, date]
    rules: CountingRules
    by: By
    counters: tuple[Counter, ...]
    _rows: Mapping[Key, tuple[int | None, ...]]
    subject: SubjectName = "cases"
    _position: Mapping[str, int] = field(init=False)

    @_position.default
    def _positions(self) -> Mapping[str, int]:
        return {counter.name: i for i, counter in enumerate(self.counters)}

    @classmethod
    def published(
        cls,
        figures: Mapping[Key, Mapping[str, int]],
        period: Period,
        *,
        by: str | Sequence[str] | None = "level",
        rules: CountingRules = PROVINCIAL_REPORT,
        subject: SubjectName = "cases",
    ) -> Tally:
        """A tally of figures that somebody published: the counters they name are known, all others unknown.

        :param figures: for each key the counters by name, whole numbers of cases.
        :raises UnknownCounterError: a name that no counter has.
        :raises InvalidValueError: a figure that is no whole number, 0 or more.
        """
        table = SUBJECTS[subject].counters
        names = {named(name, table).name for row in figures.values() for name in row}
        ordered = tuple(counter for counter in table.values() if counter.name in names)
        for key, row in figures.items():
            for name, value in row.items():
                _whole(value, f"{key}: {name}")
        unknown = (None,) * len(_PLACES)
        grouped = grouping(by, SUBJECTS[subject].groups)
        rows = {
            _checked(key, grouped): (*(row.get(counter.name) for counter in ordered), *unknown)
            for key, row in figures.items()
        }
        return cls(period, period.window, rules, grouped, ordered, rows, subject)

    # -- reading -------------------------------------------------------------------------------------------------------

    def __getitem__(self, key: Key) -> Row:
        row = self.get(key)
        if row is None:
            raise UnknownKeyError(
                f"no row for {_said(key)}. {near(_said(key).strip(chr(39)), map(_plain, self.keys()))}"
            )
        return row

    def get(self, key: Key) -> Row | None:
        """The row of a key; None where the tally has no such key."""
        return Row(key, self, self._rows[key]) if key in self._rows else None

    def keys(self) -> list[Key]:
        """The keys in order: enums as they are defined, texts and dates ascending, unknown (None) last."""
        return sorted(self._rows, key=_order)

    def items(self) -> Iterator[tuple[Key, Row]]:
        """Each key with its row, in the order of :meth:`keys`."""
        for key in self.keys():
            yield key, Row(key, self, self._rows[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def total(self) -> Row:
        """All rows added up. A counter that is unknown in one of them is unknown in the total."""
        width = len(self.counters) + len(_PLACES)
        if not self._rows:
            return Row((), self, (0,) * width)
        return Row((), self, tuple(_added(column) for column in zip(*self._rows.values(), strict=True)))

    @property
    def account(self) -> Account | None:
        """What became of every row that was read."""
        return self.total().account

    # -- putting together ----------------------------------------------------------------------------------------------

    def __add__(self, other: Tally) -> Tally:
        """The tally of both sets of cases: the same window, rules, groups and counters."""
        if not isinstance(other, Tally):
            return NotImplemented
        for name in ("subject", "window", "rules", "by", "counters"):
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours != theirs:
                if name == "counters":
                    ours, theirs = ([counter.name for counter in counters] for counters in (ours, theirs))
                raise MismatchError(
                    f"two tallies with different {name} are not added: {_shown(ours)} and {_shown(theirs)}."
                )
        rows = dict(self._rows)
        for key, values in other._rows.items():
            rows[key] = tuple(map(_added, zip(rows[key], values, strict=True))) if key in rows else values
        return Tally(self.period, self.window, self.rules, self.by, self.counters, rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("subject", "window", "rules", "by", "counters", "_rows")
        )

    __hash__ = None  # type: ignore[assignment]  # a tally is a table, not a key

    # -- out and back --------------------------------------------------------------------------------------------------

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries: the groups, the counters by name, the account as ``account_…``.

        An unknown counter is None. Back again with :meth:`from_dicts`.
        """
        names = [*self._position, *(f"account_{place}" for place in _PLACES)]
        return [
            dict(zip(self.groups, self.parts(key), strict=True)) | dict(zip(names, self._rows[key], strict=True))
            for key in self.keys()
        ]

    @classmethod
    def from_dicts(
        cls,
        rows: Iterable[Mapping[str, Any]],
        period: Period,
        *,
        by: str | Sequence[str] | None = None,
        rules: CountingRules = PROVINCIAL_REPORT,
        as_of: date | None = None,
        counters: Iterable[str | Counter] | None = None,
        subject: SubjectName = "cases",
    ) -> Tally:
        """The tally that :meth:`to_dicts` wrote; what the rows do not say, the arguments do.

        :raises InvalidValueError: a row without a group or counter, or with a value that is none.
        """
        about = SUBJECTS[subject]
        grouped, columns = grouping(by, about.groups), chosen(counters, about.counters)
        groups = _names(grouped)
        names = [*(counter.name for counter in columns), *(f"account_{place}" for place in _PLACES)]
        found: dict[Key, tuple[int | None, ...]] = {}
        for number, row in enumerate(rows):
            missing = [name for name in (*groups, *names) if name not in row]
            if missing:
                raise InvalidValueError(f"row {number} has no {missing[0]!r}. {near(missing[0], row)}")
            parts = tuple(row[name] for name in groups)
            key = _checked(parts[0] if isinstance(grouped, str) else parts, grouped)
            if key in found:
                raise InvalidValueError(f"row {number}: {_said(key)} stands twice.")
            values = (None if row[name] is None else _whole(row[name], f"row {number}: {name}") for name in names)
            found[key] = tuple(values)
        return cls(period, period.seen_at(as_of), rules, grouped, columns, found, subject)

    @property
    def groups(self) -> tuple[str, ...]:
        """The names that it is grouped by: none, one or several."""
        return _names(self.by)

    def parts(self, key: Key) -> tuple[Any, ...]:
        """The values of a key, one for each of :attr:`groups`."""
        return (key,) if isinstance(self.by, str) else tuple(key)

    def __repr__(self) -> str:
        by = f" by {', '.join(self.groups)}" if self.by else ""
        return f"<Tally of {self.period}{by}: {len(self)} rows, {len(self.counters)} counters>"

    def __str__(self) -> str:
        from .table import to_text

        return to_text(self)

    def _repr_html_(self) -> str:
        from .table import to_html

        return to_html(self)


def _names(by: By) -> tuple[str, ...]:
    return () if by is None else (by,) if isinstance(by, str) else by


_ENUMS: dict[str, type[Labelled]] = {
    "level": Level,
    "channel": Channel,
    "tier": OnlineTier,
    "applicant": Applicant,
    "kind": FeedbackKind,
}


def _checked(key: Key, by: By) -> Key:
    """The key as a count would have it: enum members, not their names; a tuple where there are several groups."""
    if not isinstance(by, str):
        if not isinstance(key, tuple) or len(key) != len(_names(by)):
            raise InvalidValueError(f"the key {key!r} does not fit by={by!r}: expected a tuple of {len(_names(by))}.")
        return tuple(_checked(part, name) for part, name in zip(key, _names(by), strict=True))
    if by in _ENUMS and key is not None:
        return member(_ENUMS[by], key, f"by={by!r}")
    if by in ("received_month", "received_week", "received_day") and isinstance(key, str):
        return date.fromisoformat(key)
    return key


def _whole(value: object, what: str) -> int:
    if type(value) is not int or value < 0:
        raise InvalidValueError(f"{what} is {value!r}, expected a whole number, 0 or more.")
    return value


def _added(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _order(key: Key) -> tuple[tuple[bool, Any], ...]:
    parts = key if isinstance(key, tuple) else (key,)
    return tuple((part is None, _rank(part)) for part in parts)


def _rank(part: object) -> Any:
    """Enums as they are defined; what is unknown stands alone at the end, so that any rank will do."""
    if part is None:
        return ()
    return list(type(part)).index(part) if isinstance(part, Labelled) else part


def _plain(key: Key) -> str:
    return str(key) if not isinstance(key, tuple) else str(tuple(map(str, key)))


def _said(key: Key) -> str:
    return repr(_plain(key))


def _shown(value: object) -> str:
    return " – ".join(map(str, value)) if isinstance(value, tuple) else str(value)
