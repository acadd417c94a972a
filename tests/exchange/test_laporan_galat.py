"""The log and the report: enough to find a fault, never a figure, a name or a folder."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.errors import LontarError
from app.exchange import laporan_galat
from app.store import log, vault
from app.store.office import DATABASE_NAME
from tests.store.contoh_kantor import Clock, cell, fill, new_office
from tests.store.test_vault import damaged

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("987654", "Maria", "Setda", "53.01", "rahasia")
NOW = Clock()()


@pytest.fixture(autouse=True)
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "rahasia" / "galat.log"
    monkeypatch.setattr(paths, "log_file", lambda: file)
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "rahasia" / "kantor"
    with new_office(place, Clock()) as office:
        fill(office, cell(987654))
        vault.keep_whole(place, place / "cadangan", office.now())
    return place


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        try:
            if cause is not None:
                raise cause
        finally:
            raise error
    except type(error) as caught:
        return caught


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ValueError("invalid literal: '987654 Maria'"), "ValueError"),
        (KeyError("Maria"), "KeyError"),
        (LontarError("disk_penuh", folder="rahasia"), "LontarError disk_penuh"),
        (FileNotFoundError(2, "no such file", "rahasia"), "FileNotFoundError 2"),
        (sqlite3.OperationalError("near Maria"), "sqlite3.OperationalError"),
    ],
)
def test_what_an_error_says_is_not_written_down(log_file: Path, error, kept: str) -> None:
    log.write_down(raised(error, RuntimeError("rahasia")), NOW)
    written = log_file.read_text(encoding="utf-8")
    assert kept in written
    assert "RuntimeError" in written
    assert "test_laporan_galat.py" in written
    assert not [one for one in SECRETS if one in written]


def test_a_typed_figure_that_makes_the_program_fail_stays_out(folder: Path) -> None:
    with new_office(folder.with_name("lain"), Clock()) as office:
        try:
            fill(office, cell("Maria 987654"), cell(object()))  # type: ignore[arg-type]
        except TypeError as error:
            log.write_down(error, NOW)
    assert "app/store/columns.py" in log.tail()
    assert not [one for one in SECRETS if one in log.tail()]


def test_the_log_is_turned_over_before_it_grows(log_file: Path, monkeypatch) -> None:
    monkeypatch.setattr(log, "LARGEST", 1000)
    for _ in range(40):
        log.write_down(raised(ValueError()), NOW)
    kept = sorted(one.name for one in log_file.parent.iterdir())
    assert kept == ["galat.1.log", "galat.2.log", "galat.log"]
    assert all(one.stat().st_size < 2000 for one in log_file.parent.iterdir())
    assert log.tail().startswith("--- ")
    assert log.tail().count("ValueError") > log_file.read_text().count("ValueError")


def test_the_report_tells_of_health_and_of_nothing_else(folder: Path) -> None:
    log.write_down(raised(ValueError("987654")), NOW)
    told = laporan_galat.compose(folder, NOW)
    assert "Pemeriksaan keutuhan: ok" in told
    assert "Riwayat utuh: ya" in told
    assert "Cadangan: 1, terbaru 2026-09-17" in told
    assert "nilai 1" in told
    assert "ValueError" in told
    assert "PySide6-Essentials" in told
    assert not [one for one in SECRETS if one in told]


def test_a_damaged_or_missing_office_can_be_reported_too(folder: Path, tmp_path: Path) -> None:
    damaged(folder / DATABASE_NAME)
    told = laporan_galat.compose(folder, NOW)
    assert "Pemeriksaan keutuhan: ok" not in told
    assert "Cadangan: 1" in told
    (folder / DATABASE_NAME).write_bytes(b"bukan basis data, Maria")
    assert "tidak terbaca: SQLITE_NOTADB" in laporan_galat.compose(folder, NOW)
    assert "Berkas data tidak ada." in laporan_galat.compose(tmp_path / "kosong", NOW)
    assert "Belum pernah ada kesalahan" in laporan_galat.compose(None, NOW)
