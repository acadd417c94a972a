"""The backup of an authority as one page to print: QR codes to scan, lines to type, instructions.

The page needs nothing from outside: no font, no picture, no network.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from app.exchange import berkas, cadangan_otoritas, pencabutan
from app.exchange.cadangan_otoritas import BEGIN, END
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.exchange.cadangan_otoritas import Cadangan
    from app.store.office import Office

LINES_PER_CODE = 12
_MASK = 4  # any of the eight is valid; trying them all takes a second for each code
_LIST_LINES_PER_CODE = 14
_MOST_LIST_CODES = 6
_STYLE = """
@page { margin: 14mm }
body { font: 10.5pt/1.45 Segoe UI, Noto Sans, Arial, sans-serif; color: #111; margin: 0 auto;
       max-width: 182mm }
h1 { font-size: 17pt; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 6mm 0 2mm }
table { border-collapse: collapse } th { text-align: left; font-weight: 600; padding-right: 6mm }
td, th { vertical-align: top; padding-bottom: 1mm }
ol { margin: 0; padding-left: 6mm } .kata { font-weight: 600; letter-spacing: .02em }
pre { font: 8.8pt/1.06 Consolas, DejaVu Sans Mono, monospace; margin: 0 }
.kode { display: flex; flex-wrap: wrap; gap: 4mm } .kode figure { margin: 0; width: 56mm }
.kode svg { width: 56mm; height: 56mm; display: block } figcaption { font-size: 8.5pt }
figure, li, tr { break-inside: avoid } .baris { break-before: page }
"""


def page(cadangan: Cadangan) -> bytes:
    """The printable page (HTML, UTF-8) of a backup."""
    lines = cadangan_otoritas.lines(cadangan)
    parts = [
        f"<h1>{_t('judul')}</h1>",
        f"<p>{_t('ringkas')}</p>",
        _facts(cadangan, len(lines)),
        f"<h2>{_t('cara')}</h2><ol>{_steps(len(lines))}</ol>",
        f"<h2>{_t('kode')}</h2>{_codes(list(_key_codes(lines)))}",
        _list_codes(cadangan),
        f'<div class="baris"><h2>{_t("baris")}</h2><p>{_t("baris_arti")}</p>',
        f"<pre>{escape(chr(10).join([BEGIN, *lines, END]))}</pre></div>",
    ]
    head = f'<meta charset="utf-8"><title>{_t("judul")}</title><style>{_STYLE}</style>'
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="id"><head>{head}</head><body>{body}</body></html>\n'.encode()
    )


def save(office: Office, cadangan: Cadangan, folder: Path) -> tuple[Path, Path]:
    """Put the text and the page to print into a folder, and remember the day.

    Raises:
        LontarError: the folder is missing, full, or cannot be written to.
    """
    stem = f"cadangan-otoritas-{cadangan.otoritas.wilayah}-{cadangan.tanggal:%Y-%m-%d}"
    text, paper = folder / f"{stem}.txt", folder / f"{stem}.html"
    berkas.write_atomic(text, cadangan.teks, mode=0o600)
    berkas.write_atomic(paper, page(cadangan), mode=0o600)
    cadangan_otoritas.note_made(office, cadangan)
    return text, paper


def _t(key: str, **data: object) -> str:
    return escape(t(f"cadangan_kertas.{key}", **data))


def _facts(cadangan: Cadangan, count: int) -> str:
    own = cadangan.otoritas
    rows = [
        ("otoritas", escape(own.nama)),
        ("kantor", escape(own.kantor)),
        ("kata", f'<span class="kata">{" · ".join(own.kata)}</span>'),
        ("tanggal", f"{cadangan.tanggal:%d-%m-%Y}"),
        ("nomor", str(cadangan.nomor)),
        ("jumlah", str(count)),
    ]
    cells = (f"<tr><th>{_t(f'fakta.{key}')}</th><td>{value}</td></tr>" for key, value in rows)
    return f"<table>{''.join(cells)}</table>"


def _steps(count: int) -> str:
    steps = (_t(f"langkah.{number}", jumlah=count) for number in range(1, 7))
    return "".join(f"<li>{step}</li>" for step in steps)


def _key_codes(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Caption and text of each code; every one can be scanned by itself, in any order."""
    for first in range(0, len(lines), LINES_PER_CODE):
        some = lines[first : first + LINES_PER_CODE]
        last = first + len(some)
        yield _t("kode_baris", dari=first + 1, sampai=last), "\n".join(some)


def _list_codes(cadangan: Cadangan) -> str:
    """The newest revocation list, as long as it fits; every enrolled office holds it too."""
    lists = pencabutan.blocks(cadangan.teks)
    lines = b"".join(map(pencabutan.to_pem, lists)).decode().splitlines()
    some = range(0, len(lines), _LIST_LINES_PER_CODE)
    if not lines or len(some) > _MOST_LIST_CODES:
        return ""
    codes = [
        (
            _t("kode_daftar", bagian=number, jumlah=len(some)),
            "\n".join(lines[first : first + _LIST_LINES_PER_CODE]),
        )
        for number, first in enumerate(some, start=1)
    ]
    return f"<h2>{_t('daftar')}</h2><p>{_t('daftar_arti')}</p>{_codes(codes)}"


def _codes(codes: Sequence[tuple[str, str]]) -> str:
    figures = (
        f"<figure>{_code(text)}<figcaption>{caption}</figcaption></figure>"
        for caption, text in codes
    )
    return f'<div class="kode">{"".join(figures)}</div>'


def _code(text: str) -> str:
    import segno

    drawn: str = segno.make(text, error="m", mask=_MASK, boost_error=False, micro=False).svg_inline(
        border=2, omitsize=True
    )
    return drawn
