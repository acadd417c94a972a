"""Rows of a register: put in, taken away, copied; rows and columns sifted for the eye."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain import register
from app.errors import LontarError
from app.teks import t
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.formulir import Tabel
    from app.ui.grid.model import TableModel
    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.stack import SheetGrid


class Rows:
    """Commands on the rows under the selection; each says what it did, or why it did nothing."""

    def __init__(self, grid: SheetGrid) -> None:
        self._grid = grid

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the keys and the menu call, by the names in the catalogue."""
        return {
            "baris.kunci.sisip": self.insert,
            "baris.kunci.salin": self.copy,
            "baris.kunci.hapus": self.delete,
            "baris.kunci.urut_naik": partial(self.sort, down=False),
            "baris.kunci.urut_turun": partial(self.sort, down=True),
            "baris.kunci.saring": self.sift,
            "baris.kunci.semua": self.show_all,
            "isian.kunci.rincian": self.toggle_details,
        }

    # --- Changing

    def insert(self) -> None:
        """Put an empty row above the one under the cursor."""
        found = self._changeable()
        if found is None:
            return
        sheet, tabel, model, here = found
        if not here:
            self._say(Tone.INFO, t("baris.sudah_kosong"))
            return
        new = sheet.new_ids(1)
        cells = register.place_before(tabel, new, here[0], sheet.values)
        if self._write(sheet, cells, "baris_sisip", t("baris.tindakan.sisip", tabel=tabel.judul)):
            self._grid.go_to(f"{model.tabel.kode}.{new[0]}.{model.tabel.kolom[0].kode}")

    def delete(self) -> None:
        """Take the selected rows away, with what tables that follow say about them."""
        found = self._changeable()
        if found is None:
            return
        sheet, tabel, _, here = found
        cells = register.delete(sheet.form, tabel.kode, here, sheet.values)
        if not cells:
            self._say(Tone.INFO, t("baris.tidak_ada"))
            return
        label = t("baris.tindakan.hapus", jumlah=len(here), tabel=tabel.judul)
        if self._write(sheet, cells, "baris_hapus", label):
            self._say(Tone.GOOD, t("baris.dihapus", jumlah=len(here)))

    def copy(self) -> None:
        """Put copies of the selected rows right below them."""
        found = self._changeable()
        if found is None:
            return
        sheet, tabel, model, here = found
        if not here:
            self._say(Tone.INFO, t("baris.tidak_ada"))
            return
        new = sheet.new_ids(len(here))
        order = register.rows_of(tabel, sheet.values)
        after = order[order.index(here[-1]) + 1 :]
        cells = register.copy_of(tabel, here, new, sheet.values)
        cells |= register.place_before(tabel, new, after[0] if after else None, sheet.values)
        label = t("baris.tindakan.salin", jumlah=len(here), tabel=tabel.judul)
        if self._write(sheet, cells, "baris_salin", label):
            self._grid.go_to(f"{model.tabel.kode}.{new[0]}.{model.tabel.kolom[0].kode}")

    # --- Looking

    def sort(self, *, down: bool) -> None:
        """Order the rows by the column under the cursor; nothing is stored."""
        model, sel = self._grid.view.table, self._grid.current
        if self._looks_at_register() and sel is not None and self._grid.finish_editing():
            model.sort_rows(sel.kolom.kode, down=down)
            # What comes first is what somebody who sorts wants to see.
            first = next((row.kode for row in model.rows if not isinstance(row, str)), "")
            self._seen(f"{model.tabel.kode}.{first}.{sel.kolom.kode}" if first else "")
            key = "baris.urut_turun" if down else "baris.urut_naik"
            self._say(Tone.INFO, t(key, kolom=sel.kolom.label))

    def sift(self) -> None:
        """Show only the rows that have in this column what the cell under the cursor shows."""
        model, sel = self._grid.view.table, self._grid.current
        if self._looks_at_register() and sel is not None and self._grid.finish_editing():
            shown, every = model.sift_rows(sel)
            self._seen(sel.kode)
            word = model.sheet.look(sel.kode).text or t("baris.kosong")
            data = {"kolom": sel.kolom.label, "isi": word, "tampak": shown, "semua": every}
            self._say(Tone.INFO, t("baris.disaring", **data))

    def show_all(self) -> None:
        """Every row again, in the order they are kept in."""
        sel = self._grid.current
        if self._looks_at_register() and self._grid.finish_editing():
            self._grid.view.table.show_all_rows()
            self._seen(sel.kode if sel else "")
            self._say(Tone.INFO, t("baris.semua"))

    # --- Fine breakdowns

    def toggle_details(self) -> None:
        """Show or hide kinds of disability and age bands."""
        self._grid.set_folded(folded=False, detailed=not self._grid.detailed)

    def reveal(self, cells: frozenset[str]) -> None:
        """What has just been written is never hidden with its column."""
        grid, sheet = self._grid, self._grid.sheet
        if sheet is None or grid.folded or grid.detailed:
            return
        brief = {
            (tabel.kode, kolom.kode)
            for tabel in sheet.form.tabel
            for kolom in tabel.kolom
            if kolom.ringkas
        }
        if brief and any(
            _column(kode) in brief and sheet.nilai(kode) is not None for kode in cells
        ):
            grid.set_folded(folded=False)

    # --- Inside

    def _looks_at_register(self) -> bool:
        if self._grid.sheet is not None and self._grid.view.table.tabel.register:
            return True
        self._say(Tone.INFO, t("baris.bukan_register"))
        return False

    def _changeable(self) -> tuple[OpenSheet, Tabel, TableModel, list[str]] | None:
        """The sheet, the table that keeps the rows, the one under the cursor, the rows selected.

        Only rows that hold something count as selected.
        """
        sheet = self._grid.sheet
        if sheet is None or not self._grid.finish_editing() or not self._looks_at_register():
            return None
        if sheet.readonly:
            self._say(Tone.WARN, t(sheet.readonly))
            return None
        model = self._grid.view.table
        tabel = sheet.form.tables[model.tabel.ikut or model.tabel.kode]
        kept = register.rows_of(tabel, sheet.values)
        picked = {row[0].baris.kode for row in self._grid.view.chosen_cells()}
        return sheet, tabel, model, [baris for baris in kept if baris in picked]

    def _write(self, sheet: OpenSheet, cells: register.Cells, jenis: str, label: str) -> bool:
        try:
            sheet.write(cells, jenis, label)
        except LontarError as error:
            self._say(Tone.BAD, str(error))
            return False
        return True

    def _seen(self, sel: str) -> None:
        self._grid.rows_changed()
        if sel and self._grid.view.table.place(sel) is not None:
            self._grid.go_to(sel)

    def _say(self, tone: Tone, sentence: str) -> None:
        self._grid.noticed.emit(tone, sentence)


def _column(sel: str) -> tuple[str, str]:
    """Table and column of a cell."""
    return sel.partition(".")[0], sel.rpartition(".")[2]
