"""Handing in: what blocks, what the package states, what is recorded."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import berkas, ekspor, hambatan, jaga_pribadi, paket, pernyataan
from app.exchange.putusan import Putusan
from app.store import dispatch, door, people, pustaka, riwayat, settings
from app.store.office import Identitas, Office
from app.store.reasons import fingerprint
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NAMA, PIMPINAN, clock, later, officer, pimpinan
from tests.sumber import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KUPANG, TTS, T3 = contoh.KUPANG, contoh.TTS, contoh.T3
TERLAYANI = "penerima.terlayani.jumlah"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        contoh.explain(opened)
        yield opened


def blocks(office: Office, periode: Periode = T3) -> list[hambatan.Hambatan]:
    return hambatan.blockers(office, contoh.acuan(), periode, office.identitas.wilayah)


# --- What stands in the way ----------------------------------------------------------------------


def test_a_filled_quarter_with_a_certificate_has_nothing_in_its_way(office):
    assert blocks(office) == []


def test_an_incomplete_quarter_may_be_signed_and_says_so(office, tmp_path):
    contoh.type_in(office, "KES-01", TERLAYANI, None)
    assert blocks(office) == []
    bacaan = contoh.judge(contoh.export(office, tmp_path).path.read_bytes()).bacaan
    assert bacaan is not None
    assert bacaan.rekap["KES-01"].kelengkapan.kosong == (TERLAYANI,)


def test_a_quarter_without_a_single_entry_is_not_signed(office):
    (one,) = blocks(office, Periode(2025, 1))
    assert one.kode == "paket_kosong"
    assert one.pesan == "Belum ada isian Kabupaten Kupang untuk Triwulan I 2025."


def test_without_a_certificate_nothing_is_signed(tmp_path):
    identitas = Identitas("kabupaten", KUPANG, "Kantor", "tanpa")
    with Office.create(tmp_path / "k", identitas, clock) as office:
        pustaka.install(office, paths.forms())
        contoh.type_in(office, "KES-01", TERLAYANI, 5)
        assert [one.kode for one in blocks(office)] == ["paket_tanpa_sertifikat"]


def test_a_blocking_finding_is_listed_with_its_cell_and_its_words(office, tmp_path):
    contoh.type_in(office, "KES-01", "penerima.terlayani.dis", 99_999)
    contoh.explain(office)
    (one,) = blocks(office)
    assert (one.formulir, one.sel) == ("KES-01", "penerima.terlayani.dis")
    assert "99.999" in one.pesan
    assert one.saran
    with pytest.raises(LontarError) as refused:
        contoh.export(office, tmp_path)
    assert refused.value.kode == "paket_terhalang"
    assert one.pesan in refused.value.pesan
    assert dispatch.packages(office) == []


def test_a_text_that_cannot_travel_is_in_the_way(office):
    contoh.type_in(office, "KES-01", "uraian.solusi.teks", "bunyi\x07")
    (one,) = blocks(office)
    assert (one.kode, one.sel) == ("paket_aksara_kendali", "uraian.solusi.teks")


def test_an_expired_certificate_is_not_used(office, tmp_path):
    for own, step in ((officer(KUPANG), pernyataan.design), (pimpinan(KUPANG), ekspor.prepare)):
        with pytest.raises(LontarError) as refused:
            step(office, contoh.acuan(), T3, [own.certificate], lambda: later(900))
        assert refused.value.kode == "sertifikat_kedaluwarsa"


WARNED = ("KES-01", "mutu.m01.tersedia")
PERINGATAN = "Angka kumulatif turun: triwulan lalu 7.000, sekarang 6.273."


def test_a_warning_without_a_reason_is_in_the_way_and_says_what_to_do(office):
    contoh.type_in(office, *WARNED, 7000, Periode(2026, 2))
    (one,) = blocks(office)
    assert (one.kode, one.formulir, one.sel, one.pesan) == ("SPM-06", *WARNED, PERINGATAN)
    assert one.saran == (
        "Perbaiki angkanya, atau tulis alasan mengapa angka itu benar; alasannya ikut terkirim."
    )
    assert one.sidik == fingerprint(PERINGATAN)
    contoh.explain(office)
    assert blocks(office) == []


def test_a_reason_is_void_when_the_figures_change(office):
    contoh.type_in(office, *WARNED, 7000, Periode(2026, 2))
    contoh.explain(office)
    contoh.type_in(office, *WARNED, 7001, Periode(2026, 2))
    assert [one.kode for one in blocks(office)] == ["SPM-06"]
    # The same figures as before are the same warning.
    contoh.type_in(office, *WARNED, 7000, Periode(2026, 2))
    assert blocks(office) == []


# --- Handing in ----------------------------------------------------------------------------------


def test_the_package_is_a_file_with_a_telling_name_and_six_words(office, tmp_path):
    sent = contoh.export(office, tmp_path)
    laporan = contoh.judge(sent.path.read_bytes())
    assert sent.path.name.startswith("SPM_5301_Kupang_2026-T3_rev01_")
    assert sent.path.name.isascii()
    assert len(sent.path.name) < 80
    assert sent.path.suffix == ".xlsx"
    assert sent.revisi == 1
    assert len(sent.kata) == 6
    assert laporan.paket_id == sent.paket_id
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [sent.path.name]


def test_the_dispatch_book_keeps_the_package_and_waits_for_a_receipt(office, tmp_path):
    sent = contoh.export(office, tmp_path)
    (entry,) = dispatch.packages(office, arah="keluar")
    assert entry.paket_id == sent.paket_id
    assert entry.putusan == "menunggu_tanda_terima"
    assert (entry.wilayah, entry.periode, entry.revisi, entry.induk) == (KUPANG, "2026-T3", 1, None)
    assert entry.penanda_tangan == PIMPINAN
    assert entry.nama_berkas == sent.path.name
    assert dispatch.package_bytes(office, entry.nomor) == sent.path.read_bytes()
    assert entry.ringkasan["nilai"] == len(list(contoh.cells()))


def test_the_next_package_has_the_next_number_and_names_its_parent(office, tmp_path):
    first = contoh.export(office, tmp_path)
    second = contoh.export(office, tmp_path)
    isi = contoh.judge(second.path.read_bytes()).isi
    assert isi is not None
    assert (isi.revisi, isi.induk) == (2, first.paket_id)
    assert first.path != second.path


def test_the_package_states_who_made_it_for_whom_and_the_head_of_the_history(office, tmp_path):
    settings.set_setting(office, jaga_pribadi.KONTAK, "0380-123456")
    people.add_user(office, nama="Orang lain", peran="pimpinan", jabatan="Lain")
    head = riwayat.head(office.conn, office.identitas.office_id)
    laporan = contoh.judge(contoh.export(office, tmp_path).path.read_bytes())
    isi, signers = laporan.isi, laporan.signers
    assert isi is not None
    assert signers is not None
    assert [(one.penanda.nama, one.pernyataan.jabatan) for one in signers] == [
        (NAMA, "Kepala Subbagian Contoh"),
        (PIMPINAN, "Kepala Bagian Pemerintahan"),
    ]
    assert isi.tujuan == "Sekretariat Daerah (0380-123456)"
    assert isi.rantai == paket.Rantai(head.sha256.hex(), head.id, "utuh")
    assert isi.dibuat == "2026-10-05T09:30:00+00:00"


def test_the_program_names_its_own_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"lontar {version}" == pernyataan.APLIKASI


def test_findings_of_the_previous_quarter_travel_with_their_words(office, tmp_path):
    contoh.type_in(office, "KES-01", "mutu.m01.tersedia", 7000, Periode(2026, 2))
    isi = contoh.judge(contoh.export(office, tmp_path).path.read_bytes()).isi
    assert isi is not None
    told = [row for row in isi.temuan if row[:3] == ("SPM-06", "KES-01", "mutu.m01.tersedia")]
    assert told == [
        (
            "SPM-06",
            "KES-01",
            "mutu.m01.tersedia",
            "peringatan",
            "Angka kumulatif turun: triwulan lalu 7.000, sekarang 6.273.",
            contoh.ALASAN,
        )
    ]


def test_where_the_folder_is_gone_nothing_is_entered_either(office, tmp_path):
    with pytest.raises(LontarError) as refused:
        contoh.export(office, tmp_path / "flashdisk")
    assert refused.value.kode == "folder_tidak_ada"
    assert dispatch.packages(office) == []
    assert contoh.export(office, tmp_path).revisi == 1


def test_a_file_whose_entry_failed_does_not_stay_behind(office, tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise LontarError("disk_penuh", folder="x")

    target = tmp_path / "keluar"
    target.mkdir()
    real = berkas.write_atomic

    def write_then_fail(path: Path, data: bytes, **_: object) -> None:
        real(path, data)
        fail()

    monkeypatch.setattr(berkas, "write_atomic", write_then_fail)
    with pytest.raises(LontarError):
        contoh.export(office, target)
    assert list(target.iterdir()) == []
    assert dispatch.packages(office) == []


def test_stopping_on_the_way_leaves_nothing(office, tmp_path):
    class Stopped(Exception):
        pass

    steps: list[str] = []

    def stop_before_saving(step: str, done: int, total: int) -> None:
        steps.append(step)
        assert 0 <= done < total
        if step == "simpan":
            raise Stopped

    contoh.state(office)
    own = pimpinan(KUPANG)
    target = tmp_path / "keluar"
    target.mkdir()
    with pytest.raises(Stopped):
        ekspor.export_package(
            office,
            contoh.acuan(),
            T3,
            target,
            own.key,
            [own.certificate],
            clock,
            stop_before_saving,
        )
    assert tuple(steps) == ekspor.LANGKAH
    assert list(target.iterdir()) == []
    assert dispatch.packages(office) == []


def test_a_figure_typed_while_the_package_was_made_is_not_counted_as_sent(office, tmp_path):
    contoh.state(office)
    own = pimpinan(KUPANG)
    naskah = ekspor.prepare(office, contoh.acuan(), T3, [own.certificate], clock)
    jadi = ekspor.compose(naskah, contoh.acuan(), own.key, [own.certificate])
    contoh.type_in(office, "KES-01", TERLAYANI, 6000)
    with pytest.raises(LontarError) as refused:
        ekspor.deliver(office, jadi, tmp_path)
    assert refused.value.kode == "paket_tertinggal"
    assert dispatch.packages(office) == []


# --- Two people ----------------------------------------------------------------------------------


def refused_by(step: Callable[[], object]) -> str:
    with pytest.raises(LontarError) as refused:
        step()
    return str(refused.value)


def test_nothing_is_signed_that_nobody_has_stated(office, tmp_path):
    assert refused_by(lambda: contoh.sign(office, tmp_path)) == (
        "Data Kabupaten Kupang, Triwulan III 2026, belum dinyatakan selesai oleh operator. Minta "
        "operator membuka Paket dan menekan Nyatakan selesai, lalu pimpinan menandatangani."
    )


def test_a_figure_changed_after_the_statement_voids_it(office, tmp_path):
    contoh.state(office)
    assert pernyataan.waiting(office, KUPANG, T3) is not None
    contoh.type_in(office, "KES-01", "mutu.m01.tersedia", 6274)
    assert pernyataan.waiting(office, KUPANG, T3) is None
    assert refused_by(lambda: contoh.sign(office, tmp_path)) == (
        "Data berubah setelah dinyatakan selesai, jadi pernyataan itu tidak berlaku lagi. Minta "
        "operator memeriksa perubahannya dan menyatakan selesai lagi, lalu pimpinan menandatangani."
    )
    contoh.state(office)
    assert contoh.sign(office, tmp_path).revisi == 1


def test_what_was_signed_waits_for_nobody_any_more(office, tmp_path):
    contoh.export(office, tmp_path)
    assert pernyataan.waiting(office, KUPANG, T3) is None
    assert "belum dinyatakan selesai" in refused_by(lambda: contoh.sign(office, tmp_path))


def test_a_statement_survives_a_restart(tmp_path):
    folder = tmp_path / "k"
    with contoh.kabupaten(folder) as office:
        draf = contoh.state(office)
    with Office.open(folder, clock) as office:
        assert pernyataan.waiting(office, KUPANG, T3) == draf
        assert contoh.sign(office, tmp_path).paket_id == draf.paket_id


def test_a_pimpinan_cannot_state_and_an_operator_cannot_sign(office):
    acuan = contoh.acuan()
    leader, operator = [pimpinan(KUPANG).certificate], [officer(KUPANG).certificate]
    assert refused_by(lambda: pernyataan.design(office, acuan, T3, leader, clock)) == (
        f"{PIMPINAN} tidak bersertifikat sebagai operator atau verifikator, jadi tidak dapat "
        "menyatakan data selesai. Pilih operator atau verifikator sebagai orang yang bekerja, lalu "
        "nyatakan selesai dengan frasa sandinya."
    )
    contoh.state(office)
    assert refused_by(lambda: ekspor.prepare(office, acuan, T3, operator, clock)) == (
        f"{NAMA} tidak bersertifikat sebagai pimpinan, jadi tidak dapat menandatangani paket. "
        "Pilih pimpinan sebagai orang yang bekerja. Bila belum ada, daftarkan dan mintakan "
        "sertifikat di Pengaturan, Sertifikat."
    )


def test_a_disk_that_keeps_something_else_is_found_out(office, tmp_path):
    contoh.state(office)
    own = pimpinan(KUPANG)
    naskah = ekspor.prepare(office, contoh.acuan(), T3, [own.certificate], clock)
    jadi = ekspor.compose(naskah, contoh.acuan(), own.key, [own.certificate])
    other = tmp_path / "lain.xlsx"
    other.write_bytes(jadi.berkas[:-1])
    with pytest.raises(LontarError) as refused:
        jadi.check_copy(other)
    assert refused.value.kode == "media_salah_simpan"
    assert jadi.nama_berkas in refused.value.pesan


def test_a_province_hands_in_its_own_services(tmp_path):
    with contoh.provinsi(tmp_path / "p") as office:
        contoh.trust(office, operator=officer("53"), pimpinan=pimpinan("53"))
        door.write(office, contoh.cells("53"), jenis="ketik", label="Isi", pelaku="Yohana")
        data = contoh.export(office, tmp_path).path.read_bytes()
        laporan = contoh.judge(data)
        assert laporan.putusan is Putusan.SAH_UTUH
        assert laporan.bacaan is not None
        assert [form.kode for form in laporan.bacaan.forms] == ["KES-P01", "SOS-P05"]
