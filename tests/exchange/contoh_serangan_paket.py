"""Every attack on a whole package, made on a file as an office really exports it.

The rows of the reference table of the seal, and our own: on figures, on what a person sees, on
the signatures, and on the file. Each can be made in up to three ways (`VARIAN`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.exchange import segel
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, pimpinan
from tests.exchange.segel import (
    serangan_isi,
    serangan_kunci,
    serangan_segel,
    serangan_wadah,
)
from tests.exchange.segel.contoh_segel import Bedah, Korban, on_table, sealed
from tests.exchange.serangan import meja, pelaku
from tests.exchange.serangan.angka import ANGKA
from tests.exchange.serangan.berkas import BERKAS
from tests.exchange.serangan.tampilan import TAMPILAN
from tests.exchange.serangan.tanda import TANDA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UTUH, TANPA_SEGEL, KUNCI_SENDIRI = VARIAN = ("utuh", "tanpa_segel", "kunci_sendiri")
"""On the sealed file; with the seal taken off first; all signed anew by the attacker."""


class Serangan(NamedTuple):
    """An attack: the group it belongs to, what is done in words, and the ways it can be made."""

    kelompok: str
    hal: str
    cara: dict[str, Callable[[bytes], bytes]]


def _on_parts(kelompok: str, hal: str, change: Callable[[Bedah], None]) -> Serangan:
    def utuh(data: bytes) -> bytes:
        parts = meja.opened(data)
        change(parts)
        return parts.packed()

    def tanpa_segel(data: bytes) -> bytes:
        parts = meja.without_seal(data)
        change(parts)
        return parts.packed()

    def kunci_sendiri(data: bytes) -> bytes:
        parts = meja.without_seal(data)
        change(parts)
        return pelaku.signed_anew(parts, *pelaku.strangers())

    ways = {UTUH: utuh, TANPA_SEGEL: tanpa_segel, KUNCI_SENDIRI: kunci_sendiri}
    return Serangan(kelompok, hal, ways)


def _on_bytes(kelompok: str, hal: str, change: Callable[[bytes], bytes]) -> Serangan:
    def tanpa_segel(data: bytes) -> bytes:
        return change(meja.without_seal(data).packed())

    def kunci_sendiri(data: bytes) -> bytes:
        return change(pelaku.signed_anew(meja.without_seal(data), *pelaku.strangers()))

    ways = {UTUH: change, TANPA_SEGEL: tanpa_segel, KUNCI_SENDIRI: kunci_sendiri}
    return Serangan(kelompok, hal, ways)


def _on_seal(kelompok: str, hal: str, make: Callable[[], bytes]) -> Serangan:
    """An attack of the seal's own table, on whatever file lies on its table."""
    return Serangan(kelompok, hal, {UTUH: lambda data: _made(data, make)})


def _on_container(kelompok: str, hal: str, make: Callable[[], bytes]) -> Serangan:
    def tanpa_segel(data: bytes) -> bytes:
        return _made(meja.without_seal(data).packed(), make)

    def kunci_sendiri(data: bytes) -> bytes:
        return _made(pelaku.signed_anew(meja.without_seal(data), *pelaku.strangers()), make)

    ways = {UTUH: lambda data: _made(data, make)}
    return Serangan(kelompok, hal, {**ways, TANPA_SEGEL: tanpa_segel, KUNCI_SENDIRI: kunci_sendiri})


def _made(data: bytes, make: Callable[[], bytes]) -> bytes:
    with on_table(Korban(lambda: data, lambda: _silent(data), pimpinan)):
        return make()


def _silent(data: bytes) -> bytes:
    """The same package under a seal that other programs are not led to."""
    own, parts = pimpinan(), meja.without_seal(data)
    told = {"waktu": NOW, "komentar": contoh.KANTOR, "peran": pelaku.JABATAN}
    return segel.seal(parts.packed(), own.key, own.certificate, tampak=False, **told)


HAL = {}


def _all() -> Iterator[tuple[str, Serangan]]:
    for name, (change, _) in serangan_isi.ISI.items():
        yield name, _on_parts("isi", HAL.get(name,''), change)
    for name, (make, _) in serangan_wadah.WADAH.items():
        yield name, _on_container("wadah", HAL.get(name,''), make)
    for group, table in (("segel", serangan_segel.SEGEL), ("kunci", serangan_kunci.KUNCI)):
        for name, (make, _) in table.items():
            yield name, _on_seal(group, HAL.get(name,''), make)
    for group, own in (("angka", ANGKA), ("tampilan", TAMPILAN), ("tanda", TANDA)):
        for name, (hal, change) in own.items():
            yield name, _on_parts(group, hal, change)
    for name, (hal, change) in BERKAS.items():
        yield name, _on_bytes("berkas", hal, change)


SERANGAN = dict(_all())
