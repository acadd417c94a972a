"""The people of an office; data belong to the office, so nobody is removed, only retired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from app.errors import LontarError

if TYPE_CHECKING:
    from app.store.office import Office

Peran = Literal["operator", "verifikator", "pimpinan"]


class Pengguna(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who enters, checks or signs; `id` is given by `add_user`."""

    nama: str
    peran: Peran
    nip: str = ""
    jabatan: str = ""
    opd: str = ""
    aktif: bool = True
    id: int = 0


_ADD = """
    INSERT INTO pengguna (nama, nip, jabatan, opd, peran, dibuat) VALUES (?, ?, ?, ?, ?, ?)
"""
_ALL = "SELECT nama, peran, nip, jabatan, opd, aktif, id FROM pengguna ORDER BY id"
_SET_ACTIVE = "UPDATE pengguna SET aktif = ? WHERE id = ?"


def add_user(
    office: Office, *, nama: str, peran: Peran, nip: str = "", jabatan: str = "", opd: str = ""
) -> Pengguna:
    """Enter a person.

    Raises:
        LontarError: the name is empty.

    """
    if not nama.strip():
        raise LontarError("pengguna_tanpa_nama")
    if peran not in get_args(Peran):
        raise ValueError(peran)
    row = (nama.strip(), nip.strip(), jabatan.strip(), opd.strip(), peran, office.now().isoformat())
    with office.transaction() as conn:
        number = conn.execute(_ADD, row).lastrowid or 0
    return Pengguna(id=number, nama=row[0], nip=row[1], jabatan=row[2], opd=row[3], peran=peran)


def users(office: Office) -> list[Pengguna]:
    """Everybody, in the order they were entered, retired ones included."""
    return [
        Pengguna(
            nama=nama, peran=peran, nip=nip, jabatan=jabatan, opd=opd, aktif=bool(aktif), id=number
        )
        for nama, peran, nip, jabatan, opd, aktif, number in office.conn.execute(_ALL)
    ]


def retire_user(office: Office, number: int) -> None:
    """Keep a person who left in the records, but no longer offer them."""
    with office.transaction() as conn:
        conn.execute(_SET_ACTIVE, (0, number))


def restore_user(office: Office, number: int) -> None:
    """Offer a person who came back again."""
    with office.transaction() as conn:
        conn.execute(_SET_ACTIVE, (1, number))
