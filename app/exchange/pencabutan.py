"""Certificates that no longer count: lists signed by the authority, X.509 CRLs with a number.

No date in a list is ever consulted. The list with the highest number is the newest, and whatever
any list has revoked stays revoked: a machine with a wrong clock, a restored backup or an old file
can never bring a stolen key back to life.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import brankas, sertifikat
from app.exchange import profil_x509 as profil
from app.store import practice, revocations
from app.store.office import DATABASE_NAME
from app.store.revocations import DaftarTersimpan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.x509 import (
        Certificate,
        CertificateRevocationList,
        ExtensionType,
        RevokedCertificate,
    )

    from app.exchange.profil_x509 import Alasan
    from app.exchange.sertifikat import Penanda
    from app.store.office import Office

LABEL = "X509 CRL"
MAX_TEXT = 1_000_000
"""How many bytes of a file are searched for lists."""

# X.509 demands a date for the next list; ours says that none is promised for a long time.
_NEXT = timedelta(days=3652)
# What SQLite can count to, with room for every later step.
_MAX_NUMBER = 2**62


@dataclass(frozen=True, kw_only=True)
class Pencabutan:
    """One certificate that no longer counts; `nomor` is the first list known to say so."""

    sidik_ca: str
    seri: int
    alasan: Alasan
    waktu: datetime
    nomor: int


class Daftar(NamedTuple):
    """A list whose authority is trusted and whose signature holds."""

    otoritas: str
    sidik_ca: str
    nomor: int
    isi: tuple[Pencabutan, ...]
    der: bytes


class Dipelajari(NamedTuple):
    """What came of a list that was handed in.

    `tertinggi` is the highest number known from this authority now; `baru` counts the
    certificates nobody here knew to be revoked.
    """

    otoritas: str
    nomor: int
    tertinggi: int
    baru: int

    @property
    def mundur(self) -> bool:
        """Whether a newer list was known already."""
        return self.nomor < self.tertinggi


Dicabut = dict[tuple[str, int], Pencabutan]
"""By the authority's fingerprint and the serial number of the certificate."""


# --- Making and reading ---------------------------------------------------------------


def make_list(
    key: RSAPrivateKey,
    authority: Certificate,
    entries: Iterable[Pencabutan],
    nomor: int,
    clock: Callable[[], datetime],
) -> bytes:
    """A signed list (DER) of everything in `entries`."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding

    now = profil.utc(clock())
    draft = x509.CertificateRevocationListBuilder(
        issuer_name=authority.subject, last_update=now, next_update=now + _NEXT
    )
    for extension in _extensions(authority, nomor):
        draft = draft.add_extension(extension, critical=False)
    for entry in sorted(entries, key=lambda one: (one.waktu, one.seri)):
        draft = draft.add_revoked_certificate(_entry(entry))
    return draft.sign(key, SHA256()).public_bytes(Encoding.DER)


def read_list(der: bytes, authorities: Sequence[Certificate], *, latihan: bool) -> Daftar:
    """A list from bytes of unknown origin.

    Raises:
        LontarError: not a whole list, not of our profile, or not signed by one of `authorities`.
    """
    from cryptography import x509

    try:
        crl = x509.load_der_x509_crl(der)
        named = [one for one in authorities if one.subject == crl.issuer]
        if not named:
            _foreign(crl, latihan=latihan)
        signer = next((one for one in named if crl.is_signature_valid(_key(one))), None)
        if signer is None:
            raise LontarError("pencabutan_rusak")
        nomor, isi = _contents(crl, signer)
    except profil.malformed():
        raise LontarError("pencabutan_rusak") from None
    return Daftar(sertifikat.read_authority(signer).nama, _sidik(signer), nomor, isi, der)


def _contents(
    crl: CertificateRevocationList, signer: Certificate
) -> tuple[int, tuple[Pencabutan, ...]]:
    from cryptography import x509

    nomor = crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    found = [(one.critical, one.value) for one in crl.extensions]
    expected = [(False, one) for one in _extensions(signer, nomor)]
    if found != expected or not profil.sha256_rsa(crl) or not 0 < nomor < _MAX_NUMBER:
        raise ValueError
    sidik = _sidik(signer)
    return nomor, tuple(_revoked(one, sidik, nomor) for one in crl)


def _revoked(entry: RevokedCertificate, sidik_ca: str, nomor: int) -> Pencabutan:
    return Pencabutan(
        sidik_ca=sidik_ca,
        seri=entry.serial_number,
        alasan=_reason(entry),
        waktu=entry.revocation_date_utc,
        nomor=nomor,
    )


def _reason(entry: RevokedCertificate) -> Alasan:
    """Why; a reason that is missing or unknown never stops a revocation from counting."""
    from cryptography import x509

    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason.value
    except x509.ExtensionNotFound:
        return profil.LAIN
    known: dict[str, Alasan] = {name: kode for kode, name in profil.CRL_REASONS.items()}
    return known.get(reason, profil.LAIN)


def _entry(entry: Pencabutan) -> RevokedCertificate:
    from cryptography import x509

    draft = x509.RevokedCertificateBuilder(entry.seri, profil.utc(entry.waktu))
    reason = x509.CRLReason(x509.ReasonFlags(profil.CRL_REASONS[entry.alasan]))
    return draft.add_extension(reason, critical=False).build()


def _extensions(authority: Certificate, nomor: int) -> list[ExtensionType]:
    from cryptography import x509

    key = _key(authority)
    return [x509.AuthorityKeyIdentifier.from_issuer_public_key(key), x509.CRLNumber(nomor)]


def _foreign(crl: CertificateRevocationList, *, latihan: bool) -> None:
    """Refuse a list of an authority that is not trusted here, by name where it has one."""
    found = profil.fields(crl.issuer, authority=True)
    if found is None:
        raise ValueError
    sertifikat.check_mode_of(found["nama"], latihan=latihan)
    raise LontarError("pencabutan_bukan_otoritas", nama=found["nama"], kantor=found["kantor"])


# --- In an office ---------------------------------------------------------------------


def learn(office: Office, crl: bytes) -> Dipelajari:
    """Keep a list (DER, or PEM in a text) signed by an authority this office trusts.

    An older list than the newest known is kept too and told apart in the answer; it takes
    nothing back.

    Raises:
        LontarError: not a list, damaged, or of an authority that is not trusted here.
    """
    ders = [crl] if not crl.lstrip().startswith(b"-----") else blocks(crl)
    if len(ders) != 1:
        raise LontarError("pencabutan_rusak")
    daftar = read_list(ders[0], brankas.trusted(office), latihan=practice.is_practice(office))
    before = revoked(office)
    revocations.add_list(office, DaftarTersimpan(daftar.sidik_ca, daftar.nomor, daftar.der))
    baru = sum((one.sidik_ca, one.seri) not in before for one in daftar.isi)
    highest = revocations.highest_number(office, daftar.sidik_ca)
    return Dipelajari(daftar.otoritas, daftar.nomor, highest, baru)


def learn_from_text(office: Office, data: bytes) -> list[Dipelajari]:
    """Learn every list that stands anywhere in a file or a pasted message.

    Lists of authorities that are not trusted here are passed over.

    Raises:
        LontarError: a list in the name of a trusted authority is damaged.
    """
    found = []
    for der in blocks(data):
        try:
            found.append(learn(office, der))
        except LontarError as error:
            if error.kode == "pencabutan_rusak":
                raise
    return found


def blocks(data: bytes) -> list[bytes]:
    """The lists (DER) that stand in a text; none of them is believed yet."""
    return profil.pem_blocks(data, LABEL, MAX_TEXT)


def revoked(office: Office) -> Dicabut:
    """Everything any list known here has ever revoked."""
    return union(revocations.lists(office))


def union(known: Iterable[DaftarTersimpan]) -> Dicabut:
    """What any of these lists revokes; they were verified when they were learned."""
    from cryptography import x509

    found: Dicabut = {}
    for one in known:
        for entry in x509.load_der_x509_crl(one.der):
            place = one.sidik_ca, entry.serial_number
            if place not in found:
                found[place] = _revoked(entry, one.sidik_ca, one.nomor)
    return found


def revocations_in(folder: Path) -> Dicabut:
    """The same of an office that may be open elsewhere; empty when it cannot be read."""
    return union(revocations.peek(folder / DATABASE_NAME))


def check_revoked(penanda: Penanda, revoked: Mapping[tuple[str, int], Pencabutan]) -> None:
    """Refuse a signer whose certificate has been revoked, whatever time it claims.

    Raises:
        LontarError: the certificate is in `revoked`.
    """
    found = revoked.get((penanda.sidik_ca, penanda.seri))
    if found is not None:
        raise LontarError(
            "sertifikat_dicabut",
            nama=penanda.nama,
            alasan=t(f"pencabutan.alasan.{found.alasan}"),
            kode_alasan=found.alasan,
            nomor=found.nomor,
            tanggal=f"{found.waktu:%d-%m-%Y}",
        )


def check_own(office: Office, penanda: Penanda) -> None:
    """Refuse to sign here with a certificate that has been revoked, and say how to come to another.

    Raises:
        LontarError: the certificate is revoked by a list known here.
    """
    try:
        check_revoked(penanda, revoked(office))
    except LontarError as error:
        raise LontarError("sertifikat_sendiri_dicabut", **error.data) from error


def newest_pem(office: Office) -> bytes:
    """The newest list of every authority known here, to travel in a file; empty for none.

    Two lists under one number, which two machines of a province made, travel together: each may
    revoke what the other does not.
    """
    known = revocations.lists(office)
    highest = {one.sidik_ca: one.nomor for one in known}
    return b"".join(to_pem(one.der) for one in known if one.nomor == highest[one.sidik_ca])


def to_pem(der: bytes) -> bytes:
    """A list as text."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.load_der_x509_crl(der).public_bytes(Encoding.PEM)


def _key(authority: Certificate) -> RSAPublicKey:
    key = profil.public_key(authority)
    if key is None:
        raise ValueError
    return key


def _sidik(authority: Certificate) -> str:
    return profil.digest(_key(authority))
