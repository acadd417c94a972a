"""Evidence on the entry screen, by keyboard: attach, tell about it, open, switch, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from app.domain.nilai import Keadaan
from app.store import evidence, sheets
from app.store.door import Kunci
from app.store.riwayat import verify_chain
from app.ui.colours import Mark
from app.ui.pages.entry_inspector import Tab
from tests import contoh_bukti
from tests.ui.isian import ALT, CTRL, HARUS, SHIFT, TERLAYANI, Isian, Key

if TYPE_CHECKING:
    from pathlib import Path

CTRL_SHIFT = CTRL | SHIFT


@pytest.fixture
def isian(qtbot, session) -> Isian:
    return Isian(qtbot, session).open("KES-01", TERLAYANI)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "Surat Pernyataan.pdf"
    file.write_bytes(contoh_bukti.pdf())
    return file


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "foto.jpg"
    file.write_bytes(contoh_bukti.JPG)
    return file


def attach(isian: Isian, answers, *files: Path) -> Isian:
    answers.will("open_files", list(files))
    return isian.press(Key.Key_B, CTRL)


def kept(isian: Isian) -> list[evidence.Bukti]:
    sheet = isian.sheet
    return evidence.evidence(isian.session.office, sheet.wilayah, sheet.periode)


def panel(isian: Isian):
    return isian.page.inspector.evidence


def lines(isian: Isian) -> list[str]:
    return [f"{line.head} {line.sub}" for line in panel(isian).list.lines]


# --- Attaching -----------------------------------------------------------------------------------


def test_one_key_attaches_files_and_goes_on_to_what_is_told_about_them(
    isian, answers, letter, photo
):
    attach(isian, answers, letter, photo)
    assert lines(isian) == [
        "Surat Pernyataan.pdf 0,1 MB · disertakan",
        "foto.jpg 0,1 MB · disertakan",
    ]
    assert "Pilih bukti untuk" in answers.told[-1]
    assert "*.docx" in answers.told[-1]
    assert isian.notice == "Dilampirkan: Surat Pernyataan.pdf, foto.jpg."
    assert panel(isian).chosen.nama == "foto.jpg"
    assert isian.focus is panel(isian).facts.day
    assert isian.page.inspector.tabs.tabText(Tab.EVIDENCE) == "Bukti 2"
    assert [one.sel for one in kept(isian)] == [TERLAYANI, TERLAYANI]


def test_the_facts_are_typed_from_field_to_field_and_kept(isian, answers, letter):
    attach(isian, answers, letter)
    isian.type("12/3/2026").press(Key.Key_Return)
    isian.type("Kepala Dinas").press(Key.Key_Return)
    isian.type("4").press(Key.Key_Return)
    (bukti,) = kept(isian)
    assert (bukti.tanggal, bukti.penanda, bukti.halaman) == ("2026-03-12", "Kepala Dinas", "4")
    assert panel(isian).facts.day.text() == "12-03-2026"
    assert isian.focus is panel(isian).list
    assert isian.gestures() == ["bukti"] * 4
    assert verify_chain(isian.session.office).ok


def test_a_day_that_does_not_exist_is_told_below_and_what_was_typed_stays(isian, answers, letter):
    attach(isian, answers, letter)
    isian.type("31-02-2026").press(Key.Key_Return)
    assert panel(isian).facts.error.startswith("Tanggal “31-02-2026” tidak ada di kalender.")
    isian.page.inspector.refresh()
    assert panel(isian).facts.day.text() == "31-02-2026"
    assert kept(isian)[0].tanggal == ""
    panel(isian).facts.day.setFocus()
    isian.press(Key.Key_Escape)
    assert panel(isian).facts.day.text() == ""
    assert panel(isian).facts.error == ""
    assert isian.focus is panel(isian).facts.day
    isian.press(Key.Key_Escape)
    assert isian.focus is isian.page.grid.view


def test_what_was_typed_is_kept_when_the_page_is_left(isian, answers, letter):
    attach(isian, answers, letter)
    isian.type("12-03-2026")
    isian.page.leave()
    assert kept(isian)[0].tanggal == "2026-03-12"


def test_refused_files_are_named_and_the_others_are_kept(isian, answers, letter, tmp_path):
    program, empty = tmp_path / "hadiah.pdf", tmp_path / "kosong.pdf"
    program.write_bytes(contoh_bukti.EXE)
    empty.write_bytes(b"")
    attach(isian, answers, program, letter, empty)
    assert [one.nama for one in kept(isian)] == ["Surat Pernyataan.pdf"]
    assert "Berkas hadiah.pdf memuat program atau makro yang dapat dijalankan." in isian.notice
    assert "Berkas kosong.pdf kosong." in isian.notice


def test_where_the_inspector_hides_the_grid_it_tells_itself(qtbot, session, answers, tmp_path):
    narrow = Isian(qtbot, session, (640, 480)).open("KES-01", TERLAYANI)
    program = tmp_path / "hadiah.pdf"
    program.write_bytes(contoh_bukti.EXE)
    attach(narrow, answers, program)
    messages = narrow.page.inspector.messages
    assert not narrow.page.messages.isVisible()
    assert messages.isVisible()
    assert messages.text.startswith("Berkas hadiah.pdf memuat program")
    narrow.press(Key.Key_Escape).at(HARUS).press(Key.Key_F9, CTRL)
    assert not messages.isVisible()


def test_changing_ones_mind_attaches_nothing(isian, answers):
    attach(isian, answers)
    assert kept(isian) == []
    assert isian.notice == ""


def test_a_computed_cell_takes_no_evidence(isian, answers):
    isian.at("penerima.belum.jumlah").press(Key.Key_B, CTRL)
    assert isian.notice == "Bukti dilampirkan pada sel yang diisi, bukan pada sel hitungan."
    assert answers.told == []


def test_a_final_sheet_shows_its_evidence_and_changes_none(qtbot, session, answers, letter):
    first = Isian(qtbot, session).open("KES-01", TERLAYANI)
    attach(first, answers, letter)
    kunci = Kunci("KES-01", session.wilayah, str(session.periode))
    sheets.set_status(session.office, [kunci], "final", label="Kunci", pelaku="Maria")
    first.page.open_service("KES-02")
    first.open("KES-01", TERLAYANI)
    first.press(Key.Key_B, CTRL)
    assert "final" in first.notice.casefold() or "dikunci" in first.notice.casefold()
    first.press(Key.Key_F9, CTRL)
    assert lines(first) == ["Surat Pernyataan.pdf 0,1 MB · disertakan"]
    assert not panel(first).attach.isVisible()
    assert not panel(first).facts.drop.isVisible()
    assert not panel(first).facts.day.isEnabled()
    first.press(Key.Key_Delete)
    first.press(Key.Key_Space)
    assert kept(first)[0].disertakan


# --- Opening, switching, removing ----------------------------------------------------------------


def test_one_key_opens_a_copy_from_the_list_and_from_the_grid(isian, answers, letter, photo):
    attach(isian, answers, letter, photo)
    isian.press(Key.Key_F9, CTRL).press(Key.Key_Up)
    answers.will("show_document", True)
    isian.press(Key.Key_Return)
    assert answers.told[-1].endswith("Surat Pernyataan.pdf")
    copy = next((isian.session.office.folder / "bukti" / "dibuka").glob("*/*"))
    assert copy.read_bytes() == letter.read_bytes()
    isian.press(Key.Key_Escape)
    answers.will("show_document", True)
    isian.press(Key.Key_B, CTRL_SHIFT)
    assert isian.focus is isian.page.grid.view


def test_without_a_program_for_its_kind_the_user_is_told(isian, answers, letter):
    attach(isian, answers, letter)
    answers.will("show_document", False)
    isian.press(Key.Key_B, CTRL_SHIFT)
    assert isian.notice == (
        "Komputer ini tidak mempunyai program untuk membuka Surat Pernyataan.pdf."
    )


def test_a_cell_without_evidence_has_nothing_to_open(isian):
    isian.press(Key.Key_B, CTRL_SHIFT)
    assert isian.notice == "Sel ini belum mempunyai bukti."


@pytest.mark.parametrize(
    ("harm", "state", "sentence"),
    [
        ("gone", "berkas tidak ditemukan", "tidak ditemukan di folder kantor"),
        ("spoilt", "berkas berubah atau rusak", "sudah berubah sejak ditambahkan"),
    ],
)
def test_a_lost_file_is_marked_and_named_when_it_is_opened(
    isian, answers, letter, harm, state, sentence
):
    attach(isian, answers, letter)
    path = evidence.file_of(isian.session.office, kept(isian)[0].sha256)
    path.unlink()
    if harm == "spoilt":
        path.write_bytes(b"lain")
    isian.press(Key.Key_F9, CTRL)
    assert lines(isian) == [f"Surat Pernyataan.pdf 0,1 MB · {state}"]
    isian.press(Key.Key_Return)
    assert "Surat Pernyataan.pdf" in isian.notice
    assert sentence in isian.notice


def test_the_space_bar_switches_whether_the_file_travels(isian, answers, letter):
    attach(isian, answers, letter)
    isian.press(Key.Key_F9, CTRL).press(Key.Key_Space)
    assert not kept(isian)[0].disertakan
    assert lines(isian) == ["Surat Pernyataan.pdf 0,1 MB · ada, tidak disertakan"]
    assert not panel(isian).facts.travels.isChecked()
    isian.press(Key.Key_Space)
    assert kept(isian)[0].disertakan


def test_the_box_can_be_ticked_as_well(isian, answers, letter, qtbot):
    attach(isian, answers, letter)
    qtbot.mouseClick(panel(isian).facts.travels, Qt.MouseButton.LeftButton)
    assert not kept(isian)[0].disertakan


def test_removing_asks_first_and_keeps_a_record(isian, answers, letter):
    attach(isian, answers, letter)
    isian.press(Key.Key_F9, CTRL)
    answers.will("ask", False)
    isian.press(Key.Key_Delete)
    assert len(kept(isian)) == 1
    answers.will("ask", True)
    isian.press(Key.Key_Delete)
    assert answers.told[-1].startswith("Hapus bukti Surat Pernyataan.pdf dari sel ini?")
    assert kept(isian) == []
    assert lines(isian) == []
    assert isian.notice == "Bukti Surat Pernyataan.pdf dihapus dari sel ini."
    assert isian.focus is panel(isian).attach
    assert isian.gestures() == ["bukti", "bukti"]


def test_undo_leaves_evidence_alone(isian, answers, letter):
    isian.enter("5").at(TERLAYANI)
    attach(isian, answers, letter)
    isian.press(Key.Key_Escape).press(Key.Key_Z, CTRL)
    assert isian.sheet.nilai(TERLAYANI) is None
    assert len(kept(isian)) == 1


# --- What the rest of the screen knows -----------------------------------------------------------


def test_the_grid_marks_the_cell_and_a_screen_reader_hears_it(isian, answers, letter):
    isian.at(HARUS).enter("80").at(TERLAYANI).enter("90").at(TERLAYANI)
    attach(isian, answers, letter)
    assert isian.sheet.look(TERLAYANI).marks == (Mark.WARNING, Mark.EVIDENCE)
    assert isian.sheet.look(HARUS).marks == ()
    view = isian.page.grid.view
    place = view.table.place(TERLAYANI)
    assert place is not None
    index = view.table.index(*place)
    assert "Ada 1 berkas bukti." in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    answers.will("ask", True)
    isian.press(Key.Key_F9, CTRL).press(Key.Key_Delete)
    assert isian.sheet.look(TERLAYANI).marks == (Mark.WARNING,)


def test_evidence_belongs_to_its_cell_and_quarter(isian, answers, letter, session):
    attach(isian, answers, letter)
    isian.press(Key.Key_Escape).at(HARUS).press(Key.Key_F9, CTRL)
    assert lines(isian) == []
    assert isian.page.inspector.tabs.tabText(Tab.EVIDENCE) == "Bukti"
    attach(isian, answers, letter)
    assert [(one.periode, one.sel) for one in kept(isian)] == [
        ("2026", HARUS),
        (str(session.periode), TERLAYANI),
    ]


def test_the_panel_counts_what_travels_in_the_period(isian, answers, letter, photo):
    attach(isian, answers, letter, photo)
    assert panel(isian)._total.text() == "Disertakan pada periode ini: 2 berkas, 0,1 MB."


def test_keys_that_change_cells_do_nothing_while_facts_are_typed(isian, answers, letter):
    isian.at(HARUS).enter("80").at(TERLAYANI)
    attach(isian, answers, letter)
    isian.press(Key.Key_D, CTRL)
    assert isian.sheet.nilai(TERLAYANI) is None


def test_going_to_another_tab_keeps_the_cursor_of_the_grid(isian, answers, letter):
    isian.at("uraian.solusi.teks")
    attach(isian, answers, letter)
    isian.press(Key.Key_F1)
    assert isian.here == "uraian.solusi.teks"


def test_nihil_asks_for_its_letter_until_one_is_there(isian, answers, letter):
    isian.press(Key.Key_1, ALT)
    assert isian.sheet.nilai(TERLAYANI) is Keadaan.NIHIL
    isian.page.inspector.refresh()
    words = isian.page.inspector.cell.words
    assert "Catatan: Nihil perlu surat pernyataan sebagai bukti." in words
    assert "Ctrl+B" in words
    isian.press(Key.Key_F9, CTRL)
    assert panel(isian)._empty.text().startswith("Nihil perlu surat pernyataan.")
    attach(isian, answers, letter)
    isian.press(Key.Key_F1)
    assert "Nihil perlu surat pernyataan" not in isian.page.inspector.cell.words
    isian.press(Key.Key_Escape).at(HARUS).press(Key.Key_1, ALT).press(Key.Key_F1)
    assert "Nihil perlu surat pernyataan" not in isian.page.inspector.cell.words


def test_every_part_of_the_panel_has_a_name(isian, answers, letter):
    attach(isian, answers, letter)
    parts = [panel(isian).list, panel(isian).attach, *panel(isian).facts.fields]
    parts += [panel(isian).facts.open, panel(isian).facts.drop, panel(isian).facts.travels]
    for part in parts:
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def test_the_history_of_the_cell_tells_what_became_of_its_evidence(isian, answers, letter):
    isian.enter("72").at(TERLAYANI)
    attach(isian, answers, letter)
    isian.type("12-03-2026").press(Key.Key_Return).press(Key.Key_F9, CTRL)
    answers.will("ask", True)
    isian.press(Key.Key_Delete).press(Key.Key_F9, SHIFT)
    told = [line.head for line in isian.page.inspector.history.list.lines[1:]]
    assert told == [
        "Hapus bukti Surat Pernyataan.pdf",
        "Ubah keterangan bukti Surat Pernyataan.pdf",
        f"Lampirkan Surat Pernyataan.pdf: {isian.sheet.form.cells[TERLAYANI].label}",
        "kosong menjadi 72",
    ]


# --- Privacy at the cell -------------------------------------------------------------------------

SOLUSI = "uraian.solusi.teks"


def test_the_cell_tells_what_keeps_it_from_being_signed(isian):
    isian.at(SOLUSI).enter("Maria Tefa, Yosef Nahak, NIK 5301010101900002").at(SOLUSI)
    isian.page.inspector.refresh()
    words = isian.page.inspector.cell.words
    assert "Data pribadi: “Solusi dan tindak lanjut, Uraian” pada Ibu hamil memuat angka" in words
    assert "tampak memuat nama orang: M… T…; Y… N…" in words
    assert "5301010101900002" not in words


def test_a_false_alarm_is_answered_at_the_cell_by_keyboard(isian):
    isian.at(SOLUSI).enter("Maria Tefa, Yosef Nahak").at(SOLUSI).press(Key.Key_F1)
    button = isian.page.inspector.cell._not_names
    assert button.isVisible()
    button.setFocus()
    isian.press(Key.Key_Return)
    assert not button.isVisible()
    assert "nama orang" not in isian.page.inspector.cell.words
    assert isian.notice.startswith("Tercatat: ini bukan nama orang.")
    assert isian.gestures() == ["isi", "alasan"]
    isian.press(Key.Key_Escape).at(SOLUSI).enter("Maria Tefa, Yosef Nahak, Siti").at(SOLUSI)
    isian.page.inspector.refresh()
    assert button.isVisible()
