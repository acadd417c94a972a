"""Who is ready to sign, who is still missing, and what the province must be told to revoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages import settings_files as files
from app.ui.pages.home_parts import ListCard
from app.ui.pages.settings_panel import button
from app.ui.sizes import Step
from app.ui.widgets import replaced, text
from app.ui.widgets.button import Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.ganti_kunci import Lama
    from app.exchange.kesiapan import Kesiapan, Orang

LOOKS: dict[str, tuple[Tone, str]] = {
    "tanpa_kunci": (Tone.WARN, "key"),
    "tanpa_sertifikat": (Tone.WARN, "clock"),
    "siap": (Tone.GOOD, "check"),
    "akan_habis": (Tone.WARN, "clock"),
    "kedaluwarsa": (Tone.BAD, "stop"),
    "belum_berlaku": (Tone.WARN, "clock"),
    "dicabut": (Tone.BAD, "stop"),
    "tak_dipercaya": (Tone.BAD, "stop"),
}
"""How each stage of a person looks."""


def chip_of(orang: Orang) -> Chip:
    """The stage of a person as a small tag."""
    tone, icon = LOOKS[orang.tahap]
    return Chip(t(f"tahap.{orang.tahap}"), tone, icon)


def needed(kesiapan: Kesiapan) -> tuple[Tone, str]:
    """The rule of two in a sentence, and who is missing."""
    if kesiapan.siap:
        names = {
            "penyata": kesiapan.penyata[0].pengguna.nama,
            "pimpinan": kesiapan.pimpinan[0].pengguna.nama,
        }
        return Tone.GOOD, t("pengaturan.dua_orang.siap", **names)
    lacking = " ".join(t(f"tahap.kurang.{one}") for one in kesiapan.kurang)
    return Tone.WARN, t("pengaturan.dua_orang.kurang", kurang=lacking)


class ReadyList(ListCard):
    """The rule of two, and a line for each person."""

    def __init__(self) -> None:
        super().__init__(t("pengaturan.dua_orang.judul"))
        self.rule = MessageBar(closable=False)
        self.people = button("dua_orang.pengguna", self._to_people, Kind.QUIET, "people")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(sizes.XS)
        self._lines.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self.body.addWidget(self.rule)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.people)

    def show_people(self, kesiapan: Kesiapan) -> None:
        """Replace all lines."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for orang in kesiapan.orang:
            self._lines.addWidget(_Line(orang))
        self.rule.tell(*needed(kesiapan))

    def _to_people(self) -> None:
        home_ways.to_settings(self, "pengguna")


class _Line(QWidget):
    def __init__(self, orang: Orang) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(orang.pengguna.nama, Step.BODY))
        words.addWidget(text.caption(t(f"wisaya.peran.{orang.peran}")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(chip_of(orang))


class OldCertificates(QWidget):
    """The certificates whose keys were put away here, until a list shows that they are revoked."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: list[MessageBar] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.S)

    def show_old(self, old: Sequence[Lama]) -> None:
        """Replace all bars."""
        self.bars = replaced.replace(self._column, self.bars, map(_bar, old))
        self.setVisible(bool(old))


def _bar(one: Lama) -> MessageBar:
    bar = MessageBar(closable=False)
    words = t("pengaturan.cabut_lama.pesan", nama=one.nama, seri=one.nomor_seri)

    def copy() -> None:
        files.copy(one.pesan)
        bar.tell(Tone.WARN, t("pengaturan.cabut_lama.disalin", nama=one.nama))

    bar.tell(Tone.WARN, words, t("pengaturan.cabut_lama.salin"), copy)
    return bar
