"""Lines on Beranda: a certificate soon over, over, or revoked; definitions that wait."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from app.ui.session import Session

_WARN_DAYS = 60


class CertificateNotice(MessageBar):
    """Hidden as long as nothing has to be done."""

    def __init__(self, session: Session) -> None:
        super().__init__(closable=False)
        self._session = session

    def refresh(self) -> None:
        """Look at the dates, and at the revocation lists where there are any."""
        found = self._found()
        if found is None:
            self.hide()
            return
        key, tone, until = found
        words = t(f"beranda.sertifikat.{key}", tanggal=f"{until:%d-%m-%Y}")
        self.tell(tone, words, t("beranda.sertifikat.buka"), self._open)

    def _found(self) -> tuple[str, Tone, date] | None:
        from app.exchange import brankas
        from app.store import revocations

        office, user = self._session.office, self._session.user
        own = brankas.own_certificate(office, user) if user else None
        if user is None or own is None:
            return None
        until = date.fromisoformat(own.berlaku_sampai)
        left = (until - self._session.clock().date()).days
        # The lists are opened only where there are any: this page is on the way of every start.
        if revocations.lists(office):
            from app.exchange import kesiapan

            if kesiapan.state_of(office, user).tahap == "dicabut":
                return "dicabut", Tone.BAD, until
        if left < 0:
            return "kedaluwarsa", Tone.BAD, until
        return ("akan_habis", Tone.WARN, until) if left < _WARN_DAYS else None

    def _open(self) -> None:
        home_ways.to_settings(self, "sertifikat")


class DefinitionsNotice(MessageBar):
    """Shown while a reply has brought definitions that nobody has installed."""

    def __init__(self, session: Session) -> None:
        super().__init__(closable=False)
        self._session = session

    def refresh(self) -> None:
        """Look at what was brought and at what is installed."""
        from app.store import definitions

        nomor = definitions.not_installed(self._session.office)
        if not nomor:
            self.hide()
            return
        told = t("definisi.menunggu", nomor=nomor)
        self.tell(Tone.INFO, told, t("beranda.definisi.buka"), self._open)

    def _open(self) -> None:
        home_ways.to_settings(self, "definisi")
