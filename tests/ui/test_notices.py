"""What stays in view: a broken history and a restored backup, while work goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import periksa_riwayat
from app.store import questions, riwayat, send_log
from app.store.office import DATABASE_NAME
from app.ui import notices
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from tests.exchange import contoh_paket as contoh
from tests.ui.contoh_daerah import PERIODE, desk, enter
from tests.ui.contoh_jendela import ENDE, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

A_WHILE = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed office with a figure in it."""
    place = tmp_path / "kantor"
    with contoh.kabupaten(place, ENDE) as office:
        contoh.type_in(office, "KES-01", "penerima.terlayani.jumlah", 6400)
    return place


def tamper(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as conn:
        conn.execute("DROP TRIGGER riwayat_tetap_update")
        conn.execute("UPDATE riwayat SET baru = 'angka:9' WHERE id = 2")


def looked_at(qtbot: QtBot, folder: Path) -> MainWindow:
    """The window over an office, after its history was walked."""
    window = desk(qtbot, folder, "spm")
    qtbot.waitUntil(lambda: window.desk.notices.state is not None, timeout=A_WHILE)
    return window


def test_a_whole_history_is_not_mentioned(qtbot, folder):
    window = looked_at(qtbot, folder)
    assert not window.desk.notices.chain.isVisible()
    assert not window.desk.notices.lost.isVisible()


def test_a_broken_history_stays_in_view_and_work_goes_on(qtbot, folder, answers):
    tamper(folder)
    window = looked_at(qtbot, folder)
    bar = window.desk.notices.chain
    assert bar.isVisible()
    assert bar.text.startswith("Riwayat isian terputus di baris 2: “Isi contoh” oleh Maria Contoh")
    assert bar.text.endswith("Anda tetap dapat mengisi dan mengirim.")
    bar._action.click()
    assert "Simpan salinan folder kantor ini" in answers.told[-1]

    enter(window.session, "KES-01", penerima__terlayani__jumlah=6401)
    values = questions.values_of_period(window.session.office, ENDE, PERIODE)
    assert values["KES-01"]["penerima.terlayani.jumlah"] == 6401
    for page in ("beranda", "pengaturan"):
        window.desk.show_page(page)
        assert bar.isVisible()


def test_a_broken_history_does_not_keep_a_package_from_leaving(qtbot, folder, tmp_path):
    tamper(folder)
    window = looked_at(qtbot, folder)
    sent = contoh.export(window.session.office, tmp_path)
    laporan = contoh.judge(sent.path.read_bytes())
    assert laporan.sah
    assert laporan.isi is not None
    assert laporan.isi.rantai.keadaan == "putus"


def test_a_restored_backup_is_told_until_a_higher_revision_has_left(qtbot, folder, tmp_path):
    lost = send_log.Kiriman(ENDE, "2026-T3", 1, "ab" * 32, "waktu")
    send_log._append(folder, send_log.SENT, [lost])
    window = looked_at(qtbot, folder)
    bar = window.desk.notices.lost
    assert bar.isVisible()
    assert "revisi 1 (Triwulan III 2026) tidak ada di sini" in bar.text
    assert contoh.export(window.session.office, tmp_path).revisi == 2
    window.close()
    again = looked_at(qtbot, folder)
    assert not again.desk.notices.lost.isVisible()


def test_another_office_starts_with_a_clean_sheet(qtbot, folder, tmp_path):
    tamper(folder)
    window = looked_at(qtbot, folder)
    window.open_office(new_office(tmp_path / "lain", ENDE))
    assert not window.desk.notices.chain.isVisible()
    qtbot.waitUntil(lambda: window.desk.notices.state is not None, timeout=A_WHILE)
    assert not window.desk.notices.chain.isVisible()


def test_an_office_closed_before_the_walk_is_over_hears_nothing(qtbot, folder, monkeypatch):
    monkeypatch.setattr(notices, "_AFTER_MS", 0)
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    window.open_office(folder)
    window.close()
    assert window.desk.notices.state is None


def test_a_file_that_cannot_be_read_beside_the_window_is_told_only_while_it_is_open(
    qtbot, folder, answers, monkeypatch
):
    def refuse(_office: object) -> object:
        def work(_tick: object) -> object:
            raise LontarError("disk_galat", folder=folder)

        return work

    monkeypatch.setattr(periksa_riwayat, "walk", refuse)
    window = desk(qtbot, folder, "spm")
    qtbot.waitUntil(lambda: len(answers.told) == 1, timeout=A_WHILE)
    office = window.session.office
    window.close()
    window.desk.notices._failed(office, LontarError("disk_galat", folder=folder))
    assert len(answers.told) == 1


def test_the_walk_sees_one_moment_whatever_is_typed_meanwhile(qtbot, folder, monkeypatch):
    window = looked_at(qtbot, folder)
    monkeypatch.setattr(riwayat, "_TICK", 1)
    typed: list[int] = []

    def type_more() -> None:
        if len(typed) < 3:
            typed.append(1)
            enter(window.session, "KES-01", penerima__terlayani__jumlah=7000 + len(typed))

    assert riwayat.verify_file(window.session.office.database, type_more).ok
    assert len(typed) == 3
    assert riwayat.verify_chain(window.session.office).ok
