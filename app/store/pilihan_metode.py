"""The index method of an office: that of the quarter, with what the province has chosen.

A choice holds at the province alone, until it is published in a signed file of definitions. Once
the province has installed that file, the choice is the metode, and nothing is left to overlay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import msgspec

from app.domain.metode_terbit import BATAS
from app.store import methods, pustaka
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.indeks import Metode
    from app.domain.periode import Periode
    from app.store.office import Office

KebutuhanNol = Literal["dikecualikan", "penuh"]
Daerah = Literal["rerata_urusan", "rerata_layanan"]
PILIHAN: tuple[KebutuhanNol, ...] = get_args(KebutuhanNol)
DAERAH: tuple[Daerah, ...] = get_args(Daerah)
_DROP = "DELETE FROM pengaturan WHERE kunci = ?"
_NOL, _BATAS, _DAERAH = "metode.kebutuhan_nol", "metode.batas", "metode.daerah"


class Pilihan(NamedTuple):
    """What the province decides about the index."""

    kebutuhan_nol: KebutuhanNol
    batas: int
    daerah: Daerah


def chosen(office: Office, folder: Path, periode: Periode) -> Metode:
    """The method this office computes a quarter with; `folder` holds that of the program."""
    return in_use(office, pustaka.load_metode(folder), periode)


def in_use(office: Office, program: Metode, periode: Periode) -> Metode:
    """The same, where that of the program has been read already."""
    return overlaid(office, methods.of_quarter(office, program, str(periode)))


def overlaid(office: Office, metode: Metode) -> Metode:
    """A method with what the province has chosen, where it has."""
    nol = setting(office, _NOL, metode.kebutuhan_nol)
    batas = setting(office, _BATAS, metode.batas)
    daerah = setting(office, _DAERAH, metode.daerah)
    return with_choice(
        metode,
        Pilihan(
            next((one for one in PILIHAN if one == nol), metode.kebutuhan_nol),
            batas if batas in BATAS else metode.batas,
            next((one for one in DAERAH if one == daerah), metode.daerah),
        ),
    )


def of_method(metode: Metode) -> Pilihan:
    """What has been decided in a method."""
    return Pilihan(metode.kebutuhan_nol, metode.batas, metode.daerah)


def with_choice(metode: Metode, pilihan: Pilihan) -> Metode:
    """The same method with another decision; nothing is kept."""
    return msgspec.structs.replace(metode, **pilihan._asdict())


def choose(office: Office, kebutuhan_nol: KebutuhanNol) -> None:
    """Keep what the province decided about services nobody needs."""
    set_setting(office, _NOL, kebutuhan_nol)


def choose_all(office: Office, pilihan: Pilihan) -> None:
    """Keep everything the province decided."""
    for key, one in zip((_NOL, _BATAS, _DAERAH), pilihan, strict=True):
        set_setting(office, key, one)


def drop(office: Office) -> None:
    """Forget the choice: it has been published, or the province published something else."""
    with office.transaction() as conn:
        conn.executemany(_DROP, [(_NOL,), (_BATAS,), (_DAERAH,)])
