"""One glossary, one word for one thing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
GLOSSARY = README.partition("## Glossary")[2].partition("\n## ")[0]
TERMS = re.findall(r"^\| `(\w+)` \|", GLOSSARY, flags=re.MULTILINE)

SYNONYMS = {
    "kuartal": "triwulan",
    "daerah": "wilayah",
    "kabkota": "wilayah",
    "sasaran": "harus",
    "isian": "nilai",
    "instansi": "kantor",
    "verdict": "putusan",
    "anggaran_terserap": "serapan",
    "log": "riwayat",
    "finding": "temuan",
    "package": "paket",
}
"""Other words for glossary terms that must not become names of things in app/domain."""


def names_in(path: Path) -> set[str]:
    """The words of every class and function name in a module."""
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.ClassDef, ast.FunctionDef)
    names = [node.name for node in ast.walk(tree) if isinstance(node, kinds)]
    return {word for name in names for word in re.findall(r"[a-z]+", name.lower())}


def test_the_glossary_holds_the_words_of_the_field_once_each() -> None:
    assert len(TERMS) >= 40
    assert len(set(TERMS)) == len(TERMS)


def test_every_word_of_the_glossary_is_used_in_the_product() -> None:
    files = [*ROOT.glob("app/**/*.py"), *ROOT.glob("forms/**/*.toml"), *ROOT.glob("forms/*.toml")]
    text = "\n".join(path.read_text("utf-8") for path in files).lower()
    assert [term for term in TERMS if term.lower() not in text] == []


def test_no_synonym_of_a_glossary_word_names_anything_in_the_domain() -> None:
    words = set().union(*(names_in(path) for path in ROOT.glob("app/domain/*.py")))
    assert sorted(words & set(SYNONYMS)) == []
