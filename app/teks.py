"""Every sentence a user can read: one catalogue in two languages, looked up by key."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal, get_args

from app import paths

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class _Choice:
    language: Language = "id"


@cache
def catalogue() -> dict[str, dict[Language, str]]:
    """All texts of all areas; read once."""
    texts: dict[str, dict[Language, str]] = {}
    for file in sorted((paths.resources() / "teks").glob("*.json")):
        texts.update(json.loads(file.read_bytes()))
    return texts


def t(key: str, /, **data: object) -> str:
    """The sentence for `key` in the chosen language, with `data` filled in."""
    return catalogue()[key][_Choice.language].format(**data)


def set_language(language: Language) -> None:
    """Choose the language of every later sentence."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Choice.language = language


def language() -> Language:
    """The language sentences come in now."""
    return _Choice.language
