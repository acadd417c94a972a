"""Figures proposed for broken cells of a table; each is taken only when the person ticks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.kisi import address
from app.exchange import tabel_kata
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.domain.kisi import Letak
    from app.domain.tabel_kontrol import Usulan
    from app.exchange.impor_hasil import HasilImpor

_MOST_ROWS, _FEW_ROWS = 6, 2


class ProposalList(Ledger):
    """The broken cells; Space, Enter or a double click ticks the one under the cursor.

    Signals:
        ticked: the code of a row.

    """

    ticked = Signal(str)

    def __init__(self) -> None:
        super().__init__(t("tabel.usulan_daftar"), _heads())
        self.activated.connect(lambda _index: self.ticked.emit(self.current_code))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; everything else is as in any table."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit(self.current_code)
        else:
            super().keyPressEvent(event)


class Proposals(QWidget):
    """The list with the two ways to tick all; hidden where nothing is proposed.

    Signals:
        changed: which cells are ticked has changed.

    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.taken: frozenset[Letak] = frozenset()
        self._found: HasilImpor | None = None
        told = text.body()
        told.setText(t("tabel.usulan_judul"))
        self.list = ProposalList()
        self.all = Button(t("tabel.usulan_semua"))
        self.none = Button(t("tabel.usulan_lepas"), Kind.QUIET)
        buttons = QHBoxLayout()
        buttons.addWidget(told, 1)
        for one in (self.none, self.all):
            one.setAutoDefault(False)
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addLayout(buttons)
        column.addWidget(self.list)
        self.list.ticked.connect(self._tick)
        self.all.clicked.connect(lambda: self._take(frozenset(self._places.values())))
        self.none.clicked.connect(lambda: self._take(frozenset()))
        self.hide()

    def show_found(self, found: HasilImpor) -> None:
        """Show what is proposed and what has been taken of it."""
        self._found = found
        self.list.show_rows([self._row(found, one) for one in found.usulan])
        roomy = self.window().height() >= sizes.LOW_WINDOW
        self.list.ask_for(min(len(found.usulan), _MOST_ROWS if roomy else _FEW_ROWS))
        self.list.setMaximumHeight(self.list.minimumHeight())
        self.none.setVisible(bool(self.taken))
        self.all.setVisible(len(self.taken) < len(found.usulan))
        self.setVisible(bool(found.usulan))

    @property
    def _places(self) -> dict[str, Letak]:
        usulan = self._found.usulan if self._found else ()
        return {address(one.letak): one.letak for one in usulan}

    def _tick(self, code: str) -> None:
        place = self._places.get(code)
        if place is not None:
            self._take(self.taken ^ {place})

    def _take(self, taken: frozenset[Letak]) -> None:
        self.taken = taken
        self.changed.emit()

    def _row(self, found: HasilImpor, one: Usulan) -> Row:
        ticked = one.letak in self.taken
        icon, tone = ("check-circle", Tone.GOOD) if ticked else ("circle", Tone.MUTED)
        said = t("tabel.usulan_ya" if ticked else "tabel.usulan_tidak")
        written, usul = one.teks
        why = tabel_kata.why(one)
        place = f"{address(one.letak)} · {one.judul}"
        return Row(
            address(one.letak),
            [
                Cell(said, icon=icon, tone=tone),
                Cell(place, note=place),
                Cell(tabel_kata.region(found, one)),
                Cell(written or "–"),
                Cell(usul, strong=True),
                Cell(why, note=why),
            ],
        )


def _heads() -> list[Head]:
    return [
        Head(t("tabel.usulan_kolom.pakai"), "888dipakai"),
        Head(t("tabel.usulan_kolom.sel"), "C21 · Jumlah 2025", ends=True),
        Head(t("tabel.usulan_kolom.wilayah"), "Timor Tengah"),
        Head(t("tabel.usulan_kolom.tertulis"), "888.888", right=True),
        Head(t("tabel.usulan_kolom.usul"), "8.888.888", right=True),
        Head(t("tabel.usulan_kolom.sebab"), "Nol hilang (kali 100); jumlah menjadi tepat"),
    ]
