"""A table of another system in the entry screen: matched once, named, found again, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain import register
from app.domain.profil import KolomProfil, Profil
from app.exchange import impor_profil
from app.store import import_profiles
from app.ui import dialogue, field_help
from app.ui.grid.import_preview import ImportPreview
from app.ui.grid.profile_window import ProfileWindow
from tests.exchange import contoh_asing
from tests.ui.contoh_kolom_isian import called, fields
from tests.ui.isian import CTRL, Isian, Key

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session, bagian="kemiskinan").open("F-K14")


@pytest.fixture
def choose(isian, qtbot, monkeypatch, tmp_path):
    def call(data: bytes, kind: type = ProfileWindow, name: str = "rekap.xlsx"):
        file: Path = tmp_path / name
        file.write_bytes(data)
        monkeypatch.setattr(dialogue, "open_file", lambda *_: file)
        isian.page.commands.run("tabel.kunci.impor")
        return shown(isian, qtbot, kind)

    return call


def shown(isian, qtbot, kind):
    def visible():
        return [one for one in isian.window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(visible()), timeout=60_000)
    return visible()[0]


def texts(window) -> dict[str, str]:
    return {row.cells[0].text: row.cells[2].text for row in window.lines.ledger.rows}


def line(window, beginning: str) -> str:
    rows = window.lines.ledger.rows
    found: list[str] = [row.code for row in rows if row.cells[0].text.startswith(beginning)]
    return found[0]


def test_a_recap_of_another_system_opens_the_matching_with_a_proposal(choose):
    window = choose(contoh_asing.workbook(contoh_asing.quality()))
    found = texts(window)
    assert found["NIK padan"] == "Padan NIK"
    assert found["Kecamatan"] == "tidak diambil"
    assert found["Semua baris dijumlahkan ke"] == "tidak; baris demi baris"
    assert [called(one) for one in fields(window) if not field_help.about(one)] == []
    window.reject()


def test_matched_by_the_keyboard_previewed_written_and_undone(isian, choose, qtbot):
    window = choose(contoh_asing.workbook(contoh_asing.quality()))
    window.lines.go_to(line(window, "Jumlah KK"))
    qtbot.keyClick(window.lines, Key.Key_Right)
    assert texts(window)["Jumlah KK"] == "Keluarga"
    window.lines.go_to(line(window, "Semua baris"))
    for _ in range(3):
        qtbot.keyClick(window.lines, Key.Key_Right)
    assert texts(window)["Semua baris dijumlahkan ke"] == "P3KE"
    window.name.setText("Rekap P3KE dari Bapperida")
    window.source.setText("P3KE")
    qtbot.keyClick(window, Key.Key_Return, CTRL)
    preview = shown(isian, qtbot, ImportPreview)
    assert "Dibaca dengan profil Rekap P3KE dari Bapperida, sumber: P3KE." in preview.verdict.text
    preview.accept_button.click()
    sheet = isian.page.sheet
    assert sheet.nilai("mutu.p3ke.kk") == 4006
    assert sheet.nilai("mutu.p3ke.padan") == 15206
    (label,) = isian.session.office.conn.execute(
        "SELECT label FROM tindakan ORDER BY id DESC"
    ).fetchone()
    assert "sumber P3KE" in label
    isian.press(Key.Key_Z, CTRL)
    assert isian.page.sheet.nilai("mutu.p3ke.kk") is None


@pytest.fixture
def kept(isian):
    """A profile as somebody kept it a quarter ago."""
    profil = Profil(
        nama="Rekap P3KE", sumber="P3KE", formulir="F-K14", tabel="mutu", jumlahkan="p3ke",
        kolom=[
            KolomProfil(kepala="Jumlah KK", ke="kk"),
            KolomProfil(kepala="NIK padan", ke="padan"),
        ],
    )  # fmt: skip
    impor_profil.keep(isian.session.office, profil)
    return profil


def test_a_kept_profile_is_found_by_its_headings_whatever_their_order(isian, choose, kept, qtbot):
    data = contoh_asing.workbook(contoh_asing.quality((3, 0, 4, 1, 2)))
    preview = choose(data, ImportPreview)
    assert preview.rencana.cells == {"mutu.p3ke.kk": 4006, "mutu.p3ke.padan": 15206}
    preview.match.click()
    window = shown(isian, qtbot, ProfileWindow)
    assert (window.name.text(), window.kept.currentText()) == ("Rekap P3KE", "Rekap P3KE")
    assert texts(window)["Data ganda"] == "tidak diambil"
    window.reject()


def test_a_profile_is_exported_deleted_and_installed_again(
    isian, choose, kept, qtbot, answers, monkeypatch, tmp_path
):
    choose(contoh_asing.workbook(contoh_asing.quality()), ImportPreview).match.click()
    window = shown(isian, qtbot, ProfileWindow)
    file = tmp_path / "bagi.profil.json"
    monkeypatch.setattr(dialogue, "save_file", lambda *_: file)
    window.save.click()
    assert window.told.text == "Profil “Rekap P3KE” ditulis ke bagi.profil.json."
    answers.will("ask", True)
    window.remove.click()
    assert import_profiles.profiles(isian.session.office) == []
    assert not window.save.isEnabled()
    monkeypatch.setattr(dialogue, "open_file", lambda *_: file)
    window.install.click()
    assert import_profiles.profiles(isian.session.office) == [kept]
    assert window.kept.currentText() == "Rekap P3KE"
    window.reject()


def test_what_every_row_gets_is_chosen_from_its_list_or_typed(isian, choose, qtbot, answers):
    isian.open("F-K07")
    data = contoh_asing.workbook(contoh_asing.by_desil(), contoh_asing.BY_DESIL)
    window = choose(data)
    assert texts(window)["Desil 10"] == "Menurut desil: Desil 6-10"
    assert "Kolom wajib yang belum terisi: Kegiatan" in window.told.text
    window.lines.go_to(line(window, "Isian tetap (wajib): Satuan"))
    qtbot.keyClick(window.lines, Key.Key_Right)
    window.lines.go_to(line(window, "Isian tetap (wajib): Kegiatan"))
    answers.will("ask_text", "Bantuan pangan")
    window.lines.open_menu()
    window.lines.go_to(line(window, "Isian tetap (wajib): Wilayah"))
    answers.will("ask_text", "Ende")
    window.lines.open_menu()
    window.lines.go_to(line(window, "Isian tetap (wajib): Sumber"))
    for _ in range(3):
        qtbot.keyClick(window.lines, Key.Key_Right)
    window.lines.go_to(line(window, "Kecamatan"))
    for _ in range(3):
        qtbot.keyClick(window.lines, Key.Key_Right)
    assert texts(window)["Kecamatan"] == "Desa/kelurahan"
    assert window.told.text.startswith("14 dari 15 kolom dicocokkan. Beri nama")
    window.accept_button.click()
    preview = shown(isian, qtbot, ImportPreview)
    assert preview.rencana.bersih
    preview.accept_button.click()
    sheet = isian.page.sheet
    rows = register.rows_of(sheet.form.tables["penerima"], sheet.values)
    assert [sheet.nilai(f"penerima.{row}.desa") for row in rows] == list(contoh_asing.KECAMATAN)
    assert {sheet.nilai(f"penerima.{row}.sumber") for row in rows} == {"p3ke"}
    assert sheet.nilai(f"penerima.{rows[0]}.d6") == sum(100 + 7 * one for one in range(6, 11))
    assert import_profiles.profiles(isian.session.office) == []


def test_a_list_of_people_is_refused_before_anything_is_shown(isian, qtbot, monkeypatch, tmp_path):
    file: Path = tmp_path / "nama.xlsx"
    file.write_bytes(contoh_asing.workbook(contoh_asing.people()))
    monkeypatch.setattr(dialogue, "open_file", lambda *_: file)
    isian.page.commands.run("tabel.kunci.impor")
    qtbot.waitUntil(lambda: "Daftar nama tidak pernah masuk" in isian.notice, timeout=60_000)
    assert isian.window.findChildren(ProfileWindow) == []


def test_a_name_that_cannot_be_kept_loses_nothing_that_was_matched(isian, choose):
    window = choose(contoh_asing.workbook(contoh_asing.quality()))
    window.name.setText("x" * 61)
    window.accept_button.click()
    assert window.isVisible()
    assert "lebih panjang dari 60 huruf" in window.told.text
    assert len(window.draft.kolom) == 3
    window.reject()


def test_a_profile_that_no_longer_fits_is_matched_anew(isian, choose, qtbot):
    wrong = Profil(
        nama="Lama", formulir="F-K14", tabel="mutu", jumlahkan="hilang",
        kolom=[
            KolomProfil(kepala="Jumlah KK", ke="kk"),
            KolomProfil(kepala="NIK padan", ke="padan_lama"),
        ],
    )  # fmt: skip
    impor_profil.keep(isian.session.office, wrong)
    window = choose(contoh_asing.workbook(contoh_asing.quality()))
    assert "kolom padan_lama, baris hilang" in window.told.text
    assert (window.name.text(), texts(window)["Jumlah KK"]) == ("Lama", "Keluarga")
    assert texts(window)["NIK padan"] == "tidak diambil"
    window.reject()


def test_another_table_or_first_row_is_matched_anew(isian, choose):
    isian.open("F-K09")
    window = choose(contoh_asing.paid_out().encode(), name="salur.csv")
    window.table.setCurrentIndex(window.table.findData("sebaran"))
    window.table.activated.emit(window.table.currentIndex())
    assert window.draft.tabel.kode == "sebaran"
    assert window.draft.judul.awal == 2
    kali = {row.cells[0].text: row.cells[3].text for row in window.lines.ledger.rows}
    assert kali["Nilai (juta rupiah)"] == "× 1.000.000"
    window.first.setCurrentIndex(window.first.findData(1))
    window.first.activated.emit(window.first.currentIndex())
    assert "tidak ditemukan tabel" in window.told.text
    assert window.first.currentData() == 2
    window.reject()
