"""Setting up an office: whole, or not at all."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import paths
from app.errors import LontarError
from app.exchange import pendaftaran, pendirian
from app.store import people, pustaka
from app.store.office import Office
from tests.exchange.contoh_pendirian import ENDE, FRASA, NTT, plan, ready_keys, silent
from tests.sumber import ROOT

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)


def clock() -> datetime:
    return NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "baru" / "ende"


def refused(call, *arguments) -> str:
    with pytest.raises(LontarError) as caught:
        call(*arguments)
    return caught.value.kode


def test_a_kabupaten_gets_its_office_first_person_forms_and_key(folder):
    steps = []
    note = lambda *step: steps.append(step)  # noqa: E731
    pendirian.establish(plan(), folder, clock, note, ready_keys())
    with Office.open(folder, clock) as office:
        assert office.identitas.jenis == "kabupaten"
        assert office.identitas.wilayah == ENDE.kode
        person = people.users(office)[0]
        assert (person.nama, person.nip) == ("Maria Contoh, S.IP", "198503172010012003")
        assert pendaftaran.has_key(office, person)
        assert pendaftaran.own_certificate(office, person) is None
        assert not pendaftaran.has_authority(office)
        assert not pustaka.install(office, paths.forms())  # already there
    assert [name for name, _, _ in steps] == ["kunci", "basis_data", "formulir", "segel", "selesai"]
    assert [done for _, done, _ in steps] == [0, 1, 2, 3, 4]
    assert [one.name for one in folder.parent.iterdir()] == ["ende"]


@pytest.mark.parametrize(
    ("wilayah", "jenis", "latihan"), [(NTT, "provinsi", False), (ENDE, "latihan", True)]
)
def test_a_province_and_an_exercise_can_sign_at_once(folder, wilayah, jenis, latihan):
    pendirian.establish(plan(wilayah, jenis), folder, clock, silent, ready_keys())
    with Office.open(folder, clock) as office:
        person = people.users(office)[0]
        assert pendaftaran.has_authority(office)
        assert pendaftaran.authority(office).latihan is latihan
        key, chain = pendaftaran.signer(office, person, FRASA)
        assert chain[0].public_key() == key.public_key()


@pytest.mark.parametrize(
    ("change", "kode"),
    [
        ({"kantor": "  "}, "kantor_tanpa_nama"),
        ({"kantor": "x" * 65}, "nama_sertifikat_ditolak"),
        ({"kantor": "Dinas \u041aesehatan"}, "nama_huruf_asing"),
        ({"nama": "M\u0430ria"}, "nama_huruf_asing"),
        ({"nama": "Mar\u2800ia"}, "nama_sertifikat_ditolak"),
        ({"nama": ""}, "pengguna_tanpa_nama"),
        ({"nip": "1985"}, "nip_salah"),
        ({"nip": "1985031720100120O3"}, "nip_salah"),
        ({"frasa_sandi": "pendek"}, "frasa_sandi_lemah"),
    ],
)
def test_a_plan_with_a_mistake_makes_nothing(folder, change, kode):
    assert refused(pendirian.establish, plan(**change), folder, clock, silent) == kode
    assert not folder.parent.exists()


@pytest.mark.parametrize("nip", ["", "   ", "198503172010012003", "19850317 201001 2 003"])
def test_a_nip_is_eighteen_digits_or_left_out(nip):
    assert pendirian.check_nip(nip) in ("", "198503172010012003")


def test_a_folder_in_use_is_refused_and_an_empty_one_is_taken(folder):
    folder.mkdir(parents=True)
    (folder / "surat.docx").touch()
    assert refused(pendirian.check_folder, folder) == "folder_kantor_terpakai"
    (folder / "surat.docx").unlink()
    pendirian.establish(plan(), folder, clock, silent, ready_keys())
    assert (folder / "lontar.db").is_file()


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Setda", "Dropbox", "Google Drive"])
def test_a_folder_that_is_copied_to_the_internet_is_refused(tmp_path, name):
    folder = tmp_path / name / "kantor"
    assert refused(pendirian.check_folder, folder) == "folder_kantor_tersinkron"


def test_a_folder_without_its_full_address_is_refused():
    assert refused(pendirian.check_folder, Path("kantor")) == "folder_kantor_tak_lengkap"


@pytest.mark.parametrize("step", ["kunci", "basis_data", "formulir", "segel", "selesai"])
def test_whoever_stops_it_at_any_step_leaves_nothing(folder, step):
    class Stopped(Exception):
        pass

    def stop(name: str, _done: int, _total: int) -> None:
        if name == step:
            raise Stopped

    with pytest.raises(Stopped):
        pendirian.establish(plan(), folder, clock, stop, ready_keys())
    assert not list(folder.parent.iterdir())


KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from app.exchange import pendirian
from tests.exchange.contoh_pendirian import plan

def die(name, done, total):
    if name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

pendirian.establish(plan(), Path(sys.argv[1]), lambda: datetime.now(UTC), die)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill that cannot be caught")
@pytest.mark.parametrize("step", ["formulir", "selesai"])
def test_a_laptop_that_dies_in_the_middle_leaves_no_half_office(folder, step):
    command = [sys.executable, "-c", KILLED, str(folder), step]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    assert not folder.exists()
    pendirian.establish(plan(), folder, clock, silent, ready_keys())
    assert [one.name for one in folder.parent.iterdir()] == ["ende"]


def test_the_passphrase_does_not_show_when_a_plan_is_printed():
    assert FRASA not in repr(plan())
