"""What a province issued: certificates, the files they travel in, and how each stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.nama_berkas import in_file_name, joined
from app.errors import LontarError
from app.exchange import (
    brankas,
    otoritas,
    pencabutan,
    penerbit,
    pengantar,
    sertifikat,
    sertifikat_baru,
)
from app.exchange import profil_x509 as profil
from app.store import certificates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.pencabutan import Pencabutan
    from app.exchange.profil_x509 import Alasan
    from app.exchange.sertifikat import Penanda, Permintaan
    from app.store.certificates import Sertifikat
    from app.store.office import Office

WARN_DAYS = 60
_SERIAL_DIGITS = 6

KeadaanTerbitan = Literal["berlaku", "akan_habis", "kedaluwarsa", "dicabut"]


class Terbitan(NamedTuple):
    """A certificate this authority issued, as it stands today."""

    sertifikat: Sertifikat
    penanda: Penanda
    keadaan: KeadaanTerbitan
    pencabutan: Pencabutan | None

    @property
    def opd(self) -> str:
        """The OPD whose signer it is, empty for one of the region itself."""
        return self.penanda.kantor if self.penanda.opd else ""

    @property
    def hidup(self) -> bool:
        """Whether somebody can still sign with it."""
        return self.keadaan in ("berlaku", "akan_habis")


class Digantikan(NamedTuple):
    """A certificate that a request says it replaces, and why it should be revoked."""

    terbitan: Terbitan
    alasan: Alasan


# --- Issuing --------------------------------------------------------------------------


def issue(office: Office, permintaan: Permintaan, passphrase: str) -> bytes:
    """The answer to a request: certificate, authority and newest revocation list in one file.

    Raises:
        LontarError: the wrong passphrase, a region this province does not speak for, or a key
            out of a .p12 file whose issuer is not allowed here.
    """
    penerbit.check(office, permintaan)
    return _issue(office, permintaan, otoritas.unlock(office, passphrase))


def issue_with(office: Office, permintaan: Permintaan, key: RSAPrivateKey) -> bytes:
    """The same with the authority's key already open."""
    penerbit.check(office, permintaan)
    return _issue(office, permintaan, key)


def answer(office: Office, terbitan: Terbitan) -> bytes:
    """The file of a certificate that was issued before, with today's revocation list."""
    return _answer(office, sertifikat.read_der(terbitan.sertifikat.der), terbitan.penanda)


def answer_name(penanda: Penanda) -> str:
    """What the file of a certificate is called; no two people of a region share one."""
    opd = in_file_name(penanda.kantor) if penanda.opd else ""
    nama = in_file_name(penanda.nama)
    return f"{joined('sertifikat', penanda.wilayah, opd, penanda.peran, nama)}.txt"


def _issue(office: Office, permintaan: Permintaan, key: RSAPrivateKey) -> bytes:
    own = otoritas.authority(office)
    issued = sertifikat_baru.issue(
        key,
        own.sertifikat,
        permintaan,
        wilayah=permintaan.wilayah,
        peran=permintaan.peran,
        serial=sertifikat_baru.random_serial(),
        clock=office.now,
    )
    penanda = sertifikat.identify(issued, [own.sertifikat])
    brankas.keep(office, issued, penanda)
    return _answer(office, issued, penanda)


def _answer(office: Office, issued: Certificate, penanda: Penanda) -> bytes:
    own = next(one for one in brankas.trusted(office) if profil.issued_by(issued, one))
    certs = sertifikat.to_pem(issued, own)
    return pengantar.for_certificate(penanda) + certs + pencabutan.newest_pem(office)


# --- What was issued ------------------------------------------------------------------


def issued(office: Office) -> list[Terbitan]:
    """Every certificate of an authority trusted here, as far as this office knows them."""
    known, now = brankas.trusted(office), office.now()
    revoked = pencabutan.revoked(office)
    found = []
    for one in certificates.certificates(office):
        penanda = _signer(one, known)
        if penanda is not None:
            cabut = revoked.get((penanda.sidik_ca, penanda.seri))
            found.append(Terbitan(one, penanda, standing(penanda, cabut, now), cabut))
    return found


def _signer(one: Sertifikat, known: Sequence[Certificate]) -> Penanda | None:
    """Whom a kept certificate names; nobody, when its authority is no longer trusted."""
    if one.peran not in profil.PERAN:
        return None
    try:
        return sertifikat.identify(sertifikat.read_der(one.der), known)
    except LontarError:
        return None


def standing(penanda: Penanda, cabut: Pencabutan | None, now: datetime) -> KeadaanTerbitan:
    """How a certificate stands at a moment."""
    left = penanda.berlaku_sampai - profil.utc(now)
    if cabut is not None:
        return "dicabut"
    if left.total_seconds() < 0:
        return "kedaluwarsa"
    return "akan_habis" if left.days < WARN_DAYS else "berlaku"


def find(office: Office, text: str) -> list[Terbitan]:
    """What was issued under a serial number (its beginning is enough), name or six words."""
    wanted = " ".join(text.casefold().replace("·", " ").split())
    digits = wanted.replace(" ", "")
    return [
        one
        for one in issued(office)
        if wanted == one.penanda.nama.casefold()
        or wanted == " ".join(one.penanda.kata)
        or (len(digits) >= _SERIAL_DIGITS and f"{one.penanda.seri:x}".startswith(digits))
    ]


def replaced(office: Office, permintaan: Permintaan) -> Digantikan | None:
    """The certificate a request asks to have revoked, when it belongs to the same region.

    The request only says so, unsigned: a person decides.
    """
    said = permintaan.menggantikan
    if said is None or said.alasan not in profil.ALASAN:
        return None
    own, wilayah = otoritas.authority(office).sidik, permintaan.wilayah
    for one in issued(office):
        penanda = one.penanda
        if (penanda.sidik_ca, penanda.seri, penanda.wilayah) == (own, said.seri, wilayah):
            return Digantikan(one, said.alasan) if one.hidup else None
    return None


def describe(terbitan: Terbitan) -> dict[str, object]:
    """The facts of a certificate for programs."""
    penanda, cabut = terbitan.penanda, terbitan.pencabutan
    return {
        "nama": penanda.nama,
        "peran": penanda.peran,
        "kantor": penanda.kantor,
        "opd": bool(penanda.opd),
        "wilayah": penanda.wilayah,
        "seri": pengantar.serial_text(penanda.seri),
        "kata": " ".join(penanda.kata),
        "berlaku_dari": terbitan.sertifikat.berlaku_dari,
        "berlaku_sampai": terbitan.sertifikat.berlaku_sampai,
        "keadaan": terbitan.keadaan,
        "alasan": cabut.alasan if cabut else "",
        "nomor_daftar": cabut.nomor if cabut else 0,
    }
