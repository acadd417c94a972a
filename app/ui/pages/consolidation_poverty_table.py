"""The konsolidasi of kemiskinan as rows and columns: regions, klaster, province, comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.petak import ANGKA, TEKS, TERISI, TIDAK_DIGABUNG
from app.exchange import konsolidasi_kata as kata
from app.exchange.konsolidasi_jelas import BANDING, PROVINSI, cluster_code
from app.teks import t
from app.ui.charts.wide import Column, Line, Place
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.gabung import Gabungan
    from app.domain.konsolidasi import BarisGabungan, Konsolidasi
    from app.domain.konsolidasi_kolom import KolomGabung

_FIGURES = frozenset({ANGKA, TEKS, TERISI})


def columns(konsolidasi: Konsolidasi) -> list[Column]:
    """Every column, with the name of its group."""
    names = {one.kode: one.nama for one in konsolidasi.kelompok}
    return [
        Column(one.kode, one.judul, one.satuan, names[one.kelompok]) for one in konsolidasi.kolom
    ]


def lines(konsolidasi: Konsolidasi) -> list[Line]:
    """Every row, from the first region to the comparison."""
    kolom = konsolidasi.kolom
    found = []
    for row in konsolidasi.baris:
        places = []
        for one in kolom:
            petak = row.petak[one.kode]
            text = kata.region_text(one, petak)
            places.append(Place(text, muted=petak.rupa not in _FIGURES))
        found.append(Line(row.wilayah.kode, row.wilayah.nama, places))
    for group in konsolidasi.klaster:
        name = kata.cluster_name(group.nama)
        found.append(_together(cluster_code(group.nama), name, group, kolom))
    whole = konsolidasi.provinsi
    found.append(_together(PROVINSI, t("konsolidasi.miskin.semua"), whole, kolom))
    found.append(_comparison(konsolidasi))
    return found


def _together(code: str, name: str, group: BarisGabungan, kolom: Iterable[KolomGabung]) -> Line:
    places = [_total(one, group.petak[one.kode]) for one in kolom]
    below = t("konsolidasi.miskin.banyak_wilayah", jumlah=len(group.anggota))
    return Line(code, name, places, below, strong=True)


def _total(kolom: KolomGabung, total: Gabungan) -> Place:
    text, below = kata.total_text(kolom, total), kata.coverage(total)
    if kolom.gabung == "dari_provinsi" and total.rupa != TIDAK_DIGABUNG:
        below = t("konsolidasi.miskin.milik_provinsi")
    tone = Tone.WARN if total.ikut and not total.whole else None
    return Place(text, below, muted=total.rupa not in _FIGURES, tone=tone)


def _comparison(konsolidasi: Konsolidasi) -> Line:
    places = []
    for one in konsolidasi.kolom:
        banding = konsolidasi.banding.get(one.kode)
        if banding is None:
            places.append(Place(""))
            continue
        shown, short = kata.comparison_text(one, banding)
        tone = {True: Tone.GOOD, False: Tone.BAD, None: None}[banding.cocok]
        places.append(Place(shown, short, muted=banding.provinsi.angka is None, tone=tone))
    title, below = t("konsolidasi.miskin.angka_provinsi"), t("konsolidasi.miskin.selisihnya")
    return Line(BANDING, title, places, below, strong=True)
