"""The table: every region, its people not yet served, its index and place; klaster and province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.sudut import angka
from app.domain.indeks import kategori
from app.domain.peringkat import index_ranks
from app.domain.rekap import PEOPLE
from app.domain.rekap_gabung import WHOLE, groups
from app.exchange import rekap_kata
from app.teks import t

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.keluaran import Keluaran
    from app.domain.indeks import Metode, Simpul
    from app.domain.peringkat import Peringkat
    from app.domain.rekap import BarisRekap
    from app.domain.rekap_gabung import Golongan
    from app.domain.wilayah import Wilayah
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office


def show(_office: Office, bahan: Bahan, _args: Namespace, keluaran: Keluaran) -> dict[str, object]:
    """Print the table and return it."""
    places = index_ranks(bahan.present)
    found = groups(bahan.reported)
    heads = ("wilayah", "keadaan", "belum", "indeks", "peringkat", "kategori")
    rows = [_line(bahan, one, places.get(one.kode)) for one in bahan.wilayah]
    rows += [line for group in found for line in _lines(group, bahan.metode)]
    keluaran.table([t(f"konsolidasi.kolom.{name}") for name in heads], rows, right=(2, 3, 4))
    keluaran.say(t("konsolidasi.kaki.tanda"))
    return {
        "metode": {"kode": bahan.metode.kode, "kebutuhan_nol": bahan.metode.kebutuhan_nol},
        "wilayah": [_region(bahan, one, places.get(one.kode)) for one in bahan.wilayah],
        "golongan": [_group(group, bahan.metode) for group in found],
    }


# --- For people ----------------------------------------------------------------------------------


def _line(bahan: Bahan, wilayah: Wilayah, place: Peringkat | None) -> list[str]:
    row = bahan.rows.get(wilayah.kode)
    state = t(f"konsolidasi.keadaan.{_state(row)}")
    nothing = t("konsolidasi.kosong")
    if row is None:
        return [wilayah.nama, state, nothing, nothing, nothing, ""]
    people = angka.count(row.belum_terlayani, PEOPLE)
    shown = nothing
    if place is not None:
        shown = t("konsolidasi.seri", tempat=place.tempat) if place.seri else str(place.tempat)
    band = _band(row.indeks, bahan.metode)
    return [wilayah.nama, state, people, angka.node(row.indeks), shown, band]


def _state(row: BarisRekap | None) -> str:
    if row is None:
        return "belum"
    return "lengkap" if row.kelengkapan.lengkap else "belum_lengkap"


def _band(simpul: Simpul, metode: Metode) -> str:
    if simpul.nilai is None:
        return ""
    if simpul.final is None:
        return t("konsolidasi.kategori_sementara")
    return kategori(simpul.nilai, metode)


def _lines(group: Golongan, metode: Metode) -> list[list[str]]:
    name, semua = rekap_kata.group_name(group), len(group.anggota)
    mean, of = group.rerata.get(WHOLE), group.rerata_dari.get(WHOLE, 0)
    band = "" if mean is None else kategori(mean, metode)
    pooled, people = group.gabungan, angka.count(group.belum_terlayani, PEOPLE)
    here = t("konsolidasi.golongan.gabungan", jumlah=len(group.hadir), semua=semua)
    return [
        [
            name,
            t("konsolidasi.golongan.rerata", jumlah=of, semua=semua),
            "",
            angka.index(mean),
            "",
            band,
        ],
        [name, here, people, angka.node(pooled), "", _band(pooled, metode)],
    ]


# --- For programs --------------------------------------------------------------------------------


def _region(bahan: Bahan, wilayah: Wilayah, place: Peringkat | None) -> dict[str, object]:
    row = bahan.rows.get(wilayah.kode)
    found: dict[str, object] = {
        "kode": wilayah.kode,
        "nama": wilayah.nama,
        "klaster": wilayah.klaster,
        "keadaan": _state(row),
    }
    if row is None:
        return found
    return found | {
        "belum_terlayani": dict(row.belum_terlayani),
        **_figures(row.indeks, bahan.metode),
        "peringkat": place.tempat if place else None,
        "seri": place.seri if place else False,
    }


def _figures(simpul: Simpul, metode: Metode) -> dict[str, object]:
    return {
        "urusan": {one.kode: angka.number(one.nilai) for one in simpul.anak},
        "indeks": angka.number(simpul.nilai),
        "sementara": simpul.final is None,
        "kategori": None if simpul.nilai is None else kategori(simpul.nilai, metode),
    }


def _group(group: Golongan, metode: Metode) -> dict[str, object]:
    return {
        "kode": group.kode,
        "nama": rekap_kata.group_name(group),
        "anggota": [one.kode for one in group.anggota],
        "hadir": list(group.hadir),
        "belum_terlayani": dict(group.belum_terlayani),
        "rerata": {
            "indeks": angka.number(group.rerata.get(WHOLE)),
            "dari": group.rerata_dari.get(WHOLE, 0),
            "urusan": {kode: angka.number(one) for kode, one in group.rerata.items() if kode},
            "urusan_dari": {kode: one for kode, one in group.rerata_dari.items() if kode},
        },
        "gabungan": {"dari": len(group.hadir), **_figures(group.gabungan, metode)},
    }
