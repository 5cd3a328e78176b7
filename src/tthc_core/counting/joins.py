"""Putting tallies together: one after another, on to later agencies, by fewer groups, up a tree, as expected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import chain

from attrs import evolve

from ..calendar import Period
from ..calendar import day as as_day
from ..domain import AgencyTree
from ..errors import InvalidValueError, MismatchError
from ..measure import Finding, Severity
from ..vietnamese import format_date, format_number
from .changes import BY_AGENCY, OF_A_WINDOW, agency_changes, takings
from .counter import Counter
from .fields import Place
from .groups import Group, grouping, names_of
from .keys import Key, in_order, label_of, said
from .row import PLACES
from .tally import Tally, Values, add_values
from .terms import Side

__all__ = ["expecting", "follow", "roll_up", "sum_by", "to_agencies_of"]

_LATER, _EARLIER, _IN_SCOPE = (PLACES.index(place) for place in (Place.LATER, Place.EARLIER, Place.IN_SCOPE))


# -- one after the other -----------------------------------------------------------------------------------------------


def follow(first: Tally, second: Tally) -> Tally:
    """See :meth:`Tally.then`."""
    _may_follow(first, second)
    keys = sorted({*first._rows, *second._rows}, key=in_order)
    rows = {key: _joined(first, second, key) for key in keys}
    missing = first._missing_beside(second)
    lacking = {*missing, *missing.get((), ())}
    findings = [finding for key in keys if key not in lacking for finding in _broken_stock(first, second, key)]
    # What changed inside a window is asked again of the whole one.
    before = [finding for finding in (*first.findings, *second.findings) if finding.code not in OF_A_WINDOW]
    joined = evolve(
        first,
        period=Period.between(first.window[0], second.window[1]),
        window=(first.window[0], second.window[1]),
        rows=rows,
        missing={**missing, **{key: (key,) for key in missing.get((), ()) if key in rows and key not in missing}},
        findings=(*before, *findings),
    )
    return _with_changes(joined)


def _may_follow(first: Tally, second: Tally) -> None:
    for name in ("subject", "rules", "by", "counters"):
        if getattr(first, name) != getattr(second, name):
            ours, theirs = _short(first, name), _short(second, name)
            raise MismatchError(f"a tally is followed by one with the same {name}: here {ours}, then {theirs}.")
    if first.subject == "procedures" or (first.subject == "cases" and first.rules.population == "received"):
        what = "procedures" if first.subject == "procedures" else "population='received'"
        raise MismatchError(f"with {what} nothing is carried over: count the whole window at once.")
    if first._above != second._above:
        raise MismatchError("a tally that is rolled up is followed only by one rolled up along the same tree.")
    next_day = first.window[1] + timedelta(1)
    if second.window[0] != next_day:
        raise MismatchError(
            f"the following window begins on {format_date(second.window[0])}, expected {format_date(next_day)}, "
            f"the day after {format_date(first.window[1])}."
        )


def _short(tally: Tally, name: str) -> str:
    value = getattr(tally, name)
    return str([counter.name for counter in value]) if name == "counters" else str(value)


def _values(tally: Tally, key: Key) -> Values:
    """The values of a key. A tally that was counted knows that a key it does not have has no case."""
    if key in tally._rows:
        return tally._rows[key]
    counted = tally.account is not None
    return ((0 if counted else None),) * (len(tally.counters) + len(PLACES))


def _joined(first: Tally, second: Tally, key: Key) -> Values:
    a, b = _values(first, key), _values(second, key)
    width = len(first.counters)
    counters: dict[str, int | None] = {}
    for counter, before, after in zip(first.counters, a, b, strict=False):
        counters[counter.name] = _side_by_side(counter, before, after)
    for counter in first.counters:
        if counter.parts:
            (counters[counter.name],) = add_values([(counters[part],) for part in counter.parts], 1)
    return (*counters.values(), *_account(a[width:], b[width:]))


def _side_by_side(counter: Counter, before: int | None, after: int | None) -> int | None:
    match counter.side:
        case Side.CARRIED_OVER:
            return before
        case Side.PENDING:
            return after
    return None if before is None or after is None else before + after


def _account(a: Values, b: Values) -> Values:
    """Read once: what is left of it beside the other places is in scope of one window or the other."""
    before, after = ([value for value in values if value is not None] for values in (a, b))
    moved = (_LATER, _EARLIER, _IN_SCOPE)
    fixed = [i for i in range(len(a)) if i not in moved]
    if len(before) < len(a) or len(after) < len(b) or sum(before) != sum(after) or any(a[i] != b[i] for i in fixed):
        return (None,) * len(a)
    before[_IN_SCOPE] += before[_LATER] - after[_LATER]
    before[_LATER] = after[_LATER]
    return tuple(before)


def _broken_stock(first: Tally, second: Tally, key: Key) -> Iterable[Finding]:
    if "pending" not in first._position or "carried_over" not in first._position:
        return
    closing = _values(first, key)[first._position["pending"]]
    opening = _values(second, key)[second._position["carried_over"]]
    if closing is None or opening is None or closing == opening:
        return
    off = "thừa" if opening > closing else "thiếu"
    yield Finding(
        code="opening_is_not_closing",
        severity=Severity.ERROR,
        place=(label_of(key), "carried_over"),
        values={"pending": closing, "carried_over": opening},
        difference=opening - closing,
        expected=format_number(closing),
        message=f"Kỳ trước chuyển sang là {format_number(opening)} hồ sơ, nhưng cuối kỳ trước đang giải quyết "
        f"{format_number(closing)} hồ sơ: {off} {format_number(abs(opening - closing))}.",
    )


# -- on to later agencies, and up their tree ---------------------------------------------------------------------------


def to_agencies_of(tally: Tally, day: date, tree: AgencyTree) -> Tally:
    """See :meth:`Tally.to_agencies_of`."""
    asked = as_day(day, "to_agencies_of: day")
    if not {*tally.groups} & {*BY_AGENCY}:
        raise MismatchError(
            f"only a tally by='agency' or by='handling_agency' is taken to agencies; this one is by={tally.by!r}."
        )
    if tally._above is not None:
        raise MismatchError("this tally is rolled up already: take the one that it was made from.")

    def taken(key: Key) -> Key:
        parts = (
            tree._taken_to(part, asked) if name in BY_AGENCY and part in tree else part
            for name, part in zip(tally.groups, tally.parts(key), strict=True)
        )
        return next(parts) if isinstance(tally.by, str) else tuple(parts)

    rows, missing = _together(tally, taken)
    return evolve(tally, rows=rows, missing=missing, findings=(*tally.findings, *takings(tally, asked, tree)))


def _together(tally: Tally, taken: Callable[[Key], Key]) -> tuple[dict[Key, Values], dict[Key, tuple[Key, ...]]]:
    """The rows, added up under the keys that they are taken to, and what each lacks."""
    together: dict[Key, list[Values]] = {}
    for key, values in tally._rows.items():
        together.setdefault(taken(key), []).append(values)
    absent = tally._missing.get((), ())
    missing: dict[Key, tuple[Key, ...]] = {(): absent} if absent else {}
    # A row lacks what the rows that were taken to it lack, and those that have never come.
    for key, names in tally._missing.items():
        for name in names:
            row = taken(name if key == () else key)
            missing[row] = tuple(dict.fromkeys((*missing.get(row, ()), name)))
    return {
        key: rows[0] if len(rows) == 1 else add_values(rows, len(tally.counters) + len(PLACES))
        for key, rows in together.items()
    }, missing


# -- by fewer groups ---------------------------------------------------------------------------------------------------


def sum_by(tally: Tally, by: str | Sequence[str] | None) -> Tally:
    """See :meth:`Tally.sum_by`."""
    if tally._above is not None:
        raise MismatchError(
            "a tally that is rolled up holds a case in several rows: sum the one that it was made from."
        )
    known = {name: Group(name, name) for name in tally.groups}
    grouped = grouping(by, known)
    positions = [tally.groups.index(name) for name in names_of(grouped)]

    def taken(key: Key) -> Key:
        parts = tally.parts(key)
        return parts[positions[0]] if isinstance(grouped, str) else tuple(parts[position] for position in positions)

    if hasattr(tally._rows, "sum_by") and not tally._missing:  # as a frame's engine counted them
        return evolve(tally, by=grouped, rows=tally._rows.sum_by(positions, grouped))
    rows, missing = _together(tally, taken)
    return evolve(tally, by=grouped, rows=rows, missing=missing)


def roll_up(tally: Tally, tree: AgencyTree, on: date | None) -> Tally:
    """See :meth:`Tally.roll_up`."""
    if tally.by not in BY_AGENCY:
        raise MismatchError(
            f"only a tally by='agency' or by='handling_agency' is rolled up; this one is by={tally.by!r}."
        )
    if tally._above is not None:
        raise MismatchError("this tally is rolled up already: roll up the one that it was made from.")
    if on is not None:
        tally, tree = to_agencies_of(tally, on, tree), tree._with_rests(on)
    absent = set(tally._missing.get((), ()))
    rows: dict[Key, Values] = {}
    missing: dict[Key, tuple[Key, ...]] = {key: names for key, names in tally._missing.items() if key not in tree}
    for agency in tree:
        below = [agency.code, *(one.code for one in tree.descendants(agency.code))]
        found = [tally._rows[code] for code in below if code in tally._rows]
        names = (((code,) if code in absent else ()) + tally._missing.get(code, ()) for code in below)
        lacking = tuple(dict.fromkeys(chain.from_iterable(names)))
        if found or lacking:
            rows[agency.code] = add_values(found, len(tally.counters) + len(PLACES))
        if lacking:
            missing[agency.code] = lacking
    strangers = [key for key in tally if key not in tree]
    rows |= {key: tally._rows[key] for key in strangers}
    above = {agency.code: tuple(one.code for one in tree.ancestors(agency.code)) for agency in tree}
    findings = (*tally.findings, *(_stranger(key) for key in strangers if key is not None))
    return _with_changes(evolve(tally, rows=rows, missing=missing, above=above, tree=tree, findings=findings))


def _with_changes(tally: Tally) -> Tally:
    """A tally that is rolled up, with what changed inside its window."""
    if tally._tree is None:
        return tally
    return evolve(tally, findings=(*tally.findings, *agency_changes(tally, tally._tree)))


def _stranger(key: Key) -> Finding:
    return Finding(
        code="agency_not_in_tree",
        severity=Severity.ERROR,
        place=(str(key), "agency_code"),
        values={"agency_code": str(key)},
        difference=None,
        expected="mã cơ quan có trong cây cơ quan",
        message=f"Cơ quan {key} không có trong cây cơ quan: số liệu để riêng một dòng, không cộng vào cơ quan nào.",
    )


# -- what was expected -------------------------------------------------------------------------------------------------


def expecting(tally: Tally, keys: Iterable[Key], zero: Collection[Key]) -> Tally:
    """See :meth:`Tally.expecting`."""
    for key in zero:
        if any(tally._rows.get(key, ())[: len(tally.counters)]):
            raise InvalidValueError(f"zero: {said(key)!r} is said to have had no case, and the tally has some.")
    rows = {**dict.fromkeys(zero, (0,) * (len(tally.counters) + len(PLACES))), **tally._rows}
    absent = tuple(dict.fromkeys((*tally._missing.get((), ()), *(key for key in keys if key not in rows))))
    return evolve(tally, rows=rows, missing={**tally._missing, (): absent} if absent else dict(tally._missing))
