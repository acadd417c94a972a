"""The buttons that write a workbook in the background and say where it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar

    Job = Callable[[Path], str]
    """Writes the file and returns what is said afterwards."""


class FileButton(Button):
    """Asks for a file, works, reports.

    `prepare` reads what the file is made from, here and now; the job it returns runs beside the
    window.
    """

    def __init__(
        self,
        session: Session,
        messages: MessageBar,
        words: str,
        name: str,
        prepare: Callable[[Session], Job],
    ) -> None:
        super().__init__(words, Kind.PRIMARY, "export")
        self._session, self._messages = session, messages
        self._name, self._prepare = name, prepare
        self.clicked.connect(self._make)

    def _make(self) -> None:
        proposal = Path.home() / t(self._name, periode=self._session.periode)
        title, kinds = t("konsolidasi.rekap.simpan"), t("konsolidasi.rekap.jenis")
        target = dialogue.save_file(self, title, proposal, kinds)
        if target is not None:
            self._write(target)

    def _write(self, target: Path) -> None:
        try:
            job = self._prepare(self._session)
        except LontarError as error:
            self._messages.tell_error(error)
            return
        self.setEnabled(False)
        self._messages.tell(Tone.INFO, t("konsolidasi.rekap.sedang", berkas=target.name))
        background.run(
            self,
            lambda _progress: job(target),
            done=lambda told: self._tell(target, told),
            failed=self._failed,
        )

    def _tell(self, target: Path, told: str) -> None:
        self.setEnabled(True)
        self._messages.tell(
            Tone.GOOD, told, t("konsolidasi.rekap.buka"), lambda: dialogue.reveal(target.parent)
        )

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self._messages.hide()
        dialogue.show_failure(self, error)


def recap_button(session: Session, messages: MessageBar) -> FileButton:
    """The recap of the index."""
    words, name = t("konsolidasi.rekap.buat"), "konsolidasi.rekap.nama_berkas"
    return FileButton(session, messages, words, name, _recap)


def poverty_button(session: Session, messages: MessageBar) -> FileButton:
    """The konsolidasi of kemiskinan."""
    words, name = t("konsolidasi.miskin.buat"), "konsolidasi.miskin.nama_berkas"
    return FileButton(session, messages, words, name, _poverty)


def _recap(session: Session) -> Job:
    from app.exchange import rekap_bahan, rekap_xlsx

    bahan = rekap_bahan.gather(session.office, session.periode, paths.forms())

    def write(target: Path) -> str:
        made = rekap_xlsx.save(bahan, target)
        return t(
            "konsolidasi.rekap.selesai",
            berkas=str(target),
            diterima=made.diterima,
            wilayah=made.wilayah,
            lengkap=made.lengkap,
        )

    return write


def _poverty(session: Session) -> Job:
    from app.exchange import konsolidasi_bahan, konsolidasi_xlsx

    office = session.office
    bahan = konsolidasi_bahan.gather(office, session.periode, paths.forms())
    kepala = konsolidasi_xlsx.Kepala(office.identitas.kantor, office.now())

    def write(target: Path) -> str:
        found = konsolidasi_bahan.put_together(bahan)
        konsolidasi_xlsx.save(found, kepala, target)
        return t(
            "konsolidasi.miskin.selesai",
            berkas=str(target),
            jumlah=found.hadir,
            semua=len(found.baris),
        )

    return write
