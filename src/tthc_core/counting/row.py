"""One row of a tally: its counters, and the account of the rows that were read for it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, NoReturn

from attrs import field, frozen

from ..errors import InvalidValueError, UnknownCounterError, near
from .elapsed import TICKS
from .fields import Place
from .keys import Key, said
from .subjects import SUBJECTS

if TYPE_CHECKING:
    from ..indicators import Indicator
    from ..measure import Rate
    from .tally import Tally

__all__ = ["PLACES", "Account", "Row"]

PLACES = tuple(str(place) for place in Place)


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
        return sum(getattr(self, place) for place in PLACES)

    @property
    def set_aside(self) -> int:
        """The rows that could not be counted because something is missing in them."""
        return self.no_receipt + self.undated_end + self.unreadable


@frozen(eq=False, repr=False)
class Row:
    """The counters of one key. Each counter that is known is an attribute, a whole number.

    :param key: the key.
    :param tally: the tally that it is a row of.
    :param missing: the declared keys below this one that have sent no data; its rates are then incomplete.

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
    missing: tuple[Key, ...] = ()

    def get(self, counter: str) -> int | None:
        """The counter's value; None where it is unknown.

        :raises UnknownCounterError: no counter has that name.
        """
        if not isinstance(counter, str):
            raise UnknownCounterError(f"{counter!r} is not the name of a counter, such as 'received'.")
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

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.as_dict().items() if value)
        name = "total" if self.key == () else said(self.key)
        return f"<Row {name}: {shown or 'nothing'}>"

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self.known})

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the counters that are known."""
        return tuple(name for name, i in self.tally._position.items() if self._values[i] is not None)

    @property
    def account(self) -> Account | None:
        """What became of the rows with this key; None where it is unknown, as with published figures."""
        places = self._values[len(self.tally.counters) :]
        return None if None in places else Account(**dict(zip(PLACES, places, strict=True)))  # type: ignore[arg-type]  # no None

    def as_dict(self) -> dict[str, int]:
        """The counters that are known, by name."""
        return {name: self.__getattr__(name) for name in self.known}

    def rate(self, indicator: Indicator) -> Rate:
        """The rate of an indicator: the same as ``indicator.rate(row)``.

        :raises InvalidValueError: something else than an indicator, such as its name.
        """
        if not hasattr(indicator, "rate"):
            raise InvalidValueError(f"rate({indicator!r}): expected an indicator, such as indicators.ON_TIME.")
        return indicator.rate(self)

    def average(self, total: str) -> Fraction | None:
        """What one case has of a total of times (thời gian trung bình): in working hours where seconds were added up.

        It is pooled, the total divided by the number of cases; None without a case.

        :param total: a counter with an amount, such as ``pending_age`` of :func:`pending_ages`.
        :raises UnknownCounterError: no such counter here.
        :raises InvalidValueError: the counter is a number of cases.
        """
        added, counter = self[total], self.tally.counters[self.tally._position[total]]
        if counter.amount is None or counter.over is None:
            totals = [one.name for one in self.tally.counters if one.amount]
            raise InvalidValueError(f"{total!r} is a number of cases and has no average. Totals here: {totals}.")
        number = self[counter.over]
        return Fraction(added, number * TICKS[counter.amount.unit]) if number else None

    def median(self, total: str) -> NoReturn:
        """Refused: totals do not hold it.

        :raises InvalidValueError: always; the message says how a median is had from the cases.
        """
        raise InvalidValueError(
            f"the median of {total!r} cannot be had from a tally, which holds totals: "
            "write statistics.median(times_behind(cases, period, counter)), with the counter that was counted."
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return (self.key, self.as_dict(), self.account) == (other.key, other.as_dict(), other.account)

    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # rows are compared, not collected in sets


def _near(counter: str, known: tuple[str, ...]) -> str:
    # "On time" means one thing in the law and another in the street, so that no counter has the name.
    if counter == "on_time":
        return "Near: 'on_due_date' (on that very day), 'resolved_in_time' (early or on the due date)."
    return near(counter, known)
