"""Which parts of the work go into the package: all that were begun, or one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.bagian import BAGIAN
from app.teks import t
from app.ui import sizes
from app.ui.widgets import text
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Container, Sequence


class PartsChoice(QWidget):
    """A line to choose from; hidden where only one part was begun.

    Signals:
        chosen: another choice was made.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered: Sequence[str] = ()
        self.selector = Selector(t("paket_layar.bagian.judul"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S)
        row.addWidget(text.muted(t("paket_layar.bagian.judul")))
        row.addWidget(self.selector)
        row.addStretch(1)
        self.selector.activated.connect(self._choose)
        self.hide()

    @property
    def parts(self) -> list[str] | None:
        """The one part to send, None for all that were begun."""
        alone = self.selector.currentData()
        return [alone] if alone else None

    def show_parts(self, begun: Container[str]) -> None:
        """Offer the parts that were begun; a choice that is still possible stays."""
        offered = [part for part in BAGIAN if part in begun]
        if offered != self._offered:
            kept = self.selector.currentData()
            self._offered = offered
            self.selector.clear()
            self.selector.addItem(t("paket_layar.bagian.semua"), "")
            for part in offered:
                self.selector.addItem(t(f"paket_layar.bagian.{part}"), part)
            self.selector.setCurrentIndex(max(self.selector.findData(kept), 0))
        self.setVisible(len(offered) > 1)

    def _choose(self, _place: int) -> None:
        self.chosen.emit()
