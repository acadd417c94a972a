"""Kunci otoritas and Aturan otoritas in the window: backup, restore, holders, a new authority."""

from __future__ import annotations

import pytest

from app.exchange import (
    cadangan_otoritas,
    kunci,
    otoritas,
    pendaftaran,
    penerbit,
)
from app.store import people, settings
from app.ui.pages.settings_authority_key import AuthorityKeySection
from app.ui.pages.settings_authority_rules import AuthorityRulesSection
from tests.exchange import contoh_p12
from tests.exchange.contoh_pendirian import FRASA, key
from tests.ui.contoh_jendela import put_on_screen
from tests.ui.contoh_otoritas import fills, goes, panel_of, sentences

BARU = "frasa sandi yang baru dibuat"
SALAH = "bukan frasa yang benar"


# --- Backup


def test_a_backup_is_made_for_flash_disk_and_paper(qtbot, ntt, answers, tmp_path):
    section = ntt.shows(AuthorityKeySection)
    assert section.backup.state.text == "Belum ada cadangan"
    section.backup.make.click()
    fills(qtbot, section, SALAH)
    assert "tidak membuka kunci otoritas" in panel_of(section).messages.text
    panel_of(section).secret.line.clear()
    answers.will("choose_folder", tmp_path)
    fills(qtbot, section, FRASA)
    text, page = (tmp_path / f"cadangan-otoritas-53-2026-10-05.{kind}" for kind in ("txt", "html"))
    assert section.backup.state.text == "Ada cadangan"
    assert text.name in section.messages.text
    assert cadangan_otoritas.read(text.read_bytes()).otoritas == otoritas.authority(ntt.office)
    section.messages._act()
    assert str(page) in answers.told


def test_without_a_folder_nothing_is_written(qtbot, ntt, answers, tmp_path):
    section = ntt.shows(AuthorityKeySection)
    section.backup.make.click()
    answers.will("choose_folder", None)
    fills(qtbot, section, FRASA)
    assert section.panel is not None
    assert cadangan_otoritas.last_made(ntt.office) is None


def test_a_backup_without_the_newest_revocation_is_due_again(ntt):
    from app.exchange import cabut

    cadangan_otoritas.note_made(ntt.office, cadangan_otoritas.make(ntt.office, FRASA))
    cabut.revoke(ntt.office, [9], "salah_terbit", FRASA)
    section = ntt.shows(AuthorityKeySection)
    assert section.backup.state.text == "Perlu cadangan baru"
    assert "05-10-2026 (daftar pencabutan nomor 0)" in section.backup.words.text()


# --- Restore


@pytest.fixture
def backup(ntt):
    """A backup of an authority that this office has lost meanwhile."""
    made = cadangan_otoritas.make(ntt.office, FRASA)
    otoritas.found_again(ntt.office, key(5), BARU, "Provinsi Nusa Tenggara Timur")
    return made


def test_lines_are_judged_while_they_are_typed(qtbot, ntt, backup):
    section = ntt.shows(AuthorityKeySection)
    section.seldom.lines["pulihkan"].click()
    lines, editor = panel_of(section).lines, panel_of(section).lines.editor
    printed = cadangan_otoritas.lines(backup)
    editor.setPlainText("\n".join(printed[:3]))
    assert lines.state.text() == f"3 dari {len(printed)} baris sudah benar."
    wrong = printed[3][:-1] + ("a" if printed[3][-1] != "a" else "b")
    editor.appendPlainText(wrong)
    assert lines.state.text() == (
        f"3 dari {len(printed)} baris sudah benar. Periksa baris 4 huruf demi huruf."
    )
    panel_of(section).go.click()
    assert lines.state.text().startswith("Cadangan belum dapat dipakai: 3 baris sudah benar")
    editor.setPlainText("\n".join(printed))
    assert lines.state.text() == f"Semua {len(printed)} baris benar."
    editor.setPlainText("")
    assert lines.state.text().startswith("Tempel teks")


def test_an_authority_is_restored_from_a_file(qtbot, ntt, backup, answers, tmp_path):
    file = tmp_path / "cadangan.txt"
    file.write_bytes(backup.teks)
    section = ntt.shows(AuthorityKeySection)
    section.do_restore()
    panel = panel_of(section)
    answers.will("open_file", file)
    panel.lines.choose.click()
    panel.old.line.setText(SALAH)
    for line in panel.secret.lines:
        line.setText(FRASA)
    goes(qtbot, section)
    assert panel.messages.text.startswith("Frasa sandi tidak cocok")
    panel.old.line.setText(FRASA)
    goes(qtbot, section)
    assert otoritas.authority(ntt.office).sidik == backup.otoritas.sidik
    assert " · ".join(backup.otoritas.kata) in section.messages.text
    assert "Cocokkan enam katanya dengan kertas cadangan" in section.messages.text


def test_a_file_that_is_missing_or_no_backup_is_told_in_words(ntt, answers, tmp_path):
    section = ntt.shows(AuthorityKeySection)
    section.do_restore()
    lines = panel_of(section).lines
    answers.will("open_file", tmp_path / "tidak-ada.txt")
    lines.choose.click()
    assert "tidak-ada.txt" in lines.state.text()
    (tmp_path / "surat.txt").write_text("Yth. Bapak")
    answers.will("open_file", tmp_path / "surat.txt")
    lines.choose.click()
    panel_of(section).go.click()
    assert lines.state.text().startswith("Tidak ada baris cadangan otoritas")
    answers.will("open_file", None)
    lines.choose.click()
    assert lines.editor.toPlainText() == "Yth. Bapak"


# --- Holders


def test_a_second_operator_can_open_the_key_and_the_first_can_go(qtbot, ntt, answers):
    people.add_user(ntt.office, nama="Agnes Contoh", peran="operator")
    section = ntt.shows(AuthorityKeySection)
    assert not section.holders.lines[0].remove.isVisible()
    section.holders.add.click()
    panel = panel_of(section)
    panel.authority.line.setFocus()
    fills(qtbot, section, FRASA, BARU, BARU)
    assert section.messages.text == "Agnes Contoh sekarang memegang kunci otoritas."
    assert {"Maria Contoh, S.IP", "Agnes Contoh"} <= set(sentences(section.holders))
    answers.will("ask", False)
    section.holders.lines[0].remove.click()
    assert len(otoritas.holders(ntt.office)) == 2
    answers.will("ask", True)
    section.holders.lines[0].remove.click()
    assert "pertimbangkan otoritas baru" in answers.told[-1]
    assert [one.pengguna.nama for one in otoritas.holders(ntt.office)] == ["Agnes Contoh"]


def test_where_everybody_holds_the_key_nobody_can_be_added(ntt):
    section = ntt.shows(AuthorityKeySection)
    section.do_add_holder()
    assert not panel_of(section).go.isEnabled()
    assert "Semua orang di kantor ini" in panel_of(section).explanation.text()


def test_a_holder_changes_their_passphrase(qtbot, ntt):
    section = ntt.shows(AuthorityKeySection)
    section.holders.change.click()
    fills(qtbot, section, FRASA, BARU, BARU)
    assert "Buat cadangan baru" in section.messages.text
    assert otoritas.unlock(ntt.office, BARU).key_size == 3072


# --- A new authority


def test_a_new_authority_is_made_only_after_it_was_understood(qtbot, ntt, answers, monkeypatch):
    ready = key(5)
    monkeypatch.setattr(kunci, "generate", lambda: ready)
    before = otoritas.authority(ntt.office)
    section = ntt.shows(AuthorityKeySection)
    assert not section.seldom.lines["lepas"].isVisible()
    section.seldom.lines["baru"].click()
    panel = panel_of(section)
    panel.go.click()
    assert panel.messages.text.startswith("Beri centang dahulu")
    panel.understood.setChecked(True)
    panel.secret.lines[0].setFocus()
    fills(qtbot, section, BARU, BARU)
    qtbot.waitUntil(lambda: section.panel is None)
    own = otoritas.authority(ntt.office)
    assert own.sidik != before.sidik
    assert " · ".join(own.kata) in section.messages.text

    answers.will("ask", True)
    section.seldom.lines["lepas"].click()
    assert before.nama in answers.told[-1]
    assert pendaftaran.trusted(ntt.office) == [own.sertifikat]
    assert not section.seldom.lines["lepas"].isVisible()


def test_a_province_without_an_authority_can_restore_or_make_one(qtbot, province):
    section = AuthorityKeySection(province)
    put_on_screen(qtbot, section)
    section.enter()
    assert not section.backup.isVisible()
    assert section.seldom.lines["pulihkan"].isVisible()
    assert section.seldom.lines["baru"].isVisible()


# --- Rules


def test_the_visible_seal_is_switched_off_and_on(ntt):
    section = ntt.shows(AuthorityRulesSection)
    assert section.visible.isChecked()
    section.visible.click()
    assert settings.setting(ntt.office, otoritas.SEGEL_TAMPAK, bawaan=True) is False
    assert section.messages.text == "Paket berikutnya tidak memuat segel yang terlihat di Excel."
    section.enter()
    section.visible.click()
    assert settings.setting(ntt.office, otoritas.SEGEL_TAMPAK, bawaan=False) is True


def test_an_issuer_is_allowed_only_after_comparing_and_can_be_removed(ntt, answers, tmp_path):
    file = tmp_path / "penerbit.cer"
    file.write_bytes(contoh_p12.issuer().pem)
    section = ntt.shows(AuthorityRulesSection)
    answers.will("open_file", file)
    section.issuers.add.click()
    panel = panel_of(section)
    found = penerbit.read(ntt.office, file.read_bytes())
    assert {" · ".join(found.kata), found.sidik_sertifikat} <= set(sentences(panel))
    panel.go.click()
    assert panel.messages.text == "Cocokkan dahulu, lalu beri centang."
    assert penerbit.allowed(ntt.office) == []
    panel.compared.setChecked(True)
    panel.go.click()
    assert [one.nama for one in penerbit.allowed(ntt.office)] == ["Penerbit Contoh G1"]
    for agreed in (False, True):
        answers.will("ask", agreed)
        section.issuers.lines[0].remove.click()
    assert penerbit.allowed(ntt.office) == []


def test_a_certificate_of_no_issuer_is_told_in_words(ntt, answers, tmp_path):
    file = tmp_path / "bukan.cer"
    issued = pendaftaran.own_certificate(ntt.office, ntt.user)
    assert issued is not None
    file.write_bytes(issued.der)
    section = ntt.shows(AuthorityRulesSection)
    for chosen in (None, file):
        answers.will("open_file", chosen)
        section.do_allow()
    assert section.messages.text.startswith("Sertifikat ini bukan milik penerbit sertifikat")


@pytest.mark.parametrize("width", [589, 1000])
def test_nothing_is_cut(qtbot, ntt, answers, tmp_path, width):
    from tests.ui.test_settings import whole

    people.add_user(ntt.office, nama="Agnes Contoh", peran="operator")
    section = ntt.shows(AuthorityKeySection)
    column = ntt._shown[-1]
    column.resize(width, 400)
    for opening in (
        lambda: None,
        section.do_back_up,
        section.do_restore,
        section.do_add_holder,
        section.do_renew,
    ):
        opening()
        qtbot.waitUntil(lambda: whole(column, section))
    rules = ntt.shows(AuthorityRulesSection)
    column = ntt._shown[-1]
    column.resize(width, 400)
    file = tmp_path / "penerbit.cer"
    file.write_bytes(contoh_p12.issuer().pem)
    answers.will("open_file", file)
    rules.do_allow()
    qtbot.waitUntil(lambda: whole(column, rules))
