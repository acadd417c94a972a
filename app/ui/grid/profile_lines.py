"""What goes where between a table of another system and a form, line by line, by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from app.domain import kata
from app.domain.profil import SCALES
from app.teks import t
from app.ui import dialogue
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.grid import target_menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from app.domain.kolom import Kolom
    from app.ui.grid.profile_draft import Draft
    from app.ui.grid.target_menu import Choice

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_OPENING = {*ENTER, Qt.Key.Key_F2, Qt.Key.Key_Space}
_COLUMN, _FIXED, _SUM, _ROW = "k", "t", "j", "b"


class ProfileLines(Ledger):
    """The columns of the file, then what every row gets, or which row goes where.

    Signals:
        changed: another `Draft` was made by hand.

    """

    changed = Signal(object)

    def __init__(self) -> None:
        heads = [
            Head(t("profil.kolom.berkas"), "Persentase penduduk miskin", ends=True, grow=True),
            Head(t("profil.kolom.contoh"), "Amabi Oefeto; Amarasi"),
            Head(t("profil.kolom.ke"), "Penduduk miskin yang berhak", grow=True),
            Head(t("profil.kolom.kali"), t("profil.kali.1000000000")),
        ]
        super().__init__(t("profil.pencocokan"), heads)
        self.setAccessibleDescription(t("profil.cara"))
        self.activated.connect(lambda _index: self.open_menu())

    def show_draft(self, draft: Draft) -> None:
        """Show where everything goes now."""
        self._draft = draft
        rows = [self._column(place) for place in draft.judul.kolom]
        rows += [self._fixed(one) for one in draft.fixed]
        if draft.names:
            rows.append(self._sum())
            rows += [self._row(number, name) for number, name in enumerate(draft.names)]
        self.show_rows(rows)

    # --- Lines

    def _column(self, place: int) -> Row:
        draft, one = self._draft, self._draft.kolom.get(place)
        sample = draft.sample(place)
        label = t("profil.tidak_diambil") if one is None else draft.offered[one.ke]
        figures = one is not None and not draft.keeps_words(one.ke)
        kali = t(f"profil.kali.{one.kali}") if one is not None and figures else ""
        title = draft.judul.kolom[place]
        return Row(
            f"{_COLUMN}{place}",
            [
                Cell(title, note=title),
                Cell(sample, muted=True, note=sample),
                _target(label, taken=one is not None),
                Cell(kali, muted=one is not None and one.kali == 1, strong="0" in kali),
            ],
        )

    def _fixed(self, kolom: Kolom) -> Row:
        teks = self._draft.tetap.get(kolom.kode, "")
        said = t("profil.tetap_wajib" if kolom.wajib else "profil.tetap", kolom=kolom.label)
        shown = teks or t("profil.tetap_kosong")
        wanting = kolom.wajib and not teks
        cell = (
            Cell(shown, icon="alert", tone=Tone.WARN)
            if wanting
            else _target(shown, taken=bool(teks))
        )
        return Row(
            f"{_FIXED}{kolom.kode}",
            [Cell(said, note=said), Cell(t("profil.setiap_baris"), muted=True), cell, Cell("")],
        )

    def _sum(self) -> Row:
        draft = self._draft
        label = dict(self._row_choices())[draft.jumlahkan or None]
        shown = label if draft.jumlahkan else t("profil.jumlahkan_tidak")
        names = t("profil.semua_baris")
        return Row(
            _SUM,
            [
                Cell(names, strong=True, note=names),
                Cell(""),
                _target(shown, taken=bool(draft.jumlahkan)),
                Cell(""),
            ],
        )

    def _row(self, number: int, name: str) -> Row:
        draft = self._draft
        said = t("profil.baris", nama=name)
        if draft.jumlahkan:
            cell = Cell(t("profil.ikut_jumlah"), muted=True)
        else:
            known = draft.baris.get(name) or _same(draft, name)
            label = dict(self._row_choices())[known]
            cell = _target(label, taken=known is not None)
        return Row(f"{_ROW}{number}", [Cell(said, note=said), Cell(""), cell, Cell("")])

    # --- Choosing

    def _row_choices(self) -> list[Choice]:
        rows = [(one.kode, one.label) for one in self._draft.tabel.baris]
        return [(None, t("profil.tidak_diambil")), *rows]

    def _column_choices(self) -> list[Choice]:
        return [(None, t("profil.tidak_diambil")), *self._draft.offered.items()]

    def _here(self) -> tuple[list[Choice], str | None, Callable[[str | None], Draft]] | None:
        """The choices of the line under the cursor, the one that holds, and what choosing makes."""
        draft, kind, rest = self._draft, self.current_code[:1], self.current_code[1:]
        if kind == _COLUMN:
            place = int(rest)
            one = draft.kolom.get(place)
            now = one.ke if one else None
            return self._column_choices(), now, lambda ke: draft.with_column(place, ke)
        if kind == _FIXED:
            listed = kata.choices(draft.tabel.columns_by_code[rest])
            said: list[Choice] = [(None, t("profil.tetap_kosong"))]
            said += [(label, label) for label in listed.values()]
            now = draft.tetap.get(rest)
            return said, now, lambda teks: draft.with_fixed(rest, teks or "")
        if kind == _SUM:
            return self._row_choices(), draft.jumlahkan or None, draft.with_sum
        if kind == _ROW and not draft.jumlahkan:
            name = draft.names[int(rest)]
            now = draft.baris.get(name) or _same(draft, name)
            return self._row_choices(), now, lambda ke: draft.with_row(name, ke)
        return None

    def open_menu(self) -> None:
        """Offer every target of the line; an entry without a list is typed."""
        here = self._here()
        if here is None:
            return
        choices, now, make = here
        if self.current_code.startswith(_FIXED) and len(choices) == 1:
            self._type(self.current_code[1:])
            return
        menu = QMenu(self)
        target_menu.offer(menu, choices, now, lambda chosen: self.changed.emit(make(chosen)))
        if self.current_code.startswith(_COLUMN) and now and not self._draft.keeps_words(now):
            self._offer_scales(menu, int(self.current_code[1:]))
        target_menu.pop_up(menu, self)

    def _offer_scales(self, menu: QMenu, place: int) -> None:
        menu.addSeparator()
        draft = self._draft
        listed = [(str(kali), t(f"profil.kali_pilih.{kali}")) for kali in SCALES]
        now = str(draft.kolom[place].kali)
        make = draft.with_scale
        target_menu.offer(
            menu, listed, now, lambda kali: self.changed.emit(make(place, int(kali or 1)))
        )

    def _type(self, kode: str) -> None:
        draft = self._draft
        question = t("profil.tetap_tanya", kolom=draft.tabel.columns_by_code[kode].label)
        said = dialogue.ask_text(self.window(), question, draft.tetap.get(kode, ""))
        if said is not None:
            self.changed.emit(draft.with_fixed(kode, said))

    def _shift(self, step: int) -> None:
        here = self._here()
        if here is None:
            return
        choices, now, make = here
        codes = [kode for kode, _ in choices]
        place = (codes.index(now) if now in codes else 0) + step
        if 0 <= place < len(codes):
            self.changed.emit(make(codes[place]))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right shift the target; Enter, F2 and Space offer all of them."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.current_code:
            self._shift(step)
        elif event.key() in _OPENING and not event.modifiers():
            self.open_menu()
        else:
            super().keyPressEvent(event)


def _target(label: str, *, taken: bool) -> Cell:
    if taken:
        return Cell(label, icon="check", tone=Tone.GOOD, note=label)
    return Cell(label, muted=True)


def _same(draft: Draft, name: str) -> str | None:
    """The row of the form that is called exactly like a row of the file."""
    from app.domain.tempel_peta import alike

    return next((one.kode for one in draft.tabel.baris if alike(name, one.label) == 1), None)
