"""Tallies: counters by key, with the account of every row that was read (bảng đếm).

A tally is the same thing wherever it comes from: counted from cases, read back from dictionaries, or taken from
published figures, where some counters are unknown. Everything that follows a count works on tallies alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, field, frozen

from ..calendar import Period
from ..domain import AgencyTree
from ..errors import InvalidValueError, MismatchError, UnknownKeyError, near
from ..measure import Finding
from .counter import Counter, chosen, named
from .groups import By, grouping, names_of
from .keys import Key, checked_key, in_order, said
from .row import PLACES, Account, Row
from .rules import PROVINCIAL_REPORT, CountingRules
from .subjects import SUBJECTS, SubjectName

if TYPE_CHECKING:
    from ..indicators import Indicator

__all__ = ["Tally", "Values", "add_values"]

Values = tuple[int | None, ...]
"""The counters of a row in the order of its tally, and behind them the places of the account."""


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
    _rows: Mapping[Key, Values]
    subject: SubjectName = "cases"
    findings: tuple[Finding, ...] = ()
    _missing: Mapping[Key, tuple[Key, ...]] = field(factory=dict)
    """For each row, and () for the total, the declared keys that have sent no data."""
    _above: Mapping[Key, tuple[Key, ...]] | None = None
    """For each key of a tally that was rolled up, the keys whose rows hold its own."""
    _tree: AgencyTree | None = None
    """The tree along which it was rolled up."""
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
        unknown = (None,) * len(PLACES)
        grouped = grouping(by, SUBJECTS[subject].groups)
        rows = {
            checked_key(key, grouped): (*(row.get(counter.name) for counter in ordered), *unknown)
            for key, row in figures.items()
        }
        return cls(period, period.window, rules, grouped, ordered, rows, subject)

    # -- reading -------------------------------------------------------------------------------------------------------

    def __getitem__(self, key: Key) -> Row:
        row = self.get(key)
        if row is None:
            raise UnknownKeyError(f"no row for {said(key)!r}. {near(said(key), map(said, self.keys()))}")
        return row

    def get(self, key: Key) -> Row | None:
        """The row of a key; None where the tally has no such key."""
        return Row(key, self, self._rows[key], self._missing.get(key, ())) if key in self._rows else None

    def keys(self) -> list[Key]:
        """The keys in order: enums as they are defined, texts and dates ascending, unknown (None) last."""
        return sorted(self._rows, key=in_order)

    def items(self) -> Iterator[tuple[Key, Row]]:
        """Each key with its row, in the order of :meth:`keys`."""
        for key in self.keys():
            yield key, self[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def total(self) -> Row:
        """All cases added up, each once. A counter that is unknown in one of the rows is unknown in the total."""
        above = self._above or {}
        # A row that another one holds is counted there.
        rows = [
            values for key, values in self._rows.items() if not any(one in self._rows for one in above.get(key, ()))
        ]
        return Row((), self, add_values(rows, len(self.counters) + len(PLACES)), self._missing.get((), ()))

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
        if self._above != other._above:
            raise MismatchError("a tally that is rolled up is added only to one rolled up along the same tree.")
        rows = dict(self._rows)
        for key, values in other._rows.items():
            rows[key] = add_values([rows[key], values], len(values)) if key in rows else values
        missing = self._missing_beside(other)
        brought = {key for one in (self, other) for key in one if key not in one._missing.get((), ())}
        missing = {
            key: left for key, names in missing.items() if (left := tuple(one for one in names if one not in brought))
        }
        return evolve(self, rows=rows, missing=missing, findings=(*self.findings, *other.findings))

    def _missing_beside(self, other: Tally) -> dict[Key, tuple[Key, ...]]:
        """What either tally lacks, for each row and the total."""
        return {
            key: tuple(dict.fromkeys((*self._missing.get(key, ()), *other._missing.get(key, ()))))
            for key in (*self._missing, *other._missing)
        }

    def then(self, following: Tally) -> Tally:
        """The tally over both windows, one after the other: the same rows of data, this window first.

        Flows add up, the opening stock is this one's, the closing stock the following one's. Where a key's opening
        stock there is not its closing stock here, a finding in ``findings`` says by how much.

        :raises MismatchError: other rules, groups or counters; a window that does not begin on the day after this one
            ends; rules or a subject without a stock to carry over.

        >>> from tthc_core import Level, Period, Tally
        >>> may = Tally.published({Level.PROVINCE: {"received": 90, "pending": 40}}, Period.month(2024, 5))
        >>> june = Tally.published({Level.PROVINCE: {"received": 80, "pending": 35}}, Period.month(2024, 6))
        >>> both = may.then(june)[Level.PROVINCE]
        >>> both.received, both.pending
        (170, 35)
        """
        from .joins import follow

        return follow(self, following)

    def roll_up(self, tree: AgencyTree, *, on: date | None = None) -> Tally:
        """The tally in which each agency's row is its own cases and all of those below it (tổng hợp theo cây cơ quan).

        ``tally[code]`` was its own cases alone. The total counts each case once. An agency that the tree does not have
        keeps its row, and is a finding; that an agency ended or began inside the window is one too.

        :param on: add up to the agencies of this day: the rows are taken to them (see :meth:`to_agencies_of`) and up
            the tree as it is then. Without it rows and tree are taken as they are, to the agencies of their time.
        :raises MismatchError: the tally is not grouped by one agency.
        """
        from .joins import roll_up

        return roll_up(self, tree, on)

    def to_agencies_of(self, day: date, tree: AgencyTree) -> Tally:
        """The tally with the agencies of a day: the rows of those that ended go to their successor (cơ quan kế thừa).

        Nothing is lost: a row of one that was divided among several cannot be divided and stays, as does one of an
        agency that ended without a successor or has not begun. A finding says what became of each.

        :param tree: the agencies with their last days and successors; one that it does not have keeps its row.
        :raises MismatchError: the tally is not grouped by agency, or is rolled up.

        >>> from tthc_core import Agency, AgencyTree, Period, Tally
        >>> tree = AgencyTree([
        ...     Agency(code="H02", name="Bắc Giang", level="province", valid_to=date(2025, 6, 30), successors=("H05",)),
        ...     Agency(code="H05", name="Bắc Ninh", level="province"),
        ... ])
        >>> year = Tally.published({"H02": {"received": 7}, "H05": {"received": 5}}, Period.year(2025), by="agency")
        >>> year.to_agencies_of(date(2025, 7, 1), tree)["H05"].received
        12
        """
        from .joins import to_agencies_of

        return to_agencies_of(self, day, tree)

    def expecting(self, keys: Iterable[Key], *, zero: Collection[Key] = ()) -> Tally:
        """The tally that knows which keys should have sent data.

        :param keys: the keys that are expected. One without data makes the total, and after :meth:`roll_up` each row
            above it, incomplete: their rates say so.
        :param zero: keys that are known to have had no case; they get a row of zeros.
        :raises InvalidValueError: a key of ``zero`` has data.
        """
        from .joins import expecting

        return expecting(self, keys, zero)

    def sum_by(self, by: str | Sequence[str] | None) -> Tally:
        """The tally by some of its groups alone, added up (gộp theo ít nhóm hơn): no case is read again.

        :param by: one of the groups, several in any order, or None for the total alone.
        :raises InvalidValueError: a group that the tally does not have.
        :raises MismatchError: the tally is rolled up, so that a case stands in several rows.

        >>> from tthc_core import Level, Period, Tally
        >>> figures = {(Level.PROVINCE, "H02.01"): {"received": 7}, (Level.PROVINCE, "H02.02"): {"received": 5}}
        >>> tally = Tally.published(figures, Period.month(2024, 1), by=("level", "agency"))
        >>> tally.sum_by("level")[Level.PROVINCE].received
        12
        """
        from .joins import sum_by

        return sum_by(self, by)

    def select(self, keys: Iterable[Key]) -> Tally:
        """The tally of some of the keys alone.

        :raises UnknownKeyError: a key without a row.
        """
        rows = {self[key].key: self._rows[self[key].key] for key in keys}
        missing = {key: names for key, names in self._missing.items() if key in rows}
        missing[()] = tuple(dict.fromkeys(name for names in missing.values() for name in names))
        return evolve(self, rows=rows, missing=missing)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("subject", "window", "rules", "by", "counters", "_rows")
        )

    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # a tally is a table, not a key

    # -- out and back --------------------------------------------------------------------------------------------------

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries: the groups, the counters by name, the account as ``account_…``.

        An unknown counter is None. Back again with :meth:`from_dicts`.
        """
        names = [*self._position, *(f"account_{place}" for place in PLACES)]
        return [
            dict(zip(self.groups, self.parts(key), strict=True)) | dict(zip(names, self._rows[key], strict=True))
            for key in self.keys()
        ]

    def to_polars(self, rates: Iterable[Indicator] = (), *, account: bool = False) -> Any:
        """The rows as a Polars frame: the groups as in ``by``, the counters, and three columns for each rate.

        An enum is its value, a counter ``Int64``; what is unknown is null. A rate X has ``x_numerator``,
        ``x_denominator`` and, null where it is undefined, ``x_percent``, a decimal with two places.

        :param rates: the indicators that are wanted.
        :param account: the account too, as ``account_…``.
        :raises MissingExtraError: Polars is not installed.
        :raises InvalidValueError: two columns would have one name; a rate that is no indicator.

        >>> from tthc_core import Level, Period, Tally, indicators
        >>> figures = {Level.PROVINCE: {"resolved": 19320, "resolved_in_time": 19196}}
        >>> frame = Tally.published(figures, Period.month(2024, 1)).to_polars([indicators.ON_TIME])
        >>> frame.row(0)
        ('province', 19320, 19196, 19196, 19320, Decimal('99.36'))
        """
        from .to_frames import to_polars

        return to_polars(self, rates, account=account)

    def to_pandas(self, rates: Iterable[Indicator] = (), *, account: bool = False) -> Any:
        """The rows as a pandas frame: as :meth:`to_polars`; days and percentages are objects, texts ``string``.

        :raises MissingExtraError: pandas is not installed.
        """
        from .to_frames import to_pandas

        return to_pandas(self, rates, account=account)

    def to_arrow(self, rates: Iterable[Indicator] = (), *, account: bool = False) -> Any:
        """The rows as a PyArrow table: as :meth:`to_polars`.

        :raises MissingExtraError: PyArrow is not installed.
        """
        from .to_frames import to_arrow

        return to_arrow(self, rates, account=account)

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
        groups = names_of(grouped)
        names = [*(counter.name for counter in columns), *(f"account_{place}" for place in PLACES)]
        found: dict[Key, tuple[int | None, ...]] = {}
        for number, row in enumerate(rows):
            missing = [name for name in (*groups, *names) if name not in row]
            if missing:
                raise InvalidValueError(f"row {number} has no {missing[0]!r}. {near(missing[0], row)}")
            parts = tuple(row[name] for name in groups)
            key = checked_key(parts[0] if isinstance(grouped, str) else parts, grouped)
            if key in found:
                raise InvalidValueError(f"row {number}: {said(key)!r} stands twice.")
            values = (None if row[name] is None else _whole(row[name], f"row {number}: {name}") for name in names)
            found[key] = tuple(values)
        return cls(period, period.seen_at(as_of), rules, grouped, columns, found, subject)

    @property
    def groups(self) -> tuple[str, ...]:
        """The names that it is grouped by: none, one or several."""
        return names_of(self.by)

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


def _whole(value: object, what: str) -> int:
    if type(value) is not int or value < 0:
        raise InvalidValueError(f"{what} is {value!r}, expected a whole number, 0 or more.")
    return value


def add_values(rows: Sequence[Values], width: int) -> Values:
    """The sum of rows, number by number; unknown where one of them is."""
    if not rows:
        return (0,) * width
    return tuple(None if None in column else sum(column) for column in zip(*rows, strict=True))


def _shown(value: object) -> str:
    return " – ".join(map(str, value)) if isinstance(value, tuple) else str(value)
