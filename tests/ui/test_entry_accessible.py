"""The entry screen for those who listen, who cannot tell colours apart, or who enlarge it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel

from app.domain.catatan import JenisCatatan
from app.ui import colours
from app.ui.colours import Tone
from app.ui.grid.inks import inks
from app.ui.grid.looks import Kind
from tests.ui.isian import ALT, HARUS, TERLAYANI, Isian, Key

READABLE, VISIBLE = 4.5, 3.0
schemes = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
# 1366x768 as Qt sees it at 100, 150 and 200 per cent.
SIZES = [(1366, 768), (911, 512), (683, 384)]


@pytest.fixture
def isian(qtbot, session) -> Isian:
    made = Isian(qtbot, session).open("KES-01", HARUS)
    made.enter("80").enter("81").at("penerima.terlayani.dis").press(Key.Key_1, ALT)
    made.sheet.write_note(TERLAYANI, JenisCatatan.SUMBER, "e-Kohort")
    return made.at(TERLAYANI)


def heard(isian: Isian) -> list[tuple[str, str]]:
    """Name and description of headers and cells of the first table, as a screen reader has them."""
    table = QAccessible.queryAccessibleInterface(isian.page.grid.view)
    children = [table.child(place) for place in range(table.childCount())]
    return [
        (one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Description))
        for one in children
    ]


def test_the_table_and_its_headers_have_names(isian):
    whole = QAccessible.queryAccessibleInterface(isian.page.grid.view)
    assert whole.role() == QAccessible.Role.Table
    assert whole.text(QAccessible.Text.Name) == "A. Penerima layanan dasar (80 %)"
    names = [name for name, _ in heard(isian)]
    assert "Jumlah" in names
    assert "Data terpilah, Perempuan" in names
    assert "Ibu hamil yang harus dilayani, orang" in names


def test_a_cell_is_heard_with_its_value_its_state_and_what_is_wrong_with_it(isian):
    told = heard(isian)

    def about(name: str) -> str:
        return next(description for one, description in told if one.endswith(name))

    served = about("antenatal sesuai standar, Jumlah, 81 orang")
    assert "Peringatan: Yang terlayani (81) melebihi yang harus dilayani (80)." in served
    assert "Sumber: e-Kohort" in served
    letter = about("Penyandang disabilitas, Nihil")
    assert "Catatan: Nihil dinyatakan pada layanan ini" in letter
    assert about("Capaian, Jumlah, 101,25 %") == "Dihitung otomatis."
    assert about("dilayani, Laki-laki, sel tertutup") == ""
    assert "Satu angka untuk setahun." in about("dilayani, Perempuan, kosong")


@schemes
def test_every_ink_of_the_grid_can_be_read_on_every_ground(dark, qapp):
    ink = inks(colours.palette(dark))
    for fixed in (False, True):
        for chosen in (False, True):
            ground = ink.ground(chosen=chosen, fixed=fixed)
            assert colours.contrast(ink.text, ground) >= READABLE
            assert colours.contrast(ink.muted, ground) >= READABLE
            for tone in (Tone.BAD, Tone.WARN, Tone.INFO, Tone.MUTED, Tone.ACCENT):
                shade = colours.tone(tone, colours.palette(dark))
                assert colours.contrast(shade, ground) >= VISIBLE
    for ground in (ink.header, ink.band):
        assert colours.contrast(ink.text, ground) >= READABLE
        assert colours.contrast(ink.muted, ground) >= READABLE


def test_the_faint_ink_of_a_caption_never_reaches_the_cells(qapp):
    palette = colours.palette(dark=False)
    palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
    faint = inks(palette)
    palette.setCurrentColorGroup(QPalette.ColorGroup.Active)
    assert inks(palette).text != faint.text
    assert inks(palette).text == palette.color(QPalette.ColorRole.Text)


@schemes
def test_the_ring_of_the_cursor_stands_out_from_every_ground(dark, qapp):
    ink = inks(colours.palette(dark))
    for fixed in (False, True):
        assert colours.contrast(ink.accent, ink.ground(chosen=True, fixed=fixed)) >= VISIBLE


def test_no_two_kinds_of_cell_differ_by_colour_alone(isian, qapp):
    """In shades of grey a computed, a closed, a declared and a missing cell look different."""
    view = isian.page.grid.view
    wanted = {
        Kind.COMPUTED: "penerima.belum.l",
        Kind.CLOSED: "penerima.harus.l",
        Kind.EMPTY: "penerima.harus.p",
        Kind.MISSING: "mutu.m01.dibutuhkan",
        Kind.STATE: "penerima.terlayani.dis",
    }
    pictures = {}
    for kind, kode in wanted.items():
        look = isian.sheet.look(kode)
        if look.kind is not kind:
            continue
        section = next(one for one in isian.page.grid.sections() if one.view.table.place(kode))
        view = section.view
        box = view.visualRect(view.table.index(*view.table.place(kode)))
        grey = view.viewport().grab(QRect(box.topLeft(), box.size())).toImage()
        grey = grey.convertToFormat(grey.Format.Format_Mono)
        pictures[kind] = bytes(grey.constBits())
    assert len(pictures) >= 4
    assert len(set(pictures.values())) == len(pictures)


@pytest.mark.parametrize("size", SIZES, ids=["100", "150", "200"])
def test_nothing_is_cut_at_any_scale(qtbot, session, size):
    isian = Isian(qtbot, session, size).open("KES-01", HARUS)
    isian.enter("113.455").enter("113.456").at(HARUS)
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifier in ((Key.Key_F1, None), (Key.Key_F2, "shift"), (Key.Key_F9, "shift")):
        qtbot.waitUntil(lambda: not cut(isian))
        isian.press(key, shift if modifier else Qt.KeyboardModifier.NoModifier)
        isian.page.inspector.refresh()
    qtbot.waitUntil(lambda: not cut(isian))
    tabs = isian.page.inspector.tabs
    if tabs.isVisible():
        assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()


def cut(isian: Isian) -> list[str]:
    """Labels whose words do not fit, and figures wider than their cells."""
    found = []
    for label in isian.page.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        metrics = QFontMetrics(label.font())
        if label.wordWrap():
            box = metrics.boundingRect(
                QRect(0, 0, label.width(), 100_000), int(Qt.TextFlag.TextWordWrap), label.text()
            )
            fits = box.height() <= label.height() + 2
        else:
            fits = metrics.horizontalAdvance(label.text()) <= label.width() + 2
        if not fits:
            found.append(label.text())
    for section in isian.page.grid.sections():
        view = section.view
        for row in range(view.rows):
            for column in view.columns:
                sel = view.table.sel(row, column)
                shown = isian.sheet.look(sel.kode).text if sel and sel.jenis != "teks" else ""
                if sel and view.fontMetrics().horizontalAdvance(shown) > view.columnWidth(column):
                    found.append(sel.kode)
    return found


def test_placeholders_and_tabs_are_readable_in_both_schemes(qapp):
    for dark in (False, True):
        palette = colours.palette(dark)
        ground = palette.color(QPalette.ColorRole.Window)
        assert colours.contrast(colours.tone(Tone.MUTED, palette), ground) >= READABLE
