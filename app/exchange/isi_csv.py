"""Values from a table of lines (`wilayah, periode, formulir, sel, nilai`) through the same door.

Every line is either accepted or named with its reason; all accepted lines are one gesture.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain import isian, kata
from app.domain.aksara import Rapi, odd, tidied, together
from app.domain.kolom import JENIS_WILAYAH
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import berkas, jenis_berkas, teks_paket, teks_polos
from app.store import door, pustaka, questions, region_lists, sheet_row
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai
    from app.store.door import CellWrite, Tindakan
    from app.store.office import Office

COLUMNS = ("wilayah", "periode", "formulir", "sel", "nilai")
MAX_BYTES = 20_000_000
MAX_LINES = 20_000
"""Three times what an office fills in for a quarter."""
CLEAR = "kosong"
_JENIS = "isi_berkas"
_DELIMITERS = ";,\t"


class Baris(NamedTuple):
    """A line of the table as it was written; `nomor` is the line of the file."""

    nomor: int
    wilayah: str
    periode: str
    formulir: str
    sel: str
    nilai: str


class Diterima(NamedTuple):
    """A line that can be written. `dipindah`: given for a quarter, kept for the year.

    `rapi` is what was done to its text so that it can be kept.
    """

    baris: Baris
    tulis: CellWrite
    dipindah: bool
    rapi: Rapi


class Ditolak(NamedTuple):
    """A line that cannot be written, and why."""

    baris: Baris
    galat: LontarError


@dataclass(frozen=True)
class HasilIsi:
    """What became of a table."""

    diterima: list[Diterima]
    ditolak: list[Ditolak]
    tindakan: Tindakan | None

    @property
    def berubah(self) -> int:
        """How many cells hold something else now."""
        return len(self.tindakan.perubahan) if self.tindakan else 0

    @property
    def rapi(self) -> Rapi:
        """What was done to all texts together."""
        return together(one.rapi for one in self.diterima)


def fill(
    office: Office, path: Path, *, label: str, pelaku: str, sebagian: bool = False
) -> HasilIsi:
    """Write the lines of a file; with a refused line nothing is written unless `sebagian`.

    Raises:
        LontarError: the file is no such table or longer than any, or the store refuses.
    """
    checker = Penerima(office)
    diterima, ditolak = [], []
    for count, baris in enumerate(_lines_of(berkas.read_file(path, MAX_BYTES))):
        if count == MAX_LINES:
            raise LontarError("csv_terlalu_panjang", berkas=path.name, batas=MAX_LINES)
        try:
            diterima.append(checker.accept(baris))
        except LontarError as galat:
            ditolak.append(Ditolak(baris, galat))
    tindakan = None
    if diterima and (sebagian or not ditolak):
        cells = (line.tulis for line in diterima)
        tindakan = door.write(office, cells, jenis=_JENIS, label=label, pelaku=pelaku)
    return HasilIsi(diterima, ditolak, tindakan)


def _lines_of(data: bytes) -> Iterator[Baris]:
    """The lines of a text, or of the first sheet of a workbook."""
    with jenis_berkas.reading_table(data):
        if not data.startswith(jenis_berkas.ZIP):
            return read_lines(data)
        from app.exchange.pembaca.induk import Pembaca

        with Pembaca(workers=1) as pembaca:
            tables = pembaca.tabel(data)
    return _lines(_Counted(next(iter(tables.values()), [])))


class _Counted:
    """Rows that know their number, as the reader of a text does."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = iter(rows)
        self.line_num = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> list[str]:
        row = next(self._rows)
        self.line_num += 1
        return row


def read_lines(data: bytes) -> Iterator[Baris]:
    """The lines of a table; columns may stand in any order, blank lines are left out.

    Raises:
        LontarError: not a text in UTF-8, or without one of the columns.
    """
    text = decoded(data)
    delimiter = _delimiter(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _lines(reader)


def decoded(data: bytes) -> str:
    """The text of a table, as Excel saves it in UTF-8 or as Unicode text.

    Raises:
        LontarError: it is in another encoding, named with its first line.
    """
    try:
        return teks_polos.decoded(data)
    except UnicodeDecodeError as error:
        nomor = teks_polos.line_of(data, error)
        raise LontarError("csv_bukan_utf8", baris=nomor) from None


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _lines(reader: Iterator[list[str]]) -> Iterator[Baris]:
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        lacking = [name for name in COLUMNS if header.count(name) != 1]
        if lacking:
            raise LontarError("csv_kolom", kolom=", ".join(lacking), semua=", ".join(COLUMNS))
        places = [header.index(name) for name in COLUMNS]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found = (cells[place].strip() if place < len(cells) else "" for place in places)
                yield Baris(_line_number(reader), *found)
    except csv.Error:
        raise LontarError("csv_rusak", baris=_line_number(reader)) from None


def _line_number(reader: object) -> int:
    return int(getattr(reader, "line_num", 0))


@dataclass
class Penerima:
    """Decides about one line after the other; remembers which cells were named before."""

    office: Office
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)
    forms: dict[Periode, dict[str, Formulir]] = field(default_factory=dict)
    finals: dict[Periode, set[tuple[str, str]]] = field(default_factory=dict)

    def accept(self, baris: Baris) -> Diterima:
        """The cell and value of a line.

        Raises:
            LontarError: the reason why it cannot be written.
        """
        own = self.wilayah
        if baris.wilayah != own:
            raise LontarError("csv_wilayah", wilayah=baris.wilayah, milik=own)
        periode = _period(baris.periode)
        form = self.form(baris.formulir.upper(), periode)
        sel = _cell(form, baris.sel)
        if periode.triwulan is None and not sel.tahunan:
            raise LontarError("csv_perlu_triwulan", sel=sel.label, tahun=periode.tahun)
        home = str(form.home_period(sel.kode, periode))
        if (form.kode, home) in self.final(periode):
            raise LontarError("lembar_terkunci", formulir=form.kode, wilayah=own, periode=home)
        first = self.seen.setdefault((form.kode, home, sel.kode), baris.nomor)
        if first != baris.nomor:
            raise LontarError("csv_ganda", sel=sel.label, pertama=first)
        value = read_value(sel, baris.nilai, region_names(self.office, sel))
        tulis = door.CellWrite(form.kode, own, home, sel.kode, value)
        rapi = tidied(baris.nilai if sel.berkata else "")
        return Diterima(baris, tulis, home != str(periode), rapi)

    @property
    def wilayah(self) -> str:
        """The region the office writes for."""
        return self.office.identitas.wilayah

    def form(self, kode: str, periode: Periode) -> Formulir:
        """A form this office fills in a period.

        Raises:
            LontarError: it does not hold, or another level of government or another OPD fills it.
        """
        if periode not in self.forms:
            self.forms[periode] = pustaka.forms_of(self.office, periode)
        form = self.forms[periode].get(kode)
        if form is None:
            sheet_row.check_owned(self.office.conn, kode)
            raise LontarError("csv_formulir", formulir=kode, periode=periode)
        if not form.filled_by(self.wilayah):
            raise LontarError("csv_tingkat", formulir=kode, judul=form.judul, tingkat=form.tingkat)
        return form

    def final(self, periode: Periode) -> set[tuple[str, str]]:
        """Form and period of every sheet of a period that is final."""
        if periode not in self.finals:
            sheets = questions.sheets(self.office, periode, self.office.identitas.wilayah)
            final = (sheet for sheet in sheets if sheet.status == door.STATUS_TERKUNCI)
            self.finals[periode] = {(sheet.formulir, sheet.periode) for sheet in final}
        return self.finals[periode]


def _period(text: str) -> Periode:
    try:
        return Periode.parse(text.upper())
    except ValueError:
        raise LontarError("csv_periode", periode=text) from None


def _cell(form: Formulir, kode: str) -> Sel:
    sel = form.find(kode)
    if sel is None:
        raise LontarError("csv_sel", sel=kode, formulir=form.kode)
    if sel.computed:
        raise LontarError("csv_dihitung", sel=sel.label)
    if sel.closed:
        raise LontarError("csv_ditutup", sel=sel.label)
    return sel


def read_value(sel: Sel, text: str, regions: Mapping[str, str] | None = None) -> Nilai | None:
    """What a text means in a cell: a number, a declared absence, a text, or "kosong" to empty it.

    Raises:
        LontarError: nothing is written, or it is not what the cell holds.
    """
    word = " ".join(text.split()).casefold()
    if not word:
        raise LontarError("csv_nilai_kosong", sel=sel.label, kata=CLEAR)
    if word == CLEAR:
        return None
    if sel.berkata:
        return isian.declared(text) or _text(sel, tidied(text).teks.strip(), regions)
    outcome = isian.read_cell(sel, text)
    if isinstance(outcome, isian.Ditolak):
        reason = t(outcome.kunci, teks=text, **outcome.data)
        raise LontarError("csv_angka", sel=sel.label, rincian=reason)
    return outcome


def _text(sel: Sel, text: str, regions: Mapping[str, str] | None) -> str:
    if not text:
        raise LontarError("csv_nilai_kosong", sel=sel.label, kata=CLEAR)
    problem = teks_paket.text_problem(text)
    if problem:
        facts = {"formulir": sel.tabel.judul, "sel": sel.label, "aksara": odd(text)}
        raise LontarError(problem, **facts, batas=teks_paket.MAX_TEKS)
    try:
        return kata.read(sel.kolom, text, regions)
    except kata.WordError as error:
        data = {"kolom": sel.kolom.label, "contoh": sel.kolom.contoh, "aksara": error.aksara}
        reason = t(f"kata.{error.alasan}", teks=error.teks, **data)
        if error.pilihan:
            reason = f"{reason} ({'; '.join(error.pilihan)})"
        raise LontarError("csv_kata", sel=sel.label, rincian=reason) from None


def region_names(office: Office, sel: Sel) -> dict[str, str]:
    """The names of the regions by code, for a cell of regions; empty for any other."""
    if sel.jenis not in JENIS_WILAYAH:
        return {}
    known = region_lists.known(office, paths.forms())
    return {kode: one.nama for kode, one in known.items()}
