"""The Panduan says what the program does: its words, keys, verbs and screens are all there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from app import paths, teks
from app.cli.pengurai import VERBS, parser
from app.domain import panduan
from app.store import panduan as stored
from app.ui import shortcuts
from app.ui.grid import keys
from app.ui.page_table import PAGES as PAGES_OF_THE_WINDOW
from tests.ui.test_screenshots import SCREENS

if TYPE_CHECKING:
    from app.domain.panduan import Chapter, Spot

PARTS = stored.load(paths.resources())
CHAPTERS = [one for part in PARTS for one in part.chapters]
PAGES = [*CHAPTERS, stored.card(paths.resources())]
PROGRAM = re.compile(
    r"sh packaging/run\.sh|powershell -ExecutionPolicy Bypass -File packaging\\run\.ps1"
)
ENGLISH = (
    "the and of to with for click button save open file sheet screen page password key keys user "
    "users settings setting help next back cancel package signature sign certificate backup "
    "restore report undo redo copy paste enter cell row column find search install run laptop's "
    "your you is are this that from into when if not"
)
"""Words an Indonesian page has no use for; Enter is a key, and is told apart by its capital."""


@pytest.fixture(params=PAGES, ids=lambda one: one.kode)
def page(request) -> Chapter:
    chapter: Chapter = request.param
    return chapter


@cache
def words_on_screen() -> set[str]:
    """The texts of the catalogue as they are quoted: without mnemonic, count and dots."""
    return {quoted(one["id"]) for one in teks.catalogue().values()}


def quoted(text: str) -> str:
    return re.split(r" (?:\([^){]*)?\{", text.replace("&", ""))[0].rstrip(" …")


@cache
def known_keys() -> set[str]:
    """Every key of window and sheet, as it is written."""
    values = [*vars(shortcuts).values(), *vars(keys).values(), *keys.STATES]
    told = {part for names, _ in keys.GRID for part in names.split(", ")}
    return {one for one in values if isinstance(one, str)} | told


def test_every_file_of_the_folder_is_a_page_and_every_page_a_file():
    files = {file.stem for file in (paths.resources() / stored.FOLDER).glob("*.md")}
    assert sorted(one.kode for one in PAGES) == sorted(files)
    assert [part.kode for part in PARTS] == [
        "kabupaten",
        "opd",
        "pimpinan",
        "provinsi",
        "pelatih",
    ]


def test_a_page_begins_with_its_title_and_shows_a_screen(page):
    assert page.teks.startswith(f"# {page.judul}\n")
    assert panduan.figures(page.teks)


def test_every_page_has_pictures_of_its_own():
    """The card is a digest and may show what a page shows."""
    shown = Counter(name for one in CHAPTERS for name in panduan.figures(one.teks))
    assert not [name for name, times in shown.items() if times > 1]
    assert all(panduan.figures(one.teks) for one in CHAPTERS)


def test_every_screen_a_page_shows_is_one_the_program_photographs(page):
    assert set(panduan.figures(page.teks)) <= set(SCREENS)
    assert page.teks.count("](") == len(panduan.figures(page.teks))


def test_every_bold_word_stands_on_a_screen(page):
    bold = {quoted(one) for one in re.findall(r"\*\*(.+?)\*\*", page.teks, re.DOTALL)}
    assert bold
    assert sorted(bold - words_on_screen()) == []


def test_every_key_and_every_command_is_one_of_the_program(page):
    for code in re.findall(r"`([^`]+)`", page.teks):
        found = PROGRAM.match(code)
        if found is None:
            assert code in known_keys(), code
        elif code[found.end() :]:
            arguments = code[found.end() :].split()
            assert arguments[0] in VERBS
            assert parser().parse_args(arguments).perintah == arguments[0]


def test_no_english_slips_in(page):
    plain = re.sub(r"`[^`]*`|\(layar:[\w-]+\)", " ", page.teks)
    assert sorted(set(re.findall(r"[a-z']+", plain)) & set(ENGLISH.split())) == []


def test_every_page_of_the_window_leads_to_a_chapter():
    known = {one.kode for one in CHAPTERS}
    for kantor in ("kabupaten", "opd", "provinsi"):
        for entry in PAGES_OF_THE_WINDOW:
            if kantor == "provinsi" or not entry.only_province:
                found = leading_from(entry.key, kantor)
                assert found, entry.key
                assert {one.kode for one in found} <= known, entry.key


def leading_from(page: str, kantor: str) -> list[Spot]:
    """Where a page of the window leads to, or every part of it that has a spot of its own."""
    listed = tomllib.loads((paths.resources() / stored.FILE).read_text("utf-8"))["layar"]
    kind = "provinsi" if kantor == "provinsi" else "kabupaten"
    names = {*listed[kind], *listed[stored.EVERYWHERE]}
    own = [one for one in names if one == page or one.startswith(f"{page}.")]
    return [stored.spot_for(paths.resources(), one, kantor) for one in own]


def test_a_search_finds_pages_by_all_words_and_ignores_marks():
    found = [one.kode for _, one in panduan.matching(PARTS, "NIHIL surat pernyataan")]
    assert found == ["kabupaten_tanpa_angka"]
    assert [one for _, one in panduan.matching(PARTS, "")] == CHAPTERS
    assert not list(panduan.matching(PARTS, "xyzzy"))


def test_a_figure_without_picture_leaves_no_trace():
    told = panduan.illustrated("A\n\n![Isian](layar:isian)\n\nB", lambda name: None)
    assert "Isian" not in told
    assert "layar" not in told
    shown = panduan.illustrated("![Isian](layar:isian)", lambda name: f"file:///{name}.png")
    assert shown == "![Isian](file:///isian.png)\n\n*Isian*"
