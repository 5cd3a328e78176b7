"""Time limits hold an amount and a unit, exactly as stated."""

import pickle
from fractions import Fraction

import pytest

from tthc_core.calendar import LimitUnit, TimeLimit


@pytest.mark.parametrize(
    ("limit", "unit", "amount", "written"),
    [
        (TimeLimit.working_days(5), "working_day", 5, "05 ngày làm việc"),
        (TimeLimit.working_days(0), "working_day", 0, "0 ngày làm việc"),
        (TimeLimit.working_days(Fraction(1, 2)), "working_day", Fraction(1, 2), "0,5 ngày làm việc"),
        (TimeLimit.working_days(Fraction(1, 3)), "working_day", Fraction(1, 3), "1/3 ngày làm việc"),
        (TimeLimit.working_days(Fraction(30, 2)), "working_day", 15, "15 ngày làm việc"),
        (TimeLimit.working_hours(4), "working_hour", 4, "04 giờ làm việc"),
        (TimeLimit.working_hours(Fraction(5, 4)), "working_hour", Fraction(5, 4), "1,25 giờ làm việc"),
        (TimeLimit.calendar_days(30), "calendar_day", 30, "30 ngày"),
        (TimeLimit.calendar_days(Fraction(60, 2)), "calendar_day", 30, "30 ngày"),
        (TimeLimit.months(2), "month", 2, "02 tháng"),
    ],
)
def test_a_limit_is_an_amount_and_a_unit(limit, unit, amount, written):
    assert (limit.unit, limit.amount, str(limit)) == (unit, amount, written)
    assert type(limit.unit) is LimitUnit
    assert type(limit.amount) is type(amount)


def test_limits_are_values_without_an_order():
    limit = TimeLimit("working_day", Fraction(5))
    assert limit == TimeLimit.working_days(5) != TimeLimit.calendar_days(5)
    assert hash(limit) == hash(pickle.loads(pickle.dumps(limit)))
    with pytest.raises(TypeError):
        sorted([TimeLimit.working_days(2), TimeLimit.working_days(1)])
