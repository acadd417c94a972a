"""The copy with marks for the sender: offered under the verdict, written beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone

if TYPE_CHECKING:
    from app.exchange.putusan import Laporan
    from app.exchange.salinan_bertanda import Tanda
    from app.ui.pages.package_verdict import VerdictCard
    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar


class MarkedCopy(QObject):
    """Follows the file a card shows; its button is there where something can be marked."""

    def __init__(self, session: Session, card: VerdictCard, messages: MessageBar) -> None:
        super().__init__(card)
        self._session, self._card, self._messages = session, card, messages
        self._laporan: Laporan | None = None
        self._marks: list[Tanda] = []
        card.shown.connect(self._follow)
        card.marked.clicked.connect(self._save)

    def _follow(self, laporan: Laporan) -> None:
        from app.exchange import salinan_bertanda

        self._laporan = laporan
        self._marks = salinan_bertanda.marks(laporan, self._session.office)
        self._card.marked.setVisible(bool(self._marks))

    def _save(self) -> None:
        from app.exchange import salinan_bertanda

        laporan, marks = self._laporan, self._marks
        if laporan is None:
            return
        title, kinds = t("paket_layar.salinan.simpan"), t("paket_layar.salinan.jenis")
        proposal = Path(salinan_bertanda.file_name(laporan))
        target = dialogue.save_file(self._card, title, proposal, kinds)
        if target is None:
            return
        self._card.marked.setEnabled(False)
        self._messages.tell(Tone.INFO, t("paket_layar.salinan.sedang"))
        background.run(
            self,
            lambda _progress: salinan_bertanda.save(laporan, marks, target),
            done=lambda count: self._tell(target, count),
            failed=self._failed,
        )

    def _tell(self, target: Path, count: int) -> None:
        self._card.marked.setEnabled(True)
        told = t("paket_layar.salinan.selesai", berkas=target, jumlah=count)
        open_ = t("paket_layar.salinan.buka")
        self._messages.tell(Tone.GOOD, told, open_, lambda: dialogue.reveal(target.parent))

    def _failed(self, error: Exception) -> None:
        self._card.marked.setEnabled(True)
        self._messages.hide()
        dialogue.show_failure(self._card, error)
