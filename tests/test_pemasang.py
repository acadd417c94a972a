"""What Windows gets, as far as it can be told without a Windows: spec, installers, portable zip."""

from __future__ import annotations

import hashlib
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import PySide6
import pytest
from PySide6.QtGui import QImage

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
        scripts = {f"lontar/{name}" for name in portable.INSTALLERS}
        assert {"lontar/portabel.txt", "lontar/lepas.cmd", *scripts} <= set(archive.namelist())


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


@pytest.fixture(scope="module")
def installer() -> ModuleType:
    return packaging_script("buat_pemasang")


def frozen_for_windows(place: Path) -> Path:
    """Everything the installer takes, in small."""
    folder = a_folder(place / "lontar", "lontar.exe")
    (folder / "lontar-cli.exe").write_bytes(b"cli")
    (folder / "isi.txt").write_bytes(b"isi")
    (folder / "_internal" / "lisensi").mkdir()
    (folder / "_internal" / "lisensi" / "LGPL-3").write_bytes(b"teks")
    ikon = packaging_script("ikon")
    ikon.write(place / "lontar.ico")
    ikon.write_side(place / "lontar.bmp")
    return folder


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS compiles the installer")
def test_the_installer_compiles_and_holds_every_file(installer, tmp_path, capfd):
    folder, target = frozen_for_windows(tmp_path), tmp_path / "pasang.exe"
    told = installer.make(folder, target, "-V4")
    packed = set(re.findall(r'File: "([^"]+)"', capfd.readouterr().out))
    assert {one.name for one in folder.rglob("*") if one.is_file()} <= packed
    data = target.read_bytes()
    assert data[:2] == b"MZ"
    assert told == hashlib.sha256(data).hexdigest()
    assert (tmp_path / "pasang.exe.sha256").read_text() == f"{told}  pasang.exe\n"
    assert installer.version().encode("utf-16-le") in data
    assert b'level="asInvoker"' in data


def test_a_part_that_is_missing_is_named_before_anything_is_packed(installer, tmp_path):
    folder = frozen_for_windows(tmp_path)
    (folder / "isi.txt").unlink()
    with pytest.raises(SystemExit, match=r"missing isi\.txt"):
        installer.make(folder, tmp_path / "pasang.exe")
    assert not (tmp_path / "pasang.exe").exists()


def test_a_version_has_four_numbers_for_windows(installer):
    assert installer.four("1.2.3") == "1.2.3.0"
    assert installer.four("0.1") == "0.1.0.0"
    assert re.fullmatch(r"\d+\.\d+\.\d+", installer.version())


def test_the_installer_asks_no_administrator_and_takes_what_the_spec_makes(installer):
    script = (PACKAGING / "lontar.nsi").read_text("ascii")
    assert "RequestExecutionLevel user" in script
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\Lontar"' in script
    assert not re.search(r"HKLM|\$PROGRAMFILES|SetShellVarContext all|\$SYSDIR|\$WINDIR", script)
    sources = set(re.findall(r'^  File (?:/r )?"\$\{ASAL\}\\([^"]+)"', script, re.MULTILINE))
    assert sources == {"lontar.exe", "lontar-cli.exe", "isi.txt", "_internal"}
    moved = set(re.findall(r"^  !insertmacro \$\{APA\} (\S+)", script, re.MULTILINE))
    assert moved == sources
    beside = {f"../{one}" for one in re.findall(r'"\$\{ASAL\}\\\.\.\\([^"]+)"', script)}
    assert set(installer.WANTED) == sources | beside
    # Every sentence is said somewhere; the compiler itself misses one that is not there.
    said = set(re.findall(r"^LangString (\w+)", script, re.MULTILINE))
    used = set(re.findall(r"\$\((\w+)\)|TOLAK (\w+)|TOLAK_BILA_TERBUKA \S+ (\w+)", script))
    assert said == {word for group in used for word in group if word} - {"KALIMAT"}


def test_the_uninstaller_of_the_installer_leaves_offices_and_strangers_alone():
    script = (PACKAGING / "lontar.nsi").read_text("ascii")
    gone = script.partition("Section un.")[2]
    assert "SETIAP_BAGIAN BUANG" in gone
    # The folder itself only when nothing of anybody is left in it; the data are elsewhere.
    assert 'RMDir "$INSTDIR"' in gone
    assert 'RMDir /r "$INSTDIR"' not in script
    assert not re.search(r"(Delete|RMDir)[^\n]*LOCALAPPDATA", script)


def test_the_script_of_the_zip_stays_in_the_users_own_folder():
    script = (PACKAGING / "pasang.ps1").read_text("ascii")  # PowerShell 5 misreads other letters
    assert "$env:LOCALAPPDATA 'Programs\\Lontar'" in script
    assert not re.search(r"RunAs|HKLM|ProgramFiles", script)
    assert re.search(r"-notin 'portabel.txt', 'data-lontar'", script)


def test_a_licence_text_that_the_machine_lacks_is_missed_aloud(tmp_path, monkeypatch):
    licences = packaging_script("lisensi")
    monkeypatch.setattr(licences, "COMMON", tmp_path)
    monkeypatch.setattr(licences, "SHARED", tmp_path)
    strange, qt = tmp_path / "entah.so", PySide6.__file__
    strange.write_bytes(b"123")
    works = licences.components([("entah.so", str(strange), "BINARY"), ("Qt", qt, "BINARY")])
    assert {"?", "pyside6-essentials"} <= set(licences.without_text(works))
    told = licences.listing(works, tmp_path)
    assert f"? | 3 | tidak dikenal | {licences.MISSING}\n" in told
    assert re.search(rf"^pyside6-essentials .*{re.escape(licences.MISSING)}$", told, re.MULTILINE)


def test_qt_brings_its_licence_and_a_notice_on_every_machine(tmp_path, monkeypatch):
    licences = packaging_script("lisensi")
    monkeypatch.setattr(licences, "COMMON", tmp_path / "Windows has none")
    works = licences.components([("Qt", PySide6.__file__, "BINARY")])
    (qt,) = [one for one in works if one.name == "pyside6-essentials"]
    placed = dict(qt.placed)
    assert set(placed) == {f"lisensi/umum/{name}" for name in ("LGPL-3", "GPL-3", "QT.txt")}
    lesser = placed["lisensi/umum/LGPL-3"].read_text("utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lesser
    notice = placed["lisensi/umum/QT.txt"].read_text("utf-8")
    assert "_internal/PySide6" in notice
    assert "download.qt.io" in notice


def entries(icon: bytes) -> list[tuple[int, int, int]]:
    """Edge, length and place of each size in an icon file."""
    kept, kind, count = struct.unpack_from("<HHH", icon)
    assert (kept, kind) == (0, 1)
    rows = [struct.unpack_from("<BBBBHHII", icon, 6 + 16 * number) for number in range(count)]
    return [(row[0] or 256, row[6], row[7]) for row in rows]


def test_the_icon_is_drawn_from_the_leaf_in_every_size_and_the_same_twice(tmp_path):
    ikon = packaging_script("ikon")
    icon = ikon.write(tmp_path / "a.ico").read_bytes()
    assert icon == ikon.write(tmp_path / "b.ico").read_bytes()
    found = entries(icon)
    assert [edge for edge, _, _ in found] == list(ikon.EDGES)
    assert found[-1][1] + found[-1][2] == len(icon)
    for edge, length, place in found[:-1]:
        head = struct.unpack_from("<IiiHHIIiiII", icon, place)
        assert head[:5] == (40, edge, 2 * edge, 1, 32)
        assert length == 40 + 4 * edge * edge + (edge + 31) // 32 * 4 * edge
    largest = QImage.fromData(icon[found[-1][2] :])
    assert (largest.width(), largest.height()) == (256, 256)
    assert largest.pixelColor(0, 0).alpha() == 0
    middle = largest.pixelColor(128, 128)
    assert middle.red() > middle.blue()
    # The smallest shows the leaf, not only its ground.
    small = ikon.drawn(16)
    golden = sum(small.pixelColor(x, y).red() > 140 for x in range(16) for y in range(16))
    assert golden >= 16


def test_spec_and_installer_use_the_icon_that_the_spec_draws(tmp_path, monkeypatch):
    pytest.importorskip("PyInstaller")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "path", [*sys.path])
    names = run_spec(tmp_path, [])
    assert {one["icon"] for one in names["made"]} == {str(tmp_path / "lontar.ico")}
    assert (tmp_path / "lontar.ico").is_file()
    # The picture of the installer is drawn with it.
    side = QImage(str(tmp_path / "lontar.bmp"))
    assert (side.width(), side.height()) == packaging_script("ikon").SIDE
    colours = {side.pixelColor(x, 80).name() for x in range(side.width())}
    assert "#2c2118" in colours
    assert len(colours) > 2


def test_the_uninstaller_asks_first_and_touches_no_data():
    script = (PACKAGING / "lepas.ps1").read_text("ascii")
    assert not re.search(r"RunAs|HKLM|ProgramFiles", script)
    question = script.index("Read-Host")
    removed = re.findall(r"Remove-Item -LiteralPath (\$\w+)", script)
    assert set(removed) == {"$gugur", "$pintasan", "$catatan"}
    assert script.index("Remove-Item") > question
    assert script.index("Move-Item") > question
    assert "$data = Join-Path $env:LOCALAPPDATA 'Lontar'" in script
    assert not re.search(r"(Remove|Move)-Item[^\n]*\$data", script)
    # What a portable copy left inside stops it, and so does a program that is open.
    for hindrance in ("'data-lontar'", "'lepas.exe'", "'ReadWrite', 'None'"):
        assert script.index(hindrance) < question
    home = "Join-Path $env:LOCALAPPDATA 'Programs\\Lontar'"
    installer = (PACKAGING / "pasang.ps1").read_text("ascii")
    assert home in script
    assert home in installer
    mark = re.compile(r"HKCU:\\Software\\[\w\\]+\\Uninstall\\Lontar-salinan")
    assert mark.findall(script) == mark.findall(installer) != []
    assert "'lepas.cmd'" in installer
    # It is copied with the program; only what installs stays behind.
    left = re.search(r"-notin ([^}]+) \}", installer)
    assert left is not None
    assert "lepas" not in left[1]


def test_the_uninstaller_runs_from_a_copy_outside_the_folder_it_removes():
    script = (PACKAGING / "lepas.cmd").read_text("ascii")
    *_, line = script.splitlines()
    assert line.startswith('cd /d "%TEMP%" & copy')
    assert '-File "%TEMP%\\lepas-lontar.ps1"' in line
    assert line.endswith("exit /b")


def test_two_texts_of_the_same_name_are_both_kept():
    licences = packaging_script("lisensi")
    texts = [Path("x.dist-info/LICENSE"), Path("x.dist-info/vendor/LICENSE")]
    placed = licences.Component("x", "MIT", texts).placed
    assert [place for place, _ in placed] == [
        "lisensi/x/vendor-LICENSE",
        "lisensi/x/x.dist-info-LICENSE",
    ]
