"""The preview of a table from a file: its sums, what is odd about it, and every cell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog

from app.domain.angka import format_number
from app.domain.kisi import address
from app.domain.tempel import Keputusan
from app.errors import LontarError
from app.exchange import tabel_kata
from app.store.bulk import whole
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.colours import Tone
from app.ui.grid import paste_words
from app.ui.grid.import_proposals import Proposals
from app.ui.grid.plan_preview import PlanPreview
from app.ui.in_turns import InTurns
from app.ui.widgets.button import Button
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.tempel import Butir, Rencana
    from app.exchange.impor_hasil import HasilImpor
    from app.exchange.impor_tabel import Pemeriksaan
    from app.ui.background import Progress, Task
    from app.ui.charts.ledger import Row
    from app.ui.session import Session

    Writing = Callable[[HasilImpor], Generator[tuple[int, int], None, HasilImpor]]

_STEP = "tabel"
_MOST_LINES, _FEW_LINES = 6, 1
AT_ONCE = 150
"""Rows that are worked out before anybody sees the window wait."""


class ImportPreview(PlanPreview):
    """Shows what a table would bring and lets the person decide; wrong sums forbid it.

    A long table is worked out beside the window and written in pieces, and the window says how far
    it is; Batal stops either, and then nothing has changed.

    Signals:
        written: the `HasilImpor` as it was written.
        stopped: the person has given up while it was being written.
        failed: the error that left nothing to show, or nothing written.
        match_wanted: the person wants to say what goes where.

    """

    written = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    match_wanted = Signal()

    def __init__(
        self, parent: QWidget, name: str, asked: Pemeriksaan, session: Session, writing: Writing
    ) -> None:
        """Show what `asked` finds; `writing` writes it once the person has agreed."""
        super().__init__(parent, t("tabel.pratinjau", berkas=name))
        self._asked, self._session, self._writing = asked, session, writing
        self._task: Task | None = None
        self._turns: InTurns[tuple[int, int], HasilImpor] | None = None
        self.hasil: HasilImpor
        self.verdict = MessageBar(closable=False)
        self.proposals = Proposals()
        self.proposals.changed.connect(self._refresh)
        column = self._outer()
        column.addWidget(self.verdict)
        column.addWidget(self.proposals)
        column.addLayout(self._list_with_choice(), 1)
        self.match = Button(t("profil.cocokkan"))
        self.match.clicked.connect(self._match)
        column.addLayout(self._buttons(self.match))
        self._as_large_as_the_window()
        self._refresh(self._begin)

    # --- Worked out, beside the window where it takes long

    def _refresh(self, then: Callable[[], None] | None = None) -> None:
        if self._asked.rows <= AT_ONCE:
            super()._refresh(then)
            return
        putusan = self._putusan
        # Their names stand in some cells, and later, on another thread, nobody may ask the store.
        _ = self._session.regions
        self._show_busy(busy=True)

        def work(progress: Progress) -> tuple[HasilImpor, list[Row]]:
            found = self._asked.examine(putusan, lambda done, all_: progress(_STEP, done, all_))
            return found, self._rows(found.rencana)

        self._task = background.run(
            self,
            work,
            done=lambda result: self._found(result, then),
            failed=self._give_up,
            advanced=lambda _step, done, all_: self._tell_progress(done, all_),
        )

    def _plan(self) -> Rencana:
        self.hasil = self._asked.examine(self._putusan)
        return self.hasil.rencana

    @property
    def _putusan(self) -> Keputusan:
        return Keputusan(dict(self._answers), usulan=self.proposals.taken)

    def _found(self, result: tuple[HasilImpor, list[Row]], then: Callable[[], None] | None) -> None:
        self._task = None
        self.hasil, rows = result
        self._rencana = self.hasil.rencana
        self._show_busy(busy=False)
        self._show(rows)
        if then is not None:
            then()

    def _give_up(self, error: Exception) -> None:
        self._task = None
        self.reject()
        self.failed.emit(error)

    def _show_busy(self, *, busy: bool) -> None:
        for part in (self.list, self.choice, self.proposals):
            part.setEnabled(not busy)
        self.accept_button.setVisible(not busy)
        if busy:
            self.cancel.setFocus()
            self._tell_progress(0, 1)

    def _tell_progress(self, done: int, all_: int, key: str = "tabel.memeriksa") -> None:
        self.verdict.tell(Tone.INFO, t(key, persen=100 * done // max(all_, 1)))

    # --- What is decided

    def _words(self) -> tuple[str, str]:
        whole = "tabel.terima" if self._rencana.bersih else "tabel.terima_sebagian"
        return t(whole, jumlah=format_number(len(self._rencana.cells))), t("tabel.cara_menerima")

    def _match(self) -> None:
        self.reject()
        self.match_wanted.emit()

    def _decide(self) -> None:
        """Write it; a long table in the turns of the window, and this stays until it is done."""
        steps = self._writing(self.hasil)
        if self._asked.rows <= AT_ONCE:
            try:
                self._finish(whole(steps))
            except LontarError as error:
                self._not_written(error)
            return
        self._turns = InTurns(
            self,
            self._session,
            steps,
            done=self._finish,
            failed=self._not_written,
            heard=lambda told: self._tell_progress(*told, "tabel.menyimpan"),
        )
        self._show_busy(busy=True)

    def _finish(self, hasil: HasilImpor) -> None:
        self._turns = None
        QDialog.accept(self)
        self.written.emit(hasil)

    def _not_written(self, error: LontarError | None) -> None:
        self._turns = None
        super().reject()
        if error is None:
            self.stopped.emit()
        else:
            self.failed.emit(error)

    def accept(self) -> None:
        """A table of another year is taken only by somebody who says so."""
        if not self._allowed:
            return
        if self.hasil.lain_tahun:
            told = {"tahun": self.hasil.tahun, "periode": self.hasil.periode.judul}
            if not dialogue.ask(self, t("tabel.tanya_tahun", **told), t("tabel.ya_tahun")):
                return
        self._decide()

    def reject(self) -> None:
        """Leave at once; what is still being worked out or written is given up."""
        if self._turns is not None:
            self._turns.stop()
            return
        if self._task is not None:
            self._task.cancel()
        super().reject()

    @property
    def _allowed(self) -> bool:
        busy = self._task is not None or self._turns is not None
        return not busy and bool(self.hasil.cells) and not self.hasil.ditolak

    def _row(self, one: Butir) -> Row:
        row = paste_words.row(one)
        cells = list(row.cells)
        place = address(one.letak)
        if one.sel is not None:
            # The column first: what the row is called is long and easily cut off.
            place = f"{place} · {one.sel.kolom.label} · {one.sel.baris.label}"
        cells[1] = cells[1]._replace(text=place, note=place)
        return row._replace(cells=cells)

    def _show(self, rows: Sequence[Row]) -> None:
        super()._show(rows)
        self.told.setText(tabel_kata.summary(self.hasil))
        self.proposals.show_found(self.hasil)
        lines = [*tabel_kata.verdict(self.hasil, usulan=False)]
        most = _MOST_LINES if self.height() >= sizes.LOW_WINDOW else _FEW_LINES
        more = len(lines) - most
        if more > 0:
            lines = [*lines[:most], t("tabel.dan_lainnya", jumlah=more)]
        tone = Tone.BAD if self.hasil.ditolak else Tone.WARN if self.hasil.ragu else Tone.GOOD
        self.verdict.tell(tone, "\n".join(lines) or t("tabel.bersih"))
