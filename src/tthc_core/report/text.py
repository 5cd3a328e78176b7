"""The monthly report as plain text: the words of ``wording``, filled with the figures of a report.

``blocks`` gives the page as a list of what each line is and says; ``to_text`` is one way to look at it.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import reduce

from attrs import frozen

from ..errors import InvalidValueError, near
from ..measure import Rate, RateStatus
from ..vietnamese import format_count, format_date, format_percent, join
from .monthly import MonthlyReport
from .parts import FeedbackFigures
from .wording import FEEDBACK, WORDING, Kind, Line

__all__ = ["Block", "blocks", "to_text"]

MISSING = "–"
NOTHING = (None, 0, "", ())
OPTIONAL = re.compile(r"<([^<>]*)>")
FIELD = re.compile(r"\{([\w.]*)(:level)?\}")
FOOTNOTE = re.compile(r"\^\[([^\[\]]*)\]")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@frozen
class Block:
    """A printed line: what it is, its text, and its number where it is a footnote or one of a numbered list."""

    kind: Kind
    text: str
    number: int | None = None


@frozen
class _Filler:
    """Puts the figures of a report into a template."""

    level_places: int
    keep_ends: bool

    def fill(self, template: str, source: object) -> str:
        def optional(found: re.Match[str]) -> str:
            return "" if any(_look_up(source, path) in NOTHING for path, _ in FIELD.findall(found[1])) else found[1]

        def write(found: re.Match[str]) -> str:
            return self.say(_look_up(source, found[1]), places=self.level_places if found[2] else 2)

        return FIELD.sub(write, OPTIONAL.sub(optional, template))

    def say(self, value: object, places: int = 2) -> str:
        match value:
            case None | "":
                return MISSING
            case int():
                return format_count(value)
            case Rate():
                mark = " (chưa đủ số liệu)" if value.status is RateStatus.INCOMPLETE else ""
                return format_percent(value, places=places, keep_ends=self.keep_ends) + mark
            case date():
                return format_date(value)
            case FeedbackFigures():
                return "không có" if value == FeedbackFigures(received=0) else self.fill(FEEDBACK, value)
            case tuple():
                return join([self.say(item) for item in value])
            case _:
                return str(value)


def _look_up(source: object, path: str) -> object:
    """The value at a path: ``online.partial``; the source itself where the path is empty."""
    return reduce(getattr, path.split("."), source) if path else source


def blocks(report: MonthlyReport, *, level_places: int = 2, keep_ends: bool = False) -> Iterator[Block]:
    """The page, line by line (từng dòng của báo cáo), footnotes numbered and gathered at the end of each part.

    :param level_places: digits after the comma of the levels' on-time rates, where they are computed from counts.
    :param keep_ends: a computed rate prints "100%" only for exactly all, "0%" only for exactly none.
    """
    filler = _Filler(level_places, keep_ends)
    notes: list[str] = []
    printed = 0

    def gather(found: re.Match[str]) -> str:
        notes.append(found[1])
        return str(len(notes)).translate(SUPERSCRIPT)

    for line in WORDING:
        if line.kind is Kind.FOOTNOTE:
            yield from (Block(line.kind, note, number) for number, note in enumerate(notes[printed:], printed + 1))
            printed = len(notes)
            continue
        for number, item in enumerate(_items(report, line), 1):
            if text := FOOTNOTE.sub(gather, filler.fill(line.template, item)):
                yield Block(line.kind, text, number if line.kind is Kind.NUMBERED else None)


def _items(report: MonthlyReport, line: Line) -> tuple[object, ...]:
    """What a line is printed for, once each."""
    if not line.each:
        return (report,)
    items: tuple[object, ...] = getattr(report, line.each)
    # An empty list of texts is a missing text; an empty list of records is none.
    return items or ((None,) if line.template == "{}" else ())


# A line of these kinds has an empty one before it, where another kind goes before; of those, after it.
APART = {
    Kind.NATION,
    Kind.PLACE,
    Kind.TITLE,
    Kind.PART,
    Kind.SECTION,
    Kind.SUBSECTION,
    Kind.FOOTNOTE,
    Kind.CLOSING,
    Kind.RECIPIENTS,
    Kind.AUTHORITY,
    Kind.SIGNER,
}
APART_AFTER = {Kind.TITLE, Kind.FOOTNOTE}


def to_text(
    report: MonthlyReport, *, section: str | None = None, level_places: int = 2, keep_ends: bool = False
) -> str:
    """The report as plain text (văn bản thuần), a paragraph a line. See :func:`blocks` for the parameters.

    :param section: only the section with this number: "2.2", "I", "II.1".
    :raises InvalidValueError: no section has the number.
    """
    page = list(blocks(report, level_places=level_places, keep_ends=keep_ends))
    lines: list[str] = []
    previous = Kind.ISSUER
    for block in page if section is None else _section(page, section):
        if block.kind != previous and (block.kind in APART or previous in APART_AFTER):
            lines.append("")
        lines.append(_line(block))
        previous = block.kind
    return "\n".join(lines).lstrip("\n") + "\n"


HEADINGS = (Kind.PART, Kind.SECTION, Kind.SUBSECTION)


def _section(page: list[Block], number: str) -> list[Block]:
    """The heading with the number and what stands below it, up to the next heading of its kind or above."""
    headings: dict[str, int] = {}
    part = ""
    for i, block in enumerate(page):
        if block.kind in HEADINGS:
            name = block.text.partition(". ")[0]
            part = name if block.kind is Kind.PART else part
            # The parts number their sections anew: "1" is that of part I, "II.1" that of part II.
            headings.setdefault(name, i)
            headings.setdefault(f"{part}.{name}", i)
    if number not in headings:
        hint = "" if isinstance(number, str) else " A number is written as text."
        raise InvalidValueError(f"section {number!r}: the report has no such section. {near(number, headings)}{hint}")
    first = headings[number]
    above = HEADINGS[: HEADINGS.index(page[first].kind) + 1]
    ends = (i for i, block in enumerate(page) if i > first and (block.kind in above or block.kind is Kind.CLOSING))
    return page[first : next(ends)]


def _line(block: Block) -> str:
    match block.kind:
        case Kind.ISSUER:
            return block.text.upper()
        case Kind.ITEM:
            return f"- {block.text}"
        case Kind.SUBITEM:
            return f"  + {block.text}"
        case Kind.NUMBERED:
            return f"{block.number}. {block.text}"
        case Kind.FOOTNOTE:
            return f"{str(block.number).translate(SUPERSCRIPT)} {block.text}"
        case _:
            return block.text
