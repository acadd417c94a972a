"""Enrolment at an office: from the request for a certificate to one a person signs with.

The keys and certificates themselves lie in `brankas`; what only a province does is in `otoritas`.
Both are offered here too, for whoever signs or verifies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.nama_berkas import in_file_name, joined
from app.domain.opd import OPD
from app.errors import LontarError
from app.exchange import (
    brankas,
    kunci,
    p12,
    pencabutan,
    pengantar,
    sertifikat,
    sertifikat_baru,
    terbitan,
)
from app.exchange import profil_x509 as profil
from app.exchange.brankas import (
    PERAN_OTORITAS,
    has_key,
    keep_key,
    key_file,
    key_name,
    key_words,
    make_key,
    note_key,
    own_certificate,
    trusted,
    trusted_in,
)
from app.exchange.kesiapan import people_ready, state_of
from app.exchange.otoritas import authority, has_authority
from app.exchange.otoritas import found as found_authority
from app.exchange.terbitan import issue
from app.store import people, practice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.pengantar import Penggantian
    from app.exchange.sertifikat import Otoritas, Penanda
    from app.store.office import Office
    from app.store.people import Pengguna

__all__ = [
    "PERAN_OTORITAS",
    "Jawaban",
    "authority",
    "check_words",
    "enrol_here",
    "enrol_self",
    "file_for",
    "for_waiting_key",
    "found_authority",
    "has_authority",
    "has_key",
    "holder",
    "install",
    "install_with",
    "issue",
    "keep_key",
    "key_file",
    "key_name",
    "key_words",
    "make_key",
    "note_key",
    "own_certificate",
    "people_ready",
    "read_answer",
    "request",
    "signer",
    "state_of",
    "trusted",
    "trusted_in",
]


class Jawaban(NamedTuple):
    """What a certificate file from the province holds, before anyone has agreed to trust it.

    `berkas` is the whole file: the newest revocation lists travel in it.
    """

    sertifikat: Certificate
    otoritas: Otoritas
    dikenal: bool
    berkas: bytes = b""


def request_name(office: Office, user: Pengguna) -> str:
    """What the file of a request is called; those of two OPD lie side by side later."""
    mine = office.identitas
    opd = in_file_name(mine.kantor) if mine.jenis == OPD else ""
    return f"{joined('permintaan', mine.wilayah, opd, str(user.id), in_file_name(user.nama))}.txt"


def request(
    office: Office, user: Pengguna, passphrase: str, menggantikan: Penggantian | None = None
) -> bytes:
    """The request file a person sends to the province.

    A key that waits to take over is the one asked for. The newest revocation lists travel along,
    so that even a province that had to be restored learns them again.

    Raises:
        LontarError: no key, or the wrong passphrase.
    """
    ahead = brankas.next_key_name(user)
    name = ahead if brankas.key_waits(office, user) else key_name(user)
    key = kunci.unlock(key_file(office, name), passphrase)
    # A laptop may have died between making the key and noting it.
    brankas.note(office, name, sertifikat.key_digest(key))
    mine = office.identitas
    told = pengantar.for_request(
        nama=user.nama,
        peran=user.peran,
        kantor=mine.kantor,
        wilayah=mine.wilayah,
        menggantikan=menggantikan,
        opd=mine.jenis == OPD,
    )
    origin = p12.origin(office, user) if name != ahead else b""
    return told + _request(office, user, key) + origin + pencabutan.newest_pem(office)


def signer(
    office: Office, user: Pengguna, passphrase: str
) -> tuple[RSAPrivateKey, list[Certificate]]:
    """Key and certificate a person signs with.

    Raises:
        LontarError: no certificate yet, an expired or revoked one, no key, or the wrong passphrase.
    """
    own = own_certificate(office, user)
    if own is None:
        raise LontarError("sertifikat_belum_ada", nama=user.nama)
    certificate = sertifikat.read_der(own.der)
    penanda = sertifikat.check_chain(certificate, trusted(office), office.now())
    pencabutan.check_own(office, penanda)
    key = kunci.unlock(key_file(office, key_name(user)), passphrase)
    if sertifikat.key_digest(key) != penanda.sidik:
        raise LontarError("sertifikat_bukan_kunci_ini", nama=user.nama)
    return key, [certificate]


def check_words(told: str | None, found: Sequence[str], *, nama: str, kantor: str) -> None:
    """Insist that a person has compared the six words by telephone or letter.

    `told` are the words as they were heard; capitals and signs between them do not matter.

    Raises:
        LontarError: no words were given, or others; the places that differ are named.
    """
    heard = "".join(letter if letter.isalpha() else " " for letter in told or "").casefold().split()
    if not heard:
        raise LontarError("kata_belum_dibandingkan", nama=nama, kantor=kantor, kata=" ".join(found))
    wrong = [
        str(place)
        for place, word in enumerate(found, start=1)
        if place > len(heard) or heard[place - 1] != word.casefold()
    ]
    if wrong or len(heard) != len(found):
        raise LontarError(
            "kata_berbeda",
            nama=nama,
            kantor=kantor,
            kata=" ".join(found),
            urutan=", ".join(wrong) or str(len(found) + 1),
        )


def read_answer(office: Office, data: bytes) -> Jawaban:
    """Look into a certificate file from the province without believing it yet.

    Raises:
        LontarError: not a certificate file, without its authority, or of the other mode.
    """
    found = sertifikat.read_certificates(data)
    if len(found) != 2:  # noqa: PLR2004 - the officer's and the authority's
        raise LontarError("sertifikat_tanpa_otoritas")
    own, parent = found
    otoritas = sertifikat.check_ca(parent, office.now())
    sertifikat.check_mode(otoritas, latihan=practice.is_practice(office))
    known = {sertifikat.to_der(one) for one in trusted(office)}
    return Jawaban(own, otoritas, sertifikat.to_der(parent) in known, data)


def for_waiting_key(office: Office, user: Pengguna, jawaban: Jawaban) -> bool:
    """Whether the certificate is for the key that waits, and so needs that one's passphrase."""
    key = profil.public_key(jawaban.sertifikat)
    waiting = brankas.fingerprint(office, brankas.next_key_name(user))
    return key is not None and profil.digest(key) == waiting


def file_for(office: Office, user: Pengguna, jawaban: Jawaban) -> Path:
    """The sealed key a certificate is for, which has to be opened to install it."""
    waiting = key_file(office, brankas.next_key_name(user))
    ahead = for_waiting_key(office, user, jawaban)
    # After a power cut the key may have taken its place while the certificate had not.
    return waiting if ahead and waiting.is_file() else key_file(office, key_name(user))


def holder(office: Office, jawaban: Jawaban) -> Pengguna | None:
    """Whose certificate it is among those who work here, by their keys; None: nobody's here."""
    key = profil.public_key(jawaban.sertifikat)
    issued = "" if key is None else profil.digest(key)
    for user in people.users(office):
        names = (key_name(user), brankas.next_key_name(user))
        if user.aktif and issued in [brankas.fingerprint(office, name) for name in names]:
            return user
    return None


def install(office: Office, user: Pengguna, jawaban: Jawaban, passphrase: str) -> Penanda:
    """Put a certificate to use, and from now on trust the authority that issued it.

    The revocation lists in the same file are learned. Call it only after a person has compared
    the authority's six words, or when it is known.

    Raises:
        LontarError: not for this key, this kind of office, this region or this time, revoked, or
            the wrong passphrase.
    """
    penanda = _check_answer(office, jawaban)
    ahead = for_waiting_key(office, user, jawaban)
    key = kunci.unlock(file_for(office, user, jawaban), passphrase)
    return _put_to_use(office, user, jawaban, penanda, key, ahead=ahead)


def install_with(office: Office, user: Pengguna, jawaban: Jawaban, key: RSAPrivateKey) -> Penanda:
    """The same for somebody's first certificate while the key is still open.

    Raises:
        LontarError: as `install`.
    """
    penanda = _check_answer(office, jawaban)
    return _put_to_use(office, user, jawaban, penanda, key, ahead=False)


def _check_answer(office: Office, jawaban: Jawaban) -> Penanda:
    parent, wilayah = jawaban.otoritas.sertifikat, office.identitas.wilayah
    penanda = sertifikat.check_chain(jawaban.sertifikat, [parent], office.now(), wilayah=wilayah)
    _check_kind(office, penanda)
    return penanda


def _put_to_use(
    office: Office,
    user: Pengguna,
    jawaban: Jawaban,
    penanda: Penanda,
    key: RSAPrivateKey,
    *,
    ahead: bool,
) -> Penanda:
    if sertifikat.key_digest(key) != penanda.sidik:
        other = holder(office, jawaban)
        if other is not None and other.id != user.id:
            raise LontarError("sertifikat_orang_lain", nama=user.nama, milik=other.nama)
        raise LontarError("sertifikat_bukan_kunci_ini", nama=penanda.nama)
    with office.transaction():
        brankas.keep_authority(office, jawaban.otoritas)
        pencabutan.learn_from_text(office, jawaban.berkas)
    pencabutan.check_own(office, penanda)
    if ahead:
        brankas.advance_key(office, user)
    with office.transaction():
        brankas.use_certificate(office, user, brankas.keep(office, jawaban.sertifikat, penanda))
    return penanda


def _check_kind(office: Office, penanda: Penanda) -> None:
    """A certificate of an OPD is for that OPD; that of the kabupaten is not for an OPD."""
    mine = office.identitas
    if bool(penanda.opd) != (mine.jenis == OPD):
        kode = "sertifikat_opd" if penanda.opd else "sertifikat_bukan_opd"
        raise LontarError(kode, nama=penanda.nama, milik=penanda.kantor, kantor=mine.kantor)


def enrol_here(office: Office, user: Pengguna, passphrase: str, authority_passphrase: str) -> None:
    """Let the authority of this very office certify one of its own people, who sits right here.

    Raises:
        LontarError: no key, one of the passphrases is wrong, or there is no authority.
    """
    asked = sertifikat.read_request(request(office, user, passphrase))
    answer = read_answer(office, issue(office, asked, authority_passphrase))
    install(office, user, answer, passphrase)


def enrol_self(
    office: Office, user: Pengguna, key: RSAPrivateKey, authority_key: RSAPrivateKey
) -> None:
    """The same while the office is being set up and both keys are still open."""
    asked = sertifikat.read_request(_request(office, user, key))
    answer = read_answer(office, terbitan.issue_with(office, asked, authority_key))
    penanda = sertifikat.install(
        answer.sertifikat,
        key,
        trusted(office),
        office.now(),
        wilayah=office.identitas.wilayah,
    )
    brankas.use_certificate(office, user, brankas.keep(office, answer.sertifikat, penanda))


def _request(office: Office, user: Pengguna, key: RSAPrivateKey) -> bytes:
    mine = office.identitas
    return sertifikat_baru.create_request(
        key,
        nama=user.nama,
        kantor=mine.kantor,
        wilayah=mine.wilayah,
        peran=user.peran,
        opd=mine.jenis == OPD,
    )
