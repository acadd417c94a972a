"""The looks of the cells of a package, by the names the layout uses."""

from __future__ import annotations

from typing import Any

FONT, MONO = "Arial", "Courier New"
INK, MUTED, RULE, ACCENT = "#261F18", "#655B4F", "#B9AF9F", "#84511D"
YELLOW, GREY, DARK_GREY, SHADE, WHITE = "#FFF7D6", "#EDEBE7", "#D8D4CC", "#EFEAE1", "#FFFFFF"
MARK, EDGE = "#F6C9C2", "#A2271C"

# The space behind the number: LibreOffice forgets the indent of some right-aligned cells.
INTEGER, DECIMAL = "#,##0_)", "#,##0.00_)"
PROVISIONAL = '#,##0.00"*"_)'

# Of the theme Excel would show its own font, whatever name stands beside it.
_BASE: dict[str, Any] = {
    "font_name": FONT, "font_scheme": "none", "font_size": 9, "font_color": INK,
    "valign": "vcenter",
}  # fmt: skip
_BOX = {"border": 1, "border_color": RULE}
_WRAP = {"text_wrap": True}
_INPUT = {**_BOX, "bg_color": YELLOW}
_COMPUTED = {**_BOX, "bg_color": GREY}
_RIGHT, _MIDDLE = {"align": "right"}, {"align": "center"}
_LEFT = {"align": "left", "indent": 1}
_HEAD = {**_BOX, **_WRAP, "bold": True, "bg_color": SHADE}
_TOTAL = {**_BOX, "bold": True, "bg_color": SHADE, "top": 2}

STYLES: dict[str, dict[str, Any]] = {
    "judul": {"font_size": 16, "bold": True, "font_color": ACCENT},
    "wilayah": {"font_size": 13, "bold": True},
    "subjudul": {"font_size": 10, "font_color": MUTED},
    "bagian": {"font_size": 11, "bold": True, "font_color": ACCENT, "bottom": 2,
               "bottom_color": ACCENT},
    "kepala": {**_HEAD, **_MIDDLE},
    "kepala_teks": {**_HEAD, **_LEFT},
    "layanan": {**_LEFT, "bold": True, "font_size": 10, "font_color": WHITE, "bg_color": ACCENT},
    "grup": {**_BOX, **_LEFT, "italic": True, "font_color": MUTED},
    "kode": {**_BOX, **_LEFT, "font_color": MUTED, "shrink": True},
    "label": {**_BOX, **_WRAP, **_LEFT},
    "satuan": {**_BOX, **_WRAP, **_MIDDLE, "font_color": MUTED},
    "tengah": {**_BOX, **_MIDDLE, "shrink": True},
    "angka": {**_BOX, **_RIGHT, "num_format": INTEGER},
    "tutup": {**_BOX, "pattern": 14, "fg_color": DARK_GREY, "bg_color": WHITE},
    "isi_angka": {**_INPUT, **_RIGHT, "num_format": INTEGER},
    "isi_desimal": {**_INPUT, **_RIGHT, "num_format": DECIMAL},
    "isi_persen": {**_INPUT, **_RIGHT, "num_format": DECIMAL},
    "isi_teks": {**_INPUT, **_WRAP, **_LEFT, "valign": "top"},
    "isi_teks_kecil": {**_INPUT, **_WRAP, **_LEFT, "valign": "top", "font_size": 6},
    "isi_keadaan": {**_INPUT, **_MIDDLE, "italic": True, "shrink": True},
    "hitung_angka": {**_COMPUTED, **_RIGHT, "num_format": INTEGER},
    "hitung_desimal": {**_COMPUTED, **_RIGHT, "num_format": DECIMAL},
    "hitung_persen": {**_COMPUTED, **_RIGHT, "num_format": DECIMAL},
    "hitung_teks": {**_COMPUTED, **_WRAP},
    "hitung_keadaan": {**_COMPUTED, **_MIDDLE, "italic": True, "shrink": True},
    "indeks": {**_COMPUTED, **_RIGHT, "num_format": DECIMAL},
    "indeks_sementara": {**_COMPUTED, **_RIGHT, "num_format": PROVISIONAL, "italic": True},
    "total_label": {**_TOTAL, **_WRAP, **_LEFT},
    "total_tengah": {**_TOTAL, **_MIDDLE, "shrink": True},
    "total_angka": {**_TOTAL, **_RIGHT, "num_format": INTEGER},
    "total_indeks": {**_TOTAL, **_RIGHT, "num_format": DECIMAL},
    "total_indeks_sementara": {**_TOTAL, **_RIGHT, "num_format": PROVISIONAL, "italic": True},
    "catatan": {**_WRAP, "font_size": 8, "font_color": MUTED},
    "hal": {"bold": True, "font_color": MUTED, "valign": "top"},
    "teks": {**_WRAP, "valign": "top"},
    "teks_tengah": {**_WRAP},
    "legenda": {**_WRAP, **_LEFT, "font_size": 10},
    "petunjuk": {**_WRAP, "font_size": 10, "valign": "top"},
    "hal_petunjuk": {"font_size": 10, "bold": True, "font_color": MUTED, "valign": "top"},
    "teks_kotak": {**_BOX, **_WRAP, **_LEFT, "valign": "top"},
    "catatan_kotak": {**_BOX, **_WRAP, **_LEFT, "valign": "top"},
    "catatan_kotak_kecil": {**_BOX, **_WRAP, **_LEFT, "valign": "top", "font_size": 6},
    "besar": {"font_size": 24, "bold": True, "num_format": INTEGER, "align": "left"},
    "besar_kecil": {"font_size": 12, "bold": True, "num_format": INTEGER, "align": "left"},
    "kata": {**_WRAP, "bold": True, "font_size": 11, "valign": "top"},
    "mono": {"font_name": MONO, "font_size": 8, "valign": "top"},
    "contoh_isi": {**_INPUT, **_MIDDLE},
    "contoh_hitung": {**_COMPUTED, **_MIDDLE},
    "contoh_tutup": {**_BOX, **_MIDDLE, "pattern": 14, "fg_color": DARK_GREY, "bg_color": WHITE},
    "contoh_keadaan": {**_INPUT, **_MIDDLE, "italic": True},
}  # fmt: skip

_NUMBERS = ("angka", "desimal", "persen")


class Gaya:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format({**_BASE, **STYLES[name]})
        return self._made[name]

    def marked(self) -> Gaya:
        """The same looks on a ground that catches the eye, for another way of showing a cell."""
        return _Marked(self._book)

    def for_word(self, name: str) -> Any:
        """The look of a word that stands where a number could."""
        kind, _, rest = name.partition("_")
        return self[f"{kind}_keadaan"] if rest in _NUMBERS else self[name]


class _Marked(Gaya):
    """The looks of cells somebody has to look at; a thick edge tells it without the colour."""

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            looks = {**_BASE, **STYLES[name], "bg_color": MARK, "border": 2, "border_color": EDGE}
            self._made[name] = self._book.add_format({**looks, "pattern": 1})
        return self._made[name]
