"""Where the program's own files and the user's data live.

The same questions are answered in a checkout, an installed copy, a frozen program and on a stick.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
PORTABLE_MARK = "portabel.txt"
PORTABLE_FOLDER = "data-lontar"


def root() -> Path:
    """The folder that holds `forms/` and `resources/`."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    beside_package = _PACKAGE.parent
    # An installed copy carries both inside the package, so that site-packages holds no "forms".
    return beside_package if (beside_package / "resources" / "teks").is_dir() else _PACKAGE


def forms() -> Path:
    """Form definitions, regions and the index method."""
    return root() / "forms"


def resources() -> Path:
    """Texts, icons, print templates, demo data."""
    return root() / "resources"


def home_of_program() -> Path:
    """The folder a person sees as "the program": that of the executable, else the checkout."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return root()


def portable_data() -> Path | None:
    """The data folder beside the program when the mark file is there, else None."""
    home = home_of_program()
    return home / PORTABLE_FOLDER if (home / PORTABLE_MARK).is_file() else None


def data() -> Path:
    """The folder under which offices and logs are kept; it may not exist yet."""
    portable = portable_data()
    if portable is not None:
        return portable
    usual = _by_xdg() if sys.platform == "linux" else None
    if usual is not None:
        return usual / "Lontar"
    import platformdirs

    return Path(platformdirs.user_data_dir("Lontar", appauthor=False, roaming=False))


def _by_xdg() -> Path | None:
    """What platformdirs answers on an ordinary Linux; to ask it takes 3 ms and 0.7 MB of a start.

    None where it has to look further.
    """
    chosen, home = (Path(os.environ.get(name, "")) for name in ("XDG_DATA_HOME", "HOME"))
    if chosen.is_absolute():
        return chosen
    return home / ".local" / "share" if home.is_absolute() else None


def default_office() -> Path:
    """Where the wizard proposes to put the office's folder."""
    return data() / "kantor"


def practice() -> Path:
    """Where everything of Mode Latihan lies, apart from every real office."""
    return data() / "latihan"


def is_practice(folder: Path) -> bool:
    """Whether a folder lies inside that of Mode Latihan."""
    return folder.resolve().is_relative_to(practice().resolve())


def log_file() -> Path:
    """Where the details of an unexpected error are written."""
    return data() / "catatan" / "galat.log"
