"""The preview of a table from a file: its sums, what is odd about it, and every cell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.kisi import address
from app.domain.tempel import Keputusan
from app.exchange import tabel_kata
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.grid import paste_words
from app.ui.grid.import_proposals import Proposals
from app.ui.grid.plan_preview import PlanPreview
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.tempel import Butir, Rencana
    from app.exchange.impor_tabel import HasilImpor
    from app.ui.charts.ledger import Row

_MOST_LINES, _FEW_LINES = 6, 1


class ImportPreview(PlanPreview):
    """Shows what a table would bring and lets the person decide; wrong sums forbid it.

    Signals:
        decided: the `HasilImpor` to write.

    """

    decided = Signal(object)

    def __init__(
        self, parent: QWidget, name: str, examine: Callable[[Keputusan], HasilImpor]
    ) -> None:
        super().__init__(parent, t("tabel.pratinjau", berkas=name))
        self._examine = examine
        self.hasil: HasilImpor
        self.verdict = MessageBar(closable=False)
        self.proposals = Proposals()
        self.proposals.changed.connect(self._refresh)
        column = self._outer()
        column.addWidget(self.verdict)
        column.addWidget(self.proposals)
        column.addLayout(self._list_with_choice(), 1)
        column.addLayout(self._buttons())
        self._as_large_as_the_window()
        self._refresh()
        self._begin()

    def _words(self) -> tuple[str, str]:
        whole = "tabel.terima" if self._rencana.bersih else "tabel.terima_sebagian"
        return t(whole, jumlah=len(self._rencana.cells)), t("tabel.cara_menerima")

    def _plan(self) -> Rencana:
        taken = self.proposals.taken
        self.hasil = self._examine(Keputusan(self._answers, usulan=taken))
        return self.hasil.rencana

    def _decide(self) -> None:
        self.decided.emit(self.hasil)

    def accept(self) -> None:
        """A table of another year is taken only by somebody who says so."""
        if self._allowed and self.hasil.lain_tahun:
            told = {"tahun": self.hasil.tahun, "periode": self.hasil.periode.judul}
            if not dialogue.ask(self, t("tabel.tanya_tahun", **told), t("tabel.ya_tahun")):
                return
        super().accept()

    @property
    def _allowed(self) -> bool:
        return bool(self.hasil.cells) and not self.hasil.ditolak

    def _row(self, one: Butir) -> Row:
        row = paste_words.row(one)
        cells = list(row.cells)
        place = address(one.letak)
        if one.sel is not None:
            # The column first: what the row is called is long and easily cut off.
            place = f"{place} · {one.sel.kolom.label} · {one.sel.baris.label}"
        cells[1] = cells[1]._replace(text=place, note=place)
        return row._replace(cells=cells)

    def _refresh(self) -> None:
        super()._refresh()
        self.told.setText(tabel_kata.summary(self.hasil))
        self.proposals.show_found(self.hasil)
        lines = [*tabel_kata.verdict(self.hasil, usulan=False)]
        most = _MOST_LINES if self.height() >= sizes.LOW_WINDOW else _FEW_LINES
        more = len(lines) - most
        if more > 0:
            lines = [*lines[:most], t("tabel.dan_lainnya", jumlah=more)]
        tone = Tone.BAD if self.hasil.ditolak else Tone.WARN if self.hasil.ragu else Tone.GOOD
        self.verdict.tell(tone, "\n".join(lines) or t("tabel.bersih"))
