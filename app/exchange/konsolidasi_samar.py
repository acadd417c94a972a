"""Small counts of people that are not printed, hidden so that no subtotal gives them away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.petak import ANGKA
from app.domain.sel_kecil import MARKS, Jumlah, conceal
from app.exchange.konsolidasi_jelas import PROVINSI, cluster_code

if TYPE_CHECKING:
    from app.domain.konsolidasi import Konsolidasi
    from app.domain.konsolidasi_kolom import KolomGabung

Tabirs = Mapping[tuple[str, str], str]
"""What is printed instead of a figure, by column and code of the row."""


def veiled(konsolidasi: Konsolidasi) -> Tabirs:
    """Every figure that may not be seen on paper; what is not listed is printed."""
    found: dict[tuple[str, str], str] = {}
    for kolom in konsolidasi.kolom:
        if kolom.samar:
            found |= {(kolom.kode, row): mark for row, mark in _of(konsolidasi, kolom).items()}
    return found


def _of(konsolidasi: Konsolidasi, kolom: KolomGabung) -> dict[str, str]:
    rows = [(one.wilayah.kode, one.petak[kolom.kode]) for one in konsolidasi.baris]
    groups = {cluster_code(one.nama): one for one in konsolidasi.klaster}
    counts = {kode: petak.angka for kode, petak in rows if petak.rupa == ANGKA}
    totals = {code: one.petak[kolom.kode].angka for code, one in groups.items()}
    totals[PROVINSI] = konsolidasi.provinsi.petak[kolom.kode].angka
    known = {code: int(angka) for code, angka in (counts | totals).items() if angka is not None}
    sums = [Jumlah(code, one.anggota) for code, one in groups.items()]
    sums.append(Jumlah(PROVINSI, tuple(groups)))
    return {code: MARKS[tabir] for code, tabir in conceal(known, sums).items()}
