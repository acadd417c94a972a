"""Every situation the store can meet has its two sentences in both languages."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest

from app import paths, teks
from app.domain import periksa_formulir, rumus
from app.errors import LontarError
from app.store import faults

FILE = paths.resources() / "teks" / "galat_store.json"
TEXTS = json.loads(FILE.read_bytes())
STORE = "\n".join(path.read_text() for path in Path(faults.__file__).parent.glob("*.py"))
CHECKS = "\n".join(Path(str(module.__file__)).read_text() for module in (periksa_formulir, rumus))


def codes() -> set[str]:
    found = set(re.findall(r'LontarError\(\s*"(\w+)"', STORE))
    found |= {f"formulir_{kode}" for kode in re.findall(r'wrong\(\s*"(\w+)"', STORE)}
    found |= {f"formulir_{kode}" for kode in re.findall(r'\("(bidang_\w+)"', STORE)}
    found |= {f"formulir_{kode}" for kode in re.findall(r'FormProblem\(\s*"(\w+)"', CHECKS)}
    found |= {f"formulir_rumus_{kode}" for kode in re.findall(r'FormulaError\(\s*"(\w+)"', CHECKS)}
    found |= set(faults._OF_A_COPY.values())
    found |= {"urung_sudah_berubah", "ulang_sudah_berubah"}
    return found | set(faults._BY_CODE.values()) | set(faults._BY_ERRNO.values())


def written() -> set[str]:
    return {key.split(".")[1] for key in TEXTS}


def test_every_situation_has_a_text_and_every_text_a_situation() -> None:
    assert codes() == written()


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_are_full_sentences_about_the_same_facts(key: str) -> None:
    fields = []
    for language in teks.LANGUAGES:
        text = TEXTS[key][language]
        assert text[0].isupper() or text[0] in '{"'
        assert text[-1] in ".:" or text.endswith("{isi}")
        fields.append({name for _, name, _, _ in string.Formatter().parse(text) if name})
    assert fields[0] == fields[1]


def test_an_error_of_the_store_speaks_english_too() -> None:
    teks.set_language("en")
    try:
        assert LontarError("disk_penuh", folder="/k").saran == (
            "Free some space on that disk, then repeat the last change."
        )
    finally:
        teks.set_language("id")
