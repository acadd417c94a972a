"""The one seam for asking and telling: no other file opens a dialog; tests replace these functions.

Call them through the module (`dialogue.ask(...)`), so that a replacement is seen everywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox

from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_Role = QMessageBox.ButtonRole


def tell(parent: QWidget | None, sentence: str) -> None:
    """Say something that must be read before going on."""
    box = _box(parent, QMessageBox.Icon.Information, sentence)
    box.addButton(t("jendela.mengerti"), _Role.AcceptRole)
    box.exec()


def ask(parent: QWidget | None, question: str, yes: str, no: str = "") -> bool:
    """Ask for a decision; the buttons say what will happen, and Escape means no."""
    box = _box(parent, QMessageBox.Icon.Question, question)
    agree = box.addButton(yes, _Role.AcceptRole)
    refuse = box.addButton(no or t("jendela.batal"), _Role.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree


def show_error(parent: QWidget | None, error: LontarError) -> None:
    """Show a situation of the user: what happened, and below it what to do next."""
    box = _box(parent, QMessageBox.Icon.Warning, error.pesan)
    box.setInformativeText(error.saran)
    box.addButton(t("jendela.mengerti"), _Role.AcceptRole)
    box.exec()


def show_failure(parent: QWidget | None, error: Exception) -> None:
    """Show whatever a background task failed with; a bug goes on to the last hook."""
    if not isinstance(error, LontarError):
        raise error
    show_error(parent, error)


def open_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Let the user pick files that exist; empty when they change their mind."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(name) for name in chosen]


def open_file(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Let the user pick one file that exists."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None


def save_file(parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
    """Let the user name a file to write; replacing an old one is asked by the system."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds)
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget | None, title: str, start: Path) -> Path | None:
    """Let the user pick a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def ask_text(parent: QWidget | None, question: str, value: str = "") -> str | None:
    """Ask for one line of text."""
    text, agreed = QInputDialog.getText(
        parent, t("jendela.nama"), question, QLineEdit.EchoMode.Normal, value
    )
    return text.strip() if agreed else None


def ask_passphrase(parent: QWidget | None, question: str) -> str | None:
    """Ask for a passphrase; the letters stay hidden."""
    text, agreed = QInputDialog.getText(
        parent, t("jendela.nama"), question, QLineEdit.EchoMode.Password
    )
    return text if agreed else None


def reveal(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _box(parent: QWidget | None, icon: QMessageBox.Icon, sentence: str) -> QMessageBox:
    box = QMessageBox(
        icon, t("jendela.nama"), sentence, QMessageBox.StandardButton.NoButton, parent
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
