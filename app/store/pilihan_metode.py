"""The index method of an office: what the program publishes, with what the province has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import msgspec

from app.store import pustaka
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.indeks import Metode
    from app.store.office import Office

KebutuhanNol = Literal["dikecualikan", "penuh"]
Daerah = Literal["rerata_urusan", "rerata_layanan"]
PILIHAN: tuple[KebutuhanNol, ...] = get_args(KebutuhanNol)
BATAS = (100, 0)
"""The percentage nobody counts above; 0 is none."""
DAERAH: tuple[Daerah, ...] = get_args(Daerah)
_NOL, _BATAS, _DAERAH = "metode.kebutuhan_nol", "metode.batas", "metode.daerah"


class Pilihan(NamedTuple):
    """What the province decides about the index."""

    kebutuhan_nol: KebutuhanNol
    batas: int
    daerah: Daerah


def chosen(office: Office, folder: Path) -> Metode:
    """The method this office computes with; `folder` holds the published one."""
    published = pustaka.load_metode(folder)
    nol = setting(office, _NOL, published.kebutuhan_nol)
    batas = setting(office, _BATAS, published.batas)
    daerah = setting(office, _DAERAH, published.daerah)
    return with_choice(
        published,
        Pilihan(
            next((one for one in PILIHAN if one == nol), published.kebutuhan_nol),
            batas if batas in BATAS else published.batas,
            next((one for one in DAERAH if one == daerah), published.daerah),
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
