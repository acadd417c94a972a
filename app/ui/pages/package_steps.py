"""The two hands a package goes through: stated complete, then signed; and how far it is."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

KEYS = ("nyatakan", "tanda_tangan")
_LOOKS = {
    "selesai": ("check-circle", Tone.GOOD),
    "giliran": ("half", Tone.ACCENT),
    "belum": ("circle", Tone.MUTED),
}


class State(NamedTuple):
    """How far one step is (`selesai`, `giliran`, `belum`), and who did it when."""

    keadaan: str
    oleh: str


class Steps(QWidget):
    """Two lines, each with its glyph, its name and its state in words."""

    def __init__(self) -> None:
        super().__init__()
        self._glyphs = [Glyph("circle", Tone.MUTED) for _ in KEYS]
        self._names = [Text(t(f"paket_layar.tahap.{key}"), Step.STRONG, wrap=False) for key in KEYS]
        self._states = [text.muted() for _ in KEYS]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.S)
        grid.setVerticalSpacing(sizes.XS)
        grid.setColumnStretch(2, 1)
        parts = zip(self._glyphs, self._names, self._states, strict=True)
        for row, line in enumerate(parts):
            for column, part in enumerate(line):
                grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)

    @property
    def told(self) -> list[str]:
        """What the lines say, for whoever cannot see them."""
        return [
            f"{name.text()}: {state.text()}"
            for name, state in zip(self._names, self._states, strict=True)
        ]

    def show_states(self, *states: State) -> None:
        """Tell how far both steps are."""
        for place, state in enumerate(states):
            self._glyphs[place].show_icon(*_LOOKS[state.keadaan])
            self._states[place].setText(state.oleh or t(f"paket_layar.tahap.{state.keadaan}"))
        self.setAccessibleName(". ".join(self.told))
