"""The days that Monday to Friday do not explain, 2019 to 2027: the table.

A holiday is fixed by law, and one on a weekend gives the next working day off (Bộ luật Lao động 2019, articles 111 and
112). The days around Tết and Quốc khánh, and the swaps of a weekday for a Saturday, rest on a letter of each year.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from ..labelled import member
from ..law import Source
from .kinds import DayKind, SpecialDay

__all__ = ["special_days"]


@cache
def special_days() -> tuple[SpecialDay, ...]:
    """Every special day of the table, by date."""
    rows = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines() if "|" in line)
    return tuple(
        SpecialDay(
            date.fromisoformat(day),
            member(DayKind, kind, "special_days"),
            name,
            other=date.fromisoformat(other) if other else None,
            source=SOURCES[source],
            certain=certain == "certain",
        )
        for day, kind, name, other, source, certain in rows
    )


# All of them are known from secondary sources: none has a day on which its text was read.
SOURCES = {
    # The sources of these two years are not at hand; the days are those that the package holidays knows.
    "package": Source(title="gói Python holidays 0.109"),
    "111.3": Source(title="Bộ luật Lao động 2019", article="khoản 3 Điều 111", valid_from=date(2021, 1, 1)),
    "112": Source(title="Bộ luật Lao động 2019", article="Điều 112", valid_from=date(2021, 1, 1)),
    "4875": Source(title="Thông báo 4875/TB-LĐTBXH"),
    "119": Source(title="Thông báo 119/TB-LĐTBXH"),
    "5034": Source(title="Thông báo 5034/TB-LĐTBXH"),
    "5015": Source(title="Thông báo 5015/TB-LĐTBXH"),
    "1570": Source(title="Thông báo 1570/TB-LĐTBXH"),
    "6150": Source(title="Thông báo 6150/TB-BLĐTBXH"),
    "8726": Source(title="Công văn 8726/VPCP-KGVX"),
    "12729": Source(title="Công văn 12729/VPCP-KGVX"),
    "9441": Source(title="Thông báo 9441/TB-BNV"),
    "28": Source(title="Nghị quyết 28/2026/QH16", valid_from=date(2026, 7, 1)),
    "10065": Source(title="Công văn 10065/VPCP-KGVX ngày 02/10/2026"),
}

# day | kind | of which holiday | the day that belongs to it | source | certain or expected
TABLE = """
2019-01-01 | holiday         | Tết Dương lịch         |            | package | expected
2019-01-05 | make_up_day     |                        | 2018-12-31 | package | expected
2019-02-04 | holiday         | Tết Nguyên đán         |            | package | expected
2019-02-05 | holiday         | Tết Nguyên đán         |            | package | expected
2019-02-06 | holiday         | Tết Nguyên đán         |            | package | expected
2019-02-07 | holiday         | Tết Nguyên đán         |            | package | expected
2019-02-08 | holiday         | Tết Nguyên đán         |            | package | expected
2019-04-14 | holiday         | Giỗ Tổ Hùng Vương      |            | package | expected
2019-04-15 | day_in_lieu     | Giỗ Tổ Hùng Vương      | 2019-04-14 | package | expected
2019-04-29 | swapped_day_off |                        | 2019-05-04 | package | expected
2019-04-30 | holiday         | Ngày Chiến thắng       |            | package | expected
2019-05-01 | holiday         | Ngày Quốc tế Lao động  |            | package | expected
2019-05-04 | make_up_day     |                        | 2019-04-29 | package | expected
2019-09-02 | holiday         | Quốc khánh             |            | package | expected

2020-01-01 | holiday         | Tết Dương lịch         |            | package | expected
2020-01-23 | holiday         | Tết Nguyên đán         |            | package | expected
2020-01-24 | holiday         | Tết Nguyên đán         |            | package | expected
2020-01-25 | holiday         | Tết Nguyên đán         |            | package | expected
2020-01-26 | holiday         | Tết Nguyên đán         |            | package | expected
2020-01-27 | holiday         | Tết Nguyên đán         |            | package | expected
2020-01-28 | day_in_lieu     | Tết Nguyên đán         | 2020-01-25 | package | expected
2020-01-29 | day_in_lieu     | Tết Nguyên đán         | 2020-01-26 | package | expected
2020-04-02 | holiday         | Giỗ Tổ Hùng Vương      |            | package | expected
2020-04-30 | holiday         | Ngày Chiến thắng       |            | package | expected
2020-05-01 | holiday         | Ngày Quốc tế Lao động  |            | package | expected
2020-09-02 | holiday         | Quốc khánh             |            | package | expected

2021-01-01 | holiday         | Tết Dương lịch         |            | 112     | certain
2021-02-10 | holiday         | Tết Nguyên đán         |            | 4875    | certain
2021-02-11 | holiday         | Tết Nguyên đán         |            | 4875    | certain
2021-02-12 | holiday         | Tết Nguyên đán         |            | 4875    | certain
2021-02-13 | holiday         | Tết Nguyên đán         |            | 4875    | certain
2021-02-14 | holiday         | Tết Nguyên đán         |            | 4875    | certain
2021-02-15 | day_in_lieu     | Tết Nguyên đán         | 2021-02-13 | 4875    | certain
2021-02-16 | day_in_lieu     | Tết Nguyên đán         | 2021-02-14 | 4875    | certain
2021-04-21 | holiday         | Giỗ Tổ Hùng Vương      |            | 112     | certain
2021-04-30 | holiday         | Ngày Chiến thắng       |            | 112     | certain
2021-05-01 | holiday         | Ngày Quốc tế Lao động  |            | 112     | certain
2021-05-03 | day_in_lieu     | Ngày Quốc tế Lao động  | 2021-05-01 | 111.3   | certain
2021-09-02 | holiday         | Quốc khánh             |            | 4875    | certain
2021-09-03 | holiday         | Quốc khánh             |            | 4875    | certain

2022-01-01 | holiday         | Tết Dương lịch         |            | 112     | certain
2022-01-03 | day_in_lieu     | Tết Dương lịch         | 2022-01-01 | 111.3   | certain
2022-01-31 | holiday         | Tết Nguyên đán         |            | 119     | certain
2022-02-01 | holiday         | Tết Nguyên đán         |            | 119     | certain
2022-02-02 | holiday         | Tết Nguyên đán         |            | 119     | certain
2022-02-03 | holiday         | Tết Nguyên đán         |            | 119     | certain
2022-02-04 | holiday         | Tết Nguyên đán         |            | 119     | certain
2022-04-10 | holiday         | Giỗ Tổ Hùng Vương      |            | 112     | certain
2022-04-11 | day_in_lieu     | Giỗ Tổ Hùng Vương      | 2022-04-10 | 111.3   | certain
2022-04-30 | holiday         | Ngày Chiến thắng       |            | 112     | certain
2022-05-01 | holiday         | Ngày Quốc tế Lao động  |            | 112     | certain
2022-05-02 | day_in_lieu     | Ngày Chiến thắng       | 2022-04-30 | 111.3   | certain
2022-05-03 | day_in_lieu     | Ngày Quốc tế Lao động  | 2022-05-01 | 111.3   | certain
2022-09-01 | holiday         | Quốc khánh             |            | 119     | certain
2022-09-02 | holiday         | Quốc khánh             |            | 119     | certain

2023-01-01 | holiday         | Tết Dương lịch         |            | 112     | certain
2023-01-02 | day_in_lieu     | Tết Dương lịch         | 2023-01-01 | 111.3   | certain
2023-01-20 | holiday         | Tết Nguyên đán         |            | 5034    | certain
2023-01-21 | holiday         | Tết Nguyên đán         |            | 5034    | certain
2023-01-22 | holiday         | Tết Nguyên đán         |            | 5034    | certain
2023-01-23 | holiday         | Tết Nguyên đán         |            | 5034    | certain
2023-01-24 | holiday         | Tết Nguyên đán         |            | 5034    | certain
2023-01-25 | day_in_lieu     | Tết Nguyên đán         | 2023-01-21 | 5034    | certain
2023-01-26 | day_in_lieu     | Tết Nguyên đán         | 2023-01-22 | 5034    | certain
2023-04-29 | holiday         | Giỗ Tổ Hùng Vương      |            | 112     | certain
2023-04-30 | holiday         | Ngày Chiến thắng       |            | 112     | certain
2023-05-01 | holiday         | Ngày Quốc tế Lao động  |            | 112     | certain
2023-05-02 | day_in_lieu     | Giỗ Tổ Hùng Vương      | 2023-04-29 | 111.3   | certain
2023-05-03 | day_in_lieu     | Ngày Chiến thắng       | 2023-04-30 | 111.3   | certain
2023-09-01 | holiday         | Quốc khánh             |            | 5034    | certain
2023-09-02 | holiday         | Quốc khánh             |            | 5034    | certain
2023-09-04 | day_in_lieu     | Quốc khánh             | 2023-09-02 | 5034    | certain

2024-01-01 | holiday         | Tết Dương lịch         |            | 112     | certain
2024-02-08 | holiday         | Tết Nguyên đán         |            | 5015    | certain
2024-02-09 | holiday         | Tết Nguyên đán         |            | 5015    | certain
2024-02-10 | holiday         | Tết Nguyên đán         |            | 5015    | certain
2024-02-11 | holiday         | Tết Nguyên đán         |            | 5015    | certain
2024-02-12 | holiday         | Tết Nguyên đán         |            | 5015    | certain
2024-02-13 | day_in_lieu     | Tết Nguyên đán         | 2024-02-10 | 5015    | certain
2024-02-14 | day_in_lieu     | Tết Nguyên đán         | 2024-02-11 | 5015    | certain
2024-04-18 | holiday         | Giỗ Tổ Hùng Vương      |            | 112     | certain
2024-04-29 | swapped_day_off |                        | 2024-05-04 | 1570    | certain
2024-04-30 | holiday         | Ngày Chiến thắng       |            | 112     | certain
2024-05-01 | holiday         | Ngày Quốc tế Lao động  |            | 112     | certain
2024-05-04 | make_up_day     |                        | 2024-04-29 | 1570    | certain
2024-09-02 | holiday         | Quốc khánh             |            | 5015    | certain
2024-09-03 | holiday         | Quốc khánh             |            | 5015    | certain

2025-01-01 | holiday         | Tết Dương lịch         |            | 112     | certain
2025-01-27 | holiday         | Tết Nguyên đán         |            | 6150    | certain
2025-01-28 | holiday         | Tết Nguyên đán         |            | 6150    | certain
2025-01-29 | holiday         | Tết Nguyên đán         |            | 6150    | certain
2025-01-30 | holiday         | Tết Nguyên đán         |            | 6150    | certain
2025-01-31 | holiday         | Tết Nguyên đán         |            | 6150    | certain
2025-04-07 | holiday         | Giỗ Tổ Hùng Vương      |            | 112     | certain
2025-04-26 | make_up_day     |                        | 2025-05-02 | 8726    | certain
2025-04-30 | holiday         | Ngày Chiến thắng       |            | 112     | certain
2025-05-01 | holiday         | Ngày Quốc tế Lao động  |            | 112     | certain
2025-05-02 | swapped_day_off |                        | 2025-04-26 | 8726    | certain
2025-09-01 | holiday         | Quốc khánh             |            | 6150    | certain
2025-09-02 | holiday         | Quốc khánh             |            | 6150    | certain

2026-01-01 | holiday         | Tết Dương lịch         |            | 112     | certain
2026-01-02 | swapped_day_off |                        | 2026-01-10 | 12729   | certain
2026-01-10 | make_up_day     |                        | 2026-01-02 | 12729   | certain
2026-02-16 | holiday         | Tết Nguyên đán         |            | 9441    | certain
2026-02-17 | holiday         | Tết Nguyên đán         |            | 9441    | certain
2026-02-18 | holiday         | Tết Nguyên đán         |            | 9441    | certain
2026-02-19 | holiday         | Tết Nguyên đán         |            | 9441    | certain
2026-02-20 | holiday         | Tết Nguyên đán         |            | 9441    | certain
2026-04-26 | holiday         | Giỗ Tổ Hùng Vương      |            | 112     | certain
2026-04-27 | day_in_lieu     | Giỗ Tổ Hùng Vương      | 2026-04-26 | 111.3   | certain
2026-04-30 | holiday         | Ngày Chiến thắng       |            | 112     | certain
2026-05-01 | holiday         | Ngày Quốc tế Lao động  |            | 112     | certain
2026-08-22 | make_up_day     |                        | 2026-08-31 | 9441    | certain
2026-08-31 | swapped_day_off |                        | 2026-08-22 | 9441    | certain
2026-09-01 | holiday         | Quốc khánh             |            | 9441    | certain
2026-09-02 | holiday         | Quốc khánh             |            | 9441    | certain
2026-11-24 | holiday         | Ngày Văn hóa Việt Nam  |            | 28      | certain

2027-01-01 | holiday         | Tết Dương lịch         |            | 112     | expected
2027-02-04 | holiday         | Tết Nguyên đán         |            | 10065   | certain
2027-02-05 | holiday         | Tết Nguyên đán         |            | 10065   | certain
2027-02-06 | holiday         | Tết Nguyên đán         |            | 10065   | certain
2027-02-07 | holiday         | Tết Nguyên đán         |            | 10065   | certain
2027-02-08 | holiday         | Tết Nguyên đán         |            | 10065   | certain
2027-02-09 | day_in_lieu     | Tết Nguyên đán         | 2027-02-06 | 10065   | certain
2027-02-10 | day_in_lieu     | Tết Nguyên đán         | 2027-02-07 | 10065   | certain
2027-04-16 | holiday         | Giỗ Tổ Hùng Vương      |            | 112     | expected
2027-04-30 | holiday         | Ngày Chiến thắng       |            | 112     | expected
2027-05-01 | holiday         | Ngày Quốc tế Lao động  |            | 112     | expected
2027-05-03 | day_in_lieu     | Ngày Quốc tế Lao động  | 2027-05-01 | 111.3   | expected
2027-09-02 | holiday         | Quốc khánh             |            | 10065   | certain
2027-09-03 | holiday         | Quốc khánh             |            | 10065   | certain
2027-11-24 | holiday         | Ngày Văn hóa Việt Nam  |            | 28      | expected
"""
