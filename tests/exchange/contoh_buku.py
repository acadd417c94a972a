"""Programs that save a workbook again, and people who change figures in it, for the tests."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SOFFICE = shutil.which("soffice")
SYSTEM_PYTHON = shutil.which("python3", path="/usr/bin")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")
TIMEOUT = 180
_ATTEMPTS = 3

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
else:
    sys.exit("LibreOffice did not answer within 60 seconds")
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


def with_libreoffice(data: bytes, kind: str = "xlsx") -> bytes:
    """The workbook saved again by LibreOffice without a window, in this format."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "paket.xlsx")
        source.write_bytes(data)
        return converted(source, kind, Path(folder, "keluar")).read_bytes()


def converted(source: Path, kind: str, out: Path, profile: Path | None = None) -> Path:
    """The file LibreOffice made of another one, in the folder `out`."""
    return converted_all([source], kind, out, profile)[0]


def converted_all(
    sources: Sequence[Path], kind: str, out: Path, profile: Path | None = None
) -> list[Path]:
    """The files one LibreOffice made of several, in the folder `out`.

    A LibreOffice that ended by itself is asked again, as in `driven`.
    """
    assert SOFFICE is not None
    told = ""
    for _ in range(_ATTEMPTS):
        with TemporaryDirectory() as home:
            command = [
                SOFFICE, _profile(profile or home), "--headless", "--convert-to", kind,
                "--outdir", str(out), *map(str, sources),
            ]  # fmt: skip
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=TIMEOUT, check=False
            )
        ending = kind.partition(":")[0]
        made = [out / f"{source.stem}.{ending}" for source in sources]
        if done.returncode == 0 and all(one.is_file() for one in made):
            return made
        told = done.stdout + done.stderr
    raise AssertionError(told)


def changed_in_libreoffice(data: bytes, sheet: str, address: str, value: float) -> bytes:
    """The workbook after somebody typed a figure in LibreOffice and saved."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "paket.xlsx")
        file.write_bytes(data)
        driven(Path(folder), _CHANGE, file.as_uri(), sheet, address, str(value))
        return file.read_bytes()


def driven(folder: Path, script: str, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """What a script printed that drives LibreOffice with a profile in the folder, and ends it.

    LibreOffice sometimes ends by itself on a busy machine, before the script is through; then the
    whole script is run again beside a new LibreOffice. What it says of our files is never retried.
    """
    for _ in range(_ATTEMPTS):
        done = _driven_once(folder, script, arguments, env)
        if done.returncode == 0:
            return done.stdout
    raise AssertionError(done.stdout + done.stderr)


def _driven_once(
    folder: Path, script: str, arguments: Sequence[str], env: Mapping[str, str] | None
) -> subprocess.CompletedProcess[str]:
    assert SOFFICE is not None
    assert SYSTEM_PYTHON is not None
    with TemporaryDirectory(dir=folder) as home:
        pipe = f"lontar{os.getpid()}{Path(home).name}"
        office = subprocess.Popen(
            [
                SOFFICE,
                _profile(home),
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
            ],
            env={**os.environ, **(env or {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            done = subprocess.run(
                [SYSTEM_PYTHON, "-c", _CONNECT + script, pipe, *arguments],
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
                check=False,
            )
            if done.returncode == 0:
                office.wait(TIMEOUT)
        finally:
            # `soffice` is a script: its child lives on unless the whole group is ended.
            with suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)
            office.wait()
    return done


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
    return f"-env:UserInstallation={Path(folder).as_uri()}"
