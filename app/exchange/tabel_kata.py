"""What is said about a table that is imported: proposals for broken cells, and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain.kisi import address
from app.store import pustaka
from app.teks import t

if TYPE_CHECKING:
    from app.domain.tabel_kontrol import Usulan
    from app.exchange.impor_tabel import HasilImpor


def proposal(found: HasilImpor, one: Usulan) -> str:
    """A cell that looks broken, with what would mend it."""
    row = one.letak[0]
    name = next((text for text in found.kisi.baris[row] if any(map(str.isalpha, text))), "")
    written, usul = one.teks
    return t(
        "tabel.usulan" if one.pasti else "tabel.usulan_kira",
        sel=address(one.letak),
        wilayah=name,
        judul=one.judul,
        tertulis=written or "–",
        usul=usul,
    )


def notes(found: HasilImpor) -> list[str]:
    """What is odd about a table as a whole."""
    said = []
    if found.lain_tahun:
        said.append(t("tabel.lain_tahun", tahun=found.tahun, periode=found.periode))
    if found.hilang:
        names = pustaka.load_wilayah(paths.forms())
        missing = ", ".join(names[kode].nama for kode in found.hilang)
        said.append(t("tabel.hilang", wilayah=missing))
    return said
