"""What a count can be grouped by: fields of ``Case`` named without ``_code``, and the month, week or day of receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

from ..errors import InvalidValueError, near

__all__ = ["CASE_GROUPS", "FEEDBACK_GROUPS", "PROCEDURE_GROUPS", "By", "Group", "grouping", "names_of"]

By: TypeAlias = str | tuple[str, ...] | None


@frozen
class Group:
    """A way to group cases: the field of ``Case``, the Vietnamese name, and for a date the span it is cut to."""

    field: str
    label: str
    span: Literal["month", "week", "day"] | None = None


CASE_GROUPS: dict[str, Group] = {
    "level": Group("level", "Cấp"),
    "agency": Group("agency_code", "Cơ quan"),
    "handling_agency": Group("handling_agency_code", "Đơn vị xử lý"),
    "field": Group("field_code", "Lĩnh vực"),
    "procedure": Group("procedure_code", "TTHC"),
    "channel": Group("channel", "Kênh thực hiện"),
    "tier": Group("tier", "Mức độ DVCTT"),
    "applicant": Group("applicant", "Đối tượng"),
    "received_month": Group("received_at", "Tháng tiếp nhận", "month"),
    "received_week": Group("received_at", "Tuần tiếp nhận", "week"),
    "received_day": Group("received_at", "Ngày tiếp nhận", "day"),
}
PROCEDURE_GROUPS: dict[str, Group] = {name: CASE_GROUPS[name] for name in ("agency", "field", "tier")}
FEEDBACK_GROUPS: dict[str, Group] = {"agency": CASE_GROUPS["agency"], "kind": Group("kind", "Phân loại")} | {
    name: CASE_GROUPS[name] for name in ("received_month", "received_week", "received_day")
}


def grouping(by: str | Sequence[str] | None, groups: Mapping[str, Group]) -> By:
    """The grouping as a tally keeps it: one name, several names, or none.

    :raises InvalidValueError: a name that is no group; for ``month`` the message points to ``count_each``.
    """
    if by is None:
        return None
    names = (by,) if isinstance(by, str) else tuple(by)
    for name in names:
        if name in ("month", "period", "week", "quarter", "year"):
            raise InvalidValueError(
                f"by={name!r}: a case counts in several periods, so that a period is no group. "
                "Use count_each(cases, periods), or by='received_month' for the month of receipt."
            )
        if name not in groups:
            plain = str(name).removesuffix("_code")
            hint = f" Write {plain!r}." if plain != name and plain in groups else ""
            raise InvalidValueError(f"by={name!r} is not a group.{hint} {near(name, groups)}")
    if not names or len(set(names)) < len(names):
        raise InvalidValueError(f"by={by!r}: expected one group, or several different ones. {near('', groups)}")
    return by if isinstance(by, str) else names


def names_of(by: By) -> tuple[str, ...]:
    """The names that a grouping has: none, one or several."""
    return () if by is None else (by,) if isinstance(by, str) else by
