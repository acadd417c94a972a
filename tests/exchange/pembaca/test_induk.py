"""Many files through a few children: in order, each with its own outcome, stopped when unwanted."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange.buku_kerja import read_workbook
from app.exchange.lembar_ketat import SelGalat
from app.exchange.pembaca import kerja
from app.exchange.pembaca.induk import Pembaca, Terbaca
from app.exchange.wadah import MAX_FILE
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_zip import packed
from tests.exchange.pembaca.contoh_pembaca import GUIDE, script, spoiled, with_row

if TYPE_CHECKING:
    from pathlib import Path

ERROR_CELL = '<row r="9000"><c r="A9000" t="e"><v>#REF!</v></c></row>'


@pytest.fixture(scope="module")
def pembaca():
    with Pembaca() as made:
        yield made


def folder_of(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def told(found: list[Terbaca]) -> list[str]:
    return [item.galat.kode if item.galat else item.mentah.terlihat[0] for item in found]  # type: ignore[union-attr]


def test_a_child_finds_the_same_as_the_parent_would(pembaca):
    assert pembaca.periksa(contoh.package()) == kerja.examine(contoh.package())


def test_the_fingerprint_is_that_of_the_bytes(pembaca):
    wrapped = packed({"a.xlsx": contoh.package()})
    digest = hashlib.sha256(contoh.package()).hexdigest()
    assert pembaca.periksa(contoh.package()).sha256 == digest
    found = pembaca.periksa(wrapped)
    assert (found.sha256, found.data_dalam) == (digest, contoh.package())


def test_the_rows_of_visible_sheets_can_be_asked_for_afterwards(pembaca):
    buku = read_workbook(contoh.package())
    assert pembaca.lembar(contoh.package()) == {name: buku.sheets[name] for name in buku.visible}


def test_the_second_reader_is_heard_in_the_child(pembaca):
    assert pembaca.adu(contoh.package()) == []
    found = pembaca.adu(with_row(GUIDE, ERROR_CELL))
    assert found == [SelGalat("Petunjuk", "A9000", "#REF!")]


def test_a_date_somebody_typed_arrives_as_text(pembaca):
    from datetime import datetime

    from tests.exchange.contoh_buku import with_openpyxl

    moment = datetime(2026, 9, 30, 8)  # noqa: DTZ001 - a sheet has no time zone
    data = with_openpyxl(contoh.package(), lambda book: book["Data"].append([moment]))
    assert pembaca.periksa(data).data[-1][0] == "2026-09-30T08:00:00"


def test_many_files_come_back_in_order_each_with_its_own_outcome(pembaca, tmp_path):
    good = contoh.package()
    paths = folder_of(
        tmp_path,
        {
            "1.xlsx": good,
            "2.jpg": b"\xff\xd8\xff\xe0",
            "3.xlsx": good[: len(good) // 2],
            "4.xlsx": good,
            "5.xlsx": with_row(GUIDE, '<row r="9000"><c r="A9000"><f>1</f></c></row>'),
            "6.zip": packed({"x.xlsx": good}),
            "8.xlsx": good,
        },
    )
    paths.insert(6, tmp_path / "7-tidak-ada.xlsx")
    found = list(pembaca.periksa_banyak(paths))
    assert [item.path for item in found] == paths
    assert told(found) == [
        "Petunjuk", "berkas_foto", "zip_terpotong", "Petunjuk", "isi_rumus", "Petunjuk",
        "berkas_tidak_ada", "Petunjuk",
    ]  # fmt: skip
    assert [item.data for item in found if item.mentah] == [
        path.read_bytes() for path, item in zip(paths, found, strict=True) if item.mentah
    ]


def test_a_file_beyond_20_mb_is_not_even_handed_over(pembaca, tmp_path):
    paths = folder_of(tmp_path, {"besar.xlsx": bytes(MAX_FILE + 1)})
    (found,) = pembaca.periksa_banyak(paths)
    assert found.data == b""
    assert found.galat is not None
    assert found.galat.kode == "berkas_terlalu_besar"


def test_no_files_are_no_work():
    pembaca = Pembaca(line=["/tidak/ada"])
    assert list(pembaca.periksa_banyak([])) == []


def test_a_follow_up_in_the_middle_of_a_batch_is_answered(pembaca, tmp_path):
    data = {f"{n}.xlsx": spoiled(GUIDE, "<v>", "<v>0") for n in range(4)}
    found = []
    for item in pembaca.periksa_banyak(folder_of(tmp_path, data)):
        found.append(item)
        assert "Petunjuk" in pembaca.lembar(item.data)
    assert told(found) == ["Petunjuk"] * 4


def test_stopping_early_ends_the_children_that_read_ahead(tmp_path):
    paths = folder_of(tmp_path, {f"{n}.xlsx": contoh.package() for n in range(6)})
    with Pembaca() as pembaca:
        batch = pembaca.periksa_banyak(paths)
        next(batch)
        ahead = [child for child, _ in pembaca._busy]
        assert len(ahead) == 2
        batch.close()  # type: ignore[attr-defined]
        assert not pembaca._busy
        assert not any(child.alive for child in ahead)
        assert told(list(pembaca.periksa_banyak(paths[:2]))) == ["Petunjuk"] * 2


def test_closing_in_the_middle_of_a_batch_leaves_nothing(tmp_path):
    paths = folder_of(tmp_path, {f"{n}.xlsx": contoh.package() for n in range(4)})
    pembaca = Pembaca()
    batch = pembaca.periksa_banyak(paths)
    next(batch)
    children = [child for child, _ in pembaca._busy]
    pembaca.close()
    assert not any(child.alive for child in children)
    batch.close()  # type: ignore[attr-defined]


def test_children_are_kept_for_many_files_and_never_more_than_asked_for(pembaca, tmp_path):
    paths = folder_of(tmp_path, {f"{n}.xlsx": contoh.package() for n in range(5)})
    pembaca.start()
    before = {child.pid for child in pembaca._idle}
    assert len(before) == 2
    list(pembaca.periksa_banyak(paths))
    assert {child.pid for child in pembaca._idle} == before


def test_a_child_that_met_a_refused_file_is_not_used_again():
    with Pembaca(workers=1) as pembaca:
        pembaca.periksa(contoh.package())
        first = pembaca._idle[0].pid
        for data, kept in ((b"%PDF-1.7", True), (contoh.package()[:-40], False)):
            with pytest.raises(LontarError):
                pembaca.periksa(data)
            assert bool(pembaca._idle) is kept
        pembaca.periksa(contoh.package())
        assert pembaca._idle[0].pid != first


def test_a_child_that_died_while_idle_is_replaced_without_a_word():
    with Pembaca(workers=1) as pembaca:
        pembaca.periksa(contoh.package())
        child = pembaca._idle[0]
        child._process.kill()
        child._process.wait()
        assert pembaca.periksa(contoh.package()).terlihat
        assert pembaca._idle[0] is not child


def test_a_batch_where_no_child_starts_says_so_for_every_file(tmp_path):
    paths = folder_of(tmp_path, {"1.xlsx": b"a", "2.xlsx": b"b"})
    with Pembaca(line=["/tidak/ada/program"]) as pembaca:
        assert told(list(pembaca.periksa_banyak(paths))) == ["pembaca_tidak_mulai"] * 2


def test_children_work_at_the_same_time(tmp_path):
    # Each child waits until the other one has begun as well.
    code = f"""
import os, time
from app.exchange.pembaca import anak, batas
def work(data):
    open({str(tmp_path)!r} + f"/{{os.getpid()}}.mulai", "w").close()
    while sum(name.endswith(".mulai") for name in os.listdir({str(tmp_path)!r})) < 2:
        time.sleep(0.01)
    raise __import__("app.errors").errors.LontarError("berkas_foto")
anak.serve(*anak.pipes(), {{"periksa": work}}, 10.0)
"""
    paths = folder_of(tmp_path, {"1.xlsx": b"a", "2.xlsx": b"b"})
    with Pembaca(line=script(code)) as pembaca:
        assert told(list(pembaca.periksa_banyak(paths))) == ["berkas_foto"] * 2
