"""The sheets of a recap about what is to be settled: questions, follow-ups, and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.rekap_kertas import INK, RULE, Book
from app.exchange.rekap_lembar import subtitle, title
from app.exchange.rekap_sekitar import BUKTI, LANJUT, TANYA
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.rekap_bahan import Bahan
    from app.exchange.rekap_sekitar import Rows, Sekitar

PERTANYAAN, TINDAK_LANJUT, LAMPIRAN = "Pertanyaan", "Tindak lanjut", "Bukti"
_HEAD, _SENTENCE = 3, 3
_WIDTHS = {
    "tanya": (24, 26, 28, 40, 11, 15, 14, 15, 40, 11),
    "lanjut": (24, 11, 30, 40, 22, 22, 7, 11, 14, 20, 36),
    "bukti": (22, 24, 30, 26, 9, 11, 34, 9, 13, 34, 18, 11),
}
_TEXT = {"border": 1, "border_color": RULE, "text_wrap": True, "valign": "top", "font_size": 9}


def questions(book: Book, bahan: Bahan, sekitar: Sekitar) -> None:
    """What was asked about cells of this quarter, and what was answered."""
    _list(book, bahan, PERTANYAAN, "tanya", TANYA, sekitar.tanya)


def follow_ups(book: Book, bahan: Bahan, sekitar: Sekitar) -> None:
    """What meetings decided: everything open, and everything of this year."""
    _list(book, bahan, TINDAK_LANJUT, "lanjut", LANJUT, sekitar.lanjut)


def evidence(book: Book, bahan: Bahan, sekitar: Sekitar) -> None:
    """What packages prove their figures with, and whether it fits."""
    _list(book, bahan, LAMPIRAN, "bukti", BUKTI, sekitar.bukti)


def _list(
    book: Book, bahan: Bahan, name: str, key: str, columns: Sequence[str], rows: Rows
) -> None:
    sheet = book.sheet(name, t("rekap.kaki", periode=bahan.periode.judul))
    title(sheet, t(f"rekap.{key}.judul", periode=bahan.periode.judul), subtitle(bahan))
    if not rows:
        # Without a table around it the sentence is not made small to fit the width of the page.
        style = {"font_color": INK, "text_wrap": True, "valign": "top"}
        sheet.merge((_HEAD, 0, _HEAD, _SENTENCE), t(f"rekap.{key}.tidak_ada"), **style)
        sheet.widths(*_WIDTHS[key][: _SENTENCE + 1])
        return
    sheet.header(_HEAD, [t(f"rekap.{key}.{column}") for column in columns])
    sheet.raw.set_row(_HEAD, 32)
    for number, row in enumerate(rows, start=_HEAD + 1):
        sheet.fit(number, row, _WIDTHS[key], 9)
        for column, isi in enumerate(row):
            sheet.put(number, column, isi, **_TEXT)
    sheet.raw.autofilter(_HEAD, 0, _HEAD + len(rows), len(columns) - 1)
    sheet.widths(*_WIDTHS[key])
    sheet.raw.freeze_panes(_HEAD + 1, 1)
    sheet.raw.repeat_rows(_HEAD)
