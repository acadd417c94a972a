"""Nilai e-SPM: what each region reports beside what is computed, and where it is from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app import paths
from app.domain import pembanding
from app.domain.angka import format_decimal, format_index
from app.domain.pembanding import Sikap
from app.errors import LontarError
from app.exchange import nilai_espm, rekap_kata
from app.exchange.rekap_kata import short_name
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.consolidation_table import index_cell, mean_cell
from app.ui.sizes import Step
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.folding import FoldingText
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.pembanding import BarisPembanding, Pembanding, Selisih
    from app.store.dispatch import Paket
    from app.ui.pages.consolidation_figures import Recap
    from app.ui.session import Session

_LEAST = 96
_LOOKS = {
    Sikap.SAMA: ("check-circle", Tone.GOOD),
    Sikap.LUAR: ("alert", Tone.WARN),
    Sikap.SEMENTARA: ("clock", Tone.MUTED),
    Sikap.TANPA_HITUNG: ("clock", Tone.MUTED),
    Sikap.BELUM: ("", Tone.MUTED),
}


class EspmPane(Card):
    """A line for each region; below it where the figure of the current one is from.

    Signals:
        opened: the code of the region whose line was opened.
        sheet_wanted: region, form and cell in which a reported figure stands or is to be put.
    """

    opened = Signal(str)
    sheet_wanted = Signal(str, str, str)

    def __init__(self, session: Session, urusan: Mapping[str, str]) -> None:
        super().__init__()
        self._session, self._urusan = session, urusan
        self._recap: Recap | None = None
        self._came: Mapping[str, Paket] = {}
        self.found: Pembanding | None = None
        self.table = Ledger(t("espm.tabel"), _heads(urusan), sortable=True)
        self.said = FoldingText("", Step.STRONG)
        self.origin = FoldingText()
        self.meaning = Text(t("espm.arti"), Step.CAPTION, Tone.MUTED)
        self.tolerance = Selector(t("espm.toleransi"))
        for one in nilai_espm.TOLERANSI:
            points = format_decimal(Fraction(one, 100))
            words = t("espm.toleransi_pilihan", angka=points)
            self.tolerance.addItem(words, one)
            self.tolerance.setMinimumContentsLength(len(words))
        # In a narrow window the words are cut off rather than the window made wider.
        self.tolerance.setMinimumWidth(_LEAST)
        self.sheet = Button(t("espm.buka"), Kind.PLAIN, "arrow-right")
        self.enter_here = Button(t("espm.isi"), Kind.PLAIN, "note")
        self.tolerance.activated.connect(self._choose)
        self.table.activated.connect(lambda: self.opened.emit(self.table.current_code))
        self.table.selectionModel().currentRowChanged.connect(self._tell_origin)
        self.sheet.clicked.connect(self._open_sheet)
        self.enter_here.clicked.connect(self._open_own)
        self.table.sort_by(0, Qt.SortOrder.AscendingOrder)
        self._lay_out()
        self.setFocusProxy(self.table)

    def set_flat(self, *, flat: bool) -> None:
        """In a flat window the table comes first."""
        self.meaning.setVisible(not flat)
        for part in (self.said, self.origin):
            part.fold(folded=flat)

    def show_recap(self, recap: Recap) -> None:
        """Hold what was reported against these figures."""
        session, self._recap = self._session, recap
        office, reported = session.office, recap.reported
        kept = nilai_espm.tolerance(office)
        self.tolerance.setCurrentIndex(self.tolerance.findData(kept))
        self.tolerance.setEnabled(session.is_province)
        self.found = pembanding.compare(
            reported.wilayah,
            reported.rows,
            recap.values,
            nilai_espm.forms(office, recap.periode, paths.forms()),
            Fraction(kept, 100),
        )
        self._came = nilai_espm.packages(office, recap.periode, self.found)
        self.table.show_rows([self._row(one) for one in self.found.baris])
        self.said.setText(nilai_espm.summary(self.found))
        self._tell_origin()

    @property
    def current(self) -> BarisPembanding | None:
        """The region whose line the cursor is on."""
        return self.found.row(self.table.current_code) if self.found is not None else None

    def _tell_origin(self) -> None:
        row = self.current
        luar = row.seluruh.luar if row is not None else None
        self.sheet.setEnabled(luar is not None)
        self.enter_here.setEnabled(row is not None and self._session.is_province)
        if row is None:
            self.origin.setText("")
        elif luar is None:
            self.origin.setText(t("espm.asal.belum", wilayah=row.wilayah.nama))
        else:
            told = nilai_espm.origin(luar, self._came.get(row.wilayah.kode), row.catatan)
            self.origin.setText(t("espm.baris", wilayah=row.wilayah.nama, asal=told))

    def _choose(self) -> None:
        try:
            nilai_espm.choose_tolerance(self._session.office, self.tolerance.currentData())
        except LontarError as error:
            dialogue.show_error(self, error)
        if self._recap is not None:
            self.show_recap(self._recap)

    def _open_sheet(self) -> None:
        row = self.current
        if row is not None and row.seluruh.luar is not None:
            luar = row.seluruh.luar
            self.sheet_wanted.emit(luar.pada, luar.formulir, luar.sel)

    def _open_own(self) -> None:
        """The province's own sheet, at the line of this region."""
        row, recap = self.current, self._recap
        own = self._session.office.identitas.wilayah
        known = (
            nilai_espm.forms(self._session.office, recap.periode, paths.forms()) if recap else []
        )
        form = next((one for one in known if one.filled_by(own)), None)
        if row is not None and form is not None:
            self.sheet_wanted.emit(own, form.kode, pembanding.place_for(row.wilayah.kode))

    # --- Making it

    def _row(self, one: BarisPembanding) -> Row:
        assert self.found is not None
        both, points = one.seluruh, self.found.toleransi
        sikap = both.sikap(points)
        icon, tone = _LOOKS[sikap]
        seen = nilai_espm.day_of(both.luar) if both.luar is not None else ""
        state = Cell(t(f"espm.sikap.{sikap.value}"), sikap.value, icon, tone)
        cells = [
            Cell(one.wilayah.singkat, one.wilayah.kode, note=one.wilayah.nama),
            index_cell(both.dihitung),
            _reported(both),
            _points(both, points),
            state._replace(muted=not icon),
            Cell(
                seen or t("konsolidasi.kosong"),
                both.luar.tanggal if both.luar else None,
                muted=not seen,
            ),
        ]
        parts = [
            _points(one.urusan[kode], points) if kode in one.urusan else mean_cell(None)
            for kode in self._urusan
        ]
        return Row(one.wilayah.kode, [*cells, *parts])

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setContentsMargins(sizes.S, 0, sizes.S, 0)
            row.setSpacing(sizes.S)
        above.addWidget(self.said, 1)
        above.addWidget(self.tolerance)
        below.addWidget(self.origin, 1)
        below.addWidget(self.sheet)
        below.addWidget(self.enter_here)
        self.meaning.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self.body.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.S)
        self.body.setSpacing(sizes.XS)
        self.body.addLayout(above)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self.body.addWidget(self.meaning)


def _heads(urusan: Mapping[str, str]) -> list[Head]:
    figure = "100,00*"
    own = [
        Head(t(f"espm.kolom.{name}"), figure, right=True)
        for name in ("dihitung", "espm", "selisih")
    ]
    return [
        Head(t("konsolidasi.kolom.wilayah"), "Manggarai Barat"),
        *own,
        Head(t("espm.kolom.sikap"), f"    {t('espm.sikap.sementara')}"),
        Head(t("espm.kolom.tanggal"), "20 September 2026"),
        *(
            Head(short_name(nama), "+10,00", right=True, tip=t("espm.kolom.urusan", urusan=nama))
            for nama in urusan.values()
        ),
    ]


def _reported(both: Selisih) -> Cell:
    if both.luar is None:
        return mean_cell(None)
    shown = Cell(format_index(both.luar.angka), both.luar.angka)
    return shown._replace(note=t(f"espm.dari.{both.luar.dari}"))


def _points(both: Selisih, toleransi: Fraction) -> Cell:
    change = both.titik
    if change is None:
        return mean_cell(None)
    far = both.sikap(toleransi) is Sikap.LUAR
    return Cell(rekap_kata.signed(change), change, strong=far, muted=not far)
