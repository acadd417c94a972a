"""The command line: setting up offices, certificates, forms and pictures of the screens."""

from __future__ import annotations

import json
import shutil
import sys
import types
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.cli import bersama
from app.domain.periode import Periode
from app.store import region_lists
from app.store.office import Office
from tests.contoh_demo import LENGKAP, copy_of
from tests.sumber import ROOT

if TYPE_CHECKING:
    from pathlib import Path


# --- dirikan and sertifikat


def establish(run, folder: Path, secret: Path, *words: object) -> None:
    told = run(
        "dirikan",
        "--kantor",
        folder,
        "--nama",
        "Petugas Uji",
        *words,
        "--frasa-sandi-berkas",
        secret,
    )
    assert told[0] == 0, told


def test_an_office_is_set_up_and_enrolled_from_the_command_line(run, small, tmp_path, secret):
    office, province = tmp_path / "kantor", copy_of(small / "provinsi", tmp_path / "provinsi")
    establish(
        run, office, secret, "--jenis", "kabupaten", "--wilayah", "53.04",
        "--nama-kantor", "Bagian Pemerintahan Belu", "--peran", "pimpinan",
    )  # fmt: skip
    with_secret = ("--frasa-sandi-berkas", secret, "--json")
    asked = run(
        "sertifikat", "minta", "--kantor", office, "--keluar", tmp_path / "minta.pem", *with_secret
    )
    kata = json.loads(asked[1])["kata"]
    answer = tmp_path / "jawab.pem"
    issuing = (
        "sertifikat",
        "terbitkan",
        "--kantor",
        province,
        "--berkas",
        tmp_path / "minta.pem",
        "--keluar",
        answer,
    )
    unheard = run(*issuing, *with_secret)
    misheard = run(*issuing, "--kata", "satu dua tiga empat lima enam", *with_secret)
    issued = run(*issuing, "--kata", kata.upper(), *with_secret)
    installing = ("sertifikat", "pasang", "--kantor", office, "--berkas", answer)
    installed = run(*installing, "--kata", json.loads(issued[1])["kata_otoritas"], *with_secret)

    codes = [json.loads(one[1])["galat"]["kode"] for one in (unheard, misheard)]
    assert codes == ["kata_belum_dibandingkan", "kata_berbeda"]
    assert [one[0] for one in (asked, unheard, misheard, issued, installed)] == [0, 2, 2, 0, 0]
    assert "Demo" in json.loads(installed[1])["otoritas"]


@pytest.mark.parametrize(
    ("jenis", "wilayah", "kode"),
    [("kabupaten", "53", "wilayah_bukan_jenisnya"), ("provinsi", "53.01", "wilayah_bukan_jenisnya"),
     ("kabupaten", "99.01", "wilayah_asing")],
)  # fmt: skip
def test_an_office_is_not_set_up_for_a_region_it_cannot_have(
    run, tmp_path, secret, jenis, wilayah, kode
):
    keluar, out, _ = run(
        "dirikan", "--kantor", tmp_path / "k", "--jenis", jenis, "--wilayah", wilayah,
        "--nama-kantor", "Kantor", "--nama", "Petugas", "--frasa-sandi-berkas", secret, "--json",
    )  # fmt: skip

    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, kode)
    assert not (tmp_path / "k").exists()


def test_an_office_of_a_region_that_no_list_has_yet_is_set_up_by_code_and_name(
    run, tmp_path, secret
):
    def set_up(nama: str) -> tuple[int, str]:
        keluar, out, _ = run(
            "dirikan", "--kantor", tmp_path / "k", "--jenis", "kabupaten", "--wilayah", "53.22",
            "--nama-wilayah", nama, "--nama-kantor", "Kantor", "--nama", "Petugas",
            "--frasa-sandi-berkas", secret, "--json",
        )  # fmt: skip
        return keluar, out

    keluar, out = set_up("Contoh Baru")
    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "wilayah_baru")
    assert set_up("Kabupaten Contoh Baru")[0] == 0
    with Office.open(tmp_path / "k", bersama.now) as office:
        own = region_lists.region(office, paths.forms(), "53.22", Periode(2026, 3))
        assert (own.nama, own.singkat) == ("Kabupaten Contoh Baru", "Contoh Baru")


def test_without_a_keyboard_the_passphrase_must_come_from_a_file(run, small, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    office = copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")
    keluar, out, _ = run(
        "sertifikat", "minta", "--kantor", office, "--keluar", tmp_path / "m.pem", "--json"
    )

    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "frasa_sandi_diperlukan")


# --- formulir and terbit


@pytest.fixture
def own_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "forms"
    shutil.copytree(paths.forms(), folder)
    monkeypatch.setattr(paths, "forms", lambda: folder)
    return folder


def test_all_forms_are_listed(run):
    told = json.loads(run("formulir", "--json")[1])["formulir"]

    files = list(paths.forms().rglob("*.v*.toml"))
    assert len(told) == len(files) == len({(one["kode"], one["versi"]) for one in told})
    spm = [one for one in told if one["urusan"][:3] != "KMS"]
    assert {one["tingkat"] for one in spm} == {"kabupaten", "provinsi"}


@pytest.mark.parametrize("name", ["kemiskinan/f_k15.v1.toml", "spm/kesehatan/balita.v1.toml"])
def test_a_published_form_of_either_part_is_right(run, name):
    assert run("formulir", "--periksa", paths.forms() / name)[0] == 0


def test_a_form_file_is_checked_by_itself(run, own_forms, tmp_path):
    file = tmp_path / "contoh.v1.toml"
    good = (own_forms / "spm/kesehatan/ibu_hamil.v1.toml").read_text(encoding="utf-8")
    file.write_text(good, encoding="utf-8")
    assert run("formulir", "--periksa", file)[0] == 0
    file.write_text(good.replace('judul = "', 'jodul = "', 1), encoding="utf-8")
    keluar, _, err = run("formulir", "--periksa", file)

    assert keluar == 2
    assert "contoh.v1.toml" in err
    assert "jodul" in err


def test_published_forms_are_listed_and_never_change_silently(run, own_forms):
    assert run("terbit", "--paksa")[0] == 0
    form = own_forms / "spm/kesehatan/ibu_hamil.v1.toml"
    form.write_text(form.read_text(encoding="utf-8") + "\n# catatan\n", encoding="utf-8")

    assert run("terbit", "--periksa-saja")[0] == 1
    keluar, out, _ = run("terbit", "--json")
    assert keluar == 2
    assert "ibu_hamil.v1.toml" in json.loads(out)["galat"]["pesan"]
    assert run("terbit", "--paksa")[0] == 0
    assert run("terbit", "--periksa-saja")[0] == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("keluaran.toml", '"a12"]', '"a99"]', "keluaran.toml memuat L2.baris"),
        ("keluaran.toml", "lembar = ", "lembur = ", "lembur"),
        ("konsolidasi_kemiskinan.toml", "makro.a12.maret", "makro.a99.maret", "dari"),
        ("metode.toml", "penerima = 80", "penerima = 70", "metode.toml memuat bobot"),
        ("tenggat.toml", "hari = ", "hair = ", "hair"),
        ("satu_data.toml", "jenis = ", "jenus = ", "jenus"),
    ],
)
def test_a_list_that_names_what_is_not_there_is_not_published(run, own_forms, file, old, new, told):
    wrong = own_forms / file
    text = wrong.read_text(encoding="utf-8")
    assert old in text
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")
    sums = (own_forms / "TERBIT").read_bytes()
    keluar, _, err = run("terbit", "--paksa")

    assert keluar == 2
    assert told in err
    assert (own_forms / "TERBIT").read_bytes() == sums


def test_the_list_of_sums_is_written_as_it_is_published(run, own_forms):
    before = (ROOT / "forms/TERBIT").read_bytes()
    (own_forms / "TERBIT").unlink()
    run("terbit")

    names = [line.partition("  ")[2] for line in (own_forms / "TERBIT").read_text().splitlines()]
    assert names == [line.partition("  ")[2] for line in before.decode().splitlines()]


# --- tangkapan-layar


def test_screens_are_photographed_with_the_offices_of_a_demo(run, small, tmp_path, monkeypatch):
    seen: list[object] = []

    def capture(target: Path, offices: list[Path]) -> list[Path]:
        seen.extend(office.name for office in offices)
        return [target / "beranda.png"]

    stub = types.ModuleType("app.ui.screenshots")
    stub.capture = capture  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "app.ui.screenshots", stub)
    keluar, out, _ = run("tangkapan-layar", "--keluar", tmp_path / "g", "--demo", small)

    assert keluar == 0
    assert "beranda.png" in out
    assert seen[0] == "provinsi"
