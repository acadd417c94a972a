"""The background of a sheet as the store knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.domain.wilayah import Wilayah
from app.store.backgrounds import background, backgrounds
from app.store.door import CellWrite, write
from tests.store.contoh_kantor import ENDE, KUPANG, form

if TYPE_CHECKING:
    from app.store.office import Office

Q3 = Periode(2026, 3)
REGION = Wilayah(KUPANG, "Kabupaten Kupang", "Kupang", "kabupaten", penduduk={2026: 386_353})
CAPAI, HARUS = "p.capai.n", "p.harus.n"


def put(
    office: Office, periode: str, sel: str, nilai: int | Keadaan | str, where: str = KUPANG
) -> None:
    cell = CellWrite("UJI-01", where, periode, sel, nilai)
    write(office, [cell], jenis="isi", label="isi", pelaku="Uji")


def test_earlier_quarters_and_years_come_with_their_declarations(office: Office) -> None:
    put(office, "2026-T2", CAPAI, 7)
    put(office, "2026-T1", CAPAI, Keadaan.NIHIL)
    put(office, "2025", HARUS, 40)
    known = background(office, REGION, Q3, form("UJI-01"), {})
    assert (known.periode, known.penduduk) == (Q3, 386_353)
    assert known.lembar == {
        Periode(2026, 2): {CAPAI: 7},
        Periode(2026, 1): {CAPAI: Keadaan.NIHIL},
        Periode(2025): {HARUS: 40},
    }


def test_the_quarter_in_view_other_regions_and_words_stay_out(office: Office) -> None:
    put(office, "2026-T3", CAPAI, 7)
    put(office, "2026", HARUS, 7)
    put(office, "2026-T2", CAPAI, 7, ENDE)
    put(office, "2026-T1", CAPAI, "tujuh")
    assert background(office, REGION, Q3, form("UJI-01"), {}).lembar == {}


def test_every_form_that_is_asked_for_has_a_background(office: Office) -> None:
    put(office, "2026-T2", CAPAI, 7)
    found = backgrounds(office, REGION, Q3, [form("UJI-01"), form("UJI-02")])
    assert {kode: len(one.lembar) for kode, one in found.items()} == {"UJI-01": 1, "UJI-02": 0}
    assert found["UJI-02"].penduduk == 386_353
