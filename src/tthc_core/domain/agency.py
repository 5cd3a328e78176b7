"""Who handles cases: levels of administration, agencies, and the tree that they form.

An agency's place is its ``parent``, never its code: the province stands at the end of one form of the codes
(``000.00.00.H56``) and at the beginning of the other (``H15.50.05.13``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from ..errors import InvalidValueError, UnknownKeyError, near
from ..labelled import Labelled
from ..values import refused
from .checked import checked
from .validity import in_force

__all__ = ["Agency", "AgencyTree", "Level"]


class Level(Labelled):
    """Level of administration (cấp hành chính); the label is written as the head of a row.

    >>> Level.PROVINCE.label
    'Cấp tỉnh'
    """

    CENTRAL = "central", "Cấp bộ"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"

    @classmethod
    def valid_on(cls, day: date) -> tuple[Level, ...]:
        """The levels that there are on a day, from the top.

        The district level ended with 30/6/2025 (Luật Tổ chức chính quyền địa phương 72/2025/QH15).

        >>> [str(level) for level in Level.valid_on(date(2025, 7, 1))]
        ['central', 'province', 'commune']
        """
        return tuple(level for level in cls if level is not cls.DISTRICT or in_force(None, date(2025, 6, 30), day))


@frozen(kw_only=True)
@checked
class Agency:
    """An agency (cơ quan, đơn vị).

    :param code: its code (mã định danh), text as it comes.
    :param name: its name.
    :param level: its level of administration.
    :param parent: code of the agency above it; None at the top.
    :param valid_from: its first day; None where it is not known.
    :param valid_to: its last day; None while it exists.
    :param successors: codes of the agencies that took over, where it was divided or merged.
    :raises InvalidValueError: a value that its field cannot hold.

    >>> Agency(code="H44.100", name="Sở Tư pháp", level="province", parent="H44").level
    <Level.PROVINCE: 'province'>
    """

    code: str
    name: str
    level: Level
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether it exists on a day."""
        return in_force(self.valid_from, self.valid_to, day)


def _agencies(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    found = tuple(agencies)
    for agency in found:
        if not isinstance(agency, Agency):
            raise refused(agency, "AgencyTree", "an Agency")
    return found


@frozen
class AgencyTree:
    """Agencies under each other (cây cơ quan); there may be several at the top.

    It is iterated in the order given, and asked by code: ``tree["H44"]``, ``"H44" in tree``.

    :param agencies: every agency once, in any order.
    :raises InvalidValueError: a code stands twice, a parent is not among the agencies, parents go round in a circle.

    >>> tree = AgencyTree([
    ...     Agency(code="H44", name="UBND tỉnh", level="province"),
    ...     Agency(code="H44.100", name="Sở Tư pháp", level="province", parent="H44"),
    ... ])
    >>> [agency.name for agency in tree.children("H44")]
    ['Sở Tư pháp']
    """

    agencies: tuple[Agency, ...] = field(converter=_agencies)
    _by_code: dict[str, Agency] = field(init=False, eq=False, repr=False, factory=dict)
    _below: dict[str | None, list[Agency]] = field(init=False, eq=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for agency in self.agencies:
            if agency.code in self:
                names = f"{self[agency.code].name!r} and {agency.name!r}"
                raise InvalidValueError(f"AgencyTree: code {agency.code!r} stands twice, for {names}.")
            self._by_code[agency.code] = agency
            self._below.setdefault(agency.parent, []).append(agency)
        for agency in self.agencies:
            if agency.parent is not None and agency.parent not in self:
                raise InvalidValueError(
                    f"AgencyTree: {agency.code!r} has parent {agency.parent!r}, which is not among the agencies. "
                    f"{near(agency.parent, self._by_code)} An agency at the top has parent None."
                )
        under_roots = self._walk(None)
        if len(under_roots) < len(self.agencies):
            circle = self._circle(next(agency for agency in self.agencies if agency not in under_roots))
            raise InvalidValueError(f"AgencyTree: parents go round in a circle: {' → '.join(circle)}.")

    @property
    def roots(self) -> tuple[Agency, ...]:
        """The agencies at the top, in the order given."""
        return tuple(self._below.get(None, ()))

    def children(self, code: str) -> tuple[Agency, ...]:
        """The agencies directly below one, in the order given.

        :raises UnknownKeyError: no agency has this code.
        """
        return tuple(self._below.get(self[code].code, ()))

    def descendants(self, code: str) -> tuple[Agency, ...]:
        """All agencies below one, each before those below it.

        :raises UnknownKeyError: no agency has this code.
        """
        return tuple(self._walk(self[code].code))

    def ancestors(self, code: str) -> tuple[Agency, ...]:
        """The agencies above one, from its parent to the top.

        :raises UnknownKeyError: no agency has this code.
        """
        above, parent = [], self[code].parent
        while parent is not None:
            above.append(self[parent])
            parent = self[parent].parent
        return tuple(above)

    def __getitem__(self, code: str) -> Agency:
        if code not in self:
            raise UnknownKeyError(f"{code!r} is not an agency of this tree. {near(code, self._by_code)}")
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Agency]:
        return iter(self.agencies)

    def __len__(self) -> int:
        return len(self.agencies)

    def _walk(self, top: str | None) -> list[Agency]:
        found: list[Agency] = []
        waiting = self._below.get(top, [])[::-1]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(self._below.get(found[-1].code, ()))
        return found

    def _circle(self, agency: Agency) -> list[str]:
        path: list[str] = []
        while agency.code not in path:
            path.append(agency.code)
            agency = self[agency.parent or ""]
        return [*path[path.index(agency.code) :], agency.code]
