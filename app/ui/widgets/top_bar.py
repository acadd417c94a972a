"""The bar above the pages: region, period, who works, exercise badge, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from app.teks import t
from app.ui import colours, shortcuts, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.ui.session import Session

_USER_FROM = 680


class TopBar(QWidget):
    """Shows where the user is and lets them go elsewhere; listens to the session.

    Signals:
        people_wanted: somebody else is to work, or to sign, from now on.

    """

    people_wanted = Signal()

    def __init__(self, session: Session, menu: QMenu) -> None:
        super().__init__()
        self._session = session
        self.region = Selector(t("jendela.wilayah"))
        self.period = Selector(t("jendela.periode"))
        # A quarter changed by a stray key takes the next figures, and nobody notices.
        for choice in (self.region, self.period):
            choice.be_careful()
        # Two quarters differ in their last letters, so these are always there.
        self.period.keep_whole()
        self._region_label = _label(t("jendela.pilih_wilayah"), self.region)
        self._own_region = Text("", Step.STRONG, wrap=False)
        self.user = Button("", Kind.QUIET)
        self.user.setToolTip(t("jendela.ganti_orang"))
        self.user.clicked.connect(self.people_wanted)
        self._menu = Button("", Kind.QUIET, "menu")
        self._menu.setAccessibleName(t("jendela.menu_utama"))
        self._menu.setToolTip(f"{t('jendela.menu_utama')} ({shortcuts.MENU})")
        self._menu.setShortcut(shortcuts.MENU)
        self._menu.clicked.connect(self._show_menu)
        self._menu_contents = menu
        self._lay_out()
        session.office_opened.connect(self._opened)
        session.settings_changed.connect(self._opened)
        session.user_changed.connect(self._show_user)
        session.periode_changed.connect(self._show_period)
        session.wilayah_changed.connect(self._show_region)
        self.region.activated.connect(self._choose_region)
        self.period.activated.connect(self._choose_period)
        if session.is_open:
            self._opened()

    def step_period(self, step: int) -> None:
        """Go to the period next in the list."""
        place = self.period.currentIndex() + step
        if 0 <= place < self.period.count():
            self.period.setCurrentIndex(place)
            self._choose_period(place)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.XL, sizes.S, sizes.M, sizes.S)
        row.setSpacing(sizes.S)
        row.addWidget(self._region_label)
        row.addWidget(self.region)
        row.addWidget(self._own_region)
        row.addSpacing(sizes.M)
        row.addWidget(_label(t("jendela.pilih_periode"), self.period))
        row.addWidget(self.period)
        row.addStretch(1)
        row.addWidget(self.user)
        row.addWidget(self._menu)

    def _opened(self) -> None:
        session = self._session
        province = session.is_province
        self.region.setVisible(province)
        self._region_label.setVisible(province)
        self._own_region.setVisible(not province)
        own = session.office.identitas.kantor if session.is_opd else session.region.nama
        self._own_region.setText(own)
        self._show_user()
        self._show_period()

    def _show_user(self) -> None:
        user = self._session.user
        self.user.setText(user.nama.replace("&", "&&") if user else "")
        self.user.setAccessibleDescription(t("jendela.ganti_orang"))

    def _show_regions(self) -> None:
        """The regions of the quarter: one may have come later, left, or had another name."""
        self.region.clear()
        if self._session.is_province:
            for kode, region in self._session.regions_now.items():
                self.region.addItem(region.nama, kode)
        self._show_region()

    def _show_region(self) -> None:
        self.region.setCurrentIndex(self.region.findData(self._session.wilayah))

    def _show_period(self) -> None:
        self.period.clear()
        for periode in self._session.periods():
            self.period.addItem(periode.judul, periode)
            if periode == self._session.periode:
                self.period.setCurrentIndex(self.period.count() - 1)
        self._show_regions()

    def _choose_region(self, place: int) -> None:
        self._session.set_wilayah(self.region.itemData(place))

    def _choose_period(self, place: int) -> None:
        self._session.set_periode(self.period.itemData(place))

    def _show_menu(self) -> None:
        menu = self._menu_contents
        corner = self._menu.mapToGlobal(self._menu.rect().bottomRight())
        corner.setX(corner.x() - menu.sizeHint().width())
        menu.popup(corner)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the region and the quarter matter more than the name of the user."""
        super().resizeEvent(event)
        self.user.setVisible(event.size().width() >= _USER_FROM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline below; in an exercise the whole bar is tinted, so that nobody mistakes it."""
        painter = paint.painter_for(self)
        if self._session.is_open and self._session.is_practice:
            painter.fillRect(self.rect(), colours.soft(Tone.INFO, self.palette()))
        painter.setPen(colours.tone(Tone.LINE, self.palette()))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    label.setBuddy(buddy)
    return label
