"""A metode on its way from the province to an office: begun quarters keep theirs until moved."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from app import paths
from app.domain import metode_terbit
from app.errors import LontarError
from app.exchange import (
    definisi,
    definisi_kata,
    metode_kata,
    paket,
    pasang_definisi,
    rekap_bahan,
    susun_definisi,
    tinjauan,
    tinjauan_kata,
)
from app.store import definitions, drafts, methods, pilihan_metode, pustaka
from app.store.pilihan_metode import Pilihan
from tests.contoh_definisi import (
    T4,
    begun,
    file,
    first,
    method,
    propose,
    put,
    service,
    told,
    told_method,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import KUPANG, T3
from tests.exchange.contoh_surat import officer_of_province

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.indeks import Metode
    from app.domain.periode import Periode
    from app.exchange.definisi import IsiDefinisi
    from app.store.office import Office


def used(office: Office, periode: Periode) -> Metode:
    return pilihan_metode.chosen(office, paths.forms(), periode)


def prepared(province: Office, folder: Path | None = None, metode: str = "") -> IsiDefinisi:
    own = officer_of_province()
    return susun_definisi.prepare(
        province, folder, paths.forms(), [own.certificate], "Menurut rapat  Oktober.", metode
    )


def begin(office: Office, quarter: str = "2026-T3") -> None:
    """Let a quarter have begun."""
    with office.transaction() as conn:
        conn.execute(
            "INSERT INTO lembar (formulir, versi, wilayah, periode, status) "
            "VALUES ('KES-01', 1, ?, ?, 'draf')",
            (office.identitas.wilayah, quarter),
        )


def published(province: Office, folder: Path | None = None, metode: str = "") -> bytes:
    own, isi = officer_of_province(), prepared(province, folder, metode)
    return susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))


# --- What a file may hold


def test_a_file_of_forms_alone_is_spelt_as_before():
    assert first() == file(told(versi=1))
    assert b'"metode"' not in definisi._canonical(told())


def test_a_file_with_a_metode_is_of_version_two_and_may_hold_forms_too(office):
    put(office, file(told(service(), versi=2, metode=[method()])))
    (known,) = definitions.installed(office)
    sha256 = hashlib.sha256(metode_terbit.canonical(method())).hexdigest()
    assert (known.formulir, known.metode) == ([("KES-01", 2)], [(2, sha256)])
    assert "Nomor 1: 1 formulir, metode versi 2, dibuat " in definisi_kata.listed(known)


# --- Which quarter uses which


def test_a_metode_holds_from_its_quarter_on(office):
    program = pustaka.load_metode(paths.forms())
    put(office, file(told_method(method(2, "2026-T4"), method(3, "2027-T2", batas=0))))
    assert used(office, T3) == program
    assert used(office, T4) == method(2).metode
    assert used(office, T4.maju()).versi == 2
    assert used(office, T4.maju().maju()).versi == 3


def test_a_later_quarter_can_be_asked_for(office):
    put(office, file(told_method()), mulai="2027-T1")
    assert (used(office, T4).versi, used(office, T4.maju()).versi) == (1, 2)


def test_a_begun_quarter_keeps_its_metode_unless_it_is_moved(terisi):
    before, data = used(terisi, T3), file(told_method(method(berlaku="2026-T3")))
    put(terisi, data)
    assert (used(terisi, T3), used(terisi, T4).versi) == (before, 2)
    usulan = put(terisi, data, pindah=True)
    assert usulan.sudah
    assert used(terisi, T3).versi == 2
    (known,) = definitions.installed(terisi)
    assert known.triwulan == ["2026-T3"]
    assert not propose(terisi, data).may_move


def test_a_closed_quarter_keeps_its_metode_even_when_the_others_move(terisi):
    with terisi.transaction() as conn:
        conn.execute("UPDATE lembar SET status = 'final' WHERE periode = '2026-T3'")
    usulan = put(terisi, file(told_method(method(berlaku="2026-T3"))), pindah=True)
    assert used(terisi, T3).versi == 1
    (one,) = usulan.metode.triwulan
    assert metode_kata.quarter(one) == (
        "Triwulan III 2026 sudah ditandatangani dan dikunci; indeksnya tetap dihitung dengan "
        "metode versi 1."
    )


def test_a_package_names_the_metode_of_its_quarter(terisi):
    contoh.state(terisi)
    put(terisi, file(told_method(method(berlaku="2026-T3"))), pindah=True)
    # What was stated by the older metode is stated no longer.
    assert drafts.draft(terisi, KUPANG, T3) is None
    draf = contoh.state(terisi)
    assert paket.read(draf.isi).metode == method().metode
    both = method(berlaku="2026-T3"), method(3, "2027-T1", batas=0)
    put(terisi, file(told_method(*both, nomor=2)))
    assert drafts.draft(terisi, KUPANG, T3) == draf


# --- What is shown before


def test_the_preview_tells_the_index_before_and_after(terisi):
    usulan = propose(terisi, file(told_method(method(berlaku="2026-T3"))))
    (one,) = usulan.metode.triwulan
    (row,) = [one for one in one.akibat.wilayah if one.wilayah.kode == KUPANG]
    before = rekap_bahan.gather(terisi, T3, paths.forms()).rows[KUPANG].indeks
    assert row.dulu == before
    put(terisi, file(told_method(method(berlaku="2026-T3"))), pindah=True)
    assert row.nanti == rekap_bahan.gather(terisi, T3, paths.forms()).rows[KUPANG].indeks
    assert row.nanti.nilai != before.nilai
    old, new = (tinjauan_kata.banded(node, one.dulu) for node in (row.dulu, row.nanti))
    assert metode_kata.quarter(one) == (
        f"Triwulan III 2026, bila dipindahkan ke metode versi 2: indeks {old} menjadi {new}. Bila "
        "tidak dipindahkan, tetap metode versi 1."
    )
    assert definisi_kata.touched(usulan) == [metode_kata.quarter(one)]
    said = [line.kalimat for line in definisi_kata.lines(usulan)]
    assert said[:3] == [
        "Indeks Pencapaian SPM: metode versi 2, dipakai mulai Triwulan III 2026.",
        "Bobot penerima: 80 % menjadi 50 %.",
        "Bobot mutu: 20 % menjadi 50 %.",
    ]


def test_sheets_that_would_move_count_in_the_index_that_is_told(terisi):
    data = begun()
    usulan = propose(terisi, data)
    (one,) = usulan.metode.triwulan
    assert (one.ganti, one.dapat_pindah, usulan.may_move) == (False, False, True)
    put(terisi, data, pindah=True)
    (row,) = [one for one in one.akibat.wilayah if one.wilayah.kode == KUPANG]
    after = rekap_bahan.gather(terisi, T3, paths.forms()).rows[KUPANG].indeks
    assert row.dulu is not None
    assert row.nanti is not None
    assert (row.nanti.nilai, row.nanti.status) == (after.nilai, after.status)
    assert row.nanti.nilai != row.dulu.nilai
    assert metode_kata.quarter(one).startswith(
        "Triwulan III 2026, bila lembarnya dipindahkan ke versi baru: indeks "
    )
    assert methods.held(terisi) == {}


def test_every_decision_has_its_sentence(office):
    changes: dict[str, Any] = {
        "kebutuhan_nol": "penuh",
        "batas": 0,
        "daerah": "rerata_layanan",
        "kategori": method().kategori[-2:],
        "nilai_eksternal": ["PDK"],
    }
    usulan = propose(office, file(told_method(method(**changes))))
    said = [line.kalimat for line in definisi_kata.lines(usulan)][1:]
    assert said[0] == '"Tanpa kebutuhan: dikecualikan" menjadi "Tanpa kebutuhan: dihitung 100".'
    assert said[1] == '"Persentase: paling tinggi 100" menjadi "Persentase: tidak dibatasi".'
    assert said[2] == '"Rata-rata enam urusan" menjadi "Rata-rata seluruh layanan".'
    assert said[3].endswith("menjadi Tuntas Muda 60, Belum Tuntas 0.")
    assert said[4] == "Urusan yang memakai nilai dari luar: tidak ada menjadi PDK."
    assert "Indeks triwulan yang sudah berisi tidak berubah." in definisi_kata.summary(usulan)


def test_installing_says_what_it_came_to(terisi):
    usulan = propose(terisi, file(told_method(method(berlaku="2026-T3"))))
    done = pasang_definisi.install(terisi, usulan, pindah=True)
    assert definisi_kata.done(done, usulan) == (
        "Berkas definisi nomor 1 sudah dipasang: 0 formulir baru atau berubah, 0 lembar "
        "dipindahkan. 1 metode indeks baru, 1 triwulan dipindahkan ke metode baru."
    )


# --- The province chooses, and publishes what it chose


def test_what_was_chosen_becomes_the_next_version_with_its_reason(province):
    pilihan_metode.choose_all(province, Pilihan("penuh", 100, "rerata_urusan"))
    (made,) = prepared(province, metode="2026-T4").methods
    assert (made.versi, made.berlaku, made.kebutuhan_nol) == (2, "2026-T4", "penuh")
    (reason,) = [one for one in made.sumber if one.hal == "kebutuhan_nol"]
    assert reason.teks.endswith("diterbitkan 5 Oktober 2026, 09.30. Menurut rapat Oktober.")
    assert reason.keyakinan == "tinggi"


def test_once_installed_the_choice_is_the_metode_and_begun_quarters_keep_what_they_had(
    province, office
):
    begin(province)
    pilihan_metode.choose_all(province, Pilihan("penuh", 0, "rerata_urusan"))
    before = used(province, T3)
    data = published(province, metode="2026-T4")
    usulan = put(province, data, pindah=True)
    (one,) = usulan.metode.triwulan
    assert metode_kata.quarter(one) == (
        "Triwulan III 2026 tetap dihitung seperti yang dipilih di Konsolidasi, dengan metode "
        "versi 1."
    )
    assert "tidak berlaku lagi sesudah berkas ini dipasang" in definisi_kata.summary(usulan)
    assert used(province, T3) == before
    assert (used(province, T4).versi, used(province, T4).kebutuhan_nol) == (2, "penuh")
    assert not metode_kata.unpublished(province, paths.forms(), T3)
    put(office, data)
    assert used(office, T4) == used(province, T4)


def test_a_quarter_whose_choice_was_published_goes_over_without_a_change(province):
    begin(province)
    pilihan_metode.choose_all(province, Pilihan("penuh", 0, "rerata_urusan"))
    usulan = put(province, published(province, metode="2026-T3"))
    assert usulan.metode.triwulan == ()
    assert (used(province, T3).versi, used(province, T3).batas) == (2, 0)


def test_a_choice_that_was_not_published_gives_way_to_what_was(province):
    pilihan_metode.choose(province, "penuh")
    put(province, file(told_method()))
    assert used(province, T4) == method().metode
    assert used(province, T3).kebutuhan_nol == "dikecualikan"


def test_a_choice_says_that_nobody_else_has_it_yet(province):
    assert not metode_kata.unpublished(province, paths.forms(), T3)
    pilihan_metode.choose(province, "penuh")
    said = metode_kata.in_use(province, paths.forms(), T3)
    assert said[0] == "Triwulan III 2026 dihitung dengan metode versi 1, bawaan Lontar."
    assert said[-1] == (
        "Provinsi memilih metode yang belum diterbitkan: kabupaten dan kota masih menghitung "
        "dengan metode versi 1. Terbitkan supaya semua menghitung sama."
    )


def test_an_office_says_where_its_metode_comes_from(terisi):
    put(terisi, file(told_method(method(2, "2026-T3"), method(3, "2027-T1", batas=0))))
    assert metode_kata.in_use(terisi, paths.forms(), T4)[0] == (
        "Triwulan IV 2026 dihitung dengan metode versi 2, dari berkas definisi nomor 1."
    )
    said = metode_kata.in_use(terisi, paths.forms(), T3)
    assert "sudah berisi sebelum metode yang lebih baru dipasang" in " ".join(said)
    assert said[-1] == "Metode versi 3 dipakai mulai Triwulan I 2027."


def test_without_a_choice_there_is_nothing_to_publish(province):
    with pytest.raises(LontarError) as caught:
        prepared(province, metode="2026-T4")
    assert str(caught.value) == (
        "Metode yang dipilih di Konsolidasi sama dengan metode versi 1 yang sudah berlaku pada "
        "triwulan itu. Pilih dahulu metode lain di Konsolidasi, Metode, lalu terbitkan."
    )


def written(place: Path, text: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / "metode.toml").write_text(text, "utf-8")
    return place


@pytest.fixture
def toml() -> str:
    text = (paths.forms() / "metode.toml").read_text("utf-8")
    text = text.replace("versi = 1\n", 'versi = 2\nberlaku = "2026-T4"\n', 1)
    return text.replace("penerima = 80, mutu = 20", "penerima = 70, mutu = 30")


def test_a_metode_can_be_written_in_a_file_and_the_next_file_holds_it_too(province, tmp_path, toml):
    published(province, folder=written(tmp_path / "satu", toml))
    other = toml.replace("versi = 2", "versi = 3").replace('"2026-T4"', '"2027-T1"')
    other = other.replace("70, mutu = 30", "75, mutu = 25")
    made = prepared(province, folder=written(tmp_path / "dua", other))
    assert made.nomor == 2
    assert [(one.versi, one.berlaku) for one in made.methods] == [(2, "2026-T4"), (3, "2027-T1")]


def test_a_metode_that_was_made_is_not_changed(province, tmp_path, toml):
    published(province, folder=written(tmp_path / "satu", toml))
    later = written(tmp_path / "dua", toml.replace('"2026-T4"', '"2027-T1"'))
    with pytest.raises(LontarError) as caught:
        prepared(province, folder=later)
    assert caught.value.kode == "definisi_metode_berubah"


def test_the_metode_of_the_program_copied_along_is_none(province, tmp_path):
    folder = written(tmp_path / "salin", (paths.forms() / "metode.toml").read_text("utf-8"))
    with pytest.raises(LontarError) as caught:
        prepared(province, folder=folder)
    assert caught.value.kode == "definisi_folder_kosong"


def test_a_metode_without_its_first_quarter_is_named(province, tmp_path, toml):
    folder = written(tmp_path / "tanpa", toml.replace('berlaku = "2026-T4"\n', ""))
    with pytest.raises(LontarError, match=r"metode\.toml") as caught:
        prepared(province, folder=folder)
    assert "berlaku" in str(caught.value)


def test_a_file_too_large_for_a_metode_is_not_read(province, tmp_path, toml):
    folder = written(tmp_path / "besar", toml + "#" * 100_000)
    with pytest.raises(LontarError) as caught:
        prepared(province, folder=folder)
    assert str(caught.value).startswith("Berkas definisi metode.toml lebih besar dari 100 kB.")


def test_a_choice_and_a_written_metode_do_not_go_together(province, tmp_path, toml):
    pilihan_metode.choose(province, "penuh")
    with pytest.raises(LontarError) as caught:
        prepared(province, folder=written(tmp_path / "dua", toml), metode="2026-T4")
    assert str(caught.value) == (
        "Folder itu memuat metode.toml, dan metode yang dipilih di Konsolidasi juga hendak "
        "diterbitkan. Satu berkas definisi menambah satu metode saja. Terbitkan salah satunya "
        "dahulu."
    )


# --- Packages of another metode


def test_a_package_of_another_metode_is_compared_by_ours_and_that_is_said(province):
    bacaan, _, _ = contoh.reading()
    same = tinjauan.review(tinjauan.hold_of(province, T3, paths.forms()), bacaan)
    assert tinjauan_kata.other_method(same) == ""
    put(province, file(told_method(method(berlaku="2026-T3"))))
    found = tinjauan.review(tinjauan.hold_of(province, T3, paths.forms()), bacaan)
    assert found.dasar.metode == method().metode
    said = tinjauan_kata.other_method(found)
    assert said.startswith(
        "Paket ini dihitung dengan metode versi 1, sedangkan triwulan ini di sini memakai versi 2."
    )
    assert tinjauan_kata.as_json(found)["metode_lain"] == said


def test_another_choice_within_the_same_version_is_said_too(province):
    pilihan_metode.choose(province, "penuh")
    found = tinjauan.review(tinjauan.hold_of(province, T3, paths.forms()), contoh.reading()[0])
    assert "tetapi dengan pilihan lain daripada yang dipakai di sini" in tinjauan_kata.other_method(
        found
    )


def test_a_forgotten_metode_of_an_older_file_is_kept(office):
    put(office, file(told_method()))
    put(office, file(told(nomor=2)))
    assert [one.versi for one in methods.PUBLISHED.installed(office)] == [2]
    assert used(office, T4).versi == 2
