"""A part of an output laid out for print, as its data in `forms/keluaran.toml` wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.cetak_isi import NEWEST, Pengisi
from app.domain.cetak_rupa import BarisRupa, Gaya, lay_out, total
from app.domain.cetak_samar import folded
from app.domain.cetak_tabel import LembarCetak
from app.domain.fungsi import day_number
from app.domain.rumus import compile_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.cetak_isi import Bahan
    from app.domain.cetak_rupa import Isi
    from app.domain.formulir import Baris
    from app.domain.keluaran import BagianKeluaran, KolomKeluaran


def printed_part(bahan: Bahan, bagian: BagianKeluaran, tabel: str) -> LembarCetak:
    """One table of a part; as long as nobody has written anything into it, without rows."""
    return _Lembar(bahan, bagian, tabel).sheet()


class _Lembar:
    def __init__(self, bahan: Bahan, bagian: BagianKeluaran, tabel: str) -> None:
        self.bahan, self.bagian = bahan, bagian
        self.tabel = bahan.form.tables[tabel]
        self.isi = Pengisi(bahan, self.tabel, bagian.kolom, bagian.kelompok)
        self.rows: dict[str, Baris] = {}
        self.members: dict[str, list[str]] = {}

    def sheet(self) -> LembarCetak:
        """The whole table."""
        rows, naskah = self._rows(), self.bahan.naskah
        drawn = (self._groups(rows) if self.bagian.rekap else self._lines(rows)) if rows else []
        self.rows = {row.kode: row for row in rows}
        columns, drawn = self._without_idle(drawn)
        tata = lay_out(columns, drawn, self._style(columns), naskah.fill)
        notes = [naskah.fill(one) for one in self.bagian.catatan]
        titles = (one.replace("{tabel}", self.tabel.judul) for one in self.bagian.judul)
        return LembarCetak(
            self.bagian.lembar.replace("{tabel}", self.tabel.kode) or self.tabel.kode,
            tuple(naskah.fill(one) for one in titles),
            tata.kepala,
            tata.baris,
            tuple(one.lebar for one in columns),
            tata.gabungan,
            tata.jumlah,
            frozenset(n for n, one in enumerate(columns) if one.cara in {"nomor", "urut"}),
            (*notes, *([naskah.kata_samar] if self.isi.veils else [])),
        )

    def _style(self, columns: Sequence[KolomKeluaran]) -> Gaya:
        bagian, naskah = self.bagian, self.bahan.naskah
        return Gaya(
            frozenset(n for n, one in enumerate(columns) if one.cara == "nomor"),
            [n for n, one in enumerate(columns) if one.jumlah],
            lambda place, rows: self._sum(columns[place], place, rows),
            naskah.kata_jumlah if bagian.subtotal else "",
            naskah.kata_total if bagian.total else "",
            bagian.kepala,
        )

    def _sum(self, one: KolomKeluaran, place: int, rows: Sequence[BarisRupa]) -> Isi:
        """A sum; a share is worked out anew from the sums it is made of."""
        if one.cara == "banyak":
            return total(place, rows)
        members = [code for row in rows for code in self.members.get(row.kode, (row.kode,))]
        return self.isi.of_group(one, [self.rows[code] for code in members], "", 0)

    # --- Columns

    def _without_idle(
        self, drawn: Sequence[BarisRupa]
    ) -> tuple[list[KolomKeluaran], list[BarisRupa]]:
        """The columns and rows without columns that may be left out and hold nothing."""
        shown = [
            place
            for place, one in enumerate(self.bagian.kolom)
            if not one.lepas or any(row.isi[place] is not None for row in drawn)
        ]
        kept = [
            BarisRupa(
                row.kode,
                [row.isi[place] for place in shown],
                row.grup,
                {n: row.ikut[place] for n, place in enumerate(shown) if place in row.ikut},
            )
            for row in drawn
        ]
        return [self._dated(self.bagian.kolom[place]) for place in shown], kept

    def _dated(self, one: KolomKeluaran) -> KolomKeluaran:
        """The column with the year it looks back to in its headings."""
        year = str(self.bahan.naskah.tahun - one.mundur)
        judul, grup = (text.replace("{tahun}", year) for text in (one.judul, one.grup))
        return msgspec.structs.replace(one, judul=judul, grup=grup)

    # --- Rows

    def _rows(self) -> list[Baris]:
        wanted = self.bagian.baris
        rows = [one for one in self.tabel.baris if not wanted or one.kode in wanted]
        if self.bagian.sampai:
            rows = [one for one in rows if not self._is_later(one)]
        if not self._is_told(rows):
            return []
        if self.bagian.dahulu:
            first = compile_formula(self.bagian.dahulu)
            rows.sort(key=lambda one: first.truth(self.isi.scope(one.kode)) is not True)
        return rows

    def _is_later(self, baris: Baris) -> bool:
        day = day_number(self.isi.raw(baris.kode, self.bagian.sampai))
        return day is not None and day > self.bahan.hari

    def _is_told(self, rows: Sequence[Baris]) -> bool:
        """Whether people have written anything into these rows, in any year that is shown."""
        known = {row.kode for row in rows}
        back = any(one.mundur or one.cara in NEWEST for one in self.bagian.kolom)
        looked = [self.bahan.book.values, *(self.bahan.years.values() if back else ())]
        places = (sel.split(".", 2) for values in looked for sel in values)
        return any(tabel == self.tabel.kode and row in known for tabel, row, _ in places)

    def _lines(self, rows: Sequence[Baris]) -> list[BarisRupa]:
        groups = {row.kode: self.isi.group_of(row) for row in rows}
        order = {name: n for n, name in enumerate(dict.fromkeys(groups.values()))}
        drawn = []
        for number, row in enumerate(sorted(rows, key=lambda row: order[groups[row.kode]]), 1):
            cells = [self.isi.cell(one, row, number) for one in self.bagian.kolom]
            points = {
                place: str(self.isi.raw(row.kode, one.ikut) or "")
                for place, one in enumerate(self.bagian.kolom)
                if one.ikut
            }
            drawn.append(BarisRupa(row.kode, cells, groups[row.kode], points))
        for place, one in enumerate(self.bagian.kolom):
            if one.lewat:
                self._once(place, one, drawn)
        return drawn

    def _once(self, place: int, one: KolomKeluaran, drawn: Sequence[BarisRupa]) -> None:
        """What rows say about the same thing stands in the first of them; the others share it."""
        first: dict[str, str] = {}
        for row in drawn:
            words = folded(str(self.isi.raw(row.kode, one.lewat) or ""))
            owner = first.setdefault(words, row.kode)
            if words and owner != row.kode:
                row.isi[place], row.ikut[place] = None, owner

    def _groups(self, rows: Sequence[Baris]) -> list[BarisRupa]:
        """One row for every group, in the order of the list the groups are chosen from."""
        by_group: dict[str, list[Baris]] = {}
        for row in rows:
            by_group.setdefault(self.isi.group_of(row), []).append(row)
        self.members = {name: [row.kode for row in some] for name, some in by_group.items()}
        listed = self.isi.group_order(rows[0].kode)
        place = {label: number for number, label in enumerate(listed)}
        names = sorted(by_group, key=lambda name: place.get(name, len(place)))
        return [
            BarisRupa(
                name,
                [self.isi.of_group(one, by_group[name], name, n) for one in self.bagian.kolom],
            )
            for n, name in enumerate(names, start=1)
        ]
