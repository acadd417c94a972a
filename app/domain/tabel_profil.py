"""A table of another system read by a profile: every filled cell is taken, left out, or listed.

Several columns, or all rows, may go to one cell: their figures are added up. A row that lacks what
the form must have is listed, and so is one whose words nobody knows. Nothing is written here.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from app.domain import register
from app.domain.isian import Ditolak
from app.domain.profil_baca import (
    Baris,
    FixedTextError,
    ProfilTerbaca,
    Reader,
    Tick,
    Tujuan,
    silent,
)
from app.domain.profil_baris import name_key
from app.domain.profil_nilai import Sumbangan, read_figure, read_word
from app.domain.tempel import Butir, Keputusan, Nasib
from app.domain.tempel_peta import alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.kisi import Kisi
    from app.domain.nilai import Nilai
    from app.domain.profil import Dikenali, Profil


def read_table(
    kisi: Kisi,
    profil: Profil,
    dikenali: Dikenali,
    tujuan: Tujuan,
    putusan: Keputusan | None = None,
    tick: Tick = silent,
) -> ProfilTerbaca:
    """Work out what becomes of every cell of a sheet.

    Raises:
        FixedTextError: a text of the profile cannot stand in its column.

    """
    kind = _Register if tujuan.form.tables[profil.tabel].register else _Matriks
    return kind(kisi, profil, dikenali, tujuan, putusan or Keputusan()).read(tick)


class _Matriks(Reader):
    """Into a table whose rows stand in the form."""

    def read(self, tick: Tick) -> ProfilTerbaca:
        rows = list(self.rows(tick))
        groups: dict[str, list[Sumbangan]] = {}
        strange: list[Baris] = []
        butir: list[Butir] = []
        for row in rows:
            taken = {ke: parts for ke, parts in row.isi.items() if row.kode or "." in ke}
            if len(taken) < len(row.isi):
                strange.append(row)
            for ke, parts in taken.items():
                sel = self.cell(ke, row.kode)
                groups.setdefault(sel.kode, []).extend(parts)
                if sel.editable and all(one.isi is None for one in parts):
                    butir.append(self.lacks(row, sel, parts[0].letak))
        for kode, parts in groups.items():
            butir += self.put(self.tujuan.form.cell(kode), parts)
        butir += self._strange(strange)
        names = tuple(dict.fromkeys(row.nama for row in strange))
        controls = tuple(self.controls(rows))
        known = [row for row in rows if row not in strange]
        return ProfilTerbaca(
            self.whole(butir), self.tujuan.form, tuple(str(row.nomor) for row in known),
            (), {}, controls, tuple(self.kurang), names,
        )  # fmt: skip

    def place_of(self, nama: str) -> str:
        """The row a row of the table goes to, or that which all rows are added up in."""
        named = {name_key(one.teks): one.ke for one in self.profil.baris}
        code = self.profil.jumlahkan or named.get(name_key(nama))
        labels = (one.kode for one in self.tabel.baris if alike(nama, one.label) == 1)
        return code or next(labels, "")

    def _strange(self, rows: Sequence[Baris]) -> Iterator[Butir]:
        for row in rows:
            for ke, parts in row.isi.items():
                for one in parts:
                    if one.teks and "." not in ke:
                        told = {"nama": row.nama}
                        why = "tabel.alasan.profil_baris_asing"
                        yield Butir(one.letak, one.teks, Nasib.TOLAK, alasan=why, data=told)


class _Register(Reader):
    """Into a table whose rows people add: known ones are found again by their words."""

    def read(self, tick: Tick) -> ProfilTerbaca:
        self.tetap = {kolom: self._fixed(kolom) for kolom in self.profil.tetap}
        self.keys = [
            one.kode
            for one in self.tabel.kolom
            if self.cell(one.kode).berkata and (one.kode in self.words or one.kode in self.tetap)
        ]
        rows = list(self.rows(tick))
        known, fresh = self._known(), iter(self.tujuan.ids)
        ids: dict[int, str] = {}
        new: list[str] = []
        seen: dict[tuple[str, ...], int] = {}
        butir: list[Butir] = []
        for row in rows:
            key = self._key(row)
            if problem := self._refused(row, key, seen):
                butir += problem
                continue
            seen[key] = row.nomor
            twins = known.get(key)
            if not twins:
                new.append(next(fresh))
            ids[row.nomor] = twins.popleft() if twins else new[-1]
            butir += self._row(row, ids[row.nomor], begun=not twins and ids[row.nomor] in new)
        return self._result(rows, ids, new, known, butir)

    def _result(
        self,
        rows: Sequence[Baris],
        ids: Mapping[int, str],
        new: Sequence[str],
        known: Mapping[tuple[str, ...], deque[str]],
        butir: list[Butir],
    ) -> ProfilTerbaca:
        rencana, values = self.whole(butir), self.tujuan.values
        filled = {kode: nilai for kode, nilai in rencana.cells.items() if nilai is not None}
        form = register.grown(self.tujuan.form, {**values, **filled})
        left = {code for codes in known.values() for code in codes}
        names = [one.label for one in form.tables[self.tabel.kode].baris if one.kode in left]
        return ProfilTerbaca(
            rencana.named(form), form, tuple(ids.values()), tuple(new),
            register.place_before(self.tabel, new, None, values) if new else {},
            tuple(self.controls(rows)), tuple(self.kurang), (), tuple(names),
        )  # fmt: skip

    def _fixed(self, kolom: str) -> Nilai:
        sel, text = self.cell(kolom), self.profil.tetap[kolom]
        word = read_word(sel, text, self.tujuan.bahasa) if sel.berkata else None
        isi = word if sel.berkata else read_figure(sel, text, 1)
        if isi is None or isinstance(isi, Ditolak):
            raise FixedTextError(sel.kolom.label, text, isi or Ditolak("tanpa_angka"))
        return isi

    # --- Which row is which

    def _key(self, row: Baris) -> tuple[str, ...]:
        words: list[str] = []
        for kode in self.keys:
            parts = [one.isi for one in row.isi.get(kode, ())] or [self.tetap.get(kode)]
            words.append(self._word(kode, parts[0]))
        return tuple(words)

    def _word(self, kolom: str, isi: object) -> str:
        if not isinstance(isi, str):
            return ""
        return name_key(isi) if self.cell(kolom).jenis == "teks" else isi

    def _known(self) -> dict[tuple[str, ...], deque[str]]:
        """The rows of the register that the table may mean: those with its fixed texts."""
        found: dict[tuple[str, ...], deque[str]] = {}
        values, tabel = self.tujuan.values, self.tabel.kode
        for code in register.rows_of(self.tabel, values):
            own = {kode: values.get(f"{tabel}.{code}.{kode}") for kode in self.keys}
            fixed = all(
                self._word(kode, own[kode]) == self._word(kode, isi)
                for kode, isi in self.tetap.items()
                if kode in own
            )
            if fixed:
                key = tuple(self._word(kode, isi) for kode, isi in own.items())
                found.setdefault(key, deque()).append(code)
        return found

    def _refused(
        self, row: Baris, key: tuple[str, ...], seen: Mapping[tuple[str, ...], int]
    ) -> list[Butir]:
        """A row without the words it is known by, and one that is there twice, are not taken."""
        for kode in self.keys:
            parts = row.isi.get(kode, ())
            if parts and self.cell(kode).kolom.wajib and parts[0].isi is None:
                lack = self.lacks(row, self.cell(kode), parts[0].letak)
                return [lack, *_listed(row, "tabel.alasan.profil_tanpa_nama", {})]
        if key in seen and self.words:
            told = {"nama": row.nama, "baris": str(seen[key] + 1)}
            return _listed(row, "tabel.alasan.profil_kembar", told)
        return []

    def _row(self, row: Baris, code: str, *, begun: bool) -> Iterator[Butir]:
        for ke, parts in row.isi.items():
            sel = self.cell(ke, code)
            lama = self.tujuan.values.get(sel.kode)
            if ke in self.keys and not begun and isinstance(lama, str):
                # Found by it: the spelling of the form stays.
                for one in parts[:1]:
                    yield Butir(one.letak, one.teks, Nasib.SAMA, sel, lama, lama)
                continue
            yield from self.put(sel, parts)
            if sel.kolom.wajib and all(one.isi is None for one in parts):
                yield self.lacks(row, sel, parts[0].letak)
        place = (row.nomor, min(self.kolom, default=0))
        for kolom, isi in self.tetap.items():
            yield from self.put(self.cell(kolom, code), [Sumbangan(place, "", isi)])


def _listed(row: Baris, alasan: str, data: Mapping[str, str]) -> list[Butir]:
    return [
        Butir(one.letak, one.teks, Nasib.TOLAK, alasan=alasan, data=data)
        for parts in row.isi.values()
        for one in parts
        if one.teks
    ]
