"""The file a trainer hands out: one practice office for each name on the list.

It comes from outside, so nothing in it is believed: only files an office consists of are unpacked,
and an office that is not marked as practice is not opened.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import berkas, kunci
from app.exchange.xml_ketat import shown
from app.store import files, vault
from app.store.office import DATABASE_NAME, Office
from app.store.packed import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from app.exchange.latihan.siapan import Clock

AKHIRAN = ".lontar-aula"
PALING_BANYAK = 22
"""Regions of the province, and so places in a hall."""

_LIST = "aula.json"
_FORMAT = 1
_MAX_FILE, _MAX_INSIDE = 200_000_000, 50_000_000
_MAX_LIST = 100_000
_MOST_INSIDE = 20 * PALING_BANYAK
_KODE, _WILAYAH = re.compile(r"[0-9a-f]{8}"), re.compile(r"\d\d\.\d\d")
_INSIDE = re.compile(rf"lontar\.db|{vault.KEYS}/{vault.KEY_FILE.pattern}")


class Kursi(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in the hall: whose it is, and the region that is worked on there."""

    nama: str
    wilayah: str


class Daftar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list of a hall; `kode` tells one hall from another."""

    format: int
    kode: str
    periode: str
    kursi: list[Kursi]

    def seat(self, nama: str) -> Kursi:
        """The place of somebody; capitals and spaces do not matter.

        Raises:
            LontarError: nobody of that name is on the list.
        """
        wanted = " ".join(nama.split()).casefold()
        found = next((one for one in self.kursi if one.nama.casefold() == wanted), None)
        if found is None:
            names = ", ".join(one.nama for one in self.kursi)
            raise LontarError("aula_nama_tidak_ada", nama=nama.strip(), ada=names)
        return found


def write(daftar: Daftar, offices: Mapping[str, Path], target: Path) -> None:
    """Put the list and the closed offices, by region, into one file.

    Raises:
        LontarError: the disk refuses; then there is no file.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(_LIST, msgspec.json.format(msgspec.json.encode(daftar), indent=1))
        for wilayah, folder in offices.items():
            for file in sorted(folder.rglob("*")):
                name = file.relative_to(folder).as_posix()
                if _INSIDE.fullmatch(name):
                    packed.write(file, f"{wilayah}/{name}")
    berkas.write_atomic(target, out.getvalue())


def read(file: Path) -> Daftar:
    """The list in such a file.

    Raises:
        LontarError: it is none, it is damaged, or of a newer Lontar.
    """
    return _list_in(file, _opened(file))


def unpack(file: Path, wilayah: str, folder: Path, clock: Clock) -> None:
    """Put the office of a region into a new folder.

    Raises:
        LontarError: the file is none or damaged, the office in it is not one of practice for this
            region, or the disk refuses.
    """
    packed = _opened(file)
    _list_in(file, packed)
    for name, data in _inside(file, packed, wilayah):
        target = folder / name
        files.make_private(target.parent)
        berkas.write_atomic(target, data, mode=0o600)
    _check_office(file, folder)
    with Office.open(folder, clock) as office:
        mine = office.identitas
        if (mine.jenis, mine.wilayah) != ("latihan", wilayah):
            raise LontarError("aula_bukan", berkas=file.name)


def _check_office(file: Path, folder: Path) -> None:
    """Refuse a database that is not one of Lontar before it is opened as an office."""
    try:
        vault.check(folder / DATABASE_NAME)
    except LontarError as error:
        if error.kode == "cadangan_lebih_baru":
            raise LontarError("aula_lebih_baru", berkas=file.name) from None
        raise LontarError("aula_bukan", berkas=file.name) from None


def _opened(file: Path) -> zipfile.ZipFile:
    data = BytesIO(berkas.read_file(file, _MAX_FILE))
    try:
        packed = zipfile.ZipFile(data)
    except BROKEN:
        raise LontarError("aula_bukan", berkas=file.name) from None
    names = {name.casefold() for name in packed.namelist()}
    many = len(packed.namelist())
    big = any(one.file_size > _limit(one.filename) for one in packed.infolist())
    if big or many > _MOST_INSIDE or len(names) != many:
        raise LontarError("aula_bukan", berkas=file.name)
    return packed


def _list_in(file: Path, packed: zipfile.ZipFile) -> Daftar:
    try:
        found = msgspec.json.decode(_part(packed, _LIST), type=Daftar)
        Periode.parse(found.periode)
    except (*BROKEN, RecursionError):
        raise LontarError("aula_bukan", berkas=file.name) from None
    if found.format != _FORMAT:
        raise LontarError("aula_lebih_baru", berkas=file.name)
    regions = all(_WILAYAH.fullmatch(one.wilayah) for one in found.kursi)
    if not (_KODE.fullmatch(found.kode) and regions):
        raise LontarError("aula_bukan", berkas=file.name)
    seats = [Kursi(shown(one.nama), one.wilayah) for one in found.kursi[:PALING_BANYAK]]
    return msgspec.structs.replace(found, kursi=seats)


def _inside(file: Path, packed: zipfile.ZipFile, wilayah: str) -> Iterator[tuple[str, bytes]]:
    for name in packed.namelist():
        place, _, inside = name.partition("/")
        if place != wilayah or not _INSIDE.fullmatch(inside):
            continue
        try:
            yield inside, _part(packed, name)
        except BROKEN:
            raise LontarError("aula_bukan", berkas=file.name) from None


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        return part.read(_limit(name))


def _limit(name: str) -> int:
    if name == _LIST:
        return _MAX_LIST
    return _MAX_INSIDE if name.endswith(f"/{DATABASE_NAME}") else kunci.MAX_FILE
