"""The open form's printed table saved as Excel or PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone

if TYPE_CHECKING:
    from app.exchange.keluaran_cetak import Cetakan
    from app.ui.pages.entry import EntryPage


@cache
def outputs(kode: str) -> list[str]:
    """The outputs a form has a table in, its own one first."""
    from app.exchange import keluaran_cetak

    return keluaran_cetak.of_form(kode)


def offer(page: EntryPage) -> Path | None:
    """Ask where to, write the table, and say so; None when nothing was written."""
    from app.exchange import keluaran_cetak

    sheet = page.sheet
    if sheet is None or not page.grid.finish_editing():
        return None
    codes = outputs(sheet.form.kode)
    if not codes:
        page.tell(Tone.INFO, t("cetak.tanpa_keluaran"))
        return None
    name = f"{codes[0]}-{sheet.wilayah}-{sheet.periode.tahun}.xlsx"
    kinds = t("cetak.jenis_berkas")
    target = dialogue.save_file(page, t("cetak.simpan"), Path.home() / name, kinds)
    if target is None:
        return None
    try:
        office = page.session.office
        made = keluaran_cetak.make(office, codes[0], sheet.periode, sheet.wilayah)
        save(made, target)
    except LontarError as error:
        page.tell(Tone.BAD, str(error))
        return None
    page.tell(Tone.GOOD, t("cetak.disimpan", berkas=target, baris=made.baris))
    return target


def save(made: Cetakan, target: Path) -> None:
    """Write an output; the end of the file's name decides how.

    Raises:
        LontarError: the written file reads differently, or the disk refuses.

    """
    from app.exchange import keluaran_cetak
    from app.ui import paper

    if target.suffix.casefold() == keluaran_cetak.PDF:
        paper.print_html(keluaran_cetak.page(made), target, made.sampul.judul, wide=True)
    else:
        keluaran_cetak.save(made, target)
