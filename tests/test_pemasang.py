"""What Windows gets, as far as it can be told without a Windows: spec, installers, portable zip."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import PySide6
import pytest

from tests.sumber import ROOT, packaging_script

if TYPE_CHECKING:
    from types import ModuleType

PACKAGING = ROOT / "packaging"


@pytest.fixture(scope="module")
def portable() -> ModuleType:
    return packaging_script("buat_portabel")


def run_spec(place: Path, entries: list[tuple[str, str, str]]) -> dict[str, Any]:
    """The names of the spec after it ran with stand-ins for what PyInstaller offers."""
    programs: list[dict[str, Any]] = []
    (place / "lontar").mkdir()
    names: dict[str, Any] = {
        "SPECPATH": str(PACKAGING),
        "workpath": str(place),
        "DISTPATH": str(place),
        "Analysis": lambda *_, **__: SimpleNamespace(
            binaries=entries, datas=[], pure=[], scripts=[]
        ),
        "PYZ": lambda _: None,
        "EXE": lambda *_, **told: programs.append(told),
        "COLLECT": lambda *_, **__: None,
    }
    exec(compile((PACKAGING / "lontar.spec").read_text("utf-8"), "lontar.spec", "exec"), names)  # noqa: S102
    return names | {"made": programs}


def test_windows_gets_a_silent_window_and_a_twin_that_prints(tmp_path, monkeypatch):
    pytest.importorskip("PyInstaller")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "path", [*sys.path])
    kept, ballast = "PySide6\\Qt6Core.dll", "PySide6\\Qt6Network.dll"
    names = run_spec(tmp_path, [(kept, "", ""), (ballast, "", "")])
    assert {one["name"]: one["console"] for one in names["made"]} == {
        "lontar": False,
        "lontar-cli": True,
    }
    assert [entry[0] for entry in names["found"].binaries] == [kept]
    version = (tmp_path / "versi.txt").read_text("utf-8")
    compile(version, "versi.txt", "eval")
    assert f"'ProductVersion', '{names['VERSION']}'" in version


def a_folder(place: Path, program: str) -> Path:
    (place / "_internal").mkdir(parents=True)
    (place / program).write_text("#!/bin/sh\necho hidup\n")
    (place / "_internal" / "isi").write_bytes(b"x" * 500)
    return place


def test_the_zip_is_the_same_twice_and_its_sum_is_true(portable, tmp_path):
    one = portable.pack(a_folder(tmp_path / "a", "lontar.exe"), tmp_path / "a.zip")
    two = portable.pack(a_folder(tmp_path / "b", "lontar.exe"), tmp_path / "b.zip")
    assert one == two == hashlib.sha256((tmp_path / "a.zip").read_bytes()).hexdigest()
    assert (tmp_path / "a.zip.sha256").read_text() == f"{one}  a.zip\n"
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {"lontar/portabel.txt", "lontar/pasang.cmd", "lontar/pasang.ps1"} <= set(
            archive.namelist()
        )


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip unpacks as a person does")
def test_an_unpacked_zip_still_runs(portable, tmp_path):
    portable.pack(a_folder(tmp_path / "a", "lontar"), tmp_path / "a.zip")
    subprocess.run(
        [shutil.which("unzip") or "", "-q", tmp_path / "a.zip", "-d", tmp_path / "lain"], check=True
    )
    assert subprocess.check_output([tmp_path / "lain" / "lontar" / "lontar"]) == b"hidup\n"


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip unpacks as a person does")
def test_a_link_is_packed_as_a_link(portable, tmp_path):
    folder = a_folder(tmp_path / "a", "lontar")
    (folder / "_internal" / "tautan").symlink_to("isi")
    portable.pack(folder, tmp_path / "a.zip")
    subprocess.run(
        [shutil.which("unzip") or "", "-q", tmp_path / "a.zip", "-d", tmp_path / "lain"], check=True
    )
    link = tmp_path / "lain" / "lontar" / "_internal" / "tautan"
    assert link.readlink().as_posix() == "isi"
    assert link.read_bytes() == b"x" * 500


@pytest.mark.parametrize("goal", ["/etc/hostname", "../../luar", "tidak-ada"])
def test_a_link_that_leads_nowhere_there_is_not_packed(portable, tmp_path, goal):
    (tmp_path / "luar").touch()
    folder = a_folder(tmp_path / "a", "lontar")
    (folder / "_internal" / "tautan").symlink_to(goal)
    with pytest.raises(SystemExit, match="tautan"):
        portable.pack(folder, tmp_path / "a.zip")


def test_the_line_ends_of_the_checkout_do_not_show_in_the_zip(portable, tmp_path, monkeypatch):
    folder, sums = a_folder(tmp_path / "a", "lontar.exe"), set()
    for name, end in (("unix", b"\n"), ("windows", b"\r\n")):
        (tmp_path / name).mkdir()
        for script in portable.INSTALLERS:
            lines = (PACKAGING / script).read_bytes().splitlines()
            (tmp_path / name / script).write_bytes(b"".join(line + end for line in lines))
        monkeypatch.setattr(portable, "PACKAGING", tmp_path / name)
        sums.add(portable.pack(folder, tmp_path / f"{name}.zip"))
    assert len(sums) == 1
    with zipfile.ZipFile(tmp_path / "unix.zip") as archive:
        assert archive.read("lontar/pasang.cmd").count(b"\r\n") > 1


def test_the_installer_asks_no_administrator_and_takes_what_the_spec_makes():
    script = (PACKAGING / "lontar.iss").read_text("utf-8")
    assert "PrivilegesRequired=lowest" in script
    assert "{localappdata}\\Programs\\Lontar" in script
    assert not re.search(
        r"\{(pf|commonpf|autopf|sys|win|common\w+)\}|HKLM|\[UninstallDelete\]", script
    )
    sources = set(re.findall(r'^Source: "\{#Asal\}\\([^"]+)"', script, re.MULTILINE))
    assert sources == {"lontar.exe", "lontar-cli.exe", "isi.txt", "_internal\\*"}
    used = set(re.findall(r"CustomMessage\('(\w+)'\)", script))
    said = script.partition("[CustomMessages]")[2].partition("[Code]")[0]
    assert used == set(re.findall(r"^(\w+)=", said, re.MULTILINE))


def test_the_script_of_the_zip_stays_in_the_users_own_folder():
    script = (PACKAGING / "pasang.ps1").read_text("ascii")  # PowerShell 5 misreads other letters
    assert "$env:LOCALAPPDATA 'Programs\\Lontar'" in script
    assert not re.search(r"RunAs|HKLM|ProgramFiles", script)
    assert re.search(r"-notin 'portabel.txt', 'data-lontar'", script)


def test_a_licence_text_that_the_machine_lacks_is_missed_aloud(tmp_path, monkeypatch):
    licences = packaging_script("lisensi")
    monkeypatch.setattr(licences, "COMMON", tmp_path)
    strange, qt = tmp_path / "entah.so", PySide6.__file__
    strange.write_bytes(b"123")
    works = licences.components([("entah.so", str(strange), "BINARY"), ("Qt", qt, "BINARY")])
    assert {"?", "pyside6-essentials"} <= set(licences.without_text(works))
    told = licences.listing(works, tmp_path)
    assert f"? | 3 | tidak dikenal | {licences.MISSING}\n" in told
    assert re.search(rf"^pyside6-essentials .*{re.escape(licences.MISSING)}$", told, re.MULTILINE)


def test_two_texts_of_the_same_name_are_both_kept():
    licences = packaging_script("lisensi")
    texts = [Path("x.dist-info/LICENSE"), Path("x.dist-info/vendor/LICENSE")]
    placed = licences.Component("x", "MIT", texts).placed
    assert [place for place, _ in placed] == [
        "lisensi/x/vendor-LICENSE",
        "lisensi/x/x.dist-info-LICENSE",
    ]
