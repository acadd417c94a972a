"""Forms as data: what a form file may say, and the cells that follow from it.

A form is a set of tables; a table is rows times columns; a cell is known for ever as
`tabel.baris.kolom`. The rows of a matrix stand in the form, those of a register are added by
people (`app.domain.register`). Services of one kind share a shape (`bentuk`) and add only their
facts.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from app.domain.aturan import Aturan
from app.domain.bagian import (
    SPM,
    BagianIndeks,
    Indeks,
    Kejadian,
    Kewajaran,
    Keyakinan,
    Rujukan,
    Strict,
)
from app.domain.cetak import Cetak, ImporWilayah
from app.domain.kolom import JENIS_KATA, JenisSel, Kolom
from app.domain.sel_form import Cells, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.periode import Periode

TOTAL = "total"
"""The code of the row that sums a table; no form may use it for a row of its own."""

URUT = "urut"
"""The column that keeps where a row of a register was put; it is never shown as a column."""

_DOTS = len(("tabel", "baris", "kolom")) - 1
_ROW_ID = re.compile(r"[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}")


class Baris(Strict, frozen=True, kw_only=True):
    """A row, with what its figures mean and where that is said.

    `hitung` makes the whole row computed, column by column; `rumus` only the columns it names;
    `tahunan` as for a column. `ikut` takes label and unit from a row of another table.
    """

    kode: str
    label: str = ""
    satuan: str = ""
    grup: str = ""
    definisi: str = ""
    cara: str = ""
    hitung: str = ""
    jenis: JenisSel | None = None
    desimal: int | None = None
    tahunan: bool = False
    wajib: bool = True
    sumber: list[str] = []
    keyakinan: Keyakinan | None = None
    catatan: str = ""
    kode_espm: str = ""
    rumus: dict[str, str] = {}
    ikut: str = ""


class Tabel(Strict, frozen=True, kw_only=True):
    """Rows times columns. `tutup` lists `baris.kolom` patterns that cannot be filled.

    In a register people add the rows, and the text in column `nama` names them. `ikut` shares the
    rows of another table. `tahap` is the stage of penerapan it belongs to, `ringkas` prints one
    line as long as nothing is filled, `salin` lets last year's annual values be copied, `cetak`
    is how a register is printed and read from print. `dari` names the register of another form,
    "F-K05.rat", whose rows this one can take over: columns of the same code come along.
    """

    kode: str
    judul: str = ""
    penjelasan: str = ""
    jenis: Literal["matriks", "register"] = "matriks"
    nama: str = ""
    ikut: str = ""
    tahap: int = 0
    ringkas: bool = False
    salin: bool = False
    kolom: list[Kolom] = []
    baris: list[Baris] = []
    tutup: list[str] = []
    dari: str = ""
    cetak: Cetak | None = None

    @property
    def register(self) -> bool:
        """Whether people add the rows."""
        return self.jenis == "register"

    @cached_property
    def lines(self) -> list[Baris]:
        """The rows, and the one that sums them when a column asks for it."""
        if not any(kolom.total for kolom in self.kolom):
            return self.baris
        return [*self.baris, Baris(kode=TOTAL, label="Jumlah", wajib=False)]

    @cached_property
    def rows_by_code(self) -> dict[str, Baris]:
        """The rows by code, the one that sums them among them."""
        return {baris.kode: baris for baris in self.lines}

    @cached_property
    def columns_by_code(self) -> dict[str, Kolom]:
        """The columns by code."""
        return {kolom.kode: kolom for kolom in self.kolom}

    @cached_property
    def _closed(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(pattern.split(".")) for pattern in self.tutup)

    def closes(self, baris: str, kolom: str) -> bool:
        """Whether nobody can fill the cell where a row and a column meet."""
        places = (baris, kolom), ("*", kolom), (baris, "*"), ("*", "*")
        return not self._closed.isdisjoint(places)

    @property
    def computable(self) -> Iterator[str]:
        """The ids of the cells that may be computed, in reading order."""
        usual = [kolom.kode for kolom in self.kolom if kolom.hitung]
        every = [kolom.kode for kolom in self.kolom]
        for baris in self.lines:
            whole = baris.kode == TOTAL or baris.hitung or baris.rumus
            for kolom in every if whole else usual:
                yield f"{self.kode}.{baris.kode}.{kolom}"

    @cached_property
    def marker(self) -> Kolom:
        """The unseen column with the places of rows; it is kept where the rows are kept."""
        annual = any(kolom.tahunan for kolom in self.kolom)
        return Kolom(kode=URUT, label="Urutan baris", tahunan=annual)


class Formulir(Strict, frozen=True, kw_only=True):
    """A published version of a form. `singkat` is its name in lists, `judul` the official one.

    `bagian` is the part of the work it belongs to; an office may hand in one part alone. `impor`
    are the cells that printed tables of regions can fill.
    """

    kode: str
    versi: int
    judul: str
    singkat: str = ""
    jenis: Literal["matriks"] = "matriks"
    bentuk: str = ""
    bagian: str = SPM
    urusan: str
    tingkat: Literal["kabupaten", "provinsi", "semua"]
    urut: int
    periode: Literal["triwulan", "semester", "tahun", "bulan", "kejadian"]
    berlaku: str
    opd: str = ""
    dasar: list[Rujukan] = []
    petunjuk: str = ""
    kata_kunci: list[str] = []
    kejadian: Kejadian | None = None
    kewajaran: Kewajaran | None = None
    terpilah: str = ""
    kegiatan: str = ""
    hasil: list[Rujukan] = []
    kebutuhan: str = ""
    tabel: list[Tabel] = []
    indeks: Indeks = Indeks()
    aturan: list[Aturan] = []
    impor: list[ImporWilayah] = []

    @property
    def nama(self) -> str:
        """The name for lists and headings where the official title is too long."""
        return self.singkat or self.judul

    def filled_by(self, wilayah: str) -> bool:
        """Whether a region, named by its code, fills this form."""
        return self.tingkat in {"semua", "kabupaten" if "." in wilayah else "provinsi"}

    @property
    def berindeks(self) -> bool:
        """Whether it feeds the index."""
        return bool(self.indeks.bagian or self.indeks.eksternal)

    @cached_property
    def cells(self) -> Cells:
        """Every cell by id, in reading order."""
        return Cells(self.tabel, cell_of)

    def with_tables(self, tables: list[Tabel]) -> Formulir:
        """The same form with other tables; the cells of those that stay are not made anew."""
        form = msgspec.structs.replace(self, tabel=tables)
        form.__dict__.update(cells=Cells(tables, cell_of, self.cells), fixed_memo=self.fixed_memo)
        return form

    @cached_property
    def computed(self) -> dict[str, Sel]:
        """The cells the program fills, in reading order."""
        return {
            kode: sel
            for tabel in self.tabel
            for kode in tabel.computable
            for sel in (self.cells[kode],)
            if sel.hitung
        }

    def find(self, kode: str) -> Sel | None:
        """A cell by id, also of a register's row that this form has not been grown to."""
        if (own := self.cells.get(kode)) is not None:
            return own
        tabel, baris, kolom = [*kode.split("."), "", ""][:3]
        table = self.tables.get(tabel)
        if table is None or kode.count(".") != _DOTS or not (table.register and is_row_id(baris)):
            return None
        columns = table.kolom if table.ikut else [*table.kolom, table.marker]
        known = next((one for one in columns if one.kode == kolom), None)
        named = (one for one in table.baris if one.kode == baris)
        row = next(named, Baris(kode=baris, label="Baris"))
        return cell_of(table, row, known) if known else None

    def cell(self, kode: str) -> Sel:
        """As `find`, for a cell that must exist.

        Raises:
            KeyError: the form has no such cell.

        """
        found = self.find(kode)
        if found is None:
            raise KeyError(kode)
        return found

    def matching(self, pola: str) -> tuple[str, ...]:
        """The cells a pattern names, sums left out."""
        known_cells: dict[str, tuple[str, ...]] = self.memo.setdefault("cocok", {})
        if pola not in known_cells:
            tabel, rows, kolom = [*pola.split("."), "", ""][:3]
            table = self.tables.get(tabel)
            if table is not None and rows == "*" != kolom:
                # A column of one table, as sums ask for it: no need to look at all cells.
                known = table.baris if kolom in table.columns_by_code else []
                known_cells[pola] = tuple(f"{tabel}.{baris.kode}.{kolom}" for baris in known)
                return known_cells[pola]
            known_cells[pola] = tuple(
                kode for kode in self.cells if matches(pola, kode) and kode.split(".")[1] != TOTAL
            )
        return known_cells[pola]

    @cached_property
    def tables(self) -> dict[str, Tabel]:
        """Tables by code."""
        return {tabel.kode: tabel for tabel in self.tabel}

    def idle_columns(self, tabel: Tabel) -> set[str]:
        """The columns of groups in which no cell of a table can hold anything."""
        groups: dict[str, bool] = {}
        for baris in tabel.lines:
            for kolom in tabel.kolom:
                closed = self.cell(f"{tabel.kode}.{baris.kode}.{kolom.kode}").closed
                groups[kolom.grup] = groups.get(kolom.grup, True) and closed
        return {k.kode for k in tabel.kolom if k.grup and groups.get(k.grup, False)}

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What is worked out about this form once and kept, by the names of those who do."""
        return {}

    @cached_property
    def fixed_memo(self) -> dict[Any, Any]:
        """The same for what stays true however many rows people add to it."""
        return {}

    @cached_property
    def index_pairs(self) -> dict[str, list[tuple[str, str]]]:
        """Numerator and denominator cells of each part of the index, row by row."""
        return {bagian.kode: list(_pairs(self, bagian)) for bagian in self.indeks.bagian}

    def home_period(self, sel: str, periode: Periode) -> Periode:
        """The period whose sheet keeps a cell: the year for annual cells.

        Raises:
            KeyError: the form has no such cell.

        """
        return periode.tahunan if self.cell(sel).tahunan else periode


class Sel(msgspec.Struct, frozen=True, gc=False):
    """A cell: where it stands and what it may hold."""

    kode: str
    tabel: Tabel
    baris: Baris
    kolom: Kolom
    jenis: JenisSel
    desimal: int
    hitung: str
    closed: bool
    tahunan: bool
    wajib: bool

    @property
    def computed(self) -> bool:
        """The program fills this cell; nobody types it."""
        return bool(self.hitung)

    @property
    def editable(self) -> bool:
        """A person fills this cell."""
        return not (self.hitung or self.closed)

    @property
    def berkata(self) -> bool:
        """A value of this cell is a text."""
        return self.jenis in JENIS_KATA

    @property
    def label(self) -> str:
        """A name that can be read aloud: row, then column."""
        return f"{self.baris.label}, {self.kolom.label}"


def cell_of(tabel: Tabel, baris: Baris, kolom: Kolom) -> Sel:
    """The cell where a row and a column of a table meet."""
    if baris.kode == TOTAL:
        closed, hitung = not kolom.total, f"jumlah('{tabel.kode}.*.{kolom.kode}')"
    else:
        closed = tabel.closes(baris.kode, kolom.kode)
        # What a breakdown leaves in a computed row follows from nothing anyone has counted.
        closed |= kolom.sisa and bool(baris.hitung)
        hitung = baris.rumus.get(kolom.kode) or baris.hitung or kolom.hitung
    hitung = "" if closed else hitung
    if baris.jenis and baris.jenis != kolom.jenis:
        # Whoever reads or shows a value asks the column for its kind.
        kolom = msgspec.structs.replace(kolom, jenis=baris.jenis)
    return Sel(
        kode=f"{tabel.kode}.{baris.kode}.{kolom.kode}",
        tabel=tabel,
        baris=baris,
        kolom=kolom,
        jenis=kolom.jenis,
        desimal=kolom.desimal if baris.desimal is None else baris.desimal,
        hitung=hitung,
        closed=closed,
        tahunan=baris.tahunan or kolom.tahunan,
        wajib=kolom.wajib and baris.wajib and not (hitung or closed),
    )


def _pairs(form: Formulir, bagian: BagianIndeks) -> Iterator[tuple[str, str]]:
    tabel, baris, kolom = bagian.penyebut.split(".")
    wanted, line, column = bagian.pembilang.split(".")
    for counted in form.tabel:
        # Most tables have no part in an index: no need to look at all their cells.
        columns = counted.kolom if wanted in {"*", counted.kode} else []
        columns = [one for one in columns if column in {"*", one.kode}]
        for row in counted.lines if columns else ():
            for one in columns if line in {"*", row.kode} else ():
                kode = f"{counted.kode}.{row.kode}.{one.kode}"
                if not form.cell(kode).closed:
                    yield kode, f"{tabel}.{row.kode if baris == '*' else baris}.{kolom}"


def is_row_id(kode: str) -> bool:
    """Tell a row of a register, a UUIDv7 in plain hexadecimal digits."""
    return _ROW_ID.fullmatch(kode) is not None


def decode(isi: object) -> Formulir:
    """Turn plain data (from TOML, already merged with its shape) into a form.

    Raises:
        msgspec.ValidationError: something is missing, unknown or of the wrong kind; the
            message names the path.

    """
    return msgspec.convert(isi, Formulir)


def decode_canonical(isi: bytes | str) -> Formulir:
    """Read a form from its canonical JSON."""
    return msgspec.json.decode(isi, type=Formulir)


def canonical(form: Formulir) -> bytes:
    """The one spelling of a form that is hashed and stored.

    Defaults are left out, so that a word added to the format later does not change the hash
    of a form that never used it.
    """
    return msgspec.json.encode(form, order="sorted")
