"""The sheet `Hitung ulang`: every figure worked out again by formulas an auditor can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.rekap_hitung import (
    KOSONG,
    LEVELS,
    Isi,
    Line,
    Places,
    Plan,
    counted,
    difference_formula,
    input_formula,
    result_formula,
)
from app.exchange.rekap_kertas import ACCENT, MUTED, RULE, Book, Sheet
from app.exchange.ukur_teks import height
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.exchange.rekap_hitung import DataKey

NAME = "Hitung ulang"
_ATAS, _BAWAH, _HASIL, _PROGRAM, _SELISIH = 5, 6, 7, 8, 9
_COLUMNS = (
    "tingkat", "wilayah", "formulir", "kode", "uraian",
    "atas", "bawah", "hasil", "program", "selisih",
)  # fmt: skip
_CHOICES_ROW = 4
_LABEL, _LEAST, _SIZE = 62, 15.0, 10
_BOX = {"border": 1, "border_color": RULE}
_EXACT = {**_BOX, "num_format": "0.00", "align": "right"}
_INPUT = {**_BOX, "num_format": "#,##0.######"}
# Services stay visible; what they are made of unfolds.
_FOLDED_FROM = LEVELS.index("bagian")


def recomputation(
    book: Book,
    plan: Plan,
    results: Sequence[Isi],
    data: Mapping[DataKey, Isi],
    addresses: Mapping[DataKey, str],
    *,
    kaki: str,
) -> None:
    """Write the plan as formulas, each with the result worked out beforehand.

    `kaki` stands at the foot of every printed page.
    """
    sheet = book.sheet(NAME, kaki)
    sheet.put(0, 0, t("rekap.ulang.judul"), bold=True, font_size=14, font_color=ACCENT)
    for number, key in enumerate(("penjelasan", "lipat")):
        sheet.put(1 + number, 0, t(f"rekap.ulang.{key}"), font_color=MUTED)
    at = _choices(sheet, plan, addresses)
    _verdict(sheet, plan, at)
    sheet.header(at.first_row - 2, [t(f"rekap.ulang.kolom.{name}") for name in _COLUMNS])
    sheet.raw.set_row(at.first_row - 2, 32)
    for place, line in enumerate(plan.lines):
        _line(sheet, plan, place, results[place], at)
        _inputs(sheet, line, at.first_row - 1 + place, data, at)
    sheet.raw.autofilter(at.first_row - 2, 0, at.first_row - 2 + len(plan.lines), _SELISIH)
    sheet.raw.outline_settings(symbols_below=False)
    sheet.widths(11, 9, 10, 10, _LABEL, 14, 14, 15, 15, 10)
    sheet.raw.freeze_panes(at.first_row - 1, 5)
    sheet.raw.repeat_rows(at.first_row - 2)
    _print_one_region(book, sheet, plan, at)


def _print_one_region(book: Book, sheet: Sheet, plan: Plan, at: Places) -> None:
    """On paper the choices and the first region show how it is worked out; the rest unfolds."""
    regions = [place for place, line in enumerate(plan.lines) if line.tingkat == "wilayah"]
    if len(regions) > 1:
        above, every = at.first_row - 2 + regions[1], at.first_row - 2 + len(plan.lines)
        book.print_until(sheet, above, _SELISIH, every)


def _choices(sheet: Sheet, plan: Plan, addresses: Mapping[DataKey, str]) -> Places:
    """The choices of the metode, in cells that the formulas read."""
    metode = plan.metode
    choices: dict[str, Isi] = {"kebijakan": metode.kebutuhan_nol, "batas": metode.batas}
    choices |= {f"bobot.{kode}": bobot for kode, bobot in metode.bobot.items()}
    cells: dict[str, str] = {}
    for number, (name, isi) in enumerate(choices.items()):
        row = _CHOICES_ROW + number
        label, _, kode = name.partition(".")
        sheet.put(row, 0, t(f"rekap.ulang.{label}", kode=kode))
        sheet.put(row, 4, isi, bold=True, align="left", **_BOX)
        cells[name] = f"$E${row + 1}"
    return Places(
        kebijakan=cells["kebijakan"],
        batas=cells["batas"],
        bobot={kode: cells[f"bobot.{kode}"] for kode in metode.bobot},
        data=addresses,
        atas="F",
        bawah="G",
        hasil="H",
        program="I",
        first_row=_CHOICES_ROW + len(choices) + 5,
    )


def _verdict(sheet: Sheet, plan: Plan, at: Places) -> None:
    """Above the table: how many lines differ, so that nobody has to scroll to find out."""
    row = at.first_row - 4
    area = f"J{at.first_row}:J{at.first_row + len(plan.lines) - 1}"
    sheet.put(row, 0, t("rekap.ulang.berbeda"), bold=True)
    sheet.formula(row, 4, f'=COUNTIFS({area},"<>0")', 0, bold=True, align="left", **_BOX)


def _line(sheet: Sheet, plan: Plan, place: int, isi: Isi, at: Places) -> None:
    line, row = plan.lines[place], at.first_row - 1 + place
    level = LEVELS.index(line.tingkat)
    look = {"bold": level < LEVELS.index("layanan")}
    texts = (t(f"rekap.ulang.tingkat.{line.tingkat}"), line.wilayah, line.formulir, line.kode)
    for column, teks in enumerate(texts):
        sheet.put(row, column, teks, **_BOX, **look)
    sheet.put(row, len(texts), line.label, indent=level, text_wrap=True, **_BOX, **look)
    sheet.formula(row, _HASIL, result_formula(plan, place, at), isi, **_EXACT, **look)
    sheet.put(row, _PROGRAM, line.program, **_EXACT, **look)
    sheet.formula(row, _SELISIH, difference_formula(at, place), 0, **_BOX)
    folded = level >= _FOLDED_FROM
    opens = level == _FOLDED_FROM - 1
    high = max(_LEAST, height(line.label, _LABEL - 2 * level - 1, _SIZE))
    sheet.raw.set_row(row, high, None, {"level": level, "hidden": folded, "collapsed": opens})


def _inputs(sheet: Sheet, line: Line, row: int, data: Mapping[DataKey, Isi], at: Places) -> None:
    for column in (_ATAS, _BAWAH)[len(line.masukan) :]:
        sheet.put(row, column, None, **_BOX)
    for column, key in zip((_ATAS, _BAWAH), line.masukan, strict=False):
        isi = counted(data.get(key, KOSONG))
        sheet.formula(row, column, input_formula(at.data[key]), isi, **_INPUT)
