"""A package carries SPM, kemiskinan or both; the province takes in what came and knows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.nilai import Keadaan
from app.errors import LontarError
from app.exchange import impor, makna, paket
from app.store import dispatch, questions
from tests.exchange import contoh_paket as contoh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.paket import IsiPaket
    from app.store.office import Office

KUPANG, T3 = contoh.KUPANG, contoh.T3
ROW = "0198c000000070008000000000000001"
Part = dict[str, dict[str, "int | str | Keadaan"]]
SPM: Part = {"PUM-01": {"penerima.harus.jumlah": 40_000, "penerima.terlayani.jumlah": 30_000}}
KEMISKINAN: Part = {
    "F-K02": {"makro.a01.maret": 20_12, "makro.a10.maret": Keadaan.TIDAK_DIRILIS},
    "F-K08": {"akses.d06.penyebut": 12_000, "akses.d06.pembilang": 9_000},
    "F-K10": {f"rapat.{ROW}.judul": "Rakor TKPK", f"rapat.{ROW}.tanggal": "2026-08-12"},
}


@pytest.fixture(scope="module", autouse=True)
def both_parts() -> Iterator[None]:
    with contoh.all_services():
        yield


def fill(office: Office, *parts: Part) -> None:
    for part in parts:
        for kode, cells in part.items():
            for sel, nilai in cells.items():
                contoh.type_in(office, kode, sel, nilai)


def send(office: Office, folder: Path, *bagian: str) -> bytes:
    contoh.state(office, bagian=list(bagian) or None)
    return contoh.sign(office, folder).path.read_bytes()


def content(office: Office) -> IsiPaket:
    draf = contoh.state(office)
    return paket.read(draf.isi)


def take(province: Office, data: bytes) -> None:
    laporan = contoh.judge(data)
    assert laporan.sah, laporan.kalimat
    impor.accept(province, laporan, pelaku="Yohana")


def held(office: Office) -> set[str]:
    return set(questions.values_of_period(office, KUPANG, T3))


def test_a_package_carries_each_part_that_was_begun(office, province, tmp_path):
    fill(office, SPM, KEMISKINAN)
    data = send(office, tmp_path)
    assert next(tmp_path.glob("*.xlsx")).name.startswith("SPM-KEMISKINAN_5301_Kupang_2026-T3_")
    take(province, data)
    assert questions.values_of_period(province, KUPANG, T3) == questions.values_of_period(
        office, KUPANG, T3
    )
    assert dispatch.parts_received(province, T3) == {KUPANG: ["spm", "kemiskinan"]}


def test_an_office_that_began_one_part_sends_it_alone(office):
    fill(office, KEMISKINAN)
    isi = content(office)
    assert isi.jenis == "kemiskinan"
    assert all(kode.startswith("F-K") for kode in isi.formulir)
    assert makna.resolve(isi, contoh.acuan()).forms


def test_one_part_after_the_other_adds_up_at_the_province(office, province, tmp_path):
    fill(office, SPM, KEMISKINAN)
    take(province, send(office, tmp_path, "spm"))
    assert held(province) == set(SPM)
    assert dispatch.parts_received(province, T3) == {KUPANG: ["spm"]}
    take(province, send(office, tmp_path, "kemiskinan"))
    assert held(province) == {*SPM, *KEMISKINAN}
    assert dispatch.parts_received(province, T3) == {KUPANG: ["spm", "kemiskinan"]}
    assert [one.revisi for one in dispatch.packages(province, arah="masuk")] == [2, 1]


def test_what_the_sheets_show_follows_from_the_package_alone(office, tmp_path):
    fill(office, SPM, KEMISKINAN)
    laporan = contoh.judge(send(office, tmp_path, "kemiskinan"))
    assert laporan.sah, laporan.kalimat
    assert laporan.putusan.value == "sah_utuh"


def test_a_kind_that_contradicts_the_forms_is_refused(office):
    fill(office, KEMISKINAN)
    draf = contoh.state(office)
    wrong = draf.isi.replace(b'"jenis":"kemiskinan"', b'"jenis":"spm"')
    with pytest.raises(LontarError) as caught:
        makna.resolve(paket.read(wrong), contoh.acuan())
    assert caught.value.kode == "paket_isi_salah"
    assert "jenis" in caught.value.pesan


def test_what_stands_in_the_way_of_one_part_does_not_hold_back_the_other(office):
    fill(office, SPM, {"F-K02": {"makro.a01.maret": 20_12, "makro.a10.maret": 20_13}})
    with pytest.raises(LontarError) as caught:
        contoh.state(office)
    assert caught.value.kode == "paket_terhalang"
    assert paket.read(contoh.state(office, bagian=["spm"]).isi).jenis == "spm"


def test_what_was_not_sent_is_counted_part_by_part(office, tmp_path):
    fill(office, SPM, KEMISKINAN)
    kemiskinan = sum(len(cells) for cells in KEMISKINAN.values())
    assert questions.unsent_count(office, KUPANG, T3) == kemiskinan + 2
    send(office, tmp_path, "spm")
    assert questions.unsent_count(office, KUPANG, T3) == kemiskinan
    assert {one.formulir for one in questions.unsent_changes(office, KUPANG, T3)} == {*KEMISKINAN}
    send(office, tmp_path, "kemiskinan")
    assert questions.unsent_count(office, KUPANG, T3) == 0
