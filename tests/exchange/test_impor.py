"""Taking in: who may accept what, what it replaces, and what is kept of it."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app import paths
from app.domain.nilai import Keadaan
from app.errors import LontarError
from app.exchange import impor, makna, percaya, tinjauan
from app.exchange.paket import BarisBukti
from app.exchange.putusan import Putusan
from app.store import dispatch, door, pustaka, questions, riwayat, sheets
from app.store.office import Identitas, Office
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import clock, officer, pimpinan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.putusan import Laporan

KUPANG, TTS, T3 = contoh.KUPANG, contoh.TTS, contoh.T3
SOLUSI = "uraian.solusi.teks"
TERLAYANI = "penerima.terlayani.jumlah"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


def take(province: Office, data: bytes, nama: str = "SPM.xlsx") -> impor.Penerimaan:
    laporan = contoh.judge(data, nama)
    assert laporan.sah, laporan.kalimat
    return impor.accept(province, laporan, pelaku="Yohana")


def refusal(province: Office, data: bytes) -> LontarError:
    with pytest.raises(LontarError) as refused:
        impor.accept(province, contoh.judge(data), pelaku="Yohana")
    assert "{" not in str(refused.value)
    return refused.value


def next_package(office: Office, folder: Path, nilai: int | None) -> bytes:
    contoh.type_in(office, "KES-01", TERLAYANI, nilai)
    return contoh.export(office, folder).path.read_bytes()


def judged(province: Office, path: Path) -> Laporan:
    """The verdict of an office, by its own trust and book."""
    examiner = replace(contoh.examiner(), percaya=percaya.of_office(province))
    (laporan,) = impor.examine([path], province, examiner)
    return laporan


def test_the_verdict_of_an_office_rests_on_the_authorities_it_trusts(office, province, tmp_path):
    sent = contoh.export(office, tmp_path)
    laporan = judged(province, sent.path)
    assert laporan.putusan is Putusan.SAH_UTUH
    assert questions.values_of_period(province, KUPANG, T3) == {}
    province.conn.execute("DELETE FROM sertifikat")
    laporan = judged(province, sent.path)
    assert laporan.putusan is Putusan.PENANDA_TIDAK_DIKENAL


def test_what_was_sent_is_what_arrives(office, province, tmp_path):
    sent = contoh.export(office, tmp_path)
    taken = take(province, sent.path.read_bytes(), sent.path.name)
    assert not taken.sudah
    assert len(taken.tindakan.perubahan) == len(list(contoh.cells()))
    assert taken.tindakan.jenis == "impor"
    assert questions.values_of_period(province, KUPANG, T3) == questions.values_of_period(
        office, KUPANG, T3
    )


def test_the_province_keeps_the_package_and_where_the_sheets_came_from(province):
    taken = take(province, contoh.package())
    (entry,) = dispatch.packages(province, arah="masuk")
    assert entry == taken.paket
    assert entry.putusan == "sah_utuh"
    assert entry.paket_id == contoh.reading()[1]
    assert dispatch.package_bytes(province, entry.nomor) == contoh.package()
    sheets = questions.sheets(province, T3, KUPANG)
    assert {sheet.asal_paket for sheet in sheets} == {entry.paket_id}
    assert ("KES-01", "2026-T3") in {(sheet.formulir, sheet.periode) for sheet in sheets}


def test_the_same_package_again_changes_nothing_and_says_so(province):
    take(province, contoh.package())
    before = riwayat.head(province.conn, province.identitas.office_id)
    again = take(province, contoh.package())
    assert again.sudah
    assert again.tindakan.perubahan == ()
    assert riwayat.head(province.conn, province.identitas.office_id) == before
    assert len(dispatch.packages(province)) == 1


def test_a_revision_replaces_exactly_what_it_says(office, province, tmp_path):
    take(province, contoh.export(office, tmp_path).path.read_bytes())
    contoh.type_in(office, "KES-01", "mutu.m01.tersedia", None)
    contoh.type_in(office, "KES-02", "penerima.harus.jumlah", Keadaan.BELUM_TERSEDIA)
    taken = take(province, next_package(office, tmp_path, 6500))
    told = {(c.formulir, c.sel): (c.lama, c.baru) for c in taken.tindakan.perubahan}
    assert told.pop(("KES-02", "penerima.harus.jumlah"))[1] is Keadaan.BELUM_TERSEDIA
    assert told == {
        ("KES-01", TERLAYANI): (6480, 6500),
        ("KES-01", "mutu.m01.tersedia"): (6273, None),
    }
    assert questions.values_of_period(province, KUPANG, T3) == questions.values_of_period(
        office, KUPANG, T3
    )


def test_another_regions_values_stay_as_they_are(province):
    take(province, contoh.package())
    before = questions.values_of_period(province, KUPANG, T3)
    impor.accept(province, contoh.judge(contoh.package(TTS)), pelaku="Yohana", putuskan=True)
    assert questions.values_of_period(province, KUPANG, T3) == before
    assert len(questions.values_of_period(province, TTS, T3)) == len(before)


def test_an_older_revision_is_not_taken_over_a_newer_one(office, province, tmp_path):
    first = contoh.export(office, tmp_path).path.read_bytes()
    take(province, next_package(office, tmp_path, 6500))
    error = refusal(province, first)
    assert error.kode == "impor_revisi_lama"
    assert error.pesan == (
        "Paket Kabupaten Kupang revisi 1 tidak lebih baru daripada revisi 2 yang sudah diterima."
    )
    values = questions.values_of_period(province, KUPANG, T3)
    assert values["KES-01"][TERLAYANI] == 6500


def test_two_packages_with_one_number_are_not_both_taken(office, province, tmp_path):
    take(province, contoh.package())
    contoh.type_in(office, "KES-01", TERLAYANI, 6400)
    branch = contoh.export(office, tmp_path).path.read_bytes()
    assert refusal(province, branch).kode == "impor_revisi_lama"


def test_a_file_that_is_not_genuine_is_never_taken(province):
    laporan = contoh.judge(contoh.package(), provinsi="Provinsi Lain")
    with pytest.raises(LontarError) as refused:
        impor.accept(province, laporan, pelaku="Yohana")
    assert refused.value.kode == "impor_tidak_sah"
    forged = dataclasses.replace(contoh.judge(contoh.package()), putusan=Putusan.DATA_BERUBAH)
    with pytest.raises(LontarError):
        impor.accept(province, forged, pelaku="Yohana")
    assert dispatch.packages(province) == []


def test_only_a_province_takes_packages(office):
    error = refusal(office, contoh.package())
    assert error.kode == "impor_bukan_provinsi"


@pytest.mark.parametrize("place", ["nilai", "temuan", "bukti"])
def test_a_package_that_names_a_person_is_not_taken_in(province, place):
    isi, nik = contoh.reading()[0].isi, "5301012503900001"
    sel = "uraian.permasalahan.teks"
    row = {
        "nilai": next(one for one in isi.nilai if one[2] == sel),
        "temuan": ("X-01", "KES-01", sel, "peringatan", "Turun.", f"milik {nik}"),
        "bukti": BarisBukti(
            "2026-T3", "KES-01", sel, "0" * 64, 1, f"{nik}.pdf", "", "", "disertakan"
        ),
    }[place]
    kept = [one for one in getattr(isi, place) if one is not row]
    told = (*row[:-1], f"Data milik {nik}") if place == "nilai" else row
    spoilt = msgspec.structs.replace(isi, **{place: sorted([*kept, told])})
    error = refusal(province, contoh.signed_by(spoilt, officer(), pimpinan()))
    assert error.pesan.startswith("Paket Kabupaten Kupang memuat data pribadi pada “")
    assert nik not in str(error)
    assert error.saran.startswith("Jangan teruskan berkas ini kepada siapa pun.")
    assert dispatch.packages(province) == []


def test_a_training_province_takes_packages_too(tmp_path):
    with contoh.provinsi(tmp_path / "latihan", "latihan") as office:
        assert not take(office, contoh.package()).sudah


def test_a_package_of_another_province_is_refused(tmp_path):
    with Office.create(
        tmp_path / "ntb", Identitas("provinsi", "52", "Biro", "prov-52"), clock
    ) as other:
        pustaka.install(other, paths.forms())
        assert refusal(other, contoh.package()).kode == "impor_luar_provinsi"


def test_sheets_made_with_other_definitions_are_not_mixed(province, monkeypatch):
    real = pustaka.definition_hashes

    def older(*args: Any) -> dict[str, str]:
        return {**real(*args), "KES-01": "0" * 64}

    monkeypatch.setattr(pustaka, "definition_hashes", older)
    error = refusal(province, contoh.package())
    assert error.kode == "impor_formulir_lain"
    assert "KES-01" in error.pesan
    assert questions.values_of_period(province, KUPANG, T3) == {}


def test_a_sheet_the_province_has_closed_stops_the_whole_package(office, province, tmp_path):
    take(province, contoh.export(office, tmp_path).path.read_bytes())
    kunci = door.Kunci("KES-01", KUPANG, "2026-T3")
    sheets.set_status(province, [kunci], "final", label="Kunci", pelaku="Yohana")
    before = questions.values_of_period(province, KUPANG, T3)
    error = refusal(province, next_package(office, tmp_path, 6500))
    assert error.kode == "lembar_terkunci"
    assert questions.values_of_period(province, KUPANG, T3) == before
    assert len(dispatch.packages(province)) == 1


def test_taking_in_is_one_gesture_in_the_history(province):
    taken = take(province, contoh.package())
    (row,) = province.conn.execute("SELECT jenis, label, pelaku, wilayah FROM tindakan").fetchall()
    assert row == ("impor", "Terima paket Kabupaten Kupang revisi 1", "Yohana", KUPANG)
    assert taken.tindakan.id == 1
    assert riwayat.verify_chain(province).ok


def signed_with(teks: str) -> bytes:
    """A package whose texts were signed as they are, as the first version let them."""
    told = contoh.reading()[0].isi
    rows = [
        (*row[:3], "teks", teks) if row[1:3] == ("KES-01", SOLUSI) else row for row in told.nilai
    ]
    return contoh.signed_by(
        msgspec.structs.replace(told, nilai=rows), officer(KUPANG), pimpinan(KUPANG)
    )


def test_signs_the_first_version_signed_are_taken_in_and_shown_by_their_numbers(province):
    laporan = contoh.judge(signed_with("\uf0b7 rujukan \ue000 kader\u2800"))
    assert laporan.putusan is Putusan.SAH_UTUH
    assert laporan.bacaan is not None
    assert "1 teks di dalamnya memuat tanda yang tampak lain" in laporan.kalimat
    impor.accept(province, laporan, pelaku="Yohana")
    kept = questions.values_of_period(province, KUPANG, T3)["KES-01"][SOLUSI]
    assert kept == "\u2022 rujukan \u27e8U+E000\u27e9 kader\u27e8U+2800\u27e9"
    again = tinjauan.review(tinjauan.hold_of(province, T3, paths.forms()), laporan.bacaan)
    assert again.berbeda == ()


@pytest.mark.parametrize("letter", ["\u202e", "\u200b", "\u3164", "\x07"])
def test_what_no_version_signed_is_refused_whoever_signed_it(letter):
    told = contoh.reading()[0].isi
    rows = [
        (*row[:3], "teks", f"a{letter}b") if row[1:3] == ("KES-01", SOLUSI) else row
        for row in told.nilai
    ]
    with pytest.raises(LontarError) as refused:
        makna.resolve(msgspec.structs.replace(told, nilai=rows), contoh.acuan())
    assert refused.value.kode == "paket_nilai_salah"
