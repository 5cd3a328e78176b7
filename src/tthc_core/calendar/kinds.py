"""A day that Monday to Friday do not explain: what it is, why, and on what that rests."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from .. import vietnamese as vi
from ..labelled import Labelled, member
from ..law import Source
from ..values import refused
from .moments import day as plain_day

__all__ = ["SATURDAY", "DayKind", "SpecialDay", "dated", "sentence"]

SATURDAY = 5


class DayKind(Labelled):
    """Why a day is no ordinary one (loại ngày)."""

    HOLIDAY = "holiday", "nghỉ lễ, tết"
    DAY_IN_LIEU = "day_in_lieu", "nghỉ bù"
    SWAPPED_DAY_OFF = "swapped_day_off", "nghỉ hoán đổi"
    MAKE_UP_DAY = "make_up_day", "làm bù"


@frozen
class SpecialDay:
    """A day off that is not a weekend, or a day of a weekend that is worked (ngày nghỉ lễ, nghỉ bù, hoán đổi, làm bù).

    A holiday on a weekend changes no count; it says why a later day is off.

    :param day: the date.
    :param kind: holiday, day_in_lieu, swapped_day_off or make_up_day.
    :param name: of which holiday, in Vietnamese; "" where there is none to name.
    :param other: the day that belongs to it: the holiday for which a day is off in lieu, the Saturday on which a
        swapped day is worked, the weekday for which a make-up day stands.
    :param source: the letter or the law that it rests on.
    :param certain: False where no letter is known: expected by law, or known from others.
    :raises InvalidValueError: a wrong field, or a make-up day from Monday to Friday.

    >>> print(SpecialDay(date(2026, 1, 10), "make_up_day", other=date(2026, 1, 2)))
    Thứ Bảy 10/01/2026: làm bù (cho thứ Sáu 02/01/2026)
    """

    day: date
    kind: DayKind
    name: str = ""
    other: date | None = field(default=None, kw_only=True)
    source: Source | None = field(default=None, kw_only=True)
    certain: bool = field(default=True, kw_only=True)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "day", plain_day(self.day, "SpecialDay.day"))
        object.__setattr__(self, "kind", member(DayKind, self.kind, "SpecialDay.kind"))
        if self.other is not None and self.kind is DayKind.HOLIDAY:
            raise refused(self.other, "SpecialDay.other", "None, as it is of a holiday")
        if self.other is not None:
            object.__setattr__(self, "other", plain_day(self.other, "SpecialDay.other"))
        if not isinstance(self.name, str):
            raise refused(self.name, "SpecialDay.name", "text (str)")
        if self.source is not None and not isinstance(self.source, Source):
            raise refused(self.source, "SpecialDay.source", "a Source", "Write Source(title=...).")
        if not isinstance(self.certain, bool):
            raise refused(self.certain, "SpecialDay.certain", "True or False")
        if self.kind is DayKind.MAKE_UP_DAY and self.day.weekday() < SATURDAY:
            expected = "a Saturday or Sunday, as a make-up day is"
            raise refused(dated(self.day), "SpecialDay.day", expected, "Monday to Friday are worked anyway.")

    @property
    def worked(self) -> bool:
        """Whether it is a working day: a make-up day is, the others are not."""
        return self.kind is DayKind.MAKE_UP_DAY

    @property
    def checked(self) -> date | None:
        """The day on which the text of its source was read for this library; None where it was not."""
        return None if self.source is None else self.source.checked

    def __str__(self) -> str:
        about = "; ".join(each for each in (self.name, self._other()) if each)
        source = f", theo {self.source}" if self.source else ""
        doubt = "" if self.certain else ", chưa có thông báo xác nhận"
        return sentence(self.day, f"{self.kind.label}{f' ({about})' if about else ''}{source}{doubt}")

    def _other(self) -> str:
        return f"{ABOUT_OTHER[self.kind]} {dated(self.other)}" if self.other else ""


ABOUT_OTHER = {
    DayKind.DAY_IN_LIEU: "thay cho",
    DayKind.SWAPPED_DAY_OFF: "làm bù",
    DayKind.MAKE_UP_DAY: "cho",
}

# The number has a capital, the word before it has none (Nghị định 30/2020/NĐ-CP, annex II, part V.8).
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def dated(day: date) -> str:
    """The day with its weekday, as it stands inside a sentence.

    >>> dated(date(2026, 1, 2))
    'thứ Sáu 02/01/2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {vi.format_date(day)}"


def sentence(day: date, said: str) -> str:
    """A line about a day, with the capital of its beginning.

    >>> sentence(date(2026, 1, 5), "ngày làm việc")
    'Thứ Hai 05/01/2026: ngày làm việc'
    """
    line = f"{dated(day)}: {said}"
    return line[0].upper() + line[1:]
