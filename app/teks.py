"""Every sentence a user can read: one catalogue in two languages, looked up by key."""

from __future__ import annotations

import os
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
    return _sentence(key, _Choice.language).format(**data)


def known(key: str) -> bool:
    """Whether there is such a sentence."""
    try:
        _sentence(key, _Choice.language)
    except KeyError:
        return False
    return True


def indonesian(key: str) -> str:
    """The sentence for `key` as files carry it, whatever language the window speaks."""
    return _sentence(key, "id")


def in_every_language(key: str) -> set[str]:
    """What the sentence for `key` may have been when somebody worked in another language."""
    return {_sentence(key, language) for language in LANGUAGES}


def area(name: str) -> dict[str, dict[Language, str]]:
    """The texts of one area in both languages, read at each call."""
    return _read(name)


def _sentence(key: str, language: Language) -> str:
    """A text, from the files its first word names; only where it is not there, from all of them.

    Nobody needs all of them in a day: the messages of errors alone are a fifth.
    """
    word = _word(key)
    return _sentences(language, word).get(key) or _strays(language, word)[key]


def _word(key: str) -> str:
    return key.partition(".")[0].partition("_")[0]


@cache
def _sentences(language: Language, word: str) -> dict[str, str]:
    """The texts of the files a word names.

    The other language is not kept, as hardly anybody asks for it.
    """
    return {key: one[language] for file in _named(word) for key, one in _read(file).items()}


@cache
def _strays(language: Language, word: str) -> dict[str, str]:
    """The texts of a word in files that it does not name; keeping those of all words takes 4 MB."""
    others = (file for file in _files() if file not in _named(word))
    texts = (text for file in others for text in _read(file).items())
    return {key: one[language] for key, one in texts if _word(key) == word}


def _read(file: str) -> dict[str, dict[Language, str]]:
    # Here, because the first picture of the window is painted without any text.
    import msgspec

    isi = (_folder() / f"{file}.json").read_bytes()
    return msgspec.json.decode(isi, type=dict[str, dict[Language, str]])


def _named(word: str) -> list[str]:
    """The files whose names begin with a word, else those that have it in their names."""
    parts = {file: file.split("_") for file in _files()}
    begun = [file for file, words in parts.items() if words[0] == word]
    return begun or [file for file, words in parts.items() if word in words]


@cache
def _files() -> tuple[str, ...]:
    """The names of all files, in order."""
    # A hundred paths would take ten times as long to make and sort, at every start.
    named = (name.rpartition(".") for name in os.listdir(_folder()))  # noqa: PTH208 - faster at every start
    return tuple(sorted(stem for stem, _, kind in named if kind == "json"))


def _folder() -> Path:
    return paths.resources() / "teks"


def set_language(language: Language) -> None:
    """Choose the language of every later sentence."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Choice.language = language


def language() -> Language:
    """The language sentences come in now."""
    return _Choice.language
