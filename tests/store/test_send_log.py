"""The send log: a revision that left is never given out again, whatever happens to the database."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.periode import Periode
from app.errors import LontarError
from app.store import dispatch, letters, send_log
from app.store.backup import backup
from app.store.office import DATABASE_NAME, Office
from tests.store.contoh_kantor import ENDE, KUPANG, T2, T3, Clock
from tests.store.test_dispatch import paket

if TYPE_CHECKING:
    from pathlib import Path

Q3 = Periode(2026, 3)


def send(office: Office, revisi: int, folder: Path) -> None:
    """What handing in does: log, book and file, or none of them."""
    path = folder / f"{revisi}.xlsx"
    with send_log.delivering(office, paket(revisi), path), office.transaction():
        dispatch.record_package(office, paket(revisi), b"")
        path.write_bytes(b"isi")


def numbers(folder: Path) -> list[int]:
    return [one.revisi for one in send_log.sendings(folder)]


def test_what_left_stands_in_a_readable_file_with_a_check_on_each_line(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    send(office, 1, tmp_path)
    send(office, 2, tmp_path)
    lines = (folder / "buku-kirim.txt").read_text().splitlines()
    assert lines[1].split()[:4] == ["kirim", KUPANG, T3, "2"]
    assert len({line.split()[-1] for line in lines}) == 2
    first, second = send_log.sendings(folder)
    assert (first.wilayah, first.periode, first.revisi) == (KUPANG, T3, 1)
    assert second.paket_id == f"{2:064x}"
    assert second.waktu.endswith("+00:00")


def test_the_log_is_on_the_disk_before_the_file_is(
    office: Office, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda _fd: synced.append(len(numbers(folder))))
    with send_log.delivering(office, paket(1), tmp_path / "1.xlsx"):
        assert numbers(folder) == [1]
        assert synced[0] == 1


def test_a_delivery_that_fails_takes_file_and_number_back(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "1.xlsx"
    with (
        pytest.raises(LontarError),
        send_log.delivering(office, paket(1), path),
    ):
        path.write_bytes(b"isi")
        raise LontarError("disk_penuh", folder=folder)
    assert not path.exists()
    assert numbers(folder) == []
    assert dispatch.next_revision(office, KUPANG, Q3) == 1
    send(office, 1, tmp_path)
    assert numbers(folder) == [1]


def test_a_file_that_cannot_be_removed_keeps_its_number(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "1.xlsx"
    path.mkdir()
    with pytest.raises(ZeroDivisionError), send_log.delivering(office, paket(1), path):
        raise ZeroDivisionError
    assert numbers(folder) == [1]
    assert dispatch.next_revision(office, KUPANG, Q3) == 2


def test_after_an_older_backup_was_restored_no_number_is_used_again(
    office: Office, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    send(office, 1, tmp_path)
    backup(office, tmp_path / "cadangan.db")
    send(office, 2, tmp_path)
    assert send_log.lost(office) == []
    office.close()
    shutil.copy(tmp_path / "cadangan.db", folder / DATABASE_NAME)
    with Office.open(folder, clock) as restored:
        assert len(dispatch.packages(restored)) == 1
        (gone,) = send_log.lost(restored)
        assert (gone.wilayah, gone.periode, gone.revisi) == (KUPANG, T3, 2)
        assert dispatch.next_revision(restored, KUPANG, Q3) == 3
        assert dispatch.next_revision(restored, ENDE, Q3) == 1
        with pytest.raises(LontarError) as caught:
            dispatch.record_package(restored, dispatch.Paket(
                arah="keluar", putusan="", nama_berkas="x", paket_id="9" * 64,
                wilayah=KUPANG, periode=T3, revisi=2,
            ), b"")  # fmt: skip
        assert caught.value.kode == "revisi_terpakai"
        send(restored, 3, tmp_path)
        assert send_log.lost(restored) == []


def test_packages_sent_before_there_was_a_log_are_noted_when_the_office_opens(
    office: Office, folder: Path
) -> None:
    dispatch.record_package(office, paket(1), b"")
    dispatch.record_package(office, paket(4, "masuk"), b"")
    assert numbers(folder) == []
    assert send_log.lost(office) == []
    assert numbers(folder) == [1]


def test_a_letter_that_names_a_higher_revision_raises_the_floor(office: Office) -> None:
    letters.record(
        office,
        letters.Surat(
            id="a" * 64, arah="masuk", jenis="tanda_terima", paket_id="b" * 64, wilayah=KUPANG,
            periode=T3, revisi=5, waktu="", penanda_tangan="Yohana",
        ),
        b"surat",
    )  # fmt: skip
    assert dispatch.next_revision(office, KUPANG, Q3) == 6
    assert dispatch.next_revision(office, KUPANG, Periode(2026, 2)) == 1


def test_a_line_torn_by_a_power_cut_is_passed_over_and_the_next_one_stands_alone(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    send(office, 1, tmp_path)
    send(office, 2, tmp_path)
    file = folder / send_log.FILE_NAME
    file.write_bytes(file.read_bytes()[:-20])
    assert numbers(folder) == [1]
    with send_log.delivering(office, paket(3), tmp_path / "3.xlsx"):
        pass
    # What the database still knew of was noted again on the way.
    assert numbers(folder) == [1, 2, 3]


def test_a_changed_line_does_not_count(office: Office, folder: Path, tmp_path: Path) -> None:
    send(office, 1, tmp_path)
    file = folder / send_log.FILE_NAME
    file.write_bytes(file.read_bytes().replace(b" 1 ", b" 9 "))
    assert numbers(folder) == []


@given(cut=st.integers(0, 400), noise=st.binary(max_size=40))
@settings(max_examples=60)
def test_whatever_the_file_holds_can_be_read(tmp_path_factory, cut: int, noise: bytes) -> None:
    folder = tmp_path_factory.mktemp("kantor")
    lines = [
        send_log._line(verb, send_log.Kiriman(KUPANG, T2, revisi, f"{revisi:064x}", "waktu"))
        for verb, revisi in (("kirim", 1), ("kirim", 2), ("batal", 2))
    ]
    data = b"".join(lines)
    (folder / send_log.FILE_NAME).write_bytes(data[:cut] + noise + data[cut:])
    assert set(numbers(folder)) <= {1, 2}


def test_a_full_disk_stops_the_delivery_in_words(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(LontarError) as caught:
        send(office, 1, tmp_path)
    assert caught.value.kode == "disk_penuh"
    assert not (tmp_path / "1.xlsx").exists()
    assert dispatch.packages(office) == []
