"""The medians of other regions: which quarters are known, and installing a file of the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import settings_files
from app.ui.pages.settings_section import Section, row_of
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from app.ui.session import Session


class MedianSection(Section):
    """A file, or a message out of a chat, goes in; nothing is compared before."""

    key = "median"
    icon = "table"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.known = text.body()
        self.install = Button(t("pengaturan.median.pasang"), Kind.PRIMARY, "import")
        self.paste = Button(t("pengaturan.median.tempel"), icon="paste")
        self.install.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)
        self.column.addWidget(self.known)
        self.column.addLayout(row_of(self.install, self.paste))

    @classmethod
    def offered(cls, session: Session) -> bool:
        """A province makes the file and has no use for it."""
        return session.is_open and not session.is_province

    def enter(self) -> None:
        """Read which quarters are known."""
        from app.domain.periode import Periode
        from app.store import medians

        found = [Periode.parse(one).judul for one in medians.periods(self.session.office)]
        kind = "triwulan" if found else "kosong"
        self.known.setText(t(f"pengaturan.median.{kind}", periode=", ".join(found)))

    def _choose(self) -> None:
        from app.exchange import acuan_median

        file = settings_files.open_text(self, t("pengaturan.median.judul"))
        if file is not None:
            with self.telling_errors():
                self._take(settings_files.read(file, acuan_median.MAX_READ))

    def _paste(self) -> None:
        with self.telling_errors():
            self._take(settings_files.pasted())

    def _take(self, data: bytes) -> None:
        from app.exchange import acuan_median

        terbaca, fresh = acuan_median.install(self.session.office, data)
        self.enter()
        self.messages.tell(Tone.GOOD, acuan_median.sentence(terbaca, fresh=fresh))
        self.session.settings_changed.emit()
