"""`lkpj`, and the list of initials of `laporan`: written, listed, changed and refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.exchange import demo
from tests.contoh_demo import LENGKAP, PERIODE, copy_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., tuple[int, dict[str, Any]]]

TAHUN = PERIODE.tahun


@pytest.fixture
def call(run, small: Path, tmp_path: Path) -> Call:
    """A verb and its step in the office of a kabupaten, answering in JSON."""
    office = copy_of(small / demo.KANTOR / LENGKAP, tmp_path / "k")

    def step(verb: str, name: str, *words: object) -> tuple[int, dict[str, Any]]:
        keluar, out, _ = run(verb, name, "--kantor", office, *words, "--json")
        return keluar, json.loads(out)

    return step


def add(call: Call, *words: object) -> dict[str, Any]:
    keluar, made = call("lkpj", "tambah", "--tahun", TAHUN, *words)
    assert keluar == 0
    return made


def test_a_policy_is_added_changed_in_part_and_taken_off(call):
    one = add(call, "--kebijakan", "Pendampingan", "--dasar", "Perbup 12")
    assert (one["dasar"], one["tujuan"]) == ("Perbup 12", "")
    keluar, changed = call("lkpj", "ubah", one["nomor"][:8], "--tujuan", "Stunting turun")
    assert (keluar, changed["kebijakan"], changed["tujuan"]) == (
        0, "Pendampingan", "Stunting turun",
    )  # fmt: skip
    keluar, told = call("lkpj", "daftar", "--tahun", TAHUN)
    assert (keluar, told["kebijakan"], told["hasil"]) == (0, [changed], [])
    assert call("lkpj", "daftar", "--tahun", TAHUN - 1)[1]["kebijakan"] == []
    assert call("lkpj", "hapus", one["nomor"])[1]["dihapus"] == changed
    assert call("lkpj", "daftar", "--tahun", TAHUN)[1]["kebijakan"] == []
    keluar, told = call("lkpj", "hapus", one["nomor"])
    assert (keluar, told["galat"]["kode"]) == (2, "lkpj_tidak_ada")


def test_results_are_kept_by_urusan(call):
    words = ("--tahun", TAHUN, "--urusan", "kes")
    assert call("lkpj", "hasil", *words, "--outcome", "Terlayani")[0] == 0
    _, one = call("lkpj", "hasil", *words, "--impact", "Sehat")
    assert one == {
        "nomor": "KES", "tahun": TAHUN, "outcome": "Terlayani", "benefit": "", "impact": "Sehat",
    }  # fmt: skip
    keluar, told = call("lkpj", "hasil", "--tahun", TAHUN, "--urusan", "XYZ", "--outcome", "x")
    assert (keluar, told["galat"]["kode"]) == (2, "lkpj_urusan")


def test_the_advice_of_the_dprd_is_listed_with_its_state_and_proof(call):
    keluar, made = call(
        "tindak-lanjut", "tambah", "--rapat", f"{TAHUN}-04-28", "--tenggat", f"{TAHUN}-12-01",
        "--uraian", "Melengkapi bidan", "--pj", "Kepala Bidang", "--opd", "Dinas Kesehatan",
        "--dprd", TAHUN - 1, "--tujuan", "Merata",
    )  # fmt: skip
    assert keluar == 0
    nomor = made["tindak_lanjut"][0]["id"]
    report = ("--keadaan", "berjalan", "--teks", "Lima.", "--bukti", "SK 45")
    assert call("tindak-lanjut", "lapor", nomor, *report)[0] == 0
    _, told = call("lkpj", "daftar", "--tahun", TAHUN)
    (one,) = told["rekomendasi"]
    assert (one["id"], one["status"], one["bukti"], one["tujuan"]) == (
        nomor, "proses", ["SK 45"], "Merata",
    )  # fmt: skip
    assert (told["jumlah"]["semua"], told["jumlah"]["proses"], told["jumlah"]["bukti"]) == (1, 1, 1)
    assert call("lkpj", "daftar", "--tahun", TAHUN + 1)[1]["rekomendasi"] == []


def test_without_json_the_same_is_told_in_sentences(run, small, tmp_path):
    office = copy_of(small / demo.KANTOR / LENGKAP, tmp_path / "k")
    run("lkpj", "tambah", "--kantor", office, "--tahun", TAHUN, "--kebijakan", "Pendampingan")
    keluar, out, _ = run("lkpj", "daftar", "--kantor", office, "--tahun", TAHUN)
    assert keluar == 0
    assert "Kebijakan strategis: Pendampingan" in out
    assert f"Rekomendasi DPRD atas LKPJ {TAHUN - 1}: 0." in out


def test_initials_are_listed_set_proposed_and_taken_away(call):
    assert call("laporan", "paraf") == (0, {"paraf": []})
    words = ("--pejabat", "Sekretaris Daerah|Contoh Satu|1980", "--pejabat", "Bupati")
    _, told = call("laporan", "paraf", *words)
    assert told["paraf"] == [
        {"jabatan": "Sekretaris Daerah", "nama": "Contoh Satu", "nip": "1980"},
        {"jabatan": "Bupati", "nama": "", "nip": ""},
    ]
    assert call("laporan", "paraf")[1] == told
    assert call("laporan", "paraf", "--baku")[1]["paraf"][-1]["jabatan"] == "Bupati"
    assert call("laporan", "paraf", "--kosongkan")[1] == {"paraf": []}
    keluar, told = call("laporan", "paraf", "--pejabat", "|Contoh")
    assert (keluar, told["galat"]["kode"]) == (2, "paraf_tanpa_jabatan")
