"""Find anything by the user's own words: services, indicators, cells, screens and actions.

All words of a question must be found. A word counts most where it begins a word of the title;
words that people use for the same thing (`padanan`) count a little less than the word itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.domain.formulir import Baris, Formulir, Tabel

Padanan = tuple[tuple[str, ...], ...]
"""Groups of words and phrases that mean the same to those who ask."""

LAYANAN, BARIS, SEL = "layanan", "baris", "sel"
_WORDS = re.compile(r"\w+")
_WHOLE, _BEGINS, _KEYWORD, _KEYWORD_BEGINS, _INSIDE, _BESIDE = 12, 9, 8, 6, 3, 2
_SAME = 0.6
_LEAST_INSIDE = 3
_MOST = 80


class Butir(NamedTuple):
    """Something that can be found. `tujuan` says to the asker how to get there.

    `kata` are further words it is known by; `keterangan` says in a list where it belongs. Where
    `harus` is given, one of the words asked must begin a word of it.
    """

    jenis: str
    tujuan: str
    judul: str
    keterangan: str = ""
    kata: str = ""
    harus: str = ""


def of_forms(forms: Iterable[Formulir], urusan: Mapping[str, str]) -> list[Butir]:
    """The services, their rows and cells; `tujuan` is "KODE" or "KODE tabel.baris.kolom".

    A cell is found only by somebody who names its column.
    """
    listed = list(forms)
    services = [
        Butir(
            LAYANAN,
            form.kode,
            form.nama,
            f"{form.kode} · {urusan.get(form.urusan, form.urusan)}",
            " ".join((form.kode, form.judul, *form.kata_kunci)),
        )
        for form in listed
    ]
    return services + [row for form in listed for row in _rows(form)]


def _rows(form: Formulir) -> Iterator[Butir]:
    for tabel in form.tabel:
        for baris in tabel.baris:
            sel = _first(form, tabel, baris.kode)
            told = f"{form.kode} {form.nama} · {tabel.judul}"
            if sel and baris.label:
                yield Butir(BARIS, f"{form.kode} {sel}", baris.label, told)
                yield from _cells(form, tabel, baris, told)


def _cells(form: Formulir, tabel: Tabel, baris: Baris, told: str) -> Iterator[Butir]:
    for kolom in tabel.kolom:
        sel = form.cells[f"{tabel.kode}.{baris.kode}.{kolom.kode}"]
        if not sel.closed and kolom.label != baris.label:
            yield Butir(SEL, f"{form.kode} {sel.kode}", sel.label, told, kolom.grup, kolom.label)


def _first(form: Formulir, tabel: Tabel, baris: str) -> str:
    """The first cell of a row that a person fills, else the first that shows something."""
    cells = [form.cells[f"{tabel.kode}.{baris}.{kolom.kode}"] for kolom in tabel.kolom]
    free = [sel.kode for sel in cells if sel.editable]
    return next(iter(free), next((sel.kode for sel in cells if not sel.closed), ""))


def find(butir: Sequence[Butir], tanya: str, padanan: Padanan = ()) -> list[Butir]:
    """What answers a question, best first; everything in its order when nothing is asked."""
    words = _split(tanya)
    if not words:
        return list(butir[:_MOST])
    alike = _alike(words, padanan)
    scored = [(_score(one, words, alike), place) for place, one in enumerate(butir)]
    found = sorted(((-score, place) for score, place in scored if score > 0))
    return [butir[place] for _, place in found[:_MOST]]


def _alike(words: Sequence[str], padanan: Padanan) -> dict[str, list[str]]:
    """The phrases that mean the same as each word, and as the question as a whole."""
    asked = (*words, " ".join(words))
    groups = [[" ".join(_split(phrase)) for phrase in group] for group in padanan]
    return {
        word: [other for group in groups if word in group for other in group if other != word]
        for word in asked
    }


def _score(one: Butir, words: Sequence[str], alike: Mapping[str, Sequence[str]]) -> float:
    if one.harus and not any(f" {word}" in f" {_flat(one.harus)}" for word in words):
        return 0.0
    title, known, beside = map(_flat, (one.judul, one.kata, one.keterangan))
    parts = [_best(word, alike[word], title, known, beside) for word in words]
    whole = " ".join(words)
    phrase = max((_SAME * _place(other, title, known, "") for other in alike[whole]), default=0.0)
    return max(sum(parts) / len(parts) if all(parts) else 0.0, phrase)


def _best(word: str, others: Sequence[str], title: str, known: str, beside: str) -> float:
    own = float(_place(word, title, known, beside))
    return max([own, *(_SAME * _place(other, title, known, "") for other in others)])


def _place(phrase: str, title: str, known: str, beside: str) -> int:
    for text, whole, begins in (
        (title, _WHOLE, _BEGINS),
        (known, _KEYWORD, _KEYWORD_BEGINS),
        (beside, _BESIDE, _BESIDE),
    ):
        if f" {phrase} " in f" {text} ":
            return whole
        if f" {phrase}" in f" {text}":
            return begins
    inside = len(phrase) >= _LEAST_INSIDE and (phrase in title or phrase in known)
    return _INSIDE if inside else 0


@lru_cache(maxsize=20_000)
def _flat(text: str) -> str:
    return " ".join(_split(text))


def _split(text: str) -> list[str]:
    return _WORDS.findall(text.casefold().replace("_", " "))
