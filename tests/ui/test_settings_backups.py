"""Cadangan in Pengaturan: making, copying, comparing and going back, handing over, the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.errors import LontarError
from app.exchange import serah_terima
from app.store import backup, questions, restore, scratch, vault
from app.store.office import Office
from app.ui import background, dialogue, last_folder, upkeep
from app.ui.pages.receive import ReceivePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_backups import BackupsSection
from app.ui.pages.settings_backups_panels import HandoverPanel, PickPanel, RestorePanel
from tests.exchange import contoh_paket as contoh
from tests.ui.contoh_daerah import PERIODE, desk, enter
from tests.ui.contoh_jendela import ENDE, NOW, clock, put_on_screen
from tests.ui.contoh_otoritas import sentences

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.ui.main_window import MainWindow
    from tests.ui.contoh_jendela import Answers

A_WHILE = 60_000
FORM, SEL = "KES-01", "penerima.terlayani.jumlah"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed office with a figure in it."""
    place = tmp_path / "kantor"
    with contoh.kabupaten(place, ENDE, filled=False) as office:
        contoh.type_in(office, FORM, SEL, 6400)
    return place


def section_of(window: MainWindow) -> BackupsSection:
    window.desk.show_page("pengaturan")
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    page.list.choose("cadangan")
    section = page.sections["cadangan"]
    assert isinstance(section, BackupsSection)
    return section


def at_backups(qtbot: QtBot, folder: Path) -> tuple[MainWindow, BackupsSection]:
    window = desk(qtbot, folder, "pengaturan")
    window.desk.upkeep.rest()
    return window, section_of(window)


def backed_up(folder: Path) -> None:
    vault.keep_whole(folder, folder / backup.FOLDER_NAME, NOW)


def figure(window: MainWindow) -> object:
    office = window.session.office
    return questions.sheet_values(office, FORM, ENDE, PERIODE).now.get(SEL)


def test_a_backup_is_made_beside_the_window_and_shown(qtbot, folder: Path) -> None:
    _window, section = at_backups(qtbot, folder)
    assert section.state.chip.text == "Belum ada cadangan"
    section.state.make.click()
    assert section.panel is not None
    section.panel.go.click()
    qtbot.waitUntil(lambda: section.panel is None, timeout=A_WHILE)
    assert "tersimpan dan terbaca kembali: 1 sel" in section.messages.text
    assert section.state.chip.text == "Terjaga"
    assert [line.text() for line in section.copies.lines] == [
        "Cadangan 05-10-2026 10.32, baru saja"
    ]


def test_a_copy_on_a_flash_disk_is_found_again(qtbot, folder: Path, tmp_path, answers) -> None:
    window, section = at_backups(qtbot, folder)
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    answers.will("choose_folder", stick)
    section.state.copy.click()
    assert section.panel is not None
    assert str(vault.on_stick(stick, window.session.office.identitas)) in sentences(section.panel)
    assert "belum pernah disalin ke flashdisk" in section.state.stick.text()
    section.panel.go.click()
    qtbot.waitUntil(lambda: section.panel is None, timeout=A_WHILE)
    assert section.state.stick.text() == "Salinan terakhir di flashdisk dibuat pada 05-10-2026."
    answers.will("choose_folder", stick)
    section.copies.elsewhere.click()
    assert isinstance(section.panel, PickPanel)
    (line,) = section.panel.lines
    line.click()
    assert isinstance(section.panel, RestorePanel)
    answers.will("choose_folder", tmp_path / "tercabut")
    section.copies.elsewhere.click()
    assert "tidak dapat dibaca" in section.messages.text
    (tmp_path / "kosong").mkdir()
    answers.will("choose_folder", tmp_path / "kosong")
    section.copies.elsewhere.click()
    assert "Tidak ada cadangan Lontar di" in section.messages.text


def test_going_back_shows_the_difference_first_and_keeps_what_was_here(qtbot, folder: Path) -> None:
    backed_up(folder)
    window, section = at_backups(qtbot, folder)
    enter(window.session, FORM, penerima__terlayani__jumlah=9)
    section.copies.lines[0].click()
    panel = section.panel
    assert isinstance(panel, RestorePanel)
    assert "dibandingkan dengan data yang sekarang" in panel.messages.text
    assert not panel.understood.isVisible()
    assert not panel.go.isVisible()
    assert panel.back.hasFocus()
    qtbot.waitUntil(lambda: bool(panel.changes.text()), timeout=A_WHILE)
    assert panel.understood.hasFocus()
    assert panel.go.isVisible()
    assert panel.changes.text().startswith("1 sel berbeda dari yang sekarang: 1 nilainya lain")
    panel.go.click()
    assert "Baca dahulu apa yang akan berubah" in panel.messages.text
    assert figure(window) == 9
    panel.understood.click()
    panel.go.click()
    qtbot.waitUntil(lambda: window.place is window.desk, timeout=A_WHILE)
    assert figure(window) == 6400
    assert "tetap disimpan di" in window.desk.messages.text
    assert len(list((folder / restore.ASIDE).iterdir())) == 1


def test_nobody_waits_for_a_comparison_they_no_longer_want(qtbot, folder: Path) -> None:
    backed_up(folder)
    _window, section = at_backups(qtbot, folder)
    section.copies.lines[0].click()
    panel = section.panel
    assert isinstance(panel, RestorePanel)
    qtbot.keyClick(panel.back, Qt.Key.Key_Escape)
    assert section.panel is None
    assert section.state.make.isVisible()


def test_who_went_back_to_the_wrong_backup_finds_the_way_out(qtbot, folder: Path) -> None:
    backed_up(folder)
    window, section = at_backups(qtbot, folder)
    enter(window.session, FORM, penerima__terlayani__jumlah=9)
    for place, expected in ((0, 6400), (-1, 9)):
        line = section.copies.lines[place]
        line.click()
        panel = section.panel
        assert isinstance(panel, RestorePanel)
        qtbot.waitUntil(lambda panel=panel: bool(panel.changes.text()), timeout=A_WHILE)
        panel.understood.click()
        panel.go.click()
        qtbot.waitUntil(lambda: window.place is window.desk, timeout=A_WHILE)
        assert figure(window) == expected
        section = section_of(window)
        assert section.copies.lines[-1].text().startswith("Digantikan 05-10-2026")


def test_a_flash_disk_is_looked_for_where_files_are_kept(
    qtbot, folder: Path, monkeypatch, tmp_path
) -> None:
    _, section = at_backups(qtbot, folder)
    begun: list[Path] = []
    monkeypatch.setattr(
        dialogue, "choose_folder", lambda _parent, _title, start: begun.append(start)
    )
    last_folder.note(tmp_path / "surat.xlsx")
    section.state.copy.click()
    section.copies.elsewhere.click()
    assert begun == [tmp_path, tmp_path]


def test_a_damaged_backup_offers_no_way_on(qtbot, folder: Path) -> None:
    backed_up(folder)
    made = vault.listed(folder / backup.FOLDER_NAME)[0].berkas
    made.write_bytes(made.read_bytes()[:8192])
    _window, section = at_backups(qtbot, folder)
    section.copies.lines[0].click()
    panel = section.panel
    assert isinstance(panel, RestorePanel)
    qtbot.waitUntil(lambda: "rusak" in panel.messages.text, timeout=A_WHILE)
    assert not panel.go.isVisible()
    assert panel.back.isEnabled()


def test_an_office_is_handed_over_installed_elsewhere_and_taken_back(
    qtbot, folder: Path, tmp_path: Path, answers: Answers
) -> None:
    window, section = at_backups(qtbot, folder)
    section.seldom.lines["serah_terima"].click()
    panel = section.panel
    assert isinstance(panel, HandoverPanel)
    panel.go.click()
    assert "Nama penerima serah terima belum diisi." in panel.messages.text
    qtbot.keyClicks(panel.receiver, "Yosef")
    target = tmp_path / "kantor.lontar"
    answers.will("save_file", target)
    panel.go.click()
    qtbot.waitUntil(lambda: section.panel is None, timeout=A_WHILE)
    words = serah_terima.read(target).kata
    assert " · ".join(words) in section.messages.text
    assert "diserahkan kepada Yosef" in window.desk.notices.handed_over.text
    assert "Buatlah cadangan di laptop penerima" in section.state.words.text()
    assert not section.state.make.isVisible()
    assert not section.state.copy.isVisible()
    with pytest.raises(LontarError) as caught:
        enter(window.session, FORM, penerima__terlayani__jumlah=9)
    assert caught.value.kode == "kantor_diserahkan"
    answers.will("ask", True)
    section.seldom.lines["batal"].click()
    assert not window.desk.notices.handed_over.isVisible()
    assert section.state.make.isVisible()
    enter(window.session, FORM, penerima__terlayani__jumlah=9)
    _install(qtbot, window, target, tmp_path / "baru", answers)
    assert figure(window) == 6400


def _install(qtbot: QtBot, window: MainWindow, file: Path, place: Path, answers: Answers) -> None:
    """On the other laptop: choose the file, type the words, and the office is there."""
    window.show_receiving()
    page = window.place
    assert isinstance(page, ReceivePage)
    panel = page.panel
    proposed = panel.folder.text()
    answers.will("open_file", file)
    panel.choose.click()
    assert panel.folder.text() == proposed
    panel.folder.setText(str(place))
    qtbot.keyClicks(panel.words.line, "bukan kata yang benar sama sekali")
    panel.go.click()
    assert "tidak cocok" in panel.words.error
    panel.words.line.setText(" ".join(serah_terima.read(file).kata))
    panel.go.click()
    qtbot.waitUntil(lambda: window.place is window.desk, timeout=A_WHILE)
    window.session.set_periode(PERIODE)


def test_an_office_that_comes_back_is_proposed_its_own_folder(
    qtbot, folder: Path, tmp_path: Path, answers: Answers
) -> None:
    window, _ = at_backups(qtbot, folder)
    file = tmp_path / "kembali.lontar"
    serah_terima.hand_over(window.session.office, file, kepada="Yosef", oleh="Maria")
    window.show_receiving()
    page = window.place
    assert isinstance(page, ReceivePage)
    answers.will("open_file", file)
    page.panel.choose.click()
    assert page.panel.folder.text() == str(folder)


def test_a_backup_on_a_flash_disk_becomes_an_office_on_a_new_laptop(
    qtbot, folder: Path, tmp_path: Path, answers: Answers
) -> None:
    backed_up(folder)
    made = vault.listed(folder / backup.FOLDER_NAME)[0].berkas
    window, _ = at_backups(qtbot, folder)
    window.show_receiving()
    page = window.place
    assert isinstance(page, ReceivePage)
    answers.will("open_file", made)
    page.panel.choose.click()
    assert not page.panel.words.isVisible()
    page.panel.folder.setText(str(folder))
    page.panel.go.click()
    assert "sudah ada kantor Lontar" in page.panel.messages.text
    page.panel.folder.setText(str(tmp_path / "baru"))
    page.panel.go.click()
    qtbot.waitUntil(lambda: window.place is window.desk, timeout=A_WHILE)
    assert window.session.office.folder == tmp_path / "baru"
    window.session.set_periode(PERIODE)
    assert figure(window) == 6400


def test_a_day_gets_its_backup_unasked_and_a_refusal_is_told(
    qtbot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk(qtbot, folder, "beranda")
    place = folder / backup.FOLDER_NAME
    full = LontarError("disk_penuh", folder=place)

    def refuse(*_: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(vault, "keep_whole", refuse)
        with qtbot.waitSignal(window.desk.upkeep.refused, timeout=A_WHILE):
            window.desk.upkeep.look()
    assert window.desk.messages.text == f"Cadangan hari ini belum terbuat. {full}"
    with qtbot.waitSignal(window.desk.upkeep.kept, timeout=A_WHILE):
        window.desk.upkeep.look()
    assert backup.made_today(place, clock())
    monkeypatch.setattr(vault, "keep_whole", refuse)
    window.desk.upkeep.look()
    assert len(vault.listed(place)) == 1
    assert upkeep.FIRST_MS < upkeep.AGAIN_MS


def test_what_a_killed_program_left_unpacked_is_looked_for_unasked(
    qtbot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Path] = []
    monkeypatch.setattr(scratch, "sweep", swept.append)
    window = desk(qtbot, folder, "beranda")
    window.desk.upkeep.look()
    assert background.wait(60)
    assert swept == [folder.parent]


def test_the_report_is_saved_from_here(qtbot, folder: Path, tmp_path, answers) -> None:
    _window, section = at_backups(qtbot, folder)
    target = tmp_path / "laporan.txt"
    answers.will("save_file", target)
    section.seldom.lines["laporan"].click()
    assert "Pemeriksaan keutuhan: ok" in target.read_text(encoding="utf-8")
    assert answers.told[-1] == str(target)
    assert str(target) in section.messages.text


def test_a_cloud_folder_and_a_conflict_copy_are_told_and_the_copy_can_be_compared(
    qtbot, folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "OneDrive" / "kantor"
    home.parent.mkdir()
    folder.rename(home)
    with Office.open(home, clock) as office:
        backup.backup(office, home / "lontar (1).db")
    window, section = at_backups(qtbot, home)
    put_on_screen(qtbot, window)
    qtbot.waitUntil(window.desk.notices.around.isVisible, timeout=A_WHILE)
    told = window.desk.notices.around.text
    assert "salinan bentrok: lontar (1).db" in told
    assert "disinkronkan oleh OneDrive" in told
    (line,) = section.copies.lines
    line.click()
    panel = section.panel
    assert isinstance(panel, RestorePanel)
    qtbot.waitUntil(lambda: bool(panel.changes.text()), timeout=A_WHILE)
    assert panel.changes.text() == "Semua sel sama dengan yang sekarang."
