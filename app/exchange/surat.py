"""Letters between kabupaten and province: a few signed facts that survive a chat.

A letter is canonical JSON with a detached JWS whose purpose is the kind of the letter. As a file it
is Indonesian sentences for people, then both between two marks as base64. Only what stands between
the marks counts; the sentences are made anew from it wherever a letter is shown.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import (
    berkas,
    kanonik,
    profil_x509,
    sertifikat,
    surat_ditahan,
    tanda_tangan,
    teks_polos,
    tulisan,
)
from app.exchange.enam_kata import six_words
from app.exchange.surat_ditahan import Ditahan
from app.exchange.tanggal import written_date
from app.teks import indonesian, known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.wilayah import Wilayah
    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda

FORMAT, VERSI = "lontar-surat", 1
VERSI_DITAHAN = 2
"""Only of receipts that name held urusan; all others stay as earlier programs read them."""
VERSI_GANTI = 3
"""Only of receipts that take the place of an earlier one, and say why."""
_KNOWN = (VERSI, VERSI_DITAHAN, VERSI_GANTI)
TANDA_TERIMA, PENARIKAN = "tanda_terima", "penarikan"
JENIS = (TANDA_TERIMA, PENARIKAN)
BEGIN, END = "-----BEGIN LONTAR SURAT-----", "-----END LONTAR SURAT-----"
MAX_TEXT = 2_000_000
MAX_BLOCK = 120_000
MAX_LETTERS = 100
MAX_ALASAN = 500

_WIDTH = 64
# Word processors and telephones turn rows of hyphens into dashes. A row is looked at from its
# beginning only; else a file of nothing but dashes would take for ever.
DASHES = r"(?<![-\u2010-\u2015\u2212])[-\u2010-\u2015\u2212]{2,}"
_BEGIN = re.compile(rf"{DASHES}\s*BEGIN LONTAR SURAT\s*{DASHES}")
_END = re.compile(rf"{DASHES}\s*END LONTAR SURAT\s*{DASHES}")
_QUOTED = re.compile(r"^[\s>|]+", re.MULTILINE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Rujukan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The package a letter is about."""

    id: str
    wilayah: str
    periode: str
    revisi: int


class IsiSurat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a letter says.

    `waktu` is ISO 8601 with its zone, `sha256` that of the package's file as it came or went.
    `putusan` is only in a receipt, `alasan` only in a withdrawal and in a receipt of version 3,
    whose `ganti` is the id of the earlier receipt it takes the place of. `lampiran` is the newest
    revocation list of the province as PEM, or empty. `ditahan` are the urusan that are held back,
    there only in receipts, always in one of version 2; where it is, it names at least one.
    """

    format: str = FORMAT
    versi: int = VERSI
    jenis: str
    paket: Rujukan
    kantor: str
    waktu: str
    sha256: str
    putusan: str = ""
    alasan: str = ""
    lampiran: str = ""
    ditahan: list[Ditahan] | msgspec.UnsetType = msgspec.UNSET
    ganti: str | msgspec.UnsetType = msgspec.UNSET

    @property
    def replaces(self) -> str:
        """The id of the earlier receipt it takes the place of; empty for none."""
        return "" if self.ganti is msgspec.UNSET else self.ganti

    @property
    def held(self) -> list[Ditahan]:
        """The urusan held back with their reasons."""
        return [] if self.ditahan is msgspec.UNSET else self.ditahan


class Amplop(NamedTuple):
    """A letter on its way: the canonical bytes and their signature, nothing of it trusted yet."""

    data: bytes
    jws: str

    @property
    def id(self) -> str:
        """SHA-256 of what was signed."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def kata(self) -> list[str]:
        """The code of the letter, to compare by telephone."""
        return six_words(bytes.fromhex(self.id))


class Terbaca(NamedTuple):
    """A letter that is what it says: signed by somebody who may write such letters."""

    amplop: Amplop
    isi: IsiSurat
    penanda: Penanda


# --- Writing -----------------------------------------------------------------------------------


def sign(isi: IsiSurat, key: RSAPrivateKey, certs: Sequence[Certificate]) -> Amplop:
    """Sign a letter; touches no disk and no database."""
    data = kanonik.canonical_bytes(msgspec.to_builtins(isi))
    told = tanda_tangan.Pernyataan(isi.jenis, isi.waktu)
    return Amplop(data, tanda_tangan.sign(data, key, certs, told))


def text(amplop: Amplop, wilayah: Mapping[str, Wilayah]) -> str:
    """The letter as a file or a chat message; always Indonesian, as it may be read anywhere."""
    isi = content(amplop)
    certificate = tanda_tangan.read(amplop.jws)[0][0]
    subject = profil_x509.fields(certificate.subject, authority=False) or {}
    facts = {**facts_of(isi, wilayah), "nama": subject.get("nama", ""), "kode": _words(amplop.kata)}
    key = f"surat.{isi.jenis}.teks_ditahan" if isi.held else f"surat.{isi.jenis}.teks"
    facts["ditahan"] = surat_ditahan.written(isi.held)
    told = indonesian(key).format(**facts)
    if isi.replaces:
        told = "\n\n".join((indonesian("surat.tanda_terima.ganti").format(**facts), told))
    return "\n".join([told, "", BEGIN, *wrapped(amplop), END, ""])


def wrapped(amplop: Amplop) -> list[str]:
    """The lines between the marks: data and signature as base64."""
    body = base64.b64encode(amplop.data + b"\n" + amplop.jws.encode()).decode()
    return [body[at : at + _WIDTH] for at in range(0, len(body), _WIDTH)]


def facts_of(isi: IsiSurat, wilayah: Mapping[str, Wilayah]) -> dict[str, object]:
    """What sentences about a letter fill in."""
    region = wilayah.get(isi.paket.wilayah)
    verdict = f"rekap.putusan.{isi.putusan}"
    return {
        "kantor": isi.kantor,
        "wilayah": region.nama if region else isi.paket.wilayah,
        "periode": Periode.parse(isi.paket.periode).judul,
        "revisi": isi.paket.revisi,
        "nomor": _words(six_words(bytes.fromhex(isi.paket.id))),
        "putusan": indonesian(verdict) if known(verdict) else isi.putusan,
        "ditahan": surat_ditahan.told(isi.held),
        "alasan": isi.alasan,
        "waktu": written_date(isi.waktu),
    }


def file_name(isi: IsiSurat, wilayah: Mapping[str, Wilayah]) -> str:
    """`tanda-terima_5303_TTU_2026-T3_rev01_7F2K.txt`."""
    told, region = isi.paket, wilayah.get(isi.paket.wilayah)
    singkat = "".join(letter for letter in region.singkat if letter.isalnum()) if region else ""
    parts = (
        isi.jenis.replace("_", "-"),
        told.wilayah.replace(".", ""),
        *([singkat] if singkat.isascii() and singkat else []),
        told.periode,
        f"rev{told.revisi:02d}",
        berkas.short_id(told.id),
        *([f"ganti-{berkas.short_id(isi.replaces)}"] if isi.replaces else []),
    )
    return "_".join(parts) + ".txt"


def _words(words: Sequence[str]) -> str:
    return " ".join(words)


# --- Reading what came from outside ------------------------------------------------------------


def holds_letter(data: bytes) -> bool:
    """Whether there is the beginning of a letter in a file or a pasted text."""
    return len(data) <= MAX_TEXT and _BEGIN.search(decoded(data)) is not None


def envelopes(data: bytes) -> list[Amplop]:
    """Every letter in a file or a pasted chat, whatever talk surrounds it, each once.

    Raises:
        LontarError: there is none, one was cut off or damaged, or there is far too much.

    """
    if len(data) > MAX_TEXT:
        raise LontarError("surat_terlalu_besar", batas=MAX_TEXT // 1_000_000)
    found = dict.fromkeys(map(_envelope, _blocks(decoded(data))))
    if not found:
        raise LontarError("surat_tidak_ada")
    return list(found)


def read(amplop: Amplop, percaya: Percaya, moment: datetime) -> Terbaca:
    """Believe a letter: who signed it, that they may, and that it makes sense.

    Raises:
        LontarError: a stranger or somebody revoked, another purpose, somebody who may not write
            such a letter, or nothing a letter would say.

    """
    isi = content(amplop)
    refuse_other_mode(amplop, percaya.otoritas)
    penanda, told = percaya.check_signature(amplop.data, amplop.jws, moment)
    if (told.maksud, told.waktu) != (isi.jenis, isi.waktu) or told.atas or told.tampilan:
        raise LontarError("surat_maksud_lain", nama=penanda.nama, kantor=penanda.kantor)
    if isi.kantor != penanda.kantor:
        who = {"nama": penanda.nama, "kantor": penanda.kantor}
        raise LontarError("surat_kantor_lain", mengaku=isi.kantor, **who)
    check_signer(isi, penanda)
    return Terbaca(amplop, isi, penanda)


def decoded(data: bytes) -> str:
    """A file or a pasted text as text; what cannot be one is no letter, whatever it becomes."""
    return teks_polos.decoded(data, "replace")


def _blocks(told: str) -> Iterator[str]:
    begins = [match.end() for match in _BEGIN.finditer(told)]
    if len(begins) > MAX_LETTERS:
        raise LontarError("surat_terlalu_banyak", batas=MAX_LETTERS)
    for start, following in pairwise([*begins, len(told)]):
        end = _END.search(told, start, following)
        if end is None:
            raise LontarError("surat_terpotong")
        yield told[start : end.start()]


def _envelope(block: str) -> Amplop:
    if len(block) > MAX_BLOCK:
        raise LontarError("surat_rusak")
    amplop = unwrapped(block)
    if amplop is None:
        raise LontarError("surat_rusak")
    content(amplop)
    return amplop


def unwrapped(block: str) -> Amplop | None:
    """What `wrapped` wrote, whatever a chat did to its lines; None when letters are lost."""
    plain = "".join(letter for letter in _QUOTED.sub("", block) if not _invisible(letter))
    if not _BASE64.fullmatch(plain):
        return None
    try:
        data, mark, jws = base64.b64decode(plain, validate=True).rpartition(b"\n")
        return Amplop(data, jws.decode("ascii")) if mark else None
    except ValueError:
        return None


def _invisible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Cf"


def content(amplop: Amplop) -> IsiSurat:
    """What a letter claims, trusted or not.

    Raises:
        LontarError: it says nothing a letter of this program can say.

    """
    try:
        told = kanonik.read_canonical(amplop.data)
    except LontarError:
        raise LontarError("surat_rusak") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise LontarError("surat_rusak")
    if told.get("versi") not in _KNOWN or told.get("jenis") not in JENIS:
        raise LontarError(
            "surat_versi_asing", versi=str(told.get("versi"))[:9], dikenal=VERSI_GANTI
        )
    try:
        isi = msgspec.convert(told, IsiSurat)
    except msgspec.ValidationError:
        raise LontarError("surat_rusak") from None
    if not _makes_sense(isi):
        raise LontarError("surat_rusak")
    return isi


def _makes_sense(isi: IsiSurat) -> bool:
    told = isi.paket
    try:
        quarter = Periode.parse(told.periode).triwulan is not None
        written_date(isi.waktu)
    except ValueError:
        return False
    texts = isi.kantor + isi.alasan + isi.putusan
    return (
        quarter
        and told.revisi >= 1
        and _SHA256.fullmatch(told.id) is not None
        and _SHA256.fullmatch(isi.sha256) is not None
        and texts == tulisan.tidy(texts)
        and isi.lampiran.isascii()
        and len(isi.alasan) <= MAX_ALASAN
        and bool(isi.alasan) == (isi.jenis == PENARIKAN or isi.versi == VERSI_GANTI)
        and bool(isi.putusan) == (isi.jenis == TANDA_TERIMA)
        and _names_held(isi)
        and _names_earlier(isi)
    )


def _names_held(isi: IsiSurat) -> bool:
    """Version 2 is for receipts that name something; one of version 3 may."""
    if isi.ditahan is msgspec.UNSET:
        return isi.versi != VERSI_DITAHAN
    may = isi.jenis == TANDA_TERIMA and isi.versi != VERSI
    return may and bool(isi.held) and surat_ditahan.makes_sense(isi.held)


def _names_earlier(isi: IsiSurat) -> bool:
    """Version 3 is for receipts that take the place of another one, and only they do."""
    if isi.ganti is msgspec.UNSET:
        return isi.versi != VERSI_GANTI
    may = isi.jenis == TANDA_TERIMA and isi.versi == VERSI_GANTI
    return may and _SHA256.fullmatch(isi.replaces) is not None


def refuse_other_mode(amplop: Amplop, trusted_cas: Sequence[Certificate]) -> None:
    """An exercise and real work refuse each other's letters by name."""
    certificate = tanda_tangan.read(amplop.jws)[0][0]
    issuer = profil_x509.fields(certificate.issuer, authority=True)
    here = [profil_x509.fields(ca.subject, authority=True) for ca in trusted_cas]
    if issuer is None or issuer in here:
        return
    practice = sertifikat.is_training(issuer["nama"])
    if practice != any(one and sertifikat.is_training(one["nama"]) for one in here):
        kode = "surat_latihan" if practice else "surat_bukan_latihan"
        raise LontarError(kode, nama=issuer["nama"])


def check_signer(isi: IsiSurat, penanda: Penanda) -> None:
    """A receipt comes from the province of the region, a withdrawal from the region's pimpinan.

    For the package of an OPD the pimpinan of its kabupaten gives the receipt; whether it is for
    such a package only the receiver knows (`tanda_terima.check_giver`).

    Raises:
        LontarError: somebody else signed.

    """
    wilayah = isi.paket.wilayah
    who = {"nama": penanda.nama, "kantor": penanda.kantor}
    if isi.jenis == TANDA_TERIMA:
        province = profil_x509.is_province(penanda.wilayah)
        above = province and profil_x509.inside(wilayah, penanda.wilayah)
        head = penanda.wilayah == wilayah and penanda.peran == "pimpinan" and not penanda.opd
        if not (above or head):
            raise LontarError("surat_bukan_provinsi", **who)
    elif penanda.wilayah != wilayah or penanda.peran != "pimpinan":
        raise LontarError("surat_bukan_pimpinan", **who)
