"""What is said about a table that is imported: its sums, broken cells, and what is odd about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain.kisi import address
from app.store import pustaka
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.tabel_kontrol import Kontrol, Usulan
    from app.exchange.impor_tabel import HasilImpor


def summary(found: HasilImpor) -> str:
    """Rows and cells: taken, left out, listed."""
    counts = found.hitungan
    return t(
        "tabel.ringkas",
        baris=len(found.baris),
        baru=len(found.baru),
        berisi=len(found.nasib),
        diambil=counts["diambil"],
        dikecualikan=counts["dikecualikan"],
        didaftar=counts["didaftar"],
    )


def verdict(found: HasilImpor) -> Iterator[str]:
    """Everything about the table as a whole, gravest first."""
    if found.ditolak:
        yield t("tabel.jumlah_salah")
    yield from (control(one) for one in found.kontrol if not one.cocok)
    yield from (proposal(found, one) for one in found.usulan)
    yield from notes(found)
    yield from (finding(found, number) for number in range(len(found.temuan)))
    yield from (control(one) for one in found.kontrol if one.cocok)


def control(one: Kontrol) -> str:
    """A printed sum beside that of the rows."""
    cetak, hitung, selisih = one.teks
    key = "tabel.kontrol.cocok" if one.cocok else "tabel.kontrol.beda"
    return t(key, judul=one.judul, cetak=cetak, hitung=hitung, selisih=selisih)


def finding(found: HasilImpor, number: int) -> str:
    """What a rule would say, and where."""
    satu = found.temuan[number]
    sel = found.form.find(satu.sel)
    return f"{sel.label}: {satu.pesan}" if sel is not None else satu.pesan


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
