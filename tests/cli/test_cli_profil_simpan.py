"""`profil`: kept by a name, handed to other offices as a file, and what is refused."""

from __future__ import annotations

import json

import pytest

from tests.exchange import contoh_asing

TO_P3KE = ("--kolom", "Jumlah KK=kk", "--jumlahkan-ke", "P3KE", "--sumber", "P3KE, Bapperida")


def test_a_profile_goes_to_another_office_as_a_file(keep, call, file, tmp_path):
    keep("Rekap P3KE", "F-K14", file(contoh_asing.quality()), *TO_P3KE)
    place = tmp_path / "bagi.profil.json"
    assert call("profil", "ekspor", "--profil", "Rekap P3KE", "--keluar", place)[0] == 0
    assert call("profil", "hapus", "--profil", "Rekap P3KE")[0] == 1
    assert call("profil", "hapus", "--profil", "Rekap P3KE", "--ya")[0] == 0
    assert call("profil", "daftar")[1] == {"profil": []}
    code, told = call("profil", "pasang", "--berkas", place)
    assert (code, told["nama"]) == (0, "Rekap P3KE")
    (kept,) = call("profil", "daftar")[1]["profil"]
    assert kept == told


@pytest.mark.parametrize(
    "isi",
    [
        "",
        "{}",
        "[]",
        '{"jenis":"lain","profil":{}}',
        "[" * 50_000,
        "\ud83d".encode("utf-8", "surrogatepass"),
        contoh_asing.workbook([["Kecamatan", "KK"]]),
    ],
)
def test_a_file_that_is_no_profile_is_refused(call, tmp_path, isi):
    place = tmp_path / "rusak.json"
    place.write_bytes(isi if isinstance(isi, bytes) else isi.encode())
    code, told = call("profil", "pasang", "--berkas", place)
    assert code == 2
    assert told["galat"]["kode"] == "profil_rusak"


def test_a_profile_that_names_a_person_is_not_kept(keep, file):
    nama = "Rekap dari 0812-3456-7890"
    code, told = keep(nama, "F-K14", file(contoh_asing.quality()), *TO_P3KE)
    assert (code, told["galat"]["kode"]) == (2, "pribadi_telepon")


@pytest.mark.parametrize("nama", [" ", "x" * 61])
def test_a_profile_needs_a_name_of_some_length(keep, file, nama):
    code, told = keep(nama, "F-K14", file(contoh_asing.quality()), *TO_P3KE)
    assert (code, told["galat"]["kode"]) == (2, "profil_nama_salah")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--kolom", "Tidak ada=kk"), "Tidak ada"),
        (("--kolom", "Jumlah KK=tidak_ada"), "tidak_ada"),
        (("--jumlahkan-ke", "lain"), "lain"),
        (("--baris-ke", "Entah=p3ke"), "Entah"),
        (("--tabel", "entah"), "entah"),
        (("--tetap", "entah=1"), "entah"),
    ],
)
def test_what_is_nowhere_is_named_with_what_there_is(keep, file, words, named):
    code, told = keep("X", "F-K14", file(contoh_asing.quality()), *words)
    assert (code, told["galat"]["kode"]) == (2, "profil_kolom_asing")
    assert told["galat"]["pesan"].startswith(f"“{named}” tidak ditemukan. Yang ada: ")


@pytest.mark.parametrize(
    ("words", "kode"),
    [
        (
            tuple(
                w
                for one in ("Jumlah Individu", "NIK padan", "Data ganda")
                for w in ("--kolom", f"{one}=-")
            ),
            "profil_isi_salah",
        ),
        (("--kolom", "Jumlah KK=kk*7"), "profil_isi_salah"),
        (("--sumber", "P3KE\u202e"), "profil_isi_salah"),
    ],
)
def test_a_profile_without_a_column_or_with_an_odd_multiplier_is_not_kept(keep, file, words, kode):
    code, told = keep("X", "F-K14", file(contoh_asing.quality()), *words)
    assert (code, told["galat"]["kode"]) == (2, kode)


def test_a_file_of_another_source_is_refused_with_the_headings_wanted(keep, take, file):
    keep("Rekap P3KE", "F-K14", file(contoh_asing.quality()), *TO_P3KE)
    other = file(contoh_asing.by_desil(), contoh_asing.BY_DESIL, "lain.xlsx")
    code, told = take("F-K14", other, "--profil", "Rekap P3KE")
    assert (code, told["galat"]["kode"]) == (2, "profil_tidak_cocok")
    assert "Jumlah Individu" in told["galat"]["pesan"]
    code, told = take("F-K07", other, "--profil", "Rekap P3KE")
    assert (code, told["galat"]["kode"]) == (2, "profil_formulir_lain")
    code, told = take("F-K07", other, "--profil", "Entah")
    assert (code, told["galat"]["kode"]) == (2, "profil_tidak_ada")
    assert "Yang ada: Rekap P3KE." in told["galat"]["pesan"]


def test_a_sheet_without_a_table_says_so(keep, file):
    code, told = keep("X", "F-K14", file([["Belum ada data"]]))
    assert (code, told["galat"]["kode"]) == (2, "profil_tanpa_tabel")


def test_lists_of_people_are_refused_by_every_way_in(keep, take, file):
    listed = file(contoh_asing.people())
    for code, told in (keep("X", "F-K14", listed), take("F-K05", listed), take("F-K14", listed)):
        assert (code, told["galat"]["kode"]) == (2, "tabel_daftar_orang")
        assert "5301……" in told["galat"]["pesan"]
    names = [["No", "Nama Kepala Keluarga", "Desil"], [1, "Yohanes Contoh", 1], [2, "Maria U", 2]]
    code, told = keep("X", "F-K14", file(names, name="kk.xlsx"))
    assert (code, told["galat"]["kode"]) == (2, "tabel_kolom_orang")
    assert "“Nama Kepala Keluarga” (sel B1)" in told["galat"]["pesan"]


def test_a_register_is_not_pasted_by_position(run, kantor, file):
    code, out, _ = run(
        "tempel", "--kantor", kantor, "--formulir", "F-K07", "--periode", "2026-T3",
        "--berkas", file(contoh_asing.quality()), "--json",
    )  # fmt: skip
    assert (code, json.loads(out)["galat"]["kode"]) == (2, "tempel_register")


def test_a_profile_whose_column_is_gone_says_what_to_match_anew(keep, take, file, call, tmp_path):
    rekap = file(contoh_asing.quality())
    keep("Rekap P3KE", "F-K14", rekap, *TO_P3KE)
    place = tmp_path / "bagi.json"
    call("profil", "ekspor", "--profil", "Rekap P3KE", "--keluar", place)
    place.write_text(place.read_text().replace('"padan"', '"padan_lama"'))
    call("profil", "pasang", "--berkas", place)
    code, told = take("F-K14", rekap)
    assert (code, told["galat"]["kode"]) == (2, "profil_usang")
    assert "kolom padan_lama" in told["galat"]["pesan"]
