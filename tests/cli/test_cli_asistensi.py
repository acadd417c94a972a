"""The readiness sheet and the published breakdown on the command line."""

from __future__ import annotations

import csv
import json

import pytest

from app.cli import main
from app.domain.catatan import JenisCatatan
from app.store.door import Kunci
from app.store.sheets import write_note
from tests.exchange import contoh_paket as contoh

PERTANYAAN, JAWABAN = JenisCatatan.PERTANYAAN, JenisCatatan.JAWABAN
PLACE = ("--periode", "2026-T3")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor") / "k"
    with contoh.all_services():
        made = contoh.kabupaten(folder)
        contoh.type_in(made, "KES-12", "penerima.terlayani.l", 3)
    for formulir, kinds in {"KES-01": (PERTANYAAN,), "KES-02": (PERTANYAAN, JAWABAN)}.items():
        for kind in kinds:
            kunci = Kunci(formulir, contoh.KUPANG, "2026-T3")
            sel = "penerima.terlayani.jumlah"
            write_note(made, kunci, sel, "Dari mana?", catatan=kind, label="x", pelaku="y")
    made.close()
    return folder


@pytest.fixture
def lontar(capsys, office):
    def run(*words):
        code = main([*words, "--kantor", str(office), *PLACE, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_the_sheet_says_per_urusan_and_stage_what_is_there_and_fits_one_page(
    qapp, lontar, tmp_path
):
    target = tmp_path / "kesiapan.pdf"
    code, told = lontar("asistensi", "--pdf", str(target))
    assert code == 1
    assert (told["siap"], told["halaman"]) == (False, 1)
    assert target.read_bytes().startswith(b"%PDF")
    health = next(one for one in told["urusan"] if one["kode"] == "KES")
    assert health["layanan"] == 12
    assert health["tahap"]["1"]["keadaan"] == "sebagian"
    assert health["tahap"]["3"]["keadaan"] == "sebagian"
    assert health["tertunda"] == []
    assert health["tanya"] == 1
    assert set(told["cakupan"]) == {"jenis_kelamin", "umur", "disabilitas", "ragam"}


def test_a_published_breakdown_veils_small_counts_and_what_would_give_them_away(lontar, tmp_path):
    target = tmp_path / "gedsi.csv"
    code, told = lontar("gedsi", "--csv", str(target))
    assert code == 0
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    hiv = {row["rincian"]: row["jumlah"] for row in rows if row["formulir"] == "KES-12"}
    assert hiv["Laki-laki"] == "<5"
    assert hiv["Perempuan"] == "*"
    assert hiv["Jumlah"].isdigit()
    assert [one["jumlah"] for one in told["angka"]] == [row["jumlah"] for row in rows]
    assert told["seluruh"]["jenis_kelamin"] is not None
    assert all("ragam" not in shares for shares in told["cakupan"].values())
