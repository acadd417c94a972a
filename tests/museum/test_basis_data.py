"""The database of every released version is opened for ever, brought up to date, and goes on."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from app.store import backup, migrations, vault
from app.store.office import DATABASE_NAME, Office
from app.store.riwayat import verify_chain
from tests.museum import buat_basis_data as museum
from tests.store.contoh_kantor import Clock, cell, fill

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = range(1, migrations.known_version() + 1)


def test_every_version_has_its_room() -> None:
    shown = {museum.file_of(version) for version in VERSIONS}
    shown |= {museum.facts_of(version) for version in VERSIONS}
    assert shown == set(museum.FOLDER.iterdir())


@pytest.mark.parametrize("version", VERSIONS)
def test_an_office_of_an_earlier_program_opens_with_all_it_held(
    tmp_path: Path, version: int
) -> None:
    database = tmp_path / DATABASE_NAME
    database.write_bytes(gzip.decompress(museum.file_of(version).read_bytes()))
    with Office.open(tmp_path, Clock()) as office:
        assert migrations.file_version(office.conn) == migrations.known_version()
        assert museum.facts(office) == json.loads(museum.facts_of(version).read_bytes())
        assert verify_chain(office).ok
        fill(office, cell(103))
        assert verify_chain(office).ok
    # The file as it was is kept before a step up, and can be looked into and brought back.
    kept = vault.listed(tmp_path / backup.FOLDER_NAME)
    assert len(kept) == (version < migrations.known_version())
    assert all(vault.look(one.berkas).sel == 5 for one in kept)
