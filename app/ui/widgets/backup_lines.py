"""Where the lines of a backup are loaded, pasted or typed; it judges them meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.exchange.cadangan_otoritas import Cadangan

_HIGH = 7
_FIRST = 8


class BackupLines(QWidget):
    """A file to choose, or a field to type into; below it how far the lines are."""

    def __init__(self) -> None:
        super().__init__()
        self.choose = Button(t("cadangan_isian.pilih"), icon="folder")
        self.choose.clicked.connect(self._choose)
        self.editor = QPlainTextEdit()
        self.editor.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(_HIGH * self.editor.fontMetrics().lineSpacing())
        self.editor.textChanged.connect(self._judge)
        self.state = Text(t("cadangan_isian.petunjuk"), Step.CAPTION, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(text.buddy(t("cadangan_isian.teks"), self.editor))
        column.addWidget(self.editor)
        column.addWidget(self.state)
        self.setFocusProxy(self.choose)

    def backup(self) -> Cadangan | None:
        """The backup, when all lines are good; otherwise it says what is wrong."""
        from app.exchange import cadangan_otoritas

        try:
            found = cadangan_otoritas.read(self.editor.toPlainText().encode())
        except LontarError as error:
            self._say(str(error), Tone.BAD)
            self.editor.setFocus()
            return None
        return found

    def _choose(self) -> None:
        from app.exchange import berkas, cadangan_otoritas

        file = dialogue.open_file(self, t("cadangan_isian.pilih"), t("pengaturan.berkas.teks"))
        if file is None:
            return
        try:
            data = berkas.read_file(file, cadangan_otoritas.MAX_FILE)
        except LontarError as error:
            self._say(str(error), Tone.BAD)
        else:
            self.editor.setPlainText(data.decode("utf-8-sig", "replace"))

    def _judge(self) -> None:
        from app.exchange import cadangan_otoritas

        found = cadangan_otoritas.scan(self.editor.toPlainText())
        if not found.benar and not found.salah:
            self._say(t("cadangan_isian.petunjuk"), Tone.MUTED)
        elif found.lengkap:
            self._say(t("cadangan_isian.lengkap", jumlah=found.jumlah), Tone.GOOD)
        else:
            named = ", ".join(map(str, found.salah[:_FIRST]))
            key = "salah" if found.salah else "sebagian"
            total = found.jumlah or "?"
            words = t(f"cadangan_isian.{key}", benar=len(found.benar), jumlah=total, baris=named)
            self._say(words, Tone.BAD if found.salah else Tone.MUTED)

    def _say(self, words: str, tone: Tone) -> None:
        self.state.setText(words)
        self.state.set_tone(tone)
        self.editor.setAccessibleDescription(words)
