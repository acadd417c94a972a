"""The 22 regions and the province: codes, populations repaired against the printed totals."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.domain.periode import Periode
from app.store.deadlines import deadlines
from tests.forms import berkas
from tests.store.contoh_kantor import Clock, new_office

REGIONS = {
    satu["kode"]: satu for satu in berkas.read(berkas.FORMS_FOLDER / "wilayah.toml")["wilayah"]
}
PROVINCE = "53"
PRINTED_TOTALS = {2025: 5742564, 2026: 5828569, 2027: 5914021, 2028: 5998811, 2029: 6082836}


def below(tahun: int) -> int:
    return sum(satu["penduduk"][str(tahun)] for kode, satu in REGIONS.items() if kode != PROVINCE)


def test_there_are_21_kabupaten_one_kota_and_the_province() -> None:
    kinds = Counter(satu["jenis"] for satu in REGIONS.values())
    assert kinds == {"kabupaten": 21, "kota": 1, "provinsi": 1}
    assert all(kode.startswith("53") for kode in REGIONS)


@pytest.mark.parametrize(("tahun", "jumlah"), PRINTED_TOTALS.items())
def test_the_populations_of_a_year_add_up_to_the_printed_total(tahun: int, jumlah: int) -> None:
    assert below(tahun) == REGIONS[PROVINCE]["penduduk"][str(tahun)] == jumlah


def test_the_known_ten_people_too_many_of_2024_stay_ten() -> None:
    assert below(2024) - REGIONS[PROVINCE]["penduduk"]["2024"] == 10


def test_no_population_jumps_more_than_three_percent_in_a_year() -> None:
    for satu in REGIONS.values():
        people = [satu["penduduk"][str(tahun)] for tahun in range(2024, 2030)]
        for earlier, later in itertools.pairwise(people):
            assert abs(later - earlier) * 100 <= 3 * earlier, satu["nama"]


def test_a_name_or_spelling_belongs_to_one_region_only() -> None:
    spellings = Counter(
        name.casefold()
        for satu in REGIONS.values()
        for name in {satu["nama"], satu["singkat"], *satu["alias"]}
    )
    assert [name for name, banyak in spellings.items() if banyak > 1] == []


def test_a_cluster_always_says_how_sure_it_is() -> None:
    clustered = {kode for kode, satu in REGIONS.items() if satu["klaster"]}
    assert clustered == {kode for kode, satu in REGIONS.items() if "keyakinan_klaster" in satu}
    assert {satu["klaster"] for satu in REGIONS.values()} == {"", "Timor", "Sumba"}


@pytest.mark.parametrize(
    ("periode", "provinsi", "espm"),
    [
        ("2026-T1", date(2026, 4, 10), date(2026, 4, 20)),
        ("2026-T2", date(2026, 7, 10), date(2026, 7, 20)),
        ("2026-T3", date(2026, 10, 10), date(2026, 10, 20)),
        ("2026-T4", date(2027, 1, 10), date(2027, 1, 20)),
    ],
)
def test_the_province_wants_the_package_ten_days_before_espm_closes(
    periode: str, provinsi: date, espm: date, tmp_path: Path
) -> None:
    with new_office(tmp_path, Clock()) as office:
        days = deadlines(office, Periode.parse(periode), berkas.FORMS_FOLDER / "tenggat.toml")
    told = {satu.kode: satu.tanggal for satu in days if not satu.kalender}
    assert told == {"provinsi": provinsi, "kemiskinan": provinsi, "espm": espm}


@pytest.mark.parametrize(
    ("periode", "lain"),
    [
        ("2026-T1", {}),
        ("2026-T2", {"Pemantauan PJPK semester I 2026": date(2026, 7, 31)}),
        ("2026-T3", {}),
        (
            "2026-T4",
            {
                "Pemantauan PJPK semester II 2026": date(2027, 1, 31),
                "Penetapan RAT tahun 2027": date(2027, 1, 31),
                "LP2KD dan evaluasi PJPK tahun 2026": date(2027, 3, 31),
                "LPPD dan LKPJ tahun 2026": date(2027, 3, 31),
            },
        ),
    ],
)
def test_the_calendar_knows_what_else_falls_due_and_makes_nobody_late(
    periode: str, lain: dict[str, date], tmp_path: Path
) -> None:
    with new_office(tmp_path, Clock()) as office:
        days = deadlines(office, Periode.parse(periode), berkas.FORMS_FOLDER / "tenggat.toml")
    assert {one.label: one.tanggal for one in days if one.kalender} == lain
    assert not any(one.bagian or one.ikut for one in days if one.kalender)


def test_units_of_the_regions_add_up_to_those_of_the_province() -> None:
    """Kepmendagri 100.1.1-6117/2022: 315 kecamatan, 305 kelurahan and 3.137 desa."""
    told = REGIONS[PROVINCE]["satuan"]
    parts = [one["satuan"] for kode, one in REGIONS.items() if kode != PROVINCE]
    assert told == {"kecamatan": 315, "kelurahan": 305, "desa": 3_137}
    assert told == {name: sum(part[name] for part in parts) for name in told}
