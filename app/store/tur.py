"""Reading the tours of the screens from `resources/tur`: one file for each screen."""

from __future__ import annotations

from pathlib import Path

from app.domain.tur import Tur
from app.store import toml_files

FOLDER = Path("tur")


def every(folder: Path) -> dict[str, Tur]:
    """All tours of the folder of resources, by the screen they belong to.

    Raises:
        LontarError: one of them is not as it should be.

    """
    return {file.stem: _read(file, folder) for file in sorted((folder / FOLDER).glob("*.toml"))}


def find(folder: Path, screen: str) -> Tur | None:
    """The tour of a screen, or of the page it is a part of; None when there is neither.

    Raises:
        LontarError: its file is not as it should be.

    """
    for name in (screen, screen.partition(".")[0]):
        file = folder / FOLDER / f"{name}.toml"
        if file.is_file():
            return _read(file, folder)
    return None


def _read(file: Path, folder: Path) -> Tur:
    stops = {"layar": file.stem, **toml_files.read(file, folder)}
    return toml_files.decode(stops, Tur, file, folder)
