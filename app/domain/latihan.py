"""An exercise as data: what is asked, how it begins, how the program sees that it is done.

Nothing here opens an office: whoever judges hands in the facts (`Fakta`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

import msgspec

from app.domain.nilai import Keadaan

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.domain.nilai import Nilai

Tempat = Literal["kabupaten", "provinsi", "opd", "konsolidasi"]
Waktu = Literal["ini", "sebelum", "setahun_lalu"]
Tertulis = int | str | dict[str, str]
"""A value as a file writes it; a declared absence is `{ keadaan = "nihil" }`."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a data file; an unknown field is a mistake."""


# --- What is done: at the start, or by whoever shows the way -------------------------------------


class Isi(_Strict, frozen=True, tag_field="kerja", tag="isi"):
    """Cells are filled, through the same door as in the window; an empty text empties one."""

    formulir: str
    nilai: dict[str, Tertulis]
    waktu: Waktu = "ini"


class Kumulatif(_Strict, frozen=True, tag_field="kerja", tag="kumulatif"):
    """A figure since 1 January loses what earlier quarters counted, or gets it back when `benar`.

    Like this one exercise fits every region, whatever its figures. A figure that is as wanted
    already stays.
    """

    formulir: str
    sel: str
    benar: bool


class Kosongkan(_Strict, frozen=True, tag_field="kerja", tag="kosongkan"):
    """A form is emptied in every period."""

    formulir: str


class Alasan(_Strict, frozen=True, tag_field="kerja", tag="alasan"):
    """Every warning of a rule in a form is given a reason."""

    formulir: str
    aturan: str
    teks: str


class Nyatakan(_Strict, frozen=True, tag_field="kerja", tag="nyatakan"):
    """The operator states that the quarter is complete."""


class TandaTangani(_Strict, frozen=True, tag_field="kerja", tag="tanda_tangani"):
    """The pimpinan signs what was stated."""


class Siapkan(_Strict, frozen=True, tag_field="kerja", tag="siapkan"):
    """A package of a region, or of an OPD of ours, lies among the files as somebody left it."""

    berkas: str
    wilayah: str = ""
    opd: str = ""
    revisi: int = 1
    ubah: Literal["utuh", "disimpan_ulang", "dipalsukan"] = "utuh"


class Terima(_Strict, frozen=True, tag_field="kerja", tag="terima"):
    """A file is judged and taken in; urusan held back are named with the reason."""

    berkas: str
    tahan: dict[str, str] = {}


class Jawab(_Strict, frozen=True, tag_field="kerja", tag="jawab"):
    """A question is answered."""

    soal: str
    isi: str


class Cabut(_Strict, frozen=True, tag_field="kerja", tag="cabut"):
    """Everything a region could still sign with is revoked."""

    wilayah: str


class Rekap(_Strict, frozen=True, tag_field="kerja", tag="rekap"):
    """The recap is written among the files."""

    berkas: str


Langkah = (
    Isi
    | Kumulatif
    | Kosongkan
    | Alasan
    | Nyatakan
    | TandaTangani
    | Siapkan
    | Terima
    | Jawab
    | Cabut
    | Rekap
)


# --- What the program looks at -------------------------------------------------------------------


class PeriksaNilai(_Strict, frozen=True, tag_field="jenis", tag="nilai"):
    """A cell holds exactly this."""

    kalimat: str
    formulir: str
    sel: str
    isi: Tertulis


class PeriksaTemuan(_Strict, frozen=True, tag_field="jenis", tag="temuan_hilang"):
    """A rule finds nothing any more, at one cell or in the whole form."""

    kalimat: str
    formulir: str
    aturan: str
    sel: str = ""


class PeriksaAlasan(_Strict, frozen=True, tag_field="jenis", tag="alasan"):
    """A rule still warns, and each of its warnings has a reason that holds."""

    kalimat: str
    formulir: str
    aturan: str


class PeriksaNyata(_Strict, frozen=True, tag_field="jenis", tag="dinyatakan"):
    """A statement waits for its signature, or was signed already as revision `revisi`."""

    kalimat: str
    revisi: int = 1


class PeriksaPaket(_Strict, frozen=True, tag_field="jenis", tag="paket"):
    """A package was signed, of this revision at least."""

    kalimat: str
    revisi: int = 1


class PeriksaTandaTerima(_Strict, frozen=True, tag_field="jenis", tag="tanda_terima"):
    """The receipt for a package of ours is installed, of this revision at least."""

    kalimat: str
    revisi: int = 1


class PeriksaTerima(_Strict, frozen=True, tag_field="jenis", tag="diterima"):
    """A package of a region was taken in, of this revision at least."""

    kalimat: str
    wilayah: str
    revisi: int = 1


class PeriksaOpd(_Strict, frozen=True, tag_field="jenis", tag="opd_diterima"):
    """The package of an OPD was taken in."""

    kalimat: str
    opd: str


class PeriksaPemilik(_Strict, frozen=True, tag_field="jenis", tag="pemilik"):
    """An urusan belongs to this OPD."""

    kalimat: str
    urusan: str
    opd: str


class PeriksaSoal(_Strict, frozen=True, tag_field="jenis", tag="soal"):
    """A question is answered rightly."""

    kalimat: str
    soal: str
    benar: str


class PeriksaCabut(_Strict, frozen=True, tag_field="jenis", tag="dicabut"):
    """Nobody of a region can sign any more."""

    kalimat: str
    wilayah: str


class PeriksaBerkas(_Strict, frozen=True, tag_field="jenis", tag="berkas"):
    """A file of such a name was written among the files; `*` stands for anything."""

    kalimat: str
    nama: str


Periksa = (
    PeriksaNilai
    | PeriksaTemuan
    | PeriksaAlasan
    | PeriksaNyata
    | PeriksaPaket
    | PeriksaTandaTerima
    | PeriksaTerima
    | PeriksaOpd
    | PeriksaPemilik
    | PeriksaSoal
    | PeriksaCabut
    | PeriksaBerkas
)


class Pilihan(_Strict, frozen=True):
    """One answer that can be chosen."""

    kode: str
    teks: str


class Soal(_Strict, frozen=True):
    """A question that is answered beside the work, not in a form."""

    kode: str
    tanya: str
    pilihan: list[Pilihan]


class Latihan(_Strict, frozen=True):
    """One exercise. `jebakan` tells a trainer which mistakes lie hidden; `jalan` solves it."""

    kode: str
    judul: str
    kantor: Tempat
    menit: int
    tujuan: str
    cerita: str
    langkah: list[str]
    petunjuk: list[str]
    periksa: list[Periksa]
    jalan: list[Langkah]
    jebakan: list[str] = []
    awal: list[Langkah] = []
    soal: list[Soal] = []
    halaman: str = "beranda"
    formulir: str = ""

    @property
    def sel(self) -> str:
        """The cell of `formulir` it is about, as a check or its beginning names it; else empty."""
        for one in (*self.periksa, *self.awal):
            match one:
                case (
                    PeriksaNilai(formulir=formulir, sel=sel)
                    | PeriksaTemuan(formulir=formulir, sel=sel)
                    | Kumulatif(formulir=formulir, sel=sel)
                ) if sel and formulir == self.formulir:
                    return sel
        return ""

    def find(self, soal: str) -> Soal | None:
        """A question by its code."""
        return next((one for one in self.soal if one.kode == soal), None)


# --- Judging -------------------------------------------------------------------------------------


class Peringatan(NamedTuple):
    """What a rule found: where, and whether a reason stands for exactly that."""

    aturan: str
    sel: str
    beralasan: bool


class Fakta(Protocol):
    """How things stand in the office of an exercise."""

    def value(self, formulir: str, sel: str) -> Nilai | None:
        """What a cell holds."""

    def findings(self, formulir: str) -> Sequence[Peringatan]:
        """What the rules find in a form."""

    def stated(self) -> bool:
        """Whether a statement waits for its signature."""

    def revision(self) -> int:
        """The revision signed last, 0 before the first."""

    def received(self) -> int:
        """The highest revision of ours that a receipt proves received, 0 before the first."""

    def accepted(self, wilayah: str) -> int:
        """The revision that counts here for a region, 0 before the first."""

    def senders(self) -> Collection[str]:
        """The OPD whose packages were taken in."""

    def owner(self, urusan: str) -> str:
        """The OPD that owns an urusan, empty for none."""

    def answer(self, kode: str) -> str:
        """What was chosen at a question, empty before."""

    def can_sign(self, wilayah: str) -> bool:
        """Whether anybody of a region has a certificate that counts."""

    def has_file(self, nama: str) -> bool:
        """Whether such a file was written."""


def judge(latihan: Latihan, fakta: Fakta) -> list[bool]:
    """Whether each check of an exercise is fulfilled, in order."""
    return [fulfilled(one, fakta) for one in latihan.periksa]


def fulfilled(periksa: Periksa, fakta: Fakta) -> bool:
    """Whether one check is fulfilled."""
    match periksa:
        case PeriksaNilai():
            return fakta.value(periksa.formulir, periksa.sel) == value_of(periksa.isi)
        case PeriksaTemuan() | PeriksaAlasan():
            return _found_right(periksa, fakta.findings(periksa.formulir))
        case PeriksaNyata() | PeriksaPaket() | PeriksaTandaTerima() | PeriksaTerima():
            return _sent_right(periksa, fakta)
        case PeriksaOpd() | PeriksaPemilik() | PeriksaCabut():
            return _of_offices(periksa, fakta)
        case PeriksaSoal():
            return fakta.answer(periksa.soal) == periksa.benar
        case PeriksaBerkas():
            return fakta.has_file(periksa.nama)


def _of_offices(periksa: PeriksaOpd | PeriksaPemilik | PeriksaCabut, fakta: Fakta) -> bool:
    if isinstance(periksa, PeriksaCabut):
        return not fakta.can_sign(periksa.wilayah)
    if isinstance(periksa, PeriksaOpd):
        return periksa.opd in fakta.senders()
    return fakta.owner(periksa.urusan) == periksa.opd


def _sent_right(
    periksa: PeriksaNyata | PeriksaPaket | PeriksaTandaTerima | PeriksaTerima, fakta: Fakta
) -> bool:
    if isinstance(periksa, PeriksaTerima):
        return fakta.accepted(periksa.wilayah) >= periksa.revisi
    if isinstance(periksa, PeriksaTandaTerima):
        return fakta.received() >= periksa.revisi
    waits = isinstance(periksa, PeriksaNyata) and fakta.stated()
    return waits or fakta.revision() >= periksa.revisi


def value_of(tertulis: Tertulis) -> Nilai:
    """A value out of its written form.

    Raises:
        ValueError: it names no declared absence.

    """
    if isinstance(tertulis, dict):
        if tertulis.keys() != {"keadaan"}:
            raise ValueError(tertulis)
        return Keadaan(tertulis["keadaan"])
    return tertulis


def _found_right(periksa: PeriksaTemuan | PeriksaAlasan, found: Sequence[Peringatan]) -> bool:
    mine = [one for one in found if one.aturan == periksa.aturan]
    if isinstance(periksa, PeriksaAlasan):
        return bool(mine) and all(one.beralasan for one in mine)
    return not any(periksa.sel in ("", one.sel) for one in mine)
