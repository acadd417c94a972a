"""What is said about a table that is imported: its sums, broken cells, and what is odd about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain.kisi import address
from app.domain.temuan import by_severity
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
    yield from findings(found)
    yield from (control(one) for one in found.kontrol if one.cocok)


def control(one: Kontrol) -> str:
    """A printed sum beside that of the rows."""
    cetak, hitung, selisih = one.teks
    key = "tabel.kontrol.cocok" if one.cocok else "tabel.kontrol.beda"
    return t(key, judul=one.judul, cetak=cetak, hitung=hitung, selisih=selisih)


def findings(found: HasilImpor) -> Iterator[str]:
    """What the rules would say, and where; the same about many rows is said once."""
    same: dict[tuple[str, str], list[str]] = {}
    for satu in by_severity(list(found.temuan), "selesai"):
        same.setdefault((satu.aturan.kode, satu.pesan), []).append(satu.sel)
    for (kode, pesan), cells in same.items():
        sel = found.form.find(cells[0])
        label = sel.label if sel is not None else ""
        if len(cells) > 1:
            yield t("tabel.temuan_sama", aturan=kode, pesan=pesan, jumlah=len(cells), sel=label)
        else:
            yield t("tabel.temuan", aturan=kode, pesan=pesan, sel=label)


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
