"""What a derived field says of a case, asked by a predicate, in January 2024."""

import pytest

from tests.spec.rows import moment, rows
from tthc_core import Case, Period, count, field
from tthc_core.counting import EndKind, Place

JANUARY = Period.month(2024, 1)


def values_of(name, members, case):
    """The values that the field has; never more than one."""
    return [str(value) for value in members if count([case], JANUARY, where=field(name) == value).account.read]


@pytest.mark.parametrize(
    ("status", "finished", "refused", "returned", "kind"),
    rows("""
    processed  | 10/01 | –     | –     | result
    processed  | –     | –     | 12/01 | result
    processed  | –     | 10/01 | –     |
    returned   | 10/01 | –     | –     | result
    withdrawn  | 10/01 | –     | –     | withdrawn
    withdrawn  | –     | –     | –     |
    stopped    | –     | 10/01 | –     | refused
    stopped    | –     | –     | 12/01 | refused
    stopped    | –     | –     | –     |
    processing | 10/01 | 11/01 | 12/01 |
    submitted  | 10/01 | –     | –     |
    """),
)
def test_how_a_case_ended(status, finished, refused, returned, kind):
    case = Case(
        code="1",
        status=status,
        received_at=moment("02/01"),
        finished_at=moment(finished),
        refused_at=moment(refused),
        returned_at=moment(returned),
    )
    assert values_of("end_kind", EndKind, case) == kind.split()


@pytest.mark.parametrize(
    ("status", "finished", "refused", "returned", "place"),
    rows("""
    processed | 30/12/2023 | –          | 10/01      | earlier
    processed | 10/01      | –          | 30/12/2023 | in_scope
    withdrawn | 30/12/2023 | 10/01      | 10/01      | earlier
    withdrawn | –          | 10/01      | 30/12/2023 | in_scope
    stopped   | 10/01      | 30/12/2023 | –          | in_scope
    stopped   | –          | 30/12/2023 | 10/01      | earlier
    """),
)
def test_the_first_end_in_the_order_given_is_the_end(status, finished, refused, returned, place):
    ends = {"finished_at": moment(finished), "refused_at": moment(refused), "returned_at": moment(returned)}
    case = Case(code="1", status=status, received_at=moment("20/12/2023"), **ends)
    assert getattr(count([case], JANUARY).account, place) == 1


@pytest.mark.parametrize(
    ("status", "received", "finished", "place"),
    rows("""
    draft        | –          | –          | not_admitted
    not_accepted | 02/01      | –          | not_admitted
    processing   | –          | –          | no_receipt
    processed    | –          | –          | no_receipt
    processed    | 02/01      | –          | undated_end
    withdrawn    | 02/02      | –          | undated_end
    processing   | 02/02      | –          | later
    processed    | 20/12/2023 | 30/12/2023 | earlier
    stopped      | 02/01      | –          | in_scope
    processed    | 02/01      | 30/12/2023 | in_scope
    """),
)
def test_the_first_place_that_fits(status, received, finished, place):
    case = Case(code="1", status=status, received_at=moment(received), finished_at=moment(finished))
    assert values_of("place", Place, case) == [place]
    assert getattr(count([case], JANUARY).account, place) == 1


ENDS = rows("""
    processed  | 10/01 08:00 | –           | –           | 10/01 08:00
    processed  | –           | 12/01 08:00 | 09/01 08:00 | 12/01 08:00
    returned   | 10/01 08:00 | 12/01 08:00 | –           | 10/01 08:00
    stopped    | –           | 12/01 08:00 | 09/01 08:00 | 09/01 08:00
    withdrawn  | 10/01 08:00 | –           | 09/01 08:00 | 10/01 08:00
    processing | 10/01 08:00 | 12/01 08:00 | 09/01 08:00 | –
    stopped    | –           | –           | –           | –
""")


@pytest.mark.parametrize(("status", "finished", "returned", "refused", "end"), ENDS)
def test_the_end_is_what_the_status_says(status, finished, returned, refused, end):
    dates = {"finished_at": finished, "returned_at": returned, "refused_at": refused}
    case = Case(
        code="1",
        status=status,
        received_at=moment("02/01"),
        due_at=moment(end),
        **{name: moment(text) for name, text in dates.items()},
    )
    ended = moment(end)
    asked = {
        "missing": field("end").is_missing(),
        "then": field("end") == moment("10/01 08:00"),
        "by then": field("end").day <= moment("10/01").date(),
        "due": field("end") == field("due_at"),
        "due that day": field("due_at").day >= field("end").day,
    }
    found = {name for name, where in asked.items() if count([case], Period.year(2024), where=where).account.read}
    assert found == (
        {"missing"}
        if ended is None
        else {"due", "due that day"}
        | ({"then"} if ended == moment("10/01 08:00") else set())
        | ({"by then"} if ended < moment("11/01") else set())
    )
