"""The board of the province on Beranda: regions to open, to tick, and what is done for several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.domain.papan import Tahap, Yang
from app.teks import t
from app.ui import sizes
from app.ui.charts.board import Board, Tile, TileLine
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.home_board_deadline import OtherDeadline
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.text import Text
from app.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.papan import BarisPapan, KeadaanBagian, Papan
    from app.domain.periode import Periode
    from app.ui.session import Session

_LOOKS = {
    Tahap.TERLAMBAT: ("clock", Tone.BAD),
    Tahap.BELUM: ("circle", Tone.MUTED),
    Tahap.DITERIMA: ("import", Tone.INFO),
    Tahap.SAH: ("half", Tone.WARN),
    Tahap.LENGKAP: ("check-circle", Tone.GOOD),
    Tahap.DISETUJUI: ("certificate", Tone.GOOD),
}


class BoardCard(Card):
    """The board, above it who can be picked out together, or what is done for those ticked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._papan: Papan | None = None
        self._periode: Periode | None = None
        self._names: Mapping[str, str] = {}
        self.board = Board(t("beranda.papan.judul"))
        self.open = Button(t("beranda.papan.buka"), Kind.PRIMARY, "merge")
        self.picks = PickRow()
        self.actions_ = TickedRow()
        self.deadline = OtherDeadline(session)
        self.said = text.caption("")
        self.said.hide()
        self._lay_out()
        self._connect()

    def show_board(self, papan: Papan, periode: Periode, names: Mapping[str, str]) -> None:
        """Show where every region is; who is ticked stays ticked."""
        if periode != self._periode:
            self.board.tick(())
        self._papan, self._periode, self._names = papan, periode, names
        self.board.show_tiles([_tile(row, names) for row in papan.baris])
        self.picks.show_counts({yang: len(papan.codes(yang)) for yang in Yang}, len(papan.baris))
        self._show_ticked()

    def wait(self) -> None:
        """The regions stay where they are, without what another quarter said of them."""
        self._papan = None
        self.board.tick(())
        self.board.show_tiles([_waiting(one) for one in self.board.tiles])
        self.picks.show_counts(dict.fromkeys(Yang, 0), 0)

    @property
    def ticked(self) -> list[str]:
        """The codes of the regions that are ticked."""
        return self.board.ticks

    def _pick(self, yang: Yang | None) -> None:
        if self._papan is None:
            return
        rows = self._papan.baris
        self.board.tick(self._papan.codes(yang) if yang else [one.wilayah.kode for one in rows])
        self.actions_.take_focus()

    def _show_ticked(self) -> None:
        """Who may be picked gives way to what can be done for those who are."""
        kodes = self.ticked
        focused = QApplication.focusWidget()
        inside = focused is not None and any(
            one.isAncestorOf(focused) for one in (self.actions_, self.deadline)
        )
        self.picks.setVisible(not kodes)
        self.actions_.setVisible(bool(kodes))
        self.actions_.show_count(len(kodes))
        if not kodes:
            self.deadline.hide()
            if inside:
                self.board.setFocus()
        self.deadline.show_regions(kodes)

    def _ticked_changed(self) -> None:
        self.said.hide()
        self._show_ticked()

    def _copy(self) -> None:
        """The reminder for those who are ticked, and for nobody else."""
        from app.exchange import papan_kata

        if self._papan is None or self._periode is None:
            return
        told = papan_kata.letter(self._papan.picked(self.ticked), self._periode, self._names)
        QGuiApplication.clipboard().setText(told)
        self._say(t("beranda.papan.disalin", jumlah=len(self.ticked)))

    def _reply(self) -> None:
        home_ways.to_replies(self, self.ticked)

    def _move_deadline(self) -> None:
        self.said.hide()
        self.deadline.begin(self.ticked)

    def _allowed(self, told: str) -> None:
        self.deadline.hide()
        self.actions_.take_focus()
        self._say(told)

    def _say(self, told: str) -> None:
        self.said.setText(told)
        self.said.show()

    # --- Making it

    def _connect(self) -> None:
        actions = self.actions_
        self.open.clicked.connect(lambda: home_ways.to_page(self, "konsolidasi"))
        self.board.chosen.connect(lambda kode: home_ways.to_region(self, kode))
        self.board.ticked.connect(self._ticked_changed)
        for yang, button in self.picks.buttons.items():
            button.clicked.connect(lambda _=False, one=yang: self._pick(one))
        actions.reply.clicked.connect(self._reply)
        actions.copy.clicked.connect(self._copy)
        actions.deadline.clicked.connect(self._move_deadline)
        actions.none.clicked.connect(lambda: self.board.tick(()))
        self.deadline.allowed.connect(self._allowed)
        self.deadline.closed.connect(actions.take_focus)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(text.heading(t("beranda.papan.judul")), 1)
        head.addWidget(self.open)
        self.body.addLayout(head)
        for part in (self.picks, self.actions_, self.said, self.deadline, self.board):
            self.body.addWidget(part)
        self.actions_.hide()
        self.deadline.hide()
        self.body.addWidget(text.caption(t("papan.keterangan")))
        self.body.addStretch(1)


class PickRow(QWidget):
    """Who can be picked out together, with how many they are."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[Yang | None, Button] = {
            one: Button("", Kind.QUIET) for one in (*Yang, None)
        }
        label = Text(t("beranda.papan.pilih"), Step.BODY, Tone.MUTED, wrap=False)
        row = Wrapping(label, *self.buttons.values())
        row.setSpacing(sizes.XS)
        self.setLayout(row)

    def show_counts(self, counts: Mapping[Yang, int], everybody: int) -> None:
        """Where there is nobody to pick nothing can be pressed."""
        for yang, button in self.buttons.items():
            number = everybody if yang is None else counts[yang]
            key = "semua" if yang is None else yang.value
            button.setText(t(f"beranda.papan.pilih_{key}", jumlah=number))
            button.setEnabled(number > 0)


class TickedRow(QWidget):
    """How many are ticked, and what can be done for them."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Text("", Step.STRONG, wrap=False)
        self.reply = Button(t("tanya.balas.mulai"), Kind.PLAIN, "export")
        self.copy = Button(t("beranda.papan.salin"), Kind.PLAIN, "copy")
        self.deadline = Button(t("beranda.papan.tenggat"), Kind.PLAIN, "calendar")
        self.none = Button(t("beranda.papan.batal"), Kind.QUIET, "cross")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S)
        row.addWidget(self._count, 1)
        for button in (self.reply, self.copy, self.deadline, self.none):
            row.addWidget(button)

    def show_count(self, count: int) -> None:
        """Say how many are ticked."""
        self._count.setText(t("beranda.papan.dipilih", jumlah=count))

    def take_focus(self) -> None:
        """Go to the first thing that can be done."""
        self.reply.setFocus()


def _tile(row: BarisPapan, names: Mapping[str, str]) -> Tile:
    from app.exchange import papan_kata

    lines = [
        TileLine(t(f"papan.singkatan.{part}"), papan_kata.short(state), *_look(state))
        for part, state in row.bagian.items()
    ]
    spoken = papan_kata.region(row, names)
    return Tile(row.wilayah.kode, row.wilayah.singkat, lines, spoken)


def _waiting(tile: Tile) -> Tile:
    lines = [
        TileLine(line.label, t("beranda.papan.menunggu"), *_LOOKS[Tahap.BELUM])
        for line in tile.lines
    ]
    return Tile(tile.kode, tile.name, lines, t("beranda.papan.dihitung", wilayah=tile.name))


def _look(state: KeadaanBagian) -> tuple[str, Tone]:
    if state.ditahan:
        return "clock", Tone.WARN
    return _LOOKS[state.tahap]
