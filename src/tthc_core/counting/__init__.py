"""From cases to counts: predicates, counters, rules, tallies."""

from .comparison import Change, Comparison, RateChange, compare
from .counter import Counter
from .counters import COUNTERS
from .deadlines import Deadline, DeadlineStep, StepKind, SupplementRule, deadline
from .durations import late_bands, overdue_bands, pending_ages, processing_times
from .fields import EndKind, Place, Standing, Verdict
from .frames import CaseColumns, Frame
from .frames.door import with_due_dates, with_working_days
from .limits import LEGAL_LIMITS, Act, LegalLimit, legal_limit, with_due, with_limits
from .predicate import Predicate, field
from .row import Account, Row
from .rules import FORM_06A, PROVINCIAL_REPORT, CountingRules
from .single import Timeliness, days_late, timeliness, times_behind
from .tally import Tally
from .terms import Side
from .verbs import cases_behind, count, count_each, count_feedback, count_procedures

__all__ = [
    "COUNTERS",
    "FORM_06A",
    "LEGAL_LIMITS",
    "PROVINCIAL_REPORT",
    "Account",
    "Act",
    "CaseColumns",
    "Change",
    "Comparison",
    "Counter",
    "CountingRules",
    "Deadline",
    "DeadlineStep",
    "EndKind",
    "Frame",
    "LegalLimit",
    "Place",
    "Predicate",
    "RateChange",
    "Row",
    "Side",
    "Standing",
    "StepKind",
    "SupplementRule",
    "Tally",
    "Timeliness",
    "Verdict",
    "cases_behind",
    "compare",
    "count",
    "count_each",
    "count_feedback",
    "count_procedures",
    "days_late",
    "deadline",
    "field",
    "late_bands",
    "legal_limit",
    "overdue_bands",
    "pending_ages",
    "processing_times",
    "timeliness",
    "times_behind",
    "with_due",
    "with_due_dates",
    "with_limits",
    "with_working_days",
]
