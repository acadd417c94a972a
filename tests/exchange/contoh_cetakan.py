"""Every workbook and document the product prints, written into one folder, for the tests."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from app.domain.periode import Periode
from app.exchange import demo, keluaran_cetak
from app.exchange.laporan import daftar
from app.store.office import Office
from tests.contoh_demo import LENGKAP, PERIODE, copy_of, now, small_demo
from tests.exchange import contoh_keluaran

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_FOLDER = "cetakan-kecil"
YEAR = Periode(PERIODE.tahun)
OUTPUTS = (("L1", YEAR), ("L2", Periode(PERIODE.tahun, 2)), ("L3", YEAR), ("L4", YEAR))


def all_of_them(factory: pytest.TempPathFactory) -> list[Path]:
    """The reports of a province and of a kabupaten, a package, and the outputs of kemiskinan.

    They are written once per run.
    """
    place = factory.getbasetemp() / _FOLDER
    out = place / "berkas"
    if not place.exists():
        out.mkdir(parents=True)
        _write_all(small_demo(factory), place, out)
    return sorted(out.iterdir())


def _write_all(small: Path, place: Path, out: Path) -> None:
    province = copy_of(small / demo.PROVINSI, place / "provinsi")
    kabupaten = copy_of(small / demo.KANTOR / LENGKAP, place / "kabupaten")
    for name, office, wilayah in (("prov", province, "53"), ("kab", kabupaten, LENGKAP)):
        _reports(name, office, wilayah, out)
    package = next((small / "paket").glob("*.xlsx"))
    shutil.copyfile(package, out / "paket.xlsx")
    with contoh_keluaran.office(place / "kemiskinan") as opened:
        for kode, when in OUTPUTS:
            made = keluaran_cetak.make(opened, kode, when, contoh_keluaran.ENDE)
            keluaran_cetak.save(made, out / f"{kode}.xlsx")


def _reports(name: str, folder: Path, wilayah: str, out: Path) -> None:
    with Office.open(folder, now) as office:
        written = {
            one: one.prepare(office, PERIODE, wilayah)
            for one in daftar.offered(office)
            if one.akhiran != daftar.FOLDER
        }
    for one, write in written.items():
        write(out / f"{name}-{one.kode}{one.akhiran}")
