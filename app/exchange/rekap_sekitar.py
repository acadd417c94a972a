"""What stands around the figures of a recap: earlier quarters, questions, follow-ups.

`gather` belongs to the main thread; what it returns may be written beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.tindak_lanjut import JenisLanjut
from app.exchange import butir_tanya, mingguan, rekap_tren
from app.store import follow_ups
from app.teks import t

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.periode import Periode
    from app.domain.tindak_lanjut import TindakLanjut
    from app.domain.wilayah import Wilayah
    from app.exchange.butir_tanya import Butir
    from app.exchange.rekap_bahan import Bahan
    from app.exchange.rekap_hitung import Isi
    from app.exchange.rekap_tren import Quarter
    from app.store.office import Office

    Rows = Sequence[Sequence[Isi]]

TANYA = (
    "wilayah", "layanan", "sel", "tanya", "waktu", "isi", "menahan", "keadaan", "jawab", "dijawab",
)  # fmt: skip
LANJUT = (
    "wilayah", "rapat", "keputusan", "uraian", "opd", "pj", "bobot", "tenggat", "keadaan", "sisa",
    "laporan",
)  # fmt: skip
"""The columns of the two sheets."""


@dataclass(frozen=True, kw_only=True)
class Sekitar:
    """Earlier quarters with this one last, and the two lists row by row, ready to be written."""

    triwulan: Sequence[Quarter] = ()
    tanya: Rows = ()
    lanjut: Rows = ()


def gather(office: Office, bahan: Bahan, folder: Path) -> Sekitar:
    """Read it all at once; `folder` holds the definitions."""
    return of_quarters(office, bahan, list(rekap_tren.quarters(office, bahan.periode, folder)))


def of_quarters(office: Office, bahan: Bahan, triwulan: Sequence[Quarter]) -> Sekitar:
    """The same with quarters that were read before."""
    names = {one.kode: one.nama for one in bahan.wilayah}
    return Sekitar(
        triwulan=triwulan,
        tanya=tuple(_questions(office, bahan.periode, names)),
        lanjut=tuple(_follow_ups(office, bahan.wilayah, bahan.dibuat.date(), bahan.periode)),
    )


def _questions(
    office: Office, periode: Periode, names: dict[str, str]
) -> Iterator[tuple[Isi, ...]]:
    """Every question about this quarter that was put to one of these regions, or to an OPD."""
    for one in butir_tanya.listed(office, periode=periode):
        if one.tanya.wilayah in names:
            yield _question(one, one.tanya.opd or names[one.tanya.wilayah])


def _question(one: Butir, wilayah: str) -> tuple[Isi, ...]:
    asked, answered = one.tanya.dibuka, one.tanya.dijawab
    return (
        wilayah,
        one.form.judul,
        one.sel.label,
        asked.teks if asked else one.tanya.teks,
        _day(asked.waktu) if asked else "",
        one.ditanya,
        t("rekap.ya" if one.tanya.penghalang else "rekap.tidak"),
        t(f"tanya.keadaan.{one.keadaan}"),
        answered.teks if answered else "",
        _day(answered.waktu) if answered else "",
    )


def _follow_ups(
    office: Office, wilayah: Sequence[Wilayah], today: date, periode: Periode
) -> Iterator[tuple[Isi, ...]]:
    """What is open, and what was decided in this year."""
    names = {one.kode: one.nama for one in wilayah}
    for one in follow_ups.follow_ups(office):
        if not one.ditutup or one.rapat.startswith(str(periode.tahun)):
            yield _follow_up(one, names.get(one.wilayah, one.wilayah), today)


def _follow_up(one: TindakLanjut, wilayah: str, today: date) -> tuple[Isi, ...]:
    told = [event.teks for event in one.kejadian if event.jenis is JenisLanjut.LAPOR]
    return (
        wilayah,
        _day(one.rapat),
        one.keputusan,
        one.uraian,
        one.opd,
        one.pj,
        one.bobot,
        f"{one.tenggat:%d-%m-%Y}",
        mingguan.state(one),
        mingguan.days(one, today),
        told[-1] if told else "",
    )


def _day(waktu: str) -> str:
    return f"{date.fromisoformat(waktu[:10]):%d-%m-%Y}"
