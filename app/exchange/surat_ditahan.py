"""The urusan a receipt says are held back: what it may say about them, and how people read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app import paths
from app.exchange.baku import is_line
from app.store import holds, pustaka
from app.teks import indonesian, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.store.dispatch import Paket
    from app.store.office import Office

Ditahan = tuple[str, str]
"""An urusan by its code, and the reason why it is held back."""

MAX_DITAHAN = 60
MAX_ALASAN = 500
_KODE = re.compile(r"[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,3}")


def of_package(office: Office, paket: Paket) -> list[Ditahan]:
    """What is held back of an accepted package now, by its code."""
    found = holds.open_holds(office, paket.periode, paket.wilayah)
    return sorted((one.urusan, one.alasan) for one in found if one.nomor == paket.nomor)


def makes_sense(listed: Sequence[Ditahan]) -> bool:
    """Whether a receipt could name these: in order, none twice, each with a reason on one line."""
    codes = [kode for kode, _ in listed]
    return (
        len(listed) <= MAX_DITAHAN
        and codes == sorted(set(codes))
        and all(
            _KODE.fullmatch(kode) and alasan and is_line(alasan, MAX_ALASAN)
            for kode, alasan in listed
        )
    )


def told(listed: Sequence[Ditahan]) -> str:
    """The urusan with their reasons, as one list; empty when nothing is held back."""
    named = by_name(listed)
    return "; ".join(t("surat.ditahan.satu", urusan=nama, alasan=why) for nama, why in named)


def written(listed: Sequence[Ditahan]) -> str:
    """The same as a letter says it, whatever language the window speaks."""
    pattern = indonesian("surat.ditahan.satu")
    return "; ".join(pattern.format(urusan=nama, alasan=why) for nama, why in by_name(listed))


def by_name(listed: Sequence[Ditahan]) -> list[tuple[str, str]]:
    """The same with the names of the urusan."""
    names = pustaka.load_urusan(paths.forms()) if listed else {}
    return [(names.get(kode, kode), alasan) for kode, alasan in listed]
