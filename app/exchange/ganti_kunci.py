"""When a key must go: a forgotten passphrase, a person who leaves, a change of key.

A key is never deleted, only archived. Whoever puts one out of use hears what the province must
be told; it is told again until a revocation list shows that it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.exchange import brankas, kesiapan, kunci, otoritas, pencabutan
from app.exchange.enam_kata import six_words
from app.exchange.pengantar import PERPANJANGAN, Penggantian, serial_text
from app.store import people, settings
from app.teks import t

if TYPE_CHECKING:
    from app.exchange.kesiapan import Orang
    from app.exchange.profil_x509 import Alasan
    from app.store.office import Office
    from app.store.people import Pengguna

_ARCHIVE = "arsip.sertifikat"


class Lama(NamedTuple):
    """A certificate whose key was put out of use here, and what the province must know of it."""

    pengguna: int
    nama: str
    peran: str
    kantor: str
    wilayah: str
    seri: str
    sidik_ca: str
    sidik: str
    sampai: str
    alasan: Alasan

    @property
    def nomor_seri(self) -> str:
        """The serial number as people read it out."""
        return serial_text(int(self.seri, 16))

    @property
    def kata(self) -> list[str]:
        """The six words of its key."""
        return six_words(bytes.fromhex(self.sidik))

    @property
    def pesan(self) -> str:
        """What to send to the province, by chat or letter."""
        return t(
            "sertifikat_berkas.mohon_cabut",
            nama=self.nama,
            peran=self.peran,
            kantor=self.kantor,
            wilayah=self.wilayah,
            seri=self.nomor_seri,
            kata=" ".join(self.kata),
            alasan=t(f"pencabutan.alasan.{self.alasan}"),
        )


def change_passphrase(office: Office, user: Pengguna, old: str, new: str) -> None:
    """Seal a person's key anew under another passphrase.

    Raises:
        LontarError: no key, the wrong passphrase, or the new one is too weak.
    """
    kunci.change_passphrase(brankas.key_file(office, brankas.key_name(user)), old, new)


def forget(office: Office, user: Pengguna, alasan: Alasan = "frasa_lupa") -> Lama | None:
    """Put a key nobody can open any more out of use; then a new one can be made.

    Returns what the province must be told, None when the key had no valid certificate.
    """
    old = _old(office, kesiapan.state_of(office, user), alasan)
    for name in (brankas.next_key_name(user), brankas.key_name(user)):
        brankas.archive_key(office, name)
    if old is not None:
        _remember(office, old)
    return old


def drop_waiting(office: Office, user: Pengguna) -> None:
    """Give up a change of key; the one in use stays, the one that waited goes to the archive."""
    brankas.archive_key(office, brankas.next_key_name(user))


def retire(office: Office, user: Pengguna) -> Lama | None:
    """A person left: keep the name, archive the key, and hear what the province must be told.

    Raises:
        LontarError: this person alone can open the authority's key.
    """
    for holder in otoritas.holders(office):
        if holder.pengguna.id == user.id:
            otoritas.remove_holder(office, holder)
    old = forget(office, user, "ganti_petugas")
    people.retire_user(office, user.id)
    return old


def to_revoke(office: Office) -> list[Lama]:
    """The certificates the province has not revoked yet, as far as this office knows."""
    archived = _archived(office)
    if not archived:
        return []
    revoked = pencabutan.revoked(office)
    today = office.now().date().isoformat()
    return [
        one
        for one in archived
        if (one.sidik_ca, int(one.seri, 16)) not in revoked and one.sampai >= today
    ]


def replaces(office: Office, user: Pengguna) -> Penggantian | None:
    """Which certificate a person's next one replaces, for the words of the request."""
    old = [one for one in to_revoke(office) if one.pengguna == user.id]
    if old:
        return Penggantian(int(old[-1].seri, 16), old[-1].alasan)
    now = kesiapan.state_of(office, user)
    if now.penanda is None or now.tahap == "dicabut":
        return None
    return Penggantian(now.penanda.seri, PERPANJANGAN)


def _old(office: Office, orang: Orang, alasan: Alasan) -> Lama | None:
    penanda = orang.penanda
    if penanda is None or orang.tahap in ("dicabut", "kedaluwarsa"):
        return None
    return Lama(
        orang.pengguna.id,
        penanda.nama,
        penanda.peran,
        office.identitas.kantor,
        penanda.wilayah,
        f"{penanda.seri:x}",
        penanda.sidik_ca,
        penanda.sidik,
        brankas.day(penanda.berlaku_sampai),
        alasan,
    )


def _archived(office: Office) -> list[Lama]:
    kept: list[list[object]] = settings.setting(office, _ARCHIVE, [])
    return [Lama(*one) for one in kept]  # type: ignore[arg-type]  # written by `_remember`


def _remember(office: Office, old: Lama) -> None:
    settings.set_setting(office, _ARCHIVE, [*_archived(office), old])
