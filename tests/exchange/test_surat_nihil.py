"""Nihil asks for its statement letter: a finding until it is attached or declared to be at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import teks
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.exchange import surat_nihil
from app.exchange.surat_nihil import declare, declared, findings, without_letter
from app.store import pustaka, reasons
from app.store.door import Kunci
from app.store.office import Identitas, Office
from tests.store.contoh_kantor import ENDE, Clock, form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.domain.nilai import Nilai

Q3 = Periode(2026, 3)
FORM = form("UJI-01")
HARUS, CAPAI = "p.harus.n", "p.capai.n"
NIHIL: dict[str, Nilai] = {HARUS: Keadaan.NIHIL, CAPAI: Keadaan.NIHIL}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    identitas = Identitas("kabupaten", ENDE, "Kantor", "nomor")
    with Office.create(tmp_path / "kantor", identitas, Clock()) as opened:
        pustaka.add_forms(opened, [FORM])
        yield opened


def given(office: Office) -> dict[reasons.Key, reasons.Alasan]:
    return reasons.reasons(office, ENDE, Q3)


def test_it_is_asked_once_for_each_form() -> None:
    values: dict[str, dict[str, Nilai]] = {
        "UJI-01": NIHIL,
        "UJI-02": {CAPAI: 5},
        "UJI-03": {CAPAI: Keadaan.BELUM_TERSEDIA},
    }
    assert without_letter(values, set()) == [("UJI-01", HARUS)]
    assert without_letter(values, {("UJI-01", "p.lain.n"), ("UJI-02", CAPAI)})
    assert without_letter(values, {("UJI-01", CAPAI)}) == []


def test_the_finding_says_what_to_do_and_stands_at_the_cell() -> None:
    (found,) = findings(FORM, NIHIL, [], {})
    assert (found.formulir, found.sel, found.aturan.kode) == ("UJI-01", HARUS, surat_nihil.KODE)
    assert found.pesan == (
        "Nihil dinyatakan pada layanan ini, tetapi surat pernyataannya belum ada."
    )
    assert found.saran == (
        "Lampirkan surat pernyataan nihil sebagai bukti (Ctrl+B), cukup sekali untuk layanan ini, "
        "atau nyatakan surat itu ada di kantor dan tidak disertakan (Alt+5)."
    )
    assert not any(found.blocks(fase) for fase in ("mengisi", "selesai", "tanda_tangan"))


def test_evidence_at_any_nihil_cell_answers_it_and_other_evidence_does_not() -> None:
    assert findings(FORM, NIHIL, [CAPAI], {}) == ()
    assert findings(FORM, {HARUS: Keadaan.NIHIL, CAPAI: 5}, [CAPAI], {})
    assert findings(FORM, {HARUS: 0}, [], {}) == ()


@pytest.mark.parametrize("language", teks.LANGUAGES)
def test_a_letter_that_stays_at_home_is_declared_and_taken_back(
    office: Office, language: teks.Language
) -> None:
    teks.set_language(language)
    done = declare(office, FORM, HARUS, Q3, pelaku="Maria")
    teks.set_language("id")
    assert done.id
    assert declared(given(office)) == {("UJI-01", HARUS)}
    assert findings(FORM, NIHIL, [], given(office)) == ()
    declare(office, FORM, HARUS, Q3, pelaku="Maria", ada=False)
    assert findings(FORM, NIHIL, [], given(office))


def test_any_other_reason_leaves_the_finding_standing(office: Office) -> None:
    reasons.give_reason(
        office,
        Kunci(FORM.kode, ENDE, "2026"),
        surat_nihil.KODE,
        HARUS,
        "0" * 64,
        "surat menyusul",
        label="alasan",
        pelaku="Maria",
    )
    assert findings(FORM, NIHIL, [], given(office))
