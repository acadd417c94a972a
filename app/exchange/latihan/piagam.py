"""The certificate of completion: a page with a name, the exercises done, and the day.

The name is the one typed for this page; it is written nowhere else.
"""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange.latihan import pustaka, ruang
from app.exchange.tanggal import written_day
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from pathlib import Path

_CSS = """
body { font-family: 'Segoe UI', 'Noto Sans', Arial, sans-serif; font-size: 13pt; color: #261f18 }
.besar { font-size: 34pt; font-weight: 600; color: #84511d }
.nama { font-size: 28pt; font-weight: 600 }
.kecil { font-size: 10pt; color: #655b4f }
td { padding: 0 10px; font-size: 10pt }
"""


_LINE = "." * 48


def page(nama: str, peserta: Path, now: datetime) -> str:
    """The certificate as HTML of the few words that Qt prints.

    Raises:
        LontarError: no name, or nothing completed yet.
    """
    name = " ".join(nama.split())
    if not name:
        raise LontarError("piagam_tanpa_nama")
    done, known = ruang.completed(peserta), pustaka.known()
    if not done:
        raise LontarError("piagam_belum", jumlah=len(known))
    cells = [
        f"<td>{escape(known[kode].judul)}</td><td>{_day(day)}</td>" for kode, day in done.items()
    ]
    made = t("latihan.piagam.kaki", tanggal=written_day(now))
    return (
        f"<html><head><style>{_CSS}</style></head><body align='center'><br>"
        f"<p class='besar' align='center'>{escape(t('latihan.piagam.judul'))}</p>"
        f"<p align='center'>{escape(t('latihan.piagam.kepada'))}</p>"
        f"<p class='nama' align='center'>{escape(name)}</p>"
        f"<p align='center'>{escape(_told(done))}</p>"
        f"<br><table align='center'>{_rows(cells)}</table>"
        f"<p align='center'>{escape(t('latihan.piagam.pelatih'))}<br><br><br>{_LINE}</p>"
        f"<p class='kecil' align='center'>{escape(made)}</p></body></html>"
    )


def _told(done: Collection[str]) -> str:
    """How many of the program's exercises, and how many that a trainer wrote."""
    known = pustaka.exercises()
    own = sum(kode in known for kode in done)
    if not own:
        return t("latihan.piagam.hanya_milik", jumlah=len(done))
    whole = "semua" if own == len(known) else "sebagian"
    told = t(f"latihan.piagam.{whole}", jumlah=own, semua=len(known))
    more = len(done) - own
    return f"{told} {t('latihan.piagam.milik', jumlah=more)}" if more else told


def _rows(cells: Sequence[str]) -> str:
    """Two exercises beside each other: below them whoever trained signs by hand."""
    pairs = zip_longest(cells[::2], cells[1::2], fillvalue="")
    return "".join(f"<tr>{left}{right}</tr>" for left, right in pairs)


def _day(iso: str) -> str:
    return escape("-".join(reversed(iso.split("-"))))
