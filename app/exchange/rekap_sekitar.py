"""What stands around the figures of a recap: earlier quarters, questions, follow-ups, evidence.

`gather` belongs to the main thread; what it returns may be written beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.telaah import HasilTelaah
from app.domain.tindak_lanjut import JenisLanjut
from app.exchange import butir_tanya, mingguan, rekap_tren, telaah_kata
from app.store import evidence_review, follow_ups, pustaka
from app.teks import t

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.domain.tindak_lanjut import TindakLanjut
    from app.domain.wilayah import Wilayah
    from app.exchange.butir_tanya import Butir
    from app.exchange.rekap_bahan import Bahan
    from app.exchange.rekap_hitung import Isi
    from app.exchange.rekap_tren import Quarter
    from app.store.evidence_review import Ditelaah
    from app.store.office import Office

    Rows = Sequence[Sequence[Isi]]

TANYA = (
    "wilayah", "layanan", "sel", "tanya", "waktu", "isi", "menahan", "keadaan", "jawab", "dijawab",
)  # fmt: skip
LANJUT = (
    "wilayah", "rapat", "keputusan", "uraian", "opd", "pj", "bobot", "tenggat", "keadaan", "sisa",
    "laporan",
)  # fmt: skip
BUKTI = (
    "wilayah", "layanan", "sel", "berkas", "halaman", "tanggal", "sha256", "di_sini", "hasil",
    "alasan", "oleh", "waktu",
)  # fmt: skip
"""The columns of the three sheets."""


@dataclass(frozen=True, kw_only=True)
class Sekitar:
    """Earlier quarters with this one last, and the lists row by row, ready to be written."""

    triwulan: Sequence[Quarter] = ()
    tanya: Rows = ()
    lanjut: Rows = ()
    bukti: Rows = ()


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
        bukti=tuple(_evidence(office, bahan.periode, names)),
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


def _evidence(office: Office, periode: Periode, names: dict[str, str]) -> Iterator[tuple[Isi, ...]]:
    """Every piece of evidence that packages of these regions declare, with the verdict on it."""
    forms = pustaka.forms_of(office, periode)
    for one in evidence_review.of_period(office, periode):
        if one.bukti.wilayah in names:
            yield _piece(one, names[one.bukti.wilayah], forms.get(one.bukti.formulir))


def _piece(one: Ditelaah, wilayah: str, form: Formulir | None) -> tuple[Isi, ...]:
    bukti, said = one.bukti, one.telaah
    sel = form.find(bukti.sel) if form else None
    decided = said if one.hasil is not HasilTelaah.BELUM else None
    return (
        wilayah,
        form.judul if form else bukti.formulir,
        sel.label if sel else bukti.sel,
        bukti.nama,
        bukti.halaman,
        _day(bukti.tanggal) if bukti.tanggal else "",
        bukti.sha256,
        t("rekap.ya" if bukti.tiba else "rekap.tidak"),
        t(f"telaah.tombol.{one.hasil.value}"),
        telaah_kata.spoken(one) if one.usang else decided.alasan if decided else "",
        decided.pelaku if decided else "",
        _day(decided.waktu) if decided else "",
    )


def _day(waktu: str) -> str:
    return f"{date.fromisoformat(waktu[:10]):%d-%m-%Y}"
