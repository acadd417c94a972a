"""Everything Ctrl+K can find, and how each thing looks in its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain import cari
from app.domain.cari import Butir
from app.teks import t
from app.ui.actions import ACTIONS, plain
from app.ui.grid import keys
from app.ui.pages.entry_commands import COMMANDS
from app.ui.pages.entry_lines import Line
from app.ui.pages.settings import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.domain.cari import Padanan
    from app.ui.session import Session

PAGE, SECTION, ACTION, COMMAND, KEY = "halaman", "bagian", "tindakan", "perintah", "tombol"
_SEPARATOR = "\t"
_ICONS = {
    PAGE: "arrow-right",
    SECTION: "sliders",
    ACTION: "arrow-right",
    COMMAND: "arrow-right",
    KEY: "table",
    cari.LAYANAN: "lembar",
    cari.BARIS: "table",
    cari.SEL: "table",
}


def everything(session: Session, pages: Iterable[str]) -> list[Butir]:
    """Screens and actions, then the services of the region in view, then their rows."""
    from app.store import pustaka

    forms = [form for form in session.forms.values() if form.filled_by(session.wilayah)]
    urusan = pustaka.load_urusan(paths.forms())
    actions = [one for one in _actions() if one.tujuan != "find"]
    return [*_screens(session, pages), *actions, *cari.of_forms(forms, urusan)]


def _screens(session: Session, pages: Iterable[str]) -> list[Butir]:
    told = t("cari.layar")
    found = [Butir(PAGE, key, plain(t(f"jendela.halaman.{key}")), told) for key in pages]
    settings = plain(t("jendela.halaman.pengaturan"))
    return found + [
        Butir(SECTION, section.key, plain(t(f"pengaturan.{section.key}")), settings)
        for section in SECTIONS
        if section.offered(session)
    ]


def _actions() -> list[Butir]:
    told = t("cari.tindakan")
    found = [
        Butir(ACTION, entry.key, plain(t(f"jendela.tindakan.{entry.key}")), told, entry.shortcut)
        for entry in ACTIONS
    ]
    known = {one.judul for one in found}
    for command in COMMANDS:
        title = t(command.name)
        if title not in known:
            found.append(Butir(COMMAND, command.name, title, t("cari.pada_lembar"), command.key))
    return found


def every_key() -> list[Butir]:
    """Everything that has a key, that of the sheet itself included."""
    told = t("isian.tombol.pada_lembar")
    sheet = [Butir(KEY, "", t(name), told, key) for key, name in keys.GRID]
    return [one for one in _actions() if one.kata] + sheet


def lines(butir: Sequence[Butir], question: str, padanan: Padanan) -> list[Line]:
    """The best answers to a question as lines; their targets are read by `parts`."""
    found = [_line(one) for one in cari.find(butir, question, padanan)]
    return found or [Line(t("cari.tidak_ada", tanya=question), icon="search", caption=True)]


def parts(target: str) -> tuple[str, str]:
    """Kind and goal of a line that was opened."""
    jenis, _, tujuan = target.partition(_SEPARATOR)
    return jenis, tujuan


def _line(one: Butir) -> Line:
    key = one.kata if one.jenis in {ACTION, COMMAND, KEY} else ""
    return Line(
        head=one.judul,
        sub=one.keterangan,
        value=key,
        icon=_ICONS[one.jenis],
        # A key of the sheet is only told: there is nothing to go to.
        target=f"{one.jenis}{_SEPARATOR}{one.tujuan}" if one.tujuan else "",
    )
