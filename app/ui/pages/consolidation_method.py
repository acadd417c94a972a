"""Bila metode lain: what another choice would do to every region, before anything is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain import andai
from app.domain.metode_terbit import BATAS
from app.exchange import rekap_kata
from app.store import pilihan_metode
from app.store.pilihan_metode import Pilihan
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.consolidation_table import index_cell, mean_cell
from app.ui.sizes import Step
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.folding import FoldingText
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from fractions import Fraction

    from app.domain.andai import Akibat, Andai
    from app.domain.peringkat import Peringkat
    from app.ui.pages.consolidation_figures import Recap
    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar

_LEAST = 96
_CHOICES: tuple[tuple[str, tuple[str | int, ...]], ...] = (
    ("kebutuhan_nol", pilihan_metode.PILIHAN),
    ("batas", BATAS),
    ("daerah", pilihan_metode.DAERAH),
)


class MethodPane(Card):
    """Three choices above, all regions before and after below; nothing is kept until Pilih.

    Signals:
        opened: the code of the region whose line was opened.
    """

    opened = Signal(str)

    def __init__(self, session: Session, messages: MessageBar) -> None:
        super().__init__()
        self._session, self._messages = session, messages
        self._recap: Recap | None = None
        self.andai: Andai | None = None
        self._turn = 0
        self.choices = {name: self._selector(name, values) for name, values in _CHOICES}
        self.table = Ledger(t("konsolidasi.metode.tabel"), _heads(), sortable=True)
        self.said = FoldingText("", Step.STRONG)
        self.choose = Button(t("konsolidasi.metode.pilih"), Kind.PRIMARY, "check")
        self.choose.setEnabled(False)
        self.choose.clicked.connect(self._choose)
        self.table.activated.connect(self._open)
        self.table.sort_by(0, Qt.SortOrder.AscendingOrder)
        self._lay_out()
        self.setFocusProxy(self.choices["kebutuhan_nol"])

    def set_flat(self, *, flat: bool) -> None:
        """In a flat window the table comes first."""
        self.said.fold(folded=flat)

    def show_recap(self, recap: Recap) -> None:
        """Compare with other figures, or another method in force: the choices begin there."""
        other = self._recap is None or self._recap.known.metode != recap.known.metode
        self._recap = recap
        if other:
            now = pilihan_metode.of_method(recap.known.metode)
            for name, one in now._asdict().items():
                self.choices[name].setCurrentIndex(self.choices[name].findData(one))
        self._compare()

    @property
    def wanted(self) -> Pilihan:
        """What the three choices say."""
        return Pilihan(**{name: one.currentData() for name, one in self.choices.items()})

    def _compare(self) -> None:
        recap = self._recap
        if recap is None:
            return
        other = pilihan_metode.with_choice(recap.known.metode, self.wanted)
        self._turn += 1
        turn = self._turn
        # Until it is known what it does, no method can be chosen: neither this nor the one before.
        self.choose.setEnabled(False)
        self.said.setText(t("konsolidasi.metode.menghitung"))
        background.run(
            self,
            lambda _progress: andai.compare(recap.reported, other),
            done=lambda found: self._show(found, turn),
            failed=lambda error: dialogue.show_failure(self, error),
        )

    def _show(self, found: Andai, turn: int) -> None:
        if turn != self._turn:
            return
        self.andai = found
        self.table.show_rows([*map(_row, found.wilayah), *_groups(found)])
        self.said.setText(rekap_kata.what_if_told(found))
        self.choose.setEnabled(found.dulu != found.nanti and self._session.is_province)

    def _choose(self) -> None:
        found = self.andai
        if found is None:
            return
        question = t("konsolidasi.metode.tanya", akibat=rekap_kata.what_if_told(found))
        if dialogue.ask(self, question, t("konsolidasi.metode.ya")):
            pilihan_metode.choose_all(self._session.office, pilihan_metode.of_method(found.nanti))
            self._session.settings_changed.emit()
            self._messages.tell(Tone.GOOD, t("pengaturan.metode.disimpan"))

    def _open(self) -> None:
        if self.table.current_code in self._session.regions:
            self.opened.emit(self.table.current_code)

    # --- Making it

    def _selector(self, name: str, values: tuple[str | int, ...]) -> Selector:
        made = Selector(t(f"konsolidasi.metode.{name}"))
        for one in values:
            words = t(f"konsolidasi.metode.{name}.{one}")
            made.addItem(words, one)
            made.setMinimumContentsLength(max(made.minimumContentsLength(), len(words)))
        # In a narrow window the words are cut off rather than the window made wider.
        made.setMinimumWidth(_LEAST)
        made.activated.connect(self._compare)
        return made

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setContentsMargins(sizes.S, sizes.XS, sizes.S, 0)
            row.setSpacing(sizes.S)
        for made in self.choices.values():
            above.addWidget(made)
        above.addStretch(1)
        below.addWidget(self.said, 1)
        below.addWidget(self.choose)
        self.body.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.S)
        self.body.setSpacing(sizes.XS)
        self.body.addLayout(above)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)


def _heads() -> list[Head]:
    figure, place = "100,00*", t("konsolidasi.seri", tempat=88)
    names = ("dulu", "nanti", "selisih", "tempat_dulu", "tempat_nanti", "naik")
    samples = (figure, figure, figure, place, place, place)
    return [
        Head(t("konsolidasi.kolom.wilayah"), "Manggarai Barat"),
        *(
            Head(t(f"konsolidasi.metode.{name}"), sample, right=True)
            for name, sample in zip(names, samples, strict=True)
        ),
    ]


def _row(one: Akibat) -> Row:
    wilayah = one.wilayah
    cells = [
        Cell(wilayah.singkat, wilayah.kode, note=wilayah.nama),
        index_cell(one.dulu),
        index_cell(one.nanti),
        _points(one.selisih),
        _place(one.tempat_dulu),
        _place(one.tempat_nanti),
        _climb(one.naik),
    ]
    return Row(wilayah.kode, cells)


def _groups(found: Andai) -> list[Row]:
    before, after = found.rerata
    blank = [Cell("")] * 3
    mean = [mean_cell(before), mean_cell(after), _points(_difference(before, after))]
    nodes = (found.provinsi_dulu.gabungan, found.provinsi_nanti.gabungan)
    change = _difference(nodes[0].nilai, nodes[1].nilai)
    pooled = [*map(index_cell, nodes), _points(change)]
    return [
        Row(
            f"provinsi:{way}",
            [Cell(t(f"konsolidasi.tren.provinsi_{way}")), *cells, *blank],
            foot=True,
        )
        for way, cells in (("rerata", mean), ("gabungan", pooled))
    ]


def _difference(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    return None if before is None or after is None else after - before


def _points(change: Fraction | None) -> Cell:
    if change is None:
        return Cell(t("konsolidasi.kosong"), muted=True)
    return Cell(rekap_kata.signed(change), change, strong=bool(change), muted=not change)


def _place(one: Peringkat | None) -> Cell:
    if one is None:
        return Cell(t("konsolidasi.kosong"), muted=True)
    shown = t("konsolidasi.seri", tempat=one.tempat) if one.seri else str(one.tempat)
    return Cell(shown, one.tempat)


def _climb(places: int | None) -> Cell:
    if places is None:
        return Cell(t("konsolidasi.kosong"), muted=True)
    if not places:
        return Cell(t("konsolidasi.metode.tetap"), 0, muted=True)
    key = "konsolidasi.metode.naik_tempat" if places > 0 else "konsolidasi.metode.turun_tempat"
    return Cell(t(key, jumlah=abs(places)), places, strong=True)
