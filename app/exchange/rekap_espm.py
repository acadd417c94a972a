"""The sheet of a recap that holds nilai e-SPM beside the index, apart from all that is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import round_half_up
from app.domain.pembanding import Sikap
from app.exchange import nilai_espm
from app.exchange.rekap_kertas import MUTED, RULE
from app.exchange.rekap_lembar import DASH, Cell, index_cell, put_row, shown, title
from app.teks import t

if TYPE_CHECKING:
    from fractions import Fraction

    from app.domain.pembanding import BarisPembanding, Selisih
    from app.exchange.rekap_bahan import Bahan
    from app.exchange.rekap_kertas import Book

ESPM = "e-SPM"
_BOX = {"border": 1, "border_color": RULE}
_CENTRE = {**_BOX, "align": "center"}
_FIGURE = {**_CENTRE, "num_format": "0.00"}
_POINTS = {**_CENTRE, "num_format": "+0.00;-0.00;0.00"}
_WORD = {**_CENTRE, "font_color": MUTED}
_TEXT = {**_BOX, "text_wrap": True}
_COLUMNS = ("dihitung", "espm", "selisih", "sikap", "dari", "tanggal", "sumber")


def sheet(book: Book, bahan: Bahan) -> None:
    """Every region with both figures; one that reported nothing says so and shows no number."""
    found = bahan.pembanding
    made = book.sheet(ESPM, t("rekap.kaki", periode=bahan.periode.judul))
    title(made, t("espm.judul", periode=bahan.periode.judul), t("espm.arti"))
    made.put(2, 0, nilai_espm.summary(found), bold=True)
    heads = [t("rekap.kolom.kode"), t("rekap.kolom.wilayah")]
    heads += [t(f"espm.kolom.{one}") for one in _COLUMNS]
    told = [kode for kode in bahan.urusan if any(_reported(one, kode) for one in found.baris)]
    heads += [t("espm.kolom.per_urusan", urusan=kode) for kode in told]
    made.header(4, heads)
    made.raw.set_row(4, 46)
    for number, one in enumerate(found.baris, start=5):
        parts = (_points(one.urusan.get(kode), found.toleransi) for kode in told)
        put_row(made, number, [*_whole(one, found.toleransi), *parts])
    made.widths(8, 29, 10, 10, 10, 17, 11, 18, 26, *[10] * len(told))
    made.raw.freeze_panes(5, 2)
    made.raw.repeat_rows(4)


def _reported(one: BarisPembanding, urusan: str) -> bool:
    """Whether a region says what e-SPM shows for an urusan; few do."""
    both = one.urusan.get(urusan)
    return both is not None and both.luar is not None


def _whole(one: BarisPembanding, toleransi: Fraction) -> list[Cell]:
    both = one.seluruh
    luar = both.luar
    told = [Cell(DASH, _WORD)] * 4
    if luar is not None:
        told = [
            Cell(shown(luar.angka), _FIGURE),
            Cell(t(f"espm.oleh.{luar.dari}"), _CENTRE),
            Cell(nilai_espm.day_of(luar) or DASH, _CENTRE),
            Cell(luar.sumber or DASH, _TEXT),
        ]
    state = Cell(t(f"espm.sikap.{both.sikap(toleransi).value}"), _CENTRE)
    names = [Cell(one.wilayah.kode, _CENTRE), Cell(one.wilayah.nama, {**_BOX, "indent": 1})]
    return [*names, index_cell(both.dihitung), told[0], _points(both, toleransi), state, *told[1:]]


def _points(both: Selisih | None, toleransi: Fraction) -> Cell:
    if both is None or both.titik is None:
        return Cell(DASH, _WORD)
    far = both.sikap(toleransi) is Sikap.LUAR
    # Excel puts the sign of the exact number before a 0,00 it only shows.
    return Cell(both.titik if round_half_up(both.titik) else 0, {**_POINTS, "bold": far})
