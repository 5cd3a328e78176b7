"""Counting frames of any engine that Narwhals knows, by the very definitions that objects are counted by.

Nothing here imports Narwhals before a frame comes: it is the extra ``frames``.
"""

from .columns import CaseColumns
from .verbs import Frame, is_frame, over_frame

__all__ = ["CaseColumns", "Frame", "is_frame", "over_frame"]
