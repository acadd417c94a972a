"""Attacks on how letters look, and on what comes out of the printer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.exchange.segel.contoh_segel import BOOK, Bedah
from tests.exchange.serangan import meja
from tests.exchange.serangan.angka import KESEHATAN
from tests.exchange.serangan.meja import STRINGS, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable

THEME = "xl/theme/theme1.xml"
DARK = '<color rgb="FF261F18"/>'


def letters(piece: str) -> Callable[[Bedah], None]:
    """All dark letters with another piece in place of their colour."""
    return lambda parts: parts.edit(STYLES, lambda text: text.replace(DARK, piece))


def themed(old: str, new: str) -> Callable[[Bedah], None]:
    """All dark letters in the first colour of a theme that was changed."""

    def attack(parts: Bedah) -> None:
        letters('<color theme="1"/>')(parts)
        parts.edit(THEME, lambda text: re.sub(old, new, text))

    return attack


def symbols_of_a_theme(parts: Bedah) -> None:
    """Every cell in the font of a theme, which draws signs in place of letters."""
    bound = '<family val="2"/><scheme val="minor"/></font>'
    parts.edit(STYLES, lambda text: text.replace('<family val="2"/></font>', bound))
    drawn = '<a:latin typeface="Webdings"'
    parts.edit(THEME, lambda text: re.sub('<a:latin typeface="[^"]*"', drawn, text))


def own_palette(parts: Bedah) -> None:
    letters('<color indexed="8"/>')(parts)
    white = '<rgbColor rgb="00FFFFFF"/>' * 64
    told = f"<colors><indexedColors>{white}</indexedColors></colors></styleSheet>"
    parts.edit(STYLES, lambda text: text.replace("</styleSheet>", told))


def inked(parts: Bedah) -> None:
    """Every coloured cell as dark as its letters."""
    parts.edit(
        STYLES, lambda text: re.sub(r'<fgColor rgb="[^"]*"', '<fgColor rgb="FF2A231C"', text)
    )


def gradient(parts: Bedah) -> None:
    stops = "".join(f'<stop position="{at}">{DARK}</stop>' for at in (0, 1))
    told = f"<fill><gradientFill>{stops}</gradientFill></fill></fills>"
    parts.edit(STYLES, lambda text: text.replace("</fills>", told))
    number = parts[STYLES].decode().count("<fill>") - 1
    parts.edit(STYLES, lambda text: re.sub(r'fillId="[0-9]+"', f'fillId="{number}"', text))


def crossed(parts: Bedah) -> None:
    parts.edit(STYLES, lambda text: text.replace("<border>", '<border diagonalUp="1">'))


def part_of_a_text(looks: str) -> Callable[[Bedah], None]:
    """The beginning of every text in looks of its own."""

    def attack(parts: Bedah) -> None:
        kept = '<t xml:space="preserve">'
        new = rf"<si><r><rPr>{looks}</rPr>{kept}\1</t></r><r>{kept}\2</t></r></si>"
        parts.edit(
            STRINGS,
            lambda text: re.sub(r"<si><t>([^<]{6})([^<]+)</t></si>", new, text),
        )

    return attack


def repeated(parts: Bedah) -> None:
    parts.edit(BOOK, lambda text: text.replace(f"'{KESEHATAN}'!$1:$2", f"'{KESEHATAN}'!$9:$12"))


def not_printed(parts: Bedah) -> None:
    """What is printed is told in a way nobody can follow."""
    pattern = rf"'{KESEHATAN}'!\$A\$1:[^<]*"
    parts.edit(BOOK, lambda text: re.sub(pattern, "OFFSET(A1,0,0,9,9)", text, count=1))


HURUF: dict[str, Callable[[Bedah], None]] = {
    "huruf_simbol": lambda parts: parts.edit(
        STYLES, lambda text: text.replace('"Arial"', '"Wingdings"')
    ),
    "huruf_simbol_tema": symbols_of_a_theme,
    "huruf_dicoret": letters(f"<strike/>{DARK}"),
    "huruf_debu": letters(f'<sz val="1"/>{DARK}'),
    "garis_silang": crossed,
    "warna_tema": letters('<color theme="0"/>'),
    "warna_tema_muda": letters('<color theme="1" tint="0.98"/>'),
    "warna_tema_diubah": themed(
        "(?s)<a:dk1>.*?</a:dk1>", '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>'
    ),
    "warna_tema_layar": themed(
        "(?s)<a:dk1>.*?</a:dk1>", '<a:dk1><a:sysClr val="window" lastClr="000000"/></a:dk1>'
    ),
    "warna_nomor": letters('<color indexed="9"/>'),
    "warna_nomor_sendiri": own_palette,
    "warna_sel": inked,
    "warna_bergradasi": gradient,
    "teks_sebagian_putih": part_of_a_text('<sz val="10"/><color rgb="FFFFFFFF"/>'),
    "teks_sebagian_dicoret": part_of_a_text("<strike/>"),
    "teks_sebagian_naik": part_of_a_text('<vertAlign val="superscript"/>'),
    "teks_sebagian_tebal": part_of_a_text('<b/><color rgb="FF261F18"/><rFont val="Arial"/>'),
    "lembar_dibalik": lambda parts: meja.rewrite(
        parts, KESEHATAN, "<sheetView ", '<sheetView rightToLeft="1" '
    ),
    "judul_cetak": repeated,
    "area_cetak_rumus": not_printed,
}
"""What is done to the parts of the package."""
