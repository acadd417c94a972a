"""After damage: the best backup, and what was typed since as far as the damaged file still tells.

Only rows of the history that hang together with the backup, hash by hash, count as read: what a
broken disk made up never comes back as a figure.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.formulir import decode_canonical
from app.errors import LontarError
from app.store import backup, perubahan, riwayat, sqlite_file, vault
from app.store.columns import from_text
from app.store.door import CellWrite, write
from app.store.office import DATABASE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from app.store.door import Tindakan
    from app.store.office import Office
    from app.store.vault import Simpanan

JENIS = "pulihkan"
_FORMS = "SELECT kode, isi FROM formulir ORDER BY berlaku, versi"
_FIELDS = len(riwayat.CHAINED)


class Ketikan(NamedTuple):
    """A change of a cell that the backup does not know; `baru` as the history spells it."""

    waktu: str
    pelaku: str
    formulir: str
    wilayah: str
    periode: str
    sel: str
    baru: str | None


class Selamat(NamedTuple):
    """What can still be read since a backup: the latest change of each cell, oldest first.

    `selesai` tells that the damaged file was readable to its end; otherwise more may be lost.
    `lain` counts changes of notes, reasons and evidence, which are named but not put back.
    """

    ketikan: tuple[Ketikan, ...]
    lain: int
    selesai: bool


def best(folder: Path) -> Simpanan | None:
    """The newest backup of the office in `folder` that is whole, None when there is none."""
    for one in vault.listed(folder / backup.FOLDER_NAME):
        try:
            vault.look(one.berkas)
        except LontarError:
            continue
        return one
    return None


def since(damaged: Path, file: Path) -> Selamat:
    """What a damaged database still tells about the time after a backup.

    Raises:
        LontarError: the backup itself is damaged.

    """
    with vault.reading(file) as conn:
        office_id = conn.execute("SELECT office_id FROM identitas").fetchone()[0]
        last = riwayat.head(conn, office_id)
    cells: dict[tuple[str, ...], Ketikan] = {}
    other, ended = 0, False
    for row in _rows(damaged, last.id):
        if row is None:
            ended = True
            break
        fields, found = row
        if not riwayat.follows(last, fields, found):
            break
        last = riwayat.Head(int(str(fields[0])), int(str(fields[1])), found)
        told = dict(zip(riwayat.CHAINED, fields, strict=True))
        if told["aspek"] not in ("nilai", perubahan.SHEET):
            other += 1
            continue
        for one in _typed(told):
            cells.pop(one[2:6], None)
            cells[one[2:6]] = one
    return Selamat(tuple(cells.values()), other, ended)


def _typed(told: Mapping[str, Any]) -> Iterator[Ketikan]:
    """The changes in a row of the history, which the chain has shown to be as it was written."""
    row: dict[str, Any] = {name: told[name] for name in Ketikan._fields}
    for sel, _, baru in perubahan.of_row(told["aspek"], row["sel"], told["lama"], row["baru"]):
        yield Ketikan(**{**row, "sel": sel, "baru": baru})


def labels(file: Path, typed: Sequence[Ketikan]) -> dict[tuple[str, str], str]:
    """What the forms in a backup call the cells, by form and cell; unknown ones are left out."""
    wanted = {one.formulir for one in typed}
    with vault.reading(file) as conn:
        rows = dict(conn.execute(_FORMS))
    forms = {kode: decode_canonical(rows[kode]) for kode in wanted & rows.keys()}
    found = ((one, forms[one.formulir].find(one.sel)) for one in typed if one.formulir in forms)
    return {(one.formulir, one.sel): sel.label for one, sel in found if sel is not None}


def put_back(office: Office, selamat: Selamat, *, label: str, pelaku: str) -> Tindakan:
    """Enter what was read from the damaged file, as one gesture that undo takes back.

    Raises:
        LontarError: a sheet is final, a form is unknown, or the disk refuses; nothing has changed.

    """
    wanted = [
        CellWrite(one.formulir, one.wilayah, one.periode, one.sel, from_text(one.baru))
        for one in selamat.ketikan
    ]
    return write(office, wanted, jenis=JENIS, label=label, pelaku=pelaku)


def damaged_in(aside: Path) -> Path:
    """The database that a restore put aside."""
    return aside / DATABASE_NAME


def _rows(damaged: Path, after: int) -> Iterator[tuple[tuple[object, ...], bytes] | None]:
    """The history after a row as far as it can be read; None stands for its proper end."""
    try:
        with closing(sqlite_file.read_only(damaged)) as conn:
            for row in conn.execute(riwayat.WALK_FROM, (after,)):
                yield tuple(row[:_FIELDS]), row[_FIELDS]
    except sqlite3.Error:
        return
    yield None
