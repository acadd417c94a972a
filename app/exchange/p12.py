"""A key out of a .p12 file, as an officer may have from BSrE: opened once, sealed anew here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import brankas, kunci, penerbit, putaran, sertifikat
from app.exchange import profil_x509 as profil
from app.store import people, settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.store.office import Office
    from app.store.people import Pengguna

MAX_FILE = 65_536
"""A .p12 with a key and a chain of certificates is far smaller."""


class Isi(NamedTuple):
    """What the file holds for us."""

    key: RSAPrivateKey
    sertifikat: Certificate

    @property
    def nama(self) -> str:
        """Whose it is, as its issuer says."""
        return penerbit.common_name(self.sertifikat.subject)

    @property
    def penerbit(self) -> str:
        """Who issued it."""
        return penerbit.common_name(self.sertifikat.issuer)


def read(data: bytes, passphrase: str, name: str) -> Isi:
    """Open a .p12 file; `name` is only for the sentence.

    Raises:
        LontarError: too large, no .p12 file, the wrong passphrase, made to hang the program, or a
            key Lontar cannot sign with.
    """
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    _check_rounds(data, name)
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except profil.malformed():
        # Its outer form is whole (checked above), so the passphrase is at fault.
        raise LontarError("p12_frasa_salah", berkas=name) from None
    if key is None or certificate is None:
        raise LontarError("p12_tanpa_kunci", berkas=name)
    public = profil.public_key(certificate)
    if not isinstance(key, rsa.RSAPrivateKey) or public is None:
        raise LontarError("p12_bukan_rsa", berkas=name, bit=kunci.KEY_BITS)
    if sertifikat.key_digest(key) != profil.digest(public):
        raise LontarError("p12_tanpa_kunci", berkas=name)
    return Isi(key, certificate)


def adopt(office: Office, user: Pengguna, isi: Isi, passphrase: str) -> None:
    """Seal the key under the officer's own passphrase; the certificate goes into the request.

    Raises:
        LontarError: this person has a key already, somebody else uses this one, a weak
            passphrase, or the certificate is out of its dates.
    """
    sidik = sertifikat.key_digest(isi.key)
    for other in people.users(office):
        if other.id != user.id and brankas.fingerprint(office, brankas.key_name(other)) == sidik:
            raise LontarError("p12_dipakai_orang_lain", nama=other.nama)
    penerbit.check_dates(isi.nama, isi.sertifikat, office.now())
    brankas.keep_key(office, user, isi.key, passphrase)
    name = f"asal.{brankas.key_name(user)}"
    settings.set_setting(office, name, sertifikat.to_pem(isi.sertifikat).decode())


def origin(office: Office, user: Pengguna) -> bytes:
    """The certificate (PEM) that came with a person's .p12 key; empty for a key made here."""
    return settings.setting(office, f"asal.{brankas.key_name(user)}", "").encode()


def _check_rounds(data: bytes, name: str) -> None:
    if len(data) > MAX_FILE:
        raise LontarError("p12_terlalu_besar", berkas=name, batas_kb=MAX_FILE // 1024)
    try:
        rounds = putaran.rounds(data)
    except ValueError:
        rounds = 0
    if not rounds:
        # Every .p12 protects something, and says by how many rounds.
        raise LontarError("p12_rusak", berkas=name)
    if rounds > putaran.MAX_ROUNDS:
        raise LontarError("p12_menggantung", berkas=name, putaran=rounds)
