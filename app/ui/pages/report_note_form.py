"""The three texts of one note of an LKPJ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.widgets import text
from app.ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.lkpj import JenisBahan
    from app.exchange.bahan_lkpj import Texts


class NoteForm(QWidget):
    """An editor of a few lines for each; Enter keeps and goes on, after the last one to the list.

    `refused` tells that what stands here could not be kept.

    Signals:
        kept: one of the texts was left with something else in it.
        left: Enter was pressed in the last of them.

    """

    kept = Signal()
    left = Signal()

    def __init__(self, jenis: JenisBahan) -> None:
        super().__init__()
        self.refused = False
        self.words = [Words() for _ in jenis.kolom]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        for name, editor in zip(jenis.kolom, self.words, strict=True):
            column.addWidget(text.buddy(t(f"lkpj.isian.{name}"), editor))
            column.addWidget(editor)
            editor.kept.connect(self.kept)
        column.addWidget(text.caption(t("lkpj.layar.cara")))
        column.addStretch(1)
        following = [one.setFocus for one in self.words[1:]] + [self.left.emit]
        for editor, go_on in zip(self.words, following, strict=True):
            editor.left.connect(go_on)
        self.setFocusProxy(self.words[0])

    @property
    def texts(self) -> Texts:
        """What stands here, kept or not."""
        one, two, three = (editor.toPlainText() for editor in self.words)
        return one, two, three

    def show_texts(self, isi: Texts, *, fresh: bool) -> None:
        """Show a note; what is being typed stays unless it is about another one."""
        if fresh:
            self.refused = False
        for editor, words in zip(self.words, isi, strict=True):
            editor.show_text(words, fresh=fresh)
