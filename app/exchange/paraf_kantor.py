"""Who initials a report, in which order, and who signs it: set once, printed as a sheet of its own.

The last of the list signs, everybody above initials. Names are typed by the office; nothing here
is a signature, and nothing of it travels in a package.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain.cetak_tabel import LembarCetak
from app.errors import LontarError
from app.exchange import teks_paket
from app.exchange.laporan.naskah import Judul, Tabel
from app.store import region_lists, settings
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.exchange.cetak_berkas import Sampul
    from app.exchange.laporan.naskah import Naskah
    from app.store.office import Office

MAX_PEJABAT = 6
MAX_HURUF = 120
"""Letters of a position, a name or a NIP."""

_KEY = "paraf"
_BETWEEN = ("Asisten Pemerintahan dan Kesejahteraan Rakyat", "Sekretaris Daerah")
_ENDS = {
    "provinsi": ("Kepala Biro Pemerintahan", "Gubernur"),
    "kabupaten": ("Kepala Bagian Pemerintahan", "Bupati"),
    "kota": ("Kepala Bagian Pemerintahan", "Wali Kota"),
}
"""Who initials first and who signs (reference: requirement 22 of the provincial report)."""

_WIDTHS = (9, 38, 36, 20, 24, 18)
_ROOM = "\u00a0"


class Pejabat(NamedTuple):
    """One of the list; name and NIP may be empty and are then left to be written by hand."""

    jabatan: str
    nama: str = ""
    nip: str = ""


def of_office(office: Office) -> tuple[Pejabat, ...]:
    """The list of this office in its order; empty before it was set."""
    kept: list[list[str]] = settings.setting(office, _KEY, [])
    return tuple(Pejabat(*one) for one in kept)


def usual(office: Office) -> tuple[Pejabat, ...]:
    """The positions an LKPJ usually passes in a province, a kabupaten or a kota."""
    region = region_lists.known(office, paths.forms())[office.identitas.wilayah]
    first, last = _ENDS[region.jenis]
    return tuple(Pejabat(one) for one in (first, *_BETWEEN, last))


def choose(office: Office, listed: Iterable[Pejabat]) -> tuple[Pejabat, ...]:
    """Print these from now on; lines without any word are left out, none at all prints none.

    Raises:
        LontarError: too many, a name without a position, or a text that is too long.

    """
    tidied = [Pejabat(*(teks_paket.tidy(text) for text in one)) for one in listed]
    made = tuple(one for one in tidied if any(one))
    if len(made) > MAX_PEJABAT:
        raise LontarError("paraf_banyak", jumlah=len(made), batas=MAX_PEJABAT)
    for number, one in enumerate(made, start=1):
        if not one.jabatan:
            raise LontarError("paraf_tanpa_jabatan", nomor=number, nama=one.nama or one.nip)
        longest = max(map(len, one))
        if longest > MAX_HURUF:
            raise LontarError("paraf_panjang", nomor=number, jumlah=longest, batas=MAX_HURUF)
    settings.set_setting(office, _KEY, [list(one) for one in made])
    return made


def sheet(listed: Sequence[Pejabat], judul: str) -> LembarCetak:
    """The table to initial and to sign in: one line each, in order, with room for a pen."""
    last = len(listed)
    rows = tuple(
        (number, one.jabatan, _name(one), t(f"paraf.{_act(number, last)}"), _ROOM, _ROOM)
        for number, one in enumerate(listed, start=1)
    )
    return LembarCetak(
        t("paraf.lembar"),
        (t("paraf.judul"), judul),
        (tuple(t("paraf.kepala").split("|")),),
        rows,
        _WIDTHS,
        tengah=frozenset({0, 3}),
        catatan=(t("paraf.catatan"),),
    )


def signed(sampul: Sampul, listed: Sequence[Pejabat]) -> Sampul:
    """The same file about itself, signed by the last of the list; unchanged without one."""
    if not listed:
        return sampul
    signer, nip = listed[-1], listed[-1].nip
    tanda = sampul.tanda._replace(
        jabatan=signer.jabatan,
        nama=signer.nama or t("cetak.tanda.nama_kosong"),
        nip=t("cetak.tanda.nip", nip=nip) if nip else "",
    )
    return sampul._replace(tanda=tanda)


def added(naskah: Naskah, listed: Sequence[Pejabat]) -> Naskah:
    """A written report that ends with the sheet to initial; unchanged without a list."""
    if not listed:
        return naskah
    made = sheet(listed, " ".join(naskah.judul))
    parts = (Judul(t("paraf.judul"), 1), Tabel(t("paraf.tabel"), made))
    return replace(naskah, bagian=(*naskah.bagian, *parts))


def _act(number: int, last: int) -> str:
    return "tanda_tangan" if number == last else "paraf"


def _name(one: Pejabat) -> str:
    """Name and NIP above each other, dots where nobody is named, and room for a pen."""
    nip = t("cetak.tanda.nip", nip=one.nip) if one.nip else _ROOM
    return "\n".join((_ROOM, one.nama or t("paraf.tanpa_nama"), nip))
