"""One walk through all windows: no English word in any, and no field without a text of its own.

The words of each text in view, in a list, under the pointer or in the ear of a screen reader are
compared with the English side of the catalogue; `tests/kata_bersama.txt` has what both may say.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from app.exchange.demo import offices
from app.ui import field_help, screenshots
from tests import contoh_demo, contoh_latihan
from tests.exchange import contoh_opd
from tests.ui import contoh_jelajah
from tests.ui.contoh_kata import english_in, listen_to_the_painter, said, translated
from tests.ui.contoh_kolom_isian import called, fields

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

FEWEST_SCREENS, FEWEST_TEXTS, FEWEST_FIELDS = 100, 3000, 90

SILENT = {
    "Line  Cari apa saja": "the list below it answers at once, with the keys below that",
    "QLineEdit  Cari dalam Panduan": "the Panduan is the help, and tells its keys below the list",
}
"""Fields without a text -> why."""


@dataclass
class Seen:
    """What each screen says, and what the text of each field is kept under."""

    words: dict[str, set[str]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def silent(self) -> set[str]:
        return {name for name, told in self.fields.items() if not told}


@pytest.fixture(scope="module")
def seen(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """All screens of a kabupaten, its province, an OPD, a newcomer and somebody who practises."""
    found = Seen()
    room = tmp_path_factory.mktemp("jelajah")
    demo = contoh_demo.small_demo(tmp_path_factory)
    with contoh_opd.office(room / "opd", contoh_opd.DINKES, "KES") as opd:
        contoh_opd.fill(opd)
    contoh_latihan.prepared()
    with pytest.MonkeyPatch.context() as patch, translated(qapp):
        written = listen_to_the_painter(patch)

        def note(window: QWidget, screen: str, part: QWidget | None = None) -> None:
            screenshots.settle(window)
            written.clear()
            window.grab()
            found.words.setdefault(screen, set()).update(said(part or window), written)
            found.fields.update({called(one): field_help.about(one) for one in fields(window)})

        patch.setattr(
            screenshots._Camera, "_take", lambda _, window, name: note(window, f"gambar {name}")
        )
        screenshots.capture(room / "gambar", offices(demo))
        for walk in (contoh_jelajah.newcomer, contoh_jelajah.elsewhere, contoh_jelajah.practice):
            walk(note)
        for name, folder in (
            ("provinsi", offices(demo)[0]),
            ("kabupaten", offices(demo)[1]),
            ("opd", room / "opd"),
        ):
            contoh_jelajah.office(note, name, shutil.copytree(folder, room / f"salinan_{name}"))
    return found


def test_no_screen_says_an_english_word(seen: Seen) -> None:
    assert len(seen.words) > FEWEST_SCREENS
    assert len(set().union(*seen.words.values())) > FEWEST_TEXTS
    wrong = {
        text: (screen, english_in(text))
        for screen, texts in seen.words.items()
        for text in texts
        if english_in(text)
    }
    assert not wrong


def test_every_field_of_every_window_has_a_text(seen: Seen) -> None:
    assert len(seen.fields) > FEWEST_FIELDS
    assert seen.silent - set(SILENT) == set()


def test_no_field_is_called_silent_for_nothing(seen: Seen) -> None:
    assert set(SILENT) - seen.silent == set()
