"""Every sentence a user can read: one catalogue in two languages, looked up by key."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from app import paths

if TYPE_CHECKING:
    from pathlib import Path

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class _Choice:
    language: Language = "id"


@cache
def catalogue() -> dict[str, dict[Language, str]]:
    """All texts of all areas in both languages; for the few who ask for both of them."""
    texts: dict[str, dict[Language, str]] = {}
    for file in _files():
        texts.update(_read(file))
    return texts


def t(key: str, /, **data: object) -> str:
    """The sentence for `key` in the chosen language, with `data` filled in."""
    return _sentences(_Choice.language)[key].format(**data)


def known(key: str) -> bool:
    """Whether there is such a sentence."""
    return key in _sentences(_Choice.language)


def indonesian(key: str) -> str:
    """The sentence for `key` as files carry it, whatever language the window speaks."""
    return _sentences("id")[key]


def area(name: str) -> dict[str, dict[Language, str]]:
    """The texts of one area in both languages, read at each call."""
    return _read(paths.resources() / "teks" / f"{name}.json")


@cache
def _sentences(language: Language) -> dict[str, str]:
    """All texts in one language; the other is not kept, as hardly anybody asks for it."""
    texts: dict[str, str] = {}
    for file in _files():
        texts.update((key, one[language]) for key, one in _read(file).items())
    return texts


def _read(file: Path) -> dict[str, dict[Language, str]]:
    # Here, because the first picture of the window is painted without any text.
    import msgspec

    return msgspec.json.decode(file.read_bytes(), type=dict[str, dict[Language, str]])


def _files() -> list[Path]:
    return sorted((paths.resources() / "teks").glob("*.json"))


def set_language(language: Language) -> None:
    """Choose the language of every later sentence."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Choice.language = language


def language() -> Language:
    """The language sentences come in now."""
    return _Choice.language
