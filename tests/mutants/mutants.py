"""Planted faults: what somebody could write wrong, and which tests should notice. The lists stand beside this file.

A list is made of small diffs: "==" names a file of the library and the tests to try first, "#" the fault, "-" the text
as it stands in the source (a part of a line, or several lines), "+" what is written instead.
"""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

__all__ = ["MUTANTS", "Mutant", "TextError", "read"]


class TextError(Exception):
    """The text of a mutant does not stand once in its file."""


@frozen
class Mutant:
    """A fault: in a file of ``tthc_core``, a text that stands there once, and what is written instead."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def planted(self, source: str) -> str:
        """The source with the fault in it."""
        times = source.count(self.old)
        if times != 1:
            raise TextError(f"{self.name}: {self.old!r} stands {times} times in {self.file}, expected once.")
        return source.replace(self.old, self.new)


def read(text: str) -> Iterator[Mutant]:
    """The mutants of a list."""
    file, tests, name = "", (), ""
    old: list[str] = []
    new: list[str] = []
    for line in [*text.splitlines(), "#"]:
        mark, rest = line[:1], line[1:]
        if mark in {"#", "="} and old:
            yield Mutant(name, file, "\n".join(old), "\n".join(new), tests)
            old, new = [], []
        match mark:
            case "=":
                file, *tests = rest.lstrip("=").split()
                tests = tuple(tests)
            case "#":
                name = rest.strip()
            case "-":
                old.append(rest)
            case "+":
                new.append(rest)
            case _ if line:
                raise ValueError(f"a list of mutants says {line!r}, expected a line that begins with = # - or +.")


MUTANTS = tuple(
    mutant for path in sorted(Path(__file__).parent.glob("*.txt")) for mutant in read(path.read_text(encoding="utf-8"))
)
