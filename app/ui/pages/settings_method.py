"""The metode of the index: the province decides and publishes it, everybody reads why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.teks import t
from app.ui.colours import Tone
from app.ui.pages.settings_definitions_panels import MakePanel
from app.ui.pages.settings_panel import StagedSection
from app.ui.pages.settings_section import row_of
from app.ui.widgets import text
from app.ui.widgets.button import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.facts import Facts
from app.ui.widgets.header import SectionTitle

if TYPE_CHECKING:
    from app.ui.session import Session

_CHOICES = ("dikecualikan", "penuh")


class MethodSection(StagedSection):
    """The zero-need policy, what else the method of the quarter in view says, and its sources."""

    key = "metode"
    icon = "half"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.choices: dict[str, Choice] = {}
        self.in_use = text.body()
        self.publish = Button(t("pengaturan.metode.terbitkan"), icon="export")
        self.publish.clicked.connect(lambda: self.open_panel(MakePanel(self, None)))
        self.publish.setVisible(session.is_province)
        self.body.addWidget(SectionTitle(t("pengaturan.metode.nol")))
        for code in _CHOICES:
            texts = (t(f"pengaturan.metode.{code}"), t(f"pengaturan.metode.{code}.arti"))
            self.choices[code] = Choice(*texts, "circle" if code == "dikecualikan" else "half")
            self.choices[code].clicked.connect(self._choose)
            self.body.addWidget(self.choices[code])
        self._who = text.muted()
        self.sources = Facts()
        self.body.addWidget(self._who)
        self.body.addWidget(SectionTitle(t("pengaturan.metode.dipakai")))
        self.body.addWidget(self.in_use)
        self.body.addLayout(row_of(self.publish))
        self.body.addWidget(SectionTitle(t("pengaturan.metode.dasar")))
        self.body.addWidget(self.sources)

    def enter(self) -> None:
        """Read the method in use."""
        from app.exchange import metode_kata

        office, periode = self.session.office, self.session.periode
        self.in_use.setText("\n".join(metode_kata.in_use(office, paths.forms(), periode)))
        self.publish.setEnabled(metode_kata.unpublished(office, paths.forms(), periode))
        metode = self.session.metode
        province = self.session.is_province
        for code, choice in self.choices.items():
            choice.setChecked(code == metode.kebutuhan_nol)
            choice.setEnabled(province)
        self._who.setText(t(f"pengaturan.metode.{'provinsi' if province else 'bukan_provinsi'}"))
        keyakinan = "pengaturan.metode.keyakinan"
        self.sources.show_lines(
            (_readable(one.hal), f"{one.teks} ({t(keyakinan, derajat=one.keyakinan)})")
            for one in metode.sumber
        )

    def _choose(self) -> None:
        from app.store import pilihan_metode

        chosen = next(code for code in pilihan_metode.PILIHAN if self.choices[code].isChecked())
        if chosen != self.session.metode.kebutuhan_nol:
            pilihan_metode.choose(self.session.office, chosen)
            self.session.settings_changed.emit()
            self.enter()
            self.messages.tell(Tone.GOOD, t("pengaturan.metode.disimpan"))


def _readable(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
