"""A predicate as a Vietnamese sentence: what a person reads who asks which cases a figure counts."""

from __future__ import annotations

from datetime import date

from ..calendar import LimitUnit
from ..labelled import Labelled
from ..vietnamese import format_date, format_time, join
from .counter import Counter
from .fields import FIELDS
from .predicate import (
    And,
    AnyPause,
    Before,
    Compare,
    Cut,
    Day,
    Elapsed,
    Field,
    First,
    IsIn,
    IsMissing,
    Lasting,
    Not,
    Or,
    Predicate,
)

__all__ = ["counter_in_words", "in_words"]

_COMPARED = {"<": "trước", "<=": "không sau", "==": "là", ">=": "không trước", ">": "sau"}
# Before the cut, and not before it.
_CUTS = {
    Cut.FIRST: ("trước kỳ", "không trước kỳ"),
    Cut.LAST: ("trước ngày cuối kỳ", "không trước ngày cuối kỳ"),
    Cut.LAST_MOMENT: ("trước cuối ngày cuối kỳ", "không trước cuối ngày cuối kỳ"),
    Cut.AFTER: ("không sau kỳ", "sau kỳ"),
    Cut.SOON: ("không sau thời gian sắp đến hạn", "sau thời gian sắp đến hạn"),
}
_PAUSE = {"began_at": "ngày bắt đầu tạm dừng", "ended_at": "ngày kết thúc tạm dừng"}


def counter_in_words(counter: Counter) -> str:
    """What a counter counts.

    >>> from tthc_core import Channel, field
    >>> counter_in_words(Counter("by_post", "received", field("channel") == Channel.POST))
    'tiếp nhận trong kỳ, trong đó kênh thực hiện là “dịch vụ bưu chính công ích”'
    """
    if counter.side is None:
        return "tổng của " + join([f"“{part}”" for part in counter.parts])
    return (
        counter.side.label if counter.where == And(()) else f"{counter.side.label}, trong đó {in_words(counter.where)}"
    )


def in_words(predicate: Predicate) -> str:
    """The predicate as a sentence without its full stop.

    >>> from tthc_core import OnlineTier, field
    >>> in_words(field("tier").is_in([OnlineTier.FULL, OnlineTier.PARTIAL]) & ~(field("fee_due") == True))
    'mức độ dịch vụ công là “toàn trình” hoặc “một phần”, và không thuộc diện có yêu cầu nghĩa vụ tài chính'
    """
    match predicate:
        case And(()):
            return "mọi hồ sơ"
        case Or(()):
            return "không hồ sơ nào"
        case And(parts):
            return ", và ".join(_inner(part, Or) for part in parts)
        case Or(parts):
            return ", hoặc ".join(_inner(part, And) for part in parts)
        case Not(part):
            return _negated(part)
        case IsMissing(of):
            return f"không có {_name(of)}"
        case AnyPause(where):
            return f"có lần tạm dừng mà {in_words(where)}"
        case Before(of, cut):
            return f"{_name(of)} {_CUTS[cut][0]}"
        case IsIn(Field(name), (bool() as only,)) | Compare(Field(name), "==", bool() as only):
            return _name(Field(name)) if only else f"xác định không thuộc diện {_name(Field(name))}"
        case IsIn(of, values):
            return f"{_name(of)} là " + " hoặc ".join(_value(value) for value in values)
        case Lasting(elapsed, at_least):
            return f"{_elapsed(elapsed)} từ {at_least} trở lên"
        case Compare(left, op, Field() | First() | Day() as right):
            return f"{_name(left)} {_COMPARED[op]} {_name(right)}"
        case Compare(left, op, right):
            return f"{_name(left)} {_COMPARED[op]} {_value(right)}"
    raise TypeError(f"not a predicate: {predicate!r}")


def _negated(part: Predicate) -> str:
    match part:
        case Not(inner):
            return in_words(inner)
        case IsMissing(of):
            return f"có {_name(of)}"
        case Before(of, cut):
            return f"{_name(of)} {_CUTS[cut][1]}"
        case Lasting(elapsed, at_least):
            return f"{_elapsed(elapsed)} dưới {at_least}"
        case IsIn(Field(name), (True,)) | Compare(Field(name), "==", True):
            return f"không thuộc diện {_name(Field(name))}"
        case IsIn(of, values):
            return f"{_name(of)} không phải là " + " hoặc ".join(_value(value) for value in values)
        case Compare(of, "==", value) if not isinstance(value, Field | First | Day):
            return f"{_name(of)} không phải là {_value(value)}"
    return f"không phải trường hợp ({in_words(part)})"


def _inner(part: Predicate, kinds: type | tuple[type, ...]) -> str:
    text = in_words(part)
    return f"({text})" if isinstance(part, kinds) else text


def _elapsed(elapsed: Elapsed) -> str:
    until = "cuối kỳ" if isinstance(elapsed.until, Cut) else _name(elapsed.until)
    unit = "giây làm việc" if elapsed.unit is LimitUnit.WORKING_HOUR else elapsed.unit.label
    return f"số {unit} từ {_name(elapsed.since)} đến {until}"


def _name(operand: Field | First | Day) -> str:
    match operand:
        case Field(name):
            return FIELDS[name].label if name in FIELDS else _PAUSE.get(name, f"“{name}”")
        case First(of):
            return " (nếu không có thì ".join(_name(item) for item in of) + ")" * (len(of) - 1)
        case _:
            return _name(operand.of)


def _value(value: object) -> str:
    if isinstance(value, Labelled):
        return f"“{value.label}”"
    if isinstance(value, date):
        clock = getattr(value, "time", None)
        return f"{format_time(clock())} ngày {format_date(value)}" if clock else format_date(value)
    return f"“{value}”"
