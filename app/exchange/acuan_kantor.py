"""What an office makes and judges packages with: the published definitions and its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain.wilayah_terbit import BukuWilayah
from app.exchange.paket import Acuan
from app.store import definitions, pustaka, region_lists
from app.store.office import DATABASE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.domain.wilayah_terbit import DaftarWilayah
    from app.store.office import Office

_NEWEST = "9999-T4"


def of_office(acuan: Acuan, office: Office) -> Acuan:
    """The published definitions with those the province sent this office in signed files.

    A version that came in such a file counts as the office has it.
    """
    forms, installed = dict(acuan.forms), definitions.installed_versions(office)
    dates = pustaka.dates_of(office)
    for key in sorted(dates):
        if key in installed or key not in forms:
            forms[key] = pustaka.version_of(office, *key)
    lists = region_lists.book(office, paths.forms())
    wilayah = region_lists.known(office, paths.forms())
    return Acuan(forms.values(), acuan.urusan, wilayah, acuan.metode, dates, lists)


def held(office: Office, folder: Path) -> Acuan:
    """What an office has of its own; `folder` publishes all but the forms.

    Read in a tenth of the time of the published files, for an office that was just made with them.
    """
    dates = pustaka.dates_of(office)
    return Acuan(
        [pustaka.version_of(office, *key) for key in sorted(dates)],
        pustaka.load_urusan(folder),
        region_lists.known(office, folder),
        pustaka.load_metode(folder),
        dates,
        region_lists.book(office, folder),
    )


def of_folders(acuan: Acuan, folders: Iterable[Path]) -> Acuan:
    """The same with what several offices have, read without opening them; they may be in use.

    What has the fingerprint a package names is the definition it was made with, wherever it lies.
    """
    forms = dict(acuan.forms)
    lists: dict[int, DaftarWilayah] = {}
    for folder in folders:
        for form in pustaka.peek(folder / DATABASE_NAME, forms.keys()):
            forms.setdefault((form.kode, form.versi), form)
        for one in region_lists.peek(folder / DATABASE_NAME):
            lists.setdefault(one.versi, one)
    known = BukuWilayah(acuan.wilayah, [lists[versi] for versi in sorted(lists)])
    return Acuan(forms.values(), acuan.urusan, known.known(_NEWEST), acuan.metode, lists=known)
