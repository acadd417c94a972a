"""The charts of the konsolidasi handed on as pictures: which there are, and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.peringkat import Peringkat, index_ranks
from app.teks import t

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.periode import Periode
    from app.domain.rekap import BarisRekap
    from app.domain.rekap_gabung import Reported
    from app.domain.wilayah import Wilayah

PERINGKAT, PETA, SEBARAN = "peringkat", "peta", "sebaran"
PANAS_URUSAN, PANAS_LAYANAN = "panas_urusan", "panas_layanan"
TREN_BELUM, TREN_INDEKS = "tren_belum", "tren_indeks"
GAMBAR = (PETA, PANAS_URUSAN, PANAS_LAYANAN, PERINGKAT, TREN_BELUM, TREN_INDEKS, SEBARAN)
"""Every picture by its code, in the order they are written."""


class Asal(NamedTuple):
    """Where the figures of a picture come from; `tanda_air` marks those of an exercise."""

    periode: Periode
    kantor: str
    dibuat: datetime
    tanda_air: str = ""


class Kepala(NamedTuple):
    """What stands around a picture: title, on how many regions it rests, and the source."""

    judul: str
    cakupan: str
    sumber: str
    tanda_air: str


def head(kode: str, reported: Reported, asal: Asal, urusan: str = "") -> Kepala:
    """The words around a picture; `urusan` is the name of the one it is about."""
    title = t(f"gambar.{kode}.judul", periode=asal.periode.judul)
    metode = reported.metode
    return Kepala(
        t("gambar.tentang", judul=title, urusan=urusan) if urusan else title,
        coverage(reported),
        t(
            "gambar.sumber",
            kantor=asal.kantor,
            waktu=f"{asal.dibuat:%d-%m-%Y %H.%M}",
            metode=metode.kode,
            versi=metode.versi,
        ),
        asal.tanda_air,
    )


def coverage(reported: Reported) -> str:
    """How many of all regions have data and are complete, and by name who sent nothing."""
    rows = reported.rows
    told = t(
        "gambar.cakupan",
        ada=len(rows),
        semua=len(reported.wilayah),
        lengkap=sum(row.kelengkapan.lengkap for row in rows.values()),
    )
    missing = [one.singkat for one in reported.wilayah if one.kode not in rows]
    return f"{told} {t('gambar.belum_ada', daftar=', '.join(missing))}" if missing else told


class Urutan(NamedTuple):
    """A region in the order of the ranking; without data `baris` is None."""

    wilayah: Wilayah
    baris: BarisRekap | None
    tempat: Peringkat | None


def in_order(reported: Reported) -> list[Urutan]:
    """Those with a place first, then provisional figures from the highest, then who has none."""
    places = index_ranks(reported.rows.values())
    found = [
        Urutan(one, reported.rows.get(one.kode), places.get(one.kode)) for one in reported.wilayah
    ]
    return sorted(found, key=_order)


def _order(one: Urutan) -> tuple[int, float, str]:
    if one.tempat is not None:
        return 0, float(one.tempat.tempat), one.wilayah.kode
    if one.baris is None:
        return 3, 0.0, one.wilayah.kode
    nilai = one.baris.indeks.nilai
    return (2, 0.0, one.wilayah.kode) if nilai is None else (1, -float(nilai), one.wilayah.kode)
