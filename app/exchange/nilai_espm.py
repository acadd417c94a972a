"""Nilai e-SPM of all regions beside the computed index: gathered, judged by a tolerance, told."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import pembanding
from app.domain.angka import format_decimal, format_index
from app.domain.pembanding import Sikap
from app.errors import LontarError
from app.exchange.rekap_kata import signed
from app.exchange.tanggal import written_day
from app.store import origins, pustaka, questions
from app.store.settings import set_setting, setting
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.pembanding import NilaiLuar, Pembanding, Selisih
    from app.domain.periode import Periode
    from app.domain.rekap import BarisRekap
    from app.domain.wilayah import Wilayah
    from app.store.dispatch import Paket
    from app.store.office import Office

TOLERANSI = (10, 50, 100, 200, 500)
"""The choices in hundredths of a point; a difference up to this is no finding."""
_USUAL = 100
_KEY = "espm.toleransi"


def tolerance(office: Office) -> int:
    """Up to how many hundredths of a point both figures count as equal."""
    kept = setting(office, _KEY, _USUAL)
    return kept if kept in TOLERANSI else _USUAL


def choose_tolerance(office: Office, hundredths: int) -> None:
    """Keep the tolerance the province chose.

    Raises:
        LontarError: the office is no province's, or there is no such choice.

    """
    # Beranda tells a figure beside an index without the rest.
    from app.exchange import profil_x509

    if not profil_x509.is_province(office.identitas.wilayah):
        raise LontarError("espm_bukan_provinsi", kantor=office.identitas.kantor)
    if hundredths not in TOLERANSI:
        listed = ", ".join(format_decimal(Fraction(one, 100)) for one in TOLERANSI)
        raise LontarError("espm_toleransi", daftar=listed)
    set_setting(office, _KEY, hundredths)


def forms(office: Office, periode: Periode, folder: Path) -> list[Formulir]:
    """The forms in force that hold reported figures; `folder` holds the definitions."""
    groups = pustaka.load_pembanding(folder)
    return [one for one in pustaka.forms_of(office, periode).values() if one.urusan in groups]


def gather(
    office: Office,
    periode: Periode,
    folder: Path,
    wilayah: Sequence[Wilayah],
    rows: Mapping[str, BarisRekap],
    hundredths: int | None = None,
) -> Pembanding:
    """All regions, computed in `rows`, judged by the kept tolerance or another one."""
    known = forms(office, periode, folder)
    points = Fraction(tolerance(office) if hundredths is None else hundredths, 100)
    values = questions.values_all_regions(office, periode, [one.kode for one in known])
    return pembanding.compare(wilayah, rows, values, known, points)


def packages(office: Office, periode: Periode, found: Pembanding) -> dict[str, Paket]:
    """The package each declared figure came in with, by region."""
    sheets = origins.packages_of_sheets(office, periode)
    told = ((one.wilayah.kode, one.seluruh.luar) for one in found.baris)
    return {
        kode: sheets[kode][luar.formulir]
        for kode, luar in told
        if luar is not None and luar.formulir in sheets.get(kode, {})
    }


# --- In words ------------------------------------------------------------------------------------


def summary(found: Pembanding) -> str:
    """How many regions are reported, and who lies beyond the tolerance."""
    counts = {"jumlah": found.reported, "semua": len(found.baris)}
    if not found.reported:
        return t("espm.belum_ada", **counts)
    far = [one for one in found.baris if one.seluruh.sikap(found.toleransi) is Sikap.LUAR]
    names = ", ".join(
        f"{one.wilayah.singkat} ({signed(one.seluruh.titik or Fraction(0))})" for one in far
    )
    points = format_decimal(found.toleransi)
    told = t("espm.ringkas", **counts)
    key = "espm.luar" if far else "espm.dalam"
    return f"{told} {t(key, jumlah=len(far), batas=points, daftar=names)}"


def beside(one: Selisih, toleransi: Fraction) -> str:
    """The whole figure of one region beside its own index, in a sentence."""
    if one.luar is None:
        return t("espm.samping.belum")
    facts = {"angka": format_index(one.luar.angka), "batas": format_decimal(toleransi)}
    if one.titik is None:
        return t("espm.samping.tanpa_hitung", **facts)
    key = "sama_persis" if one.titik == 0 else one.sikap(toleransi).value
    return t(f"espm.samping.{key}", **facts, selisih=signed(one.titik))


def origin(luar: NilaiLuar, paket: Paket | None, catatan: NilaiLuar | None = None) -> str:
    """Where a reported figure is from, down to package and signer."""
    facts = {"angka": format_index(luar.angka)}
    if luar.dari == "provinsi":
        told = t("espm.asal.provinsi", **facts)
    elif paket is None:
        told = t("espm.asal.wilayah", **facts)
    else:
        told = t(
            "espm.asal.paket",
            **facts,
            revisi=paket.revisi,
            penanda=paket.penanda_tangan,
            berkas=paket.nama_berkas,
        )
    told = f"{told} {seen(luar)}"
    if catatan is not None and catatan.angka != luar.angka:
        told += " " + t("espm.asal.beda", angka=format_index(catatan.angka), dilihat=seen(catatan))
    return told


def seen(luar: NilaiLuar) -> str:
    """When and where a reported figure was seen."""
    day = day_of(luar)
    key = (
        "tanggal_sumber"
        if day and luar.sumber
        else "tanggal"
        if day
        else "sumber"
        if luar.sumber
        else "tanpa"
    )
    return t(f"espm.dilihat.{key}", tanggal=day, sumber=luar.sumber)


def day_of(luar: NilaiLuar) -> str:
    """The day a figure was seen, in words; as it stands where it is no day."""
    from datetime import date

    try:
        return written_day(date.fromisoformat(luar.tanggal))
    except ValueError:
        return luar.tanggal


def as_json(found: Pembanding, came: Mapping[str, Paket]) -> dict[str, object]:
    """The same for machines (`--json`); what is not known is null."""
    return {
        "toleransi": float(found.toleransi),
        "dilaporkan": found.reported,
        "di_luar": found.count(Sikap.LUAR),
        "wilayah": {
            one.wilayah.kode: {
                **_pair(one.seluruh, found.toleransi),
                "paket": came[one.wilayah.kode].paket_id if one.wilayah.kode in came else None,
                "urusan": {kode: _pair(two, found.toleransi) for kode, two in one.urusan.items()},
            }
            for one in found.baris
        },
    }


def _pair(one: Selisih, toleransi: Fraction) -> dict[str, object]:
    luar = one.luar
    return {
        "dihitung": _number(one.dihitung.nilai) if one.dihitung else None,
        "espm": _number(luar.angka) if luar else None,
        "selisih": _number(one.titik),
        "sikap": one.sikap(toleransi).value,
        "dari": luar.dari if luar else None,
        "tanggal": (luar.tanggal or None) if luar else None,
        "sumber": (luar.sumber or None) if luar else None,
        "formulir": luar.formulir if luar else None,
        "sel": luar.sel if luar else None,
    }


def _number(nilai: Fraction | None) -> float | None:
    from app.domain.angka import round_half_up

    return None if nilai is None else round_half_up(nilai) / 100
