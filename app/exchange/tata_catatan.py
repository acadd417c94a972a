"""The sheet of the notes that travel with a package; one without notes has no such sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.kisi import address
from app.exchange import catatan_paket
from app.exchange.blok import LINE, Blok, of_row, only, teks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.exchange.catatan_paket import CatatanPaket
    from app.exchange.paket import Bacaan
    from app.exchange.tata_letak import Lembaran

NAMA = "Catatan"
LEBAR = (5.0, 17.0, 30.0, 34.0, 13.0, 76.0)
KEPALA = 3
"""The rows that repeat on every page."""

_KOLOM = ("no", "letak", "layanan", "sel", "jenis", "teks")
TEKS = _KOLOM.index("teks")
"""The column of the notes themselves."""


def block(bacaan: Bacaan, tables: Sequence[Lembaran]) -> Blok | None:
    """Every note with the place of its figure in `tables`; None when there are none."""
    listed = list(catatan_paket.listed(bacaan))
    if not listed:
        return None
    blok = Blok(len(LEBAR))
    last = len(LEBAR) - 1
    blok.put(blok.row(26), 0, teks("catatan.judul"), "judul", last)
    blok.put(blok.row(18), 0, teks("catatan.keterangan"), "subjudul", last)
    head = blok.row(LINE + 7)
    for column, key in enumerate(_KOLOM):
        blok.put(head, column, teks(f"catatan.kolom.{key}"), "kepala")
    places = dict(_places(tables, {one.form.kode for one in listed}))
    for number, one in enumerate(listed, start=1):
        _line(blok, number, one, places)
    return blok


def _line(
    blok: Blok, number: int, one: CatatanPaket, places: Mapping[tuple[str, str], str]
) -> None:
    row = blok.row(LINE + 3)
    line = (
        str(number),
        places.get((one.form.kode, one.sel.kode), ""),
        f"{one.form.kode} {one.form.judul}",
        one.sel.label,
        teks(f"catatan.jenis.{one.jenis.value}"),
        one.teks,
    )
    for column, text in enumerate(line):
        blok.put(row, column, text, "catatan_kotak" if column == TEKS else "teks_kotak")
        blok.fit(row, text, only(column), 2)


def _places(tables: Sequence[Lembaran], forms: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Where the tables show each cell of these forms; of two places the first one is told last."""
    for sheet in tables:
        for start, blok, kode in sheet.bagian:
            for at, part, baris in blok.parts() if kode in forms else ():
                for (row, column), sel in reversed(part.sel.items()):
                    place = start + at + row, column
                    yield (kode, of_row(sel, baris)), f"{sheet.nama}!{address(place)}"
