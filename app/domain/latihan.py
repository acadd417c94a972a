"""An exercise as data: what is asked, how it begins, how the program sees that it is done.

Nothing here opens an office: `latihan_putusan` judges by the facts handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from app.domain.nilai import Keadaan

if TYPE_CHECKING:
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


class PeriksaKumulatif(_Strict, frozen=True, tag_field="jenis", tag="kumulatif"):
    """A cell holds again the figure since 1 January of which `Kumulatif` left a quarter alone."""

    kalimat: str
    formulir: str
    sel: str


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
    """A package was signed, of this revision at least; with `utuh` nothing has changed since."""

    kalimat: str
    revisi: int = 1
    utuh: bool = False


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
    | PeriksaKumulatif
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
    """One exercise; `jalan` solves it.

    `jebakan` tells which mistakes lie hidden: a trainer before, a participant when it is done.
    """

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
