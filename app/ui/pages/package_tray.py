"""The letters on the table of the inbox: dropped, chosen or pasted from a chat, then installed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, safeguard
from app.ui.pages.package_entries import LetterEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.exchange.kotak_surat import LaporanSurat
    from app.exchange.pasang_balasan import LaporanBalasan
    from app.ui.session import Session

_USUAL = "tenggat.toml"


class LetterTray(QObject):
    """Judges letters at once, they are small; nothing is written before one is installed.

    Signals:
        installed: a letter has been installed; books and figures may have changed.
        moved: one waits for its backup, or does so no longer.
        waiting: how far that backup is, in a sentence; "" when it is over.
    """

    installed = Signal()
    moved = Signal()
    waiting = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self.entries: dict[str, LetterEntry] = {}
        self._pending: LetterEntry | None = None

    def take_out(self, files: Iterable[Path]) -> list[Path]:
        """Judge the files that hold letters, and return the others."""
        from app.exchange import balasan, berkas, surat
        from app.exchange.kiriman import BALASAN, SURAT, letter_kind

        others = []
        for file in files:
            kind = letter_kind(file)
            if kind == SURAT:
                self._add(berkas.read_file(file, surat.MAX_TEXT), file.name, str(file))
            elif kind == BALASAN:
                self._add_reply(berkas.read_file(file, balasan.MAX_FILE + 1), file.name, str(file))
            else:
                others.append(file)
        return others

    def paste(self) -> LontarError | None:
        """Judge the letters in the clipboard; the error says what is wrong with its text."""
        from app.exchange import balasan, surat

        data = QGuiApplication.clipboard().text().encode("utf-8", "replace")
        if balasan.holds_reply(data):
            self._add_reply(data, t("paket_layar.surat.obrolan"), "obrolan")
            return None
        try:
            surat.envelopes(data)
        except LontarError as error:
            return error
        self._add(data, t("paket_layar.surat.obrolan"), "obrolan")
        return None

    def _add(self, data: bytes, nama: str, place: str) -> None:
        from app.exchange import kotak_surat

        session = self._session
        for number, laporan in enumerate(
            kotak_surat.judge(session.office, data, nama, session.regions)
        ):
            key = laporan.amplop.id if laporan.amplop else f"{place}#{number}"
            self.entries[key] = LetterEntry(laporan)

    def _add_reply(self, data: bytes, nama: str, place: str) -> None:
        from app import paths
        from app.exchange import pasang_balasan

        session = self._session
        usual = paths.forms() / _USUAL
        found = pasang_balasan.judge(session.office, data, nama, session.regions, usual)
        key = found.amplop.id if found.amplop else f"{place}#balasan"
        self.entries[key] = LetterEntry(found)

    def can_install(self, key: str) -> bool:
        """Whether installing this letter does something here and was not tried yet."""
        entry = self.entries.get(key)
        if entry is None or entry.taken or entry.outcome or self._pending is not None:
            return False
        return entry.laporan.terbaca is not None and entry.laporan.keadaan.berlaku

    def install(self, key: str) -> None:
        """Do what the letter says; a withdrawal only after a question that shows its effect."""
        from app.exchange.pasang_balasan import LaporanBalasan

        entry = self.entries[key]
        if not self.can_install(key):
            return
        laporan = entry.laporan
        if isinstance(laporan, LaporanBalasan):
            self._after_backup(entry, partial(self._install_reply, entry, laporan))
        elif self._agreed(laporan):
            install = partial(self._install_letter, entry, laporan)
            if laporan.dampak is not None:
                self._after_backup(entry, install)
            else:
                install()

    def _after_backup(self, entry: LetterEntry, install: Callable[[], None]) -> None:
        """Until the backup is whole nothing is written, and no letter is installed twice."""
        self._pending = entry
        self.moved.emit()
        safeguard.backed_up(self._session, self, install, self._without, advanced=self.waiting.emit)

    def _without(self, error: Exception) -> None:
        """There is no backup: nothing is installed, and it may be tried again."""
        self._settle()
        self.moved.emit()
        dialogue.show_failure(self._parent, error)

    def _settle(self) -> None:
        self._pending = None
        self.waiting.emit("")

    def _install_letter(self, entry: LetterEntry, laporan: LaporanSurat) -> None:
        from app.exchange import kotak_surat

        session = self._session
        self._settle()
        try:
            tindakan = kotak_surat.install(
                session.office, laporan, session.regions, pelaku=session.pelaku
            )
        except LontarError as error:
            entry.outcome = str(error)
        else:
            entry.taken = True
            entry.outcome = _done(laporan)
            session.announce(tindakan)
        self.installed.emit()

    def _install_reply(self, entry: LetterEntry, laporan: LaporanBalasan) -> None:
        from app.exchange import pasang_balasan

        session = self._session
        self._settle()
        try:
            done = pasang_balasan.install(session.office, laporan, session.regions)
        except LontarError as error:
            entry.outcome = str(error)
        else:
            entry.taken = True
            facts = {"terima": done.tanda_terima, "tanya": done.pertanyaan}
            entry.outcome = t("paket_layar.surat.hasil_balasan", **facts)
            if done.tindak_lanjut:
                entry.outcome += " " + t("lanjut.dipasang", jumlah=done.tindak_lanjut)
            session.asked.emit()
            # Its deadlines stand on other pages too.
            session.settings_changed.emit()
        self.installed.emit()

    def _agreed(self, laporan: LaporanSurat) -> bool:
        from app.exchange.surat import PENARIKAN

        if laporan.terbaca is None or laporan.terbaca.isi.jenis != PENARIKAN:
            return True
        return dialogue.ask(self._parent, laporan.kalimat.strip(), t("paket_layar.surat.tarik_ya"))


def _done(laporan: LaporanSurat) -> str:
    from app.exchange.kotak_surat import Keadaan

    if laporan.dampak is not None:
        return t("paket_layar.surat.hasil_tarik", jumlah=len(laporan.dampak.sel))
    if laporan.keadaan is Keadaan.TERIMA_BARU:
        return t("paket_layar.surat.hasil_terima")
    return t("paket_layar.surat.hasil")
