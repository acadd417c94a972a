"""The board of the OPD of a kabupaten, below the place where their packages are put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from app import paths
from app.domain.papan import Tahap, Yang
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.home_parts import ListCard
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.papan_opd import BarisOpd, PapanOpd
    from app.ui.session import Session

_LINES = 3
_LOOKS = {
    Tahap.TERLAMBAT: ("clock", Tone.BAD),
    Tahap.BELUM: ("circle", Tone.MUTED),
    Tahap.DITERIMA: ("half", Tone.WARN),
    Tahap.LENGKAP: ("check-circle", Tone.GOOD),
}


class OpdBoard(ListCard):
    """Each OPD with its urusan and how far it is; a kabupaten without OPD sees one sentence.

    Signals:
        reply_wanted: the names of the OPD that are to get a reply.
    """

    reply_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(t("opd.papan.nama"))
        self._session = session
        self._found: PapanOpd | None = None
        self._names: Mapping[str, str] = {}
        self._recipients: list[str] = []
        self.table = Ledger(t("opd.papan.nama"), _heads(), several=True)
        self.said = text.muted()
        self.said.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.XS)
        self.copy = Button(t("opd.papan.salin"), Kind.PLAIN, "copy")
        self.copy_chosen = Button("", Kind.PLAIN, "copy")
        self.reply = Button("", Kind.PLAIN, "export")
        self.picks = {one: Button("", Kind.QUIET) for one in Yang}
        self.copy.clicked.connect(lambda: self._copy(self._found))
        self.copy_chosen.clicked.connect(self._copy_chosen)
        self.reply.clicked.connect(lambda: self.reply_wanted.emit(self.answered))
        for yang, button in self.picks.items():
            button.clicked.connect(lambda _=False, one=yang: self._choose(one))
        self.table.selectionModel().selectionChanged.connect(self._count)
        self.body.addWidget(self.table)
        self.body.addWidget(self.said)
        # All of them in one row are too wide for a small screen.
        for buttons in (tuple(self.picks.values()), (self.copy, self.copy_chosen, self.reply)):
            row = QHBoxLayout()
            row.setContentsMargins(sizes.S, 0, sizes.S, sizes.XS)
            row.setSpacing(sizes.S)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.body.addLayout(row)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read the board of the quarter in view again."""
        from app.exchange import papan_opd, susun_balasan
        from app.store import pustaka

        session, names = self._session, pustaka.load_urusan(paths.forms())
        found = papan_opd.read(session.office, session.periode, paths.forms(), session.forms)
        self._recipients = susun_balasan.recipients(session.office, session.periode.tahun)
        chosen = self.table.chosen
        self._found, self._names = found, names
        self.table.show_rows([_row(one, names) for one in found.baris])
        self.table.choose(chosen)
        self.table.keep_whole(sizes.XS)
        for part in (self.table, self.copy, self.copy_chosen, self.reply, *self.picks.values()):
            part.setVisible(bool(found.baris))
        for yang, button in self.picks.items():
            count = len(found.names(yang))
            button.setText(t(f"opd.papan.pilih_{yang.value}", jumlah=count))
            button.setEnabled(bool(count))
        self._count()
        free = papan_opd.listed(found.tanpa, names)
        known = t("opd.papan.surat.tanpa", daftar=free) if found.tanpa else ""
        self.said.setText(known if found.baris else t("opd.papan.tanpa_opd"))
        self.said.setVisible(bool(self.said.text()))

    @property
    def answered(self) -> list[str]:
        """Those chosen that can be replied to: something came from them, or they were asked."""
        return [one for one in self.table.chosen if one in self._recipients]

    def _choose(self, yang: Yang) -> None:
        if self._found is not None:
            self.table.choose(self._found.names(yang))
            self.table.setFocus()

    def _count(self) -> None:
        """The button says for how many it copies."""
        number = len(self.table.chosen)
        self.copy_chosen.setText(t("opd.papan.salin_dipilih", jumlah=number))
        self.copy_chosen.setEnabled(bool(number))
        count = len(self.answered)
        self.reply.setText(t("opd.papan.balas_dipilih", jumlah=count))
        self.reply.setEnabled(bool(count))

    def _copy_chosen(self) -> None:
        if self._found is not None:
            self._copy(self._found.picked(self.table.chosen))

    def _copy(self, found: PapanOpd | None) -> None:
        from app.exchange import papan_opd

        if found is None:
            return
        told = papan_opd.letter(found, self._session.periode, self._names)
        QGuiApplication.clipboard().setText(told)
        self.said.setText(t("opd.papan.disalin"))
        self.said.show()


def _row(one: BarisOpd, names: Mapping[str, str]) -> Row:
    from app.exchange import papan_opd

    icon, tone = _LOOKS[one.tahap]
    urusan, state = papan_opd.listed(one.urusan, names), papan_opd.state(one, names)
    return Row(
        one.opd,
        [
            Cell(one.opd, note=one.opd),
            Cell(urusan, note=urusan),
            Cell(state, icon=icon, tone=tone, note=state),
        ],
    )


def _heads() -> list[Head]:
    return [
        Head(t("opd.papan.kolom.opd"), "Dinas Kesehatan Kab.", lines=_LINES),
        Head(t("opd.papan.kolom.urusan"), "Pekerjaan Umum", lines=_LINES),
        Head(t("opd.papan.kolom.keadaan"), "888revisi 1 diterima, 10 isian", lines=_LINES),
    ]
