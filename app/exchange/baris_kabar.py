"""What an office says beside its figures: answers, reports on follow-ups, notes."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.tindak_lanjut import JenisLanjut, KejadianLanjut

MAX_LAPORAN = 1_000
"""Reports in one package."""

MAX_CATATAN_PAKET, MAX_HURUF_CATATAN = 5_000, 1_000_000
"""Notes in one package, and the characters of all of them together: what is read in a second."""


class BarisJawaban(NamedTuple):
    """An answer to a question of the province; `teks` is empty where figure or evidence answer."""

    pertanyaan: str
    putaran: int
    formulir: str
    sel: str
    teks: str


class BarisLaporan(NamedTuple):
    """What an office reports about a follow-up: one event of it, by its own id."""

    tindak_lanjut: str
    urut: int
    id: str
    putaran: int
    waktu: str
    keadaan: str
    teks: str
    bukti: str

    @classmethod
    def of(cls, kode: str, event: KejadianLanjut) -> BarisLaporan:
        """A report about the follow-up `kode`."""
        facts = (event.urut, event.id, event.putaran, event.waktu, event.keadaan)
        return cls(kode, *facts, event.teks, event.bukti)

    def kejadian(self, oleh: str) -> KejadianLanjut:
        """The event, as the office of that name did it."""
        facts = (self.id, self.urut, JenisLanjut.LAPOR, self.waktu, oleh, self.teks)
        return KejadianLanjut(*facts, "", self.keadaan, self.bukti, self.putaran)


class BarisCatatan(NamedTuple):
    """A note beside a cell; `jenis` is one that travels, `teks` may have several lines."""

    formulir: str
    sel: str
    jenis: str
    teks: str
