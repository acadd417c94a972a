"""The rows of LKPJ that come from what the office wrote down: policies, and the DPRD's advice.

A recommendation is a follow-up: its state, its reports and the documents they name are printed as
they stand on the day the report is made.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.tindak_lanjut import JenisLanjut
from app.exchange import bahan_lkpj
from app.exchange.tanggal import written_day
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.cetak_rupa import Isi
    from app.domain.tindak_lanjut import TindakLanjut
    from app.exchange.bahan_lkpj import Dicatat

NIL = "-"
_TOLD = (JenisLanjut.LAPOR, JenisLanjut.TUTUP, JenisLanjut.BUKA)


def policies(dicatat: Dicatat) -> Iterator[list[Isi]]:
    """The rows of table 3.2; one that says so where nothing is written down."""
    for number, one in enumerate(dicatat.kebijakan, start=1):
        yield [number, *(text or NIL for text in one.isi)]
    if not dicatat.kebijakan:
        yield _nothing()


def recommendations(dicatat: Dicatat) -> Iterator[list[Isi]]:
    """The rows of table 3.3; as above."""
    for number, one in enumerate(dicatat.anjuran, start=1):
        told = "\n".join(_done(one.lanjut, dicatat.hari))
        yield [number, _advice(one.lanjut), told, one.rekomendasi.tujuan or NIL]
    if not dicatat.anjuran:
        yield _nothing()


def policy_remark(dicatat: Dicatat) -> str:
    """What stands below table 3.2."""
    return t(f"laporan.lkpj.l4.catatan{'' if dicatat.sendiri else '_lain'}")


def recommendation_remark(dicatat: Dicatat) -> str:
    """What stands below table 3.3: how far the recommendations are, counted."""
    if not dicatat.sendiri:
        return t("laporan.lkpj.l5.catatan_lain")
    if not dicatat.anjuran:
        return t("laporan.lkpj.l5.catatan")
    counts = bahan_lkpj.status_counts(dicatat.anjuran, dicatat.hari)
    return t("laporan.lkpj.l5.ringkas", tanggal=written_day(dicatat.hari), **counts)


def _nothing() -> list[Isi]:
    return [None, t("laporan.status.belum_ada_data"), NIL, NIL]


def _advice(one: TindakLanjut) -> str:
    return t("laporan.lkpj.l5.rekomendasi", uraian=one.uraian, opd=one.opd)


def _done(one: TindakLanjut, hari: date) -> Iterator[str]:
    """Its state, the latest report or the reason it was closed for, and what proves it."""
    yield t(f"laporan.lkpj.keadaan.{one.keadaan.value}")
    told = [event for event in one.kejadian if event.jenis in _TOLD]
    if told:
        day = written_day(date.fromisoformat(told[-1].hari))
        yield t("laporan.lkpj.l5.laporan", tanggal=day, teks=told[-1].teks)
    if one.keadaan.dikerjakan:
        late = "lewat" if one.terlambat(hari) else "tenggat"
        day, left = written_day(one.tenggat), abs(one.sisa_hari(hari))
        yield t(f"laporan.lkpj.l5.{late}", tanggal=day, hari=left)
    found = "; ".join(bahan_lkpj.proofs(one))
    yield t("laporan.lkpj.l5.bukti", bukti=found) if found else t("laporan.lkpj.l5.tanpa_bukti")
