"""A tally as a table to look at: plain text for the terminal, HTML for a notebook."""

from __future__ import annotations

from html import escape

from ..vietnamese import format_number
from .keys import label_of
from .row import Row
from .subjects import SUBJECTS
from .tally import Tally

__all__ = ["to_html", "to_text"]

# What a report prints of cases, procedures and feedback.
_SHOWN = (
    *("caseload", "carried_over", "received", "resolved", "resolved_in_time", "late", "closed_otherwise"),
    *("pending", "pending_overdue"),
    *("procedures", "tier_full", "tier_partial", "tier_information", "with_fee", "public"),
)
_FEW = 9


def to_text(tally: Tally) -> str:
    """The table for a terminal: a line for each key and one for the total, numbers to the right."""
    lines = [_heading(tally), *_cells(tally)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    texts = len(_groups(tally))
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i < texts else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def to_html(tally: Tally) -> str:
    """The table for a notebook; every text in it is escaped."""
    texts = len(_groups(tally))
    head = "".join(f"<th>{escape(cell)}</th>" for cell in _heading(tally))
    body = "".join(
        "<tr>"
        + "".join(
            f"<th>{escape(cell)}</th>" if i < texts else f'<td style="text-align:right">{escape(cell)}</td>'
            for i, cell in enumerate(line)
        )
        + "</tr>"
        for line in _cells(tally)
    )
    caption = f"<caption>{escape(str(tally.period))}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _groups(tally: Tally) -> tuple[str, ...]:
    """The headings of the key; one empty heading where nothing was grouped."""
    groups = SUBJECTS[tally.subject].groups
    # A column of a frame has no name but its own.
    return tuple(groups[name].label if name in groups else name for name in tally.groups) or ("",)


def _shown(tally: Tally) -> list[tuple[str, str]]:
    """The counters that are shown: all of a small choice, else the ones that a report prints."""
    known = {counter.name: counter.label or counter.name for counter in tally.counters}
    if len(known) <= _FEW:
        return list(known.items())
    return [(name, known[name]) for name in _SHOWN if name in known]


def _heading(tally: Tally) -> list[str]:
    return [*_groups(tally), *(label for _, label in _shown(tally))]


def _cells(tally: Tally) -> list[list[str]]:
    rows = [([label_of(part) for part in tally.parts(key)] or ["Tổng số"], row) for key, row in tally.items()]
    if len(rows) > 1:
        rows.append((["Tổng số", *[""] * (len(_groups(tally)) - 1)], tally.total()))
    return [[*names, *(_number(row, name) for name, _ in _shown(tally))] for names, row in rows]


def _number(row: Row, name: str) -> str:
    value = row.get(name)
    return "–" if value is None else format_number(value)
