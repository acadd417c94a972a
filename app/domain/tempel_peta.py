"""Where the cells of a pasted block belong: by position, or by the labels the block brings along.

A proposal is only a proposal: it is shown, and each row and column of it can be changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Literal

from app.domain.isian import names_absence

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from app.domain.formulir import Baris, Formulir, Tabel
    from app.domain.kolom import Kolom
    from app.domain.tempel_blok import Blok

Cara = Literal["label", "posisi"]
Dahulu = Mapping[str, Iterable[str]]
"""Names in other versions of a form, by `tabel.kolom` and `tabel..baris`."""

LIKELY = 0.74
"""From here on two labels are taken for the same; below it, "tersedia" would meet "tersisa"."""

_WORD = 5
_DENIALS = {"belum", "tidak", "bukan", "tanpa", "non"}
_HEADING_ROWS = 6
_LABEL_COLUMNS = 4
_LONGEST_LABEL = 160
_FIGURE = re.compile(r"[-+(]*\s*(?:rp\.?\s*)?[-+(]*\d[\d.,\s'%)-]*|#.*", re.IGNORECASE)
_COUNTER = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?")
_SHORT = {
    "l": "laki laki", "lk": "laki laki", "p": "perempuan", "pr": "perempuan", "jml": "jumlah",
    "jlh": "jumlah", "total": "jumlah", "tt": "tidak terpilah", "dis": "penyandang disabilitas",
    "disabilitas": "penyandang disabilitas",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pemetaan:
    """Which row and column of a table each row and column of a block goes to.

    `judul_baris` and `judul_kolom` are rows and columns of the block that only name things; other
    places without a target are outside the table.
    """

    tabel: str
    cara: Cara
    baris: tuple[str | None, ...]
    kolom: tuple[str | None, ...]
    judul_baris: frozenset[int] = frozenset()
    judul_kolom: frozenset[int] = frozenset()

    def with_row(self, number: int, kode: str | None) -> Pemetaan:
        """The same with another target for one row of the block, which is a heading no more."""
        baris = (*self.baris[:number], kode, *self.baris[number + 1 :])
        return replace(self, baris=baris, judul_baris=self.judul_baris - {number})

    def with_column(self, number: int, kode: str | None) -> Pemetaan:
        """The same with another target for one column of the block."""
        kolom = (*self.kolom[:number], kode, *self.kolom[number + 1 :])
        return replace(self, kolom=kolom, judul_kolom=self.judul_kolom - {number})


def proposals(
    form: Formulir,
    tabel: str,
    mulai: tuple[str, str],
    blok: Blok,
    dahulu: Dahulu | None = None,
) -> list[Pemetaan]:
    """The mappings to choose from, the best one first; the last is always by position.

    Args:
        form: the form that is filled.
        tabel: the table with the cursor.
        mulai: row and column codes of the cell under the cursor.
        blok: what was pasted.
        dahulu: what columns (`tabel.kolom`) and rows (`tabel..baris`) are called in other versions
            of the form.

    """
    former = dahulu or {}
    here = form.tables[tabel]
    others = [one for one in form.tabel if one.kode != tabel]
    by_label = [
        _by_labels(one, mulai if one is here else None, blok, former) for one in (here, *others)
    ]
    found = [one for one in by_label if one is not None]
    found.sort(key=lambda one: -_placed(one))
    return [*found[:1], by_position(here, mulai, blok)]


def _placed(peta: Pemetaan) -> int:
    rows = sum(one is not None for one in peta.baris)
    return rows * sum(one is not None for one in peta.kolom)


def by_position(tabel: Tabel, mulai: tuple[str, str], blok: Blok) -> Pemetaan:
    """The block laid down with its first cell on the cursor."""
    rows = _from([one.kode for one in tabel.baris], mulai[0], len(blok.baris))
    columns = _from([one.kode for one in tabel.kolom], mulai[1], blok.lebar)
    return Pemetaan(tabel.kode, "posisi", rows, columns)


def _from(codes: list[str], first: str, count: int) -> tuple[str | None, ...]:
    found = codes[codes.index(first) :][:count]
    return (*found, *[None] * (count - len(found)))


def _by_labels(
    tabel: Tabel, mulai: tuple[str, str] | None, blok: Blok, former: Dahulu
) -> Pemetaan | None:
    headings = _heading_rows(blok)
    columns = _named_columns(tabel, blok, headings, former) if headings else {}
    if not columns:
        headings = frozenset()
    data = [number for number in range(len(blok.baris)) if number not in headings]
    place, rows = _named_rows(tabel, blok, data, columns, former)
    if not rows and not (mulai and _enough(columns, blok, data)):
        return None
    titles = frozenset() if place is None else frozenset(range(place + 1)) - columns.keys()
    baris, kolom = _at(rows, len(blok.baris)), _at(columns, blok.lebar)
    if not rows and mulai is not None:
        baris = _between([one.kode for one in tabel.baris], mulai[0], len(blok.baris), headings)
    if not columns:
        codes = [one.kode for one in tabel.kolom]
        kolom = _between(codes, mulai[1] if mulai else codes[0], blok.lebar, titles)
    return Pemetaan(tabel.kode, "label", baris, kolom, headings, titles)


def _at(named: Mapping[int, str], count: int) -> tuple[str | None, ...]:
    """What each place of the block was found to be."""
    return tuple(named.get(number) for number in range(count))


def _between(
    codes: list[str], first: str, count: int, words: Container[int]
) -> tuple[str | None, ...]:
    """The codes from the cursor on, laid down where the block has no words."""
    following = iter(_from(codes, first, count))
    return tuple(None if number in words else next(following) for number in range(count))


def _enough(columns: dict[int, str], blok: Blok, data: list[int]) -> bool:
    """Headings alone decide when every column with figures has one."""
    rows = [blok.baris[number] for number in data]
    filled = {place for row in rows for place, cell in enumerate(row) if _is_figure(cell)}
    return bool(filled) and filled <= columns.keys()


# --- Headings


def _heading_rows(blok: Blok) -> frozenset[int]:
    """The rows at the top that hold no figures, and the row that numbers the columns."""
    found = set()
    for number, row in enumerate(blok.baris[:_HEADING_ROWS]):
        if any(map(_is_figure, row)) and not _counts_columns(row):
            break
        found.add(number)
    return frozenset(found) if len(found) < len(blok.baris) else frozenset()


def _is_figure(cell: str) -> bool:
    return bool(_FIGURE.fullmatch(cell.strip())) or names_absence(cell)


def _counts_columns(row: Sequence[str]) -> bool:
    """The row (1) (2) (3) under the headings of a printed table."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) < 2 or not all(map(_COUNTER.fullmatch, cells)):  # noqa: PLR2004 - 1, 2, ...
        return False
    numbers = [int(re.sub(r"\D.*", "", cell.lstrip("("))) for cell in cells]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2  # noqa: PLR2004 - counted from 0, 1 or 2


def _named_columns(
    tabel: Tabel, blok: Blok, headings: frozenset[int], former: Dahulu
) -> dict[int, str]:
    named = {place: list(_headings_of(blok, headings, place)) for place in range(blok.lebar)}
    pairs = []
    for place, texts in named.items():
        for order, kolom in enumerate(tabel.kolom):
            names = (*column_names(kolom), *former.get(f"{tabel.kode}.{kolom.kode}", ()))
            score = max((alike(a, b) for a in texts for b in names), default=0)
            pairs.append((score, abs(order - place), place, kolom.kode))
    return _matched(pairs)


def _headings_of(blok: Blok, headings: Iterable[int], place: int) -> Iterable[str]:
    """The lowest heading over a column, and it together with the one it stands under."""
    cells = [blok.baris[number][place].strip() for number in sorted(headings)]
    cells = [cell for cell in cells if cell and not _COUNTER.fullmatch(cell)]
    if cells:
        yield cells[-1]
        yield " ".join(cells)


def column_names(kolom: Kolom) -> Iterable[str]:
    """What a column may be called: its label, its code, and its label below its group."""
    yield kolom.label
    yield kolom.kode.replace("_", " ")
    if kolom.grup:
        yield f"{kolom.grup} {kolom.label}"


# --- Row labels


def _named_rows(
    tabel: Tabel, blok: Blok, data: list[int], columns: dict[int, str], former: Dahulu
) -> tuple[int | None, dict[int, str]]:
    """The column of the block that names its rows, and the row of the form for each."""
    best: tuple[int | None, dict[int, str]] = (None, {})
    for place in range(min(blok.lebar - 1, _LABEL_COLUMNS)):
        if place in columns:
            continue
        texts = {number: blok.baris[number][place] for number in data}
        texts = {n: text for n, text in texts.items() if text.strip() and not _is_figure(text)}
        pairs = [
            (
                _row_likeness(text, baris, former.get(f"{tabel.kode}..{baris.kode}", ())),
                abs(order - number),
                number,
                baris.kode,
            )
            for number, text in texts.items()
            for order, baris in enumerate(tabel.baris)
        ]
        rows = _matched(pairs)
        enough = bool(columns) or 2 * len(rows) >= len(texts)
        if len(rows) > len(best[1]) and enough:
            best = place, rows
    return best


def _row_likeness(text: str, baris: Baris, former: Iterable[str]) -> float:
    """Labels differ from service to service; the word a row is known by is in all of them."""
    known = baris.kode.isalpha() and len(baris.kode) >= _WORD and baris.kode in _words(text)
    names = (baris.label, *former)
    return max(*(alike(text, name) for name in names), LIKELY if known else 0.0)


def _matched(pairs: Iterable[tuple[float, int, int, str]]) -> dict[int, str]:
    """Each place with the code it resembles most; no code twice.

    A place that resembles two codes equally is left for the person, unless both carry its very
    name: then the order decides.
    """
    found: dict[int, str] = {}
    ordered = sorted(pairs, key=lambda one: (-one[0], one[1]))
    likely: dict[tuple[int, float], set[str]] = {}
    for score, _, place, kode in ordered:
        likely.setdefault((place, score), set()).add(kode)
    for score, _, place, kode in ordered:
        if score < LIKELY or place in found or kode in found.values():
            continue
        rivals = likely[place, score] - set(found.values())
        if score == 1 or rivals == {kode}:
            found[place] = kode
    return found


# --- Likeness


@cache
def _words(text: str) -> tuple[str, ...]:
    """A label without numbering and punctuation, with the usual short forms spelled out."""
    plain = re.sub(r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]\s*)+", "", text.casefold())
    words = re.findall(r"\w+", plain[:_LONGEST_LABEL].replace("%", " persen "))
    if len(words) <= 2:  # noqa: PLR2004 - short forms stand in headings, not in sentences
        words = " ".join(_SHORT.get(word, word) for word in words).split()
    return tuple(words)


@cache
def alike(first: str, second: str) -> float:
    """How much two labels resemble each other, from 0 to 1."""
    one, two = _words(first), _words(second)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    if _DENIALS & set(one) != _DENIALS & set(two):
        # "Belum terlayani" is the opposite of "terlayani", however many letters they share.
        return 0.0
    shared = 2 * len(set(one) & set(two)) / (len(set(one)) + len(set(two)))
    few, many = sorted((set(one), set(two)), key=len)
    inside = few <= many and max(map(len, few)) >= _WORD - 1
    letters = SequenceMatcher(None, " ".join(one), " ".join(two), autojunk=False)
    close = letters.ratio() if letters.real_quick_ratio() >= LIKELY else 0.0
    # Never quite the same: an exact label wins over a similar one.
    contained = LIKELY + 0.2 * len(few) / len(many) if inside else 0.0
    return min(max(shared, close, contained), 0.99)
