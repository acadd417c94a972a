"""The reply package: what is sent back to a sender of packages, as one signed text.

A province replies to its regions, the pimpinan of a kabupaten to its OPD. A reply holds receipts,
questions and follow-ups with their events, the deadlines of the year, the newest revocation lists
and the authorities in use. Like a letter it is canonical JSON with a detached JWS, written as
sentences for people and a block between two marks: a file, or a chat message where it is short.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from app.domain.pertanyaan import JenisTanya, Kejadian, Pertanyaan
from app.domain.tindak_lanjut import KejadianLanjut, TindakLanjut
from app.errors import LontarError
from app.exchange import berkas, kanonik, surat, tanda_tangan
from app.exchange.dua_tangan import PIMPINAN
from app.exchange.isi_balasan import makes_sense, private_place
from app.exchange.surat import Amplop
from app.exchange.tanggal import written_date
from app.teks import indonesian

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.wilayah import Wilayah
    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda

FORMAT = "lontar-balasan"
VERSI, VERSI_LANJUT, VERSI_OPD, VERSI_DEFINISI = VERSIONS = (1, 2, 3, 4)
"""One that carries definitions is of version 4, else one to an OPD of 3, with follow-ups of 2."""
MAKSUD = "balasan"
"""What the signature is for; one made for a receipt or a package says something else."""

BEGIN, END = "-----BEGIN LONTAR BALASAN-----", "-----END LONTAR BALASAN-----"
MAX_FILE = 2_000_000
MAX_CHAT = 60_000
"""Letters a chat program takes in one message; a longer reply travels as a file only."""

_MEGA = 1_000_000
_OPD_LETTERS = 24
_BEGIN = re.compile(rf"{surat.DASHES}\s*BEGIN LONTAR BALASAN\s*{surat.DASHES}")
_END = re.compile(rf"{surat.DASHES}\s*END LONTAR BALASAN\s*{surat.DASHES}")


class TenggatDaerah(NamedTuple):
    """A deadline as it holds for the region; `alasan` is why the province made an exception."""

    periode: str
    kode: str
    tanggal: str
    alasan: str


class Tanya(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question with all that happened to it."""

    id: str
    periode: str
    formulir: str
    sel: str
    jenis: JenisTanya
    penghalang: Literal[0, 1]
    kejadian: list[Kejadian]

    def of(self, wilayah: str, opd: str) -> Pertanyaan:
        """The question as an office keeps it; `opd` is empty where a region is asked."""
        facts = (self.id, wilayah, self.periode, self.formulir, self.sel, self.jenis)
        events = tuple(one.readable() for one in self.kejadian)
        return Pertanyaan(*facts, bool(self.penghalang), events, opd)


class Lanjut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A follow-up with all that happened to it."""

    id: str
    rapat: str
    keputusan: str
    uraian: str
    pj: str
    opd: str
    bobot: int
    tentang: str
    kejadian: list[KejadianLanjut]

    @classmethod
    def told(cls, one: TindakLanjut) -> Lanjut:
        """A follow-up as a reply carries it."""
        facts = (one.rapat, one.keputusan, one.uraian, one.pj, one.opd, one.bobot, one.tentang)
        return cls(one.id, *facts, list(one.kejadian))

    def of(self, provinsi: str, wilayah: str) -> TindakLanjut:
        """The follow-up as an office keeps it."""
        place, words = (self.id, provinsi, wilayah), (self.rapat, self.keputusan, self.uraian)
        who = (self.pj, self.opd)
        told = TindakLanjut(*place, *words, *who, self.bobot, self.tentang, tuple(self.kejadian))
        return told.readable()


class IsiBalasan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reply says.

    Replies of an office to one receiver are numbered within a year; the highest number knows
    everything the lower ones did. `opd` names the OPD a reply of its kabupaten is for, `kantor` the
    office that replies. `tanda_terima` are letters as Base64, `lampiran` is PEM, `otoritas` Base64
    of DER, `definisi` what stands between the marks of a file of definitions.
    """

    format: str = FORMAT
    versi: int = VERSI
    nomor: int
    tahun: int
    provinsi: str
    wilayah: str
    kantor: str
    waktu: str
    tanda_terima: list[str]
    pertanyaan: list[Tanya]
    tenggat: list[TenggatDaerah]
    lampiran: str
    otoritas: list[str]
    tindak_lanjut: list[Lanjut] | msgspec.UnsetType = msgspec.UNSET
    opd: str | msgspec.UnsetType = msgspec.UNSET
    definisi: str | msgspec.UnsetType = msgspec.UNSET

    @property
    def for_opd(self) -> str:
        """The OPD this reply is for; empty in one of a province."""
        return "" if isinstance(self.opd, msgspec.UnsetType) else self.opd

    @property
    def questions(self) -> list[Pertanyaan]:
        """The questions as an office keeps them."""
        return [one.of(self.wilayah, self.for_opd) for one in self.pertanyaan]

    @property
    def follow_ups(self) -> list[TindakLanjut]:
        """The follow-ups of the province for this region; none in a reply without any."""
        if isinstance(self.tindak_lanjut, msgspec.UnsetType):
            return []
        return [one.of(self.provinsi, self.wilayah) for one in self.tindak_lanjut]


class Terbaca(NamedTuple):
    """A reply that is believed, and who signed it."""

    amplop: Amplop
    isi: IsiBalasan
    penanda: Penanda


# --- Writing -----------------------------------------------------------------------------------


def sign(isi: IsiBalasan, key: RSAPrivateKey, certs: Sequence[Certificate]) -> Amplop:
    """Sign a reply; touches no disk and no database."""
    data = kanonik.canonical_bytes(msgspec.to_builtins(isi))
    told = tanda_tangan.Pernyataan(MAKSUD, isi.waktu)
    return Amplop(data, tanda_tangan.sign(data, key, certs, told))


def text(amplop: Amplop, wilayah: Mapping[str, Wilayah]) -> str:
    """The reply as a file; always Indonesian, as it may be read anywhere.

    Raises:
        LontarError: it is larger than a reply may be.

    """
    isi = content(amplop)
    key = "balasan.teks_lanjut" if isi.follow_ups else "balasan.teks"
    key = "balasan.teks_opd" if isi.for_opd else key
    told = indonesian(key).format(**facts_of(isi, wilayah))
    if isi.definisi:
        told += "\n" + indonesian("balasan.teks_definisi")
    made = "\n".join([told, "", BEGIN, *surat.wrapped(amplop), END, ""])
    if len(made.encode()) > MAX_FILE:
        raise LontarError("balasan_besar", batas=MAX_FILE // _MEGA)
    return made


def facts_of(isi: IsiBalasan, wilayah: Mapping[str, Wilayah]) -> dict[str, object]:
    """What sentences about a reply fill in."""
    region = wilayah.get(isi.wilayah)
    return {
        "nomor": isi.nomor,
        "tahun": isi.tahun,
        "wilayah": isi.for_opd or (region.nama if region else isi.wilayah),
        "kantor": isi.kantor,
        "waktu": written_date(isi.waktu),
        "tanda_terima": len(isi.tanda_terima),
        "pertanyaan": len(isi.pertanyaan),
        "ditunggu": sum(one.keadaan.menunggu for one in isi.questions),
        "tindak_lanjut": len(isi.follow_ups),
    }


def file_name(amplop: Amplop, wilayah: Mapping[str, Wilayah]) -> str:
    """`balasan_5303_TTU_2026_no03_7F2K.txt`; one to an OPD also names that."""
    isi = content(amplop)
    region = wilayah.get(isi.wilayah)
    singkat = "".join(one for one in region.singkat if one.isalnum()) if region else ""
    opd = "".join(one for one in isi.for_opd if one.isascii() and one.isalnum())
    parts = (
        MAKSUD,
        isi.wilayah.replace(".", ""),
        *([singkat] if singkat.isascii() and singkat else []),
        *([opd[:_OPD_LETTERS]] if opd else []),
        str(isi.tahun),
        f"no{isi.nomor:02d}",
        berkas.short_id(amplop.id),
    )
    return "_".join(parts) + ".txt"


def version_for(isi: IsiBalasan) -> int:
    """The lowest version that can say it."""
    if not isinstance(isi.definisi, msgspec.UnsetType):
        return VERSI_DEFINISI
    if isi.for_opd:
        return VERSI_OPD
    return VERSI_LANJUT if isi.follow_ups else VERSI


# --- Reading what came from outside ------------------------------------------------------------


def holds_reply(data: bytes) -> bool:
    """Whether there is the beginning of a reply in a file or a pasted text."""
    return _BEGIN.search(surat.decoded(data[: 2 * MAX_FILE])) is not None


def envelope(data: bytes) -> Amplop:
    """The one reply in a file or a pasted text.

    Raises:
        LontarError: far too large, none or several, cut off, or damaged.

    """
    if len(data) > MAX_FILE:
        raise LontarError("balasan_besar", batas=MAX_FILE // _MEGA)
    told = surat.decoded(data)
    begins = list(_BEGIN.finditer(told))
    if len(begins) != 1:
        raise LontarError("balasan_bukan", jumlah=len(begins))
    end = _END.search(told, begins[0].end())
    if end is None:
        raise LontarError("balasan_terpotong")
    amplop = surat.unwrapped(told[begins[0].end() : end.start()])
    if amplop is None:
        raise LontarError("balasan_rusak")
    content(amplop)
    return amplop


def read(amplop: Amplop, trust: Percaya, moment: datetime) -> Terbaca:
    """Believe a reply: who signed it, that they may, that it makes sense and names nobody.

    Raises:
        LontarError: a stranger or somebody revoked, another purpose, no officer of the region's
            province (to an OPD: not the pimpinan of its kabupaten), or personal data in its texts.

    """
    isi = content(amplop)
    surat.refuse_other_mode(amplop, trust.otoritas)
    penanda, told = trust.check_signature(amplop.data, amplop.jws, moment)
    if (told.maksud, told.waktu) != (MAKSUD, isi.waktu) or told.atas or told.tampilan:
        raise LontarError("balasan_maksud", nama=penanda.nama, kantor=penanda.kantor)
    check_signer(isi, penanda)
    found = private_place(isi)
    if found:
        raise LontarError("balasan_data_pribadi", samar=found)
    return Terbaca(amplop, isi, penanda)


def check_signer(isi: IsiBalasan, penanda: Penanda) -> None:
    """A reply comes from the province of the region; to an OPD from the pimpinan of its region.

    Raises:
        LontarError: somebody else signed.

    """
    who = {"nama": penanda.nama, "kantor": penanda.kantor}
    if isi.for_opd:
        head = penanda.peran == PIMPINAN and not penanda.opd
        if penanda.wilayah != isi.wilayah or not head or penanda.kantor != isi.kantor:
            raise LontarError("balasan_penanda_opd", **who)
    elif penanda.wilayah != isi.provinsi or penanda.kantor != isi.kantor:
        raise LontarError("balasan_penanda", **who)


def content(amplop: Amplop) -> IsiBalasan:
    """What a reply claims, trusted or not.

    Raises:
        LontarError: it says nothing a reply of this program can say.

    """
    try:
        told = kanonik.read_canonical(amplop.data)
    except LontarError:
        raise LontarError("balasan_rusak") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise LontarError("balasan_rusak")
    if told.get("versi") not in VERSIONS:
        raise LontarError("balasan_versi", versi=str(told.get("versi"))[:9], dikenal=VERSIONS[-1])
    try:
        isi = msgspec.convert(told, IsiBalasan)
    except msgspec.ValidationError:
        raise LontarError("balasan_rusak") from None
    # An event may be spelt shorter than it is kept; only one spelling counts.
    named = [isi.versi == version_for(isi), isi.opd != "", isi.tindak_lanjut != []]
    told_all = [not (isi.for_opd and isi.follow_ups)]
    same = kanonik.canonical_bytes(msgspec.to_builtins(isi)) == amplop.data
    if not (same and all(named) and all(told_all) and makes_sense(isi)):
        raise LontarError("balasan_rusak")
    return isi


# --- The letters inside ------------------------------------------------------------------------


def packed(amplop: Amplop) -> str:
    """A letter as a reply carries it."""
    return "".join(surat.wrapped(amplop))


def letters_in(isi: IsiBalasan) -> list[Amplop]:
    """The receipts of a reply; none of them is believed yet."""
    found = (surat.unwrapped(one) for one in isi.tanda_terima)
    return [one for one in found if one is not None]


def authorities_in(isi: IsiBalasan) -> dict[str, bytes]:
    """The authorities a reply names, by the SHA-256 of their certificate."""
    ders = [base64.b64decode(one) for one in isi.otoritas]
    return {hashlib.sha256(der).hexdigest(): der for der in ders}
