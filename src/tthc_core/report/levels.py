"""Section 2.2.b of the monthly report: what a tally says of each level (kết quả giải quyết theo cấp)."""

from attrs import fields, frozen

from .. import indicators
from ..counting import Row, Tally
from ..domain import Level
from ..measure import Rate, StatedPercent
from ..vietnamese import format_count
from .parts import Percentage

__all__ = ["LevelRow", "level_row", "set_aside"]


@frozen(kw_only=True)
class LevelRow:
    """2.2.b: what the page says of one level (cấp): the counts that are known, and the on-time rate as printed."""

    label: str
    caseload: int | None
    resolved: int | None
    resolved_in_time: int | None
    resolved_not_judged: int | None
    pending: int | None
    pending_in_time: int | None
    pending_overdue: int | None
    paused: int | None
    pending_not_judged: int | None
    closed_otherwise: int | None
    on_time_counted: Rate
    on_time_stated: StatedPercent | None

    @property
    def on_time(self) -> Percentage:
        """The rate that is printed: the stated one, else by the counts."""
        return self.on_time_counted if self.on_time_stated is None else self.on_time_stated


COUNTS = [one.name for one in fields(LevelRow) if one.type == int | None]
UNKNOWN = dict.fromkeys(COUNTS)


def level_row(level: Level | None, row: Row | None, stated: StatedPercent | None) -> LevelRow:
    """The row of the page from the row of a tally; all unknown where the tally has none."""
    counts = UNKNOWN if row is None else {name: row.get(name) for name in COUNTS}
    if row is not None and row.tally.rules.paused == "in_time":
        counts["paused"] = None  # under this rule they are a part of pending_in_time, not beside it
    return LevelRow(
        label="Chưa rõ cấp" if level is None else level.label,
        on_time_counted=Rate.unknown() if row is None or _none_judged(counts) else row.rate(indicators.ON_TIME),
        on_time_stated=stated,
        **counts,
    )


def _none_judged(counts: dict[str, int | None]) -> bool:
    # A page may say so, and then has no rate; check finds it.
    return (counts["resolved_not_judged"] or 0) > (counts["resolved"] or 0)


SET_ASIDE = {
    "no_receipt": "chưa có ngày tiếp nhận",
    "undated_end": "đã kết thúc nhưng không có ngày",
    "unreadable": "không rõ trạng thái",
}


def set_aside(tally: Tally) -> str:
    """The rows of a tally that could not be counted, in words; "" where there are none or nobody knows."""
    account = tally.account
    if account is None:
        return ""
    counts = {what: getattr(account, place) for place, what in SET_ASIDE.items()}
    return ", ".join(f"{format_count(count)} hồ sơ {what}" for what, count in counts.items() if count)
