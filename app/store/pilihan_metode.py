"""The index method of an office: what the program publishes, with what the province has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from app.store import pustaka
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.indeks import Metode
    from app.store.office import Office

KebutuhanNol = Literal["dikecualikan", "penuh"]
PILIHAN: tuple[KebutuhanNol, ...] = get_args(KebutuhanNol)
_KEY = "metode.kebutuhan_nol"


def chosen(office: Office, folder: Path) -> Metode:
    """The method this office computes with; `folder` holds the published one."""
    published = pustaka.load_metode(folder)
    wanted = setting(office, _KEY, published.kebutuhan_nol)
    known = next((one for one in PILIHAN if one == wanted), published.kebutuhan_nol)
    return msgspec.structs.replace(published, kebutuhan_nol=known)


def choose(office: Office, kebutuhan_nol: KebutuhanNol) -> None:
    """Keep what the province decided about services nobody needs."""
    set_setting(office, _KEY, kebutuhan_nol)
