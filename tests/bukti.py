"""Whether every evidence file of an office is there as it was added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.store import evidence

if TYPE_CHECKING:
    from app.store.evidence import Bukti
    from app.store.office import Office


class Periksa(NamedTuple):
    """What a look at every stored file found."""

    hilang: tuple[Bukti, ...]
    rusak: tuple[Bukti, ...]

    @property
    def baik(self) -> bool:
        return not self.hilang and not self.rusak


def verify(office: Office) -> Periksa:
    """Each file that is missing or damaged, but for those an OPD has not delivered yet."""
    hilang: list[Bukti] = []
    rusak: list[Bukti] = []
    for (number,) in office.conn.execute("SELECT id FROM bukti ORDER BY id").fetchall():
        one = evidence.find(office, number)
        if not one.tiba:
            continue
        try:
            evidence.content(office, one)
        except LontarError as error:
            (hilang if error.kode == "bukti_hilang" else rusak).append(one)
    return Periksa(tuple(hilang), tuple(rusak))
