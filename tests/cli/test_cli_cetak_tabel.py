"""`cetak-tabel`: the RAT as it was imported, in Excel and on paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app import paths
from app.domain.angka_baca import parse_number
from app.domain.periode import Periode
from app.exchange import impor_tabel
from app.exchange.impor_hasil import Tujuan
from app.store import people, pustaka
from app.store.door import CellWrite, write
from app.store.office import Identitas, Office
from tests.contoh_demo import now
from tests.exchange import contoh_rat

# Pages and pictures need an application; the windows of other tests need it to be theirs.
pytestmark = pytest.mark.usefixtures("qapp")
YEAR = Periode(2026)
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """An office with the RAT, and the file it came from."""
    folder: Path = tmp_path_factory.mktemp("cetak")
    (folder / "rat.xlsx").write_bytes(contoh_rat.workbook())
    identitas = Identitas("provinsi", "53", "Bapperida", "uji")
    with Office.create(folder / "kantor", identitas, now) as office:
        people.add_user(office, nama="Maria Contoh", peran="pimpinan", jabatan="Kepala Bapperida")
        pustaka.install(office, paths.forms())
        sheets = impor_tabel.read_sheets(folder / "rat.xlsx")
        found = impor_tabel.examine(office, sheets, Tujuan("F-K05", YEAR))
        done = impor_tabel.write(office, found, label="impor", pelaku="Maria Contoh")
        first = f"rat.{done.baris[0]}.penanggung_jawab"
        year = str(done.periode)
        write(office, [CellWrite("F-K05", "53", year, first, FORMULA)], jenis="isi", label="",
              pelaku="Maria Contoh")  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def printed(place) -> Path:
    from app.cli import main

    file: Path = place / "L1.xlsx"
    command = [
        "cetak-tabel",
        "--kantor",
        str(place / "kantor"),
        "--keluaran",
        "l1",
        "--periode",
        "2026",
    ]
    assert main([*command, "--berkas", str(file), "--json"]) == 0
    return file


def matrix(file: Path) -> list[list[str]]:
    """The rows of a RAT in a workbook, merged cells meant by all they cover, sums left out."""
    from app.domain.tabel_kepala import find_headings, kinds

    cetak = pustaka.load_forms(paths.forms())["F-K05"].tables["rat"].cetak
    assert cetak is not None
    (kisi,) = impor_tabel.read_sheets(file).values()
    kepala = find_headings(kisi, cetak)
    assert kepala is not None
    rows = [
        n for n, kind in sorted(kinds(kisi, kepala, frozenset({11})).items()) if kind == "baris"
    ]
    found = [[kisi.meant(row, column) for column in range(13)] for row in rows]
    for row in found:
        row[contoh_rat.PAGU] = str(parse_number(row[11], 0, "rupiah")) if row[11] else ""
    return found


def test_the_printed_table_is_the_imported_one_cell_by_cell(place, printed):
    assert len(matrix(printed)) == 34
    assert matrix(printed) == matrix(place / "rat.xlsx")


def test_headings_repeat_and_the_total_and_signer_stand_below(printed):
    sheet: Any = openpyxl.load_workbook(printed)["Tabel 3.1"]
    assert sheet.print_title_rows == "$3:$5"
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Jumlah seluruhnya" in texts
    assert texts[-2:] == ["Kepala Bapperida", "Maria Contoh"]
    total = next(row for row in sheet.iter_rows() if row[0].value == "Jumlah seluruhnya")
    assert (total[11].value, total[11].number_format) == (contoh_rat.TOTAL, "#,##0")


def test_no_text_of_a_user_becomes_a_formula(place, run, tmp_path):
    with Office.open(place / "kantor", now) as office:
        sheets = impor_tabel.read_sheets(place / "rat.xlsx")
        row = impor_tabel.examine(office, sheets, Tujuan("F-K05", YEAR)).baris[0]
        year = str(impor_tabel.examine(office, sheets, Tujuan("F-K05", YEAR)).periode)
        sel = f"rat.{row}.indikator_program"
        write(office, [CellWrite("F-K05", "53", year, sel, FORMULA)], jenis="isi", label="",
              pelaku="Maria Contoh")  # fmt: skip
    file = tmp_path / "L1.xlsx"
    words = ("--kantor", place / "kantor", "--keluaran", "L1", "--periode", "2026")
    run("cetak-tabel", *words, "--berkas", file)
    sheet: Any = openpyxl.load_workbook(file)["Tabel 3.1"]
    assert (sheet["G6"].value, sheet["G6"].data_type) == (FORMULA, "s")


def test_the_same_goes_on_paper(place, run, tmp_path):
    file = tmp_path / "L1.pdf"
    code, out, _ = run(
        "cetak-tabel", "--kantor", place / "kantor", "--keluaran", "L1", "--berkas", file, "--json",
        "--periode", "2026",
    )  # fmt: skip
    told = json.loads(out)
    assert (code, told["baris"]) == (0, 34)
    assert told["halaman"] > 1
    assert file.read_bytes().startswith(b"%PDF")


def test_an_unknown_output_and_an_empty_one_are_refused_in_words(place, run, tmp_path):
    words = ("cetak-tabel", "--kantor", place / "kantor", "--berkas", tmp_path / "x.xlsx")
    code, _, err = run(*words, "--keluaran", "L99")
    assert code == 2
    assert err.startswith("Keluaran L99 tidak ada untuk kantor ini. Yang ada: L1")
    code, _, err = run(*words, "--keluaran", "L1", "--periode", "2031")
    assert code == 2
    assert err.startswith("Tidak ada yang dicetak untuk L1: formulir F-K05 periode 2031 belum")
    assert not (tmp_path / "x.xlsx").exists()


def test_a_province_prints_for_a_region_of_its_own_only(place, run, tmp_path):
    with Office.open(place / "kantor", now) as office:
        cells = [CellWrite("F-K02", "53.08", "2026", "makro.a01.maret", 19)]
        write(office, cells, jenis="isi", label="", pelaku="Maria Contoh")
    words = ("cetak-tabel", "--kantor", place / "kantor", "--periode", "2026")
    _, out, _ = run(*words, "--daftar", "--wilayah", "53.08", "--json")
    assert "L3" in [one["kode"] for one in json.loads(out)["keluaran"]]
    file = tmp_path / "L3.xlsx"
    chosen = ("--keluaran", "L3", "--berkas", file)
    code, _, err = run(*words, *chosen, "--wilayah", "73.01")
    assert (code, file.exists()) == (2, False)
    assert err.startswith("Kantor ini (53) tidak memegang data wilayah 73.01.")
    assert run(*words, *chosen, "--wilayah", "53.08")[0] == 0
    book = openpyxl.load_workbook(file)
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("Kabupaten Ende" in text for text in texts)


def test_what_can_be_printed_is_listed_and_half_a_command_is_refused(place, run, tmp_path):
    words = ("cetak-tabel", "--kantor", place / "kantor", "--periode", "2026")
    code, out, _ = run(*words, "--daftar", "--json")
    listed = {one["kode"]: one["isi"] for one in json.loads(out)["keluaran"]}
    assert (code, listed["L1"]) == (0, 34)
    assert "G3.5" not in listed
    code, _, err = run(*words, "--berkas", tmp_path / "x.xlsx")
    assert code == 2
    assert err.startswith("Keluaran yang dicetak atau berkas tujuannya belum disebut.")


def test_realisation_takes_its_rows_from_the_rat_once_and_is_printed_as_l2(place, run, tmp_path):
    office = place / "kantor"
    words = ("--kantor", office, "--periode", "2026-T2", "--json")
    year = json.loads(run("baris", "daftar", *words, "--formulir", "F-K05", "--tabel", "rat")[1])
    first = json.loads(run("baris", "tarik", *words, "--formulir", "F-K06")[1])
    again = json.loads(run("baris", "tarik", *words, "--formulir", "F-K06")[1])
    assert (first["baru"], first["berubah"], first["hilang"]) == (34, 0, 0)
    assert again == {"baru": 0, "berubah": 0, "hilang": 0, "sel": 0}
    row = year["baris"][0]["id"]
    with Office.open(office, now) as opened:
        cell = CellWrite("F-K06", "53", "2026-T2", f"realisasi.{row}.realisasi", 56_727_905_295)
        write(opened, [cell], jenis="isi", label="", pelaku="Maria Contoh")
    file = tmp_path / "L2.xlsx"
    code, _, _ = run("cetak-tabel", *words, "--keluaran", "L2", "--berkas", file)
    sheet: Any = openpyxl.load_workbook(file)["B Realisasi RAT"]
    figures = {cell.value for row in sheet.iter_rows() for cell in row}
    assert code == 0
    assert {113_455_810_589, 56_727_905_295, 50} <= figures
    assert sheet["A1"].value.endswith("Provinsi Nusa Tenggara Timur Triwulan II 2026")


def test_the_tables_of_the_yearly_report_stand_in_one_workbook(place, run, tmp_path):
    file = tmp_path / "L3.xlsx"
    words = ("--kantor", place / "kantor", "--periode", "2026", "--keluaran", "L3")
    code, out, _ = run("cetak-tabel", *words, "--berkas", file, "--json")
    assert code == 0
    assert "Tabel 3.1" in json.loads(out)["lembar"]


def test_monitoring_of_the_pjpk_keeps_the_actions_nobody_reported_about(place, run, tmp_path):
    with Office.open(place / "kantor", now) as office:
        cell = CellWrite("F-K12", "53", "2026", "s1.s1_01_a01.output_1", "Tersusun rencana")
        write(office, [cell], jenis="isi", label="", pelaku="Maria Contoh")
    file = tmp_path / "L4.xlsx"
    words = ("--kantor", place / "kantor", "--periode", "2026", "--keluaran", "L4")
    assert run("cetak-tabel", *words, "--berkas", file)[0] == 0
    sheet: Any = openpyxl.load_workbook(file).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0][:2] == [1, "Total Fertility Rate (TFR)"]
    assert rows[0][7] == "Tersusun rencana"
    assert rows[1][3] == "Penggunaan metode kontrasepsi modern"
    assert rows[1][7] is None


def test_a_form_that_takes_no_rows_over_says_so(place, run):
    words = ("--kantor", place / "kantor", "--periode", "2026-T2", "--formulir", "F-K05")
    code, _, err = run("baris", "tarik", *words)
    assert code == 2
    assert err.startswith("Formulir F-K05 tidak mengambil barisnya dari formulir lain.")
    words = ("--kantor", place / "kantor", "--periode", "2029-T2", "--formulir", "F-K06")
    code, _, err = run("baris", "tarik", *words)
    assert err.startswith("Belum ada baris pada F-K05 tahun 2029.")


@pytest.mark.parametrize(("name", "start"), [("g.png", b"\x89PNG"), ("g.svg", b"<?xml")])
def test_a_chart_has_its_figures_beside_it(place, run, tmp_path, name, start):
    with Office.open(place / "kantor", now) as office:
        cells = [
            CellWrite("F-K02", "53", str(tahun), f"makro.a01.{bulan}", nilai)
            for tahun, bulan, nilai in (
                (2025, "maret", 1860),
                (2026, "maret", 1750),
                (2026, "september", 1720),
            )
        ]
        write(office, cells, jenis="isi", label="", pelaku="Maria Contoh")
    words = ("--kantor", place / "kantor", "--periode", "2026", "--json")
    file = tmp_path / name
    code, out, _ = run("cetak-tabel", *words, "--keluaran", "G3.1", "--berkas", file)
    assert code == 0
    assert [(p["tahun"], p["bulan"], p["nilai"]) for p in json.loads(out)["titik"]] == [
        (2025, "maret", "18,60"),
        (2026, "maret", "17,50"),
        (2026, "september", "17,20"),
    ]
    assert file.read_bytes().startswith(start)
    code, out, _ = run("cetak-tabel", *words, "--keluaran", "G3.2", "--berkas", file)
    assert (code, json.loads(out)["galat"]["kode"]) == (2, "cetak_kosong")
