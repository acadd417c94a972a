"""Paket, before stating: what is in the way, where it leads, and the reasons typed right there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.exchange import hambatan
from app.ui.pages import package_known
from app.ui.pages.entry import EntryPage
from tests.ui.contoh_daerah import PERIODE, enter, open_sheet
from tests.ui.contoh_dua import WARNED, Meja, at_the_desk, focus_in, typed, warn
from tests.ui.contoh_jendela import ENDE

if TYPE_CHECKING:
    from app.ui.pages.package_obstacles import ObstacleList

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALASAN = "Sisa tahun lalu masih dipakai"


def obstacles(meja: Meja) -> ObstacleList:
    return meja.send.state.obstacles


def chosen(here: ObstacleList) -> str:
    """The layanan of the line under the cursor."""
    assert here.current is not None
    return here.current.hambatan.formulir


def kept(here: ObstacleList) -> str:
    """The reason on record for the first line."""
    assert here.entries[0].peringatan is not None
    return here.entries[0].peringatan.alasan


def texts(meja: Meja) -> list[str]:
    """Every sentence on the right."""
    return [one.text() for one in meja.send.sign.findChildren(QLabel) if one.isVisible()]


# --- What is in the way --------------------------------------------------------------------------


def test_nothing_in_the_way_is_said_and_the_passphrase_waits(qtbot, meja):
    assert obstacles(meja).counts.text() == "Tidak ada yang menghalangi"
    assert not obstacles(meja).list.isVisible()
    assert meja.send.sign.state_form.button.text() == "N&yatakan selesai (revisi 1)"
    qtbot.waitUntil(lambda: focus_in(meja.send.sign.state_form.passphrase))
    assert meja.send.sign.steps.told == [
        "1  Dinyatakan selesai: belum",
        "2  Ditandatangani pimpinan: belum",
    ]


def test_empty_cells_are_told_and_do_not_block(qtbot, meja):
    enter(meja.window.session, "KES-02", penerima__terlayani__jumlah=None)
    qtbot.waitUntil(lambda: "28 dari 29" in meja.send.state.count.text())
    assert "1 sel wajib masih kosong" in meja.send.state.words.text()
    assert meja.send.sign.state_form.button.isEnabled()


def test_what_blocks_comes_first_and_leads_to_its_cell(qtbot, meja):
    warn(meja, "KES-01")
    enter(meja.window.session, "KES-02", penerima__harus__jumlah=60, penerima__harus__dis=61)
    qtbot.waitUntil(lambda: len(obstacles(meja).entries) == 2)
    first, second = obstacles(meja).list.lines
    assert (first.icon, second.icon) == ("stop", "alert")
    assert first.sub.startswith("Ibu bersalin · ")
    assert obstacles(meja).counts.text() == "1 penghalang · 1 dari 1 peringatan belum beralasan"
    assert not meja.send.sign.state_form.passphrase.isEnabled()
    assert "Selesaikan dahulu 2 hal yang menghalangi." in texts(meja)
    obstacles(meja).list.setFocus()
    typed(qtbot, "", Key.Key_Home)
    typed(qtbot, "", Key.Key_Return)
    sheet, sel = open_sheet(meja.window)
    assert (sheet.form.kode, sel) == ("KES-02", "penerima.harus.dis")


def test_a_double_click_or_the_button_leads_to_the_cell_and_a_click_only_chooses(qtbot, meja):
    warn(meja, "KES-01", WARNED[0])
    lines = obstacles(meja).list
    qtbot.waitUntil(lambda: len(lines.lines) == 2)
    spot = lines.visualRect(lines.model().index(1, 0)).center()
    qtbot.mouseClick(lines.viewport(), LEFT, pos=spot)
    assert chosen(obstacles(meja)) == WARNED[0]
    assert meja.window.desk.current_page is meja.page
    qtbot.mouseClick(obstacles(meja).show_cell, LEFT)
    assert open_sheet(meja.window)[1] == WARNED[1]
    meja.window.desk.show_page("paket")
    qtbot.mouseDClick(lines.viewport(), LEFT, pos=spot)
    assert isinstance(meja.window.desk.current_page, EntryPage)


def test_a_quarter_without_entries_says_so_and_leads_to_the_sheets(qtbot, ready, tmp_path):
    meja = at_the_desk(qtbot, shutil.copytree(ready, tmp_path / "kantor"), filled=False)
    (line,) = obstacles(meja).list.lines
    assert line.head == "Belum ada isian Kabupaten Ende untuk Triwulan III 2026."
    qtbot.mouseClick(obstacles(meja).show_cell, LEFT)
    assert isinstance(meja.window.desk.current_page, EntryPage)


# --- Reasons -------------------------------------------------------------------------------------


def test_reasons_are_typed_one_after_the_other_without_a_mouse(qtbot, meja):
    warn(meja, "KES-01", "KES-02", "KES-03")
    here = obstacles(meja)
    qtbot.waitUntil(lambda: len(here.entries) == 3)
    here.list.setFocus()
    for left, words in enumerate(("Satu alasan", "Dua alasan"), start=1):
        typed(qtbot, words, Key.Key_Return)
        waiting = 3 - left
        said = f"{waiting} dari 3 peringatan belum beralasan"
        qtbot.waitUntil(lambda said=said: here.counts.text() == said)
        assert focus_in(here.reason.editor)
        assert not here.reason.editor.text()
    typed(qtbot, "Tiga alasan", Key.Key_Return)
    qtbot.waitUntil(lambda: here.counts.text().startswith("Tidak ada yang menghalangi"))
    assert here.counts.text() == "Tidak ada yang menghalangi · 3 peringatan beralasan"
    # The last thing in the way is gone: the passphrase is next.
    assert focus_in(meja.send.sign.state_form.passphrase)
    subs = [line.sub.splitlines()[-1] for line in here.list.lines]
    assert subs == ["Alasan: Satu alasan", "Alasan: Dua alasan", "Alasan: Tiga alasan"]


def test_after_a_reason_was_kept_with_the_mouse_the_next_one_is_typed_at_once(qtbot, meja):
    warn(meja, "KES-01", "KES-02")
    here = obstacles(meja)
    qtbot.waitUntil(lambda: len(here.entries) == 2)
    here.reason.take_focus()
    typed(qtbot, "Satu alasan")
    qtbot.mouseClick(here.reason.save, LEFT)
    qtbot.waitUntil(lambda: here.counts.text() == "1 dari 2 peringatan belum beralasan")
    assert focus_in(here.reason.editor)
    typed(qtbot, "Dua alasan", Key.Key_Return)
    qtbot.waitUntil(lambda: here.counts.text().startswith("Tidak ada yang menghalangi"))


def test_a_reason_is_on_disk_and_the_sheet_knows_it(qtbot, meja):
    warn(meja, WARNED[0])
    here = obstacles(meja)
    qtbot.waitUntil(lambda: len(here.entries) == 1)
    with qtbot.waitSignal(meja.window.session.saved):
        here.list.setFocus()
        typed(qtbot, ALASAN, Key.Key_Return)
    session = meja.window.session
    known = package_known.definitions(session)
    assert hambatan.blockers(session.office, known, PERIODE, ENDE) == []
    meja.window.desk.show_page("spm")
    meja.window.desk.current_page.open_service(*WARNED)
    line, *_ = meja.window.desk.current_page.findings.list.lines
    assert line.sub.endswith(f"Alasan: {ALASAN}")


def test_a_reason_is_corrected_and_taken_back(qtbot, meja):
    warn(meja, WARNED[0])
    here = obstacles(meja)
    qtbot.waitUntil(lambda: len(here.entries) == 1)
    here.list.setFocus()
    typed(qtbot, ALASAN, Key.Key_Return)
    qtbot.waitUntil(lambda: not here.entries[0].open)
    assert here.reason.editor.text() == ALASAN
    assert here.reason.state == "Tersimpan dan ikut terkirim; masih dapat diperbaiki."
    assert not here.reason.save.isEnabled()
    here.reason.take_focus()
    typed(qtbot, " di gudang")
    qtbot.mouseClick(here.reason.save, LEFT)
    qtbot.waitUntil(lambda: kept(here) == f"{ALASAN} di gudang")
    here.reason.take_focus()
    here.reason.editor.clear()
    typed(qtbot, "", Key.Key_Return)
    qtbot.waitUntil(lambda: here.entries[0].open)
    assert here.counts.text() == "1 dari 1 peringatan belum beralasan"
    assert focus_in(here.reason.editor)


def test_a_reason_whose_figures_changed_is_void_and_offered_again(qtbot, meja):
    warn(meja, WARNED[0])
    here = obstacles(meja)
    qtbot.waitUntil(lambda: len(here.entries) == 1)
    here.list.setFocus()
    typed(qtbot, ALASAN, Key.Key_Return)
    qtbot.waitUntil(lambda: not here.entries[0].open)
    enter(meja.window.session, WARNED[0], mutu__m01__tersedia=141)
    qtbot.waitUntil(lambda: here.entries[0].open)
    (line,) = here.list.lines
    assert line.sub.endswith(f"Alasan lama gugur karena angkanya berubah: {ALASAN}")
    assert here.reason.editor.text() == ALASAN
    assert "alasan lama ini gugur" in here.reason.state
    here.reason.take_focus()
    typed(qtbot, "", Key.Key_Return)
    qtbot.waitUntil(lambda: not here.entries[0].open)


def test_escape_gives_the_old_text_back_and_then_the_list(qtbot, meja):
    warn(meja, WARNED[0])
    here = obstacles(meja)
    qtbot.waitUntil(lambda: len(here.entries) == 1)
    here.list.setFocus()
    typed(qtbot, "salah", Key.Key_Escape)
    assert not here.reason.editor.text()
    assert focus_in(here.reason.editor)
    typed(qtbot, "", Key.Key_Escape)
    assert focus_in(here.list)


def test_the_arrows_go_from_warning_to_warning_while_typing(qtbot, meja):
    warn(meja, "KES-01", "KES-02")
    here = obstacles(meja)
    qtbot.waitUntil(lambda: len(here.entries) == 2)
    here.reason.take_focus()
    seen = [chosen(here)]
    typed(qtbot, "", Key.Key_Down)
    seen.append(chosen(here))
    typed(qtbot, "", Key.Key_Up)
    assert seen == ["KES-01", "KES-02"]
    assert chosen(here) == "KES-01"
    qtbot.mouseClick(here.next, LEFT)
    assert chosen(here) == "KES-02"
