"""One action lets Windows believe the province: the right command, and a sentence when it fails."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cryptography import x509

from app.exchange import percaya_windows, sertifikat
from tests.exchange import contoh_sertifikat as contoh
from tests.exchange.contoh_provinsi import situation

if TYPE_CHECKING:
    from collections.abc import Sequence

CA = sertifikat.read_authority(contoh.authority().certificate)


def test_the_certificate_is_added_to_the_roots_of_this_user_only(tmp_path, monkeypatch):
    monkeypatch.setenv("SYSTEMROOT", "W:/Windows")
    commands: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> int:
        commands.append(command)
        return 0

    file = percaya_windows.trust(CA, tmp_path, run)
    program, *rest = commands[0]
    assert program.replace("\\", "/") == "W:/Windows/System32/certutil.exe"
    assert rest == ["-user", "-addstore", "Root", str(tmp_path / "ca.cer")]
    assert x509.load_der_x509_certificate(file.read_bytes()) == CA.sertifikat


def _missing(_command):
    raise FileNotFoundError


def _slow(command):
    raise subprocess.TimeoutExpired(command, 1)


@pytest.mark.parametrize("run", [lambda _command: 5, _missing, _slow])
def test_a_refusal_of_windows_is_told_with_the_other_way(tmp_path, run):
    error = situation(percaya_windows.trust, CA, tmp_path, run)
    assert error.pesan == (
        "Windows tidak menambahkan CA Lontar Provinsi Contoh ke daftar tepercaya, "
        "atau Anda memilih Tidak."
    )
    assert str(tmp_path / "ca.cer") in error.saran
    assert (tmp_path / "ca.cer").is_file()


def test_a_command_really_runs_and_gives_its_code(tmp_path):
    assert percaya_windows.run_certutil([sys.executable, "-c", "raise SystemExit(3)"]) == 3
    assert percaya_windows.is_windows() == (sys.platform == "win32")
