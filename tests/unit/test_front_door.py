"""The front door: every public name, loaded when it is first used."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import tthc_core
from tthc_core.errors import near

TREE = ast.parse(Path(tthc_core.__file__).read_text(encoding="utf-8"))


def seen_by_type_checkers() -> dict[str, str]:
    """Each name of the `if TYPE_CHECKING` block and the module that it is imported from."""
    (block,) = (node for node in TREE.body if isinstance(node, ast.If))
    return {
        alias.name: node.module or "" for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def test_type_checkers_and_python_see_the_same_names_from_the_same_rooms():
    seen = seen_by_type_checkers()
    assert {*seen, "__version__"} == set(tthc_core.__all__)
    rooms = {name: home.rpartition(".")[0] for name, home in tthc_core._ROOM_OF.items()}
    assert seen == {**tthc_core._HOME, **rooms}


@pytest.mark.parametrize("name", tthc_core.__all__)
def test_every_public_name_is_there(name):
    assert getattr(tthc_core, name) is not None
    assert name in dir(tthc_core)


def test_an_unknown_name_names_what_is_near():
    with pytest.raises(AttributeError, match="tthc_core has no 'Perriod'. Near: 'Period'"):
        _ = tthc_core.Perriod


def test_importing_it_imports_nothing_else_of_the_house():
    code = "import sys, tthc_core; print([name for name in sys.modules if name.startswith('tthc_core.')])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_counting_imports_neither_a_notebook_nor_a_test_library():
    code = (
        "import sys, tthc_core; tthc_core.count([], tthc_core.Period.month(2024, 1)); "
        "print({'pandas', 'polars', 'hypothesis', 'babel', 'narwhals'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_near_lists_everything_where_nothing_is_near():
    assert near("x", []) == "There are: none."


def described():
    """Every public class and function, and the public methods and properties of the classes."""
    for name in tthc_core.__all__:
        value = getattr(tthc_core, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            yield name, value
        if inspect.isclass(value):
            for member, found in vars(value).items():
                if not member.startswith("_") and (
                    inspect.isfunction(found) or isinstance(found, property | classmethod)
                ):
                    yield f"{name}.{member}", found


@pytest.mark.parametrize(("name", "value"), [*described()], ids=[name for name, _ in described()])
def test_what_is_public_says_what_it_is(name, value):
    assert inspect.getdoc(value)
