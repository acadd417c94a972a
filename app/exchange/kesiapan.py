"""How far each person is with key and certificate, and whether the two who must sign are ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.errors import LontarError
from app.exchange import brankas, pencabutan, sertifikat, terbitan
from app.exchange.dua_tangan import PENYATA, PIMPINAN
from app.store import people

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from app.exchange.pencabutan import Dicabut, Pencabutan
    from app.exchange.sertifikat import Penanda
    from app.store.certificates import Sertifikat
    from app.store.office import Office
    from app.store.people import Pengguna

Tahap = Literal[
    "tanpa_kunci",
    "tanpa_sertifikat",
    "siap",
    "akan_habis",
    "kedaluwarsa",
    "belum_berlaku",
    "dicabut",
    "tak_dipercaya",
]


class Orang(NamedTuple):
    """A person with the state of their key and certificate.

    `kunci_baru` tells that another key waits for its certificate beside the one in use.
    """

    pengguna: Pengguna
    tahap: Tahap
    sertifikat: Sertifikat | None = None
    penanda: Penanda | None = None
    pencabutan: Pencabutan | None = None
    kunci_baru: bool = False

    @property
    def siap(self) -> bool:
        """Whether this person can sign now."""
        return self.tahap in ("siap", "akan_habis")

    @property
    def rantai(self) -> list[Certificate]:
        """What this person signs with.

        Raises:
            LontarError: there is no certificate yet.
        """
        if self.sertifikat is None:
            raise LontarError("sertifikat_belum_ada", nama=self.pengguna.nama)
        return [sertifikat.read_der(self.sertifikat.der)]

    @property
    def peran(self) -> str:
        """The role that counts: what the certificate says, before that what the office says."""
        return self.penanda.peran if self.penanda else self.pengguna.peran


class Kesiapan(NamedTuple):
    """Everybody who works here, and whether two of them can hand in a package together."""

    orang: tuple[Orang, ...]

    @property
    def penyata(self) -> tuple[Orang, ...]:
        """Those who can state now that the figures are complete."""
        return tuple(one for one in self.orang if one.siap and one.peran in PENYATA)

    @property
    def pimpinan(self) -> tuple[Orang, ...]:
        """Those who can sign now on behalf of the office."""
        return tuple(one for one in self.orang if one.siap and one.peran == PIMPINAN)

    @property
    def kurang(self) -> tuple[Literal["penyata", "pimpinan"], ...]:
        """Which of the two is missing."""
        lacking: list[Literal["penyata", "pimpinan"]] = []
        lacking += ["penyata"] if not self.penyata else []
        lacking += ["pimpinan"] if not self.pimpinan else []
        return tuple(lacking)

    @property
    def peran_dicari(self) -> str:
        """The role the next person most likely has: the one of the two that nobody has yet."""
        held = {one.peran for one in self.orang}
        return PIMPINAN if PIMPINAN not in held and held & {*PENYATA} else PENYATA[0]

    @property
    def siap(self) -> bool:
        """Whether a package can be handed in."""
        return not self.kurang


def people_ready(office: Office) -> Kesiapan:
    """Everybody who works here with the state of their certificate."""
    revoked = pencabutan.revoked(office)
    active = [one for one in people.users(office) if one.aktif]
    return Kesiapan(tuple(_person(office, one, revoked) for one in active))


def state_of(office: Office, user: Pengguna) -> Orang:
    """How far one person is."""
    return _person(office, user, pencabutan.revoked(office))


def _person(office: Office, user: Pengguna, revoked: Dicabut) -> Orang:
    own = brankas.own_certificate(office, user)
    ahead = brankas.key_waits(office, user)
    if not brankas.has_key(office, user):
        return Orang(user, "tanpa_kunci", kunci_baru=ahead)
    if own is None:
        return Orang(user, "tanpa_sertifikat", kunci_baru=ahead)
    try:
        penanda = sertifikat.identify(sertifikat.read_der(own.der), brankas.trusted(office))
    except LontarError:
        return Orang(user, "tak_dipercaya", own, kunci_baru=ahead)
    cabut = revoked.get((penanda.sidik_ca, penanda.seri))
    return Orang(user, _stage(office, penanda, cabut), own, penanda, cabut, ahead)


def _stage(office: Office, penanda: Penanda, cabut: Pencabutan | None) -> Tahap:
    now = office.now()
    if cabut is None and now < penanda.berlaku_dari:
        return "belum_berlaku"
    standing = terbitan.standing(penanda, cabut, now)
    return "siap" if standing == "berlaku" else standing
