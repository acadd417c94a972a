"""`impor-tabel`: the printed RAT and tables of regions, from file to disk and back by one undo."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from app import paths
from app.domain.periode import Periode
from app.exchange import impor_tabel, tempel_berkas
from app.store import people, pustaka, questions, undo
from app.store.office import Identitas, Office
from tests.contoh_demo import now
from tests.domain import contoh_penduduk
from tests.exchange import contoh_rat

YEAR = Periode(2026)


@pytest.fixture(scope="module")
def rat(tmp_path_factory):
    file = tmp_path_factory.mktemp("tabel") / "rat.xlsx"
    file.write_bytes(contoh_rat.workbook())
    return file


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor") / "kantor"
    with Office.create(folder, Identitas("provinsi", "53", "Bapperida", "uji"), now) as office:
        people.add_user(office, nama="Maria Contoh", peran="operator", jabatan="Analis")
        pustaka.install(office, paths.forms())
    return folder


@pytest.fixture
def kantor(fresh, tmp_path):
    return Path(shutil.copytree(fresh, tmp_path / "kantor"))


@pytest.fixture
def take(run, kantor):
    def call(file, *words: str, formulir: str = "F-K05"):
        code, out, err = run(
            "impor-tabel", "--kantor", kantor, "--formulir", formulir, "--berkas", file,
            "--periode", "2026", "--json", *words,
        )  # fmt: skip
        assert not err
        return code, json.loads(out)

    return call


def values(kantor) -> dict[str, object]:
    with Office.open(kantor, now) as office:
        return dict(questions.sheet_values(office, "F-K05", "53", YEAR).now)


def test_the_rat_is_shown_first_and_nothing_is_written(take, rat, kantor):
    code, told = take(rat)
    assert code == 1
    assert told["catatan"] == ["Tabel ini untuk tahun 2023, lembarnya Tahun 2026."]
    assert told["baris"]["jumlah"] == told["baris"]["baru"] == 34
    assert told["sel"] == {"berisi": 304, "diambil": 262, "dikecualikan": 42, "didaftar": 0}
    assert told["kontrol"] == [
        {
            "kolom": "Jumlah",
            "cetak": "164.734.762.202",
            "hitung": "164.734.762.202",
            "selisih": "0",
            "cocok": True,
        }
    ]
    assert not told["ditulis"]
    assert values(kantor) == {}


def test_the_rat_raises_the_findings_its_readers_would_have_needed(take, rat):
    _, told = take(rat)
    rows = told["baris"]["id"]
    found = {(one["aturan"], rows.index(one["sel"].split(".")[1]) + 1) for one in told["temuan"]}
    assert ("R-23", 20) in found
    assert {row for kode, row in found if kode == "R-24"} == {23, 34}
    assert {row for kode, row in found if kode == "R-25"} == {2, 3, 4}


def test_the_rat_is_written_as_one_gesture_that_can_be_undone(take, rat, kantor):
    _, told = take(rat, "--terima")
    assert told["ditulis"]
    kept = values(kantor)
    assert len(kept) == told["berubah"] > 400
    amounts = [n for sel, n in kept.items() if sel.endswith(".pagu")]
    assert sum(n for n in amounts if isinstance(n, int)) == contoh_rat.TOTAL
    with Office.open(kantor, now) as office:
        undo.undo(office, pelaku="Maria Contoh")
    assert values(kantor) == {}


def test_the_same_table_twice_writes_nothing_the_second_time(take, rat):
    take(rat, "--terima")
    _, told = take(rat, "--terima")
    assert (told["berubah"], told["baris"]["baru"]) == (0, 0)


def test_a_printed_total_that_is_wrong_refuses_the_table(take, run, tmp_path, kantor):
    file = tmp_path / "rat.xlsx"
    file.write_bytes(contoh_rat.workbook(contoh_rat.TOTAL + 1000))
    code, told = take(file, "--terima")
    assert (code, told["ditolak"], told["ditulis"]) == (2, True, False)
    assert told["kontrol"][0]["selisih"] == "1.000"
    assert values(kantor) == {}
    code, out, _ = run(
        "impor-tabel", "--kantor", kantor, "--formulir", "F-K05", "--berkas", file
    )  # fmt: skip
    assert code == 2
    assert "Ditolak: jumlah pada tabel tidak cocok." in out


def test_a_doubtful_cell_is_listed_and_answered_by_its_place(take, tmp_path, kantor):
    file = tmp_path / "rat.xlsx"
    file.write_bytes(contoh_rat.workbook(None, {"J21": "Kupang"}))
    code, told = take(file)
    (asked,) = [one for one in told["rincian"] if one["hasil"] == "didaftar"]
    assert (code, asked["letak"], asked["nasib"]) == (1, "J21", "tanya")
    assert [one["isi"] for one in asked["pilihan"]] == ["53.01", "53.71"]
    assert asked["alasan"] == (
        "“Kupang” pada “Kupang” dapat berarti lebih dari satu wilayah. Pilih yang dimaksud."
    )
    _, told = take(file, "--terima", "--pilih", "21,10=2")
    assert values(kantor)[f"rat.{told['baris']['id'][15]}.lokasi"] == "53.71"


def test_the_printed_population_is_refused_with_its_five_broken_cells(take, tmp_path):
    file = tmp_path / "penduduk.xlsx"
    file.write_bytes(contoh_penduduk.workbook(contoh_penduduk.rows()))
    code, told = take(file, "--terima")
    assert (code, told["ditolak"], told["ditulis"]) == (2, True, False)
    proposed = {one["sel"]: (one["tertulis"], one["usul"]) for one in told["usulan"]}
    assert proposed == contoh_penduduk.REPAIRED
    assert told["usulan"][0]["pesan"] == (
        "Sel G6 (Timor Tengah Utara, Jumlah Penduduk (jiwa) 2029) tercetak 29.666; 296.660"
        " membuat jumlahnya cocok. Periksa pada sumbernya."
    )


@pytest.fixture
def ende(tmp_path):
    folder = tmp_path / "ende"
    with Office.create(folder, Identitas("kabupaten", "53.08", "Bapperida", "uji"), now) as office:
        people.add_user(office, nama="Maria Contoh", peran="operator", jabatan="Analis")
        pustaka.install(office, paths.forms())
    return folder


def test_a_kabupaten_takes_its_own_row_and_the_others_only_help_to_add_up(run, ende, tmp_path):
    file = tmp_path / "penduduk.xlsx"
    file.write_bytes(contoh_penduduk.workbook(contoh_penduduk.rows({})))
    words = ("--kantor", ende, "--formulir", "F-K01", "--berkas", file, "--periode", "2026")
    code, out, _ = run("impor-tabel", *words, "--terima", "--json")
    told = json.loads(out)
    taken = [one for one in told["rincian"] if one["hasil"] == "diambil"]
    assert [(one["letak"], one["sel"], one["menjadi"]["isi"]) for one in taken] == [
        ("D11", "penduduk.utama.jumlah", "286911")
    ]
    asked = [one["letak"] for one in told["rincian"] if one["hasil"] == "didaftar"]
    assert asked == ["B4", "B25"]
    assert (code, told["ditulis"]) == (1, True)


def test_proposals_are_taken_only_when_a_person_says_so(run, ende, tmp_path):
    file = tmp_path / "penduduk.xlsx"
    file.write_bytes(contoh_penduduk.workbook(contoh_penduduk.rows()))
    words = ("--kantor", ende, "--formulir", "F-K01", "--berkas", file, "--periode", "2026")
    code, out, _ = run("impor-tabel", *words, "--pakai-usulan", "--terima", "--json")
    told = json.loads(out)
    assert (code, told["ditulis"]) == (1, True)
    assert all(one["cocok"] for one in told["kontrol"])
    with Office.open(ende, now) as office:
        (label,) = office.conn.execute("SELECT label FROM tindakan ORDER BY id DESC").fetchone()
    assert label.startswith("impor tabel dari penduduk.xlsx; angka usulan dipakai: ")
    assert "C9 tercetak 29.676 menjadi 296.760" in label


def test_proposals_are_taken_one_by_one_and_the_others_still_forbid_it(run, ende, tmp_path):
    file = tmp_path / "penduduk.xlsx"
    file.write_bytes(contoh_penduduk.workbook(contoh_penduduk.rows()))
    words = ("--kantor", ende, "--formulir", "F-K01", "--berkas", file, "--periode", "2026")
    code, out, _ = run("impor-tabel", *words, "--usulan", "d8", "--json")
    told = json.loads(out)
    assert [one["sel"] for one in told["usulan"] if one["dipakai"]] == ["D8"]
    right = {one["kolom"][-4:]: one["cocok"] for one in told["kontrol"]}
    assert right == {"2025": False, "2026": True, "2027": False, "2028": True, "2029": False}
    assert (code, told["ditolak"]) == (2, True)
    code, _, err = run("impor-tabel", *words, "--usulan", "A1")
    assert code == 2
    assert err.startswith("Tidak ada usulan angka untuk sel A1. Yang ada: ")


def test_a_file_with_another_table_is_refused_in_words(run, kantor, tmp_path):
    file = tmp_path / "lain.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    code, _, err = run(
        "impor-tabel", "--kantor", kantor, "--formulir", "F-K05", "--berkas", file
    )  # fmt: skip
    assert code == 2
    assert err.startswith("Tabel untuk formulir F-K05 tidak ditemukan di lembar lain.")


def test_a_sheet_far_longer_than_any_form_is_passed_over_or_named(take, tmp_path, monkeypatch):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(contoh_rat.workbook()))
    long = book.create_sheet("Data mentah", 0)
    monkeypatch.setattr(impor_tabel, "LONGEST_TABLE", 50)
    monkeypatch.setattr(tempel_berkas, "LONGEST_TABLE", 50)
    for row in range(51):
        long.append([row])
    file = tmp_path / "campur.xlsx"
    book.save(file)
    assert take(file)[1]["baris"]["jumlah"] == 34

    code, told = take(file, "--lembar", "Data mentah")
    assert (code, told["galat"]["kode"]) == (2, "tabel_terlalu_panjang")
    assert told["galat"]["pesan"].startswith("Lembar Data mentah lebih dari 50 baris")


def test_a_table_of_kecamatan_is_called_one_with_the_next_step(take, tmp_path):
    file = tmp_path / "penduduk.csv"
    file.write_text("Kecamatan;Penduduk\nNdona;15.000\nMaukaro;8.000\nWewaria;9.000\nLio;7.000\n")
    code, told = take(file, formulir="F-K01")
    assert (code, told["galat"]["kode"]) == (2, "tabel_kecamatan")
    assert "kecamatan atau desa (Ndona, Maukaro, Wewaria, …)" in told["galat"]["pesan"]
    assert told["galat"]["saran"].startswith("Cocokkan kolomnya sekali")


def test_a_row_with_a_name_nobody_knows_is_named(take, tmp_path):
    file = tmp_path / "penduduk.csv"
    file.write_text(
        "Kabupaten;Penduduk 2026\nEnde;270.000\nSikka;300.000\nNgada;160.000\n"
        "Kec. Boawae;5.000\nJumlah;735.000\n"
    )
    _, told = take(file, formulir="F-K01")
    named, figure = (one["alasan"] for one in told["rincian"] if one["hasil"] == "didaftar")
    assert named.startswith("“Kec. Boawae” bukan nama kabupaten/kota yang dikenal")
    assert "Betulkan namanya di berkas" in named
    assert "nama wilayahnya tidak dikenal" in figure
