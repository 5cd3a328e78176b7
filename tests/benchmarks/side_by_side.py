"""Ratios, measured fairly: alternating in one process, CPU time, medians."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

__all__ = ["ratio"]


def ratio(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = 15) -> float:
    """How many times as long ours takes as theirs: medians of `rounds` alternations, after one that is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds + 1):
            for found, work in zip(times, (ours, theirs), strict=True):
                started = time.process_time()
                work()
                if number:
                    found.append(time.process_time() - started)
    finally:
        gc.enable()
    return statistics.median(times[0]) / statistics.median(times[1])
