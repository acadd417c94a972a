"""A file of version 1 becomes one of version 2 with its history as it was."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from app.store import migrations
from app.store.office import Office
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import Clock, cell, fill, new_office, values

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = "SELECT * FROM riwayat ORDER BY id"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[tuple[object, ...]]]:
    """An office made by the program that knew version 1 only, and its history."""
    folder, clock = tmp_path / "kantor", Clock()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:1])
        with new_office(folder, clock) as office:
            fill(office, cell(1), label="satu")
            fill(office, cell(2), label="dua")
            return folder, office.conn.execute(HISTORY).fetchall()


def test_the_history_moves_unchanged_and_its_chain_holds(
    old: tuple[Path, list[tuple[object, ...]]],
) -> None:
    folder, history = old
    with Office.open(folder, Clock()) as office:
        assert migrations.file_version(office.conn) == migrations.known_version()
        assert office.conn.execute(HISTORY).fetchall() == history
        assert verify_chain(office).ok
        fill(office, cell(3))
        assert verify_chain(office).ok
        assert list(values(office).values()) == [3]


@pytest.mark.parametrize("statement", ["UPDATE riwayat SET baru = 'x'", "DELETE FROM riwayat"])
def test_the_moved_history_is_still_append_only(
    old: tuple[Path, list[tuple[object, ...]]], statement: str
) -> None:
    with (
        Office.open(old[0], Clock()) as office,
        pytest.raises(sqlite3.IntegrityError, match="hanya_ditambah"),
    ):
        office.conn.execute(statement)
