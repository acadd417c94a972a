"""The evidence a package declares: what is here, each file to open or save, whether it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.telaah import HasilTelaah
from app.errors import LontarError
from app.teks import t
from app.ui import sizes, tab_order
from app.ui.colours import Tone
from app.ui.pages import evidence_open
from app.ui.pages.evidence_verdict import PieceList, ReasonForm, VerdictRow
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.store.dispatch import Paket
    from app.store.evidence_review import Ditelaah
    from app.ui.pages.evidence_open import Said
    from app.ui.session import Session

_LINES = 8
_FILTERS = ("semua", HasilTelaah.BELUM.value, HasilTelaah.TIDAK_SESUAI.value)


class PackageFiles(QWidget):
    """Enter opens a file, a letter says whether it fits, Escape goes back.

    Signals:
        closed: the user goes back to the book.
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._paket: Paket | None = None
        self._found: dict[str, Ditelaah] = {}
        self._title = Text("", Step.STRONG)
        self.counts = text.body()
        self.filter = Selector(t("telaah.saring.judul"))
        for key in _FILTERS:
            self.filter.addItem(t(f"telaah.saring.{key}"), key)
        self.messages = MessageBar()
        self.list = PieceList(t("bukti.layanan"))
        self.list.setAccessibleDescription(t("bukti.paket_arti"))
        self.list.setMinimumHeight(_LINES * sizes.XL)
        self._nothing = text.muted(t("telaah.saring.kosong"))
        self.detail = text.caption()
        self.verdict = VerdictRow()
        self.form = ReasonForm()
        self.form.hide()
        self.open = Button(t("bukti.buka"), Kind.PRIMARY, "evidence")
        self.save = Button(t("bukti.simpan"), Kind.PLAIN, "folder")
        self.back = Button(t("bukti.paket_kembali"), Kind.PLAIN, "arrow-left")
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.list)

    def show_package(self, paket: Paket) -> None:
        """List what a package declares."""
        self._paket = paket
        self._title.setText(t("bukti.paket_judul", paket=paket.nama_berkas))
        self.messages.hide()
        self._leave_form()
        self.filter.setCurrentIndex(0)
        self.refresh()
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def refresh(self) -> None:
        """Read again what the package declares and what was said of it."""
        from app.exchange import telaah_kata
        from app.store import evidence_review

        assert self._paket is not None
        found = evidence_review.of_package(self._session.office, self._paket.paket_id or "")
        self.counts.setText(telaah_kata.count_words(telaah_kata.total(found)))
        wanted, here = self.filter.currentData(), self.list.currentIndex().row()
        shown = [one for one in found if wanted in ("semua", one.hasil.value)]
        self._found = {evidence_open.target(one.bukti): one for one in shown}
        forms = self._session.forms
        self.list.show_lines([evidence_open.line(one, forms) for one in shown])
        self.list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        if shown and not self.list.currentIndex().isValid():
            row = min(max(here, 0), len(shown) - 1)
            self.list.setCurrentIndex(self.list.model().index(row, 0))
        self._show_current()

    @property
    def current(self) -> Ditelaah | None:
        """The piece under the cursor."""
        place = self.list.currentIndex()
        row = place.row() if place.isValid() else -1
        return self._found.get(self.list.lines[row].target) if row >= 0 else None

    def _show_current(self) -> None:
        from app.exchange import telaah_bukti, telaah_kata

        one = self.current
        self._leave_form()
        for part in (self.detail, self.verdict, self.open, self.save):
            part.setVisible(one is not None)
        if one is None:
            return
        told = [telaah_kata.by_whom(one), f"SHA-256 {one.bukti.sha256}"]
        asked = telaah_bukti.open_questions(self._session.office, one.bukti)
        if asked:
            told.insert(1, t("telaah.masih_ditanyakan", jumlah=len(asked)))
        self.detail.setText("\n".join(filter(None, told)))
        fits = one.hasil is HasilTelaah.SESUAI
        self.verdict.settle.setVisible(bool(asked) and fits)

    # --- Saying it

    def _say(self, verdict: HasilTelaah) -> None:
        from app.exchange import telaah_bukti

        one = self.current
        if one is None:
            return
        if verdict is not HasilTelaah.TIDAK_SESUAI:
            self._record(verdict)
            return
        asked = bool(telaah_bukti.open_questions(self._session.office, one.bukti))
        self.messages.hide()
        self.form.begin(one.telaah.alasan if one.telaah else "", asked=asked)
        self.form.show()
        self.open.set_kind(Kind.PLAIN)
        self.form.setFocus()
        tab_order.scroll_to_shown(self.form.keep)

    def _give(self, reason: str, asks: bool, stops: bool) -> None:  # noqa: FBT001 - a signal
        self._record(HasilTelaah.TIDAK_SESUAI, reason, asks=asks, stops=stops)

    def _record(
        self, verdict: HasilTelaah, reason: str = "", *, asks: bool = False, stops: bool = False
    ) -> None:
        """Keep it, and go on to the next piece nobody has looked at."""
        from app.domain.periode import Periode
        from app.exchange import telaah_bukti

        one, paket = self.current, self._paket
        if one is None or paket is None or not paket.periode:
            return
        quarter = Periode.parse(paket.periode) if asks else None
        try:
            telaah_bukti.judge(
                self._session.office, one.bukti.id, verdict, reason,
                pelaku=self._session.pelaku, tanyakan=quarter, penghalang=stops,
            )  # fmt: skip
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self.messages.hide()
        if asks:
            self.messages.tell(Tone.GOOD, t("telaah.ditanyakan", berkas=one.bukti.nama))
            self._session.asked.emit()
        self.refresh()
        if verdict is not HasilTelaah.BELUM:
            self._go_on()
        self.list.setFocus()

    def _go_on(self) -> None:
        """Down to the next piece that waits; where none does the cursor stays."""
        row = self.list.currentIndex().row()
        waiting = [
            number
            for number, line in enumerate(self.list.lines)
            if self._found[line.target].hasil is HasilTelaah.BELUM
        ]
        following = next((one for one in waiting if one >= row), None)
        if following is not None:
            self.list.setCurrentIndex(self.list.model().index(following, 0))

    def _settle(self) -> None:
        from app.exchange import telaah_bukti

        if self.current is None:
            return
        office, by = self._session.office, self._session.pelaku
        try:
            closed = telaah_bukti.close_questions(office, self.current.bukti, oleh=by)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self.messages.tell(Tone.GOOD, t("telaah.ditutup_jumlah", jumlah=closed))
        self._session.asked.emit()
        self._show_current()
        self.list.setFocus()

    def _leave_form(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.form.isAncestorOf(focused)
        self.form.hide()
        self.open.set_kind(Kind.PRIMARY)
        if inside:
            self.list.setFocus()

    # --- The file itself

    def _open(self, _target: object = None) -> None:
        if self.current is not None:
            self._tell(evidence_open.show(self._session.office, self.current.bukti.id))

    def _save(self) -> None:
        if self.current is not None:
            self._tell(evidence_open.save(self, self._session.office, self.current.bukti.id))

    def _tell(self, said: Said) -> None:
        if said is None:
            self.messages.hide()
        else:
            self.messages.tell(*said)

    # --- Making it

    def _connect(self) -> None:
        self.open.clicked.connect(self._open)
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(self.closed)
        self.list.opened.connect(self._open)
        self.list.reached.connect(self._show_current)
        self.list.said.connect(self._say)
        self.verdict.said.connect(self._say)
        self.verdict.settle.clicked.connect(self._settle)
        self.form.given.connect(self._give)
        self.form.left.connect(self._leave_form)
        self.filter.activated.connect(self.refresh)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)

    def _lay_out(self) -> None:
        above, buttons = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(sizes.S)
        above.addWidget(self.counts, 1)
        above.addWidget(self.filter)
        buttons.setSpacing(sizes.S)
        for button in (self.open, self.save, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S, 0, sizes.S, sizes.S)
        column.setSpacing(sizes.S)
        column.addWidget(self._title)
        column.addLayout(above)
        column.addWidget(text.caption(t("bukti.paket_arti")))
        column.addWidget(self.list, 1)
        # Below the list: in a low window that is what is in view.
        for part in (self._nothing, self.messages, self.detail, self.verdict, self.form):
            column.addWidget(part)
        column.addLayout(buttons)
