"""What is being signed, as the stated bytes say it: a document to walk through before signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout

from app.domain.angka import format_number
from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid import looks, writing
from app.ui.pages import package_known
from app.ui.pages.entry_lines import Line, LineList
from app.ui.pages.home_parts import ListCard
from app.ui.pages.home_region import amounts, unserved
from app.ui.pages.home_urusan import band_text, index_text
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.facts import Facts
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QFocusEvent

    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai
    from app.exchange.ikhtisar import BarisUrusan, Ikhtisar, TemuanTerkirim, UbahanSel
    from app.store.drafts import Draf
    from app.ui.session import Session

_LINES_SEEN = 8
_TEXT_SHOWN = 120


class SummaryCard(ListCard):
    """Identity and people not yet served on top; everything else as one list below."""

    def __init__(self, session: Session) -> None:
        super().__init__(t("paket_layar.ikhtisar.judul"))
        self._session = session
        self._read = ""
        self.ikhtisar: Ikhtisar | None = None
        self.messages = MessageBar(closable=False)
        self.headline = Text("", Step.STRONG)
        self.facts = Facts()
        self.list = _Document(t("paket_layar.ikhtisar.judul"))
        self.list.setMinimumHeight(_LINES_SEEN * self.fontMetrics().lineSpacing())
        self._note = text.caption(t("paket_layar.ikhtisar.catatan"))
        top = QVBoxLayout()
        top.setContentsMargins(sizes.S, 0, sizes.S, sizes.XS)
        top.setSpacing(sizes.XS)
        for part in (self.messages, self.headline, self.facts):
            top.addWidget(part)
        self._note.setContentsMargins(sizes.S, 0, sizes.S, sizes.XS)
        self.body.addLayout(top)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._note)
        self.setFocusProxy(self.list)

    def show_statement(self, draf: Draf) -> Ikhtisar | None:
        """Read what was stated; None, and why, when it is not good any more."""
        from app.exchange import ikhtisar

        session = self._session
        try:
            found = ikhtisar.of_waiting(
                session.office, package_known.definitions(session), draf, session.clock()
            )
        except LontarError as error:
            found = None
            self.messages.tell_error(error)
        self.ikhtisar = found
        for part in (self.headline, self.facts, self.list):
            part.setVisible(found is not None)
        if found is not None:
            self.messages.hide()
            self._show(found)
        return found

    def _show(self, found: Ikhtisar) -> None:
        isi = found.isi
        where = (found.bacaan.wilayah.nama, found.bacaan.periode.judul)
        words = t("paket_layar.fakta.isi", wilayah=where[0], periode=where[1], revisi=isi.revisi)
        self.headline.setText(words)
        self.facts.show_lines(_facts(found))
        self.list.show_lines(list(_lines(found)))
        if found.paket_id != self._read:
            self._read = found.paket_id
            self.list.setCurrentIndex(QModelIndex())
            self.list.scrollToTop()


class _Document(LineList):
    """Lines to read: the cursor shows only once somebody walks through them."""

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            first = next(n for n, line in enumerate(self.lines) if not line.caption)
            self.setCurrentIndex(self.model().index(first, 0))
            self.scrollToTop()


def _facts(found: Ikhtisar) -> list[tuple[str, str]]:
    told, penanda = found.penyata.pernyataan, found.penyata.penanda
    when = package_known.written_moment(told.waktu)
    node = found.seluruh.simpul
    return [
        (t("beranda.belum.judul"), _unserved(found.seluruh.belum)),
        (t("beranda.indeks.judul"), f"{index_text(node)} {band_text(node, found.metode)}"),
        (t("paket_layar.fakta.kelengkapan"), _answered(found.seluruh)),
        (
            t("paket_layar.terkirim.menyatakan"),
            t("paket_layar.tahap.oleh", nama=penanda.nama, waktu=when),
        ),
        (t("paket_layar.fakta.kata"), " · ".join(found.kata)),
    ]


def _answered(one: BarisUrusan) -> str:
    answered = one.kelengkapan.terisi + one.kelengkapan.dinyatakan
    return t("paket_layar.fakta.terisi", terisi=answered, wajib=one.kelengkapan.wajib)


def _unserved(belum: Mapping[str, int]) -> str:
    number, unit = unserved(belum)
    rest = amounts({name: count for name, count in belum.items() if name != unit})
    return ", ".join(part for part in (f"{number} {unit}".strip(), rest) if part)


# --- The list


def _lines(found: Ikhtisar) -> Iterator[Line]:
    yield from _changes(found)
    yield from _answers(found)
    yield from _reports(found)
    yield from _notes(found)
    yield from _findings(found)
    yield Line(t("paket_layar.ikhtisar.capaian"), caption=True)
    for one in found.urusan:
        yield _urusan(one, found)
    yield Line(t("paket_layar.ikhtisar.lain"), caption=True)
    listed, along = found.bukti
    key = "bukti" if listed else "tanpa_bukti"
    yield Line(t(f"paket_layar.ikhtisar.{key}", jumlah=listed, ikut=along), icon="evidence")
    history = t(f"paket_layar.ikhtisar.rantai.{found.isi.rantai.keadaan}")
    whole = found.isi.rantai.keadaan == "utuh"
    yield Line(history, icon="saved" if whole else "alert", tone=Tone.MUTED if whole else Tone.WARN)
    yield Line(t("paket_layar.ikhtisar.metode", judul=found.metode.judul), icon="sliders")


def _urusan(one: BarisUrusan, found: Ikhtisar) -> Line:
    owed = t("paket_layar.ikhtisar.belum", jumlah=_unserved(one.belum))
    value = f"{index_text(one.simpul)} {band_text(one.simpul, found.metode)}"
    return Line(head=one.nama, sub=f"{owed} · {_answered(one)}", value=value)


def _changes(found: Ikhtisar) -> Iterator[Line]:
    from app.exchange.ikhtisar import UBAHAN

    if found.pertama:
        yield Line(t("paket_layar.ikhtisar.ubahan"), caption=True)
        count = format_number(len(found.isi.nilai))
        yield Line(t("paket_layar.ikhtisar.pertama", jumlah=count), icon="plus")
        return
    counts = {jenis: found.jumlah_ubahan(jenis) for jenis in UBAHAN}
    yield Line(t("paket_layar.ikhtisar.ubahan_sejak", **counts), caption=True)
    if not found.ubahan:
        yield Line(t("paket_layar.ikhtisar.tanpa_ubahan"), icon="check")
    for one in found.ubahan:
        yield _change(one)


def _change(one: UbahanSel) -> Line:
    lama, baru = _value(one.sel, one.lama), _value(one.sel, one.baru)
    return Line(
        head=_place(one.form, one.sel),
        sub=t("paket_layar.ikhtisar.ubah", lama=lama, baru=baru),
        icon={"diubah": "changed", "baru": "plus", "ditarik": "minus"}[one.jenis],
        tone=Tone.WARN if one.jenis == "ditarik" else Tone.ACCENT,
    )


def _answers(found: Ikhtisar) -> Iterator[Line]:
    """What the office says to questions it was asked."""
    from app.exchange import butir_tanya

    if found.jawaban:
        asker = butir_tanya.asker(opd=bool(found.isi.opd))
        yield Line(t("tanya.ikhtisar", penanya=asker, jumlah=len(found.jawaban)), caption=True)
    for one in found.jawaban:
        words = one.teks or t("tanya.ikhtisar_tanpa_kata")
        yield Line(head=_place(one.form, one.sel), sub=words, icon="help", tone=Tone.INFO)


def _reports(found: Ikhtisar) -> Iterator[Line]:
    """What the office reports about follow-ups of the province."""
    if found.isi.reports:
        yield Line(t("lanjut.ikhtisar", jumlah=len(found.isi.reports)), caption=True)
    for row in found.isi.reports:
        head = t(f"lanjut.keadaan.{row.keadaan}")
        yield Line(head=head, sub=row.teks, icon="flag", tone=Tone.INFO)


def _notes(found: Ikhtisar) -> Iterator[Line]:
    """Where figures are from and why they are so, as the package tells it."""
    from app.exchange import catatan_kata

    if found.catatan:
        yield Line(catatan_kata.counted(found), caption=True)
    for one in found.catatan:
        head = catatan_kata.place(_place(one.form, one.sel), one.jenis)
        tone = Tone.MUTED if one.lama is None else Tone.ACCENT if one.teks else Tone.WARN
        yield Line(head=head, sub=catatan_kata.told(one), icon="note", tone=tone)


def _findings(found: Ikhtisar) -> Iterator[Line]:
    counts = {level: found.jumlah_temuan(level) for level in ("peringatan", "catatan")}
    yield Line(t("paket_layar.ikhtisar.temuan", **counts), caption=True)
    if not found.temuan:
        yield Line(t("paket_layar.ikhtisar.tanpa_temuan"), icon="check")
    for one in found.temuan:
        yield _finding(one)


def _finding(one: TemuanTerkirim) -> Line:
    mark = next(mark for level, mark in looks.MARKS.items() if level == one.tingkat)
    why = t("isian.alasan.berlaku", alasan=one.alasan) if one.alasan else ""
    sub = "\n".join(part for part in (_place(one.form, one.sel), why) if part)
    return Line(head=one.pesan, sub=sub, icon=mark.icon, tone=mark.tone)


def _place(form: Formulir, sel: Sel) -> str:
    return f"{form.nama} · {sel.label}"


def _value(sel: Sel, nilai: Nilai | None) -> str:
    words = " ".join(writing.shown(sel, nilai).split()) or t("isian.kosong")
    return words if len(words) <= _TEXT_SHOWN else f"{words[:_TEXT_SHOWN]}…"
