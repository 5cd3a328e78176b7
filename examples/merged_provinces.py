"""Count 2025 over the day on which Bắc Giang joined Bắc Ninh, for the agencies of then and for those of now.

uv run examples/merged_provinces.py
"""

import io
import sys
from datetime import date, timedelta

import tthc_core as tthc
from tthc_core import Agency, AgencyTree, Level

LAST, TODAY = date(2025, 6, 30), date(2025, 7, 1)

# Nghị quyết 202/2025/QH15. The units below the two provinces are made up: which there are is your own data.
TREE = AgencyTree(
    [
        Agency(code="H05", name="UBND tỉnh Bắc Ninh", level=Level.PROVINCE),
        Agency(code="H02", name="UBND tỉnh Bắc Giang", level=Level.PROVINCE, valid_to=LAST, successors=("H05",)),
        Agency(
            code="H02.31",
            name="UBND huyện A",
            level=Level.DISTRICT,
            parent="H02",
            valid_to=LAST,
            successors=("H02.31.04", "H02.31.07"),
        ),
        Agency(code="H02.31.04", name="UBND xã A1", level=Level.COMMUNE, parent="H02.31"),
        Agency(code="H02.31.07", name="UBND xã A2", level=Level.COMMUNE, parent="H02.31"),
    ]
)


def cases() -> list[tthc.Case]:
    """A case a week for each agency that exists, ended after 40 days: made up."""
    weeks = [date(2025, 1, 6) + timedelta(weeks=week) for week in range(50)]
    return [
        tthc.Case(
            code=f"{agency.code}-{monday:%y%m%d}",
            status=tthc.CaseStatus.PROCESSED,
            agency_code=agency.code,
            level=agency.level,
            received_at=monday,
            finished_at=monday + timedelta(days=40),
        )
        for agency in TREE
        for monday in weeks
        if agency.valid_on(monday)
    ]


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a Windows console may not start with it
    print("Số liệu mẫu: các hồ sơ dưới đây là giả định, không phải hồ sơ thật.")
    halves = [tthc.Period.half_year(2025, 1), tthc.Period.half_year(2025, 2)]
    counted = tthc.count_each(cases(), halves, by="agency", counters=["received", "resolved", "pending"])
    year = counted[halves[0]].then(counted[halves[1]])
    for title, tally in (
        ("Theo cơ quan của từng thời điểm", year.roll_up(TREE)),
        (f"Theo cơ quan vào ngày {tthc.vietnamese.format_date(TODAY)}", year.roll_up(TREE, on=TODAY)),
    ):
        print(f"\n{title}\n\n{tally}\n")
        for finding in tally.findings:
            print(f"- {finding}")


if __name__ == "__main__":
    main()
