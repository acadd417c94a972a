"""Backups that are known to open, and that get fewer with age."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.store import backup
from app.store.office import DATABASE_NAME, Office
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import KUPANG, T3, Clock, cell, fill, new_office, values

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2026, 9, 17, 10, 0, 0, tzinfo=UTC)


def test_a_backup_of_an_open_office_is_an_office(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    fill(office, cell(5))
    target = tmp_path / "lain" / DATABASE_NAME
    backup.backup(office, target)
    fill(office, cell(6))
    assert [path.name for path in target.parent.iterdir()] == [DATABASE_NAME]
    with Office.open(target.parent, clock) as copy:
        assert values(copy) == {("UJI-01", KUPANG, T3, "p.capai.n"): 5}
        assert verify_chain(copy).ok


def test_a_backup_tells_how_far_it_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_PAGES", 8)
    told: list[tuple[int, int]] = []
    backup.keep(office.database, office.now(), progress=lambda *one: told.append(one))
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_backup_that_is_given_up_leaves_nothing_behind(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(_done: int, _all: int) -> None:
        raise GivenUpError

    monkeypatch.setattr(backup, "_PAGES", 8)
    with pytest.raises(GivenUpError):
        backup.keep(office.database, office.now(), progress=give_up)
    assert list((office.folder / backup.FOLDER_NAME).iterdir()) == []
    fill(office, cell(7))


def test_a_copy_that_does_not_read_back_whole_is_thrown_away(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(office, cell(5))
    whole_copy = backup._copy

    def lossy_copy(source: Path, target: Path, progress: backup.Progress | None) -> object:
        head = whole_copy(source, target, progress)
        with closing(sqlite3.connect(target)) as conn, conn:
            conn.execute("DROP TRIGGER riwayat_tetap_delete")
            conn.execute("DELETE FROM riwayat")
        return head

    target = tmp_path / "salinan.db"
    target.write_bytes(b"cadangan lama")
    monkeypatch.setattr(backup, "_copy", lossy_copy)
    with pytest.raises(LontarError) as caught:
        backup.backup(office, target)
    assert caught.value.pesan == (
        f"Cadangan ke {tmp_path} tidak terbaca kembali dengan utuh, sehingga tidak dipakai."
    )
    assert caught.value.saran.startswith("Pilih diska lain untuk cadangan")
    assert target.read_bytes() == b"cadangan lama"
    assert list(tmp_path.glob("*.sebagian")) == []


def test_a_backup_to_a_place_that_cannot_be_written_is_refused_in_words(
    ordinary_folder: Path, clock: Clock
) -> None:
    with new_office(ordinary_folder / "kantor", clock) as office:
        stick = ordinary_folder / "flashdisk"
        stick.mkdir()
        stick.chmod(0o555)
        with pytest.raises(LontarError) as caught:
            backup.backup(office, stick / "salinan.db")
    assert caught.value.pesan == (
        f"Lontar tidak dapat menulis ke {stick}, sehingga salinannya tidak jadi dibuat. "
        "Data kantor tidak berubah."
    )


def test_each_day_has_one_backup_of_its_own_accord(office: Office, clock: Clock) -> None:
    vault = office.folder / backup.FOLDER_NAME
    assert not backup.made_today(vault, clock.now)
    first = backup.keep(office.database, clock())
    assert first.name == f"lontar-20260917-{clock.now:%H%M%S}.db"
    assert backup.made_today(vault, clock.now)
    clock.now += timedelta(days=1)
    assert not backup.made_today(vault, clock.now)


def test_old_backups_are_thinned_and_other_files_left_alone(office: Office, clock: Clock) -> None:
    folder = office.folder / backup.FOLDER_NAME
    folder.mkdir()
    strangers = {"lontar-catatan.db", "surat.pdf"}
    for name in strangers:
        (folder / name).touch()
    for _ in range(30):
        clock.now += timedelta(hours=1)
        backup.keep(office.database, clock.now)
    kept = {path.name for path in folder.iterdir()}
    assert strangers < kept
    # The ten last, and the newest of the day before.
    assert len(kept - strangers) == 11


def test_what_is_kept_of_two_years_of_daily_backups() -> None:
    days = [START - timedelta(days=age) for age in range(730)]
    kept = sorted(set(days) - backup.too_many(days), reverse=True)
    told = [f"{when:%Y-%m-%d}" for when in kept]
    sundays = ["2026-09-06", "2026-08-30", "2026-08-23"]
    ends = [31, 31, 30, 31, 30, 31, 28, 31]
    months = [f"2026-{month:02}-{ends[8 - month]}" for month in range(8, 0, -1)]
    before = ["2025-12-31", "2025-11-30", "2025-10-31", "2025-09-30"]
    assert told[:10] == [f"2026-09-{day:02}" for day in range(17, 7, -1)]
    assert told[10:] == sorted([*sundays, *months, *before], reverse=True)


@given(st.lists(st.integers(0, 10**6), unique=True).map(sorted))
def test_the_newest_ten_always_stay(minutes: list[int]) -> None:
    times = [START + timedelta(minutes=minute) for minute in minutes]
    assert backup.too_many(times).isdisjoint(times[-10:])
    assert backup.too_many(times) <= set(times)


def test_a_backup_leaves_one_that_is_under_way_in_peace(office: Office) -> None:
    under_way, go_on = threading.Event(), threading.Event()

    def wait(_done: int, _all: int) -> None:
        under_way.set()
        assert go_on.wait(60)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(backup.keep, office.database, office.now(), None, wait)
        assert under_way.wait(60)
        later = office.now() + timedelta(minutes=1)
        second = pool.submit(backup.keep, office.database, later)
        waited = not wait_for([second], 0.3).done
        go_on.set()
        assert waited
        assert first.result(60).is_file()
        assert second.result(60).is_file()
