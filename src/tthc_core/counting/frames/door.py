"""What is asked of a frame beside its counts; Narwhals is imported once somebody asks."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ...errors import MissingExtraError
from ...measure import Finding

__all__ = ["check_frame", "frame_behind"]


def check_frame(frame: Any, **given: Any) -> tuple[Finding, ...]:
    """The faults of a frame: see :mod:`.faults`."""
    found: tuple[Finding, ...] = _part("faults", frame).check_frame(frame, **given)
    return found


def frame_behind(frame: Any, *arguments: Any, **given: Any) -> Any:
    """The rows behind a figure: see :mod:`.lists`."""
    return _part("lists", frame).frame_behind(frame, *arguments, **given)


def _part(name: str, frame: Any) -> Any:
    try:
        return import_module(f".{name}", __package__)
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"a {type(frame).__name__} needs {error.name}: install tthc_core[frames].") from None
