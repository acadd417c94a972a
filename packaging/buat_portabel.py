"""Packs a frozen folder into a zip that is the same for the same files, with its SHA-256 beside it.

Run: python packaging/buat_portabel.py FOLDER ZIP.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import zipfile
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
NAME = "lontar"
MARK = "portabel.txt"  # app/paths.py then keeps the data beside the program
INSTALLERS = ("pasang.cmd", "pasang.ps1", "lepas.cmd", "lepas.ps1")
# The oldest time a zip can tell; the same for every file, so that two builds can be compared.
TIME = (1980, 1, 1, 0, 0, 0)
RUNNABLE, PLAIN, LINK = 0o100755 << 16, 0o100644 << 16, 0o120777 << 16


def _entry(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{NAME}/{name}", TIME)
    entry.create_system = 3  # Unix, wherever it is packed: otherwise the bits of the mode are lost
    entry.external_attr = mode
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _add(archive: zipfile.ZipFile, folder: Path, path: Path) -> None:
    name = path.relative_to(folder).as_posix()
    if path.is_symlink():
        # As text, so that a library is not packed twice; only a place inside the folder means
        # anything where it is unpacked.
        if not path.resolve().is_relative_to(folder.resolve()) or not path.exists():
            raise SystemExit(f"{path}: link to nothing, or out of the folder")
        archive.writestr(_entry(name, LINK), path.readlink().as_posix())
        return
    entry = _entry(name, RUNNABLE if path.parent == folder and path.suffix != ".txt" else PLAIN)
    with path.open("rb") as read, archive.open(entry, "w", force_zip64=True) as write:
        shutil.copyfileobj(read, write)


def _as_windows_writes(file: Path) -> bytes:
    """Lines end as Windows wants them, however the checkout turned them."""
    return b"".join(line + b"\r\n" for line in file.read_bytes().splitlines())


def pack(folder: Path, target: Path) -> str:
    """Write the zip and `ZIP.sha256`; returns the sum. Links stay links."""
    windows = (folder / f"{NAME}.exe").is_file()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
            if path.is_symlink() or path.is_file():
                _add(archive, folder, path)
        for name in INSTALLERS if windows else ():
            archive.writestr(_entry(name, PLAIN), _as_windows_writes(PACKAGING / name))
        archive.writestr(_entry(MARK, PLAIN), "")
    with target.open("rb") as file:
        told = hashlib.file_digest(file, "sha256").hexdigest()
    target.with_name(f"{target.name}.sha256").write_text(f"{told}  {target.name}\n", "utf-8")
    return told


if __name__ == "__main__":
    print(pack(Path(sys.argv[1]), Path(sys.argv[2])))
