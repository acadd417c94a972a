"""Follow-ups in the office: only ever added, copies become one, and the step of version 7."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from app.domain.tindak_lanjut import JenisLanjut, KejadianLanjut, TindakLanjut
from app.store import backup, follow_ups, migrations
from app.store.office import Office
from tests.store.contoh_kantor import KUPANG, Clock, cell, fill, new_office

if TYPE_CHECKING:
    from pathlib import Path

TRIED = (
    "DELETE FROM tindak_lanjut",
    "UPDATE tindak_lanjut SET opd = 'x'",
    "DELETE FROM tindak_lanjut_kejadian",
    "UPDATE tindak_lanjut_kejadian SET teks = 'x'",
)
WRONG = (
    {"tenggat": "2026-10-20"},
    {"keadaan": "ditutup"},
    {"keadaan": ""},
    {"urut": 0},
    {"id": "00"},
)


def asked(nomor: int = 1) -> KejadianLanjut:
    kind, when = JenisLanjut.TETAPKAN, "2026-10-05T09:30:00+00:00"
    return KejadianLanjut(f"{nomor:032x}", 1, kind, when, "Biro", "", "2026-10-20")


def reported(nomor: int = 2) -> KejadianLanjut:
    done = asked(nomor)._replace(urut=2, jenis=JenisLanjut.LAPOR, tenggat="", keadaan="berjalan")
    return done._replace(teks="Sudah dimulai.", bukti="Surat 12/2026")


def follow_up(*events: KejadianLanjut, kode: str = "ab" * 16) -> TindakLanjut:
    facts = (kode, "53", KUPANG, "2026-10-01", "Rakor TKPK", "Data ulang", "Kepala Bidang", "Dinas")
    return TindakLanjut(*facts, 3, "KES", events)


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An office made by the program that knew version 6, brought up to date."""
    folder, clock = tmp_path / "kantor", Clock()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:6])
        with new_office(folder, clock) as office:
            fill(office, cell(1), label="satu")
    with Office.open(folder, clock) as office:
        yield office


def test_an_older_office_is_kept_first_and_then_knows_follow_ups(moved: Office) -> None:
    assert len(list((moved.folder / backup.FOLDER_NAME).glob("*.db"))) == 1
    assert follow_ups.add(moved, [follow_up(asked())], pelaku="Maria") == (1, 1)
    assert follow_ups.add_event(moved, "ab" * 16, reported())
    assert follow_ups.follow_ups(moved) == [follow_up(asked(), reported())]
    assert follow_ups.who(moved, "ab" * 16) == {asked().id: "Maria"}
    assert follow_ups.follow_ups(moved, asal="53", wilayah=KUPANG)
    assert not follow_ups.follow_ups(moved, asal=KUPANG)


def test_copies_come_to_one_in_any_order(moved: Office) -> None:
    whole = follow_up(asked(), reported())
    follow_ups.add(moved, [follow_up(reported())])
    assert follow_ups.add(moved, [whole]) == (0, 1)
    assert follow_ups.add(moved, [whole]) == (0, 0)
    assert not follow_ups.add_event(moved, whole.id, reported())
    assert follow_ups.follow_ups(moved) == [whole]


def test_a_stranger_under_a_known_number_adds_nothing(moved: Office) -> None:
    follow_ups.add(moved, [follow_up(asked())])
    other = follow_up(asked(), reported())._replace(asal="53.99")
    assert follow_ups.add(moved, [other]) == (0, 0)
    assert follow_ups.follow_ups(moved) == [follow_up(asked())]


@pytest.mark.parametrize("statement", TRIED)
def test_what_happened_is_never_changed_or_removed(moved: Office, statement: str) -> None:
    follow_ups.add(moved, [follow_up(asked())])
    with pytest.raises(sqlite3.IntegrityError), moved.transaction() as conn:
        conn.execute(statement)
    assert follow_ups.follow_ups(moved) == [follow_up(asked())]


@pytest.mark.parametrize("wrong", WRONG)
def test_an_event_that_cannot_be_is_refused_as_a_whole(moved: Office, wrong) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        follow_ups.add(moved, [follow_up(asked(), reported()._replace(**wrong))])
    assert not follow_ups.follow_ups(moved)
