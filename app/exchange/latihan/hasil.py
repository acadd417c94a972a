"""What an exercise came to, remembered for its participant once everything is fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.latihan import fakta, pustaka, ruang
from app.store.office import Office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.latihan.ruang import Ruang
    from app.exchange.latihan.siapan import Clock


def examine(office: Office, where: Ruang) -> list[bool]:
    """Whether each check is fulfilled now; a completed exercise is remembered with its day.

    Raises:
        LontarError: the disk refuses.
    """
    found = fakta.judge(office, where)
    kode = where.latihan.kode
    # What a whole hall does stands on the board of its trainer, in no certificate.
    listed = kode in pustaka.known() and kode not in ruang.completed(where.peserta)
    if listed and all(found):
        ruang.note_completed(where, office.now().date().isoformat())
    return found


def examine_closed(where: Ruang, clock: Clock) -> list[bool]:
    """The same for an office that nobody has open.

    Raises:
        LontarError: it is open somewhere, or the disk refuses.
    """
    with Office.open(where.kantor, clock) as office:
        return examine(office, where)


def amiss_closed(where: Ruang, found: Sequence[bool], clock: Clock) -> list[str]:
    """What is wrong at each check, in words, for an office that nobody has open.

    Raises:
        LontarError: it is open somewhere.
    """
    with Office.open(where.kantor, clock) as office:
        return fakta.amiss(office, where, found)
