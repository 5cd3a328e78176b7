"""A pytest plugin for runs over a changed copy: the copy is what is tested, and every run is the same.

Tests run in the order in which their folders were named, and Hypothesis draws the same examples each time; what fails
is not made smaller, as nobody looks at it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

import tthc_core

settings.register_profile(
    "in_copy", deadline=None, max_examples=60, derandomize=True, phases=[Phase.explicit, Phase.generate]
)


def pytest_configure(config: pytest.Config) -> None:
    if not Path(tthc_core.__file__).resolve().is_relative_to(config.rootpath):
        raise pytest.UsageError(f"{tthc_core.__file__} is not the copy in {config.rootpath}.")
    for name in tthc_core.__all__:  # all of it can be imported: a fault that breaks this shows nothing about the tests
        getattr(tthc_core, name)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    yield
    items.sort(key=lambda item: next(i for i, path in enumerate(config.args) if item.nodeid.startswith(path)))
