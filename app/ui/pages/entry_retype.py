"""The figures of the open sheet, typed a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.grid.writing import brief
from app.ui.pages import entry_keys

if TYPE_CHECKING:
    from app.domain.ketik_ulang import Diminta
    from app.domain.nilai import Nilai
    from app.store.door import Kunci
    from app.ui.grid.retype import Retype
    from app.ui.grid.sheet import OpenSheet
    from app.ui.pages.entry import EntryPage


class Retyping:
    """Asks for the figures that money, the index or a sudden change hangs on."""

    def __init__(self, page: EntryPage) -> None:
        self._page = page

    def offer(self) -> None:
        """Begin with the figures that still wait; says so when there are none."""
        from app.exchange import ketik_ulang

        page, sheet = self._page, self._page.sheet
        if sheet is None or not page.grid.finish_editing():
            return
        if sheet.readonly:
            page.tell(Tone.WARN, t(sheet.readonly))
            return
        form = page.offered[sheet.form.kode]
        listed, waiting = ketik_ulang.of_sheet(
            page.session.office, form, sheet.wilayah, sheet.periode
        )
        if not waiting:
            key = "ketik_ulang.sudah" if listed else "ketik_ulang.tidak_ada"
            page.tell(Tone.INFO, t(key, jumlah=len(listed)))
            return
        self._show(sheet, waiting)

    def _show(self, sheet: OpenSheet, waiting: list[Diminta]) -> None:
        from app.store.door import Kunci
        from app.ui.grid.retype import Retype

        page, place = self._page, Kunci(sheet.form.kode, sheet.wilayah, str(sheet.periode))
        asking = Retype(page, t("ketik_ulang.judul", formulir=sheet.form.nama), waiting)
        asking.agreed.connect(lambda sel, nilai: self._confirm(place, sel, nilai))
        asking.corrected.connect(lambda one, nilai: self._correct(sheet, place, one, nilai))
        asking.finished.connect(lambda _result: self._end(asking))
        dialogue.present(asking, "ketik_ulang")

    def _confirm(self, place: Kunci, sel: str, nilai: int) -> None:
        from app.store import retyped

        try:
            retyped.confirm(self._page.session.office, place, {sel: nilai})
        except LontarError as error:
            self._page.tell(Tone.BAD, str(error))

    def _correct(self, sheet: OpenSheet, place: Kunci, one: Diminta, nilai: Nilai) -> None:
        from app.exchange.ketik_ulang import JENIS

        words = {"sel": one.sel.label, "baru": brief(one.sel, nilai)}
        try:
            sheet.write({one.sel.kode: nilai}, JENIS, t("ketik_ulang.label", **words))
        except LontarError as error:
            self._page.tell(Tone.BAD, str(error))
            return
        if isinstance(nilai, int):
            self._confirm(place, one.sel.kode, nilai)

    def _end(self, asking: Retype) -> None:
        page = self._page
        entry_keys.give_back(page)
        told = {"cocok": asking.agreements, "diperbaiki": asking.corrections}
        if any(told.values()):
            page.tell(Tone.GOOD, t("ketik_ulang.hasil", **told))
