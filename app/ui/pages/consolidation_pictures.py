"""The button that saves the view shown as a picture to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.exchange.gambar_rekap import (
    PANAS_LAYANAN,
    PANAS_URUSAN,
    PERINGKAT,
    PETA,
    SEBARAN,
    TREN_BELUM,
    TREN_INDEKS,
    Asal,
)
from app.teks import t
from app.ui import background, dialogue
from app.ui.charts.recap_heat import WHOLE
from app.ui.colours import Tone
from app.ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from app.domain.rekap_gabung import Reported
    from app.domain.tren import Tren
    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar

OF_VIEW = {
    "tabel": (PERINGKAT,),
    "peta": (PETA,),
    "urusan": (PANAS_URUSAN,),
    "layanan": (PANAS_LAYANAN,),
    "tren": (TREN_BELUM, SEBARAN),
}
"""The pictures of each view; the trend is drawn with the figures that are shown."""
_TREND = {"belum": TREN_BELUM, "indeks": TREN_INDEKS}


class Shown(NamedTuple):
    """What is in view: which view, its figures, what the map shows, the order of the heat map."""

    view: str
    reported: Reported
    found: Tren | None = None
    figure: str = ""
    urusan: str = WHOLE
    order: Sequence[str] = ()

    @property
    def pictures(self) -> tuple[str, ...]:
        """The codes of its pictures."""
        of_trend = (TREN_BELUM, TREN_INDEKS)
        return tuple(
            _TREND[self.figure] if one in of_trend else one for one in OF_VIEW.get(self.view, ())
        )


class PictureButton(Button):
    """Saves the picture of the view, or lets people choose where a view has several."""

    def __init__(
        self, session: Session, messages: MessageBar, shown: Callable[[], Shown | None]
    ) -> None:
        super().__init__(t("gambar.simpan"), icon="export")
        self._session, self._messages, self._shown = session, messages, shown
        self.clicked.connect(self._offer)

    def shorten(self, *, short: bool) -> None:
        """Only the picture on it, the words as its tip, where there is no room for both."""
        words = t("gambar.simpan")
        self.setText("" if short else words)
        plain = words.replace("&", "") if short else ""
        self.setToolTip(plain)
        self.setAccessibleName(plain)
        self.updateGeometry()

    def menu_of(self, pictures: Sequence[str]) -> QMenu:
        """The pictures to choose from."""
        menu = QMenu(self)
        for kode in pictures:
            action = menu.addAction(t("gambar.simpan_satu", nama=t(f"gambar.nama.{kode}")))
            action.setData(kode)
        menu.triggered.connect(self._chosen)
        return menu

    def _offer(self) -> None:
        shown = self._shown()
        if shown is None:
            return
        pictures = shown.pictures
        if len(pictures) == 1:
            self.save(pictures[0])
            return
        menu = self.menu_of(pictures)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _chosen(self, action: QAction) -> None:
        self.save(action.data())

    def save(self, kode: str) -> None:
        """Ask for a file and draw into it beside the window."""
        shown = self._shown()
        if shown is None:
            return
        proposal = Path(t("gambar.berkas", kode=kode, periode=self._session.periode))
        target = dialogue.save_file(self, t("gambar.simpan"), proposal, t("gambar.jenis"))
        if target is None:
            return
        asal = self._origin()
        self.setEnabled(False)
        self._messages.tell(Tone.INFO, t("gambar.sedang", berkas=target.name))
        background.run(
            self,
            lambda _progress: _draw(kode, shown, asal, target),
            done=lambda _: self._tell(target),
            failed=self._failed,
        )

    def _origin(self) -> Asal:
        from app.exchange import tanda_air

        office = self._session.office
        mark = tanda_air.of_office(office)
        return Asal(self._session.periode, office.identitas.kantor, self._session.clock(), mark)

    def _tell(self, target: Path) -> None:
        self.setEnabled(True)
        self._messages.tell(
            Tone.GOOD,
            t("gambar.selesai", berkas=str(target)),
            t("konsolidasi.rekap.buka"),
            lambda: dialogue.reveal(target.parent),
        )

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self._messages.hide()
        dialogue.show_failure(self, error)


def _draw(kode: str, shown: Shown, asal: Asal, target: Path) -> None:
    from app.ui.charts import pictures

    pictures.save(
        kode,
        shown.reported,
        asal,
        target,
        found=shown.found,
        urusan=shown.urusan,
        order=shown.order,
    )
