"""Regions with figures that are easy to reckon with, written through the one door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.periode import Periode
from app.domain.sel_form import matches
from app.store import dispatch, door
from app.store.door import CellWrite
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.entry import EntryPage
from app.ui.session import Session
from tests.ui.contoh_jendela import clock, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.store.dispatch import Paket
    from app.ui.grid.sheet import OpenSheet

PERIODE = Periode(2026, 3)
NEED = 100


def sheet(form: Formulir, served: int, *, leave: int = 0) -> dict[str, Nilai]:
    """Every required cell: 100 needed, `served` of them there; the last `leave` stay empty."""
    tops = [bagian.pembilang for bagian in form.indeks.bagian]
    values: dict[str, Nilai] = {
        kode: served if any(matches(top, kode) for top in tops) else NEED
        for kode, sel in form.cells.items()
        if sel.wajib
    }
    kept = len(values) - leave
    return dict(list(values.items())[:kept])


def fill(
    session: Session,
    wilayah: str,
    served: int,
    *,
    gaps: frozenset[str] = frozenset(),
    periode: Periode = PERIODE,
) -> None:
    """All layanan of a region at one level; those in `gaps` lack their last cell."""
    tingkat = "kabupaten" if "." in wilayah else "provinsi"
    cells = [
        CellWrite(form.kode, wilayah, str(form.home_period(sel, periode)), sel, nilai)
        for form in session.forms.values()
        if form.tingkat == tingkat
        for sel, nilai in sheet(form, served, leave=int(form.kode in gaps)).items()
    ]
    session.announce(door.write(session.office, cells, jenis="isi", label="isi", pelaku="Uji"))


def enter(session: Session, formulir: str, **cells: int | str | None) -> None:
    """Single cells of the region in view; `__` stands for a dot."""
    form = session.forms[formulir]
    wishes = [
        CellWrite(formulir, session.wilayah, str(form.home_period(sel, PERIODE)), sel, nilai)
        for name, nilai in cells.items()
        for sel in (name.replace("__", "."),)
    ]
    session.write(wishes, jenis="isi", label="isi")


def arrived(session: Session, wilayah: str, revisi: int = 1) -> Paket:
    """A package of a region in the book, without a real file."""
    entry = dispatch.Paket(
        arah="masuk",
        putusan="sah_utuh",
        nama_berkas=f"SPM_{wilayah}.xlsx",
        paket_id=f"{int(wilayah.replace('.', '')):064x}",
        wilayah=wilayah,
        periode=str(PERIODE),
        revisi=revisi,
        penanda_tangan="Operator Contoh",
    )
    return dispatch.record_package(session.office, entry, b"")


def desk(qtbot: QtBot, folder: Path, page: str) -> MainWindow:
    """The window over an office, at a page, in the quarter of the examples."""
    window = MainWindow(Session(clock, Memory()))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.open_office(folder)
    window.session.set_periode(PERIODE)
    window.desk.show_page(page)
    return window


def open_sheet(window: MainWindow) -> tuple[OpenSheet, str]:
    """The sheet of the entry page that came into view, and the cell under the cursor."""
    entry = window.desk.current_page
    assert isinstance(entry, EntryPage)
    assert entry.sheet is not None
    assert entry.grid.current is not None
    return entry.sheet, entry.grid.current.kode


def three_regions(qtbot: QtBot, province: Session) -> ConsolidationPage:
    """The consolidation of three regions with data, one with a gap; a package from the first."""
    province.set_periode(PERIODE)
    fill(province, "53.01", 90)
    fill(province, "53.02", 80)
    fill(province, "53.03", 70, gaps=frozenset({"KES-04"}))
    arrived(province, "53.01")
    made = ConsolidationPage(province)
    made.resize(1266, 700)
    put_on_screen(qtbot, made)
    made.enter()
    qtbot.waitUntil(lambda: made.recap is not None)
    return made
