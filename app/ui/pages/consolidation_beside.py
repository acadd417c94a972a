"""What stands beside the index: budget against service per urusan, and how far GEDSI reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal

from app.domain.anggaran import Serapan, Sisi, by_urusan, spent_together
from app.domain.angka import format_index, format_number, format_rupiah
from app.domain.rekap_gedsi import TOLD, coverage_of_all
from app.exchange import rekap_kata
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.consolidation_table import mean_cell
from app.ui.sizes import Step
from app.ui.widgets.card import Card
from app.ui.widgets.folding import FoldingText
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.domain.gedsi import Cakupan, Hal
    from app.domain.rekap_gabung import Reported
    from app.ui.pages.consolidation_figures import Recap

_PROVINCE = "provinsi:gabungan"


class Content(NamedTuple):
    """What a pane shows: its rows, and a sentence about them."""

    rows: Sequence[Row]
    told: str


class BesidePane(Card):
    """A table of all regions that is worked out when somebody looks.

    Signals:
        opened: the code of the row that was opened.
    """

    opened = Signal(str)

    def __init__(
        self, name: str, heads: Sequence[Head], work: Callable[[Reported], Content], meaning: str
    ) -> None:
        super().__init__()
        self._work = work
        self._turn = 0
        self.table = Ledger(name, heads, sortable=True)
        self.said = FoldingText("", Step.STRONG)
        self.meaning = Text(meaning, Step.CAPTION, Tone.MUTED)
        for part in (self.said, self.meaning):
            part.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self.table.activated.connect(lambda: self.opened.emit(self.table.current_code))
        self.table.sort_by(0, Qt.SortOrder.AscendingOrder)
        self.body.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.S)
        self.body.setSpacing(sizes.XS)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.said)
        self.body.addWidget(self.meaning)
        self.setFocusProxy(self.table)

    def set_flat(self, *, flat: bool) -> None:
        """In a flat window the table comes first."""
        self.meaning.setVisible(not flat)
        self.said.fold(folded=flat)

    def show_recap(self, recap: Recap) -> None:
        """Work other figures out beside the window."""
        self._turn += 1
        turn, reported = self._turn, recap.reported
        background.run(
            self,
            lambda _progress: self._work(reported),
            done=lambda found: self._show(found, turn),
            failed=lambda error: dialogue.show_failure(self, error),
        )

    def _show(self, found: Content, turn: int) -> None:
        if turn == self._turn:
            self.table.show_rows(found.rows)
            self.said.setText(found.told)


# --- Budget --------------------------------------------------------------------------------------


def budget_pane(urusan: Mapping[str, str]) -> BesidePane:
    """Serapan and capaian of every urusan, side by side."""
    heads = [Head(t("konsolidasi.kolom.wilayah"), "Manggarai Barat")]
    for nama in urusan.values():
        for side in ("serapan", "capaian"):
            title = t(f"konsolidasi.anggaran.{side}", urusan=rekap_kata.short_name(nama))
            heads.append(Head(title, "100,00*", right=True, tip=nama))
    name = t("konsolidasi.anggaran.tabel")
    return BesidePane(name, heads, _budget, t("konsolidasi.anggaran.arti"))


def _budget(reported: Reported) -> Content:
    sides = by_urusan(reported)
    rows = []
    for one in reported.wilayah:
        own = sides.get(one.kode)
        cells = [cell for kode in reported.urusan for cell in _sides(own[kode] if own else None)]
        rows.append(Row(one.kode, [Cell(one.singkat, one.kode, note=one.nama), *cells]))
    whole = [
        cell
        for kode in reported.urusan
        for cell in (_spent(spent_together(sides.values(), kode)), Cell(""))
    ]
    name = Cell(t("konsolidasi.golongan.provinsi"))
    rows.append(Row(_PROVINCE, [name, *whole], foot=True))
    return Content(rows, rekap_kata.budget_told(reported, sides))


def _sides(side: Sisi | None) -> tuple[Cell, Cell]:
    if side is None:
        return mean_cell(None), mean_cell(None)
    reached = mean_cell(side.capaian)
    if side.capaian is not None and not side.final:
        shown = t("konsolidasi.sementara", angka=format_index(side.capaian))
        reached = reached._replace(text=shown, muted=True)
    return _spent(side.serapan, side.berindeks), reached


def _spent(spent: Serapan, services: int = 0) -> Cell:
    if spent.persen is None:
        return mean_cell(None)
    note = t(
        "konsolidasi.anggaran.rincian",
        realisasi=format_rupiah(spent.realisasi),
        pagu=format_rupiah(spent.pagu),
        jumlah=spent.layanan,
        semua=services or spent.layanan,
    )
    # What was spent beyond the budget is told as it is.
    return mean_cell(spent.persen)._replace(note=note)


# --- GEDSI ---------------------------------------------------------------------------------------


def gedsi_pane() -> BesidePane:
    """How many of those served are broken down."""
    heads = [
        Head(t("konsolidasi.kolom.wilayah"), t("konsolidasi.tren.provinsi_gabungan")),
        Head(t("konsolidasi.gedsi.terlayani"), "88.888.888", right=True),
        *(Head(t(f"konsolidasi.gedsi.{hal}"), "100,00", right=True) for hal in TOLD),
    ]
    name = t("konsolidasi.gedsi.tabel")
    return BesidePane(name, heads, _gedsi, t("konsolidasi.gedsi.arti"))


def _gedsi(reported: Reported) -> Content:
    regions, whole = coverage_of_all(reported)
    rows = [
        Row(
            one.kode,
            [Cell(one.singkat, one.kode, note=one.nama), *_shares(regions.get(one.kode, {}))],
        )
        for one in reported.wilayah
    ]
    name = Cell(t("konsolidasi.tren.provinsi_gabungan"))
    rows.append(Row(_PROVINCE, [name, *_shares(whole)], foot=True))
    told = t("konsolidasi.gedsi.dari", jumlah=len(regions), semua=len(reported.wilayah))
    return Content(rows, told)


def _shares(found: Mapping[Hal, Cakupan]) -> list[Cell]:
    served = max((one.semua for one in found.values()), default=None)
    count = mean_cell(None) if served is None else Cell(format_number(served), served)
    return [count, *(mean_cell(found[hal].persen if hal in found else None) for hal in TOLD)]
