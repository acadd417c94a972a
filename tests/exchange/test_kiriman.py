"""Files that were named: folders, ZIP files and what telephones make of names."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from app.exchange import kiriman
from app.exchange.bukti_paket import archive_name

if TYPE_CHECKING:
    from pathlib import Path

WORKBOOK = "[Content_Types].xml"
BUKTI = f"{'a' * 64}.pdf"


def packed(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def book(mark: str = "") -> bytes:
    return packed({WORKBOOK: b"<Types/>", "tanda": mark.encode()})


@pytest.fixture
def into(tmp_path: Path) -> Path:
    place = tmp_path / "dibuka"
    place.mkdir()
    return place


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "flashdisk"
    place.mkdir()
    return place


def names(found: kiriman.Kiriman) -> list[str]:
    return [one.name for one in found.berkas]


def test_a_folder_stands_for_what_is_ours_in_it_and_below(stick, into):
    (stick / "TTS").mkdir()
    for name in ("b.xlsx", "a.XLSX", "~$a.xlsx", ".~lock.b.xlsx#", "catatan.txt", "TTS/c.xlsx"):
        (stick / name).write_bytes(b"x")
    (stick / "DOC-20261130-WA0008").write_bytes(book())
    (stick / "foto").write_bytes(b"\xff\xd8\xff")
    (stick / "lain.zip").write_bytes(packed({"surat.pdf": b"%PDF-"}))
    found = kiriman.open_up([stick], into)
    assert names(found) == ["DOC-20261130-WA0008", "a.XLSX", "b.xlsx", "c.xlsx"]


def test_below_three_folders_nobody_looks(stick, into):
    deep = stick / "1" / "2" / "3" / "4"
    deep.mkdir(parents=True)
    (deep.parent / "a.xlsx").write_bytes(b"x")
    (deep / "b.xlsx").write_bytes(b"x")
    assert names(kiriman.open_up([stick], into)) == ["a.xlsx"]


def test_a_file_named_twice_is_meant_once(stick, into):
    (stick / "b.xlsx").write_bytes(b"x")
    assert kiriman.open_up([stick / "b.xlsx", stick], into).berkas == (stick / "b.xlsx",)


def test_a_zip_stands_for_the_packages_in_it(stick, into):
    (stick / "kiriman.zip").write_bytes(
        packed({"a.xlsx": book("a"), "TTS/a.xlsx": book("b"), "Thumbs.db": b"x"})
    )
    found = kiriman.open_up([stick / "kiriman.zip"], into)
    assert names(found) == ["a.xlsx", "a.xlsx"]
    assert [one.read_bytes() for one in found.berkas] == [book("a"), book("b")]
    assert all(into in one.parents for one in found.berkas)
    assert kiriman.open_up([stick], into).berkas[0].read_bytes() == book("a")


@pytest.mark.parametrize("name", ["laporan.xlsx.zip", "laporan.zip", "laporan"])
def test_a_workbook_a_telephone_wrapped_or_renamed_is_judged_as_it_is(stick, into, name):
    for data in (book(), packed({"laporan.xlsx": book()})):
        (stick / name).write_bytes(data)
        assert kiriman.open_up([stick / name], into) == ((stick / name,), ())
    assert not list(into.iterdir())


@pytest.mark.parametrize("data", [b"PK rusak", packed({}), b"bukan"])
def test_what_is_not_understood_is_left_to_whoever_judges_it(stick, into, data):
    (stick / "kiriman.zip").write_bytes(data)
    found = kiriman.open_up([stick / "kiriman.zip", stick / "hilang.xlsx"], into)
    assert found == ((stick / "kiriman.zip", stick / "hilang.xlsx"), ())


def test_evidence_is_kept_apart_unless_it_comes_in_with_its_package(stick, into):
    for name in ("satu.zip", archive_name("p.xlsx")):
        (stick / name).write_bytes(packed({BUKTI: b"%PDF-"}))
    (stick / "p.xlsx").write_bytes(book())
    found = kiriman.open_up([stick / "satu.zip", stick], into)
    assert found == ((stick / "p.xlsx",), (stick / "satu.zip",))


def test_a_package_and_its_evidence_in_one_zip_stay_side_by_side(stick, into):
    inner = packed({BUKTI: b"%PDF-"})
    whole = {"p.xlsx": book(), archive_name("p.xlsx"): inner, "lain.zip": inner}
    (stick / "semua.zip").write_bytes(packed(whole))
    found = kiriman.open_up([stick / "semua.zip"], into)
    assert names(found) == ["p.xlsx"]
    assert [one.name for one in found.bukti] == ["lain.zip"]
    assert found.berkas[0].with_name(archive_name("p.xlsx")).read_bytes() == inner


def test_a_package_among_loose_evidence_is_found_too(stick, into):
    (stick / "semua.zip").write_bytes(packed({"p.xlsx": book(), BUKTI: b"%PDF-"}))
    found = kiriman.open_up([stick / "semua.zip"], into)
    assert names(found) == ["p.xlsx"]
    assert found.bukti == (stick / "semua.zip",)


def test_no_name_in_a_zip_is_a_device_or_ends_in_a_dot(stick, into):
    (stick / "x.zip").write_bytes(packed({"CON.xlsx": b"1", "b. ": b"2", "nul": b"3"}))
    assert names(kiriman.open_up([stick / "x.zip"], into)) == ["_CON.xlsx", "b", "_nul"]
