"""Notes on their way: from an OPD over its kabupaten to the province, back out, and a year on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.catatan import Letak
from app.domain.periode import Periode
from app.exchange import impor, salin_tahun, surat
from app.store import dispatch, notes, questions, riwayat, undo
from tests.exchange import contoh_catatan as catat
from tests.exchange import contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_catatan import HARUS, LAYANI, PENJELASAN, SUMBER, note, read
from tests.exchange.contoh_surat import install, look, message, signed, withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office

KUPANG, T2, T3 = contoh.KUPANG, Periode(2026, 2), contoh.T3


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


@pytest.fixture
def dinas(tmp_path: Path) -> Iterator[Office]:
    with contoh_opd.office(tmp_path / "dinas", contoh_opd.DINKES, "KES") as opened:
        contoh_opd.fill(opened)
        yield opened


def take(province: Office, data: bytes) -> impor.Penerimaan:
    return impor.accept(province, contoh.judge(data), pelaku="Yohana")


def withdraw(province: Office, paket_id: str, periode: str = "2026-T3", revisi: int = 1) -> None:
    told = surat.Rujukan(paket_id, KUPANG, periode, revisi)
    install(province, message(signed(withdrawal(paket=told))))


# --- Two levels --------------------------------------------------------------------------------


def test_notes_of_an_opd_go_on_to_the_province(dinas, office, province, tmp_path):
    catat.noted(dinas)
    contoh_opd.take(office, contoh_opd.hand_in(dinas, tmp_path / "dinas"))
    assert read(office) == {LAYANI: {SUMBER: catat.DARI, PENJELASAN: catat.SEBAB}}
    note(office, "Sesuai Dukcapil.", sel=HARUS)
    take(province, contoh.export(office, tmp_path).path.read_bytes())
    assert read(province) == {
        LAYANI: {SUMBER: catat.DARI, PENJELASAN: catat.SEBAB},
        HARUS: {SUMBER: "Sesuai Dukcapil."},
    }


def test_what_the_kabupaten_wrote_stays_until_the_opd_says_something_there(dinas, office, tmp_path):
    note(office, "Dari kabupaten.", PENJELASAN)
    note(office, "Dari kabupaten.", sel=HARUS)
    note(dinas, "Register.")
    contoh_opd.take(office, contoh_opd.hand_in(dinas, tmp_path / "dinas"))
    mine = {HARUS: {SUMBER: "Dari kabupaten."}}
    assert read(office) == {
        LAYANI: {SUMBER: "Register.", PENJELASAN: "Dari kabupaten."},
        **mine,
    }
    note(dinas, "", SUMBER)
    note(dinas, "Desa baru.", PENJELASAN)
    contoh_opd.take(office, contoh_opd.hand_in(dinas, tmp_path / "dinas"))
    assert read(office) == {LAYANI: {PENJELASAN: "Desa baru."}, **mine}
    assert riwayat.verify_chain(office).ok


def test_a_note_changed_here_and_put_back_is_still_the_one_that_came(dinas, office, tmp_path):
    note(dinas, "Register.")
    contoh_opd.take(office, contoh_opd.hand_in(dinas, tmp_path / "dinas"))
    note(office, "Lain.")
    assert not notes.held(office, T3, KUPANG)[catat_place()].dibawa
    undo.undo(office, pelaku="Maria")
    assert notes.held(office, T3, KUPANG)[catat_place()] == ("Register.", "2026-T3", True)
    # Taking a package in is no step of a person.
    assert undo.undo_label(office) == "Isi contoh"


def catat_place() -> Letak:
    return Letak("KES-01", LAYANI, SUMBER)


# --- Back out ----------------------------------------------------------------------------------


def test_a_withdrawal_takes_the_notes_too_and_is_undone_as_one(office, province, tmp_path):
    catat.noted(office)
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    there, figures = read(province), questions.values_of_period(province, KUPANG, T3)
    letter = message(signed(withdrawal(paket=surat.Rujukan(sent.paket_id, KUPANG, "2026-T3", 1))))
    laporan = look(province, letter)
    assert laporan.kalimat.endswith("2 catatan pada angka yang dibawa paket itu ikut ditarik.")
    assert laporan.as_json()["catatan"] == 2
    withdraw(province, sent.paket_id)
    assert (read(province), questions.values_of_period(province, KUPANG, T3)) == ({}, {})
    undo.undo(province, pelaku="Yohana", wilayah=KUPANG)
    assert (read(province), questions.values_of_period(province, KUPANG, T3)) == (there, figures)
    assert notes.held(province, T3, KUPANG)[catat_place()].dibawa
    undo.redo(province, pelaku="Yohana", wilayah=KUPANG)
    assert (read(province), questions.values_of_period(province, KUPANG, T3)) == ({}, {})
    assert riwayat.verify_chain(province).ok


def test_notes_of_the_year_fall_back_to_those_of_the_other_quarter(office, province, tmp_path):
    contoh.type_in(office, "KES-01", LAYANI, 4000, T2)
    note(office, "Proyeksi lama.", sel=HARUS)
    take(province, contoh.export(office, tmp_path, T2).path.read_bytes())
    note(office, "Proyeksi baru.", sel=HARUS)
    note(office, "Register.")
    third = contoh.export(office, tmp_path)
    take(province, third.path.read_bytes())
    assert read(province) == {HARUS: {SUMBER: "Proyeksi baru."}, LAYANI: {SUMBER: "Register."}}
    withdraw(province, third.paket_id)
    assert read(province) == {HARUS: {SUMBER: "Proyeksi lama."}}


def test_a_package_with_notes_alone_is_withdrawn_as_well(office, province, tmp_path):
    first = contoh.export(office, tmp_path)
    take(province, first.path.read_bytes())
    catat.noted(office)
    second = contoh.export(office, tmp_path)
    assert take(province, second.path.read_bytes()).catatan == 2
    withdraw(province, second.paket_id, revisi=2)
    assert read(province) == {}
    assert [one.putusan for one in dispatch.packages(province)] == ["ditarik", "sah_utuh"]


def test_withdrawing_what_was_replaced_leaves_the_notes(office, province, tmp_path):
    catat.noted(office)
    first = contoh.export(office, tmp_path)
    take(province, first.path.read_bytes())
    contoh.type_in(office, "KES-01", LAYANI, 6500)
    take(province, contoh.export(office, tmp_path).path.read_bytes())
    withdraw(province, first.paket_id)
    assert read(province) == {LAYANI: {SUMBER: catat.DARI, PENJELASAN: catat.SEBAB}}


# --- Not sent yet, and next year ---------------------------------------------------------------


def test_a_note_that_changed_makes_the_next_package_another_one(office, tmp_path):
    catat.noted(office)
    contoh.export(office, tmp_path)
    assert notes.unsent(office, KUPANG, T3) == {}
    note(office, "Register.")
    note(office, "x", catat.PERTANYAAN)
    assert notes.unsent(office, KUPANG, T3) == {catat_place(): catat.DARI}
    note(office, catat.DARI)
    assert notes.unsent(office, KUPANG, T3) == {}


def test_last_years_figures_are_copied_without_their_notes(office):
    note(office, "Proyeksi BPS.", sel=HARUS)
    later = Periode(2027, 1)
    form = contoh.acuan().forms["KES-01", 1]
    done = salin_tahun.copy(office, form, KUPANG, later, replace=False, pelaku="Maria")
    assert HARUS in {one.sel for one in done.perubahan}
    assert questions.notes(office, "KES-01", KUPANG, later) == {}
