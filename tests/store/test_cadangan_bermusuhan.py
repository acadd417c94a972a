"""A backup from a flash disk that somebody else has written to."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.domain.bukti import MAX_BYTES
from app.errors import LontarError
from app.exchange import cadangan_kata
from app.store import backup, comparison, evidence, migrations, send_log, structure, vault
from app.store.faults import in_words
from app.store.office import DATABASE_NAME, Office
from tests.store.contoh_kantor import cell, fill

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) n FROM c"
OTHER = b"another authority"


@pytest.fixture
def file(office: Office, tmp_path: Path) -> Path:
    fill(office, cell(1))
    made = tmp_path / "flashdisk" / DATABASE_NAME
    made.parent.mkdir()
    backup.backup(office, made)
    return made


def altered(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as conn, conn:
        for statement in statements:
            conn.execute(statement)


def refused(file: Path) -> LontarError:
    with pytest.raises(LontarError) as caught:
        vault.look(file)
    return caught.value


@pytest.mark.parametrize(
    ("isi", "statements"),
    [
        ("naikkan", ["CREATE TRIGGER naikkan AFTER INSERT ON nilai BEGIN SELECT 1; END"]),
        ("bayangan", [f"CREATE VIEW bayangan AS {ENDLESS}"]),
        ("identitas", ["DROP TABLE identitas", f"CREATE VIEW identitas AS {ENDLESS}"]),
        ("identitas", ["DROP TABLE identitas"]),
        ("cari", ["CREATE INDEX cari ON nilai (abs(lembar))"]),
        ("tamu", ["CREATE TABLE tamu (a DEFAULT (randomblob(9)))"]),
        (
            "_sqlite_migrations",
            [
                "DROP TABLE IF EXISTS _sqlite_migrations",
                f"CREATE VIEW _sqlite_migrations AS {ENDLESS}",
            ],
        ),
        (
            "_sqlite_migrations",
            [
                "DROP TABLE IF EXISTS _sqlite_migrations",
                "CREATE TABLE _sqlite_migrations (id, name DEFAULT (randomblob(9)))",
            ],
        ),
    ],
)
def test_a_backup_with_anything_lontar_did_not_make_is_not_read(
    file: Path, isi: str, statements: list[str]
) -> None:
    altered(file, *statements)
    error = refused(file)
    assert (error.kode, error.data["isi"]) == ("cadangan_isi_asing", isi)
    assert error.saran.startswith("Jangan dipakai.")
    with pytest.raises(LontarError):
        comparison.compare(file.parent, file)


def test_a_part_that_hides_under_a_name_of_sqlite_is_seen(file: Path) -> None:
    altered(
        file,
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_master VALUES ('table', 'sqlite_x', 'sqlite_x', 0, "
        "'CREATE TRIGGER sqlite_x AFTER INSERT ON nilai BEGIN SELECT 1; END')",
    )
    assert refused(file).kode in {"cadangan_isi_asing", "cadangan_berkas_rusak"}


def test_what_sqlite_keeps_for_itself_does_no_harm(file: Path) -> None:
    altered(file, "ANALYZE")
    assert vault.look(file).sel == 1


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_no_program_ever_wrote_is_refused(file: Path, version: int) -> None:
    altered(file, f"PRAGMA user_version = {version}")
    assert refused(file).kode == "cadangan_isi_asing"


def test_every_version_is_known_by_what_it_is_made_of(office: Office) -> None:
    assert migrations.file_version(office.conn) == migrations.known_version()
    assert structure.stranger(office.conn) == ""


def test_a_backup_of_nobody_is_damaged(file: Path) -> None:
    altered(file, "DELETE FROM identitas")
    assert refused(file).kode == "cadangan_berkas_rusak"


def test_what_a_backup_says_of_itself_cannot_move_the_cursor(file: Path) -> None:
    altered(file, "UPDATE identitas SET kantor = 'Bagian' || char(8238, 10) || 'Pemerintahan'")
    isi = vault.look(file)
    assert isi.kantor == "Bagian Pemerintahan"
    assert cadangan_kata.facts(isi)


def test_a_backup_that_trusts_a_stranger_says_so(office: Office, file: Path) -> None:
    told = (hashlib.sha256(OTHER).hexdigest(), "otoritas", "53", "CA Lontar Asing", "", "", "")
    with closing(sqlite3.connect(file)) as conn, conn:
        conn.execute("INSERT INTO sertifikat VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*told, OTHER))
    beda = comparison.compare(office.folder, file)
    assert beda is not None
    assert beda.otoritas_asing == ("CA Lontar Asing",)
    assert cadangan_kata.difference(beda)[-1] == (
        "Cadangan ini mempercayai otoritas yang tidak dipercayai kantor ini: CA Lontar Asing. "
        "Jangan dipulihkan sebelum provinsi membenarkannya lewat telepon."
    )


def with_spoilt_letter(file: Path) -> None:
    data = file.read_bytes()
    place = data.index(b"Setda")
    file.write_bytes(data[:place] + b"\xd8" + data[place + 1 :])


def test_one_spoilt_letter_is_damage_and_no_surprise(office: Office, file: Path) -> None:
    with_spoilt_letter(file)
    assert refused(file).kode == "cadangan_berkas_rusak"
    with pytest.raises(LontarError) as caught:
        Office.open(file.parent, office.now)
    assert caught.value.kode == "kantor_rusak"


def test_what_sqlite_says_in_spoilt_letters_is_damage(tmp_path: Path) -> None:
    with pytest.raises(LontarError) as caught, in_words(tmp_path):
        b"\xd8".decode()
    assert caught.value.kode == "kantor_rusak"
    with pytest.raises(UnicodeDecodeError), in_words(tmp_path, (sqlite3.Error,)):
        b"\xd8".decode()


# --- Beside the database ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["con.kunci.pem", "Pengguna.kunci.pem", "pengguna-1.pem", "dalam/pengguna-1.kunci.pem"]
)
def test_only_keys_of_ours_come_back(office: Office, file: Path, name: str) -> None:
    planted = file.parent / vault.KEYS / name
    planted.parent.mkdir(parents=True)
    if sys.platform == "win32" and name.startswith("con."):
        pytest.skip("Windows itself makes no file of that name")
    planted.write_bytes(b"kunci")
    (file.parent / vault.KEYS / "pengguna-7.kunci.pem").write_bytes(b"kunci")
    (file.parent / vault.KEYS / "besar.kunci.pem").write_bytes(bytes(20_000))
    vault.bring_back(file.parent, office.folder)
    found = [one for one in (office.folder / vault.KEYS).rglob("*") if one.is_file()]
    assert [one.name for one in found] == ["pengguna-7.kunci.pem"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has none")
def test_a_pipe_in_the_place_of_a_key_is_passed_over(office: Office, file: Path) -> None:
    (file.parent / vault.KEYS).mkdir()
    os.mkfifo(file.parent / vault.KEYS / "pengguna-7.kunci.pem")
    vault.bring_back(file.parent, office.folder)
    assert not (office.folder / vault.KEYS / "pengguna-7.kunci.pem").exists()


def test_evidence_larger_than_any_is_not_brought_back(office: Office, file: Path) -> None:
    folder = file.parent / evidence.FOLDER
    folder.mkdir()
    with (folder / "wanted").open("wb") as big:
        big.truncate(MAX_BYTES + 1)
    digest = hashlib.sha256((folder / "wanted").read_bytes()).hexdigest()
    (folder / "wanted").rename(folder / digest)
    vault.bring_back(file.parent, office.folder)
    assert not evidence.file_of(office, digest).exists()


def line(revisi: str) -> bytes:
    paket_id = hashlib.sha256(revisi.encode()).hexdigest()
    told = f"kirim 53.01 2026-T3 {revisi} {paket_id} 2026-10-05T09:30:00.000+08:00".encode()
    return told + b" " + hashlib.sha256(told).hexdigest()[:16].encode() + b"\n"


@pytest.mark.parametrize("revisi", ["9999", "101", "9" * 5000, "٣"])
def test_a_send_log_cannot_use_up_the_numbers_of_a_quarter(
    office: Office, file: Path, revisi: str
) -> None:
    (file.parent / send_log.FILE_NAME).write_bytes(line(revisi) + line("3"))
    send_log.learn(office.folder, file.parent)
    assert send_log.highest(office.folder, "53.01", "2026-T3") == 3
