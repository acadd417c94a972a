"""A history that was tampered with is told in words, and nobody is kept from working."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.exchange import periksa_riwayat
from app.store import door, send_log
from app.store.office import DATABASE_NAME, Office
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import clock

if TYPE_CHECKING:
    from pathlib import Path

TERLAYANI = "penerima.terlayani.jumlah"


def tamper(folder: Path, *statements: str) -> None:
    """What another program does to the file of a closed office."""
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            conn.execute(statement)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed office with two gestures."""
    place = tmp_path / "kantor"
    with contoh.kabupaten(place, filled=False) as office:
        contoh.type_in(office, "KES-01", TERLAYANI, 6400)
        contoh.type_in(office, "KES-01", "penerima.harus.jumlah", 7000)
    return place


def state(folder: Path) -> periksa_riwayat.ChainState:
    with Office.open(folder, clock) as office:
        found = periksa_riwayat.chain_state(office)
        beside = periksa_riwayat.walk(office)(lambda: None)
        assert periksa_riwayat.explain(office, beside) == found
    assert "{" not in found.kalimat + found.arti
    return found


def test_a_whole_history_says_so(folder):
    found = state(folder)
    assert found.ok
    assert found.kalimat == (
        "Riwayat isian utuh: setiap angka sama dengan yang tercatat, dari baris pertama sampai "
        "terakhir."
    )
    assert found.as_json()["utuh"] is True


def test_a_changed_row_is_named_with_who_when_and_what(folder):
    tamper(
        folder,
        "DROP TRIGGER riwayat_tetap_update",
        "UPDATE riwayat SET baru = 'angka:9' WHERE id = 2",
    )
    found = state(folder)
    assert (found.ok, found.broken_at) == (False, 2)
    assert found.kalimat.startswith(
        "Riwayat isian terputus di baris 2: “Isi” oleh Maria Contoh, 5 Oktober 2026, 09.30, KES-01 "
        "sel penerima.harus.jumlah."
    )
    assert "paket menyatakan bahwa riwayatnya tidak utuh" in found.arti
    assert found.as_json()["putus_di"] == 2


def test_a_changed_row_of_a_package_is_named_with_its_sheet(tmp_path):
    folder = tmp_path / "kantor"
    sheet = door.Kunci("KES-01", contoh.KUPANG, "2026-T3")
    with contoh.kabupaten(folder, filled=False) as office:
        by = {"jenis": "impor", "label": "Paket OPD", "pelaku": "Maria Contoh"}
        door.write_sheets(office, {sheet: {TERLAYANI: 6400}}, **by)
    tamper(
        folder,
        "DROP TRIGGER riwayat_tetap_update",
        "UPDATE riwayat SET baru = replace(baru, '6400', '9')",
    )
    found = state(folder)
    assert found.kalimat.startswith(
        "Riwayat isian terputus di baris 1: “Paket OPD” oleh Maria Contoh, 5 Oktober 2026, 09.30, "
        "KES-01 seluruh lembar."
    )
    assert "KES-01 penerima.terlayani.jumlah (2026-T3)" in found.kalimat


def test_missing_rows_are_named(folder):
    tamper(folder, "DROP TRIGGER riwayat_tetap_delete", "DELETE FROM riwayat WHERE id = 2")
    assert state(folder).kalimat.startswith(
        "Riwayat isian terputus: baris 2 hilang atau tidak terbaca."
    )


def test_the_history_of_another_office_is_told(folder):
    with Office.open(folder, clock) as office:
        office.conn.execute(
            "INSERT INTO paket (arah, waktu, putusan, penanda_tangan, nama_berkas, rantai,"
            " rantai_kepala, ringkasan, berkas)"
            " VALUES ('masuk', '', '', '', '', 0, zeroblob(32), '{}', x'')"
        )
    found = state(folder)
    assert found.broken_at == 0
    assert found.kalimat == ("Riwayat isian tidak cocok dengan kantor ini sejak baris pertama.")


def test_a_value_that_never_came_through_the_door_is_named(folder):
    tamper(folder, "UPDATE nilai SET angka = 1 WHERE sel = 'penerima.terlayani.jumlah'")
    found = state(folder)
    assert (found.ok, found.broken_at) == (False, None)
    assert found.kalimat == (
        "1 sel berisi nilai yang tidak pernah dicatat: KES-01 penerima.terlayani.jumlah (2026-T3)."
    )


def test_text_that_is_no_text_is_a_break_and_not_a_crash(folder):
    tamper(
        folder,
        "DROP TRIGGER tindakan_tetap_update",
        "UPDATE tindakan SET label = CAST(x'fffe41' AS TEXT) WHERE id = 2",
        "UPDATE nilai SET sel = CAST(x'fffe41' AS TEXT)  WHERE sel = 'penerima.terlayani.jumlah'",
    )
    found = state(folder)
    assert (found.broken_at, found.strangers) == (2, (("?", "?", "?", "?"),))


def test_a_time_that_is_none_is_told_as_unreadable(folder):
    tamper(
        folder,
        "DROP TRIGGER tindakan_tetap_update",
        "UPDATE tindakan SET waktu = 'kemarin' WHERE id = 1",
    )
    assert "(tidak terbaca)" in state(folder).kalimat


def test_a_restored_backup_is_told_with_what_it_lacks(folder, tmp_path):
    with Office.open(folder, clock) as office:
        assert periksa_riwayat.lost_sendings(office) == ""
        sent = [
            send_log.Kiriman(contoh.KUPANG, "2026-T3", revisi, f"{revisi:064x}", "waktu")
            for revisi in (1, 2)
        ]
        send_log._append(folder, send_log.SENT, sent)
        assert periksa_riwayat.lost_sendings(office) == (
            "Cadangan yang dipulihkan lebih tua daripada paket yang sudah dikirim: revisi 1 "
            "(Triwulan III 2026); revisi 2 (Triwulan III 2026) tidak ada di sini. "
            "Nomor itu tidak akan dipakai lagi; "
            "periksa apakah isian sesudah cadangan itu perlu diketik ulang."
        )


def test_the_walk_can_be_stopped(tmp_path):
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with contoh.all_services():
        numbers = [one for one in contoh.cells() if isinstance(one.nilai, int)]
        office = contoh.kabupaten(tmp_path / "k")
    with office:
        for figure in range(3):
            cells = [one._replace(nilai=figure) for one in numbers]
            door.write(office, cells, jenis="isi", label="x", pelaku="Maria")
        with pytest.raises(Stopped):
            periksa_riwayat.walk(office)(stop)
