"""A question about one cell: what happened to it, and where it stands now.

A province asks its regions, a kabupaten its OPD.

A question is its facts and its events, nothing else. Events are only ever added, each with an id of
its own; putting the events of two copies together gives the same question whatever the order.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.aksara import coded, coded_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_PUTARAN = 99
MAX_TEKS = 500
"""Letters of a question, an answer, or a reason to close or to open again."""


class JenisTanya(Enum):
    """What is wanted at the cell."""

    TANYA = "tanya"
    PERBAIKI = "perbaiki"
    BUKTI = "bukti"


class JenisKejadian(Enum):
    """What can happen to a question."""

    TANYA = "tanya"
    JAWAB = "jawab"
    TUTUP = "tutup"
    BUKA = "buka"


class KeadaanTanya(Enum):
    """Where a question stands."""

    TERBUKA = "terbuka"
    DIJAWAB = "dijawab"
    SELESAI = "selesai"
    DIBUKA_LAGI = "dibuka_lagi"

    @property
    def menunggu(self) -> bool:
        """Whether whoever was asked is to answer."""
        return self in (KeadaanTanya.TERBUKA, KeadaanTanya.DIBUKA_LAGI)


class Kejadian(NamedTuple):
    """One event; `waktu` is ISO 8601, `oleh` who did it.

    `paket` and `revisi` name the package that was looked at, or that brought an answer. `lama` is
    what the cell held in the package the question was asked about, `baru` what it held in the one
    with the answer, as "angka:12"; empty for an empty cell. `bukti` counts the evidence there.
    """

    id: str
    urut: int
    jenis: JenisKejadian
    waktu: str
    oleh: str
    teks: str
    paket: str = ""
    revisi: int = 0
    lama: str = ""
    baru: str = ""
    bukti: int = 0
    putaran: int = 1

    def readable(self) -> Kejadian:
        """The same with nothing in its words that is unseen or drawn otherwise elsewhere."""
        return self._replace(oleh=coded(self.oleh), teks=coded_line(self.teks, MAX_TEKS))


class Pertanyaan(NamedTuple):
    """A question about a cell of a package for a quarter.

    `penghalang` tells that whoever is asked cannot hand in the next package before answering.
    `opd` is the OPD that is asked by its kabupaten, empty where a region is asked by its province;
    `terusan` the question of the province that is passed on with it, empty for none.
    """

    id: str
    wilayah: str
    periode: str
    formulir: str
    sel: str
    jenis: JenisTanya
    penghalang: bool
    kejadian: tuple[Kejadian, ...]
    opd: str = ""
    terusan: str = ""

    @property
    def keadaan(self) -> KeadaanTanya:
        """Where it stands."""
        return fold(self.kejadian)[0]

    @property
    def putaran(self) -> int:
        """How often it was opened; an answer belongs to one round."""
        return fold(self.kejadian)[1]

    @property
    def teks(self) -> str:
        """What was asked."""
        return next((one.teks for one in self.kejadian if one.jenis is JenisKejadian.TANYA), "")

    @property
    def dibuka(self) -> Kejadian | None:
        """The event that opened the round it is in."""
        return self._latest(JenisKejadian.TANYA, JenisKejadian.BUKA)

    @property
    def dijawab(self) -> Kejadian | None:
        """The latest answer of this round."""
        here = self.putaran
        found = self._latest(JenisKejadian.JAWAB)
        return found if found is not None and found.putaran == here else None

    @property
    def urut_berikut(self) -> int:
        """The place of the next event."""
        return max((one.urut for one in self.kejadian), default=0) + 1

    def _latest(self, *kinds: JenisKejadian) -> Kejadian | None:
        return next((one for one in reversed(self.kejadian) if one.jenis in kinds), None)


class Jawaban(NamedTuple):
    """How an office answers a round: words, another figure than was asked about, evidence."""

    teks: str = ""
    angka_berubah: bool = False
    bukti_baru: bool = False

    def menjawab(self, jenis: JenisTanya) -> bool:
        """Whether this answers a question of a kind; evidence may be refused in words."""
        if jenis is JenisTanya.BUKTI:
            return bool(self.teks) or self.bukti_baru
        return bool(self.teks) or self.angka_berubah


def in_order(events: Iterable[Kejadian]) -> tuple[Kejadian, ...]:
    """Events as they happened, each once, whatever the order they came in."""
    known = {one.id: one for one in events}
    return tuple(sorted(known.values(), key=lambda one: (one.urut, one.id)))


def fold(events: Iterable[Kejadian]) -> tuple[KeadaanTanya, int]:
    """State and round after these events; one that does not fit where it stands is passed over.

    An answer counts for the round it was given in, and not once the question is closed.
    """
    state, putaran = KeadaanTanya.TERBUKA, 1
    for one in in_order(events):
        if one.jenis is JenisKejadian.JAWAB:
            if one.putaran == putaran and state is not KeadaanTanya.SELESAI:
                state = KeadaanTanya.DIJAWAB
        elif one.jenis is JenisKejadian.TUTUP:
            state = KeadaanTanya.SELESAI
        elif one.jenis is JenisKejadian.BUKA and not state.menunggu:
            state, putaran = KeadaanTanya.DIBUKA_LAGI, putaran + 1
    return state, putaran
