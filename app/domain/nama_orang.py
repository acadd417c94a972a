"""Lists of people in a text: conservative, because a false alarm teaches to ignore alarms.

A single capitalised pair of words says nothing: villages, offices and medicines look the same. What
counts is evidence: a title or a degree, a given name that many bear, a heading "nama", a birth
date, "a.n.". Two people with evidence make a list; further items built alike belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from app.domain import kata_nama
from app.domain.jejak import Plain, Span, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_FEWEST, _FEWEST_ALIKE = 2, 3
_MOST_WORDS = 4
_LONGEST_HEAD = 8
_SHORTEST = 2

_LETTER = r"[^\W\d_]"
_WORD = rf"(?:{_LETTER}\.|{_LETTER}(?:{_LETTER}|['’\-])*{_LETTER}\.?)"
_CAPITAL = rf"(?=[^\W\d_a-z]){_WORD}"
_NUMBERING = r"(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|[-*–>])\s*"
_ITEM = re.compile(
    rf"\s*(?:{_NUMBERING})?(?:{kata_nama.PEKERJAAN} +)?"
    rf"(?P<name>{_CAPITAL}(?: +{_CAPITAL}){{0,6}}|{_WORD}(?: +{_WORD}){{0,6}})"
)
_TITLED = re.compile(
    rf"(?<![\w.])(?:{kata_nama.GELAR_DEPAN}\s+)+(?P<name>{_CAPITAL}(?: +{_CAPITAL}){{0,3}})"
)
# What may follow a name in a list: nothing, an age, an address, a mark for man or woman.
_TAIL = re.compile(
    r"\s*(?:$|[(\[:/=\-.]|\d|(?:umur|usia|alamat|lahir|tgl|tanggal|ttl|nik|rt|rw|desa|ds|kel|kec|dusun)\b"
    r"|[LP]\b|(?:bin|binti)\b)",
    re.IGNORECASE,
)
_DEGREE = re.compile(rf"(?:^|[\s,]+){kata_nama.GELAR_BELAKANG}\s*")
_BORN = re.compile(
    rf"\b(?:lahir|tgl\.? ?lahir|tanggal lahir|ttl)\b[^\n]{{0,40}}?{kata_nama.TANGGAL.pattern}",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    rf"(?:\ba\.? ?n\.|\ba/n\b|\batas nama\b)[ :]*(?P<title>(?:{kata_nama.GELAR_DEPAN}\s+)?)"
    rf"(?P<name>{_WORD}(?: +{_WORD}){{0,3}})"
)
_BREAK = re.compile(
    r"\n|;|,|\||\t| (?:dan|serta|&) |(?<=\S)\s+(?=\(?\d{1,2}[.)] +[^\W\d])|[•●▪]",
)
_SEPARATE_WORDS = re.compile(r"[^\W\d_]+")


class _Kind(Enum):
    """What an item of a list looks like."""

    CERTAIN = auto()
    ALIKE = auto()
    OTHER = auto()


@dataclass
class _Item:
    """A piece between two separators; `start` and `end` are those of the name in it."""

    kind: _Kind
    start: int
    end: int
    line: int
    words: int = 0
    titled: bool = False
    dated: bool = False


def find_names(text: str, tempat: Collection[str] = ()) -> list[Span]:
    """Names of people, when they are a list, stand beside a birth date, or behind "a.n.".

    `tempat` are names of regions, which are never people.
    """
    bare = plain(text)
    places = _all_folded(frozenset(tempat))
    found = {(one.start, one.end) for one in _listed(bare.text, places)}
    found |= {span for span in _on_behalf(bare.text, places) if not _overlaps(span, found)}
    return [_span(bare, start, end) for start, end in sorted(found)]


@lru_cache(maxsize=4)
def _all_folded(names: frozenset[str]) -> frozenset[str]:
    """The same regions are asked about with every text of a package."""
    return frozenset(map(_folded, names))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _overlaps(span: tuple[int, int], others: Collection[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _span(bare: Plain, start: int, end: int) -> Span:
    initials = (f"{word[0]}…" for word in _SEPARATE_WORDS.findall(bare.text[start:end]))
    return bare.span("nama", start, end, " ".join(initials))


# --- Items -------------------------------------------------------------------------------------


def _listed(text: str, places: frozenset[str]) -> list[_Item]:
    """The people of every list in the text."""
    found: list[_Item] = []
    for start, end, about in _lists(text):
        items = list(_items(text, start, end, places))
        people = [one for one in items if one.kind is not _Kind.OTHER]
        found += people if _is_list_of_people(text, items, about) else _born(people)
    return found


def _lists(text: str) -> Iterator[tuple[int, int, _Kind]]:
    """Parts of the text under one heading: start, end, and whether the heading is about people."""
    part, about, place = 0, _Kind.ALIKE, 0
    for line in text.splitlines(keepends=True):
        head, colon, rest = line.partition(":")
        if colon and len(head.split()) <= _LONGEST_HEAD:
            yield part, place, about
            part, about = place + len(head) + 1, _subject(head)
        elif not line.strip():
            yield part, place, about
            part, about = place, _Kind.ALIKE
        place += len(line)
        if colon and rest.strip() and about is _Kind.OTHER:
            # A heading with its list on the same line says nothing about the next line.
            yield part, place, about
            part, about = place, _Kind.ALIKE
    yield part, place, about


def _subject(head: str) -> _Kind:
    """People for certain ("Nama penerima"), things ("Nama desa"), or nothing said."""
    words = {word.casefold() for word in _SEPARATE_WORDS.findall(head)}
    if words & kata_nama.BENDA:
        return _Kind.OTHER
    if {"nama", "by"} & words and words <= kata_nama.KEPALA_ORANG:
        return _Kind.CERTAIN
    return _Kind.ALIKE


def _items(text: str, start: int, end: int, places: frozenset[str]) -> Iterator[_Item]:
    """The pieces between separators; a degree or a date belongs to the name before it."""
    person: _Item | None = None
    for a, b, line in _pieces(text, start, end):
        piece = text[a:b]
        if person is not None and person.line == line:
            if _DEGREE.fullmatch(piece):
                person.kind, person.titled = _Kind.CERTAIN, True
                continue
            if kata_nama.TANGGAL.search(piece):
                person.dated |= person.kind is _Kind.CERTAIN or bool(_BORN.search(piece))
                continue
        if not piece.strip():
            continue
        item = _item(text, a, b, line, places)
        yield item
        # "Maria Tefa, Kupang, 12-03-1990": the place of birth does not hide the name.
        if item.kind is not _Kind.OTHER or _folded(piece) not in places:
            person = item if item.kind is not _Kind.OTHER else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    cuts = [start, *(cut for m in _BREAK.finditer(text, start, end) for cut in m.span()), end]
    line = 0
    for place, (a, b) in enumerate(pairwise(cuts)):
        if place % 2:
            line += text.count("\n", a, b)
        else:
            yield a, b, line


def _item(text: str, start: int, end: int, line: int, places: frozenset[str]) -> _Item:
    place = _titled(text, start, end)
    degree = _DEGREE.search(text, start + 1, end)
    titled = place is not None or degree is not None
    if place is None:
        match = _ITEM.match(text, start, degree.start() if degree else end)
        place = match.span("name") if match else (start, start)
    words = _name_words(text[slice(*place)], places)
    if not words or (not titled and not _stands_alone(text, place[1], end, words)):
        return _Item(_Kind.OTHER, start, end, line)
    known = any(word.casefold().strip(".") in kata_nama.NAMA_DEPAN for word in words)
    enough = len(words) >= _SHORTEST
    if not (enough or titled or known):
        return _Item(_Kind.OTHER, start, end, line)
    kind = _Kind.CERTAIN if titled or (known and enough) else _Kind.ALIKE
    dated = known and kata_nama.TANGGAL.search(text, place[1], end)
    born = bool(dated or _BORN.search(text, place[1], end))
    return _Item(kind, *place, line, len(words), titled, born)


def _stands_alone(text: str, place: int, end: int, words: list[str]) -> bool:
    """Nothing behind the name makes a sentence of it."""
    return len(words) <= _MOST_WORDS and bool(_TAIL.match(text, place, end))


def _titled(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A title's name, anywhere in the piece; behind "RSUD" it is the name of a house."""
    match = _TITLED.search(text, start, end)
    if match is None:
        return None
    before = (word.casefold() for word in _SEPARATE_WORDS.findall(text, start, match.start()))
    words = match["name"].split(" ")
    name = list(takewhile(lambda word: word.casefold() not in kata_nama.BUKAN_NAMA, words))
    if not any(name) or any(word in kata_nama.BENDA for word in before):
        return None
    return match.start("name"), match.start("name") + len(" ".join(name))


def _name_words(name: str, places: frozenset[str]) -> list[str]:
    """The words of a name; none when one of them belongs to a place, an office or a sentence."""
    words = name.split()
    bare = [word.strip(".").casefold() for word in words]
    if any(word in kata_nama.BUKAN_NAMA for word in bare) or _folded(name) in places:
        return []
    longer = [word for word in words if len(word.strip(".")) > 1]
    if not longer:
        return []
    if name.islower():
        # Typed in haste; then only a given name at the beginning makes it one.
        return words if bare[0] in kata_nama.NAMA_DEPAN else []
    shouted = sum(word.isupper() for word in longer)
    # Capitals among ordinary words are an abbreviation, not a name.
    capital = all(word[0].isupper() for word in words) and shouted in {0, len(longer)}
    return words if capital else []


# --- Evidence ----------------------------------------------------------------------------------


def _is_list_of_people(text: str, items: list[_Item], about: _Kind) -> bool:
    people = [one for one in items if one.kind is not _Kind.OTHER]
    certain = sum(one.kind is _Kind.CERTAIN for one in people)
    if about is _Kind.OTHER or (items and _begins_with_thing(text[items[0].start : items[0].end])):
        # The first item names the kind of thing: "Jl. Ahmad Yani, Frans Seda".
        return sum(one.titled for one in people) >= _FEWEST
    if about is _Kind.CERTAIN:
        return certain > 0 or len(people) >= _FEWEST
    if certain >= _FEWEST:
        return True
    return len(people) == len(items) >= _FEWEST_ALIKE and (
        certain > 0 or all(one.words == 1 for one in people)
    )


def _begins_with_thing(item: str) -> bool:
    first = _SEPARATE_WORDS.search(item)
    return first is not None and first[0].casefold() in kata_nama.BENDA


def _born(people: list[_Item]) -> list[_Item]:
    """A single name with a birth date is a person, list or no list."""
    return [one for one in people if one.dated and one.words >= _SHORTEST]


def _on_behalf(text: str, places: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Whoever stands behind "a.n."; an office there ("a.n. Bupati") is no person."""
    for match in _ON_BEHALF.finditer(text):
        words = _leading_name(match["name"], places)
        if len(words) >= _SHORTEST or (words and match["title"]):
            start = match.start("name")
            yield start, start + len(" ".join(words))


def _leading_name(text: str, places: frozenset[str]) -> list[str]:
    """The capitalised words a text begins with, unless they are no name."""
    words = text.split(" ")
    count = next((n for n, word in enumerate(words) if not word[:1].isupper()), len(words))
    return _name_words(" ".join(words[:count]), places) if count else []
