"""Chooses among findings by how grave they are and by kind, with the count beside each choice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.temuan import TINGKAT
from app.teks import t
from app.ui import sizes
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.aturan import Fase, Kelompok, Tingkat
    from app.domain.temuan import Temuan

PHASE: Fase = "tanda_tangan"
"""What a finding comes to in the end is what people choose by, whatever it is while they type."""


class Sift(QWidget):
    """A button for each level and a list of kinds; what has no finding is not offered.

    Signals:
        changed: another choice was made.

    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.level: Tingkat | None = None
        self.family: Kelompok | None = None
        self.buttons = {level: _LevelButton(level) for level in TINGKAT}
        self.kinds = Selector(t("temuan.saring_jenis"))
        self.kinds.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.kinds.activated.connect(self._choose_family)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.XS)
        for level, button in self.buttons.items():
            button.clicked.connect(self._choose_level)
            button.setProperty("level", level)
            row.addWidget(button)
        row.addWidget(self.kinds)

    @property
    def words(self) -> str:
        """The counts of the levels that have findings."""
        return " · ".join(one.text() for one in self.buttons.values() if not one.isHidden())

    @property
    def chosen(self) -> bool:
        """Whether some findings may be left out."""
        return self.level is not None or self.family is not None

    def forget(self) -> None:
        """Leave nothing out."""
        self.level = self.family = None

    def offer(self, found: Sequence[Temuan]) -> list[Temuan]:
        """Count what there is to choose from and return what is chosen of it."""
        self._drop_what_is_gone(found)
        levels = Counter(one.tingkat(PHASE) for one in found if self._is_of_family(one))
        for level, button in self.buttons.items():
            button.count(levels[level], chosen=level == self.level)
        self._list_kinds([one for one in found if self._is_of_level(one)])
        return [one for one in found if self._is_of_level(one) and self._is_of_family(one)]

    def _drop_what_is_gone(self, found: Sequence[Temuan]) -> None:
        if not any(self._is_of_level(one) and self._is_of_family(one) for one in found):
            self.forget()

    def _is_of_level(self, one: Temuan) -> bool:
        return self.level in {None, one.tingkat(PHASE)}

    def _is_of_family(self, one: Temuan) -> bool:
        return self.family in {None, one.kelompok}

    def _list_kinds(self, found: Sequence[Temuan]) -> None:
        families = Counter(one.kelompok for one in found)
        blocked = QSignalBlocker(self.kinds)
        self.kinds.clear()
        self.kinds.addItem(t("temuan.semua_jenis", jumlah=len(found)), None)
        for kelompok, count in families.most_common():
            name = t(f"temuan.kelompok.{kelompok}")
            self.kinds.addItem(t("temuan.satu_jenis", kelompok=name, jumlah=count), kelompok)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(self.family)))
        blocked.unblock()
        self.kinds.setVisible(len(families) > 1 or self.family is not None)

    def _choose_level(self) -> None:
        sender = self.sender()
        assert sender is not None
        level = sender.property("level")
        self.level = None if level == self.level else level
        self.changed.emit()

    def _choose_family(self, place: int) -> None:
        self.family = self.kinds.itemData(place)
        self.changed.emit()


class _LevelButton(Button):
    """The count of one level; pressed, only that level is listed."""

    def __init__(self, level: Tingkat) -> None:
        super().__init__("", Kind.QUIET)
        self._level = level
        self.setCheckable(True)
        self.setToolTip(t(f"temuan.arti.{level}"))

    def count(self, number: int, *, chosen: bool) -> None:
        """Show how many there are."""
        self.setText(t(f"isian.hitung.{self._level}", jumlah=number))
        self.setChecked(chosen)
        self.set_kind(Kind.PLAIN if chosen else Kind.QUIET)
        self.set_icon("check" if chosen else "")
        self.setVisible(bool(number))
