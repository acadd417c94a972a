"""The report a user can attach to a chat: versions, system, log and health of the office; no data.

Counts and states only: no figure, no name, no region, no path. What is read of the office is read
beside it, so that a damaged or open one can be reported about as well.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from app import paths
from app.errors import LontarError
from app.store import (
    backup,
    files,
    handover,
    log,
    migrations,
    pustaka,
    restore,
    riwayat,
    soundness,
    sqlite_file,
    surroundings,
    vault,
)
from app.store.office import DATABASE_NAME
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_PROGRAM = ("lontar", "PySide6-Essentials", "cryptography", "openpyxl", "msgspec")
_TABLES = ("pengguna", "formulir", "lembar", "nilai", "tindakan", "riwayat", "paket", "bukti")
_MEGA = 1_000_000


def proposed_name(now: datetime) -> str:
    """How the file is called unless somebody says otherwise."""
    return f"laporan-galat-{now:%Y%m%d-%H%M}.txt"


def compose(folder: Path | None, now: datetime) -> str:
    """The whole report about the program, and about the office in `folder` when there is one."""
    parts = [
        t("laporan_galat.judul"),
        t("laporan_galat.arti"),
        "",
        f"{now.isoformat(timespec='seconds')}",
    ]
    parts += ["", f"== {t('laporan_galat.program')}", *_program()]
    if folder is not None:
        parts += ["", f"== {t('laporan_galat.kantor')}", *_office(folder)]
    parts += [
        "",
        f"== {t('laporan_galat.catatan')}",
        log.tail() or t("laporan_galat.catatan_kosong"),
        "",
    ]
    return "\n".join(parts)


def save(target: Path, folder: Path | None, now: datetime) -> None:
    """Write the report.

    Raises:
        LontarError: the disk refuses.

    """
    from app.exchange import berkas

    berkas.write_atomic(target, compose(folder, now).encode())


def _program() -> Iterator[str]:
    for name in _PROGRAM:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            # A checkout is not installed; the sum of its forms tells which one it is.
            yield f"{name} ({t('laporan_galat.dari_sumber', sidik=_forms())})"
    yield f"Python {platform.python_version()} · SQLite {sqlite_file.VERSION}"
    yield f"{platform.system()} {platform.release()} · {platform.machine()} · {os.cpu_count()} CPU"
    yield f"frozen {getattr(sys, 'frozen', False)} · Qt {os.environ.get('QT_QPA_PLATFORM', '-')}"


def _forms() -> str:
    listed = paths.forms() / pustaka.PUBLISHED
    return files.sha256_of(listed)[:12] if listed.is_file() else "?"


def _office(folder: Path) -> Iterator[str]:
    try:
        free = shutil.disk_usage(folder).free // _MEGA
    except OSError:
        free = -1
    yield t("laporan_galat.ruang", mb=free)
    cloud = surroundings.cloud_service(folder)
    yield t("laporan_galat.awan", ada=cloud or "-")
    yield t("laporan_galat.bentrok", jumlah=len(surroundings.conflict_copies(folder)))
    yield t("laporan_galat.diserahkan", ada=t(_yes_no(handover.marked(folder) is not None)))
    copies = vault.listed(folder / backup.FOLDER_NAME)
    newest = f"{copies[0].waktu:%Y-%m-%d}" if copies else "-"
    yield t("laporan_galat.cadangan", jumlah=len(copies), terbaru=newest)
    aside = folder / restore.ASIDE
    yield t("laporan_galat.disisihkan", jumlah=len(list(aside.iterdir())) if aside.is_dir() else 0)
    yield from _database(folder / DATABASE_NAME)


def _yes_no(answer: bool) -> str:  # noqa: FBT001 - the question stands before it
    return "laporan_galat.ya" if answer else "laporan_galat.tidak"


def _database(database: Path) -> Iterator[str]:
    try:
        size = database.stat().st_size / _MEGA
    except OSError:
        yield t("laporan_galat.tanpa_basis_data")
        return
    found = soundness.health(database, _TABLES)
    if found.rusak:
        yield t("laporan_galat.rusak", kode=found.rusak)
        return
    # Anything but "ok" names pages and rows, which are numbers, and indexes, which are ours.
    yield t("laporan_galat.utuh", hasil="; ".join(found.utuh))
    known = migrations.known_version()
    yield t("laporan_galat.versi", versi=found.versi, dikenal=known, mb=f"{size:.1f}")
    yield " · ".join(f"{name} {count}" for name, count in found.banyak)
    try:
        state = riwayat.verify_file(database)
    except LontarError as error:
        yield t("laporan_galat.rusak", kode=error.kode)
        return
    broken = "-" if state.broken_at is None else state.broken_at
    yield t(
        "laporan_galat.rantai", utuh=t(_yes_no(state.ok)), putus=broken, asing=len(state.strangers)
    )
