"""The pages of the window as one table; the rail, the keys and the tests read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.page import Page
    from app.ui.session import Session


class PageEntry(NamedTuple):
    """A page: its text is `jendela.halaman.<key>`; `make` imports the page's module when called."""

    key: str
    icon: str
    make: Callable[[Session], Page]
    only_province: bool = False


def _home(session: Session) -> Page:
    from app.ui.pages.home import HomePage

    return HomePage(session)


def _entry(bagian: str) -> Callable[[Session], Page]:
    """The entry page for the forms of one part of the work; its key is that part's code."""

    def make(session: Session) -> Page:
        from app.ui.pages.entry import EntryPage

        return EntryPage(session, bagian)

    return make


def _follow_ups(session: Session) -> Page:
    from app.ui.pages.follow_ups import FollowUpsPage

    return FollowUpsPage(session)


def _packages(session: Session) -> Page:
    from app.ui.pages.package import PackagePage

    return PackagePage(session)


def _reports(session: Session) -> Page:
    from app.ui.pages.reports import ReportsPage

    return ReportsPage(session)


def _consolidation(session: Session) -> Page:
    from app.ui.pages.consolidation import ConsolidationPage

    return ConsolidationPage(session)


def _settings(session: Session) -> Page:
    from app.ui.pages.settings import SettingsPage

    return SettingsPage(session)


PAGES = (
    PageEntry("beranda", "home", _home),
    PageEntry("spm", "table", _entry("spm")),
    PageEntry("kemiskinan", "people", _entry("kemiskinan")),
    PageEntry("tindak_lanjut", "flag", _follow_ups),
    PageEntry("paket", "parcel", _packages),
    PageEntry("laporan", "lembar", _reports),
    PageEntry("konsolidasi", "merge", _consolidation, only_province=True),
    PageEntry("pengaturan", "sliders", _settings),
)
