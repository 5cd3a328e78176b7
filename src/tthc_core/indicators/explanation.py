"""How a rate came about, in Vietnamese sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ..counting import Row
from ..counting.fields import Place
from ..counting.keys import label_of
from ..counting.rules import in_words
from ..counting.subjects import SUBJECTS
from ..measure import Rate, RateStatus
from ..vietnamese import format_number, format_percent, format_range, join
from .indicator import terms_of

if TYPE_CHECKING:
    from .indicator import Indicator

__all__ = ["explain"]

_SET_ASIDE = (Place.NO_RECEIPT, Place.UNDATED_END, Place.UNREADABLE)


def explain(indicator: Indicator, row: Row, places: int) -> str:
    """See :meth:`Indicator.explain`."""
    rate, tally = indicator.rate(row), row.tally
    lines = [
        f"{indicator.label}: {_result(rate, places, indicator.empty)}.",
        f"Tử số: {_sum(indicator.numerator, row)}. Mẫu số: {_sum(indicator.denominator, row)}.",
        f"Kỳ báo cáo: {tally.period.label}; khoảng số liệu: {format_range(*tally.window)}.",
    ]
    if tally.subject == "cases":
        lines.append(f"Quy tắc thống kê: {in_words(tally.rules)}.")
    if indicator.sources:
        lines.append(f"Căn cứ: {'; '.join(map(str, indicator.sources))}.")
    if row.missing:
        lines.append(f"Chưa có số liệu của: {join([label_of(key) for key in row.missing])}.")
    return "\n".join((*lines, _set_aside(row)))


def _result(rate: Rate, places: int, empty: str | int) -> str:
    match rate.status:
        case RateStatus.UNKNOWN:
            return "chưa xác định được, vì thiếu số liệu"
        case RateStatus.EMPTY:
            if empty != "undefined":
                return f"tính là {format_percent(Fraction(empty))}, vì mẫu số bằng 0"
            return f"không xác định, vì mẫu số bằng 0 ({format_number(rate.numerator or 0)}/0)"
    counts = f"{format_number(rate.numerator or 0)}/{format_number(rate.denominator or 0)}"
    incomplete = ", chưa đủ số liệu" if rate.status is RateStatus.INCOMPLETE else ""
    return f"{counts} = {format_percent(rate, places=places)}{incomplete}"


def _sum(text: str, row: Row) -> str:
    words: list[str] = []
    for sign, name in terms_of(text):
        value = row.get(name)
        said = f"{_label(name, row)} ({'–' if value is None else format_number(value)})"
        words.append(said if not words else f"{'cộng' if sign > 0 else 'trừ'} {said}")
    return " ".join(words)


def _label(name: str, row: Row) -> str:
    own = {counter.name: counter for counter in row.tally.counters}
    counter = own.get(name) or SUBJECTS[row.tally.subject].counters[name]
    return counter.label or name


def _set_aside(row: Row) -> str:
    account = row.account
    if account is None:
        return "Số liệu lấy từ báo cáo đã công bố, không rõ số bản ghi bị để ngoài."
    parts = [
        f"{place.label} {format_number(getattr(account, place))}" for place in _SET_ASIDE if getattr(account, place)
    ]
    read = f"Đã đọc {format_number(account.read)} bản ghi"
    return (
        f"{read}, để ngoài vì thiếu dữ liệu: {', '.join(parts)}."
        if parts
        else f"{read}, không bản ghi nào bị để ngoài."
    )
