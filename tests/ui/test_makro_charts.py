"""Charts of counts: bars from zero, March full and September hatched, each with its figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtGui import QImage

from app.exchange.grafik_makro import IsiGrafik, Titik
from app.ui.charts import makro
from app.ui.charts.makro_ground import BASE, COLOURS, x_of

ISI = IsiGrafik(
    "Grafik 3.2 Jumlah penduduk miskin, Kabupaten Ende",
    "ribu orang",
    (2025, 2026),
    (
        Titik(2025, "maret", Fraction(60), "60,00"),
        Titik(2025, "september", Fraction(60), "60,00"),
        Titik(2026, "maret", Fraction(30), "30,00"),
    ),
    "batang",
)


@pytest.fixture(scope="module")
def picture(qapp, tmp_path_factory):
    file = tmp_path_factory.mktemp("grafik") / "g.png"
    makro.save(ISI, file)
    return QImage(str(file))


def coloured(picture, tahun, bulan) -> list[int]:
    """The rows above the ground in which a bar's middle shows the colour of its month."""
    x, wanted = round(x_of(ISI, tahun, bulan)), COLOURS[bulan].name()
    return [y for y in range(BASE - 1) if picture.pixelColor(x, y).name() == wanted]


def test_half_as_many_people_are_half_as_high_a_bar(picture):
    high = [BASE - min(coloured(picture, tahun, "maret")) for tahun in (2025, 2026)]
    assert abs(high[0] - 2 * high[1]) <= 4


def test_march_is_full_and_september_is_hatched(picture):
    march, september = (coloured(picture, 2025, bulan) for bulan in ("maret", "september"))
    assert len(march) == BASE - 1 - min(march)
    assert 0 < len(september) < len(march) / 2
    assert abs(min(september) - min(march)) <= 10


def test_figures_stand_in_the_picture_as_text_where_it_can_hold_any(qapp, tmp_path):
    file = tmp_path / "g.svg"
    makro.save(ISI, file)
    drawn = file.read_text("utf-8")
    assert drawn.count("60,00") == 2
    assert "30,00" in drawn
    assert "clip" not in drawn
