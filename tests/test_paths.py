"""The program finds its own files, and the place for the user's, wherever it runs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

from app import paths
from app.cli import main
from app.errors import LontarError
from app.exchange import pendirian
from app.exchange.latihan import ruang
from app.store import portable
from tests.sumber import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ASK = (
    "from app import paths, teks; "
    "print(paths.forms()); print(paths.resources()); print(len(teks.catalogue()))"
)


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As PyInstaller lays it out: the program beside its bundle of files."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lontar.exe"))
    return tmp_path


def ask_elsewhere(python_path: Path, folder: Path) -> tuple[Path, Path, int]:
    """The answers of a fresh process that finds `app` under `python_path`."""
    environment = os.environ | {"PYTHONPATH": str(python_path), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", ASK]
    answer = subprocess.check_output(command, env=environment, cwd=folder, text=True)
    forms, resources, texts = answer.splitlines()
    return Path(forms), Path(resources), int(texts)


def test_a_checkout_keeps_its_files_beside_the_package() -> None:
    assert paths.forms() == ROOT / "forms"
    assert paths.resources() == ROOT / "resources"


def test_an_installed_copy_brings_its_files_along(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, env=os.environ | {"PIP_CONFIG_FILE": os.devnull})
    (wheel,) = tmp_path.glob("lontar-*.whl")
    installed = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    forms, resources, texts = ask_elsewhere(installed, tmp_path)
    assert forms == installed / "app" / "forms"
    assert resources == installed / "app" / "resources"
    assert texts > 0
    published = {file.relative_to(ROOT / "forms") for file in (ROOT / "forms").rglob("*.toml")}
    assert {file.relative_to(forms) for file in forms.rglob("*.toml")} == published


def test_a_frozen_program_reads_its_bundle(frozen: Path) -> None:
    assert paths.forms() == frozen / "_internal" / "forms"
    assert paths.resources() == frozen / "_internal" / "resources"


def test_the_mark_file_keeps_all_data_on_the_stick(frozen: Path) -> None:
    assert paths.portable_data() is None
    (frozen / "portabel.txt").touch()
    stick = frozen.resolve() / "data-lontar"
    assert paths.portable_data() == stick
    assert paths.default_office().is_relative_to(stick)
    assert paths.log_file().is_relative_to(stick)


def test_without_the_mark_data_go_where_the_system_wants_them(frozen: Path) -> None:
    assert not paths.default_office().is_relative_to(frozen.resolve())
    assert paths.default_office().is_relative_to(paths.data())
    assert "Lontar" in paths.data().parts


def test_a_checkout_can_be_carried_on_a_stick_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "app")
    (tmp_path / "resources" / "teks").mkdir(parents=True)
    (tmp_path / "portabel.txt").touch()
    assert paths.default_office().parent == tmp_path / "data-lontar"


def test_asking_where_things_are_creates_nothing(frozen: Path) -> None:
    (frozen / "portabel.txt").touch()
    paths.default_office()
    paths.log_file()
    assert [file.name for file in frozen.iterdir()] == ["portabel.txt"]


@pytest.fixture
def locked(ordinary_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A portable copy on a place that can only be read."""
    home = ordinary_folder.resolve()
    (home / "portabel.txt").touch()
    monkeypatch.setattr(paths, "home_of_program", lambda: home)
    home.chmod(0o555)
    yield home
    home.chmod(0o755)


def test_a_stick_that_can_be_written_to_is_left_as_it_was(frozen: Path) -> None:
    (frozen / "portabel.txt").touch()
    portable.check()
    assert [file.name for file in frozen.iterdir()] == ["portabel.txt"]


def test_without_the_mark_the_place_of_the_program_may_be_locked(locked: Path) -> None:
    locked.chmod(0o755)
    (locked / "portabel.txt").unlink()
    locked.chmod(0o555)
    portable.check()


def test_a_locked_stick_is_told_with_the_way_out(locked: Path) -> None:
    with pytest.raises(LontarError) as told:
        portable.check()
    assert str(locked) in told.value.pesan
    assert "salin seluruh folder Lontar" in told.value.saran


def test_a_locked_folder_of_data_is_told_as_well(locked: Path) -> None:
    locked.chmod(0o755)
    (locked / paths.PORTABLE_FOLDER).mkdir(mode=0o555)
    with pytest.raises(LontarError) as told:
        portable.check()
    assert told.value.data["folder"] == locked / paths.PORTABLE_FOLDER


def test_no_office_and_no_practice_is_begun_on_a_locked_stick(locked: Path) -> None:
    with pytest.raises(LontarError) as office:
        pendirian.check_folder(paths.default_office() / "ende")
    with pytest.raises(LontarError) as practice:
        ruang.participant("Maria")
    assert {office.value.kode, practice.value.kode} == {"portabel_hanya_baca"}
    elsewhere = locked.parent / "kantor-di-tempat-lain"
    assert pendirian.check_folder(elsewhere) == elsewhere


def test_a_verb_on_a_locked_stick_ends_with_a_sentence(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["latihan", "mulai", "--peserta", "Maria", "--latihan", "1"]) == 2
    assert "salin seluruh folder Lontar" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("chosen", [None, "", "/tempat/data", "/tempat/data/", "data", "~/data"])
@pytest.mark.parametrize("home", ["/rumah/maria", "/rumah/maria/", "", "rumah"])
def test_on_linux_data_lie_where_platformdirs_puts_them(chosen, home, monkeypatch) -> None:
    monkeypatch.setenv("HOME", home)
    if chosen is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", chosen)
    wanted = platformdirs.user_data_dir("Lontar", appauthor=False, roaming=False)
    assert paths.data() == Path(wanted)
