"""Who handles cases: levels of administration, agencies, and the tree that they form, on any day.

An agency's place is its ``parent``, never its code: the province stands at the end of one form of the codes
(``000.00.00.H56``) and at the beginning of the other (``H15.50.05.13``).

A tree holds the agencies of all times. One that ended says who took over (``successors``); whom that leaves without a
parent stands, from then on, under the successor, or under what stood above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from attrs import evolve, field, frozen

from ..calendar.moments import day as as_day
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
        return tuple(level for level in cls if in_force(None, level.last_day, day))

    @property
    def last_day(self) -> date | None:
        """Its last day; None while there is such a level.

        >>> Level.DISTRICT.last_day
        datetime.date(2025, 6, 30)
        """
        return date(2025, 6, 30) if self is Level.DISTRICT else None


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
    :param successors: codes of the agencies that took over when it ended: the one that it was merged into, or those
        that it was divided among. They say nothing while it has no last day.
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

    :param agencies: every agency once, in any order. A successor may be missing: it can belong to another tree.
    :raises InvalidValueError: a code stands twice, a parent is not among the agencies, parents go round in a circle, or
        successors do.

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
        try:
            TopologicalSorter({one.code: one.successors for one in self.agencies if one.valid_to}).prepare()
        except CycleError as error:
            circle = error.args[1][::-1]
            raise InvalidValueError(f"AgencyTree: successors go round in a circle: {' → '.join(circle)}.") from None

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

    # -- through time --------------------------------------------------------------------------------------------------

    def current_of(self, code: str, day: date) -> tuple[str, ...]:
        """The codes of what stands in an agency's place on a day (cơ quan kế thừa): itself, or its successors by then.

        Successors that have ended are followed in their turn. One that ended without a successor stands for itself;
        so does one that has not begun.

        :raises UnknownKeyError: no agency has this code.

        >>> tree = AgencyTree([
        ...     Agency(code="H02", name="UBND tỉnh Bắc Giang", level="province", valid_to=date(2025, 6, 30),
        ...            successors=("H05",)),
        ...     Agency(code="H05", name="UBND tỉnh Bắc Ninh", level="province"),
        ... ])
        >>> tree.current_of("H02", date(2025, 6, 30)), tree.current_of("H02", date(2025, 7, 1))
        (('H02',), ('H05',))
        """
        return self._followed(code, day)[1]

    def on(self, day: date) -> AgencyTree:
        """The tree as it is on a day (cây cơ quan vào một ngày): the agencies that exist then, each where it stands.

        An agency whose parent has ended stands under the parent's successor. Where that is not one agency, it stands
        under what was above the parent, which is followed in the same way.

        :raises InvalidValueError: parents that follow their successors go round in a circle.

        >>> tree = AgencyTree([
        ...     Agency(code="H05", name="UBND tỉnh Bắc Ninh", level="province"),
        ...     Agency(code="H02", name="UBND tỉnh Bắc Giang", level="province", valid_to=date(2025, 6, 30),
        ...            successors=("H05",)),
        ...     Agency(code="H02.31", name="UBND huyện", level="district", parent="H02", valid_to=date(2025, 6, 30)),
        ...     Agency(code="H02.31.04", name="UBND xã", level="commune", parent="H02.31"),
        ... ])
        >>> [(agency.code, agency.parent) for agency in tree.on(date(2025, 7, 1))]
        [('H05', None), ('H02.31.04', 'H05')]
        """
        return self._as_on(day, lambda agency: agency.valid_on(day))

    def _taken_to(self, code: str, day: date) -> str:
        """The agency that has all of another one on a day: the last that was alone in its place, itself at first."""
        return self._followed(code, day)[0]

    def _with_rests(self, day: date) -> AgencyTree:
        """The tree as it is on a day, and with it what ended and nobody took over whole."""
        return self._as_on(day, lambda agency: self._taken_to(agency.code, day) == agency.code)

    def _followed(self, code: str, day: date) -> tuple[str, tuple[str, ...]]:
        """The last agency that was alone in the place of one by a day, and all that are in it on that day."""
        asked = as_day(day, "AgencyTree: day")
        alone, now = self[code].code, [code]
        done: set[str] = set()
        # In the order of time, so that what was divided and then joined again is one again.
        while ended := [one for one in now if self._handed_over(one, asked)]:
            first = min(ended, key=lambda one: self[one].valid_to or asked)
            done.add(first)
            at = now.index(first)
            now[at : at + 1] = [one for one in self[first].successors if one not in done and one not in now]
            alone = now[0] if len(now) == 1 else alone
        return alone, tuple(now)

    def _handed_over(self, code: str, day: date) -> bool:
        last = self[code].valid_to if code in self and self[code].successors else None
        return last is not None and last < day

    def _as_on(self, day: date, stays: Callable[[Agency], bool]) -> AgencyTree:
        return AgencyTree(evolve(agency, parent=self._above_on(agency, day)) for agency in self if stays(agency))

    def _above_on(self, agency: Agency, day: date) -> str | None:
        for above in self.ancestors(agency.code):
            code, *others = self.current_of(above.code, day)
            # Passed over: what was divided, what has ended for good, and what stands below the agency itself.
            exists = not others and code in self and self[code].valid_on(day)
            if exists and agency not in (self[code], *self.ancestors(code)):
                return code
        return None

    # -- asked by code -------------------------------------------------------------------------------------------------

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
