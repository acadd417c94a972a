"""Whose work a frozen program carries, under which licence, and where the texts of these are found.

Texts come from the machine that builds, those of Qt from `packaging/umum`; what is missing is said.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Entry = tuple[str, str, str]  # name in the bundle, source, kind: as PyInstaller has it

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "lisensi"
OURS, PYTHON, FREEZER, UNKNOWN = "Lontar", "Python", "pyinstaller", "?"
MISSING = "(teks tidak ada di mesin pembuat)"
# Where Debian keeps the texts that its packages only name.
COMMON = Path("/usr/share/common-licenses")
# Qt puts no text into its wheels, and Windows has none either: these travel with the project.
SHARED = Path(__file__).resolve().parent / "umum"
QT_NOTICE = "QT.txt"
DOCUMENTS = Path("/usr/share/doc")
_WORDS = ("licen", "copying", "notice")
_HEAD = (
    "Isi program: nama | ukuran dalam bita | lisensi | teks lisensi.\n"
    "Kode Python yang tersimpan di dalam berkas program dihitung menurut ukuran sumbernya.\n\n"
)


@dataclass
class Component:
    """One work within the bundle: what it is called, its licence, its files and its texts."""

    name: str
    licence: str
    texts: list[Path] = field(default_factory=list)
    files: list[Entry] = field(default_factory=list)

    @property
    def placed(self) -> list[tuple[str, Path]]:
        """Every text with its place in the bundle."""
        return sorted((self._place(text), text) for text in self.texts)

    def _place(self, text: Path) -> str:
        if text.parent in (COMMON, SHARED):
            return f"{FOLDER}/umum/{text.name}"  # once for all who need it
        same = [one for one in self.texts if one.name == text.name]
        name = text.name if len(same) == 1 else f"{text.parent.name}-{text.name}"
        return f"{FOLDER}/{self.name}/{name}"


def components(entries: Iterable[Entry]) -> list[Component]:
    """The works that these files of a bundle come from, by name."""
    files: dict[str, list[Entry]] = defaultdict(list)
    real = [entry for entry in entries if entry[2] != "SYMLINK"]
    owner_of = _Owners(Path(entry[1]) for entry in real)
    for entry in real:
        files[owner_of(Path(entry[1]))].append(entry)
    files.setdefault(FREEZER, [])  # the start of the program itself
    return [_component(name, files[name]) for name in sorted(files, key=str.casefold)]


def listing(found: Iterable[Component], inside: Path) -> str:
    """The list for people: name, size in bytes, licence, texts; `inside` is the built bundle."""
    lines = [
        f"{one.name} | {sum(_size(entry, inside) for entry in one.files)} | {one.licence} | "
        + (", ".join(place for place, _ in one.placed) or MISSING)
        for one in found
    ]
    return _HEAD + "\n".join(lines) + "\n"


def without_text(found: Iterable[Component]) -> list[str]:
    """The works whose licence the building machine could not give in words."""
    return [one.name for one in found if not one.texts]


class _Owners:
    """Tells the work that each of these files belongs to."""

    def __init__(self, sources: Iterable[Path]) -> None:
        self.known = {
            str(one.locate_file(file)): _plain(one.name)
            for one in distributions()
            for file in one.files or ()
        }
        self.standard = Path(sysconfig.get_path("stdlib")).resolve()
        self.debian = _debian_packages(
            [source for source in sources if self._by_place(source) == UNKNOWN]
        )

    def __call__(self, source: Path) -> str:
        found = (self.debian[name] for name in _spellings(source) if name in self.debian)
        by_place = self._by_place(source)
        if by_place != UNKNOWN:
            return by_place
        inside = source.resolve().is_relative_to(Path(sys.base_prefix).resolve())
        return next(found, PYTHON if inside else UNKNOWN)

    def _by_place(self, source: Path) -> str:
        if str(source) in self.known:
            return self.known[str(source)]
        # PyInstaller packs this one itself, out of the standard library.
        if source.resolve().is_relative_to(self.standard) or source.name == "base_library.zip":
            return PYTHON
        return OURS if source.is_relative_to(ROOT) else UNKNOWN


def _spellings(source: Path) -> set[str]:
    """The names a library may be known by: itself or what it links to, with or without /usr."""
    names = {str(source), str(source.resolve())}
    names |= {name.removeprefix("/usr") for name in names}
    return names | {f"/usr{name}" for name in names}


def _debian_packages(sources: list[Path]) -> dict[str, str]:
    """The package that brought each of these files, where there are packages."""
    ask = shutil.which("dpkg-query")
    if ask is None or not sources:
        return {}
    names = sorted({name for source in sources for name in _spellings(source)})
    # It ends with 1 because no file is known by all its names.
    told = subprocess.run([ask, "--search", *names], capture_output=True, text=True, check=False)
    lines = [line.rpartition(": ") for line in told.stdout.splitlines()]
    return {name: packages.partition(":")[0] for packages, _, name in lines}


def _component(name: str, files: list[Entry]) -> Component:
    if name == OURS:
        return Component(name, "lihat teks", [ROOT / "LICENSE"], files)
    if name == PYTHON:
        places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
        texts = [place / "LICENSE.txt" for place in places if (place / "LICENSE.txt").is_file()]
        return Component(name, "PSF-2.0", texts[:1], files)
    try:
        return _of_distribution(name, distribution(name), files)
    except PackageNotFoundError:
        return _of_debian(name, files)


def _of_distribution(name: str, told: Distribution, files: list[Entry]) -> Component:
    inside = [file for file in told.files or () if ".dist-info" in str(file)]
    texts = [Path(str(file.locate())) for file in inside if file.name.casefold().startswith(_WORDS)]
    facts = told.metadata
    given = [*(facts.get_all("License-Expression") or ()), *(facts.get_all("License") or ())]
    short = given[0] if given else ""
    kinds = [one.rpartition(" :: ")[2] for one in facts.get_all("Classifier") or ()]
    kinds = [kind for kind in kinds if "icense" in kind or kind == "Public Domain"]
    licence = short.strip().partition("\n")[0] or ", ".join(kinds) or "lihat teks"
    if not texts and "LGPL-3" in licence:
        # The LGPL is an addition to the GPL, so it takes both; the notice says where Qt is from.
        wanted = [SHARED / "LGPL-3", SHARED / "GPL-3", SHARED / QT_NOTICE]
        texts = [text for text in wanted if text.is_file()]
    return Component(name, licence, texts, files)


def _of_debian(name: str, files: list[Entry]) -> Component:
    text = DOCUMENTS / name / "copyright"
    if not text.is_file():
        return Component(name, "tidak dikenal", [], files)
    words = text.read_text("utf-8", "replace")
    short = sorted(set(re.findall(r"^License: *(\S[^\n]*)", words, re.MULTILINE)))
    named = sorted(set(re.findall(rf"{COMMON}/([A-Za-z]+(?:-\d+(?:\.\d+)*)?)", words)))
    texts = [text, *(COMMON / one for one in named if (COMMON / one).is_file())]
    return Component(name, ", ".join(short) or ", ".join(named) or "lihat teks", texts, files)


def _size(entry: Entry, inside: Path) -> int:
    placed = inside / entry[0]
    file = placed if placed.is_file() else Path(entry[1])
    return file.stat().st_size if file.is_file() else 0


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def data(found: Iterable[Component]) -> Iterator[Entry]:
    """The texts as files of the bundle."""
    return ((place, str(text), "DATA") for one in found for place, text in one.placed)
