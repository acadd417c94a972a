"""Taking packages in, one per turn of the event loop, and asking the book about the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from app.ui.pages.package_entries import Entry
    from app.ui.session import Session

_BREATH_MS = 1
"""Between two packages, so that what waits comes before the next one: a timer of 0 would not."""

_BY_THE_BOOK = frozenset({"impor_perlu_keputusan", "impor_revisi_lama", "impor_ditarik"})


class Intake(QObject):
    """Accepts what lies on the table; only a province may.

    Signals:
        moved: something about the entries has changed.
        settled: all that was asked for has been tried.
    """

    moved = Signal()
    settled = Signal()

    def __init__(self, session: Session, entries: dict[str, Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._entries = entries
        self._takes = session.is_province
        self._waiting: list[str] = []
        self._held: Mapping[str, str] = {}

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
        return self._takes and entry.laporan.sah and not entry.taken and not entry.outcome

    def can_decide(self, entry: Entry) -> bool:
        """Whether a package may be taken in once a person has decided so."""
        wanted = self._takes and entry.laporan.perlu_keputusan
        return wanted and not entry.taken and not entry.outcome

    def can_accept(self, entry: Entry) -> bool:
        """Whether a package may be taken in at all."""
        return self.can_take(entry) or self.can_decide(entry)

    def ask_the_book(self, entry: Entry) -> None:
        """Hold a verdict against what was accepted before; only this thread reads the office."""
        from app.exchange import impor

        session = self._session
        entry.laporan = impor.refine(session.office, entry.asli, session.regions)

    def start(self, keys: list[str], held: Mapping[str, str] | None = None) -> None:
        """Take files in; `held` are the urusan of a single one that are held back.

        Raises:
            LontarError: no backup could be made; nothing has happened.
        """
        from app.store import backup

        if not keys or self._waiting:
            return
        office = self._session.office
        backup.keep(office.database, office.now())
        self._waiting, self._held = list(keys), held or {}
        self.moved.emit()
        QTimer.singleShot(_BREATH_MS, self, self._take_next)

    def _take_next(self) -> None:
        from app.exchange import impor

        entry = self._entries[self._waiting.pop(0)]
        office, pelaku = self._session.office, self._session.pelaku
        decided, held = entry.laporan.perlu_keputusan, self._held
        try:
            taken = impor.accept(office, entry.laporan, pelaku=pelaku, putuskan=decided, tahan=held)
        except LontarError as error:
            # What the book says by now is told as a verdict.
            entry.outcome = "" if error.kode in _BY_THE_BOOK else str(error)
        else:
            entry.taken = True
            entry.ditahan = dict(held)
            key = "sudah" if taken.sudah else "sebagian" if held else "selesai"
            facts = {"jumlah": len(taken.tindakan.perubahan), "ditahan": len(held)}
            entry.outcome = t(f"paket_layar.terima.{key}", **facts)
            self._session.announce(taken.tindakan)
            self._session.asked.emit()
        self.moved.emit()
        if self._waiting:
            QTimer.singleShot(_BREATH_MS, self, self._take_next)
        else:
            self.settle()

    def settle(self) -> None:
        """What was taken in or withdrawn changes how the other files stand to the book."""
        for entry in self._entries.values():
            if not entry.taken:
                self.ask_the_book(entry)
                entry.tinjauan = None
        self.settled.emit()
