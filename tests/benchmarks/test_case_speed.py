"""What the checks cost: a Case beside the same attrs class without any."""

from datetime import date, datetime

import attrs
import pytest

from tests.benchmarks.side_by_side import ratio
from tthc_core.domain import Applicant, Case, CaseStatus, Channel, Level, OnlineTier, Pause

Unchecked = attrs.make_class(
    "Unchecked",
    {field.name: attrs.field(default=field.default) for field in attrs.fields(Case)},
    frozen=True,
    slots=True,
    kw_only=True,
)

TYPICAL = {
    "code": "000.01.02.H56-240705-0012",
    "status": CaseStatus.PROCESSED,
    "national_code": "G22.99.01-240705-0012",
    "procedure_code": "1.010708.000.00.00.H56",
    "field_code": "G03-GD10",
    "agency_code": "000.01.02.H56",
    "level": Level.PROVINCE,
    "channel": Channel.ONLINE,
    "tier": OnlineTier.FULL,
    "applicant": Applicant.CITIZEN,
    "submitted_at": datetime(2024, 7, 5, 9, 30),
    "received_at": datetime(2024, 7, 5, 10),
    "due_at": datetime(2024, 7, 12, 10),
    "finished_at": datetime(2024, 7, 11, 15),
    "synchronised": True,
    "digitised": True,
    "data_reused": False,
    "fee_due": True,
    "paid_online": True,
    "electronic_result": True,
}
CASES = {
    "typical": TYPICAL,
    "paused": {**TYPICAL, "pauses": (Pause(began_at=date(2024, 7, 8)),)},
    "bare": {"code": "1", "status": CaseStatus.DRAFT},
}


@pytest.mark.parametrize("name", CASES)
def test_checks_cost_at_most_six_tenths_of_the_object(name, capsys):
    fields = CASES[name]

    def build(kind):
        for _ in range(3000):
            kind(**fields)

    assert attrs.asdict(Case(**fields)) == attrs.asdict(Unchecked(**fields))
    found = ratio(lambda: build(Case), lambda: build(Unchecked), rounds=31)
    with capsys.disabled():
        print(f"  {name}: {found:.2f} x the same class without checks (at most 1.6)")
    assert found <= 1.6
