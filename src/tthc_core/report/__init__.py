"""The monthly report: its figures and texts, its printed form, and what it must add up to."""

from .checks import check, check_report
from .late import LateCase, LateList, late_list
from .levels import LevelRow
from .monthly import MonthlyReport
from .parts import (
    Digitisation,
    DraftReviews,
    FeedbackFigures,
    InternalProcedures,
    OfficialDocument,
    OnlineServices,
    Percentage,
    PortalProgress,
    ProcedureChanges,
    Signer,
    SourceDifference,
    SystemIntegration,
    Transparency,
)
from .text import Block, blocks
from .wording import Kind

__all__ = [
    "Block",
    "Digitisation",
    "DraftReviews",
    "FeedbackFigures",
    "InternalProcedures",
    "Kind",
    "LateCase",
    "LateList",
    "LevelRow",
    "MonthlyReport",
    "OfficialDocument",
    "OnlineServices",
    "Percentage",
    "PortalProgress",
    "ProcedureChanges",
    "Signer",
    "SourceDifference",
    "SystemIntegration",
    "Transparency",
    "blocks",
    "check",
    "check_report",
    "late_list",
]
