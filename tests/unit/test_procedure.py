"""A procedure holds what section 11 of the counting asks of it."""

import pickle
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import get_args, get_type_hints

import pytest

from tthc_core.calendar import TimeLimit
from tthc_core.domain import Level, OnlineTier, Procedure

DATES = [name for name, hint in get_type_hints(Procedure).items() if date in get_args(hint)]


def test_only_the_code_is_required():
    procedure = Procedure(code="2.002492")
    assert (procedure.levels, procedure.tier, procedure.time_limit, procedure.fee_due) == ((), None, None, None)
    with pytest.raises(TypeError):
        Procedure(name="Cấp giấy phép")


def test_a_procedure_is_a_value():
    procedure = Procedure(
        code="1.010708.000.00.00.H56",
        name="Cấp giấy phép",
        field_code="G03-GD10",
        agency_code="H56",
        levels=["province", Level.COMMUNE],
        tier="full",
        time_limit=TimeLimit.working_days(Fraction(1, 2)),
        for_citizens=True,
        population_connected=True,
        fee_due=True,
        fee_on_portal=False,
        fee_data=False,
        content_complete=True,
        published_on_time=True,
        public_on_time=False,
    )
    assert procedure.levels == (Level.PROVINCE, Level.COMMUNE)
    assert procedure.tier is OnlineTier.FULL
    assert hash(procedure) == hash(pickle.loads(pickle.dumps(procedure)))


@pytest.mark.parametrize("field", DATES)
def test_days_are_plain_local_dates(field):
    known = ["valid_from", "valid_to", "decided_on", "legal_effective_on", "public_on", "publish_by", "public_by"]
    assert known == DATES
    for given in (date(2024, 2, 1), datetime(2024, 2, 1, 9), datetime(2024, 1, 31, 18, tzinfo=UTC)):
        found = getattr(Procedure(code="1", **{field: given}), field)
        assert found == date(2024, 2, 1)
        assert type(found) is date


@pytest.mark.parametrize(
    ("first", "last", "valid"),
    [
        (None, None, True),
        (date(2024, 1, 5), date(2024, 1, 5), True),
        (date(2024, 1, 6), None, False),
        (None, date(2024, 1, 4), False),
    ],
)
def test_a_procedure_is_in_force_from_its_first_to_its_last_day(first, last, valid):
    assert Procedure(code="1", valid_from=first, valid_to=last).valid_on(date(2024, 1, 5)) is valid
