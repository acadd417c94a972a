"""A newer Lontar from a file: the province vouches for the packed program in a small signed text.

The program itself is far too large to be signed into a text; the text names its version, its size
and its SHA-256. Lontar never unpacks or starts it: it says whether the file is the one that was
vouched for, and what to do with it.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import msgspec

from app.errors import LontarError
from app.exchange import kanonik, profil_x509, satu_blok, surat, tanda_tangan, teks_paket
from app.exchange.surat import Amplop
from app.exchange.tanggal import written_date
from app.store import files
from app.teks import indonesian, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda

FORMAT, VERSI = "lontar-pembaruan", 1
MAKSUD = "pembaruan"
"""What the signature is for."""

BEGIN, END = "-----BEGIN LONTAR PEMBARUAN-----", "-----END LONTAR PEMBARUAN-----"
MAX_FILE = 50_000
MAX_READ = 10 * MAX_FILE
MAX_CATATAN = 500
_KILO = 1000
_INSTALLER = ".exe"
_VERSION = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})", re.ASCII)

_Version = Annotated[str, msgspec.Meta(pattern=rf"^{_VERSION.pattern}\Z")]
_Name = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}(\.[A-Za-z0-9_-]+)*\Z")
]
_Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Size = Annotated[int, msgspec.Meta(ge=1, le=kanonik.MAX_INTEGER)]

Keadaan = Literal["siap", "tanpa_berkas", "sama"]
"""The packed program is here and genuine; it is not here; it is the version that runs."""


class IsiPembaruan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the text says; `dibuat` is ISO 8601 with its zone, `ukuran` in bytes."""

    format: str = FORMAT
    versi: int = VERSI
    provinsi: str
    program: _Version
    berkas: _Name
    ukuran: _Size
    sha256: _Digest
    dibuat: str
    catatan: str


class Pembaruan(NamedTuple):
    """A text that is believed, who signed it, and how the packed program stands to it."""

    isi: IsiPembaruan
    penanda: Penanda
    keadaan: Keadaan


# --- At the province ---------------------------------------------------------------------------


def prepare(
    packed: Path, program: str, provinsi: str, moment: datetime, catatan: str = ""
) -> IsiPembaruan:
    """What the text will say about a packed program.

    Raises:
        LontarError: the version or the name of the file is not one that can be written down.

    """
    told = {
        "provinsi": provinsi,
        "program": program,
        "berkas": packed.name,
        "ukuran": packed.stat().st_size,
        "sha256": files.sha256_of(packed),
        "dibuat": moment.isoformat(timespec="seconds"),
        "catatan": teks_paket.line(catatan, t("pribadi.tempat.pengantar"))[:MAX_CATATAN].strip(),
    }
    try:
        return msgspec.convert(told, IsiPembaruan)
    except msgspec.ValidationError:
        raise LontarError("pembaruan_nama", versi=program[:20], berkas=packed.name[:80]) from None


def check_officer(penanda: Penanda, provinsi: str) -> None:
    """Only somebody of the province may vouch for a program.

    Raises:
        LontarError: somebody else signed, or wants to.

    """
    if penanda.wilayah != provinsi or not profil_x509.is_province(provinsi):
        raise LontarError("pembaruan_penanda", nama=penanda.nama, kantor=penanda.kantor)


def sign(isi: IsiPembaruan, key: RSAPrivateKey, certs: Sequence[Certificate]) -> Amplop:
    """Sign it; touches no disk and no database."""
    data = kanonik.canonical_bytes(msgspec.to_builtins(isi))
    return Amplop(
        data, tanda_tangan.sign(data, key, certs, tanda_tangan.Pernyataan(MAKSUD, isi.dibuat))
    )


def text(amplop: Amplop) -> str:
    """The file; always Indonesian, as it may be read anywhere."""
    isi = _content(amplop.data)
    told = indonesian("pembaruan.teks").format(
        program=isi.program, berkas=isi.berkas, waktu=written_date(isi.dibuat)
    )
    return "\n".join([told, "", BEGIN, *surat.wrapped(amplop), END, ""])


# --- Everywhere --------------------------------------------------------------------------------


def judge(
    data: bytes,
    packed: Path,
    trust: Percaya,
    moment: datetime,
    *,
    wilayah: str,
    running: str,
) -> Pembaruan:
    """Believe the text, then hold the packed program against it.

    Args:
        data: the text.
        packed: the packed program, or the folder it should lie in.
        trust: whom the office believes.
        moment: now.
        wilayah: the region of the office.
        running: the version of the program that runs, "0.1.0".

    Raises:
        LontarError: damaged, of another province, forged, signed by no officer of the province,
            older than what runs, or about another file.

    """
    isi, penanda = _believed(data, trust, moment, wilayah)
    if _parts(isi.program) < _parts(running):
        raise LontarError("pembaruan_lama", versi=isi.program, jalan=running)
    if isi.program == running:
        return Pembaruan(isi, penanda, "sama")
    file = packed / isi.berkas if packed.is_dir() else packed
    if not file.is_file():
        return Pembaruan(isi, penanda, "tanpa_berkas")
    if file.stat().st_size != isi.ukuran or files.sha256_of(file) != isi.sha256:
        raise LontarError("pembaruan_berkas_lain", berkas=file.name, versi=isi.program)
    return Pembaruan(isi, penanda, "siap")


def _believed(
    data: bytes, trust: Percaya, moment: datetime, wilayah: str
) -> tuple[IsiPembaruan, Penanda]:
    """The text and who vouches for it, whatever becomes of the program."""
    amplop = _envelope(data)
    isi = _content(amplop.data)
    if not profil_x509.inside(wilayah, isi.provinsi):
        raise LontarError("pembaruan_provinsi_lain", provinsi=isi.provinsi[:9], wilayah=wilayah)
    penanda, told = trust.check_signature(amplop.data, amplop.jws, moment)
    if (told.maksud, told.waktu) != (MAKSUD, isi.dibuat) or told.atas or told.tampilan:
        raise LontarError("pembaruan_maksud", nama=penanda.nama, kantor=penanda.kantor)
    check_officer(penanda, isi.provinsi)
    return isi, penanda


def sentence(found: Pembaruan, home: Path) -> str:
    """What it is and what to do next; `home` is the folder of the program that runs."""
    isi = found.isi
    told = t(
        "pembaruan.kepala",
        program=isi.program,
        waktu=written_date(isi.dibuat),
        nama=found.penanda.nama,
        kantor=found.penanda.kantor,
    )
    target = home.parent / f"Lontar-{isi.program}"
    ready = found.keadaan == "siap" and isi.berkas.casefold().endswith(_INSTALLER)
    key = "pembaruan.siap_pasang" if ready else f"pembaruan.{found.keadaan}"
    step = t(key, berkas=isi.berkas, tujuan=target, lama=home)
    return " ".join(filter(None, (told, isi.catatan, step)))


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _envelope(data: bytes) -> Amplop:
    if len(data) > MAX_FILE:
        raise LontarError("pembaruan_besar", batas=MAX_FILE // _KILO)
    blok = satu_blok.between(data, BEGIN, END)
    if blok.isi is None:
        raise LontarError("pembaruan_bukan", awal=blok.awal, akhir=blok.akhir)
    amplop = surat.unwrapped(blok.isi)
    if amplop is None:
        raise LontarError("pembaruan_rusak")
    return amplop


def _content(data: bytes) -> IsiPembaruan:
    try:
        isi = msgspec.convert(kanonik.read_canonical(data), IsiPembaruan)
        zoned = datetime.fromisoformat(isi.dibuat).tzinfo is not None
    except (LontarError, ValueError):
        raise LontarError("pembaruan_rusak") from None
    known = (isi.format, isi.versi) == (FORMAT, VERSI) and profil_x509.is_province(isi.provinsi)
    tidy = isi.catatan == teks_paket.tidy(isi.catatan) and len(isi.catatan) <= MAX_CATATAN
    if not (zoned and known and tidy):
        raise LontarError("pembaruan_rusak")
    return isi
