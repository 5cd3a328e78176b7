"""Which column of a frame holds which field of a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, fields, frozen

from ...errors import InvalidValueError, near
from ...values import refused

__all__ = ["CaseColumns"]

MOMENTS = ("submitted_at", "received_at", "due_at", "finished_at", "returned_at", "refused_at")
#: What opens a span begins with its day, what closes one ends with it: as in `Case`, `Pause` and `Extension`.
OPENING = frozenset({"submitted_at", "received_at", "paused_from", "extended_at"})
CHANGES = ("paused_from", "paused_until", "paused_due_before", "extended_at", "extended_due_before")
REQUIRED = ("status", "received_at", "finished_at")


def _date_only(names: Iterable[str]) -> frozenset[str]:
    if isinstance(names, str):
        raise refused(names, "CaseColumns.date_only", "several names of fields, such as ['due_at']")
    found = frozenset(names)
    for name in sorted(found.difference(MOMENTS, CHANGES)):
        raise InvalidValueError(
            f"CaseColumns.date_only: {name!r} is no moment of a case. {near(name, (*MOMENTS, *CHANGES))}"
        )
    return found


@frozen(kw_only=True)
class CaseColumns:
    """Which column of a frame holds which field of a case (cột dữ liệu hồ sơ).

    Where a column has the name of its field, nothing need be said. A field without a column is not there: the counters
    that need it cannot be counted. ``status``, ``received_at`` and ``finished_at`` are always needed; without
    ``returned_at``, ``refused_at``, or the columns of pauses and extensions, no case has any.

    Columns of enums hold the value ("processed", "online") or the portal's code (9 or "9", 2 or "2"). Moments are local
    time; with a zone they are converted. A column of dates, or one that is named in ``date_only``, holds days: the
    beginning of the day for what opens a span, its end for what closes one.

    :param date_only: the fields whose columns hold days, though their type is a moment: pandas has no type for days.
    :param paused_from: the beginning of the last pause (``Pause.began_at``); for several, see ``pauses=`` of ``count``.
    :param paused_until: its end.
    :param paused_due_before: the due date before it.
    :param extended_at: when the due date was extended (``Extension.decided_at``).
    :param extended_due_before: the due date before that.

    The other parameters are named as the fields of :class:`Case`; None says that a column is not to be used.

    :raises InvalidValueError: the name of a column that is no text; a name in ``date_only`` that is no moment.

    >>> CaseColumns(agency_code="DonVi", date_only=["due_at"]).of("agency_code")
    'DonVi'
    """

    code: str | None = "code"
    national_code: str | None = "national_code"
    procedure_code: str | None = "procedure_code"
    field_code: str | None = "field_code"
    agency_code: str | None = "agency_code"
    handling_agency_code: str | None = "handling_agency_code"
    status: str = "status"
    level: str | None = "level"
    channel: str | None = "channel"
    tier: str | None = "tier"
    applicant: str | None = "applicant"
    submitted_at: str | None = "submitted_at"
    received_at: str = "received_at"
    due_at: str | None = "due_at"
    finished_at: str = "finished_at"
    returned_at: str | None = "returned_at"
    refused_at: str | None = "refused_at"
    paused_from: str | None = "paused_from"
    paused_until: str | None = "paused_until"
    paused_due_before: str | None = "paused_due_before"
    extended_at: str | None = "extended_at"
    extended_due_before: str | None = "extended_due_before"
    synchronised: str | None = "synchronised"
    digitised: str | None = "digitised"
    data_reused: str | None = "data_reused"
    personal_storage_used: str | None = "personal_storage_used"
    population_data_used: str | None = "population_data_used"
    fee_due: str | None = "fee_due"
    paid_online: str | None = "paid_online"
    electronic_result: str | None = "electronic_result"
    without_result_document: str | None = "without_result_document"
    apology_sent: str | None = "apology_sent"
    dissatisfied: str | None = "dissatisfied"
    date_only: frozenset[str] = field(default=(), converter=_date_only)

    def __attrs_post_init__(self) -> None:
        for item in fields(CaseColumns):
            value: Any = getattr(self, item.name)
            if item.name != "date_only" and not isinstance(value, str) and (value is not None or item.name in REQUIRED):
                raise refused(value, f"CaseColumns.{item.name}", "the name of a column")

    def of(self, name: str) -> str | None:
        """The column of a field; of what is no field of a case, the column of that name."""
        found: str | None = getattr(self, name, name)
        return found

    def named(self) -> dict[str, str]:
        """The columns that were given another name than their field."""
        names = {item.name: getattr(self, item.name) for item in fields(CaseColumns) if item.name != "date_only"}
        return {name: column for name, column in names.items() if column not in (None, name)}
