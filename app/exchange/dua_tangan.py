"""The rule of two: somebody states that the figures are complete, a pimpinan hands them in.

The second signature confirms the first by its digest, so neither can be exchanged for another.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from app.domain import waktu_paket
from app.domain.waktu_paket import Waktu
from app.errors import LontarError
from app.exchange import tanda_tangan, tulisan
from app.exchange.tanda_tangan import MENANDATANGANI, MENYATAKAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.kantor_paket import Kantor
    from app.exchange.paket import Bacaan
    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda
    from app.exchange.tanda_tangan import Tertanda

PENYATA = ("operator", "verifikator")
"""The roles that may state that the figures are complete."""

PIMPINAN = "pimpinan"
_TWO = 2


class DuaTangan(NamedTuple):
    """Both signatures of a package, found good."""

    penyata: Tertanda
    penanda: Tertanda


def check_pair(
    data: bytes, signatures: Sequence[str], percaya: Percaya, moment: datetime, wilayah: str
) -> DuaTangan:
    """Who stated and who signed exactly these bytes.

    Raises:
        LontarError: one is missing, exchanged, loose, by the wrong person, or not good.

    """
    # The second first: when neither is good, the one to name is who handed the package in.
    found = [
        percaya.check_signature(data, jws, moment, wilayah=wilayah)
        for jws in reversed(signatures[:_TWO])
    ][::-1]
    meant = [one.pernyataan.maksud for one in found]
    if meant == [MENYATAKAN]:
        raise LontarError("tanda_tangan_tanpa_pimpinan")
    if meant == [MENANDATANGANI]:
        raise LontarError("tanda_tangan_tanpa_penyata")
    if meant != [MENYATAKAN, MENANDATANGANI] or len(signatures) != _TWO:
        raise LontarError("tanda_tangan_tertukar")
    pair = DuaTangan(found[0], found[1])
    if pair.penyata.pernyataan.atas or pair.penyata.pernyataan.tampilan:
        raise LontarError("tanda_tangan_tertukar")
    if pair.penanda.pernyataan.atas != tanda_tangan.digest(signatures[0]):
        raise LontarError("tanda_tangan_lepas", nama=pair.penanda.penanda.nama)
    check_people(pair.penyata.penanda, pair.penanda.penanda)
    return pair


def check_office(kantor: Kantor, *signers: Penanda) -> None:
    """An OPD signs for itself only, and nobody else for an OPD.

    Raises:
        LontarError: a signer belongs to another kind of office, or to another OPD.

    """
    opd = kantor.opd
    for one in signers:
        facts = {"nama": one.nama, "kantor": one.kantor, "paket": tulisan.tidy(kantor.nama)[:64]}
        if bool(one.opd) != opd:
            raise LontarError("penanda_bukan_opd" if opd else "penanda_opd", **facts)
        if opd and one.kantor != kantor.nama:
            raise LontarError("penanda_opd_lain", **facts)


def check_first(penyata: Penanda) -> None:
    """Refuse a statement by somebody who may not give it."""
    if penyata.peran not in PENYATA:
        raise LontarError("penyata_bukan_operator", nama=penyata.nama)


def check_people(penyata: Penanda, penanda: Penanda) -> None:
    """Refuse a pair of signers that is not two people in their own roles, with two keys."""
    check_first(penyata)
    if penanda.peran != PIMPINAN:
        raise LontarError("penanda_bukan_pimpinan", nama=penanda.nama)
    if penyata.sidik == penanda.sidik or penyata.nama == penanda.nama:
        raise LontarError("penanda_orang_sama", nama=penanda.nama)


def doubt(bacaan: Bacaan, pair: DuaTangan, now: datetime) -> str:
    """Why a package can hardly have been made when it says, a word of `waktu_paket`."""
    # The pimpinan may sign much later, with a certificate of that day.
    penyata, told = pair.penyata
    waktu = Waktu(
        dibuat=datetime.fromisoformat(bacaan.isi.dibuat),
        ditandatangani=datetime.fromisoformat(told.waktu),
        berlaku_dari=penyata.berlaku_dari,
        sekarang=now,
    )
    return waktu_paket.doubt(waktu, bacaan.periode)
