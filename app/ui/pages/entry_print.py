"""Everything a page can print, offered in one list and saved where the person says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.pages import entry_keys

if TYPE_CHECKING:
    from app.exchange.keluaran_cetak import Cetakan
    from app.exchange.tawaran_cetak import Tawaran
    from app.ui.grid.sheet import OpenSheet
    from app.ui.pages.entry import EntryPage

_ENDINGS = {"tabel": ".xlsx", "grafik": ".png"}


@cache
def prints(bagian: str) -> bool:
    """Whether anything of a part of the work can be printed."""
    from app.exchange import tawaran_cetak

    return tawaran_cetak.known(bagian)


def offer(page: EntryPage) -> None:
    """Show what can be printed now, that of the open form first in hand; say so if nothing can."""
    from app.exchange import keluaran_cetak, tawaran_cetak
    from app.ui.pages.entry_print_list import PrintList

    sheet = page.sheet
    if sheet is None or not page.grid.finish_editing():
        return
    if not prints(sheet.form.bagian):
        page.tell(Tone.INFO, t("cetak.tanpa_keluaran"))
        return
    office = page.session.office
    found = tawaran_cetak.offers(office, sheet.periode, sheet.wilayah, sheet.form.bagian)
    if not found:
        page.tell(Tone.INFO, t("cetak.belum_ada_isi", periode=sheet.periode.judul))
        return
    own = next(iter(keluaran_cetak.of_form(sheet.form.kode)), "")
    choice = PrintList(page, sheet.periode, found, own)
    choice.chosen.connect(lambda one: _save(page, sheet, one))
    choice.finished.connect(lambda _result: entry_keys.give_back(page))
    dialogue.present(choice, "cetak")


def _save(page: EntryPage, sheet: OpenSheet, one: Tawaran) -> None:
    """Ask where to, write the output or the chart, and say so."""
    name = f"{one.kode}-{sheet.wilayah}-{sheet.periode}{_ENDINGS[one.jenis]}"
    kinds = t(f"cetak.jenis_berkas.{one.jenis}")
    target = dialogue.save_file(page, t("cetak.simpan", nama=one.nama), Path.home() / name, kinds)
    if target is None:
        return
    try:
        (_chart if one.jenis == "grafik" else _tables)(page, sheet, one, target)
    except LontarError as error:
        page.tell(Tone.BAD, str(error))
        return
    page.tell(Tone.GOOD, t(f"cetak.disimpan.{one.jenis}", berkas=target, jumlah=one.isi))


def _chart(page: EntryPage, sheet: OpenSheet, one: Tawaran, target: Path) -> None:
    from app.exchange import grafik_makro, tanda_air
    from app.ui.charts import makro

    year = sheet.periode.tahunan
    office = page.session.office
    isi = grafik_makro.gather(office, one.kode, sheet.wilayah, year)
    makro.save(isi, target, tanda_air.of_office(office))


def _tables(page: EntryPage, sheet: OpenSheet, one: Tawaran, target: Path) -> None:
    from app.exchange import keluaran_cetak

    office = page.session.office
    save(keluaran_cetak.make(office, one.kode, sheet.periode, sheet.wilayah), target)


def save(made: Cetakan, target: Path) -> None:
    """Write an output; the end of the file's name decides how.

    Raises:
        LontarError: the written file reads differently, or the disk refuses.

    """
    from app.exchange import keluaran_cetak
    from app.ui import paper

    if target.suffix.casefold() == keluaran_cetak.PDF:
        paper.print_output(made, target)
    else:
        keluaran_cetak.save(made, target)
