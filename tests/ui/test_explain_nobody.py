"""A layanan nobody needs, under the metode that counts it as 100: the sum says so."""

from __future__ import annotations

import msgspec
import pytest

from app import teks
from app.domain.indeks import average, service_index
from app.domain.nilai import Keadaan
from app.ui.pages import consolidation_explain, entry_explain
from tests.domain.contoh_formulir import small_form
from tests.domain.test_indeks import METODE

FORM = small_form()
PENUH = msgspec.structs.replace(METODE, kebutuhan_nol="penuh")
LAYANAN = service_index(FORM, {"penerima.harus.jumlah": Keadaan.NIHIL}, PENUH)
WORDS = {"id": "Tidak ada kebutuhan", "en": "No need"}


@pytest.mark.parametrize("language", WORDS)
def test_the_entry_screen_does_not_ask_for_what_nobody_needs(language):
    teks.set_language(language)
    lines = [entry_explain._part(LAYANAN.anak[0], FORM)]
    lines += [entry_explain._ratio(row, FORM, indent=2) for row in LAYANAN.anak[1].anak]
    assert [line.value for line in lines] == ["100,00"] * 3
    assert all(line.sub.startswith(WORDS[language]) and "100" in line.sub for line in lines)


@pytest.mark.parametrize("language", WORDS)
def test_the_province_reads_why_it_is_100(language):
    teks.set_language(language)
    urusan = average("U", "U", [LAYANAN], PENUH)
    lines = [*consolidation_explain.explain(urusan, urusan, LAYANAN, FORM, PENUH, {})]
    ratios = [line for line in lines if line.indent == 4 or line.target]
    assert len(ratios) == 3
    assert all(WORDS[language] in line.sub and "÷" not in line.sub for line in ratios)
