"""The page Paket without a mouse: at each step all parts are reached and seen, no letter twice."""

from __future__ import annotations

import pytest

from tests.journeys.pemakai import Key, Pemakai
from tests.journeys.test_papan_ketik import _is_seen, missed, shared_letters, stops
from tests.ui import contoh_dua
from tests.ui.contoh_daerah import enter
from tests.ui.contoh_dua import FRASA_PIMPINAN, Meja, at_the_desk, two_hands, warn

ALASAN = "Sudah dicocokkan"


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return two_hands(tmp_path_factory.mktemp("dua") / "kantor")


@pytest.fixture
def meja(qtbot, ready, tmp_path) -> Meja:
    import shutil

    return at_the_desk(qtbot, shutil.copytree(ready, tmp_path / "kantor"))


def before_reasons(qtbot, meja, _folder) -> None:
    warn(meja, "KES-01", "KES-02")
    enter(meja.window.session, "KES-03", penerima__harus__jumlah=60, penerima__harus__dis=61)
    qtbot.waitUntil(lambda: len(meja.send.state.obstacles.entries) == 3)
    meja.send.state.obstacles.go_on()


def before_stating(qtbot, meja, _folder) -> None:
    warn(meja, "KES-01")
    qtbot.waitUntil(lambda: len(meja.send.state.obstacles.entries) == 1)
    Pemakai(qtbot, meja.window).tab_to(meja.send.state.obstacles.list).enter(ALASAN)
    qtbot.waitUntil(meja.send.sign.state_form.button.isEnabled)


def before_signing(qtbot, meja, _folder) -> None:
    contoh_dua.state(qtbot, meja)


def after_signing(qtbot, meja, folder) -> None:
    contoh_dua.state(qtbot, meja)
    contoh_dua.sign(qtbot, meja, folder / "flashdisk")


def before_the_next(qtbot, meja, folder) -> None:
    after_signing(qtbot, meja, folder)
    meja.send.sign.result.again.click()
    before_reasons(qtbot, meja, folder)


def before_the_next_signature(qtbot, meja, folder) -> None:
    after_signing(qtbot, meja, folder)
    meja.send.sign.result.again.click()
    contoh_dua.state(qtbot, meja)


STEPS = (
    before_reasons, before_stating, before_signing, after_signing,
    before_the_next, before_the_next_signature,
)  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.__name__)
def test_tab_steps_on_every_part_and_each_can_be_seen(qtbot, meja, tmp_path, step):
    step(qtbot, meja, tmp_path)
    person = Pemakai(qtbot, meja.window)
    assert not missed(person, meja.page)
    unseen = []
    for _ in stops(person):
        person.press(Key.Key_Tab)
        if not _is_seen(person):
            unseen.append(person.focus.accessibleName())
    assert not unseen


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.__name__)
def test_no_letter_leads_to_two_places(qtbot, ready, tmp_path, step, language):
    import shutil

    from app import teks

    teks.set_language(language)
    meja = at_the_desk(qtbot, shutil.copytree(ready, tmp_path / "kantor"))
    step(qtbot, meja, tmp_path)
    assert not shared_letters(meja.window)


def test_the_whole_way_with_letters_and_enter_alone(qtbot, meja, answers, tmp_path):
    warn(meja, "KES-01", "KES-02")
    person, send = Pemakai(qtbot, meja.window), meja.send
    person.wait(lambda: len(send.state.obstacles.entries) == 2)
    person.wait(lambda: send.state.obstacles.isAncestorOf(person.focus))
    waits = send.state.obstacles
    for left in (1, 0):
        person.enter(ALASAN)
        person.wait(lambda left=left: sum(one.open for one in waits.entries) == left)
    assert person.focus is send.sign.state_form.passphrase
    person.enter(contoh_dua.FRASA)
    person.wait(lambda: person.focus is send.sign.sign_form.passphrase)
    answers.will("choose_folder", tmp_path)
    person.type(FRASA_PIMPINAN).tab_to(send.sign.sign_form.browse).press(Key.Key_Return)
    person.tab_to(send.sign.sign_form.button).press(Key.Key_Return)
    # A hasty second Enter must not take away what is told about the package.
    person.wait(lambda: person.focus is send.sign.result.open)
    assert len(list(tmp_path.glob("SPM_*.xlsx"))) == 1
    person.tab_to(send.sign.result.again).press(Key.Key_Return)
    person.wait(lambda: person.focus is send.sign.state_form.passphrase)
