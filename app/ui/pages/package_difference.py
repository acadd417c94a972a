"""What accepting would do, on a page of its own: by urusan and by cell, before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.pages.home_parts import ListCard
from app.ui.pages.package_changes import ChangesCard
from app.ui.pages.package_sections import SectionsCard
from app.ui.widgets import text
from app.ui.widgets.beside import Beside
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.header import PageHeader
from app.ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.exchange.tinjauan import Tinjauan
    from app.ui.session import Session

_NARROW = 1000
_LOWEST = 320


class DifferenceView(QWidget):
    """Two uses: a package that is to be accepted, and urusan of one that were held back before.

    Signals:
        left: back to the table, nothing has happened.
        wanted: take it in; what was `Decided` about its urusan, and the reason of the decision
            where urusan held before are taken in.
    """

    left = Signal()
    wanted = Signal(object, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.found: Tinjauan | None = None
        self._later, self._decide = False, False
        self.accept = Button("", Kind.PRIMARY, "check")
        self.back = Button(t("tinjau_layar.kembali"), Kind.PLAIN, "arrow-left")
        self.header = PageHeader("", "", self.accept, self.back)
        self.sections = SectionsCard()
        self.effect = EffectCard()
        self.changes = ChangesCard(session)
        self.accept.clicked.connect(self._accept)
        self.back.clicked.connect(self.left)
        self.sections.turned.connect(self._turned)
        self.sections.walked.connect(self.changes.go_to_section)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)
        self._lay_out()
        self.setFocusProxy(self.sections)

    def show_package(self, found: Tinjauan, *, decide: bool = False) -> None:
        """A package that may be accepted; `decide` when that takes a decision."""
        self._show(found, later=False, decide=decide)

    def show_held(self, found: Tinjauan) -> None:
        """The urusan of an accepted package that are still held back."""
        self._show(found, later=True, decide=False)

    def _show(self, found: Tinjauan, *, later: bool, decide: bool) -> None:
        from app.exchange import tinjauan_kata

        self.found, self._later, self._decide = found, later, decide
        isi = found.bacaan.isi
        title = t(
            "tinjau_layar.judul_ambil" if later else "tinjau_layar.judul",
            wilayah=isi.opd or found.bacaan.wilayah.nama,
            revisi=isi.revisi,
        )
        self.header.say(title, f"{found.bacaan.periode.judul} · {tinjauan_kata.headline(found)}")
        self.changes.show_changes(found)
        self.sections.show_sections(found, later=later)
        self._turned()

    def _leave(self) -> None:
        """Escape leaves a question first, then the page."""
        if self.changes.question.isVisible():
            self.changes.question.leave()
        else:
            self.left.emit()

    def _turned(self) -> None:
        """What is held back changes the effect and the button."""
        found = self.found
        if found is None:
            return
        held = self.sections.held
        self.effect.show_effect(found, held)
        self.changes.mark_held(held)
        taken = len(found.seksi) - len(held)
        self.accept.setText(self._words(taken, len(held)))
        # That all of it waits is a decision about the package of an OPD, not about a region's.
        whole = taken > 0 or (bool(found.bacaan.isi.opd) and not self._later)
        self.accept.setEnabled(whole and not self.sections.undecided)

    def _words(self, taken: int, held: int) -> str:
        if self._later:
            return t("tinjau_layar.ambil", jumlah=taken)
        if held:
            return t("tinjau_layar.terima_sebagian", jumlah=held)
        return t("paket_layar.terima.putuskan" if self._decide else "paket_layar.terima.satu")

    def _accept(self) -> None:
        reason = self.sections.reason.text().strip() if self._later else ""
        if self._later and not reason:
            self.sections.ask_reason()
            return
        self.wanted.emit(self.sections.decided, reason)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(sizes.M)
        side.addWidget(self.sections)
        side.addWidget(self.effect)
        side.addStretch(1)
        left = QWidget()
        side.setContentsMargins(0, 0, 0, 0)
        left.setLayout(side)
        self._both = Beside(left, self.changes, (6, 7), narrow=_NARROW)
        inner = QWidget()
        inner.setLayout(self._both)
        self.changes.setMinimumHeight(_LOWEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(self.header)
        column.addWidget(scrolling(inner), 1)

    def set_width(self, width: int) -> None:
        """In a narrow window the cells stand below."""
        self._both.fit(width)


class EffectCard(ListCard):
    """The region before and after: people first."""

    def __init__(self) -> None:
        super().__init__(t("tinjau_layar.akibat"))
        self.method = text.muted()
        self.table = Ledger(t("tinjau_layar.akibat"), _heads())
        self.body.addWidget(self.method)
        self.body.addWidget(self.table)

    def show_effect(self, found: Tinjauan, held: Mapping[str, str]) -> None:
        """Show what would be so with these urusan held back."""
        from app.exchange import tinjauan_kata

        other = tinjauan_kata.other_method(found)
        notes = [*found.serupa, *([other] if other else [])]
        self.method.setText("\n".join(notes))
        self.method.setVisible(bool(notes))
        told = tinjauan_kata.measures_of(found, held)
        self.table.show_rows(
            [
                Row(
                    one.apa,
                    [
                        Cell(one.apa, note=one.apa),
                        Cell(one.sebelum, note=one.sebelum),
                        Cell(one.sesudah, note=one.sesudah, strong=not one.sama, muted=one.sama),
                    ],
                )
                for one in told
            ]
        )
        self.table.keep_whole(sizes.XS)


class DifferenceSummary(QWidget):
    """The same in a few lines, beside the verdict.

    Signals:
        wanted: show all of it.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = text.body()
        self.button = Button(t("tinjau_layar.lihat"), Kind.PLAIN, "changed")
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_found(self, found: Tinjauan | None, *, working: bool) -> None:
        """Tell what was found; hidden for a file that cannot be taken in."""
        from app.exchange import tinjauan_kata, tumpang

        self.setVisible(found is not None or working)
        self.button.setVisible(found is not None)
        if found is None:
            self.words.setText(t("tinjau_layar.sedang"))
            return
        lines = tinjauan_kata.measures_of(found)
        moved = [one.kalimat for one in lines if not one.sama]
        meets = [tumpang.spoken(found.bacaan, one) for one in found.tumpang]
        other = tinjauan_kata.other_method(found)
        told = (tinjauan_kata.headline(found), *moved, *found.serupa)
        shown = [*meets, *told, *([other] if other else [])]
        self.words.setText("\n".join(shown))


def _heads() -> list[Head]:
    return [
        Head(t("tinjau_layar.kolom.ukuran"), "Belum terlayani (orang)", grow=True, lines=2),
        Head(t("tinjau_layar.kolom.sekarang"), "88,88 Tuntas Madya88", right=True),
        Head(t("tinjau_layar.kolom.menjadi"), "88,88 Tuntas Madya88", right=True),
    ]
