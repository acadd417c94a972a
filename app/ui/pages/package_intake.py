"""Taking packages in, one per turn of the event loop, and asking the book about the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.angka import format_number
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, safeguard
from app.ui.pages.package_sections import Decided

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.exchange.impor import Penerimaan
    from app.store.door import Tindakan
    from app.ui.background import Task
    from app.ui.pages.package_entries import Entry
    from app.ui.session import Session

_BREATH_MS = 10
"""Between two packages, so that what waits comes before the next one, painting the table too: what
is due at once would go before that."""

_BY_THE_BOOK = frozenset({"impor_perlu_keputusan", "impor_revisi_lama", "impor_ditarik"})


class Intake(QObject):
    """Accepts what lies on the table; a province may, and a kabupaten what its OPD sent.

    Signals:
        moved: something about the entries has changed.
        advanced: so many of so many have been tried, in a sentence too.
        settled: all that was asked for has been tried, or the user has cancelled.
        stopped: how many were taken in, in a sentence, and the files that are left because the
            user has cancelled; after `settled`.
    """

    moved = Signal()
    advanced = Signal(str, int, int)
    settled = Signal()
    stopped = Signal(str, object)

    def __init__(self, session: Session, entries: dict[str, Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._entries = entries
        self._takes = session.takes_packages
        self._waiting: list[str] = []
        self._asked: list[str] = []
        self._backup: Task | None = None
        self._halting = False
        self._decided = Decided({}, {})

    @property
    def busy(self) -> bool:
        """Whether packages are being taken in right now."""
        return bool(self._waiting)

    @property
    def acceptable(self) -> list[str]:
        """The files that are genuine, wanted and not taken in yet; older revisions first."""
        keys = [key for key, one in self._entries.items() if self.can_take(one)]
        return sorted(keys, key=lambda key: self._entries[key].order)

    def can_take(self, entry: Entry) -> bool:
        """Whether a package may be taken in as it is."""
        waits = entry.tumpang or entry.waits or entry.sama
        return self._may(entry) and entry.laporan.sah and not waits

    def can_decide(self, entry: Entry) -> bool:
        """Whether a package may be taken in once a person has decided so."""
        asks = entry.laporan.perlu_keputusan or bool(entry.waits)
        return self._may(entry) and asks and not (entry.tumpang or entry.sama)

    def can_accept(self, entry: Entry) -> bool:
        """Whether a package may be taken in at all."""
        wanted = entry.laporan.sah or entry.laporan.perlu_keputusan
        return self._may(entry) and wanted

    def _may(self, entry: Entry) -> bool:
        """Whether a package is for this office, and neither taken in nor refused yet."""
        from app.exchange import penerima

        isi = entry.laporan.isi
        if not self._takes or isi is None or entry.taken or entry.outcome:
            return False
        # At a province one of another province is told so when it is tried.
        return self._session.is_province or penerima.takes(self._session.office, isi)

    @property
    def taken(self) -> set[str]:
        """The numbers of the packages that were taken in from the table."""
        return {one.laporan.paket_id for one in self._entries.values() if one.taken}

    def due(self) -> int:
        """How many of them have no receipt."""
        from app.exchange import tanda_terima

        taken = self.taken
        if not taken:
            return 0
        return sum(one.paket_id in taken for one in tanda_terima.due(self._session.office))

    def compare(self) -> None:
        """Hold the files on the table against each other: of one revision there can be only one."""
        from app.exchange import saingan

        able = [one.laporan for one in self._entries.values() if self.can_accept(one)]
        for entry in self._entries.values():
            entry.saingan = saingan.rivals(entry.laporan, able)
            entry.bawah = saingan.undecided_below(entry.laporan, able)
            wanted = self.can_accept(entry)
            entry.sama = saingan.same_package(entry.laporan, able) if wanted else ""

    def ask_the_book(self, entry: Entry) -> None:
        """Hold a verdict against what was accepted before; only this thread reads the office."""
        from app.exchange import impor, tumpang

        session = self._session
        entry.laporan = impor.refine(session.office, entry.asli, session.regions)
        bacaan = entry.laporan.bacaan
        wanted = bacaan is not None and self.can_accept(entry)
        entry.tumpang = tuple(tumpang.find(session.office, bacaan)) if wanted and bacaan else ()

    def start(self, keys: list[str], decided: Decided | None = None) -> None:
        """Take files in, after a backup that is made beside the window.

        `decided` is what holds for the urusan of a single one.
        """
        if not keys or self._waiting:
            return
        self._waiting, self._decided = list(keys), decided or Decided({}, {})
        self._asked, self._halting = list(keys), False
        self.moved.emit()
        self._backup = safeguard.backed_up(
            self._session,
            self._window,
            self._begin,
            self._stop,
            lambda told: self.advanced.emit(told, 0, len(keys)),
            self._halt,
        )

    def cancel(self) -> None:
        """Stop before the next package; what has been taken in stays."""
        if not self._waiting:
            return
        self._halting = True
        if self._backup is not None:
            self._backup.cancel()

    def _begin(self) -> None:
        self._backup = None
        self._take_next()

    def _stop(self, error: Exception) -> None:
        """No backup could be made: nothing has happened, and nothing will."""
        self._backup = None
        self._waiting.clear()
        self.moved.emit()
        dialogue.show_failure(self._window, error)

    def _halt(self) -> None:
        """The user has cancelled: what is left stays on the table as it lies there."""
        self._backup = None
        left, self._waiting = self._waiting, []
        self.settle()
        taken = sum(self._entries[key].taken for key in self._asked)
        key = "terima_dihentikan" if taken else "terima_tidak_jadi"
        facts = {"jumlah": taken, "semua": len(self._asked)}
        self.stopped.emit(t(f"paket_layar.terima.{key}", **facts), left)

    def _take_next(self) -> None:
        from app.exchange import impor

        if self._halting:
            self._halt()
            return
        self._say_how_far()
        entry = self._entries[self._waiting[0]]
        office, pelaku = self._session.office, self._session.pelaku
        held, over = self._decided
        done: Tindakan | None = None
        try:
            taken = impor.accept(
                office,
                entry.laporan,
                pelaku=pelaku,
                putuskan=entry.laporan.perlu_keputusan,
                tahan=held,
                ambil_alih=over,
            )
        except LontarError as error:
            # What the book says by now is told as a verdict.
            entry.outcome = "" if error.kode in _BY_THE_BOOK else str(error)
        else:
            entry.taken = True
            entry.ditahan = dict(held)
            key = "sudah" if taken.sudah else "sebagian" if held else "selesai"
            changed = format_number(len(taken.tindakan.perubahan))
            facts = {"jumlah": changed, "ditahan": len(held)}
            entry.outcome = " ".join([t(f"paket_layar.terima.{key}", **facts), *_brought(taken)])
            done = taken.tindakan
        # In a turn of its own: the window has waited long enough.
        QTimer.singleShot(_BREATH_MS, self, partial(self._tell, done))

    def _tell(self, done: Tindakan | None) -> None:
        """Let everybody know what became of a package, and go on to the next."""
        self._waiting.pop(0)
        if done is not None:
            self._session.announce(done)
            self._session.asked.emit()
        self.moved.emit()
        if self._waiting:
            QTimer.singleShot(_BREATH_MS, self, self._take_next)
        else:
            self.settle()

    def _say_how_far(self) -> None:
        tried = len(self._asked) - len(self._waiting)
        facts = {"jumlah": tried + 1, "semua": len(self._asked)}
        told = t("paket_layar.terima.menerima", **facts)
        self.advanced.emit(told, tried, len(self._asked))

    def settle(self) -> None:
        """What was taken in or withdrawn changes how the other files stand to the book."""
        for entry in self._entries.values():
            if entry.taken and not self._withdrawn(entry):
                continue
            entry.tinjauan = None
            self.ask_the_book(entry)
        self.settled.emit()

    def _withdrawn(self, entry: Entry) -> bool:
        """Whether a package that was taken in has been withdrawn since; then it is out again."""
        from app.exchange import impor
        from app.store import dispatch

        known = impor.known(self._session.office, entry.laporan.paket_id)
        if known is None or known.putusan != dispatch.DITARIK:
            return False
        entry.taken, entry.outcome = False, ""
        return True


def _brought(taken: Penerimaan) -> list[str]:
    """What came beside the figures, and where it is looked at."""
    counts = {
        "catatan.terima": taken.catatan,
        "paket_layar.terima.dijawab": taken.jawaban,
        "paket_layar.terima.dilaporkan": taken.laporan,
    }
    return [t(key, jumlah=one) for key, one in counts.items() if one]
