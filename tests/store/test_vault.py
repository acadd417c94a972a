"""Backups of a whole office: what they hold, that only new files are copied, that they open."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.bukti import Keterangan
from app.errors import LontarError
from app.store import backup, evidence, handover, send_log, vault
from app.store.door import Kunci
from app.store.office import DATABASE_NAME, Office
from tests import contoh_bukti
from tests.bukti import verify
from tests.store.contoh_kantor import KUPANG, T3, Clock, cell, fill
from tests.store.test_send_log import send

SHEET = Kunci("UJI-01", KUPANG, T3)


def attach(office: Office, number: int) -> str:
    told = Keterangan("", "", "", disertakan=True)
    data = contoh_bukti.pdf(f"surat {number}")
    added, _ = evidence.attach(
        office, SHEET, "p.capai.n", f"{number}.pdf", data, told, label="b", pelaku="Maria"
    )
    return added.sha256


@pytest.fixture
def stick(office: Office, tmp_path: Path) -> Path:
    return vault.on_stick(tmp_path / "flashdisk", office.identitas)


def test_a_backup_holds_figures_evidence_keys_and_what_was_sent(
    office: Office, stick: Path, tmp_path: Path
) -> None:
    fill(office, cell(5))
    sha256 = attach(office, 1)
    send(office, 1, tmp_path)
    key = office.folder / "kunci" / "arsip" / "pengguna-1-lama.kunci.pem"
    key.parent.mkdir(parents=True)
    key.write_text("tersegel")
    made = vault.keep_whole(office.folder, stick, office.now())
    isi = vault.look(made)
    assert (isi.kantor, isi.sel, isi.paket, isi.bukti, isi.bukti_hilang) == ("Setda", 1, 1, 1, 0)
    assert (stick / "bukti" / sha256).is_file()
    assert (stick / "kunci" / "arsip" / key.name).read_text() == "tersegel"
    assert send_log.sendings(stick) == send_log.sendings(office.folder)


def test_an_office_that_was_handed_over_is_not_backed_up_from_here(
    office: Office, stick: Path
) -> None:
    handover.mark(office.folder, handover.Penyerahan("Yosef", "Maria", "2026-10-06", "a", ""))
    with pytest.raises(LontarError) as refused:
        vault.keep_whole(office.folder, stick, office.now())
    assert refused.value.kode == "cadangan_diserahkan"
    assert "Kantor ini sudah diserahkan kepada Yosef" in str(refused.value)
    assert not stick.exists()


def test_only_new_evidence_is_copied(office: Office, stick: Path) -> None:
    attach(office, 1)
    assert vault.copy_evidence(office.folder, stick) == 1
    attach(office, 2)
    assert vault.copy_evidence(office.folder, stick) == 1
    assert vault.copy_evidence(office.folder, stick) == 0
    # A copy that a full disk cut off is made again.
    cut = next((stick / "bukti").iterdir())
    cut.write_bytes(b"%PDF")
    assert vault.copy_evidence(office.folder, stick) == 1


def test_damaged_evidence_never_displaces_a_good_copy(office: Office, stick: Path) -> None:
    sha256 = attach(office, 1)
    vault.copy_evidence(office.folder, stick)
    good = (stick / "bukti" / sha256).read_bytes()
    (office.folder / "bukti" / sha256).write_bytes(b"rusak")
    assert vault.copy_evidence(office.folder, stick) == 0
    assert (stick / "bukti" / sha256).read_bytes() == good
    vault.bring_back(stick, office.folder)
    assert verify(office).baik


def test_a_backup_without_its_evidence_says_how_much_is_missing(
    office: Office, stick: Path
) -> None:
    attach(office, 1)
    made = vault.keep_whole(office.folder, stick, office.now())
    shutil.rmtree(stick / "bukti")
    assert vault.look(made).bukti_hilang == 1


def test_a_wrong_clock_pushes_no_backup_out(office: Office, clock: Clock) -> None:
    place = office.folder / backup.FOLDER_NAME
    right = clock.now
    for _ in range(12):
        clock.now += timedelta(days=3650 if clock.now == right else 1)
        backup.keep(office.database, clock.now)
    clock.now = right
    made = backup.keep(office.database, clock.now)
    assert made.is_file()
    assert backup.made_today(place, right)
    assert not backup.made_today(place, right + timedelta(days=1))


def test_places_and_conflict_copies_are_found_on_a_stick(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "flashdisk"
    made = vault.keep_whole(office.folder, vault.on_stick(stick, office.identitas), office.now())
    assert [vault.listed(place)[0].berkas for place in vault.vaults(stick)] == [made]
    assert vault.listed(tmp_path / "tidak ada") == []


def test_a_stick_that_is_gone_is_said_to_be_gone_and_not_to_be_empty(tmp_path: Path) -> None:
    gone = tmp_path / "flashdisk"
    with pytest.raises(LontarError) as caught:
        vault.vaults(gone)
    assert caught.value.kode == "cadangan_tak_terjangkau"
    assert str(gone) in caught.value.pesan
    assert "menulis" not in str(caught.value)
    assert "pasang lagi" in caught.value.saran


def test_a_disk_that_fails_while_backups_are_looked_for_frightens_for_nothing_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_self: Path) -> bool:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "is_dir", fails)
    with pytest.raises(LontarError) as caught:
        vault.listed(tmp_path)
    assert caught.value.kode == "cadangan_tak_terjangkau"
    assert "Tidak ada yang berubah" in caught.value.pesan


def damaged(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096 * 4)
        opened.write(b"\xff" * 4096 * 3)


def of_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("PRAGMA application_id = 1")


def of_a_newer_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("PRAGMA user_version = 999")


@pytest.mark.parametrize(
    ("harm", "kode", "words"),
    [
        (damaged, "cadangan_berkas_rusak", "Pilih cadangan lain."),
        (of_another_program, "cadangan_bukan_kantor", "Pilih berkas yang namanya seperti"),
        (of_a_newer_program, "cadangan_lebih_baru", "Pasang Lontar versi terbaru"),
        (lambda file: file.unlink(), "cadangan_tidak_ada", "Pasang flashdisk"),
    ],
)
def test_a_backup_that_cannot_be_used_is_refused_in_words(
    office: Office, tmp_path: Path, harm, kode: str, words: str
) -> None:
    file = tmp_path / DATABASE_NAME
    backup.backup(office, file)
    harm(file)
    with pytest.raises(LontarError) as caught:
        vault.look(file)
    assert caught.value.kode == kode
    assert caught.value.saran.startswith(words)


def test_another_file_is_no_damaged_backup(tmp_path: Path) -> None:
    file = tmp_path / "RAT dinas.xlsx"
    file.write_bytes(b"PK\x03\x04" + bytes(4096))
    with pytest.raises(LontarError) as caught:
        vault.look(file)
    assert caught.value.kode == "cadangan_bukan_kantor"
