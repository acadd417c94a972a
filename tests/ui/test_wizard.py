"""The wizard: typed through like a person does, and nothing is made before the end."""

from __future__ import annotations

import shutil
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app import paths
from app.exchange import otoritas, pendirian
from app.store import opd, people
from app.store.office import Office
from app.teks import t
from app.ui.memory import Memory
from app.ui.pages.wizard import Wizard
from app.ui.pages.wizard_region import RegionStep
from app.ui.pages.wizard_restore import RestoreStep
from app.ui.pages.wizard_steps import (
    KindStep,
    OfficeStep,
    PassphraseStep,
    PersonStep,
    SummaryStep,
)
from app.ui.pages.wizard_urusan import UrusanStep
from app.ui.session import Session
from tests.exchange.contoh_pendirian import FRASA, ready_keys
from tests.ui.contoh_jendela import OPERATOR, clock, put_on_screen

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


class Typist:
    """Somebody at the keyboard: types where the focus is, and presses keys."""

    def __init__(self, qtbot, wizard: Wizard) -> None:
        self.qtbot = qtbot
        self.wizard = wizard

    @property
    def focus(self) -> QWidget:
        found = self.wizard.window().focusWidget()
        assert found is not None
        return found

    def types(self, text: str) -> Typist:
        if isinstance(self.focus, QLineEdit):
            self.focus.selectAll()
        self.qtbot.keyClicks(self.focus, text)
        return self

    def presses(self, *keys: Key) -> Typist:
        for key in keys:
            self.qtbot.keyClick(self.focus, key)
        return self

    def fills_everything(self, region: str = "ende") -> Typist:
        """Answers all questions; the summary is in view afterwards."""
        self.presses(Key.Key_Return)
        self.types(region).presses(Key.Key_Return)
        self.presses(Key.Key_Return)
        self.types(OPERATOR).presses(Key.Key_Return)
        self.types(FRASA).presses(Key.Key_Tab).types(FRASA).presses(Key.Key_Return)
        return self


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "data", lambda: tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def wizard(qtbot, data, monkeypatch):
    monkeypatch.setattr(pendirian.establish, "__defaults__", (ready_keys(),))
    made = Wizard(Session(clock, Memory()))
    put_on_screen(qtbot, made)
    made.resize(1200, 700)
    return made


@pytest.fixture
def typist(qtbot, wizard):
    return Typist(qtbot, wizard)


def in_view(wizard: Wizard) -> type:
    return next(type(step) for step in wizard.steps if step.isVisible())


def test_an_office_is_set_up_with_the_keyboard_alone(qtbot, wizard, typist, data):
    typist.fills_everything()
    assert in_view(wizard) is SummaryStep
    assert not data.exists()
    with qtbot.waitSignal(wizard.established, timeout=60_000) as established:
        typist.presses(Key.Key_Return)
    folder = established.args[0]
    assert folder == data / "kantor" / "kabupaten-ende"
    with Office.open(folder, clock) as office:
        assert office.identitas.kantor == "Bagian Tata Pemerintahan Setda Kabupaten Ende"
        assert people.users(office)[0].nama == OPERATOR
    assert wizard.draft.frasa_sandi == ""


@pytest.mark.parametrize(("letter", "regions"), [(Key.Key_P, 1), (Key.Key_A, 22), (Key.Key_T, 23)])
def test_the_kind_decides_which_regions_are_offered(qtbot, wizard, typist, letter, regions):
    qtbot.keyClick(wizard, letter, Alt)
    qtbot.waitUntil(lambda: wizard.steps[0].focusWidget() is not None)
    qtbot.wait(150)  # a mnemonic presses its button visibly, for a moment
    typist.presses(Key.Key_Return)
    assert wizard.steps[1].list.count() == regions


def test_no_region_is_guessed_for_the_user(wizard, typist):
    typist.presses(Key.Key_Return, Key.Key_Return)
    assert in_view(wizard) is RegionStep
    assert t("wisaya.wilayah.belum") in sentences(wizard)


def test_regions_of_like_names_are_told_apart(wizard, typist):
    typist.presses(Key.Key_Return).types("manggarai t").presses(Key.Key_Return)
    assert wizard.draft.wilayah.kode == "53.19"


def test_a_region_the_filter_has_hidden_is_not_taken(wizard, typist):
    typist.presses(Key.Key_Return).types("ende").types("zzz").presses(Key.Key_Return)
    assert in_view(wizard) is RegionStep


def test_the_proposed_name_follows_the_region_until_it_is_changed(wizard, typist):
    typist.presses(Key.Key_Return).types("ende").presses(Key.Key_Return)
    wizard.back()
    typist.types("sikka").presses(Key.Key_Return)
    name = wizard.steps[2].name.editor
    assert name.text().endswith("Kabupaten Sikka")
    typist.types("Bagian Umum")
    wizard.back()
    typist.types("ende").presses(Key.Key_Return)
    assert name.text() == "Bagian Umum"


def test_mistakes_are_told_beside_the_field_and_hold_the_step(wizard, typist):
    typist.presses(Key.Key_Return).types("ende").presses(Key.Key_Return, Key.Key_Return)
    typist.presses(Key.Key_Return)
    assert in_view(wizard) is PersonStep
    step = wizard.steps[4]
    assert t("galat.pengguna_tanpa_nama.pesan") in step.name.error
    assert step.name.editor.hasFocus()
    typist.types(OPERATOR).presses(Key.Key_Tab).types("1985").presses(Key.Key_Return)
    assert step.name.error == ""
    assert t("galat.nip_salah.pesan", angka=18) in step.nip.error
    typist.types("198503172010012003").presses(Key.Key_Return)
    assert in_view(wizard) is PassphraseStep


def test_a_folder_in_use_is_refused_beside_its_field(wizard, typist, data):
    (data / "kantor" / "kabupaten-ende" / "isi").mkdir(parents=True)
    typist.presses(Key.Key_Return).types("ende").presses(Key.Key_Return, Key.Key_Return)
    assert in_view(wizard) is OfficeStep
    assert str(data / "kantor" / "kabupaten-ende") in wizard.steps[2].folder.error


def test_a_chosen_folder_in_use_becomes_the_parent(wizard, typist, answers, tmp_path):
    (tmp_path / "Dokumen" / "surat").mkdir(parents=True)
    typist.presses(Key.Key_Return).types("ende").presses(Key.Key_Return)
    answers.will("choose_folder", tmp_path / "Dokumen")
    wizard.steps[2].browse.click()
    expected = str(tmp_path / "Dokumen" / "kabupaten-ende")
    assert wizard.steps[2].folder.editor.text() == expected
    wizard.back()
    typist.presses(Key.Key_Return)
    assert wizard.steps[2].folder.editor.text() == expected


@pytest.mark.parametrize(
    ("typed", "strength"),
    [
        ("", "kosong"),
        ("pendek", "lemah"),
        ("123456789012345678", "lemah"),
        ("lontarkering", "cukup"),
        (FRASA, "kuat"),
    ],
)
def test_the_strength_of_a_passphrase_is_told_while_typing(qtbot, wizard, typed, strength):
    step = wizard.steps[5]
    qtbot.keyClicks(step.first.editor, typed)
    assert t(f"wisaya.sandi.kekuatan.{strength}") in [one.text() for one in labels(step)]


def test_two_different_passphrases_are_not_accepted(wizard, typist):
    typist.fills_everything()
    wizard.back()
    wizard.steps[5].second.editor.clear()
    typist.presses(Key.Key_Tab).types("kuda laut makan rumput").presses(Key.Key_Return)
    assert in_view(wizard) is PassphraseStep
    assert wizard.steps[5].second.error == t("wisaya.sandi.beda")
    assert wizard.draft.frasa_sandi == ""


def test_the_letters_stay_hidden_until_they_are_asked_for(qtbot, wizard):
    step = wizard.steps[5]
    modes = [step.first.editor.echoMode()]
    step.show_letters.click()
    modes.append(step.second.editor.echoMode())
    assert modes == [QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal]


def test_the_summary_shows_every_answer_and_never_the_passphrase(wizard, typist):
    typist.fills_everything()
    told = sentences(wizard)
    assert {"Kabupaten Ende", OPERATOR, "Kabupaten atau kota"} <= set(told)
    assert FRASA not in " ".join(told)


def test_a_creation_can_be_stopped_and_leaves_nothing(qtbot, wizard, typist, data, monkeypatch):
    reached, go_on = threading.Event(), threading.Event()

    def slow() -> object:
        reached.set()
        go_on.wait(10)
        return ready_keys()()

    monkeypatch.setattr(pendirian.establish, "__defaults__", (slow,))
    typist.fills_everything().presses(Key.Key_Return)
    assert reached.wait(10)
    assert not wizard.next_button.isEnabled()
    wizard.cancel_button.click()
    go_on.set()
    qtbot.waitUntil(wizard.next_button.isEnabled)
    assert in_view(wizard) is SummaryStep
    assert not list((data / "kantor").iterdir())


def test_a_failure_at_the_end_is_told_and_can_be_tried_again(qtbot, wizard, typist, data):
    typist.fills_everything()
    taken = data / "kantor" / "kabupaten-ende" / "isi"
    taken.mkdir(parents=True)
    typist.presses(Key.Key_Return)
    qtbot.waitUntil(wizard.messages.isVisible)
    assert str(taken.parent) in wizard.messages.text
    taken.rmdir()
    with qtbot.waitSignal(wizard.established, timeout=60_000):
        wizard.next()


def test_leaving_is_asked_only_when_something_was_answered(qtbot, wizard, typist, answers):
    with qtbot.waitSignal(wizard.abandoned):
        typist.presses(Key.Key_Escape)
    typist.presses(Key.Key_Return)
    answers.will("ask", False)
    with qtbot.assertNotEmitted(wizard.abandoned):
        typist.presses(Key.Key_Escape)


def test_no_letter_opens_two_things_on_one_page(wizard):
    buttons = [wizard.back_button, wizard.next_button]
    for step in wizard.steps:
        step.enter() if type(step) in (KindStep, PersonStep, PassphraseStep) else None
        texts = [one.text() for one in (*labels(step), *choices(step), *buttons)]
        letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), (type(step).__name__, texts)


# --- A province whose laptop died


@pytest.fixture
def backup(two_offices, tmp_path, light):
    from app.exchange import cadangan_otoritas

    folder = shutil.copytree(two_offices / "ntt", tmp_path / "lama")
    with Office.open(folder, clock) as office:
        made = cadangan_otoritas.make(office, FRASA)
    shutil.rmtree(folder)
    return made


def test_a_province_is_restored_from_its_backup(qtbot, wizard, typist, answers, backup, tmp_path):
    new = "frasa di laptop yang baru"
    wizard.steps[0].choices["pulihkan"].setChecked(True)
    wizard.next()
    typist.presses(Key.Key_Return, Key.Key_Return)
    typist.types(OPERATOR).presses(Key.Key_Return)
    typist.types(new).presses(Key.Key_Tab).types(new).presses(Key.Key_Return)
    assert in_view(wizard) is RestoreStep
    step = wizard.steps[6]
    file = tmp_path / "cadangan.txt"
    file.write_bytes(backup.teks)
    answers.will("open_file", file)
    step.lines.choose.click()
    step.secret.line.setFocus()
    typist.types("bukan frasa yang benar").presses(Key.Key_Return)
    assert step.messages.text.startswith("Frasa sandi tidak cocok dengan kunci ini.")
    typist.types(FRASA).presses(Key.Key_Return)
    assert in_view(wizard) is SummaryStep
    assert any(" · ".join(backup.otoritas.kata) in one for one in sentences(wizard))
    with qtbot.waitSignal(wizard.established, timeout=60_000) as established:
        typist.presses(Key.Key_Return)
    with Office.open(established.args[0], clock) as office:
        assert otoritas.authority(office).sidik == backup.otoritas.sidik
        assert otoritas.unlock(office, new).key_size == 3072
    assert wizard.draft.frasa_cadangan == ""


def test_a_backup_that_is_not_whole_holds_the_step(wizard, typist, backup):
    wizard.steps[0].choices["pulihkan"].setChecked(True)
    wizard.next()
    typist.presses(Key.Key_Return, Key.Key_Return)
    typist.types(OPERATOR).presses(Key.Key_Return)
    typist.types(FRASA).presses(Key.Key_Tab).types(FRASA).presses(Key.Key_Return)
    step = wizard.steps[6]
    step.lines.editor.setPlainText("\n".join(backup.teks.decode().splitlines()[:30]))
    wizard.next()
    assert in_view(wizard) is RestoreStep
    assert step.lines.state.text().startswith("Cadangan belum dapat dipakai")


def test_only_a_restored_office_is_asked_for_a_backup(wizard, typist):
    typist.fills_everything()
    assert in_view(wizard) is SummaryStep
    wizard.back()
    assert in_view(wizard) is PassphraseStep


def labels(widget: QWidget):
    from PySide6.QtWidgets import QLabel

    return widget.findChildren(QLabel)


def choices(widget: QWidget):
    from PySide6.QtWidgets import QAbstractButton

    return widget.findChildren(QAbstractButton)


def sentences(widget: QWidget) -> list[str]:
    return [one.text() for one in labels(widget) if one.isVisible()]


# --- An OPD --------------------------------------------------------------------------------------


def test_an_opd_is_set_up_with_its_urusan_by_the_keyboard_alone(qtbot, wizard, typist, data):
    qtbot.keyClick(wizard, Key.Key_O, Alt)
    qtbot.waitUntil(wizard.steps[0].choices["opd"].isChecked)
    qtbot.wait(150)
    typist.presses(Key.Key_Return)
    assert wizard.steps[1].list.count() == 22
    typist.types("ende").presses(Key.Key_Return)
    typist.presses(Key.Key_Return)
    assert t("galat.kantor_tanpa_nama.pesan") in wizard.steps[2].name.error
    typist.types("Dinas Sosial Kabupaten Ende").presses(Key.Key_Return)
    assert in_view(wizard) is UrusanStep
    typist.presses(Key.Key_Return)
    step = wizard.steps[3]
    assert in_view(wizard) is UrusanStep
    assert "Urusan OPD belum dipilih." in sentences(wizard)
    # Five boxes further down stands Sosial, then kemiskinan.
    typist.presses(*[Key.Key_Tab] * 5, Key.Key_Space, Key.Key_Tab, Key.Key_Space)
    assert step.ticks.chosen == ("SOS", "kemiskinan")
    typist.presses(Key.Key_Return)
    typist.types(OPERATOR).presses(Key.Key_Return)
    typist.types(FRASA).presses(Key.Key_Tab).types(FRASA).presses(Key.Key_Return)
    assert in_view(wizard) is SummaryStep
    assert "Sosial, Kemiskinan (seluruh bagian)" in sentences(wizard)
    with qtbot.waitSignal(wizard.established, timeout=60_000) as established:
        typist.presses(Key.Key_Return)
    assert established.args[0] == data / "kantor" / "opd-kabupaten-ende"
    with Office.open(established.args[0], clock) as office:
        mine = office.identitas
        assert (mine.jenis, mine.kantor) == ("opd", "Dinas Sosial Kabupaten Ende")
        assert {"SOS", "KMS-A"} <= set(opd.owned(office) or ())


def test_other_offices_are_not_asked_for_urusan(wizard, typist):
    typist.fills_everything()
    assert wizard.draft.urusan == ()
    assert wizard.draft.plan().urusan == ()


def test_the_kind_that_the_keyboard_leads_to_is_seen_whole(qtbot, wizard, typist):
    wizard.window().resize(911, 400)
    for _ in range(4):
        typist.presses(Key.Key_Down)
        qtbot.waitUntil(lambda: typist.focus.visibleRegion().boundingRect() == typist.focus.rect())
