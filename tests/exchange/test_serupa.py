"""Copies inside a package: an urusan of another region, or of the quarter before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.serupa import figures
from app.domain.silsilah import Hubungan
from app.exchange import impor, serupa, tinjauan, tinjauan_kata
from app.store.door import write
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, TTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.putusan import Laporan
    from app.exchange.serupa import Serupa
    from app.store.office import Office

T4 = T3.maju()


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Office]:
    """A province that has taken in the package of Kupang."""
    with contoh.provinsi(tmp_path / "provinsi") as office:
        take(office, contoh.package(KUPANG))
        yield office


def look(province: Office, data: bytes) -> Laporan:
    return impor.refine(province, contoh.judge(data), contoh.acuan().wilayah)


def take(province: Office, data: bytes) -> None:
    impor.accept(province, look(province, data), pelaku="Yohana")


def told(found: tuple[Serupa, ...]) -> set[tuple[str, str, str]]:
    return {(one.jenis, one.urusan, one.wilayah) for one in found}


def of_tts(tmp_path: Path) -> bytes:
    """A package of TTS with the figures of Kupang, but for one."""
    with contoh.kabupaten(tmp_path / "tts", TTS) as office:
        contoh.type_in(office, "KES-01", TERLAYANI, 6500)
        return contoh.export(office, tmp_path).path.read_bytes()


def test_an_urusan_of_another_region_is_named_with_its_package(province, tmp_path):
    laporan = look(province, of_tts(tmp_path))
    assert laporan.kaitan is not None
    assert laporan.kaitan.silsilah.hubungan is not Hubungan.SALINAN_WILAYAH_LAIN
    assert laporan.bacaan is not None
    found = serupa.Peninjau(province).look(laporan)
    assert ("wilayah", "KES", KUPANG) in told(found)
    health = next(one for one in found if one.urusan == "KES")
    assert health.formulir == ""
    assert health.sama == health.semua - 1
    (sentence,) = serupa.sentences(found, laporan.bacaan)
    assert sentence.startswith("Angkanya sama dengan angka Kabupaten Kupang (revisi 1, kode ")
    assert f"Kesehatan {health.sama} dari {health.semua} angka" in sentence
    assert serupa.as_json(found)[0]["asal"] == {
        "revisi": 1,
        "paket_id": contoh.judge(contoh.package(KUPANG)).paket_id,
    }


def test_the_difference_and_its_json_say_so(province, tmp_path):
    bacaan = look(province, of_tts(tmp_path)).bacaan
    assert bacaan is not None
    found = tinjauan.review(tinjauan.hold_of(province, T3, paths.forms()), bacaan)
    (sentence,) = found.serupa
    assert "Kabupaten Kupang" in sentence
    assert tinjauan_kata.as_json(found)["serupa"] == [sentence]


def test_one_form_of_another_region_is_named_and_other_figures_are_not(province, tmp_path):
    bacaan = look(province, of_tts(tmp_path)).bacaan
    assert bacaan is not None
    known = serupa.known(province, T3)
    for form in known.kini[KUPANG].values():
        form.update({sel: angka + 1 for sel, angka in form.items()})
    assert known.find(bacaan, bacaan.forms) == ()
    known.kini[KUPANG]["KES-01"] = figures(bacaan.disimpan["KES-01"])
    (found,) = known.find(bacaan, bacaan.forms)
    assert (found.urusan, found.formulir, found.sama) == ("KES", "KES-01", found.semua)
    title = next(form.judul for form in bacaan.forms if form.kode == "KES-01")
    assert f"{title} {found.sama} dari {found.semua} angka" in serupa.sentences([found], bacaan)[0]


def test_a_whole_package_of_another_region_is_not_told_twice(province):
    laporan = look(province, contoh.package(TTS))
    assert laporan.kaitan is not None
    assert laporan.kaitan.silsilah.hubungan is Hubungan.SALINAN_WILAYAH_LAIN
    assert serupa.Peninjau(province).look(laporan) == ()


def test_files_judged_together_know_each_other(tmp_path):
    with contoh.provinsi(tmp_path / "provinsi") as office:
        peninjau = serupa.Peninjau(office)
        assert peninjau.look(look(office, contoh.package(KUPANG))) == ()
        found = peninjau.look(look(office, of_tts(tmp_path)))
    assert ("wilayah", "KES", KUPANG) in told(found)


def test_a_forged_package_is_not_looked_at(province):
    assert serupa.Peninjau(province).look(contoh.judge(b"PK\x03\x04")) == ()


def test_the_quarter_before_is_named_only_where_nothing_moved(province, tmp_path):
    with contoh.kabupaten(tmp_path / "kantor") as office:
        cells = list(contoh.cells(KUPANG, T4))
        write(office, cells, jenis="ketik", label="Isi", pelaku=contoh.PELAKU)
        contoh.explain(office, T4)
        same = look(province, contoh.export(office, tmp_path, T4).path.read_bytes())
        contoh.type_in(office, "KES-01", TERLAYANI, 6500, T4)
        contoh.explain(office, T4)
        moved = look(province, contoh.export(office, tmp_path, T4).path.read_bytes())
    assert same.bacaan is not None
    found = serupa.Peninjau(province).look(same)
    assert ("dahulu", "KES", KUPANG) in told(found)
    (sentence,) = serupa.sentences(found, same.bacaan)
    assert sentence.startswith("Seluruh angkanya sama dengan Triwulan III 2026 (revisi 1, kode ")
    assert ("dahulu", "KES", KUPANG) not in told(serupa.Peninjau(province).look(moved))
