"""The rules a province sets: which other issuers it allows, and the seal Excel shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages import settings_files as files
from app.ui.pages.home_parts import ListCard
from app.ui.pages.settings_authority import ProvinceSection
from app.ui.pages.settings_panel import Panel, button, spoken
from app.ui.sizes import Step
from app.ui.widgets import replaced, text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.header import SectionTitle
from app.ui.widgets.line import Tick
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.exchange.penerbit import Penerbit
    from app.ui.session import Session

_MAX_FILE = 65_536


class AuthorityRulesSection(ProvinceSection):
    """Two rules, each with why one would change it."""

    key = "aturan_otoritas"
    icon = "sliders"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.issuers = IssuersCard(self)
        self.visible = Tick(t("pengaturan.aturan_otoritas.segel.tampak"))
        self.visible.clicked.connect(self._choose)
        self.body.addWidget(SectionTitle(t("pengaturan.aturan_otoritas.segel")))
        self.body.addWidget(text.body(t("pengaturan.aturan_otoritas.segel.arti")))
        self.body.addWidget(self.visible)
        self.body.addWidget(self.issuers)

    def enter(self) -> None:
        """Read the rules in force."""
        from app.exchange import otoritas, penerbit
        from app.store import settings

        self.close_panel()
        office = self.session.office
        self.visible.setChecked(settings.setting(office, otoritas.SEGEL_TAMPAK, bawaan=True))
        self.issuers.show_issuers(penerbit.allowed(office))

    def do_allow(self) -> None:
        """Look into an issuer's certificate."""
        from app.exchange import penerbit

        kinds = t("pengaturan.berkas.cer")
        file = dialogue.open_file(self, t("pengaturan.aturan_otoritas.pilih"), kinds)
        if file is None:
            return
        with self.telling_errors():
            found = penerbit.read(self.session.office, files.read(file, _MAX_FILE))
            self.open_panel(AllowPanel(self, found))

    def forbid(self, one: Penerbit) -> None:
        """Take an issuer off the list, after asking."""
        from app.exchange import penerbit

        question = t("pengaturan.aturan_otoritas.tanya_hapus", nama=one.nama)
        if dialogue.ask(self, question, t("pengaturan.aturan_otoritas.ya_hapus")):
            penerbit.forbid(self.session.office, one)
            self.finish(t("pengaturan.aturan_otoritas.dihapus", nama=one.nama))

    def _choose(self) -> None:
        from app.exchange import otoritas
        from app.store import settings

        shown = self.visible.isChecked()
        settings.set_setting(self.session.office, otoritas.SEGEL_TAMPAK, shown)
        key = "nyala" if shown else "mati"
        self.messages.tell(Tone.GOOD, t(f"pengaturan.aturan_otoritas.segel.{key}"))


class IssuersCard(ListCard):
    """The allowed issuers of .p12 files."""

    def __init__(self, section: AuthorityRulesSection) -> None:
        super().__init__(t("pengaturan.aturan_otoritas.penerbit"))
        self._section = section
        self.lines: list[IssuerLine] = []
        words = text.muted(t("pengaturan.aturan_otoritas.penerbit.arti"))
        words.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self.add = button("aturan_otoritas.tambah", section.do_allow, icon="plus")
        row = QHBoxLayout()
        row.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.XS)
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addWidget(words)
        self.body.addLayout(self._list)
        self.body.addLayout(row)

    def show_issuers(self, issuers: list[Penerbit]) -> None:
        """Replace the lines."""
        lines = (IssuerLine(self._section, one) for one in issuers)
        self.lines = replaced.replace(self._list, self.lines, lines)


class IssuerLine(QWidget):
    """One issuer, and how to take it off the list."""

    def __init__(self, section: AuthorityRulesSection, one: Penerbit) -> None:
        super().__init__()
        self.remove = Button(t("pengaturan.aturan_otoritas.hapus"), Kind.QUIET)
        self.remove.setAccessibleName(f"{self.remove.text()}: {one.nama}")
        self.remove.clicked.connect(lambda: section.forbid(one))
        until = t("pengaturan.aturan_otoritas.sampai", sampai=f"{one.berlaku_sampai:%d-%m-%Y}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(one.nama, Step.BODY))
        words.addWidget(text.caption(until))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.remove)


class AllowPanel(Panel):
    """An issuer is allowed only after a person compared it with what the issuer publishes."""

    def __init__(self, section: AuthorityRulesSection, found: Penerbit) -> None:
        super().__init__("izinkan", nama=found.nama)
        self._section, self._found = section, found
        self.show_facts(
            [
                (t("panel.izinkan.nama"), found.nama),
                (t("panel.izinkan.organisasi"), found.organisasi),
                (t("pengaturan.otoritas.sampai"), f"{found.berlaku_sampai:%d-%m-%Y}"),
                (t("pengaturan.sertifikat.enam_kata"), spoken(found.kata)),
                (t("panel.izinkan.sidik"), found.sidik_sertifikat),
            ]
        )
        self.compared = Tick(t("panel.izinkan.cocok"))
        self.add(self.compared)

    def submit(self) -> None:
        """Allow what was compared."""
        from app.exchange import penerbit

        if not self.compared.isChecked():
            self.messages.tell(Tone.WARN, t("panel.izinkan.belum"))
            return
        penerbit.allow(self._section.session.office, self._found)
        self._section.finish(t("panel.izinkan.selesai", nama=self._found.nama))
