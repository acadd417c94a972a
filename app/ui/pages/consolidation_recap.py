"""The button that writes the recap workbook in the background and says where it went."""

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
    from app.exchange.rekap_xlsx import RingkasanRekap
    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar


class RecapButton(Button):
    """Asks for a file, works, reports."""

    def __init__(self, session: Session, messages: MessageBar) -> None:
        super().__init__(t("konsolidasi.rekap.buat"), Kind.PRIMARY, "export")
        self._session, self._messages = session, messages
        self.clicked.connect(self._make)

    def _make(self) -> None:
        proposal = Path.home() / t("konsolidasi.rekap.nama_berkas", periode=self._session.periode)
        title, kinds = t("konsolidasi.rekap.simpan"), t("konsolidasi.rekap.jenis")
        target = dialogue.save_file(self, title, proposal, kinds)
        if target is not None:
            self._write(target)

    def _write(self, target: Path) -> None:
        from app.exchange import rekap_bahan, rekap_xlsx

        try:
            bahan = rekap_bahan.gather(self._session.office, self._session.periode, paths.forms())
        except LontarError as error:
            self._messages.tell_error(error)
            return
        self.setEnabled(False)
        self._messages.tell(Tone.INFO, t("konsolidasi.rekap.sedang", berkas=target.name))
        background.run(
            self,
            lambda _progress: rekap_xlsx.save(bahan, target),
            done=lambda made: self._tell(target, made),
            failed=self._failed,
        )

    def _tell(self, target: Path, made: RingkasanRekap) -> None:
        self.setEnabled(True)
        sentence = t(
            "konsolidasi.rekap.selesai",
            berkas=str(target),
            diterima=made.diterima,
            wilayah=made.wilayah,
            lengkap=made.lengkap,
        )
        self._messages.tell(
            Tone.GOOD, sentence, t("konsolidasi.rekap.buka"), lambda: dialogue.reveal(target.parent)
        )

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self._messages.hide()
        dialogue.show_failure(self, error)
