"""The procedure (thủ tục hành chính, TTHC) and how far it is offered online."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from ..calendar import TimeLimit
from ..labelled import Coded
from .agency import Level
from .checked import checked
from .validity import in_force

__all__ = ["OnlineTier", "Procedure"]


class OnlineTier(Coded):
    """How far a procedure is done online (mức độ dịch vụ công trực tuyến); ``code`` is the portal's MucDo.

    Full and partial are those of Nghị định 42/2022/NĐ-CP. The levels 1 to 4 in use before it are another scale.

    >>> OnlineTier.from_code(4).label
    'toàn trình'
    """

    FULL = "full", "toàn trình", 4
    PARTIAL = "partial", "một phần", 3
    INFORMATION = "information", "chỉ cung cấp thông tin", 2


@frozen(kw_only=True)
@checked
class Procedure:
    """A procedure (thủ tục hành chính), as it is offered.

    Flags are True, False or None, unknown: only True counts.

    :param code: its code (mã TTHC), text as it comes.
    :param name: its name.
    :param field_code: code of the field of work (mã lĩnh vực).
    :param agency_code: the agency that answers for it.
    :param levels: the levels that handle it (cấp thực hiện).
    :param tier: how far it is online; of two tiers, the higher. None counts as information.
    :param time_limit: how long it may take (thời hạn giải quyết).
    :param valid_from: its first day; None where it is not known.
    :param valid_to: its last day; None while it is in force.
    :param for_citizens: citizens can ask for it.
    :param population_connected: connected to the national population database (kết nối CSDL quốc gia về dân cư).
    :param fee_due: has a fee (có phí, lệ phí).
    :param fee_on_portal: its payment is offered on the national portal.
    :param fee_data: its cases carry fee data.
    :param content_complete: made public with every part that the law asks for (công khai đầy đủ nội dung).
    :param published_on_time: was published in time (công bố đúng hạn), as given; read where ``publish_by`` is missing.
    :param public_on_time: was made public in time (công khai đúng hạn), as given; read where ``public_by`` is missing.
    :param decided_on: day of the decision that publishes it (quyết định công bố).
    :param legal_effective_on: the latest day on which its legal basis took effect.
    :param public_on: in the national database since (CSDL quốc gia về TTHC).
    :param publish_by: the last day on which its publishing is in time (hạn công bố): given, or computed from its dates
        by :func:`~tthc_core.counting.with_limits`.
    :param public_by: the last day on which making it public is in time (hạn công khai): likewise.
    :raises InvalidValueError: a value that its field cannot hold.

    >>> Procedure(code="2.002492", tier="full", time_limit=TimeLimit.working_days(5)).tier
    <OnlineTier.FULL: 'full'>
    """

    code: str
    name: str | None = None
    field_code: str | None = None
    agency_code: str | None = None
    levels: tuple[Level, ...] = ()
    tier: OnlineTier | None = None
    time_limit: TimeLimit | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    for_citizens: bool | None = None
    population_connected: bool | None = None
    fee_due: bool | None = None
    fee_on_portal: bool | None = None
    fee_data: bool | None = None
    content_complete: bool | None = None
    published_on_time: bool | None = None
    public_on_time: bool | None = None
    decided_on: date | None = None
    legal_effective_on: date | None = None
    public_on: date | None = None
    publish_by: date | None = None
    public_by: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return in_force(self.valid_from, self.valid_to, day)
