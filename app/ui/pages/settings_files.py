"""Small files and pasted texts that go in and out of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.teks import t
from app.ui import dialogue

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MAX_FILE = 65_536


def open_text(parent: QWidget, title: str) -> Path | None:
    """Let the user choose a file with a request, a certificate or a list."""
    return dialogue.open_file(parent, title, t("pengaturan.berkas.teks"))


def read(file: Path, limit: int = MAX_FILE) -> bytes:
    """A small file somebody sent."""
    from app.exchange import berkas

    return berkas.read_file(file, limit)


def pasted() -> bytes:
    """The text that was copied last, out of a chat for example."""
    return QGuiApplication.clipboard().text().encode("utf-8", "replace")


def copy(words: str) -> None:
    """Let the user paste a text elsewhere."""
    QGuiApplication.clipboard().setText(words)


def save(
    parent: QWidget, title: str, name: str, data: bytes, kinds: str = "pengaturan.berkas.teks"
) -> Path | None:
    """Let the user choose where a file goes, and write it; None when they change their mind."""
    from app.exchange import berkas

    target = dialogue.save_file(parent, title, Path(name), t(kinds))
    if target is not None:
        berkas.write_atomic(target, data)
    return target
