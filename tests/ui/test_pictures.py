"""The charts of the konsolidasi as pictures: everything they say, with and without colour."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage

from app import paths
from app.domain.periode import Periode
from app.exchange import gambar_rekap, rekap_bahan, rekap_tren
from app.exchange.gambar_rekap import (
    GAMBAR,
    PANAS_LAYANAN,
    PANAS_URUSAN,
    PERINGKAT,
    PETA,
    SEBARAN,
    TREN_BELUM,
    TREN_INDEKS,
    Asal,
)
from app.ui import colours, dialogue
from app.ui.charts import bands, picture, pictures
from app.ui.charts.pictures import save
from tests.ui.contoh_daerah import PERIODE, fill, three_regions

if TYPE_CHECKING:
    from pathlib import Path

SERVED = {"53.01": 90, "53.02": 80, "53.03": 81, "53.04": 82, "53.05": 20}
GAP = "53.06"
BEFORE = Periode(2025, 3)


@pytest.fixture
def drawn(province, tmp_path):
    """All pictures as SVG by their codes: five regions complete, one with a gap, sixteen silent."""
    province.set_periode(PERIODE)
    for wilayah, served in SERVED.items():
        fill(province, wilayah, served)
    fill(province, GAP, 70, gaps=frozenset({"KES-04"}))
    fill(province, "53.01", 70, periode=BEFORE)
    bahan = rekap_bahan.gather(province.office, PERIODE, paths.forms())
    quarters = list(rekap_tren.quarters(province.office, PERIODE, paths.forms()))
    found, _ = rekap_tren.work_out(quarters)
    asal = Asal(PERIODE, bahan.kantor, bahan.dibuat)

    def draw(kode: str, ending: str = "svg", **more: Any) -> Path:
        target: Path = tmp_path / f"{kode}.{ending}"
        save(kode, bahan.reported, asal, target, found=found, **more)
        return target

    return draw


def words(file: Path) -> str:
    """Every text of a picture, in the order it is drawn."""
    return "\n".join(re.findall(r"<text[^>]*>\s*([^<]*?)\s*</text>", file.read_text("utf-8")))


@pytest.mark.parametrize("kode", GAMBAR)
def test_every_picture_says_its_period_its_coverage_and_its_source(drawn, kode):
    told = words(drawn(kode))
    assert "Triwulan III 2026" in told
    assert "Data dari 6 dari 22 kabupaten/kota, 5 lengkap. Belum ada data: Sikka, Ende" in (
        told.replace("\n", " ")
    )
    assert "Sumber: paket SPM kabupaten/kota yang diterima" in told
    assert "metode IP-SPM versi" in told


@pytest.mark.parametrize("kode", GAMBAR)
def test_nothing_in_a_vector_picture_needs_what_an_svg_cannot_keep(drawn, kode):
    kept = drawn(kode).read_text("utf-8")
    assert "clip" not in kept
    assert "pattern" not in kept


@pytest.mark.parametrize("kode", GAMBAR)
def test_a_pixel_picture_is_sharp_enough_for_a_page_and_white_around(drawn, kode):
    seen = QImage(str(drawn(kode, "png")))
    assert (seen.width(), seen.height()) == (2 * picture.WIDE, 2 * picture.HIGH)
    assert seen.width() / seen.dotsPerMeterX() < 0.277
    assert {seen.pixelColor(x, 4).name() for x in range(seen.width())} == {"#ffffff"}


def test_the_ranking_stands_in_order_with_people_before_the_index(drawn):
    told = words(drawn(PERINGKAT)).splitlines()
    first = told.index("Kupang")
    assert told[first - 1 : first + 4] == ["1", "Kupang", "250", "90,00", "Tuntas Utama"]
    assert told.index("TTU") < told.index("Alor") < told.index("Flores Timur")
    gap = told.index("Flores Timur")
    assert told[gap - 1] == "–"
    assert told[gap + 2].endswith("*")
    assert told.count("belum ada data") == 16 + 1


def test_the_map_shows_the_urusan_it_was_asked_for_and_names_it(drawn):
    assert "Peta ubin menurut pulau: indeks SPM Triwulan III 2026" in words(drawn(PETA))
    told = words(drawn(PETA, urusan="KES"))
    assert "indeks SPM Triwulan III 2026: Kesehatan" in told
    assert {"Flores", "Sumba", "Timor", "Rote", "Sabu", "Alor", "Lembata"} <= set(told.split("\n"))


def test_heat_maps_follow_the_order_of_the_table_and_hold_every_figure(drawn):
    backwards = ["53.02", "53.01"]
    told = words(drawn(PANAS_URUSAN, order=backwards)).splitlines()
    assert told.index("TTS") < told.index("Kupang")
    assert words(drawn(PANAS_URUSAN)).splitlines().count("90,00") == 6 + 1
    services = words(drawn(PANAS_LAYANAN)).splitlines()
    assert services.count("90") >= 29
    assert "Ibu hamil" in services


def test_the_trend_has_eight_quarters_of_everybody_and_on_how_many_it_rests(drawn):
    told = words(drawn(TREN_INDEKS)).splitlines()
    start = told.index("Kupang")
    assert told[start + 1 : start + 9] == ["–", "–", "–", "70,00", "–", "–", "–", "90,00"]
    assert told[told.index("berdasarkan (daerah)") + 8] == "5 dari 22"
    people = words(drawn(TREN_BELUM)).splitlines()
    start = people.index("Kupang")
    assert (people[start + 4], people[start + 8]) == ("750", "250")


def test_the_spread_names_who_lies_far_and_who_is_not_complete(drawn):
    told = words(drawn(SEBARAN))
    assert "jauh dari yang lain" in told
    assert "Alor (20,00)" in told.replace("\n", " ")
    assert told.split("\n").count("belum lengkap") == 2
    assert told.split("\n").count("belum ada data") == 2 * 16


def test_bands_differ_where_there_is_no_colour():
    palette = colours.palette(dark=False)
    greys = [bands.colour(step, 6, palette)[0] for step in range(6)]
    light = [QImage.pixelColor(_grey(one), 0, 0).red() for one in greys]
    assert light == sorted(light, reverse=True)
    assert min(one - other for one, other in pairwise(light)) >= 12


def _grey(colour) -> QImage:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def test_pictures_of_an_exercise_carry_its_words(drawn, province, tmp_path):
    bahan = rekap_bahan.gather(province.office, PERIODE, paths.forms())
    target = tmp_path / "latihan.svg"
    asal = Asal(PERIODE, bahan.kantor, bahan.dibuat, "LATIHAN - BUKAN DATA RESMI")
    pictures.save(PETA, bahan.reported, asal, target)
    assert "LATIHAN - BUKAN DATA RESMI" in words(target)


# --- In the window -------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot, province):
    return three_regions(qtbot, province)


def chosen(monkeypatch, target: Path) -> None:
    monkeypatch.setattr(dialogue, "save_file", lambda *_: target)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("tabel", "Peringkat indeks SPM"),
        ("peta", "Peta ubin menurut pulau"),
        ("urusan", "Capaian SPM per urusan"),
        ("layanan", "Capaian SPM per layanan"),
    ],
)
def test_the_button_saves_the_view_that_is_shown(qtbot, monkeypatch, page, tmp_path, view, said):
    target = tmp_path / "gambar.svg"
    chosen(monkeypatch, target)
    page.show_view(view)
    page.picture.click()
    qtbot.waitUntil(lambda: "Gambar tersimpan" in page.messages.text)
    assert said in words(target)
    assert page.picture.isEnabled()


def test_the_trend_offers_its_own_figures_and_the_spread(qtbot, monkeypatch, page, tmp_path):
    page.show_view("tren")
    qtbot.waitUntil(lambda: page.trend.trend is not None)
    place = page.trend.figure.findData("indeks")
    page.trend.figure.setCurrentIndex(place)
    menu = page.picture.menu_of(page._shown().pictures)
    assert [action.text() for action in menu.actions()] == [
        "Simpan gambar tren indeks", "Simpan gambar sebaran",
    ]  # fmt: skip
    target = tmp_path / "tren.svg"
    chosen(monkeypatch, target)
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: "Gambar tersimpan" in page.messages.text)
    assert "Indeks SPM delapan triwulan" in words(target)


@pytest.mark.parametrize("view", ["anggaran", "gedsi", "metode", "kemiskinan"])
def test_views_without_a_chart_have_no_button(page, view):
    page.show_view(view)
    assert not page.picture.isVisible()


def test_a_picture_that_cannot_be_written_is_told_and_the_button_is_back(
    qtbot, monkeypatch, page, tmp_path
):
    told = []
    monkeypatch.setattr(dialogue, "show_failure", lambda _parent, error: told.append(error.kode))
    chosen(monkeypatch, tmp_path / "tidak-ada" / "gambar.png")
    page.picture.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["folder_tidak_ada"]
    assert page.picture.isEnabled()


def test_the_names_of_all_pictures_differ():
    assert len(set(gambar_rekap.GAMBAR)) == len(gambar_rekap.GAMBAR) == 7
