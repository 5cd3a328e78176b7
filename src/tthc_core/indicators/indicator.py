"""An indicator: which counters are divided by which, and what the result is called."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import Attribute, field, frozen

from ..errors import InvalidValueError
from ..law import Source
from ..measure import Rate

if TYPE_CHECKING:
    from ..counting import Row

__all__ = ["Indicator", "Subject", "terms_of"]

Subject: TypeAlias = Literal["cases", "procedures", "feedback"]

_SUM = re.compile(r"[a-z]\w*(?: [+-] [a-z]\w*)*", re.ASCII)
# A published page has no column for what was not judged: unknown there means that there is none.
_NOT_PRINTED = frozenset({"resolved_not_judged"})


def _is_sum(indicator: object, attribute: Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not _SUM.fullmatch(value):
        raise InvalidValueError(
            f"Indicator.{attribute.name} is {value!r}, expected counters added and subtracted: 'resolved - late'."
        )


@frozen(kw_only=True)
class Indicator:
    """A rate with a name: a sum of counters over a sum of counters (chỉ tiêu tỷ lệ).

    :param code: the name in the code, in capitals.
    :param label: the Vietnamese name, as reports print it.
    :param name: the English name.
    :param numerator: counters, added or subtracted: ``"resolved_in_time"``.
    :param denominator: the same: ``"resolved - resolved_not_judged"``.
    :param subject: what is counted: cases, procedures or feedback.
    :param higher_is_better: the direction.
    :param empty: what 0/0 means, as :meth:`explain` says it: ``undefined``, or a rate of ``0`` or ``1``.
    :param sources: the documents that ask for it.
    :param group: the group of the 766 set that it belongs to, or None.

    >>> from tthc_core import Level, Period, Tally, indicators
    >>> figures = {Level.PROVINCE: {"resolved": 19320, "resolved_in_time": 19196}}
    >>> indicators.ON_TIME.rate(Tally.published(figures, Period.month(2024, 1)).total()).percent()
    Decimal('99.36')
    """

    code: str
    label: str
    name: str
    numerator: str = field(validator=_is_sum)
    denominator: str = field(validator=_is_sum)
    subject: Subject = "cases"
    higher_is_better: bool = True
    empty: Literal["undefined", 0, 1] = "undefined"
    sources: tuple[Source, ...] = ()
    group: str | None = None

    def rate(self, row: Row) -> Rate:
        """The rate of a row of a tally; unknown where the row does not know a counter that is needed."""
        numerator, denominator = _value(row, self.numerator), _value(row, self.denominator)
        if numerator is None or denominator is None:
            return Rate.unknown()
        return Rate(numerator, denominator, incomplete=bool(row.missing))

    def explain(self, row: Row, *, places: int = 2) -> str:
        """How the rate of a row came about, in Vietnamese: counts, rules, sources, and the rows set aside.

        :param places: digits after the comma of the percentage.

        >>> from tthc_core import Level, Period, Tally, indicators
        >>> figures = {Level.PROVINCE: {"resolved": 19320, "resolved_in_time": 19196}}
        >>> tally = Tally.published(figures, Period.month(2024, 1))
        >>> print(indicators.ON_TIME.explain(tally[Level.PROVINCE]).splitlines()[0])
        Tỷ lệ hồ sơ giải quyết trước và đúng hạn: 19.196/19.320 = 99,36%.
        """
        from .explanation import explain

        return explain(self, row, places)

    def in_force_on(self, day: date) -> bool:
        """Whether one of its sources is in force on a day; always, where it names none."""
        return not self.sources or any(source.in_force_on(day) for source in self.sources)

    @property
    def counters(self) -> tuple[str, ...]:
        """The counters that it needs."""
        return tuple(dict.fromkeys(name for _, name in (*terms_of(self.numerator), *terms_of(self.denominator))))


def terms_of(text: str) -> list[tuple[int, str]]:
    signs = {"+": 1, "-": -1}
    words = ["+", *text.split()]
    return [(signs[sign], name) for sign, name in zip(words[::2], words[1::2], strict=True)]


def _value(row: Row, text: str) -> int | None:
    total = 0
    for sign, name in terms_of(text):
        value = row.get(name)
        if value is None:
            if name not in _NOT_PRINTED:
                return None
            value = 0
        total += sign * value
    return total
