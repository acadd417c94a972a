"""Programs that save a workbook again, and people who change figures in it, for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SOFFICE = shutil.which("soffice")
SYSTEM_PYTHON = shutil.which("python3", path="/usr/bin")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")
TIMEOUT = 180

# What every script begins with: it asks for `context`, `make` and `desktop`, and keeps `arguments`.
_CONNECT = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
pipe, *arguments = sys.argv[1:]
def option(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(120):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
make = context.ServiceManager.createInstanceWithContext
desktop = make("com.sun.star.frame.Desktop", context)
"""
_CHANGE = """
url, sheet, address, value = arguments
book = desktop.loadComponentFromURL(url, "_blank", 0, (option("Hidden", True),))
page = book.Sheets.getByName(sheet)
page.unprotect("")
page.getCellRangeByName(address).Value = float(value)
book.store()
book.close(True)
desktop.terminate()
"""


def with_openpyxl(data: bytes, change: Callable[[Any], object] = lambda _: None) -> bytes:
    """The workbook saved again by openpyxl, after a change."""
    book = openpyxl.load_workbook(BytesIO(data))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_libreoffice(data: bytes) -> bytes:
    """The workbook saved again by LibreOffice without a window."""
    assert SOFFICE is not None
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "masuk"), Path(folder, "keluar")
        source.mkdir()
        (source / "paket.xlsx").write_bytes(data)
        command = [
            SOFFICE, _profile(folder), "--headless", "--convert-to", "xlsx",
            "--outdir", str(target), str(source / "paket.xlsx"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
        return (target / "paket.xlsx").read_bytes()


def changed_in_libreoffice(data: bytes, sheet: str, address: str, value: float) -> bytes:
    """The workbook after somebody typed a figure in LibreOffice and saved."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "paket.xlsx")
        file.write_bytes(data)
        driven(Path(folder), _CHANGE, file.as_uri(), sheet, address, str(value))
        return file.read_bytes()


def driven(folder: Path, script: str, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """What a script printed that drives LibreOffice with a profile in the folder, and ends it."""
    assert SOFFICE is not None
    assert SYSTEM_PYTHON is not None
    pipe = f"lontar{os.getpid()}{folder.name}"
    options = ["--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(
        [SOFFICE, _profile(folder), *options],
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        done = subprocess.run(
            [SYSTEM_PYTHON, "-c", _CONNECT + script, pipe, *arguments],
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        office.wait(TIMEOUT)
    finally:
        office.kill()
        office.wait()
    return done.stdout


@cache
def can_drive_libreoffice() -> bool:
    """Whether a script can type into LibreOffice here."""
    if SOFFICE is None or SYSTEM_PYTHON is None or sys.platform == "win32":
        return False
    found = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return found.returncode == 0


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """The parts as a new ZIP, as an archive program would make it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return out.getvalue()


def _profile(folder: Path | str) -> str:
    return f"-env:UserInstallation={Path(folder, 'profil').as_uri()}"
