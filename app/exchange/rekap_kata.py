"""The recap of all wilayah in words, the same for the window and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.anggaran import Serapan, spent_together
from app.domain.angka import format_decimal, format_index, round_half_up
from app.domain.median import ENOUGH
from app.domain.metode_terbit import heaviest_first
from app.domain.rekap_gabung import WHOLE
from app.domain.tren import index_spread, people_spread
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from app.domain.andai import Andai
    from app.domain.anggaran import Sisi
    from app.domain.indeks import Metode
    from app.domain.periode import Periode
    from app.domain.rekap_gabung import Golongan, Reported
    from app.domain.sebaran import Sebaran


def short_name(nama: str) -> str:
    """The first part of an urusan's long name."""
    return nama.partition(",")[0]


def group_name(group: Golongan) -> str:
    """What a klaster or the province is called."""
    if group.jenis == "provinsi":
        return t("konsolidasi.golongan.provinsi")
    key = "konsolidasi.golongan.klaster" if group.nama else "konsolidasi.golongan.tanpa"
    return t(key, nama=group.nama)


def quarter_name(periode: Periode) -> str:
    """A quarter as the head of a narrow column."""
    return t("konsolidasi.tren.triwulan", nomor=periode.triwulan, tahun=periode.tahun)


def spread_told(reported: Reported, tahun: int) -> list[str]:
    """How far the regions lie apart and who lies far from the others, in one sentence each."""
    names = {one.kode: one.singkat for one in reported.wilayah}
    found = (("belum", people_spread(reported, tahun)), ("indeks", index_spread(reported)))
    if not any(one for _, one in found):
        return [t("konsolidasi.sebaran.terlalu_sedikit", jumlah=ENOUGH)]
    return [_spread(what, one, names) for what, one in found if one is not None]


def _spread(what: str, sebaran: Sebaran, names: Mapping[str, str]) -> str:
    told = t(
        f"konsolidasi.sebaran.{what}",
        jumlah=sebaran.banyak,
        tengah=format_decimal(sebaran.tengah),
        simpangan=format_decimal(sebaran.simpangan),
    )
    far = ", ".join(
        f"{names[kode]} ({format_decimal(one)})" for kode, one in sebaran.pencilan.items()
    )
    key = "konsolidasi.sebaran.jauh" if far else "konsolidasi.sebaran.tidak_jauh"
    return f"{told} {t(key, daftar=far)}"


def what_if_told(found: Andai) -> str:
    """What another metode would change, in a few sentences."""
    if found.dulu == found.nanti:
        return t("konsolidasi.metode.sama")
    counts = {"indeks": found.berubah, "tempat": found.pindah, "kategori": found.ganti_kategori}
    told = [t("konsolidasi.metode.akibat", **counts)]
    if found.jadi_sementara:
        told.append(t("konsolidasi.metode.jadi_sementara", jumlah=found.jadi_sementara))
    before, after = found.rerata
    if before is not None and after is not None:
        told.append(
            t(
                "konsolidasi.metode.rerata",
                dulu=format_index(before),
                nanti=format_index(after),
                dari_dulu=found.provinsi_dulu.rerata_dari[WHOLE],
                dari_nanti=found.provinsi_nanti.rerata_dari[WHOLE],
            )
        )
    return " ".join(told)


def metode_told(metode: Metode) -> str:
    """The choices of a metode in one sentence, printed wherever an index is."""
    weights = " + ".join(f"{bobot} % {kode}" for kode, bobot in heaviest_first(metode))
    cap = (
        t("rekap.metode.batas", batas=metode.batas)
        if metode.batas
        else t("rekap.metode.tanpa_batas")
    )
    return t(
        "rekap.metode.kalimat",
        kode=metode.kode,
        versi=metode.versi,
        bobot=weights,
        batas=cap,
        nol=t(f"rekap.metode.{metode.kebutuhan_nol}"),
        daerah=t(f"rekap.metode.{metode.daerah}"),
    )


def signed(change: Fraction) -> str:
    """A difference in points with its sign."""
    written = format_decimal(change)
    above = round_half_up(change) > 0
    return t("konsolidasi.tren.naik", angka=written) if above else written


def budget_told(reported: Reported, sides: Mapping[str, Mapping[str, Sisi]]) -> str:
    """How much of the budget of all regions was spent, and on how many of them that rests."""
    spent = sum((spent_together(sides.values(), urusan) for urusan in reported.urusan), Serapan())
    known = sum(any(one.serapan.layanan for one in own.values()) for own in sides.values())
    counts = {"jumlah": known, "semua": len(reported.wilayah)}
    if spent.persen is None:
        return t("konsolidasi.anggaran.belum_ada", **counts)
    return t("konsolidasi.anggaran.ringkas", angka=format_decimal(spent.persen), **counts)
