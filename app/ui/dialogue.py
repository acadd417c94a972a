"""The one seam for asking and telling: no other file opens a dialog; tests replace these functions.

Call them through the module (`dialogue.ask(...)`), so that a replacement is seen everywhere. Qt's
dialogs are imported when one opens; a start needs none of them.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui import last_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

# The last part only: what tells one kind from another.
_ENDING = re.compile(r"\*[\w.-]*?(\.\w+)(?=[\s)])")


def tell(parent: QWidget | None, sentence: str) -> None:
    """Say something that must be read before going on."""
    box = _box(parent, "Information", sentence)
    box.addButton(t("jendela.mengerti"), box.ButtonRole.AcceptRole)
    box.exec()


def ask(parent: QWidget | None, question: str, yes: str, no: str = "") -> bool:
    """Ask for a decision; the buttons say what will happen, and Escape means no."""
    box = _box(parent, "Question", question)
    agree = box.addButton(yes, box.ButtonRole.AcceptRole)
    refuse = box.addButton(no or t("jendela.batal"), box.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree


def show_error(parent: QWidget | None, error: LontarError) -> None:
    """Show a situation of the user: what happened, and below it what to do next."""
    box = _box(parent, "Warning", error.pesan)
    box.setInformativeText(error.saran)
    box.addButton(t("jendela.mengerti"), box.ButtonRole.AcceptRole)
    box.exec()


def show_failure(parent: QWidget | None, error: Exception) -> None:
    """Show whatever a background task failed with; a bug goes on to the last hook."""
    if not isinstance(error, LontarError):
        raise error
    show_error(parent, error)


def present(dialog: QDialog, screen: str) -> None:
    """Show a window of our own over the one it belongs to; it tells what was decided by signals.

    `screen` is its name in the Panduan, which the help key opens there.
    """
    from app.ui import help_here

    help_here.offer(dialog, screen)
    dialog.open()


def _plain(words: str) -> str:
    """Words of a button as a title: without its access letter, and without what promises more."""
    return words.replace("&", "").removesuffix("…")


def open_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Let the user pick files that exist; empty when they change their mind."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getOpenFileNames(parent, _plain(title), last_folder.start(), kinds)
    return [last_folder.note(Path(name)) for name in chosen]


def open_file(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Let the user pick one file that exists."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getOpenFileName(parent, _plain(title), last_folder.start(), kinds)
    return last_folder.note(Path(chosen)) if chosen else None


def save_file(parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
    """Let the user name a file to write, with an ending of one of the kinds `PDF (*.pdf);;…`.

    Replacing an old one is asked by the system, or here when the name got its ending only here.
    """
    from PySide6.QtWidgets import QFileDialog

    place = str(last_folder.within(proposal))
    chosen, kind = QFileDialog.getSaveFileName(parent, _plain(title), place, kinds)
    if not chosen:
        return None
    target = _with_ending(Path(chosen), proposal.suffix, kind, kinds)
    if target != Path(chosen) and target.exists():
        question = t("jendela.ganti_berkas", berkas=target.name, folder=target.parent)
        if not ask(parent, question, t("jendela.ganti_berkas.ya")):
            return None
    return last_folder.note(target)


def _with_ending(chosen: Path, proposed: str, kind: str, kinds: str) -> Path:
    """The name with an ending by which the system knows the file.

    An ending that was typed decides; one that was only proposed gives way to the kind chosen.
    """
    known, wanted = _ENDING.findall(kinds), _ENDING.findall(kind)
    typed = chosen.suffix.casefold()
    if not wanted or typed in wanted or (typed in known and typed != proposed):
        return chosen
    stem = chosen.name.removesuffix(chosen.suffix) if typed in known else chosen.name
    return chosen.with_name(stem + wanted[0])


def choose_folder(parent: QWidget | None, title: str, start: Path) -> Path | None:
    """Let the user pick a folder."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, _plain(title), last_folder.start(start))
    return Path(chosen) if chosen else None


def ask_text(parent: QWidget | None, question: str, proposal: str) -> str | None:
    """Ask for a line of text; None when the user changes their mind."""
    from PySide6.QtWidgets import QInputDialog, QLineEdit

    from app.ui import help_here

    box = QInputDialog(parent)
    box.setWindowTitle(t("jendela.nama"))
    box.setLabelText(question)
    box.setTextValue(proposal)
    if line := box.findChild(QLineEdit):
        line.setAccessibleName(question)
    help_here.offer(box)
    return box.textValue() if box.exec() else None


def reveal(place: Path) -> None:
    """Show a folder in the system's file manager, or a file in its folder.

    Only Windows can be asked to point at the file.
    """
    if not place.is_file():
        _with_system(place)
    elif sys.platform != "win32" or not _point_at(place):
        _with_system(place.parent)


def _point_at(file: Path) -> bool:
    from PySide6.QtCore import QDir, QProcess

    # By its whole path, so that nothing that lies about under this name is started.
    explorer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "explorer.exe")
    told = QDir.toNativeSeparators(str(file))
    started, _ = QProcess.startDetached(str(explorer), ["/select,", told])
    return bool(started)


def show_document(path: Path) -> bool:
    """Show a file in the program the system has for its kind; False when it has none."""
    return _with_system(path)


def _with_system(path: Path) -> bool:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _box(parent: QWidget | None, icon: str, sentence: str) -> QMessageBox:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    from app.ui import help_here

    none = QMessageBox.StandardButton.NoButton
    box = QMessageBox(QMessageBox.Icon[icon], t("jendela.nama"), sentence, none, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    help_here.offer(box)
    return box
