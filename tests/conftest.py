"""Settings of every test run: random order with a seed that is printed, and Hypothesis without a clock."""

import os
import random

import pytest
from hypothesis import settings

# Times are for the benchmarks; a busy machine is no reason for a test to fail.
settings.register_profile("short", deadline=None, max_examples=60)
settings.register_profile("brief", deadline=None, max_examples=15)
settings.register_profile("long", deadline=None, max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

SEED = int(os.environ.get("TEST_ORDER_SEED", random.randrange(10**6)))


def pytest_report_header() -> str:
    return f"order of tests: TEST_ORDER_SEED={SEED}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle files, and tests within their file: no test may lean on another."""
    order = random.Random(SEED)
    rank = {name: order.random() for name in {item.nodeid.split("::")[0] for item in items}}
    items.sort(key=lambda item: (rank[item.nodeid.split("::")[0]], order.random()))
