"""The report of Bắc Giang, January 2024: every figure of the original, as it is written, where it is written."""

import random
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import attrs
import pytest

from tthc_core.counting import Tally
from tthc_core.domain import Level
from tthc_core.measure import StatedPercent, StatedPoints
from tthc_core.report import FeedbackFigures, MonthlyReport
from tthc_core.samples import bac_giang_2024_01
from tthc_core.vietnamese import format_count, format_date

# Every figure of the original in its order, but for the numbers of sections and footnotes. The scan has the footnotes
# where its pages end, which is no place in a text: here they end their part. 1230 is written by the rule, 1.230.
ORIGINAL = """
place line         01 2024
title              01 2024
documents          644/CĐ-TTg 13/7/2023 27/CT-TTg 27/10/2023 5633/VPCP-KSTT 25/7/2023
month              01/2024
I.1.1              0 0 0 0 0 0
I.1.2.a            68/NQ-CP 12 5 2020 03/KH-UBND 08/01/2024 2024 2024
I.1.2.b            1085/QĐ-TTg 15 9 2022 09 2024 5392/KH-UBND 26/10/2022 2024 0
I.1.3              0 0 0
I.2.1              18,37% 100% 75,95%
I.2.2.a            20/01/2024 17,3/20 88,3%
I.2.2.b province   25.415 19.320 19.196 99% 6.095
I.2.2.b district   11.418 7.411 7.296 98% 4.007
I.2.2.b commune    19.454 17.302 16.741 97% 2.152
I.2.3              822 42,81% 673 35,05% 425 22,14% 53,8% 94,43% 5,57% 51,21% 40,04% 24,29%
I.2.4              52,36% 52,18% 85,71% 100%
I.2.5              6/2022
I.3                05 05 0 97/NQ-CP 08/7/2023
I.4                6990/UBND-NC 08/12/2023 100%
I.5                766/QĐ-TTg 23/6/2022 25
footnote 3         2022-2025
footnote 4         237/STTTT-CNTT&TT 04/3/2022
footnote 5         1036/STTTT-CNTT&TT 01/8/2022
footnote 6         9482/VPCP-KSTT 04/12/2023
footnote 7         1.230 133
II.2               766/QĐ-TTg
footnote 8         98/QĐ-BGDĐT 05/01/2024 1097/QĐ-BNV 31/12/2023 1098/QĐ-BNV 31/12/2023
footnote 8         1096/QĐ-BNV 31/12/2023 1099/QĐ-BNV 31/12/2023
III.1              63/2010/NĐ-CP 92/2017/NĐ-CP 61/2018/NĐ-CP 27/CT-TTg 27/10/2023 20/QĐ-VPCP 18/01/2024 2024
III.2              03/KH-UBND 08/01/2024 2024
III.3              4 14
III.5              2022-2025 5392/KH-UBND 26/10/2022 100%
III.6              2024
III.7              100% 100% 90% 85%
IV.2               766/QĐ-TTg
closing            01/2024
"""
FIGURES = [(line[:19].rstrip(), figure) for line in ORIGINAL.strip().splitlines() for figure in line[19:].split()]

# A section's number is not a figure; everything else with digits is. Superscripts are not digits.
FIGURE = re.compile(r"(?<![\w,./])\d[\d.,]*(?:[/-][\w&Đ-]+)*%?(?<![.,])")
HEADING = re.compile(r"^(?:\d\.){1,2} ")


def figures_of(text: str) -> list[str]:
    lines = (HEADING.sub("", line) for line in text.splitlines())
    return [figure for line in lines for figure in FIGURE.findall(line)]


def test_every_figure_of_the_original_is_printed_as_written_in_its_order() -> None:
    printed = iter(figures_of(bac_giang_2024_01().to_text()))
    for where, figure in FIGURES:
        assert figure in printed, f"{where}: {figure} is not there, or not in its place"


def test_nothing_is_printed_that_the_original_does_not_have() -> None:
    assert figures_of(bac_giang_2024_01().to_text()) == [figure for _, figure in FIGURES]


def test_the_page_has_its_sections_in_order() -> None:
    text = bac_giang_2024_01().to_text()
    headings = [line.split(" ")[0] for line in text.splitlines() if re.match(r"(?:[IV]+|\d\.\d|\d|[ab])[.)] ?", line)]
    part_1 = "I. 1. 1.1. 1.2. a) b) 1.3. 2. 2.1. 2.2. a) b) 2.3. 2.4. 2.5. 3. 4. 5."
    assert " ".join(headings) == f"{part_1} II. 1. 2. III. 1. 2. 3. 4. 5. 6. 7. IV. 1. 2."


def test_head_and_foot_stand_as_on_the_original() -> None:
    lines = bac_giang_2024_01().to_text().splitlines()
    assert lines[:8] == [
        "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
        "Số:      /BC-UBND",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "Bắc Giang, ngày tháng 01 năm 2024",
        "",
    ]
    assert lines[-4:] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Mai Sơn"]
    assert "- Lưu: VT, NC-KSTT." in lines


@pytest.mark.parametrize(
    "scanned",
    ["644/CD-TTg", "Công Dịch vụ", "Công dịch vụ", "thông kê", "lầy số", "đề địa phương", "đến đến", "/03/", "/08/2"],
)
def test_errors_of_the_scan_are_put_right(scanned: str) -> None:
    assert scanned not in bac_giang_2024_01().to_text()


def test_the_window_is_marked_as_assumed() -> None:
    report = bac_giang_2024_01()
    assert report.period.window == (date(2023, 12, 15), date(2024, 1, 14))
    assert report.window_assumed


# -- each figure replaced by another -----------------------------------------------------------------------------------


class Replacer:
    """Distinct random values in place of every figure of a report, one by one, and how old and new are printed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.used: set[str] = set()

    def fresh(self, make: Any) -> Any:
        while (text := str(value := make(self.random))) in self.used:
            pass
        self.used.add(text)
        return value

    def count(self) -> int:
        count: int = self.fresh(lambda r: r.randrange(10**8, 10**9))
        return count

    def variants(self, value: Any) -> Iterator[tuple[Any, str, str]]:
        """(the value with one figure replaced, what was printed, what is now) for each figure in it."""
        match value:
            case FeedbackFigures(received=0, handled_in_time=None):
                return  # "không có": words, no figure
            case bool() | None:
                return
            case int():
                new = self.count()
                yield new, format_count(value), format_count(new)
            case StatedPercent():
                percent = self.fresh(lambda r: StatedPercent(Decimal(r.randrange(1000, 9999)).scaleb(-2)))
                yield percent, str(value), str(percent)
            case StatedPoints():
                points = self.fresh(
                    lambda r: StatedPoints(Decimal(r.randrange(100, 200)).scaleb(-1), Decimal(r.randrange(20, 90)))
                )
                yield points, str(value), str(points)
            case date():
                day = self.fresh(lambda r: date(r.randrange(1800, 1990), r.randrange(1, 13), r.randrange(1, 29)))
                yield day, format_date(value), format_date(day)
            case str() if not isinstance(value, Level):
                for found in re.finditer(r"\d+", value):
                    digits = str(self.count())
                    yield value[: found.start()] + digits + value[found.end() :], found[0], digits
            case tuple():
                for i, item in enumerate(value):
                    for new_item, old, now in self.variants(item):
                        yield (*value[:i], new_item, *value[i + 1 :]), old, now
            case Tally():
                figures = {key: row.as_dict() for key, row in value.items()}
                for key, row in figures.items():
                    for name, count in row.items():
                        for new_count, old, now in self.variants(count):
                            yield Tally.published(figures | {key: row | {name: new_count}}, value.period), old, now
            case _ if attrs.has(type(value)) and not isinstance(value, Tally):
                for field in attrs.fields(type(value)):
                    if field.name in {"period", "window_assumed"}:
                        continue
                    for item, old, now in self.variants(getattr(value, field.name)):
                        yield attrs.evolve(value, **{field.name: item}), old, now


Place = tuple[int, str, str]


def replaceable(report: MonthlyReport, replacer: Replacer) -> Iterator[Place]:
    """(where it is printed, the old figure, the new one) for each figure that is a field or stands in a text."""
    text = report.to_text()
    for other, old, new in replacer.variants(report):
        printed = other.to_text()
        assert printed.count(new) == 1, (old, new)
        place = printed.index(new)
        # Nothing else moves: with the old figure back in its place, it is the old text.
        assert printed[:place] + old + printed[place + len(new) :] == text, (old, new)
        assert not text[place - 1].isdigit()
        assert not text[place + len(old)].isdigit()
        yield place, old, new


def replaced(text: str, places: list[Place]) -> str:
    for place, old, new in sorted(places, reverse=True):
        text = text[:place] + new + text[place + len(old) :]
    return text


def test_each_figure_replaced_appears_once_in_its_place_and_nothing_else_moves() -> None:
    report = bac_giang_2024_01()
    places = list(replaceable(report, Replacer(seed=2024)))
    assert len({place for place, _, _ in places}) == len(places)
    # What no field holds is in the official name of a section, or is the month.
    assert figures_of(replaced(report.to_text(), [(place, old, "…") for place, old, _ in places])) == OFFICIAL.split()


OFFICIAL = """
01 2024 01 2024 01/2024 68/NQ-CP 12 5 2020 1085/QĐ-TTg 15 9 2022 2024 97/NQ-CP 08/7/2023 766/QĐ-TTg 23/6/2022
9482/VPCP-KSTT 04/12/2023 01/2024
"""


def test_all_figures_replaced_at_once_leave_no_old_one() -> None:
    report = bac_giang_2024_01()
    places = list(replaceable(report, Replacer(seed=1)))
    everything = report
    for i in range(len(places)):
        everything, _, _ = next(islice(Replacer(seed=1).variants(everything), i, None))
    printed = everything.to_text()
    assert set(figures_of(printed)) & set(figures_of(report.to_text())) == set(OFFICIAL.split())
    in_order = [new for _, _, new in sorted(places)]
    assert re.findall("|".join(map(re.escape, in_order)), printed) == in_order
