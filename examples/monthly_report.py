"""Print the report of Bắc Giang, January 2024, to standard output.

uv run examples/monthly_report.py
"""

import io
import sys

import tthc_core as tthc


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a Windows console may not start with it
    print(tthc.samples.bac_giang_2024_01().to_text(), end="")


if __name__ == "__main__":
    main()
