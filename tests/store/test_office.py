"""Opening, refusing and closing an office."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import LontarError
from app.store import migrations
from app.store import office as office_module
from app.store.office import DATABASE_NAME, Identitas, Office
from tests.store.contoh_kantor import Clock, cell, fill, new_office, values

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = "pandas numpy openpyxl xlsxwriter lxml cryptography sqlite_utils jwt python_calamine segno"


def refused(folder: Path, clock: Clock) -> LontarError:
    with pytest.raises(LontarError) as caught:
        Office.open(folder, clock)
    return caught.value


def edit(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)


def test_an_office_remembers_whose_data_it_holds(folder: Path, clock: Clock) -> None:
    identitas = Identitas("provinsi", "53", "Biro Pemerintahan", "0190-a")
    Office.create(folder, identitas, clock).close()
    with Office.open(folder, clock) as office:
        assert office.identitas == identitas


def test_a_commit_is_on_disk_before_it_is_acknowledged(office: Office) -> None:
    pragma = [
        office.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
    ]
    assert pragma == ["wal", 2, 1, 1]


def test_every_table_of_ours_is_strict(office: Office) -> None:
    rows = office.conn.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%'"
    )
    assert [name for (name,) in rows] == ["_sqlite_migrations"]


def test_a_closed_office_is_one_file_without_a_log(folder: Path, clock: Clock) -> None:
    with new_office(folder, clock) as office:
        fill(office, cell(5))
        assert (folder / f"{DATABASE_NAME}-wal").stat().st_size > 0
    assert sorted(path.name for path in folder.iterdir()) == [DATABASE_NAME, "lontar.lock"]


def test_a_second_opening_in_the_same_program_is_refused(office: Office, clock: Clock) -> None:
    error = refused(office.folder, clock)
    assert error.kode == "kantor_sedang_dibuka"
    assert "sedang dibuka oleh Lontar lain" in error.pesan
    assert "17-09-2026 10.32" in error.pesan
    assert error.saran == "Tutup jendela Lontar yang lain itu lebih dahulu, lalu buka lagi."


def test_a_second_program_is_refused_until_the_first_is_killed(folder: Path, clock: Clock) -> None:
    new_office(folder, clock).close()
    script = (
        "import sys, datetime, pathlib; from app.store.office import Office;"
        "o = Office.open(pathlib.Path(sys.argv[1]), lambda: datetime.datetime.now(datetime.UTC));"
        "print('terbuka', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "terbuka\n"
        assert refused(folder, clock).kode == "kantor_sedang_dibuka"
        other.kill()
    with Office.open(folder, clock) as office:
        assert office.identitas.kantor == "Setda"


def test_an_office_can_be_opened_again_after_it_was_closed_or_refused(
    folder: Path, clock: Clock
) -> None:
    new_office(folder, clock).close()
    edit(folder / DATABASE_NAME, "PRAGMA user_version = 99")
    assert refused(folder, clock).kode == "kantor_lebih_baru"
    edit(folder / DATABASE_NAME, f"PRAGMA user_version = {migrations.known_version()}")
    Office.open(folder, clock).close()


def test_a_file_of_a_newer_program_is_refused_in_words(folder: Path, clock: Clock) -> None:
    new_office(folder, clock).close()
    edit(folder / DATABASE_NAME, "PRAGMA user_version = 99")
    error = refused(folder, clock)
    assert error.pesan == (
        f"Data kantor di {folder} dibuat oleh Lontar yang lebih baru "
        f"(versi data 99; program ini mengenal sampai versi {migrations.known_version()})."
    )
    assert error.saran == "Pasang Lontar versi terbaru di komputer ini. Data Anda tidak diubah."


@pytest.mark.parametrize("content", [None, b""])
def test_a_folder_that_is_no_office_is_refused_in_words(
    folder: Path, clock: Clock, content: bytes | None
) -> None:
    if content is not None:
        folder.mkdir()
        (folder / DATABASE_NAME).write_bytes(content)
    error = refused(folder, clock)
    assert error.pesan == f"Folder {folder} bukan folder kantor Lontar."
    assert error.saran.startswith("Pilih folder yang berisi berkas lontar.db")


def test_a_database_of_another_program_is_refused_and_left_alone(
    folder: Path, clock: Clock
) -> None:
    folder.mkdir()
    edit(folder / DATABASE_NAME, "CREATE TABLE lagu (judul)")
    before = (folder / DATABASE_NAME).read_bytes()
    assert refused(folder, clock).kode == "bukan_kantor"
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_a_file_that_is_no_database_is_called_damaged(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(b"bukan basis data" * 1000)
    error = refused(folder, clock)
    assert error.pesan == f"Berkas data kantor di {folder} rusak atau tidak lengkap."
    assert error.saran.startswith("Jangan menghapus apa pun.")


def test_a_file_that_is_no_database_is_let_go_of_at_once(folder: Path, clock: Clock) -> None:
    """Windows moves no file aside that a connection still holds."""
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(b"bukan basis data" * 1000)
    made: list[sqlite3.Connection] = []
    real = sqlite3.connect

    def connect(*args: Any, **settings: Any) -> sqlite3.Connection:
        made.append(real(*args, **settings))
        return made[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sqlite3, "connect", connect)
        refused(folder, clock)
    assert made
    for conn in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            conn.execute("SELECT 1")


def test_damage_inside_the_file_is_found_at_the_start(folder: Path, clock: Clock) -> None:
    with new_office(folder, clock) as office:
        fill(office, *(cell(i, f"p.b.{i}") for i in range(2000)))
    database = folder / DATABASE_NAME
    raw = bytearray(database.read_bytes())
    with closing(sqlite3.connect(database)) as conn:
        page = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'nilai'").fetchone()[0]
        size = conn.execute("PRAGMA page_size").fetchone()[0]
    raw[(page - 1) * size : page * size] = b"\xff" * size
    database.write_bytes(raw)
    assert refused(folder, clock).kode == "kantor_rusak"


def test_a_folder_without_write_permission_is_refused_in_words(
    ordinary_folder: Path, clock: Clock
) -> None:
    folder = ordinary_folder / "kantor"
    new_office(folder, clock).close()
    (folder / "lontar.lock").unlink()
    folder.chmod(0o555)
    error = refused(folder, clock)
    folder.chmod(0o755)
    assert error.pesan == f"Lontar tidak dapat menulis ke {folder}."
    assert error.saran.startswith("Pastikan folder itu tidak hanya-baca")


def test_a_read_only_file_is_found_out_before_the_first_keystroke(
    ordinary_folder: Path, clock: Clock
) -> None:
    folder = ordinary_folder / "kantor"
    new_office(folder, clock).close()
    (folder / DATABASE_NAME).chmod(0o444)
    assert refused(folder, clock).kode == "kantor_hanya_baca"


def test_a_place_that_cannot_keep_a_log_is_refused_in_words(folder: Path) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as conn,
        pytest.raises(LontarError) as caught,
    ):
        office_module._use_log(conn, folder)
    assert caught.value.pesan == (
        f"Folder {folder} tidak mendukung penyimpanan yang aman; "
        "biasanya karena berada di jaringan."
    )
    assert caught.value.saran.startswith("Letakkan folder kantor di diska komputer ini")


def test_an_office_is_not_made_where_one_is(office: Office, clock: Clock) -> None:
    folder, identitas = office.folder, office.identitas
    office.close()
    with pytest.raises(LontarError) as caught:
        Office.create(folder, identitas, clock)
    assert caught.value.pesan == f"Di folder {folder} sudah ada kantor Lontar."
    assert caught.value.saran.startswith("Buka kantor itu, atau pilih folder lain")


def test_an_office_cannot_be_made_where_nothing_may_be_written(
    ordinary_folder: Path, clock: Clock
) -> None:
    ordinary_folder.chmod(0o555)
    with pytest.raises(LontarError) as caught:
        new_office(ordinary_folder / "kantor", clock)
    assert caught.value.kode == "kantor_hanya_baca"


def test_an_office_cannot_be_made_inside_a_file(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "surat").touch()
    for folder in (tmp_path / "surat", tmp_path / "surat" / "kantor"):
        with pytest.raises(LontarError) as caught:
            new_office(folder, clock)
        assert caught.value.pesan == f"Lontar tidak dapat menulis ke {folder}."


def test_making_an_office_that_was_interrupted_can_be_repeated(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    (folder / f"{DATABASE_NAME}.baru").write_bytes(b"setengah")
    with new_office(folder, clock) as office:
        assert values(office) == {}
    assert not (folder / f"{DATABASE_NAME}.baru").exists()


def test_an_older_file_is_backed_up_and_then_brought_up_to_date(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_office(folder, clock) as office:
        fill(office, cell(7))

    def add_table(db: object) -> None:
        db.execute("CREATE TABLE tambahan (isi TEXT) STRICT")  # type: ignore[attr-defined]

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, add_table))
    with Office.open(folder, clock) as office:
        assert migrations.file_version(office.conn) == migrations.known_version()
        assert office.conn.execute("SELECT count(*) FROM tambahan").fetchone() == (0,)
        assert list(values(office).values()) == [7]
    (backup,) = (folder / "cadangan").iterdir()
    with closing(sqlite3.connect(backup)) as conn:
        assert migrations.file_version(conn) == migrations.known_version() - 1
        assert conn.execute("SELECT angka FROM nilai").fetchall() == [(7,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_office(folder, clock).close()
    known = migrations.STEPS

    def break_halfway(db: object) -> None:
        db.execute("CREATE TABLE tambahan (isi TEXT) STRICT")  # type: ignore[attr-defined]
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (*known, break_halfway))
    with pytest.raises(ZeroDivisionError):
        Office.open(folder, clock)
    monkeypatch.setattr(migrations, "STEPS", known)
    with Office.open(folder, clock) as office:
        assert migrations.file_version(office.conn) == len(known)


def test_an_ordinary_opening_loads_no_heavy_library(folder: Path, clock: Clock) -> None:
    new_office(folder, clock).close()
    script = (
        "import sys, datetime, pathlib; from app.store.office import Office;"
        "from app.store import door, undo, questions, dispatch, pustaka, backup, settings;"
        "now = lambda: datetime.datetime.now(datetime.UTC);"
        "Office.open(pathlib.Path(sys.argv[1]), now).close();"
        f"print([m for m in {HEAVY.split()!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_transaction_is_all_or_nothing_also_inside_another(office: Office) -> None:
    with office.transaction():
        fill(office, cell(1, "p.b.1"))
        with pytest.raises(ZeroDivisionError), office.transaction():
            fill(office, cell(2, "p.b.2"))
            raise ZeroDivisionError
        fill(office, cell(3, "p.b.3"))
    assert sorted(values(office).values(), key=str) == [1, 3]
    with pytest.raises(ZeroDivisionError), office.transaction():
        fill(office, cell(4, "p.b.4"))
        raise ZeroDivisionError
    assert sorted(values(office).values(), key=str) == [1, 3]


def test_trouble_with_other_files_during_a_transaction_is_not_blamed_on_the_office(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError), office.transaction():
        fill(office, cell(1))
        (tmp_path / "tiada").read_bytes()
    assert values(office) == {}


def test_nothing_more_is_written_when_the_surrounding_transaction_is_gone(office: Office) -> None:
    with pytest.raises(RuntimeError), office.transaction() as conn:
        conn.execute("ROLLBACK")
        fill(office, cell(1))
    assert values(office) == {}


@pytest.mark.skipif(os.name != "posix", reason="another process locks the file in its own way")
def test_a_file_held_by_another_program_is_told_in_words(office: Office) -> None:
    office.conn.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(office.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LontarError) as caught:
            fill(office, cell(1))
    assert caught.value.pesan == (
        f"Data kantor di {office.folder} sedang dipakai program lain, "
        "sehingga perubahan Anda belum tersimpan."
    )
    assert caught.value.saran.startswith("Tutup program lain yang membuka berkas lontar.db")
    assert values(office) == {}
