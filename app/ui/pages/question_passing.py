"""A question of the province between a kabupaten and its OPD: passed on, answered, answer used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.pages.question_ask import asks_opd
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.formulir import Sel
    from app.domain.pertanyaan import Kejadian
    from app.exchange.butir_tanya import Butir
    from app.exchange.terusan import Terusan
    from app.ui.session import Session


class QuestionPassing(QWidget):
    """Shown only where a question can be passed on, or was."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._butir: Butir | None = None
        self.said = text.muted()
        self.messages = MessageBar()
        self.forward = Button(t("tanya.terusan.tombol"), Kind.PLAIN, "arrow-right")
        self.use = Button(t("tanya.terusan.pakai"), Kind.PLAIN, "copy")
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addWidget(self.forward)
        row.addWidget(self.use)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.XS, 0, sizes.XS)
        column.setSpacing(sizes.XS)
        column.addWidget(self.said)
        column.addWidget(self.messages)
        column.addLayout(row)
        self.forward.clicked.connect(lambda: self._do(self._pass_on))
        self.use.clicked.connect(lambda: self._do(self._take_over))
        self.hide()

    def show_question(self, butir: Butir) -> None:
        """Tell how a question stands with the OPD; nothing where no OPD comes into it."""
        if self._butir is None or self._butir.tanya.id != butir.tanya.id:
            self.messages.hide()
        self._butir = butir
        if not (asks_opd(self._session) and butir.di_sini):
            self.hide()
            return
        from app.exchange import terusan

        found = terusan.of(self._session.office, butir)
        words = _told(butir, found)
        self.said.setText(words)
        self.forward.setVisible(bool(found.kepada))
        self.use.setVisible(bool(found.kata) and found.kata != butir.jawaban.teks)
        self.setVisible(bool(words))

    def _pass_on(self, butir: Butir) -> None:
        from app.exchange import terusan

        terusan.forward(self._session.office, butir, oleh=self._session.pelaku)

    def _take_over(self, butir: Butir) -> None:
        from app.exchange import terusan

        session = self._session
        session.announce(terusan.take_over(session.office, butir, pelaku=session.pelaku))

    def _do(self, action: Callable[[Butir], None]) -> None:
        from app.errors import LontarError

        assert self._butir is not None
        self.messages.hide()
        try:
            action(self._butir)
        except LontarError as error:
            self.messages.tell_error(error)
        else:
            self._session.asked.emit()


def _told(butir: Butir, found: Terusan) -> str:
    from app.domain.pertanyaan import KeadaanTanya

    passed = found.lanjutan
    if passed is None:
        return t("tanya.terusan.kepada", opd=found.kepada) if found.kepada else ""
    answer = passed.dijawab
    if answer is not None:
        told = {"revisi": answer.revisi, "isi": said(butir.sel, answer)}
        return t("tanya.terusan.dijawab", opd=passed.opd, **told)
    closed = passed.keadaan is KeadaanTanya.SELESAI
    return t(f"tanya.terusan.{'selesai' if closed else 'menunggu'}", opd=passed.opd)


def said(sel: Sel, event: Kejadian) -> str:
    """An answer that came: the figures, the words, the evidence."""
    from app.exchange.butir_tanya import read_aloud

    parts = []
    if event.lama != event.baru:
        lama, baru = (read_aloud(sel, one) for one in (event.lama, event.baru))
        parts.append(t("tanya.kejadian.angka", lama=lama, baru=baru))
    if event.teks:
        parts.append(f"“{event.teks}”")
    if event.bukti:
        parts.append(t("bukti.pada_sel", jumlah=event.bukti))
    return "; ".join(parts) or t("tanya.tanpa_kata")
