"""Tables from workbooks as they exist, brought into a form: shown first, written as one gesture.

A sheet is read as the printed register of the form (RAT, Tabel 3.1) where its headings are found,
else as a table of regions with a total below. A table whose printed sums are not the sums of its
rows is refused as a whole.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from app import paths
from app.domain import register, tabel_baca, tabel_daerah, tabel_wilayah
from app.domain.ejaan import spellings
from app.domain.kisi import Kisi, kisi_of
from app.domain.lembar import evaluate
from app.domain.lokasi import Peta
from app.domain.periode import Periode
from app.domain.tempel import Keputusan
from app.errors import LontarError
from app.exchange import berkas, impor_profil, jaga_tabel, jenis_berkas, nama_dahulu
from app.exchange.impor_hasil import HasilImpor, Tujuan
from app.exchange.isi_csv import MAX_BYTES, Penerima
from app.exchange.pembaca.induk import Pembaca
from app.exchange.tempel_berkas import LONGEST_TABLE, read_block, refuse_long, refuse_smaller
from app.store import backgrounds, door, pustaka, questions, region_lists
from app.store.bulk import whole

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

    from app.domain.cetak import Cetak
    from app.domain.formulir import Formulir, Tabel
    from app.domain.latar import Latar
    from app.domain.nilai import Nilai
    from app.domain.tabel_baca import Tick
    from app.domain.temuan import Temuan
    from app.domain.wilayah import Wilayah
    from app.store.office import Office

JENIS = "impor_tabel"


def read_sheets(path: Path) -> dict[str, Kisi]:
    """Every sheet of a workbook with its merged cells; a text file is one sheet.

    Raises:
        LontarError: the file cannot be read.

    """
    data = berkas.read_file(path, MAX_BYTES)
    if not data.startswith(jenis_berkas.ZIP):
        return {path.stem: kisi_of(read_block(path).baris)}
    with jenis_berkas.reading_table(data), Pembaca(workers=1) as pembaca:
        found = pembaca.tabel_gabungan(data)
    return {name: kisi_of(sheet.baris, sheet.gabungan) for name, sheet in found.items()}


def examine(
    office: Office,
    sheets: Mapping[str, Kisi],
    tujuan: Tujuan,
    putusan: Keputusan | None = None,
) -> HasilImpor:
    """What importing a table would do; nothing is written.

    Args:
        office: whose sheet is filled.
        sheets: what the file holds.
        tujuan: the form, and where the file leaves a choice the period and the sheet.
        putusan: answers given beforehand, and which of the figures proposed for broken cells of a
            table of regions are taken.

    Raises:
        LontarError: the form or the sheet is unknown, or no sheet has a table of the form, be it
            that the only one is far longer than any.

    """
    return Pemeriksaan(office, sheets, tujuan).examine(putusan)


class Pemeriksaan:
    """What importing a table would do, worked out as often as the answers change.

    Where the period is given the office is asked once, here: `examine` may then run beside the
    window.
    """

    def __init__(self, office: Office, sheets: Mapping[str, Kisi], tujuan: Tujuan) -> None:
        """Read what the office holds.

        Raises:
            LontarError: the form or the sheet is unknown.

        """
        if tujuan.lembar is not None and tujuan.lembar not in sheets:
            raise LontarError("tabel_tanpa_lembar", lembar=tujuan.lembar, ada=", ".join(sheets))
        self._bahan, self._all = Bahan.of(office, tujuan), ", ".join(sheets)
        self._profil = tujuan.profil
        self._asked = {name: kisi for name, kisi in sheets.items() if tujuan.lembar in {None, name}}
        if tujuan.periode is not None:
            self._bahan.gather()

    @property
    def rows(self) -> int:
        """How long the longest table is."""
        return max((len(kisi.baris) for kisi in self._asked.values()), default=0)

    def examine(self, putusan: Keputusan | None = None, tick: Tick | None = None) -> HasilImpor:
        """What the table would do with these answers; nothing is written.

        Raises:
            LontarError: no sheet has a table of the form or of the profile, be it that the only
                one is far longer than any; or one lists people.

        """
        bahan = self._bahan
        if self._profil is not None:
            sheets = {n: one for n, one in self._asked.items() if len(one.baris) <= LONGEST_TABLE}
            by_profile = impor_profil.read(bahan, sheets, self._profil, putusan, tick or _silent)
            return replace(by_profile, temuan=bahan.findings(by_profile))
        for name, kisi in self._asked.items():
            if len(kisi.baris) <= LONGEST_TABLE:
                jaga_tabel.refuse_people(name, kisi)
                found = bahan.register(name, kisi, putusan, tick or _silent)
                found = found or bahan.regions(name, kisi, putusan or Keputusan())
                if found is not None:
                    return replace(found, temuan=bahan.findings(found))
        for name, kisi in self._asked.items():
            refuse_long(name, len(kisi.baris))
        for name, kisi in self._asked.items():
            refuse_smaller(bahan.kode, name, kisi)
        raise LontarError("tabel_tanpa_kepala", formulir=bahan.kode, lembar=self._all)


def _silent(_done: int, _all: int) -> None:
    """Nobody waits for this reading."""


def write(office: Office, hasil: HasilImpor, *, label: str, pelaku: str) -> HasilImpor:
    """Write what can be read, as one gesture.

    Raises:
        LontarError: the sums do not agree, or the store refuses; nothing has changed.

    """
    return whole(writing(office, hasil, label=label, pelaku=pelaku))


def writing(
    office: Office, hasil: HasilImpor, *, label: str, pelaku: str
) -> Generator[tuple[int, int], None, HasilImpor]:
    """The same in pieces, as `door.writing` does it; closed before its end, nothing has changed."""
    if hasil.ditolak:
        wrong = next(one for one in hasil.kontrol if not one.cocok)
        told = dict(zip(("cetak", "hitung", "selisih"), wrong.teks, strict=True))
        raise LontarError("tabel_jumlah_beda", kolom=wrong.judul, **told)
    if not hasil.cells:
        return hasil
    kode, own = hasil.form.kode, office.identitas.wilayah
    cells = [
        door.CellWrite(kode, own, str(hasil.form.home_period(sel, hasil.periode)), sel, nilai)
        for sel, nilai in hasil.cells.items()
    ]
    done = yield from door.writing(office, cells, jenis=JENIS, label=label, pelaku=pelaku)
    return replace(hasil, tindakan=done)


class Bahan:
    """What an office brings to a table: its form, its values, and the names of the regions."""

    def __init__(self, office: Office, kode: str, periode: Periode | None) -> None:
        self.office, self.kode, self._asked = office, kode, periode
        self.penerima = Penerima(office)
        self.wilayah = self._known(periode)
        self.own = office.identitas.wilayah
        self.provinsi = self.own.partition(".")[0]
        self.ejaan = spellings(self.wilayah.values())
        self._values: dict[tuple[str, Periode], questions.SheetValues] = {}
        self._latar: dict[tuple[str, Periode], Latar] = {}
        self._printed: dict[tuple[str, int, str], Cetak] = {}

    def gather(self) -> None:
        """Ask the store for everything now: later there may be no asking."""
        form, periode = self.place(None)
        self.values(form, periode)
        self.locked(form, periode)
        self.latar(form, periode)
        for tabel in form.tabel:
            if tabel.cetak is not None:
                self.printed(form, tabel)

    def _known(self, periode: Periode | None) -> dict[str, Wilayah]:
        """The regions of the period; where the table names it itself, all there are."""
        if periode is None:
            return region_lists.known(self.office, paths.forms())
        return region_lists.of_quarter(self.office, paths.forms(), periode)

    @classmethod
    def of(cls, office: Office, tujuan: Tujuan) -> Bahan:
        return cls(office, tujuan.formulir.upper(), tujuan.periode)

    def place(self, tahun: int | None) -> tuple[Formulir, Periode]:
        """The form and the period a table of a year belongs to."""
        if self._asked is not None:
            return self.penerima.form(self.kode, self._asked), self._asked
        now = Periode.dilaporkan(self.office.now().date())
        for year in (tahun, now.tahun):
            if year is not None:
                periode = Periode(year)
                form = pustaka.forms_of(self.office, periode).get(self.kode)
                if form is not None:
                    period = periode if form.periode == "tahun" else Periode(year, now.triwulan)
                    return self.penerima.form(self.kode, period), period
        return self.penerima.form(self.kode, now), now

    def values(self, form: Formulir, periode: Periode) -> questions.SheetValues:
        if (form.kode, periode) not in self._values:
            found = questions.sheet_values(self.office, form.kode, self.own, periode)
            self._values[form.kode, periode] = found
        return self._values[form.kode, periode]

    def latar(self, form: Formulir, periode: Periode) -> Latar:
        if (form.kode, periode) not in self._latar:
            known = pustaka.forms_of(self.office, periode)
            region = self.wilayah[self.own]
            found = backgrounds.background(self.office, region, periode, form, known)
            self._latar[form.kode, periode] = found
        # What it remembers is of one set of rows only.
        return replace(self._latar[form.kode, periode], memo={})

    def printed(self, form: Formulir, tabel: Tabel) -> Cetak:
        """How a register is printed in this version of its form or any other."""
        key = form.kode, form.versi, tabel.kode
        if key not in self._printed:
            self._printed[key] = nama_dahulu.printed(self.office, form, tabel)
        return self._printed[key]

    def locked(self, form: Formulir, periode: Periode) -> bool:
        final = self.penerima.final(periode)
        return any((form.kode, str(one)) in final for one in (periode, periode.tahunan))

    # --- The printed register of a form

    def register(
        self, name: str, kisi: Kisi, putusan: Keputusan | None, tick: Tick
    ) -> HasilImpor | None:
        form, periode = self.place(None)
        for tabel in form.tabel:
            if tabel.cetak is not None:
                found = self._read(form, tabel, periode, kisi, putusan, tick)
                if found is not None:
                    named = self.place(found.tahun)
                    if named != (form, periode):
                        form, periode = named
                        again = form.tables[tabel.kode]
                        found = self._read(form, again, periode, kisi, putusan, tick)
                    assert found is not None
                    return HasilImpor(
                        found.form, periode, name, kisi, found.rencana, found.cells, found.kontrol,
                        found.baris, found.baru, tahun=found.tahun, kali=found.kali,
                    )  # fmt: skip
        return None

    def _read(
        self,
        form: Formulir,
        tabel: Tabel,
        periode: Periode,
        kisi: Kisi,
        putusan: Keputusan | None,
        tick: Tick,
    ) -> tabel_baca.TabelTerbaca | None:
        values = self.values(form, periode).now
        now = int(self.office.now().timestamp() * 1000)
        draw = register.RANDOM_BYTES
        ids = [register.row_id(now + n, os.urandom(draw)) for n in range(len(kisi.baris) + 1)]
        own = self.own if self.own != self.provinsi else ""
        peta = peta_of(self.wilayah, self.provinsi, own)
        locked = self.locked(form, periode)
        tujuan = tabel_baca.Tujuan(form, tabel, values, peta, ids, locked, periode.tahun)
        cetak = self.printed(form, tabel)
        return tabel_baca.read_table(kisi, cetak, tujuan, putusan, tick)

    # --- A table of regions

    def regions(self, name: str, kisi: Kisi, putusan: Keputusan) -> HasilImpor | None:
        tabel = tabel_wilayah.find(kisi, self.ejaan, self.provinsi)
        if tabel is None:
            return None
        form, periode = self.place(None)
        values = self.values(form, periode).now
        locked = self.locked(form, periode)
        where = self.own, self.provinsi, periode.tahun
        tujuan = tabel_daerah.Tujuan(form, values, *where, locked)
        codes = [kode for kode in self.wilayah if kode != self.provinsi]
        found = tabel_daerah.read_regions(kisi, tabel, tujuan, codes, putusan)
        usulan = found.usulan
        dipakai = tuple(one for one in usulan if one.letak in putusan.usulan)
        if dipakai:
            tabel = tabel.repaired(dipakai)
            found = tabel_daerah.read_regions(kisi, tabel, tujuan, codes, putusan)
        rencana, names = found.rencana, tuple(self.wilayah[kode].nama for kode in found.hilang)
        return HasilImpor(
            form, periode, name, kisi, rencana, rencana.cells, found.kontrol,
            usulan=usulan, dipakai=dipakai, hilang=names,
        )  # fmt: skip

    # --- What the rules would say

    def findings(self, hasil: HasilImpor) -> tuple[Temuan, ...]:
        """Findings at the cells and rows of the table, once it is written."""
        known = self.values(hasil.form, hasil.periode)
        values: dict[str, Nilai] = {**known.now}
        for sel, nilai in hasil.cells.items():
            if nilai is None:
                values.pop(sel, None)
            else:
                values[sel] = nilai
        latar = self.latar(hasil.form, hasil.periode)
        found = evaluate(hasil.form, values, known.before, known.last_year, latar).temuan
        rows, cells = set(hasil.baris), set(hasil.cells)
        return tuple(one for one in found if one.sel in cells or one.sel.split(".")[1] in rows)


def peta_of(wilayah: Mapping[str, Wilayah], provinsi: str, milik: str = "") -> Peta:
    """The places of a province for reading and writing lists of them; `milik` is whose they are."""
    names = {kode: one.nama for kode, one in wilayah.items()}
    return Peta(spellings(wilayah.values()), names, provinsi, milik)
