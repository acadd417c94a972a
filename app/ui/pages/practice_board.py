"""The class on the wall: who has completed which exercise, large enough for a projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import tip
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.column import Column
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.practice_band import PracticeBand
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QShowEvent

    from app.exchange.latihan.kelas import BarisPapan

_EVERY_MS = 5_000
_PDF = "PDF (*.pdf)"


class PracticeBoard(QWidget):
    """Rows of participants, columns of exercises; looks again by itself.

    Signals:
        left: back to the list of exercises.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []
        self.rows: list[BarisPapan] | None = None
        self.band = PracticeBand()
        self.messages = MessageBar()
        self.read = Button(t("latihan.kelas.baca"), Kind.PLAIN, "import")
        self.collect = Button(t("latihan.kelas.kumpulkan"), Kind.PLAIN, "export")
        self.sheet = Button(t("latihan.kelas.lembar"), Kind.PLAIN, "lembar")
        self.sheet.clicked.connect(self._print_sheet)
        self.back = Button(t("latihan.kelas.kembali"), Kind.PLAIN, "arrow-left")
        self.read.clicked.connect(self._read)
        self.collect.clicked.connect(self._collect)
        self.back.clicked.connect(self.left)
        self._table = QWidget()
        self.key = Text("", Step.BODY, Tone.MUTED)
        self._column = Column()
        self._lay_out()
        # Not before it has a place here: it would be a window of its own and take the focus.
        self.band.show()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.setFocusProxy(self.back)

    def look(self) -> None:
        """Read the results anew, and draw them when they changed."""
        from app.exchange.latihan import kelas

        try:
            rows = kelas.board(self.files)
        except LontarError as error:
            self.files.clear()
            self.messages.tell_error(error)
            return
        if rows != self.rows:
            self.rows = rows
            self._draw(rows)

    def _lay_out(self) -> None:
        body = self._column.body
        header = PageHeader(t("latihan.kelas.judul"), t("latihan.kelas.penjelasan"))
        body.addWidget(header)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.back, self.read, self.collect, self.sheet):
            buttons.addWidget(button)
        buttons.addStretch(1)
        body.addLayout(buttons)
        body.addWidget(self.messages)
        body.addWidget(self.key)
        body.addWidget(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._column, 1)

    def _draw(self, rows: list[BarisPapan]) -> None:
        from app.exchange.latihan import pustaka

        fresh = QWidget()
        fresh.setAccessibleName(t("latihan.kelas.judul"))
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.L)
        grid.setVerticalSpacing(sizes.M)
        known = pustaka.known()
        for place, one in enumerate(known.values(), start=1):
            head = Text(str(place), Step.HEADING, Tone.MUTED, wrap=False)
            head.setToolTip(tip.plain(one.judul))
            head.setAccessibleName(one.judul)
            grid.addWidget(head, 0, place)
        for line, row in enumerate(rows, start=1):
            grid.addWidget(Text(row.nama, Step.HEADING, wrap=False), line, 0)
            for place, kode in enumerate(known, start=1):
                grid.addWidget(_mark(known[kode].judul, done=kode in row.selesai), line, place)
            count = t("latihan.kelas.dari", jumlah=len(row.selesai), semua=len(known))
            grid.addWidget(Text(count, Step.HEADING, wrap=False), line, len(known) + 1)
        if not rows:
            grid.addWidget(Text(t("latihan.kelas.kosong")), 1, 0)
        grid.setColumnStretch(len(known) + 2, 1)
        # What a number at the head of a column stands for; a projector has no tooltips.
        self.key.setText(
            " · ".join(f"{place} {one.judul}" for place, one in enumerate(known.values(), start=1))
        )
        self._column.body.replaceWidget(self._table, fresh)
        self._table.hide()
        self._table.deleteLater()
        self._table = fresh

    def _read(self) -> None:
        kinds = t("latihan.kelas.jenis")
        self.files += dialogue.open_files(self, t("latihan.kelas.baca"), kinds)
        self.look()

    def _collect(self) -> None:
        from pathlib import Path

        from app.exchange.latihan import kelas

        folder = dialogue.choose_folder(self, t("latihan.kelas.kumpulkan"), Path.home())
        if folder is None:
            return
        try:
            target = kelas.collect(folder)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self.messages.tell(Tone.GOOD, t("latihan.kelas.terkumpul", berkas=target))

    def _print_sheet(self) -> None:
        """What a trainer takes along on paper; nobody else looks for it here."""
        from pathlib import Path

        from app.exchange.latihan import lembar_pelatih
        from app.ui import printing
        from app.ui.pages import print_beside

        title, proposal = t("latihan.pelatih.judul"), Path(t("latihan.pelatih.berkas"))
        target = dialogue.save_file(self, title, proposal, _PDF)
        if target is None:
            return
        pages = printing.order(lembar_pelatih.page(), title, kaki=title)
        said = t("latihan.pelatih.disimpan", berkas=target)
        tell = self.messages.tell
        print_beside.pages(self, pages, target, tell, lambda: tell(Tone.GOOD, said))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Look at once, and again as long as it is on the wall."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._timer.stop()


def _mark(judul: str, *, done: bool) -> Glyph:
    glyph = Glyph(
        "check-circle" if done else "circle", Tone.GOOD if done else Tone.LINE, sizes.ICON_LARGE
    )
    state = t(f"latihan.{'sudah' if done else 'belum'}")
    glyph.setAccessibleName(f"{judul}: {state}")
    glyph.setToolTip(tip.plain(f"{judul}: {state}"))
    return glyph
