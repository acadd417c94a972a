"""The line above the table of the inbox: what can be done with all of it, and how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.meter import Meter

_NARROW = 640
"""Pixels in which all buttons do not stand beside each other with their words."""


class InboxBar(QWidget):
    """Buttons, a sentence or a meter; whoever holds it answers for the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.accept_all = Button("", Kind.PRIMARY, "check")
        self.receipts = Button("", Kind.PRIMARY, "certificate")
        self.choose = Button(t("paket_layar.terima.pilih"), Kind.PLAIN, "folder")
        self.paste = Button(t("paket_layar.terima.tempel"), Kind.PLAIN, "paste")
        self.said = text.muted()
        self.meter = Meter(t("paket_layar.terima.memeriksa"))
        self.cancel = Button(t("paket_layar.kirim.batal"), Kind.QUIET, "cross")
        self.done = Button(t("paket_layar.terima.kosongkan"), Kind.QUIET)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S)
        for part in (self.accept_all, self.receipts, self.choose, self.paste):
            row.addWidget(part)
        row.addWidget(self.said, 1)
        row.addWidget(self.meter, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.done)

    def show_state(self, *, ready: int, due: int, busy: bool) -> None:
        """What may be pressed: `ready` packages to take in, `due` receipts to sign.

        `busy` tells that files are judged or taken in, which can be cancelled.
        """
        self.accept_all.setText(t("paket_layar.terima.semua", jumlah=ready))
        self.accept_all.setVisible(ready > 0 and not busy)
        self.receipts.setText(t("paket_layar.terima.tanda_terima", jumlah=due))
        self.receipts.setVisible(due > 0 and not ready and not busy)
        for part in (self.accept_all, self.choose, self.paste):
            part.setEnabled(not busy)
        # On a small screen there is no room for how far it is beside what cannot be pressed.
        for part in (self.choose, self.paste):
            part.setVisible(not busy)
        self.cancel.setVisible(busy)
        self.meter.setVisible(busy)
        self.done.setVisible(not busy)

    def fit(self, width: int) -> None:
        """In a narrow window the ways in are pictures alone; their words are their tips."""
        narrow = width < _NARROW
        for part, key in ((self.choose, "pilih"), (self.paste, "tempel")):
            words = t(f"paket_layar.terima.{key}")
            plain = words.replace("&", "") if narrow else ""
            part.setText("" if narrow else words)
            part.setToolTip(plain)
            part.setAccessibleName(plain)
            part.updateGeometry()

    def advance(self, done: int, total: int) -> None:
        """How many files have been judged."""
        self.show_far(t("paket_layar.terima.sedang", jumlah=done, semua=total), done, total)

    def show_far(self, words: str, done: int, total: int) -> None:
        """How far the work is, in words and as a share."""
        self.meter.show_share(done / total, words)
        self.said.setText(words)
