"""Deadlines as the province sets them: for all, and for one region with a recorded reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import tahanan
from app.exchange.tanggal import written_day
from app.store import deadlines, region_lists
from app.store.deadlines import Pengecualian
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from app.domain.periode import Periode
    from app.store.deadlines import Tenggat
    from app.store.office import Office

FILE = "tenggat.toml"
_USUAL = timedelta(days=180)
"""No report is awaited later than this after its period, unless a year was mistyped."""


def known(office: Office, periode: Periode, folder: Path) -> list[Tenggat]:
    """The deadlines of a period for all, earliest first; `folder` holds the definitions."""
    return deadlines.deadlines(office, periode, folder / FILE)


def set_for_all(office: Office, periode: Periode, kode: str, tanggal: date, folder: Path) -> None:
    """Keep the day the province chose.

    Raises:
        LontarError: there is no such deadline.

    """
    _check_code(office, periode, kode, folder)
    deadlines.set_deadline(office, periode, kode, tanggal)


def doubt(periode: Periode, tanggal: date) -> str:
    """What makes a day look mistyped, in words; nothing where it looks like a deadline.

    It may be meant all the same, so nobody is kept from it.
    """
    early = tanggal <= periode.akhir
    if not early and tanggal - periode.akhir <= _USUAL:
        return ""
    facts = {"tanggal": written_day(tanggal), "akhir": written_day(periode.akhir)}
    key = "terlalu_awal" if early else "terlalu_akhir"
    return t(f"tenggat.{key}", periode=periode.judul, **facts)


def allow(
    office: Office, periode: Periode, wilayah: str, tanggal: date, alasan: str, folder: Path,
    kode: str = "provinsi",
) -> Pengecualian:  # fmt: skip
    """Give one region another day; a later exception takes the place of an earlier one.

    Raises:
        LontarError: no such deadline or region, or the reason will not do.

    """
    (one,) = allow_all(office, periode, [wilayah], tanggal, alasan, folder, kode)
    return one


def allow_all(
    office: Office, periode: Periode, wilayah: Sequence[str], tanggal: date, alasan: str,
    folder: Path, kode: str = "provinsi",
) -> list[Pengecualian]:  # fmt: skip
    """Give several regions another day for one reason: all of them or none.

    Raises:
        LontarError: no such deadline, a region is none of this province, or the reason will not
            do.

    """
    _check_code(office, periode, kode, folder)
    own, known_ = office.identitas.wilayah, region_lists.known(office, folder)
    for one in wilayah:
        if one not in known_ or not one.startswith(f"{own}."):
            raise LontarError("tenggat_wilayah_asing", wilayah=one)
    why = tahanan.reason(alasan)
    made = [Pengecualian(one, str(periode), kode, tanggal, why) for one in wilayah]
    with office.transaction():
        for pengecualian in made:
            deadlines.allow(office, pengecualian)
    return made


def _check_code(office: Office, periode: Periode, kode: str, folder: Path) -> None:
    codes = [one.kode for one in known(office, periode, folder)]
    if kode not in codes:
        raise LontarError("tenggat_asing", kode=kode, daftar=", ".join(codes))
