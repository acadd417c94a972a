"""A look at the file of an office beside its opening: as strict as one in the middle of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.store.office import DATABASE_NAME, Office
from app.store.soundness import Look
from tests.store.contoh_kantor import Clock, cell, damage, fill, new_office

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def closed(folder: Path, clock: Clock) -> Path:
    with new_office(folder, clock) as office:
        fill(office, *(cell(i, f"p.b.{i}") for i in range(2000)))
    return folder


def look(folder: Path) -> Look:
    return Look(folder / DATABASE_NAME)


def test_a_whole_file_is_sound_and_untouched(closed: Path, clock: Clock) -> None:
    before = (closed / DATABASE_NAME).read_bytes()
    assert look(closed).sound() is True
    assert (closed / DATABASE_NAME).read_bytes() == before
    with Office.open(closed, clock, look(closed)) as office:
        assert office.identitas.wilayah


def test_damage_is_found_and_refused(closed: Path, clock: Clock) -> None:
    damage(closed)
    found = look(closed)
    assert found.sound() is False
    with pytest.raises(LontarError) as caught:
        Office.open(closed, clock, found)
    assert caught.value.kode == "kantor_rusak"


def test_where_a_look_learns_nothing_the_office_looks_itself(closed: Path, clock: Clock) -> None:
    nothing = look(closed / "lain")
    assert nothing.sound() is None
    damage(closed)
    with pytest.raises(LontarError) as caught:
        Office.open(closed, clock, nothing)
    assert caught.value.kode == "kantor_rusak"


def test_an_office_that_is_open_and_being_written_can_be_looked_at(
    closed: Path, clock: Clock
) -> None:
    with Office.open(closed, clock) as office, office.transaction():
        fill(office, cell(7, "p.b.1"))
        assert look(closed).sound() is True
