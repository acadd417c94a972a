"""A package as data: what an office hands in for a period, in the one spelling that is signed.

The spelling is canonical JSON (RFC 8785) of strings and whole numbers. Its SHA-256 is the id of
the package; the signatures are made over these bytes and over nothing else.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain import aksara
from app.domain import formulir as definisi
from app.domain.bagian import BAGIAN
from app.domain.indeks import Metode
from app.domain.latar import Latar
from app.domain.nilai import Nilai, encode
from app.domain.rekap import HasilLayanan, service_result
from app.domain.wilayah_terbit import BukuWilayah
from app.errors import LontarError
from app.exchange import letak_salah, teks_paket
from app.exchange.baris_kabar import BarisCatatan, BarisJawaban, BarisLaporan
from app.exchange.kantor_paket import Kantor
from app.store import pustaka, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir, Sel
    from app.domain.kelengkapan import Kelengkapan
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah

FORMAT = "lontar-paket"
VERSI, VERSI_JAWABAN, VERSI_LAPORAN, VERSI_CATATAN = VERSIONS = (2, 3, 4, 5)
"""One with notes is of version 5, else one that reports of 4, else one that answers of 3."""
TATA_LETAK = 1
"""Which plan the visible sheets follow; whoever changes their words or places raises it."""

JENIS = frozenset({*BAGIAN, "-".join(BAGIAN)})
"""The kinds of packages this version knows: one part of the work, or all of them."""
TINGKAT = ("penghalang", "peringatan", "catatan")
DISERTAKAN, TIDAK_DISERTAKAN = "disertakan", "tidak_disertakan"
RANTAI_UTUH, RANTAI_PUTUS = KEADAAN_RANTAI = ("utuh", "putus")
MAX_NILAI = 50_000
MAX_REVISI = 9_999
MAX_JAWABAN = 1_000

BarisNilai = tuple[str, str, str, str, str]
"""A cell: periode, formulir, sel, jenis, isi."""

BarisTemuan = tuple[str, str, str, str, str, str]
"""A finding: aturan, formulir, sel, tingkat, pesan, alasan (why the office lets it stand)."""


class BarisBukti(NamedTuple):
    """One line of the signed list; `ukuran` in bytes, `tanggal` ISO or empty."""

    periode: str
    formulir: str
    sel: str
    sha256: str
    ukuran: int
    nama: str
    tanggal: str
    halaman: str
    keadaan: str

    @property
    def nama_simpan(self) -> str:
        """What the file is called in the archive."""
        return f"{self.sha256}{PurePosixPath(self.nama).suffix}"

    @property
    def dibawa(self) -> bool:
        """Whether the file itself travels."""
        return self.keadaan == DISERTAKAN


class Rantai(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The history of the office when the package was made: its last link, its length, its state.

    `keadaan` is `utuh`, or `putus` when the office's own program found the chain broken.
    """

    kepala: str
    panjang: int
    keadaan: str


class RujukanFormulir(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The exact definition the values were entered with."""

    versi: int
    sha256: str


class Hitungan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The completeness as it was when the package was made."""

    wajib: int
    terisi: int
    dinyatakan: int


class Manifes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a package says beside its values."""

    format: str
    versi: int
    jenis: str
    wilayah: str
    periode: str
    revisi: int
    induk: str
    kantor: Kantor
    tujuan: str
    dibuat: str
    aplikasi: str
    tata_letak: int
    formulir: dict[str, RujukanFormulir]
    metode: Metode
    rantai: Rantai
    kelengkapan: Hitungan
    temuan: list[BarisTemuan]
    bukti: list[BarisBukti]
    jawaban: list[BarisJawaban] | msgspec.UnsetType = msgspec.UNSET
    laporan: list[BarisLaporan] | msgspec.UnsetType = msgspec.UNSET
    catatan: list[BarisCatatan] | msgspec.UnsetType = msgspec.UNSET

    @property
    def answers(self) -> list[BarisJawaban]:
        """The answers to the province; none in a package of version 2."""
        return self.jawaban or []

    @property
    def reports(self) -> list[BarisLaporan]:
        """The reports on follow-ups of the province; none below version 4."""
        return self.laporan or []

    @property
    def notes(self) -> list[BarisCatatan]:
        """The notes beside the figures; none below version 5."""
        return self.catatan or []

    @property
    def opd(self) -> str:
        """The OPD that hands in to its kabupaten; empty when the package is a whole region's."""
        return self.kantor.nama if self.kantor.opd else ""


class IsiPaket(Manifes, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole package: the manifest and the values."""

    nilai: list[BarisNilai]


class Acuan:
    """What both ends know beforehand: published forms, urusan, regions, the program's metode."""

    def __init__(
        self,
        forms: Iterable[Formulir],
        urusan: Mapping[str, str],
        wilayah: Mapping[str, Wilayah],
        metode: Metode,
        berlaku: Mapping[tuple[str, int], str] | None = None,
        lists: BukuWilayah | None = None,
    ) -> None:
        self.forms = {(form.kode, form.versi): form for form in forms}
        self._berlaku = dict(berlaku or {})
        self.urusan = dict(urusan)
        self.wilayah = dict(wilayah)
        self.metode = metode
        self.lists = lists or BukuWilayah(self.wilayah)
        self._hashes: dict[tuple[str, int], str] = {}

    @classmethod
    def load(cls, folder: Path) -> Acuan:
        """What the folder of definitions publishes, or a LontarError: a file is wrong."""
        return cls(
            pustaka.load_versions(folder),
            pustaka.load_urusan(folder),
            pustaka.load_wilayah(folder),
            pustaka.load_metode(folder),
        )

    def _since(self, form: Formulir) -> str:
        return self._berlaku.get((form.kode, form.versi), form.berlaku)

    def in_force(
        self, wilayah: Wilayah, periode: Periode, begun: Mapping[str, int]
    ) -> list[Formulir]:
        """The forms a region fills in a period, in printing order.

        `begun` names the forms that are held to a certain version.
        """
        newest: dict[str, Formulir] = {}
        until = versions.last_quarter(str(periode))
        by_age = sorted(self.forms.values(), key=lambda form: (self._since(form), form.versi))
        for form in by_age:
            if form.filled_by(wilayah.kode) and self._since(form) <= until:
                newest[form.kode] = form
        chosen = (self.forms.get((kode, begun.get(kode, 0)), newest[kode]) for kode in newest)
        return self.ordered(chosen)

    def sha256(self, form: Formulir) -> str:
        """The fingerprint of a definition; rows that people added are no part of it."""
        key = form.kode, form.versi
        if key not in self._hashes:
            published = definisi.canonical(self.forms.get(key, form))
            self._hashes[key] = hashlib.sha256(published).hexdigest()
        return self._hashes[key]

    def ordered(self, forms: Iterable[Formulir]) -> list[Formulir]:
        """Forms in the order they are printed: by urusan, then as the service list goes."""
        place = {kode: number for number, kode in enumerate(self.urusan)}
        return sorted(forms, key=lambda form: (place[form.urusan], form.urut, form.kode))


@dataclass(frozen=True)
class Bacaan:
    """A package that makes sense: its statements resolved by the definitions in `acuan`.

    `forms` are grown to the rows of its registers, `kelengkapan` is how far each is answered.
    """

    isi: IsiPaket
    periode: Periode
    wilayah: Wilayah
    forms: list[Formulir]
    nilai: dict[str, dict[str, Nilai]]
    kelengkapan: dict[str, Kelengkapan]
    acuan: Acuan

    @cached_property
    def disimpan(self) -> dict[str, dict[str, Nilai]]:
        """The values as an office that takes the package in keeps them; only odd texts differ."""
        return {kode: teks_paket.kept(cells) for kode, cells in self.nilai.items()}

    @property
    def ganjil(self) -> int:
        """How many texts are kept otherwise than they were signed."""
        pairs = ((kept, self.nilai[kode]) for kode, kept in self.disimpan.items())
        return sum(
            kept[sel] != told[sel] for kept, told in pairs if kept is not told for sel in told
        )

    @cached_property
    def latar(self) -> Latar:
        """What the forms of this package may look at beside themselves: each other."""
        together = {form.kode: (form, self.nilai[form.kode]) for form in self.forms}
        return Latar(self.periode, lain=together)

    @cached_property
    def rekap(self) -> dict[str, HasilLayanan]:
        """What follows for each layanan; worked out when first asked for."""
        metode, answered = self.isi.metode, self.kelengkapan
        return {
            form.kode: service_result(form, self.nilai[form.kode], metode, answered[form.kode])
            for form in self.forms
        }


# --- The one spelling --------------------------------------------------------------------------


def canonical(isi: IsiPaket | Mapping[str, object]) -> bytes:
    """The bytes that are hashed and signed.

    For keys in ASCII this equals RFC 8785 and takes a fiftieth of the time; a test compares both.
    """
    return msgspec.json.encode(isi, order="sorted")


def manifest_bytes(isi: IsiPaket) -> bytes:
    """The package without its values, for the sheet `_meta`."""
    plain = msgspec.to_builtins(msgspec.structs.replace(isi, nilai=[]))
    del plain["nilai"]
    return canonical(plain)


def package_id(data: bytes) -> str:
    """The identity of a package: SHA-256 of its canonical bytes."""
    return hashlib.sha256(data).hexdigest()


def jenis_of(forms: Iterable[Formulir]) -> str:
    """The kind of a package with these forms: its parts, "spm" or "spm-kemiskinan"."""
    there = {form.bagian for form in forms}
    return "-".join(part for part in BAGIAN if part in there)


def parts_of(jenis: str) -> list[str]:
    """The parts of the work in a package of a kind."""
    return jenis.split("-")


def version_of(
    jawaban: Sequence[object], laporan: Sequence[object], catatan: Sequence[object]
) -> int:
    """The lowest version that can say this, so that older programs read what they can."""
    if catatan:
        return VERSI_CATATAN
    return VERSI_LAPORAN if laporan else VERSI_JAWABAN if jawaban else VERSI


def value_rows(
    forms: Iterable[Formulir], values: Mapping[str, Values], periode: Periode
) -> list[BarisNilai]:
    """The rows of `nilai` for the sheets of a region, sorted."""
    return sorted(
        (str(form.home_period(sel, periode)), form.kode, sel, *_spelt(form, cell, nilai))
        for form in forms
        for sel, nilai in values.get(form.kode, {}).items()
        for cell in (form.find(sel),)
        if cell is not None and cell.editable
    )


def _spelt(form: Formulir, sel: Sel, nilai: Nilai) -> tuple[str, str]:
    jenis, isi = encode(nilai)
    if jenis != "teks":
        return jenis, isi
    text = unicodedata.normalize("NFC", isi.replace("\r\n", "\n").replace("\r", "\n"))
    if problem := teks_paket.text_problem(text):
        facts = {"formulir": form.judul, "sel": sel.label, "aksara": aksara.odd(text)}
        raise LontarError(problem, **facts, batas=teks_paket.MAX_TEKS)
    return jenis, text


# --- Reading what came from outside ------------------------------------------------------------


def read(data: bytes) -> IsiPaket:
    """The package behind canonical bytes.

    Raises:
        LontarError: not a package, from a newer program, or spelt in any other way.

    """
    try:
        isi = msgspec.json.decode(data, type=IsiPaket)
    except (ValueError, RecursionError) as error:
        # What it is comes before what is wrong with it.
        _check_head(_head(data))
        raise LontarError("paket_isi_salah", rincian=letak_salah.place_in(str(error))) from None
    _check_head(isi)
    if canonical(isi) != data:
        raise LontarError("paket_tidak_baku")
    empty = [] in (isi.jawaban, isi.laporan, isi.catatan)
    if empty or isi.versi != version_of(isi.answers, isi.reports, isi.notes):
        raise LontarError("paket_isi_salah", rincian="versi")
    if not 1 <= isi.revisi <= MAX_REVISI:
        raise LontarError("paket_isi_salah", rincian=f"revisi {str(isi.revisi)[:9]}")
    return isi


def _head(data: bytes) -> _Kepala:
    try:
        return msgspec.json.decode(data, type=_Kepala)
    except (ValueError, RecursionError):
        raise LontarError("paket_bukan_lontar") from None


def _check_head(head: _Kepala | IsiPaket) -> None:
    if head.format != FORMAT:
        raise LontarError("paket_bukan_lontar")
    if head.versi not in VERSIONS:
        raise LontarError("paket_versi_asing", versi=str(head.versi)[:9], dikenal=VERSIONS[-1])
    if head.jenis not in JENIS:
        raise LontarError("paket_jenis_asing", jenis=teks_paket.tidy(head.jenis)[:20])


class _Kepala(msgspec.Struct, frozen=True):
    format: str
    versi: int
    jenis: str
