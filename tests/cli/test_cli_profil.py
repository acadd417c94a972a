"""`impor-tabel --profil`: recaps of other systems, from file to form and back by one undo."""

from __future__ import annotations

import pytest

from app.domain.periode import Periode
from app.store import questions, undo
from app.store.office import Office
from tests.contoh_demo import now
from tests.exchange import contoh_asing

QUARTER = Periode(2026, 3)
WILAYAH = "53.08"


def values(kantor, formulir: str) -> dict[str, object]:
    with Office.open(kantor, now) as office:
        return dict(questions.sheet_values(office, formulir, WILAYAH, QUARTER).now)


TO_P3KE = ("--kolom", "Jumlah KK=kk", "--jumlahkan-ke", "P3KE", "--sumber", "P3KE, Bapperida")


# --- Added up into one row


def test_a_recap_is_added_up_in_the_row_of_its_source_and_taken_back(keep, take, file, kantor):
    rekap = file(contoh_asing.quality())
    code, told = keep("Rekap P3KE", "F-K14", rekap, *TO_P3KE)
    assert (code, told["jumlahkan"]) == (0, "p3ke")
    code, told = take("F-K14", rekap)
    assert (code, told["ditulis"]) == (0, False)
    assert {one["kolom"]: one["hitung"] for one in told["kontrol"]} == {
        "TOTAL · Jumlah KK": "4.006", "TOTAL · Jumlah Individu": "16.006",
        "TOTAL · NIK padan": "15.206", "TOTAL · Data ganda": "6",
    }  # fmt: skip
    assert values(kantor, "F-K14") == {}
    take("F-K14", rekap, "--profil", "rekap p3ke", "--terima")
    assert values(kantor, "F-K14") == {
        "mutu.p3ke.kk": 4006, "mutu.p3ke.individu": 16006, "mutu.p3ke.padan": 15206,
        "mutu.p3ke.ganda": 6,
    }  # fmt: skip
    with Office.open(kantor, now) as office:
        (label,) = office.conn.execute("SELECT label FROM tindakan").fetchone()
        undo.undo(office, pelaku="Maria Contoh")
    assert label.endswith("; profil Rekap P3KE, sumber P3KE, Bapperida")
    assert values(kantor, "F-K14") == {}


def test_the_next_quarter_is_known_by_its_headings_in_any_order(keep, take, file):
    keep("Rekap P3KE", "F-K14", file(contoh_asing.quality()), *TO_P3KE)
    _, told = take("F-K14", file(contoh_asing.quality((4, 2, 0, 3, 1)), name="lain.xlsx"))
    assert told["profil"]["nama"] == "Rekap P3KE"
    written = {one["sel"]: one["menjadi"] for one in told["rincian"] if one["menjadi"]}
    assert written["mutu.p3ke.kk"] == {"jenis": "angka", "isi": "4006"}


def test_a_printed_total_that_is_wrong_refuses_the_recap(keep, take, file, kantor):
    rows = contoh_asing.quality()
    keep("Rekap P3KE", "F-K14", file(rows), *TO_P3KE)
    rows[-1][1] = 4007
    code, told = take("F-K14", file(rows, name="salah.xlsx"), "--terima")
    assert (code, told["ditolak"], told["ditulis"]) == (2, True, False)
    assert values(kantor, "F-K14") == {}


def test_an_empty_figure_names_its_row_as_incomplete(keep, take, file):
    rows = contoh_asing.quality()
    keep("Rekap P3KE", "F-K14", file(rows), *TO_P3KE)
    rows[2][3], rows[-1] = None, ["Keterangan: sementara"]
    code, told = take("F-K14", file(rows, name="kurang.xlsx"))
    assert code == 1
    assert told["profil"]["belum_lengkap"] == [
        {"baris": 3, "nama": "Amarasi", "kolom": "P3KE, Padan NIK"}
    ]
    assert "1 baris belum lengkap (kosong: P3KE, Padan NIK): 3 Amarasi." in told["catatan"]


# --- Row by row into fixed rows


def test_rows_without_a_place_are_listed_and_those_matched_are_taken(keep, take, file):
    rows = [["Sumber", "Individu"], ["Data P3KE 2025", "1.234"], ["DTKS", "5.678"], ["Lain", 9]]
    rekap = file(rows)
    code, told = keep("Per sumber", "F-K14", rekap, "--baris-ke", "Data P3KE 2025=p3ke")
    assert (code, told["baris"]) == (0, [{"teks": "Data P3KE 2025", "ke": "p3ke"}])
    code, told = take("F-K14", rekap)
    assert (code, told["profil"]["tanpa_tempat"]) == (1, ["Lain"])
    written = {one["sel"]: one["menjadi"]["isi"] for one in told["rincian"] if one["menjadi"]}
    assert written == {"mutu.p3ke.individu": "1234", "mutu.dtks.individu": "5678"}


def test_each_row_is_read_as_its_own_row_of_the_form_keeps_it(keep, take, file):
    rows = [
        ["Indikator", "Maret"],
        ["Persentase penduduk miskin (P0)", "22,45"],
        ["Indeks kedalaman (P1)", "4,125"],
        ["Garis kemiskinan (GK)", "450.000"],
    ]
    rekap = file(rows)
    code, _ = keep("BPS", "F-K02", rekap, "--tabel", "makro")
    assert code == 0
    _, told = take("F-K02", rekap, "--profil", "BPS")
    written = {one["sel"]: one["menjadi"]["isi"] for one in told["rincian"] if one["menjadi"]}
    assert written == {
        "makro.a01.maret": "2245", "makro.a03.maret": "4125", "makro.a05.maret": "450000",
    }  # fmt: skip


# --- Into single cells


def test_columns_of_a_pull_per_puskesmas_are_added_up_in_cells(keep, take, file, kantor):
    rows = [
        ["Puskesmas", "Sasaran ibu hamil", "Dilayani K6", "Keterangan"],
        ["Ndona", "1.200", "1.100", None],
        ["Maukaro", 800, None, "belum lapor"],
        ["Total", 2000, 1100, None],
    ]
    tarikan = file(rows)
    to = ("--tabel", "penerima", "--kolom", "Sasaran ibu hamil=harus.jumlah")
    code, told = keep("ASIK", "KES-01", tarikan, *to, "--kolom", "Dilayani K6=terlayani.jumlah")
    assert (code, [one["ke"] for one in told["kolom"]]) == (0, ["harus.jumlah", "terlayani.jumlah"])
    code, told = take("KES-01", tarikan, "--terima")
    assert code == 1
    (lacking,) = told["profil"]["belum_lengkap"]
    assert (lacking["baris"], lacking["nama"]) == (3, "Maukaro")
    assert told["profil"]["tanpa_tempat"] == []
    kept = values(kantor, "KES-01")
    assert kept == {"penerima.harus.jumlah": 2000, "penerima.terlayani.jumlah": 1100}


def test_headings_called_like_rows_of_the_form_are_proposed_for_their_cells(keep, file):
    rows = [["Puskesmas", "Ibu hamil yang harus dilayani", "Lain"], ["Ndona", 5, 6]]
    code, told = keep("ASIK", "KES-01", file(rows))
    assert told["tabel"] == "penerima"
    assert (code, told["kolom"]) == (
        0, [{"kepala": "Ibu hamil yang harus dilayani", "ke": "harus.jumlah"}],
    )  # fmt: skip


@pytest.mark.parametrize("ke", ["belum.jumlah", "persen.jumlah", "entah.jumlah", "harus.entah"])
def test_a_cell_nobody_fills_is_no_target(keep, file, ke):
    rows = [["Puskesmas", "Sasaran"], ["Ndona", 5]]
    code, told = keep("X", "KES-01", file(rows), "--tabel", "penerima", "--kolom", f"Sasaran={ke}")
    assert (code, told["galat"]["kode"]) == (2, "profil_kolom_asing")


# --- Into a register


FIXED = (
    "--tetap", "kegiatan=Bantuan pangan", "--tetap", "wilayah=Kabupaten Ende",
    "--tetap", "satuan=Orang", "--tetap", "sumber=P3KE", "--kolom", "Kecamatan=desa",
)  # fmt: skip


@pytest.fixture
def desil(keep, file):
    rekap = file(contoh_asing.by_desil(), contoh_asing.BY_DESIL)
    code, told = keep("Per desil", "F-K07", rekap, *FIXED)
    assert code == 0
    assert {one["kepala"] for one in told["kolom"] if one["ke"] == "d6"} == {
        f"Desil {one}" for one in range(6, 11)
    }
    return rekap


def test_kecamatan_by_desil_become_rows_with_the_last_desils_added_up(desil, take, kantor):
    code, told = take("F-K07", desil, "--terima")
    assert (code, told["baris"]["baru"]) == (0, 4)
    kept = values(kantor, "F-K07")
    first = next(sel.split(".")[1] for sel, n in kept.items() if n == "Amabi Oefeto")
    assert kept[f"penerima.{first}.d6"] == sum(100 + 7 * one for one in range(6, 11))
    assert kept[f"penerima.{first}.wilayah"] == WILAYAH
    assert kept[f"penerima.{first}.sumber"] == "p3ke"


def test_the_same_rows_are_found_again_and_their_differences_shown(desil, take, file):
    take("F-K07", desil, "--terima")
    later = contoh_asing.by_desil("IV", 2027, more=10)
    later[4][1] = "Kec. AMABI OEFETO"
    code, told = take("F-K07", file(later, contoh_asing.BY_DESIL, "lagi.xlsx"))
    assert (code, told["baris"]["baru"]) == (0, 0)
    fates = {one["nasib"] for one in told["rincian"] if one["sel"]}
    assert fates == {"ganti", "sama"}


def test_what_only_the_form_has_is_named_and_left(desil, take, file, kantor):
    take("F-K07", desil, "--terima")
    rows = contoh_asing.by_desil()
    fewer = [*rows[:7], *rows[9:]]
    code, told = take("F-K07", file(fewer, contoh_asing.BY_DESIL[:4], "kurang.xlsx"), "--terima")
    assert code == 1
    assert len(told["profil"]["hanya_formulir"]) == 1
    assert "Kupang Barat" in values(kantor, "F-K07").values()


def test_a_name_that_comes_twice_counts_once(desil, take, file):
    rows = contoh_asing.by_desil()
    rows[5][1], rows[8] = "Amabi Oefeto", []
    code, told = take("F-K07", file(rows, contoh_asing.BY_DESIL[:4], "dua.xlsx"))
    reasons = {one["alasan"] for one in told["rincian"] if one["hasil"] == "didaftar"}
    assert code == 1
    (reason,) = reasons
    assert reason == (
        "“Amabi Oefeto” sudah ada di baris 5 tabel ini; baris kedua tidak diambil supaya tidak"
        " terhitung dua kali. Gabungkan atau betulkan namanya di berkas."
    )


def test_a_csv_with_amounts_in_millions_and_a_title_goes_below_its_programme(
    keep, take, run, kantor, tmp_path
):
    salur = tmp_path / "salur.csv"
    salur.write_bytes(contoh_asing.paid_out().encode("utf-16"))
    code, told = keep(
        "Salur", "F-K09", salur, "--tabel", "sebaran", "--tetap", "program=PKH",
        "--kolom", "Nama kecamatan=tempat", "--kolom", "Tersalur=jumlah",
    )  # fmt: skip
    assert code == 0
    assert {one["ke"]: one.get("kali", 1) for one in told["kolom"]} == {
        "tempat": 1, "jumlah": 1, "nilai": 1_000_000,
    }  # fmt: skip
    code, told = take("F-K09", salur)
    assert (code, told["galat"]["kode"]) == (2, "profil_tetap_salah")
    assert "“PKH”" in told["galat"]["pesan"]
    run(
        "baris", "tambah", "--kantor", kantor, "--formulir", "F-K09", "--periode", "2026-T3",
        "--tabel", "program", "--nilai", "nama=PKH tahap 3",
    )  # fmt: skip
    code, told = take("F-K09", salur, "--terima")
    kept = values(kantor, "F-K09")
    first = next(sel.split(".")[1] for sel, n in kept.items() if n == "Kec. Amabi Oefeto")
    assert kept[f"sebaran.{first}.nilai"] == 12_500_000
