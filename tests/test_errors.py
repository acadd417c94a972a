"""A situation of the user: named, in sentences, in both languages, for people and machines."""

from __future__ import annotations

import json
import pickle
from pathlib import PurePosixPath

import pytest

from app import teks
from app.errors import LontarError


@pytest.fixture
def with_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: dict[str, dict[teks.Language, str]] = {
        "galat.contoh.pesan": {"id": "Berkas {berkas} kosong.", "en": "File {berkas} is empty."},
        "galat.contoh.saran": {"id": "Pilih berkas lain.", "en": "Choose another file."},
    }
    texts |= teks.catalogue()

    def sentences(language: teks.Language, _word: str) -> dict[str, str]:
        return {key: one[language] for key, one in texts.items()}

    monkeypatch.setattr(teks, "_sentences", sentences)


@pytest.mark.usefixtures("with_texts")
def test_it_says_what_happened_and_what_to_do_next() -> None:
    error = LontarError("contoh", berkas="a.xlsx")
    assert error.pesan == "Berkas a.xlsx kosong."
    assert error.saran == "Pilih berkas lain."
    assert str(error) == "Berkas a.xlsx kosong. Pilih berkas lain."


@pytest.mark.usefixtures("with_texts")
def test_it_speaks_the_language_chosen_when_it_is_shown() -> None:
    error = LontarError("contoh", berkas="a.xlsx")
    teks.set_language("en")
    assert error.pesan == "File a.xlsx is empty."


@pytest.mark.usefixtures("with_texts")
def test_missing_data_never_hide_the_situation() -> None:
    assert "contoh" in LontarError("contoh").pesan


@pytest.mark.usefixtures("with_texts")
def test_a_machine_gets_the_code_the_sentences_and_plain_data() -> None:
    error = LontarError("contoh", berkas=PurePosixPath("a/b.xlsx"), baris=(1, 2), batas=None)
    assert json.loads(json.dumps(error.as_json())) == {
        "kode": "contoh",
        "pesan": "Berkas a/b.xlsx kosong.",
        "saran": "Pilih berkas lain.",
        "data": {"berkas": "a/b.xlsx", "baris": [1, 2], "batas": None},
    }


def test_it_survives_the_way_back_from_a_child_process() -> None:
    error = pickle.loads(pickle.dumps(LontarError("contoh", berkas="a.xlsx")))  # noqa: S301
    assert type(error) is LontarError
    assert (error.kode, error.data) == ("contoh", {"berkas": "a.xlsx"})


def test_the_name_of_a_file_cannot_begin_a_sentence_of_its_own():
    name = "SPM.xlsx\nSPM_5301.xlsx: Sah\x1b[2J\u202e.xlsx"
    error = LontarError("berkas_tidak_ada", berkas=name, folder="a\rb")
    assert error.pesan == "Berkas SPM.xlsx?SPM_5301.xlsx: Sah?[2J?.xlsx tidak ada di a?b."
    assert error.data["berkas"] == name
