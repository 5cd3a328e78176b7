"""What is asked of a frame beside its counts; Narwhals is imported once somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, TypeVar

from ...calendar import ReceiptRule, TimeLimit, WorkCalendar
from ...domain import Procedure
from ...errors import MissingExtraError
from ...measure import Finding
from .columns import CaseColumns
from .verbs import Frame

__all__ = ["check_frame", "frame_behind", "times_of_frame", "with_due_dates", "with_working_days"]

FrameT = TypeVar("FrameT", bound=Frame)


def check_frame(frame: Any, **given: Any) -> tuple[Finding, ...]:
    """The faults of a frame: see :mod:`.faults`."""
    found: tuple[Finding, ...] = _part("faults", frame).check_frame(frame, **given)
    return found


def frame_behind(frame: Any, *arguments: Any, **given: Any) -> Any:
    """The rows behind a figure: see :mod:`.lists`."""
    return _part("lists", frame).frame_behind(frame, *arguments, **given)


def times_of_frame(frame: Any, *arguments: Any, **given: Any) -> list[int]:
    """The times that a total adds up: see :mod:`.lists`."""
    found: list[int] = _part("lists", frame).times_of_frame(frame, *arguments, **given)
    return found


def with_working_days(
    frame: FrameT,
    calendar: WorkCalendar,
    *,
    start: str = "received_at",
    end: str = "finished_at",
    name: str = "working_days",
    columns: CaseColumns | None = None,
) -> FrameT:
    """The frame with the working days between two moments of each row (số ngày làm việc), as a frame of the same kind.

    Counted as :meth:`WorkCalendar.working_days_between` does: below 0 where the end lies before the start; null where a
    moment is missing or the calendar does not cover it.

    :param start: the field or column of the first moment.
    :param end: that of the last.
    :param name: the column that is added.
    :param columns: which column holds which field.
    :raises UnknownKeyError: a column is not there.
    :raises InvalidValueError: a column without moments or days; one of that name is there already.

    >>> import polars as pl
    >>> from datetime import date
    >>> from tthc_core import WorkCalendar
    >>> days = {"received_at": [date(2024, 7, 5), date(2024, 7, 8)], "finished_at": [date(2024, 7, 12), None]}
    >>> with_working_days(pl.DataFrame(days), WorkCalendar.vietnam())["working_days"].to_list()
    [5, None]
    """
    found: FrameT = _part("workdays", frame).with_working_days(frame, calendar, start, end, name, columns)
    return found


def with_due_dates(
    frame: FrameT,
    calendar: WorkCalendar,
    limits: TimeLimit | Mapping[str, TimeLimit] | Iterable[Procedure],
    *,
    received: str = "received_at",
    procedure: str = "procedure_code",
    receipt: ReceiptRule = "next_moment",
    name: str = "due_by_limit",
    columns: CaseColumns | None = None,
) -> FrameT:
    """The frame with the due date that the limit of its procedure gives each row, as a frame of the same kind.

    It is what :func:`due_from` gives: without pauses and extensions. Null where the receipt or the limit is not known,
    or the calendar does not cover the receipt or the due date.

    :param limits: a limit for each code, procedures that state theirs, or one limit for all rows.
    :param received: the field or column of the receipt.
    :param procedure: that of the procedure's code.
    :param receipt: the rule for a receipt outside working time.
    :param name: the column that is added.
    :param columns: which column holds which field.
    :raises UnknownKeyError: a column is not there.
    :raises InvalidValueError: what is no limit; a procedure with several; an unknown rule; a column of that name.

    >>> import polars as pl
    >>> from datetime import datetime
    >>> from tthc_core import TimeLimit, WorkCalendar
    >>> friday = datetime(2024, 7, 5, 10)
    >>> frame = pl.DataFrame({"procedure_code": ["1.001", "2.002"], "received_at": [friday, friday]})
    >>> limits = {"1.001": TimeLimit.working_days(5), "2.002": TimeLimit.working_hours(4)}
    >>> for due in with_due_dates(frame, WorkCalendar.vietnam(), limits)["due_by_limit"]:
    ...     print(due)
    2024-07-12 10:00:00
    2024-07-05 16:00:00
    """
    part = _part("due_dates", frame)
    found: FrameT = part.with_due_dates(frame, calendar, limits, received, procedure, receipt, name, columns)
    return found


def _part(name: str, frame: Any) -> Any:
    try:
        return import_module(f".{name}", __package__)
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"a {type(frame).__name__} needs {error.name}: install tthc_core[frames].") from None
