"""From cases to counts: predicates, counters, rules, tallies."""

from .counter import Counter
from .counters import COUNTERS
from .fields import EndKind, Place, Standing, Verdict
from .predicate import Predicate, field
from .rules import FORM_06A, PROVINCIAL_REPORT, CountingRules
from .tally import Account, Row, Tally
from .terms import Side
from .verbs import count, count_feedback, count_procedures

__all__ = [
    "COUNTERS",
    "FORM_06A",
    "PROVINCIAL_REPORT",
    "Account",
    "Counter",
    "CountingRules",
    "EndKind",
    "Place",
    "Predicate",
    "Row",
    "Side",
    "Standing",
    "Tally",
    "Verdict",
    "count",
    "count_feedback",
    "count_procedures",
    "field",
]
