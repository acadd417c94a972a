"""One whole service entered with the keyboard alone, then a restart, and three steps taken back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.store import evidence, questions
from app.store.office import Office
from app.store.riwayat import verify_chain
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.entry import EntryPage
from app.ui.session import Session
from tests import contoh_bukti
from tests.journeys.pemakai import CTRL, SHIFT, Key, Pemakai
from tests.ui.contoh_jendela import ENDE, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.formulir import Sel

ALT = Qt.KeyboardModifier.AltModifier
FORM, PERIODE = "KES-01", Periode(2026, 3)
HARUS, TERLAYANI = "penerima.harus.jumlah", "penerima.terlayani.jumlah"
NEED, SERVED = 7650, 6120
PROBLEM = "Jalan ke tiga desa putus sejak Januari."
NONE_NEEDED = "m19"


@contextmanager
def window_on(qtbot: QtBot, folder: Path) -> Iterator[Pemakai]:
    """The program as it starts on the office used last."""
    memory = Memory(offices={str(folder): "Ende"}, periode={f"nomor-{ENDE}": str(PERIODE)})
    window = MainWindow(Session(clock, memory))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.begin()
    yield Pemakai(qtbot, window)
    window.close()


def sheet(person: Pemakai) -> EntryPage:
    page = person.window.desk.current_page
    assert isinstance(page, EntryPage)
    return page


def here(person: Pemakai) -> Sel:
    sel = sheet(person).grid.current
    assert sel is not None
    return sel


def number(sel: Sel) -> int:
    """What the officer has on paper for a cell of the recipients."""
    whole = NEED if sel.baris.kode == "harus" else SERVED
    return whole if sel.kolom.kode in {"jumlah", "p"} else 12


def enter_recipients(person: Pemakai) -> dict[str, int]:
    """Row by row with Tab, which stops at nothing that cannot be filled."""
    entered = {}
    while here(person).tabel.kode == "penerima":
        sel = here(person)
        assert sel.editable
        entered[sel.kode] = number(sel)
        person.type(str(entered[sel.kode])).press(Key.Key_Tab)
    return entered


def enter_quality(person: Pemakai) -> dict[str, object]:
    """Needed, Tab, there, Enter: the cursor begins the next row where it began this one."""
    entered: dict[str, object] = {}
    for baris in here(person).tabel.baris:
        assert here(person).kode == f"mutu.{baris.kode}.dibutuhkan"
        if baris.kode == NONE_NEEDED:
            person.press(Key.Key_1, ALT)
            entered[here(person).kode] = Keadaan.NIHIL
            person.press(Key.Key_Return)
            continue
        place = 10 * (len(entered) + 1)
        person.type(str(place)).press(Key.Key_Tab)
        person.type(str(place - 1)).press(Key.Key_Return)
        entered |= {
            f"mutu.{baris.kode}.dibutuhkan": place,
            f"mutu.{baris.kode}.tersedia": place - 1,
        }
    return entered


def explain_and_prove(person: Pemakai, letter: Path, answers) -> None:
    """A note where the figure is from, and the letter with its day, signer and page."""
    person.press(Key.Key_Home, CTRL).press(Key.Key_Down)
    assert here(person).kode == TERLAYANI
    person.press(Key.Key_F2, SHIFT).press(Key.Key_Backtab, SHIFT).type("e-Kohort, 2 Oktober")
    person.press(Key.Key_Return)
    answers.will("open_files", [letter])
    person.press(Key.Key_B, CTRL)
    person.enter("12-03-2026").enter("Kepala Dinas").enter("4").press(Key.Key_Escape)
    assert person.focus is sheet(person).grid.view


def everything(folder: Path) -> dict[str, object]:
    """All the office holds for the service, read by a program that starts anew."""
    with Office.open(folder, clock) as office:
        assert verify_chain(office).ok
        return dict(questions.sheet_values(office, FORM, ENDE, PERIODE).now)


def enter_service(person: Pemakai, letter: Path, answers) -> dict[str, object]:
    """Everything on the officer's desk, until no required cell is left."""
    person.press(Key.Key_K, CTRL).type("bumil").press(Key.Key_Return)
    assert sheet(person).sheet.form.kode == FORM
    assert here(person).kode == HARUS
    entered: dict[str, object] = {**enter_recipients(person), **enter_quality(person)}
    assert here(person).tabel.kode == "anggaran"
    while here(person).kode != "uraian.permasalahan.teks":
        person.press(Key.Key_Down)
    person.enter(PROBLEM)
    entered["uraian.permasalahan.teks"] = PROBLEM
    explain_and_prove(person, letter, answers)
    person.press(Key.Key_Semicolon, CTRL)
    assert sheet(person).messages.text.startswith("Semua sel wajib pada layanan ini sudah")
    return entered


def err_three_times(person: Pemakai) -> None:
    """Three more steps, which turn out to be wrong."""
    person.press(Key.Key_Up).enter("1").enter("2").press(Key.Key_Delete)


def everything_beside(page: EntryPage) -> None:
    """The note and the letter are where they were put."""
    assert page.sheet.notes(TERLAYANI) == {JenisCatatan.SUMBER: "e-Kohort, 2 Oktober"}
    (proof,) = evidence.evidence(page.session.office, ENDE, PERIODE, FORM, TERLAYANI)
    told = (proof.nama, proof.tanggal, proof.penanda, proof.halaman)
    assert told == ("Surat Tugas.pdf", "2026-03-12", "Kepala Dinas", "4")


def test_a_whole_service_is_entered_and_three_steps_are_taken_back_after_a_restart(
    qtbot, tmp_path, answers
):
    folder, letter = new_office(tmp_path / "ende", ENDE), tmp_path / "Surat Tugas.pdf"
    letter.write_bytes(contoh_bukti.pdf())
    with window_on(qtbot, folder) as person:
        entered = enter_service(person, letter, answers)
        assert sheet(person).sheet.values == entered
        assert len(entered) > 2 * 19
        err_three_times(person)
    wrong = everything(folder)
    assert (wrong[HARUS], wrong[TERLAYANI]) == (1, 2)
    assert entered.keys() - wrong.keys() == {"mutu.m01.dibutuhkan"}
    with window_on(qtbot, folder) as person:
        page = person.go("spm")
        person.press(Key.Key_K, CTRL).type("kes-01").press(Key.Key_Return)
        assert page.sheet.values == wrong
        person.press(Key.Key_Z, CTRL, times=3)
        assert page.sheet.values == entered
        assert page.messages.text.startswith("Diurungkan: ketik 1 pada Ibu hamil yang harus")
        everything_beside(page)
        person.press(Key.Key_Y, CTRL, times=3)
        assert page.sheet.values == wrong
        person.press(Key.Key_Z, CTRL, times=3)
    assert everything(folder) == entered
