"""Forms of kemiskinan on the command line: states, several choices, narratives, parts to sign."""

from __future__ import annotations

import json

import pytest

from app.cli import main
from tests.exchange import contoh_paket as contoh

CELLS = """wilayah,periode,formulir,sel,nilai
53.01,2026,F-K02,makro.a01.maret,"20,12"
53.01,2026,F-K02,makro.a10.maret,"tidak dirilis, RSE tinggi"
53.01,2026-T3,PUM-01,penerima.terlayani.jumlah,30000
53.01,2026-T3,F-K08,akses.d06.pembilang,30001
"""


@pytest.fixture
def lontar(capsys, tmp_path):
    folder = tmp_path / "kantor"
    contoh.kabupaten(folder, filled=False).close()
    (tmp_path / "isi.csv").write_text(CELLS)

    def run(*words):
        code = main([*words, "--kantor", str(folder), "--json"])
        return code, json.loads(capsys.readouterr().out)

    code, told = run("isi", "--berkas", str(tmp_path / "isi.csv"))
    assert code == 0, told
    return run


def test_what_is_known_from_spm_is_compared_not_typed_again(lontar):
    code, told = lontar("temuan", "--periode", "2026-T3")
    found = {(one["aturan"], one["sel"]) for one in told["temuan"]}
    assert ("R-33", "akses.d06.pembilang") in found
    assert code == 1


def test_a_row_takes_several_sources_of_funds_and_follows_another(lontar):
    place = ("--periode", "2026-T3", "--formulir", "F-K05", "--tabel", "rat")
    first = ("kegiatan=KIA", "sumber_dana=PAD; DAU bebas", "lokasi=Sikka dan Kota Kupang")
    for row in (first, ("kegiatan=Gizi", "ikut=1. KIA")):
        code, told = lontar("baris", "tambah", *place, *(w for v in row for w in ("--nilai", v)))
        assert code == 0, told
    _, told = lontar("baris", "daftar", *place)
    assert [one["isi"].get("sumber_dana") for one in told["baris"]] == ["PAD; DAU bebas", None]
    assert told["baris"][0]["isi"]["lokasi"] == "53.07; 53.71"
    assert told["baris"][1]["isi"]["ikut"] == "1. KIA"


def test_a_narrative_is_told_with_its_figures(lontar):
    place = ("--periode", "2026-T3", "--formulir", "F-K15", "--tabel", "narasi")
    teks = "teks=P0 {F-K02 makro.a01.maret} dan {F-K02 makro.a02.maret}"
    lontar("baris", "tambah", *place, "--nilai", "subbab=III.1", "--nilai", teks)
    code, told = lontar("narasi", *place)
    assert code == 1
    (one,) = told["narasi"]
    assert one["teks"] == "P0 20,12 dan {F-K02 makro.a02.maret}"
    assert one["kosong"] == ["{F-K02 makro.a02.maret}"]


def test_narratives_of_a_table_that_is_none_are_refused_with_those_there_are(lontar):
    code, told = lontar(
        "narasi", "--periode", "2026-T3", "--formulir", "F-K15", "--tabel", "tidak_ada"
    )
    assert code == 2
    assert told["galat"]["kode"] == "baris_tanpa_register"
    assert "narasi" in told["galat"]["data"]["ada"]
