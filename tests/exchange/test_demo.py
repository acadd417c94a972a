"""The demo: plausible figures that never change, and a province that ends as promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.lembar import Hasil, evaluate
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.domain.rekap import region_row
from app.errors import LontarError
from app.exchange import (
    demo,
    demo_angka,
    demo_kantor,
    demo_resep,
    impor,
    pendaftaran,
    percaya,
    rekap_tren,
)
from app.exchange.paket import Acuan
from app.exchange.verifikasi import Pemeriksa
from app.store import dispatch, opd, people, pustaka, questions
from app.store.office import Office
from tests import contoh_demo
from tests.contoh_demo import BELUM_LENGKAP, BELUM_MENGIRIM, LENGKAP, PERIODE, now
from tests.exchange.contoh_paket import reader
from tests.exchange.contoh_pendirian import light_seals

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.wilayah import Wilayah

FOLDER = paths.resources() / "demo"
RESEP, CERITA = demo_resep.load_resep(FOLDER), demo_resep.load_cerita(FOLDER)
ACUAN = Acuan.load(paths.forms())
FORMS = {k: form for k, form in pustaka.load_forms(paths.forms()).items() if form.berindeks}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


def values(form: Formulir, wilayah: Wilayah, periode: Periode | None) -> dict[str, object]:
    if periode is None:
        return {}
    planted = frozenset(CERITA.planted(wilayah.kode, form.kode))
    return dict(demo_angka.fill(demo_angka.Sheet(form, wilayah, periode, RESEP, CERITA, planted)))


def result(form: Formulir, wilayah: Wilayah, periode: Periode) -> Hasil:
    now_, before = values(form, wilayah, periode), values(form, wilayah, periode.sebelum())
    last_year = demo_angka.fill(
        demo_angka.Sheet(form, wilayah, periode.setahun_lalu(), RESEP, CERITA)
    )
    return evaluate(form, now_, before, last_year)  # type: ignore[arg-type]


def counted(found: dict[str, object], column: str) -> int:
    nilai = found.get(f"penerima.terlayani.{column}", 0)
    assert isinstance(nilai, int)
    return nilai


def own_forms(wilayah: Wilayah) -> list[Formulir]:
    tingkat = "provinsi" if wilayah.is_provinsi else "kabupaten"
    return [form for form in FORMS.values() if form.tingkat == tingkat]


def test_every_form_and_every_way_of_counting_has_a_recipe():
    assert set(RESEP.layanan) == set(FORMS)
    counted = {baris.cara for form in FORMS.values() for baris in form.tables["mutu"].baris}
    assert counted <= set(RESEP.mutu)
    assert all(sum(resep.dana.values()) == 100 for resep in RESEP.layanan.values())


def test_every_group_of_age_has_a_weight_and_none_is_left_over():
    columns = (kolom for form in FORMS.values() for kolom in form.tables["penerima"].kolom)
    assert set(RESEP.umur) == {kolom.kode for kolom in columns if kolom.pilah == "umur"}


def test_most_regions_know_the_age_of_those_they_served_and_never_of_more():
    form = FORMS["KES-01"]
    groups = [kolom.kode for kolom in form.tables["penerima"].kolom if kolom.pilah == "umur"]
    knowing = 0
    for wilayah in list(ACUAN.wilayah.values())[1:]:
        earlier = [0] * len(groups)
        for quarter in (1, 2, 3, 4):
            found = values(form, wilayah, Periode(2026, quarter))
            told = [counted(found, one) for one in groups]
            assert sum(told) <= counted(found, "jumlah")
            assert all(now_ >= before for now_, before in zip(told, earlier, strict=True))
            earlier = told
        knowing += bool(sum(earlier))
    assert 15 <= knowing < 22


def test_the_stories_name_regions_and_forms_that_exist():
    told = {CERITA.belum_mengirim, CERITA.belum_lengkap, *(one.wilayah for one in CERITA.temuan)}
    assert told <= set(ACUAN.wilayah)
    assert {one.formulir for one in CERITA.temuan} <= set(FORMS)
    own = {form.urusan for form in FORMS.values()}
    assert {urusan for one in CERITA.uraian for urusan in one.urusan} == own


@pytest.mark.parametrize("periode", [Periode(2026, 1), Periode(2026, 3), Periode(2027, 4)], ids=str)
def test_the_figures_are_complete_and_nothing_stands_in_the_way_of_signing(periode):
    for wilayah in ACUAN.wilayah.values():
        for form in own_forms(wilayah):
            found = result(form, wilayah, periode)
            where = f"{wilayah.kode} {form.kode} {periode}"
            assert found.kelengkapan.lengkap, where
            assert not [one.pesan for one in found.temuan if one.blocks("tanda_tangan")], where


def test_the_planted_mistakes_are_found():
    looked_for = {"melebihi": "SPM-01", "serapan": "SPM-09", "mutu_melebihi": "SPM-05"}
    for one in CERITA.temuan:
        found = result(FORMS[one.formulir], ACUAN.wilayah[one.wilayah], PERIODE).temuan
        assert looked_for[one.jenis] in {temuan.aturan.kode for temuan in found}, one


def test_the_figures_are_the_same_every_time():
    form, wilayah = FORMS["KES-01"], ACUAN.wilayah["53.03"]
    found = values(form, wilayah, PERIODE)

    assert found == values(form, wilayah, PERIODE)
    assert found["penerima.harus.jumlah"] == 7085
    assert found["penerima.terlayani.jumlah"] == 5194


def test_indices_differ_but_stay_where_real_ones_are():
    finals = []
    for wilayah in list(ACUAN.wilayah.values())[1:]:
        forms = own_forms(wilayah)
        filled = {form.kode: values(form, wilayah, PERIODE) for form in forms}
        row = region_row(wilayah, forms, ACUAN.urusan, filled, ACUAN.metode)  # type: ignore[arg-type]
        assert row.indeks.final is not None
        finals.append(row.indeks.final)

    assert 60 < min(finals) < max(finals) < 100
    assert max(finals) - min(finals) > 5


def test_some_regions_had_no_event_and_say_so():
    form = FORMS["PRK-01"]
    needs = [values(form, one, PERIODE)[form.kebutuhan] for one in ACUAN.wilayah.values()]

    assert Keadaan.NIHIL in needs
    assert any(isinstance(need, int) for need in needs)


def test_a_small_demo_ends_with_what_was_sent_complete_and_missing(small):
    sent = {file.name.split("_")[1] for file in (small / "paket").glob("*.xlsx")}
    late = [file.name.split("_")[1] for file in (small / "belum-dikirim").glob("*.xlsx")]

    assert sent == {LENGKAP.replace(".", ""), BELUM_LENGKAP.replace(".", "")}
    assert late == [BELUM_MENGIRIM.replace(".", "")]
    assert (small / "rekap.xlsx").stat().st_size > 100_000
    with Office.open(small / "provinsi", now) as office:
        taken = dispatch.packages(office, arah="masuk")
    assert {one.wilayah for one in taken} == {LENGKAP, BELUM_LENGKAP}
    assert {one.putusan for one in taken} == {"sah_utuh"}


def test_every_office_of_the_demo_opens_with_its_passphrase_and_holds_earlier_quarters(small):
    folders = demo.offices(small)
    assert [folder.name for folder in folders] == [
        "provinsi",
        LENGKAP,
        BELUM_LENGKAP,
        BELUM_MENGIRIM,
    ]
    for folder in folders:
        with Office.open(folder, now) as office:
            user = people.users(office)[0]
            _, chain = pendaftaran.signer(office, user, demo_kantor.FRASA_SANDI)
            own = office.identitas.wilayah
            for periode in (PERIODE, Periode(2026, 2), Periode(2025, 3)):
                assert questions.values_of_period(office, own, periode), f"{own} {periode}"
        assert chain


def test_the_authority_of_the_demo_says_what_it_is(small):
    with Office.open(small / "provinsi", now) as office:
        assert "Demo" in pendaftaran.authority(office).nama


def test_a_folder_with_something_else_in_it_is_never_touched(tmp_path):
    (tmp_path / "surat.txt").write_text("penting", encoding="utf-8")
    with pytest.raises(LontarError) as caught:
        demo.build(tmp_path, PERIODE, now, lambda *_: None, again=True)

    assert caught.value.kode == "demo_folder_terpakai"
    assert [file.name for file in tmp_path.iterdir()] == ["surat.txt"]


def test_an_earlier_demo_is_replaced_only_when_asked(small):
    with pytest.raises(LontarError) as caught:
        demo.build(small, PERIODE, now, lambda *_: None)

    assert caught.value.kode == "demo_sudah_ada"


def test_a_quarter_before_the_first_form_is_refused_before_anything_is_made(tmp_path):
    with pytest.raises(LontarError) as caught:
        demo.build(tmp_path / "demo", Periode(2020, 1), now, lambda *_: None)

    assert caught.value.kode == "demo_terlalu_awal"
    assert not (tmp_path / "demo").exists()


def test_one_kabupaten_of_the_demo_is_filled_by_its_opd_and_complete_in_the_province(
    tmp_path, monkeypatch
):
    light_seals(monkeypatch)
    kode = CERITA.opd[0].wilayah
    made = demo.build(
        tmp_path / "demo",
        PERIODE,
        now,
        lambda *_: None,
        regions={kode},
        miskin=False,
    )
    assert {one: laporan.putusan.value for one, laporan in made.putusan.items()} == {
        kode: "sah_utuh"
    }
    packages = sorted((made.folder / demo.OPD).glob("*.xlsx"))
    assert len(packages) == len(CERITA.owners(kode)) == 2
    with Office.open(made.folder / demo.KANTOR / kode, now) as office:
        known = {urusan: one.opd for urusan, one in opd.owners(office).items()}
        assert known == {urusan: one.nama for one in CERITA.owners(kode) for urusan in one.urusan}
        assert opd.senders(office, PERIODE) == {one.nama for one in CERITA.owners(kode)}
    for one in CERITA.owners(kode):
        place = made.folder / demo.OPD / one.nama.casefold().replace(" ", "-")
        with Office.open(place, now) as office:
            assert opd.owned(office) == frozenset(one.urusan)
    # What went over two levels is as complete as what a kabupaten types itself.
    with Office.open(made.folder / demo.PROVINSI, now) as province:
        held = questions.values_of_period(province, kode, PERIODE)
        assert {form[:3] for form in held} >= {"KES", "PUM", "PRK", "SOS"}
        pemeriksa = Pemeriksa(ACUAN, percaya.of_office(province), now, reader())
        for laporan in impor.examine(packages, province, pemeriksa):
            assert laporan.alasan == "opd_lewat_kabupaten"


def test_earlier_quarters_were_handed_in_too_by_opd_and_by_who_is_late_now(tmp_path, monkeypatch):
    light_seals(monkeypatch)
    of_opd, late = CERITA.opd[0].wilayah, CERITA.belum_mengirim
    regions = {of_opd, late}
    made = demo.build(
        tmp_path / "demo", PERIODE, now, lambda *_: None, regions=regions, miskin=False, lalu=True
    )
    earlier = sorted(one.name for one in (made.folder / demo.PAKET_LALU).iterdir())
    assert earlier == ["2025-T3", "2026-T2"]
    assert set(made.putusan) == {of_opd}
    with Office.open(made.folder / demo.PROVINSI, now) as province:
        taken = {
            one: {paket.wilayah for paket in dispatch.counting(province, "masuk", one).values()}
            for one in (PERIODE, *map(Periode.parse, earlier))
        }
        assert taken == {
            PERIODE: {of_opd},
            Periode(2025, 3): regions,
            Periode(2026, 2): regions,
        }
        read = rekap_tren.quarters(province, PERIODE, paths.forms())
        found, _ = rekap_tren.work_out(list(read))
    known = {
        kode: [str(when) for when, one in zip(found.periode, points, strict=True) if one.indeks]
        for kode, points in found.wilayah.items()
        if kode in regions
    }
    assert known == {of_opd: [*earlier, str(PERIODE)], late: earlier}
