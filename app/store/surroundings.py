"""Where an office's folder lies, as far as that endangers it: cloud folders and their copies."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.periode import Periode
from app.store import leftovers, lockfile
from app.store.office import DATABASE_NAME, last_gesture

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.store.office import Office

_BY_NAME = (
    ("OneDrive", r"onedrive( ?- ?.+)?"),
    ("Dropbox", r"dropbox( ?[-(].+)?"),
    ("Google Drive", r"google ?drive|my drive|drive saya|drivefs"),
    ("iCloud Drive", r"icloud ?drive|com~apple~clouddocs"),
    ("Nextcloud", r"nextcloud.*"),
    ("ownCloud", r"owncloud.*"),
    ("MEGA", r"mega(sync)?( uploads)?"),
    ("pCloud", r"pcloud ?drive"),
    ("TeraBox", r"terabox( ?sync.*)?"),
    ("Yandex.Disk", r"yandex\.?disk"),
)
_BY_MARK = (
    ("Dropbox", ".dropbox"),
    ("Dropbox", ".dropbox.cache"),
    ("Syncthing", ".stfolder"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("ownCloud", ".owncloudsync.log"),
    ("MEGA", ".megasync"),
)
_OURS = {DATABASE_NAME, f"{DATABASE_NAME}.baru", f"{DATABASE_NAME}{leftovers.RESTORING}"}
_COPY = re.compile(r"lontar.+\.db", re.IGNORECASE)
_TOLERATED = timedelta(minutes=2)
_SILENT = timedelta(days=270)
_FOUR = (1, 2, 3, 4)
_LAST_QUARTER = """
    SELECT l.periode FROM riwayat r JOIN lembar l ON l.id = r.lembar
    WHERE l.periode LIKE '%-T_' ORDER BY r.id DESC LIMIT 1
"""


def cloud_service(folder: Path) -> str:
    """The program that copies a folder to the internet, empty when none is recognised."""
    for place in (folder, *folder.parents):
        for service, mark in _BY_MARK:
            if (place / mark).exists():
                return service
        for service, name in _BY_NAME:
            if re.fullmatch(name, place.name, re.IGNORECASE):
                return service
    return ""


def conflict_copies(folder: Path) -> list[Path]:
    """Copies of the database beside it, as programs make them when two laptops wrote at once.

    `lontar (1).db`, `lontar-LAPTOP2.db`, `lontar (conflicted copy 2026-10-05).db` and their like.
    """
    found = (one for one in folder.glob("*.db") if one.name.casefold() not in _OURS)
    return sorted(one for one in found if _COPY.fullmatch(one.name))


def open_elsewhere(office: Office) -> str:
    """Who had the office open on another machine and never closed it; empty for nobody."""
    left = office.left_open_by
    return "" if not left or left.split(",")[0] == lockfile.machine() else left


def clock_behind(office: Office) -> tuple[datetime, datetime] | None:
    """The last gesture and the time now, when the clock says that it is still to come."""
    last, now = last_gesture(office.conn), office.now()
    if last is None or last - now < _TOLERATED:
        return None
    return last, now


def long_silent(office: Office) -> tuple[datetime, datetime] | None:
    """The last gesture and the time now, when three quarters and more seem to lie between them.

    A laptop whose year is set wrong looks just so.
    """
    last, now = last_gesture(office.conn), office.now()
    return (last, now) if last is not None and now - last > _SILENT else None


def reported_quarter(office: Office) -> Periode:
    """The quarter people report about today.

    Where the clock has fallen behind the history it cannot tell; then it is the one that was
    written in last.
    """
    if clock_behind(office):
        row = office.conn.execute(_LAST_QUARTER).fetchone()
        with suppress(ValueError, TypeError):
            return Periode.parse(row[0])
    return Periode.dilaporkan(office.now().date())


def offered_quarters(office: Office) -> set[Periode]:
    """The quarters of last year and this year; a clock that has fallen behind takes none away."""
    years = {office.now().year, office.moment().year}
    return {Periode(year - ago, quarter) for year in years for ago in (0, 1) for quarter in _FOUR}
