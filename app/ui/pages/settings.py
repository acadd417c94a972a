"""Pengaturan: the facts of the office, each section a small class of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.teks import t
from app.ui import sizes
from app.ui.page import Page
from app.ui.pages.settings_authority import AuthoritySection
from app.ui.pages.settings_authority_key import AuthorityKeySection
from app.ui.pages.settings_authority_rules import AuthorityRulesSection
from app.ui.pages.settings_backups import BackupsSection
from app.ui.pages.settings_certificates import CertificatesSection
from app.ui.pages.settings_deadlines import DeadlinesSection
from app.ui.pages.settings_definitions import DefinitionsSection
from app.ui.pages.settings_initials import InitialsSection
from app.ui.pages.settings_median import MedianSection
from app.ui.pages.settings_method import MethodSection
from app.ui.pages.settings_office import DisplaySection, OfficeSection, PaperSection
from app.ui.pages.settings_opd import OpdSection
from app.ui.pages.settings_people import PeopleSection
from app.ui.widgets.column import Column
from app.ui.widgets.header import PageHeader
from app.ui.widgets.section_list import SectionList

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.pages.settings_section import Section
    from app.ui.session import Session

SECTIONS: tuple[type[Section], ...] = (
    OfficeSection,
    BackupsSection,
    PeopleSection,
    CertificatesSection,
    AuthoritySection,
    AuthorityKeySection,
    AuthorityRulesSection,
    OpdSection,
    MethodSection,
    MedianSection,
    DefinitionsSection,
    DeadlinesSection,
    PaperSection,
    InitialsSection,
    DisplaySection,
)
_WIDTH_CHARS = 92
_NARROW = 760


class SettingsPage(Page):
    """Sections on the left, the chosen one on the right; a change is kept at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.sections: dict[str, Section] = {}
        self.columns: dict[str, Column] = {}
        self.kinds = [section for section in SECTIONS if section.offered(session)]
        self.list = SectionList(
            (section.key, t(f"pengaturan.{section.key}"), section.icon) for section in self.kinds
        )
        self._stack = QStackedWidget()
        self._title = PageHeader(t("pengaturan.judul"))
        self._lay_out()
        self.list.wanted.connect(self.show_section)
        self.list.choose(SECTIONS[0].key)

    def show_section(self, key: str) -> None:
        """Bring a section into view, up to date; it is built when it is first seen."""
        if key not in self.sections:
            self._build(key)
        self._stack.setCurrentWidget(self.columns[key])
        self.setFocusProxy(self.list.item(key))
        self.sections[key].enter()

    def enter(self) -> None:
        """Bring the section in view up to date."""
        for key, column in self.columns.items():
            if column is self._stack.currentWidget():
                self.sections[key].enter()

    @property
    def view(self) -> str:
        """The section in view."""
        shown = self._stack.currentWidget()
        return next(key for key, column in self.columns.items() if column is shown)

    def _build(self, key: str) -> None:
        kind = next(section for section in SECTIONS if section.key == key)
        section, column = kind(self.session), Column(_WIDTH_CHARS)
        column.body.addWidget(section)
        self.sections[key], self.columns[key] = section, column
        self._stack.addWidget(column)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(sizes.M, sizes.L, 0, sizes.L)
        self._title.setContentsMargins(sizes.M, 0, 0, 0)
        left.setSpacing(sizes.L)
        left.addWidget(self._title)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.M)
        row.addLayout(left)
        row.addWidget(self._stack, 1)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps its room for the section itself."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self._title.setVisible(not narrow)
        self.list.set_compact(compact=narrow)
