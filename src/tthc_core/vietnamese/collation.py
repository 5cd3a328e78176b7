"""Lists of names: their Vietnamese order, and how they are joined in a sentence.

The order is that of Vietnamese dictionaries, syllable by syllable: first its letters (a ă â b c d đ e ê … y), then
its tone (ngang, huyền, hỏi, ngã, sắc, nặng). Only names that agree in all of that are told apart by small and capital
letters and by where the tone mark stands: "Hòa" and "Hoà" are different strings of one word, and sort side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias
from unicodedata import combining, normalize

from ..values import refused

__all__ = ["join", "sort_key"]

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Signs and figures before letters, other scripts after them.
RANKS = {letter: 0x80 + place for place, letter in enumerate(ALPHABET)}
AFTER = 0x80 + len(ALPHABET)
# huyền, hỏi, ngã, sắc, nặng; ngang has no mark.
TONES = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
# "a" with its breve is the letter "ă", wherever a tone mark stands between them.
MARKED = {normalize("NFD", letter): letter for letter in "ăâêôơư"}

SortKey: TypeAlias = tuple[tuple[tuple[tuple[int, ...], tuple[int, ...]], ...], str, str]


def sort_key(text: str) -> SortKey:
    """The key that puts names in Vietnamese order: ``sorted(names, key=sort_key)``.

    :raises InvalidValueError: no text.

    >>> sorted(["Bắc Ninh", "Ba Đình", "Bạc Liêu", "Bà Rịa", "Ân Thi", "An Giang"], key=sort_key)
    ['An Giang', 'Ân Thi', 'Ba Đình', 'Bà Rịa', 'Bạc Liêu', 'Bắc Ninh']
    """
    if not isinstance(text, str):
        raise refused(text, "sort_key", "text (str)")
    text = normalize("NFC", text)
    # Small letters before capitals: "a" is the greater character, so the cases change places.
    return tuple(map(_syllable, text.casefold().split())), text.swapcase(), text


def _syllable(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[str] = []
    tones: list[int] = []
    for char in normalize("NFD", word):
        if letters and letters[-1] + char in MARKED:
            letters[-1] = MARKED[letters[-1] + char]
        elif combining(char):
            tones.append(TONES.get(char, ord(char)))
        else:
            letters.append(char)
    return tuple(map(_rank, letters)), tuple(tones)


def _rank(letter: str) -> int:
    code = ord(letter)
    return RANKS.get(letter, code if code < 0x80 else AFTER + code)


def join(items: Iterable[str]) -> str:
    """The items as a list in a sentence.

    :raises InvalidValueError: a single text, or an item that is none.

    >>> join(["An", "Bình", "Cúc"])
    'An, Bình và Cúc'
    """
    from babel.lists import format_list  # imported here: who joins nothing need not load it

    names = list(items)
    if isinstance(items, str) or not all(isinstance(name, str) for name in names):
        raise refused(items, "join", "a list of texts")
    return format_list(names, locale="vi")
