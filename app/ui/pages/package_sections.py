"""The urusan of a package, each to be taken in or held back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.angka import format_number
from app.domain.beda import JenisBeda
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.home_parts import ListCard
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.akibat import AkibatUrusan
    from app.domain.opd import Tumpang
    from app.exchange.tinjauan import Seksi, Tinjauan

_HELD, _TAKEN = ("clock", Tone.WARN), ("check-circle", Tone.GOOD)
_OPEN, _OVER = ("alert", Tone.WARN), ("merge", Tone.ACCENT)


class Decided(NamedTuple):
    """What was decided about the urusan of a package: each with its reason."""

    held: Mapping[str, str]
    over: Mapping[str, str]


class SectionsCard(ListCard):
    """Enter on an urusan holds it back or lets it go; the reason is asked for below.

    An urusan that overlaps waits until it is held back or taken over, each with a reason.

    Signals:
        turned: an urusan was held back or let go.
        walked: the code of the urusan under the cursor.
    """

    turned = Signal()
    walked = Signal(str)

    def __init__(self) -> None:
        super().__init__(t("tinjau_layar.urusan"))
        self.held: dict[str, str] = {}
        self.over: dict[str, str] = {}
        self._overlaps: dict[str, Tumpang] = {}
        self._found: Tinjauan | None = None
        self._later = False
        self.table = Ledger(t("tinjau_layar.urusan"), _heads())
        self.reason = Line()
        self.reason.setAccessibleName(t("tinjau_layar.alasan"))
        self.hold = Button("", Kind.PLAIN, "clock")
        self.take_over = Button("", Kind.PLAIN, "merge")
        self.said = text.caption()
        row = QHBoxLayout()
        row.setContentsMargins(sizes.S, sizes.XS, sizes.S, 0)
        row.setSpacing(sizes.S)
        row.addWidget(self.reason, 1)
        row.addWidget(self.hold)
        row.addWidget(self.take_over)
        self.said.setContentsMargins(sizes.S, 0, sizes.S, sizes.S)
        self.body.addWidget(self.table)
        self.body.addLayout(row)
        self.body.addWidget(self.said)
        self.table.selectionModel().currentRowChanged.connect(self._walk)
        self.table.activated.connect(self._turn)
        self.reason.returnPressed.connect(self._turn)
        self.hold.clicked.connect(self._turn)
        self.take_over.clicked.connect(self._turn_over)
        self.setFocusProxy(self.table)

    def show_sections(self, found: Tinjauan, *, later: bool) -> None:
        """Show a package; `later` decides about what was held back before."""
        self._found, self._later = found, later
        self.held, self.over = {}, {}
        self._overlaps = {} if later else {one.urusan: one for one in found.tumpang}
        self.reason.clear()
        self.reason.setReadOnly(False)
        key = "alasan_ambil" if later else "alasan_tumpang" if self._overlaps else "alasan"
        self.reason.setPlaceholderText(t(f"tinjau_layar.{key}"))
        self._show_rows()
        self.table.keep_whole(sizes.XS)

    @property
    def current(self) -> str:
        """The urusan under the cursor."""
        return self.table.current_code

    @property
    def undecided(self) -> list[str]:
        """The urusan that overlap and wait for a decision."""
        return [one for one in self._overlaps if one not in self.held and one not in self.over]

    @property
    def decided(self) -> Decided:
        """What was decided so far."""
        return Decided(dict(self.held), dict(self.over))

    def ask_reason(self) -> None:
        """A reason is missing: the cursor goes where it is written."""
        self.said.setText(t("tinjau_layar.tulis_alasan"))
        self.reason.setFocus()

    def _turn(self) -> None:
        """Hold the urusan back, or let it go; without a reason ask for one first."""
        kode = self.current
        if not kode:
            return
        if kode in self.held:
            del self.held[kode]
        elif self._later:
            self.held[kode] = ""
        elif not self.reason.text().strip():
            self.ask_reason()
            return
        else:
            self.held[kode] = self.reason.text().strip()
            self.over.pop(kode, None)
        self._settle()

    def _turn_over(self) -> None:
        """Take an urusan over that overlaps, or take that back."""
        kode = self.current
        if kode in self.over:
            del self.over[kode]
        elif not self.reason.text().strip():
            self.ask_reason()
            return
        else:
            self.over[kode] = self.reason.text().strip()
            self.held.pop(kode, None)
        self._settle()

    def _settle(self) -> None:
        self._show_rows()
        self.table.setFocus()
        self.turned.emit()

    def _walk(self) -> None:
        kode = self.current
        held = kode in self.held
        if not self._later:
            self.reason.setText(self.held.get(kode, "") or self.over.get(kode, ""))
            self.reason.setReadOnly(held or kode in self.over)
        key = "lepas" if held else "tetap_tahan" if self._later else "tahan"
        self.hold.setText(t(f"tinjau_layar.{key}"))
        self.take_over.setVisible(kode in self._overlaps)
        key = "lepas_ambil_alih" if kode in self.over else "ambil_alih"
        self.take_over.setText(t(f"tinjau_layar.{key}"))
        self.said.setText(self._spoken(kode))
        self.walked.emit(kode)

    def _spoken(self, kode: str) -> str:
        if kode in self.held and not self._later:
            return t("tinjau_layar.ditahan_karena")
        from app.exchange import tahanan, tumpang

        found = self._found
        if found is not None and kode in self._overlaps:
            return tumpang.spoken(found.bacaan, self._overlaps[kode])
        before = [one for one in found.ditahan if one.urusan == kode] if found else []
        names = found.bacaan.acuan.urusan if found else {}
        return " ".join(tahanan.told(one, names) for one in before)

    def _show_rows(self) -> None:
        found = self._found
        if found is None:
            return
        changed = {one.kode: one for one in found.akibat(self.held).urusan}
        self.table.show_rows([self._row(one, changed.get(one.urusan)) for one in found.seksi])
        self._walk()

    def _look(self, kode: str) -> tuple[tuple[str, Tone], str]:
        """Glyph and word for what was decided about an urusan."""
        if kode in self.held:
            return _HELD, "tetap" if self._later else "ditahan"
        if kode in self.over:
            return _OVER, "diambil_alih"
        return (_OPEN, "perlu") if kode in self._overlaps else (_TAKEN, "diterima")

    def _row(self, seksi: Seksi, akibat: AkibatUrusan | None) -> Row:
        (icon, tone), word = self._look(seksi.urusan)
        counts = [
            Cell(format_number(number) if number else "", muted=not number)
            for number in (seksi.jumlah[kind] for kind in JenisBeda)
        ]
        return Row(
            seksi.urusan,
            [
                Cell(seksi.nama, note=seksi.nama),
                *counts,
                _index(akibat),
                Cell(t(f"tinjau_layar.{word}"), icon=icon, tone=tone),
            ],
        )


def _index(akibat: AkibatUrusan | None) -> Cell:
    from app.exchange import tinjauan_kata

    if akibat is None:
        return Cell("")
    before, after = tinjauan_kata.index(akibat.sebelum), tinjauan_kata.index(akibat.sesudah)
    if before == after:
        return Cell(after, muted=True)
    return Cell(t("tinjau_layar.panah", sebelum=before, sesudah=after))


def _heads() -> list[Head]:
    indeks = t("tinjau.sementara", angka="88,88")
    return [
        Head(t("tinjau_layar.urusan"), "Pekerjaan Umum", grow=True, lines=4),
        *(Head(t(f"tinjau_layar.kolom.{kind.value}"), "888", right=True) for kind in JenisBeda),
        Head(t("tinjau_layar.kolom.indeks"), indeks, right=True, lines=2),
        Head(t("tinjau_layar.kolom.keputusan"), f"888{t('tinjau_layar.diambil_alih')}"),
    ]
