"""Counting rules: every choice in which real systems differ, and only those (quy tắc thống kê).

One's own rules are a copy with a change: ``attrs.evolve(PROVINCIAL_REPORT, granularity="instant")``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias, get_args

from attrs import Attribute, field, frozen

from ..errors import InvalidValueError, near

__all__ = ["FORM_06A", "PRESETS", "PROVINCIAL_REPORT", "CountingRules", "in_words"]

Population: TypeAlias = Literal["in_hand", "received"]
Completion: TypeAlias = Literal["result_ready", "handed_over"]
Granularity: TypeAlias = Literal["day", "instant"]
NoDueDate: TypeAlias = Literal["on_due_date", "early", "not_judged"]
ClosedOtherwise: TypeAlias = Literal["apart", "on_due_date", "judged"]
Paused: TypeAlias = Literal["apart", "in_time"]


def _among(choices: object) -> Callable[[object, Attribute[Any], object], None]:
    known = get_args(choices)

    def check(rules: object, attribute: Attribute[Any], value: object) -> None:
        if value not in known:
            raise InvalidValueError(
                f"CountingRules.{attribute.name} is {value!r}, expected one of {known}. {near(value, known)}"
            )

    return check


def _whole(rules: object, attribute: Attribute[Any], value: object) -> None:
    if type(value) is not int or value < 0:
        raise InvalidValueError(
            f"CountingRules.{attribute.name} is {value!r}, expected a whole number of days, 0 or more."
        )


@frozen(kw_only=True)
class CountingRules:
    """The choices behind a count (quy tắc thống kê), all of them.

    :param population: ``in_hand``: carried over and received; ``received``: only those received in the window.
    :param completion: a case is finished when its result is ready (``result_ready``) or handed over (``handed_over``).
    :param granularity: due dates are compared as days (``day``) or as moments (``instant``).
    :param no_due_date: what an end without a due date counts as; a pending case without one is in time, or apart for
        ``not_judged``.
    :param withdrawn: withdrawn cases (rút hồ sơ) stand ``apart`` from the resolved, count as ``on_due_date``, or are
        ``judged`` by their dates.
    :param refused: the same for refused cases (từ chối giải quyết).
    :param paused: pending cases that wait for a supplement stand ``apart``, or count as ``in_time``.
    :param due_soon_days: a pending case is due soon (sắp đến hạn) up to so many days after the window.
    :raises InvalidValueError: a value that is not among the choices.

    >>> PROVINCIAL_REPORT.withdrawn, FORM_06A.withdrawn
    ('apart', 'on_due_date')
    """

    population: Population = field(default="in_hand", validator=_among(Population))
    completion: Completion = field(default="result_ready", validator=_among(Completion))
    granularity: Granularity = field(default="day", validator=_among(Granularity))
    no_due_date: NoDueDate = field(default="on_due_date", validator=_among(NoDueDate))
    withdrawn: ClosedOtherwise = field(default="apart", validator=_among(ClosedOtherwise))
    refused: ClosedOtherwise = field(default="apart", validator=_among(ClosedOtherwise))
    paused: Paused = field(default="apart", validator=_among(Paused))
    due_soon_days: int = field(default=3, validator=_whole)


PROVINCIAL_REPORT = CountingRules()
"""The rules of the provincial monthly report (báo cáo tháng của tỉnh, Công văn 5633/VPCP-KSTT)."""

FORM_06A = CountingRules(withdrawn="on_due_date", refused="on_due_date", paused="in_time")
"""The rules of form II.06a/VPCP/KSTT as one vendor's print states them: cases returned or withdrawn count as on time,
those that wait for a supplement as in time. The print that names Thông tư 01/2020/TT-VPCP says nothing of it."""

PRESETS = {"PROVINCIAL_REPORT": PROVINCIAL_REPORT, "FORM_06A": FORM_06A}

_PRESET_LABELS = {PROVINCIAL_REPORT: "báo cáo tháng của tỉnh", FORM_06A: "biểu II.06a/VPCP/KSTT"}
_IN_WORDS: dict[str, dict[str, str]] = {
    "population": {
        "in_hand": "tính cả hồ sơ kỳ trước chuyển sang",
        "received": "chỉ tính hồ sơ tiếp nhận trong kỳ",
    },
    "completion": {
        "result_ready": "kết thúc khi có kết quả",
        "handed_over": "kết thúc khi trả kết quả",
    },
    "granularity": {"day": "so hạn theo ngày", "instant": "so hạn theo thời điểm"},
    "no_due_date": {
        "on_due_date": "không có ngày hẹn tính là đúng hạn",
        "early": "không có ngày hẹn tính là trước hạn",
        "not_judged": "không có ngày hẹn thì không xét hạn",
    },
    "withdrawn": {
        "apart": "hồ sơ rút tính riêng",
        "on_due_date": "hồ sơ rút tính là đúng hạn",
        "judged": "hồ sơ rút xét hạn như hồ sơ khác",
    },
    "refused": {
        "apart": "hồ sơ bị từ chối tính riêng",
        "on_due_date": "hồ sơ bị từ chối tính là đúng hạn",
        "judged": "hồ sơ bị từ chối xét hạn như hồ sơ khác",
    },
    "paused": {
        "apart": "hồ sơ chờ bổ sung tính riêng",
        "in_time": "hồ sơ chờ bổ sung tính là trong hạn",
    },
}


def in_words(rules: CountingRules) -> str:
    """The rules in Vietnamese: the name of a preset, or every choice.

    >>> in_words(FORM_06A)
    'biểu II.06a/VPCP/KSTT'
    """
    if rules in _PRESET_LABELS:
        return _PRESET_LABELS[rules]
    choices = [labels[getattr(rules, name)] for name, labels in _IN_WORDS.items()]
    return "; ".join((*choices, f"sắp đến hạn trong {rules.due_soon_days} ngày"))
