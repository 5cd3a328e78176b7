"""Count a made-up month of cases and print section 2.2 of its report.

uv run examples/section_2_2.py
"""

import io
import sys

import tthc_core as tthc


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a Windows console may not start with it
    cases = tthc.samples.cases_like_bac_giang_2024_01(seed=1)
    period = tthc.samples.bac_giang_2024_01().period
    report = tthc.MonthlyReport.from_tallies(
        tthc.count(cases, period, by="level"), by_channel=tthc.count(cases, period, by="channel")
    )
    print("Số liệu mẫu: các hồ sơ dưới đây là giả định, không phải hồ sơ thật.\n")
    print(report.to_text(section="2.2", level_places=2), end="")


if __name__ == "__main__":
    main()
