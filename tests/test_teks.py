"""Every sentence exists once, in both languages, and is used."""

from __future__ import annotations

import ast
import json
import re
import string
from collections import Counter
from functools import cache

import pytest

from app import teks
from app.errors import LontarError
from tests.sumber import ROOT, as_pattern, calls, constants, modules, place, tree

FILES = sorted((ROOT / "resources" / "teks").glob("*.json"))

TAKEN_WHOLE = {"qt.": "the translator takes the whole area, to answer Qt in Indonesian"}
"""Starts of keys that nobody names -> why they are there all the same."""


WITHOUT_RAIL = (
    "jendela.menu.", "jendela.tindakan.", "jendela.mulai.", "qt.", "wisaya.", "tempel.", "profil.",
    "ketik_ulang.",
)  # fmt: skip
"""Areas of menus and of windows that have no rail and no quarter above them."""
RAIL = ("jendela.halaman.", "jendela.pilih_periode")
NEVER_TOGETHER = {"pengaturan.opd": "only a kabupaten has it, only a province has Konsolidasi"}
MNEMONIC = re.compile(r"(?<!&)&([^\W_])")


def keys_in_order() -> list[tuple[str, str]]:
    """(file, key) of every entry, repeated keys included."""
    found: list[tuple[str, str]] = []

    def note(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found.extend((file.stem, key) for key, _ in pairs if key not in teks.LANGUAGES)
        return dict(pairs)

    for file in FILES:
        json.loads(file.read_bytes(), object_pairs_hook=note)
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def needed(key: str) -> set[str]:
    return {name for text in teks.catalogue()[key].values() for name in placeholders(text)}


def given(call: ast.Call) -> set[str] | None:
    """The names of the data in a call, or None when they are only known at run time."""
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else {name for name in names if name is not None}


def literals(node: ast.expr) -> list[str]:
    """The texts an argument can be, as far as they are written out."""
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return []


def put_together() -> list[tuple[str, re.Pattern[str]]]:
    """(place, pattern of the key) of every key that is completed at run time."""
    found = []
    for name, frame in (("t", "{}"), ("LontarError", r"galat\.{}\.(?:pesan|saran)")):
        for file, call in calls(name, "app"):
            if call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
                key = re.compile(frame.format(as_pattern(call.args[0])))
                found.append((f"{place(file, call)} {ast.unparse(call.args[0])}", key))
    return found


@cache
def words_of_the_program() -> set[str]:
    """Texts written out in code, form or tour: what a key, or a part of one, can be."""
    folders = (ROOT / "forms", ROOT / "resources" / "tur")
    files = [file for folder in folders for file in folder.rglob("*.toml")]
    forms = "".join(file.read_text(encoding="utf-8") for file in files)
    written = {text for file in modules("app") for text in constants(tree(file))}
    tours = {file.stem for file in (ROOT / "resources" / "tur").glob("*.toml")}
    return written | tours | set(re.findall(r'"([\w.-]+)"', forms))


@cache
def frames_of_the_program() -> list[re.Pattern[str]]:
    """Texts with gaps, such as `galat.{kode}.pesan`, anywhere in the code."""
    nodes = (node for file in modules("app") for node in ast.walk(tree(file)))
    frames = {as_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr | ast.BinOp)}
    frames |= {key.pattern for _, key in put_together()}
    return [re.compile(frame) for frame in frames if re.match(r"[a-z]{2}", frame)]


@cache
def can_be_made(part: str) -> bool:
    """Whether the program writes the text out, or fills the gaps of a frame to get it."""
    if part in words_of_the_program() or part.isdigit():
        return True
    matches = filter(None, (frame.fullmatch(part) for frame in frames_of_the_program()))
    return any(all(map(can_be_made, match.groups())) for match in matches)


def raised() -> list[tuple[str, str, set[str] | None]]:
    """(place, code, names of its data) of every LontarError in the program."""
    return [
        (place(file, call), kode, given(call))
        for file, call in calls("LontarError", "app")
        for kode in (literals(call.args[0]) if call.args else [])
    ]


def test_no_key_is_written_twice() -> None:
    counted = Counter(key for _, key in keys_in_order())
    assert not [key for key, times in counted.items() if times > 1]


def test_the_texts_of_one_area_stand_in_one_file() -> None:
    homes: dict[str, set[str]] = {}
    for file, key in keys_in_order():
        # Errors are many: galat_store.json and its like stand beside galat.json.
        homes.setdefault(key.partition(".")[0], set()).add(file.partition("_")[0])
    scattered = {area: files for area, files in homes.items() if len(files) > 1}
    assert not scattered


def test_every_text_is_there_in_both_languages() -> None:
    lacking = [
        key
        for key, texts in teks.catalogue().items()
        if set(texts) != set(teks.LANGUAGES) or not all(text.strip() for text in texts.values())
    ]
    assert not lacking


def test_both_languages_fill_in_the_same_data() -> None:
    different = [
        key
        for key, texts in teks.catalogue().items()
        if placeholders(texts["id"]) != placeholders(texts["en"])
    ]
    assert not different


def test_data_are_filled_in_by_name_only() -> None:
    bare = [key for key in teks.catalogue() if not all(n.isidentifier() for n in needed(key))]
    assert not bare


def test_every_text_that_is_asked_for_exists_with_exactly_its_data() -> None:
    wrong = [
        f"{place(file, call)} {key}"
        for file, call in calls("t", "app")
        for key in (literals(call.args[0]) if call.args else [])
        if key not in teks.catalogue() or given(call) not in (None, needed(key))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_key_put_together_at_run_time_names_its_area_and_finds_a_text() -> None:
    lost = [
        where
        for where, key in put_together()
        if key.pattern.startswith("(") or not any(map(key.fullmatch, teks.catalogue()))
    ]
    assert not lost, "\n".join(lost)


def test_every_error_says_what_happened_and_what_to_do() -> None:
    silent = [
        f"{where} {kode}"
        for where, kode, _ in raised()
        for part in ("pesan", "saran")
        if f"galat.{kode}.{part}" not in teks.catalogue()
    ]
    assert not silent, "\n".join(silent)


def test_every_error_brings_the_data_its_sentences_fill_in() -> None:
    short = [
        f"{where} {key}: {needed(key) - names}"
        for where, kode, names in raised()
        for key in (f"galat.{kode}.pesan", f"galat.{kode}.saran")
        if names is not None and key in teks.catalogue() and not needed(key) <= names
    ]
    assert not short, "\n".join(short)


def test_no_text_is_kept_that_nobody_asks_for() -> None:
    named = [key for key in teks.catalogue() if not key.startswith(tuple(TAKEN_WHOLE))]
    unused = [key for key in named if not can_be_made(key)]
    assert not unused, "\n".join(unused)


def test_the_language_can_be_changed_while_the_program_runs() -> None:
    indonesian = teks.t("umum.dihentikan")
    teks.set_language("en")
    assert teks.language() == "en"
    assert teks.t("umum.dihentikan") != indonesian


def test_a_language_nobody_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="jv"):
        teks.set_language("jv")  # type: ignore[arg-type]


def test_an_unknown_text_is_a_bug_and_says_which() -> None:
    with pytest.raises(KeyError, match=r"umum\.tidak_ada"):
        teks.t("umum.tidak_ada")


def test_an_error_without_texts_still_gives_the_user_a_sentence() -> None:
    error = LontarError("belum_ditulis", sel="penerima.terlayani.jumlah")
    assert "belum_ditulis" in error.pesan
    assert str(error) == f"{error.pesan} {error.saran}"


def test_a_text_is_found_without_reading_those_of_other_screens(monkeypatch) -> None:
    read: list[str] = []
    real = teks._read

    def noting(file):
        read.append(file)
        return real(file)

    monkeypatch.setattr(teks, "_read", noting)
    teks._sentences.cache_clear()
    assert teks.t("beranda.kemajuan") == "Kemajuan per urusan"
    assert {name.partition("_")[0] for name in read} - {"beranda"} == set()


def test_every_text_is_found_in_both_languages_wherever_it_stands() -> None:
    for key, texts in teks.catalogue().items():
        assert {one: teks._sentence(key, one) for one in teks.LANGUAGES} == texts


def test_a_text_in_a_file_of_another_name_is_found_without_keeping_all() -> None:
    assert not teks.known("putusan.tidak_ada")
    kept = teks._strays("id", "putusan")
    assert kept
    assert {teks._word(key) for key in kept} == {"putusan"}


@pytest.mark.parametrize("language", teks.LANGUAGES)
def test_no_button_of_a_page_takes_the_letter_of_the_rail(language):
    """Qt only moves the focus to and fro between two that share a letter; neither is pressed."""

    def letter(key: str) -> str:
        found = MNEMONIC.search(teks.catalogue()[key][language])
        return found[1].lower() if found else ""

    taken = {letter(key) for key in teks.catalogue() if key.startswith(RAIL)} - {""}
    elsewhere = (*WITHOUT_RAIL, *RAIL, "jendela.pilih_", "latihan.", "paket_isi.")
    shared = [
        key
        for key in teks.catalogue()
        if letter(key) in taken and not key.startswith(elsewhere) and key not in NEVER_TOGETHER
    ]
    assert shared == []
