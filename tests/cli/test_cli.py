"""The command line as someone types it: verbs, exit codes, and one JSON document when asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.cli.keluaran import Keluaran
from app.cli.pengurai import VERBS
from app.errors import LontarError
from app.exchange import demo
from app.exchange.demo_kantor import FRASA_SANDI
from tests import contoh_demo
from tests.contoh_demo import BELUM_LENGKAP, BELUM_MENGIRIM, LENGKAP, copy_of
from tests.exchange.contoh_pendirian import light_seals
from tests.sumber import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def package(small: Path, wilayah: str = LENGKAP, folder: str = "paket") -> Path:
    return next((small / folder).glob(f"SPM_{wilayah.replace('.', '')}_*.xlsx"))


# --- The language of the command line


@pytest.mark.parametrize("words", [["--help"], *([verb, "--help"] for verb in VERBS)], ids=" ".join)
def test_every_help_text_is_indonesian(run, words):
    keluar, out, _ = run(*words)

    assert keluar == 0
    assert "pemakaian:" in out
    assert not {"usage:", "options:", "show this"} & set(out.replace("\n", " ").split("  "))
    assert "None" not in out


@pytest.mark.parametrize(
    "words",
    [
        ["entah"],
        ["isi"],
        ["rekap", "--kantor", "x", "--periode", "2026", "--keluar", "y"],
        ["demo", "--keluar", "x", "--triwulan", "5"],
        ["periksa", "a.xlsx", "--mungkin"],
        ["sertifikat", "buat"],
    ],
    ids=" ".join,
)
def test_a_command_line_that_makes_no_sense_is_refused_in_a_sentence(run, words):
    keluar, out, err = run(*words)

    assert (keluar, out) == (2, "")
    assert err.startswith("Perintah tidak dapat dijalankan: ")
    assert "--help" in err
    assert not {"invalid", "required", "argument", "unrecognized"} & set(err.split())


@pytest.mark.parametrize(
    "words", [["isi"], ["periksa", "x", "--kantor", "tidak-ada"]], ids=" ".join
)
def test_a_refusal_for_programs_is_one_json_document(run, words):
    keluar, out, err = run(*words, "--json")
    galat = json.loads(out)["galat"]

    assert (keluar, err) == (2, "")
    assert {"kode", "pesan", "saran"} <= set(galat)


# --- demo


@pytest.fixture
def one_region(monkeypatch):
    """The verb as it is, but with one kabupaten instead of 22, and keys sealed at a small cost."""
    light_seals(monkeypatch)
    real = demo.build

    def build(*arguments, **options):
        return real(*arguments, **options, regions={LENGKAP})

    monkeypatch.setattr(demo, "build", build)


def test_the_demo_ends_with_a_table_of_all_regions_and_what_to_do_next(run, one_region, tmp_path):
    words = ["demo", "--keluar", tmp_path / "demo", "--tahun", 2026, "--triwulan", 3]
    keluar, out, err = run(*words)
    lines = [line for line in out.splitlines() if " 53." in line]

    assert keluar == 0
    assert len(lines) == 22
    assert len({line.index("K") for line in lines}) == 1
    assert sum("belum ada data" in line for line in lines) == 21
    assert "1 paket diterima: 1 lengkap, 0 belum lengkap. 21 kabupaten/kota belum mengirim." in out
    assert FRASA_SANDI in out
    assert "1 dari 1" in err
    assert run(*words)[0] == 2
    told = json.loads(run(*words, "--paksa", "--json")[1])
    assert (told["diterima"], told["lengkap"], told["belum_ada"]) == (1, 1, 21)
    assert next(one for one in told["wilayah"] if one["berkas"])["putusan"] == "sah_utuh"


# --- periksa


def test_a_genuine_package_is_told_so(run, small):
    late = package(small, BELUM_MENGIRIM, "belum-dikirim")
    keluar, out, _ = run("periksa", late, "--kantor", small / "provinsi")

    assert keluar == 0
    assert "Sah, utuh" in out


def test_a_copy_with_marks_is_written_for_the_sender_of_what_lacks_something(run, small, tmp_path):
    folder = tmp_path / "salinan"
    line = ["periksa", package(small, BELUM_LENGKAP), "--kantor", small / "provinsi"]
    copies = json.loads(run(*line, "--salinan", folder, "--json")[1])["salinan"]
    assert [str(one) for one in folder.iterdir()] == copies
    assert "SALINAN-BERTANDA_5317_" in copies[0]
    assert run("periksa", *copies)[0] == 2
    assert json.loads(run(*line, "--json")[1])["salinan"] == []


def test_a_package_the_named_office_has_accepted_is_told_so(run, small):
    keluar, out, _ = run("periksa", package(small), "--kantor", small / "provinsi", "--json")
    (told,) = json.loads(out)["berkas"]

    assert keluar == 1
    assert (told["putusan"], told["silsilah"]["hubungan"]) == ("sudah_diterima",) * 2


def test_of_several_files_each_verdict_is_counted(run, small):
    late = package(small, BELUM_MENGIRIM, "belum-dikirim")
    keluar, out, _ = run("periksa", late, package(small), "--kantor", small / "provinsi")

    assert keluar == 1
    assert "2 berkas: Sah, utuh 1; Sudah diterima 1." in out


def test_without_an_office_nobody_is_trusted(run, small):
    keluar, out, _ = run("periksa", package(small), "--json")
    (told,) = json.loads(out)["berkas"]

    assert keluar == 1
    assert told["putusan"] == "penanda_tidak_dikenal"


def test_an_office_known_on_this_machine_is_enough_even_while_it_is_open(run, small, monkeypatch):
    from app.store.office import Office
    from app.ui.memory import Memory

    monkeypatch.setattr(Memory, "load", lambda: Memory(offices={str(small / "provinsi"): "NTT"}))

    with Office.open(small / "provinsi", contoh_demo.now):
        assert run("periksa", package(small))[0] == 0


def test_an_office_that_cannot_be_read_offers_no_trust(run, small, monkeypatch, tmp_path):
    from app.ui.memory import Memory

    (tmp_path / "lontar.db").write_bytes(b"bukan basis data" * 100)
    gone = {str(tmp_path): "Rusak", str(tmp_path / "hilang"): "Hilang"}
    monkeypatch.setattr(Memory, "load", lambda: Memory(offices=gone))

    assert run("periksa", package(small))[0] == 1


def test_an_auditor_needs_only_the_certificate_of_the_authority(run, small, tmp_path):
    from app.exchange import pendaftaran, sertifikat
    from app.store.office import Office

    with Office.open(small / "provinsi", contoh_demo.now) as office:
        pem = sertifikat.to_pem(pendaftaran.authority(office).sertifikat)
    (tmp_path / "otoritas.pem").write_bytes(pem)

    assert run("periksa", package(small), "--otoritas", tmp_path / "otoritas.pem")[0] == 0


def test_the_worst_of_several_verdicts_decides(run, small, tmp_path):
    photo = tmp_path / "foto.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    late = package(small, BELUM_MENGIRIM, "belum-dikirim")
    found = run("periksa", package(small), late, photo, "--kantor", small / "provinsi", "--json")
    told = json.loads(found[1])["berkas"]

    assert found[0] == 2
    assert [one["putusan"] for one in told] == ["sudah_diterima", "sah_utuh", "bukan_paket"]
    assert all(one["kalimat"] and one["balasan"] for one in told)


def test_a_folder_without_packages_is_not_called_genuine(run, tmp_path):
    assert run("periksa", tmp_path)[0] == 2


# --- impor and ekspor


def test_a_package_taken_in_before_changes_nothing(run, small, tmp_path):
    province = copy_of(small / "provinsi", tmp_path / "provinsi")
    keluar, out, _ = run("impor", small / "paket", "--kantor", province, "--json")
    told = json.loads(out)["berkas"]

    assert keluar == 0
    assert [(one["sudah"], one["berubah"]) for one in told] == [(True, 0), (True, 0)]


def test_the_late_package_is_taken_in_and_counted(run, small, tmp_path):
    province = copy_of(small / "provinsi", tmp_path / "provinsi")
    late = package(small, BELUM_MENGIRIM, "belum-dikirim")
    assert run("impor", late, "--kantor", province)[0] == 0
    keluar, out, _ = run(
        "rekap",
        "--kantor",
        province,
        "--periode",
        "2026-T3",
        "--keluar",
        tmp_path / "r.xlsx",
        "--json",
    )
    told = json.loads(out)

    assert keluar == 0
    assert (told["diterima"], told["lengkap"], told["belum_lengkap"], told["belum_ada"]) == (
        3,
        2,
        1,
        19,
    )
    assert len(list((province / "cadangan").glob("*.db"))) == 1


def test_a_kabupaten_does_not_take_in_packages(run, small, tmp_path):
    office = copy_of(small / "kantor" / BELUM_LENGKAP, tmp_path / "kantor")
    keluar, out, _ = run("impor", package(small, LENGKAP), "--kantor", office, "--json")

    assert keluar == 2
    assert json.loads(out)["berkas"][0]["galat"]["kode"] == "impor_bukan_provinsi"


def test_a_correction_travels_from_a_table_of_lines_to_the_recap(run, small, tmp_path, secret):
    office = copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")
    province = copy_of(small / "provinsi", tmp_path / "provinsi")
    file = tmp_path / "nilai.csv"
    file.write_text(
        "wilayah,periode,formulir,sel,nilai\n"
        f"{LENGKAP},2026-T3,KES-01,penerima.terlayani.jumlah,6000\n"
        f"{LENGKAP},2026-T3,KES-01,penerima.harus.jumlah,7085\n",
        encoding="utf-8",
    )
    filled = run("isi", "--kantor", office, "--berkas", file, "--json")
    quarter = ["--kantor", office, "--periode", "2026-t3", "--frasa-sandi-berkas", secret, "--json"]
    stated = run("nyatakan", *quarter)
    sent = run("ekspor", *quarter, "--keluar", tmp_path)
    taken = run("impor", json.loads(sent[1])["berkas"], "--kantor", province, "--json")

    assert [one[0] for one in (filled, stated, sent, taken)] == [0, 0, 0, 0]
    assert json.loads(filled[1])["berubah"] == 1
    assert [one["baris"] for one in json.loads(filled[1])["tahunan"]] == [3]
    assert json.loads(sent[1])["revisi"] == 2
    assert json.loads(taken[1])["berkas"][0]["berubah"] == 1


def test_what_keeps_a_package_back_is_listed(run, small, tmp_path, secret):
    office = copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")
    file = tmp_path / "nilai.csv"
    file.write_text(
        "wilayah;periode;formulir;sel;nilai\n"
        f"{LENGKAP};2026-T3;KES-01;penerima.terlayani.jumlah;1\n",
        encoding="utf-8",
    )
    run("isi", "--kantor", office, "--berkas", file)
    words = ["ekspor", "--kantor", office, "--periode", "2026-T3", "--keluar", tmp_path]
    keluar, out, _ = run(*words, "--frasa-sandi-berkas", secret, "--json")

    assert keluar == 1
    assert "SPM-02" in {one["kode"] for one in json.loads(out)["hambatan"]}
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_wrong_passphrase_signs_nothing(run, small, tmp_path):
    office = copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")
    (tmp_path / "frasa.txt").write_text("bukan ini sama sekali", encoding="utf-8")
    words = ["ekspor", "--kantor", office, "--periode", "2026-T3", "--keluar", tmp_path]
    keluar, _, err = run(*words, "--frasa-sandi-berkas", tmp_path / "frasa.txt")

    assert keluar == 2
    assert "Frasa sandi tidak cocok" in err
    assert not list(tmp_path.glob("*.xlsx"))


# --- isi


def test_a_refused_line_is_named_and_nothing_is_written(run, small, tmp_path):
    office = copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")
    file = tmp_path / "nilai.csv"
    file.write_text(
        "wilayah;periode;formulir;sel;nilai\n"
        f"{LENGKAP};2026-T3;KES-02;penerima.terlayani.jumlah;dua ratus\n"
        f"{LENGKAP};2026-T3;KES-02;penerima.terlayani.l;5\n",
        encoding="utf-8",
    )
    keluar, out, _ = run("isi", "--kantor", office, "--berkas", file)
    told = json.loads(run("isi", "--kantor", office, "--berkas", file, "--json")[1])

    assert keluar == 1
    assert "Baris 2 (KES-02 penerima.terlayani.jumlah)" in out
    assert "Baris 3" in out
    assert "Tidak ada yang ditulis" in out
    assert [one["kode"] for one in told["ditolak"]] == ["csv_angka", "csv_ditutup"]
    assert told["ditulis"] is False


@pytest.mark.parametrize(("words", "written"), [([], True), (["--semua-atau-tidak"], False)])
def test_a_refused_line_costs_the_good_ones_only_when_that_is_asked(
    run, small, tmp_path, words, written
):
    office = copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")
    file = tmp_path / "nilai.csv"
    file.write_text(
        "wilayah;periode;formulir;sel;nilai\n"
        f"{LENGKAP};2026-T3;KES-02;penerima.terlayani.jumlah;dua ratus\n"
        f"{LENGKAP};2026-T3;KES-02;mutu.m01.tersedia;77\n",
        encoding="utf-8",
    )
    keluar, out, _ = run("isi", "--kantor", office, "--berkas", file, "--json", *words)
    told = json.loads(out)

    assert keluar == 1
    assert (told["ditulis"], told["diterima"], len(told["ditolak"])) == (written, 1, 1)


# --- rekap


def test_annual_figures_of_an_earlier_quarter_are_no_report(run, small, tmp_path):
    words = [
        "rekap",
        "--kantor",
        copy_of(small / "provinsi", tmp_path / "p"),
        "--periode",
        "2026-T4",
    ]
    keluar, out, _ = run(*words, "--keluar", tmp_path / "rekap.xlsx", "--json")

    assert keluar == 0
    assert json.loads(out)["diterima"] == 0
    assert json.loads(out)["rerata"] is None


def test_a_recap_that_cannot_be_saved_is_refused_in_a_sentence(run, small, tmp_path):
    province = copy_of(small / "provinsi", tmp_path / "provinsi")
    words = ["rekap", "--kantor", province, "--periode", "2026-T3"]
    keluar, _, err = run(*words, "--keluar", tmp_path / "tidak-ada" / "rekap.xlsx")

    assert keluar == 2
    assert "tidak-ada" in err


# --- As another program sees it


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_console_can_show_what_is_said(small, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    for more in ([], ["--json"]):
        command = [sys.executable, "-m", "app", "periksa", str(package(small)), *more]
        done = subprocess.run(command, env=environment, capture_output=True, check=False, cwd=ROOT)
        assert done.returncode == 1, done.stderr
        assert done.stdout.decode(encoding)
        assert not done.stderr
    assert json.loads(done.stdout)["keluar"] == 1


def test_nothing_that_is_printed_moves_the_cursor(capsys):
    keluaran = Keluaran(as_json=False)
    keluaran.say("satu\x1b[2J\rdua\ntiga")
    keluaran.table(["berkas"], [["SPM.xlsx\nSPM_5301.xlsx  Sah"]])
    assert keluaran.refuse(LontarError("berkas_kosong\x9b")) == 2
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "satu?[2J?dua",
        "tiga",
        "berkas",
        "-" * 27,
        "SPM.xlsx?SPM_5301.xlsx  Sah",
    ]
    assert "\x9b" not in err
