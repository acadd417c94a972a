"""The command line: receipts, withdrawals and the history, from both ends."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.domain.periode import Periode
from app.exchange import pendaftaran, surat
from app.store import dispatch, holds, letters, people, questions, send_log
from app.store.office import DATABASE_NAME, Office
from tests.contoh_demo import BELUM_MENGIRIM, LENGKAP, copy_of, now

if TYPE_CHECKING:
    from pathlib import Path

PERIODE = Periode(2026, 3)


@pytest.fixture
def province(small: Path, tmp_path: Path) -> Path:
    return copy_of(small / "provinsi", tmp_path / "provinsi")


@pytest.fixture
def kabupaten(small: Path, tmp_path: Path) -> Path:
    return copy_of(small / "kantor" / LENGKAP, tmp_path / "kabupaten")


def book(folder: Path, arah: dispatch.Arah) -> dict[str | None, str]:
    with Office.open(folder, now) as office:
        return {one.wilayah: one.putusan for one in dispatch.packages(office, arah=arah)}


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the command line, some seconds on: letters keep whole seconds."""
    monkeypatch.setattr(bersama, "now", lambda: now() + timedelta(seconds=3))


def hold_back(province: Path) -> None:
    """An urusan of the package is held back after its receipt was made."""
    with Office.open(province, now) as office:
        (entry,) = dispatch.packages(office, arah="masuk", wilayah=LENGKAP)
        holds.hold(office, entry.nomor, {"KES": "spm"}, {"KES": "Ditanyakan."}, "Yohana")


def make_receipts(run, province: Path, secret: Path, folder: Path, *words: object):
    folder.mkdir(exist_ok=True)
    return run(
        "tanda-terima", "buat", "--kantor", province, "--keluar", folder,
        "--frasa-sandi-berkas", secret, *words,
    )  # fmt: skip


def test_a_receipt_goes_from_the_province_to_the_kabupaten(
    run, province, kabupaten, tmp_path, secret
):
    keluar, out, _ = make_receipts(run, province, secret, tmp_path / "surat", "--json")
    made = json.loads(out)["surat"]
    assert keluar == 0
    assert len(made) == 2
    assert all(len(one["kode"].split()) == 6 for one in made)
    (own,) = (tmp_path / "surat").glob(f"tanda-terima_{LENGKAP.replace('.', '')}_*.txt")
    assert book(kabupaten, "keluar") == {LENGKAP: "menunggu_tanda_terima"}

    keluar, out, _ = run("tanda-terima", "pasang", own, "--kantor", kabupaten)
    assert keluar == 0
    assert "Sudah dipasang." in out
    assert book(kabupaten, "keluar") == {LENGKAP: "diterima"}
    again = json.loads(run("tanda-terima", "pasang", own, "--kantor", kabupaten, "--json")[1])
    assert [(one["keadaan"], one["dipasang"]) for one in again["surat"]] == [("sudah", False)]
    assert again["keluar"] == 0


def test_receipts_are_made_once(run, province, tmp_path, secret):
    make_receipts(run, province, secret, tmp_path / "surat")
    keluar, out, _ = make_receipts(run, province, secret, tmp_path / "surat")
    assert (keluar, out) == (0, "Semua paket yang diterima sudah mempunyai tanda terima.\n")


def test_a_receipt_is_made_again_for_a_reason_and_the_old_one_changes_nothing_back(
    run, province, kabupaten, tmp_path, secret, monkeypatch
):
    make_receipts(run, province, secret, tmp_path / "lama")
    (old,) = (tmp_path / "lama").glob(f"tanda-terima_{LENGKAP.replace('.', '')}_*.txt")
    again = ("--lagi", "--wilayah", LENGKAP, "--periode", "2026-T3")
    keluar, out, _ = make_receipts(run, province, secret, tmp_path / "b", *again, "--json")
    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "tahan_tanpa_alasan")
    hold_back(province)
    later(monkeypatch)
    why = ("--alasan", "Berkasnya hilang")
    keluar, out, _ = make_receipts(run, province, secret, tmp_path / "baru", *again, *why)
    assert keluar == 0
    (new,) = (tmp_path / "baru").glob("tanda-terima_*_ganti-*.txt")
    assert "MENGGANTIKAN YANG LEBIH DULU\nAlasan: Berkasnya hilang" in new.read_text("utf-8")

    assert run("tanda-terima", "pasang", old, "--kantor", kabupaten)[0] == 0
    keluar, out, _ = run("tanda-terima", "pasang", new, "--kantor", kabupaten, "--json")
    (told,) = json.loads(out)["surat"]
    assert (told["keadaan"], told["dipasang"]) == ("terima_berubah", True)
    assert (told["alasan"], told["ditahan"]) == ("Berkasnya hilang", {"KES": "Ditanyakan."})
    assert "Tanda terima ini menggantikan yang lebih dulu; alasannya: Berkasnya" in told["kalimat"]


def test_an_old_receipt_after_its_replacement_changes_nothing(
    run, province, kabupaten, tmp_path, secret, monkeypatch
):
    make_receipts(run, province, secret, tmp_path / "lama")
    (old,) = (tmp_path / "lama").glob(f"tanda-terima_{LENGKAP.replace('.', '')}_*.txt")
    hold_back(province)
    later(monkeypatch)
    words = ("--lagi", "--wilayah", LENGKAP, "--alasan", "Hilang", "--revisi", "1")
    make_receipts(run, province, secret, tmp_path / "baru", *words)
    (new,) = (tmp_path / "baru").glob("*.txt")
    for file, state, installed in ((new, "terima_baru", True), (old, "sudah", False)):
        out = run("tanda-terima", "pasang", file, "--kantor", kabupaten, "--json")[1]
        (told,) = json.loads(out)["surat"]
        assert (told["keadaan"], told["dipasang"]) == (state, installed)
    with Office.open(kabupaten, now) as office:
        (kept,) = letters.letters(office, arah="masuk")
    assert kept.id == surat.envelopes(new.read_bytes())[0].id
    words = ("--lagi", "--wilayah", LENGKAP, "--revisi", "9", "--alasan", "Hilang")
    keluar, out, _ = make_receipts(run, province, secret, tmp_path / "b", *words, "--json")
    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "tanda_terima_lagi_tidak_ada")


def test_receipts_can_be_made_for_one_region(run, province, tmp_path, secret):
    out = make_receipts(run, province, secret, tmp_path / "surat", "--wilayah", LENGKAP, "--json")[
        1
    ]
    assert len(json.loads(out)["surat"]) == 1


def test_taking_in_makes_the_receipts_at_once(run, small, province, tmp_path, secret):
    folder = tmp_path / "surat"
    folder.mkdir()
    keluar, out, _ = run(
        "impor", small / "belum-dikirim", "--kantor", province, "--tanda-terima", folder,
        "--frasa-sandi-berkas", secret, "--json",
    )  # fmt: skip
    told = json.loads(out)
    assert keluar == 0
    (letter,) = told["surat"]
    assert letter["berkas"].endswith(".txt")
    assert len(list(folder.iterdir())) == 1
    assert told["berkas"][0]["wilayah"] == BELUM_MENGIRIM


def test_a_receipt_for_somebody_else_is_refused_with_a_code(run, small, province, tmp_path, secret):
    make_receipts(run, province, secret, tmp_path / "surat")
    other = copy_of(small / "kantor" / BELUM_MENGIRIM, tmp_path / "lain")
    letters = sorted((tmp_path / "surat").iterdir())
    keluar, out, _ = run("tanda-terima", "pasang", *letters, "--kantor", other)
    assert keluar == 1
    assert out.count("bukan untuk kantor ini") == 2


def test_a_file_without_a_letter_is_unusable(run, kabupaten, tmp_path):
    file = tmp_path / "catatan.txt"
    file.write_text("halo", encoding="utf-8")
    keluar, out, _ = run("tanda-terima", "pasang", file, "--kantor", kabupaten)
    assert keluar == 2
    assert "Tidak ada surat Lontar" in out


def withdraw(run, kabupaten: Path, folder: Path, secret: Path, *words: object):
    folder.mkdir(exist_ok=True)
    return run(
        "tarik", "buat", "--kantor", kabupaten, "--periode", "2026-T3", "--keluar", folder,
        "--frasa-sandi-berkas", secret, *words,
    )  # fmt: skip


def test_a_withdrawal_is_shown_before_it_is_done(run, province, kabupaten, tmp_path, secret):
    told = withdraw(
        run, kabupaten, tmp_path / "surat", secret, "--revisi", 1, "--alasan", "Angka keliru"
    )
    assert told[0] == 0
    (letter,) = (tmp_path / "surat").glob("penarikan_*.txt")
    assert book(kabupaten, "keluar") == {LENGKAP: "ditarik"}

    keluar, out, _ = run("tarik", "pasang", letter, "--kantor", province)
    assert keluar == 1
    assert "Ulangi dengan --ya" in out
    assert book(province, "masuk")[LENGKAP] == "sah_utuh"
    keluar, out, _ = run("tarik", "pasang", letter, "--kantor", province, "--ya", "--json")
    (one,) = json.loads(out)["surat"]
    assert (keluar, one["keadaan"], one["dipasang"]) == (0, "tarik_berlaku", True)
    assert one["berubah"] > 100
    assert book(province, "masuk")[LENGKAP] == "ditarik"
    with Office.open(province, now) as office:
        assert questions.values_of_period(office, LENGKAP, PERIODE) == {}


def test_what_was_never_sent_cannot_be_withdrawn(run, kabupaten, tmp_path, secret):
    keluar, _, err = withdraw(
        run, kabupaten, tmp_path / "surat", secret, "--revisi", 7, "--alasan", "x"
    )
    assert keluar == 2
    assert err == (
        "Paket revisi 7 untuk Triwulan III 2026 tidak pernah dikirim dari kantor ini. Periksa "
        "nomor revisi dan periodenya di Buku paket, lalu ulangi.\n"
    )


def test_the_role_decides_who_withdraws_where_nobody_is_named(kabupaten):
    from app.cli import bersama

    with Office.open(kabupaten, now) as office:
        first = people.users(office)[0]
        assert pendaftaran.has_key(office, first)
        people.add_user(office, nama="Tanpa kunci", peran="verifikator")
        assert bersama.person(office, None).id == first.id
        assert bersama.person(office, None, peran="verifikator").id == first.id


# --- riwayat


def test_a_whole_history_is_told_so(run, kabupaten):
    keluar, out, _ = run("riwayat", "periksa", "--kantor", kabupaten)
    assert keluar == 0
    assert out.startswith("Riwayat isian utuh")


def test_a_broken_history_and_a_restored_backup_are_told(run, kabupaten):
    send_log._append(
        kabupaten, "kirim", [send_log.Kiriman(LENGKAP, "2026-T3", 5, "ab" * 32, "waktu")]
    )
    with closing(sqlite3.connect(kabupaten / DATABASE_NAME, isolation_level=None)) as conn:
        conn.execute("DROP TRIGGER riwayat_tetap_update")
        conn.execute("UPDATE riwayat SET baru = 'angka:1' WHERE id = 3")
    keluar, out, err = run("riwayat", "periksa", "--kantor", kabupaten, "--json")
    told = json.loads(out)
    assert (keluar, told["utuh"], told["putus_di"]) == (1, False, 3)
    assert told["kejadian"]["label"]
    assert "revisi 5 (Triwulan III 2026)" in told["kiriman_hilang"]
    # Every verb that opens the office says it too.
    assert err.startswith("Cadangan yang dipulihkan lebih tua")
