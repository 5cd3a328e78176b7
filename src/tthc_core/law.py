"""The legal and official sources that definitions rest on, each with the days between which it is in force (căn cứ).

A source says when its text was last read for this library: ``checked=None`` means that it is known from a report, from
other documents or from figures, and still wants a look at the text itself.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

__all__ = ["Source"]

_READ = date(2026, 11, 23)


@frozen(kw_only=True)
class Source:
    """A document that a definition rests on (căn cứ pháp lý).

    :param title: number and short title, in Vietnamese.
    :param article: the article or clause, where one is meant.
    :param valid_from: the first day in force; None where it is not known.
    :param valid_to: the last day in force; None while it is.
    :param checked: the day on which the text itself was read; None where it was not.
    """

    title: str
    article: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    checked: date | None = None

    def at(self, article: str) -> Source:
        """The same document, at an article."""
        return evolve(self, article=article)

    def in_force_on(self, day: date) -> bool:
        """Whether the document is in force on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def __str__(self) -> str:
        return f"{self.title}, {self.article}" if self.article else self.title


QD_766 = Source(title="Quyết định 766/QĐ-TTg ngày 23/6/2022", valid_from=date(2022, 6, 23))
CV_5633 = Source(title="Công văn 5633/VPCP-KSTT ngày 25/7/2023", valid_from=date(2023, 7, 25))
TT_01_2018 = Source(
    title="Thông tư 01/2018/TT-VPCP", valid_from=date(2018, 6, 21), valid_to=date(2025, 6, 30), checked=_READ
)
ND_63_2010 = Source(title="Nghị định 63/2010/NĐ-CP", valid_from=date(2010, 10, 14), checked=_READ)
NQ_97_2023 = Source(title="Nghị quyết 97/NQ-CP ngày 08/7/2023", valid_from=date(2023, 7, 8))
TT_01_2020 = Source(title="Thông tư 01/2020/TT-VPCP ngày 21/10/2020", valid_from=date(2020, 10, 21))
PORTAL = Source(title="Cách tính của Cổng Dịch vụ công quốc gia")
