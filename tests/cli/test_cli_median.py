"""The command line: medians written at the province and installed in a kabupaten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.store.office import Office
from tests.contoh_demo import BELUM_MENGIRIM, copy_of, now
from tests.contoh_median import LIMA, PERIODE, accept

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def province(small: Path, tmp_path: Path) -> Path:
    folder = copy_of(small / "provinsi", tmp_path / "provinsi")
    with Office.open(folder, now) as office:
        accept(office, LIMA)
    return folder


def test_the_medians_go_from_the_province_to_a_kabupaten(run, small, province, tmp_path, secret):
    file = tmp_path / "acuan-median.txt"
    make = ("acuan-median", "--kantor", province, "--periode", PERIODE, "--keluar", file)
    keluar, out, err = run(*make, "--frasa-sandi-berkas", secret, "--json")
    assert keluar == 0, err
    made = json.loads(out)
    assert (made["provinsi"], made["periode"]) == ("53", PERIODE)
    # The two regions of the demo have sent packages too.
    assert made["layanan"]["KES-01"]["jumlah_wilayah"] == len(LIMA) + 2

    kabupaten = copy_of(small / "kantor" / BELUM_MENGIRIM, tmp_path / "kabupaten")
    put = ("acuan-median", "--kantor", kabupaten, "--pasang", file)
    keluar, out, _ = run(*put)
    assert keluar == 0
    assert out.startswith("Acuan median Triwulan III 2026 dari ")
    told = json.loads(run(*put, "--json")[1])
    assert (told["dipasang"], told["layanan"]) == (False, made["layanan"])


def test_a_quarter_is_needed_to_make_one(run, province, tmp_path, secret):
    file = tmp_path / "acuan-median.txt"
    keluar, _, err = run(
        "acuan-median", "--kantor", province, "--keluar", file, "--frasa-sandi-berkas", secret
    )
    assert keluar == 2
    assert "--periode" in err
    assert not file.exists()
