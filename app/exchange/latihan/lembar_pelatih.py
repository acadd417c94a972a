"""The trainer's sheet: of every exercise what is planted, what is checked, and how it is solved.

On paper, away from the laptops: participants see what was planted only when they have found it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from app.exchange.latihan import pustaka
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.latihan import Latihan

_CSS = """
body { font-family: 'Segoe UI', 'Noto Sans', Arial, sans-serif; font-size: 10pt; color: #261f18 }
h1 { font-size: 18pt; color: #84511d }
h2 { font-size: 12pt; margin-bottom: 2px }
h3 { font-size: 10pt }
h4 { font-size: 9pt; font-weight: normal; color: #655b4f }
h3, h4, p, ul { margin-top: 2px; margin-bottom: 4px }
"""


def page() -> str:
    """Every exercise, also one a trainer wrote, and the hall's, as HTML of the words Qt prints."""
    known = list(pustaka.known().values())
    parts = [_exercise(f"{number}. {one.judul}", one) for number, one in enumerate(known, start=1)]
    hall = pustaka.hall()
    return (
        f"<html><head><style>{_CSS}</style></head><body>"
        f"<h1>{escape(t('latihan.pelatih.judul'))}</h1>"
        f"<p>{escape(t('latihan.pelatih.penjelasan'))}</p>"
        f"{''.join(parts)}{_exercise(hall.judul, hall)}</body></html>"
    )


def _exercise(judul: str, one: Latihan) -> str:
    place = t(f"latihan.tempat.{one.kantor}")
    told = t("latihan.mode.baris", tujuan=one.tujuan, tempat=place, menit=one.menit)
    planted = one.jebakan or [t("latihan.pelatih.tanpa_jebakan")]
    return (
        f"<h2>{escape(judul)}</h2><h4>{escape(told)}</h4>"
        f"{_list('latihan.panel.jebakan', planted)}"
        f"{_list('latihan.panel.periksa', (each.kalimat for each in one.periksa))}"
        f"{_list('latihan.pelatih.jalan', [*one.langkah, *one.petunjuk])}"
    )


def _list(key: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h3>{escape(t(key))}</h3><ul>{items}</ul>"
