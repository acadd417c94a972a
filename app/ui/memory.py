"""What the window remembers from day to day: language, offices opened before, where one was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app import paths

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "ingatan.json"
_OFFICES = 8


class Memory:
    """Conveniences only: losing the file costs a few clicks and no data.

    `offices` maps folders to the name shown for them, latest first; `tours` has the screens whose
    tour was offered; the other mappings are by the id of the office.
    """

    # No dataclass: this is on the way of every start, and the module that makes them is not.
    def __init__(
        self,
        *,
        language: str = "id",
        page: str = "",
        offices: dict[str, str] | None = None,
        periode: dict[str, str] | None = None,
        wilayah: dict[str, str] | None = None,
        pengguna: dict[str, str] | None = None,
        tours: dict[str, str] | None = None,
    ) -> None:
        self.language, self.page = language, page
        self.offices, self.tours = offices or {}, tours or {}
        self.periode, self.wilayah, self.pengguna = periode or {}, wilayah or {}, pengguna or {}
        self._file = _path()

    @classmethod
    def load(cls) -> Memory:
        """Read the file; anything odd in it counts as forgotten."""
        memory = cls()
        try:
            read = json.loads(memory._file.read_bytes())
            for name, default in memory._kept().items():
                if _same_shape(read.get(name), default):
                    setattr(memory, name, read[name])
        except (OSError, ValueError, AttributeError):
            return cls()
        return memory

    def opened(self, folder: Path, name: str) -> None:
        """Put an office first in the list."""
        others = [(key, old) for key, old in self.offices.items() if key != str(folder)]
        self.offices = dict([(str(folder), name), *others][:_OFFICES])

    def known(self, folder: Path, name: str) -> None:
        """Put an office last in the list, unless it stands there already."""
        self.offices.setdefault(str(folder), name)
        self.offices = dict(list(self.offices.items())[:_OFFICES])

    def save(self) -> None:
        """Write the file if it would say something new, where this memory is from.

        A disk that refuses is no reason to disturb anyone.
        """
        target, told = self._file, json.dumps(self._kept(), indent=1).encode()
        if _bytes_of(target) == told:
            return
        from app.errors import LontarError
        from app.exchange import berkas

        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            berkas.write_atomic(target, told)
        except (OSError, LontarError):
            return

    def _kept(self) -> dict[str, object]:
        return {name: found for name, found in vars(self).items() if name != "_file"}


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _same_shape(found: object, default: object) -> bool:
    if not isinstance(found, dict):
        return type(found) is type(default)
    texts = (*found, *found.values())
    return isinstance(default, dict) and all(isinstance(text, str) for text in texts)


def _path() -> Path:
    return paths.data() / _FILE
