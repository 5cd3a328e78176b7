"""A calendar as a data frame: a row for each day that it covers."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtraError, near
from ..values import refused

if TYPE_CHECKING:
    from .workdays import WorkCalendar

__all__ = ["to_frame"]

BACKENDS = ("polars", "pandas", "pyarrow")


def to_frame(calendar: WorkCalendar, backend: str) -> Any:
    """As :meth:`WorkCalendar.to_frame` says."""
    if backend not in BACKENDS:
        raise refused(backend, "WorkCalendar.to_frame: backend", "a package of data frames", near(backend, BACKENDS))
    days = [calendar.first + timedelta(number) for number in range((calendar.last - calendar.first).days + 1)]
    working = [calendar.is_working_day(day) for day in days]
    until, following = [], dict[date, date | None]()
    total = 0
    for is_working in working:
        total += is_working
        until.append(total)
    later: date | None = None
    for day, is_working in zip(reversed(days), reversed(working), strict=True):
        following[day] = later
        later = day if is_working else later
    try:
        import_module(backend)
        import narwhals.stable.v2 as nw

        schema: dict[str, Any] = {
            "day": nw.Date,
            "is_working_day": nw.Boolean,
            "working_days": nw.Int64,
            "next_working_day": nw.Date,
        }
        values = (days, working, until, [following[day] for day in days])
        found = nw.from_dict(dict(zip(schema, values, strict=True)), schema, backend=backend)  # type: ignore[arg-type]  # Narwhals says which it knows
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"calendar.to_frame({backend!r}) needs the package {error.name}: "
            f"pip install {error.name}, beside tthc_core[frames]."
        ) from None
    return found.to_native()
