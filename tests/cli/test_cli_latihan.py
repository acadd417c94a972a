"""The command line: an exercise from the first look to the certificate, and back to nothing."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from app.exchange.latihan import lembar_pelatih, pustaka
from tests import contoh_aula
from tests.contoh_latihan import prepared

WHO = ("--peserta", "Lusia Bere")
WHICH = (*WHO, "--latihan", "11")


@pytest.fixture
def lusia(run):
    prepared()
    yield run
    run("latihan", "selesai", *WHO, "--ya")


def test_an_exercise_is_begun_checked_answered_shown_and_certified(lusia, tmp_path):
    keluar, out, err = lusia("latihan", "mulai", *WHICH, "--json")
    assert keluar == 0, err
    room = json.loads(out)
    assert sorted(one.name for one in Path(room["berkas"]).iterdir()) == [
        "paket_belu.xlsx",
        "paket_kupang.xlsx",
        "paket_ttu.xlsx",
    ]
    keluar, out, _ = lusia("latihan", "periksa", *WHICH)
    assert keluar == 1
    assert out.splitlines()[0] == "belum  Paket Kabupaten Kupang diterima."
    answer = ("latihan", "jawab", *WHICH, "--soal", "ttu", "--isi")
    assert lusia(*answer, "entah")[0] == 2
    assert lusia(*answer, "data_berubah")[0] == 0
    told = json.loads(lusia("latihan", "periksa", *WHICH, "--json")[1])
    assert [one["terpenuhi"] for one in told["periksa"]] == [False, False, False, True]
    keluar, out, err = lusia("latihan", "contohkan", *WHICH)
    assert keluar == 0, err
    assert "Latihan selesai: 4 dari 4 terpenuhi." in out
    keluar, out, _ = lusia("latihan", "daftar", *WHO, "--json")
    done = [one["kode"] for one in json.loads(out)["latihan"] if one["selesai"]]
    assert done == ["11-menerima-paket"]
    target = tmp_path / "piagam.pdf"
    assert lusia("latihan", "piagam", *WHO, "--nama", "Lusia Bere", "--keluar", target)[0] == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert lusia("latihan", "ulang", *WHICH)[0] == 0
    assert lusia("latihan", "periksa", *WHICH)[0] == 1
    keluar, out, _ = lusia("latihan", "selesai", *WHO)
    assert keluar == 1
    assert Path(room["kantor"]).is_dir()
    assert lusia("latihan", "selesai", *WHO, "--ya")[0] == 0
    assert not Path(room["kantor"]).exists()


@pytest.mark.parametrize(
    ("arguments", "kode"),
    [
        (("periksa", "--peserta", "Siapa", "--latihan", "1"), "peserta_belum_ada"),
        (("contohkan", *WHO, "--latihan", "1"), "peserta_belum_ada"),
        (("mulai", *WHO, "--latihan", "77"), "latihan_tidak_ada"),
        (("mulai", "--peserta", " ", "--latihan", "1"), "peserta_tanpa_nama"),
    ],
)
def test_what_does_not_exist_is_refused_in_words(run, arguments, kode):
    keluar, out, _ = run("latihan", *arguments, "--json")
    assert keluar == 2
    assert json.loads(out)["galat"]["kode"] == kode


def test_an_exercise_that_was_not_begun_cannot_be_checked(lusia):
    lusia("latihan", "mulai", *WHO, "--latihan", "1")
    keluar, out, _ = lusia("latihan", "periksa", *WHO, "--latihan", "2", "--json")
    assert keluar == 2
    assert json.loads(out)["galat"]["kode"] == "latihan_belum_mulai"
    keluar, out, _ = lusia("latihan", "jawab", *WHO, "--latihan", "1", "--soal", "x", "--isi", "y",
                           "--json")  # fmt: skip
    assert json.loads(out)["galat"]["kode"] == "latihan_tanpa_soal"
    lusia("latihan", "mulai", *WHO, "--latihan", "11")
    keluar, out, _ = lusia("latihan", "jawab", *WHO, "--latihan", "11", "--soal", "x", "--isi", "y",
                           "--json")  # fmt: skip
    refused = json.loads(out)["galat"]
    assert refused["kode"] == "pilihan_asing"
    assert "Pilihan yang ada: " in refused["saran"]


def test_whoever_is_not_known_hears_who_is(lusia):
    lusia("latihan", "mulai", *WHO, "--latihan", "1")
    _, _, err = lusia("latihan", "contohkan", "--peserta", "Siapa", "--latihan", "1")
    assert "Belum ada peserta latihan bernama Siapa" in err
    assert f"Peserta yang ada: {WHO[1]}." in err


def test_a_class_is_set_up_collected_and_put_on_the_board(lusia, tmp_path):
    names = tmp_path / "daftar.txt"
    names.write_text("Lusia Bere\nMikael\n", encoding="utf-8")
    made = json.loads(
        lusia("latihan", "kelas", "--daftar-peserta", names, "--latihan", "7", "--json")[1]
    )
    assert [one["nama"] for one in made["peserta"]] == ["Lusia Bere", "Mikael"]
    assert lusia("latihan", "contohkan", *WHO, "--latihan", "7")[0] == 0
    assert lusia("latihan", "kumpulkan", "--keluar", tmp_path)[0] == 0
    lusia("latihan", "selesai", "--peserta", "Mikael", "--ya")
    keluar, out, _ = lusia("latihan", "papan", tmp_path)
    assert keluar == 0
    lines = {line.split("  ")[0]: line for line in out.splitlines()}
    assert lines["Lusia Bere"].endswith(" 1")
    assert lines["Mikael"].endswith(" 0")


def test_the_trainers_sheet_names_what_is_planted_in_every_exercise(run, tmp_path):
    assert run("latihan", "lembar-pelatih", "--keluar", tmp_path / "lembar.pdf")[0] == 0
    assert (tmp_path / "lembar.pdf").read_bytes().startswith(b"%PDF")
    page = lembar_pelatih.page()
    for one in (*pustaka.exercises().values(), pustaka.hall()):
        assert all(escape(line) in page for line in (one.judul, *one.jebakan, *one.langkah))


def test_a_figure_that_is_not_the_one_asked_for_is_told(lusia):
    lusia("latihan", "mulai", *WHO, "--latihan", "6")
    keluar, out, _ = lusia("latihan", "periksa", *WHO, "--latihan", "6")
    assert keluar == 1
    assert "Di sel itu sekarang: 48.210." in out


def test_a_hall_is_set_up_joined_taken_in_and_shown(run, tmp_path):
    try:
        assert run("latihan", "papan-aula")[0] == 2
        names = tmp_path / "daftar.txt"
        names.write_text("Ana\nBeni\n", encoding="utf-8")
        made = ("latihan", "aula", "--daftar-peserta", names, "--keluar", tmp_path, "--json")
        keluar, out, err = run(*made)
        assert keluar == 0, err
        told = json.loads(out)
        assert [one["wilayah"] for one in told["kursi"]] == ["53.01", "53.02"]
        join = ("latihan", "ikut", "--berkas", told["berkas"], "--peserta")
        assert run(*join, "Zakarias")[0] == 2
        keluar, out, err = run(*join, "Ana", "--json")
        assert keluar == 0, err
        room = json.loads(out)
        hall = ("--peserta", "Ana", "--latihan", "aula")
        assert run("latihan", "contohkan", *hall)[0] == 1
        assert run("latihan", "papan-aula")[0] == 1
        keluar, out, _ = run("latihan", "terima", room["berkas"], "--json")
        assert keluar == 0
        assert [one["diterima"] for one in json.loads(out)["kiriman"]] == [True]
        keluar, out, _ = run("latihan", "papan-aula")
        assert keluar == 1
        assert "Diterima, revisi 1" in out
        assert "1 dari 2" in out
        the_way_back(run, tmp_path / "flashdisk")
        empty = tmp_path / "kosong"
        empty.mkdir()
        keluar, out, _ = run("latihan", "terima", empty)
        assert (keluar, "tidak ada paket" in out) == (0, True)
        assert run("latihan", "ambil", empty)[0] == 1
        (empty / "daftar.xlsx").write_bytes(b"PK\x03\x04 bukan paket")
        assert run("latihan", "terima", empty)[0] == 1
    finally:
        contoh_aula.clear()


def the_way_back(run, stick: Path) -> None:
    """Ana, whose package is there, is asked, and takes the reply."""
    asked = ("latihan", "tanya", "--teks", "Dari buku mana angka ini?")
    assert json.loads(run(*asked, "--json")[1])["ditanya"] == ["Ana"]
    keluar, out, _ = run(*asked)
    assert (keluar, "masih menunggu" in out) == (1, True)
    assert run(*asked, "--peserta", "Zakarias")[0] == 2
    stick.mkdir()
    keluar, out, _ = run("latihan", "balas", "--keluar", stick, "--json")
    assert [Path(one).parent for one in json.loads(out)["balasan"]] == [stick]
    keluar, out, _ = run("latihan", "ambil", stick)
    assert keluar == 0
    assert "1 paket berubah menjadi diterima" in out
    assert "Pertanyaan baru: 1." in out
    told = json.loads(run("latihan", "ambil", stick, "--json")[1])["balasan"]
    assert [(one["baru"], one["terpasang"]) for one in told] == [(False, True)]
    assert "1 ditanya" in run("latihan", "papan-aula")[1]


def test_a_trainers_own_exercise_is_written_loaded_played_and_taken_off(lusia, tmp_path):
    assert lusia("latihan", "contoh", "--keluar", tmp_path)[0] == 0
    (file,) = tmp_path.iterdir()
    keluar, out, err = lusia("latihan", "muat", tmp_path, "--json")
    assert keluar == 0, err
    (kode,) = (one["kode"] for one in json.loads(out)["latihan"])
    try:
        assert kode in lusia("latihan", "daftar")[1]
        own = (*WHO, "--latihan", kode)
        assert lusia("latihan", "mulai", *own)[0] == 0
        assert lusia("latihan", "periksa", *own)[0] == 1
        assert lusia("latihan", "contohkan", *own)[0] == 0
        out = lusia("latihan", "papan")[1]
        assert out.splitlines()[-1].split() == ["17", "Contoh:", "ibu", "bersalin"]
    finally:
        assert lusia("latihan", "buang", "--latihan", kode)[0] == 0
    assert kode not in lusia("latihan", "daftar")[1]
    assert lusia("latihan", "buang", "--latihan", kode)[0] == 2
    file.write_text("kode = ", encoding="utf-8")
    assert "baris 1" in lusia("latihan", "muat", file)[2]
