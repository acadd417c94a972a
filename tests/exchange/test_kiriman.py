"""Files that were named: folders, ZIP files and what telephones make of names."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.errors import LontarError
from app.exchange import berkas, kiriman, prapemeriksaan
from app.exchange.bukti_paket import archive_name

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


def test_more_files_than_are_judged_together_are_refused_unopened(tmp_path, monkeypatch):
    monkeypatch.setattr(kiriman, "is_wrapped", lambda _file: pytest.fail("opened"))
    with pytest.raises(LontarError) as refused:
        kiriman.open_up([tmp_path / f"{number}.xlsx" for number in range(10_000)], tmp_path)
    assert "lebih dari 300 berkas" in refused.value.pesan
    assert "sebagian demi sebagian" in refused.value.saran


def test_a_folder_of_a_hundred_thousand_is_left_with_a_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(kiriman, "MOST_ENTRIES", 3)
    for number in range(4):
        (tmp_path / f"foto{number}.jpg").touch()
    with pytest.raises(LontarError) as refused:
        kiriman.open_up([tmp_path], tmp_path)
    assert refused.value.kode == "folder_terlalu_penuh"
    assert str(tmp_path) in refused.value.pesan
    assert "folder tersendiri" in refused.value.saran


@pytest.mark.skipif(os.name == "nt", reason="links and names in bytes are of POSIX")
def test_links_in_a_circle_and_names_in_another_encoding_stop_nothing(tmp_path):
    (tmp_path / "lingkar.xlsx").symlink_to("lingkar.xlsx")
    (tmp_path / "sini").symlink_to(".")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9\xff.xlsx"))
    odd.touch()
    assert kiriman.open_up([tmp_path], tmp_path).berkas == (odd,)


def test_a_file_is_opened_once_to_see_what_it_is_and_a_workbook_not_read_to_its_end(
    tmp_path, monkeypatch
):
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK" + b"x" * 100)
    (tmp_path / "b.txt").write_bytes(b"-" * 50)
    read: list[tuple[str, int]] = []
    whole = berkas.read_beginning

    def counted(path: Path, most: int, **more: Any) -> bytes:
        data = whole(path, most, **more)
        read.append((path.name, len(data)))
        return data

    monkeypatch.setattr(berkas, "read_beginning", counted)
    assert not kiriman.is_letter(file)
    assert not kiriman.is_letter(tmp_path / "b.txt")
    assert read == [("a.xlsx", 0), ("b.txt", 50)]


def test_a_zip_is_unpacked_once_and_what_is_in_it_too(stick, into, monkeypatch):
    nested = packed({BUKTI: b"%PDF-"})
    (stick / "semua.zip").write_bytes(packed({"a.xlsx": book(), "bukti.zip": nested}))
    unpacked: list[int] = []
    whole = prapemeriksaan.carried

    def counted(data: bytes, most: int) -> dict[str, bytes]:
        unpacked.append(len(data))
        return whole(data, most)

    monkeypatch.setattr(prapemeriksaan, "carried", counted)
    found = kiriman.open_up([stick], into)
    assert names(found) == ["a.xlsx"]
    assert [one.name for one in found.bukti] == ["bukti.zip"]
    assert unpacked == [(stick / "semua.zip").stat().st_size, len(nested)]
