"""One letter in full: what it is, its code to compare, what it would change, and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages.package_cells import Cells
from app.ui.pages.package_entries import letter_look
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.facts import Facts
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.kotak_surat import LaporanSurat
    from app.exchange.pasang_balasan import LaporanBalasan

_LEFT = Qt.AlignmentFlag.AlignLeft


class LetterCard(Card):
    """Shows one letter at a time.

    Signals:
        accepted: the user wants to install the letter that is shown.
        definitions: the user wants to see the definitions it brings, as bytes of their file.
        questions: the user wants to see the questions it has brought.
    """

    accepted = Signal()
    questions = Signal()
    definitions = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("circle", Tone.MUTED, sizes.ICON_LARGE)
        self.headline = Text("", Step.HEADING)
        self.install = Button(t("paket_layar.surat.pasang.tanda_terima"), Kind.PRIMARY, "check")
        self.look = Button(t("paket_layar.surat.lihat_definisi"), Kind.PLAIN, "lembar")
        self.look.clicked.connect(self._look)
        self._carried = b""
        self.asked = Button(t("paket_layar.surat.lihat_pertanyaan"), Kind.PRIMARY, "help")
        self.asked.clicked.connect(self.questions)
        self._pressed = False
        self.install.clicked.connect(self._press)
        self.outcome = Text("", Step.STRONG)
        self.sentence = text.body()
        self._brings = text.body()
        self.facts = Facts()
        self.falls = Cells(t("paket_layar.surat.sel"))
        self.install.clicked.connect(self.accepted)
        head = QHBoxLayout()
        head.setSpacing(sizes.S)
        head.addWidget(self._glyph)
        head.addWidget(self.headline, 1)
        head.addWidget(self.install)
        self.body.setSpacing(sizes.M)
        self.body.addLayout(head)
        for part in (self.outcome, self.sentence, self._brings, self.facts, self.falls):
            self.body.addWidget(part)
        for button in (self.look, self.asked):
            self.body.insertWidget(self.body.indexOf(self.facts), button, 0, _LEFT)
        self.body.addStretch(1)
        self._brings.hide()
        self.look.hide()
        self.asked.hide()

    def show_letter(
        self, laporan: LaporanSurat | LaporanBalasan, outcome: str, *, installable: bool
    ) -> None:
        """Tell everything about a letter or reply; `outcome` is what installing it came to."""
        from app.exchange.pasang_balasan import LaporanBalasan

        icon, tone, words = letter_look(laporan)
        self._glyph.show_icon(icon, tone)
        self.headline.setText(words)
        self.headline.set_tone(tone)
        self.outcome.setText(outcome)
        self.outcome.setVisible(bool(outcome))
        self.sentence.setText(laporan.kalimat)
        self.facts.show_lines(list(_facts(laporan)))
        self.install.setVisible(installable)
        self._brings.hide()
        self.look.hide()
        if isinstance(laporan, LaporanBalasan):
            self._show_reply(laporan)
            self._lead_on(shown=bool(outcome and not installable and laporan.tanya))
            return
        self.asked.hide()
        if laporan.terbaca is not None:
            self.install.setText(t(f"paket_layar.surat.pasang.{laporan.terbaca.isi.jenis}"))
        cells = laporan.dampak.sel if laporan.dampak and installable else ()
        self.falls.show_cells(cells, t("paket_layar.surat.sel_jumlah", jumlah=len(cells)))

    def _show_reply(self, laporan: LaporanBalasan) -> None:
        """What a reply brings, line by line, before anything is written."""
        self.install.setText(t("paket_layar.surat.pasang.balasan"))
        self.falls.show_cells((), "")
        told = list(laporan.isi())
        self._brings.setText("\n".join(f"• {line}" for line in told))
        self._brings.setVisible(bool(told))
        found = laporan.definisi
        self._carried = found.berkas if found and found.keadaan == "baru" else b""
        self.look.setVisible(bool(self._carried))

    def _lead_on(self, *, shown: bool) -> None:
        """Once a reply is installed, its questions are what comes next."""
        self.asked.setVisible(shown)
        if shown and self._pressed:
            self._pressed = False
            self.asked.setFocus()

    def _press(self) -> None:
        self._pressed = True

    def _look(self) -> None:
        self.definitions.emit(self._carried)


def _facts(laporan: LaporanSurat | LaporanBalasan) -> Iterator[tuple[str, str]]:
    from app.exchange.kotak_surat import LaporanSurat

    yield t("paket_layar.fakta.berkas"), laporan.nama
    if laporan.terbaca is not None:
        penanda = laporan.terbaca.penanda
        who = t("paket_layar.fakta.penanda_isi", nama=penanda.nama, kantor=penanda.kantor)
        yield t("paket_layar.fakta.penanda"), who
    if isinstance(laporan, LaporanSurat) and laporan.terbaca is not None:
        from app.exchange.enam_kata import six_words

        about = laporan.terbaca.isi.paket.id
        yield t("paket_layar.fakta.kata"), " · ".join(six_words(bytes.fromhex(about)))
    if laporan.kata:
        yield t("paket_layar.surat.kode"), " · ".join(laporan.kata)
