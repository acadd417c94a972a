"""Where the dialogs for files begin: the folder used last, before that the documents.

Qt would begin in the folder the program was started from, where no officer keeps a file.
"""

from __future__ import annotations

from pathlib import Path

_used: list[Path] = []


def start() -> str:
    """The folder a dialog for opening shows first."""
    return str(_folder())


def within(proposal: Path) -> Path:
    """Where a file is proposed to be saved; a bare name lands in the folder used last."""
    return proposal if proposal.is_absolute() else _folder() / proposal


def note(chosen: Path) -> Path:
    """Remember the folder of a file somebody chose, and give the file back."""
    _used[:] = [chosen.parent]
    return chosen


def forget() -> None:
    """Begin as after a start."""
    _used.clear()


def _folder() -> Path:
    from PySide6.QtCore import QStandardPaths

    # A flash disk may have been pulled out meanwhile.
    for folder in _used:
        if folder.is_dir():
            return folder
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if Path(documents).is_dir() else Path.home()
