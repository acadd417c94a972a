"""The layout of the visible sheets: one plan, drawn by the writer and compared by the verifier.

The plan follows from the signed package and the forms alone, so both sides arrive at the same
sheets to the last letter. What it looks like belongs to the version of the package format:
changing a text or a place here makes every package already sent look altered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.domain.kisi import address
from app.domain.lembar import SheetBook
from app.exchange import catatan_paket, tata_catatan, tata_layanan, tata_ringkasan
from app.exchange.blok import MAX_HEIGHT, Blok, of_row, only, shown, shown_computed, teks
from app.exchange.capaian import achievements, band, index, is_provisional
from app.exchange.tata_layanan import ANGKA, KODE, LEBAR_ANGKA, SATUAN, URAIAN
from app.exchange.ukur_teks import height

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.indeks import Simpul
    from app.exchange.blok import Isi, Letak
    from app.exchange.capaian import Capaian
    from app.exchange.paket import Acuan, Bacaan
    from app.exchange.tanda_tangan import Tertanda

PETUNJUK, RINGKASAN, TEMUAN = "Petunjuk", "Ringkasan", "Temuan"
MAX_NAME = 31
_OVERVIEW = ("harus", "terlayani", "belum", "indeks", "kategori")


class Tempat(NamedTuple):
    """Which cell of which form a place of a sheet shows."""

    formulir: str
    sel: str


class Bagian(NamedTuple):
    """A block of a sheet, where it starts, and the form it belongs to if any."""

    awal: int
    blok: Blok
    formulir: str


@dataclass(slots=True)
class Lembaran:
    """A visible sheet: what every cell of it must hold, and how it looks.

    `tegak` is portrait, `ulang` how many rows repeat on every page, `halaman` how many pages high
    at most (0: as many as it takes), `beku` the first cell that scrolls, `muat` whether the writer
    gives its columns the widths that its contents need.
    """

    nama: str
    lebar_kolom: tuple[float, ...]
    tegak: bool = False
    halaman: int = 0
    ulang: int = 0
    beku: Letak = (0, 0)
    muat: bool = False
    baris: list[list[Isi]] = field(default_factory=list)
    bagian: list[Bagian] = field(default_factory=list)
    ikhtisar: dict[Letak, Tempat] = field(default_factory=dict)
    panjang: list[tuple[int, int, str]] = field(default_factory=list)
    _whole: list[Bagian] = field(default_factory=list)

    def add(self, blok: Blok, formulir: str = "") -> int:
        """Put a block below what is there and return the row it starts at."""
        start = len(self.baris)
        self.baris += [row.copy() for row in blok.baris]
        self.bagian.append(Bagian(start, blok, formulir))
        return start

    @property
    def blok(self) -> list[Bagian]:
        """The blocks as they look, with the cells of everything within them."""
        if len(self._whole) != len(self.bagian):
            self._whole = [one._replace(blok=one.blok.whole()) for one in self.bagian]
        return self._whole

    def tempat(self, letak: Letak) -> Tempat | None:
        """Which cell of which form a place shows; None for everything else."""
        row, column = letak
        if letak in self.ikhtisar:
            return self.ikhtisar[letak]
        for start, blok, formulir in reversed(self.blok):
            if row >= start:
                sel = blok.sel.get((row - start, column))
                return Tempat(formulir, sel) if sel else None
        return None

    def letak(self, formulir: str, sel: str) -> Letak | None:
        """Where the table of a layanan shows a cell."""
        for start, blok, kode in self.bagian:
            for at, part, baris in blok.parts() if kode == formulir else ():
                for (row, column), known in part.sel.items():
                    if known == sel or (baris and of_row(known, baris) == sel):
                        return start + at + row, column
        return None

    def heights(self) -> list[float]:
        """The height of every row."""
        heights = [height for part in self.blok for height in part.blok.heights(self.lebar_kolom)]
        merged = {
            (part.awal + row, first): last
            for part in self.blok
            for (row, first), last in part.blok.gabung.items()
        }
        for row, first, text in self.panjang:
            units = sum(self.lebar_kolom[first : merged.get((row, first), first) + 1])
            heights[row] = min(MAX_HEIGHT, max(heights[row], height(text, units)))
        return heights


class TataLetak:
    """Makes the sheets of packages; what depends on a form only is worked out once."""

    def __init__(self, acuan: Acuan) -> None:
        self.acuan = acuan
        self._blocks: dict[tuple[str, int, int, frozenset[str]], Blok] = {}

    def sheets(self, bacaan: Bacaan, paket_id: str, signers: Sequence[Tertanda]) -> list[Lembaran]:
        """All visible sheets of a package, in order; `signers` are who stated and who signed it."""
        urusan = self.acuan.urusan
        capaian = achievements(bacaan, urusan)
        names = sheet_names(bacaan.forms, urusan)
        tables = self.tables(bacaan, capaian)
        guide = Lembaran(PETUNJUK, tata_ringkasan.LEBAR_PETUNJUK, tegak=True, halaman=1)
        guide.add(tata_ringkasan.guide(bacaan, list(names.values()), signers))
        summary = Lembaran(RINGKASAN, tata_ringkasan.LEBAR_RINGKASAN, tegak=True, halaman=1)
        summary.add(tata_ringkasan.summary(bacaan, paket_id, capaian, urusan, signers))
        return [guide, summary, *tables, *_findings(bacaan, tables), *_notes(bacaan, tables)]

    def tables(self, bacaan: Bacaan, capaian: Capaian) -> list[Lembaran]:
        """Only the sheets with the figures, one for each urusan."""
        names = sheet_names(bacaan.forms, self.acuan.urusan)
        return [self._urusan(bacaan, kode, nama, capaian) for kode, nama in names.items()]

    def _urusan(self, bacaan: Bacaan, urusan: str, nama: str, capaian: Capaian) -> Lembaran:
        forms = [form for form in bacaan.forms if form.urusan == urusan]
        left = {form.kode: tata_layanan.left_out(form, bacaan.nilai[form.kode]) for form in forms}
        columns = tata_layanan.number_columns(forms, left)
        widths = (*tata_layanan.LEBAR_KOLOM, *[LEBAR_ANGKA] * columns)
        sheet = Lembaran(nama, widths, ulang=2, beku=(2, URAIAN + 1), muat=True)
        sheet.add(_title(bacaan, self.acuan.urusan[urusan], len(widths)))
        if urusan in capaian.urusan:
            _overview(sheet, forms, capaian, urusan)
        for form in forms:
            blok = self._block(form, columns, left[form.kode])
            _fill(sheet, blok, form, bacaan)
        return sheet

    def _block(self, form: Formulir, columns: int, empty: frozenset[str]) -> Blok:
        if any(tabel.register and tabel.kode not in empty for tabel in form.tabel):
            # Its rows are those of this package alone.
            return tata_layanan.block(form, columns, empty)
        key = form.kode, form.versi, columns, empty
        if key not in self._blocks:
            self._blocks[key] = tata_layanan.block(form, columns, empty)
        return self._blocks[key]


@lru_cache(maxsize=2)
def layouts(acuan: Acuan) -> TataLetak:
    """The layouts by certain definitions, shared by all packages that are made with them."""
    return TataLetak(acuan)


def sheet_names(forms: list[Formulir], urusan: Mapping[str, str]) -> dict[str, str]:
    """Names of the sheets per urusan, "01_Pendidikan"; the number is that of the full list."""
    present = {form.urusan for form in forms}
    return {
        kode: f"{number:02d}_{_plain(nama)}"
        for number, (kode, nama) in enumerate(urusan.items(), start=1)
        if kode in present
    }


def _plain(nama: str) -> str:
    """The first words of a name, as many as fit a sheet's name."""
    words = "".join(letter if letter.isalnum() else " " for letter in nama).split()
    while len(words) > 1 and len("_".join(words)) > MAX_NAME - 3:
        words.pop()
    return "_".join(words)[: MAX_NAME - 3]


def _findings(bacaan: Bacaan, tables: list[Lembaran]) -> list[Lembaran]:
    places = {}
    for _, kode, sel, *_ in bacaan.isi.temuan:
        for sheet in tables:
            letak = sheet.letak(kode, sel)
            if letak is not None:
                places[kode, sel] = f"{sheet.nama}!{address(letak)}"
    blok = tata_ringkasan.findings(bacaan, places)
    if blok is None:
        return []
    sheet = Lembaran(TEMUAN, tata_ringkasan.LEBAR_TEMUAN, ulang=3, beku=(3, 0))
    sheet.add(blok)
    return [sheet]


def _notes(bacaan: Bacaan, tables: list[Lembaran]) -> list[Lembaran]:
    blok = tata_catatan.block(bacaan, tables)
    if blok is None:
        return []
    head = tata_catatan.KEPALA
    sheet = Lembaran(tata_catatan.NAMA, tata_catatan.LEBAR, ulang=head, beku=(head, 0))
    sheet.add(blok)
    # So that a note somebody changed is named by its cell.
    for row, one in enumerate(catatan_paket.listed(bacaan), start=head):
        sheet.ikhtisar[row, tata_catatan.TEKS] = Tempat(one.form.kode, one.sel.kode)
    return [sheet]


def _title(bacaan: Bacaan, urusan: str, lebar: int) -> Blok:
    blok = Blok(lebar)
    isi = bacaan.isi
    title = tata_ringkasan.marked(bacaan, teks("urusan.judul", urusan=urusan))
    blok.put(blok.row(22), KODE, title, "judul", lebar - 1)
    line = teks(
        "urusan.keterangan",
        wilayah=bacaan.wilayah.nama,
        kode=isi.wilayah,
        periode=bacaan.periode.judul,
        revisi=isi.revisi,
    )
    blok.put(blok.row(17), KODE, line, "subjudul", lebar - 1)
    return blok


def _overview(sheet: Lembaran, forms: list[Formulir], capaian: Capaian, urusan: str) -> None:
    """One line per layanan before the details: need, served, not served, index."""
    blok = Blok(len(sheet.lebar_kolom))
    head = blok.row(tata_layanan.HEADER)
    blok.bagian.append(head)
    blok.put(head, KODE, teks("urusan.ikhtisar"), "kepala_teks", URAIAN)
    blok.put(head, SATUAN, teks("kolom.satuan"), "kepala")
    for place, key in enumerate(_OVERVIEW, start=ANGKA):
        blok.put(head, place, teks(f"kolom.{key}"), "kepala")
    parts = [(_overview_line(blok, form, capaian), form) for form in forms]
    node = capaian.urusan[urusan]
    total = blok.row(20)
    blok.put(total, KODE, teks("urusan.rerata"), "total_label", ANGKA + 2)
    _index_cells(blok, total, node, capaian, "total_")
    blok.put(blok.row(18), KODE, teks("urusan.sementara"), "catatan", blok.lebar - 1)
    blok.row(10)
    start = sheet.add(blok)
    for row, form in parts:
        _fill_overview(sheet, start + row, form, capaian)


def _overview_line(blok: Blok, form: Formulir, capaian: Capaian) -> int:
    row = blok.row(15)
    blok.put(row, KODE, form.kode, "kode")
    blok.put(row, URAIAN, form.judul, "label")
    blok.fit(row, form.judul, only(URAIAN), 2)
    blok.put(row, SATUAN, "", "satuan")
    for column in range(ANGKA, ANGKA + 3):
        blok.put(row, column, "", "hitung_angka")
    _index_cells(blok, row, capaian.layanan[form.kode], capaian, "")
    return row


def _index_cells(blok: Blok, row: int, node: Simpul, capaian: Capaian, kind: str) -> None:
    style = "indeks_sementara" if is_provisional(node) else "indeks"
    blok.put(row, ANGKA + 3, index(node), f"{kind}{style}")
    blok.put(row, ANGKA + 4, band(node, capaian.metode), f"{kind}tengah")


def _fill_overview(sheet: Lembaran, row: int, form: Formulir, capaian: Capaian) -> None:
    """Need and served are cells of the form; not served follows from them."""
    part = next((one for one in form.indeks.bagian if "*" not in one.pembilang), None)
    if part is None:
        return
    values, line = capaian.bacaan.nilai[form.kode], sheet.baris[row]
    line[SATUAN] = form.cells[part.penyebut].baris.satuan
    for column, sel in ((ANGKA, part.penyebut), (ANGKA + 1, part.pembilang)):
        line[column] = shown(form.cells[sel], values.get(sel))
        sheet.ikhtisar[row, column] = Tempat(form.kode, sel)
    line[ANGKA + 2] = next(iter(capaian.belum([form.kode]).values()), "")


def _fill(sheet: Lembaran, blok: Blok, form: Formulir, bacaan: Bacaan) -> None:
    """Add the block of a layanan with its values."""
    values = bacaan.nilai[form.kode]
    start = sheet.add(blok, form.kode)
    book = SheetBook(form, values, {}, {}, bacaan.latar)
    for at, part, baris in blok.parts():
        _fill_part(sheet, start + at, part, baris, book)


def _fill_part(sheet: Lembaran, start: int, part: Blok, baris: str, book: SheetBook) -> None:
    """Put values into the cells of a block; it may have been drawn for another row of a register.

    How a cell shows its value may depend on the other rows, so the form of the package is asked.
    """
    rows, value = sheet.baris, book.values.get
    for row, column, cell in part.isian:
        kode = f"{cell.tabel.kode}.{baris}.{cell.kolom.kode}" if baris else cell.kode
        nilai = value(kode)
        if nilai is not None:
            rows[start + row][column] = shown(book.form.cells[kode] if baris else cell, nilai)
            if isinstance(nilai, str):
                sheet.panjang.append((start + row, column, nilai))
    for row, column, cell in part.hitungan:
        number = book.number(of_row(cell.kode, baris))
        if number is not None:
            rows[start + row][column] = shown_computed(cell, number)
