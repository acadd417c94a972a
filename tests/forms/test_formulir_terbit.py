"""What is published stays as published: how many services, rows and sources, and their sums."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.forms import berkas
from tests.sumber import ROOT

if TYPE_CHECKING:
    from app.domain.formulir import Baris

MUTU_ROWS: dict[str, tuple[int, ...]] = {
    "PDK": (7, 8, 8),
    "KES": (19, 9, 13, 21, 18, 26, 13, 12, 13, 8, 15, 10),
    "PUM": (2, 4),
    "PRK": (4, 3),
    "TRB": (4, 2, 6, 5, 6),
    "SOS": (14, 13, 14, 13, 6),
    "PDK-P": (1, 1),
    "KES-P": (5, 8),
    "PUM-P": (3, 1),
    "PRK-P": (4, 3),
    "TRB-P": (4,),
    "SOS-P": (8, 8, 8, 6, 6),
}
"""The services of each urusan in the law, those of the province as "PDK-P": how many mutu rows each
has in the dictionary. A new layanan is added here, and counted in the README."""

GROUPS = {"Barang", "Jasa", "SDM", "Sarana", "Kualitas", "Biaya", "Prosedur", "Agregat"}
AFTER_AN_EVENT = {
    "PRK-01", "PRK-02", "TRB-04", "TRB-05", "SOS-05",
    "KES-P01", "KES-P02", "PUM-P02", "PRK-P01", "PRK-P02", "SOS-P05",
}  # fmt: skip
every_service = pytest.mark.parametrize("kode", berkas.EXAMPLES)
LEGEND = berkas.read(berkas.FORMS_FOLDER / "spm" / "sumber.toml")


def rows(kode: str, *tables: str) -> list[Baris]:
    form = berkas.published()[kode]
    return [baris for tabel in form.tabel if tabel.kode in tables for baris in tabel.baris]


def test_published_forms_never_change_silently() -> None:
    folder = berkas.FORMS_FOLDER
    files = sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "TERBIT"
    )
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in files]
    assert (folder / "TERBIT").read_text("utf-8").splitlines() == sums


def test_the_services_are_those_of_the_law_and_of_the_readme() -> None:
    found = Counter((form.urusan, form.tingkat) for form in berkas.services().values())
    levels = {"": "kabupaten", "-P": "provinsi"}
    expected = {
        (prefix[:3], levels[prefix[3:]]): len(counts) for prefix, counts in MUTU_ROWS.items()
    }
    assert found == expected
    own, province = (
        sum(banyak for (_, one), banyak in found.items() if one == tingkat)
        for tingkat in levels.values()
    )
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"{own} + {province} services" in readme
    assert f"{own} layanan of six urusan" in readme


@pytest.mark.parametrize("tingkat", ["kabupaten", "provinsi"])
def test_the_services_stand_in_the_order_of_the_regulation(tingkat: str) -> None:
    listed = [
        urusan["kode"] for urusan in berkas.read(berkas.FORMS_FOLDER / "spm/urusan.toml")["urusan"]
    ]
    forms = [form for form in berkas.services().values() if form.tingkat == tingkat]
    assert sorted(form.urut for form in forms) == list(range(1, len(forms) + 1))
    by_code = sorted(forms, key=lambda form: (listed.index(form.urusan), form.kode))
    assert by_code == sorted(forms, key=lambda form: form.urut)


def test_the_six_urusan_name_the_folders_of_their_services() -> None:
    urusan = berkas.read(berkas.FORMS_FOLDER / "spm" / "urusan.toml")["urusan"]
    six = [satu for satu in urusan if not satu.get("pembanding")]
    assert [satu["kode"] for satu in six] == [
        prefix for prefix in MUTU_ROWS if len(prefix) == len("PDK")
    ]
    assert [satu["urut"] for satu in six] == [1, 2, 3, 4, 5, 6]
    for file in (berkas.FORMS_FOLDER / "spm").glob("*/*.toml"):
        folder = next(
            satu["folder"] for satu in urusan if satu["kode"] == berkas.read(file)["urusan"]
        )
        assert file.parent.name == folder


def test_every_mutu_row_of_the_dictionary_is_there() -> None:
    expected = {
        f"{prefix}{number:02d}" if prefix.endswith("P") else f"{prefix}-{number:02d}": banyak
        for prefix, counts in MUTU_ROWS.items()
        for number, banyak in enumerate(counts, start=1)
    }
    found = {kode: len(rows(kode, "mutu")) for kode in berkas.services()}
    assert found == expected


@every_service
def test_mutu_rows_are_numbered_and_say_what_is_counted(kode: str) -> None:
    mutu = rows(kode, "mutu")
    ways = {cara["kode"] for cara in LEGEND["cara"]}
    assert [baris.kode for baris in mutu] == [f"m{i:02d}" for i in range(1, len(mutu) + 1)]
    for baris in mutu:
        assert baris.satuan
        assert baris.grup in GROUPS
        assert baris.cara in ways
        assert baris.keyakinan


@every_service
def test_nobody_types_a_percentage(kode: str) -> None:
    form = berkas.published()[kode]
    assert [sel.kode for sel in form.cells.values() if sel.jenis == "persen" and sel.editable] == []
    assert [
        baris.kode for baris in rows(kode, "penerima", "mutu") if baris.satuan == "persen"
    ] == []


@every_service
def test_a_service_explains_itself(kode: str) -> None:
    form = berkas.published()[kode]
    assert 2 <= len(form.petunjuk.strip().splitlines()) <= 5
    assert len(form.kata_kunci) >= 3
    assert form.judul
    assert form.opd
    assert form.dasar
    assert form.terpilah
    assert (form.kejadian is not None) == (kode in AFTER_AN_EVENT)
    for baris in rows(kode, "penerima")[:2]:
        assert baris.definisi
        assert baris.satuan
        assert baris.keyakinan


@every_service
def test_every_cell_has_a_permanent_path_and_a_name_to_read_aloud(kode: str) -> None:
    for sel in berkas.published()[kode].cells.values():
        parts = sel.kode.split(".")
        assert len(parts) == 3
        assert all(part.isidentifier() and part.isascii() for part in parts)
        assert sel.baris.label.strip()
        assert sel.kolom.label.strip()
        assert sel.tabel.judul.strip()


def test_every_source_is_explained_and_none_is_left_over() -> None:
    named: set[str] = set()
    for form in berkas.services().values():
        named.update(code for satu in [*form.dasar, *form.hasil] for code in satu.sumber)
        named.update(form.kejadian.sumber if form.kejadian else [])
        named.update(code for tabel in form.tabel for baris in tabel.baris for code in baris.sumber)
    listed = [sumber["kode"] for sumber in LEGEND["sumber"]]
    assert sorted(named) == sorted(listed)
    assert [sumber["kode"] for sumber in LEGEND["sumber"] if not sumber["apa"]] == []


@pytest.mark.parametrize("kode", ["KES-01", "KES-02"])
def test_mothers_are_never_counted_as_men(kode: str) -> None:
    cells = berkas.published()[kode].cells
    assert all(cells[f"penerima.{baris}.l"].closed for baris in ("harus", "terlayani", "belum"))
    assert cells["penerima.harus.p"].editable


@pytest.mark.parametrize("kode", ["PRK-01", "PRK-P01", "PUM-P01"])
def test_houses_and_litres_have_no_sex(kode: str) -> None:
    cells = berkas.published()[kode].cells
    for kolom in ("l", "p", "tt", "dis"):
        assert cells[f"penerima.harus.{kolom}"].closed
        assert cells[f"penerima.terlayani.{kolom}"].closed


@pytest.mark.parametrize("kode", ["PUM-01", "PUM-02", "PRK-02", "PUM-P02", "PRK-P02"])
def test_households_are_split_by_their_head(kode: str) -> None:
    cells = berkas.published()[kode].cells
    assert cells["penerima.harus.p"].editable
    assert cells["penerima.harus.p"].kolom.label == "Kepala keluarga perempuan"


def test_files_are_named_in_plain_lowercase() -> None:
    names = [file.name for file in berkas.FORMS_FOLDER.glob("spm/*/*.toml")]
    assert len(names) >= len(berkas.services())
    plain = re.compile(r"[a-z][a-z0-9_]*\.v[1-9][0-9]*\.toml")
    assert [name for name in names if not plain.fullmatch(name)] == []
