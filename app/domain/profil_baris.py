"""What every row of a table of another system is, and what it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.cetak import letters
from app.domain.tabel_judul import counts_columns, heading_key, is_figure, is_sum

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from app.domain.kisi import Kisi
    from app.domain.tabel_judul import Judul

_UNIT = re.compile(
    r"^\s*(?:\(?\d{1,3}[.)]\s*)?(?:kecamatan|kec|kelurahan|kel|desa|ds)\b\.?\s*", re.IGNORECASE
)


def name_key(text: str) -> str:
    """A name without what it is a name of, case and signs: "Kec. Amarasi" is "AMARASI"."""
    return letters(_UNIT.sub("", text)) or letters(text)


def row_name(kisi: Kisi, row: int, judul: Judul) -> str:
    """What names a row: its first words, those of a merged cell included."""
    texts = (kisi.meant(row, column) for column in sorted(judul.kolom))
    return next((text for text in texts if text and not is_figure(text)), "")


def kinds(
    kisi: Kisi, judul: Judul, figures: Sequence[int], known: Container[str]
) -> dict[int, str]:
    """What every row with something in it is.

    "judul" above the headings, "kepala", "kepala_berulang" and "nomor_kolom", "jumlah", "penutup"
    below the last row, "tanpa_angka" for a row between others that brings none, and "baris".

    Args:
        kisi: the sheet.
        judul: its headings.
        figures: the columns that are wanted for their figures.
        known: names of rows that are wanted although they are sums.

    """
    heads = {heading_key(kisi.meant(row, c)) for row in judul.baris for c in judul.kolom}
    found: dict[int, str] = {}
    for row in range(len(kisi.baris)):
        if any(kisi.filled(row)):
            found[row] = _kind(kisi, judul, figures, known, heads, row)
    return _closed(found)


def _kind(
    kisi: Kisi,
    judul: Judul,
    figures: Sequence[int],
    known: Container[str],
    heads: set[str],
    row: int,
) -> str:
    if row < judul.baris[0]:
        return "judul"
    if row in judul.baris:
        return "kepala"
    texts = [kisi.own(row, column) for column in kisi.filled(row)]
    if counts_columns(kisi.baris[row]) and len(texts) == len(judul.kolom):
        return "nomor_kolom"
    if len(texts) > 1 and all(heading_key(text) in heads for text in texts):
        return "kepala_berulang"
    name = row_name(kisi, row, judul)
    if is_sum(name) and name_key(name) not in known:
        return "jumlah"
    wanted = any(kisi.own(row, column) for column in figures)
    return "baris" if wanted or (not figures and len(texts) > 1) else "tanpa_angka"


def _closed(found: dict[int, str]) -> dict[int, str]:
    """Whatever brings no figure below the last row that does is a remark or a signature."""
    last = max((row for row, kind in found.items() if kind in {"baris", "jumlah"}), default=-1)
    return {
        row: "penutup" if row > last and kind == "tanpa_angka" else kind
        for row, kind in found.items()
    }
