"""Whether evidence fits, from the command line: said, asked about, listed, closed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.store import people
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import TERLAYANI, package_with_letter
from tests.exchange.contoh_paket import KUPANG
from tests.exchange.contoh_sertifikat import clock

if TYPE_CHECKING:
    from pathlib import Path

ALASAN = "Surat tanpa tanda tangan"


@pytest.fixture
def where(tmp_path: Path, monkeypatch, run) -> tuple[object, ...]:
    """A province that took in a package with one letter and its archive."""
    monkeypatch.setattr(bersama, "now", clock)
    package = package_with_letter(tmp_path)
    with contoh.provinsi(tmp_path / "provinsi") as province:
        people.add_user(province, nama="Yohana", peran="operator")
    there = ("--kantor", tmp_path / "provinsi")
    assert run("impor", package, *there)[0] == 0
    return (*there, "--periode", "2026-T3", "--wilayah", KUPANG)


CELL = ("--formulir", "KES-01", "--sel", TERLAYANI)


def test_it_is_said_listed_and_counted(run, where):
    keluar, out, _ = run("bukti", "daftar", *where)
    assert (keluar, "Belum dilihat" in out) == (0, True)
    assert "Bukti: 0 sesuai, 0 tidak sesuai, 1 belum dilihat." in out
    keluar, out, _ = run("bukti", "telaah", *where, *CELL, "--hasil", "sesuai")
    assert (keluar, out.strip()) == (0, "surat.pdf: Sesuai")
    found = json.loads(run("bukti", "daftar", *where, "--json")[1])
    (one,) = found["bukti"]
    assert found["telaah"] == {"sesuai": 1, "tidak_sesuai": 0, "belum": 0}
    assert (one["telaah"]["hasil"], one["telaah"]["oleh"]) == ("sesuai", "Yohana")
    keluar, out, _ = run("bukti", "telaah", *where, *CELL, "--hasil", "belum", "--json")
    assert (keluar, json.loads(out)["hasil"]) == (0, "belum")


def test_what_does_not_fit_wants_a_reason_and_may_become_a_question(run, where):
    wrong = ("bukti", "telaah", *where, *CELL, "--hasil", "tidak_sesuai")
    keluar, _, err = run(*wrong)
    assert (keluar, "Alasan bukti yang tidak sesuai" in err) == (2, True)
    keluar, out, _ = run(*wrong, "--alasan", ALASAN, "--tanyakan", "--menghalangi")
    assert (keluar, f"surat.pdf: Tidak sesuai: {ALASAN}" in out) == (0, True)
    assert "Pertanyaan tentang bukti di sel ini yang belum ditutup: 1." in out
    (asked,) = json.loads(run("pertanyaan", "daftar", *where[:2], "--json")[1])["pertanyaan"]
    assert (asked["jenis"], asked["penghalang"]) == ("bukti", True)
    assert asked["teks"] == f"Bukti surat.pdf tidak sesuai: {ALASAN}"
    fits = ("bukti", "telaah", *where, *CELL, "--hasil", "sesuai")
    found = json.loads(run(*fits, "--tutup-pertanyaan", "--json")[1])
    assert (found["ditutup"], found["masih_ditanyakan"]) == (1, 0)
    assert json.loads(run("pertanyaan", "daftar", *where[:2], "--json")[1])["ditunggu"] == 0
