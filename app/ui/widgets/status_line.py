"""The permanent line at the bottom: when the last value reached the disk, and what is unsent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.session import clock_time
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.ui.session import Session

# Counting what is unsent asks the database; a fast typist should not wait for it at each key.
_COUNT_AFTER_MS = 250
_NARROW = 760


class StatusLine(QWidget):
    """Listens to the session; nobody has to tell it anything."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._time = ""
        self._glyph = Glyph("check", Tone.GOOD, 15)
        self._text = Text("", Step.CAPTION, wrap=False)
        self._hint = Text(t("jendela.petunjuk_tombol"), Step.CAPTION, Tone.MUTED, wrap=False)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_AFTER_MS)
        self._count.timeout.connect(self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.M, sizes.XS, sizes.M, sizes.XS)
        row.setSpacing(sizes.XS + 2)
        row.addWidget(self._glyph)
        row.addWidget(self._text, 1)
        row.addWidget(self._hint)
        session.office_opened.connect(self._opened)
        session.saved.connect(self._saved)
        session.periode_changed.connect(self._say)
        session.wilayah_changed.connect(self._say)
        session.settings_changed.connect(self._say)
        if session.is_open:
            self._opened()

    @property
    def text(self) -> str:
        """What the line says."""
        return self._text.text()

    def refresh(self) -> None:
        """Count again, after a package went out."""
        self._say()

    def _opened(self) -> None:
        from app.store import questions

        moment = questions.last_saved(self._session.office)
        self._time = session_time(moment, self._session.clock()) if moment else ""
        self._say()

    def _saved(self, time: str) -> None:
        self._time = time
        self._count.start()
        self._text.setText(t("jendela.tersimpan", jam=time))

    def _say(self) -> None:
        if not self._session.is_open:
            return
        if self._time:
            self._glyph.show_icon("check", Tone.GOOD)
            parts = [t("jendela.tersimpan", jam=self._time), self._unsent()]
        else:
            self._glyph.show_icon("circle", Tone.MUTED)
            parts = [t("jendela.belum_ada_isian")]
        self._text.setText(" · ".join(part for part in parts if part))

    def _unsent(self) -> str:
        from app.domain.angka import format_number
        from app.store import questions

        session = self._session
        if session.is_province:
            # A province receives; what it holds of others came in packages and is not sent on.
            return ""
        count = questions.unsent_count(session.office, session.wilayah, session.periode)
        if not count:
            return t("jendela.semua_terkirim")
        return t("jendela.belum_dikirim", jumlah=format_number(count))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the hint gives way."""
        super().resizeEvent(event)
        self._hint.setVisible(event.size().width() >= _NARROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above."""
        painter = paint.painter_for(self)
        painter.setPen(colours.tone(Tone.LINE, self.palette()))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()


def session_time(moment: datetime, now: datetime) -> str:
    """A moment as the line tells it: the time alone today, with the date on other days."""
    time = clock_time(moment)
    return time if moment.date() == now.date() else f"{moment:%d-%m-%Y} {time}"
