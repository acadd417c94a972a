"""The trainer's desk: rooms for a whole class, its results on a flash disk, and the board.

Results are what laptops say, unsigned: good enough for a board on the wall, and for nothing else.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.errors import LontarError
from app.exchange import berkas, bukti_paket, teks_polos
from app.exchange.latihan import pustaka, ruang
from app.exchange.latihan.ruang import Ruang
from app.exchange.xml_ketat import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from app.domain.latihan import Latihan
    from app.exchange.latihan.siapan import Clock, Progress

AKHIRAN = ".hasil-latihan.json"
KELAS = "kelas"
"""The step `progress` hears of while rooms are made."""

_MAX_FILE = 200_000
_MOST = 200


class BarisPapan(NamedTuple):
    """A participant on the board: the exercises completed, with their days."""

    nama: str
    selesai: Mapping[str, str]


class _Baris(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nama: str
    selesai: dict[str, str]


class _Hasil(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    versi: int
    peserta: list[_Baris]


def names_in(file: Path) -> list[str]:
    """The participants listed in a text file, one a line; empty lines and repeats are left out.

    Raises:
        LontarError: the file cannot be read, or names nobody or more than a class.
    """
    lines = teks_polos.read(file, _MAX_FILE).splitlines()
    names = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
    if not 0 < len(names) <= _MOST:
        raise LontarError("kelas_kosong", berkas=file.name, jumlah=len(names), batas=_MOST)
    return names


def set_up(
    names: Sequence[str], latihan: Latihan, clock: Clock, progress: Progress
) -> list[ruang.Ruang]:
    """A room in an exercise for each of a class; rooms that were begun stay as they are.

    Raises:
        LontarError: a name is not acceptable, or the disk refuses; rooms made before stay.
    """
    made = []
    for number, nama in enumerate(names, start=1):
        made.append(ruang.begin(ruang.participant(nama), latihan, clock, progress))
        progress(KELAS, number, len(names))
    return made


def collect(folder: Path) -> Path:
    """Write the results of this laptop into a folder; the same people give the same file.

    What was signed for the province of a hall is laid beside it, its evidence too.

    Raises:
        LontarError: nobody practises here, or the disk refuses.
    """
    rows = own_rows()
    if not rows:
        raise LontarError("kelas_tanpa_peserta")
    told = _Hasil(1, [_Baris(one.nama, dict(one.selesai)) for one in rows])
    names = "\n".join(sorted(one.nama for one in rows))
    target = folder / f"{hashlib.sha256(names.encode()).hexdigest()[:8]}{AKHIRAN}"
    berkas.write_atomic(target, msgspec.json.format(msgspec.json.encode(told), indent=1))
    for file in _for_hall():
        berkas.write_atomic(folder / file.name, file.read_bytes())
    return target


def _for_hall() -> Iterator[Path]:
    for peserta in ruang.participants().values():
        room = Ruang(peserta / pustaka.AULA, pustaka.hall())
        for file in sorted(room.berkas.glob("*.xlsx")):
            yield file
            archive = file.with_name(bukti_paket.archive_name(file.name))
            if archive.is_file():
                yield archive


def own_rows() -> list[BarisPapan]:
    """Everybody who practises on this laptop."""
    return [
        BarisPapan(nama, ruang.completed(folder)) for nama, folder in ruang.participants().items()
    ]


def board(files: Iterable[Path]) -> list[BarisPapan]:
    """This laptop and the results of others together, whoever has done most first.

    Somebody who worked on two laptops has done what was done on either.

    Raises:
        LontarError: a file holds no results.
    """
    rows: dict[str, tuple[str, dict[str, str]]] = {}
    known = pustaka.known()
    for one in [*own_rows(), *(row for file in files for row in _read(file))]:
        _, done = rows.setdefault(one.nama.casefold(), (one.nama, {}))
        done |= {kode: day for kode, day in one.selesai.items() if kode in known}
    found = [BarisPapan(nama, done) for nama, done in rows.values()]
    return sorted(found, key=lambda one: (-len(one.selesai), one.nama.casefold()))


def _read(file: Path) -> list[BarisPapan]:
    try:
        read = msgspec.json.decode(berkas.read_file(file, _MAX_FILE), type=_Hasil)
    except (ValueError, RecursionError):
        raise LontarError("kelas_bukan_hasil", berkas=file.name) from None
    return [BarisPapan(shown(one.nama), one.selesai) for one in read.peserta[:_MOST]]
