"""Evidence at a province from the command line: taken out of the archive, listed, copied out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.store import people
from app.store.office import Office
from tests import contoh_bukti
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import TERLAYANI, package_with_letter
from tests.exchange.contoh_paket import KUPANG
from tests.exchange.contoh_sertifikat import clock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch) -> Path:
    # The certificates of the tests hold on their own day only.
    monkeypatch.setattr(bersama, "now", clock)
    path = package_with_letter(tmp_path)
    with contoh.provinsi(tmp_path / "provinsi") as province:
        people.add_user(province, nama="Yohana", peran="operator")
    return path


def test_a_province_takes_evidence_in_lists_it_and_copies_it_out(run, package, tmp_path):
    there = ("--kantor", tmp_path / "provinsi")
    (archive,) = tmp_path.glob("*_bukti.zip")
    late = archive.rename(tmp_path / "dari obrolan.zip")
    keluar, out, err = run("impor", package, *there)
    assert keluar == 0, out + err
    assert "Kabupaten Kupang menyatakan 1 berkas bukti yang belum ada di sini." in out
    keluar, out, _ = run("bukti", "terima", late, *there)
    assert (keluar, "Berkas bukti yang diterima: 1." in out) == (0, True)
    where = (*there, "--periode", "2026-T3", "--wilayah", KUPANG)
    (one,) = json.loads(run("bukti", "daftar", *where, "--json")[1])["bukti"]
    assert (one["nama"], one["opd"], one["tiba"], one["galat"]) == (
        "surat.pdf", "Kabupaten Kupang", True, None,
    )  # fmt: skip
    cell = ("--formulir", "KES-01", "--sel", TERLAYANI)
    (tmp_path / "salinan").mkdir()
    assert run("bukti", "salin", *where, *cell, "--keluar", tmp_path / "salinan")[0] == 0
    assert (tmp_path / "salinan" / "surat.pdf").read_bytes() == contoh_bukti.pdf()


def test_what_an_earlier_version_took_in_is_asked_for_its_evidence(run, package, tmp_path):
    there = ("--kantor", tmp_path / "provinsi")
    (archive,) = tmp_path.glob("*_bukti.zip")
    late = archive.rename(tmp_path / "dari obrolan.zip")
    assert run("impor", package, *there)[0] == 0
    with Office.open(tmp_path / "provinsi", clock) as province, province.transaction() as conn:
        conn.execute("DELETE FROM bukti_opd")
        conn.execute("DELETE FROM bukti")
    keluar, out, _ = run("bukti", "terima", late, *there)
    assert out.startswith("Membaca daftar bukti 1 paket yang diterima sebelum Lontar meminta")
    assert (keluar, "Berkas bukti yang diterima: 1." in out) == (0, True)
    assert "Membaca daftar bukti" not in run("bukti", "terima", late, *there)[1]
