"""What a pimpinan is shown before signing: read from the stated bytes, complete, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import hambatan, ikhtisar, pernyataan
from app.store import drafts
from app.store.questions import SelBerubah
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_pendirian import FRASA, light_seals
from tests.exchange.contoh_sertifikat import NAMA, authority, clock, later, officer, pimpinan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.ikhtisar import Ikhtisar
    from app.store.drafts import Draf
    from app.store.office import Office

KUPANG, T3 = contoh.KUPANG, contoh.T3
TERLAYANI, MUTU = "penerima.terlayani.jumlah", "mutu.m01.tersedia"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


def shown(office: Office, draf: Draf | None = None) -> Ikhtisar:
    """What the pimpinan sees of the statement that waits."""
    draf = draf or pernyataan.waiting(office, KUPANG, T3)
    assert draf is not None
    return ikhtisar.of_waiting(office, contoh.acuan(), draf, clock())


def test_region_period_revision_and_who_stated_it_when(office):
    draf = contoh.state(office)
    found = shown(office)
    assert found.bacaan.wilayah.nama == "Kabupaten Kupang"
    assert (found.isi.periode, found.isi.revisi) == ("2026-T3", 1)
    assert found.penyata.penanda.nama == NAMA
    assert found.penyata.pernyataan.waktu == "2026-10-05T09:30:00+00:00"
    assert found.paket_id == draf.paket_id
    assert len(found.kata) == 6


def test_each_urusan_has_its_index_its_gaps_and_who_is_not_served(office):
    contoh.type_in(office, "KES-01", TERLAYANI, None)
    contoh.state(office)
    found = shown(office)
    names = [one.nama for one in found.urusan]
    assert names[:2] == ["Pendidikan", "Kesehatan"]
    assert len(names) == 6
    health = found.urusan[1]
    assert health.kelengkapan.kosong == (TERLAYANI,)
    assert health.simpul is found.capaian.urusan["KES"]
    for satuan, number in found.seluruh.belum.items():
        assert number == sum(one.belum.get(satuan, 0) for one in found.urusan)
    answered = [one.kelengkapan.terisi + one.kelengkapan.dinyatakan for one in found.urusan]
    told = found.isi.kelengkapan
    assert sum(answered) == told.terisi + told.dinyatakan


def test_findings_travel_with_their_reasons_and_are_counted(office):
    contoh.type_in(office, "KES-01", MUTU, 7000, Periode(2026, 2))
    contoh.state(office)
    found = shown(office)
    told = [one for one in found.temuan if one.tingkat == "peringatan"]
    assert len(told) == found.jumlah_temuan("peringatan") > 0
    assert {one.alasan for one in told} == {contoh.ALASAN}
    fell = next(one for one in told if one.form.kode == "KES-01" and one.sel.kode == MUTU)
    assert fell.pesan == "Angka kumulatif turun: triwulan lalu 7.000, sekarang 6.273."
    notes = found.jumlah_temuan("catatan")
    assert len(found.temuan) == found.jumlah_temuan("peringatan") + notes


def test_the_first_package_has_nothing_to_be_compared_with(office):
    contoh.state(office)
    found = shown(office)
    assert found.pertama
    assert found.bukti == (0, 0)


def test_every_cell_changed_since_the_last_package_is_told_with_both_values(office, tmp_path):
    contoh.export(office, tmp_path)
    contoh.type_in(office, "KES-02", MUTU, None)
    contoh.type_in(office, "KES-01", TERLAYANI, 6000)
    contoh.type_in(office, "KES-01", TERLAYANI, 6301)
    contoh.type_in(office, "PRK-01", "penerima.harus.jumlah", Keadaan.NIHIL)
    contoh.state(office)
    found = shown(office)
    assert not found.pertama
    told = [(one.form.kode, one.sel.kode, one.jenis, one.baru) for one in found.ubahan]
    assert told == [
        ("KES-01", TERLAYANI, "diubah", 6301),
        ("KES-02", MUTU, "ditarik", None),
        ("PRK-01", "penerima.harus.jumlah", "baru", Keadaan.NIHIL),
    ]
    assert [found.jumlah_ubahan(jenis) for jenis in ikhtisar.UBAHAN] == [1, 1, 1]
    assert found.ubahan[0].lama == contoh.example_values("KES-01")[TERLAYANI]


def test_what_is_shown_comes_from_the_stated_bytes_not_from_the_sheets(office):
    draf = contoh.state(office)
    before = contoh.example_values("KES-01")[TERLAYANI]
    contoh.type_in(office, "KES-01", TERLAYANI, 6000)
    told = [SelBerubah("KES-01", "2026-T3", TERLAYANI, 1, 6000)]
    penyata = shown(office, draf).penyata
    (one,) = ikhtisar.summarise(draf, contoh.acuan(), penyata, told, {}).ubahan
    assert (one.lama, one.baru) == (1, before)


def test_a_statement_whose_certificate_ran_out_is_not_shown_as_good(office):
    draf = contoh.state(office)
    with pytest.raises(LontarError) as refused:
        ikhtisar.of_waiting(office, contoh.acuan(), draf, later(900))
    assert refused.value.kode == "sertifikat_kedaluwarsa"


# --- The statement around it ---------------------------------------------------------------------


def test_a_statement_that_lapsed_tells_how_many_cells_changed(office):
    draf = contoh.state(office)
    assert pernyataan.lapsed(office, KUPANG, T3) is None
    contoh.type_in(office, "KES-01", TERLAYANI, 6000)
    contoh.type_in(office, "KES-02", TERLAYANI, 6000)
    assert pernyataan.lapsed(office, KUPANG, T3) == pernyataan.Gugur(draf, 2)
    drafts.drop_draft(office, KUPANG, "2026-T3")
    assert pernyataan.lapsed(office, KUPANG, T3) is None


def test_a_statement_lapses_with_the_figures_of_another_quarter_too(office):
    draf = contoh.state(office)
    contoh.type_in(office, "KES-01", TERLAYANI, 5000, Periode(2026, 2))
    assert pernyataan.lapsed(office, KUPANG, T3) == pernyataan.Gugur(draf, 0)


def test_a_statement_of_another_program_has_lapsed(office):
    draf = contoh.state(office)._replace(isi=b"{}")
    drafts.keep_draft(office, draf)
    assert pernyataan.waiting(office, KUPANG, T3) is None
    assert pernyataan.lapsed(office, KUPANG, T3) == pernyataan.Gugur(draf, 0)


def test_a_key_must_be_the_one_the_certificate_was_made_for(tmp_path, monkeypatch):
    from app.exchange import kunci, sertifikat

    light_seals(monkeypatch)
    sealed = kunci.store_key(tmp_path, "kunci", officer(KUPANG).key, FRASA)
    cas = [authority().certificate]
    own, other = (sertifikat.identify(one(KUPANG).certificate, cas) for one in (officer, pimpinan))
    assert sertifikat.key_digest(pernyataan.open_key(sealed, FRASA, own)) == own.sidik
    for frasa, penanda, kode in (
        ("bukan frasa sandinya", own, "frasa_sandi_salah"),
        (FRASA, other, "sertifikat_bukan_kunci_ini"),
    ):
        with pytest.raises(LontarError) as refused:
            pernyataan.open_key(sealed, frasa, penanda)
        assert refused.value.kode == kode


def warnings(office: Office) -> dict[tuple[str, str], tuple[str, bool]]:
    acuan, region = contoh.acuan(), contoh.acuan().wilayah[KUPANG]
    gathered = hambatan.gather(office, acuan, T3, region)
    return {
        (one.hambatan.formulir, one.hambatan.sel): (one.alasan, one.berlaku)
        for one in hambatan.warnings_in(office, gathered, T3, region)
    }


def test_a_warning_keeps_its_old_reason_and_says_that_it_is_void(office):
    contoh.type_in(office, "KES-01", MUTU, 7000, Periode(2026, 2))
    assert warnings(office)["KES-01", MUTU] == ("", False)
    contoh.explain(office)
    assert warnings(office)["KES-01", MUTU] == (contoh.ALASAN, True)
    contoh.type_in(office, "KES-01", MUTU, 7001, Periode(2026, 2))
    assert warnings(office)["KES-01", MUTU] == (contoh.ALASAN, False)
