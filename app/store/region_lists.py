"""The regions of an office: those of a quarter, and all that were ever known here.

A quarter uses the list that holds in it, so that its totals keep the regions they rested on. A
region is known by its code for ever, by the name it has now, whether a list still has it or not.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from app.domain import wilayah_terbit
from app.domain.periode import Periode
from app.domain.wilayah import Wilayah
from app.domain.wilayah_terbit import BukuWilayah, DaftarWilayah
from app.store import pustaka, versions
from app.store.published import QuarterShelf
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office

PUBLISHED = QuarterShelf(pustaka.REGION_LISTS, DaftarWilayah, "wilayah.dipegang")
_MONTHS = 3
_KEPT = "SELECT isi FROM pengaturan WHERE kunci = ?"


def book(office: Office, folder: Path) -> BukuWilayah:
    """All lists an office knows; `folder` holds the definitions of the program."""
    lists, held = PUBLISHED.installed(office), PUBLISHED.held(office)
    return BukuWilayah(pustaka.load_wilayah(folder), lists, held, _typed(office))


def of_quarter(office: Office, folder: Path, periode: Periode) -> dict[str, Wilayah]:
    """The regions of a period by code, the province first; the office's own is always there."""
    lists, own = book(office, folder), office.identitas.wilayah
    inside = dict(lists.of_quarter(versions.last_quarter(str(periode))))
    return inside if own in inside else {**inside, own: lists.known(_today(office))[own]}


def known(office: Office, folder: Path) -> dict[str, Wilayah]:
    """All regions that ever were or will be, by code, each as the newest list in force tells it."""
    return book(office, folder).known(_today(office))


def region(office: Office, folder: Path, kode: str, periode: Periode) -> Wilayah:
    """A region as it is in a period, or else as it is known.

    Raises:
        KeyError: no list has it.

    """
    listed = PUBLISHED.of_quarter(office, versions.last_quarter(str(periode)))
    try:
        # Most offices never read the others.
        if listed is None:
            return pustaka.load_region(folder, kode)
        return wilayah_terbit.regions(listed.wilayah)[kode]
    except KeyError:
        return known(office, folder)[kode]


def peek(database: Path) -> list[DaftarWilayah]:
    """The lists in an office that may be open elsewhere; nothing is locked.

    An office that cannot be read has none to offer.
    """
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            row = conn.execute(_KEPT, (PUBLISHED.key,)).fetchone()
    except sqlite3.Error:
        return []
    return msgspec.json.decode(row[0], type=list[DaftarWilayah]) if row else []


def note_own(office: Office, wilayah: Wilayah) -> None:
    """Keep the name of a region that no list here has yet: a new one, whose office is set up."""
    told = {"nama": wilayah.nama, "singkat": wilayah.singkat, "jenis": wilayah.jenis}
    set_setting(office, pustaka.OWN_REGION, told)


def _typed(office: Office) -> Wilayah | None:
    told: dict[str, str] = setting(office, pustaka.OWN_REGION, {})
    return msgspec.convert({"kode": office.identitas.wilayah, **told}, Wilayah) if told else None


def _today(office: Office) -> str:
    today = office.now().date()
    return str(Periode(today.year, (today.month - 1) // _MONTHS + 1))
