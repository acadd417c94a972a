"""The metode of a file of definitions in words: what it decides, and what becomes of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.periode import Periode
from app.exchange import rekap_kata, tinjauan_kata
from app.store import definitions, methods, pilihan_metode, pustaka
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.domain.metode_terbit import BedaMetode
    from app.exchange.tinjau_metode import MetodeTinjau, TinjauanMetode, TriwulanTerkena
    from app.store.office import Office

_NAMED = frozenset({"kebutuhan_nol", "batas", "daerah"})
"""Decisions that have the words of Konsolidasi."""


def in_use(office: Office, folder: Path, periode: Periode) -> list[str]:
    """By which metode a quarter is worked out here, where it comes from, and what is only chosen.

    `folder` holds the definitions of the program.
    """
    base = methods.of_quarter(office, pustaka.load_metode(folder), str(periode))
    nomor = definitions.metode_from(office, base.versi)
    facts = {"periode": periode.judul, "versi": base.versi, "nomor": nomor}
    told = [t("definisi.metode.dari_berkas" if nomor else "definisi.metode.bawaan", **facts)]
    used = pilihan_metode.overlaid(office, base)
    told.append(rekap_kata.metode_told(used))
    bands = " · ".join(f"{band.nama} ≥ {band.batas}" for band in used.kategori)
    told.append(t("definisi.metode.kategori", daftar=bands))
    if str(periode) in methods.held(office):
        told.append(t("definisi.metode.dipegang", **facts))
    told += [
        t("definisi.metode.nanti", versi=one.versi, mulai=Periode.parse(one.berlaku).judul)
        for one in methods.PUBLISHED.installed(office)
        if one.berlaku > str(periode)
    ]
    if unpublished(office, folder, periode):
        told.append(t("definisi.metode.belum_terbit", **facts))
    return told


def unpublished(office: Office, folder: Path, periode: Periode) -> bool:
    """Whether the province chose something that no signed file says yet."""
    base = methods.of_quarter(office, pustaka.load_metode(folder), str(periode))
    return pilihan_metode.overlaid(office, base) != base


def summary(found: TinjauanMetode) -> str:
    """How many metode are new, and what becomes of quarters that were begun; "" without any."""
    if not found.metode:
        return ""
    touched = any(one.ganti for one in found.triwulan)
    told = [t("definisi.metode.ringkas", baru=len(found.baru))]
    if found.dapat_pindah:
        told.append(t("definisi.metode.triwulan_tetap", jumlah=len(found.dapat_pindah)))
    elif found.baru and not touched:
        told.append(t("definisi.metode.tidak_kena"))
    if found.ganti_pilihan:
        told.append(t("definisi.metode.ganti_pilihan"))
    return " ".join(told)


def decisions(one: MetodeTinjau) -> Iterator[str]:
    """A metode that is new here, and what it decides otherwise than the one before."""
    if one.sudah:
        return
    since = Periode.parse(one.metode.berlaku).judul
    facts = {"judul": one.metode.judul, "versi": one.metode.versi, "mulai": since}
    yield t("definisi.metode.baru", **facts)
    for beda in one.beda:
        yield difference(beda)


def difference(beda: BedaMetode) -> str:
    """One decision before and after."""
    if beda.apa in _NAMED:
        words = (t(f"konsolidasi.metode.{beda.apa}.{value}") for value in (beda.lama, beda.baru))
        return t("definisi.metode.beda.pilihan", **dict(zip(("lama", "baru"), words, strict=True)))
    none = t("definisi.metode.tidak_ada")
    facts = {"lama": beda.lama or none, "baru": beda.baru or none}
    return t(f"definisi.metode.beda.{beda.apa}", nama=beda.nama, **facts)


def quarter(one: TriwulanTerkena) -> str:
    """What moving a begun quarter would do to the index, or why it stays."""
    facts = {
        "periode": Periode.parse(one.periode).judul,
        "lama": one.dulu.versi,
        "baru": one.nanti.versi,
    }
    if not one.ganti:
        return t("definisi.metode.formulir", akibat=effect(one), periode=facts["periode"])
    if one.tetap:
        return t(f"definisi.metode.tetap.{one.tetap}", **facts)
    return t("definisi.metode.pindah", akibat=effect(one), **facts)


def effect(one: TriwulanTerkena) -> str:
    """The index before and after; of many wilayah in a summary."""
    here = [region for region in one.akibat.wilayah if region.dulu is not None]
    if len(one.akibat.wilayah) > 1:
        return rekap_kata.what_if_told(one.akibat)
    before = tinjauan_kata.banded(here[0].dulu, one.dulu) if here else t("tinjau.tanpa_angka")
    after = tinjauan_kata.banded(here[0].nanti, one.nanti) if here else t("tinjau.tanpa_angka")
    key = "definisi.metode.indeks_sama" if before == after else "definisi.metode.indeks"
    return t(key, lama=before, baru=after)


def as_json(found: TinjauanMetode) -> dict[str, object]:
    """The same facts for programs."""
    return {
        "metode": [
            {
                "kode": one.metode.kode,
                "versi": one.metode.versi,
                "mulai": one.metode.berlaku,
                "sudah": one.sudah,
                "beda": [beda._asdict() for beda in one.beda],
            }
            for one in found.metode
        ],
        "triwulan": [
            {
                "periode": one.periode,
                "versi_lama": one.dulu.versi,
                "versi_baru": one.nanti.versi,
                "tetap": one.tetap,
                "akibat": effect(one),
            }
            for one in found.triwulan
        ],
        "ganti_pilihan": found.ganti_pilihan,
    }
