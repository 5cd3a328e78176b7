"""Vietnamese administrative procedures (thủ tục hành chính, TTHC).

Cases become counts, counts become rates, rates become the report. This is the front door: every public name, loaded
when it is first used, so that ``import tthc_core`` costs next to nothing.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from . import calendar, counting, domain, indicators, report, samples, testing, vietnamese
    from .calendar import Period, TimeLimit
    from .counting import (
        Account,
        Counter,
        CountingRules,
        Predicate,
        Row,
        Side,
        Tally,
        cases_behind,
        compare,
        count,
        count_each,
        count_feedback,
        count_procedures,
        field,
        rules,
    )
    from .domain import (
        Agency,
        AgencyTree,
        Applicant,
        Case,
        CaseStatus,
        ChangeKind,
        Channel,
        DraftReview,
        Extension,
        Feedback,
        FeedbackKind,
        InternalProcedure,
        Level,
        OnlineTier,
        Pause,
        Procedure,
        ProcedureChange,
    )
    from .errors import (
        CalendarRangeError,
        DateFormatError,
        InvalidValueError,
        MismatchError,
        MissingExtraError,
        NumberFormatError,
        PredicateError,
        TthcError,
        UnknownCounterError,
        UnknownKeyError,
    )
    from .indicators import Indicator
    from .indicators.short import (
        digitisation_rates,
        feedback_on_time_rate,
        on_time_rate,
        online_rate,
        payment_rate,
        tier_shares,
    )
    from .law import Source
    from .measure import Finding, Rate, RateStatus, Severity, StatedPercent, StatedPoints
    from .report import MonthlyReport, check, late_list

# Where each name lives. The imports above say the same to type checkers; a test holds the two equal.
_HOME = {
    "Period": "calendar",
    "TimeLimit": "calendar",
    "Account": "counting",
    "Counter": "counting",
    "CountingRules": "counting",
    "Predicate": "counting",
    "Row": "counting",
    "Side": "counting",
    "Tally": "counting",
    "cases_behind": "counting",
    "compare": "counting",
    "count": "counting",
    "count_each": "counting",
    "count_feedback": "counting",
    "count_procedures": "counting",
    "field": "counting",
    "Agency": "domain",
    "AgencyTree": "domain",
    "Applicant": "domain",
    "Case": "domain",
    "CaseStatus": "domain",
    "ChangeKind": "domain",
    "Channel": "domain",
    "DraftReview": "domain",
    "Extension": "domain",
    "Feedback": "domain",
    "FeedbackKind": "domain",
    "InternalProcedure": "domain",
    "Level": "domain",
    "OnlineTier": "domain",
    "Pause": "domain",
    "Procedure": "domain",
    "ProcedureChange": "domain",
    "CalendarRangeError": "errors",
    "DateFormatError": "errors",
    "InvalidValueError": "errors",
    "MismatchError": "errors",
    "MissingExtraError": "errors",
    "NumberFormatError": "errors",
    "PredicateError": "errors",
    "TthcError": "errors",
    "UnknownCounterError": "errors",
    "UnknownKeyError": "errors",
    "Indicator": "indicators",
    "digitisation_rates": "indicators.short",
    "feedback_on_time_rate": "indicators.short",
    "on_time_rate": "indicators.short",
    "online_rate": "indicators.short",
    "payment_rate": "indicators.short",
    "tier_shares": "indicators.short",
    "Source": "law",
    "Finding": "measure",
    "Rate": "measure",
    "RateStatus": "measure",
    "Severity": "measure",
    "StatedPercent": "measure",
    "StatedPoints": "measure",
    "MonthlyReport": "report",
    "check": "report",
    "late_list": "report",
}
_ROOMS = (
    "calendar",
    "counting",
    "counting.rules",
    "domain",
    "indicators",
    "report",
    "samples",
    "testing",
    "vietnamese",
)
_ROOM_OF = {room.rpartition(".")[2]: room for room in _ROOMS}

__all__ = [
    "Account",
    "Agency",
    "AgencyTree",
    "Applicant",
    "CalendarRangeError",
    "Case",
    "CaseStatus",
    "ChangeKind",
    "Channel",
    "Counter",
    "CountingRules",
    "DateFormatError",
    "DraftReview",
    "Extension",
    "Feedback",
    "FeedbackKind",
    "Finding",
    "Indicator",
    "InternalProcedure",
    "InvalidValueError",
    "Level",
    "MismatchError",
    "MissingExtraError",
    "MonthlyReport",
    "NumberFormatError",
    "OnlineTier",
    "Pause",
    "Period",
    "Predicate",
    "PredicateError",
    "Procedure",
    "ProcedureChange",
    "Rate",
    "RateStatus",
    "Row",
    "Severity",
    "Side",
    "Source",
    "StatedPercent",
    "StatedPoints",
    "Tally",
    "TimeLimit",
    "TthcError",
    "UnknownCounterError",
    "UnknownKeyError",
    "__version__",
    "calendar",
    "cases_behind",
    "check",
    "compare",
    "count",
    "count_each",
    "count_feedback",
    "count_procedures",
    "counting",
    "digitisation_rates",
    "domain",
    "feedback_on_time_rate",
    "field",
    "indicators",
    "late_list",
    "on_time_rate",
    "online_rate",
    "payment_rate",
    "report",
    "rules",
    "samples",
    "testing",
    "tier_shares",
    "vietnamese",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOME:
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    elif name in _ROOM_OF:
        value = import_module(f".{_ROOM_OF[name]}", __name__)
    else:
        from .errors import near

        raise AttributeError(f"tthc_core has no {name!r}. {near(name, __all__)}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
