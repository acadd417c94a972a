"""The history: append-only, chained, and able to say where it was broken."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.nilai import Keadaan
from app.store.dispatch import Paket, record_package
from app.store.door import Kunci
from app.store.office import DATABASE_NAME, Office
from app.store.riwayat import CHAINED, genesis, verify_chain
from app.store.sheets import set_status, write_note
from app.store.undo import undo
from tests.store.contoh_kantor import KUPANG, T3, TAHUN, Clock, cell, fill, new_office

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

SHEET = Kunci("UJI-01", KUPANG, T3)
TRIGGERS = ("riwayat_tetap_update", "riwayat_tetap_delete", "tindakan_tetap_update")


def lived_in(folder: Path, clock: Clock) -> None:
    """An office with seven rows of history."""
    with new_office(folder, clock) as office:
        fill(office, cell(1), label="satu")
        fill(
            office, cell(2), cell("teks", "p.b.2"), cell(Keadaan.NIHIL, periode=TAHUN), label="dua"
        )
        undo(office, pelaku="Yosef")
        set_status(office, [SHEET], "selesai", label="selesai", pelaku="Maria")
        write_note(office, SHEET, "p.b.1", "menurut SIHA", label="catatan", pelaku="Maria")
        record_package(office, sent(1), b"isi")
        fill(office, cell(3))


def sent(revisi: int) -> Paket:
    return Paket(
        arah="keluar",
        putusan="",
        nama_berkas="kupang.xlsx",
        paket_id=f"{revisi:064x}",
        wilayah=KUPANG,
        periode=T3,
        revisi=revisi,
    )


def tamper(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as conn:
        for trigger in TRIGGERS:
            conn.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            conn.execute(statement)


def test_a_history_of_everything_verifies(folder: Path, clock: Clock) -> None:
    lived_in(folder, clock)
    with Office.open(folder, clock) as office:
        report = verify_chain(office)
        head = office.conn.execute("SELECT sha256 FROM riwayat ORDER BY id DESC").fetchone()[0]
        rows = office.conn.execute("SELECT count(*) FROM riwayat").fetchone()[0]
    assert report == (True, head.hex(), None, ())
    assert rows == 10


def test_an_empty_history_verifies_from_the_office_itself(office: Office) -> None:
    report = verify_chain(office)
    assert report == (True, genesis("0190-kantor-uji").hex(), None, ())


def test_the_chain_can_be_recomputed_from_its_description_alone(office: Office) -> None:
    fill(office, cell('kutip " dan é\n'), label="tempel")
    row = dict(
        zip(
            CHAINED,
            office.conn.execute(
                "SELECT r.id, r.tindakan, t.waktu, t.pelaku, t.jenis, t.label, t.membalik,"
                " l.formulir, l.wilayah, l.periode, r.aspek, r.sel, r.lama, r.baru"
                " FROM riwayat r JOIN tindakan t ON t.id = r.tindakan JOIN lembar l"
            ).fetchone(),
            strict=True,
        )
    )
    assert row["baru"] == 'teks:kutip " dan é\n'
    spelt = json.dumps([row[name] for name in CHAINED], ensure_ascii=False, separators=(",", ":"))
    before = hashlib.sha256(b"lontar-riwayat:0190-kantor-uji").digest()
    assert verify_chain(office).head == hashlib.sha256(before + spelt.encode()).hexdigest()


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE riwayat SET baru = 'angka:7' WHERE id = 3", 3),
        ("UPDATE riwayat SET lama = 'angka:7' WHERE id = 2", 2),
        ("UPDATE riwayat SET sel = 'p.b.9' WHERE id = 3", 3),
        ("UPDATE riwayat SET lembar = 2 WHERE id = 1", 1),
        ("UPDATE riwayat SET sha256 = zeroblob(32) WHERE id = 10", 10),
        ("DELETE FROM riwayat WHERE id = 5", 5),
        ("DELETE FROM riwayat WHERE id = 10", 10),
        ("DELETE FROM riwayat WHERE id = 1", 1),
        ("UPDATE tindakan SET pelaku = 'Orang lain' WHERE id = 2", 2),
        ("UPDATE tindakan SET waktu = '2020-01-01T00:00:00+00:00' WHERE id = 6", 10),
        ("UPDATE tindakan SET label = 'lain' WHERE id = 1", 1),
        ("UPDATE tindakan SET sampai = sampai + 1 WHERE id = 6", 11),
        ("UPDATE lembar SET wilayah = '53.99' WHERE id = 2", 4),
        ("UPDATE identitas SET office_id = 'kantor lain'", 1),
    ],
)
def test_tampering_is_found_where_it_happened(
    folder: Path, clock: Clock, statement: str, broken_at: int
) -> None:
    lived_in(folder, clock)
    tamper(folder, "PRAGMA foreign_keys = OFF", statement)
    with Office.open(folder, clock) as office:
        report = verify_chain(office)
    assert (report.ok, report.broken_at) == (False, broken_at)


def test_a_history_cut_off_whole_gestures_is_found_by_the_package_that_knew_more(
    folder: Path, clock: Clock
) -> None:
    lived_in(folder, clock)
    tamper(
        folder,
        "DROP TRIGGER tindakan_tetap_delete",
        "DELETE FROM riwayat WHERE id > 8",
        "DELETE FROM tindakan WHERE dari > 8",
    )
    with Office.open(folder, clock) as office:
        assert verify_chain(office).broken_at == 9


def test_a_rewritten_history_is_found_by_the_package_that_knew_the_old_one(
    folder: Path, clock: Clock
) -> None:
    lived_in(folder, clock)
    tamper(
        folder, "DROP TRIGGER paket_tetap_update", "UPDATE paket SET rantai_kepala = zeroblob(32)"
    )
    with Office.open(folder, clock) as office:
        assert verify_chain(office).broken_at == 9


def test_a_value_that_did_not_come_through_the_door_is_named(folder: Path, clock: Clock) -> None:
    lived_in(folder, clock)
    tamper(
        folder,
        "UPDATE nilai SET angka = 99 WHERE sel = 'p.capai.n'",
        "INSERT INTO nilai (lembar, sel, angka) VALUES (1, 'p.b.7', 5)",
    )
    with Office.open(folder, clock) as office:
        report = verify_chain(office)
    assert (report.ok, report.broken_at) == (False, None)
    assert report.strangers == ((*SHEET, "p.b.7"), (*SHEET, "p.capai.n"))


def test_a_value_that_vanished_is_named(folder: Path, clock: Clock) -> None:
    lived_in(folder, clock)
    tamper(folder, "DELETE FROM nilai WHERE sel = 'p.capai.n'")
    with Office.open(folder, clock) as office:
        assert verify_chain(office).strangers == ((*SHEET, "p.capai.n"),)


@given(st.lists(st.integers(0, 3) | st.sampled_from(["", "a", "nihil", *Keadaan]), max_size=8))
@settings(max_examples=25, deadline=None)
def test_any_life_of_a_cell_ends_where_its_history_says(values: list[Nilai]) -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        new_office(Path(name) / "kantor", Clock()) as office,
    ):
        for nilai in values:
            fill(office, cell(nilai))
        assert verify_chain(office).ok


@pytest.mark.parametrize("table", ["riwayat", "tindakan"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "INSERT OR REPLACE INTO {} SELECT * FROM {}"],
)
def test_the_history_can_only_grow(office: Office, table: str, statement: str) -> None:
    fill(office, cell(1))
    with pytest.raises(sqlite3.IntegrityError, match="hanya_ditambah"):
        office.conn.execute(statement.replace("{}", table))
    assert verify_chain(office).ok


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM paket", "UPDATE paket SET berkas = x'00'", "UPDATE paket SET revisi = 9"],
)
def test_the_dispatch_book_can_only_grow(office: Office, statement: str) -> None:
    record_package(office, sent(1), b"isi")
    with pytest.raises(sqlite3.IntegrityError, match="hanya_ditambah"):
        office.conn.execute(statement)
