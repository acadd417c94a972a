"""Notes on the command line: judged, compared, taken in and read at whoever received them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.cli import bersama
from app.store import people
from app.store.office import Office
from tests.exchange import contoh_catatan as catat
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_catatan import DARI, HARUS, LAYANI, PENJELASAN, SEBAB
from tests.exchange.contoh_sertifikat import clock

if TYPE_CHECKING:
    from pathlib import Path

T3 = ("--periode", "2026-T3")


@pytest.fixture
def kabupaten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The certificates of the tests hold on their own day only.
    monkeypatch.setattr(bersama, "now", clock)
    contoh.kabupaten(tmp_path / "kabupaten").close()
    return tmp_path / "kabupaten"


@pytest.fixture
def provinsi(tmp_path: Path) -> Path:
    with contoh.provinsi(tmp_path / "provinsi") as office:
        people.add_user(office, nama="Yohana", peran="operator")
    return tmp_path / "provinsi"


def told(run, *words: object) -> dict[str, Any]:
    keluar, out, err = run(*words, "--json")
    assert keluar == 0, (out, err)
    found: dict[str, Any] = json.loads(out)
    return found


def sent(kabupaten: Path) -> Path:
    with Office.open(kabupaten, clock) as office:
        return contoh.export(office, kabupaten.parent).path


def test_the_pimpinan_reads_what_travels_along(run, kabupaten):
    with Office.open(kabupaten, clock) as office:
        catat.noted(office)
        contoh.state(office)
    found = told(run, "ikhtisar", "--kantor", kabupaten, *T3)
    place = {"formulir": "KES-01", "sel": LAYANI, "semula": None}
    assert found["catatan"] == [
        {**place, "jenis": "sumber", "teks": DARI},
        {**place, "jenis": "penjelasan", "teks": SEBAB},
    ]
    out = run("ikhtisar", "--kantor", kabupaten, *T3)[1]
    assert "Catatan pada angka yang ikut: 1 sumber, 1 penjelasan\n" in out
    with Office.open(kabupaten, clock) as office:
        contoh.sign(office, kabupaten.parent)
        catat.note(office, "Register.")
        catat.note(office, "", PENJELASAN)
        catat.note(office, "BPS.", sel=HARUS)
        contoh.state(office)
    out = run("ikhtisar", "--kantor", kabupaten, *T3)[1]
    assert "ikut: 2 sumber, 0 penjelasan; 3 berubah sejak paket terakhir" in out
    assert f"KES-01 {HARUS}, Sumber: BPS. (baru)" in out
    assert f"KES-01 {LAYANI}, Sumber: Register. (semula: {DARI})" in out
    assert f"KES-01 {LAYANI}, Penjelasan: tidak ikut lagi; semula: Dua desa baru" in out


def test_the_receiver_counts_compares_takes_in_and_reads(run, kabupaten, provinsi):
    with Office.open(kabupaten, clock) as office:
        catat.noted(office)
    file = sent(kabupaten)
    at = ("--kantor", provinsi)
    (judged,) = told(run, "periksa", file, *at)["berkas"]
    assert judged["catatan"] == {"sumber": 1, "penjelasan": 1}
    assert "Catatan pada angka: 1 sumber, 1 penjelasan." in run("periksa", file, *at)[1]
    (one,) = told(run, "banding", file, *at)["berkas"]
    beda = one["beda_isi"]["catatan_beda"]
    assert [(row["jenis_catatan"], row["jenis"], row["menjadi"]) for row in beda] == [
        ("sumber", "bertambah", DARI),
        ("penjelasan", "bertambah", SEBAB),
    ]
    out = run("banding", file, *at)[1]
    assert f"Jumlah: Sumber: tanpa catatan → {DARI}" in out
    (taken,) = told(run, "impor", file, *at)["berkas"]
    assert (taken["diterima"], taken["catatan"]) == (True, 2)
    found = told(run, "catatan", *at, *T3, "--wilayah", contoh.KUPANG)["catatan"]
    assert [(row["jenis"], row["dibawa"]) for row in found] == [
        ("sumber", True),
        ("penjelasan", True),
    ]
    assert told(run, "catatan", *at, *T3)["catatan"] == []
