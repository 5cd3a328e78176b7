"""What is counted: cases, procedures, feedback, agencies, and the records of regulation reform."""

from .agency import Agency, AgencyTree, Level
from .case import Applicant, Case, CaseStatus, Channel, Extension, Pause
from .feedback import Feedback, FeedbackKind
from .procedure import OnlineTier, Procedure
from .reform import ChangeKind, DraftReview, InternalProcedure, ProcedureChange

__all__ = [
    "Agency",
    "AgencyTree",
    "Applicant",
    "Case",
    "CaseStatus",
    "ChangeKind",
    "Channel",
    "DraftReview",
    "Extension",
    "Feedback",
    "FeedbackKind",
    "InternalProcedure",
    "Level",
    "OnlineTier",
    "Pause",
    "Procedure",
    "ProcedureChange",
]
