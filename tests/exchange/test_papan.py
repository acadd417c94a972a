"""The board of a province from its book, and the text about who is awaited."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.papan import Tahap
from app.errors import LontarError
from app.exchange import impor, papan, papan_kata, tenggat
from app.store import deadlines, dispatch, letters
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TTS, family, look, take

if TYPE_CHECKING:
    from app.domain.papan import KeadaanBagian, Papan
    from app.store.office import Office

NAMES = {"KES": "Kesehatan"}


def board(province: Office, today: date | None = None) -> Papan:
    read = papan.read(province, T3, paths.forms())
    return papan.work_out(read._replace(hari_ini=today or read.hari_ini))


def state(found: Papan, kode: str, part: str = "spm") -> KeadaanBagian:
    return next(row for row in found.baris if row.wilayah.kode == kode).bagian[part]


def test_every_region_stands_on_the_board_with_every_part(province):
    found = board(province)
    assert len(found.baris) == 22
    assert found.count("spm", Tahap.BELUM) == found.count("kemiskinan", Tahap.BELUM) == 22
    assert papan_kata.letter(found, T3, NAMES) == (
        "Laporan Triwulan III 2026, tenggat 10 Oktober 2026. Keadaan 5 Oktober 2026.\n\n"
        "SPM: 0 dari 22 diterima, 0 lengkap, 0 disetujui.\n"
        "Belum mengirim (22): semua kabupaten/kota.\n\n"
        "Kemiskinan: 0 dari 22 diterima, 0 lengkap, 0 disetujui.\n"
        "Belum mengirim (22): semua kabupaten/kota.\n\n"
        "Mohon segera dikirim atau dilengkapi. Terima kasih."
    )


def test_a_package_moves_its_region_and_its_part_only(province):
    take(province, contoh.package())
    found = board(province, date(2026, 10, 12))
    own = state(found, KUPANG)
    assert (own.tahap, own.hari, bool(own.kosong)) == (Tahap.SAH, 0, True)
    assert state(found, KUPANG, "kemiskinan").tahap is Tahap.TERLAMBAT
    assert state(found, TTS).hari == 2
    told = papan_kata.letter(found, T3, NAMES)
    assert "SPM: 1 dari 22 diterima" in told
    assert "Terlambat (21): Kabupaten Timor Tengah Selatan (2 hari), " in told
    assert f"Belum lengkap (1): Kabupaten Kupang ({own.kosong} sel kosong)." in told
    assert "Terlambat (22): semua kabupaten/kota (2 hari)." in told


def test_a_held_urusan_is_named_on_the_board(province):
    taken = impor.accept(
        province, look(province, family()["r1"]), pelaku="Yohana", tahan={"KES": "Ditanyakan."}
    )
    found = board(province)
    own = state(found, KUPANG)
    assert (own.tahap, own.ditahan) == (Tahap.DITERIMA, ("KES",))
    row = next(row for row in found.baris if row.wilayah.kode == KUPANG)
    assert "ditahan: Kesehatan" in papan_kata.region(row, NAMES)
    assert papan_kata.short(own) == "1 ditahan"
    letter = papan_kata.letter(found, T3, NAMES)
    assert "Sebagian ditahan (1): Kabupaten Kupang (Kesehatan)." in letter
    dispatch.set_state(province, taken.paket.nomor, dispatch.DITARIK)
    assert state(board(province), KUPANG).kiriman is None


def test_a_receipt_approves_the_package_it_is_about_and_no_newer_one(province):
    entry = take(province, family()["r1"]).paket
    told = letters.Surat(
        id="a" * 64, arah="keluar", jenis="tanda_terima", paket_id=entry.paket_id or "",
        wilayah=KUPANG, periode=str(T3), revisi=1, waktu="2026-10-06T10:00:00+08:00",
        penanda_tangan="Yohana",
    )  # fmt: skip
    letters.record(province, told, b"")
    assert state(board(province), KUPANG).tahap is Tahap.DISETUJUI
    assert "SPM: 1 dari 22 diterima, 0 lengkap, 1 disetujui." in papan_kata.letter(
        board(province), T3, NAMES
    )
    take(province, family()["r2"])
    assert state(board(province), KUPANG).tahap is Tahap.SAH


def test_one_region_may_have_another_day_for_a_reason(province):
    day = date(2026, 10, 20)
    tenggat.allow(province, T3, TTS, day, "Banjir menutup jalan", paths.forms())
    found = board(province, date(2026, 10, 12))
    assert state(found, TTS).tahap is Tahap.BELUM
    assert state(found, KUPANG).tahap is Tahap.TERLAMBAT
    row = next(row for row in found.baris if row.wilayah.kode == TTS)
    assert papan_kata.region(row, NAMES).endswith(
        "Tenggatnya 20 Oktober 2026: Banjir menutup jalan."
    )
    letter = papan_kata.letter(found, T3, NAMES)
    assert "Belum mengirim (1): Kabupaten Timor Tengah Selatan (sampai 20 Oktober 2026)." in letter
    (kept,) = deadlines.allowed(province, T3)
    assert (kept.tanggal, kept.alasan) == (day, "Banjir menutup jalan")


def test_kemiskinan_follows_spm_until_it_has_a_day_of_its_own(province):
    tenggat.set_for_all(province, T3, "provinsi", date(2026, 10, 3), paths.forms())
    assert state(board(province), KUPANG, "kemiskinan").hari == 2
    tenggat.set_for_all(province, T3, "kemiskinan", date(2026, 10, 25), paths.forms())
    found = board(province)
    assert (state(found, KUPANG).hari, state(found, KUPANG, "kemiskinan").tahap) == (2, Tahap.BELUM)
    letter = papan_kata.letter(found, T3, NAMES)
    told = "tenggat SPM 3 Oktober 2026, Kemiskinan 25 Oktober 2026. Keadaan 5 Oktober 2026."
    assert told in letter
    assert "Terlambat (22): semua kabupaten/kota (2 hari)." in letter.partition("Kemiskinan:")[0]
    assert "Belum mengirim (22)" in letter.partition("Kemiskinan:")[2]
    tenggat.set_for_all(province, T3, "provinsi", date(2026, 10, 4), paths.forms())
    assert board(province).tenggat["kemiskinan"] == date(2026, 10, 25)


def test_an_exception_for_spm_counts_for_kemiskinan_only_while_that_follows(province):
    later, own = date(2026, 10, 20), date(2026, 10, 8)
    tenggat.allow(province, T3, TTS, later, "Banjir", paths.forms())

    def day(part: str) -> date:
        row = next(row for row in board(province).baris if row.wilayah.kode == TTS)
        return row.tenggat[part].tanggal

    assert (day("spm"), day("kemiskinan")) == (later, later)
    tenggat.set_for_all(province, T3, "kemiskinan", own, paths.forms())
    assert (day("spm"), day("kemiskinan")) == (later, own)
    tenggat.allow(
        province, T3, TTS, date(2026, 10, 30), "BPS terlambat", paths.forms(), "kemiskinan"
    )
    row = next(row for row in board(province).baris if row.wilayah.kode == TTS)
    told = papan_kata.region(row, NAMES)
    assert "Tenggat SPM 20 Oktober 2026: Banjir" in told
    assert told.endswith("Tenggat Kemiskinan 30 Oktober 2026: BPS terlambat.")
    listed = papan_kata.as_json(board(province), T3)
    assert listed["tenggat_bagian"] == {"spm": "2026-10-10", "kemiskinan": "2026-10-08"}


def test_the_day_for_all_is_the_one_the_province_set(province):
    tenggat.set_for_all(province, T3, "provinsi", date(2026, 10, 3), paths.forms())
    assert state(board(province), KUPANG).hari == 2


@pytest.mark.parametrize(
    ("kode", "wilayah", "alasan", "situation"),
    [
        ("lain", TTS, "Banjir", "tenggat_asing"),
        ("provinsi", "52.01", "Banjir", "tenggat_wilayah_asing"),
        ("provinsi", "53.99", "Banjir", "tenggat_wilayah_asing"),
        ("provinsi", TTS, " ", "tahan_tanpa_alasan"),
    ],
)
def test_an_exception_that_says_nothing_is_refused(province, kode, wilayah, alasan, situation):
    with pytest.raises(LontarError) as caught:
        tenggat.allow(province, T3, wilayah, date(2026, 10, 20), alasan, paths.forms(), kode)
    assert caught.value.kode == situation
    assert "{" not in str(caught.value)
    assert deadlines.allowed(province, T3) == []


def test_a_kabupaten_has_no_board(tmp_path):
    with contoh.kabupaten(tmp_path / "k", filled=False) as office:
        with pytest.raises(LontarError) as caught:
            papan.read(office, T3, paths.forms())
        assert caught.value.kode == "papan_bukan_provinsi"
