"""One verdict in full: the sentence, the facts, the changed cells, what to tell the sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.exchange import catatan_kata
from app.exchange.jenis_berkas import UNTUK_PENGATURAN
from app.exchange.putusan import Putusan, period_title
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.package_cells import Cells
from app.ui.pages.package_difference import DifferenceSummary
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.facts import Facts
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.header import SectionTitle
from app.ui.widgets.text import Text
from app.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.putusan import Laporan
    from app.exchange.tinjauan import Tinjauan

LOOKS: dict[Putusan, tuple[str, Tone]] = {
    Putusan.SAH_UTUH: ("check-circle", Tone.GOOD),
    Putusan.SAH_DISIMPAN_ULANG: ("check-circle", Tone.GOOD),
    Putusan.DATA_BERUBAH: ("changed", Tone.WARN),
    Putusan.PENANDA_TIDAK_DIKENAL: ("person", Tone.WARN),
    Putusan.PENANDA_KEDALUWARSA: ("clock", Tone.WARN),
    Putusan.PENANDA_DICABUT: ("stop", Tone.WARN),
    Putusan.PENANDA_BUKAN_WILAYAH: ("pin", Tone.WARN),
    Putusan.SUDAH_DITERIMA: ("check-circle", Tone.MUTED),
    Putusan.REVISI_LAMA: ("clock", Tone.WARN),
    Putusan.CABANG: ("merge", Tone.WARN),
    Putusan.MUNDUR: ("undo", Tone.WARN),
    Putusan.DITARIK: ("minus", Tone.WARN),
    Putusan.SALINAN_WILAYAH_LAIN: ("copy", Tone.WARN),
    Putusan.SALAH_ALAMAT: ("pin", Tone.WARN),
    Putusan.BUKAN_PAKET: ("minus", Tone.BAD),
    Putusan.DITOLAK: ("stop", Tone.BAD),
}


def look_of(laporan: Laporan) -> tuple[str, Tone]:
    """Icon and tone of a verdict; a file out of reach has none, one for the settings is fine."""
    if laporan.alasan in UNTUK_PENGATURAN:
        return "certificate", Tone.INFO
    return LOOKS[laporan.putusan] if laporan.terjangkau else ("alert", Tone.WARN)


class VerdictCard(Card):
    """Shows one file at a time.

    Signals:
        accepted: the user wants to take the file in that is shown.
        shown: another verdict is shown now, or the same one anew.
    """

    accepted = Signal()
    shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("circle", Tone.MUTED, sizes.ICON_LARGE)
        self.verdict = Text("", Step.HEADING)
        self.sentence = text.body()
        self.outcome = Text("", Step.STRONG)
        self.facts = Facts()
        self.accept = Button(t("paket_layar.terima.satu"), Kind.PRIMARY, "check")
        self._answers_title = SectionTitle("")
        self.answers = text.body()
        self._changes_title = SectionTitle("")
        self.changes = Ledger(t("paket_layar.beda.judul"), _heads())
        self._difference_title = SectionTitle(t("tinjau_layar.perbedaan"))
        self.difference = DifferenceSummary()
        self.falls = Cells(t("paket_layar.silsilah.judul"))
        self.reply = text.body()
        self.copy = Button(t("paket_layar.balasan.salin"), Kind.PLAIN, "copy")
        self.marked = Button(t("paket_layar.salinan.simpan"), Kind.PLAIN, "table")
        self.install = Button("", Kind.PRIMARY, "certificate")
        self.copied = text.caption(t("paket_layar.balasan.disalin"))
        self.accept.clicked.connect(self.accepted)
        self.copy.clicked.connect(self._copy)
        self._lay_out()

    def show_report(
        self,
        laporan: Laporan,
        outcome: str,
        reply: str,
        answers: Sequence[str] = (),
        *,
        acceptable: bool,
    ) -> None:
        """Tell everything about one file; `outcome` is what taking it in came to.

        `reply` is what to tell the sender, `answers` what it answers to questions asked here, a
        line each.
        """
        icon, tone = look_of(laporan)
        self._glyph.show_icon(icon, tone)
        self.verdict.setText(laporan.label)
        self.verdict.set_tone(tone)
        self.sentence.setText(laporan.kalimat)
        self.outcome.setText(outcome)
        self.outcome.setVisible(bool(outcome))
        self.accept.setVisible(acceptable)
        decision = "putuskan" if laporan.perlu_keputusan else "satu"
        self.accept.setText(t(f"paket_layar.terima.{decision}"))
        self.facts.show_lines(_facts(laporan))
        self._answers_title.setVisible(bool(answers))
        self._answers_title.say(t("tanya.jawaban_paket", jumlah=len(answers)))
        self.answers.setVisible(bool(answers))
        self.answers.setText("\n".join(answers))
        self._show_changes(laporan)
        self.show_difference(None, working=False)
        cells = laporan.kaitan.kembali if laporan.kaitan else ()
        self.falls.show_cells(cells, t("paket_layar.silsilah.jumlah", jumlah=len(cells)))
        self.reply.setText(reply)
        # Whoever sent a file that was not read here has nothing to be told yet.
        self.copy.setVisible(laporan.terjangkau)
        self.copied.hide()
        self.shown.emit(laporan)

    def ask_decision(self) -> None:
        """The package overlaps: its button leads to where that is decided."""
        self.accept.setText(t("paket_layar.terima.putuskan_tumpang"))

    def warn(self, question: str) -> None:
        """The package is not the only one of its revision: which of them counts is asked."""
        self.outcome.setText(question)
        self.outcome.setVisible(True)
        self.accept.setText(t("paket_layar.terima.putuskan"))

    def show_difference(self, found: Tinjauan | None, *, working: bool) -> None:
        """Tell what taking it in would do; nothing where it cannot be taken in."""
        self.difference.show_found(found, working=working)
        self._difference_title.setVisible(found is not None or working)

    def _show_changes(self, laporan: Laporan) -> None:
        rows = [
            Row(
                str(number),
                [
                    Cell(beda.label, note=beda.label),
                    Cell(beda.ditandatangani, note=beda.ditandatangani),
                    Cell(beda.ditemukan, note=beda.ditemukan, strong=True),
                    Cell(", ".join(beda.tempat), note=", ".join(beda.tempat)),
                ],
            )
            for number, beda in enumerate(laporan.beda, start=1)
        ]
        self.changes.show_rows(rows)
        self.changes.setVisible(bool(rows))
        self._changes_title.setVisible(bool(rows))
        self._changes_title.say(t("paket_layar.beda.jumlah", jumlah=len(rows)))
        self.changes.setFixedHeight(min(self.changes.contents_height() + sizes.XS, _MOST))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.reply.text())
        self.copied.show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(sizes.S)
        head.addWidget(self._glyph)
        head.addWidget(self.verdict, 1)
        head.addWidget(self.accept)
        head.addWidget(self.install)
        answer = Wrapping(self.copy, self.marked, self.copied)
        self.marked.hide()
        self.install.hide()
        inner = QVBoxLayout()
        inner.setSpacing(sizes.M)
        for part in (self.outcome, self.sentence, self._difference_title, self.difference):
            inner.addWidget(part)
        for below in (self.facts, self._answers_title, self.answers):
            inner.addWidget(below)
        inner.addWidget(self._changes_title)
        inner.addWidget(self.changes)
        inner.addWidget(self.falls)
        inner.addWidget(SectionTitle(t("paket_layar.balasan.judul")))
        inner.addWidget(self.reply)
        inner.addLayout(answer)
        inner.addStretch(1)
        self.body.addLayout(head)
        self.body.addLayout(inner)
        self._answers_title.hide()
        self.answers.hide()
        self.body.addStretch(1)


_MOST = 240


def _heads() -> list[Head]:
    return [
        Head(t("paket_layar.beda.sel"), "Ibu hamil: yang harus dilayani, Jumlah"),
        Head(t("paket_layar.beda.ditandatangani"), "888.888", right=True),
        Head(t("paket_layar.beda.ditemukan"), "888.888", right=True),
        Head(t("paket_layar.beda.tempat"), "Kesehatan!A18"),
    ]


def _facts(laporan: Laporan) -> list[tuple[str, str]]:
    """What the file says about itself, as far as a signature vouches for it."""
    lines = [(t("paket_layar.fakta.berkas"), laporan.nama_berkas)]
    isi = laporan.isi
    if isi is not None:
        region = laporan.wilayah.nama if laporan.wilayah else isi.wilayah
        claim = t(
            "paket_layar.fakta.isi",
            wilayah=region,
            periode=period_title(isi.periode),
            revisi=isi.revisi,
        )
        lines.append((t("paket_layar.fakta.paket"), claim))
        filled = isi.kelengkapan.terisi + isi.kelengkapan.dinyatakan
        whole = t("paket_layar.fakta.terisi", terisi=filled, wajib=isi.kelengkapan.wajib)
        lines.append((t("paket_layar.fakta.kelengkapan"), whole))
    if laporan.bacaan is not None and (noted := catatan_kata.carried(laporan.bacaan.isi)):
        lines.append((t("catatan.fakta"), noted))
    if laporan.penanda is not None:
        who = t(
            "paket_layar.fakta.penanda_isi",
            nama=laporan.penanda.nama,
            kantor=laporan.penanda.kantor,
        )
        lines.append((t("paket_layar.fakta.penanda"), who))
    if laporan.paket_id:
        from app.exchange.enam_kata import six_words

        words = " · ".join(six_words(bytes.fromhex(laporan.paket_id)))
        lines.append((t("paket_layar.fakta.kata"), words))
    return lines
