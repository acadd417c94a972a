"""A follow-up of a meeting: what was decided, what happened since, and where it stands now.

Like a question it is its facts and its events. Events are only ever added, each with an id of its
own; putting the events of two copies together gives the same follow-up whatever the order.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.aksara import coded, coded_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_TEKS = 500
"""Letters of what is to be done, of a report, or of a reason."""
MAX_NAMA = 120
"""Letters of the name of an OPD or of a position."""
MAX_PUTARAN = 99
MAX_KEJADIAN = 200
"""Events of one follow-up; neither side adds more."""
BOBOT = range(1, 6)
"""How much a follow-up weighs: 1 light to 5 heavy."""


class JenisLanjut(Enum):
    """What can happen to a follow-up."""

    TETAPKAN = "tetapkan"
    LAPOR = "lapor"
    TUTUP = "tutup"
    BUKA = "buka"
    TENGGAT = "tenggat"


class KeadaanLanjut(Enum):
    """Where a follow-up stands; a report says one of the first three."""

    BELUM = "belum"
    BERJALAN = "berjalan"
    SELESAI = "selesai"
    DITUTUP = "ditutup"
    DIBUKA_LAGI = "dibuka_lagi"

    @property
    def dikerjakan(self) -> bool:
        """Whether there is still something to do for whoever is in charge."""
        return self not in (KeadaanLanjut.SELESAI, KeadaanLanjut.DITUTUP)


LAPORAN = (KeadaanLanjut.BELUM, KeadaanLanjut.BERJALAN, KeadaanLanjut.SELESAI)
"""What a report can say."""


class KejadianLanjut(NamedTuple):
    """One event; `waktu` is ISO 8601, `oleh` the office, `tenggat` a day as ISO or empty.

    `keadaan` is what a report says, `bukti` where its proof is to be found. `putaran` is the round
    a report belongs to: one more each time the follow-up is opened again.
    """

    id: str
    urut: int
    jenis: JenisLanjut
    waktu: str
    oleh: str
    teks: str
    tenggat: str = ""
    keadaan: str = ""
    bukti: str = ""
    putaran: int = 1

    @property
    def hari(self) -> str:
        """The day it happened, as ISO."""
        return self.waktu[:10]

    def readable(self) -> KejadianLanjut:
        """The same with nothing in its words that is unseen or drawn otherwise elsewhere."""
        teks, bukti = coded_line(self.teks, MAX_TEKS), coded_line(self.bukti, MAX_NAMA)
        return self._replace(oleh=coded(self.oleh), teks=teks, bukti=bukti)


class Kedudukan(NamedTuple):
    """Where a follow-up stands: `tenggat` in force, `selesai` the day it was done or empty."""

    keadaan: KeadaanLanjut
    putaran: int
    tenggat: str
    selesai: str


class TindakLanjut(NamedTuple):
    """What a meeting decided: `asal` is the region whose office asks, `wilayah` the one that acts.

    `rapat` is the day of the meeting as ISO; `pj` a position, never the name of a person; `tentang`
    is empty, the code of an urusan, or a form and a cell of it with a blank between.
    """

    id: str
    asal: str
    wilayah: str
    rapat: str
    keputusan: str
    uraian: str
    pj: str
    opd: str
    bobot: int
    tentang: str
    kejadian: tuple[KejadianLanjut, ...]

    def readable(self) -> TindakLanjut:
        """The same with nothing in its words that is unseen or drawn otherwise elsewhere."""
        return self._replace(
            keputusan=coded_line(self.keputusan, MAX_TEKS),
            uraian=coded_line(self.uraian, MAX_TEKS),
            pj=coded_line(self.pj, MAX_NAMA),
            opd=coded_line(self.opd, MAX_NAMA),
            kejadian=tuple(one.readable() for one in self.kejadian),
        )

    @property
    def fakta(self) -> tuple[object, ...]:
        """What never changes."""
        return self[:-1]

    @property
    def kedudukan(self) -> Kedudukan:
        """Where it stands after all its events."""
        return fold(self.kejadian)

    @property
    def keadaan(self) -> KeadaanLanjut:
        """Its state."""
        return self.kedudukan.keadaan

    @property
    def tenggat(self) -> date:
        """The day by which it is to be done, as it was moved last."""
        return date.fromisoformat(self.kedudukan.tenggat)

    @property
    def ditutup(self) -> bool:
        """Whether whoever asked has accepted or settled it."""
        return self.keadaan is KeadaanLanjut.DITUTUP

    @property
    def urut_berikut(self) -> int:
        """The place of the next event."""
        return max((one.urut for one in self.kejadian), default=0) + 1

    def sisa_hari(self, hari: date) -> int:
        """Days left on a day, negative when late; what is done stands still on the day it was."""
        done = self.kedudukan.selesai
        return (self.tenggat - (date.fromisoformat(done) if done else hari)).days

    def terlambat(self, hari: date) -> bool:
        """Whether it was done too late, or is not done though its day is over."""
        return self.sisa_hari(hari) < 0


def in_order(events: Iterable[KejadianLanjut]) -> tuple[KejadianLanjut, ...]:
    """Events as they happened, each once, whatever the order they came in."""
    known = {one.id: one for one in events}
    return tuple(sorted(known.values(), key=lambda one: (one.urut, one.id)))


def fold(events: Iterable[KejadianLanjut]) -> Kedudukan:
    """Where a follow-up stands after these events; one that does not fit is passed over.

    A report counts for the round it was given in, and not once the follow-up is closed.
    """
    state, putaran, tenggat, done = KeadaanLanjut.BELUM, 1, "", ""
    for one in in_order(events):
        closed = state is KeadaanLanjut.DITUTUP
        if one.tenggat:
            tenggat = one.tenggat
        if one.jenis is JenisLanjut.LAPOR and one.putaran == putaran and not closed:
            state = KeadaanLanjut(one.keadaan)
            done = one.hari if state is KeadaanLanjut.SELESAI else ""
        elif one.jenis is JenisLanjut.TUTUP and not closed:
            state, done = KeadaanLanjut.DITUTUP, done or one.hari
        elif one.jenis is JenisLanjut.BUKA and not state.dikerjakan:
            state, putaran, done = KeadaanLanjut.DIBUKA_LAGI, putaran + 1, ""
    return Kedudukan(state, putaran, tenggat, done)


# --- Counting ----------------------------------------------------------------------------------


class Hitungan(NamedTuple):
    """Follow-ups of one OPD or region, weighed by `bobot`; `jumlah` counts them unweighed.

    `tepat` and `telat` are closed, done by the tenggat or after it; `berjalan` and `lewat` are not
    closed, still in time or beyond it.
    """

    jumlah: int = 0
    tepat: int = 0
    telat: int = 0
    berjalan: int = 0
    lewat: int = 0

    def __or__(self, one: Hitungan) -> Hitungan:
        """Both together."""
        return Hitungan(*(mine + other for mine, other in zip(self, one, strict=True)))

    @property
    def persen(self) -> int | None:
        """Whole percent of what is due that was done in time; None while nothing is due."""
        due = self.tepat + self.telat + self.lewat
        return (200 * self.tepat + due) // (2 * due) if due else None

    @property
    def tertulis(self) -> str:
        """`persen` as it is written everywhere, "38 %"; a dash while nothing is due."""
        return "–" if self.persen is None else f"{self.persen}\u00a0%"


def counted(one: TindakLanjut, hari: date) -> Hitungan:
    """One follow-up as it counts on a day."""
    late, weight = one.terlambat(hari), one.bobot
    if one.ditutup:
        return Hitungan(1, telat=weight) if late else Hitungan(1, tepat=weight)
    return Hitungan(1, lewat=weight) if late else Hitungan(1, berjalan=weight)


def total(listed: Iterable[TindakLanjut], hari: date) -> Hitungan:
    """All of them together."""
    made = Hitungan()
    for one in listed:
        made |= counted(one, hari)
    return made


def by_opd(listed: Iterable[TindakLanjut]) -> dict[str, list[TindakLanjut]]:
    """Follow-ups by OPD in the order of the alphabet, the most pressing first."""
    found: dict[str, list[TindakLanjut]] = {}
    for one in sorted(listed, key=pressing):
        found.setdefault(one.opd, []).append(one)
    return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))


def pressing(one: TindakLanjut) -> tuple[bool, str, int, str, str]:
    """The order of lists: open ones first, by tenggat, heavy before light, then by wilayah."""
    stands = one.kedudukan
    closed = stands.keadaan is KeadaanLanjut.DITUTUP
    return closed, stands.tenggat, -one.bobot, one.wilayah, one.id
