"""Definitions on their way from the province to an office, and everything that must not get in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import (
    acuan_kantor,
    definisi,
    definisi_kata,
    hambatan,
    impor,
    susun_definisi,
)
from app.store import definitions, drafts, pustaka, questions, undo
from app.store.door import CellWrite, write
from tests.contoh_definisi import (
    DITAMBAH,
    HILANG,
    KODE,
    T4,
    begun,
    first,
    folder_with,
    propose,
    put,
    service,
    version,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import KUPANG, T3
from tests.exchange.contoh_sertifikat import clock
from tests.exchange.contoh_surat import BIRO, holder, officer_of_province

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.definisi import IsiDefinisi

# --- From one office to the other


def test_the_province_makes_a_file_and_a_kabupaten_uses_it(office, province, tmp_path):
    own = officer_of_province()
    folder = folder_with(tmp_path / "baru", paths.forms())
    isi = susun_definisi.prepare(province, folder, paths.forms(), [own.certificate], "Nifas  baru")
    assert (isi.nomor, isi.provinsi, isi.catatan) == (1, "53", "Nifas baru")
    data = susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))
    usulan = put(office, data)
    assert definisi_kata.head(usulan).startswith(
        f"Berkas definisi nomor 1, dibuat 5 Oktober 2026, 09.30 dan ditandatangani Yohana Contoh "
        f"dari {BIRO}."
    )
    assert (version(office, T3), version(office, T4)) == (1, 2)
    assert pustaka.forms_of(office, T4)[KODE].singkat == "Ibu hamil dan nifas"
    (known,) = definitions.installed(office)
    assert (known.nomor, known.nama, known.formulir) == (1, "Yohana Contoh", [(KODE, 2)])
    assert definitions.kept_file(office, 1) == data


def test_the_next_file_holds_the_earlier_ones_and_a_number_is_never_used_twice(province, tmp_path):
    own = officer_of_province()

    def make(versi: int, berlaku: str) -> IsiDefinisi:
        folder = folder_with(tmp_path / f"v{versi}", paths.forms(), versi, berlaku)
        isi = susun_definisi.prepare(province, folder, paths.forms(), [own.certificate])
        susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))
        return isi

    make(2, "2026-T4")
    second = make(3, "2027-T1")
    assert second.nomor == 2
    assert [(form.kode, form.versi) for form in second.formulir] == [(KODE, 2), (KODE, 3)]
    with pytest.raises(LontarError) as caught:
        make(3, "2027-T1")
    assert str(caught.value) == (
        "Tidak ada yang baru di folder itu dibandingkan berkas definisi nomor 2. Pakai berkas yang "
        "sudah ada, atau tambahkan versi baru sebuah formulir ke folder itu."
    )
    with pytest.raises(LontarError) as caught:
        make(3, "2027-T2")
    assert caught.value.kode == "definisi_versi_berubah"


def test_a_published_version_is_never_made_again_with_other_words(province, tmp_path):
    own = officer_of_province()
    folder = folder_with(tmp_path / "ubah", paths.forms(), versi=1, berlaku="2024-T1")
    with pytest.raises(LontarError) as caught:
        susun_definisi.prepare(province, folder, paths.forms(), [own.certificate])
    assert str(caught.value) == (
        "Formulir KES-01 versi 1 di sini berbeda dari yang sudah terbit dengan nomor versi yang "
        "sama. Versi yang sudah terbit tidak boleh berubah. Beri perubahan itu nomor versi baru "
        "dan nama berkas yang sesuai, lalu buat lagi."
    )


def test_a_kabupaten_makes_no_definitions(office, tmp_path):
    folder = folder_with(tmp_path / "baru", paths.forms())
    own = holder(KUPANG, "operator")
    with pytest.raises(LontarError) as caught:
        susun_definisi.prepare(office, folder, paths.forms(), [own.certificate])
    assert str(caught.value) == (
        "Yohana Contoh dari Bagian Pemerintahan 53.01 bukan pejabat provinsi yang definisinya "
        "dibuat atau dibaca di sini. Berkas definisi hanya dibuat dan ditandatangani di kantor "
        "provinsi. Minta berkasnya kepada provinsi."
    )


def test_what_the_folder_must_not_be(province, tmp_path, monkeypatch):
    own = officer_of_province()

    def said(folder: Path) -> str:
        with pytest.raises(LontarError) as caught:
            susun_definisi.prepare(province, folder, paths.forms(), [own.certificate])
        return str(caught.value)

    empty = tmp_path / "kosong"
    empty.mkdir()
    assert said(empty) == (
        f"Tidak ada berkas formulir di folder {empty}. Nama berkas formulir berakhir dengan "
        "versinya, misalnya ke_01.v2.toml."
    )
    large = folder_with(tmp_path / "besar", paths.forms())
    with (large / "ibu_hamil.v2.toml").open("a") as stream:
        stream.write("#" * susun_definisi.MAX_TOML)
    assert said(large) == (
        "Berkas definisi ibu_hamil.v2.toml lebih besar dari 1000 kB. Bagi formulir itu menjadi "
        "beberapa formulir."
    )
    monkeypatch.setattr(susun_definisi, "MAX_FILES", 0)
    assert said(large) == (
        f"Folder {large} berisi lebih dari 0 berkas definisi. Pilih folder yang hanya berisi "
        "formulir yang hendak dikirim."
    )


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    outside = folder_with(tmp_path / "luar", paths.forms())
    folder = tmp_path / "dalam"
    folder.mkdir()
    try:
        (folder / "ibu_hamil.v2.toml").symlink_to(outside / "ibu_hamil.v2.toml")
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(LontarError, match="Tidak ada berkas formulir"):
        susun_definisi.read_folder(folder, paths.forms())


# --- What it would change


def test_the_preview_names_every_difference_and_writes_nothing(terisi):
    before = terisi.conn.total_changes
    usulan = propose(terisi, begun())
    assert terisi.conn.total_changes == before
    said = [one.kalimat for one in definisi_kata.lines(usulan)]
    assert said[0] == "Ibu hamil, versi 2, dipakai mulai Triwulan III 2026."
    mutu = next(one.judul for one in usulan.tinjauan[0].form.tabel if one.kode == "mutu")
    assert f"Baris baru di {mutu}: Vitamin A." in said
    assert any(one.startswith(f"Baris dihapus dari {mutu}: ") for one in said)
    assert any(one.endswith('menjadi "Nama baru".') for one in said)
    assert any("strip" in one and one.startswith("Jenis atau satuan berubah") for one in said)
    assert "Aturan baru V2-SEDIKIT: Yang terlayani baru {penerima.terlayani.jumlah}." in said
    (lembar,) = usulan.tinjauan[0].lembar
    assert (lembar.periode, lembar.lembar, lembar.tetap) == ("2026-T3", 1, "")
    assert [sel.sel for sel in lembar.tanpa_tempat] == [HILANG]
    assert lembar.temuan_baru >= 1
    assert "1 isian tidak punya tempat lagi dan hanya tersimpan di riwayat" in said[-2]
    assert said[-1].startswith("Triwulan III 2026, bila lembarnya dipindahkan ke versi baru: ")
    assert definisi_kata.summary(usulan).startswith(
        "Formulir baru: 0. Versi baru: 1. Sudah ada di kantor ini: 0. Lembar yang sudah berisi"
    )


def test_a_quarter_in_progress_keeps_its_version_and_is_handed_in_with_it(terisi, tmp_path):
    put(terisi, begun())
    assert version(terisi) == 1
    acuan = acuan_kantor.of_office(contoh.acuan(), terisi)
    gathered = hambatan.gather(terisi, acuan, T3, acuan.wilayah[KUPANG])
    assert {one.form.versi for one in gathered if one.form.kode == KODE} == {1}
    # The next quarter begins with the newer one.
    assert version(terisi, T4) == 2
    contoh.type_in(terisi, KODE, "penerima.terlayani.jumlah", 7000, T4)
    (sheet,) = [one for one in questions.sheets_of(terisi, KODE) if one.periode == "2026-T4"]
    assert sheet.versi == 2
    sent = contoh.export(terisi, tmp_path)
    (laporan,) = impor.examine([sent.path], terisi, contoh.examiner())
    assert laporan.sah


def test_moved_sheets_lose_nothing_without_saying_so(terisi):
    value = questions.values_of_period(terisi, KUPANG, T3)[KODE][HILANG]
    usulan = put(terisi, begun(), pindah=True)
    (known,) = definitions.installed(terisi)
    assert known.pindah == [(KODE, "2026-T3")]
    assert [(one.sel, one.nilai) for one in known.tanpa_tempat] == [(HILANG, f"angka:{value}")]
    assert definisi_kata.done(known, usulan) == (
        "Berkas definisi nomor 1 sudah dipasang: 1 formulir baru atau berubah, 1 lembar "
        "dipindahkan. 1 isian tanpa tempat dipindahkan ke riwayat."
    )
    assert version(terisi) == 2
    after = questions.values_of_period(terisi, KUPANG, T3)[KODE]
    assert HILANG not in after
    assert after["penerima.terlayani.jumlah"] == 6480
    (newest, *_) = questions.history(terisi, KODE, KUPANG, T3, HILANG)
    assert (newest.lama, newest.baru, newest.jenis) == (value, None, "definisi")
    # Taking back what was typed before cannot bring a cell back that nobody would see.
    assert "definisi" not in {one.jenis for one in undo.steps(terisi, KUPANG)}


def test_the_sheet_that_moved_can_be_filled_and_handed_in(terisi, tmp_path):
    put(terisi, begun(), pindah=True)
    write(
        terisi,
        [CellWrite(KODE, KUPANG, "2026-T3", f"mutu.{DITAMBAH}.tersedia", 5)],
        jenis="ketik", label="Isi", pelaku="Maria",
    )  # fmt: skip
    acuan = acuan_kantor.of_office(contoh.acuan(), terisi)
    gathered = hambatan.gather(terisi, acuan, T3, acuan.wilayah[KUPANG])
    (own,) = [one for one in gathered if one.form.kode == KODE]
    assert own.form.versi == 2
    assert own.values.now[f"mutu.{DITAMBAH}.tersedia"] == 5


def test_a_statement_that_waits_is_void_when_its_sheet_moves(terisi):
    contoh.state(terisi)
    assert drafts.draft(terisi, KUPANG, T3) is not None
    put(terisi, begun(), pindah=True)
    assert drafts.draft(terisi, KUPANG, T3) is None


def test_they_can_be_moved_later_with_the_same_file(terisi):
    put(terisi, begun())
    usulan = put(terisi, begun(), pindah=True)
    assert usulan.sudah
    assert version(terisi) == 2
    (known,) = definitions.installed(terisi)
    assert len(known.tanpa_tempat) == 1
    again = put(terisi, begun(), pindah=True)
    assert definitions.installed(terisi) == [known]
    assert again.dapat_pindah == []


def test_a_later_beginning_can_be_chosen(terisi):
    put(terisi, begun(), mulai="2027-T1")
    assert [version(terisi, p) for p in (T3, T4, Periode(2027, 1))] == [1, 1, 2]
    acuan = acuan_kantor.of_office(contoh.acuan(), terisi)
    region = acuan.wilayah[KUPANG]
    (form,) = [one for one in acuan.in_force(region, T4, {}) if one.kode == KODE]
    assert form.versi == 1


def test_sheets_taken_from_packages_keep_the_version_they_were_signed_with(province, tmp_path):
    (laporan,) = impor.examine([_packed(tmp_path)], province, contoh.examiner())
    impor.accept(province, laporan, pelaku="Yohana")
    usulan = put(province, begun(), pindah=True)
    (lembar,) = usulan.tinjauan[0].lembar
    assert lembar.tetap == "paket"
    assert version(province) == 1
    assert definisi_kata.sheets(usulan.tinjauan[0], lembar) == (
        "Triwulan III 2026: 1 lembar berasal dari paket yang sudah diterima; seluruh periode itu "
        "tetap memakai versi lama."
    )


def test_a_package_with_the_older_version_names_the_file_to_install(province, tmp_path):
    put(province, begun())
    (laporan,) = impor.examine([_packed(tmp_path)], province, contoh.examiner())
    with pytest.raises(LontarError) as caught:
        impor.accept(province, laporan, pelaku="Yohana")
    assert str(caught.value) == (
        "Paket ini memakai formulir KES-01 versi 1, padahal untuk periode itu kantor ini memakai "
        "versi 2 dari berkas definisi nomor 1. Minta pengirim memasang berkas definisi nomor 1 "
        "atau yang lebih baru, memindahkan lembar periode itu, lalu mengekspor lagi."
    )


def _packed(place: Path) -> Path:
    target = place / "paket.xlsx"
    target.write_bytes(contoh.package())
    return target


def test_a_package_made_with_unknown_definitions_says_what_to_install(terisi, province, tmp_path):
    put(terisi, begun(), pindah=True)
    acuan = acuan_kantor.of_office(contoh.acuan(), terisi)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contoh, "acuan", lambda: acuan)
        sent = contoh.export(terisi, tmp_path)
    (laporan,) = impor.examine([sent.path], province, contoh.examiner())
    assert laporan.alasan == "paket_definisi_baru"
    assert (
        "Paket ini diisi dengan formulir KES-01 versi 2, yang belum ada di kantor ini. Pasang "
        "dahulu berkas definisi dari provinsi yang memuatnya (Pengaturan, Definisi), lalu periksa "
        "lagi." in laporan.kalimat
    )
    # With the file installed it is genuine.
    put(province, begun())
    examiner = contoh.examiner()
    known = type(examiner)(acuan, examiner.percaya, clock, examiner.pembaca)
    (laporan,) = impor.examine([sent.path], province, known)
    assert laporan.sah
    impor.accept(province, laporan, pelaku="Yohana")
    assert version(province) == 2


def test_offices_that_are_only_looked_into_lend_their_definitions(terisi, tmp_path):
    put(terisi, first())
    acuan = acuan_kantor.of_folders(contoh.acuan(), [terisi.folder, tmp_path / "tidak_ada"])
    assert acuan.forms[KODE, 2] == service()
    assert acuan.forms.keys() - {(KODE, 2)} == contoh.acuan().forms.keys()
