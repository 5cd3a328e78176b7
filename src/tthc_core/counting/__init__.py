"""From cases to counts: predicates, counters, rules, tallies."""

from .comparison import Change, Comparison, RateChange, compare
from .counter import Counter
from .counters import COUNTERS
from .fields import EndKind, Place, Standing, Verdict
from .predicate import Predicate, field
from .row import Account, Row
from .rules import FORM_06A, PROVINCIAL_REPORT, CountingRules
from .tally import Tally
from .terms import Side
from .verbs import cases_behind, count, count_each, count_feedback, count_procedures

__all__ = [
    "COUNTERS",
    "FORM_06A",
    "PROVINCIAL_REPORT",
    "Account",
    "Change",
    "Comparison",
    "Counter",
    "CountingRules",
    "EndKind",
    "Place",
    "Predicate",
    "RateChange",
    "Row",
    "Side",
    "Standing",
    "Tally",
    "Verdict",
    "cases_behind",
    "compare",
    "count",
    "count_each",
    "count_feedback",
    "count_procedures",
    "field",
]
