"""What the page of the format says in figures and lists is what the second verifier does."""

from __future__ import annotations

import json
import re

import pytest

from app import paths
from app.exchange.sidik_lembar import sheet_digest
from tests.kedua import buku, isi, rupa, segel, verifikator

PAGE = (paths.resources() / "format" / "paket.md").read_text("utf-8")
PLAIN = " ".join(PAGE.split())


def test_the_example_of_a_digest_is_right():
    found = re.search(r"```\n(\[\[.*\]\])\nsha256 = ([0-9a-f]{64})\n", PAGE)
    assert found is not None
    rows = json.loads(found[1])
    assert verifikator.sheet_digest(rows) == sheet_digest(rows) == found[2]


@pytest.mark.parametrize(
    ("number", "spelling"),
    [
        (7085, "7085.0"),
        (90.35, "90.35"),
        (0.000015, "0.000015"),
        (-0.00001, "-0.00001"),
        (1.5e-6, "1.5e-6"),
        (1e16, "1e16"),
        (123456789012345680, "1.2345678901234568e17"),
        (0.0, "0.0"),
        (-0.0, "-0.0"),
    ],
)
def test_numbers_are_spelled_as_the_page_says(number, spelling):
    assert verifikator.spelled(number) == spelling
    assert verifikator.sheet_digest([[number]]) == sheet_digest([[number]])


def test_the_lists_of_the_page_are_those_that_are_asked():
    told = re.search(r"whatever a version of Unicode says: ([0-9A-F, –]+)\.", PLAIN)
    assert told is not None
    listed = told[1].replace("–", "-").split(", ")
    assert listed == isi.UNSEEN.replace(" FFFE FFFF", "").split()
    marks = re.search(r"Marks are ([0-9A-F, –]+ and [0-9A-F–]+)\.", PLAIN)
    assert marks is not None
    assert marks[1].replace(" and ", ", ").replace("–", "-").split(", ") == isi.MARKS.split()
    words = re.search(r"contains, in lower case: ([^;]*); none ends", PLAIN)
    assert words is not None
    listed = [word.strip(" `") for word in words[1].split(",")]
    assert sorted(listed) == sorted(buku.FORBIDDEN.pattern.split("|")[:-1])
    elements = re.search(r"right below `worksheet` other than `([^`]*)`", PLAIN)
    assert elements is not None
    assert elements[1].split() == rupa.PLAIN.split()


def test_the_template_of_the_seal_has_every_place_the_page_explains():
    places = set(re.findall(r"\$([A-Z0-9]+)", segel.TEMPLATE))
    explained = set(re.findall(r"`\$([A-Z0-9]+)`", PAGE)) | {"S256", "C14T"}
    assert places == explained


def test_every_chapter_that_is_referred_to_is_there():
    chapters = set(re.findall(r"^##+ ([0-9.]+?)\.? ", PAGE, re.MULTILINE))
    referred = set(re.findall(r"§([0-9]+)|\(([0-9]\.[0-9])\)", PAGE))
    assert {one or other for one, other in referred} <= chapters
