"""The report about something that went wrong: offered in the bar, over a window, in Pengaturan."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


def ask(parent: QWidget | None, sentence: str) -> None:
    """Say what happened where there is no bar, and let the user save the report."""
    later = t("jendela.laporan.tidak")
    if dialogue.ask(parent, sentence, t("jendela.laporan.simpan"), later):
        saved = save(parent, None)
        if saved is not None:
            dialogue.tell(parent, written(saved))


def save(parent: QWidget | None, folder: Path | None) -> Path | None:
    """Let the user choose where the report goes, write it, and show the file in its folder.

    Returns None when they change their mind or the disk refuses, which is told.
    """
    from pathlib import Path

    from app.exchange import laporan_galat

    now = datetime.now().astimezone()
    name = Path(laporan_galat.proposed_name(now))
    target = dialogue.save_file(parent, t("jendela.laporan.judul"), name, t("jendela.laporan.teks"))
    if target is None:
        return None
    try:
        laporan_galat.save(target, folder, now)
    except LontarError as error:
        dialogue.show_error(parent, error)
        return None
    dialogue.reveal(target)
    return target


def written(report: Path) -> str:
    """Where the report is, and what becomes of it."""
    return t("jendela.laporan.ditulis", berkas=report)
