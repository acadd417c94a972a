"""The guard before a table is read: lists of people never come in, only what counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.daftar_orang import people_listed
from app.domain.kisi import address
from app.errors import LontarError

if TYPE_CHECKING:
    from app.domain.kisi import Kisi


def refuse_people(lembar: str, kisi: Kisi) -> None:
    """Refuse a sheet that lists people, whatever else stands in it.

    Raises:
        LontarError: it does; the sentence names the cell and shows nothing of anybody.

    """
    found = people_listed(kisi)
    if found is not None:
        kode = "tabel_kolom_orang" if found.jenis == "kepala" else "tabel_daftar_orang"
        raise LontarError(kode, lembar=lembar, sel=address(found.letak), samar=found.samar)
