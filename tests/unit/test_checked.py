"""The check of a class is made from the declarations of its fields."""

import traceback

import pytest
from attrs import frozen

from tests.strangers import Text
from tthc_core.domain import Level
from tthc_core.domain.checked import checked
from tthc_core.errors import InvalidValueError


@frozen(kw_only=True)
@checked
class Sheet:
    title: str
    counts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    next: "tuple[Level, ...]" = ()
    pages: int | None = None


def test_items_are_settled_one_by_one():
    sheet = Sheet(title="a", counts=[0, 1], names=["a", Text("b")], levels=(Level.PROVINCE, "commune"))
    assert (sheet.counts, sheet.names, sheet.levels) == ((0, 1), ("a", "b"), (Level.PROVINCE, Level.COMMUNE))
    assert [type(name) for name in sheet.names] == [str, str]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": None}, "Sheet.title: None is not text (str)."),
        ({"pages": True}, "Sheet.pages: True is not a count (int, 0 or more)."),
        ({"pages": -1}, "Sheet.pages: -1 is not a count (int, 0 or more)."),
        ({"counts": (1, True)}, "Sheet.counts[1]: True is not a count (int, 0 or more)."),
        ({"levels": {"province"}}, "Sheet.levels: {'province'} is not a tuple of Level."),
        ({"next": ("x",)}, "Sheet.next[0]: 'x' is not a member of Level or its value."),
    ],
)
def test_a_wrong_value_is_named_with_its_class_and_field(fields, words):
    with pytest.raises(InvalidValueError) as caught:
        Sheet(**{"title": "a", **fields})
    assert str(caught.value).startswith(words)


def test_a_traceback_says_which_class_was_checked():
    with pytest.raises(InvalidValueError) as caught:
        Sheet(title=1)
    assert "<checks of Sheet>" in "".join(traceback.format_exception(caught.value))


def test_a_missing_value_of_an_optional_field_is_none():
    assert Sheet(title="a").pages is None
