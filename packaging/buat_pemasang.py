"""Makes the installer for Windows out of a frozen folder, with its SHA-256 beside it.

Run: python packaging/buat_pemasang.py FOLDER TARGET.exe. Needs NSIS 3.08 or later (`makensis`),
which runs on Windows and on Linux; the icon and the picture lie beside the folder, as the spec
leaves them.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
SCRIPT = PACKAGING / "lontar.nsi"
WANTED = ("lontar.exe", "lontar-cli.exe", "isi.txt", "_internal", "../lontar.ico", "../lontar.bmp")
"""What the script takes, as seen from the folder."""


def version() -> str:
    """The version of the project, as `X.Y.Z`."""
    told = (PACKAGING.parent / "pyproject.toml").read_text("utf-8")
    found = re.search(r'^version = "([^"]+)"', told, re.MULTILINE)
    assert found is not None
    return found[1]


def four(named: str) -> str:
    """A version as the properties of a Windows file want it: four numbers."""
    return ".".join([*re.findall(r"\d+", named), "0", "0", "0", "0"][:4])


def compiler() -> str:
    """Where makensis is; its own installer on Windows puts it on no path."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    found = shutil.which("makensis") or (str(usual) if usual.is_file() else None)
    if found is None:
        raise SystemExit("makensis was not found: install NSIS 3.08 or later, on Debian: nsis")
    return found


def make(folder: Path, target: Path, *further: str) -> str:
    """Write the installer and `TARGET.sha256`; returns the sum.

    `further` are more arguments of makensis. Its warnings count as errors.

    Raises:
        SystemExit: something that belongs into it is missing, or the script does not compile.
    """
    missing = [name for name in WANTED if not (folder / name).exists()]
    if missing:
        raise SystemExit(f"{folder}: missing {', '.join(missing)}")
    named = version()
    told = {"VERSI": named, "VERSI_EMPAT": four(named)}
    told |= {"ASAL": str(folder.resolve()), "HASIL": str(target.resolve())}
    defined = [f"-D{name}={value}" for name, value in told.items()]
    done = subprocess.run([compiler(), "-V2", "-WX", *further, *defined, str(SCRIPT)], check=False)
    if done.returncode:
        raise SystemExit(f"makensis ended with {done.returncode}")
    with target.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    target.with_name(f"{target.name}.sha256").write_text(f"{found}  {target.name}\n", "utf-8")
    return found


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), Path(sys.argv[2])))
