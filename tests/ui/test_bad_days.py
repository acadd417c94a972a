"""Bad days at the real window: a disk that is full or cannot be written to, a clock that went back,
a second program with the office open, a virus scanner that holds a file.
"""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app import paths
from app.errors import LontarError
from app.store import questions, vault
from app.store.faults import in_words
from app.store.office import Office
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from tests.exchange import contoh_paket as contoh
from tests.ui.contoh_daerah import PERIODE
from tests.ui.contoh_jendela import ENDE, clock, put_on_screen
from tests.ui.isian import Isian
from tests.ui.test_settings_backups import at_backups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.ui.pages.settings_backups import BackupsSection

Key = Qt.Key
A_WHILE = 20_000
FORM, HARUS, SEL = "KES-01", "penerima.harus.jumlah", "penerima.terlayani.jumlah"

_HOLD = """
import sys, time
from pathlib import Path
from app.store.faults import in_words
from app.store.office import Office
from datetime import UTC, datetime
with Office.open(Path(sys.argv[1]), lambda: datetime(2026, 10, 5, tzinfo=UTC)):
    print("terbuka", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed office with a figure in it."""
    return office_in(tmp_path / "kantor")


def office_in(place: Path) -> Path:
    with contoh.kabupaten(place, ENDE, filled=False) as office:
        contoh.type_in(office, FORM, SEL, 6400)
    return place


def mounted(place: Path, *options: str) -> Callable[[str], None]:
    """A real disk of its own at `place`; what is returned mounts it anew with other options."""
    place.mkdir()

    def mount(words: str) -> None:
        command = ["/bin/mount", "-t", "tmpfs", "-o", words, "tmpfs", str(place)]
        if not Path("/bin/mount").exists():
            pytest.skip("disks of their own are mounted on Linux only")
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this user may not mount a disk")

    mount(",".join(options))
    return mount


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "diska"
    mounted(place, "size=4m")
    yield place
    subprocess.run(["/bin/umount", "-l", str(place)], check=True)


def session_in(place: Path) -> Session:
    made = Session(clock, Memory())
    made.open(place)
    made.set_periode(PERIODE)
    return made


def test_a_full_disk_is_told_at_the_cell_and_the_number_stays_until_there_is_room(
    qtbot, small_disk: Path
):
    session = session_in(office_in(small_disk / "kantor"))
    isian = Isian(qtbot, session).open(FORM)
    stone = small_disk / "film.mp4"
    fill_up(stone)
    # What was there of the log takes some more figures; then there is no room for one.
    refused = next(one for one in range(7000, 9000) if not taken(isian, str(one)))
    assert "penuh" in isian.hint
    assert "Kosongkan" in isian.hint
    assert isian.focus.text() == str(refused)
    stone.unlink()
    isian.press(Key.Key_Return)
    assert not isian.editing
    assert isian.on_disk(HARUS) == refused
    session.close()


def taken(isian: Isian, text: str) -> bool:
    isian.at(HARUS).enter(text)
    return not isian.editing


def fill_up(stone: Path) -> None:
    """Use every byte that is left."""
    with stone.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            with pytest.raises(OSError, match="No space") as full:
                while file.write(b"x" * size):
                    pass
            assert full.value.errno == errno.ENOSPC


def told_on_stick(qtbot, folder: Path, stick: Path, answers) -> str:
    """What the panel says when the office is to be copied there."""
    _window, section = at_backups(qtbot, folder)
    answers.will("choose_folder", stick)
    section.state.copy.click()
    assert section.panel is not None
    section.panel.go.click()
    qtbot.waitUntil(
        lambda: "salinannya tidak jadi dibuat" in sentences_of(section), timeout=A_WHILE
    )
    return sentences_of(section)


def test_a_full_flash_disk_says_that_nothing_typed_is_lost(
    qtbot, folder: Path, small_disk: Path, answers
):
    fill_up(small_disk / "film.mp4")
    told = told_on_stick(qtbot, folder, small_disk, answers)
    assert "penuh, sehingga salinannya tidak jadi dibuat. Data kantor tidak berubah." in told
    assert "flashdisk lain" in told
    assert not list(small_disk.rglob("*.db*"))


def test_a_flash_disk_that_is_locked_says_so(qtbot, folder: Path, tmp_path: Path, answers):
    stick = tmp_path / "diska"
    mount = mounted(stick, "size=4m")
    try:
        mount("remount,ro")
        told = told_on_stick(qtbot, folder, stick, answers)
        assert "kunci pengamannya terbuka" in told
    finally:
        subprocess.run(["/bin/umount", "-l", str(stick)], check=True)


def test_a_folder_that_cannot_be_written_to_is_refused_with_the_next_step(
    qtbot, tmp_path: Path, answers
):
    place = tmp_path / "diska"
    mount = mounted(place, "size=16m")
    try:
        office = office_in(place / "kantor")
        mount("remount,ro")
        window = MainWindow(Session(clock, Memory()))
        put_on_screen(qtbot, window)
        assert not window.open_office(office)
        assert str(office) in answers.told[-1]
        assert "pindahkan folder kantor" in answers.told[-1]
        assert not window.session.is_open
        mount("remount,rw")
        assert window.open_office(office)
        window.close()
    finally:
        subprocess.run(["/bin/umount", "-l", str(place)], check=True)


def test_a_clock_that_went_back_is_told_in_the_window_and_typing_goes_on(qtbot, folder: Path):
    with Office.open(folder, clock) as office:
        last = office.moment()

    def earlier():
        return clock() - timedelta(days=5_000)

    window = MainWindow(Session(earlier, Memory()))
    put_on_screen(qtbot, window)
    assert window.open_office(folder)
    qtbot.waitUntil(window.desk.notices.around.isVisible, timeout=A_WHILE)
    assert "Jam komputer mundur" in window.desk.notices.around.text
    assert "Betulkan tanggal dan jam komputer" in window.desk.notices.around.text
    contoh.type_in(window.session.office, FORM, SEL, 6500)
    assert window.session.office.moment() >= last
    window.close()


def test_an_office_open_in_another_process_is_refused_until_that_one_is_closed(
    qtbot, folder: Path, answers
):
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        cwd=paths.root(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    assert other.stdout.readline() == "terbuka\n"
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    try:
        assert not window.open_office(folder)
        assert "sedang dibuka oleh Lontar lain" in answers.told[-1]
        assert "Tutup jendela Lontar yang lain" in answers.told[-1]
    finally:
        other.communicate("")
    assert window.open_office(folder)
    window.close()


@pytest.mark.parametrize("forever", [False, True])
def test_a_backup_waits_for_a_virus_scanner_and_says_when_it_never_lets_go(
    qtbot, folder: Path, monkeypatch: pytest.MonkeyPatch, forever
):
    window, section = at_backups(qtbot, folder)
    real, held = Path.replace, [2]

    def replace(self: Path, target: Path) -> Path:
        if Path(target).suffix in {".db", ".txt"} and (forever or held[0]):
            held[0] -= 1
            raise OSError(errno.EBUSY, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda _pause: None)
    section.state.make.click()
    assert section.panel is not None
    section.panel.go.click()
    place = folder / "cadangan"
    if forever:
        qtbot.waitUntil(lambda: "antivirus" in sentences_of(section), timeout=A_WHILE)
        assert "Tunggu beberapa saat" in sentences_of(section)
        assert vault.listed(place) == []
    else:
        qtbot.waitUntil(lambda: section.panel is None, timeout=A_WHILE)
        assert len(vault.listed(place)) == 1
    now = questions.sheet_values(window.session.office, FORM, ENDE, PERIODE).now
    assert now.get(SEL) == 6400


def sentences_of(section: BackupsSection) -> str:
    """What the section and its panel say of the fault."""
    panel = section.panel
    told = [section.messages, getattr(panel, "messages", section.messages)]
    return " ".join(one.text for one in told if one.isVisible())


def test_windows_tells_a_held_file_by_its_own_number(tmp_path: Path):
    fault = PermissionError(errno.EACCES, "held")
    for number, kode in ((32, "disk_dipegang"), (5, "kantor_hanya_baca")):
        fault.winerror = number  # type: ignore[attr-defined]  # there on Windows only
        with pytest.raises(LontarError) as told, in_words(tmp_path):
            raise fault
        assert told.value.kode == kode
