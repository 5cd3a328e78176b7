"""What type checkers must accept, and what they must know of it."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

import attrs

from tthc_core.calendar import Period, TimeLimit
from tthc_core.domain import Agency, AgencyTree, Case, CaseStatus, Extension, Level, Pause, Procedure
from tthc_core.measure import Finding, Rate, Severity, StatedPercent

# A plain date is welcome wherever a moment is held; what is read back is a moment.
case = Case(
    code="1",
    status=CaseStatus.PROCESSING,
    received_at=date(2024, 1, 5),
    due_at=datetime(2024, 1, 12, 10),
    pauses=(Pause(began_at=date(2024, 1, 8)),),
    extensions=(Extension(decided_at=None, due_after=date(2024, 1, 20)),),
)
assert_type(case.received_at, datetime | None)
assert_type(case.pauses[0].began_at, datetime)
assert_type(case.level, Level | None)
assert_type(attrs.evolve(case, due_at=date(2024, 1, 19)), Case)
assert_type(CaseStatus.from_code("4"), CaseStatus)
assert_type(CaseStatus.PROCESSED.code, int)
assert_type(Level.PROVINCE.label, str)
assert_type(Level.valid_on(date(2025, 7, 1)), tuple[Level, ...])

tree = AgencyTree([Agency(code="H44", name="UBND tỉnh", level=Level.PROVINCE)])
assert_type(tree["H44"], Agency)
assert_type(tree.children("H44"), tuple[Agency, ...])
assert_type(Procedure(code="1", time_limit=TimeLimit.working_days(Fraction(1, 2))).time_limit, TimeLimit | None)

period = Period.month(2024, 1, window="decree_09_2019")
assert_type(period.window, tuple[date, date])
assert_type(period.seen_at(None), tuple[date, date])

assert_type(Rate(1, 2) + Rate(1, 2), Rate)
assert_type(Rate(1, 2).percent(), Decimal | None)
assert_type(Rate.pooled(rate for rate in [Rate(1, 2)]).value, Fraction | None)
assert_type(StatedPercent.parse("88,3%").ratio, Fraction)
finding = Finding(code="a", severity=Severity.NOTE, place="row", values={"due_at": None}, message="")
assert_type(finding.place, tuple[str, ...])
