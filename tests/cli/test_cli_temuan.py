"""The command line: what the rules find in a quarter, chosen by level, family, form and rule."""

from __future__ import annotations

import pytest

FORM, HARUS, TERLAYANI = "KES-01", "penerima.harus.jumlah", "penerima.terlayani.jumlah"
DIS = "penerima.terlayani.dis"


@pytest.fixture
def temuan(meja):
    """An office with one finding of each level: 101 of 90 served, 120 disabled, nothing needed."""
    file = meja.file("nilai.csv")
    cells = {HARUS: 90, TERLAYANI: 101, DIS: 120, "mutu.m01.dibutuhkan": 0}
    lines = [f"53.08,2026-T3,{FORM},{sel},{nilai}" for sel, nilai in cells.items()]
    head = "wilayah,periode,formulir,sel,nilai"
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    meja.does("isi", "--kantor", meja.ende, "--berkas", file)

    def ask(*more: object, code: int = 1):
        where = ("--kantor", meja.ende, "--periode", "2026-T3")
        return meja.does("temuan", *where, *more, code=code)

    return ask


def rules(found) -> list[str]:
    return [one["aturan"] for one in found["temuan"]]


def test_findings_are_listed_gravest_first_with_words_and_next_step(temuan):
    found = temuan()
    assert rules(found) == ["SPM-04", "SPM-01", "SPM-46"]
    assert found["jumlah"] == {"penghalang": 1, "peringatan": 2}
    assert found["temuan"][1] == {
        "formulir": FORM,
        "sel": TERLAYANI,
        "aturan": "SPM-01",
        "kelompok": "batas",
        "tingkat": "peringatan",
        "pesan": "Yang terlayani (101) melebihi yang harus dilayani (90).",
        "saran": (
            "Periksa kedua angka. Bila memang melebihi sasaran, tulis sebabnya; "
            "indeks dihitung paling tinggi 100."
        ),
        "alasan": "",
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("--tingkat", "penghalang"), ["SPM-04"]),
        (("--kelompok", "batas"), ["SPM-01", "SPM-46"]),
        (("--aturan", "SPM-46"), ["SPM-46"]),
        (("--sel", DIS), ["SPM-04"]),
        (
            ("--formulir", FORM, "--fase", "mengisi", "--tingkat", "peringatan"),
            ["SPM-01", "SPM-04"],
        ),
    ],
)
def test_findings_are_chosen_by_level_family_rule_and_cell(temuan, asked, expected):
    assert rules(temuan(*asked)) == expected


def test_without_anything_grave_the_exit_code_is_zero(temuan):
    assert rules(temuan("--formulir", "KES-02", code=0)) == []
    notes = temuan("--fase", "mengisi", "--aturan", "SPM-46", code=0)
    assert [one["tingkat"] for one in notes["temuan"]] == ["catatan"]


def test_a_reason_on_record_is_told_beside_its_finding(meja, temuan):
    where = ("--kantor", meja.ende, "--periode", "2026-T3", "--aturan", "SPM-01")
    meja.does("alasan", *where, "--isi", "Ibu dari luar kabupaten", code=0)
    (one,) = temuan("--aturan", "SPM-01")["temuan"]
    assert one["alasan"] == "Ibu dari luar kabupaten"


def test_in_words_each_finding_names_level_cell_rule_and_figures(meja, temuan):
    where = ("--kantor", meja.ende, "--periode", "2026-T3")
    assert meja.says("temuan", *where, "--aturan", "SPM-04") == (
        "1 penghalang, 0 peringatan, 0 catatan.\n"
        "- Penghalang KES-01 penerima.terlayani.dis SPM-04: "
        "Penyandang disabilitas (120) melebihi jumlah (101).\n"
    )


def test_an_unknown_level_is_refused_in_words(meja, temuan):
    where = ("--kantor", meja.ende, "--periode", "2026-T3")
    assert meja.refused("temuan", *where, "--tingkat", "parah") == "perintah_keliru"
