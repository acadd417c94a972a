"""The konsolidasi of kemiskinan in words: what stands in a place, and how a comparison went."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.angka import format_decimal, round_half_up
from app.domain.petak import ANGKA, TEKS, TERISI, Petak
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.banding import Banding
    from app.domain.gabung import Gabungan
    from app.domain.konsolidasi import Konsolidasi
    from app.domain.konsolidasi_kolom import KolomGabung
    from app.domain.rumus import Number

PERCENT_PLACES = 2


def region_text(kolom: KolomGabung, petak: Petak) -> str:
    """A figure of one region; what lacks something is starred."""
    if petak.rupa == TEKS:
        return day(petak.teks)
    if petak.rupa == TERISI:
        return t("konsolidasi.miskin.terisi", jumlah=petak.banyak)
    if petak.rupa != ANGKA or petak.angka is None:
        return absence(petak.rupa)
    return _starred(_written(kolom, petak.angka, petak.bobot), partial=bool(petak.kurang))


def total_text(kolom: KolomGabung, total: Gabungan) -> str:
    """A figure of several regions."""
    if total.rupa == TERISI:
        return t("konsolidasi.miskin.terisi_wilayah", jumlah=len(total.ikut))
    if total.rupa != ANGKA or total.angka is None:
        return absence(total.rupa)
    return _starred(_written(kolom, total.angka, total.bobot), partial=total.sementara)


def coverage(total: Gabungan) -> str:
    """On how many regions a total rests; empty where it rests on none."""
    if not total.ikut:
        return ""
    return t("konsolidasi.miskin.ikut", jumlah=len(total.ikut), semua=total.semua)


def absence(rupa: str) -> str:
    """The word for a place without a number."""
    return t(f"konsolidasi.miskin.rupa.{rupa}")


def number(kolom: KolomGabung, angka: Number) -> str:
    """A figure with the decimals of its column."""
    return format_decimal(angka, kolom.desimal)


def day(waktu: str) -> str:
    """A moment as the day it was."""
    return f"{datetime.fromisoformat(waktu):%d-%m-%Y}"


def cluster_name(nama: str) -> str:
    """What a row of subtotals is called."""
    return t("konsolidasi.miskin.klaster", nama=nama) if nama else t("konsolidasi.miskin.tanpa")


def _written(kolom: KolomGabung, angka: Number, bobot: Number | None) -> str:
    if kolom.hitung == "kelengkapan" and bobot is not None:
        return f"{format_decimal(angka, 0)}/{format_decimal(bobot, 0)}"
    return number(kolom, angka)


def _starred(text: str, *, partial: bool) -> str:
    return t("konsolidasi.miskin.sementara", angka=text) if partial else text


# --- Comparisons ---------------------------------------------------------------------------------


def comparison_text(kolom: KolomGabung, banding: Banding) -> tuple[str, str]:
    """The figure of the province, and how it compares in two or three words."""
    angka = banding.provinsi.angka
    shown = absence(banding.provinsi.rupa) if angka is None else number(kolom, angka)
    short = t(f"konsolidasi.miskin.banding.{banding.sebab}", selisih=gap(kolom, banding))
    return shown, short


def comparison_told(konsolidasi: Konsolidasi, kolom: KolomGabung) -> str:
    """A comparison in whole sentences, with its rule, source, and what might explain it."""
    banding = konsolidasi.banding[kolom.kode]
    total = konsolidasi.provinsi.petak[kolom.kode]
    acuan = banding.acuan
    told = t(
        f"konsolidasi.miskin.cerita.{banding.sebab}",
        kolom=kolom.nama,
        jumlah=total_text(kolom, total),
        provinsi=comparison_text(kolom, banding)[0],
        selisih=gap(kolom, banding),
        persen=_share(banding.persen),
        ikut=len(total.ikut),
        semua=total.semua,
        toleransi=acuan.toleransi_persen or 0,
        aturan=acuan.aturan,
        asal=source(banding),
    )
    names = {one.wilayah.kode: one.wilayah.nama for one in konsolidasi.baris}
    return " ".join([told, *_missing(konsolidasi, kolom), *_guesses(kolom, banding, names)])


def source(banding: Banding) -> str:
    """Where the figure of the province is from."""
    acuan = banding.acuan
    cell = f"{acuan.formulir} {acuan.sel}" if acuan.formulir else ""
    return " · ".join(part for part in (cell, acuan.sumber) if part)


def gap(kolom: KolomGabung, banding: Banding) -> str:
    """The regions less the province, with its sign."""
    if banding.selisih is None:
        return ""
    sign = "+" if round_half_up(banding.selisih, kolom.desimal) > 0 else ""
    return f"{sign}{number(kolom, banding.selisih)}"


def _share(persen: Fraction | None) -> str:
    return "" if persen is None else format_decimal(abs(persen), PERCENT_PLACES)


def _missing(konsolidasi: Konsolidasi, kolom: KolomGabung) -> list[str]:
    """The regions a total does not have, each with why."""
    total = konsolidasi.provinsi.petak[kolom.kode]
    if kolom.gabung not in {"jumlah", "tertimbang"} or total.rupa != ANGKA or total.whole:
        return []
    rows = (one for one in konsolidasi.baris if one.wilayah.kode not in total.ikut)
    listed = (f"{one.wilayah.nama} ({why_out(one.petak[kolom.kode])})" for one in rows)
    return [t("konsolidasi.miskin.tidak_ikut", daftar=", ".join(listed))]


def why_out(petak: Petak) -> str:
    """Why a region is not in a total."""
    if petak.rupa == ANGKA:
        return t("konsolidasi.miskin.tanpa_penimbang")
    return absence(petak.rupa)


def _guesses(kolom: KolomGabung, banding: Banding, names: Mapping[str, str]) -> list[str]:
    return [
        t(
            f"konsolidasi.miskin.duga.{'kali' if one.kali > 1 else 'bagi'}",
            wilayah=names[one.wilayah],
            angka=number(kolom, one.angka),
            kali=format_decimal(max(one.kali, 1 / one.kali), 0),
        )
        for one in banding.duga
    ]
