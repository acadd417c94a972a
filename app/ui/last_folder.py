"""Where the dialogs for files begin: the folder used last, before that the documents.

An exercise keeps its files where no file manager shows them: as long as it lasts, they begin there.

Qt would begin in the folder the program was started from, where no officer keeps a file.
"""

from __future__ import annotations

from pathlib import Path

_used: list[Path] = []
_pinned: list[Path] = []


def pin(folder: Path | None) -> None:
    """Let every dialog begin in this folder, whatever it is for; None ends that."""
    _pinned[:] = [] if folder is None else [folder]


def start(own: Path | None = None) -> str:
    """The folder a dialog shows first; `own` is where one that has a place of its own begins.

    A place that is not there (any more) counts by what is left of the way to it.
    """
    if _pinned:
        return str(_pinned[0])
    way = (own, *own.parents) if own is not None and own.is_absolute() else ()
    return str(next((folder for folder in way if folder.is_dir()), None) or _folder())


def used() -> Path:
    """The folder used last, where somebody looks for a flash disk; before that the documents."""
    return _folder()


def within(proposal: Path) -> Path:
    """Where a file is proposed to be saved; a bare name lands in the folder used last."""
    if _pinned:
        return _pinned[0] / proposal.name
    return proposal if proposal.is_absolute() else _folder() / proposal


def note(chosen: Path) -> Path:
    """Remember the folder of a file somebody chose, and give the file back.

    Not of an exercise, whose folder is no place for real files.
    """
    if not _pinned:
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
