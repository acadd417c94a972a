"""Accepted packages of many regions with one figure each, as a province's book would hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import dispatch
from app.store.door import CellWrite, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.store.office import Office

PERIODE = "2026-T3"
FORMULIR = "KES-01"
HARUS, TERLAYANI = "penerima.harus.jumlah", "penerima.terlayani.jumlah"
LIMA = {"53.08": 10, "53.09": 20, "53.10": 45, "53.11": 60, "53.12": 90}
"""What five regions achieved, in percent; the median is 45."""


def accept(office: Office, percent: Mapping[str, int], putusan: str = "sah_utuh") -> None:
    """Enter a package of each region with its percentage in KES-01."""
    for number, (wilayah, served) in enumerate(percent.items(), start=1):
        figures = {("2026", HARUS): 100, (PERIODE, TERLAYANI): served}
        cells = [
            CellWrite(FORMULIR, wilayah, when, sel, isi) for (when, sel), isi in figures.items()
        ]
        write(office, cells, jenis="impor", label="Paket", pelaku="Uji")
        paket = dispatch.Paket(
            arah="masuk",
            putusan=putusan,
            nama_berkas=f"{wilayah}.xlsx",
            paket_id=f"{number:064x}",
            wilayah=wilayah,
            periode=PERIODE,
            revisi=1,
        )
        dispatch.record_package(office, paket, b"paket")
