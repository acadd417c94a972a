"""Forms that share their parts are the forms they are."""

from __future__ import annotations

import msgspec
import pytest

from app import paths
from app.domain.formulir import canonical, decode_canonical
from app.domain.formulir_bersama import decode_shared, known_form, shared
from app.store import pustaka


@pytest.fixture(scope="module")
def published() -> list[str]:
    return [canonical(form).decode() for form in pustaka.load_versions(paths.forms())]


def test_a_form_is_the_same_and_is_spelled_the_same(published) -> None:
    assert len(published) > 60
    for isi in published:
        form = decode_shared(isi)
        assert form == decode_canonical(isi)
        assert canonical(form).decode() == isi


def test_what_is_spelled_alike_is_one_object(published) -> None:
    forms = [decode_shared(isi) for isi in published]
    rules = [rule for form in forms for rule in form.aturan]
    columns = [kolom for form in forms for tabel in form.tabel for kolom in tabel.kolom]
    assert len({id(rule) for rule in rules}) < len(rules) / 5
    assert len({id(kolom) for kolom in columns}) < len(columns) / 5


def test_a_known_form_is_not_read_again(published) -> None:
    form = known_form("a sum", lambda: published[0])
    assert known_form("a sum", pytest.fail) is form
    assert known_form("another", lambda: published[1]).kode != form.kode


def test_a_form_from_a_file_is_that_of_the_office(published) -> None:
    form = shared(decode_canonical(published[0]))
    assert shared(decode_canonical(published[0])) is form
    assert form == decode_canonical(published[0])


def test_what_is_no_form_is_refused(published) -> None:
    for wrong in (
        published[0].replace('"kode"', '"code"'),
        published[0].replace('"aturan":[{', '"aturan":[{"asing":1,'),
        published[0].replace('"kolom":[{', '"kolom":[{"asing":1,'),
    ):
        with pytest.raises(msgspec.ValidationError):
            decode_shared(wrong)
