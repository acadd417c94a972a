"""On which page each heading of a written report comes, reckoned before any program lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.cetak_isi import written
from app.exchange.laporan.naskah import Alinea, Daftar, Judul, Tabel
from app.exchange.ukur_teks import line_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.cetak_rupa import Isi
    from app.domain.cetak_tabel import LembarCetak
    from app.exchange.laporan.naskah import Bagian

BARIS, BARIS_TABEL = 13.0, 10.5
"""The height of a line of text and of a table, in points; the document sets them exactly."""
SESUDAH = 8.0
"""The space after a paragraph, in points."""
BARIS_JUDUL = 20.0
"""The height of the line of a heading, in points, with nothing before it: programs do not agree
whether such a space is added to the one after what stands above."""
_BODY_SIZE, _TABLE_SIZE = 10, 8
_UNITS_PER_MM = 72 / 25.4 / 5.25
_CELL_EDGES_MM = 3.8
_LINE = 0.75


class Halaman:
    """Reckons pages of a height in points and a width in millimetres, from a page on."""

    def __init__(self, tinggi: float, lebar: float, mulai: int) -> None:
        self._high, self._wide = tinggi, lebar
        self._page, self._used = mulai, 0.0

    def of_headings(self, bagian: Sequence[Bagian]) -> list[int]:
        """The page of every heading, in order."""
        found = []
        for one in bagian:
            if isinstance(one, Judul):
                if one.baru:
                    self._page, self._used = self._page + 1, 0.0
                self._take(BARIS_JUDUL + SESUDAH, kept=3 * BARIS)
                found.append(self._page)
            else:
                self._part(one)
        return found

    def _take(self, height: float, kept: float = 0.0) -> None:
        """Put something below what is there; `kept` is what has to follow on the same page."""
        if self._used + height + kept > self._high and self._used:
            self._page, self._used = self._page + 1, 0.0
        self._used += height

    def _part(self, bagian: Alinea | Daftar | Tabel) -> None:
        match bagian:
            case Alinea():
                self._take(self._lines(bagian.teks) * BARIS + SESUDAH)
            case Daftar():
                for line in bagian.butir:
                    self._take(self._lines(line) * BARIS)
                self._used += SESUDAH
            case Tabel():
                self._table(bagian.isi)

    def _table(self, sheet: LembarCetak) -> None:
        every = [self._row(sheet, n, row) for n, row in enumerate((*sheet.kepala, *sheet.baris))]
        heads, rows = sum(every[: len(sheet.kepala)]), every[len(sheet.kepala) :]
        self._take(BARIS + SESUDAH, kept=heads + sum(rows[:1]))
        self._used += heads
        for high in rows:
            if self._used + high > self._high:
                self._page, self._used = self._page + 1, heads
            self._used += high
        self._take(BARIS)

    def _row(self, sheet: LembarCetak, number: int, cells: Sequence[Isi]) -> float:
        covered, spans, whole = sheet.covered, sheet.spans, sum(sheet.lebar)
        lines = [1]
        for place, isi in enumerate(cells):
            if (number, place) not in covered:
                last = spans.get((number, place), (number, place))[1]
                share = sum(sheet.lebar[place : last + 1]) / whole
                wide = share * self._wide - _CELL_EDGES_MM
                lines.append(line_count(written(isi) or "–", wide * _UNITS_PER_MM, _TABLE_SIZE))
        return max(lines) * BARIS_TABEL + _LINE

    def _lines(self, text: str) -> int:
        return line_count(text, self._wide * _UNITS_PER_MM, _BODY_SIZE)
