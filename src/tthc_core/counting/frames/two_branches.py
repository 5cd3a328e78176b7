"""Polars: two branches of one scan, joined at the end; texts are compared, and grouped by, as the numbers they have.

What costs is the rows, not the columns of true and false. So the places of the account are added up over all rows,
and everything else over the rows in scope alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from ...domain import CaseStatus
from .bound import Bound

__all__ = ["in_two_branches", "with_numbers"]

KEY, STATUS = "tthc_key", "tthc_status"
#: The months since the year 0 are fewer than 2**17; what bits are left of 64, texts share.
MONTH_BITS = 17
FEWEST_BITS = 12


def with_numbers(bound: Bound, rows: Any) -> Any:
    """The rows with the status as the number that Polars gave its text."""
    import polars as pl

    column = bound.column("status")
    if bound.schema[column].is_numeric():
        return rows
    texts = [text for status in CaseStatus for text in (str(status), str(status.code))]
    known = pl.Series(texts, dtype=pl.Categorical)
    bound.held.append(known)
    bound.numbered["status"] = STATUS, dict(zip(texts, known.to_physical().to_list(), strict=True))
    return rows.with_columns(pl.col(column).cast(pl.Categorical).to_physical().alias(STATUS))


def in_two_branches(outer: Any, inner: Any, groups: Sequence[str], in_scope: str) -> nw.DataFrame[Any]:
    """For every group its key (``k0``, …), and the sums of all other columns.

    :param outer: all rows; what of each is true wherever it stands.
    :param inner: the rows in scope; what is true there alone.
    :param groups: what the keys are.
    :param in_scope: the name for the number of rows in scope.
    """
    import polars as pl

    branches, names = [nw.to_native(outer), nw.to_native(inner)], [f"k{number}" for number, _ in enumerate(groups)]
    schema = branches[0].collect_schema()
    bits = _bits(groups, [schema[name] for name in names])
    found = _added(branches, names, _packed(names, bits, groups), in_scope)
    if bits and any(2**width - 1 in pl.Categories() for width in bits):  # more texts than there are numbers for
        bits = None
        found = _added(branches, names, _packed(names, bits, groups), in_scope)
    return nw.from_native(found.select(*_unpacked(names, bits, groups), pl.exclude(KEY)), eager_only=True)


def _added(branches: Sequence[Any], names: Sequence[str], key: Any, in_scope: str) -> Any:
    import polars as pl

    outer, inner = (branch.with_columns(key.alias(KEY)).drop(names).group_by(KEY) for branch in branches)
    added = [outer.agg(pl.all().sum()), inner.agg(pl.len().alias(in_scope), pl.all().sum())]
    elsewhere, inside = pl.collect_all(added, engine="streaming")
    found = elsewhere.join(inside, on=KEY, how="left")
    return found.with_columns(pl.exclude(KEY).fill_null(0).cast(pl.Int64))


def _bits(groups: Sequence[str], kinds: Sequence[Any]) -> list[int] | None:
    """How many bits each part of a key has in one number; None where something else than texts and months is grouped.

    The last number of each part stands for what is missing.
    """
    import polars as pl

    months = groups.count("received_month")
    if not groups or any(
        not (kind in (pl.String, pl.Categorical) or isinstance(kind, pl.Enum) or group == "received_month")
        for group, kind in zip(groups, kinds, strict=True)
    ):
        return None
    for_texts = (64 - MONTH_BITS * months) // max(len(groups) - months, 1)
    if for_texts < FEWEST_BITS:
        return None
    return [MONTH_BITS if group == "received_month" else min(for_texts, 32) for group in groups]


def _packed(names: Sequence[str], bits: Sequence[int] | None, groups: Sequence[str]) -> Any:
    import polars as pl

    if bits is None:
        return pl.struct(names) if names else pl.lit(0)
    found = pl.lit(0, dtype=pl.UInt64)
    for name, width, group in zip(names, bits, groups, strict=True):
        code = pl.col(name) if group == "received_month" else pl.col(name).cast(pl.Categorical).to_physical()
        found = found * 2**width + code.cast(pl.UInt64).fill_null(2**width - 1)
    return found


def _unpacked(names: Sequence[str], bits: Sequence[int] | None, groups: Sequence[str]) -> list[Any]:
    import polars as pl

    if bits is None:
        return [pl.col(KEY).struct.field(name) for name in names]
    found, rest = [], pl.col(KEY)
    for name, width, group in zip(reversed(names), reversed(bits), reversed(groups), strict=True):
        part = rest % 2**width
        if group != "received_month":
            code = pl.when(part != 2**width - 1).then(part).cast(pl.UInt32)
            part = code.cat.to(pl.Categorical)
        found.append(part.alias(name))
        rest = rest // 2**width
    return found[::-1]
