"""Evidence of packages that were accepted by a version which took their figures only.

Their bytes are kept as they came. When an archive comes, the lists that were signed with them are
read out of those bytes, once, so that their files are waited for like any others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import bukti_opd, tahanan
from app.store import dispatch, evidence_opd
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.exchange.paket import Bacaan
    from app.exchange.verifikasi import Pemeriksa
    from app.store.dispatch import Paket
    from app.store.office import Office


class Lampau(NamedTuple):
    """A package as it stands in the book, with the bytes that were kept."""

    paket: Paket
    berkas: bytes


class Terbaca(NamedTuple):
    """What was read, and what could not be read any more, each with its reason."""

    bacaan: tuple[tuple[Paket, Bacaan], ...]
    galat: tuple[LontarError, ...]


def due(office: Office) -> list[Lampau]:
    """The accepted packages that are to be asked for their evidence, the oldest first."""
    wanted = evidence_opd.unasked(office)
    listed = dispatch.packages(office, arah="masuk") if wanted else []
    entries = {one.paket_id: one for one in listed if one.paket_id in wanted}
    by_age = sorted(entries.values(), key=lambda one: one.nomor)
    return [Lampau(one, dispatch.package_bytes(office, one.nomor)) for one in by_age]


def read(some: Iterable[Lampau], pemeriksa: Pemeriksa) -> Terbaca:
    """Read the packages again; asks no office and writes nothing."""
    found, faults = [], []
    for paket, berkas in some:
        try:
            found.append((paket, tahanan.kept(berkas, paket, pemeriksa)))
        except LontarError as error:
            faults.append(LontarError("bukti_lampau", paket=paket.nama_berkas, sebab=error.pesan))
    return Terbaca(tuple(found), tuple(faults))


def declare(office: Office, paket: Paket, bacaan: Bacaan, *, pelaku: str) -> int:
    """Let what a package lists be waited for at its cells; how many files those are."""
    paket_id = paket.paket_id or ""
    mine = evidence_opd.filled_by(office, paket_id)
    forms = [form for form in bacaan.forms if form.kode in mine]
    label = t("bukti.lampau.label", pengirim=bukti_opd.sender(bacaan.isi, bacaan.wilayah))
    with office.transaction():
        bukti_opd.take(office, bacaan, forms, paket_id, label=label, pelaku=pelaku)
        evidence_opd.note_asked(office, paket_id)
    return len(bukti_opd.waited_for(office, paket_id))
