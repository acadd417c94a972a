"""The way from a file that is no package but wanted in the settings to where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.teks import t
from app.ui.pages import home_ways
from app.ui.pages.settings_authority import AuthoritySection

if TYPE_CHECKING:
    from app.exchange.putusan import Laporan
    from app.ui.pages.package_verdict import VerdictCard
    from app.ui.session import Session

_REQUEST, _LIST = "berkas_permintaan_sertifikat", "berkas_daftar_pencabutan"


class TrustWay(QObject):
    """Follows the file a card shows; its button is there where this office can use the file."""

    def __init__(self, session: Session, card: VerdictCard) -> None:
        super().__init__(card)
        self._session, self._card = session, card
        self._laporan: Laporan | None = None
        card.shown.connect(self._follow)
        card.install.clicked.connect(self._go)

    def _follow(self, laporan: Laporan) -> None:
        from app.exchange.jenis_berkas import UNTUK_PENGATURAN

        self._laporan, kind = laporan, laporan.alasan
        # A request is answered by a province; other offices pass it on.
        here = kind != _REQUEST or AuthoritySection.offered(self._session)
        there = kind in UNTUK_PENGATURAN and here and bool(laporan.berkas)
        self._card.install.setVisible(there)
        if there:
            self._card.install.setText(t(f"paket_layar.pasang.{kind}"))

    def _go(self) -> None:
        if self._laporan is None:
            return
        kind, authority = self._laporan.alasan, AuthoritySection.offered(self._session)
        to_authority = kind == _REQUEST or (kind == _LIST and authority)
        home_ways.to_trust(self._card, self._laporan.berkas, authority=to_authority)
