"""Counting procedures (thủ tục hành chính): those in force on the last day of the window."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TypeAlias

from attrs import evolve

from ..calendar import WorkCalendar
from ..domain import OnlineTier, Procedure
from .counter import Counter
from .fields import Place
from .limits import PublishingDays, public_by, publish_by
from .predicate import ALWAYS, Before, Compare, Cut, Field, IsIn, IsMissing, Predicate, field
from .rules import CountingRules
from .terms import NEVER, Meaning, Side, first_that_fits

__all__ = ["NEED_CASES", "PROCEDURE_COUNTERS", "judged", "known_cases", "place", "side_of"]

Derived: TypeAlias = Callable[[CountingRules], Meaning]

_IN_FORCE = (IsMissing(Field("valid_from")) | Before(Field("valid_from"), Cut.AFTER)) & (
    IsMissing(Field("valid_to")) | ~Before(Field("valid_to"), Cut.LAST)
)


def place(rules: CountingRules) -> Meaning:
    """In force on the last day, or not."""
    return first_that_fits({Place.IN_SCOPE: _IN_FORCE, Place.NOT_VALID: ALWAYS})


def side_of(side: Side, rules: CountingRules) -> Predicate:
    """Procedures have one side: those in force."""
    return _IN_FORCE if side is Side.IN_FORCE else NEVER


def _within(moment: Field) -> Predicate:
    return ~IsMissing(moment) & ~Before(moment, Cut.FIRST) & Before(moment, Cut.AFTER)


def _flag(name: str) -> Predicate:
    return field(name).is_true()


_FULL, _PARTIAL = field("tier") == OnlineTier.FULL, field("tier") == OnlineTier.PARTIAL
_ONLINE = _FULL | _PARTIAL
_PUBLIC = ~IsMissing(Field("public_on")) & Before(Field("public_on"), Cut.AFTER)
_PUBLISHED, _MADE_PUBLIC = _within(Field("decided_on")), _within(Field("public_on"))
# What should have been made public and was not is owed in every window, until it is public.
_OWED = ~_PUBLIC & Before(Field("public_by"), Cut.AFTER)


def _in_time(day: str, last_day: str, given: str) -> Predicate:
    """By its last day where there is one; else as the flag says."""
    return Compare(Field(day), "<=", Field(last_day)) | (IsMissing(Field(last_day)) & _flag(given))


_PUBLISHED_IN_TIME = _in_time("decided_on", "publish_by", "published_on_time")
_PUBLIC_IN_TIME = _in_time("public_on", "public_by", "public_on_time")


def _counter(name: str, where: Predicate, label: str) -> Counter:
    return Counter(name, Side.IN_FORCE, where, label=label)


PROCEDURE_COUNTERS: tuple[Counter, ...] = (
    _counter("procedures", ALWAYS, "TTHC"),
    _counter("tier_full", _FULL, "TTHC cung cấp DVCTT toàn trình"),
    _counter("tier_partial", _PARTIAL, "TTHC cung cấp DVCTT một phần"),
    _counter("tier_information", ~_ONLINE, "TTHC chỉ cung cấp thông tin"),
    _counter("online", _ONLINE, "TTHC cung cấp DVCTT"),
    _counter("with_fee", _flag("fee_due"), "TTHC có yêu cầu nghĩa vụ tài chính"),
    _counter(
        "fee_on_portal",
        _flag("fee_due") & _flag("fee_on_portal"),
        "TTHC có yêu cầu nghĩa vụ tài chính được cung cấp trên Cổng Dịch vụ công quốc gia",
    ),
    _counter("fee_data", _flag("fee_due") & _flag("fee_data"), "TTHC có hồ sơ mang dữ liệu phí, lệ phí"),
    _counter("for_citizens", _flag("for_citizens"), "TTHC dành cho công dân"),
    _counter(
        "population_connected",
        _flag("for_citizens") & _flag("population_connected"),
        "TTHC dành cho công dân có kết nối dữ liệu dân cư",
    ),
    _counter("public", _PUBLIC, "TTHC đã công khai"),
    _counter("public_complete", _PUBLIC & _flag("content_complete"), "TTHC công khai đầy đủ nội dung"),
    _counter("published", _PUBLISHED, "TTHC công bố trong kỳ"),
    _counter("published_on_time", _PUBLISHED & _PUBLISHED_IN_TIME, "TTHC công bố đúng hạn"),
    _counter("public_required", _MADE_PUBLIC | _OWED, "TTHC phải công khai trong kỳ"),
    _counter("public_on_time", _MADE_PUBLIC & _PUBLIC_IN_TIME, "TTHC công khai đúng hạn"),
    _counter("online_with_cases", _ONLINE & _flag("case_filed_online"), "DVCTT có phát sinh hồ sơ"),
    _counter(
        "fee_paid_online", _flag("fee_due") & _flag("case_paid_online"), "TTHC có giao dịch thanh toán trực tuyến"
    ),
)
NEED_CASES = ("online_with_cases", "fee_paid_online")
"""The counters that only a count with cases can give."""


def judged(
    procedure: Procedure, window: tuple[date, date], calendar: WorkCalendar, publishing_days: PublishingDays
) -> Procedure:
    """The procedure with the last days that a count over the window asks for, and no others.

    A registry reaches back before any calendar; what was published and public long ago is not asked.
    """
    first, last = window
    decided, public = procedure.decided_on, procedure.public_on
    if not procedure.valid_on(last):
        return procedure
    publishing = decided is not None and first <= decided <= last
    # Made public in the window; or decided by its end, and not public.
    showing = public is not None and first <= public <= last
    showing |= decided is not None and decided <= last and (public is None or last < public)
    if not publishing and not showing:
        return procedure
    return evolve(
        procedure,
        publish_by=publish_by(procedure, calendar, publishing_days) if publishing else procedure.publish_by,
        public_by=public_by(procedure, calendar) if showing else procedure.public_by,
    )


def known_cases(filed_online: Collection[str], paid_online: Collection[str]) -> dict[str, Derived]:
    """What the cases say: the codes of the procedures with a case filed online, and with one paid online."""
    return {"case_filed_online": _among(filed_online), "case_paid_online": _among(paid_online)}


def _among(codes: Collection[str]) -> Derived:
    among = IsIn(Field("code"), tuple(sorted(codes)))
    return lambda _: {True: among, False: ~among}
