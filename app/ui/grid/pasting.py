"""From the clipboard into the sheet: one clear cell at once, everything else through a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QGuiApplication

from app.domain.angka import format_number
from app.domain.tempel import Nasib, Rencana, plan
from app.domain.tempel_blok import BlockTooLargeError, Blok, block_of_html, block_of_text
from app.domain.tempel_peta import Pemetaan, proposals
from app.exchange import aksara_kata
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.grid import paste_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.stack import SheetGrid

MOST_CELLS = 20_000
_REFUSED_SHOWN = 6

Chosen = list[list["Sel"]]


def clipboard_block() -> Blok | None:
    """What was copied, from its text or, when there is none, from its HTML.

    Raises:
        BlockTooLargeError: it has more cells than any form.

    """
    clipboard = QGuiApplication.clipboard()
    plain = clipboard.text()
    if plain:
        return block_of_text(plain)
    # Qt answers with nothing at all for an empty clipboard, whatever its types say.
    found = cast("QMimeData | None", clipboard.mimeData())
    return block_of_html(found.html()) if found is not None and found.hasHtml() else None


class Pasting:
    """Pastes into the grid; `do` runs one gesture and tells whether it was done."""

    def __init__(
        self,
        grid: SheetGrid,
        do: Callable[[Callable[[OpenSheet], None]], bool],
        say: Callable[[Tone, str], None],
    ) -> None:
        self._grid = grid
        self._do = do
        self._say = say

    def paste(self, chosen: Chosen) -> None:
        """Paste at the selected cells."""
        sheet = self._grid.sheet
        try:
            blok = clipboard_block()
        except BlockTooLargeError as found:
            self._say_too_large(found.baris, found.kolom)
            return
        if blok is None or sheet is None or not chosen:
            return
        if sheet.readonly:
            self._say(Tone.WARN, t(sheet.readonly))
        elif not self._grid.finish_editing():
            return
        elif len(blok.baris) * blok.lebar > MOST_CELLS:
            self._say_too_large(len(blok.baris), blok.lebar)
        elif blok.tunggal:
            self._paste_one(sheet, blok, chosen)
        else:
            first = chosen[0][0]
            self._make_room(first, len(blok.baris))
            start = (first.baris.kode, first.kolom.kode)
            names = sheet.former_names
            offered = proposals(sheet.form, first.tabel.kode, start, blok, names)
            self._preview(sheet, blok, offered)

    def _say_too_large(self, rows: int, columns: int) -> None:
        size = {"baris": rows, "kolom": columns, "batas": MOST_CELLS}
        self._say(Tone.BAD, t("tempel.terlalu_besar", **size))

    def _make_room(self, first: Sel, rows: int) -> None:
        """A register offers as many empty rows as the block needs."""
        table = self._grid.view.table
        place = table.place(first.kode)
        if place is not None:
            table.make_room(place[0], rows)

    def _paste_one(self, sheet: OpenSheet, blok: Blok, chosen: Chosen) -> None:
        """One text fills the selection; it is shown first when it asks or replaces several."""
        text, first = blok.baris[0][0], chosen[0]
        repeated = Blok(((text,) * len(first),) * len(chosen))
        rows = tuple(row[0].baris.kode for row in chosen)
        columns = tuple(sel.kolom.kode for sel in first)
        peta = Pemetaan(first[0].tabel.kode, "posisi", rows, columns)
        found = plan(sheet.form, sheet.values, repeated, peta)
        lots = found.jumlah
        if lots[Nasib.TANYA] or (lots[Nasib.GANTI] and len(found.butir) > 1):
            self._preview(sheet, repeated, [peta])
        elif lots[Nasib.TOLAK]:
            self._say(Tone.BAD, _refusal(found))
        else:
            self._write(sheet, found, peta)

    def _preview(self, sheet: OpenSheet, blok: Blok, offered: list[Pemetaan]) -> None:
        from app.ui.grid.paste_preview import PastePreview

        preview = PastePreview(self._grid, sheet, blok, offered)
        preview.decided.connect(lambda found, peta: self._write(sheet, found, peta))
        preview.rejected.connect(lambda: self._say(Tone.INFO, t("tempel.dibatalkan")))
        preview.finished.connect(self._back)
        dialogue.present(preview, "tempel")

    def _back(self) -> None:
        """The keys go to the sheet again; not every system hands them back by itself."""
        self._grid.window().activateWindow()
        self._grid.take_focus()

    def _write(self, sheet: OpenSheet, found: Rencana, peta: Pemetaan) -> None:
        tabel = sheet.form.tables[peta.tabel].judul
        cells = found.cells
        label = t("isian.tindakan.tempel", jumlah=len(cells), tabel=tabel)

        def write(sheet: OpenSheet) -> None:
            sheet.write(cells, "tempel", label)

        if not cells or self._do(write):
            self._tell(sheet, found)

    def _tell(self, sheet: OpenSheet, found: Rencana) -> None:
        cells, lots = found.cells, found.jumlah
        if not cells:
            said = "tempel.tanpa_beda" if lots[Nasib.SAMA] else "isian.tempel_kosong"
            self._say(Tone.WARN, t(said))
            return
        if self._grid.folded and any(sheet.form.cells[sel].kolom.lipat for sel in cells):
            self._grid.set_folded(folded=False)
        left = lots[Nasib.TOLAK] + lots[Nasib.TANYA]
        many = format_number(len(cells))
        if left:
            said = t("tempel.ditempel_sisa", jumlah=many, sisa=format_number(left))
        elif lots[Nasib.LEWATI]:
            past = format_number(lots[Nasib.LEWATI])
            said = t("isian.ditempel_dilewati", jumlah=many, dilewati=past)
        else:
            said = t("isian.ditempel", jumlah=many)
        told = " ".join(filter(None, (said, aksara_kata.said(found.rapi))))
        self._say(Tone.WARN if left else Tone.GOOD, told)


def _refusal(found: Rencana) -> str:
    refused = [one for one in found.butir if one.nasib is Nasib.TOLAK]
    lines = [t("isian.tempel_ditolak", jumlah=len(refused))]
    lines += [
        f"{paste_words.target(one)}: {paste_words.reason(one)}" for one in refused[:_REFUSED_SHOWN]
    ]
    if len(refused) > _REFUSED_SHOWN:
        lines.append(t("isian.dan_lainnya", jumlah=len(refused) - _REFUSED_SHOWN))
    return "\n".join(lines)
