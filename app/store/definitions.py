"""The signed files of definitions an office has installed, and what a province has made itself.

Each file is kept exactly as it came, beside what it brought. They lie in the database, so that
backups, a restore and a handover take them along.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.office import Office

_LIST, _FILE = "definisi.daftar", "definisi.berkas/{nomor}"
_MADE, _MADE_FILE = "definisi.dibuat", "definisi.dibuat_berkas"
_BROUGHT = "definisi.dibawa"
_MOVE = "UPDATE lembar SET versi = ? WHERE formulir = ? AND periode = ?"

Versi = tuple[str, int]
"""A version of a form: code and number."""

VersiMetode = tuple[int, str]
"""A version of the metode: its number, and the SHA-256 of its one spelling."""


class TanpaTempat(msgspec.Struct, frozen=True):
    """A filled cell that a newer version no longer has; its value stands in the history."""

    formulir: str
    wilayah: str
    periode: str
    sel: str
    nilai: str


class Terpasang(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was installed: its number, who signed it and when, and what it brought.

    `id` is the SHA-256 of what was signed, `mulai` the period from which it is used here where
    that is later than the forms say, `pindah` the sheets that were moved, `triwulan` the quarters
    that were moved to another metode. `terbitan` are the versions of all other kinds by the member
    of the file that holds them.
    """

    nomor: int
    id: str
    dibuat: str
    nama: str
    kantor: str
    dipasang: str
    formulir: list[Versi]
    mulai: str = ""
    pindah: list[tuple[str, str]] = []
    tanpa_tempat: list[TanpaTempat] = []
    metode: list[VersiMetode] = []
    terbitan: dict[str, list[int]] = {}
    triwulan: list[str] = []


class Dibuat(NamedTuple):
    """The last file this province made: its number, and its bytes."""

    nomor: int
    berkas: bytes


def installed(office: Office) -> list[Terpasang]:
    """Every file ever installed, the newest first."""
    kept: list[dict[str, object]] = setting(office, _LIST, [])
    found = msgspec.convert([_renewed(one) for one in kept], list[Terpasang])
    return sorted(found, key=lambda one: -one.nomor)


def _renewed(told: dict[str, object]) -> dict[str, object]:
    """An entry as it is kept now: tables were the only kind of their sort, and stood alone."""
    alone = told.get("konsolidasi")
    return {**told, "terbitan": {"konsolidasi": alone}} if alone else told


def installed_versions(office: Office) -> set[Versi]:
    """The versions of forms that came in such files."""
    return {key for one in installed(office) for key in one.formulir}


def brought_by(office: Office, kode: str, versi: int) -> int:
    """The number of the first file that held a version; 0 when the program itself brings it."""
    numbers = [one.nomor for one in installed(office) if (kode, versi) in one.formulir]
    return min(numbers, default=0)


def metode_from(office: Office, versi: int) -> int:
    """The number of the first file that held a metode; 0 when it came otherwise."""
    numbers = [
        one.nomor for one in installed(office) if versi in {number for number, _ in one.metode}
    ]
    return min(numbers, default=0)


def keep(office: Office, terpasang: Terpasang, berkas: bytes) -> None:
    """Add a file to those installed; one of the same number is told anew, its bytes stay."""
    with office.transaction():
        others = [one for one in installed(office) if one.nomor != terpasang.nomor]
        told = msgspec.to_builtins([*others, terpasang])
        set_setting(office, _LIST, told)
        set_setting(office, _FILE.format(nomor=terpasang.nomor), _spelt(berkas))


def kept_file(office: Office, nomor: int) -> bytes:
    """A file exactly as it was installed; empty when there is none of that number."""
    return base64.b64decode(setting(office, _FILE.format(nomor=nomor), ""))


def made(office: Office) -> Dibuat:
    """The last file this office made; number 0 when there is none."""
    return Dibuat(setting(office, _MADE, 0), base64.b64decode(setting(office, _MADE_FILE, "")))


def note_made(office: Office, nomor: int, berkas: bytes) -> None:
    """Remember a file that was made, so that the next one follows it."""
    with office.transaction():
        set_setting(office, _MADE, nomor)
        set_setting(office, _MADE_FILE, _spelt(berkas))


def note_brought(office: Office, nomor: int) -> None:
    """Remember that a reply brought a file of this number, which nobody has installed."""
    set_setting(office, _BROUGHT, max(nomor, setting(office, _BROUGHT, 0)))


def not_installed(office: Office) -> int:
    """The number of the newest file a reply brought that is not installed; 0 for none."""
    brought = setting(office, _BROUGHT, 0)
    newest = max((one.nomor for one in installed(office)), default=0) if brought else 0
    return brought if brought > newest else 0


def move_sheets(office: Office, moves: Iterable[tuple[str, int, str]]) -> None:
    """Let the sheets of a form in a period be those of another version."""
    with office.transaction() as conn:
        conn.executemany(_MOVE, [(versi, kode, periode) for kode, versi, periode in moves])


def _spelt(berkas: bytes) -> str:
    return base64.b64encode(berkas).decode("ascii")
