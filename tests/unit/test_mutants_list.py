"""The list of planted faults cannot rot: every text stands in the source as the list says."""

from pathlib import Path

import pytest

import tthc_core
from tests.mutants.mutants import MUTANTS, Mutant, TextError

SOURCE = Path(tthc_core.__file__).parent


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_the_text_stands_once_in_its_file_and_is_changed_to_python(mutant):
    source = (SOURCE / mutant.file).read_text(encoding="utf-8")
    changed = mutant.planted(source)
    assert changed != source
    compile(changed, mutant.file, "exec")


def test_there_are_enough_each_with_a_name_of_its_own():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 40


@pytest.mark.parametrize(("source", "times"), [("late = early", 0), ("a < b; a < b", 2)])
def test_a_text_that_does_not_stand_once_is_refused(source, times):
    mutant = Mutant("edge", "measure.py", "a < b", "a <= b", ())
    with pytest.raises(TextError, match=f"edge: 'a < b' stands {times} times in measure.py"):
        mutant.planted(source)
