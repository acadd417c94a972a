"""The Panduan: parts with chapters in Markdown, their figures named by screens, and a search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FIGURE = re.compile(r"!\[([^\]]*)\]\(layar:([\w-]+)\)")
"""A figure: what stands below it, and the name of the screen it shows."""


class Chapter(NamedTuple):
    """One short page; its first line is its title."""

    kode: str
    judul: str
    teks: str


class Spot(NamedTuple):
    """A place in the Panduan: the code of a chapter, and a heading in it or nothing."""

    kode: str
    judul: str = ""


class Part(NamedTuple):
    """The chapters for one kind of reader."""

    kode: str
    judul: str
    chapters: tuple[Chapter, ...]


def chapter(kode: str, teks: str) -> Chapter:
    """A chapter out of its Markdown, which begins with a heading."""
    return Chapter(kode, teks.lstrip().partition("\n")[0].removeprefix("# ").strip(), teks)


def headings(teks: str) -> list[str]:
    """The headings inside a chapter, below its title."""
    return [line.lstrip("# ") for line in teks.splitlines() if line.startswith("##")]


def figures(teks: str) -> list[str]:
    """The names of the screens a text shows, in order."""
    return [name for _, name in FIGURE.findall(teks)]


def illustrated(teks: str, address: Callable[[str], str | None]) -> str:
    """The text with pictures at their addresses; a figure without picture leaves no trace."""

    def place(found: re.Match[str]) -> str:
        told, where = found[1], address(found[2])
        return f"![{told}]({where})\n\n*{told}*" if where else ""

    return FIGURE.sub(place, teks)


def matching(parts: Iterable[Part], question: str) -> Iterator[tuple[Part, Chapter]]:
    """The chapters that hold every word of a question, in order; all for an empty question."""
    words = question.casefold().split()
    for part in parts:
        for one in part.chapters:
            plain = one.teks.replace("**", "").replace("`", "").casefold()
            if all(word in plain for word in words):
                yield part, one
