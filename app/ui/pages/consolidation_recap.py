"""The buttons that write a workbook in the background and say where it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone
from app.ui.in_turns import InTurns
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from app.errors import LontarError
    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar

    Job = Callable[[Path], str]
    """Writes the file and returns what is said afterwards."""
    Reading = Generator[None, None, Job]
    """Reads what a file is made from, a piece in each turn of the window."""


class FileButton(Button):
    """Asks for a file, works, reports.

    `prepare` reads what the file is made from, here, piece by piece; the job it returns runs
    beside the window.
    """

    def __init__(
        self,
        session: Session,
        messages: MessageBar,
        words: str,
        name: str,
        prepare: Callable[[Session], Reading],
    ) -> None:
        super().__init__(words, Kind.PRIMARY, "export")
        self._session, self._messages = session, messages
        self._name, self._prepare = name, prepare
        self.clicked.connect(self._make)

    def _make(self) -> None:
        proposal = Path(t(self._name, periode=self._session.periode))
        title, kinds = t("konsolidasi.rekap.simpan"), t("konsolidasi.rekap.jenis")
        target = dialogue.save_file(self, title, proposal, kinds)
        if target is not None:
            self._write(target)

    def _write(self, target: Path) -> None:
        self.setEnabled(False)
        self._messages.tell(Tone.INFO, t("konsolidasi.rekap.sedang", berkas=target.name))
        reading = self._prepare(self._session)
        InTurns(self, self._session, reading, lambda job: self._run(job, target), self._not_read)

    def _not_read(self, error: LontarError | None) -> None:
        self.setEnabled(True)
        if error is not None:
            self._messages.tell_error(error)

    def _run(self, job: Job, target: Path) -> None:
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


def _recap(session: Session) -> Reading:
    from app.exchange import rekap_bahan, rekap_sekitar, rekap_tren, rekap_xlsx

    office, periode, folder = session.office, session.periode, paths.forms()
    bahan = yield from rekap_bahan.reading(office, periode, folder)
    quarters = []
    for quarter in rekap_tren.quarters(office, periode, folder):
        quarters.append(quarter)
        yield
    sekitar = rekap_sekitar.of_quarters(office, bahan, quarters)

    def write(target: Path) -> str:
        made = rekap_xlsx.save(bahan, target, sekitar)
        return t(
            "konsolidasi.rekap.selesai",
            berkas=str(target),
            diterima=made.diterima,
            wilayah=made.wilayah,
            lengkap=made.lengkap,
        )

    return write


def _poverty(session: Session) -> Reading:
    from app.exchange import konsolidasi_bahan, konsolidasi_xlsx

    office = session.office
    bahan = konsolidasi_bahan.gather(office, session.periode, paths.forms())
    yield
    kepala = konsolidasi_xlsx.head_of(office)

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
