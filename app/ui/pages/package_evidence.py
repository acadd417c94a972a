"""Archives with evidence on the table: dropped, or found beside a package that was taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import LontarError
from app.teks import t
from app.ui import background
from app.ui.colours import Tone
from app.ui.pages import package_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.exchange.bukti_lampau import Lampau, Terbaca
    from app.exchange.bukti_opd import Terbongkar
    from app.ui.background import Progress
    from app.ui.pages.package_entries import Entry
    from app.ui.session import Session

_BREATH_MS = 1


class EvidenceTray(QObject):
    """Takes the files that accepted packages declare out of archives, beside the window.

    An archive that came before its package is looked at again when that was taken in.

    Signals:
        told: tone and sentence about what an archive brought, or what is still not here.
        arrived: files have come in.
    """

    told = Signal(object, str)
    arrived = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._early: list[Path] = []
        self._looked: set[str] = set()
        self._waiting: list[Path] = []
        self._missing: dict[str, Entry] = {}
        self._busy = self._asked = False
        self._said: list[tuple[Tone, str]] = []

    @property
    def busy(self) -> bool:
        """Whether an archive is being unpacked."""
        return self._busy

    def take(self, archives: Sequence[Path]) -> list[Path]:
        """Look into these archives, and return those that nobody here has a use for."""
        if not self._session.takes_packages:
            return list(archives)
        if archives:
            self._begin(archives)
        return []

    def forget(self) -> None:
        """The table was cleared: what came early is put aside with it."""
        self._early.clear()
        self._looked.clear()

    def after(self, table: Mapping[str, Entry]) -> None:
        """Packages on the table were taken in: look beside the new ones, and at what came early."""
        from app.exchange import bukti_opd

        taken = {key for key, one in table.items() if one.taken} - self._looked
        self._looked |= taken
        new = [one for key, one in table.items() if key in taken]
        fresh = [one for one in new if one.laporan.isi and bukti_opd.brings(one.laporan.isi)]
        if not fresh:
            return
        self._missing |= {one.laporan.paket_id: one for one in fresh}
        found = [bukti_opd.beside(one.path) for one in fresh]
        early, self._early = self._early, []
        self._begin(list(dict.fromkeys([*early, *(one for one in found if one is not None)])))

    def _begin(self, archives: Sequence[Path]) -> None:
        self._waiting += archives
        if not self._busy:
            self._said = []
            self._next()

    def _next(self) -> None:
        from app.exchange import bukti_lampau, bukti_opd
        from app.store import evidence_opd

        if not self._waiting:
            self._busy = False
            self._tell()
            return
        self._busy = True
        if due := bukti_lampau.due(self._session.office) if not self._asked else []:
            self._ask_earlier(due)
            return
        path = self._waiting.pop(0)
        waited = evidence_opd.wanted(self._session.office)
        self.told.emit(Tone.INFO, t("bukti.opd.membuka", arsip=path.name))

        def work(_progress: Progress) -> Terbongkar:
            return bukti_opd.unpack(path, waited)

        def done(found: Terbongkar) -> None:
            self._keep(path, found, list(found.berkas))

        background.run(self._parent, work, done=done, failed=self._fail)

    def _ask_earlier(self, due: list[Lampau]) -> None:
        """Read the lists of packages that an earlier version took in without their evidence."""
        from app.exchange import bukti_lampau, percaya

        office, clock = self._session.office, self._session.clock
        trust, acuan = percaya.of_office(office), package_known.definitions(self._session)
        self._asked = True
        self.told.emit(Tone.INFO, t("bukti.lampau.membaca", jumlah=len(due)))

        def work(_progress: Progress) -> Terbaca:
            with package_known.examiner(acuan, trust, clock) as pemeriksa:
                return bukti_lampau.read(due, pemeriksa)

        background.run(self._parent, work, done=self._declare, failed=self._fail)

    def _declare(self, found: Terbaca) -> None:
        """What was read is waited for from now on; then the archive is opened."""
        from app.exchange import bukti_lampau

        if not self._session.is_open:
            self._busy = False
            return
        person = self._session.user
        for paket, bacaan in found.bacaan:
            bukti_lampau.declare(
                self._session.office, paket, bacaan, pelaku=person.nama if person else ""
            )
        self._said += [(Tone.WARN, str(fault)) for fault in found.galat]
        self._next()

    def _keep(self, path: Path, found: Terbongkar, left: list[tuple[str, bytes]]) -> None:
        """One file a turn, so that the window answers in between."""
        from app.store import evidence_opd

        if not self._session.is_open:
            self._busy = False
            return
        if not left:
            self._note(path, found)
            return
        try:
            evidence_opd.arrived(self._session.office, *left.pop(0))
        except LontarError as error:
            self._fail(error)
            return
        QTimer.singleShot(_BREATH_MS, self, lambda: self._keep(path, found, left))

    def _note(self, path: Path, found: Terbongkar) -> None:
        from app.exchange import bukti_opd

        result = found.hasil
        if result.baru or result.galat:
            words = [bukti_opd.spoken(result), *map(str, result.galat)]
            self._said.append((Tone.WARN if result.galat else Tone.GOOD, " ".join(words)))
        elif bukti_opd.all_here(self._session.office, found):
            told = t("bukti.opd.sudah_ada", arsip=path.name, jumlah=result.lain)
            self._said.append((Tone.INFO, told))
        else:
            self._early.append(path)
            told = t("bukti.opd.tidak_ditunggu", arsip=path.name)
            self._said.append((Tone.INFO, told))
        if result.baru:
            self.arrived.emit()
        self._next()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, LontarError):
            self._busy = False
            raise error
        self._said.append((Tone.BAD, str(error)))
        self._next()

    def _tell(self) -> None:
        """All that was found out since it began, and what is not here all the same."""
        from app.exchange import bukti_opd

        for paket_id, entry in self._missing.items():
            isi = entry.laporan.isi
            assert isi is not None
            name = entry.laporan.nama_berkas
            whose = bukti_opd.sender(isi, self._session.regions.get(isi.wilayah))
            missing = bukti_opd.still_out(self._session.office, name, paket_id, whose)
            if missing:
                self._said.append((Tone.WARN, missing))
        self._missing.clear()
        if self._said:
            tones = [tone for tone, _ in self._said]
            order = (Tone.BAD, Tone.WARN, Tone.GOOD, Tone.INFO)
            worst = next(tone for tone in order if tone in tones)
            self.told.emit(worst, "\n".join(words for _, words in self._said))
