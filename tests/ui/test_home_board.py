"""The board on the province's Beranda: walked, ticked, and what is done for several at once."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication

from app.domain.papan import Yang
from app.store import deadlines
from app.ui.pages.home_province import AwaitedCard
from tests.ui.contoh_daerah import PERIODE, arrived, fill
from tests.ui.test_home import ALL_KABUPATEN, province_home

Key = Qt.Key


def test_regions_are_ticked_with_the_keyboard(qtbot, province):
    _page, home = province_home(qtbot, province)
    board, shift = home.board, Qt.KeyboardModifier.ShiftModifier
    board.setFocus()
    qtbot.keyClick(board, Key.Key_Space)
    qtbot.keyClick(board, Key.Key_Right, shift)
    qtbot.keyClick(board, Key.Key_Right, shift)
    assert board.ticks == ["53.01", "53.02", "53.03"]
    qtbot.keyClick(board, Key.Key_Left, shift)
    assert board.ticks == ["53.01", "53.02"]
    assert board.accessibleDescription().startswith("Dipilih. Kabupaten Timor Tengah Selatan")
    qtbot.keyClick(board, Key.Key_Right)
    qtbot.keyClick(board, Key.Key_Right)
    qtbot.keyClick(board, Key.Key_Space)
    assert board.ticks == ["53.01", "53.02", "53.04"]
    qtbot.keyClick(board, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(board.ticks) == ALL_KABUPATEN
    qtbot.keyClick(board, Key.Key_Escape)
    assert (board.ticks, home.card.picks.isVisibleTo(home)) == ([], True)


def test_regions_are_ticked_with_the_mouse_and_a_plain_press_still_opens(qtbot, province):
    _page, home = province_home(qtbot, province)
    board, left = home.board, Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(board.chosen):
        qtbot.mouseClick(board, left, pos=board.tick_box(1).center().toPoint())
        held = Qt.KeyboardModifier.ControlModifier
        qtbot.mouseClick(board, left, held, board.box(3).center().toPoint())
        assert board.ticks == ["53.02", "53.04"]
        shift = Qt.KeyboardModifier.ShiftModifier
        qtbot.mouseClick(board, left, shift, board.box(5).center().toPoint())
    assert board.ticks == ["53.04", "53.05", "53.06"]
    with qtbot.waitSignal(board.chosen) as pressed:
        qtbot.mouseClick(board, left, pos=board.box(0).center().toPoint())
    assert (pressed.args, len(board.ticks)) == (["53.01"], 3)


def test_those_who_have_not_sent_are_picked_and_reminded_alone(qtbot, province):
    fill(province, "53.01", 90)
    fill(province, "53.02", 80)
    arrived(province, "53.01")
    _page, home = province_home(qtbot, province)
    picks, actions = home.card.picks, home.card.actions_
    told = {yang.value if yang else "": one.text() for yang, one in picks.buttons.items()}
    assert told["belum_dibalas"] == "yang belum dibalas (1)"
    assert told["terlambat"] == "yang terlambat (0)"
    picks.buttons[Yang.BELUM_DIBALAS].click()
    assert (home.board.ticks, actions.isVisibleTo(home)) == (["53.01"], True)
    home.board.tick(["53.03", "53.05"])
    qtbot.mouseClick(actions.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Untuk: Kabupaten Timor Tengah Utara, Kabupaten Alor." in text
    assert "SPM: 0 dari 2 diterima" in text
    assert "Kabupaten Kupang" not in text
    assert "2 daerah" in home.card.said.text()


def test_one_reason_moves_the_deadline_of_all_who_are_ticked(qtbot, province, answers):
    _page, home = province_home(qtbot, province)
    form = home.card.deadline
    home.board.tick(["53.03", "53.05"])
    qtbot.mouseClick(home.card.actions_.deadline, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.allow, Qt.MouseButton.LeftButton)
    assert len(answers.told) == 1
    assert deadlines.allowed(province.office, province.periode) == []
    form.day.setDate(QDate(2026, 10, 25))
    form.reason.setText("Banjir memutus jalan")
    with qtbot.waitSignal(province.settings_changed):
        qtbot.keyClick(form.reason, Key.Key_Return)
    kept = deadlines.allowed(province.office, province.periode)
    assert [(one.wilayah, one.tanggal.day, one.alasan) for one in kept] == [
        ("53.03", 25, "Banjir memutus jalan"),
        ("53.05", 25, "Banjir memutus jalan"),
    ]
    assert "25 Oktober 2026 untuk 2 daerah" in home.card.said.text()
    assert "periksa tahun" not in home.card.said.text()
    assert not form.isVisibleTo(home)
    qtbot.mouseClick(home.card.actions_.deadline, Qt.MouseButton.LeftButton)
    form.day.setDate(QDate(2025, 10, 25))
    form.reason.setText("Banjir memutus jalan")
    qtbot.keyClick(form.reason, Key.Key_Return)
    assert "25 Oktober 2025 tidak sesudah akhir Triwulan III 2026" in home.card.said.text()


def test_the_board_is_walked_with_arrows_and_opens_a_region(qtbot, province):
    fill(province, "53.02", 90)
    _page, home = province_home(qtbot, province)
    home.board.setFocus()
    qtbot.keyClick(home.board, Key.Key_Right)
    assert "Timor Tengah Selatan" in home.board.accessibleDescription()
    with qtbot.waitSignal(home.board.chosen) as pressed:
        qtbot.keyClick(home.board, Key.Key_Return)
    assert pressed.args == ["53.02"]


def test_nothing_is_offered_to_copy_and_nothing_said_to_be_copied_before_the_board_is_there(qtbot):
    card = AwaitedCard()
    qtbot.addWidget(card)
    card.show()
    assert not card.copy.isVisible()
    assert not card.copied.isVisible()


def test_figures_of_another_quarter_are_gone_while_those_of_this_one_are_worked_out(
    qtbot, province
):
    fill(province, "53.01", 90)
    page, home = province_home(qtbot, province)
    assert home.received.figure == "1 dari 22 kabupaten/kota"
    home.board.tick(["53.01"])
    province.set_periode(PERIODE.sebelum())
    home.refresh()
    assert page._line.text() == "Angka triwulan ini sedang dihitung."
    assert {home.received.figure, home.mean.figure, home.unserved.figure} == {"–"}
    assert {line.word for tile in home.board.tiles for line in tile.lines} == {"…"}
    assert home.card.ticked == []
    assert not home.card.picks.buttons[None].isEnabled()
    # The reminder of the other quarter can no longer be copied into a chat.
    assert home.awaited.copy.isHidden()
    qtbot.waitUntil(lambda: home.received.figure != "–")
    assert home.received.figure == "0 dari 22 kabupaten/kota"
    assert home.awaited.copy.isVisible()


def test_the_figures_of_this_quarter_stay_until_the_new_ones_are_there(qtbot, province):
    fill(province, "53.01", 90)
    page, home = province_home(qtbot, province)
    fill(province, "53.02", 80)
    home.refresh()
    assert page._line.text() == "Angka triwulan ini sedang dihitung."
    assert home.received.figure == "1 dari 22 kabupaten/kota"
    qtbot.waitUntil(lambda: home.received.figure == "2 dari 22 kabupaten/kota")
    assert page._line.text() != "Angka triwulan ini sedang dihitung."
