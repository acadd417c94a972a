"""Who is still missing before a package can go through two hands, and where that is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.exchange.kesiapan import Orang

Tangan = Literal["penyata", "pimpinan"]


class Missing(QWidget):
    """One sentence for each hand that is missing, one for each person who is not ready yet."""

    def __init__(self) -> None:
        super().__init__()
        self._sentences: list[str] = []
        self._glyph = Glyph("alert", Tone.WARN, sizes.ICON)
        self._head = Text("", Step.STRONG)
        self._words = text.body()
        self.people = Button(t("paket_layar.kurang.ke_pengguna"), icon="people")
        self.certificates = Button(t("paket_layar.kirim.ke_pengaturan"), icon="certificate")
        self.people.clicked.connect(lambda: home_ways.to_settings(self, "pengguna"))
        self.certificates.clicked.connect(lambda: home_ways.to_settings(self, "sertifikat"))
        head = QHBoxLayout()
        head.setSpacing(sizes.S)
        head.addWidget(self._glyph)
        head.addWidget(self._head, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.people, self.certificates):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.hide()

    @property
    def told(self) -> list[str]:
        """What it says, sentence by sentence."""
        return self._sentences

    def show_missing(self, lacking: Sequence[tuple[Tangan, Sequence[Orang]]], besides: str) -> None:
        """Tell about hands that are missing, each with the people who could become one.

        `besides` is a name that cannot count, because it has stated what is to be signed.
        """
        self.setVisible(bool(lacking))
        if not lacking:
            self._sentences = []
            return
        self._head.setText(t("paket_layar.kurang.judul"))
        self._sentences = [
            sentence for hand, people in lacking for sentence in _sentences(hand, people, besides)
        ]
        self._words.setText("\n".join(self._sentences))
        self.people.setVisible(any(not _others(people, besides) for _, people in lacking))
        self.certificates.setVisible(any(_others(people, besides) for _, people in lacking))
        way = self.people if self.people.isVisibleTo(self) else self.certificates
        self.setFocusProxy(way)


def _sentences(hand: Tangan, people: Sequence[Orang], besides: str) -> Iterable[str]:
    if not people:
        yield t(f"paket_layar.kurang.{hand}")
    for one in people:
        name = one.pengguna.nama
        key = "orang_sama" if name == besides else one.tahap
        yield t(
            f"paket_layar.kurang.keadaan.{key}", nama=name, peran=t(f"wisaya.peran.{one.peran}")
        )


def _others(people: Sequence[Orang], besides: str) -> bool:
    """Whether somebody is there who only lacks key or certificate."""
    return any(one.pengguna.nama != besides for one in people)
