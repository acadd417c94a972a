"""The weekly list per OPD: to copy to a chat group, to save as text, to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.header import SectionTitle
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from app.exchange.mingguan import Daftar
    from app.ui.session import Session

_TEXT, _PDF = "*.txt (*.txt)", "PDF (*.pdf)"
_LINES = 12
_FIGURES = ("jumlah", "tepat", "telat", "berjalan", "lewat")


class WeeklyList(QWidget):
    """The text as it is shared, for all OPD or one, and the figures below it.

    Signals:
        closed: the user goes back to the table.

    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._whole: Daftar | None = None
        self.messages = MessageBar()
        self.by_opd = Selector(t("lanjut.saring.opd"))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(t("lanjut.minggu.judul"))
        self.words.setMinimumHeight(_LINES * self.words.fontMetrics().height())
        self.copy = Button(t("lanjut.minggu.salin"), Kind.PRIMARY, "copy")
        self.save = Button(t("lanjut.minggu.simpan"), Kind.PLAIN, "export")
        self.print_ = Button(t("lanjut.minggu.cetak"), Kind.PLAIN, "lembar")
        self.back = Button(t("lanjut.minggu.kembali"), Kind.PLAIN, "arrow-left")
        self.figures = Ledger(t("lanjut.hitung.judul"), _heads())
        self.by_opd.activated.connect(self._show)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.print_.clicked.connect(self._print)
        self.back.clicked.connect(self.closed)
        self._lay_out()
        self.setFocusProxy(self.copy)

    def show_list(self, daftar: Daftar) -> None:
        """Make the list anew for all OPD."""
        self.messages.hide()
        self._whole = daftar
        self.by_opd.clear()
        self.by_opd.addItem(t("lanjut.saring.semua_opd"), "")
        for name in sorted({one.opd for one in daftar.listed}, key=str.casefold):
            self.by_opd.addItem(name, name)
        self._show()

    @property
    def daftar(self) -> Daftar:
        """What is shown: all of it, or what one OPD has to do."""
        assert self._whole is not None
        opd = self.by_opd.currentData()
        wanted = [one for one in self._whole.listed if opd in ("", one.opd)]
        return self._whole._replace(listed=wanted)

    def _show(self) -> None:
        from app.exchange import mingguan

        daftar = self.daftar
        self.words.setPlainText(mingguan.text(daftar))
        rows = []
        for kind, counts in mingguan.statistics(daftar).items():
            for code, one in counts.items():
                name = code if kind == "opd" else daftar.name(code)
                figures = [*map(str, one), one.tertulis]
                cells = [Cell(name, note=name), *map(Cell, figures)]
                rows.append(Row(f"{kind} {code}", cells))
        self.figures.show_rows(rows)
        self.figures.setFixedHeight(self.figures.contents_height() + sizes.XS)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
        self.messages.tell(Tone.GOOD, t("lanjut.minggu.disalin"))

    def _save(self) -> None:
        from app.exchange import berkas

        target = self._target("txt", _TEXT)
        if target is None:
            return
        try:
            berkas.write_atomic(target, self.words.toPlainText().encode())
        except LontarError as error:
            self.messages.tell_error(error)
        else:
            self.messages.tell(Tone.GOOD, t("lanjut.minggu.disimpan", berkas=target))

    def _print(self) -> None:
        from app.exchange import kertas_kantor, mingguan, tanda_air
        from app.ui import printing
        from app.ui.pages import print_beside

        target = self._target("pdf", _PDF)
        if target is None:
            return
        html, title = mingguan.page(self.daftar), t("lanjut.minggu.judul")
        office, foot = self._session.office, mingguan.head(self.daftar)
        mark, kertas = tanda_air.of_office(office), kertas_kantor.of_office(office)
        pages = printing.order(html, title, wide=True, kaki=foot, tanda_air=mark, kertas=kertas)
        print_beside.pages(self, pages, target, self.messages.tell, lambda: self._printed(target))

    def _printed(self, target: Path) -> None:
        dialogue.show_document(target)
        self.messages.tell(Tone.GOOD, t("lanjut.minggu.disimpan", berkas=target))

    def _target(self, ending: str, kinds: str) -> Path | None:
        name = f"tindak-lanjut-{self.daftar.hari.isoformat()}.{ending}"
        return dialogue.save_file(self, t("lanjut.minggu.judul"), Path(name), kinds)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(sizes.S)
        top.addWidget(text.heading(t("lanjut.minggu.judul")), 1)
        top.addWidget(self.by_opd)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.copy, self.save, self.print_, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addLayout(top)
        column.addWidget(self.messages)
        column.addWidget(self.words, 1)
        column.addLayout(buttons)
        column.addWidget(SectionTitle(t("lanjut.hitung.judul")))
        column.addWidget(self.figures)


def _heads() -> list[Head]:
    first = Head(t("lanjut.hitung.kelompok"), "Kabupaten Manggarai Timur")
    figures = [Head(t(f"lanjut.hitung.{one}"), "100", right=True) for one in _FIGURES]
    return [first, *figures, Head(t("lanjut.hitung.tepat_persen"), "100 %", right=True)]
