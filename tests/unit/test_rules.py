import attrs
import pytest

from tthc_core import CountingRules, InvalidValueError, rules


def test_presets_are_named_after_where_they_come_from():
    assert rules.PRESETS == {"PROVINCIAL_REPORT": rules.PROVINCIAL_REPORT, "FORM_06A": rules.FORM_06A}
    assert attrs.asdict(rules.PROVINCIAL_REPORT) == {
        "population": "in_hand",
        "completion": "result_ready",
        "granularity": "day",
        "no_due_date": "on_due_date",
        "withdrawn": "apart",
        "refused": "apart",
        "paused": "apart",
        "due_soon_days": 3,
    }
    assert rules.FORM_06A == attrs.evolve(
        rules.PROVINCIAL_REPORT, withdrawn="on_due_date", refused="on_due_date", paused="in_time"
    )


@pytest.mark.parametrize(
    ("field", "value", "near"),
    [
        ("population", "inhand", "'in_hand'"),
        ("granularity", "days", "'day'"),
        ("withdrawn", None, "'apart'"),
        ("due_soon_days", -1, "0 or more"),
        ("due_soon_days", True, "0 or more"),
    ],
)
def test_a_choice_that_does_not_exist(field, value, near):
    with pytest.raises(InvalidValueError) as error:
        CountingRules(**{field: value})
    assert f"CountingRules.{field} is {value!r}" in str(error.value)
    assert near in str(error.value)
