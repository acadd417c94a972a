"""Reasons: bound to what they answer, void for anything else, and told in the history."""

from __future__ import annotations

import json

import pytest

from app.domain.periode import Periode
from app.errors import LontarError
from app.store import door, riwayat, sheets, undo
from app.store.reasons import fingerprint, give_reason, reasons, standing
from tests.store.contoh_kantor import KUPANG, T2, T3, TAHUN, cell, fill

KUNCI = door.Kunci("UJI-01", KUPANG, T3)
SEL = "p.capai.n"
KEY = ("UJI-01", "SPM-06", SEL)
SAID = fingerprint("Angka kumulatif turun: triwulan lalu 7.000, sekarang 6.273.")
OTHER = fingerprint("Angka kumulatif turun: triwulan lalu 7.000, sekarang 6.000.")


def give(office, alasan="Data ganda dihapus", sidik=SAID, *, kunci=KUNCI, aturan="SPM-06", sel=SEL):
    return give_reason(office, kunci, aturan, sel, sidik, alasan, label="Alasan", pelaku="Maria")


def given(office):
    return reasons(office, KUPANG, Periode.parse(T3))


def history(office):
    rows = office.conn.execute("SELECT aspek, sel, lama, baru FROM riwayat ORDER BY id")
    return [
        (aspek, sel, *(json.loads(one) if one else None for one in (lama, baru)))
        for aspek, sel, lama, baru in rows
    ]


def test_a_reason_counts_for_exactly_what_was_said(office):
    give(office)
    assert standing(given(office), KEY, SAID) == "Data ganda dihapus"
    assert standing(given(office), KEY, OTHER) is None
    assert standing(given(office), ("UJI-02", *KEY[1:]), SAID) is None


def test_a_new_reason_takes_the_place_of_the_one_that_became_void(office):
    give(office)
    give(office, "Salah ketik triwulan lalu", OTHER)
    assert standing(given(office), KEY, SAID) is None
    assert standing(given(office), KEY, OTHER) == "Salah ketik triwulan lalu"
    assert len(given(office)) == 1


def test_an_empty_reason_takes_it_back(office):
    give(office)
    assert give(office, "   ").id
    assert given(office) == {}


def test_every_change_stands_in_the_history_with_what_it_answered(office):
    first = give(office)
    assert give(office).id == 0
    give(office, "Lain", OTHER)
    give(office, "", OTHER)
    told = {"aturan": "SPM-06", "sidik": SAID, "alasan": "Data ganda dihapus"}
    other = {"aturan": "SPM-06", "sidik": OTHER, "alasan": "Lain"}
    assert first.jenis == "alasan"
    assert history(office) == [
        ("alasan", SEL, None, told),
        ("alasan", SEL, told, other),
        ("alasan", SEL, other, None),
    ]
    assert riwayat.verify_chain(office).ok


def test_reasons_of_the_quarter_and_of_its_year_are_asked_together(office):
    give(office)
    give(office, "Setahun", kunci=KUNCI._replace(periode=TAHUN), sel="p.harus.n")
    give(office, "Dulu", kunci=KUNCI._replace(periode=T2))
    assert sorted(one.alasan for one in given(office).values()) == ["Data ganda dihapus", "Setahun"]


def test_one_cell_can_have_reasons_for_several_rules(office):
    give(office)
    give(office, "Bukan nama", fingerprint("teks"), aturan="PRIBADI")
    assert {aturan for _, aturan, _ in given(office)} == {"SPM-06", "PRIBADI"}


def test_undo_passes_over_reasons(office):
    fill(office, cell(5))
    give(office)
    done = undo.undo(office, pelaku="Maria")
    assert done is not None
    assert done.perubahan[0].baru is None
    assert given(office)


def test_a_final_sheet_takes_reasons_as_it_takes_notes(office):
    fill(office, cell(5))
    sheets.set_status(office, [KUNCI], "final", label="Kunci", pelaku="Maria")
    assert give(office).id


def test_what_cannot_be_kept_is_refused_and_nothing_changes(office):
    with pytest.raises(LontarError) as refused:
        give(office, "rusak \ud800")
    assert refused.value.kode == "teks_rusak"
    with pytest.raises(ValueError, match="abc"):
        give(office, sidik="abcd")
    assert given(office) == {}
    assert history(office) == []
