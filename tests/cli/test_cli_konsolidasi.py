"""`konsolidasi-kemiskinan`: the provincial table for people, for programs and as a workbook."""

from __future__ import annotations

import json
import shutil

import pytest
from python_calamine import CalamineWorkbook

from app.cli import bersama
from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan, Nilai
from app.store import door, sheets
from app.store.door import CellWrite, Kunci
from tests.contoh_demo import PERIODE

MARET, FROM = "makro.a02.maret", "Rilis BPS, Juli 2026."
RECIPIENT = "penerima.0198000000017000800000000000000{}"


def cells(wilayah: str, formulir: str, periode: object, **isi: Nilai) -> list[CellWrite]:
    return [
        CellWrite(formulir, wilayah, str(periode), name.replace("__", "."), one)
        for name, one in isi.items()
    ]


def recipients(wilayah: str, dis: int) -> list[CellWrite]:
    place = RECIPIENT.format(1).replace(".", "__")
    isi: dict[str, Nilai] = {"kegiatan": "Bansos", "satuan": "orang", "total": 100, "dis": dis}
    named = {f"{place}__{kolom}": one for kolom, one in isi.items()}
    return cells(wilayah, "F-K07", PERIODE, **named)


@pytest.fixture(scope="module")
def province(small, tmp_path_factory):
    """The province of the small demo with a few figures of kemiskinan."""
    folder = shutil.copytree(small / "provinsi", tmp_path_factory.mktemp("ntt") / "provinsi")
    tahun = PERIODE.tahunan
    wanted = [
        *cells("53.03", "F-K02", tahun, makro__a01__maret=20_00, makro__a02__maret=58_00),
        *cells("53.17", "F-K02", tahun, makro__a01__maret=30_00, makro__a02__maret=Keadaan.NIHIL),
        *cells("53.17", "F-K02", tahun, makro__a10__maret=Keadaan.TIDAK_DIRILIS),
        *cells("53", "F-K02", tahun, makro__a02__maret=60_00),
        *recipients("53.03", 3),
        *recipients("53.17", 40),
        *recipients("53.01", 50),
    ]
    with bersama.open_office(folder) as office:
        door.write(office, wanted, jenis="isi", label="isi", pelaku="Uji")
        kunci = Kunci("F-K02", "53.03", str(tahun))
        for jenis, teks in ((JenisCatatan.SUMBER, FROM), (JenisCatatan.PERTANYAAN, "Final?")):
            sheets.write_note(
                office, kunci, MARET, teks, label="impor", pelaku="Uji", catatan=jenis
            )
    return folder


@pytest.fixture
def ask(run, province):
    def call(*more):
        return run("konsolidasi-kemiskinan", "--kantor", province, "--periode", PERIODE, *more)

    return call


def test_programs_read_every_figure_with_what_it_is(ask):
    code, told, _ = ask("--json")
    found = json.loads(told)
    assert code == 1
    assert (found["jumlah_wilayah"], found["hadir"]) == (22, 3)
    by_code = {one["kode"]: one for one in found["wilayah"]}
    assert by_code["53.03"]["petak"]["jumlah_maret"] == {"rupa": "angka", "angka": 58.0}
    assert by_code["53.17"]["petak"]["jumlah_maret"] == {"rupa": "nihil", "angka": None}
    assert by_code["53.17"]["petak"]["ekstrem_maret"]["rupa"] == "tidak_dirilis"
    assert by_code["53.20"]["petak"]["jumlah_maret"]["rupa"] == "belum_ada"
    total = found["provinsi"]["petak"]["jumlah_maret"]
    assert (total["angka"], total["ikut"], total["semua"]) == (58.0, 2, 22)
    assert found["banding"]["jumlah_maret"]["sebab"] == "belum_semua"
    assert {"R-28", "K13-1", "K13-2"} <= {one["aturan"] for one in found["catatan"]}


def test_people_read_a_group_of_columns_and_the_comparisons(ask):
    _, told, _ = ask("--lihat", "makro")
    assert "Kemiskinan: 3 dari 22 wilayah sudah mengirim" in told
    line = next(one for one in told.splitlines() if one.startswith("Kabupaten Sumba Tengah"))
    assert "Nihil" in line
    assert "Tidak dirilis" in line
    assert "58,00 (2 dari 22)" in told
    assert "baru 2 dari 22 wilayah berjumlah 58,00; angka provinsi 60,00" in told


def test_a_figure_says_where_it_comes_from(ask):
    _, told, _ = ask("--asal", "jumlah_maret", "--di", "53.03", "--json")
    lines = json.loads(told)["jelas"]
    place = {"wilayah": "53.03", "formulir": "F-K02", "sel": MARET}
    assert place.items() <= lines[1].items()
    assert lines[1]["nilai"] == "58,00"
    # What its office noted stands below it; what the office asks itself never came.
    assert place.items() <= lines[2].items()
    assert [lines[2][key] for key in ("judul", "rincian")] == [FROM, "Sumber"]
    assert "Final?" not in told


def test_the_workbook_prints_words_for_absences_and_hides_small_counts(ask, tmp_path):
    target = tmp_path / "konsolidasi.xlsx"
    code, told, _ = ask("--keluar", target)
    assert code == 1
    assert str(target) in told
    book = CalamineWorkbook.from_path(str(target))
    macro = book.get_sheet_by_name("Makro BPS").to_python()
    heads = macro[4]
    by_code = {row[1]: row for row in macro if row[1]}
    poor, extreme = heads.index("Penduduk miskin Maret"), heads.index("Miskin ekstrem Maret")
    assert by_code["53.03"][poor] == 58
    assert by_code["53.17"][poor] == "Nihil"
    assert by_code["53.17"][extreme] == "Tidak dirilis"
    assert by_code["53.20"][poor] == "belum ada data"
    province = next(row for row in macro if row[2] == "Provinsi (gabungan)")
    assert province[poor] == 58
    assert macro[macro.index(province) + 1][poor] == "2 dari 22"
    people = book.get_sheet_by_name("Penerima").to_python()
    place = people[4].index("Disabilitas")
    shown = {row[1]: row[place] for row in people if row[1] in {"53.01", "53.03", "53.17"}}
    # 3 is hidden, and with it another figure of the same klaster: their sum would tell.
    assert shown == {"53.01": "*", "53.03": "<5", "53.17": 40}
    assert "R-14" in str(book.get_sheet_by_name("Banding dan catatan").to_python())
    ways = book.get_sheet_by_name("Cara digabung").to_python()
    assert any("bukan rata-rata persentase" in str(row) for row in ways)


def test_what_is_not_there_is_named_with_what_is(ask):
    for words in (("--lihat", "lain"), ("--asal", "lain"), ("--asal", "lengkap", "--di", "53.99")):
        code, _, told = ask(*words)
        assert code == 2
        assert "Pilih salah satu" in told


def test_a_kabupaten_has_nothing_to_consolidate(run, small):
    office = small / "kantor" / "53.03"
    code, _, told = run("konsolidasi-kemiskinan", "--kantor", office, "--periode", PERIODE)
    assert code == 2
    assert "bukan kantor provinsi" in told
