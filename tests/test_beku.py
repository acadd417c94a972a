"""The frozen program: built from the spec, complete, without ballast, alive without any Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sumber import ROOT, packaging_script

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE = 1_000_000
# Qt's own families that the window never uses; any of them would add megabytes.
BALLAST = (
    "Qt6Qml",
    "Qt6Quick",
    "Qt6Designer",
    "Qt6Network",
    "Qt6Sql",
    "Qt6Test",
    "Qt6Pdf",
    "libreadline",
)
LIBRARIES = ("cryptography", "msgspec", "openpyxl", "pyside6-essentials", "python-docx")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a frozen program runs where it was built"
)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("PyInstaller", reason="the frozen program is built where PyInstaller is")
    place = tmp_path_factory.mktemp("beku")
    line = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    line += ["--distpath", str(place), "--workpath", str(place / "kerja")]
    subprocess.run([*line, str(ROOT / "packaging" / "lontar.spec")], check=True, cwd=place)
    shutil.rmtree(place / "kerja")
    return place / "lontar"


def files_of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def try_out(program: Path, home: Path) -> dict[str, int]:
    """Milliseconds of each step of the self-test, which finds no other program."""
    alone = {"HOME": str(home), "PATH": os.devnull, "LANG": "C.UTF-8"}
    line = [str(program), "swauji", "--json"]
    done = subprocess.run(line, env=alone, cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told: dict[str, int] = json.loads(done.stdout)["langkah_ms"]
    assert list(told) == ["paket", "penyusun", "laporan", "jendela", "pdf"]
    return told


def test_it_tries_itself_out_where_there_is_no_python(frozen, tmp_path):
    told = try_out(frozen / "lontar", tmp_path)
    size = sum(path.stat().st_size for path in files_of(frozen)) / MEGABYTE
    print(f"bundel {size:.0f} MB; swauji {told}")


def test_it_carries_definitions_and_texts(frozen):
    inside = frozen / "_internal"
    assert (inside / "forms" / "TERBIT").is_file()
    assert (inside / "resources" / "teks" / "umum.json").is_file()


def test_every_work_in_it_is_listed_with_its_size_and_brings_its_licence(frozen):
    inside = frozen / "_internal"
    listed = (frozen / "isi.txt").read_text("utf-8").partition("\n\n")[2].splitlines()
    rows = {name: rest for name, *rest in (line.split(" | ") for line in listed)}
    assert {"Lontar", "Python", "pyinstaller", *LIBRARIES} <= set(rows)
    assert "?" not in rows  # no file of unknown origin
    for name, (size, licence, texts) in rows.items():
        assert int(size) > 0, name
        assert licence, name
        for text in texts.split(", "):
            assert (inside / text).stat().st_size, f"{name}: {text}"
    told = (inside / "lisensi" / "umum" / "LGPL-3").read_text("utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    unlisted = [path for path in files_of(inside) if not path.is_relative_to(inside / "lisensi")]
    assert sum(int(size) for size, *_ in rows.values()) >= sum(
        path.stat().st_size for path in unlisted
    )


def test_what_the_window_never_uses_stays_out(frozen):
    names = [path.name for path in frozen.rglob("*")]
    assert not [name for name in names if any(word in name for word in BALLAST)]
    folders = {path.name for path in (frozen / "_internal").iterdir()}
    assert not folders & {"numpy", "pandas", "tkinter", "frictionless", "pytest", "yaml"}


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip unpacks as a person does")
@pytest.mark.parametrize(
    ("place", "used"),
    [
        (r"PySide6\Qt6Widgets.dll", True),
        (r"PySide6\opengl32sw.dll", False),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\platforms\qdirect2d.dll", False),
        (r"PySide6\plugins\styles\qmodernwindowsstyle.dll", False),
        (r"PySide6\plugins\iconengines\qsvgicon.dll", True),
        (r"cryptography\hazmat\bindings\_rust.pyd", True),
    ],
)
def test_of_what_qt_brings_for_windows_only_what_a_window_uses_goes_along(place, used):
    assert packaging_script("pangkas").wanted(place) is used


def test_the_portable_zip_runs_elsewhere_even_on_a_stick_that_keeps_no_links(frozen, tmp_path):
    packed, place = tmp_path / "lontar.zip", tmp_path / "lain"
    packaging_script("buat_portabel").pack(frozen, packed)
    subprocess.run([shutil.which("unzip") or "", "-q", packed, "-d", place], check=True)
    packed.unlink()
    unpacked = place / "lontar"
    links = [path for path in unpacked.rglob("*") if path.is_symlink()]
    assert links
    assert all(link.exists() for link in links)
    assert (
        sum(path.stat().st_size for path in files_of(unpacked))
        < sum(path.stat().st_size for path in files_of(frozen)) + MEGABYTE
    )
    for link in links:
        link.unlink()
    try_out(unpacked / "lontar", tmp_path)
