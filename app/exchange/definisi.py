"""Definitions as one numbered file, signed at the province and installed everywhere.

What is signed is canonical JSON that holds forms, metode and all else the province publishes as
they are hashed, never the files they were written in: no name of a file and no TOML travels.
Between two marks stand that JSON, compressed, and a detached JWS of a purpose of its own. A later
file holds everything the earlier ones held, so that the one with the highest number is enough.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import msgspec

from app.domain.formulir import Formulir
from app.domain.keluaran_terbit import KeluaranTerbit
from app.domain.metode_terbit import MetodeTerbit
from app.domain.susunan_terbit import SusunanTerbit
from app.domain.wilayah_terbit import DaftarWilayah
from app.errors import LontarError
from app.exchange import profil_x509, satu_blok, surat, tanda_tangan, tulisan
from app.exchange.enam_kata import six_words
from app.exchange.surat import Amplop
from app.exchange.tanggal import written_date
from app.teks import indonesian

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda

FORMAT = "lontar-definisi"
VERSIONS = (1, 2, 3, 4)
SINCE = {"formulir": 1, "metode": 2, "konsolidasi": 2, "wilayah": 3, "keluaran": 4}
"""The version of a file from which it can hold a kind of definitions, by its member.

A file has the lowest version that can hold what is in it, so that older programs read what they
can.
"""
_APART = frozenset({"formulir", "metode"})
MAKSUD = "definisi"
"""What the signature is for; one made for a letter or a package says something else."""

BEGIN, END = "-----BEGIN LONTAR DEFINISI-----", "-----END LONTAR DEFINISI-----"
MAX_FILE = 2_000_000
MAX_READ = 5 * MAX_FILE
"""So much of a file is read at all; whatever lies between the two is refused by its real limit."""

MAX_DATA = 8_000_000
"""What a file may unpack to; all published forms together are 2.4 MB."""

MAX_FORMULIR = 300
MAX_LAIN = 50
MAX_CATATAN = 500
_MEGA = 1_000_000
_PLACE = re.compile(r"(?:unknown|required) field `([^`]*)`|at `\$?([^`]*)`")

_Number = Annotated[int, msgspec.Meta(ge=1, le=999_999)]


class IsiDefinisi(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file says; `dibuat` is ISO 8601 with its zone, `catatan` what is new in words.

    Forms go by code and version, everything else by version; a member with nothing is not there.
    """

    format: str = FORMAT
    versi: int = VERSIONS[0]
    provinsi: str
    nomor: _Number
    dibuat: str
    catatan: str
    formulir: list[Formulir]
    metode: list[MetodeTerbit] | msgspec.UnsetType = msgspec.UNSET
    konsolidasi: list[SusunanTerbit] | msgspec.UnsetType = msgspec.UNSET
    wilayah: list[DaftarWilayah] | msgspec.UnsetType = msgspec.UNSET
    keluaran: list[KeluaranTerbit] | msgspec.UnsetType = msgspec.UNSET

    @property
    def methods(self) -> list[MetodeTerbit]:
        """The metode in it; none in a file of version 1."""
        return [] if isinstance(self.metode, msgspec.UnsetType) else self.metode

    @property
    def others(self) -> dict[str, list[Any]]:
        """What it holds beside forms and metode, by the member of each kind."""
        return {kode: self._of(kode) for kode in SINCE if kode not in _APART}

    def counts(self) -> dict[str, int]:
        """How many definitions of each kind it holds; kinds it has none of are left out."""
        return {kode: len(self._of(kode)) for kode in SINCE if self._of(kode)}

    def _of(self, kode: str) -> list[Any]:
        found: list[Any] | msgspec.UnsetType = getattr(self, kode)
        return [] if isinstance(found, msgspec.UnsetType) else found


def version_for(kinds: Iterable[str]) -> int:
    """The version of a file that holds these kinds."""
    return max((SINCE[kode] for kode in kinds), default=VERSIONS[0])


class _Kepala(msgspec.Struct, frozen=True):
    format: str
    versi: int
    provinsi: str


class DefinisiTerbaca(NamedTuple):
    """A file that is believed, who signed it, and the SHA-256 of what was signed."""

    isi: IsiDefinisi
    penanda: Penanda
    id: str

    @property
    def kata(self) -> list[str]:
        """The code of the file, to compare by telephone."""
        return six_words(bytes.fromhex(self.id))


# --- Writing -----------------------------------------------------------------------------------


def sign(isi: IsiDefinisi, key: RSAPrivateKey, certs: Sequence[Certificate]) -> Amplop:
    """Sign it; touches no disk and no database."""
    data = _canonical(isi)
    told = tanda_tangan.Pernyataan(MAKSUD, isi.dibuat)
    return Amplop(data, tanda_tangan.sign(data, key, certs, told))


def text(amplop: Amplop) -> str:
    """The file; always Indonesian, as it may be read anywhere."""
    isi = msgspec.json.decode(amplop.data, type=IsiDefinisi)
    counted = isi.counts().items()
    told = indonesian("definisi.teks").format(
        nomor=isi.nomor,
        isi=", ".join(
            indonesian(f"definisi.jumlah.{kode}").format(jumlah=jumlah) for kode, jumlah in counted
        ),
        waktu=written_date(isi.dibuat),
        kode=" ".join(amplop.kata),
        catatan=isi.catatan,
    )
    packed = Amplop(zlib.compress(amplop.data, 9), amplop.jws)
    return "\n".join([told, "", BEGIN, *surat.wrapped(packed), END, ""])


def block_of(data: bytes) -> str:
    """What stands between the marks of a file, in one line; for a letter that carries it.

    Raises:
        LontarError: there is not exactly one whole file.

    """
    amplop = _envelope(data)
    return "".join(surat.wrapped(Amplop(zlib.compress(amplop.data, 9), amplop.jws)))


def file_name(nomor: int) -> str:
    """`definisi-0003.txt`."""
    return f"definisi-{nomor:04d}.txt"


# --- Reading -----------------------------------------------------------------------------------


def read(data: bytes, trust: Percaya, moment: datetime, wilayah: str) -> DefinisiTerbaca:
    """Believe a file: that it is for this region, who signed it, and that its shape is sound.

    The forms in it are read only after the signature has held.

    Raises:
        LontarError: too large, damaged, of another province, signed by a stranger, for another
            purpose, by no officer of the province, or in words this program does not know.

    """
    amplop = _envelope(data)
    kepala = _head(amplop.data)
    if not profil_x509.inside(wilayah, kepala.provinsi):
        raise LontarError("definisi_provinsi_lain", provinsi=kepala.provinsi[:9], wilayah=wilayah)
    penanda, told = trust.check_signature(amplop.data, amplop.jws, moment)
    isi = _content(amplop.data)
    if (told.maksud, told.waktu) != (MAKSUD, isi.dibuat) or told.atas or told.tampilan:
        raise LontarError("definisi_maksud", nama=penanda.nama, kantor=penanda.kantor)
    check_officer(penanda, isi.provinsi)
    return DefinisiTerbaca(isi, penanda, hashlib.sha256(amplop.data).hexdigest())


def content_of(data: bytes) -> IsiDefinisi:
    """What a file says that was believed before and has been kept here.

    Raises:
        LontarError: it is damaged.

    """
    return _content(_envelope(data).data)


def check_officer(penanda: Penanda, provinsi: str) -> None:
    """Only somebody of the province may say what forms are.

    Raises:
        LontarError: somebody else signed, or wants to.

    """
    if penanda.wilayah != provinsi or not profil_x509.is_province(provinsi):
        raise LontarError("definisi_penanda", nama=penanda.nama, kantor=penanda.kantor)


def _envelope(data: bytes) -> Amplop:
    if len(data) > MAX_FILE:
        raise LontarError("definisi_besar", batas=MAX_FILE // _MEGA)
    blok = satu_blok.between(data, BEGIN, END)
    if blok.isi is None:
        raise LontarError("definisi_bukan", awal=blok.awal, akhir=blok.akhir)
    packed = surat.unwrapped(blok.isi)
    if packed is None:
        raise LontarError("definisi_rusak")
    return Amplop(_unpacked(packed.data), packed.jws)


def _unpacked(data: bytes) -> bytes:
    """What was compressed, never more of it than a file may hold."""
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(data, MAX_DATA + 1)
    except zlib.error:
        raise LontarError("definisi_rusak") from None
    if len(found) > MAX_DATA:
        raise LontarError("definisi_bom", batas=MAX_DATA // _MEGA)
    if not reader.eof or reader.unused_data:
        raise LontarError("definisi_rusak")
    return found


def _canonical(isi: IsiDefinisi) -> bytes:
    return msgspec.json.encode(isi, order="sorted")


def _head(data: bytes) -> _Kepala:
    try:
        kepala = msgspec.json.decode(data, type=_Kepala)
    except (ValueError, RecursionError):
        raise LontarError("definisi_rusak") from None
    if kepala.format != FORMAT or not profil_x509.is_province(kepala.provinsi):
        raise LontarError("definisi_rusak")
    if kepala.versi not in VERSIONS:
        raise LontarError("definisi_format", versi=str(kepala.versi)[:9], dikenal=VERSIONS[-1])
    return kepala


def _content(data: bytes) -> IsiDefinisi:
    """What is signed, read strictly; a word this program does not know is named."""
    try:
        isi = msgspec.json.decode(data, type=IsiDefinisi)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        letak = (place and (place[1] or place[2])) or "?"
        raise LontarError("definisi_perlu_program", letak=letak[:60]) from None
    if _canonical(isi) != data or not _makes_sense(isi):
        raise LontarError("definisi_rusak")
    return isi


def _makes_sense(isi: IsiDefinisi) -> bool:
    try:
        zoned = datetime.fromisoformat(isi.dibuat).tzinfo is not None
    except ValueError:
        return False
    keys = [(form.kode, form.versi) for form in isi.formulir]
    others = [[one.versi for one in some] for some in (isi.methods, *isi.others.values())]
    ordered = keys == sorted(set(keys)) and all(one == sorted(set(one)) for one in others)
    few = len(keys) <= MAX_FORMULIR and all(len(one) <= MAX_LAIN for one in others)
    # Said in one way only: the lowest version that can hold it, and no list is there for nothing.
    kinds = isi.counts()
    there = [kode for kode in SINCE if not isinstance(getattr(isi, kode), msgspec.UnsetType)]
    version = isi.versi == version_for(kinds) and set(there) - {"formulir"} <= kinds.keys()
    tidy = isi.catatan == tulisan.tidy(isi.catatan) and len(isi.catatan) <= MAX_CATATAN
    return zoned and ordered and few and version and tidy and bool(kinds)
