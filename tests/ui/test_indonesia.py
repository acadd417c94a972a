"""No English word in the Indonesian window: a walk through all screens, and what Qt says itself.

The words of each text in view, in a list, under the pointer or in the ear of a screen reader are
compared with the English side of the catalogue; `tests/kata_bersama.txt` has what both may say.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFileSystemModel,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from app import teks
from app.exchange.demo import offices
from app.ui import screenshots
from app.ui.guide import GuideWindow
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.entry import EntryPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.wizard import Wizard
from app.ui.pages.wizard_steps import KINDS
from app.ui.session import Session
from tests import contoh_demo, contoh_latihan
from tests.exchange import contoh_opd
from tests.ui.contoh_jendela import clock
from tests.ui.contoh_kata import (
    english_in,
    listen_to_the_painter,
    said,
    shared,
    translated,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

Note = Callable[..., None]
Said = dict[str, set[str]]
"""What each screen says."""

REGION = {"provinsi": "Nusa Tenggara Timur", "pulih": "Nusa Tenggara Timur"}

FEWEST_SCREENS, FEWEST_TEXTS = 100, 3000


@pytest.fixture(scope="module")
def walked(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """All screens of a kabupaten, its province, an OPD and a newcomer."""
    found: Said = {}
    place = tmp_path_factory.mktemp("jalan")
    demo = contoh_demo.small_demo(tmp_path_factory)
    with contoh_opd.office(place / "opd", contoh_opd.DINKES, "KES") as opd:
        contoh_opd.fill(opd)
    contoh_latihan.prepared()
    with pytest.MonkeyPatch.context() as patch, translated(qapp):
        written = listen_to_the_painter(patch)

        def note(window: QWidget, screen: str, part: QWidget | None = None) -> None:
            screenshots.settle(window)
            written.clear()
            window.grab()
            found.setdefault(screen, set()).update(said(part or window), written)

        patch.setattr(
            screenshots._Camera, "_take", lambda _, window, name: note(window, f"gambar {name}")
        )
        screenshots.capture(place / "gambar", offices(demo))
        _newcomer(note)
        for name, folder in (
            ("provinsi", offices(demo)[0]),
            ("kabupaten", offices(demo)[1]),
            ("opd", place / "opd"),
        ):
            _office(note, name, shutil.copytree(folder, place / f"salinan_{name}"))
        _guide(note)
    return found


def _newcomer(note: Note) -> None:
    """The wizard for each kind of office, from question to question as far as answers carry."""
    for jenis in [kind for kind, _ in KINDS]:
        wizard = Wizard(Session(clock, Memory()))
        wizard.show()
        wizard.steps[0].choices[jenis].setChecked(True)  # type: ignore[attr-defined]
        while True:
            step = wizard.step
            screenshots._answer(step, REGION.get(jenis, "Ende"))
            note(wizard, f"wisaya {jenis} {step.key}")
            if step is not wizard.steps[-1]:
                wizard.next()
            if wizard.step is step:
                break
        note(wizard, f"wisaya {jenis} {step.key} ditolak")
        wizard.close()
        wizard.deleteLater()


def _office(note: Note, name: str, folder: Path) -> None:
    """Every page, section and menu of an office."""
    window = MainWindow(Session(contoh_demo.now, Memory()))
    window.resize(1366, 768)
    window.show()
    window.open_office(folder)
    window.desk.upkeep.rest()
    note(window, f"{name} menu")
    for key in window.desk.rail.keys():  # noqa: SIM118 - a method of the rail
        window.desk.show_page(key)
        page = window.desk.current_page
        note(window, f"{name} {key}", page)
        if isinstance(page, EntryPage):
            for kode in {one.urusan: one.kode for one in window.session.forms.values()}.values():
                page.open_service(kode)
                note(window, f"{name} {kode}", page)
        if isinstance(page, SettingsPage):
            for section in page.kinds:
                page.list.choose(section.key)
                note(window, f"{name} pengaturan {section.key}", page.sections[section.key])
    window.close()
    window.deleteLater()
    screenshots.settle()


def _guide(note: Note) -> None:
    """Every page of the Panduan."""
    guide = GuideWindow(parent := QWidget())
    guide.show()
    note(guide, "panduan")
    for row in range(guide.list.count()):
        guide.list.setCurrentRow(row)
        note(guide, f"panduan {row}", guide.page)
    guide.close()
    parent.deleteLater()


def test_the_catalogue_says_nothing_in_english() -> None:
    wrong = {key: english_in(pair["id"]) for key, pair in teks.catalogue().items()}
    assert not {key: found for key, found in wrong.items() if found}


def test_no_screen_says_an_english_word(walked: Said) -> None:
    assert len(walked) > FEWEST_SCREENS
    assert len(set().union(*walked.values())) > FEWEST_TEXTS
    wrong = {
        text: (screen, english_in(text))
        for screen, texts in walked.items()
        for text in texts
        if english_in(text)
    }
    assert not wrong


@pytest.mark.parametrize(
    "label", ["Save changes", "Sca&n the folder", "<b>Not sent</b> 3", "Belum lengkap: missing"]
)
def test_an_english_label_would_be_found(qtbot, label: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for one in (QLabel("Simpan perubahan"), QCheckBox(label)):
        column.addWidget(one)
    found = {text.replace("&", "") for text in said(window) if english_in(text)}
    assert found == {label.replace("&", "")}


def test_english_is_found_wherever_it_hides(qtbot, monkeypatch) -> None:
    heard, menu, choice, tree = QPushButton("Simpan"), QMenu("Berkas"), QComboBox(), QTreeWidget()
    heard.setAccessibleDescription("save the changes")
    menu.addAction("Remove")
    choice.addItem("Kosong")
    choice.addItem("Nothing chosen")
    tree.setHeaderLabels(["Wilayah", "Region"])
    line = QLineEdit("what somebody typed")
    line.setPlaceholderText("Type here")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for one in (heard, choice, tree, line, _Painted()):
        column.addWidget(one)
    menu.setParent(window)
    window.show()
    written = listen_to_the_painter(monkeypatch)
    window.grab()
    found = {text for text in {*said(window), *written} if english_in(text)}
    assert found == {
        "save the changes", "Remove", "Nothing chosen", "Region", "Type here", "Not yet painted",
    }  # fmt: skip


class _Painted(QWidget):
    """Writes by hand."""

    def sizeHint(self) -> QSize:
        return QSize(100, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(0, 10, "Not yet painted")
        painter.end()


def test_no_word_is_called_shared_for_nothing() -> None:
    used = set().union(*(words(pair["en"]) for pair in teks.catalogue().values()))
    assert not shared() - used


@pytest.fixture
def qt_words(qapp: QApplication) -> Iterator[set[str]]:
    """What Qt may say: the Indonesian side of its part of the catalogue."""
    with translated(qapp):
        yield {
            pair["id"].replace("&", "")
            for key, pair in teks.catalogue().items()
            if key.startswith("qt.")
        }


def own_words(widget: QWidget) -> set[str]:
    return {text.replace("&", "").partition("\t")[0].strip() for text in said(widget)} - {""}


def test_all_standard_buttons_are_ours(qtbot, qt_words) -> None:
    every = QDialogButtonBox.StandardButton
    for one in every:
        if one is every.NoButton:
            continue
        box = QDialogButtonBox(one)
        qtbot.addWidget(box)
        said_by = {button.text().replace("&", "") for button in box.buttons()}
        assert said_by <= qt_words, one


def test_a_message_is_ours(qtbot, qt_words) -> None:
    box = QMessageBox(QMessageBox.Icon.Warning, "Lontar", "Isi", QMessageBox.StandardButton.Ok)
    box.setDetailedText("Isi")
    qtbot.addWidget(box)
    box.show()
    assert own_words(box) - qt_words - {"Lontar", "Isi"} == set()


def test_the_file_dialogue_is_ours(qtbot, qt_words, tmp_path) -> None:
    for mode in QFileDialog.FileMode:
        box = QFileDialog(None, "Judul", str(tmp_path))
        box.setOption(QFileDialog.Option.DontUseNativeDialog)
        box.setFileMode(mode)
        qtbot.addWidget(box)
        # The columns that can be shown are named twice: "Tampilkan Ukuran".
        told = {text.removeprefix("Tampilkan ") for text in own_words(box) - qt_words}
        places = {"Judul", *map(str, (tmp_path, *tmp_path.parents))}
        assert told - qt_words - places == set(), mode
    heads = QFileSystemModel()
    across = Qt.Orientation.Horizontal
    assert {heads.headerData(n, across) for n in range(heads.columnCount())} <= qt_words


def test_the_menus_of_editors_are_ours(qtbot, qt_words) -> None:
    for one in (QTextEdit(), QPlainTextEdit(), QTextBrowser(), QLineEdit()):
        qtbot.addWidget(one)
        menu = one.createStandardContextMenu()
        assert own_words(menu) <= qt_words, one
        menu.deleteLater()
