"""Who this office is and where its data live; the language of the window; the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import teks
from app.domain.kertas import KERTAS
from app.teks import t
from app.ui import dialogue
from app.ui.pages.settings_section import Section, row_of
from app.ui.widgets.button import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.facts import Facts
from app.ui.widgets.header import SectionTitle

if TYPE_CHECKING:
    from app.teks import Language
    from app.ui.session import Session


class OfficeSection(Section):
    """Facts that were settled at the office's birth."""

    key = "kantor"
    icon = "building"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.facts = Facts()
        self.place = Facts()
        self.reveal = Button(t("pengaturan.kantor.buka_folder"), icon="folder")
        self.reveal.clicked.connect(self._reveal)
        self.column.addWidget(self.facts)
        self.column.addWidget(SectionTitle(t("pengaturan.kantor.tempat")))
        self.column.addWidget(self.place)
        self.column.addLayout(row_of(self.reveal))

    def enter(self) -> None:
        """Read the facts."""
        office = self.session.office
        mine = office.identitas
        region = self.session.regions[mine.wilayah]
        self.facts.show_lines(
            [
                (t("pengaturan.kantor.nama"), mine.kantor),
                (t("pengaturan.kantor.jenis"), t(f"pengaturan.kantor.jenis.{mine.jenis}")),
                (t("pengaturan.kantor.wilayah"), f"{region.nama} ({region.kode})"),
                (t("pengaturan.kantor.nomor"), mine.office_id),
            ]
        )
        self.place.show_lines([(t("pengaturan.kantor.folder"), str(office.folder))])

    def _reveal(self) -> None:
        dialogue.reveal(self.session.office.folder)


class DisplaySection(Section):
    """The language of the window."""

    key = "tampilan"
    icon = "language"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.languages: dict[Language, Choice] = {}
        for code in teks.LANGUAGES:
            texts = (t(f"pengaturan.bahasa.{code}"), t(f"pengaturan.bahasa.{code}.arti"))
            choice = Choice(*texts, "language")
            choice.setChecked(code == teks.language())
            choice.clicked.connect(self._choose)
            self.languages[code] = choice
            self.column.addWidget(choice)

    def _choose(self) -> None:
        chosen = next(code for code, one in self.languages.items() if one.isChecked())
        if chosen != teks.language():
            self.session.set_language(chosen)


class PaperSection(Section):
    """What is printed and handed out is laid out for this paper."""

    key = "kertas"
    icon = "lembar"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.papers: dict[str, Choice] = {}
        for name in KERTAS:
            texts = (t(f"pengaturan.kertas.{name}"), t(f"pengaturan.kertas.{name}.arti"))
            self.papers[name] = Choice(*texts, "lembar")
            self.papers[name].clicked.connect(self._choose)
            self.column.addWidget(self.papers[name])

    def enter(self) -> None:
        """Show what is chosen."""
        from app.exchange import kertas_kantor

        self.papers[kertas_kantor.of_office(self.session.office).nama].setChecked(True)

    def _choose(self) -> None:
        from app.exchange import kertas_kantor

        chosen = next(name for name, one in self.papers.items() if one.isChecked())
        with self.telling_errors():
            kertas_kantor.choose(self.session.office, KERTAS[chosen])
