"""Definisi in the settings: a file is shown before it is installed, and the province makes one."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import Qt

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import pembaruan
from app.store import backup, definitions, pustaka, questions
from app.store.door import CellWrite, write
from app.store.office import Office
from app.teks import t
from app.ui import background, safeguard
from app.ui.pages import entry_print
from app.ui.pages.settings_definitions import DefinitionsSection
from tests.contoh_definisi import (
    BARU,
    DITAMBAH,
    HILANG,
    KODE,
    file,
    first,
    folder_with,
    method,
    outputs,
    put,
    regions,
    service,
    told,
    told_method,
    told_outputs,
    told_regions,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_pendirian import FRASA
from tests.exchange.contoh_sertifikat import NOW, authority
from tests.exchange.contoh_surat import officer_of_province
from tests.ui.contoh_otoritas import panel_of, sentences, worked
from tests.ui.isian import Isian

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.contoh_jendela import Answers
    from tests.ui.contoh_otoritas import Kantor

Key = Qt.Key
T3, T4 = Periode(2026, 3), Periode(2026, 4)


@pytest.fixture
def section(ende: Kantor) -> DefinitionsSection:
    contoh.trust(ende.office, otoritas=authority())
    return ende.shows(DefinitionsSection)


def chosen(section: DefinitionsSection, answers: Answers, place: Path, data: bytes) -> None:
    place.write_bytes(data)
    answers.will("open_file", place)
    section.install.click()


def typed(ende: Kantor) -> None:
    cells = [
        CellWrite(KODE, ende.office.identitas.wilayah, "2026-T3", sel, 5)
        for sel in (HILANG, "penerima.terlayani.jumlah")
    ]
    write(ende.office, cells, jenis="ketik", label="Isi", pelaku="Maria")


def installs(qtbot, section: DefinitionsSection) -> None:
    """Go on, and wait for the backup and what follows it."""
    panel_of(section).submit()
    qtbot.waitUntil(lambda: section.panel is None)


def test_a_file_is_shown_first_and_installed_with_the_keyboard(
    qtbot, ende, section, answers, tmp_path
):
    assert section.nothing.isVisible()
    chosen(section, answers, tmp_path / "definisi-0001.txt", first())
    panel = panel_of(section)
    assert panel.explanation.text().startswith("Berkas definisi nomor 1, dibuat 5 Oktober 2026")
    assert panel.note.text() == "Butir mutu ibu hamil diperbarui."
    assert panel.changes.model().rowCount() > 3
    panel.changes.setFocus()
    qtbot.keyClick(panel.changes, Key.Key_Down)
    assert panel.detail.text().startswith("Baris di ")
    assert not panel.move_along.isVisible()
    assert definitions.installed(ende.office) == []
    forms = ende.session.forms
    panel.go.setFocus()
    qtbot.keyClick(panel.go, Key.Key_Return)
    assert not panel.go.isEnabled()
    assert definitions.installed(ende.office) == []
    qtbot.waitUntil(lambda: section.panel is None)
    assert pustaka.forms_of(ende.office, T4)[KODE].versi == 2
    assert ende.session.forms is not forms
    assert not section.nothing.isVisible()
    assert section.table.model().rowCount() == 1
    assert any(
        one.startswith("Berkas definisi nomor 1 sudah dipasang") for one in sentences(section)
    )


def test_begun_sheets_move_only_when_the_box_is_ticked(qtbot, ende, section, answers, tmp_path):
    typed(ende)
    data = file(told(service(berlaku="2026-T3")))
    chosen(section, answers, tmp_path / "d.txt", data)
    panel = panel_of(section)
    assert "1 isian tidak punya tempat lagi" in panel.sheets.text()
    assert panel.move_along.isVisible()
    installs(qtbot, section)
    assert pustaka.forms_of(ende.office, T3)[KODE].versi == 1

    chosen(section, answers, tmp_path / "d.txt", data)
    panel = panel_of(section)
    panel.move_along.setFocus()
    qtbot.keyClick(panel.move_along, Key.Key_Space)
    installs(qtbot, section)
    assert pustaka.forms_of(ende.office, T3)[KODE].versi == 2
    wilayah = ende.office.identitas.wilayah
    assert HILANG not in questions.values_of_period(ende.office, wilayah, T3)[KODE]


def test_the_index_of_a_begun_quarter_is_told_before_it_moves(
    qtbot, ende, section, answers, tmp_path
):
    typed(ende)
    chosen(section, answers, tmp_path / "d.txt", file(told_method(method(berlaku="2026-T3"))))
    panel = panel_of(section)
    assert panel.sheets.text().startswith("Triwulan III 2026, bila dipindahkan ke metode versi 2: ")
    assert panel.move_along.text() == t("panel.definisi_pasang.pindahkan_triwulan")
    assert ende.session.metode.versi == 1
    panel.move_along.setFocus()
    qtbot.keyClick(panel.move_along, Key.Key_Space)
    installs(qtbot, section)
    assert ende.session.metode == method().metode
    ende.session.set_periode(T3.mundur())
    assert ende.session.metode.versi == 1


def test_escape_leaves_everything_as_it_was(qtbot, ende, section, answers, tmp_path):
    chosen(section, answers, tmp_path / "d.txt", first())
    panel = panel_of(section)
    qtbot.keyClick(panel.back, Key.Key_Escape)
    assert section.panel is None
    assert definitions.installed(ende.office) == []


def test_a_file_that_is_none_is_refused_in_the_section(section, answers, tmp_path):
    chosen(section, answers, tmp_path / "catatan.txt", b"halo")
    assert section.panel is None
    assert any(
        t("galat.definisi_bukan.pesan", awal=0, akhir=0) in one for one in sentences(section)
    )


def test_a_known_file_offers_nothing_to_install(qtbot, section, answers, tmp_path):
    chosen(section, answers, tmp_path / "d.txt", first())
    installs(qtbot, section)
    chosen(section, answers, tmp_path / "d.txt", first())
    assert not panel_of(section).go.isVisible()


def test_a_kabupaten_makes_none(section):
    assert not section.make.isVisible()
    assert not section.again.isVisible()


def test_the_province_makes_a_file_and_can_save_it_again(qtbot, ntt, answers, tmp_path):
    ntt.enrolled_at(ntt)
    section = ntt.shows(DefinitionsSection)
    assert not section.again.isVisible()
    folder = folder_with(tmp_path / "baru", paths.forms())
    answers.will("choose_folder", folder)
    section.make.click()
    panel = panel_of(section)
    qtbot.keyClicks(panel.note, "Nifas ikut dihitung")
    qtbot.keyClicks(panel.secret.focusProxy() or panel.secret, FRASA)
    target = tmp_path / "definisi-0001.txt"
    answers.will("save_file", target)
    panel.submit()
    worked(qtbot)
    assert section.panel is None
    assert "kirim kepada kabupaten dan kota" in " ".join(sentences(section))
    copy = tmp_path / "lagi.txt"
    answers.will("save_file", copy)
    section.again.click()
    assert copy.read_bytes() == target.read_bytes()
    # The province uses it too.
    chosen(section, answers, target, target.read_bytes())
    assert panel_of(section).note.text() == "Nifas ikut dihitung"
    installs(qtbot, section)
    assert pustaka.forms_of(ntt.office, T4)[KODE].singkat == "Ibu hamil dan nifas"


def test_a_wrong_passphrase_makes_no_file(qtbot, ntt, answers, tmp_path):
    ntt.enrolled_at(ntt)
    section = ntt.shows(DefinitionsSection)
    answers.will("choose_folder", folder_with(tmp_path / "baru", paths.forms()))
    section.make.click()
    panel = panel_of(section)
    qtbot.keyClicks(panel.secret.focusProxy() or panel.secret, "bukan frasa yang benar")
    panel.submit()
    worked(qtbot)
    assert section.panel is panel
    assert panel.messages.text.startswith("Frasa sandi tidak cocok")
    assert definitions.made(ntt.office).nomor == 0


def test_the_entry_screen_follows_at_once(qtbot, session):
    contoh.trust(session.office, otoritas=authority())
    isian = Isian(qtbot, session).open(KODE, "mutu.m01.tersedia").enter("12")
    home = isian.sheet.form.versi
    data = file(told(service(berlaku=str(session.periode))))
    put(session.office, data, pindah=True)
    session.renew_forms()
    isian.open(KODE, f"mutu.{DITAMBAH}.tersedia").enter("7")
    assert (home, isian.sheet.form.versi) == (1, 2)
    assert isian.on_disk(f"mutu.{DITAMBAH}.tersedia") == 7
    assert isian.on_disk("mutu.m01.tersedia") == 12


def test_a_packed_program_is_held_against_its_letter(section, answers, tmp_path):
    own = officer_of_province()
    packed = tmp_path / "Lontar-9.0.0.zip"
    packed.write_bytes(b"PK program")
    told = pembaruan.prepare(packed, "9.0.0", "53", NOW)
    letter = tmp_path / "pembaruan.txt"
    letter.write_text(pembaruan.text(pembaruan.sign(told, own.key, [own.certificate])))
    answers.will("open_file", letter)
    section.program.click()
    assert "Berkas Lontar-9.0.0.zip asli." in " ".join(sentences(section))


# --- The backup before it, and a list of regions


class Held:
    """A backup that takes as long as the test wants, or fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.error = threading.Event(), ""
        self.begun = threading.Event()
        self._real = backup.keep
        monkeypatch.setattr(backup, "keep", self._keep)

    def _keep(self, *args: Any, **more: Any) -> Path:
        self.begun.set()
        while not self.go.is_set():
            # As a long copy does: it may be given up at any time.
            more["progress"](1, 4)
            # Waiting for an event with a limit never ends where a tool makes the clocks up.
            time.sleep(0.01)
        if self.error:
            raise LontarError("cadangan_tidak_utuh", folder=self.error)
        return self._real(*args, **more)


def test_without_a_backup_nothing_is_installed_and_it_can_be_tried_again(
    qtbot, ende, section, answers, tmp_path, monkeypatch
):
    held = Held(monkeypatch)
    held.error = "D:"
    held.go.set()
    chosen(section, answers, tmp_path / "d.txt", first())
    panel = panel_of(section)
    panel.submit()
    qtbot.waitUntil(panel.go.isEnabled)
    assert "D:" in panel.messages.text
    assert definitions.installed(ende.office) == []
    held.error = ""
    installs(qtbot, section)
    assert [one.nomor for one in definitions.installed(ende.office)] == [1]


def test_nothing_else_is_written_while_the_backup_is_made(
    qtbot, ende, section, answers, tmp_path, monkeypatch
):
    held = Held(monkeypatch)
    chosen(section, answers, tmp_path / "d.txt", first())
    panel = panel_of(section)
    panel.submit()
    qtbot.waitUntil(lambda: "25 %" in panel.messages.text)
    with pytest.raises(LontarError) as caught:
        typed(ende)
    assert str(caught.value) == (
        "Lontar sedang membuat cadangan sebelum menulis hal lain ke kantor ini. Tunggu sampai "
        "selesai, biasanya beberapa detik, lalu ulangi."
    )
    refused: list[Exception] = []
    again = safeguard.backed_up(ende.session, section, pytest.fail, refused.append)
    assert again is None
    assert [str(one) for one in refused] == [str(caught.value)]
    held.go.set()
    qtbot.waitUntil(lambda: section.panel is None)
    typed(ende)
    assert len(definitions.installed(ende.office)) == 1


def test_leaving_the_panel_gives_the_backup_up_and_installs_nothing(
    qtbot, ende, section, answers, tmp_path, monkeypatch
):
    held = Held(monkeypatch)
    chosen(section, answers, tmp_path / "d.txt", first())
    panel = panel_of(section)
    panel.submit()
    qtbot.waitUntil(held.begun.is_set)
    qtbot.keyClick(panel, Key.Key_Escape)
    assert section.panel is None
    qtbot.waitUntil(lambda: not ende.office.paused)
    assert definitions.installed(ende.office) == []
    typed(ende)


def test_an_office_that_was_closed_meanwhile_is_left_alone(
    qtbot, ende, section, answers, tmp_path, monkeypatch
):
    held = Held(monkeypatch)
    chosen(section, answers, tmp_path / "d.txt", first())
    panel_of(section).submit()
    qtbot.waitUntil(held.begun.is_set)
    folder = ende.office.folder
    ende.session.close()
    held.go.set()
    assert background.wait(10)
    qtbot.wait(20)
    with Office.open(folder, lambda: NOW) as office:
        assert definitions.installed(office) == []


def test_a_list_of_regions_is_told_and_the_window_follows(qtbot, ntt, answers, tmp_path):
    contoh.trust(ntt.office, otoritas=authority())
    section = ntt.shows(DefinitionsSection)
    isi = told_regions(regions(2, str(T4), BARU, k01={"nama": "Kabupaten Kupang Raya"}))
    chosen(section, answers, tmp_path / "d.txt", file(isi))
    panel = panel_of(section)
    assert panel.summary.text() == "Tidak ada formulir di berkas ini. Daftar wilayah yang baru: 1."
    said = [panel.changes.ledger.rows[place].cells[1].text for place in range(4)]
    assert "Wilayah baru: Kabupaten Contoh Baru (53.22), pulau Timor, klaster Timor." in said
    assert "Banyaknya kabupaten dan kota: 22 menjadi 23." in said
    installs(qtbot, section)
    session = ntt.session
    assert session.regions[BARU.kode].nama == BARU.nama
    session.set_periode(T4)
    assert BARU.kode in session.regions_now
    session.set_wilayah(BARU.kode)
    # The quarter before has no such region to stay at.
    session.set_periode(T3)
    assert session.wilayah == ntt.office.identitas.wilayah
    assert session.regions_now["53.01"].nama == "Kabupaten Kupang"


def test_a_list_of_outputs_is_told_and_the_window_prints_by_it(qtbot, ende, answers, tmp_path):
    contoh.trust(ende.office, otoritas=authority())
    section = ende.shows(DefinitionsSection)
    moved = [msgspec.structs.replace(one, milik="spm") for one in outputs().keluaran]
    chosen(section, answers, tmp_path / "d.txt", file(told_outputs(outputs(keluaran=moved))))
    panel = panel_of(section)
    told = "Tidak ada formulir di berkas ini. Daftar keluaran cetak yang baru: 1."
    assert panel.summary.text() == told
    said = [row.cells[1].text for row in panel.changes.ledger.rows]
    assert "Keluaran L1 RAT Tabel 3.1 kini tercetak dari bagian spm." in said
    assert not entry_print.prints(ende.session, "spm")
    installs(qtbot, section)
    ende.session.set_periode(T4)
    assert entry_print.prints(ende.session, "spm")
    assert not entry_print.prints(ende.session, "kemiskinan")
