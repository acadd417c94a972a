"""A folder of small pictures under the names that `tangkapan-layar` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.ui.test_screenshots import SCREENS

if TYPE_CHECKING:
    from pathlib import Path


def made_in(folder: Path) -> Path:
    """One picture for each screen, in the folder given, which is returned."""
    image = QImage(68, 38, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    for number, screen in enumerate(SCREENS, 1):
        name = f"{screen}_kes-{number}" if screen == "isian" else screen
        assert image.save(str(folder / f"{number:02d}_{name}.png"))
    return folder
