"""No English word in the catalogue nor in what Qt says itself; how one would be found on a screen.

The walk through all screens is in `test_jelajah`.
"""

from __future__ import annotations

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

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication


def test_the_catalogue_says_nothing_in_english() -> None:
    wrong = {key: english_in(pair["id"]) for key, pair in teks.catalogue().items()}
    assert not {key: found for key, found in wrong.items() if found}


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
