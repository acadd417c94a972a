"""What comes back of a package that went through other programs: makes the table beside the page.

`python -m tests.kedua.bolak_balik` sends a full package through every program that is here and
writes resources/format/bolak-balik.md anew; the test of the same name asserts every verdict.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import openpyxl

from app import paths
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import (
    SOFFICE,
    TIMEOUT,
    packed,
    parts,
    with_libreoffice,
    with_openpyxl,
)
from tests.kedua import segel, verifikator
from tests.kedua.buku import BOOK, Putus
from tests.kedua.contoh import kedua

if TYPE_CHECKING:
    from app.exchange.putusan import Laporan

TABLE = paths.resources() / "format" / "bolak-balik.md"
INFO_ZIP, SEVEN, BSDTAR = (shutil.which(name) for name in ("zip", "7z", "bsdtar"))
UTUH, ULANG, BUKAN, TOLAK = "sah_utuh", "sah_disimpan_ulang", "bukan_paket", "ditolak"
NAME = "SPM_5301_2026-T3_rev01.xlsx"


class Jalan(NamedTuple):
    """One way a package can take: by which program, what it does, and what must come of it."""

    program: str
    perbuatan: str
    buat: Callable[[bytes], bytes]
    putusan: str
    nama: str = NAME

    @property
    def kunci(self) -> str:
        return f"{self.program}: {self.perbuatan}"


# --- What the programs do -------------------------------------------------------------------------


def unchanged(data: bytes) -> bytes:
    return data


def again(*steps: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """One program after the other."""

    def walk(data: bytes) -> bytes:
        for step in steps:
            data = step(data)
        return data

    return walk


def repacked_by(*command: str) -> Callable[[bytes], bytes]:
    """Unpacked into a folder, and the folder packed again."""

    def pack(data: bytes) -> bytes:
        with TemporaryDirectory() as folder:
            inside, target = Path(folder, "isi"), Path(folder, "baru.zip")
            with zipfile.ZipFile(_file(folder, data)) as archive:
                archive.extractall(inside)
            _run([*command, str(target), *sorted(one.name for one in inside.iterdir())], inside)
            return target.read_bytes()

    return pack


def wrapped_by(*command: str) -> Callable[[bytes], bytes]:
    """The file put into an archive as it is."""

    def pack(data: bytes) -> bytes:
        with TemporaryDirectory() as folder:
            target = Path(folder, "kiriman.zip")
            _run([*command, str(target), _file(folder, data).name], Path(folder))
            return target.read_bytes()

    return pack


def wrapped(data: bytes) -> bytes:
    return packed({NAME: data})


def stored(data: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        target = Path(folder, "baru.zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for name, content in parts(data).items():
                archive.writestr(name, content)
        return target.read_bytes()


def _file(folder: str, data: bytes) -> Path:
    file = Path(folder, NAME)
    file.write_bytes(data)
    return file


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=TIMEOUT)


# --- The ways -------------------------------------------------------------------------------------

LO, OPENPYXL, PYTHON = "LibreOffice", "openpyxl", "Python zipfile"
ZIP, SEVENZIP, LIBARCHIVE, NONE = "Info-ZIP", "7-Zip", "bsdtar (libarchive)", "–"
lo, op = with_libreoffice, with_openpyxl
JALAN = (
    Jalan(NONE, "as exported", unchanged, UTUH),
    Jalan(NONE, "renamed to `dokumen (1)`", unchanged, UTUH, "dokumen (1)"),
    Jalan(NONE, "renamed, no extension", unchanged, UTUH, "SPM_5301_2026-T3_rev01"),
    Jalan(NONE, "renamed to `.xlsx.zip`", unchanged, UTUH, f"{NAME}.zip"),
    Jalan(PYTHON, "packed again", lambda data: packed(parts(data)), ULANG),
    Jalan(PYTHON, "packed again, not compressed", stored, ULANG),
    Jalan(ZIP, "packed again, with folders and times", repacked_by("zip", "-q", "-r"), ULANG),
    Jalan(ZIP, "packed again, bare (`-X -D`)", repacked_by("zip", "-q", "-r", "-X", "-D"), ULANG),
    Jalan(SEVENZIP, "packed again", repacked_by("7z", "a", "-tzip", "-bso0"), ULANG),
    Jalan(LIBARCHIVE, "packed again", repacked_by("bsdtar", "--format=zip", "-cf"), TOLAK),
    Jalan(PYTHON, "put inside a ZIP", wrapped, UTUH, "kiriman.zip"),
    Jalan(ZIP, "put inside a ZIP", wrapped_by("zip", "-q"), UTUH, "kiriman.zip"),
    Jalan(SEVENZIP, "put inside a ZIP", wrapped_by("7z", "a", "-tzip", "-bso0"), UTUH, "a.zip"),
    Jalan(LIBARCHIVE, "put inside a ZIP", wrapped_by("bsdtar", "--format=zip", "-cf"), UTUH),
    Jalan(PYTHON, "put inside a ZIP inside a ZIP", again(wrapped, wrapped), BUKAN, "kiriman.zip"),
    Jalan(LO, "saved again", lo, ULANG),
    Jalan(LO, "saved again twice", again(lo, lo), ULANG),
    Jalan(OPENPYXL, "saved again", op, ULANG),
    Jalan(OPENPYXL, "saved again twice", again(op, op), ULANG),
    Jalan(LO, "saved again, then by openpyxl", again(lo, op), ULANG),
    Jalan(LO, "saved again after openpyxl", again(op, lo), ULANG),
    Jalan(LO, "saved again, then put inside a ZIP", again(lo, wrapped), ULANG, "kiriman.zip"),
    Jalan(
        LO,
        "saved again, then packed again by Info-ZIP",
        again(lo, repacked_by("zip", "-q", "-r")),
        ULANG,
    ),
    Jalan(
        LO,
        "saved again, then packed again by bsdtar",
        again(lo, repacked_by("bsdtar", "--format=zip", "-cf")),
        ULANG,
    ),
    Jalan(LO, "saved as `.ods`", partial(with_libreoffice, kind="ods"), BUKAN, "SPM.ods"),
    Jalan(LO, "saved as `.xls`", partial(with_libreoffice, kind="xls"), BUKAN, "SPM.xls"),
    Jalan(LO, "saved as `.pdf`", partial(with_libreoffice, kind="pdf"), BUKAN, "SPM.pdf"),
)
NOT_TRIED = (
    "Microsoft Excel for Windows and Mac",
    "Excel Online",
    "WPS Office",
    "Google Sheets",
    "Excel and WPS on Android",
    "Windows Explorer (Send to compressed folder), WinRAR",
    "WhatsApp, Telegram and e-mail as documents",
)


def missing(jalan: Jalan) -> str:
    """The program of this way that is not here; empty when all are."""
    here = {LO: SOFFICE, ZIP: INFO_ZIP, SEVENZIP: SEVEN, LIBARCHIVE: BSDTAR}
    needed = {name: found for name, found in here.items() if _takes(jalan, name)}
    return ", ".join(name for name, found in needed.items() if not found)


def _takes(jalan: Jalan, program: str) -> bool:
    return program.split(maxsplit=1)[0] in jalan.kunci


# --- The table ------------------------------------------------------------------------------------


@cache
def version(program: str) -> str:
    """How the program calls the version that is here."""
    if program == PYTHON:
        return sys.version.split()[0]
    if program == OPENPYXL:
        return openpyxl.__version__
    asked = {
        LO: [SOFFICE, "--version"],
        ZIP: [INFO_ZIP, "-v"],
        SEVENZIP: [SEVEN],
        LIBARCHIVE: [BSDTAR, "--version"],
    }
    command = [one for one in asked.get(program, []) if one]
    if not command:
        return ""
    told = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    found = re.search(r" ([0-9]+\.[0-9][0-9.]*)", told.stdout)
    return found[1] if found else ""


def left(data: bytes) -> str:
    """What is left of a package."""
    try:
        book = verifikator.opened(data)
        properties = verifikator.read_properties(book.parts.get("docProps/custom.xml", b""))
    except Putus:
        return "nothing"
    pages = [book.parts[one.bagian] for one in book.places.values()]
    # Where a namespace is declared differs with the XML library that openpyxl finds.
    meta = rb'<sheet [^>]*?\bname="_meta"[^>]*?\bstate="([A-Za-z]+)"'
    states = re.findall(meta, book.parts[BOOK])
    there = {
        "figures, signatures": bool(book.sheet("_meta").cells),
        "properties": bool(properties.id),
        "seal": segel.has_trace(book.parts),
        "QR": any(name.startswith("xl/media/") for name in book.parts),
        "frozen panes": any(b"frozen" in page for page in pages),
        "protection": all(b"<sheetProtection" in page for page in pages[:2]),
        f"`_meta` {states[0].decode()}" if states else "": bool(states),
    }
    return ", ".join(name for name, kept in there.items() if kept)


def line(jalan: Jalan, data: bytes) -> str:
    """One row of the table, from what both verifiers say."""
    if lost := missing(jalan):
        return f"| {jalan.program} | | {jalan.perbuatan} | | not tried ({lost} is not here) | | |"
    made = jalan.buat(data)
    laporan, other = judged(made, jalan.nama), kedua(made)
    same = "the same" if other.putusan == laporan.putusan.value else other.putusan
    told = (laporan.putusan.value, laporan.alasan, laporan.program or "–", same)
    shown = version(jalan.program) or "–"
    cells = (jalan.program, shown, jalan.perbuatan, left(made), *told)
    return f"| {' | '.join(cells)} |"


def judged(data: bytes, nama: str) -> Laporan:
    """The program's verdict on a file of that name on a disk."""
    with TemporaryDirectory() as folder:
        file = Path(folder, nama)
        file.write_bytes(data)
        return contoh.examiner().verify_file(file)


HEAD = """# There and back: what other programs leave of a package

A full quarterly package goes through each program and comes back to both verifiers, the program's
and the second one in `tests/kedua/`. Made by `python -m tests.kedua.bolak_balik`, which renews this
file; the test of the same name asserts every verdict. "Left" is what the file still carries: the
figures with their two signatures, the copy in the document properties, the native seal, the QR
code, frozen panes, sheet protection, and how `_meta` is hidden. Digests of the visible sheets are
the same wherever the verdict is *sah*. "Named" is the program that the file says saved it last.

| Program | Version | What was done | Left | Verdict | Reason | Named | Second verifier |
|---|---|---|---|---|---|---|---|
"""
TAIL = """
*Put inside a ZIP* keeps the file itself as exported, so it stays *utuh*. *Packed again* keeps every
part but not the ZIP around them: the seal still holds, the file is not byte for byte the exported
one, so it is *disimpan ulang*. Archives written as a stream (bsdtar) tell sizes behind the data
only, which two readers may read in two ways: a file with a seal in such a ZIP is refused, and the
sender is asked for the original; without a seal, or around a whole file, it does no harm.

Not tried, because they are not available where this was made: {not_tried}.
"""


def main() -> None:
    """Write the table anew."""
    data = contoh.package()
    lines = [line(jalan, data) for jalan in JALAN]
    tail = TAIL.format(not_tried="; ".join(NOT_TRIED))
    TABLE.write_text(HEAD + "\n".join(lines) + "\n" + tail, "utf-8")


if __name__ == "__main__":
    try:
        main()
    finally:
        contoh.reader().close()
