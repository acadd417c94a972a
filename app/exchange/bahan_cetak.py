"""What the parts of an output are printed from: forms, their values in the right period, words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from app import paths
from app.domain import register
from app.domain.cetak_isi import Bahan
from app.domain.cetak_keluaran import printed_part
from app.domain.cetak_samar import folded, veiled_in
from app.domain.cetak_tabel import LembarCetak, Naskah, printed_register
from app.domain.keluaran_muat import Meja, fitted
from app.domain.lembar import SheetBook
from app.domain.periode import Periode
from app.exchange import gedsi_lapor, potongan
from app.exchange.impor_tabel import peta_of
from app.store import backgrounds, pustaka, questions, region_lists
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from app.domain.formulir import Formulir, Tabel
    from app.domain.keluaran import BagianKeluaran, Keluaran, Samar
    from app.domain.nilai import Nilai
    from app.domain.sel_kecil import Tabir
    from app.store.office import Office

YEARS = 5
"""So many years a series goes back, the year of the report among them."""

_MONTHS_A_QUARTER, _QUARTERS = 3, 4
_SEMESTER = "{semester}"
_BY_QUARTER = frozenset({"triwulan", "semester"})


class Penyusun:
    """Puts the outputs of a region and a period together; every form is read once."""

    def __init__(
        self, office: Office, wilayah: str, periode: Periode, samar: Mapping[str, Samar]
    ) -> None:
        self._office, self._periode, self._samar = office, periode, samar
        self._regions = region_lists.of_quarter(office, paths.forms(), periode)
        self._region = region_lists.region(office, paths.forms(), wilayah, periode)
        self._forms = pustaka.forms_of(office, periode)
        self._values: dict[str, questions.SheetValues] = {}
        self._home: dict[str, Periode] = {}
        self._missing: list[str] = []

    def sheets(self, keluaran: Keluaran) -> list[LembarCetak]:
        """The tables of an output in order; those without content are left out, and named."""
        return potongan.whole(self.reading(keluaran))

    def reading(self, keluaran: Keluaran) -> Generator[None, None, list[LembarCetak]]:
        """The same, table by table."""
        self._missing = []
        made: list[LembarCetak] = []
        for bagian in keluaran.bagian:
            for name in bagian.tabel:
                made += self._sheet(bagian, name)
                yield
        filled = [one for one in made if one.baris]
        empty = dict.fromkeys(one.judul[-1] for one in made if not one.baris and one.judul)
        left_out = (("cetak.belum_berisi", empty), ("cetak.belum_ada", self._missing))
        told = [t(key, daftar="; ".join(names)) for key, names in left_out if names]
        if filled and told:
            filled[-1] = replace(filled[-1], catatan=(*filled[-1].catatan, *told))
        return filled

    def _sheet(self, bagian: BagianKeluaran, name: str) -> Iterator[LembarCetak]:
        kode, _, tabel = name.partition(".")
        form = self._forms.get(kode)
        if form is None or not form.filled_by(self._region.kode):
            return
        naskah = self._words(self._period_of(form), self._semester(form, bagian))
        tables = {one.partition(".")[2]: self._tables(one) for one in (name, *bagian.kait)}
        here, missing = fitted(bagian, Meja(tabel, tables))
        self._missing += [naskah.fill(f"{kode}: {one}") for one in missing]
        if here is None:
            return
        if not here.kolom:
            values = self._sheet_values(form).now
            sheet = printed_register(form, form.tables[tabel], values, naskah)
        else:
            sheet = printed_part(self._material(form, here, naskah), here, tabel)
        yield sheet

    def _tables(self, name: str) -> list[Tabel]:
        """A table of another form, "F-K05.rat", where this period has it."""
        kode, _, tabel = name.partition(".")
        form = self._forms.get(kode)
        return [form.tables[tabel]] if form is not None and tabel in form.tables else []

    # --- Values

    def _period_of(self, form: Formulir) -> Periode:
        """The period whose values stand for the report's: of a year, its last quarter reported."""
        if form.kode not in self._home:
            when = self._periode
            if when.triwulan is None and form.periode in _BY_QUARTER:
                quarters = [Periode(when.tahun, n) for n in range(_QUARTERS, 0, -1)]
                told = {one.periode for q in quarters for one in self._written(form, q)}
                when = next((q for q in quarters if str(q) in told), quarters[0])
            self._home[form.kode] = when
        return self._home[form.kode]

    def _written(self, form: Formulir, periode: Periode) -> list[questions.Lembar]:
        sheets = questions.sheets(self._office, periode, self._region.kode)
        return [one for one in sheets if one.formulir == form.kode]

    def _sheet_values(self, form: Formulir) -> questions.SheetValues:
        if form.kode not in self._values:
            when = self._period_of(form)
            self._values[form.kode] = questions.sheet_values(
                self._office, form.kode, self._region.kode, when
            )
        return self._values[form.kode]

    def _material(self, form: Formulir, bagian: BagianKeluaran, naskah: Naskah) -> Bahan:
        """The form with the tables its columns look at beside it, and everything around them."""
        known = self._sheet_values(form)
        values, tables = dict(known.now), list(form.tabel)
        tabir = self._veiled(form)
        for name in bagian.kait:
            kode, _, tabel = name.partition(".")
            other = self._forms[kode]
            beside = self._sheet_values(other).now
            tables.append(other.tables[tabel])
            values |= {sel: one for sel, one in beside.items() if sel.startswith(f"{tabel}.")}
            tabir |= self._veiled(other)
        whole = register.grown(msgspec.structs.replace(form, tabel=tables), values)
        when = self._period_of(form)
        latar = backgrounds.background(self._office, self._region, when, form, self._forms)
        book = SheetBook(whole, values, known.before, known.last_year, latar)
        return Bahan(book, naskah, self._years(form), tabir, self._day(when))

    def _years(self, form: Formulir) -> dict[int, Mapping[str, Nilai]]:
        """The annual values of a form; one year more than is shown, to compare with."""
        years = [Periode(self._periode.tahun - back) for back in range(YEARS + 1)]
        found = questions.series(self._office, form.kode, self._region.kode, years)
        return {year.tahun: found[str(year)] for year in years}

    def _veiled(self, form: Formulir) -> dict[str, Tabir]:
        return veiled_in(form, self._samar, self._sheet_values(form).now)

    # --- Words

    def _day(self, periode: Periode) -> int:
        """Today, or the last day of a period that is over."""
        month = (periode.triwulan or _QUARTERS) * _MONTHS_A_QUARTER
        last = date(periode.tahun, month, monthrange(periode.tahun, month)[1])
        return min(self._office.now().date(), last).toordinal()

    def _semester(self, form: Formulir, bagian: BagianKeluaran) -> int:
        """The half of the year a part is about: of a whole year, the last one reported."""
        quarter = self._periode.triwulan
        if quarter is not None:
            return 1 if quarter <= _QUARTERS // 2 else 2
        columns = [one.isi for one in bagian.kolom if _SEMESTER in one.isi]
        if not columns:
            return 1
        told = {sel.rpartition(".")[2] for sel in self._sheet_values(form).now}
        first, second = ({one.replace(_SEMESTER, n) for one in columns} & told for n in "12")
        return 1 if first and not second else 2

    def _words(self, periode: Periode, semester: int) -> Naskah:
        return Naskah(
            self._region.nama,
            periode.tahun,
            peta_of(self._regions, self._region.kode.partition(".")[0]),
            t("cetak.jumlah"),
            t("cetak.total"),
            periode.judul,
            semester,
            t("cetak.tanpa_kelompok"),
            gedsi_lapor.legend(),
            frozenset(map(folded, pustaka.load_keluaran(paths.forms()).satuan_hitung)),
        )
