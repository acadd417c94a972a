"""Forms as data: what a form file may say, and the cells that follow from it.

A form is a set of tables; a table is fixed rows times columns; a cell is known for ever as
`tabel.baris.kolom`. Services of one kind share a shape (`bentuk`) and add only their facts.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.periode import Periode

Keyakinan = Literal["tinggi", "sedang", "rendah"]
JenisSel = Literal["bulat", "desimal", "rupiah", "persen", "teks"]
Tingkat = Literal["catatan", "peringatan", "penghalang"]
Fase = Literal["mengisi", "selesai", "tanda_tangan"]
Kelompok = Literal[
    "jumlah", "kumulatif", "batas", "lonjakan", "kembar", "wajar", "anggaran", "satuan", "lain"
]


class _Strict(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    dict=True,
):
    """A part of a form file; an unknown field is an error with its path."""


class Rujukan(_Strict, frozen=True, kw_only=True):
    """A legal article or other source, with how sure we are of it."""

    teks: str
    keyakinan: Keyakinan
    sumber: list[str] = []


class Kolom(_Strict, frozen=True, kw_only=True):
    """A column. `tahunan`: one value for the whole year. `lipat`: folds away on screen.

    `gugur` names the column that, when it declares there is no need, makes this one optional.
    """

    kode: str
    label: str
    jenis: JenisSel = "bulat"
    desimal: int = 0
    hitung: str = ""
    tahunan: bool = False
    wajib: bool = False
    lipat: bool = False
    lebar: int = 0
    grup: str = ""
    gugur: str = ""
    keterangan: str = ""


class Baris(_Strict, frozen=True, kw_only=True):
    """A row, with what its figures mean and where that is said.

    `hitung` makes the whole row computed, column by column; `tahunan` as for a column.
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


class Tabel(_Strict, frozen=True, kw_only=True):
    """Fixed rows times columns. `tutup` lists `baris.kolom` patterns that cannot be filled."""

    kode: str
    judul: str = ""
    penjelasan: str = ""
    kolom: list[Kolom] = []
    baris: list[Baris] = []
    tutup: list[str] = []


class BagianIndeks(_Strict, frozen=True, kw_only=True):
    """One part of the index: ratios of `pembilang` to `penyebut`, averaged when there are many.

    Both are cell ids; a `*` in the row place pairs the cells row by row.
    """

    kode: str
    label: str
    pembilang: str
    penyebut: str


class Indeks(_Strict, frozen=True, kw_only=True):
    """How a form feeds the index; `eksternal` is a cell that may replace the computation."""

    bagian: list[BagianIndeks] = []
    eksternal: str = ""


class TingkatFase(_Strict, frozen=True, kw_only=True):
    """How serious a finding is in each phase of the work."""

    mengisi: Tingkat
    selesai: Tingkat
    tanda_tangan: Tingkat


class Aturan(_Strict, frozen=True, kw_only=True):
    """A rule: when `syarat` is false, `pesan` is shown at cell `sel`.

    `tiap` repeats the rule over "kolom:tabel" or "baris:tabel"; names without dots are then
    looked up in that column or row, and those named in `kecuali` are left out. `bila` is a
    condition to be tested first. With `sekali` only the first place it finds is told. `kelompok`
    is the family people filter by.
    """

    kode: str
    syarat: str
    pesan: str
    saran: str
    sel: str
    tingkat: TingkatFase
    sumber: str
    tiap: str = ""
    kecuali: list[str] = []
    bila: str = ""
    sekali: bool = False
    kelompok: Kelompok = "lain"


class Kewajaran(_Strict, frozen=True, kw_only=True):
    """How many of a million inhabitants a service has to serve, at least and at most.

    Wide on purpose: it is to catch slips of a digit, never to judge a target.
    """

    per_juta_sedikit: int
    per_juta_banyak: int
    teks: str
    keyakinan: Keyakinan
    sumber: list[str] = []


class Kejadian(_Strict, frozen=True, kw_only=True):
    """A service that exists only after an event, and what proves the event."""

    teks: str
    keyakinan: Keyakinan
    sumber: list[str] = []


class Formulir(_Strict, frozen=True, kw_only=True):
    """A published version of a form. `singkat` is its name in lists, `judul` the official one."""

    kode: str
    versi: int
    judul: str
    singkat: str = ""
    jenis: Literal["matriks"] = "matriks"
    bentuk: str = ""
    urusan: str
    tingkat: Literal["kabupaten", "provinsi"]
    urut: int
    periode: Literal["triwulan", "tahun"]
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

    @property
    def nama(self) -> str:
        """The name for lists and headings where the official title is too long."""
        return self.singkat or self.judul

    @cached_property
    def cells(self) -> dict[str, Sel]:
        """Every cell by id, in reading order."""
        return {
            sel.kode: sel
            for tabel in self.tabel
            for baris in tabel.baris
            for kolom in tabel.kolom
            for sel in (_cell(tabel, baris, kolom),)
        }

    @cached_property
    def tables(self) -> dict[str, Tabel]:
        """Tables by code."""
        return {tabel.kode: tabel for tabel in self.tabel}

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What others work out about this form once and keep, by their own names."""
        return {}

    @cached_property
    def _matching(self) -> dict[str, tuple[str, ...]]:
        return {}

    def matching(self, pola: str) -> tuple[str, ...]:
        """The cells that match a pattern of whole ids, in reading order; looked for once."""
        found = self._matching.get(pola)
        if found is None:
            found = tuple(kode for kode in self.cells if matches(pola, kode))
            self._matching[pola] = found
        return found

    @cached_property
    def index_pairs(self) -> dict[str, list[tuple[str, str]]]:
        """Numerator and denominator cells of each part of the index, row by row."""
        return {bagian.kode: list(_pairs(self, bagian)) for bagian in self.indeks.bagian}

    def home_period(self, sel: str, periode: Periode) -> Periode:
        """The period whose sheet keeps a cell: the year for annual cells.

        Raises:
            KeyError: the form has no such cell.

        """
        return periode.tahunan if self.cells[sel].tahunan else periode


class Sel(msgspec.Struct, frozen=True):
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
    def label(self) -> str:
        """A name that can be read aloud: row, then column."""
        return f"{self.baris.label}, {self.kolom.label}"


def _cell(tabel: Tabel, baris: Baris, kolom: Kolom) -> Sel:
    place = f"{baris.kode}.{kolom.kode}"
    closed = any(matches(pattern, place) for pattern in tabel.tutup)
    hitung = "" if closed else (baris.hitung or kolom.hitung)
    return Sel(
        kode=f"{tabel.kode}.{place}",
        tabel=tabel,
        baris=baris,
        kolom=kolom,
        jenis=baris.jenis or kolom.jenis,
        desimal=kolom.desimal if baris.desimal is None else baris.desimal,
        hitung=hitung,
        closed=closed,
        tahunan=baris.tahunan or kolom.tahunan,
        wajib=kolom.wajib and baris.wajib and not (hitung or closed),
    )


def _pairs(form: Formulir, bagian: BagianIndeks) -> Iterator[tuple[str, str]]:
    tabel, baris, kolom = bagian.penyebut.split(".")
    for kode, sel in form.cells.items():
        if matches(bagian.pembilang, kode) and not sel.closed:
            yield kode, f"{tabel}.{sel.baris.kode if baris == '*' else baris}.{kolom}"


def matches(pattern: str, place: str) -> bool:
    """Match `baris.kolom` (or a whole cell id) against a pattern with `*` for a part."""
    wanted, found = pattern.split("."), place.split(".")
    return len(wanted) == len(found) and all(
        want in {"*", have} for want, have in zip(wanted, found, strict=True)
    )


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


def merge_shape(bentuk: dict[str, object], isi: dict[str, object]) -> dict[str, object]:
    """Lay the facts of a service over the shape it shares.

    Tables and rows with the same `kode` merge field by field, new ones are added at the end,
    other lists are appended, and a plain value of the service replaces that of the shape.
    """
    merged = dict(bentuk)
    for key, value in isi.items():
        merged[key] = _merged_value(bentuk.get(key), value)
    return merged


def _merged_value(old: object, new: object) -> object:
    if isinstance(old, dict) and isinstance(new, dict):
        return merge_shape(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return _merged_list(old, new)
    return new


def _merged_list(old: list[object], new: list[object]) -> list[object]:
    merged = list(old)
    place = {item["kode"]: i for i, item in enumerate(old) if isinstance(item, dict)}
    for item in new:
        kode = item.get("kode") if isinstance(item, dict) else None
        if kode in place:
            merged[place[kode]] = _merged_value(merged[place[kode]], item)
        else:
            merged.append(item)
    return merged
