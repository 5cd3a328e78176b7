"""How long a procedure may take, as its decision states it: so many working days, working hours, days or months."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from .. import vietnamese as vi
from ..labelled import Labelled, member
from ..values import refused

__all__ = ["LimitUnit", "TimeLimit"]


class LimitUnit(Labelled):
    """The unit in which a time limit is counted (đơn vị thời hạn)."""

    WORKING_DAY = "working_day", "ngày làm việc"
    WORKING_HOUR = "working_hour", "giờ làm việc"
    CALENDAR_DAY = "calendar_day", "ngày"
    MONTH = "month", "tháng"


# A half day is four working hours; half a calendar day or month is nothing that a calendar can add.
DIVISIBLE = {LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR}


@frozen
class TimeLimit:
    """The time limit of a procedure (thời hạn giải quyết): an amount and its unit, exactly as stated.

    Limits in different units have no order: whether five working days are longer than a week depends on the week.

    :param unit: what is counted.
    :param amount: how many, 0 or more; a Fraction for parts of working days and hours. A whole Fraction becomes an int.
    :raises InvalidValueError: a wrong unit or amount.

    >>> str(TimeLimit.working_days(5)), str(TimeLimit.working_days(Fraction(1, 2)))
    ('05 ngày làm việc', '0,5 ngày làm việc')
    >>> TimeLimit.working_days(Fraction(10, 2)) == TimeLimit.working_days(5)
    True
    """

    unit: LimitUnit
    amount: int | Fraction

    def __attrs_post_init__(self) -> None:
        unit = member(LimitUnit, self.unit, "TimeLimit.unit")
        amount = self.amount
        kinds = (int, Fraction) if unit in DIVISIBLE else (int,)
        if type(amount) is Fraction and amount.denominator == 1:
            amount = amount.numerator
        if type(amount) not in kinds or amount < 0:
            expected = "int or Fraction" if unit in DIVISIBLE else "whole number"
            raise refused(self.amount, "TimeLimit.amount", f"a number of {unit}s: {expected}, 0 or more")
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "amount", amount)

    @classmethod
    def working_days(cls, amount: int | Fraction) -> TimeLimit:
        """So many working days (ngày làm việc).

        >>> TimeLimit.working_days(5).amount
        5
        """
        return cls(LimitUnit.WORKING_DAY, amount)

    @classmethod
    def working_hours(cls, amount: int | Fraction) -> TimeLimit:
        """So many working hours (giờ làm việc).

        >>> str(TimeLimit.working_hours(4))
        '04 giờ làm việc'
        """
        return cls(LimitUnit.WORKING_HOUR, amount)

    @classmethod
    def calendar_days(cls, amount: int) -> TimeLimit:
        """So many days, days off included (ngày).

        >>> str(TimeLimit.calendar_days(30))
        '30 ngày'
        """
        return cls(LimitUnit.CALENDAR_DAY, amount)

    @classmethod
    def months(cls, amount: int) -> TimeLimit:
        """So many months, to the same date (tháng).

        >>> str(TimeLimit.months(2))
        '02 tháng'
        """
        return cls(LimitUnit.MONTH, amount)

    def __str__(self) -> str:
        return f"{_written(self.amount)} {self.unit.label}"


def _written(amount: int | Fraction) -> str:
    if isinstance(amount, int):
        return vi.format_count(amount)
    decimal = vi.half_up(amount.numerator, amount.denominator, 2)
    # A third of a day has no decimals to be written with.
    return vi.format_number(decimal) if Fraction(decimal) == amount else f"{amount.numerator}/{amount.denominator}"
