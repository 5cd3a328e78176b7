"""Vietnamese order, lists in a sentence, and that neither costs an import."""

import random
import subprocess
import sys
from unicodedata import normalize

import pytest

from tthc_core import vietnamese as vi
from tthc_core.errors import InvalidValueError


@pytest.mark.parametrize(
    "ordered",
    [
        [*"aăâbcdđeêghiklmnoôơpqrstuưvxy"],
        [*"vwxyz"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mẳ", "mẵ", "mắ", "mặ", "mâ", "mầ"],
        ["an", "Ân", "ba", "bà", "bả", "bã", "bá", "bạ", "ban", "bàn", "băn", "bân"],
        ["Da", "Dz", "Đa"],
        ["Ba", "ba hoa", "Bà", "bà con", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre"],
        ["An", "An Bình", "Anh"],
        ["Hoa", "hoà", "hòa", "Hoà", "Hòa", "Hoả", "Hỏa", "Hóa", "Hoạ"],
        ["", " ", "-", "1", "10", "2", "a", "A", "z", "Ю"],
        ["Thanh Hóa", "Thành Đô"],
        ["u", "ù", "ü", "ư"],
    ],
)
def test_vietnamese_order(ordered):
    shuffled = random.Random(0).sample(ordered, len(ordered))
    assert sorted(shuffled, key=vi.sort_key) == ordered
    assert sorted((normalize("NFD", each) for each in shuffled), key=vi.sort_key) == [
        normalize("NFD", each) for each in ordered
    ]


def test_composed_and_decomposed_names_have_one_key():
    assert vi.sort_key(normalize("NFD", "Nguyễn Thị Hậu")) == vi.sort_key(normalize("NFC", "Nguyễn Thị Hậu"))


@pytest.mark.parametrize("value", [None, 5, b"An"])
def test_only_texts_are_sorted(value):
    with pytest.raises(InvalidValueError, match="is not text"):
        vi.sort_key(value)


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], ""),
        (["An"], "An"),
        (("An", "Bình"), "An và Bình"),
        (["An", "Bình", "Cúc"], "An, Bình và Cúc"),
        (iter(["An", "Bình", "Cúc", "Dũng"]), "An, Bình, Cúc và Dũng"),
    ],
)
def test_join(items, sentence):
    assert vi.join(items) == sentence


@pytest.mark.parametrize("items", ["An", [1, 2], [None]])
def test_only_several_texts_are_joined(items):
    with pytest.raises(InvalidValueError, match="a list of texts"):
        vi.join(items)


def test_the_room_opens_without_babel():
    program = "import sys, tthc_core.vietnamese; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
