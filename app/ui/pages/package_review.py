"""Working out beside the window what packages would do: read here, reviewed in a thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import paths
from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, safeguard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from app.domain.periode import Periode
    from app.exchange.tinjauan import Pegangan, Tinjauan
    from app.store.holds import Tahanan
    from app.ui.background import Progress
    from app.ui.pages.package_entries import Entry
    from app.ui.session import Session


class Reviewer(QObject):
    """What the office holds is read once a quarter, until something is taken in.

    Signals:
        reviewed: the `tinjauan` of an entry is there.
    """

    reviewed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._known: dict[Periode, Pegangan] = {}
        self._under_way: set[int] = set()
        self._turn = 0

    def want(self, entry: Entry) -> None:
        """Review an entry unless that is done or under way."""
        from app.exchange import tinjauan

        bacaan = entry.laporan.bacaan
        if bacaan is None or entry.tinjauan is not None or id(entry) in self._under_way:
            return
        held = self._held(entry)
        turn, place = self._turn, id(entry)
        self._under_way.add(place)

        def done(found: Tinjauan) -> None:
            if turn == self._turn:
                self._under_way.discard(place)
                entry.tinjauan = found
                self.reviewed.emit()

        background.run(
            self._parent,
            lambda _progress: _worked_out(tinjauan.review(held, bacaan)),
            done=done,
            failed=lambda error: dialogue.show_failure(self._parent, error),
        )

    def forget(self) -> None:
        """What the office holds has changed."""
        self._known.clear()
        self._under_way.clear()
        self._turn += 1

    def _held(self, entry: Entry) -> Pegangan:
        from app.exchange import tinjauan

        bacaan = entry.laporan.bacaan
        assert bacaan is not None
        if bacaan.periode not in self._known:
            office = self._session.office
            self._known[bacaan.periode] = tinjauan.hold_of(office, bacaan.periode, paths.forms())
        return self._known[bacaan.periode]


def _worked_out(found: Tinjauan) -> Tinjauan:
    """The same with its effect known, so that showing it takes no time."""
    found.akibat()
    return found


class HeldKeeper(QObject):
    """Urusan of an accepted package that were held back, to be taken in after all.

    Signals:
        ready: the package has been read again; carries what taking the urusan in would do.
        taken: the urusan have been taken in; carries a sentence about it.
        waiting: how far the backup before it is, in a sentence; "" when it is over.
    """

    ready = Signal(object)
    taken = Signal(str)
    waiting = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._found: Tinjauan | None = None
        self._held: list[Tahanan] = []
        self._taking = False

    def open(self, nomor: int) -> None:
        """Read the kept bytes of a package again; its signatures are checked anew."""
        from app.domain.periode import Periode
        from app.exchange import percaya, tahanan, tinjauan
        from app.store import dispatch, holds
        from app.ui.pages import package_known

        office = self._session.office
        held = [one for one in holds.open_holds(office) if one.nomor == nomor]
        if not held:
            return
        data = dispatch.package_bytes(office, nomor)
        trust, clock = percaya.of_office(office), self._session.clock
        acuan = package_known.definitions(self._session)
        known = tinjauan.hold_of(office, Periode.parse(held[0].periode), paths.forms())

        def work(_progress: Progress) -> Tinjauan:
            with package_known.examiner(acuan, trust, clock) as pemeriksa:
                bacaan = tahanan.kept(data, held[0], pemeriksa)
            return tinjauan.review(known, bacaan, [one.urusan for one in held])

        def done(found: Tinjauan) -> None:
            self._found, self._held = found, held
            self.ready.emit(found)

        background.run(
            self._parent,
            work,
            done=done,
            failed=lambda error: dialogue.show_failure(self._parent, error),
        )

    def take(self, kept: Mapping[str, str], alasan: str) -> None:
        """Take in, after a backup beside the window, what is not held back any longer."""
        found = self._found
        if found is None or self._taking:
            return
        self._taking = True
        wanted = [one for one in self._held if one.urusan not in kept]
        safeguard.backed_up(
            self._session,
            self,
            partial(self._take, found, wanted, alasan),
            self._without,
            advanced=self.waiting.emit,
        )

    def _without(self, error: Exception) -> None:
        """There is no backup: nothing has been taken in, and it may be tried again."""
        self._settle()
        dialogue.show_failure(self._parent, error)

    def _settle(self) -> None:
        self._taking = False
        self.waiting.emit("")

    def _take(self, found: Tinjauan, wanted: list[Tahanan], alasan: str) -> None:
        from app.exchange import tahanan

        self._settle()
        session, done = self._session, []
        try:
            for one in wanted:
                told = tahanan.take(
                    session.office, one, found.bacaan, pelaku=session.pelaku, alasan=alasan
                )
                session.announce(told)
                done.append(told)
        except LontarError as error:
            dialogue.show_error(self._parent, error)
            return
        changed = sum(len(one.perubahan) for one in done)
        self.taken.emit(t("tinjau_layar.sudah_diambil", jumlah=len(done), berubah=changed))
