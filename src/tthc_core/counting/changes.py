"""What changed inside a window: agencies that ended, began or were followed, levels that ended (thay đổi cơ quan, cấp).

None of it moves a figure; it is said in findings. A note: the change lies inside the window. A warning: there should be
no figures at all, or they could not be taken to one successor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..domain import Agency, AgencyTree, Level
from ..measure import Finding, Severity
from ..vietnamese import format_date
from .keys import Key

if TYPE_CHECKING:
    from .tally import Tally

__all__ = ["BY_AGENCY", "OF_A_WINDOW", "agency_changes", "level_changes", "takings"]

BY_AGENCY = ("agency", "handling_agency")
OF_A_WINDOW = ("agency_ended", "agency_began", "level_ended")
"""The findings that depend on the window alone: of two windows put together they are asked again."""
_OF_A_TAKING = ("agency_taken_over", "agency_divided", "agency_without_successor", "agency_not_yet")

_LAW = "Luật Tổ chức chính quyền địa phương 72/2025/QH15"


def _with_figures(tally: Tally) -> list[Key]:
    """The keys of rows that are more than zeros: cases outside of the window also make a row, of zeros."""
    return [key for key in tally if any(tally._rows[key][: len(tally.counters)])]


# -- inside the window -------------------------------------------------------------------------------------------------


def agency_changes(tally: Tally, tree: AgencyTree) -> Iterator[Finding]:
    """Of each agency with figures: that it ended or began inside the window, or was not there in it."""
    first, last = tally.window
    told = {finding.place[0] for finding in tally.findings if finding.code in _OF_A_TAKING}
    for agency in (tree[key] for key in _with_figures(tally) if key in tree and key not in told):
        level_ended = agency.level.last_day
        if agency.valid_to is not None and agency.valid_to < last:
            yield _ended(agency, agency.valid_to, first)
        elif agency.valid_to is None and level_ended is not None and level_ended < last:
            yield _of_ended_level(agency, level_ended, first)
        if agency.valid_from is not None and agency.valid_from > first:
            yield _began(agency, agency.valid_from, last, [one.code for one in tree if agency.code in one.successors])


def level_changes(tally: Tally) -> Iterator[Finding]:
    """Of a tally by level: that a level with figures ended inside the window, or before it.

    >>> from tthc_core import Level, Period, Tally
    >>> july = Tally.published({Level.DISTRICT: {"received": 3}}, Period.month(2025, 7))
    >>> [(finding.code, str(finding.severity)) for finding in level_changes(july)]
    [('level_ended', 'warning')]
    """
    if "level" not in tally.groups:
        return
    (first, last), at = tally.window, tally.groups.index("level")
    for level in dict.fromkeys(tally.parts(key)[at] for key in _with_figures(tally)):
        if isinstance(level, Level) and level.last_day is not None and level.last_day < last:
            yield Finding(
                code="level_ended",
                severity=_severity(level.last_day, first),
                place=(level.label,),
                values={"last_day": level.last_day},
                message=f"{level.label} {_until(level.last_day, first)} ({_LAW}).",
            )


def _severity(last_day: date, first: date) -> Severity:
    return Severity.WARNING if last_day < first else Severity.NOTE


def _until(last_day: date, first: date) -> str:
    if last_day < first:
        return f"đã kết thúc ngày {format_date(last_day)}, trước kỳ, mà vẫn có số liệu"
    return f"kết thúc ngày {format_date(last_day)}, trong kỳ"


def _ended(agency: Agency, last_day: date, first: date) -> Finding:
    after = f"cơ quan kế thừa: {', '.join(agency.successors)}" if agency.successors else "chưa ghi cơ quan kế thừa"
    return Finding(
        code="agency_ended",
        severity=_severity(last_day, first),
        place=(agency.code, "valid_to"),
        values={"valid_to": last_day, "successors": agency.successors},
        message=f"{agency.name} {_until(last_day, first)}; {after}.",
    )


def _of_ended_level(agency: Agency, last_day: date, first: date) -> Finding:
    return Finding(
        code="level_ended",
        severity=_severity(last_day, first),
        place=(agency.code, "level"),
        values={"last_day": last_day},
        expected="ngày kết thúc của cơ quan (valid_to)",
        message=f"{agency.name}: {agency.level.label} {_until(last_day, first)} ({_LAW}); "
        "cây cơ quan chưa ghi ngày kết thúc của cơ quan.",
    )


def _began(agency: Agency, first_day: date, last: date, before: list[str]) -> Finding:
    late = first_day > last
    when = (
        f"chỉ có từ ngày {format_date(first_day)}, sau kỳ" if late else f"có từ ngày {format_date(first_day)}, trong kỳ"
    )
    return Finding(
        code="agency_began",
        severity=Severity.WARNING if late else Severity.NOTE,
        place=(agency.code, "valid_from"),
        values={"valid_from": first_day, "predecessors": tuple(before)},
        message=f"{agency.name} {when}{'; trước đó: ' if before else ''}{', '.join(before)}.",
    )


# -- taken to the agencies of a day ------------------------------------------------------------------------------------


def takings(tally: Tally, day: date, tree: AgencyTree) -> Iterator[Finding]:
    """Of each agency with figures that does not exist on a day: what became of its figures."""
    codes = dict.fromkeys(
        part
        for key in _with_figures(tally)
        for name, part in zip(tally.groups, tally.parts(key), strict=True)
        if name in BY_AGENCY
    )
    for agency in (tree[code] for code in codes if code in tree):
        if not agency.valid_on(day):
            yield _taking(agency, day, tree)


def _taking(agency: Agency, day: date, tree: AgencyTree) -> Finding:
    now, holder = tree.current_of(agency.code, day), tree._taken_to(agency.code, day)
    severity, stays = Severity.WARNING, "để riêng một dòng" if holder == agency.code else f"để ở dòng {holder}"
    if agency.valid_to is None or agency.valid_to >= day:
        return Finding(
            code="agency_not_yet",
            severity=severity,
            place=(agency.code, "valid_from"),
            values={"valid_from": agency.valid_from},
            message=f"{agency.name} chưa có vào ngày {format_date(day)}: số liệu {stays}.",
        )
    if len(now) > 1:
        code, became = "agency_divided", f"chia cho {', '.join(now)}: số liệu không chia được, {stays}"
    elif now == (agency.code,) or (holder in tree and not tree[holder].valid_on(day)):
        nobody = f"không có cơ quan kế thừa vào ngày {format_date(day)}"
        code, became = "agency_without_successor", f"{nobody}: số liệu {stays}"
    else:
        severity, code, became = Severity.NOTE, "agency_taken_over", f"số liệu chuyển sang {holder}"
    return Finding(
        code=code,
        severity=severity,
        place=(agency.code, "valid_to"),
        values={"valid_to": agency.valid_to, "successors": now},
        message=f"{agency.name} kết thúc ngày {format_date(agency.valid_to)}; {became}.",
    )
