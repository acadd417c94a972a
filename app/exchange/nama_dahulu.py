"""The other versions of a form an office knows, for what its columns and rows were called there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import nama_dahulu
from app.store import pustaka

if TYPE_CHECKING:
    from app.domain.cetak import Cetak
    from app.domain.formulir import Formulir, Tabel
    from app.domain.nama_dahulu import Nama
    from app.store.office import Office


def versions(office: Office, form: Formulir) -> list[Formulir]:
    """Every other version of a form, older and newer."""
    known = (versi for kode, versi in pustaka.dates_of(office) if kode == form.kode)
    return [pustaka.version_of(office, form.kode, one) for one in known if one != form.versi]


def labels(office: Office, form: Formulir) -> Nama:
    """What its columns and rows are called in its other versions, where they differ."""
    return nama_dahulu.former_labels(form, versions(office, form))


def printed(office: Office, form: Formulir, tabel: Tabel) -> Cetak:
    """How a register of it is printed, with the headings of other versions beside its own."""
    assert tabel.cetak is not None
    others = (one.tables.get(tabel.kode) for one in versions(office, form))
    prints = [one.cetak for one in others if one is not None and one.cetak is not None]
    return nama_dahulu.with_former_headings(tabel.cetak, prints)
