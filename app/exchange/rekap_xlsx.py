"""`rekap.xlsx`: the index of every region, the values behind it, and its own recomputation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import (
    berkas,
    rekap_espm,
    rekap_grafik,
    rekap_lembar,
    rekap_tanya,
    rekap_ulang,
)
from app.exchange.rekap_bahan import Bahan, data_rows, province_line
from app.exchange.rekap_hitung import Isi, Plan, build, differences, evaluate
from app.exchange.rekap_kertas import Book, check_written
from app.exchange.rekap_sekitar import Sekitar
from app.teks import t

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from app.exchange.rekap_hitung import DataKey


@dataclass(frozen=True, slots=True)
class RingkasanRekap:
    """What a recap came to: how many regions there are, sent, are complete, and their mean."""

    wilayah: int
    diterima: int
    lengkap: int
    rerata: Fraction | None

    @property
    def belum_lengkap(self) -> int:
        """Regions that sent something, but not everything."""
        return self.diterima - self.lengkap

    @property
    def belum_ada(self) -> int:
        """Regions without any data."""
        return self.wilayah - self.diterima


def summarise(bahan: Bahan) -> RingkasanRekap:
    """The four numbers everybody asks for first."""
    return RingkasanRekap(len(bahan.wilayah), len(bahan.rows), bahan.complete, bahan.mean[0])


def save(bahan: Bahan, path: Path, sekitar: Sekitar | None = None) -> RingkasanRekap:
    """Write the workbook to `path`, where it appears only when whole and in agreement.

    `sekitar` is what else is told: earlier quarters, questions, follow-ups, evidence.

    Raises:
        LontarError: the recomputation differs from the program's figures, the written file
            reads differently, or the disk refuses.
    """
    plan, results, data = recompute(bahan)
    title = t("rekap.judul", periode=bahan.periode.judul)
    book = Book({"title": title, "author": bahan.kantor}, bahan.tanda_air, bahan.kertas)
    rekap_lembar.summary(book, bahan)
    rekap_lembar.services(book, bahan)
    rekap_lembar.indices(book, bahan)
    if bahan.pembanding.reported:
        rekap_espm.sheet(book, bahan)
    around = sekitar or Sekitar()
    rekap_grafik.charts(book, bahan, around)
    rekap_tanya.questions(book, bahan, around)
    rekap_tanya.follow_ups(book, bahan, around)
    rekap_tanya.evidence(book, bahan, around)
    addresses = rekap_lembar.data(book, bahan)
    rekap_lembar.sources(book, bahan)
    foot = t("rekap.kaki", periode=bahan.periode.judul)
    rekap_ulang.recomputation(book, plan, results, data, addresses, kaki=foot)
    berkas.write_atomic(path, book.finish(), check=lambda written: check_written(written, book))
    return summarise(bahan)


def recompute(bahan: Bahan) -> tuple[Plan, list[Isi], dict[DataKey, Isi]]:
    """The recomputation with its results, refused unless they are the program's figures."""
    data = {row.key: row.isi for row in data_rows(bahan)}
    top = province_line(bahan, t("rekap.ulang.provinsi"))
    plan = build(bahan.present, top, bahan.metode, t("rekap.tidak_dihitung"))
    results = evaluate(plan, data)
    wrong = differences(plan, results)
    if wrong:
        line = wrong[0]
        raise LontarError(
            "rekap_tidak_cocok",
            wilayah=line.wilayah,
            kode=line.kode,
            uraian=line.label,
            jumlah=len(wrong),
        )
    return plan, results, data
