"""A frame and the cases that it was made of, counted side by side."""

from datetime import datetime

from tests.engines.frames_of import columns_of
from tthc_core import Case, Period, count

JANUARY = Period.month(2024, 1)


def case(status="processing", **fields):
    return Case(**{"code": "1", "status": status, "received_at": datetime(2024, 1, 5, 9), **fields})


def same(engine, cases, given=None, *, columns=None, **options):
    """The tally of a frame, which is that of the cases; `given` is how their columns are written."""
    found = count(engine(columns_of(cases) if given is None else given), JANUARY, columns=columns, **options)
    expected = count(cases, JANUARY, **options)
    assert dict(found.items()) == dict(expected.items())
    assert (found.total().as_dict(), found.account) == (expected.total().as_dict(), expected.account)
    return found
