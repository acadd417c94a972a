"""What a backup holds against what is here: cells that differ, gestures and packages since."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from app.domain.bukti import clean_line
from app.store import send_log, sqlite_file, vault
from app.store.office import DATABASE_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.send_log import Kiriman


class Beda(NamedTuple):
    """What restoring would change.

    `sel_beda`, `sel_hanya_di_sini`, `sel_hanya_di_cadangan` count cells. `langkah_sesudah` counts
    the gestures here that the backup does not know. `menyimpang`: the backup is no earlier state
    of what is here, but went its own way. `terkirim_sesudah` left the office and are unknown to the
    backup; `masuk_sesudah` counts packages that came in since. `otoritas_asing` are authorities the
    backup believes and the office here does not, by their names.
    """

    sel_beda: int
    sel_hanya_di_sini: int
    sel_hanya_di_cadangan: int
    langkah_sesudah: int
    menyimpang: bool
    terkirim_sesudah: tuple[Kiriman, ...]
    masuk_sesudah: int
    otoritas_asing: tuple[str, ...] = ()

    @property
    def sel(self) -> int:
        """How many cells are not the same."""
        return self.sel_beda + self.sel_hanya_di_sini + self.sel_hanya_di_cadangan


_SPELT = "ifnull(ifnull(n.angka, n.teks), n.keadaan) AS isi"
_CELLS = f"""
    SELECT l.formulir, l.wilayah, l.periode, n.sel, typeof(n.angka) AS jenis, {_SPELT}
    FROM {{0}}.nilai n JOIN {{0}}.lembar l ON l.id = n.lembar
"""  # noqa: S608 - our own
_KEY = "formulir, wilayah, periode, sel"
_DIFFERENT = f"""
    WITH sini AS ({_CELLS.format("main")}), sana AS ({_CELLS.format("cadangan")})
    SELECT count(a.sel IS NOT NULL AND b.sel IS NOT NULL OR NULL), count(b.sel IS NULL OR NULL),
           count(a.sel IS NULL OR NULL)
    FROM sini a FULL OUTER JOIN sana b USING ({_KEY})
    WHERE a.isi IS NOT b.isi OR a.jenis IS NOT b.jenis
"""  # noqa: S608 - our own
_LAST = "SELECT id, sha256, tindakan FROM cadangan.riwayat ORDER BY id DESC LIMIT 1"
_SAME = "SELECT 1 FROM main.riwayat WHERE id = ? AND sha256 = ?"
_SINCE = "SELECT count(*) FROM main.tindakan WHERE id > ?"
_SENT = "SELECT paket_id FROM cadangan.paket WHERE arah = 'keluar'"
_ARRIVED = """
    SELECT count(*) FROM main.paket a WHERE arah = 'masuk'
    AND NOT EXISTS (SELECT 1 FROM cadangan.paket b WHERE b.nomor = a.nomor AND b.waktu = a.waktu)
"""

# By the certificate itself: what stands beside it in the backup may be made up.
_BELIEVED = """
    SELECT nama FROM cadangan.sertifikat WHERE peran = 'otoritas'
    AND der NOT IN (SELECT der FROM main.sertifikat WHERE peran IN ('otoritas', 'otoritas_lama'))
    ORDER BY rowid
"""
_LONGEST_NAME = 100


def compare(folder: Path, file: Path) -> Beda | None:
    """A backup against the office in `folder`; None when nothing readable is there.

    Raises:
        LontarError: the backup is damaged, of another program, or of a newer Lontar.

    """
    vault.check(file)
    database = folder / DATABASE_NAME
    if not database.is_file():
        return None
    try:
        with closing(sqlite_file.read_only(database)) as conn:
            address = sqlite_file.address(file.resolve(), sqlite_file.UNTOUCHED)
            conn.execute("ATTACH ? AS cadangan", (address,))
            return _compared(conn, folder)
    except sqlite3.DatabaseError:
        return None


def _compared(conn: sqlite3.Connection, folder: Path) -> Beda:
    changed, here, there = conn.execute(_DIFFERENT).fetchone()
    last = conn.execute(_LAST).fetchone()
    same = last is None or conn.execute(_SAME, last[:2]).fetchone() is not None
    since = conn.execute(_SINCE, (last[2] if last and same else 0,)).fetchone()[0]
    known = {paket_id for (paket_id,) in conn.execute(_SENT)}
    sent = tuple(one for one in send_log.sendings(folder) if one.paket_id not in known)
    arrived = conn.execute(_ARRIVED).fetchone()[0]
    strangers = tuple(clean_line(nama, _LONGEST_NAME) for (nama,) in conn.execute(_BELIEVED))
    return Beda(changed, here, there, since, not same, sent, arrived, strangers)
