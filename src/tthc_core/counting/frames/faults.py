"""The check of a frame (kiểm tra bảng dữ liệu): the faults of :mod:`..fault_table`, and what only a frame can hold.

The engine counts the rows that have a fault and names a few of them; nothing is dropped, and no row is fetched but
those few. What it cannot be asked for, because a column is not there or holds something else, a note says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from ...calendar import ReceiptRule, WorkCalendar
from ...calendar.moments import day
from ...domain import AgencyTree, Applicant, CaseStatus, Channel, Level, OnlineTier, Procedure
from ...errors import InvalidValueError
from ...labelled import Labelled
from ...measure import Finding, Severity
from ...values import refused
from ...vietnamese import format_number, join
from .. import finders
from ..by_limit import CODE, ByLimit
from ..fault_table import FAULTS, FINISHED_AT_DUE, Fault
from ..faults import _not_looked_for, _unlikely
from ..fields import FIELDS, Kind
from ..rules import PROVINCIAL_REPORT
from .bound import Bound, bind
from .by_limit import ASKS, compared
from .columns import CHANGES, MOMENTS, CaseColumns
from .fault_tests import TESTS, Beside, end_and_due, end_is_sure, is_unknown
from .long_pauses import pause_faults

__all__ = ["check_frame"]

SAMPLES = 5
ENUMS: dict[str, type[Labelled]] = {
    "status": CaseStatus,
    "level": Level,
    "channel": Channel,
    "tier": OnlineTier,
    "applicant": Applicant,
}
FLAGS = tuple(name for name, field in FIELDS.items() if field.kind is Kind.FLAG and hasattr(CaseColumns(), name))
_KNOWN = {fault.code: fault for fault in FAULTS}


def _fault(code: str, severity: Severity, field: str, says: str, expected: str) -> Fault:
    return Fault(code, severity, (field,), says, expected, lambda case, beside: None)


_ONLY_FRAMES = {
    "pause_without_begin": _fault(
        "pause_without_begin",
        Severity.ERROR,
        "pauses",
        "Tạm dừng không có ngày bắt đầu, nên không được tính",
        "có ngày bắt đầu tạm dừng",
    ),
    "orphan_pause": _fault(
        "orphan_pause", Severity.ERROR, "pauses", "Tạm dừng của hồ sơ không có trong bảng", "mã của một hồ sơ"
    ),
}


@frozen
class Found:
    """The rows that have a fault: how many, and the codes of a few."""

    fault: Fault
    rows: int
    codes: tuple[str, ...]
    values: tuple[Any, ...] = ()

    def finding(self) -> Finding:
        number = f"{format_number(self.rows)} hồ sơ"
        like = f", như {join([f'“{code}”' for code in self.codes])}" if self.codes else ""
        held = f"; giá trị: {join([f'“{value}”' for value in self.values])}" if self.values else ""
        return Finding(
            code=self.fault.code,
            severity=self.fault.severity,
            place=(number, self.fault.fields[0]),
            values={"rows": self.rows, "codes": self.codes} | ({"values": self.values} if self.values else {}),
            expected=self.fault.expected,
            message=f"{self.fault.says}: {number}{like}{held}.",
        )


def check_frame(
    frame: Any,
    *,
    columns: CaseColumns | None = None,
    pauses: Any = None,
    as_of: date | None = None,
    agencies: AgencyTree | None = None,
    calendar: WorkCalendar | None = None,
    procedures: Iterable[Procedure] | Mapping[str, Procedure] | None = None,
    receipt: ReceiptRule = "next_moment",
) -> tuple[Finding, ...]:
    """Every fault of a frame, a finding for each: how many rows have it, and up to five of their codes.

    :param columns: which column holds which field.
    :param pauses: a long table of pauses, with the columns code, began_at, ended_at.
    :param as_of: the day on which the data were taken.
    :param agencies: the tree that says of which level an agency is.
    :param calendar: the working days, and
    :param procedures: the limits, by which due dates are compared, of rows without pause and extension.
    :param receipt: the rule for a receipt outside working time.
    :raises UnknownKeyError: a column that is always needed is not there.
    :raises InvalidValueError: something else than a date or an ``AgencyTree``.
    """
    if agencies is not None and not isinstance(agencies, AgencyTree):
        raise refused(agencies, "check: agencies", "an AgencyTree")
    bound = bind(_asked_at_once(frame), CaseColumns() if columns is None else columns, {}, PROVINCIAL_REPORT)
    beside = Beside(None if as_of is None else day(as_of, "check: as_of"), agencies)
    by_limit = ByLimit.of(procedures, calendar, "restart", receipt)
    given = {"as_of": as_of, "agencies": agencies, "calendar": calendar, "procedures": procedures}
    known = {name for name, value in given.items() if value is not None}
    return tuple(_findings(bound, beside, by_limit, known, None if pauses is None else _asked_at_once(pauses)))


def _asked_at_once(frame: Any) -> Any:
    """The frame, lazy in Polars: what many questions share is then worked out once."""
    found = nw.from_native(frame)
    return found.lazy() if found.implementation.is_polars() else found


def _findings(
    bound: Bound, beside: Beside, by_limit: ByLimit | None, known: set[str], pauses: Any
) -> Iterator[Finding]:
    wrong = _wrong_types(bound)
    yield from _not_looked_for(known)
    yield from _not_asked(bound, known, set(wrong), long=pauses is not None)
    asked = _asked(bound, beside, known, set(wrong), long=pauses is not None)
    found = _rows(bound.frame, [test for _, test, _ in asked])
    for (fault, test, column), rows in zip(asked, found, strict=True):
        if rows:
            yield Found(fault, rows, _codes(bound, test), _values(bound, test, column)).finding()
    if pauses is not None:
        for code, rows, codes in pause_faults(bound, pauses):
            yield Found(_KNOWN.get(code) or _ONLY_FRAMES[code], rows, codes).finding()
    if bound.has("code"):
        yield from _duplicates(bound)
    if not {"finished_at", "returned_at", "due_at"} & set(wrong) and bound.has("due_at"):
        yield from _unlikely(FINISHED_AT_DUE, _ends_at_due(bound))
    if by_limit is not None:
        missing = tuple(name for name in ASKS if name in wrong or not bound.has(name))
        if missing:
            yield _note([CODE], missing, f"có cột {join(missing)}")
        else:
            yield from _by_limit(bound, by_limit, pauses)


def _by_limit(bound: Bound, by_limit: ByLimit, pauses: Any) -> Iterator[Finding]:
    rows, tests = compared(bound, by_limit, pauses)
    numbers = dict(zip(tests, _rows(rows, [test.fill_null(value=False) for test in tests.values()]), strict=True))
    if numbers["differs"]:
        codes = _codes(evolve(bound, frame=rows), tests["differs"])
        yield Found(_KNOWN[CODE], numbers["differs"], codes).finding()
    for name, why in _NOT_COMPARED.items():
        if numbers[name]:
            yield Finding(
                code="not_looked_for",
                severity=Severity.NOTE,
                place=name,
                values={"codes": (CODE,), "rows": numbers[name]},
                message=f"Chưa tìm lỗi {CODE} ở {format_number(numbers[name])} hồ sơ: {why}.",
            )


_NOT_COMPARED = {
    "unknown": "không rõ thời hạn giải quyết của thủ tục khi tiếp nhận",
    "moved": "có tạm dừng hoặc gia hạn",
    "uncovered": "có ngày nằm ngoài lịch làm việc",
}


# -- what is asked -----------------------------------------------------------------------------------------------------


def _wrong_types(bound: Bound) -> list[str]:
    """The fields whose column cannot hold them."""
    wrong = []
    for name in (*MOMENTS, *CHANGES, *FLAGS):
        if bound.has(name):
            try:
                bound.moment(name) if name not in FLAGS else bound.flag(name)
            except InvalidValueError:
                wrong.append(name)
    return wrong


def _is_asked(code: str, bound: Bound, known: set[str], wrong: set[str]) -> bool:
    test, fault = TESTS[code], _KNOWN.get(code)
    there = all(map(bound.has, test.must)) and not wrong.intersection(test.asks)
    return there and (fault is None or known.issuperset(fault.needs))


def _asked(
    bound: Bound, beside: Beside, known: set[str], wrong: set[str], *, long: bool
) -> list[tuple[Fault, Any, str | None]]:
    """The faults with the test of each, and the column whose values are said too."""
    found: list[tuple[Fault, Any, str | None]] = []
    for name in sorted(wrong):
        column, label = bound.column(name), FIELDS[name].label if name in FIELDS else name
        expected = "đúng hoặc sai" if name in FLAGS else "ngày, hoặc ngày giờ"
        fault = _fault("wrong_type", Severity.ERROR, name, f"Cột {column} ({label}) không phải là {expected}", expected)
        found.append((fault, ~nw.col(column).is_null(), None))
    for name, kind in ENUMS.items():
        if bound.has(name):
            label, values = FIELDS[name].label, join([str(one) for one in kind])
            fault = _fault(f"unknown_{name}", Severity.ERROR, name, f"Không rõ {label}", values)
            test = ~bound.is_any(name, list(kind)) if name == "status" else is_unknown(name, kind, bound)
            found.append((fault, test, bound.column(name)))
    for name in FLAGS:
        if bound.has(name) and name not in wrong:
            says = f"Giá trị không đúng cũng không sai ({FIELDS[name].label})"
            fault = _fault("wrong_flag", Severity.ERROR, name, says, "đúng hoặc sai, 1 hoặc 0")
            missing = nw.col(bound.column(name)).is_null()
            if bound.schema[bound.column(name)].is_float():
                missing = missing | nw.col(bound.column(name)).is_nan().fill_null(value=False)
            found.append((fault, ~missing & ~bound.flag(name) & ~bound.flag_is_false(name), bound.column(name)))
    for code, asked in TESTS.items():
        aside = long and "paused_from" in asked.asks
        if not aside and _is_asked(code, bound, known, wrong):
            test = asked.test(bound, beside).fill_null(value=False)
            found.append((_KNOWN.get(code) or _ONLY_FRAMES[code], test, None))
    return found


def _not_asked(bound: Bound, known: set[str], wrong: set[str], *, long: bool) -> Iterator[Finding]:
    """Notes about the faults that a frame, or this one, cannot be asked for."""
    by_missing: dict[tuple[str, ...], list[str]] = {}
    for code, asked in TESTS.items():
        fault = _KNOWN.get(code)
        if (long and "paused_from" in asked.asks) or (fault and not known.issuperset(fault.needs)):
            continue
        if not _is_asked(code, bound, known, wrong) and code != "pause_without_begin":
            missing = tuple(
                name for name in asked.asks if name in wrong or (name in asked.must and not bound.has(name))
            )
            by_missing.setdefault(missing, []).append(code)
    if not bound.has("code"):
        by_missing.setdefault(("code",), []).append("duplicate_code")
    for place, codes in by_missing.items():
        yield _note(codes, place, f"có cột {join(place)}")
    never = ["second_extension", *([] if long else ["pauses_overlap"])]
    yield _note(never, ("frame",), "đối tượng Case, vì một dòng của bảng không đủ")


def _note(codes: list[str], place: tuple[str, ...], wanted: str) -> Finding:
    return Finding(
        code="not_looked_for",
        severity=Severity.NOTE,
        place=place,
        values={"codes": tuple(codes)},
        expected=wanted,
        message=f"Chưa tìm lỗi {join(codes)}: cần {wanted}.",
    )


# -- what the engine answers -------------------------------------------------------------------------------------------


def _collected(frame: Any) -> Any:
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def _rows(frame: Any, tests: list[Any]) -> list[int]:
    """How many rows each test is true for: one scan."""
    names = [f"tthc_{number}" for number, _ in enumerate(tests)]
    numbers = [test.cast(nw.Int64).alias(name) for name, test in zip(names, tests, strict=True)]
    found = _collected(frame.with_columns(*numbers).select(nw.col(*names).sum()))
    # Over no rows at all some engines have no sum.
    return [int(found[name].to_list()[0] or 0) for name in names]


def _codes(bound: Bound, test: Any) -> tuple[str, ...]:
    """The first codes of the rows that a test is true for, in order; none where the frame has no codes."""
    return _sample(bound.frame.filter(test), bound.column("code")) if bound.has("code") else ()


def _values(bound: Bound, test: Any, column: str | None) -> tuple[Any, ...]:
    return () if column is None else _sample(bound.frame.filter(test).select(column).unique(), column)


def _sample(rows: Any, column: str) -> tuple[str, ...]:
    found = rows.select(nw.col(column).cast(nw.String).alias("tthc")).filter(~nw.col("tthc").is_null())
    return tuple(_collected(found.sort("tthc").head(SAMPLES))["tthc"].to_list())


def _duplicates(bound: Bound) -> Iterator[Finding]:
    """Rows that have the code of another; the first of each code is none."""
    code = nw.col(bound.column("code")).alias("tthc")
    several = bound.frame.select(code).filter(~nw.col("tthc").is_null()).group_by("tthc").agg(nw.len().alias("n"))
    several = several.filter(nw.col("n") > 1)
    rows = _collected(several.select((nw.col("n").cast(nw.Int64) - 1).sum()))["n"].to_list()[0]
    if rows:
        yield Found(_KNOWN["duplicate_code"], int(rows), _sample(several, "tthc")).finding()


def _ends_at_due(bound: Bound) -> finders.Beside:
    """By agency the results that have an hour, and those of them that were ready at the due instant."""
    ended, due = end_and_due(bound)
    agency = bound.value("agency_code") if bound.has("agency_code") else nw.lit(None, nw.String)
    at_due = (ended == due).cast(nw.Int64).alias("n")
    sure = bound.frame.filter(end_is_sure(bound)).with_columns(agency.alias("agency"), at_due)
    found = _collected(sure.group_by("agency").agg(nw.len().alias("ends"), nw.col("n").sum()))
    found = found.with_columns(nw.col("agency").is_null().alias("unknown"))
    beside = finders.Beside(None, None)
    names = ("agency", "unknown", "ends", "n")
    rows = zip(*(found[each].to_list() for each in names), strict=True)
    for name, unknown, ends, ready in sorted(rows, key=lambda row: (row[1], str(row[0]))):
        key = None if unknown else str(name)
        beside.ends[key] += int(ends)
        beside.ends_at_due[key] += int(ready)
    return beside
