"""A single cell of a form, for tests that need no sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.formulir import Baris, Sel, Tabel
from app.domain.kolom import Kolom

if TYPE_CHECKING:
    from app.domain.kolom import JenisSel


def cell(jenis: JenisSel, desimal: int = 0) -> Sel:
    """A cell a person fills, of one kind."""
    return Sel(
        kode="t.b.k",
        tabel=Tabel(kode="t", judul="Tabel"),
        baris=Baris(kode="b", label="Baris", satuan="orang"),
        kolom=Kolom(kode="k", label="Kolom"),
        jenis=jenis,
        desimal=desimal,
        hitung="",
        closed=False,
        tahunan=False,
        wajib=True,
    )
