"""The states of a row as SQL text, for the engines that read it: DuckDB and Spark.

One nested CASE gives each row a small whole number, the commonest rows leaving first; rows are counted by key and
number, and what counts in a counter is added up over those few groups. The text is written from the same trees that
objects are counted by. (Building the same expression of thousands of objects takes these engines longer than counting.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeGuard

from attrs import evolve, frozen

from ..fields import Place
from ..gates import NOTHING, Fork, Gate, Gates, Twins, leaves_of, twinned
from ..plan import Algebra, Variable, VariableKind
from ..predicate import AnyPause, Field
from .bound import Bound
from .sql_text import Dialect, SqlText

__all__ = ["query"]

NOWHERE = -1
LONG = 1000
"""Signs of a text that is worth a column of its own."""


def query(
    bound: Bound,
    dialect: Dialect,
    table: str,
    sets: Sequence[Sequence[Gates]],
    algebra: Algebra,
    outputs: Sequence[str],
    groups: Sequence[str],
    kept: tuple[Gates, Algebra] | None,
) -> str:
    """The statement that gives for every group its key (``k0``, …) and every output (``c0``, …).

    :param sets: the trees whose states are counted together; each set is counted for itself, in the same pass.
    """
    text = SqlText(bound, dialect, algebra)
    states = [_numbered(text, *twinned(tree)) for trees in sets for tree in trees]
    keys = [f"k{number}" for number, _ in enumerate(groups)]
    asked = [f"{text.key(group)} AS {key}" for group, key in zip(groups, keys, strict=True)]
    asked += [f"{_state(text, state, f'tthc_m{number}')} AS s{number}" for number, state in enumerate(states)]
    made = [*text.pieces.items(), *((state.text, f"tthc_m{number}") for number, state in enumerate(states))]
    gates = [f"{(dialect.piece or '{0}').format(piece)} AS {name}" for piece, name in made]
    where = ""
    if kept is not None:
        other = SqlText(bound, evolve(dialect, piece=""), kept[1])
        state = _numbered(other, kept[0])
        where = f" WHERE {state.counting('kept', f'({state.text})', other)}"
    columns = [*keys, *(f"s{number}" for number, _ in enumerate(states))]
    parted = ", ".join(columns)
    if len(sets) > 1:
        # Where a set does not have a state, it is missing, and counts in nothing.
        ends = list(accumulate(map(len, sets), initial=len(keys)))
        parts = [", ".join((*keys, *columns[start:end])) for start, end in pairwise(ends)]
        parted = f"GROUPING SETS (({'), ('.join(parts)}))"
    counted = (
        f"SELECT {', '.join(columns)}, count(*) AS n FROM (SELECT {', '.join(asked)} FROM "
        f"(SELECT *, {', '.join(gates)} FROM {table}{where}) AS gates) AS cases GROUP BY {parted}"
    )
    sums = []
    for number, output in enumerate(outputs):
        tests = [test for at, state in enumerate(states) if (test := state.counting(output, f"s{at}"))]
        if output == f"place {Place.UNREADABLE}":
            tests.append(f"s0 = {NOWHERE}")
        if tests:
            sums.append(f"CAST(coalesce(sum(CASE WHEN {' OR '.join(tests)} THEN n END), 0) AS BIGINT) AS c{number}")
    by = f" GROUP BY {', '.join(keys)}" if keys else " HAVING count(*) > 0"
    return f"SELECT {', '.join([*keys, *sums])} FROM ({counted}) AS states{by}"


@frozen
class _State:
    """The expression of a gate's number; a state adds a bit, above ``len(gates)``, for each expression that holds.

    :param gates: the gates in the order of their numbers.
    :param bits: the bit of each expression.
    :param plain: how many gates ask nothing; behind them stand twins, the number of a first one stands for both.
    :param parted: the condition under which it is the first one.
    """

    text: str
    gates: Sequence[Gate]
    bits: Mapping[int, int]
    plain: int
    parted: str

    def counting(self, output: str, state: str, asking: SqlText | None = None) -> str:
        """The condition under which a state counts in an output; "" where none does.

        :param asking: asks the expressions themselves, where the state is a gate's number alone.
        """
        always = [number for number, gate in enumerate(self.gates) if output in gate.names]
        sometimes: dict[int, list[int]] = {}
        for number, gate in enumerate(self.gates):
            for name, expression in gate.asking:
                if name == output:
                    sometimes.setdefault(expression, []).append(number)
        at = state if asking else f"({state} % {len(self.gates)})"
        tests = [f"{at} IN ({listed(always)})"] if always else []
        for expression, numbers in sometimes.items():
            step = len(self.gates) << self.bits[expression]
            # Whole division is written differently; the remainder is not.
            bit = asking.expression(expression) if asking else f"{state} % {2 * step} >= {step}"
            tests.append(f"({at} IN ({listed(numbers)}) AND {bit})")
        return " OR ".join(tests)


def listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _numbered(text: SqlText, tree: Gates, parting: Variable | None = None, first: Sequence[object] = ()) -> _State:
    """The gates with their numbers; those behind which nothing is asked come first, twins stand side by side.

    :param parting: what parts the twins.
    :param first: its answers for the first of them.
    """
    leaves = dict.fromkeys(leaves_of(tree))
    gates: list[Gate] = [leaf for leaf in leaves if isinstance(leaf, Gate) and not leaf.asking]
    number: dict[Gate | Twins, int] = {gate: n for n, gate in enumerate(gates)}
    plain = len(gates)
    for leaf in leaves:
        if leaf not in number:
            number[leaf] = len(gates)
            gates += [leaf.first, leaf.second] if isinstance(leaf, Twins) else [leaf, leaf]
    expressions = sorted({expression for gate in gates for _, expression in gate.asking})
    bits = {expression: bit for bit, expression in enumerate(expressions)}
    parted = "" if parting is None else text.condition(parting, tuple(first))
    return _State(_case(text, tree, number), gates, bits, plain, parted)


def _state(text: SqlText, state: _State, gate: str) -> str:
    """The number of a state: that of its gate, and the bits of what holds beside it, asked where a gate asks it."""
    if state.plain == len(state.gates):
        return gate
    first, second = (_with_bits(text, state, gate, side) for side in (0, 1))
    parted = f"WHEN {state.parted} THEN {first} ELSE {second}" if state.parted else f"ELSE {first}"
    return f"CASE WHEN {gate} < {state.plain} THEN {gate} {parted} END"


def _with_bits(text: SqlText, state: _State, gate: str, side: int) -> str:
    """The number of one of two twins, with its bits."""
    here = [n for n in range(state.plain, len(state.gates), 2) if state.gates[n + side] != NOTHING]
    together: dict[tuple[int, ...], list[str]] = {}
    for expression, bit in state.bits.items():
        asked = tuple(n for n in here if any(one == expression for _, one in state.gates[n + side].asking))
        step = len(state.gates) << bit
        together.setdefault(asked, []).append(f"CASE WHEN {text.expression(expression)} THEN {step} ELSE 0 END")
    found = [f"{gate} + {side}" if side else gate]
    for asked, terms in together.items():
        if len(asked) == len(here):
            found += terms
        elif asked:
            found.append(f"CASE WHEN {gate} IN ({listed(asked)}) THEN {' + '.join(terms)} ELSE 0 END")
    return " + ".join(found)


def _case(text: SqlText, tree: Gates, number: dict[Gate | Twins, int]) -> str:
    if not isinstance(tree, Fork):
        return str(number[tree])
    variable, arms = tree.variable, list(tree.arms)
    if variable.kind is VariableKind.PRESENCE and not text.bound.is_there(variable.operands[0]):
        return _case(text, next(arm for values, arm in arms if False in values), number)
    if isinstance(variable.of, AnyPause) and not text.bound.is_there(Field("began_at")):
        return _case(text, next(arm for values, arm in arms if False in values), number)
    inner = next((arm for values, arm in arms if values == (True,)), None)
    if variable.kind is VariableKind.PRESENCE and _is_position(inner, variable):
        absent = next(arm for values, arm in arms if values == (False,))
        return _by_position(text, inner, absent, number)
    strict = variable.of == Field("status")
    arms.sort(key=lambda one: None in one[0])
    whens = [
        f"WHEN {text.condition(variable, values)} THEN {_case(text, arm, number)}"
        for values, arm in (arms if strict else arms[:-1])
    ]
    rest = str(NOWHERE) if strict else _case(text, arms[-1][1], number)
    return text.piece(_cases(whens, rest), LONG)


def _by_position(text: SqlText, fork: Fork, absent: Gates, number: dict[Gate | Twins, int]) -> str:
    """One CASE along the line of time: each moment is compared with the ends of the stretches, and missing last."""
    operand = fork.variable.operands[0]
    moment, cuts = text.line(operand)
    arm_at = {value: arm for values, arm in fork.arms for value in values}
    whens = [
        f"WHEN {moment} < {cuts[at]} THEN {_case(text, arm_at[at], number)}"
        for at in range(len(cuts))
        if arm_at[at] is not arm_at[at + 1]
    ]
    missing, last = _case(text, absent, number), _case(text, arm_at[len(cuts)], number)
    if missing != last:
        whens.append(f"WHEN {moment} IS NULL THEN {missing}")
    return text.piece(_cases(whens, last), LONG)


def _cases(whens: Sequence[str], rest: str) -> str:
    """One CASE; one that stands behind its ELSE goes on in it."""
    if not whens:
        return rest
    following = rest.removeprefix("CASE ").removesuffix(" END") if rest.startswith("CASE ") else f"ELSE {rest}"
    return f"CASE {' '.join(whens)} {following} END"


def _is_position(tree: Gates | None, variable: Variable) -> TypeGuard[Fork]:
    """Whether what is asked of a moment that is there is only where on the line of time it lies."""
    return isinstance(tree, Fork) and tree.variable.kind is VariableKind.POSITION and tree.variable.of == variable.of
