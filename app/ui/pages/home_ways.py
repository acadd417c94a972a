"""The ways from one page to another place in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from app.domain.bagian import SPM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.formulir import Formulir
    from app.domain.pertanyaan import Pertanyaan
    from app.ui.page import Page
    from app.ui.pages.settings_authority import AuthoritySection
    from app.ui.pages.settings_certificates import CertificatesSection
    from app.ui.pages.settings_definitions import DefinitionsSection

    _Installs: TypeAlias = AuthoritySection | CertificatesSection | DefinitionsSection


def to_page(here: QWidget, key: str) -> Page | None:
    """Show another page of the same window; None where there is no window around."""
    from app.ui.main_window import MainWindow

    window = here.window()
    if not isinstance(window, MainWindow):
        return None
    window.desk.show_page(key)
    return window.desk.current_page


def part_of(here: QWidget, formulir: str) -> str:
    """The key of the entry page that shows a form: the part of the work it belongs to."""
    from app.ui.main_window import MainWindow

    window = here.window()
    known = window.session.forms if isinstance(window, MainWindow) else {}
    return known[formulir].bagian if formulir in known else SPM


def to_cell(here: QWidget, formulir: str, sel: str = "") -> None:
    """Open a layanan on the entry page, at a cell when one is named."""
    from app.ui.pages.entry import EntryPage

    page = to_page(here, part_of(here, formulir))
    if isinstance(page, EntryPage):
        page.open_service(formulir, sel)


def to_place(here: QWidget, wilayah: str, tentang: str) -> None:
    """Go to what a follow-up is about: an urusan, or a form and perhaps a cell of it."""
    from app.ui.main_window import MainWindow

    window = here.window()
    kode, _, sel = tentang.partition(" ")
    if not isinstance(window, MainWindow):
        return
    forms = place_forms(window.session.forms.values(), wilayah, kode)
    if forms:
        window.session.set_wilayah(wilayah)
        to_cell(here, forms[0].kode, sel)


def place_forms(forms: Iterable[Formulir], wilayah: str, kode: str) -> list[Formulir]:
    """The forms a region fills that are meant by the code of a form or of an urusan, in order."""
    meant = (one for one in forms if kode in (one.kode, one.urusan) and one.filled_by(wilayah))
    return sorted(meant, key=lambda one: one.urut)


def to_question(here: QWidget, one: Pertanyaan) -> None:
    """Go to the very cell the province asked about, with the question beside it."""
    from app.domain.periode import Periode
    from app.ui.main_window import MainWindow

    window = here.window()
    if isinstance(window, MainWindow):
        window.session.set_wilayah(one.wilayah)
        window.session.set_periode(Periode.parse(one.periode))
        to_asked(here, one.formulir, one.sel)


def to_asked(here: QWidget, formulir: str, sel: str) -> None:
    """Open a cell something was asked about, with the question in view."""
    from app.ui.pages.entry import EntryPage
    from app.ui.pages.entry_inspector import Tab

    page = to_page(here, part_of(here, formulir))
    if isinstance(page, EntryPage):
        page.open_service(formulir, sel)
        page.inspector.refresh()
        page.inspector.lend(Tab.QUESTIONS, sel)
        # Whoever is to explain a figure must not type the answer into the figure itself.
        if page.inspector.questions.wants_words:
            page.inspector.questions.setFocus()


def to_ask(here: QWidget, wilayah: str, formulir: str, sel: str) -> None:
    """Go to a cell of a region, where the province can ask about it."""
    from app.ui.main_window import MainWindow
    from app.ui.pages.entry import EntryPage
    from app.ui.pages.entry_inspector import Tab

    window = here.window()
    if not isinstance(window, MainWindow):
        return
    window.session.set_wilayah(wilayah)
    page = to_page(here, part_of(here, formulir))
    if isinstance(page, EntryPage):
        page.open_service(formulir, sel)
        page.panes.call(page.inspector)
        page.inspector.show_tab(Tab.QUESTIONS)


def to_questions(here: QWidget) -> None:
    """Show the list of questions on the page Paket."""
    from app.ui.pages.package import PackagePage

    page = to_page(here, "paket")
    if isinstance(page, PackagePage):
        page.show_view("tanya")
        page.questions.setFocus()


def to_replies(here: QWidget, wilayah: Sequence[str]) -> None:
    """Make replies to these regions, on the page Paket."""
    from app.ui.pages.package import PackagePage

    page = to_page(here, "paket")
    if isinstance(page, PackagePage):
        page.make_replies(wilayah)


def to_region(here: QWidget, kode: str) -> None:
    """Open a region in Konsolidasi."""
    from app.ui.pages.consolidation import ConsolidationPage

    page = to_page(here, "konsolidasi")
    if isinstance(page, ConsolidationPage):
        page.open_region(kode)


def to_definitions(here: QWidget, data: bytes) -> None:
    """Show what a file of definitions would change, where it is installed."""
    from app.ui.pages.settings_definitions import DefinitionsSection

    _to_section(here, DefinitionsSection, data)


def to_trust(here: QWidget, data: bytes, *, authority: bool) -> None:
    """Open a certificate, a request or a revocation list where it is installed."""
    from app.ui.pages.settings_authority import AuthoritySection
    from app.ui.pages.settings_certificates import CertificatesSection

    _to_section(here, AuthoritySection if authority else CertificatesSection, data)


def _to_section(here: QWidget, kind: type[_Installs], data: bytes) -> None:
    """Open the section of the settings that installs such files, with one to look at."""
    from app.ui.pages.settings import SettingsPage

    page = to_page(here, "pengaturan")
    if isinstance(page, SettingsPage):
        page.list.choose(kind.key)
        section = page.sections[kind.key]
        assert isinstance(section, kind)
        section.look_at(data)


def to_settings(here: QWidget, section: str) -> None:
    """Open a section of the settings."""
    from app.ui.pages.settings import SettingsPage

    page = to_page(here, "pengaturan")
    if isinstance(page, SettingsPage):
        page.list.choose(section)
        # The page had the focus where it was left; now it is in the section that was wanted.
        page.setFocus()


def count_unsent(here: QWidget) -> None:
    """Let the status line count again what has not been sent."""
    from app.ui.main_window import MainWindow

    window = here.window()
    if isinstance(window, MainWindow):
        window.desk.status.refresh()
