"""What can be counted: cases, procedures, feedback. Each is a class and its tables; the machinery serves all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from attrs import field, fields, frozen

from ..domain import Case, Feedback, Procedure
from . import feedback, procedures, terms
from .counter import Counter
from .counters import COUNTERS
from .groups import CASE_GROUPS, FEEDBACK_GROUPS, PROCEDURE_GROUPS, Group
from .history import CASE_HISTORY, History
from .predicate import END, Or, Predicate
from .rules import CountingRules
from .terms import Meaning, Side, expand

__all__ = ["CASES", "FEEDBACK", "PROCEDURES", "SUBJECTS", "Subject", "SubjectName"]

SubjectName: TypeAlias = Literal["cases", "procedures", "feedback"]


def _by_name(counters: tuple[Counter, ...]) -> dict[str, Counter]:
    return {counter.name: counter for counter in counters}


@frozen(eq=False, kw_only=True)
class Subject:
    """One kind of thing that is counted (đối tượng thống kê)."""

    name: SubjectName
    of: type
    counters: Mapping[str, Counter]
    groups: Mapping[str, Group]
    place: Callable[[CountingRules], Meaning]
    side_of: Callable[[Side, CountingRules], Predicate]
    derived: Mapping[str, Callable[[CountingRules], Meaning]] = field(factory=dict)
    history: Mapping[str, History] = field(factory=dict)
    """The moments that are worked out for the end of the window."""

    @property
    def derived_moments(self) -> tuple[str, ...]:
        """The moments that its other fields hold, whichever the rules say."""
        return (END.name,) if self.of is Case else ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields of its class."""
        return tuple(item.name for item in fields(self.of))

    def definition_of(self, counter: Counter, rules: CountingRules) -> Predicate:
        """Which rows a counter counts, in fields of the class alone."""
        if counter.side is None:
            return Or(tuple(self.definition_of(self.counters[part], rules) for part in counter.parts))
        return self.side_of(counter.side, rules) & expand(counter.where, rules, self.derived)


CASES = Subject(
    name="cases",
    of=Case,
    counters=_by_name(COUNTERS),
    groups=CASE_GROUPS,
    place=terms.place,
    side_of=terms.side_of,
    derived=terms.DERIVED,
    history=CASE_HISTORY,
)
PROCEDURES = Subject(
    name="procedures",
    of=Procedure,
    counters=_by_name(procedures.PROCEDURE_COUNTERS),
    groups=PROCEDURE_GROUPS,
    place=procedures.place,
    side_of=procedures.side_of,
)
FEEDBACK = Subject(
    name="feedback",
    of=Feedback,
    counters=_by_name(feedback.FEEDBACK_COUNTERS),
    groups=FEEDBACK_GROUPS,
    place=feedback.place,
    side_of=feedback.side_of,
)
SUBJECTS: dict[str, Subject] = {subject.name: subject for subject in (CASES, PROCEDURES, FEEDBACK)}
