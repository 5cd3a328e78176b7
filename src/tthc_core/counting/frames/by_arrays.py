
from functools import lru_cache
import narwhals.stable.v2 as nw
from ..objects import grow_counters, grow_for
from ..predicate import ALWAYS
from ..subjects import CASES
from ..terms import expand
from .arrays import count_arrays
def count_by_arrays(bound, rules, counters, outputs, groups, where):
    kept = None if where == ALWAYS else _kept(rules, where)
    keys, numbers = count_arrays(nw.to_native(bound.frame), bound.frame.implementation.value, bound.columns, bound.cuts, _tree(rules, counters), groups, outputs, where=kept, any_pause=bound.any_pause)
    return {f"k{n}": k for n, k in enumerate(keys)} | {f"c{n}": k for n, k in enumerate(numbers)}
@lru_cache(maxsize=256)
def _tree(rules, counters):
    return grow_counters(CASES, rules, counters).tree
@lru_cache(maxsize=64)
def _kept(rules, where):
    return grow_for({"kept": expand(where, rules, CASES.derived)}, rules)
