"""The one door: what is written, what is refused, what is left when the disk gives up."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.nilai import Keadaan
from app.errors import LontarError
from app.store import versions
from app.store.columns import from_columns, from_text, to_columns, to_text
from app.store.door import STATUS_TERKUNCI, Kunci, Perubahan, write
from app.store.pustaka import add_forms
from app.store.questions import sheet_values
from app.store.sheets import set_status
from tests.store.contoh_kantor import (
    ENDE,
    KUPANG,
    T2,
    T3,
    TAHUN,
    Clock,
    cell,
    fill,
    form,
    new_office,
    values,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.nilai import Nilai
    from app.store.door import CellWrite
    from app.store.office import Office

STATES: list[Nilai] = [0, 1, -1, 10**17, "teks", "0", "nihil", "angka:1", "baris\nkedua", *Keadaan]
SHEET = Kunci("UJI-01", KUPANG, T3)

some_value = (
    st.integers(-(2**63) + 1, 2**63 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    | st.sampled_from(Keadaan)
)


def refused(office: Office, *cells: CellWrite) -> LontarError:
    with pytest.raises(LontarError) as caught:
        fill(office, *cells)
    return caught.value


def stored(office: Office, sel: str) -> tuple[object, ...] | None:
    row: tuple[object, ...] | None = office.conn.execute(
        "SELECT angka, teks, keadaan FROM nilai WHERE sel = ?", (sel,)
    ).fetchone()
    return row


def rows_in(office: Office, table: str) -> int:
    count: int = office.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    return count


def test_every_state_of_a_cell_is_kept_apart_from_the_others(folder: Path, office: Office) -> None:
    from app.domain.periode import Periode

    fill(office, *(cell(nilai, f"p.b.{i}") for i, nilai in enumerate(STATES)))
    now = sheet_values(office, "UJI-01", KUPANG, Periode(2026, 3)).now
    assert [now[f"p.b.{i}"] for i in range(len(STATES))] == STATES
    assert [type(now[f"p.b.{i}"]) for i in range(len(STATES))] == [type(n) for n in STATES]
    assert "p.b.kosong" not in now
    assert stored(office, "p.b.0") == (0, None, None)
    assert stored(office, "p.b.4") == (None, "teks", None)
    assert stored(office, f"p.b.{len(STATES) - 1}") == (None, None, "tidak_dirilis")


@given(some_value)
def test_any_value_survives_both_spellings(nilai: Nilai) -> None:
    angka, teks, keadaan = to_columns(nilai)
    assert (angka is not None) + (teks is not None) + (keadaan is not None) == 1
    assert from_columns(teks if angka is None else angka, keadaan) == nilai
    assert from_text(to_text(nilai)) == nilai


def test_empty_has_no_spelling_in_the_history() -> None:
    assert to_text(None) is None
    assert from_text(None) is None


def test_the_door_says_what_changed_and_only_that(office: Office) -> None:
    fill(office, cell(5, "p.b.1"), cell(6, "p.b.2"))
    done = fill(
        office, cell(5, "p.b.1"), cell(7, "p.b.2"), cell(None, "p.b.3"), label="tempel 3 sel"
    )
    assert done.perubahan == (Perubahan("UJI-01", KUPANG, T3, "p.b.2", 6, 7),)
    assert (done.id, done.label) == (2, "tempel 3 sel")


def test_when_nothing_changes_nothing_is_written(office: Office) -> None:
    fill(office, cell(5), cell("isi", "p.b.2"), cell(Keadaan.NIHIL, "p.b.3"))
    before = [rows_in(office, table) for table in ("tindakan", "riwayat", "lembar")]
    again = fill(office, cell(5), cell("isi", "p.b.2"), cell(Keadaan.NIHIL, "p.b.3"))
    empty = fill(office, cell(None, wilayah=ENDE))
    assert (again.id, again.perubahan) == (0, ())
    assert (empty.id, empty.perubahan) == (0, ())
    assert [rows_in(office, table) for table in ("tindakan", "riwayat", "lembar")] == before


def test_a_cell_named_twice_gets_the_later_value(office: Office) -> None:
    assert fill(office, cell(5), cell(8)).perubahan == (Perubahan(*SHEET, "p.capai.n", None, 8),)


def test_emptying_a_cell_removes_its_row(office: Office) -> None:
    fill(office, cell(5))
    assert fill(office, cell(None)).perubahan == (Perubahan(*SHEET, "p.capai.n", 5, None),)
    assert stored(office, "p.capai.n") is None


def test_an_empty_text_is_an_empty_cell(office: Office) -> None:
    fill(office, cell("isi"))
    assert fill(office, cell("")).perubahan == (Perubahan(*SHEET, "p.capai.n", "isi", None),)


def test_one_gesture_may_touch_several_sheets(office: Office) -> None:
    done = fill(
        office,
        cell(1),
        cell(2, "p.harus.n", periode=TAHUN),
        cell(3, formulir="UJI-02", wilayah=ENDE),
    )
    assert values(office) == {
        ("UJI-01", KUPANG, T3, "p.capai.n"): 1,
        ("UJI-01", KUPANG, TAHUN, "p.harus.n"): 2,
        ("UJI-02", ENDE, T3, "p.capai.n"): 3,
    }
    assert len(done.perubahan) == 3


def test_a_final_sheet_refuses_in_words_and_keeps_the_whole_gesture_out(office: Office) -> None:
    fill(office, cell(5))
    set_status(office, [SHEET], STATUS_TERKUNCI, label="final", pelaku="Maria")
    error = refused(office, cell(9, periode=T2), cell(6))
    assert error.pesan == (
        "Lembar UJI-01 wilayah 53.01 periode 2026-T3 sudah final, "
        "sehingga isinya tidak dapat diubah."
    )
    assert error.saran == "Buka kembali lembar itu untuk revisi sebelum mengubah angkanya."
    assert values(office) == {(*SHEET, "p.capai.n"): 5}


def test_a_final_sheet_does_not_mind_what_it_already_holds(office: Office) -> None:
    fill(office, cell(5))
    set_status(office, [SHEET], STATUS_TERKUNCI, label="final", pelaku="Maria")
    assert fill(office, cell(5)).id == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE nilai SET angka = 9",
        "DELETE FROM nilai",
        "INSERT INTO nilai (lembar, sel, angka) VALUES (1, 'p.b.9', 9)",
        "INSERT OR REPLACE INTO nilai (lembar, sel, angka) VALUES (1, 'p.capai.n', 9)",
    ],
)
def test_a_final_sheet_is_locked_against_plain_sql_too(office: Office, statement: str) -> None:
    fill(office, cell(5))
    set_status(office, [SHEET], STATUS_TERKUNCI, label="final", pelaku="Maria")
    with (
        closing(sqlite3.connect(office.database)) as raw,
        pytest.raises(sqlite3.IntegrityError, match="lembar_terkunci"),
    ):
        raw.execute(statement)
    assert values(office) == {(*SHEET, "p.capai.n"): 5}


@pytest.mark.parametrize(
    "columns",
    ["NULL, NULL, NULL", "1, 'a', NULL", "1, NULL, 'nihil'", "NULL, '', NULL", "NULL, NULL, 'x'"],
)
def test_a_cell_holds_exactly_one_kind_of_value(office: Office, columns: str) -> None:
    fill(office, cell(5))
    with pytest.raises(sqlite3.IntegrityError):
        office.conn.execute(f"INSERT INTO nilai VALUES (1, 'p.b.9', {columns})")  # noqa: S608


def test_an_unknown_form_is_refused_in_words(office: Office) -> None:
    error = refused(office, cell(1, formulir="XXX-99"))
    assert error.pesan == "Formulir XXX-99 tidak dikenal di kantor ini."
    assert error.saran == "Periksa kodenya, atau pasang definisi formulir yang terbaru."


def test_a_form_that_does_not_hold_yet_is_refused_in_words(office: Office) -> None:
    error = refused(office, cell(1, periode="2024-T4"))
    assert error.pesan == "Formulir UJI-01 belum berlaku untuk periode 2024-T4."
    assert error.saran.startswith("Pilih periode yang lebih baru")


def test_a_sheet_is_made_with_the_version_that_holds_for_its_period(office: Office) -> None:
    add_forms(office, [form("UJI-01", 2, "2026-T3")])
    fill(office, cell(1, periode=T2), cell(1, periode=T3), cell(1, periode=TAHUN))
    rows = office.conn.execute("SELECT periode, versi FROM lembar ORDER BY periode")
    assert dict(rows.fetchall()) == {TAHUN: 2, T2: 1, T3: 2}


@pytest.mark.parametrize("angka", [2**63, -(2**63), 10**30])
def test_a_number_too_large_to_keep_is_refused_in_words(office: Office, angka: int) -> None:
    error = refused(office, cell(1, "p.b.1"), cell(angka))
    assert error.pesan == "Angka pada sel p.capai.n formulir UJI-01 terlalu besar untuk disimpan."
    assert error.saran.startswith("Periksa jumlah digitnya")
    assert values(office) == {}


def test_a_text_that_cannot_be_spelt_is_refused_in_words(office: Office) -> None:
    error = refused(office, cell("rusak \ud83d"))
    assert error.pesan == (
        "Teks pada sel p.capai.n formulir UJI-01 memuat tanda yang tidak dapat disimpan."
    )
    assert error.saran.startswith("Ketik ulang teks itu")


@pytest.mark.parametrize("nilai", [1.0, True, b"x"])
def test_a_value_of_another_kind_is_a_bug(office: Office, nilai: object) -> None:
    with pytest.raises(TypeError, match=re.escape("UJI-01 p.capai.n")):
        fill(office, cell(nilai))  # type: ignore[arg-type]


@pytest.mark.parametrize("periode", ["2026-Q3", "2026-T5", "26", "2026-T3 "])
def test_a_period_that_is_none_is_a_bug(office: Office, periode: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="periode"):
        fill(office, cell(1, periode=periode))


def test_only_undo_writes_the_kinds_of_undo(office: Office) -> None:
    with pytest.raises(ValueError, match="urung"):
        write(office, [cell(1)], jenis="urung", label="", pelaku="Maria")


def test_a_full_disk_loses_the_last_gesture_only(office: Office, clock: Clock) -> None:
    fill(office, cell(5))
    pages = office.conn.execute("PRAGMA page_count").fetchone()[0]
    office.conn.execute(f"PRAGMA max_page_count = {pages}")
    error = refused(office, *(cell("panjang " * 100, f"p.b.{i}") for i in range(400)))
    assert error.pesan == (
        f"Diska tempat {office.folder} penuh, sehingga perubahan terakhir tidak tersimpan. "
        "Data sebelumnya tetap utuh."
    )
    assert error.saran == "Kosongkan ruang di diska itu, lalu ulangi perubahan terakhir."
    assert values(office) == {(*SHEET, "p.capai.n"): 5}
    office.conn.execute("PRAGMA max_page_count = 1000000")
    assert fill(office, cell(6)).id == 2


LIMITED = """
import resource, signal, sys, pathlib
from tests.store.contoh_kantor import Clock, cell, fill, values
from app.errors import LontarError
from app.store.office import Office
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Office.open(pathlib.Path(sys.argv[1]), Clock()) as office:
    fill(office, cell(5))
    used = (office.folder / "lontar.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (used + 6000, resource.RLIM_INFINITY))
    try:
        fill(office, *(cell("panjang " * 100, f"p.b.{i}") for i in range(400)))
    except LontarError as error:
        print(error.kode, list(values(office).values()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(fill(office, cell(6)).id)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX limit on file sizes")
def test_a_disk_that_refuses_to_write_loses_the_last_gesture_only(
    folder: Path, clock: Clock
) -> None:
    new_office(folder, clock).close()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "disk_galat [5]\n2\n"
    error = LontarError("disk_galat", folder=folder)
    assert error.pesan.startswith(f"Diska tempat {folder} menolak membaca atau menulis")
    assert error.saran.startswith("Periksa apakah diska lepas masih terpasang")


COUNTED = """
import os, sys, pathlib
from tests.store.contoh_kantor import Clock, cell, fill
from app.store.office import Office
with Office.open(pathlib.Path(sys.argv[1]), Clock()) as office:
    fill(office, cell(1))
    os.write(2, b"mulai")
    for angka in range(2, 22):
        fill(office, cell(angka))
    os.write(2, b"selesai")
"""


def test_each_commit_costs_exactly_one_wait_for_the_disk(
    folder: Path, clock: Clock, tmp_path: Path
) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, so nothing can count the calls")
    new_office(folder, clock).close()
    log = tmp_path / "panggilan"
    command = [strace, "-o", str(log), "-e", "trace=fdatasync,fsync,sync,msync,write"]
    done = subprocess.run(
        [*command, sys.executable, "-c", COUNTED, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("this machine does not let strace watch a process")
    assert done.returncode == 0, done.stderr
    between = log.read_text().split('"mulai"')[1].split('"selesai"')[0]
    assert len(re.findall(r"^\w*sync\(", between, re.MULTILINE)) == 20


def test_a_gesture_that_begins_many_sheets_asks_once_for_a_period_what_holds(office, monkeypatch):
    add_forms(office, [form("UJI-02"), form("UJI-03", 1, "2025-T1"), form("UJI-03", 2, "2026-T3")])
    asked: list[tuple[str, str | None]] = []
    real = versions.in_force

    def in_force(
        conn: sqlite3.Connection, periode: str, formulir: str | None = None
    ) -> dict[str, int]:
        asked.append((periode, formulir))
        return real(conn, periode, formulir)

    monkeypatch.setattr(versions, "in_force", in_force)
    places = [(kode, periode) for kode in ("UJI-01", "UJI-02", "UJI-03") for periode in (T2, T3)]
    fill(office, *(cell(1, formulir=kode, periode=periode) for kode, periode in places))
    assert asked == [(T2, None), (T3, None)]
    begun = office.conn.execute("SELECT formulir, periode, versi FROM lembar").fetchall()
    assert sorted(begun)[-2:] == [("UJI-03", T2, 1), ("UJI-03", T3, 2)]
    # A single sheet asks for its own form only.
    fill(office, cell(1, "p.harus.n", periode=TAHUN))
    assert asked[2:] == [(TAHUN, "UJI-01")]
