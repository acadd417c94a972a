"""The definition of a cell tells how it is written, which rules look at it, what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.angka_baca import parse_number
from app.domain.lembar import complete, rule_places
from app.domain.rumus import compile_formula
from app.domain.sel_form import matches
from app.ui.pages import entry_asked
from tests.ui.isian import TERLAYANI, Isian, Key

if TYPE_CHECKING:
    from app.domain.angka_baca import Satuan

KINDS: dict[str, Satuan] = {"rupiah": "rupiah", "persen": "persen"}


def looked_at(form, aturan, kode: str) -> bool:
    """The same question asked at every place of a rule, the long way."""
    texts = [teks for teks in (aturan.bila, aturan.syarat) if teks]
    names = [what for teks in texts for _, what in compile_formula(teks).reads] + [aturan.sel]
    return any(
        matches(complete(nama, *around), kode)
        for around in rule_places(form, aturan)
        for nama in names
        if nama
    )


def test_f1_tells_writing_rules_and_evidence_of_the_cell(qtbot, session):
    isian = Isian(qtbot, session).open("KES-01", TERLAYANI)
    isian.press(Key.Key_F1)
    said = isian.page.inspector.cell.words
    assert "Cara menulis: Bilangan bulat, misalnya 1.250." in said.replace("\u00a0", " ")
    assert "SPM-01: Periksa kedua angka." in said
    assert "Ikut dilihat oleh aturan: " in said
    assert "surat pernyataan" in said
    assert "Ctrl+B" in said


def test_a_computed_cell_asks_for_nothing(session):
    form = session.forms["KES-01"]
    assert list(entry_asked.told(form, form.cell("penerima.persen.jumlah"))) == []


@pytest.mark.parametrize("kode", ["KES-01", "KES-04", "F-K01", "F-K03"])
def test_the_rules_told_are_those_that_look_at_the_cell(session, kode):
    form = session.forms[kode]
    for sel in [one for one in form.cells.values() if one.editable][::7]:
        found = [one.kode for one in entry_asked.rules_at(form, sel)]
        assert found == [one.kode for one in form.aturan if looked_at(form, one, sel.kode)]


def test_every_cell_of_every_form_says_how_it_is_written_and_its_sample_is_taken(session):
    for form in session.forms.values():
        for sel in (one for one in form.cells.values() if one.editable):
            assert entry_asked.writing(sel)
            if not sel.berkata:
                kind = KINDS.get(sel.jenis, "jumlah")
                assert parse_number(entry_asked.sample(sel), sel.desimal, kind) > 0, sel.kode
